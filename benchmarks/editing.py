"""How soon the editing page answers, against ``check`` on the same data: five policies, 290 tasks.

    python benchmarks/editing.py [--runs N]

- opening: from the start of ``edit`` to the document of a policy in the browser's hands, at most three times;
- a keystroke: what the checks say of a task that is being changed, at most a tenth;
- a save: the change on the disk and what it means for the task, at most once.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.bench import copies, process, ratio  # noqa: E402 – the project's folder has to be on the path first

POLICY, TASK = "meifa-2021-7", "32"


class Browser:
    """What the page does at the address that the command printed."""

    def __init__(self, address: str) -> None:
        self.home = address.rsplit("/", 1)[0]
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.get(address.removeprefix(self.home))

    def get(self, path: str) -> bytes:
        """What is answered."""
        content: bytes = self._opener.open(self.home + path).read()
        return content

    def post(self, path: str, body: object) -> Any:
        """What is answered to a request that changes or tries something."""
        headers = {"Origin": self.home, "Content-Type": "application/json"}
        content = json.dumps(body).encode()
        request = urllib.request.Request(self.home + path, content, headers)  # noqa: S310 – our own address
        return json.loads(self._opener.open(request).read())


class Served:
    """``edit`` on a project, as long as it is entered."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def __enter__(self) -> Browser:
        command = [sys.executable, "build.py", "edit", POLICY, "--no-browser", "--project", str(self.project)]
        self._run = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
        assert self._run.stdout  # noqa: S101 – a pipe, as asked for
        return Browser(self._run.stdout.readline().split()[1])

    def __exit__(self, *_: object) -> None:
        self._run.terminate()
        self._run.wait()


def opening(project: Path) -> Callable[[], float]:
    """A run of opening a policy in the browser."""

    def run() -> float:
        started = time.perf_counter()
        with Served(project) as browser:
            for path in ("/", "/api/form", "/api/project", f"/api/policies/{POLICY}"):
                browser.get(path)
            return time.perf_counter() - started

    return run


def trying(browser: Browser) -> Callable[[], float]:
    """A run of a keystroke after another in the form of a deadline."""
    task = json.loads(browser.get(f"/api/policies/{POLICY}/tasks/{TASK}"))
    record = task["facts"]["deadlines"][0]["record"]
    place = {"do": "change", "policy": POLICY, "task": TASK, "field": "deadlines", "index": 0}
    years = iter(range(2022, 3000))
    return _answer(browser, "/api/try", lambda: {**place, "record": {**record, "due": str(next(years))}})


def saving(browser: Browser) -> Callable[[], float]:
    """A run of a save after another of a task; the data stays without errors."""
    numbers = iter(range(1, 1000))
    place = {"do": "task", "policy": POLICY, "task": TASK}
    return _answer(browser, "/api/save", lambda: {**place, "set": {"id": f"road-{next(numbers)}"}})


def _answer(browser: Browser, path: str, action: Callable[[], dict[str, Any]]) -> Callable[[], float]:
    def run() -> float:
        body = {"actions": [action()], "fast": True}
        started = time.perf_counter()
        browser.post(path, body)
        return time.perf_counter() - started

    return run


def main() -> int:
    """Measure and print; the exit status is 1 where a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        check = process("build.py", "check", "--tasks", str(copies(project / "tasks", 5)))
        with Served(project) as browser:
            rows = (
                ("edit 打开 ÷ check", opening(project), 3.0),
                ("edit 一次按键 ÷ check", trying(browser), 0.1),
                ("edit 一次保存 ÷ check", saving(browser), 1.0),
            )
            for what, ours, limit in rows:
                a, b, measured = ratio(ours, check, runs)
                verdict = "达到" if measured <= limit else "没有达到"
                print(f"{what}：{a:.2f} 秒 ÷ {b:.2f} 秒 = {measured:.2f}（要求不超过 {limit:g}，{verdict}）")
                failed |= measured > limit
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
