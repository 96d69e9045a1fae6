"""The tasks folder in a git revision, read through git's objects; nothing is checked out."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from responsibility.data.file_names import SOURCE_FILE
from responsibility.data.folder import Files
from responsibility.data.loader import UNITS_FILE, is_progress
from responsibility.data.plain_files import MAX_BYTES
from responsibility.errors import ResponsibilityError
from responsibility.model import visible


class RevisionError(ResponsibilityError):
    """An edition could not be read; the message says why."""


_ELSEWHERE = frozenset(
    f"GIT_{name}"
    for name in (
        "DIR",
        "WORK_TREE",
        "COMMON_DIR",
        "INDEX_FILE",
        "OBJECT_DIRECTORY",
        "ALTERNATE_OBJECT_DIRECTORIES",
        "NAMESPACE",
        "PREFIX",
    )
)
"""Variables by which git, a hook among others, points to another repository than that of the folder."""


def git_environment(**more: str) -> dict[str, str]:
    """The environment of a git that works on the repository of its folder, with ``more`` in it."""
    return {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | more


def git_files(revision: str, tasks: Path) -> tuple[Files, dict[str, str]]:
    """The files of ``tasks`` in a git revision, and those that cannot be read; nothing is checked out."""
    commit = _git(
        tasks, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    below = os.fsdecode(_git(tasks, revision, "rev-parse", "--show-prefix").removesuffix(b"\n"))
    tree = _git(
        tasks,
        revision,
        "ls-tree",
        "-r",
        "-z",
        "--long",
        "--full-tree",
        commit.decode().strip(),
        "--",
        below or ".",
    )
    wanted: dict[str, str] = {}
    unreadable: dict[str, str] = {}
    for entry in filter(None, tree.split(b"\0")):
        facts, _, path = entry.partition(b"\t")
        name = os.fsdecode(path).removeprefix(below)
        mode, _, object_id, size = facts.decode().split()
        if _wanted(name):
            if not mode.startswith("100"):
                unreadable[name] = "不是普通文件"
            elif not size.isdecimal():
                raise RevisionError(f"git 里缺少“{revision}”的 {visible(name)}；请运行 git fsck")
            elif int(size) > MAX_BYTES:
                unreadable[name] = f"超过 {MAX_BYTES // 1_000_000} MB"
            else:
                wanted[name] = object_id
    if UNITS_FILE not in wanted and not unreadable:
        raise RevisionError(f"“{revision}”里没有 {below or './'}{UNITS_FILE}")
    return _objects(tasks, revision, wanted), unreadable


def _wanted(name: str) -> bool:
    parts = name.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    plain = len(parts) <= 2 and (name.endswith(".yml") or parts[-1] == SOURCE_FILE)
    return plain or is_progress(name)


def _objects(tasks: Path, revision: str, wanted: Mapping[str, str]) -> Files:
    """The contents of ``{name: object id}``, from one process of git."""
    if not wanted:
        return {}
    asked = "".join(f"{object_id}\n" for object_id in wanted.values()).encode()
    answer = _git(tasks, revision, "cat-file", "--batch", stdin=asked)
    files: Files = {}
    at = 0
    for name in wanted:
        end = answer.index(b"\n", at)
        if answer[at:end].endswith(b" missing"):
            raise RevisionError(f"git 里缺少“{revision}”的 {name}；请运行 git fsck")
        size = int(answer[at:end].rsplit(b" ", 1)[1])
        files[name] = answer[end + 1 : end + 1 + size]
        at = end + size + 2
    return files


def _git(folder: Path, revision: str, *arguments: str, stdin: bytes = b"") -> bytes:
    try:
        # Its messages are read below, in English whatever the user's language is.
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],  # noqa: S607 – the user's own git
            input=stdin,
            capture_output=True,
            check=False,
            env=git_environment(LC_ALL="C", LANGUAGE=""),
        )
    except FileNotFoundError:
        raise RevisionError(f"“{revision}”不是文件夹，又没有装 git") from None
    if done.returncode:
        raise RevisionError(_reason(folder, revision, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _reason(folder: Path, revision: str, stderr: str) -> str:
    if "not a git repository" in stderr:
        return f"“{revision}”不是文件夹，{folder} 又不在 git 仓库里"
    if "dubious ownership" in stderr:
        return f"git 不信任这个文件夹的属主：{stderr.strip().splitlines()[-1].strip()}"
    return f"没有“{revision}”这个文件夹或 git 版本（标签、分支、提交）；浅克隆请先运行 git fetch --unshallow --tags"
