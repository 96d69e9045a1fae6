"""The files that are published for download, each with its path on the site, by the rows of the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from responsibility.outputs.json_data import JSON_FILE
from responsibility.outputs.registry import DATA, FORMATS, Format
from responsibility.views import SiteView
from responsibility.views.units import UnitView

FOLDER = "downloads"


class Download(NamedTuple):
    """A file for download: its path on the site, what it is for, and how to make it."""

    path: str
    title: str
    make: Callable[[], bytes]


def of_everything(site: SiteView, with_downloads: bool = True) -> list[Download]:
    """The files of everything, as the page of downloads lists them; without downloads those alone that go with the pages."""
    formats = FORMATS.values() if with_downloads else ()
    listed = [*_of_policies(site, formats), *_of_site(site, formats, FOLDER)]
    listed += _of_site(site, [DATA], JSON_FILE.rsplit("/", 1)[0])
    return [download for _, download in sorted(listed, key=lambda pair: pair[0])]


def _of_site(site: SiteView, formats: Iterable[Format], folder: str) -> Iterator[tuple[bool, Download]]:
    """The files of the whole site, each with whether it is for programs."""
    for format_ in formats:
        for file in format_.of_site:
            if file.exists(site):
                make = partial(file.write, site, site)
                yield file.for_programs, Download(f"{folder}/{file.name}", file.title, make)


def _of_policies(site: SiteView, formats: Iterable[Format]) -> Iterator[tuple[bool, Download]]:
    """The files of each policy, each with whether it is for programs."""
    for format_ in formats:
        for file in format_.of_policy:
            for policy in filter(file.exists, site.policies):
                number = f"{policy.record.metadata.name} " if len(site.policies) > 1 else ""
                path = f"{FOLDER}/{file.name.format(id=policy.id)}"
                make = partial(file.write, site, policy)
                yield file.for_programs, Download(path, number + file.title, make)


def of_unit(site: SiteView, view: UnitView, formats: Iterable[Format] | None = None) -> list[Download]:
    """The files of one unit; those that have nothing in them are left out."""
    return [
        Download(
            f"{FOLDER}/units/{file.name.format(id=view.unit.id)}", file.title, partial(file.write, site, view)
        )
        for format_ in (FORMATS.values() if formats is None else formats)
        for file in format_.of_unit
        if file.exists(view)
    ]


def downloads(site: SiteView, names: Iterable[str] | None = None) -> dict[str, bytes]:
    """``{path: bytes}`` of every file of the formats of those names, of all without any.

    The same views give the same bytes. Raises KeyError for a name that is no format's.
    """
    formats = [FORMATS[name] for name in (FORMATS if names is None else names)]
    files = [download for _, download in (*_of_policies(site, formats), *_of_site(site, formats, FOLDER))]
    for view in site.units:
        files += of_unit(site, view, formats)
    return {download.path: download.make() for download in files}
