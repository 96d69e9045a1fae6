"""What changed between two reporting days of a policy: how its subjects stand, what units report of them, what was decided."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from responsibility.language.measures import counted, number_words
from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import Subject
from responsibility.progress.ledger_columns import EVIDENCE_BETWEEN, REPORTED, WHOLE_WORDS
from responsibility.progress.lights import LIGHT_SPECS, State, status_words
from responsibility.progress.shared_problems import single_problems
from responsibility.progress.standing import Reported, Standing
from responsibility.views.progress import PolicyProgress, Tally, UnitStanding
from responsibility.views.tasks import TaskRef

_COLUMNS = {field: column for column, field in REPORTED.items()}
_LIGHT, _NEW_PROBLEMS, _PROBLEMS_GONE = "灯", "新的问题", "不再提的问题"
_FREE = ("progress", "next_steps", "evidence")
"""The fields in a unit's own words but its problems: of these only what is written now is told."""
_KINDS = (
    *(_COLUMNS["status"], _LIGHT, _COLUMNS["actual"], _COLUMNS["completed"]),
    *(_NEW_PROBLEMS, _PROBLEMS_GONE),
    *(_COLUMNS[field] for field in _FREE),
)
"""The kinds of difference in the order in which they are told."""


class Difference(NamedTuple):
    """What is otherwise than it was: in words, each empty where there is nothing."""

    name: str
    """``状态``, ``灯``, ``实际值``, ``新的问题``: what kind of difference it is, by which they are counted."""
    before: str
    after: str
    free: bool = False
    """Whether only what is written now is told."""


class Side(NamedTuple):
    """How a subject stood for a unit on one of the days."""

    state: State | None
    """None for a unit that reports on the subject and does not decide it."""
    reported: Reported | None


@dataclass(frozen=True)
class UnitChange:
    """What is otherwise in a subject for a unit that decides it or reports on it."""

    unit: str
    before: Side
    after: Side
    differences: tuple[Difference, ...]
    new_problems: tuple[str, ...]
    problems_gone: tuple[str, ...]


@dataclass(frozen=True)
class SubjectChange:
    """What is otherwise in an item, or in a fact of it that somebody reports or decided on."""

    task: TaskRef
    subject: Subject
    before: State
    after: State
    """Over all that decide it."""
    decided_by: int
    """How many units decide it."""
    units: tuple[UnitChange, ...]


@dataclass(frozen=True)
class DecisionTaken:
    """A decision of the time between."""

    decision: Decision
    task: TaskRef | None
    """None where the document has no such task any more."""


class UnitSides(NamedTuple):
    """A unit on both days."""

    before: UnitStanding
    after: UnitStanding
    changes: tuple[SubjectChange, ...]
    """Those in which something is otherwise for it."""


@dataclass(frozen=True)
class ProgressChanges:
    """What changed from one reporting day of a policy to another, for all units or for one."""

    policy: str
    document: str
    before: datetime.date
    after: datetime.date
    tallies: tuple[Tally, Tally]
    newly_reporting: tuple[str, ...]
    """The units that reported for the later day and not for the earlier one."""
    no_longer_reporting: tuple[str, ...]
    decisions: tuple[DecisionTaken, ...]
    subjects: tuple[SubjectChange, ...]
    """In the document's order."""
    units: tuple[UnitSides, ...]
    """The units for which anything is otherwise, in the registry's order."""

    @property
    def same(self) -> bool:
        """Whether nothing is otherwise."""
        return not (self.subjects or self.decisions or self.newly_reporting or self.no_longer_reporting)

    @property
    def summary(self) -> tuple[tuple[str, int], ...]:
        """Kinds of difference and how many there are, decisions last."""
        kinds = Counter(
            difference.name
            for subject in self.subjects
            for unit in subject.units
            for difference in unit.differences
        )
        decided = Counter(DECISION_NAMES[taken.decision.what] for taken in self.decisions)
        return (*((kind, kinds[kind]) for kind in _KINDS if kinds[kind]), *decided.items())


def progress_changes(
    progress: PolicyProgress, before: datetime.date, after: datetime.date, unit: str | None = None
) -> ProgressChanges:
    """What changed in the only policy of ``progress`` between two days; with ``unit`` only what concerns it."""
    earlier, later = (_on(progress, day) for day in (before, after))
    standings = earlier.parts[0].standing, later.parts[0].standing
    plan = later.parts[0].standing.plan
    refs = {task.ref.id: task.ref for task in later.parts[0].tasks}
    subjects = tuple(
        change
        for task, ref in refs.items()
        for subject in plan.subjects[task]
        if (change := _subject_change(ref, subject, *standings, unit))
    )
    decisions = (
        each
        for each in sorted(plan.policy.decisions, key=lambda each: each.day)
        if before < each.day.first_day <= after
    )
    reporting = [
        [name for name, day in standing.last_days.items() if day == standing.day and unit in (None, name)]
        for standing in standings
    ]
    names = [name for name in progress.registry if name in {*plan.expected, *reporting[0], *reporting[1]}]
    return ProgressChanges(
        plan.policy.id,
        plan.policy.metadata.name,
        before,
        after,
        (_tally(earlier, unit), _tally(later, unit)),
        tuple(name for name in names if name in reporting[1] and name not in reporting[0]),
        tuple(name for name in names if name in reporting[0] and name not in reporting[1]),
        tuple(
            DecisionTaken(each, refs.get(each.task.task))
            for each in decisions
            if unit is None or _concerns(later, each, unit)
        ),
        subjects,
        tuple(_unit_sides(earlier, later, subjects, unit)),
    )


def _on(progress: PolicyProgress, day: datetime.date) -> PolicyProgress:
    """How the policy stood on a day."""
    [part] = progress.parts
    return replace(progress, as_of=day, parts=(part._replace(standing=Standing(part.standing.plan, day)),))


def _tally(progress: PolicyProgress, unit: str | None) -> Tally:
    if unit is None:
        return progress.tally
    standing = progress.unit(unit)
    return standing.tally if standing else Tally.of(())


def _concerns(progress: PolicyProgress, decision: Decision, unit: str) -> bool:
    plan = progress.parts[0].standing.plan
    return decision.unit == unit or (decision.unit is None and plan.has_duty(unit, decision.task))


def _unit_sides(
    earlier: PolicyProgress, later: PolicyProgress, subjects: Iterable[SubjectChange], unit: str | None
) -> Iterator[UnitSides]:
    changes: dict[str, list[SubjectChange]] = {}
    for subject in subjects:
        for change in subject.units:
            changes.setdefault(change.unit, []).append(subject)
    for name in later.registry:
        before, after = earlier.unit(name), later.unit(name)
        if before and after and unit in (None, name):
            own = tuple(changes.get(name, ()))
            if own or before.reported != after.reported:
                yield UnitSides(before, after, own)


def _subject_change(
    ref: TaskRef, subject: Subject, before: Standing, after: Standing, unit: str | None
) -> SubjectChange | None:
    """What is otherwise in a subject; None where nothing is.

    Of a fact on which nobody reported or decided there is nothing to tell: it goes with its item.
    """
    deciding = after.plan.deciding_on(subject)
    reporting = {each.unit for standing in (before, after) for each in standing.reports(subject)}
    concerned = not subject.about or reporting or after.decisions(subject)
    names = dict.fromkeys((*deciding, *reporting)) if concerned else {}
    units = tuple(
        change
        for name in names
        if unit in (None, name) and (change := _unit_change(subject, name, before, after, name in deciding))
    )
    if not units:
        return None
    return SubjectChange(
        ref, subject, before.over_all(subject), after.over_all(subject), len(deciding), units
    )


def _unit_change(
    subject: Subject, unit: str, before: Standing, after: Standing, decides: bool
) -> UnitChange | None:
    first, last = (
        Side(standing.state(subject, unit) if decides else None, standing.latest(subject, unit))
        for standing in (before, after)
    )
    sides = first, last
    problems = [dict.fromkeys(single_problems(_words(side, "problems"))) for side in sides]
    new = tuple(each for each in problems[1] if each not in problems[0])
    gone = tuple(each for each in problems[0] if each not in problems[1])
    differences = tuple(_differences(subject, sides, (before, after), new, gone))
    return UnitChange(unit, first, last, differences, new, gone) if differences else None


def _differences(
    subject: Subject,
    sides: tuple[Side, Side],
    standings: tuple[Standing, Standing],
    new: tuple[str, ...],
    gone: tuple[str, ...],
) -> Iterator[Difference]:
    before, after = sides
    differences = (
        Difference(_COLUMNS["status"], _status(before), _status(after)),
        Difference(_LIGHT, _light(before), _light(after)),
        Difference(
            _COLUMNS["actual"],
            _amount(subject, before, standings[0]),
            _amount(subject, after, standings[1]),
        ),
        Difference(_COLUMNS["completed"], _words(before, "completed"), _words(after, "completed")),
        Difference(_NEW_PROBLEMS, "", "；".join(new)),
        Difference(_PROBLEMS_GONE, "；".join(gone), ""),
        *(
            Difference(_COLUMNS[field], _words(before, field), _words(after, field), free=True)
            for field in _FREE
        ),
    )
    return (each for each in differences if each.before != each.after)


def _status(side: Side) -> str:
    """``推进中``, ``已销号``, ``未报``: how it stands for a unit that decides it, else what the unit says."""
    if side.state:
        return side.state.name
    entry = side.reported.entry if side.reported else None
    return status_words(entry.status if entry else None, filled=bool(entry))


def _light(side: Side) -> str:
    if side.state is None or side.state.light is None:
        return ""
    spec = LIGHT_SPECS[side.state.light]
    return f"{spec.sign} {spec.name}"


def _amount(subject: Subject, side: Side, standing: Standing) -> str:
    """What was reported of a target, held against it; the figure alone where it is not said of which value it is."""
    if side.reported is None:
        return ""
    if achieved := standing.achieved(subject, side.reported):
        return achieved.words
    actual, whole = side.reported.entry.actual, side.reported.entry.whole
    if actual is not None:
        return counted(number_words(actual), side.reported.entry.measure or "")
    return "" if whole is None else WHOLE_WORDS[whole]


def _words(side: Side, field: str) -> str:
    value = getattr(side.reported.entry, field) if side.reported else None
    if field == "completed":
        return value.chinese if value else ""
    if field == "evidence":
        return EVIDENCE_BETWEEN.join(value or ())
    return value or ""
