"""The figures of a text: the expressions of how many, how much and when that have to be accounted for.

Each is accounted for by the quote of a deadline or a target or by an entry of ``other_figures``:

- numbers: Arabic digits (``5.459``, ``1-2``, ``1:1``), and Chinese numerals before a
  measure word (``四个``, ``一到两门``, ``三重``); the indefinite 一批, 一些 do not count,
  nor do ordinals (第一) and the enumerators （1）, 1. at the head of a sentence;
- words of whole coverage: 全覆盖, 应签尽签, 动态清零, 全部, 所有 …;
- words of time: 今年, 年底, 每年, 过渡期内 ….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from responsibility.language import coverage, dates
from responsibility.language.measures import FIGURE_MEASURE
from responsibility.language.numerals import (
    ARABIC,
    DIGITS,
    ENUMERATOR,
    MAGNITUDES,
    NUMERAL,
    RATIO,
    chinese_number,
)

_PATTERN = re.compile(
    rf"(?P<skip>（[0-9]+）|(?<![^。；！？：\n])(?:{ENUMERATOR})|第{NUMERAL}{{1,12}}|一(?:批|些|般|定|系列|体|致|方面|次性))"
    rf"|(?P<number>{RATIO}|{ARABIC}|{NUMERAL}{{1,12}}(?:[到至—-]{NUMERAL}{{1,12}})?(?={FIGURE_MEASURE}))"
    rf"|(?P<coverage>{coverage.COUNTED})"
    rf"|(?P<time>{dates.COUNTED})"
)
_ARABIC_NUMBER = re.compile(ARABIC)
_CHINESE_NUMBER = re.compile(rf"[{DIGITS}十百千]{NUMERAL}*")


class Figure(NamedTuple):
    """An expression found in a text: what kind, and from where to where."""

    kind: str
    start: int
    end: int
    text: str


def figures(text: str) -> Iterator[Figure]:
    """The figures of ``text``, which is in normal form, from left to right."""
    for match in _PATTERN.finditer(text):
        if match.lastgroup and match.lastgroup != "skip":
            yield Figure(match.lastgroup, match.start(), match.end(), match[0])


def numbers_in(text: str) -> set[Decimal]:
    """Every number that ``text`` writes, in Arabic or Chinese numerals: 四个 → {4}, 3万 → {3, 30000}."""
    numbers = set()
    for match in _ARABIC_NUMBER.finditer(text):
        number = Decimal(match[0].replace(",", ""))
        numbers.add(number)
        for sign, size in MAGNITUDES.items():
            if text.startswith(sign, match.end()):
                numbers.add(number * size)
    for match in _CHINESE_NUMBER.finditer(text):
        whole = chinese_number(match[0])
        if whole is not None:
            numbers.add(Decimal(whole))
    return numbers
