"""How soon an edit of a task shows in a browser that looks at ``build.py serve``: at most two seconds.

    python benchmarks/preview.py [--runs N]

Needs a browser (Debian's chromium). Works in a copy of the project.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Page, sync_playwright

from tests.conftest import Project, copy_project
from tests.support.browsing import CHROMIUM, QUIET, free_port

LIMIT = 2.0
BEFORE = "indicator: 创建文明生态村"


@contextmanager
def served(project: Project) -> Iterator[str]:
    """``build.py serve`` in the project; its address."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "build.py", "serve", "--port", str(port)],
        cwd=project.root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as run:
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            run.terminate()


def opened(page: Page, url: str) -> None:
    """Open a page as soon as it is served, within a minute."""
    until = time.monotonic() + 60
    while True:
        try:
            page.goto(url)
            return
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)


def edits(page: Page, file: Path, runs: int) -> Iterator[float]:
    """Seconds from saving an edit to its words on the page, so many times."""
    sound = file.read_text(encoding="utf-8")
    for number in range(runs):
        words = f"文明生态村总数第{number + 1}次"
        started = time.perf_counter()
        file.write_text(sound.replace(BEFORE, f"indicator: {words}"), encoding="utf-8")
        page.wait_for_selector(f"text={words}")
        yield time.perf_counter() - started
        time.sleep(1)


def main() -> int:
    """Measure and print; the exit status is 1 where an edit takes too long, or there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    if CHROMIUM is None:
        print("没有浏览器，量不了边改边看：apt-get install chromium")
        return 1
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        project = copy_project(Path(folder) / "project")
        with (
            served(project) as address,
            playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET) as browser,
        ):
            page = browser.new_page()
            opened(page, f"{address}tasks/meifa-2021-7/36.html")
            page.wait_for_selector("text=文明生态村")
            seconds = statistics.median(edits(page, project.root / "tasks/meifa-2021-7/36.yml", runs))
    verdict = "达到" if seconds <= LIMIT else "没有达到"
    print(f"边改边看，存盘到浏览器里看见：{seconds:.2f} 秒（要求不超过 {LIMIT:g}，{verdict}）")
    return int(seconds > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
