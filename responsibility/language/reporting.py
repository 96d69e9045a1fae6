"""The grammar of reporting duties: 每季度末月25日前报送…, 每月5日前上报…, 每周五前报…."""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.dates import EVERY_WORD, WEEKDAYS, every_of
from responsibility.language.numerals import number
from responsibility.model import Every

_MONTHS = {"首": 1, "第一个": 1, "第二个": 2, "第三个": 3, "末": None, "最后一个": None}
"""Which month of a cycle; None is its last."""
_RECURRENT = re.compile(
    rf"每个?(?P<every>{EVERY_WORD})度?"
    rf"(?:(?P<which>{'|'.join(_MONTHS)})月|(?P<month>[0-9]{{1,2}})月)?"
    rf"(?:(?P<day>[0-9]{{1,2}})[日号]|(?P<weekday>[{WEEKDAYS}]))?"
)


class ReportTime(NamedTuple):
    """When a report recurs: in which month of the cycle (None is its last), on which day (None is the last)."""

    every: Every
    month: int | None = None
    day: int | None = None
    """Of the month; of a weekly report the day of the week, 1 for Monday."""


def read_report_time(quote: str) -> ReportTime | None:
    """When the report that ``quote`` (in normal form) asks for recurs; None where it says no recurrence."""
    recurrence = _RECURRENT.search(quote)
    if recurrence is None:
        return None
    month = (
        _MONTHS.get(recurrence["which"])
        if recurrence["which"]
        else number(recurrence["month"])
        if recurrence["month"]
        else None
    )
    day = number(recurrence["day"]) if recurrence["day"] else None
    if recurrence["weekday"]:
        day = WEEKDAYS.index(recurrence["weekday"]) + 1
    return ReportTime(every_of(recurrence["every"]), month, day)
