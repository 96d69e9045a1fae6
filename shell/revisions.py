"""Editions of the data: the working tree, a folder, or a git revision read through git's objects."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from compiler.load import REVISIONS_FILE, SOURCE_FILE, UNITS_FILE, Data, load
from compiler.problems import locate, visible
from compiler.report import problem_lines
from shell.files import MAX_BYTES, Files, read_tasks, reason
from shell.places import ROOT, prefix


class RevisionError(Exception):
    """An edition could not be read; the message says why."""


@dataclass(frozen=True)
class Edition:
    """The data of an edition, and how to name it and its files."""

    data: Data
    name: str
    prefix: str
    """What the paths of its files are shown with: ``HEAD~1:tasks/``."""


def edition(spec: str | None, tasks: Path, only_git: bool = False) -> Edition:
    """The edition that ``spec`` names; None is the working tree, that is ``tasks`` as it is.

    A folder (of data, or of a project with ``tasks/``) comes before a git revision
    of the same name, unless ``only_git``. Raises RevisionError where there is neither.
    """
    if spec is None:
        return _folder(tasks, "现在的数据")
    if not spec.strip():
        raise RevisionError("版本是空的：写 git 版本或文件夹")
    folder = Path(spec)
    if folder.is_dir() and not only_git:
        inner = folder / "tasks"
        has_own = (folder / UNITS_FILE).exists() or not (inner / UNITS_FILE).exists()
        return _folder(folder if has_own else inner, spec)
    return Edition(load(*_git_files(spec, tasks)), spec, f"{spec}:{tasks.name}/")


def former_editions(data: Data, tasks: Path) -> list[Data]:
    """The data of all published editions but the last, see ``Data.revisions``. Raises RevisionError."""
    found = []
    for place, one in enumerate(data.revisions[:-1]):
        where = locate(data.positions, REVISIONS_FILE, ("revisions", place))
        try:
            if one.folder and not (tasks / one.folder).is_dir():
                raise RevisionError(f"没有“{one.folder}”这个文件夹")
            given = edition(
                str(tasks / one.folder) if one.folder else one.revision, tasks, bool(one.revision)
            )
            found.append(_whole(given).data)
        except (RevisionError, OSError) as error:
            said = reason(error) if isinstance(error, OSError) else error
            raise RevisionError(f"{tasks.name}/{where.file}:{where.line} {one.label}：{said}") from None
    return found


def _folder(folder: Path, name: str) -> Edition:
    return Edition(load(*read_tasks(folder)), name, prefix(folder))


def _git_files(revision: str, tasks: Path) -> tuple[Files, dict[str, str]]:
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
    plain = not any(part.startswith(".") for part in parts) and len(parts) <= 2
    return plain and (name.endswith(".yml") or parts[-1] == SOURCE_FILE)


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
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],  # noqa: S607 – the user's own git
            input=stdin,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise RevisionError(f"“{revision}”不是文件夹，又没有装 git") from None
    if done.returncode:
        raise RevisionError(_reason(folder, revision, done.stderr.decode("utf-8", "replace")))
    return done.stdout


def _reason(folder: Path, revision: str, said: str) -> str:
    if "not a git repository" in said:
        return f"“{revision}”不是文件夹，{folder} 又不在 git 仓库里"
    if "dubious ownership" in said:
        return f"git 不信任这个文件夹的属主：{said.strip().splitlines()[-1].strip()}"
    return f"没有“{revision}”这个文件夹或 git 版本（标签、分支、提交）；浅克隆请先运行 git fetch --unshallow --tags"


def compared(
    old: str, new: str | None, tasks: Path, policy: str | None, unit: str | None, form: str
) -> tuple[bool, str]:
    """Whether two editions differ, and the diff in ``form``; see ``build.py diff``. Raises RevisionError."""
    from compiler.diff import diff
    from compiler.diff.narrow import of_unit
    from compiler.exports.diff_text import as_json, as_markdown, as_text
    from compiler.render import render_diff
    from compiler.views.revision import diff_view
    from shell.files import read_templates

    before, after = (_whole(edition(spec, tasks)) for spec in (old, new))
    if policy:
        before, after = _only(policy, before, after)
    found = diff(before.data, after.data)
    if unit:
        found = of_unit(found, _unit_name(unit, before.data, after.data))
    title = f"修订对照：{before.name} → {after.name}" + (f"（{unit}）" if unit else "")
    if form == "json":
        return not found.same, as_json(found)
    view = diff_view(found, before.data, after.data)
    if form == "html":
        return not found.same, render_diff(view, title, read_templates(ROOT / "templates"))
    return not found.same, {"text": as_text, "markdown": as_markdown}[form](view, title)


def _whole(one: Edition) -> Edition:
    """The edition, where all its files could be read as data."""
    if not one.data.whole:
        lines = "\n".join(problem_lines(one.data.problems, one.prefix))
        raise RevisionError(f"{one.name}读不进来，无法对照：\n{lines}")
    return one


def _only(policy: str, *editions: Edition) -> list[Edition]:
    known = {one.id for edition in editions for one in edition.data.policies}
    if policy not in known:
        raise RevisionError(f"没有“{policy}”这份文件；有：{'、'.join(sorted(known))}")
    kept = (tuple(one for one in edition.data.policies if one.id == policy) for edition in editions)
    return [
        replace(edition, data=replace(edition.data, policies=own))
        for edition, own in zip(editions, kept, strict=True)
    ]


def _unit_name(unit: str, old: Data, new: Data) -> str:
    """The unit's name of today, from any of its names or its id in either edition."""
    today = {one.id: one.name for one in new.units}
    for one in (*new.units, *old.units):
        if unit in (one.name, one.id, one.short, *one.aliases):
            return today.get(one.id, one.name)
    raise RevisionError(f"没有“{unit}”这个单位；单位用文件里的名称")
