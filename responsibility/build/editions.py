"""Editions of the data: the working tree, a folder, or a git revision read through git's objects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from responsibility.build.paths import ROOT, prefix
from responsibility.data.folder import read_tasks
from responsibility.data.git import RevisionError, git_files
from responsibility.data.loader import REVISIONS_FILE, UNITS_FILE, Data, load
from responsibility.errors import reason
from responsibility.model.problems import locate
from responsibility.outputs.report import problem_lines


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
    return Edition(load(*git_files(spec, tasks)), spec, f"{spec}:{tasks.name}/")


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


def compared(
    old: str, new: str | None, tasks: Path, policy: str | None, unit: str | None, form: str
) -> tuple[bool, str]:
    """Whether two editions differ, and the diff in ``form``; see ``build.py diff``. Raises RevisionError."""
    from responsibility.build.files import read_templates
    from responsibility.diff import diff
    from responsibility.diff.filter import of_unit
    from responsibility.outputs.diff_text import as_json, as_markdown, as_text
    from responsibility.outputs.site.render import render_diff
    from responsibility.views.revision import diff_view

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
