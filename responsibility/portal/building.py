"""Sources → the portal: read, rendered, built beside the old one, and then put in its place."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from itertools import chain, count
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote, unquote

import yaml

from responsibility.advance import Advance
from responsibility.build import office
from responsibility.build.files import read_templates, read_tree, write_files, write_tree
from responsibility.build.generator import Generator, epoch_of
from responsibility.build.pages import CONFIG
from responsibility.build.publish import STAGING, replacing
from responsibility.errors import BuildError
from responsibility.model.portal import PortalList
from responsibility.model.site import SiteConfig
from responsibility.outputs.site.search import write_index
from responsibility.outputs.site.search_pieces import Entry
from responsibility.portal.catalogue import Catalogue, Refused
from responsibility.portal.pages import NAME, NAV, render
from responsibility.portal.published import UnfitError, read
from responsibility.portal.sources import PORTAL_FILE, Given, Source, contents
from responsibility.resources import PACKAGE, resource

Progress = Callable[[str], AbstractContextManager[Advance]]
"""See :data:`responsibility.build.site.Progress`."""
_SITES = "sites"
"""Where the sites themselves are, in a portal that has them."""


_TOLD = 500
"""Entries of the search index after which it is told again how far it is."""


@dataclass(frozen=True)
class Options:
    """How a portal is made."""

    as_of: date | None = None
    """The day on which it is told what is past; without one each site's own."""
    name: str | None = None
    with_sites: bool = False
    """Whether the sites that are given as folders are put into the portal's own."""
    strict: bool = False
    """Whether a source that cannot be taken stops it."""


def build_portal(given: Given, target: Path, options: Options, progress: Progress) -> Catalogue:
    """Make the portal over the sites that were given in the folder ``target``; returns what it shows.

    Raises BuildError, where no source can be taken among others, and OSError; then ``target`` is as it was.
    """
    _refuse_to_overwrite(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    prefix = f".{target.name}{STAGING}work-"  # beside the portal, as what is made is moved; taken away with its staging
    with (
        replacing(target) as staging,
        tempfile.TemporaryDirectory(prefix=prefix, dir=target.parent) as folder,
        Generator(target.parent) as generator,
        (Path(folder) / "tasks").open("w+", encoding="utf-8") as spool,
    ):
        work = Path(folder)
        catalogue = Catalogue(options.as_of)
        with progress("读各网站") as advance:
            _take(given.sources, catalogue, target, options, spool, advance)
        _refuse_to_do_without(catalogue, options.strict)
        with progress("生成网页"):
            settings = _write_tree(work, catalogue, _config(given.portal, options.name))
        with progress("构建门户") as advance:
            days = (jurisdiction.day for jurisdiction in catalogue.jurisdictions.values() if jurisdiction.day)
            with generator.building(epoch_of(days), settings, staging):
                _write_search(catalogue, spool, work, advance)
            (work / "search").rename(staging / "search")
            if options.with_sites:
                _copy_sites(catalogue, staging)
    return catalogue


def _config(portal: PortalList | None, name: str | None) -> SiteConfig:
    """What the portal says of itself."""
    name = name or (portal.name if portal else None) or NAME
    if portal is None:
        return SiteConfig(name=name)
    return SiteConfig(name=name, publisher=portal.publisher, contact=portal.contact)


def _refuse_to_overwrite(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise BuildError(f"不能发布到 {target}：那是一个文件")
    if target.is_dir() and any(target.iterdir()) and not (target / PORTAL_FILE).is_file():
        raise BuildError(
            f"不能发布到 {target}：那里有别的文件，会被整个换掉；请换一个空文件夹，确是不要的先删去"
        )


def _refuse_to_do_without(catalogue: Catalogue, strict: bool) -> None:
    if catalogue.jurisdictions and not (strict and catalogue.refused):
        return
    lines = "\n".join(f"    {each.source.words}：{each.why}" for each in catalogue.refused)
    what = "有来源没有取到" if catalogue.jurisdictions else "一个来源也没有取到"
    raise BuildError(f"{what}，门户没有做：\n{lines}")


def _take(
    sources: Sequence[Source],
    catalogue: Catalogue,
    target: Path,
    options: Options,
    spool: TextIO,
    advance: Advance,
) -> None:
    """Read each source into the catalogue, one after the other; the entries of its tasks go to ``spool``, a line each."""
    for done, (source, content, fault) in enumerate(contents(sources), 1):
        advance(done, len(sources), "个网站")
        try:
            if content is None:
                raise UnfitError(fault)
            data = read(content)
            if other := catalogue.same(data):
                raise UnfitError(f"与 {other.source.words} 是同一个网站，只列一次")
        except UnfitError as error:
            catalogue.refused.append(Refused(source, str(error)))
            continue
        known = {jurisdiction.base for jurisdiction in catalogue.jurisdictions.values()}
        if options.with_sites and isinstance(source.pages, Path):
            base: str | None = _within(source.pages, known)
        else:
            base = _base(source, data.site.address, target)
        for entry in catalogue.add(source, base, content, data):
            spool.write(json.dumps(entry, ensure_ascii=False) + "\n")


def _base(source: Source, address: str | None, target: Path) -> str | None:
    """Where the pages of a source are, as seen from the portal's first page."""
    pages = source.pages or address
    if pages is None or isinstance(pages, str):
        return pages
    try:
        path = os.path.relpath(pages.resolve(), target.resolve())
    except ValueError:  # on another drive of Windows
        return pages.resolve().as_uri() + "/"
    return quote(Path(path).as_posix()) + "/"


def _within(pages: Path, known: Collection[str | None]) -> str:
    """The same where they are put into the portal, by the name of their folder, or of the project in which it is."""
    folder = pages.resolve()
    name = quote(folder.parent.name if folder.name == "site" else folder.name)
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(base for base in (f"{_SITES}/{name}/" for name in names) if base not in known)


def _copy_sites(catalogue: Catalogue, staging: Path) -> None:
    for jurisdiction in catalogue.jurisdictions.values():
        if isinstance(jurisdiction.source.pages, Path) and jurisdiction.base:
            shutil.copytree(jurisdiction.source.pages, staging / unquote(jurisdiction.base))


def _write_tree(work: Path, catalogue: Catalogue, config: SiteConfig) -> Path:
    """Write what MkDocs builds into ``work``; returns its configuration."""
    write_tree(work / "docs", read_tree(resource("site_src")))
    for path, text in render(catalogue, config.name or NAME, read_templates(resource("templates"))):
        write_files(work / "docs", {path: text.encode()})
    own: dict[str, Any] = yaml.safe_load(resource(CONFIG).read_text(encoding="utf-8"))
    stated = office.configuration(config)
    settings = {
        **own,
        **stated,
        "theme": {**own["theme"], "custom_dir": str(resource("theme"))},
        "extra": {**own["extra"], **stated.get("extra", {}), "portal": True},
        "nav": [{title: page} for title, page in NAV],
        "docs_dir": str(work / "docs"),
        "hooks": [str(PACKAGE / "build" / "mkdocs_hook.py")],
    }
    written = work / CONFIG
    written.write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return written


def _write_search(catalogue: Catalogue, spool: TextIO, work: Path, advance: Advance) -> None:
    """Write the search index of all sites into ``work``."""
    (work / "search").mkdir()

    def write(path: str, text: str) -> None:
        (work / path).write_text(text, encoding="utf-8")

    def entries() -> Iterator[Entry]:
        spool.seek(0)
        for done, entry in enumerate(chain(catalogue.unit_entries, map(json.loads, spool))):
            if done % _TOLD == 0:
                advance(done, None, "条")
            yield entry

    write_index(entries(), write)
