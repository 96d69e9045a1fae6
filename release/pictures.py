"""Take the pictures of the README and of the manual, in a real browser, from sites that are built for it.

Run as ``python -m release.pictures`` (``make pictures``). Those of the README show this repository's policy;
those of the manual, which goes into every office's site, show a made-up county.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from responsibility.build.compile import RefusedDataError, compile_project
from responsibility.build.preview_server import PreviewServer, State
from responsibility.build.project import Project, find_project
from responsibility.build.site import Options, build_site
from responsibility.model.problems import as_json
from tests.conftest import ROOT, SMALL, copy_project, read, write
from tests.support.browsing import CHROMIUM, QUIET, free_port

MANUAL = ROOT / "docs" / "manual"
README = ROOT / "docs" / "screenshots"
SIZE: ViewportSize = {"width": 1120, "height": 700}
HEAVIEST = 150_000
"""Bytes of a picture."""


class Picture(NamedTuple):
    """A page of a site, as it is seen on opening it."""

    file: Path
    page: str


OF_COUNTY = (
    Picture(MANUAL / "home.png", "index.html"),
    Picture(MANUAL / "unit.png", "units/slj.html"),
    Picture(MANUAL / "matrix.png", "matrix/index.html"),
)
OF_POLICY = (
    Picture(README / "unit.png", "units/shuiwj.html"),
    Picture(README / "matrix.png", "matrix/index.html"),
)
PREVIEW = MANUAL / "preview.png"


def county(folder: Path) -> Project:
    """A project of the made-up county, in ``folder``."""
    write(read(SMALL), folder / "tasks")
    site = {
        "id": "0" * 16,
        "format": 2,
        "name": "清河县责任清单",
        "publisher": "清河县督查室",
        "contact": "0123-4567890",
    }
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in site.items())
    (folder / "site.yml").write_text("".join(lines), encoding="utf-8")
    return find_project(folder)


def _taken(page: Page, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(page.screenshot(animations="disabled"))
    size = file.stat().st_size
    print(f"{file.relative_to(ROOT)} {size // 1000} kB")
    if size > HEAVIEST:
        raise ValueError(f"{file} 太大：{size} 字节，至多 {HEAVIEST}")


def _of_site(browser: Browser, project: Project, pictures: tuple[Picture, ...]) -> Path:
    """Build the site of ``project`` and take pictures of it; returns its folder."""
    site = project.out / "site"
    build_site(project, site, Options(downloads=True))
    for picture in pictures:
        with _page(browser) as page:
            page.goto((site / picture.page).as_uri())
            _taken(page, picture.file)
    return site


def _of_preview(browser: Browser, project: Project, site: Path) -> None:
    """The page of a task, over which the preview lays what is wrong."""
    task = project.tasks / "qinghe-2023-5" / "01.yml"
    text = task.read_text(encoding="utf-8")
    task.write_text(
        text.replace("[县财政局, 各镇]", "[县财证局, 各镇]").replace("at_least: 95", "at_least: 96"),
        encoding="utf-8",
    )
    port = free_port()
    with PreviewServer(port) as server, _page(browser) as page:
        try:
            compile_project(project)
        except RefusedDataError as error:
            problems = tuple(as_json(problem, "tasks/") for problem in error.report.errors)
            server.state = State(version=1, folder=site, problems=problems)
        page.goto(f"http://127.0.0.1:{port}/tasks/qinghe-2023-5/1.html")
        page.wait_for_selector("#preview-problems li")
        _taken(page, PREVIEW)


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=SIZE)
    yield page
    page.close()


def main() -> None:
    """Take all pictures."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        project = county(Path(folder))
        site = _of_site(browser, project, OF_COUNTY)
        _of_preview(browser, project, site)
        own = copy_project(Path(folder) / "own").root
        _of_site(browser, find_project(own), OF_POLICY)
        browser.close()


if __name__ == "__main__":
    main()
