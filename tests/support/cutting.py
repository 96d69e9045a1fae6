"""Changes of the data that are cut off: writes of the journal that fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility.edit import journal


class KilledError(BaseException):
    """The process ends here."""


def fail_writes(monkeypatch: pytest.MonkeyPatch, fails: Callable[[int], bool], error: BaseException) -> None:
    """Let those writes raise ``error`` whose number, from 1, ``fails``."""
    writes, write = 0, journal._write

    def failing(path: Path, content: bytes) -> None:
        nonlocal writes
        writes += 1
        if fails(writes):
            raise error
        write(path, content)

    monkeypatch.setattr(journal, "_write", failing)
