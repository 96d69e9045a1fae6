"""Plain files and nothing else: what never ends (a pipe, a device) is not waited for. Loads nothing of the data."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_BYTES = 5_000_000
"""A file of the tasks folder larger than this is no YAML that a person edits."""
MOST_BYTES = 200_000_000
"""A file of a site larger than this is refused, before it takes all memory."""
NOT_PLAIN = "不是普通文件"
"""What is said of a pipe or a device."""


def need_plain(path: Path) -> int:
    """The size of a plain file. Raises OSError, also for a pipe or a device, which may never end."""
    facts = path.stat()
    if stat.S_ISDIR(facts.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(facts.st_mode):
        raise OSError(errno.EINVAL, NOT_PLAIN, str(path))
    return facts.st_size


def read_plain(path: Path, most: int = MAX_BYTES) -> bytes:
    """The content of a plain file of at most so many bytes. Raises OSError."""
    if need_plain(path) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return path.read_bytes()


def read_plain_text(path: Path, encoding: str = "utf-8", errors: str = "strict") -> str:
    """The same as text, its lines ended as Unix does. Raises OSError, and UnicodeDecodeError unless ``errors`` says otherwise."""
    return read_plain(path).decode(encoding, errors).replace("\r\n", "\n").replace("\r", "\n")
