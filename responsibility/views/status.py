"""How a deadline stands on a stated day (``--as-of``): past, soon due, or later. The reader's clock is never asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Literal, NamedTuple

from responsibility.language.dates import LastDays
from responsibility.model.dates import PartialDate
from responsibility.progress.lights import PAST, SOON, left_words

State = Literal["past", "soon", "later"]
STATES: dict[State, str] = {"past": PAST, "soon": f"{SOON} 天内到期", "later": "未到期"}
"""In the order in which they are told."""


class Status(NamedTuple):
    """How a deadline stands, and that in words: ``已过期``, ``今天到期``, ``还有 12 天``."""

    state: State
    words: str


def status(days: LastDays | None, as_of: datetime.date | None) -> Status | None:
    """The status on the day ``as_of`` of what has ``days`` as its last ones; None without a day or an end.

    Where the last day can be read in two ways the safe one decides, and both are told.
    """
    if days is None or as_of is None:
        return None
    safe, late = (_left(day, as_of) for day in (days.safe, days.late))
    if days.ambiguous and safe.words != late.words:
        day, other = days.both.split("或")
        return Status(safe.state, f"按{day}算{safe.words}，按{other}算{late.words}")
    return safe


def _left(day: datetime.date, as_of: datetime.date) -> Status:
    left = (day - as_of).days
    if left < 0:
        return Status("past", STATES["past"])
    return Status("soon" if left <= SOON else "later", left_words(left))


def day_words(day: datetime.date) -> str:
    """``2022年6月1日``."""
    return PartialDate(day.year, day.month, day.day).chinese


def counts(statuses: Iterable[Status | None]) -> dict[State, int]:
    """How many are past, soon due and later; all three have their place."""
    states = [each.state for each in statuses if each]
    return {state: states.count(state) for state in STATES}
