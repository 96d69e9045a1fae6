"""A real browser and a site to open in it, for the tests of what a reader sees.

Without a browser those tests are skipped; where CI is set they fail instead.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import os
import shutil
import socket
import threading
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    sync_playwright,
)

from ..conftest import REAL, copy_project, read, write
from .revised import REVISIONS, revised

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
ZOOMED: ViewportSize = {"width": 720, "height": 450}
"""What is left of the wide screen at 200 %."""
AS_OF = "2022-03-01"
KINDS = {
    "home": "index.html",
    "units": "units/index.html",
    "unit": "units/nyncj.html",
    "town": "units/sanjiang.html",
    "collective": "units/cydw.html",
    "tasks": "tasks/index.html",
    "task": "tasks/meifa-2021-7/36.html",
    "parts": "tasks/meifa-2021-7/2.html",
    "safeguard": "tasks/meifa-2021-7/s3.html",
    "matrix": "matrix/index.html",
    "deadlines": "deadlines/index.html",
    "targets": "targets/index.html",
    "deliverables": "deliverables/index.html",
    "cooperation": "cooperation/index.html",
    "gaps": "gaps/index.html",
    "document": "document/index.html",
    "downloads": "downloads/index.html",
    "revisions": "revisions/index.html",
    "manual": "manual/clerk.html",
}


def free_port() -> int:
    """A port of this computer that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        message = "这台机器上没有 Chromium：apt-get install chromium"
        assert not os.environ.get("CI"), message
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it comes out of the bundle, with a revision to tell of and the status of deadlines on a day."""
    project = copy_project(tmp_path_factory.mktemp("browser") / "project")
    write(revised(read(REAL)), project.root / "former")
    (project.root / "tasks" / "revisions.yml").write_text(REVISIONS, encoding="utf-8")
    done = project.run("bundle", "--as-of", AS_OF)
    assert done.returncode == 0, done.stderr
    archive = project.root / "dist" / "responsibility-site.zip"
    zipfile.ZipFile(archive).extractall(project.root / "unpacked")
    return project.root / "unpacked" / "responsibility-site"


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with contextlib.suppress(ConnectionError):  # the browser has gone to another page
            super().copyfile(source, outputfile)


@contextlib.contextmanager
def serving(handler: Callable[..., http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    """The address of a server on this computer, with a slash at its end."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def bases(folder: Path) -> Iterator[dict[str, str]]:
    """Where the site is: over http, and as a folder."""
    with serving(functools.partial(Silent, directory=str(folder))) as address:
        yield {"http": address, "file": folder.as_uri() + "/"}


class Watched:
    """A page that remembers what went wrong on it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(10_000)
        self.faults: list[str] = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.faults.append(message.text)

    def _request(self, request: Request) -> None:
        url = request.url
        if not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:")):
            self.faults.append(f"request {url}")


def results(page: Page) -> list[str]:
    """The addresses that the search box offers, in their order."""
    page.wait_for_selector(".md-search-result__item a")
    links = page.locator(".md-search-result__item > a").evaluate_all("all => all.map(one => one.href)")
    return [link.split("?")[0] for link in links]


def plain(text: str) -> str:
    """Text read out of a PDF: without spaces, radicals as the characters that they stand for."""
    return (
        unicodedata.normalize("NFKC", text).replace("\u2eda", "页").replace("\u2ed4", "门").replace(" ", "")
    )


def problems(page: Page) -> list[tuple[str, str, str]]:
    """What axe finds wrong with the page as it stands.

    What is right is not described: that takes most of the time on a page of many cells.
    """
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (each["id"], each["nodes"][0]["html"][:160], each["nodes"][0].get("failureSummary", "")[:300])
        for each in violations
    ]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, locale="zh-CN")
    watched = Watched(context)
    yield watched.page
    context.close()
    assert watched.faults == []
