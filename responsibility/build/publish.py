"""Built pages → the published site: MkDocs builds beside the old site, then the two are swapped."""

from __future__ import annotations

import glob
import tempfile
from collections.abc import Callable
from pathlib import Path

from responsibility.build.atomic_dir import recover, swap_in
from responsibility.build.files import remove, write_files
from responsibility.build.generator import Generator
from responsibility.build.locks import publishing_lock
from responsibility.build.project import Project
from responsibility.data.folder import Files
from responsibility.data.loader import Data
from responsibility.errors import BuildError
from responsibility.outputs.json_data import JSON_FILE
from responsibility.resources import PACKAGE, RESOURCES

STAGING = ".staging-"
MARKER = JSON_FILE
"""What every site of ours holds, so that it may be replaced by the next."""


def refuse_to_overwrite(project: Project, site: Path) -> None:
    """Raise BuildError where publishing to ``site`` would destroy something that is not a site of ours."""
    for kept in (project.root, project.tasks.resolve(), RESOURCES, PACKAGE):
        if site == kept or site in kept.parents:
            raise BuildError(f"不能发布到 {site}：那里有项目、数据或工具，会被整个换掉")
    for folder, what in ((project.tasks.resolve(), "放数据"), (PACKAGE, "放工具")):
        if folder in site.parents:
            raise BuildError(f"不能发布到 {site}：那是{what}的地方")
    if site.exists() and not site.is_dir():
        raise BuildError(f"不能发布到 {site}：那是一个文件")
    if site.is_dir() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise BuildError(f"不能发布到 {site}：那里有别的文件，会被整个换掉；请换一个空文件夹")


def publish(generator: Generator, data: Data, config: Path, site: Path, others: Callable[[], Files]) -> None:
    """Build the written tree into ``site``, with the files that ``others`` makes while MkDocs works.

    Raises BuildError or OSError; then ``site`` is as it was.
    """
    with publishing_lock(site):
        recover(site)
        for left_over in site.parent.glob(f".{glob.escape(site.name)}{STAGING}*"):
            remove(left_over)
        staging = Path(tempfile.mkdtemp(prefix=f".{site.name}{STAGING}", dir=site.parent))
        try:
            with generator.building(data, config, staging):
                files = others()
            write_files(staging, files)
            rights = (
                (staging / MARKER).parent.stat().st_mode
            )  # as the umask gives; a temporary folder is private
            staging.chmod(rights)
            swap_in(staging, site)
        finally:
            remove(staging)
