"""Puts a new folder in the place of an old one in a single step of the file system.

Linux and macOS can exchange two folders atomically; there ``site/`` is at every
moment the old one or the new one, whatever is killed. Elsewhere the old one is
moved aside first, and :func:`recover` puts it back if that is where it stopped.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

from responsibility.build.files import remove

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # macOS, sys/stdio.h


def exchange(first: Path, other: Path) -> bool:
    """Let two existing folders change names atomically. False where the system cannot.

    Raises OSError for a failure of another kind.
    """
    names = os.fsencode(first), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            failed = libc.renamex_np(*names, _RENAME_SWAP)
        else:
            failed = libc.renameat2(_AT_FDCWD, names[0], _AT_FDCWD, names[1], _RENAME_EXCHANGE)
    except (AttributeError, OSError, TypeError):
        return False
    if failed:
        number = ctypes.get_errno()
        if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
            return False
        raise OSError(number, os.strerror(number), str(other))
    return True


def aside(target: Path) -> Path:
    """Where the old folder waits while a system without exchange moves the new one in."""
    return target.with_name(f".{target.name}.old")


def recover(target: Path) -> None:
    """Put the old folder back if a swap without exchange was cut off between its two steps."""
    if not target.exists() and aside(target).exists():
        aside(target).rename(target)


def swap_in(new: Path, target: Path) -> None:
    """Put ``new`` in the place of ``target``, then remove what was there. Both on one file system."""
    recover(target)
    if not target.exists():
        new.rename(target)
        return
    if exchange(new, target):
        remove(new)
        return
    remove(aside(target))
    target.rename(aside(target))
    try:
        new.rename(target)
    finally:  # where that fails, as where a program on Windows has a file open, the old one comes back
        recover(target)
    remove(aside(target))
