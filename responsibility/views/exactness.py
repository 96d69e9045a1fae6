"""How exactly a document says when, which is what deadlines are sorted and grouped by."""

from __future__ import annotations

from typing import Literal

from responsibility.language.dates import end_word
from responsibility.model import Deadline, PartialDate

Exactness = Literal[
    "immediate", "dated", "open", "year", "in_words", "period", "duration", "start", "ongoing"
]
EXACTNESS_NAMES: dict[Exactness, str] = {
    "immediate": "立行立改",
    "dated": "写明日期",
    "open": "未写明年份或是哪一天",
    "year": "当年或每年",
    "in_words": "换算不成日期",
    "period": "时期之内",
    "duration": "只有时长",
    "start": "只写从何时起",
    "ongoing": "长期坚持",
}
WITHOUT_DAY: dict[Exactness, str] = {
    "immediate": "立即办理，没有日子",
    "open": "未写明年份或是哪一天",
    "in_words": "换算不成日期",
    "period": "未写明起止",
    "duration": "未写明起算时间",
}
"""Why a deadline of that kind has no place on a timeline."""


def exactness(deadline: Deadline, due: PartialDate | None) -> Exactness:
    """How exactly the document says when: a date, a year or every year, within a period, a mere duration ….

    ``due`` is the deadline's own date, its year taken from the document's date where it has none.
    """
    if deadline.immediate:
        return "immediate"
    if deadline.due and due is None:
        return "open"
    if due and deadline.due:
        bounded = due.month or deadline.start or deadline.before
        return "dated" if bounded or end_word(deadline.quote) else "year"
    if deadline.every:
        return "year"
    if deadline.in_words:
        return "in_words"
    if deadline.period:
        return "period"
    if deadline.duration:
        return "duration"
    return "ongoing" if deadline.ongoing else "start"
