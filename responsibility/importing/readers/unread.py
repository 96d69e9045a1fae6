"""What a reader left out of a document, by kind, with its locations and words."""

from __future__ import annotations

from collections.abc import Iterator

_SHOWN = 6
"""Places of a kind that are named; the rest is counted."""
_WORDS = 30
"""Characters of what was left out, and of where it stands, that are named."""


class Unread:
    """Gathers what is not read, so that it can be reported first: hidden and struck text, notes, boxes, objects."""

    def __init__(self) -> None:
        self._locations: dict[str, list[str]] = {}

    def add(self, kind: str, where: str = "", text: str = "") -> None:
        """One more of ``kind`` (删除线的文字), where it stands (“1.修桥”一段), and what it says."""
        words = _short(text) and f"“{_short(text)}”"
        self._locations.setdefault(kind, []).append(f"{where}{words}")

    def sentences(self) -> Iterator[str]:
        """A sentence a kind, in the order in which they were met."""
        for kind, locations in self._locations.items():
            named = [where for where in dict.fromkeys(locations) if where]
            more = f"……共 {len(locations)} 处" if len(named) > _SHOWN else ""
            yield f"{kind} {len(locations)} 处没有读入" + (
                f"：{'；'.join(named[:_SHOWN])}{more}" if named else ""
            )


def paragraph_of(text: str) -> str:
    """How a paragraph is named in a message: by its first words."""
    return f"“{_short(text)}”一段" if text.strip() else ""


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}……"
