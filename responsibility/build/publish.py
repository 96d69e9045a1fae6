"""Rendered pages → the published site: MkDocs builds beside the old site, then the two are swapped."""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout
from jinja2 import FileSystemBytecodeCache

from responsibility.build.atomic_dir import recover, swap_in
from responsibility.build.files import read_tree, remove, write_files, write_tree
from responsibility.build.generator import BuildError, Generator
from responsibility.data.folder import Files
from responsibility.data.loader import Data
from responsibility.outputs.json_data import JSON_FILE

STAGING = ".staging-"
MARKER = JSON_FILE
"""What every site of ours holds, so that it may be replaced by the next."""


@dataclass(frozen=True)
class Project:
    """Where everything of the project is."""

    root: Path

    @property
    def docs(self) -> Path:
        """The generated tree that MkDocs reads (docs_dir in mkdocs.yml)."""
        return self.root / "out" / "docs"

    @property
    def templates(self) -> Path:
        """The templates of the generated pages."""
        return self.root / "templates"

    @property
    def site_src(self) -> Path:
        """Hand-written pages and assets."""
        return self.root / "site_src"

    @property
    def config(self) -> Path:
        """The site's configuration."""
        return self.root / "mkdocs.yml"


@contextmanager
def only_one(project: Project) -> Iterator[None]:
    """Keep a second build of the same project waiting, at most two minutes."""
    folder = project.root / "out"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=120)
    try:
        with lock:
            yield
    except Timeout:
        raise BuildError("另一个构建还在进行，等了两分钟没有结束；请稍后再试") from None


def compiled_templates(project: Project) -> FileSystemBytecodeCache:
    """Where compiled templates are kept from one run to the next."""
    folder = project.root / "out" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def write_docs(
    project: Project,
    rendered: Mapping[str, str],
    others: Mapping[str, bytes] | None = None,
    keep: str | None = None,
) -> int:
    """Write the tree for MkDocs; returns how many files changed.

    Hand-written files as they are, the rendered pages, and ``others`` such as the
    files for download. What is in its folder ``keep`` stays.
    """
    pages = {path: text.encode() for path, text in rendered.items()}
    return write_tree(project.docs, {**read_tree(project.site_src), **(others or {}), **pages}, keep)


def refuse_to_overwrite(project: Project, tasks: Path, site: Path) -> None:
    """Raise BuildError where publishing to ``site`` would destroy something that is not a site of ours."""
    for kept in (project.root, tasks.resolve()):
        if site == kept or site in kept.parents:
            raise BuildError(f"不能发布到 {site}：那里有项目或数据，会被整个换掉")
    if tasks.resolve() in site.parents:
        raise BuildError(f"不能发布到 {site}：那是放数据的地方")
    if site.exists() and not site.is_dir():
        raise BuildError(f"不能发布到 {site}：那是一个文件")
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise BuildError(f"不能发布到 {site}：那里有别的文件，会被整个换掉；请换一个空文件夹")


def publish(generator: Generator, data: Data, site: Path, others: Callable[[], Files]) -> None:
    """Build the written tree into ``site``, with the files that ``others`` makes while MkDocs works.

    Raises BuildError or OSError; then ``site`` is as it was.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    recover(site)
    for left_over in site.parent.glob(f".{glob.escape(site.name)}{STAGING}*"):
        remove(left_over)
    staging = Path(tempfile.mkdtemp(prefix=f".{site.name}{STAGING}", dir=site.parent))
    try:
        with generator.building(data, staging):
            files = others()
        write_files(staging, files)
        staging.chmod(0o755)
        swap_in(staging, site)
    finally:
        remove(staging)
