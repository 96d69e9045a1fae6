"""How exactly a document says when, which is what deadlines are sorted and grouped by."""

from __future__ import annotations

from typing import Literal

from responsibility.language.dates import end_word
from responsibility.model import Deadline

Exactness = Literal["dated", "year", "period", "duration"]
EXACTNESS_NAMES: dict[Exactness, str] = {
    "dated": "写明日期",
    "year": "当年或每年",
    "period": "时期之内",
    "duration": "只有时长",
}


def exactness(deadline: Deadline) -> Exactness:
    """How exactly the document says when: a date, a year or every year, within a period, a mere duration."""
    if deadline.due:
        bounded = deadline.due.month or deadline.start or deadline.before
        return "dated" if bounded or end_word(deadline.quote) else "year"
    if deadline.every:
        return "year"
    return "period" if deadline.period else "duration"
