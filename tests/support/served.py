"""The page's server without a network: tabs of a browser that was let in, on the small policy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from responsibility.build.project import Project, find_project
from responsibility.edit.guard import Guard
from responsibility.edit.server import make_app
from responsibility.edit.session import Session

from ..conftest import SMALL, read, write

POLICY = "qinghe-2023-5"
TASK = f"{POLICY}/01.yml"
HOME = "http://127.0.0.1:1234"
JSON = {"Origin": HOME, "Content-Type": "application/json"}


class Page:
    """A tab of a browser that was let in."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, status: int = 200) -> Any:
        return self._answer(self.client.get(path, base_url=HOME), status)

    def post(self, path: str, body: Any, status: int = 200) -> Any:
        return self._answer(
            self.client.post(path, base_url=HOME, json=body, headers={"Origin": HOME}), status
        )

    def save(self, *actions: dict[str, Any], seen: dict[str, str] | None = None, status: int = 200) -> Any:
        return self.post("/api/save", {"seen": seen or {}, "actions": list(actions)}, status)

    @staticmethod
    def _answer(answer: TestResponse, status: int) -> Any:
        assert answer.status_code == status, answer.get_data(as_text=True)
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
        return answer.get_json()


class Opened:
    """A project that is served."""

    def __init__(self, project: Project) -> None:
        self.guard = Guard(1234)
        self.app = make_app(Session(project), self.guard)

    def tab(self) -> Page:
        client = self.app.test_client()
        assert client.get(f"/{self.guard.token}", base_url=HOME).status_code == 302
        return Page(client)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small policy in a project of its own."""
    write(read(SMALL), tmp_path / "tasks")
    return find_project(tmp_path)


@pytest.fixture
def opened(project: Project) -> Opened:
    """That project, served."""
    return Opened(project)


@pytest.fixture
def page(opened: Opened) -> Page:
    """A tab of a browser that was let in."""
    return opened.tab()
