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

import datetime
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_DIGITS = "零〇一二两三四五六七八九"
_NUMERAL = rf"[{_DIGITS}十百千万亿]"
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
_CHINESE_NUMBER = re.compile(rf"[{_DIGITS}十百千]{_NUMERAL}*")


_LONGEST = 24
"""Characters; what is longer is no numeral that a plan would write."""


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


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral: 四 → 4, 二十三 → 23, 两千 → 2000, 二〇二一 → 2021; None if it is none."""
    if len(text) > _LONGEST:
        return None
    if text and all(character in _DIGITS for character in text):
        return int("".join(str(_value(character)) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _value(character)
        elif character in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        elif character in "万亿":
            total = (total + section + digit) * {"万": 10_000, "亿": 100_000_000}[character]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


def _value(character: str) -> int:
    return {"零": 0, "〇": 0, "两": 2}.get(character, "一二三四五六七八九".find(character) + 1)


_DATE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHINESE_DATE = re.compile(
    r"([二〇○零一][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


def written_date(text: str) -> str | None:
    """``2021-08-17`` for 2021年8月17日 or 二〇二一年八月十七日 standing alone; None for anything else."""
    found = _DATE.fullmatch(text)
    parts = [int(part) for part in found.groups()] if found else []
    chinese = _CHINESE_DATE.fullmatch(text)
    if chinese:
        parts = [chinese_number(part.replace("○", "〇")) or 0 for part in chinese.groups()]
    try:
        return datetime.date(*parts).isoformat() if parts else None
    except ValueError:
        return None
