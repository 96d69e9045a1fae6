"""Pages of the last site that MkDocs would build to the same bytes again are taken over into the new one.

A page of ours is made from its own source, the configuration, the theme and the tabs alone: it is taken over where
all of these are what they were, and where the file is still what was built then. The pages that the tabs lead to
are always built, as MkDocs reads them for all others, and so are pages that MkDocs has to read as Markdown, whose
links it looks up. Where an office has a configuration of its own, whose hooks may do anything, every page is built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from responsibility.build.fingerprint import (
    below,
    checksum_of,
    content_unchanged,
    digest,
    keep_record,
    records_by_site,
    tool,
)
from responsibility.build.project import Project
from responsibility.outputs.site.pages import PAGES, index
from responsibility.resources import resource

_RECORD = "pages.json"
_TABS = frozenset(map(index, PAGES))
_IS_HTML = b"\nhtml: true\n"
"""Stands in the front matter of our own pages, which are HTML."""


class Reuse:
    """What is known of the pages of the site that was last published into a folder."""

    def __init__(self, project: Project, config: Path, site: Path, epoch: str) -> None:
        """``config`` is what MkDocs builds by; ``epoch`` is its build date. The generated tree has been written."""
        self._file = project.out / _RECORD
        self._docs = project.docs
        self._site = site
        self._sources = dict(_sources(project.docs))
        tabs = sorted(tab for tab in _TABS if (project.docs / tab).is_file())
        self._key = "" if len(project.layers("mkdocs.yml")) > 1 else _key(config, epoch, tabs)

    def take_over(self, staging: Path) -> int:
        """Copy the pages of the old site that stand as they are into ``staging``; returns how many."""
        key, pages = records_by_site(self._file, 2, dict).get(str(self._site), ["", {}])
        if not self._key or key != self._key:
            return 0
        taken = 0
        for name, source in self._sources.items():
            if pages.get(name, ("", ""))[0] != source:
                continue
            content = content_unchanged(self._site / _html(name), pages[name][1])
            if content is not None:
                target = staging / _html(name)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                taken += 1
        return taken

    def pages(self, staging: Path) -> dict[str, tuple[str, str]]:
        """What ``note`` remembers of a site that was built into ``staging``: each page's source and what came of it."""
        return {name: (source, digest(staging / _html(name))) for name, source in self._sources.items()}

    def note(self, pages: dict[str, tuple[str, str]]) -> None:
        """Remember the pages of the site that has been published."""
        keep_record(self._file, self._site, [self._key, pages], dict)


def _sources(docs: Path) -> Iterator[tuple[str, str]]:
    """The pages that may be taken over, each with the digest of its source."""
    for path in sorted(docs.rglob("*.md")):
        name, content = path.relative_to(docs).as_posix(), path.read_bytes()
        if name not in _TABS and _IS_HTML in content.partition(b"\n---\n")[0] + b"\n":
            yield name, hashlib.sha256(content).hexdigest()


def _html(name: str) -> str:
    """Where MkDocs puts a page."""
    return f"{name.removesuffix('.md')}.html"


def _key(config: Path, epoch: str, tabs: list[str]) -> str:
    """A checksum of all that goes into a page besides its own source."""
    return checksum_of(repr((tool(), epoch, tabs)), chain((config,), below(resource("theme"))))
