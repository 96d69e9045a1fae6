"""进展: how policies and units stand on the stated day: counts of lights, what is overdue, who has not reported, the trend."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from responsibility.model import ItemId, Section, Unit
from responsibility.model.progress import StatusKey
from responsibility.progress.lights import Light, State
from responsibility.views.tasks import DeadlineView, TaskRef


@dataclass(frozen=True)
class Tally:
    """So many items (tasks and parts with units of their own), by light and by status."""

    counts: Mapping[Light, int]
    """Every light has its place, the worst first; what does not apply is left out."""
    by_status: Mapping[StatusKey | None, int]
    """Every status has its place; None is 未报."""

    @property
    def items(self) -> int:
        """All items."""
        return sum(self.by_status.values())

    @property
    def completion(self) -> Fraction | None:
        """完成率: 已销号 and 报已完成, of all items that apply; None where none does."""
        apply = self.items - self.by_status["not_applicable"]
        return Fraction(self.by_status["completed"], apply) if apply else None


@dataclass(frozen=True)
class DueView:
    """A deadline, or an item whose end the office set, that is overdue or soon due and not completed."""

    task: TaskRef
    item: ItemId
    deadline: DeadlineView | None
    """None where the document sets no day, and the office did."""
    matter: str
    """What is due, in the document's words."""
    units: tuple[Unit, ...]
    """Those of the units that decide it for which it is not completed."""
    state: State
    """``state.end`` is the day that counts, ``state.extended`` why it is not the document's, ``state.left`` the days."""

    @property
    def over(self) -> int:
        """Days since its last day; 0 where it is not past."""
        return max(0, -(self.state.left or 0))


@dataclass(frozen=True)
class UnitStanding:
    """How a unit stands: what it decides (leads, or answers for where nobody leads), whether it has reported."""

    unit: Unit
    reported: bool
    """Whether it reported for the last reporting day."""
    last_day: datetime.date | None
    """For which day it reported last."""
    tally: Tally
    """Of the items that it decides, by its own reports."""
    overdue: tuple[DueView, ...]
    soon: tuple[DueView, ...]


@dataclass(frozen=True)
class ChapterProgress:
    """How the items of a chapter stand."""

    policy: str
    section: Section
    tally: Tally


@dataclass(frozen=True)
class TrendPoint:
    """How all stood on a reporting day, by what was reported and decided up to it."""

    day: datetime.date
    tally: Tally


@dataclass(frozen=True)
class SharedProblem:
    """A problem that several units name in much the same words."""

    words: str
    """As the first of them has it."""
    units: tuple[Unit, ...]
    tasks: tuple[TaskRef, ...]


@dataclass(frozen=True)
class PolicyProgress:
    """How a policy, or several together, stands on the stated day."""

    as_of: datetime.date
    days: tuple[datetime.date, ...]
    """The reporting days up to it, the first one first."""
    tally: Tally
    by_unit: tuple[UnitStanding, ...]
    """The units that are expected to report, by completion, the highest first; those that decide nothing last."""
    by_chapter: tuple[ChapterProgress, ...]
    overdue: tuple[DueView, ...]
    """The longest overdue first."""
    soon: tuple[DueView, ...]
    """The next first."""
    not_reported: tuple[Unit, ...]
    """Those expected to report that did not for the last reporting day, in the registry's order."""
    trend: tuple[TrendPoint, ...]
    shared_problems: tuple[SharedProblem, ...]
