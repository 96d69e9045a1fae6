"""What files are called that people get: 区水务局任务台账.xlsx. Any computer takes these names, Windows too."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

_WIDE = {ord(character): chr(ord(character) + 0xFEE0) for character in '/\\<>:"|?*'}
"""What Windows forbids in names, as the wide character that looks the same."""
_LONGEST = 150
"""Bytes of UTF-8; a file's name may have 255, with what it is and its ending."""


def labels(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """``{id: label}`` of pairs of id and name: the name as it can begin a file's name.

    No two are the same, however a file system compares them: those that would be have their ids behind.
    """
    by_id = {identity: _safe(name) for identity, name in names}
    while twice := _taken_twice(by_id.values()):
        by_id = {
            identity: f"{label}（{identity}）" if _compared(label) in twice else label
            for identity, label in by_id.items()
        }
    return by_id


def _safe(name: str) -> str:
    """``name`` without what no file may be called, and not too long."""
    visible = "".join(char for char in name if unicodedata.category(char)[0] != "C")
    short = " ".join(visible.split()).translate(_WIDE).encode()[:_LONGEST].decode(errors="ignore")
    return short.strip(" .") or "_"


def _compared(label: str) -> str:
    return unicodedata.normalize("NFKC", label).casefold()


def _taken_twice(names: Iterable[str]) -> set[str]:
    counted = Counter(map(_compared, names))
    return {name for name, count in counted.items() if count > 1}
