"""The live preview in a browser: what is wrong lies over the page, and no page is silently old."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from responsibility.build.preview_server import PreviewServer, State
from responsibility.errors import BuildError

from .conftest import SMALL, Project, copy_project, read, write
from .support.browsing import browser, free_port
from .support.timing import wait_for

__all__ = ["browser"]

PAGE = "tasks/qinghe-2023-5/1.html"


def answer(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=10) as done:
            return done.status, done.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


@pytest.fixture
def previewed(tmp_path: Path) -> Project:
    """A copy of the project with the small policy."""
    project = copy_project(tmp_path / "project")
    write(read(SMALL), project.root / "small")
    return project


@contextmanager
def serve(project: Project) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [sys.executable, "build.py", "serve", "--project", ".", "--tasks", "small", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=project.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as run:
        address = f"http://127.0.0.1:{port}/"
        try:
            wait_for(lambda: run.poll() is None and answers(address), "the preview")
            yield address, run
        finally:
            run.terminate()


def answers(address: str) -> bool:
    try:
        return answer(f"{address}-/state")[0] == 200
    except OSError:
        return False


def edit(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def overlay(page: Page) -> str:
    """What lies over the page, once something does."""
    page.wait_for_selector("#preview-problems section")
    return page.locator("#preview-problems section").inner_text()


def overlaid(page: Page, words: str) -> None:
    page.wait_for_selector(f"#preview-problems section:has-text('{words}')")


def gone(page: Page) -> None:
    page.wait_for_selector("#preview-problems", state="detached")


@pytest.mark.slow
@pytest.mark.browser
def test_problems_lie_over_the_page_until_they_are_mended(previewed: Project, browser: Browser) -> None:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    task = "small/qinghe-2023-5/01.yml"
    with serve(previewed) as (address, run):
        wait_for(lambda: '"version": 1' in answer(f"{address}-/state")[1], "the first site")
        page.goto(address + PAGE)
        assert not page.query_selector("#preview-problems")

        edit(previewed, task, "lead_units: [县水利局]", "lead_unit: [县水利局]")
        overlaid(page, "错误")
        told = overlay(page)
        assert "数据有 1 处错误，这一页是改动之前的；改好后自动更新" in told
        assert "small/qinghe-2023-5/01.yml:8:1" in told
        assert "不认识的键“lead_unit”；是不是“lead_units”？ [unknown-key]" in told
        assert "→ 检查拼写" in told
        page.get_by_role("button", name="收起").click()
        assert "small/qinghe-2023-5/01.yml" not in overlay(page)
        assert "数据有 1 处错误" in overlay(page)

        edit(previewed, task, "lead_unit: [县水利局]", "lead_units: [县水利局]")
        gone(page)

        edit(previewed, "templates/task.html", "{% ", "{% nothing %}{% ")
        overlaid(page, "模板有误")
        assert "没有更新，这一页是改动之前的" in overlay(page)
        edit(previewed, "templates/task.html", "{% nothing %}", "")
        gone(page)

        edit(previewed, task, "indicator: 新建水厂", "indicator: 新建水厂的座数")
        page.wait_for_selector("text=新建水厂的座数")
        page.wait_for_load_state("load")  # its script too, before nothing answers any more

        run.terminate()
        overlaid(page, "预览已经停止")
    page.close()


@pytest.mark.slow
@pytest.mark.browser
def test_a_preview_that_begins_with_faulty_data_goes_on_by_itself(
    previewed: Project, browser: Browser
) -> None:
    page = browser.new_page()
    page.set_default_timeout(60_000)
    edit(previewed, "small/units.yml", "kind: party", "kind: partei")
    with serve(previewed) as (address, _):
        page.goto(address + PAGE)
        overlaid(page, "错误")
        assert "数据有 1 处错误，还没有可以看的网页" in overlay(page)
        edit(previewed, "small/units.yml", "kind: partei", "kind: party")
        page.wait_for_selector("h1:has-text('保障农村供水')")
        gone(page)
    page.close()


def test_the_server_gives_the_site_its_script_and_nothing_outside(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    (site / "index.html").write_text("<body>甲</body>", encoding="utf-8")
    (site / "404.html").write_text("<body>没有</body>", encoding="utf-8")
    port = free_port()
    with PreviewServer(port) as server:
        address = f"http://127.0.0.1:{port}"
        assert "还没有可以看的网页" in answer(f"{address}/index.html")[1]
        server.state = State(version=3, folder=site, files={"downloads/a.csv": lambda: "一".encode()})
        script = '<script src="/-/preview.js" data-version="3" defer></script></body>'
        assert answer(f"{address}/") == (200, f"<body>甲{script}")
        assert answer(f"{address}/none.html") == (404, f"<body>没有{script}")
        assert answer(f"{address}/downloads/a.csv") == (200, "一")
        assert "location.reload" in answer(f"{address}/-/preview.js")[1]
        assert json.loads(answer(f"{address}/-/state")[1])["version"] == 3
        for path in ("/../secret.txt", "/%2e%2e/secret.txt", f"/{tmp_path}/secret.txt"):
            assert answer(address + path)[0] == 404
        with pytest.raises(BuildError, match="已被占用"), PreviewServer(port):
            pass


def test_no_published_site_has_the_script(project: Project) -> None:
    done = project.run("site", "--project", ".", "--tasks", str(SMALL), "--no-downloads")
    assert done.returncode == 0, done.stderr
    pages = list((project.root / "site").rglob("*.html"))
    assert pages
    assert not [
        page
        for page in pages
        if re.search(r"/-/|preview\.js|preview-problems", page.read_text(encoding="utf-8"))
    ]
    assert not list((project.root / "site").rglob("preview*.js"))
