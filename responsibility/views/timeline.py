"""The timeline: a bar for every deadline that the document lets one place on the calendar."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from responsibility.views.exactness import Exactness
from responsibility.views.tasks import DeadlineView


@dataclass(frozen=True)
class Bar:
    """A deadline on the timeline, ``left`` and ``width`` in per cent of its length."""

    deadline: DeadlineView
    left: float
    width: float


@dataclass(frozen=True)
class Timeline:
    """The years shown and the bars on them."""

    years: tuple[int, ...]
    bars: dict[str, Bar]
    """By task and quote, see :func:`key`; deadlines without a place on the calendar are left out."""

    today: float | None = None
    """Where the stated day lies, in per cent; None without one or outside of the years."""

    @property
    def kinds(self) -> tuple[Exactness, ...]:
        """How exactly the documents say when, of all that is drawn, in the order of the bars; for the legend."""
        return tuple(dict.fromkeys(bar.deadline.exactness for bar in self.bars.values()))

    def bar(self, deadline: DeadlineView) -> Bar | None:
        """The bar of ``deadline``; None where the document does not say when."""
        return self.bars.get(key(deadline))


def key(deadline: DeadlineView) -> str:
    """A deadline's own name: its task and its quote, which stands there once."""
    return f"{deadline.task.policy}/{deadline.task.id}/{deadline.record.quote}"


def timeline(deadlines: tuple[DeadlineView, ...], as_of: datetime.date | None = None) -> Timeline:
    """The timeline of deadlines, of one policy or several.

    It goes from the first year in which a policy was issued, or that one without a date names, to
    the last year named. A deadline with a due date alone begins on the day its policy was issued; a
    yearly one and one without an end run through; a mere duration has no place. The stated day
    ``as_of`` has a line.
    """
    ends = [deadline.due.year for deadline in deadlines if deadline.due]
    starts = [deadline.start.year for deadline in deadlines if deadline.start]
    issued = [deadline.issued.year for deadline in deadlines if deadline.issued]
    of_undated = [deadline.due.year for deadline in deadlines if deadline.due and not deadline.issued]
    begun = [*issued, *starts, *of_undated]
    if not begun:
        return Timeline((), {})
    years = tuple(range(min(begun), max([*begun, *ends]) + 1))
    bars = {}
    for deadline in deadlines:
        span = _span(deadline, years)
        if span:
            left, right = _offset(span[0], years), _offset(span[1], years, end=True)
            bars[key(deadline)] = Bar(deadline, round(left, 2), round(max(right - left, 0.8), 2))
    today = round(_offset(as_of, years), 2) if as_of and as_of.year in years else None
    return Timeline(years, bars, today)


def _span(deadline: DeadlineView, years: tuple[int, ...]) -> tuple[datetime.date, datetime.date] | None:
    if deadline.due and deadline.start:
        return deadline.start.first_day, deadline.due.last_day
    if deadline.due and deadline.exactness == "year":
        return datetime.date(deadline.due.year, 1, 1), deadline.due.last_day
    if deadline.due:
        begin = deadline.issued.first_day if deadline.issued else datetime.date(years[0], 1, 1)
        return min(begin, deadline.due.last_day), deadline.due.last_day
    if deadline.start and not deadline.due:
        return deadline.start.first_day, datetime.date(years[-1], 12, 31)
    if deadline.record.every or deadline.record.ongoing:
        return datetime.date(years[0], 1, 1), datetime.date(years[-1], 12, 31)
    return None


def _offset(day: datetime.date, years: tuple[int, ...], end: bool = False) -> float:
    """Where ``day`` begins, or ends, in per cent. Every year is as long as the next, whatever its days: so it is drawn."""
    passed = (day.timetuple().tm_yday - 1 + end) / (366 if calendar.isleap(day.year) else 365)
    return 100 * (day.year - years[0] + passed) / len(years)
