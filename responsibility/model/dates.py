"""Dates as exact as the document gives them: with their year, or without."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from responsibility.model.problems import fault

_SPANS = {"H": 6, "Q": 3}
"""The sign of a half-year and of a quarter, and how many months each has."""
_SPAN_NAMES = {6: ("上半年", "下半年"), 3: ("一季度", "二季度", "三季度", "四季度")}
THIRDS = ("上旬", "中旬", "下旬")
"""The three parts of a month, of ten days each, the last to the month's end."""
_DAYS_OF_STRETCH = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "初": (1, 10)}
STRETCHES = tuple(_DAYS_OF_STRETCH)
"""The stretches of a month by name; of 初, which documents leave open, the first ten days are taken."""


class PartialDate(NamedTuple):
    """A date as exact as the document gives it: a year, a half-year, a quarter, a month, a third of it or a day."""

    year: int
    month: int | None = None
    day: int | None = None
    months: int = 1
    """How many months up to ``month`` it can mean: 6 for a half-year, 3 for a quarter."""
    third: int | None = None
    """Which of the ``STRETCHES`` of its month, from 1."""

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        """``2021``, ``2022-06``, ``2021-08-17``, ``2022-06-中旬``, ``2023-H1`` or ``2023-Q3`` → the date; raises a rule error otherwise."""
        if isinstance(text, PartialDate):
            return text
        span = re.fullmatch(r"([12]\d{3})-(?:(H)([12])|(Q)([1-4]))", str(text), re.ASCII)
        if span:
            months = _SPANS[span[2] or span[4]]
            return cls(int(span[1]), int(span[3] or span[5]) * months, None, months)
        pattern = rf"([12]\d{{3}})(?:-(\d\d)(?:-(?:(\d\d)|({'|'.join(STRETCHES)})))?)?"
        written = re.fullmatch(pattern, str(text), re.ASCII)
        if not written:
            raise fault("日期应写作 2021、2022-06 或 2021-08-17，与原文一样精确")
        year, month, day, third = written.groups()
        date = cls(
            int(year),
            int(month) if month else None,
            int(day) if day else None,
            third=STRETCHES.index(third) + 1 if third else None,
        )
        try:
            datetime.date(date.year, date.month or 1, date.day or 1)
        except ValueError:
            raise fault(f"没有 {text} 这个日期") from None
        return date

    @property
    def first_day(self) -> datetime.date:
        """The first day that the date can mean."""
        day = self.day or (_DAYS_OF_STRETCH[STRETCHES[self.third - 1]][0] if self.third else 1)
        return datetime.date(self.year, (self.month or 1) - self.months + 1, day)

    @property
    def last_day(self) -> datetime.date:
        """The last day that the date can mean."""
        month = self.month or 12
        last = calendar.monthrange(self.year, month)[1]
        of_stretch = _DAYS_OF_STRETCH[STRETCHES[self.third - 1]][1] if self.third else last
        return datetime.date(self.year, month, self.day or min(of_stretch, last))

    @property
    def named(self) -> bool:
        """Whether it is a stretch that has a name (上半年, 中旬), and no year, month or day."""
        return self.months > 1 or self.third is not None

    @property
    def chinese(self) -> str:
        """``2021年8月17日``, ``2023年上半年``, ``2022年6月中旬``, as exact as the date is."""
        if self.month and self.months > 1:
            return f"{self.year}年{_SPAN_NAMES[self.months][self.month // self.months - 1]}"
        month = f"{self.month}月" if self.month else ""
        day = f"{self.day}日" if self.day else STRETCHES[self.third - 1] if self.third else ""
        return f"{self.year}年{month}{day}"

    def __str__(self) -> str:
        if self.month and self.months > 1:
            sign = next(sign for sign, months in _SPANS.items() if months == self.months)
            return f"{self.year:04d}-{sign}{self.month // self.months}"
        parts = [f"{part:02d}" for part in (self.month, self.day) if part]
        parts += [STRETCHES[self.third - 1]] if self.third else []
        return "-".join((f"{self.year:04d}", *parts))


FEASTS = (
    *("元旦", "春节", "元宵", "清明", "劳动节", "五一", "端午", "中秋", "国庆", "十一", "重阳", "植树节"),
    *("妇女节", "六一", "儿童节", "七一", "八一", "建军节", "教师节", "国家扶贫日", "国家宪法日", "春运"),
    *("汛期", "主汛期", "汛期结束", "雨季", "台风季", "防火期", "春耕", "春播", "春灌", "夏收", "三夏", "秋收"),
    *("三秋", "秋种", "秋播", "冬灌", "封冻", "入冬", "入夏", "供暖季", "采暖季", "供暖期", "采暖期", "取暖季", "取暖期"),
    *("两会", "供暖", "冬季供暖", "上冻", "春季开学", "秋季开学", "开学", "春季学期", "秋季学期", "春季学期开学", "秋季学期开学", "寒假", "暑假", "暑期", "中考", "高考"),
)  # fmt: skip
"""Feasts, seasons and terms by which documents say when; which day that is in which year they do not say."""
THIS_YEAR = "今年"
_MONTH_AND_DAY = re.compile(f"([1-9]|1[0-2])月(?:([1-9]|[12][0-9]|3[01])日|({'|'.join(STRETCHES)}))?")


@dataclass(frozen=True)
class YearlessDate:
    """A date that the document gives without a year: ``6月``, ``9月25日``, ``6月中旬``, ``三季度``, ``今年``, ``春节``."""

    words: str

    @classmethod
    def parse(cls, text: object) -> YearlessDate:
        """The date of such words; raises a rule error otherwise."""
        date = text if isinstance(text, YearlessDate) else cls(str(text))
        if date.words not in FEASTS and date.in_year(2000) is None:
            raise fault("没有年份的日期应写作 6月、9月25日、6月中旬、上半年、三季度、今年，或节日的名称")
        return date

    def in_year(self, year: int) -> PartialDate | None:
        """The date in ``year``; None where that has no such day, or the words do not say which."""
        if self.words == THIS_YEAR:
            return PartialDate(year)
        for months, names in _SPAN_NAMES.items():
            if self.words in names:
                return PartialDate(year, (names.index(self.words) + 1) * months, None, months)
        match = _MONTH_AND_DAY.fullmatch(self.words)
        if not match:
            return None
        month, day = int(match[1]), int(match[2]) if match[2] else None
        third = STRETCHES.index(match[3]) + 1 if match[3] else None
        exists = day is None or day <= calendar.monthrange(year, month)[1]
        return PartialDate(year, month, day, third=third) if exists else None

    def __str__(self) -> str:
        return self.words


AnyDate = PartialDate | YearlessDate


def parse_any(text: object) -> AnyDate:
    """A date with or without a year; raises a rule error that names both forms."""
    if isinstance(text, PartialDate | YearlessDate):
        return text
    if re.match("[0-9]{4}", str(text)):
        return PartialDate.parse(text)
    try:
        return YearlessDate.parse(text)
    except PydanticCustomError:
        raise fault(
            "日期应写作 2021、2022-06、2021-08-17，旬写作 2022-06-中旬，半年、季度写作 2023-H1、2023-Q3；"
            "原文没有写年份的照写：6月、9月25日、6月中旬、上半年、三季度、今年、春节"
        ) from None


def in_year(date: AnyDate | None, year: int | None) -> PartialDate | None:
    """``date`` with its year, or that which a date without one takes from ``year``; None where either is missing."""
    if isinstance(date, YearlessDate):
        return date.in_year(year) if year else None
    return date


def _parse_plain(text: object) -> PartialDate:
    date = PartialDate.parse(text)
    if date.named:
        raise fault("日期应写作 2021、2022-06 或 2021-08-17，与原文一样精确")
    return date


DateField = Annotated[
    PartialDate,
    BeforeValidator(_parse_plain),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": r"^[12]\d{3}(-\d\d(-\d\d)?)?$"},
                {"type": "integer", "minimum": 1000, "maximum": 2999},
            ]
        }
    ),
]
"""A year, a month or a day."""
_YEARLESS = "|".join(
    (
        *(f"(1[0-2]|[1-9])月((3[01]|[12][0-9]|[1-9])日|{'|'.join(STRETCHES)})?", THIS_YEAR),
        *(name for names in _SPAN_NAMES.values() for name in names),
        *FEASTS,
    )
)
AnyDateField = Annotated[
    AnyDate,
    PlainValidator(parse_any),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": rf"^([12]\d{{3}}(-\d\d(-\d\d|-({'|'.join(STRETCHES)}))?|-H[12]|-Q[1-4])?|{_YEARLESS})$",
                },
                {"type": "integer", "minimum": 1000, "maximum": 2999},
            ]
        }
    ),
]
"""Any date of a deadline: also a half-year, a quarter or a third of a month, and what the document gives without a year."""
