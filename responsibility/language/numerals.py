"""Numerals: 四, 二十三, 两千, 二〇二一 as numbers and numbers as numerals; dates that are written with them.

Every regular expression that has to recognise a number is built from the fragments here.
"""

from __future__ import annotations

import datetime
import re

ZEROS, ONES = "零〇", "一二两三四五六七八九"
DIGITS = ZEROS + ONES
ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
"""A number in Arabic digits: 7, 5.459, 3,000."""
RATIO = r"[0-9]+(?:\.[0-9]+)?(?:[:/][0-9]+(?:\.[0-9]+)?)+"
"""Two numbers set against each other: 1:0.5, 1/3."""
NUMERAL = rf"[{DIGITS}十百千万亿]"
"""A character of a Chinese numeral."""
WHOLE = rf"[{ONES}十百千]{{1,6}}"
"""A Chinese numeral without 万 and 亿, which belong to the measure word behind it (三百万元)."""
COUNT = rf"(?:[0-9]{{1,3}}|[{ONES}十]{{1,3}})"
"""A small number, of times or of years."""
ORDINAL = rf"[〇零{ONES.replace('两', '')}十百]{{1,4}}"
"""The number of a heading: 一, 二十三, 一百零一."""
ENUMERATOR = rf"（(?:{ORDINAL}|[0-9]{{1,2}})）|[①-⑳]|[0-9]{{1,2}}[.、](?=[^0-9]|(?:19|20)[0-9]{{2}}年|[0-9]{{1,2}}月[底末前0-9])"
"""The number of a paragraph that became a sentence of its task's text: （二）改造管网60公里, 1.改造管网."""
MAGNITUDES = {"万": 10_000, "亿": 100_000_000}
_LONGEST = 24
"""Characters; what is longer is no numeral that a plan would write."""


def chinese_number(text: str) -> int | None:
    """The value of a Chinese numeral: 四 → 4, 二十三 → 23, 两千 → 2000, 二〇二一 → 2021; None if it is none."""
    if len(text) > _LONGEST:
        return None
    if text and all(character in DIGITS for character in text):
        return int("".join(str(_digit(character)) for character in text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = _digit(character)
        elif character in "十百千":
            section += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        elif character in MAGNITUDES:
            total = (total + section + digit) * MAGNITUDES[character]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


def _digit(character: str) -> int:
    return {"零": 0, "〇": 0, "两": 2}.get(character, "一二三四五六七八九".find(character) + 1)


def number(text: str) -> int:
    """The value of a whole number in Arabic or Chinese numerals; 0 where it is none."""
    return int(text) if text.isascii() else chinese_number(text.replace("○", "〇")) or 0


PLAIN = "〇一二三四五六七八九"
LEGAL = "零壹贰叁肆伍陆柒捌玖"


def numeral(number: int, digits: str = PLAIN, tens: str = "十百千") -> str:
    """``number`` (1 … 9999) in words: 一百零一, 一千零一十; ``tens`` are the signs of ten, hundred, thousand."""
    words, skipped = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if digit:
            words += ("零" if skipped and words else "") + digits[digit] + (tens[power - 1] if power else "")
        skipped = not digit
    return words


def chinese_ordinal(number: int) -> str:
    """1 → 一, 10 → 十, 12 → 十二, 101 → 一百零一, for 1 … 9999: as headings are numbered."""
    words = numeral(number)
    return words[1:] if 10 <= number < 20 else words


_DATE = re.compile(r"((?:19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHINESE_DATE = re.compile(
    rf"([二〇○零一][〇○零{PLAIN[1:]}]{{3}})年([{PLAIN[1:]}十]{{1,3}})月([{PLAIN[1:]}十]{{1,3}})日"
)


def written_date(text: str) -> str | None:
    """``2021-08-17`` for 2021年8月17日 or 二〇二一年八月十七日 standing alone; None for anything else."""
    written = _DATE.fullmatch(text) or _CHINESE_DATE.fullmatch(text)
    try:
        return datetime.date(*map(number, written.groups())).isoformat() if written else None
    except ValueError:
        return None
