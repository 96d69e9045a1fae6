"""Parts （1）, （2） … that share one assignment clause, found in the text before it."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"(?:^|(?<=[。；：！？\n]))（([0-9]{1,2})）")
"""A part's number where a part can begin: at the start of a paragraph or behind a stop."""


def divided(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text before the parts, and each part's number and text; no parts unless two or more follow each other from 1."""
    starts: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if int(match[1]) == len(starts) + 1:
            starts.append(match)
    ends = [*(start.start() for start in starts[1:]), len(text)]
    parts = [(start[1], text[start.end() : end].strip()) for start, end in zip(starts, ends, strict=False)]
    if len(parts) < 2 or not all(words for _, words in parts):
        return text, []
    return text[: starts[0].start()].strip(), parts
