"""Who may ask the page's server, and that nothing else of the computer is reached."""

from __future__ import annotations

import json
from typing import Any

import pytest

from responsibility.build.project import Project

from .conftest import read
from .support.served import HOME, JSON, POLICY, Opened, Page, opened, page, project

__all__ = ["opened", "page", "project"]


def test_the_address_lets_in_once_and_for_all_requests(opened: Opened) -> None:
    client = opened.app.test_client()
    answer = client.get(f"/{opened.guard.token}", base_url=HOME)
    cookie = answer.headers["Set-Cookie"]
    assert answer.location == "/"
    assert opened.guard.token in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert client.get("/api/project", base_url=HOME).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/api/project", "/page/edit.js", "/api/alive", "/x", "/wrong", "/" + "a" * 32]
)
def test_nobody_is_answered_without_the_token(opened: Opened, path: str) -> None:
    client = opened.app.test_client()
    client.set_cookie("zeren-1234", "wrong", domain="127.0.0.1")
    answer = client.get(path, base_url=HOME)
    assert answer.status_code == 403
    assert answer.get_json() == {"error": "请用命令给出的地址打开"}
    assert POLICY not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "host", ["http://evil.example:1234", "http://127.0.0.1:4321", "http://127.0.0.1", "http://[::1]:1234"]
)
def test_a_name_that_was_made_to_mean_this_computer_is_refused(opened: Opened, host: str) -> None:
    page = opened.tab()
    for path in ("/api/project", f"/{opened.guard.token}"):
        answer = page.client.get(path, base_url=host, headers={"Cookie": f"zeren-1234={opened.guard.token}"})
        assert answer.status_code == 403, path
        assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Type": "application/json"},
        {**JSON, "Origin": "http://evil.example"},
        {**JSON, "Origin": "null"},
        {**JSON, "Origin": "http://127.0.0.1:8000"},
        {**JSON, "Sec-Fetch-Site": "cross-site"},
        {**JSON, "Sec-Fetch-Site": "same-site"},
        {**JSON, "Content-Type": "text/plain"},
        {**JSON, "Content-Type": "application/x-www-form-urlencoded"},
        {**JSON, "Content-Type": "multipart/form-data; boundary=x"},
    ],
)
def test_no_other_page_can_write(page: Page, project: Project, headers: dict[str, str]) -> None:
    before = read(project.tasks)
    body = json.dumps(
        {"actions": [{"do": "reject", "policy": POLICY, "task": "1", "field": "targets", "index": 0}]}
    )
    answer = page.client.post("/api/save", base_url=HOME, data=body, headers=headers)
    assert answer.status_code == 403
    assert read(project.tasks) == before
    assert not {name for name, _ in answer.headers if name.lower().startswith("access-control")}


def test_no_other_page_can_read(page: Page) -> None:
    for site in ("cross-site", "same-site"):
        assert (
            page.client.get("/api/project", base_url=HOME, headers={"Sec-Fetch-Site": site}).status_code
            == 403
        )


@pytest.mark.parametrize(
    "path",
    ["/page/../pyproject.toml", "/page/%2e%2e%2fpyproject.toml", "/page/..%5cpyproject.toml", "/page//etc/passwd", "/page/.", "/page/",
     "/api/policies/..%2f..%2fetc/tasks/1", "/api/policies/../tasks/1", f"/api/policies/{POLICY}/tasks/..%2fpolicy", "/api/policies/%00"],
)  # fmt: skip
def test_nothing_but_the_page_and_the_data_is_reached(page: Page, path: str) -> None:
    answer = page.client.get(path, base_url=HOME)
    assert answer.status_code in (404, 308, 405), answer.get_data(as_text=True)
    assert "[project]" not in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "action",
    [
        {"do": "accept_task", "policy": "..", "task": "1"},
        {"do": "accept_task", "policy": POLICY, "task": "../units"},
        {"do": "settle", "policy": "../..", "index": 0},
        {"do": "set_unit", "unit": "../x", "set": {}},
    ],
)
def test_no_action_leaves_the_data(page: Page, action: dict[str, Any]) -> None:
    assert page.save(action, status=404)["error"]


@pytest.mark.parametrize(
    "body",
    [b"", b"[", b"[]", b"null", b'"x"', b"{}", b'{"actions": []}', b'{"actions": [{}]}', b'{"actions": [{"do": "x"}]}',
     b'{"actions": [{"do": "accept", "policy": 1, "task": []}]}', b"\xff\xfe", b"[" * 5000, b'{"actions": [{"do": "add", "policy": "\\ud800"}]}', b'{"actions": 1e999}', b'{"actions": NaN}', b'{"actions": ' + b"[" * 100_000],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/api/save", "/api/try", "/api/read", "/api/restore"])
def test_what_is_badly_asked_is_told_plainly(page: Page, body: bytes, path: str) -> None:
    answer = page.client.post(path, base_url=HOME, data=body, headers=JSON)
    assert answer.status_code == 400, answer.get_data(as_text=True)
    assert answer.get_json()["error"] == "请求的写法不对"


@pytest.mark.parametrize("value", ["NaN", "1e999", '"\\ud800"'])
def test_what_no_file_can_hold_is_refused(page: Page, project: Project, value: str) -> None:
    before = read(project.tasks)
    for action in (
        f'{{"do": "policy", "policy": "{POLICY}", "set": {{"title": {value}}}}}',
        f'{{"do": "add", "policy": "{POLICY}", "task": "1", "field": "deadlines", "record": {{"quote": {value}}}}}',
    ):
        body = f'{{"actions": [{action}]}}'
        answer = page.client.post("/api/save", base_url=HOME, data=body, headers=JSON)
        assert (answer.status_code, answer.get_json()["error"]) == (400, "请求的写法不对")
    assert read(project.tasks) == before


def test_a_fact_of_a_number_without_end_is_none(page: Page) -> None:
    page.get(f"/api/policies/{POLICY}/tasks/1/like?field=deadlines&index={'9' * 5000}", status=404)


def test_a_request_that_is_too_large_is_refused(page: Page) -> None:
    answer = page.client.post("/api/save", base_url=HOME, data=b" " * 3_000_000, headers=JSON)
    assert answer.status_code == 413
    assert answer.get_json() == {"error": "太大了"}
