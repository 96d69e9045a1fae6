"""Brackets of every kind that documents set clauses, and parts of names, in: （） 〔〕 【】 [] <>."""

from __future__ import annotations

import re

PAIRS = {"（": "）", "〔": "〕", "【": "】", "[": "]", "<": ">"}
"""In normal form: ［］ and ＜＞ are [] and <> there."""
OPENING, CLOSING = "".join(PAIRS), "".join(PAIRS.values())
_OF_CLOSING = {closing: opening for opening, closing in PAIRS.items()}
_BRACKET = re.compile(f"[{re.escape(OPENING + CLOSING)}]")


def opening_of(text: str, end: int) -> int | None:
    """Where the bracket opens that closes right before ``end``; None where none of its kind does."""
    closing = text[end - 1]
    opening = _OF_CLOSING.get(closing)
    depth = 0
    for index in range(end - 1, -1, -1) if opening else ():
        depth += (text[index] == closing) - (text[index] == opening)
        if depth == 0:
            return index
    return None


def depths(text: str) -> list[int]:
    """For each character in how many brackets it stands; a bracket itself counts as within."""
    depth = 0
    each = []
    for character in text:
        depth += character in OPENING
        each.append(depth)
        depth -= character in CLOSING and depth > 0
    return each


def cut_outside(text: str, separators: str) -> list[str]:
    """The pieces of ``text`` between ``separators``; one within brackets belongs to its piece (各县（市、区）人民政府)."""
    pieces, start = [], 0
    for index, depth in enumerate(depths(text)):
        if not depth and text[index] in separators:
            pieces.append(text[start:index])
            start = index + 1
    return [*pieces, text[start:]]


def without_brackets(text: str) -> str:
    """``text`` without what stands in brackets; as it is where they are not in pairs."""
    kept = "".join(character for character, depth in zip(text, depths(text), strict=True) if not depth)
    return kept if _paired(text) else text


def _paired(text: str) -> bool:
    waiting: list[str] = []
    for bracket in _BRACKET.findall(text):
        if bracket in PAIRS:
            waiting.append(PAIRS[bracket])
        elif not waiting or waiting.pop() != bracket:
            return False
    return not waiting
