"""进展: how policies and units stand on the stated day: counts of lights, what is overdue, who has not reported, the trend."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from responsibility.model import ItemId, Section, Unit
from responsibility.model.progress import STATUS_SPECS, StatusKey, Subject
from responsibility.progress.lights import LIGHT_SPECS, Light, State, over, status_words
from responsibility.progress.shared_problems import groups, single_problems
from responsibility.progress.standing import Standing
from responsibility.views.tasks import DeadlineView, TaskRef, TaskView


@dataclass(frozen=True)
class Tally:
    """So many items (tasks and parts with units of their own), by light and by status."""

    counts: Mapping[Light, int]
    """Every light has its place, the worst first; what does not apply is left out."""
    by_status: Mapping[StatusKey | None, int]
    """Every status has its place; None is 未报."""
    accepted: int = 0
    """How many of the completed ones are 已销号."""

    @classmethod
    def of(cls, states: Iterable[State]) -> Tally:
        """That of items which stand so."""
        states = list(states)
        lights = Counter(each.light for each in states)
        statuses = Counter(each.status for each in states)
        return cls(
            {light: lights[light] for light in LIGHT_SPECS},
            {status: statuses[status] for status in (*STATUS_SPECS, None)},
            sum(bool(each.accepted) for each in states),
        )

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
    units: tuple[Unit, ...]
    """Those of the units that decide it for which it is not completed."""
    state: State
    """Over these units: ``state.end`` is the day that counts, ``state.extended`` why it is not the document's."""
    by_unit: Mapping[str, State]
    statuses: Mapping[str, str]
    """By unit its status in words: what it reported of this very deadline, or else of what the deadline belongs to."""

    @property
    def status_words(self) -> str:
        """The status of its units; where they differ, unit by unit."""
        words = [self.statuses[unit.name] for unit in self.units]
        if len(set(words)) == 1:
            return words[0]
        return "；".join(f"{unit.name}{each}" for unit, each in zip(self.units, words, strict=True))

    @property
    def status_of_task(self) -> str:
        """The status that its units reported of the task alone, where all of them left the deadline itself out; else empty."""
        left_out = self.state.status is None and not self.state.filled
        return self.status_words if left_out and self.status_words != status_words(None) else ""

    @property
    def matter(self) -> str:
        """What is due, in the document's words."""
        return self.deadline.matter if self.deadline else self.task.title

    @property
    def over(self) -> int:
        """Days since its last day; 0 where it is not past."""
        return max(0, -(self.state.left or 0))

    def of_unit(self, unit: Unit) -> DueView:
        """The same for one of its units."""
        return replace(self, units=(unit,), state=self.by_unit[unit.name])

    def among(self, stands: Callable[[State], bool]) -> DueView:
        """The same for those of its units for which it ``stands`` so, at least one: a day may be extended for one alone."""
        units = tuple(unit for unit in self.units if stands(self.by_unit[unit.name]))
        return replace(self, units=units, state=over([self.by_unit[unit.name] for unit in units]))


@dataclass(frozen=True)
class UnitStanding:
    """How a unit stands: what it decides (leads, or answers for where nobody leads), whether it has reported."""

    unit: Unit
    reported: bool
    """Whether it reported for the last reporting day, of each policy that gives it something."""
    last_day: datetime.date | None
    """For which day it reported last."""
    tally: Tally
    """Of the items that it decides, by its own reports."""
    overdue: tuple[DueView, ...]
    soon: tuple[DueView, ...]

    @property
    def to_be_reminded(self) -> bool:
        """Whether anything is overdue or soon due, or it has not reported."""
        return bool(self.overdue or self.soon or not self.reported)


@dataclass(frozen=True)
class ChapterProgress:
    """How the items of a chapter stand."""

    policy: str
    section: Section
    tally: Tally


class TrendPoint(NamedTuple):
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


class PolicyPart(NamedTuple):
    """A policy of those whose progress is told: how it stands, and its tasks as they are shown."""

    standing: Standing
    tasks: tuple[TaskView, ...]


@dataclass(frozen=True)
class PolicyProgress:
    """How a policy, or several together, stands on the stated day; each figure is reckoned when it is asked for."""

    as_of: datetime.date
    parts: tuple[PolicyPart, ...]
    """The policies, those without reports and decisions up to the day left out; at least one."""
    registry: Mapping[str, Unit]
    """The units by name, in the registry's order."""

    @classmethod
    def together(cls, several: Sequence[PolicyProgress | None]) -> PolicyProgress | None:
        """That of several policies; None where none of them has any."""
        known = [each for each in several if each]
        parts = tuple(part for each in known for part in each.parts)
        return replace(known[0], parts=parts) if known else None

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """The reporting days up to the stated one, the first one first."""
        return tuple(sorted({day for part in self.parts for day in part.standing.days}))

    def standing(self, policy: str) -> Standing | None:
        """How the policy of that id stands; None where it is none of these."""
        return self._standings.get(policy)

    @cached_property
    def _standings(self) -> dict[str, Standing]:
        return {each.standing.plan.policy.id: each.standing for each in self.parts}

    @cached_property
    def tally(self) -> Tally:
        """Of all items."""
        return Tally.of(state for part in self.parts for state in _states(part.standing))

    @cached_property
    def by_unit(self) -> tuple[UnitStanding, ...]:
        """The units that are expected to report, by completion, the highest first; those that decide nothing last.

        Of the same completion those with fewer red lights, then with fewer grey ones, then as the registry has them.
        """
        expected = {name for part in self.parts for name in part.standing.plan.expected}
        standings = [self._of_unit(unit) for name, unit in self.registry.items() if name in expected]
        return tuple(sorted(standings, key=_rank))

    @cached_property
    def _by_name(self) -> dict[str, UnitStanding]:
        return {each.unit.name: each for each in self.by_unit}

    def unit(self, name: str) -> UnitStanding | None:
        """That of a unit; None where it is not expected to report."""
        return self._by_name.get(name)

    def _of_unit(self, unit: Unit) -> UnitStanding:
        standings = [each.standing for each in self.parts if unit.name in each.standing.plan.expected]
        last_days = [each.last_days[unit.name] for each in standings if unit.name in each.last_days]
        return UnitStanding(
            unit,
            all(_reported(each, unit.name) for each in standings),
            max(last_days, default=None),
            Tally.of(
                standing.state(Subject(item), unit.name)
                for standing in standings
                for item in standing.plan.decided_by(unit.name)
            ),
            tuple(
                due.of_unit(unit) for due in self._due_of.get(unit.name, ()) if due.by_unit[unit.name].overdue
            ),
            tuple(
                due.of_unit(unit) for due in self._due_of.get(unit.name, ()) if due.by_unit[unit.name].soon
            ),
        )

    @cached_property
    def by_chapter(self) -> tuple[ChapterProgress, ...]:
        """The chapters with tasks, policy by policy in the document's order."""
        chapters: dict[tuple[str, str], tuple[Section, list[State]]] = {}
        for standing, tasks in self.parts:
            for task in tasks:
                key = task.ref.policy, task.chapter.key
                _, states = chapters.setdefault(key, (task.chapter, []))
                states += [standing.over_all(Subject(item)) for item in standing.plan.items[task.ref.id]]
        return tuple(
            ChapterProgress(policy, section, Tally.of(states))
            for (policy, _), (section, states) in chapters.items()
        )

    @cached_property
    def due(self) -> tuple[DueView, ...]:
        """All that has an end and is not completed, the earliest first."""
        due = (each for part in self.parts for each in _all_due(part, self.registry))
        return tuple(sorted(due, key=lambda each: each.state.end or datetime.date.max))

    @cached_property
    def _due_of(self) -> dict[str, list[DueView]]:
        by_unit: dict[str, list[DueView]] = {}
        for due in self.due:
            for unit in due.units:
                by_unit.setdefault(unit.name, []).append(due)
        return by_unit

    @cached_property
    def overdue(self) -> tuple[DueView, ...]:
        """What is past its end and not completed, reported or not, with the units that are late; the longest overdue first."""
        return self._standing_so(lambda state: state.overdue)

    @cached_property
    def soon(self) -> tuple[DueView, ...]:
        """What is due within 30 days and not completed, with the units for which it is; the next first."""
        return self._standing_so(lambda state: state.soon)

    def _standing_so(self, stands: Callable[[State], bool]) -> tuple[DueView, ...]:
        due = (each.among(stands) for each in self.due if any(map(stands, each.by_unit.values())))
        return tuple(sorted(due, key=lambda each: each.state.end or datetime.date.max))

    @property
    def not_reported(self) -> tuple[Unit, ...]:
        """Those expected to report that did not for the last reporting day, in the registry's order."""
        lacking = {each.unit.name for each in self.by_unit if not each.reported}
        return tuple(unit for name, unit in self.registry.items() if name in lacking)

    @cached_property
    def trend(self) -> tuple[TrendPoint, ...]:
        """How all stood on each reporting day."""
        return tuple(
            TrendPoint(
                day,
                Tally.of(
                    state for part in self.parts for state in _states(Standing(part.standing.plan, day))
                ),
            )
            for day in self.days
        )

    @cached_property
    def shared_problems(self) -> tuple[SharedProblem, ...]:
        """The problems that several units name in their latest reports, those of most units first."""
        named = [each for part in self.parts for each in _problems(part)]
        shared = []
        for places in groups([words for words, _, _ in named]):
            units = dict.fromkeys(named[place][1] for place in places)
            tasks = dict.fromkeys(named[place][2] for place in places)
            if len(units) > 1:
                of_registry = tuple(self.registry[unit] for unit in units if unit in self.registry)
                shared.append(SharedProblem(named[places[0]][0], of_registry, tuple(tasks)))
        return tuple(sorted(shared, key=lambda each: -len(each.units)))


def _states(standing: Standing) -> Iterator[State]:
    """How each item stands."""
    return (standing.over_all(Subject(item)) for item in standing.plan.assigned_items)


def _reported(standing: Standing, unit: str) -> bool:
    """Whether a unit reported for the last reporting day; true where there was none."""
    return not standing.days or standing.last_days.get(unit) == standing.days[-1]


def _rank(standing: UnitStanding) -> tuple[bool, Fraction, int, int]:
    completion, lights = standing.tally.completion, standing.tally.counts
    return completion is None, -(completion or Fraction(0)), lights["red"], lights["grey"]


def _all_due(part: PolicyPart, registry: Mapping[str, Unit]) -> Iterator[DueView]:
    standing, plan = part.standing, part.standing.plan
    for task in part.tasks:
        views = {deadline.record.quote: deadline for deadline in task.deadlines}
        for subject in plan.subjects[task.ref.id]:
            by_document = subject in plan.ends
            by_office = not subject.about and not plan.deadlines_of(subject.item)
            if by_document or by_office:
                states = standing.by_unit(subject)
                by_unit = {unit: state for unit, state in states.items() if state.end and not state.done}
                if by_unit:
                    yield DueView(
                        task.ref,
                        subject.item,
                        views[subject.quote] if by_document else None,
                        tuple(registry[unit] for unit in by_unit),
                        over(list(by_unit.values())),
                        by_unit,
                        {unit: _status(standing, subject, unit) for unit in by_unit},
                    )


def _status(standing: Standing, subject: Subject, unit: str) -> str:
    own = standing.state(subject, unit)
    if own.filled or not subject.about:
        return own.name
    items = [item for item in standing.plan.items_of(subject.item) if unit in standing.plan.deciding(item)]
    return over([standing.state(Subject(item), unit) for item in items], "部分").name


def _problems(part: PolicyPart) -> Iterator[tuple[str, str, TaskRef]]:
    """The problems of the latest reports, each with the unit and the task; the same words of a unit on a task once."""
    for task in part.tasks:
        seen = set()
        for subject in part.standing.plan.subjects[task.ref.id]:
            for reported in part.standing.reports(subject):
                for words in single_problems(reported.entry.problems or ""):
                    if (words, reported.unit) not in seen:
                        seen.add((words, reported.unit))
                        yield words, reported.unit, task.ref


def percent(share: Fraction | None) -> str:
    """``62.5%``; ``—`` for nothing to be counted."""
    return "—" if share is None else f"{float(round(100 * share, 1)):g}%"


def completed_words(tally: Tally) -> str:
    """``31/50 项``: how many of those that apply are completed."""
    return f"{tally.by_status['completed']}/{tally.items - tally.by_status['not_applicable']} 项"
