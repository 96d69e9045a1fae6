"""The normal form in which texts are compared: the one place that says which differences do not count.

1. White space does not count, page breaks and line breaks included.
2. Full-width letters, digits and signs equal their half-width forms; the
   punctuation ``, : ; ? ! ( )`` equals its Chinese form ``，：；？！（）``,
   except between two digits (1,000 and 10:30 stay).
3. Inside an assignment clause （牵头单位：…，责任单位：…，配合单位：…） the separators
   ``，`` ``；`` ``、`` are one, and none counts after 等 (区教育局等，各镇).

Everything else counts, character for character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from responsibility.model import ROLE_NAMES

_TO_CHINESE = str.maketrans(",:;?!()", "，：；？！（）")
_FULL_TO_HALF = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_FORMS = _TO_CHINESE | {full: _TO_CHINESE.get(half, half) for full, half in _FULL_TO_HALF.items()}


def _replacing(forms: Mapping[int, int]) -> Callable[[str], str]:
    """As ``str.translate`` does, in a tenth of its time: hardly any character of a text is one of these."""
    signs = {chr(sign): chr(other) for sign, other in forms.items()}
    any_of_them = re.compile(f"[{re.escape(''.join(signs))}]")
    return lambda text: any_of_them.sub(lambda sign: signs[sign[0]], text)


_in_one_form = _replacing(_FORMS)
_in_half_width = _replacing(_FULL_TO_HALF)
_BETWEEN_DIGITS = re.compile(r"(?<=[0-9])[，：](?=[0-9])")
_BLANK = re.compile(r"[\s\u200b\ufeff]+")
LEADER_KEY = "[^，；：。（）、]{0,6}(?:领导|责任人|负责人)："
"""A key of a clause that names persons or posts: 牵头领导：, 第一责任人：."""
_LEADERS = rf"(?:{LEADER_KEY}[^（）：]{{0,60}}[，；、])+"
_ROLE = f"(?:{'|'.join(ROLE_NAMES.values())})："
CLAUSE = re.compile(rf"（(?:{_LEADERS})?{_ROLE}(?:[^（）]|（[^（）]*）)*）")
"""An assignment clause in normal form; a unit's name may hold brackets of its own."""
_SEPARATOR = re.compile(r"[，；、]")


@dataclass(frozen=True)
class Normal:
    """A text in normal form, and for each of its characters the offset it has in the original."""

    text: str
    origin: tuple[int, ...]


def normalise(text: str) -> str:
    """``text`` by rules 1 and 2. Every character stands for itself, so the result is never longer."""
    return _BLANK.sub("", _mapped(text))


def _mapped(text: str) -> str:
    """``text`` by rule 2, character for character."""
    mapped = _in_one_form(text)
    return _BETWEEN_DIGITS.sub(lambda sign: {"，": ",", "：": ":"}[sign[0]], mapped)


def half_width(text: str) -> str:
    """``text`` with full-width letters, digits, signs and blanks as narrow ones, each in its place."""
    return _in_half_width(text)


def with_origin(text: str) -> Normal:
    """``text`` by rules 1 and 2, with the offset in ``text`` of each character that is left."""
    mapped = _mapped(text)
    pieces: list[str] = []
    origin: list[int] = []
    end = 0
    for blank in _BLANK.finditer(mapped):
        pieces.append(mapped[end : blank.start()])
        origin.extend(range(end, blank.start()))
        end = blank.end()
    pieces.append(mapped[end:])
    origin.extend(range(end, len(mapped)))
    return Normal("".join(pieces), tuple(origin))


def joined(text: str) -> str:
    """The lines of ``text`` (a sentence each) as one paragraph; foreign words stay apart."""
    return re.sub(r"(?<=[A-Za-z0-9])\n(?=[A-Za-z0-9])", " ", text).replace("\n", "")


def normalise_clauses(normal: Normal) -> Normal:
    """Rule 3 on a text that is already in normal form by rules 1 and 2."""
    keep: list[int] = []
    chars = list(normal.text)
    end = 0
    for clause in CLAUSE.finditer(normal.text):
        keep.extend(range(end, clause.start()))
        end = clause.end()
        for index in range(clause.start(), end):
            if _SEPARATOR.match(chars[index]):
                chars[index] = "、"
                if chars[index - 1] == "等":
                    continue
            keep.append(index)
    keep.extend(range(end, len(chars)))
    return Normal("".join(chars[i] for i in keep), tuple(normal.origin[i] for i in keep))


def line_of(text: str, offset: int) -> int:
    """The line, counted from 1, on which ``offset`` of ``text`` stands."""
    return text.count("\n", 0, offset) + 1


def piece_at(starts: list[int], offset: int) -> int:
    """Which of the pieces that begin at ``starts`` holds ``offset``."""
    return max(bisect_right(starts, offset) - 1, 0)
