"""Towns, townships and streets in running text: a list of them drops what they are (灵山、演丰、三江海岸片区)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from responsibility.language.patterns import alternatives

_WHAT_THEY_ARE = re.compile("(?:街道办事处|街道|镇|乡)$")


def short_name(name: str) -> str:
    """What a list may call a locality: 演丰 for 演丰镇; empty where the name is no locality's, or too short to be cut."""
    short = _WHAT_THEY_ARE.sub("", name)
    return short if short != name and len(short) > 1 else ""


def in_lists(text: str, names: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Where ``text`` lists two localities or more, by their full or short names: each one's offset and full name.

    ``names`` has the full name of each short one and of itself. A short name that stands alone is not taken:
    it is as often part of another name (三江莲雾).
    """
    if not names:
        return
    name = f"(?:{alternatives(names)})"
    for listed in re.finditer(f"{name}(?:、{name})+", text):
        for match in re.finditer(name, listed[0]):
            yield listed.start() + match.start(), names[match[0]]
