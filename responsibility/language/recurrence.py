"""The grammar of what recurs: on a day of its own (每季度末月25日前, 每周五前), on several (每年6月、12月), every so many cycles."""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.dates import (
    BEFORE,
    DAY,
    END,
    EVERY,
    EVERY_WORD,
    MONTH,
    PART_OF_YEAR,
    WEEKDAYS,
    every_of,
)
from responsibility.language.numerals import COUNT, number
from responsibility.model import Every
from responsibility.model.deadlines import MONTHS_OF, MULTIPLIED

_MONTHS = {"首": 1, "第一个": 1, "第二个": 2, "第三个": 3, "末": None, "最后一个": None}
"""Which month of a cycle; None is its last."""
_NEXT = "[次下翌]个?月"
"""Of a month that recurs, the one in which its report is due: 每月的次月5日前 is 每月5日前."""
_NO_OTHER = rf"(?![、和及或至到—~-](?:次年|次月|当月)?(?:{MONTH}月|{DAY}[日号]|[年月]?{END}))"
"""Behind a month or a day: not another one (每年6月、12月), since a cycle has one place for it."""
PATTERN = (
    rf"每个?(?P<every>{EVERY_WORD})度?(?:(?<=年)(?:{PART_OF_YEAR}))?"
    rf"(?:(?:的?(?P<which>{'|'.join(_MONTHS)})月(?!底|末)|(?P<month>{MONTH})月份?{_NO_OTHER})?"
    rf"(?:(?:(?<=月)的?{_NEXT})?(?P<day>{DAY})[日号]{_NO_OTHER}|(?<=[周期])(?P<weekday>[{WEEKDAYS}])(?=[前之以的上下，。；）]|$)|(?<![周期])[年月]?(?P<end>{END})(?!月))?)"
    rf"(?P<before>(?<=[日号底末月{WEEKDAYS}]){BEFORE})?"
)
"""A recurrence with its day; the groups are read by :func:`recurrence_of`."""
_RECURRENCE = re.compile(PATTERN)


_PLACE = rf"(?:{MONTH}月(?:{DAY}[日号]|[底末初]|[上中下]旬)?|{DAY}[日号])份?"
_DIVIDES = "[、和及至到—~-]"
SEVERAL = (
    rf"每个?(?:(?P<every>年|半年|季度?|月)度?的?(?P<in_words>{_PLACE}(?:{_DIVIDES}(?:{_NEXT}|[次翌]年)?(?:{_PLACE}|月?[底末]))+"
    rf"|{MONTH}月份?(?:初|[上中下]旬)(?!步)|(?:[春夏秋冬](?:季度?)?[、和]?){{2,}}(?:[两二三四]季)?|年[初中](?:和年[中底末])*)"
    rf"|(?P<every_week>周|星期)(?P<weekdays>[{WEEKDAYS}](?:[、和及至到—-]周?[{WEEKDAYS}])+))(?P<before>{BEFORE})?"
)
"""A recurrence on several days of its cycle, which stay in words: 每年6月、12月, 每年3月至5月, 每周一、三、五, 每年春秋两季."""
_MULTIPLE = "年(?![级度龄])|个?季度?|个?月|周|个?星期|天|日"
MULTIPLE = rf"每(?P<interval>{COUNT})(?P<multiple>{_MULTIPLE})"
"""A recurrence every so many cycles: 每两个月, 每3年."""
_SEVERAL_CYCLES = re.compile(MULTIPLE)
MULTIPLE_ONCE = rf"(?P<interval>{COUNT})(?P<multiple>{_MULTIPLE})(?P<times>[一1])次"
"""The same without 每: 两年一次."""


def cycles_of(match: re.Match[str]) -> tuple[Every, int | None]:
    """The cycle of a match of ``MULTIPLE`` and how many of them; None for one. Raises StopIteration where none can be multiplied."""
    every = next(every for every in MULTIPLIED if match["multiple"].removeprefix("个") in EVERY[every])
    interval = number(match["interval"])
    return every, interval if interval > 1 else None


class Recurrence(NamedTuple):
    """When something recurs: in which month of the cycle, on which day of it; None where the words do not say."""

    every: Every
    month: int | None = None
    day: int | None = None
    """Of the month; of a week the day of the week, 1 for Monday."""
    interval: int | None = None
    """Every how many cycles (每两个月); None for each."""


def recurrence_of(match: re.Match[str]) -> Recurrence:
    """What a match of ``PATTERN`` says. 每季度末 is in its third month, 每月底 in its only one."""
    every = every_of(match["every"])
    last = MONTHS_OF.get(every)
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
    several = _SEVERAL_CYCLES.search(quote)
    if several:
        every, interval = cycles_of(several)
        return Recurrence(every, interval=interval)
    match = _RECURRENCE.search(quote)
    return recurrence_of(match) if match else None
