"""What can happen to a build from outside: killed, no room, no permission, another one at the same time.

Whatever it is, ``site/`` is whole, the old one or the new one; a message says what is wrong; the next build succeeds.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import SMALL, Project, copy_project
from .support.browsing import free_port
from .support.timing import wait_for
from .test_site import snapshot

pytestmark = pytest.mark.slow

SMALL_TASKS = ("--project", ".", "--tasks", str(SMALL))


def started(project: Project, *arguments: str) -> subprocess.Popen[bytes]:
    """``build.py ARGUMENTS``, going on by itself."""
    return subprocess.Popen(
        [sys.executable, "build.py", *arguments],
        cwd=project.root,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


@pytest.fixture
def editions(project: Project) -> tuple[Project, list[dict[str, bytes]]]:
    """A project with a published site, and the two sites that builds of it alternate between."""
    sites = []
    for day in ("2024-01-01", "2025-01-01"):
        done = project.run("site", *SMALL_TASKS, "--as-of", day)
        assert done.returncode == 0, done.stderr
        sites.append(snapshot(project.root / "site"))
    assert sites[0] != sites[1]
    return project, sites


def seconds(project: Project) -> float:
    """How long a build takes that nobody kills."""
    begun = time.monotonic()
    assert started(project, "site", *SMALL_TASKS, "--force", "--as-of", "2024-01-01").wait() == 0
    return time.monotonic() - begun


@pytest.mark.parametrize("kills", [20, pytest.param(100, marks=pytest.mark.long)])
def test_killed_at_random_moments(editions: tuple[Project, list[dict[str, bytes]]], kills: int) -> None:
    """kill -9 to the build alone, again and again: its MkDocs has to notice by itself."""
    project, sites = editions
    site = project.root / "site"
    whole = min(seconds(project) for _ in range(2))
    moments = random.Random(kills)
    survived = 0
    for attempt in range(kills):
        run = started(
            project, "site", *SMALL_TASKS, "--force", "--as-of", ("2025-01-01", "2024-01-01")[attempt % 2]
        )
        time.sleep(moments.uniform(0, 0.9 * whole))
        survived += run.poll() is not None
        run.kill()
        run.wait()
        assert snapshot(site) in sites, attempt
    assert survived < 0.8 * kills, "要打断的构建几乎都已经结束"
    assert project.run("site", *SMALL_TASKS, "--as-of", "2025-01-01").returncode == 0
    assert snapshot(site) == sites[1]
    time.sleep(1)
    assert project.run("site", *SMALL_TASKS, "--force", "--as-of", "2025-01-01").returncode == 0
    assert [path.name for path in project.root.glob(".site*")] == [".site.lock"]


@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM])
@pytest.mark.parametrize("command", ["site", "serve"])
def test_mkdocs_ends_with_the_command(project: Project, command: str, kind: signal.Signals) -> None:
    """However that ends: a preview left behind would hold its port."""
    port = free_port()
    run = started(project, command, *SMALL_TASKS, *(["--port", str(port)] if command == "serve" else []))
    wait_for(lambda: len(children(project)) == 2, "the generator's process")
    run.send_signal(kind)
    run.wait()
    wait_for(lambda: not children(project), "the end of the generator's process")


def children(project: Project) -> list[str]:
    """The processes that work in the project's folder (Linux)."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").resolve() == project.root:
                found.append(process.name)
        except OSError:
            continue
    return found


def test_a_build_needs_no_network(project: Project, namespace: list[str]) -> None:
    done = subprocess.run(
        [*namespace, sys.executable, "build.py", "bundle", *SMALL_TASKS],
        cwd=project.root,
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def small_disk(
    namespace: list[str],
) -> Callable[[str, Path, Project], subprocess.CompletedProcess[str]]:
    """Runs ``build.py`` in a namespace of its own, where a folder is a disk with few bytes, or read-only."""

    def run(mount: str, folder: Path, project: Project) -> subprocess.CompletedProcess[str]:
        command = f'{mount} && exec "$2" build.py site --project . --tasks "$3" --site "$4" --force'
        site = project.root / "public" / "site"
        return subprocess.run(
            [*namespace, "sh", "-c", command, "sh", str(folder), sys.executable, str(SMALL), str(site)],
            cwd=project.root,
            text=True,
            encoding="utf-8",
            capture_output=True,
            check=False,
        )

    return run


FULL = 'cp -r "$1" "$1.kept" && mount -t tmpfs -o size={size} tmpfs "$1" && cp -r "$1.kept/." "$1"'
READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1"'


@pytest.mark.parametrize(
    ("mount", "folder", "said"),
    [
        (FULL.format(size="3m"), "public", "磁盘满了"),
        (FULL.format(size="100k"), "out", "磁盘满了"),
        (READ_ONLY, "public", "磁盘是只读的"),
        (READ_ONLY, "out", "磁盘是只读的"),
    ],
    ids=["site full", "out full", "site read-only", "out read-only"],
)
def test_no_room_or_no_permission(
    project: Project,
    small_disk: Callable[[str, Path, Project], subprocess.CompletedProcess[str]],
    mount: str,
    folder: str,
    said: str,
) -> None:
    """The old site is seen from inside the namespace by its own copy, from outside as it was."""
    site = project.root / "public" / "site"
    (project.root / "public").mkdir()
    if folder == "public":
        assert project.run("site", *SMALL_TASKS, "--site", str(site)).returncode == 0
        # Lighter than a new one, so that the disk holds the old.
        shutil.rmtree(site / "assets" / "javascripts")
    else:
        (project.root / "out").mkdir()
    before = snapshot(site)
    done = small_disk(mount, project.root / folder, project)
    assert done.returncode == 1, done.stdout + done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert snapshot(site) == before
    shutil.rmtree(project.root / f"{folder}.kept", ignore_errors=True)
    assert project.run("site", *SMALL_TASKS, "--site", str(site), "--force").returncode == 0


def test_builds_and_renders_at_once(project: Project) -> None:
    """Five of them: each waits its turn, and what stands in the end is what one alone gives."""
    alone = copy_project(project.root.parent / "alone")
    assert alone.run("site", *SMALL_TASKS).returncode == 0
    runs = [
        started(project, *command, *SMALL_TASKS)
        for command in (("site",), ("site", "--force"), ("render",), ("bundle",), ("site", "--force"))
    ]
    assert [run.wait() for run in runs] == [0] * 5
    assert snapshot(project.root / "site") == snapshot(alone.root / "site")
    assert [path.name for path in project.root.glob(".site*")] == [".site.lock"]


def test_nothing_is_written_elsewhere(project: Project) -> None:
    """A build of hostile names writes into ``out/``, ``site/`` and its lock alone."""
    registry = (SMALL / "units.yml").read_text(encoding="utf-8")
    tasks = project.root.parent / "tasks"
    shutil.copytree(SMALL, tasks)
    before = snapshot(project.root.parent)
    for identity in ("../../evil", "..", "/tmp/evil", "a/../../evil"):
        (tasks / "units.yml").write_text(registry.replace("id: slj", f"id: {identity}"), encoding="utf-8")
        assert project.run("site", "--project", ".", "--tasks", str(tasks)).returncode == 1
    (tasks / "units.yml").write_text(registry, encoding="utf-8")
    assert project.run("site", "--project", ".", "--tasks", str(tasks)).returncode == 0
    new = snapshot(project.root.parent).keys() - before
    assert new
    assert {name.split("/")[1] for name in new} == {"out", "site", ".site.lock"}
