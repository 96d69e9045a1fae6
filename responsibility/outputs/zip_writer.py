"""Zip files that are the same bytes for the same content: no clock, no folder, no user in them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import IO

_EPOCH = (1980, 1, 1, 0, 0, 0)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of ``{name: content}``, in that order."""
    buffer = BytesIO()
    write_zip(buffer, files.items())
    return buffer.getvalue()


def write_zip(stream: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Write the same to ``stream``, a file after the other, so that never more than one is in memory."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def unzipped(content: bytes) -> dict[str, bytes]:
    """The files of a zip."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
