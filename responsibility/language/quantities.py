"""The grammar of figures: which words of a Chinese plan say how many, how much or when.

Three kinds of expression have to be accounted for, each by the quote of a
deadline or a target or by an entry of ``other_figures``:

- numbers: Arabic digits (``5.459``, ``1-2``), and Chinese numerals before a
  measure word (``四个``, ``一到两门``, ``三重``); the indefinite 一批, 一些 do not count,
  nor do ordinals (第一) and the enumerators （1）;
- words of whole coverage: 全覆盖, 应签尽签, 动态清零, 全部, 所有 …;
- words of time: 今年, 年底, 每年, 过渡期内 ….
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from responsibility.language.numerals import DIGITS, chinese_number

_NUMERAL = rf"[{DIGITS}十百千万亿]"
_SINGLE = (
    "个名人项次年月日天户村镇乡条门类级重度只位家所座处支套种件份间台辆头亩吨元米轮届期片层栋盏场路倍成折"
)
_LONG = ("公里", "平方", "方面", "学期", "大任务", "公顷", "千米", "小时", "企")
_MEASURE = rf"(?:{'|'.join(_LONG)}|[{_SINGLE}])"
_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_PATTERN = re.compile(
    rf"(?P<skip>（[0-9]+）|第{_NUMERAL}{{1,12}}|一(?:批|些|般|定|系列|体|致|方面))"
    rf"|(?P<number>{_ARABIC}|{_NUMERAL}{{1,12}}(?:[到至—-]{_NUMERAL}{{1,12}})?(?={_MEASURE}))"
    r"|(?P<coverage>全覆盖|覆盖(?:整个|所有)|清零|全部|所有|全额|全员|全面实现|应[^，。；“”]尽[^，。；“”])"
    r"|(?P<time>每(?:半年|季度?|[年月周天日])|半年|季度|[今明去上当本]年|全年"
    r"|年(?:度|底|末|内)|月底|过渡期)"
)
_ARABIC_NUMBER = re.compile(_ARABIC)
_CHINESE_NUMBER = re.compile(rf"[{DIGITS}十百千]{_NUMERAL}*")


class Figure(NamedTuple):
    """An expression found in a text: what kind, and from where to where."""

    kind: str
    start: int
    end: int
    text: str


def figures(text: str) -> Iterator[Figure]:
    """The figures of ``text``, which is in normal form, from left to right."""
    for found in _PATTERN.finditer(text):
        if found.lastgroup and found.lastgroup != "skip":
            yield Figure(found.lastgroup, found.start(), found.end(), found[0])


def numbers_in(text: str) -> set[Decimal]:
    """Every number that ``text`` writes, in Arabic or Chinese numerals: 四个 → {4}, 3万 → {3, 30000}."""
    found = set()
    for match in _ARABIC_NUMBER.finditer(text):
        number = Decimal(match[0].replace(",", ""))
        found.add(number)
        for unit, size in (("万", 10_000), ("亿", 100_000_000)):
            if text.startswith(unit, match.end()):
                found.add(number * size)
    for match in _CHINESE_NUMBER.finditer(text):
        number_ = chinese_number(match[0])
        if number_ is not None:
            found.add(Decimal(number_))
    return found
