"""Editions of the data: the working tree, a folder, or a git revision read through git's objects."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from responsibility.advance import Advance, silent
from responsibility.build.paths import prefix
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


def edition(spec: str | None, tasks: Path, only_git: bool = False, advance: Advance = silent) -> Edition:
    """The edition that ``spec`` names; None is the working tree, that is ``tasks`` as it is.

    A folder (of data, or of a project with ``tasks/``) comes before a git revision
    of the same name, unless ``only_git``. Raises RevisionError where there is neither.
    """
    if spec is None:
        return _folder(tasks, "现在的数据", advance)
    if not spec.strip():
        raise RevisionError("版本是空的：写 git 版本或文件夹")
    folder = Path(spec)
    if folder.is_dir() and not only_git:
        inner = folder / "tasks"
        has_own = (folder / UNITS_FILE).exists() or not (inner / UNITS_FILE).exists()
        return _folder(folder if has_own else inner, spec, advance)
    return Edition(load(*git_files(spec, tasks), advance=advance), spec, f"{spec}:{tasks.name}/")


def former_editions(data: Data, tasks: Path) -> list[Data]:
    """The data of all published editions but the last, see ``Data.revisions``. Raises RevisionError."""
    editions = []
    for index, revision in enumerate(data.revisions[:-1]):
        where = locate(data.positions, REVISIONS_FILE, ("revisions", index))
        try:
            if revision.folder and not (tasks / revision.folder).is_dir():
                raise RevisionError(f"没有“{revision.folder}”这个文件夹")
            given = edition(
                str(tasks / revision.folder) if revision.folder else revision.revision,
                tasks,
                bool(revision.revision),
            )
            editions.append(whole(given).data)
        except (RevisionError, OSError) as error:
            message = reason(error) if isinstance(error, OSError) else error
            raise RevisionError(
                f"{tasks.name}/{where.file}:{where.line} {revision.label}：{message}"
            ) from None
    return editions


def _folder(folder: Path, name: str, advance: Advance) -> Edition:
    return Edition(load(*read_tasks(folder), advance=advance), name, prefix(folder))


def whole(edition: Edition) -> Edition:
    """The edition, where all its files could be read as data; raises RevisionError where not."""
    if not edition.data.whole:
        lines = "\n".join(problem_lines(edition.data.problems, edition.prefix))
        raise RevisionError(f"{edition.name}读不进来，无法对照：\n{lines}")
    return edition
