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

_FOLDERS = ("templates", "theme", "site_src", "responsibility")
_FILES = ("build.py", "mkdocs.yml", "requirements.lock")
_RECORD = "published.json"


class Published:
    """What was published last into a folder, kept beside the generated tree in ``out/``."""

    def __init__(self, root: Path, tasks: Path, site: Path, *options: object) -> None:
        self._file = root / "out" / _RECORD
        self._site = site
        self._inputs = _fingerprint(root, tasks, options)

    def said(self) -> str | None:
        """What the last build said, where nothing has changed since, inputs and site alike; else None."""
        record = self._records().get(str(self._site))
        if self._inputs and record and record[:2] == [self._inputs, _state(self._site)]:
            return str(record[2])
        return None

    def note(self, said: str) -> None:
        """Remember that the site was published from these inputs."""
        if self._inputs:
            records = {**self._records(), str(self._site): [self._inputs, _state(self._site), said]}
            part = self._file.with_suffix(".part")
            part.write_text(json.dumps(records), encoding="ascii")
            part.replace(self._file)

    def _records(self) -> dict[str, list[object]]:
        try:
            records = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        sound = isinstance(records, dict) and all(
            isinstance(one, list) and len(one) == 3 for one in records.values()
        )
        return records if sound else {}


def _fingerprint(root: Path, tasks: Path, options: tuple[object, ...]) -> str:
    """A checksum of everything that a build reads; empty where files alone do not tell, as with git revisions."""
    if (tasks / "revisions.yml").exists():
        return ""
    found = hashlib.sha256(repr((sys.version, os.environ.get("SOURCE_DATE_EPOCH"), options)).encode())
    folders = [tasks, *(root / name for name in _FOLDERS)]
    files = [path for name in _FILES if (path := root / name).exists()] + [
        path for folder in folders for path in _below(folder)
    ]
    try:
        for path in files:
            content = path.read_bytes()
            found.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
            found.update(content)
    except OSError:
        return ""
    return found.hexdigest()


def _state(site: Path) -> list[int]:
    """How many files a site has, how large they are together, and when the last of them changed."""
    found = [path.stat() for path in _below(site)]
    return [len(found), sum(one.st_size for one in found), max((one.st_mtime_ns for one in found), default=0)]


def _below(folder: Path) -> Iterator[Path]:
    """All files below a folder in a fixed order, those that Python compiles left out."""
    for path, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(path, name) for name in sorted(names))
