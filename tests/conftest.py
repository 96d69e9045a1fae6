"""What the tests share: a small made-up policy, the real one, goldens, a copy of the project."""

from __future__ import annotations

import compileall
import contextlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from click.testing import CliRunner

import build
from responsibility import checks, views
from responsibility.checks import Report
from responsibility.data.folder import Files, read_tasks
from responsibility.data.loader import Data, load
from responsibility.diff import diff
from responsibility.diff.records import Diff
from responsibility.views import SiteView

from .support.revised import revised

ROOT = Path(__file__).resolve().parent.parent
SMALL = ROOT / "tests" / "small"
REAL = ROOT / "tasks"
GOLDEN = ROOT / "tests" / "golden"
POLICY = "qinghe-2023-5"


hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")  # machines are busy: no example fails for its time
hypothesis.settings.register_profile("thorough", max_examples=500)
"""What ``make test-all`` tries of each property; the gate tries a hundred examples."""


def pytest_configure(config: pytest.Config) -> None:
    """Compile the package once: the tests start it some hundred times, where Python may not keep what it compiles."""
    if not hasattr(config, "workerinput"):
        compileall.compile_dir(ROOT / "responsibility", quiet=1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="accept the current output as golden")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what runs commands in a copy of the project."""
    for item in items:
        if "project" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


def read(folder: Path) -> Files:
    files, unreadable = read_tasks(folder)
    assert not unreadable
    return files


@pytest.fixture(scope="session")
def editions() -> tuple[Data, Data]:
    """The real policy, and its revised edition."""
    files = read(REAL)
    return load(files), load(revised(files))


@pytest.fixture(scope="session")
def found(editions: tuple[Data, Data]) -> Diff:
    """What the revised edition of the real policy changes."""
    return diff(*editions)


@pytest.fixture
def small_files() -> Files:
    """The files of the small made-up policy, to be edited by a test."""
    return read(SMALL)


@dataclass(frozen=True)
class Compiled:
    """A policy all the way to its views."""

    files: Files
    data: Data
    report: Report
    site: SiteView


def compiled(files: Files) -> Compiled:
    data = load(files)
    report = checks.run(data)
    assert not report.count("error"), [problem for problem in report.problems if problem.severity == "error"]
    return Compiled(files, data, report, views.build(data, report))


@pytest.fixture(scope="session")
def compiled_small() -> Compiled:
    """The small policy, compiled."""
    return compiled(read(SMALL))


@pytest.fixture(scope="session")
def compiled_real() -> Compiled:
    """The real policy, compiled."""
    return compiled(read(REAL))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with ``tests/golden/NAME``; with --bless, write it there."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--bless"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"没有标准答案 {name}：运行 make bless"
        assert text == path.read_text(encoding="utf-8"), f"{name} 变了：看 git diff，认可就运行 make bless"

    return compare


def call(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``build.py ARGUMENTS`` called in ``folder``, within this process: a process of its own takes a second to start."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(build.main, arguments, prog_name="python build.py")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


@dataclass(frozen=True)
class Project:
    """A copy of the project in a folder of its own."""

    root: Path

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """``build.py ARGUMENTS`` there, within this process, by the tool that the tests are of."""
        return call(self.root, *arguments)

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """``python build.py ARGUMENTS`` there."""
        return subprocess.run(
            [sys.executable, "build.py", *arguments],
            cwd=self.root,
            env={**os.environ, **environment},
            text=True,
            encoding="utf-8",
            capture_output=True,
            check=False,
        )


os.environ["ZEREN_DEBUG"] = "1"  # an unforeseen exception is a traceback, for the tests that look for one
PARTS = (
    "responsibility",
    "templates",
    "theme",
    "site_src",
    "docs/manual",
    "tasks",
    "build.py",
    "mkdocs.yml",
    "site.yml",
)


def copy_project(target: Path) -> Project:
    target.mkdir(parents=True, exist_ok=True)
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            shutil.copy(source, target / name)
    return Project(target)


def write(files: Files, folder: Path) -> Path:
    """Write files into a folder, which is returned."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A fresh copy of the project, with the real policy."""
    return copy_project(tmp_path / "project")


NAMESPACE = ["unshare", "-r", "-m", "-n"]
"""Runs a command where mounts and the network are its own: only what it mounts, no network at all."""


@pytest.fixture
def namespace() -> list[str]:
    if subprocess.run([*NAMESPACE, "true"], capture_output=True, check=False).returncode:
        assert not os.environ.get("CI"), "unshare 不可用"
        pytest.skip("这台机器不许建名字空间（unshare -r -m -n）")
    return NAMESPACE
