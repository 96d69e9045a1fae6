"""The grammar of what recurs on a day of its own: 每季度末月25日前, 每月10日前, 每周五前, 每年12月底前."""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.dates import (
    BEFORE,
    DAY,
    END,
    EVERY_WORD,
    MONTH,
    PART_OF_YEAR,
    WEEKDAYS,
    every_of,
)
from responsibility.language.numerals import number
from responsibility.model import Every
from responsibility.model.deadlines import MONTHS_OF

_MONTHS = {"首": 1, "第一个": 1, "第二个": 2, "第三个": 3, "末": None, "最后一个": None}
"""Which month of a cycle; None is its last."""
_NO_OTHER = rf"(?![、和及或至到—~-](?:次年|次月|当月)?(?:{MONTH}月|{DAY}[日号]|[年月]?{END}))"
"""Behind a month or a day: not another one (每年6月、12月), since a cycle has one place for it."""
PATTERN = (
    rf"每个?(?P<every>{EVERY_WORD})度?(?:(?<=年)(?:{PART_OF_YEAR}))?"
    rf"(?:(?:的?(?P<which>{'|'.join(_MONTHS)})月(?!底|末)|(?P<month>{MONTH})月份?{_NO_OTHER})?"
    rf"(?:(?P<day>{DAY})[日号]{_NO_OTHER}|(?<=[周期])(?P<weekday>[{WEEKDAYS}])(?=[前之以的上下，。；）]|$)|(?<![周期])[年月]?(?P<end>{END})(?!月))?)"
    rf"(?P<before>(?<=[日号底末月{WEEKDAYS}]){BEFORE})?"
)
"""A recurrence with its day; the groups are read by :func:`recurrence_of`."""
_RECURRENCE = re.compile(PATTERN)


class Recurrence(NamedTuple):
    """When something recurs: in which month of the cycle, on which day of it; None where the words do not say."""

    every: Every
    month: int | None = None
    day: int | None = None
    """Of the month; of a week the day of the week, 1 for Monday."""


def recurrence_of(match: re.Match[str]) -> Recurrence:
    """What a match of ``PATTERN`` says. 每季度末 is in its third month, 每月底 in its only one."""
    every = every_of(match["every"])
    last = MONTHS_OF[every]
    day = number(match["day"]) if match["day"] else None
    if match["weekday"]:
        return Recurrence(every, None, WEEKDAYS.index(match["weekday"]) + 1)
    if match["which"]:
        return Recurrence(every, _MONTHS[match["which"]] or last, day)
    if match["month"]:
        return Recurrence(every, number(match["month"]), day)
    return Recurrence(every, last if match["end"] else None, day)


def read_recurrence(quote: str) -> Recurrence | None:
    """When what ``quote`` (in normal form) asks for recurs; None where it says no recurrence."""
    match = _RECURRENCE.search(quote)
    return recurrence_of(match) if match else None
