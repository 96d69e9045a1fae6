"""Locks between processes: one at a time changes a project's data, its generated files, a published site.

A lock is a file that stays where it is when the lock is released: taking it away could take it from
another process that waits for it. Its name begins with a dot, and a project's ``.gitignore`` names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from responsibility.build.project import Project
from responsibility.errors import BuildError

_PATIENCE = 120
"""Seconds that a command waits for another one."""


def build_lock(project: Project) -> AbstractContextManager[None]:
    """Keep a second build of the project waiting: they generate into the same folder."""
    return _locked(project.out / ".lock", "构建")


def data_lock(project: Project) -> AbstractContextManager[None]:
    """Keep a second import into the project waiting."""
    return _locked(project.out / ".data.lock", "导入")


def publishing_lock(site: Path) -> AbstractContextManager[None]:
    """Keep a second build waiting that publishes to the same folder, of whatever project it is."""
    return _locked(site.with_name(f".{site.name}.lock"), "发布")


@contextmanager
def _locked(file: Path, what: str) -> Iterator[None]:
    """Hold ``file`` while inside; raises BuildError where ``what`` is still going on after two minutes."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(file, timeout=_PATIENCE):
            yield
    except Timeout:
        raise BuildError(f"另一个{what}还在进行，等了两分钟没有结束；请稍后再试") from None
