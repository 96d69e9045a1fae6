"""Documents in and sites out, from the page: an upload becomes a draft, the project its site."""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from responsibility.build.drafts import import_document, stored_name
from responsibility.build.locks import build_lock
from responsibility.build.project import Project
from responsibility.build.publish import refuse_to_overwrite
from responsibility.build.site import build_site
from responsibility.data.loader import is_folder_name
from responsibility.language.name_search import initials
from responsibility.outputs.report import summary_line
from responsibility.progress.standing import later_words

_LONGEST_ID = 30
_NAMELESS = "wenjian"
_COUNTED = "：下一次报送以后才算；现在就要算进网站的，运行 zeren site --as-of {day}"


def import_upload(
    project: Project, name: str, save: Callable[[BinaryIO], object], policy: str, title: str
) -> dict[str, Any]:
    """Draft a policy from an upload that ``save`` writes; without ``policy`` its folder is called by the file's ``name``.

    Raises ResponsibilityError or OSError; then no data was written.
    """
    file_name = stored_name(re.split(r"[/\\]", name)[-1])
    policy = policy or free_id(project, Path(file_name).stem)
    given = {"title": title} if title else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file_name
        with path.open("wb") as file:
            save(file)
        imported = import_document(path, policy, project, given)
    return {"policy": policy, "summary": imported.summary}


def free_id(project: Project, name: str) -> str:
    """A folder's name for a new policy: the initials of ``name`` in pinyin and its numbers, one that is free."""
    runs = re.findall("[a-z]+|[0-9]+|[^a-z0-9]+", name.lower())
    words = (run if run.isascii() else initials(run) for run in runs)
    base = "-".join(word for word in words if word.isalnum())[:_LONGEST_ID].strip("-")
    base = base if is_folder_name(base) else _NAMELESS
    number, free = 1, base
    while (project.tasks / free).exists():
        number += 1
        free = f"{base}-{number}"
    return free


class Publisher:
    """Publishes the project's site, and shows it at an address of its own: no script of it is the page's."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self._server: ThreadingHTTPServer | None = None
        self._lock = threading.Lock()

    def publish(self) -> dict[str, Any]:
        """Build the site anew; says where it is, what the checks found and which decisions do not count on its day.

        Raises ResponsibilityError or OSError; then the old one stays.
        """
        with self._lock:
            with build_lock(self.project):
                refuse_to_overwrite(self.project, self.project.site)
                built = build_site(self.project, self.project.site)
            view = built.view
            policies = (policy.record for policy in view.current)
            return {
                "site": str(self.project.site),
                "summary": summary_line(built.report),
                "later": later_words(policies, view.as_of, _COUNTED) if view.as_of else "",
                "address": self._address(),
            }

    def _address(self) -> str:
        if self._server is None:
            handler = partial(_Site, directory=str(self.project.site))
            self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def close(self) -> None:
        """Show the site no longer."""
        if self._server is not None:
            with suppress(OSError):
                self._server.shutdown()
                self._server.server_close()


class _Site(SimpleHTTPRequestHandler):
    """The files of the published site, for this computer's own names alone."""

    def send_head(self) -> Any:
        """A file, or a refusal."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in (f"127.0.0.1:{port}", f"localhost:{port}"):
            self.send_error(403)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        """Nothing: pages are all there is to see."""
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""
