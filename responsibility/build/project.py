"""A project: the folder with an office's data, and where everything made from them goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from responsibility import DATA_FORMAT, SITE_FILE
from responsibility.data.plain_files import read_plain_text
from responsibility.errors import ProjectError
from responsibility.resources import resource

_FORMAT_LINE = re.compile(r"""^format:\s*["']?(\d{1,9})\b""", re.MULTILINE)


@dataclass(frozen=True)
class Project:
    """Where everything of a project is. Sites, exports, caches and locks all lie in ``root``."""

    root: Path
    """An absolute path."""
    tasks: Path
    """The data, usually ``root/tasks``."""

    @property
    def site_yml(self) -> Path:
        """What the office says of itself."""
        return self.root / SITE_FILE

    @property
    def site(self) -> Path:
        """Where the site is published unless another folder is named."""
        return self.root / "site"

    @property
    def dist(self) -> Path:
        """Where packed sites go."""
        return self.root / "dist"

    @property
    def exports(self) -> Path:
        """Where exported files go unless another folder is named."""
        return self.root / "导出"

    @property
    def out(self) -> Path:
        """Everything generated that is not handed to anybody."""
        return self.root / "out"

    @property
    def contacts(self) -> Path:
        """Whom units name for what they report, with telephone numbers: kept on this computer alone."""
        return self.root / "private" / "contacts"

    @property
    def internal_site(self) -> Path:
        """Where a site that shows these is published unless another folder is named."""
        return self.root / "private" / "site"

    @property
    def steps(self) -> Path:
        """The last changes made in the browser, so that they can be taken back."""
        return self.out / "edit"

    @property
    def pending_step(self) -> Path:
        """The change that is being made; there is one only while it is, or where it was cut off."""
        return self.steps / "pending.json"

    @property
    def docs(self) -> Path:
        """The generated tree that MkDocs reads."""
        return self.out / "docs"

    def layers(self, name: str) -> list[Path]:
        """The tool's own file or folder ``name``, then the project's that lies over it; only those that exist."""
        own, laid_over = resource(name), self.root / name
        layers = [own] if own.resolve() == laid_over.resolve() else [own, laid_over]
        return [path for path in layers if path.exists()]


def find_project(folder: Path | None = None, tasks: Path | None = None) -> Project:
    """Return the project that is meant.

    That is ``folder`` if it is given, else the parent of ``tasks``, else the nearest folder from the
    working folder upwards that holds ``site.yml`` or ``tasks/units.yml``. Raises ProjectError where
    there is none, or where its format is newer than this tool.
    """
    if folder is None and tasks is None:
        folder = _nearest(Path.cwd())
    data = tasks.resolve() if tasks else None
    root = folder.resolve() if folder else (data or Path()).parent
    project = Project(root, data or root / "tasks")
    _need_known_format(project)
    return project


def _nearest(start: Path) -> Path:
    for folder in (start, *start.parents):
        if (folder / SITE_FILE).is_file() or (folder / "tasks" / "units.yml").is_file():
            return folder
    raise ProjectError(
        f"{start} 和它上面的文件夹里都没有项目（site.yml 或 tasks/units.yml）："
        "请到项目的文件夹里运行，用 --project 指明，或新建一个",
        "init",
    )


def _need_known_format(project: Project) -> None:
    """Raise ProjectError where the data is of a later format; anything else wrong with it is told by the checks."""
    try:
        written = _FORMAT_LINE.search(read_plain_text(project.site_yml, errors="replace"))
    except OSError:
        return
    if written and int(written[1]) > DATA_FORMAT:
        raise ProjectError(
            f"{project.site_yml} 写的格式是 {written[1]}，这个工具只认到 {DATA_FORMAT}：请换用新版的工具"
        )
