"""Changes of deadlines and targets: earlier or later, more exact or less, tighter or looser."""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

from responsibility.diff.changes import (
    DeadlineAdded,
    DeadlineChanged,
    DeadlineRemoved,
    DeadlineShift,
    TargetAdded,
    TargetChanged,
    TargetRemoved,
    TargetShift,
    Where,
)
from responsibility.language.dates import Calendar, last_days
from responsibility.language.similarity import grams, likeness, paired
from responsibility.model import Deadline, Policy, Target, Value
from responsibility.model.dates import PartialDate

F = TypeVar("F", Deadline, Target)
BOOKKEEPING = ("quote", "sum_of", "read_as", "draft")
"""Fields of deadlines and targets that say nothing of the time or the figure itself."""
_INFINITE = Decimal("Infinity")
_MONTH = Decimal("365.25") / 12
_DAYS = {
    "years": 12 * _MONTH,
    "quarters": 3 * _MONTH,
    "months": _MONTH,
    "weeks": Decimal(7),
    "days": Decimal(1),
    "workdays": Decimal("1.4"),
    "hours": 1 / Decimal(24),
}
"""About how many days a unit of time has; five working days are a week."""


class Calendars(NamedTuple):
    """What words of time refer to in both editions of a policy."""

    old: Calendar
    new: Calendar

    @classmethod
    def of(cls, old: Policy | None, new: Policy | None) -> Calendars:
        """Those of a policy in each edition."""
        return cls(Calendar.of(old), Calendar.of(new))


# ---------------------------------------------------------------- deadlines


def deadline_changes(
    olds: Sequence[Deadline], news: Sequence[Deadline], calendars: Calendars, where: Where
) -> Iterator[DeadlineAdded | DeadlineRemoved | DeadlineChanged]:
    """What changed of a task's deadlines. One that speaks of time in another way, in other words, is another deadline."""
    for old, new in paired(olds, news, _same_kind, _keys_of_deadline):
        if old and new:
            shift = _shift(old, new, calendars)
            if shift:
                yield where.change(DeadlineChanged, type=shift, old=old, new=new)
        elif new:
            yield where.change(DeadlineAdded, new=new)
        elif old:
            yield where.change(DeadlineRemoved, old=old)


def _same_kind(old: Deadline, new: Deadline) -> float:
    """How well two deadlines go together: of one dated and one yearly only the words can say that."""
    quotes = likeness(grams(old.quote), grams(new.quote))
    if _kind(old) != _kind(new):
        return quotes / 3 if quotes >= 0.4 else 0
    return (1 + _same(old, new) + quotes) / 3


def _kind(deadline: Deadline) -> tuple[object, ...]:
    dated = bool(deadline.due or deadline.period)
    return (
        dated,
        deadline.every,
        deadline.interval,
        deadline.times,
        deadline.in_words,
        bool(deadline.duration),
        deadline.ongoing,
        deadline.immediate,
    )


def _keys_of_deadline(deadline: Deadline) -> Iterator[Hashable]:
    yield from grams(deadline.quote)
    yield _kind(deadline)


def _shift(old: Deadline, new: Deadline, calendars: Calendars) -> DeadlineShift | None:
    """How the time moved, or that something else changed; None where it is the same, whatever the words.

    The last day decides, then the first: 2022年6月前 → 2022年底前 is later. What begins
    and ends on the same days is said more or less exactly, or in another way.
    """
    if _kind(old) != _kind(new):
        return "deadline_changed"
    if old.duration and new.duration:
        days, after = _days(old.duration), _days(new.duration)
        if days != after:
            return "deadline_later" if after > days else "deadline_earlier"
    ends = calendars.old.end(old), calendars.new.end(new)
    starts = calendars.old.start(old), calendars.new.start(new)
    last_days, first_days = (
        [end and end.last_day for end in ends],
        [start and start.first_day for start in starts],
    )
    shift = _day_shift(*last_days) or _day_shift(*first_days)
    if shift:
        return shift
    wording = [
        (deadline.before, deadline.period, deadline.duration, _narrow_end(deadline, end))
        for deadline, end in zip((old, new), ends, strict=True)
    ]
    if (wording[0], ends[0], starts[0]) != (wording[1], ends[1], starts[1]):
        return "deadline_precision"
    return None if _same(old, new) else "deadline_changed"


def _narrow_end(deadline: Deadline, end: PartialDate | None) -> datetime.date | None:
    """The last day by the narrower reading: 6月前 and 6月底前 have only the later one in common."""
    return last_days(end, deadline.before, deadline.quote).safe if end and deadline.due else None


def _day_shift(old: datetime.date | None, new: datetime.date | None) -> DeadlineShift | None:
    """Earlier or later; None where it is the same day, or an edition names none."""
    if old is None or new is None or old == new:
        return None
    return "deadline_later" if new > old else "deadline_earlier"


def _days(duration: str) -> Decimal:
    number, unit = duration.split()
    return int(number) * _DAYS[unit]


# ---------------------------------------------------------------- targets


def target_changes(
    olds: Sequence[Target], news: Sequence[Target], where: Where
) -> Iterator[TargetAdded | TargetRemoved | TargetChanged]:
    """What changed of a task's targets. Tighter means that fewer outcomes meet it."""
    for old, new in paired(olds, news, _same_target, _keys_of_target):
        if old and new:
            if not _same(old, new):
                yield where.change(TargetChanged, type=_tightness(old, new), old=old, new=new)
        elif new:
            yield where.change(TargetAdded, new=new)
        elif old:
            yield where.change(TargetRemoved, old=old)


def _same_target(old: Target, new: Target) -> float:
    """How well two targets go together, by what they measure; 0 where that is something else."""
    same = _same(old, new)
    units = [value.unit for value in old.values] == [value.unit for value in new.values]
    alike = likeness(grams(old.indicator), grams(new.indicator))
    quotes = likeness(grams(old.quote), grams(new.quote))
    return 0 if max(alike, quotes) < 0.4 and not same else (alike + quotes + units + same) / 4


def _keys_of_target(target: Target) -> Iterator[Hashable]:
    yield target.indicator
    yield from grams(target.indicator)
    yield from grams(target.quote)


def _same(old: F, new: F) -> bool:
    """Whether two say the same, whatever words they quote and whether somebody has looked."""
    kept = {field: getattr(new, field) for field in BOOKKEEPING if field in type(new).model_fields}
    return old.model_copy(update=kept) == new


def _tightness(old: Target, new: Target) -> TargetShift:
    def rest(target: Target) -> object:
        units = tuple(value.unit for value in target.values)
        return target.model_dump(exclude={"values", *BOOKKEEPING}), units

    if rest(old) != rest(new):
        return "target_changed"
    spans = [(_span_of(was), _span_of(now)) for was, now in zip(old.values, new.values, strict=True)]
    if all(low <= low_ and high_ <= high for (low, high), (low_, high_) in spans):
        return "target_tightened"
    if all(low_ <= low and high <= high_ for (low, high), (low_, high_) in spans):
        return "target_loosened"
    return "target_changed"


def _span_of(value: Value) -> tuple[Decimal, Decimal]:
    """The least and the greatest outcome that meet the value."""
    low = -_INFINITE if value.op == "at_most" else value.numbers[0]
    high = _INFINITE if value.op == "at_least" else value.numbers[-1]
    return low, high
