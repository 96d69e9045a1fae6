"""The web server of the live preview: the site as it was last built, and on every page what is wrong since.

It answers on this computer only. Pages are those of the published site, with one script more
(``preview.js``): that asks for the state of the preview, loads the page again once there is a newer
site, and lays over it whatever keeps the newest changes from being shown. No published site has it.
"""

from __future__ import annotations

import functools
import http.server
import json
import mimetypes
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from responsibility.errors import BuildError

_SCRIPT = Path(__file__).parent / "preview.js"
_OWN = "/-/"
"""Under which the preview's own answers are; no page of a site is."""
_NO_SITE = (
    '<!doctype html><html lang="zh"><meta charset="utf-8"><title>边改边看</title>'
    "<body><p>还没有可以看的网页。</p></body></html>"
).encode()


@dataclass(frozen=True)
class State:
    """What a preview shows."""

    version: int = 0
    """Counts the sites that were built; 0 before the first."""
    folder: Path | None = None
    """Where the site is."""
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    """Files that are made only when somebody asks for them, by their path on the site."""
    building: bool = False
    """Whether changes are just being looked at."""
    message: str = ""
    """In one line, why the newest changes are not shown; empty where they are."""
    problems: tuple[Mapping[str, Any], ...] = ()
    """What is wrong with the data, as the report of the checks has it for programs."""

    def as_json(self) -> bytes:
        """What the script in the pages is told."""
        fields = {
            "version": self.version,
            "building": self.building,
            "message": self.message,
            "problems": self.problems,
        }
        return json.dumps(fields, ensure_ascii=False).encode()


class _Handler(http.server.BaseHTTPRequestHandler):
    def __init__(self, preview: PreviewServer, *arguments: Any) -> None:
        self.preview = preview
        super().__init__(*arguments)

    def do_GET(self) -> None:
        """Answer with the preview's own, with a file that is made now, or with one of the site's."""
        self.state = self.preview.state
        path = unquote(urlsplit(self.path).path)
        make = self.state.files.get(path.removeprefix("/"))
        if path == f"{_OWN}state":
            self._answer(self.state.as_json(), "application/json")
        elif path == f"{_OWN}preview.js":
            self._answer(_SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
        elif self.state.folder is None:
            self._page(_NO_SITE)
        elif make:
            with self.preview.making:
                self._answer(make(), _kind(path))
        else:
            self._file(self.state.folder.resolve(), path)

    def _file(self, folder: Path, path: str) -> None:
        file = (folder / path.lstrip("/")).resolve()
        if file.is_dir():
            file /= "index.html"
        if not file.is_relative_to(folder) or not file.is_file():
            not_found = folder / "404.html"
            self._page(not_found.read_bytes() if not_found.is_file() else _NO_SITE, 404)
        elif file.suffix == ".html":
            self._page(file.read_bytes())
        else:
            self._answer(file.read_bytes(), _kind(file.name))

    def _page(self, content: bytes, status: int = 200) -> None:
        """Answer with a page, the script of the preview in it."""
        script = f'<script src="{_OWN}preview.js" data-version="{self.state.version}" defer></script>'
        before, end, after = content.rpartition(b"</body>")
        self._answer(before + script.encode() + end + after, "text/html; charset=utf-8", status)

    def _answer(self, content: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing on the terminal of who asks for what."""


def _kind(name: str) -> str:
    """The type of a file, by its name; texts are UTF-8."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class PreviewServer:
    """Answers at a port of this computer while it is entered; ``state`` is what it shows, and may be set anew."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.state = State()
        self.making = threading.Lock()
        """Held while a file is made: one at a time."""

    def __enter__(self) -> PreviewServer:
        """Begin to answer. Raises BuildError where another program has the port."""
        handler = functools.partial(_Handler, self)
        try:
            self._server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        except OSError:
            raise BuildError(f"端口 {self.port} 已被占用；可用 --port 换一个") from None
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
