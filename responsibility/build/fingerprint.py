"""No change, no work: whether a published site is just what its inputs would give again.

Only the standard library is loaded, so that finding out takes a fraction of a build.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from responsibility.build.project import Project
from responsibility.data.file_names import RECEIVED_FOLDER, may_be_data
from responsibility.data.plain_files import MOST_BYTES, need_plain
from responsibility.resources import PACKAGE

_RESOURCES = ("templates", "theme", "site_src", "docs/manual", "mkdocs.yml")
_RECORD = "published.json"


class Published:
    """What was published last into a folder, kept beside the generated tree in ``out/``.

    Made before the build reads anything: what is changed from then on may have been read either way.
    """

    def __init__(self, project: Project, site: Path, *options: object) -> None:
        self._file = project.out / _RECORD
        self._site = site
        self._project = project
        self._options = options
        self._began = time.time_ns()
        self._before = self._touched()

    def cached_summary(self) -> str | None:
        """The last build's summary, where nothing has changed since, inputs and site alike; else None."""
        record = self._records().get(str(self._site))
        if record is None:
            return None
        inputs, state, summary, named = record
        same = inputs == self._fingerprint(named) != "" and state == _state(self._site)
        return str(summary) if same else None

    def note(self, summary: str, named: Iterable[Path] = ()) -> None:
        """Remember that the site was published from these inputs, and its ``summary``.

        Nothing is remembered where an input was changed meanwhile, be it changed back since: the next
        call then builds again. ``named`` are files and folders that the build read besides, see
        ``build.site.Built``.
        """
        names = [str(path) for path in named]
        if (inputs := self._fingerprint(names)) and self._unchanged(names):
            records = {**self._records(), str(self._site): [inputs, _state(self._site), summary, names]}
            _write_records(self._file, records)

    def _fingerprint(self, named: Iterable[str]) -> str:
        return _fingerprint(self._project, self._options, [Path(name) for name in named])

    def _unchanged(self, named: Iterable[str]) -> bool:
        """Whether no input has been touched since this object was made."""
        besides = _touches(chain.from_iterable(map(_files, map(Path, named))))
        same = self._before == self._touched()
        return same and all(when < self._began for _, when in besides)

    def _touched(self) -> list[tuple[str, int]]:
        return _touches(chain(_inputs(self._project), _received(self._project)))

    def _records(self) -> dict[str, list[Any]]:
        return records_by_site(self._file, 4, list)


def records_by_site(file: Path, parts: int, last: type) -> dict[str, list[Any]]:
    """What was kept of each published site: a list of so many ``parts``, the last of that type; empty where damaged."""
    try:
        records = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    sound = isinstance(records, dict) and all(
        isinstance(record, list) and len(record) == parts and isinstance(record[-1], last)
        for record in records.values()
    )
    return records if sound else {}


def keep_record(file: Path, site: Path, record: list[Any], last: type) -> None:
    """Keep ``record``, whose last part is of that type, of the site that was published; those of sites that are gone go."""
    before = records_by_site(file, len(record), last)
    records = {other: kept for other, kept in before.items() if Path(other).is_dir()} | {str(site): record}
    _write_records(file, records)


def _write_records(file: Path, records: dict[str, list[Any]]) -> None:
    part = file.with_suffix(".part")
    part.write_text(json.dumps(records), encoding="ascii")
    part.replace(file)


def content_unchanged(path: Path, was: str) -> bytes | None:
    """A file's content, where its SHA-256 is still what it ``was``; None where it is not, or cannot be read."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == was else None


def _fingerprint(project: Project, options: tuple[object, ...], named: list[Path]) -> str:
    """A checksum of everything that a build reads; empty where files alone do not tell.

    That is so with git revisions, and where one of the files is a pipe or a device, which may never end, or
    larger than any that is taken.
    """
    if (project.tasks / "revisions.yml").exists():
        return ""
    environment = (sys.version, os.environ.get("SOURCE_DATE_EPOCH"), sorted(installed()), options)
    checksum = hashlib.sha256(repr(environment).encode())
    try:
        for path in chain(_inputs(project), *map(_files, named)):
            if (size := need_plain(path)) > MOST_BYTES:
                return ""
            content = digest(path) if size else ""  # under /proc what says that it is empty may never end
            checksum.update(f"{path}\0{content}\0".encode("utf-8", "surrogateescape"))
        checksum.update(repr(_touches(_received(project))).encode())
    except OSError:
        return ""
    return checksum.hexdigest()


def digest(path: Path) -> str:
    """The SHA-256 of a file, read by blocks: a film beside the data needs no memory. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _touches(paths: Iterable[Path]) -> list[tuple[str, int]]:
    """Each file with when it was last written or put in its place, in nanoseconds; the end of time for one that has gone."""
    touches = []
    for path in paths:
        try:
            stat = path.stat()
        except OSError:
            touches.append((str(path), sys.maxsize))
        else:
            touches.append((str(path), max(stat.st_mtime_ns, stat.st_ctime_ns)))
    return touches


def _inputs(project: Project) -> Iterator[Path]:
    """The data, what the office says of itself, the package, and the resources with the office's over them.

    A film beside the data is none of these.
    """
    yield from (path for path in below(project.tasks) if may_be_data(path.name))
    yield from below(PACKAGE)
    if project.site_yml.exists():
        yield project.site_yml
    for name in _RESOURCES:
        for path in project.layers(name):
            yield from _files(path)


def _received(project: Project) -> list[Path]:
    """The documents as they were received: of these it is enough when each was written."""
    return sorted(project.tasks.glob(f"*/{RECEIVED_FOLDER}/*"))


def _files(path: Path) -> Iterator[Path]:
    """The files of a folder, or the file that ``path`` is."""
    return below(path) if path.is_dir() else iter((path,))


def installed() -> Iterator[str]:
    """Name and version of every library, from the names of the folders that installers leave."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (path.name for path in folder.glob("*.dist-info"))


@cache
def tool() -> str:
    """A checksum of what makes a site from its inputs: Python, the libraries, the package, as this process has loaded them."""
    return checksum_of(repr((sys.version, sorted(installed()))), below(PACKAGE))


def checksum_of(text: str, paths: Iterable[Path]) -> str:
    """A checksum of ``text``, and of files and where they are. Raises OSError."""
    checksum = hashlib.sha256(text.encode())
    for path in paths:
        checksum.update(f"{path}\0{digest(path)}\0".encode("utf-8", "surrogateescape"))
    return checksum.hexdigest()


def _state(site: Path) -> list[int]:
    """How many files a site has, how large they are together, and when the last of them changed."""
    files = [path.stat() for path in below(site)]
    return [
        len(files),
        sum(file.st_size for file in files),
        max((file.st_mtime_ns for file in files), default=0),
    ]


def below(folder: Path) -> Iterator[Path]:
    """All files below a folder in a fixed order, those that Python compiles left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(path, name) for name in sorted(names))
