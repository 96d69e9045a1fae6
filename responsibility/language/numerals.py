"""Numerals: 四, 二十三, 两千, 二〇二一 as numbers, and dates that are written with them."""

from __future__ import annotations

import datetime
import re

DIGITS = "零〇一二两三四五六七八九"
_LONGEST = 24
"""Characters; what is longer is no numeral that a plan would write."""


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral: 四 → 4, 二十三 → 23, 两千 → 2000, 二〇二一 → 2021; None if it is none."""
    if len(text) > _LONGEST:
        return None
    if text and all(character in DIGITS for character in text):
        return int("".join(str(_value(character)) for character in text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
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
