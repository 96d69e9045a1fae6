"""Dates as exact as the document gives them."""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from responsibility.model.problems import fault


class PartialDate(NamedTuple):
    """A date as exact as the document gives it: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: object) -> PartialDate:
        """``2021``, ``2022-06`` or ``2021-08-17`` → the date; raises a rule error otherwise."""
        if isinstance(text, PartialDate):
            return text
        written = re.fullmatch(r"([12]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", str(text), re.ASCII)
        if not written:
            raise fault("日期应写作 2021、2022-06 或 2021-08-17，与原文一样精确")
        date = cls(*(int(part) if part else None for part in written.groups()))  # type: ignore[arg-type]
        try:
            datetime.date(date.year, date.month or 1, date.day or 1)
        except ValueError:
            raise fault(f"没有 {text} 这个日期") from None
        return date

    @property
    def first_day(self) -> datetime.date:
        """The first day that the date can mean."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> datetime.date:
        """The last day that the date can mean."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def chinese(self) -> str:
        """``2021年8月17日``, as exact as the date is."""
        month = f"{self.month}月" if self.month else ""
        day = f"{self.day}日" if self.day else ""
        return f"{self.year}年{month}{day}"

    def __str__(self) -> str:
        parts = (f"{part:02d}" for part in (self.month, self.day) if part)
        return "-".join((f"{self.year:04d}", *parts))


DateField = Annotated[
    PartialDate,
    BeforeValidator(PartialDate.parse),
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
