"""The files for download onto the disk: those that are what they were are taken from the last site, the others are made."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from responsibility.advance import Advance, silent
from responsibility.build.drawers import Drawers
from responsibility.build.fingerprint import content_unchanged, digest, keep_record, records_by_site, tool
from responsibility.build.project import Project
from responsibility.outputs.downloads import COUNTED_AS, Download, Downloads
from responsibility.outputs.drawing import Drawing
from responsibility.outputs.zip_writer import write_zip

_RECORD = "downloads.json"


class KeptFiles:
    """What is known of the files of the site that was last published into a folder."""

    def __init__(self, project: Project, site: Path) -> None:
        self._file = project.out / _RECORD
        self._site = site
        made_by, files = records_by_site(self._file, 2, dict).get(str(site), ["", {}])
        self._before: dict[str, Any] = files if made_by == tool() else {}
        self._now: dict[str, tuple[str, str]] = {}

    def take_over(self, path: str, made_of: str, target: Path) -> bool:
        """Put the old file in its place, where it was made of the same and is still what was made; returns whether it was."""
        before = self._before.get(path)
        if not isinstance(before, list) or len(before) != 2 or before[0] != made_of:
            return False
        content = content_unchanged(self._site / path, before[-1])
        if content is None:
            return False
        target.write_bytes(content)
        return True

    def remember(self, path: str, made_of: str, content: str) -> None:
        """Remember, once the site is published, what a file was made of, and the digest of its content."""
        self._now[path] = made_of, content

    def note(self) -> None:
        """The site has been published."""
        keep_record(self._file, self._site, [tool(), self._now], dict)


def write_downloads(
    downloads: Downloads,
    kept: KeptFiles,
    folder: Path,
    advance: Advance = silent,
    drawers: Drawers | None = None,
) -> None:
    """Write every file into ``folder``, where the site holds it. Raises OSError and BuildError."""
    writing = _Writing(kept, folder, downloads.in_turn(), advance)
    with drawers or Drawers() as drawers:
        writing.write_single(drawers)
    writing.write_archives()


class _Writing:
    def __init__(
        self, kept: KeptFiles, folder: Path, downloads: Sequence[Download], advance: Advance
    ) -> None:
        self._kept, self._folder, self._advance = kept, folder, advance
        self._downloads = downloads
        self._digests: dict[str, str] = {}
        """Of the content of each file that is written, by its path."""
        advance(0, len(downloads), COUNTED_AS)

    def write_single(self, drawers: Drawers) -> None:
        """All but the archives; some are written only when ``drawers`` is left."""
        for download in self._downloads:
            if not download.holds:
                self._write(download.path, download.write(), drawers)

    def _write(self, path: str, made: bytes | Drawing, drawers: Drawers) -> None:
        target = self._place(path)
        if isinstance(made, bytes):
            target.write_bytes(made)
            self._written(path)
            return
        made_of = made.digest()
        written = partial(self._written, path, made_of)
        if self._kept.take_over(path, made_of, target):
            written()
        else:
            drawers.write(made, target, written)

    def write_archives(self) -> None:
        """The archives, of files that are written."""
        for archive in self._downloads:
            if archive.holds:
                held = [(file.name, self._digests[file.path]) for file in archive.holds]
                made_of = sha256(repr(held).encode()).hexdigest()
                target = self._place(archive.path)
                if not self._kept.take_over(archive.path, made_of, target):
                    with target.open("wb") as stream:
                        write_zip(stream, ((file.name, self._read(file)) for file in archive.holds))
                self._written(archive.path, made_of)

    def _read(self, download: Download) -> bytes:
        return (self._folder / download.path).read_bytes()

    def _place(self, path: str) -> Path:
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _written(self, path: str, made_of: str = "") -> None:
        """A file is in its place; it can be taken over where it is known what it was ``made_of``."""
        self._digests[path] = digest(self._folder / path)
        if made_of:
            self._kept.remember(path, made_of, self._digests[path])
        self._advance(len(self._digests), len(self._downloads), COUNTED_AS)
