"""Numbers, shares and days as people type them into cells: ７０, 1,200, 70％, 3座; 覆盖率98%; 2022.6.30, 2022年6月30日, 20220630, 6月30日."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import NamedTuple

from responsibility.language.normalize import normalise
from responsibility.language.numerals import ARABIC, written_date

_NUMBER = re.compile(rf"(?P<number>[+-]?{ARABIC})(?P<measure>\D[^\d]*)?", re.ASCII)
_DAY = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})|(\d{4})(\d\d)(\d\d)", re.ASCII)
_TIME = re.compile(r"(?<=[\d日])[\sT]+\d{1,2}[：:]\d\d(?:[：:]\d\d)?\s*$")
"""The time of a day behind it."""
_OF_A_YEAR = re.compile(r"(\d{1,2})月(\d{1,2})日", re.ASCII)


class TypedNumber(NamedTuple):
    """A number, and the words behind it."""

    number: Decimal
    measure: str
    """In normal form; empty where nothing stands behind the number."""


def typed_number(text: str) -> TypedNumber | None:
    """The number that ``text`` begins with, and what it counts in; None where it says anything else (约70, 七十)."""
    match = _NUMBER.fullmatch(normalise(text))
    return match and TypedNumber(Decimal(match["number"].replace(",", "")), match["measure"] or "")


_PART = re.compile(
    rf"(?:(?:目前|已|均|达到?|完成率?|覆盖率?|占)*)(?P<number>{ARABIC})%(?:已?(?:覆盖|完成))?", re.ASCII
)


def typed_part(text: str) -> Decimal | None:
    """How many per cent ``text`` says and nothing else: 98%, 覆盖率达98％, 已覆盖98%; None of all others (约98%)."""
    match = _PART.fullmatch(normalise(text))
    return Decimal(match["number"].replace(",", "")) if match else None


_DASH = re.compile(r"[-—–―_/／\\.．。·…、]*")
_NONE = re.compile("(?:目前|现|暂时?|尚)?(?:无|没有|不存在|未发现)(?:存在)?(?:什么)?(?:的?(?:问题|困难))?")
_AS_ABOVE = re.compile("(?:同|见)(?:上|前|上行|上一行|前一行)")


def is_left_out(text: str) -> bool:
    """Whether a cell only shows that nothing is filled in: ——, /, …."""
    return _DASH.fullmatch(normalise(text)) is not None


def says_none(text: str) -> bool:
    """Whether an answer says that there is none: 无, 暂无, 没有问题."""
    return _NONE.fullmatch(normalise(text).rstrip("。；")) is not None


def refers_above(text: str) -> bool:
    """Whether an answer is that of the row above, which is another one once rows were sorted: 同上."""
    return _AS_ABOVE.fullmatch(normalise(text).rstrip("。；")) is not None


class TypedDay(NamedTuple):
    """A day, and whether its year was not written."""

    day: datetime.date
    year_supposed: bool = False


def typed_day(text: str, last: datetime.date) -> TypedDay | None:
    """The day that ``text`` is; one without a year is the latest such day up to ``last``. None where it is no day."""
    normal = normalise(_TIME.sub("", text))
    try:
        if written := written_date(normal):
            return TypedDay(datetime.date.fromisoformat(written))
        if match := _DAY.fullmatch(normal):
            return TypedDay(datetime.date(*(int(part) for part in match.groups() if part)))
        if match := _OF_A_YEAR.fullmatch(normal):
            month, day = map(int, match.groups())
            this_year = datetime.date(last.year, month, day)
            return TypedDay(
                this_year if this_year <= last else this_year.replace(year=last.year - 1), year_supposed=True
            )
    except ValueError:
        pass
    return None
