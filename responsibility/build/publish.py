"""Built pages → the published site: MkDocs builds beside the old site, then the new one takes its place."""

from __future__ import annotations

import errno
import glob
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from responsibility.advance import Advance, silent
from responsibility.build.atomic_dir import recover, swap_in
from responsibility.build.files import move_files, remove, replace_files
from responsibility.build.generator import Generator, build_date
from responsibility.build.interrupts import held_back
from responsibility.build.locks import publishing_lock
from responsibility.build.office import IDENTITY_FILE
from responsibility.build.project import Project
from responsibility.build.reuse import Reuse
from responsibility.data.loader import Data
from responsibility.errors import BuildError
from responsibility.outputs.json_data import JSON_FILE
from responsibility.resources import PACKAGE, RESOURCES

STAGING = ".staging-"
_OWN_SCRIPT = 'src="{}assets/kept.js"'
"""Every page of ours loads it, from the top of its site."""
_PAGES = 200
"""Pages that are looked at before a folder is held to be another's."""
_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a system leaves in every folder that is opened; nobody misses them."""
_FOR_ROBOTS = frozenset({"sitemap.xml", "sitemap.xml.gz"})
"""Files of ours that a site has only as long as ``site.yml`` names its address."""
_IMMOVABLE = (errno.EBUSY, errno.EXDEV)
"""How a system refuses to rename a mount point, and a folder of a container's lower layer."""


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
    if site.is_dir() and any(site.iterdir()) and not _is_ours(site):
        raise BuildError(
            f"不能发布到 {site}：那里有别的文件，会被整个换掉；请换一个空文件夹，确是不要的先删去"
        )


def _is_ours(site: Path) -> bool:
    """Whether a folder holds a site of ours, or what is left of one."""
    if any((site / name).is_file() for name in (JSON_FILE, IDENTITY_FILE)):
        return True
    for page in islice(site.rglob("*.html"), _PAGES):
        up = "../" * (len(page.relative_to(site).parts) - 1)
        if page.is_file() and _OWN_SCRIPT.format(up).encode() in page.read_bytes():
            return True
    return False


def publish(
    generator: Generator,
    project: Project,
    data: Data,
    config: Path,
    site: Path,
    others: Callable[[Path], None],
    advance: Advance = silent,
) -> None:
    """Build the written tree into ``site``, with the files that ``others`` writes into a folder while MkDocs works.

    Pages that stand in ``site`` as they would be built again are taken over. What ``site.yml`` lists under
    ``keep`` stays in ``site``. Raises BuildError or OSError; then ``site`` is as it was.
    """
    epoch = build_date(data)
    with replacing(site, data.site.keep) as staging:
        reuse = Reuse(project, config, site, epoch)
        taken = reuse.take_over(staging)
        missing = sum(1 for _ in project.docs.rglob("*.md")) - taken

        def built(done: int) -> None:
            advance(min(done, missing), missing, "页")

        with _staging(site.parent, f".{site.name}{STAGING}") as folder:
            with generator.building(epoch, config, staging, taken > 0, built):
                others(folder)
            move_files(folder, staging)
        pages = reuse.pages(staging)
    reuse.note(pages)


@contextmanager
def replacing(site: Path, keep: Iterable[str] = ()) -> Iterator[Path]:
    """A new folder beside ``site`` that takes its place when what is done inside has ended; where that fails, ``site`` is as it was.

    What is at the top of ``site`` by a name in ``keep`` stays. Raises BuildError where anything else that no
    site of ours has would be lost, and OSError.
    """
    with publishing_lock(site):
        recover(site)
        for left_over in (*_beside(site), *_inside(site)):
            remove(left_over)
        with _staging(site.parent, f".{site.name}{STAGING}") as staging:
            yield staging
            _refuse_to_lose(site, staging, keep)
            _take_its_place(staging, site, keep)


def _take_its_place(staging: Path, site: Path, keep: Iterable[str]) -> None:
    """Put the new site in the place of the old one, all at once where the system can, else file by file.

    Interrupted, it is the old one whole or the new one whole.
    """
    kept = [name for name in keep if (site / name).exists()]
    _copy(site, staging, kept)
    try:
        with held_back():
            swap_in(staging, site)
    except OSError as error:
        if error.errno not in _IMMOVABLE:
            raise
        for name in kept:  # they are where they belong
            _remove(staging / name)
        with _staging(site, STAGING) as within:
            shutil.copytree(staging, within, dirs_exist_ok=True)
            with held_back():
                replace_files(within, site, {*kept, within.name})


def _copy(old: Path, new: Path, names: Iterable[str]) -> None:
    for name in names:
        if (old / name).is_dir() and not (old / name).is_symlink():
            remove(new / name)
            shutil.copytree(old / name, new / name, symlinks=True)
        else:
            shutil.copy2(old / name, new / name, follow_symlinks=False)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        remove(path)
    else:
        path.unlink()


def _refuse_to_lose(site: Path, new: Path, keep: Iterable[str]) -> None:
    """Raise BuildError where the old site holds, at its top, what was never part of it and is not to be kept.

    Folders may be pages of a former edition; files that no site of ours has, and hidden folders, are a
    person's or a server's.
    """
    known = {path.name for path in new.iterdir()} | _BY_SYSTEMS | _FOR_ROBOTS | set(keep)
    paths = sorted(site.iterdir()) if site.is_dir() else []
    foreign = [
        path.name
        for path in paths
        if path.name not in known and (path.name.startswith(".") or not path.is_dir())
    ]
    if foreign:
        names = "、".join(foreign)
        raise BuildError(
            f"不能发布到 {site}：那里有不是网站的文件：{names}；"
            f"要留下的写进 site.yml：keep: [{', '.join(foreign)}]，不要的先删去"
        )


@contextmanager
def _staging(folder: Path, prefix: str) -> Iterator[Path]:
    """A new folder in ``folder``, with the rights that the umask gives; gone afterwards unless it was moved away."""
    staging = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
    try:
        (staging / "rights").mkdir()  # a temporary folder itself is private
        staging.chmod((staging / "rights").stat().st_mode)
        (staging / "rights").rmdir()
        yield staging
    finally:
        remove(staging)


def _beside(site: Path) -> Iterator[Path]:
    """What builds that were killed left beside the site."""
    return site.parent.glob(f".{glob.escape(site.name)}{STAGING}*")


def _inside(site: Path) -> Iterator[Path]:
    """The same within it, where it was published file by file."""
    return site.glob(f"{STAGING}*") if site.is_dir() else iter(())
