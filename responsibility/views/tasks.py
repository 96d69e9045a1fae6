"""Tasks as they are shown: units by role, deadlines, targets and deliverables in words, text with its quotes marked."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from responsibility.graph import Graph, Obligation
from responsibility.language.comparisons import says_at_least
from responsibility.language.dates import Calendar, LastDays, Reference, last_days
from responsibility.language.deadline_scope import Scopes
from responsibility.language.mentions import named_in
from responsibility.language.normalize import joined, normalise
from responsibility.language.passages import Quotable
from responsibility.model import (
    DELIVERABLE_KINDS,
    Deadline,
    Deliverable,
    Erratum,
    Fact,
    ItemId,
    OtherFigure,
    Policy,
    Role,
    Section,
    Target,
    Task,
    Unit,
)
from responsibility.model.dates import PartialDate, YearlessDate, in_year
from responsibility.model.deadlines import UNPLACED
from responsibility.model.problems import Problem
from responsibility.progress.lights import State
from responsibility.progress.standing import Standing
from responsibility.proof import display_label, task_heading, verbatim_clauses
from responsibility.views.amendments import TaskAmendment
from responsibility.views.exactness import Exactness, exactness
from responsibility.views.highlight import Run, mark
from responsibility.views.items import ItemView, OpenAfter, item_views, open_after_in, units_of
from responsibility.views.leaders import LeaderView
from responsibility.views.phrases import TargetParts, deadline_words, names_by_role, target_parts
from responsibility.views.status import Status, status
from responsibility.views.subject_progress import SubjectProgress, TaskProgress, task_progress


class TaskRef(NamedTuple):
    """A task by its place and title, for links."""

    policy: str
    id: str
    """The task's identity."""
    label: str
    """As the document numbers it: ``32``, or ``四（一）`` for a safeguard."""
    title: str
    document: str
    """The policy by its 发文字号, else by its title."""

    @property
    def item(self) -> ItemId:
        """The task as an item."""
        return ItemId(self.id)


@dataclass(frozen=True)
class DeadlineView:
    """A deadline in words, with the task (and part) that it binds."""

    record: Deadline
    words: str
    matter: str
    """What is due, in the words of the document: whole clauses."""
    named_members: tuple[str, ...]
    """The units that the matter names among those that the item reaches only through a collective; empty where it concerns all."""
    exactness: Exactness
    task: TaskRef
    item: ItemId
    """The task, or the part of it in which the quote stands."""
    issued: PartialDate | None
    """The document's date, which a recurrence without a start begins at."""
    start: PartialDate | None
    due: PartialDate | None
    """The end of the period, where the deadline belongs to one."""
    as_of: datetime.date | None = None
    """The day on which its status is told; without one it is not."""
    progress: SubjectProgress | None = None
    """What units reported of it up to that day; None where nothing was of the policy."""

    @property
    def datable(self) -> bool:
        """Whether the document says enough to put the deadline on a calendar."""
        recurs = self.record.every is not None and self.record.every not in UNPLACED
        return self.due is not None or bool(recurs and (self.start or self.issued))

    @property
    def yearless(self) -> str | None:
        """The date as the document writes it, where it has no year: ``6月``, ``春节``."""
        return str(self.record.due) if isinstance(self.record.due, YearlessDate) else None

    @property
    def last_days(self) -> LastDays | None:
        """The last day, by both readings where the document leaves open which it means; None without an end."""
        return last_days(self.due, self.record.before, self.record.quote) if self.due else None

    @property
    def at_least(self) -> bool:
        """Whether the times of its recurrence are the least that the document asks for (一年2次以上)."""
        return bool(self.record.times) and says_at_least(self.record.quote)

    @property
    def state(self) -> State | None:
        """How it stands by what was reported and decided; None where nothing was of its policy."""
        return self.progress.state if self.progress else None

    @property
    def status(self) -> Status | None:
        """How it stands on the stated day; None where none is stated, the deadline has no end, or nothing is left to do.

        Where the office has extended it the extended day counts.
        """
        state = self.state
        if state and (state.done or state.extended):
            return status(LastDays(state.end, state.end), self.as_of) if state.end else None
        return status(self.last_days, self.as_of)


@dataclass(frozen=True)
class TargetView:
    """A target in words, with the task (and part) that sets it."""

    record: Target
    parts: TargetParts
    task: TaskRef
    item: ItemId
    deadlines: tuple[DeadlineView, ...]
    """The task's deadlines that the document sets for this target, see :mod:`responsibility.language.deadline_scope`."""

    @property
    def size(self) -> Decimal:
        """What the target is sorted by: its first number; whole coverage as 100 per cent, zero as 0."""
        if self.record.values:
            return self.record.values[0].numbers[0]
        return Decimal(0 if self.record.none else 100)


@dataclass(frozen=True)
class DeliverableView:
    """A deliverable, with the task (and part) that asks for it."""

    record: Deliverable
    task: TaskRef
    item: ItemId
    deadlines: tuple[DeadlineView, ...]
    """The task's deadlines that the document sets for it, as for a target."""

    @property
    def kind_name(self) -> str:
        """Its kind in Chinese."""
        return DELIVERABLE_KINDS[self.record.kind]


FactView = DeadlineView | TargetView | DeliverableView


@dataclass(frozen=True)
class TaskView:
    """Everything that is shown of a task."""

    ref: TaskRef
    record: Task
    section: Section
    chapter: Section
    title_runs: tuple[Run, ...]
    heading_runs: tuple[Run, ...]
    """Number and title as they stand in the document."""
    intro: tuple[Run, ...]
    """The text before the parts of a task that has parts; else empty."""
    items: tuple[ItemView, ...]
    """In the document's order; of a task whose parts share its units the parts, then the text behind them as the task's own."""
    units: dict[Role, tuple[Unit, ...]]
    """By role, the union over the parts, in the document's order."""
    open_after: OpenAfter
    leaders: tuple[LeaderView, ...]
    deadlines: tuple[DeadlineView, ...]
    targets: tuple[TargetView, ...]
    deliverables: tuple[DeliverableView, ...]
    other_figures: tuple[OtherFigure, ...]
    gaps: tuple[Problem, ...]
    errata: tuple[Erratum, ...]
    """Errata that were applied to this task's text."""
    progress: TaskProgress | None = None
    """None where nothing was reported or decided on the policy up to the stated day."""
    amended: tuple[TaskAmendment, ...] = ()

    @property
    def shared(self) -> bool:
        """Whether its parts share the units of the task."""
        return self.record.parts_share_units

    @cached_property
    def draft(self) -> bool:
        """Whether nobody has confirmed all of it, so that what is missing may only not have been read."""
        records = (record for _, _, record in self.record.quotes())
        return any(each.draft for each in (*self.items, *records))

    @cached_property
    def plain(self) -> str:
        """The text alone, without clauses, its lines joined: where names are looked for."""
        return joined(self.record.full_text)

    @property
    def verbatim(self) -> str:
        """The whole text as the document has it, assignment clauses included."""
        return self.verbatim_of(self.items)

    def verbatim_of(self, items: Iterable[ItemView]) -> str:
        """The text of some of its items, that before the parts going with the first of them."""
        intro = "".join(run.text for run in self.intro)
        return "".join(intro * (item is self.items[0]) + item.verbatim for item in items)

    def units_at(self, item: ItemId) -> dict[Role, tuple[Unit, ...]]:
        """The units of the task, or, where ``item`` is one of its parts, of that part."""
        items = tuple(item_view for item_view in self.items if item_view.id == item)
        return units_of(items) if items else self.units

    def open_after_at(self, item: ItemId) -> OpenAfter:
        """After which of these units the document writes 等."""
        items = tuple(item_view for item_view in self.items if item_view.id == item)
        return open_after_in(items) if items else self.open_after

    def names_at(self, item: ItemId) -> dict[Role, str]:
        """Their names by role, as the document lists them."""
        return names_by_role(self.units_at(item), self.open_after_at(item))

    def errata_at(self, item: ItemView) -> tuple[Erratum, ...]:
        """The errata in the text of one of its items; with the first one those that stand in the text of none."""
        texts = {each.id: normalise(self.verbatim_of([each])) for each in self.items}
        return tuple(
            erratum
            for erratum in self.errata
            if (read := normalise(erratum.read)) in texts[item.id]
            or (item is self.items[0] and not any(read in text for text in texts.values()))
        )


def task_views(
    policy: Policy,
    units: dict[str, Unit],
    gaps: Iterable[Problem],
    graph: Graph,
    as_of: datetime.date | None = None,
    standing: Standing | None = None,
) -> list[TaskView]:
    """The views of a policy's tasks. Their sections must be in the outline, their units in ``units``.

    ``as_of`` is the day on which the status of deadlines is told, ``standing`` how the policy stands on it by
    what was reported and decided; None where nothing was.
    """
    clauses = verbatim_clauses(policy)
    of_policy = [gap for gap in gaps if gap.policy == policy.id]
    progress = {task.identity: task_progress(standing, task) for task in policy.tasks} if standing else {}
    return [
        _task(policy, task, units, of_policy, clauses, graph, as_of, progress.get(task.identity))
        for task in policy.tasks
    ]


def _task(
    policy: Policy,
    task: Task,
    units: dict[str, Unit],
    gaps: list[Problem],
    clauses: dict[ItemId, str],
    graph: Graph,
    as_of: datetime.date | None,
    progress: TaskProgress | None,
) -> TaskView:
    section = policy.section_at(task.section)
    chapter = policy.section_at(section.chapter)
    ref = TaskRef(policy.id, task.identity, display_label(task), task.title, policy.metadata.name)
    items = tuple(item_views(policy, task, units, clauses))
    whole = not task.parts_share_units and task.items[:1] == (task,)
    members = _members(units, graph.units_of(policy.id, task.identity))
    deadlines, targets, deliverables = _facts(policy, task, ref, members, as_of, progress)
    return TaskView(
        ref=ref,
        record=task,
        section=section,
        chapter=chapter,
        title_runs=mark(task, task.title),
        heading_runs=mark(task, task_heading(task)) if task_heading(task) else (),
        intro=() if whole else _intro(task, clauses),
        items=items,
        units=units_of(items),
        open_after=open_after_in(items),
        leaders=tuple(
            LeaderView(leader, task.item_id(item)) for item in task.with_parts for leader in item.leaders
        ),
        deadlines=deadlines,
        targets=targets,
        deliverables=deliverables,
        other_figures=task.other_figures,
        gaps=tuple(gap for gap in gaps if _of_task(gap, task)),
        errata=tuple(
            erratum
            for erratum in policy.metadata.errata
            if normalise(erratum.read) in normalise(task.full_text)
        ),
        progress=progress,
    )


def _intro(task: Task, clauses: Mapping[ItemId, str]) -> tuple[Run, ...]:
    """What stands before the parts of a task: its text, and the clause where it comes first."""
    text = mark(task, task.text) if task.text else ()
    written = clauses.get(ItemId(task.identity), "") if task.clause_first else ""
    return text + (mark(task, written) if written else ())


def _of_task(gap: Problem, task: Task) -> bool:
    return gap.item is not None and gap.item.task == task.identity


def _facts(
    policy: Policy,
    task: Task,
    ref: TaskRef,
    members: dict[ItemId, tuple[Unit, ...]],
    as_of: datetime.date | None,
    progress: TaskProgress | None,
) -> tuple[tuple[DeadlineView, ...], tuple[TargetView, ...], tuple[DeliverableView, ...]]:
    """The deadlines of a task, then its targets and deliverables with the deadlines that are set for each."""
    scopes, quotable = Scopes(task, Reference.of(policy)), Quotable(task)

    def item_of(record: Fact) -> ItemId:
        return task.item_id(quotable.item_of(record.quote))

    def reached_in(item: ItemId) -> tuple[Unit, ...]:
        return members.get(item.whole if task.parts_share_units else item, ())

    deadlines = tuple(
        replace(
            _deadline(
                policy, ref, record, item_of(record), scope.matter if scope else record.quote, reached_in
            ),
            as_of=as_of,
            progress=progress.of_record(record)[0] if progress else None,
        )
        for record, scope in zip(task.deadlines, scopes.of_deadlines, strict=True)
    )

    def bound_to(record: Target | Deliverable) -> tuple[DeadlineView, ...]:
        return tuple(deadlines[index] for index in scopes.binding(record))

    targets = (
        TargetView(each, target_parts(each), ref, item_of(each), bound_to(each)) for each in task.targets
    )
    deliverables = (DeliverableView(each, ref, item_of(each), bound_to(each)) for each in task.deliverables)
    return deadlines, tuple(targets), tuple(deliverables)


def _deadline(
    policy: Policy,
    ref: TaskRef,
    record: Deadline,
    item: ItemId,
    governed: str,
    reached_in: Callable[[ItemId], tuple[Unit, ...]],
) -> DeadlineView:
    period, calendar = policy.period(record.period), Calendar.of(policy)
    matter = record.matter or governed
    return DeadlineView(
        record=record,
        words=deadline_words(record, period, calendar.year),
        matter=matter,
        named_members=named_in(matter, reached_in(item)),
        exactness=exactness(record, in_year(record.due, calendar.year)),
        task=ref,
        item=item,
        issued=policy.metadata.issued,
        start=calendar.start(record),
        due=calendar.end(record),
    )


def _members(units: dict[str, Unit], reached: tuple[Obligation, ...]) -> dict[ItemId, tuple[Unit, ...]]:
    """By item, and for the task as a whole, the units that it reaches only through a collective."""
    direct = {(each.item, each.unit) for each in reached if not each.via}
    members: dict[ItemId, dict[str, Unit]] = {}
    for each in reached:
        if each.via and (each.item, each.unit) not in direct:
            for item in (each.item, each.item.whole):
                members.setdefault(item, {})[each.unit] = units[each.unit]
    return {item: tuple(of_item.values()) for item, of_item in members.items()}
