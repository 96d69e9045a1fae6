"""No change, no work: whether a published site is just what its inputs would give again.

Only the standard library is loaded, so that finding out takes a fraction of a build.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from responsibility.build.project import Project
from responsibility.resources import PACKAGE

_RESOURCES = ("templates", "theme", "site_src", "mkdocs.yml")
_RECORD = "published.json"


class Published:
    """What was published last into a folder, kept beside the generated tree in ``out/``."""

    def __init__(self, project: Project, site: Path, *options: object) -> None:
        self._file = project.out / _RECORD
        self._site = site
        self._inputs = _fingerprint(project, options)

    def cached_summary(self) -> str | None:
        """The last build's summary, where nothing has changed since, inputs and site alike; else None."""
        record = self._records().get(str(self._site))
        if self._inputs and record and record[:2] == [self._inputs, _state(self._site)]:
            return str(record[2])
        return None

    def note(self, summary: str) -> None:
        """Remember that the site was published from these inputs, and its ``summary``."""
        if self._inputs:
            records = {**self._records(), str(self._site): [self._inputs, _state(self._site), summary]}
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(records), encoding="ascii")
            part.replace(self._file)

    def _records(self) -> dict[str, list[object]]:
        try:
            records = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        sound = isinstance(records, dict) and all(
            isinstance(record, list) and len(record) == 3 for record in records.values()
        )
        return records if sound else {}


def _fingerprint(project: Project, options: tuple[object, ...]) -> str:
    """A checksum of everything that a build reads; empty where files alone do not tell, as with git revisions."""
    if (project.tasks / "revisions.yml").exists():
        return ""
    environment = (sys.version, os.environ.get("SOURCE_DATE_EPOCH"), sorted(_installed()), options)
    checksum = hashlib.sha256(repr(environment).encode())
    try:
        for path in _inputs(project):
            content = path.read_bytes()
            checksum.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            checksum.update(content)
    except OSError:
        return ""
    return checksum.hexdigest()


def _inputs(project: Project) -> Iterator[Path]:
    """The data, what the office says of itself, the package, and the resources with the office's over them."""
    yield from _below(project.tasks)
    yield from _below(PACKAGE)
    if project.site_yml.exists():
        yield project.site_yml
    for name in _RESOURCES:
        for path in project.layers(name):
            yield from _below(path) if path.is_dir() else (path,)


def _installed() -> Iterator[str]:
    """Name and version of every library, from the names of the folders that installers leave."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (path.name for path in folder.glob("*.dist-info"))


def _state(site: Path) -> list[int]:
    """How many files a site has, how large they are together, and when the last of them changed."""
    files = [path.stat() for path in _below(site)]
    return [
        len(files),
        sum(file.st_size for file in files),
        max((file.st_mtime_ns for file in files), default=0),
    ]


def _below(folder: Path) -> Iterator[Path]:
    """All files below a folder in a fixed order, those that Python compiles left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(path, name) for name in sorted(names))
