"""Units as they are shown: what each is assigned to, by when, against which figures, what it must hand over, with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from responsibility.graph import Graph, Obligation, Workload
from responsibility.language import name_search
from responsibility.model import LEAD, MARKS, ItemId, Kind, Mark, Role, Unit
from responsibility.model.progress import Subject
from responsibility.progress.lights import State as Standing
from responsibility.progress.standing import Reported
from responsibility.views.items import ItemView, OpenAfter, open_after_in, units_of
from responsibility.views.leaders import LeaderView
from responsibility.views.lines import by_exactness
from responsibility.views.mentions import UNASSIGNED, Mention
from responsibility.views.progress import PolicyProgress, UnitStanding
from responsibility.views.rules import ReportView
from responsibility.views.status import State, counts
from responsibility.views.succession import taken_over
from responsibility.views.tasks import (
    DeadlineView,
    DeliverableView,
    FactView,
    TargetView,
    TaskRef,
    TaskView,
)

F = TypeVar("F", DeadlineView, TargetView, DeliverableView)


@dataclass(frozen=True)
class DutyView:
    """A task that reaches a unit, with the items of it that do."""

    task: TaskView
    items: tuple[ItemId, ...]
    """The task itself, or those parts of it that reach the unit."""
    via: tuple[str, ...]
    """The collectives it came through, outermost first; empty where the document names the unit."""
    unit: str
    """Whose duty it is."""

    rule: str = ""
    """The quote of the rule that gives the unit its role; empty where the clause does."""
    own_reports: Mapping[ItemId, Reported] = field(default_factory=dict)
    """What the unit itself reported last of those items, as far as it did."""
    own_states: Mapping[ItemId, Standing] = field(default_factory=dict)
    """How those that it decides, or reported on, stand for the unit alone."""
    inherited: Mapping[ItemId, tuple[str, ...]] = field(default_factory=dict)
    """Of those items that a reform handed on, the units that had them before, one succeeding the other."""

    @property
    def origin(self) -> str:
        """``承接自区乡村振兴局``, where a reform handed it on; of a part alone with the part's label."""
        words = {item: taken_over(self.inherited[item]) for item in self.items if item in self.inherited}
        if len(words) == len(self.items) and len(set(words.values())) == 1:
            return next(iter(words.values()))
        return "；".join(item.part_label + of_item for item, of_item in words.items())

    @property
    def own_report(self) -> Reported | None:
        """The same of the first item that it reported on; None where it did of none."""
        return next(iter(self.own_reports.values()), None)

    @property
    def partial(self) -> bool:
        """Whether only some parts of the task reach the unit."""
        return any(item.part for item in self.items)

    @property
    def item_views(self) -> tuple[ItemView, ...]:
        """The rows of those items, in the document's order."""
        return tuple(item for item in self.task.items if item.assigned in self.items)

    @property
    def draft(self) -> bool:
        """Whether nobody has confirmed the units of those items."""
        return any(item.draft for item in self.item_views)

    @property
    def verbatim(self) -> str:
        """Their text as the document has it, assignment clauses included."""
        return self.task.verbatim_of(self.item_views)

    @property
    def units(self) -> dict[Role, tuple[Unit, ...]]:
        """All units of those items by role, in the document's order."""
        return units_of(self.item_views)

    @property
    def open_after(self) -> OpenAfter:
        """The unit after which the document writes 等, by role."""
        return open_after_in(self.item_views)

    @property
    def deadlines(self) -> tuple[DeadlineView, ...]:
        """The task's deadlines that fall to the unit."""
        return tuple(deadline for deadline in self.task.deadlines if self.concerns(deadline))

    @property
    def targets(self) -> tuple[TargetView, ...]:
        """The task's targets that fall to the unit."""
        return tuple(target for target in self.task.targets if self.concerns(target))

    @property
    def deliverables(self) -> tuple[DeliverableView, ...]:
        """The task's deliverables that fall to the unit."""
        return tuple(deliverable for deliverable in self.task.deliverables if self.concerns(deliverable))

    @property
    def leaders(self) -> tuple[LeaderView, ...]:
        """The persons and posts that the document names in those items."""
        return tuple(leader for leader in self.task.leaders if self.concerns(leader))

    def named_instead(self, deadline: DeadlineView) -> tuple[str, ...]:
        """The members of a collective that what is due names, where the unit is another of its members."""
        named = deadline.named_members
        return named if self.via and self.unit not in named else ()

    @property
    def facts_key(self) -> Hashable:
        """What is the same of two duties of which the same units, deadlines, targets and deliverables are told in the same words."""
        instead = tuple(self.named_instead(deadline) for deadline in self.task.deadlines)
        reported_by = self.unit if self.task.progress else ""
        return self.task.ref, self.items, instead, reported_by

    def concerns(self, fact: FactView | LeaderView) -> bool:
        """Whether a fact of the task falls to the unit: its part does, or the whole task."""
        if self.task.shared or not fact.item.part:
            return True
        return fact.item in self.items


@dataclass(frozen=True)
class UnitView:
    """Everything that is shown of a unit."""

    unit: Unit
    kind: Kind
    workload: Workload
    by_mark: Mapping[Mark, tuple[DutyView, ...]]
    """Its tasks by how they reach it: named in a role, or through a collective; every mark has its place."""
    deadlines: tuple[DeadlineView, ...]
    """Those of the tasks that name the unit, or reach it through a collective; dated first."""
    targets: tuple[TargetView, ...]
    deliverables: tuple[DeliverableView, ...]
    reports: tuple[ReportView, ...]
    """What it has to report."""
    predecessors: tuple[Unit, ...]
    """The units whose duties it took over, in registry order."""
    successors: tuple[Unit, ...]
    """The units that took over its duties, or will, as the registry names them."""
    succeeded: bool
    """Whether others have its duties now, so that nothing is asked of it any more."""
    partners: tuple[tuple[Unit, int], ...]
    """Units that share tasks with it, and how many; collectives left out."""
    mentions: tuple[Mention, ...]
    """Where the text of a task, and not only its assignment clause, names the unit."""
    unassigned: frozenset[TaskRef]
    """Those of these tasks that do not reach it."""
    past: tuple[TaskRef, ...] = ()
    """The tasks of documents that are done or repealed, which are none of its duties any more."""
    progress: UnitStanding | None = None
    """None where nothing was reported or decided up to the stated day, and of collectives."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What it is found by: its names, its id, its pinyin."""
        return name_search.keys((self.unit.name, *self.unit.aliases), self.unit.id)

    def mention_lines(self, policy: str | None = None, with_document: bool = False) -> tuple[str, ...]:
        """The mentions (of one policy) as lines of text, in the order of their tasks; each says its document where it is to."""
        return tuple(
            mention.words
            + (f"（{UNASSIGNED}）" if mention.task in self.unassigned else "")
            + (f"　{mention.task.document}" if with_document else "")
            for mention in self.mentions
            if policy in (None, mention.task.policy)
        )

    @cached_property
    def duties(self) -> tuple[DutyView, ...]:
        """All that reaches the unit: what names it, role by role, then what comes through a collective."""
        return tuple(duty for duties in self.by_mark.values() for duty in duties)

    def within(self, policies: Collection[str]) -> UnitView:
        """The unit as far as documents of these ids ask something of it; how it stands with all is left out."""
        by_mark = {
            mark: tuple(duty for duty in duties if duty.task.ref.policy in policies)
            for mark, duties in self.by_mark.items()
        }
        best = {duty.task.ref: mark for mark in reversed(MARKS) for duty in by_mark[mark]}
        return replace(
            self,
            workload=Workload(Counter(best.values())),
            by_mark=by_mark,
            deadlines=_of(policies, self.deadlines),
            targets=_of(policies, self.targets),
            deliverables=_of(policies, self.deliverables),
            reports=tuple(report for report in self.reports if report.policy in policies),
            mentions=tuple(mention for mention in self.mentions if mention.task.policy in policies),
            past=tuple(ref for ref in self.past if ref.policy in policies),
            progress=None,
        )

    @property
    def leads(self) -> tuple[Unit, ...]:
        """The lead units of its duties, the unit itself among them, as they first occur."""
        return tuple(dict.fromkeys(lead for duty in self.duties for lead in duty.units.get(LEAD, ())))

    def named_instead(self, deadline: DeadlineView) -> tuple[str, ...]:
        """The same for the whole of the unit: empty where one of its duties is meant all the same."""
        of_task = self._by_task.get(deadline.task, ())
        named = [duty.named_instead(deadline) for duty in of_task if duty.concerns(deadline)]
        return named[0] if all(named) else ()

    @cached_property
    def _by_task(self) -> dict[TaskRef, list[DutyView]]:
        by_task: dict[TaskRef, list[DutyView]] = {}
        for duty in self.duties:
            by_task.setdefault(duty.task.ref, []).append(duty)
        return by_task

    @property
    def statuses(self) -> dict[State, int]:
        """How many of its deadlines are past, soon due and later on the stated day."""
        return counts(deadline.status for deadline in self.deadlines)

    @property
    def undated(self) -> tuple[DutyView, ...]:
        """The duties for which the document says no time, as the tasks are numbered."""
        undated = (duty for duty in self.duties if not duty.deadlines)
        return tuple(sorted(undated, key=_as_numbered))


def _as_numbered(duty: DutyView) -> tuple[str, bool, int]:
    """What sorts duties as their documents number the tasks, safeguards last."""
    record = duty.task.record
    return duty.task.ref.policy, record.safeguard, int(record.number.removeprefix("s"))


def unit_view(
    unit: Unit,
    kind: Kind,
    graph: Graph,
    tasks: Mapping[tuple[str, str], TaskView],
    units: Mapping[str, Unit],
    mentioned: Iterable[Mention],
    reports: Iterable[ReportView],
    progress: PolicyProgress | None,
) -> UnitView:
    """The view of ``unit``, which is of ``kind``; ``tasks`` is keyed by policy and identity, in the order of showing.

    ``mentioned`` is where texts of tasks name the unit, ``reports`` those of all policies, ``progress`` that of all.
    """
    obligations = graph.obligations(unit.name)
    by_mark = {
        mark: _duties([each for each in obligations if each.mark == mark], tasks, progress) for mark in MARKS
    }
    duties = [duty for group in by_mark.values() for duty in group]
    deadlines = by_exactness(deadline for duty in duties for deadline in duty.deadlines)
    mentioned = tuple(mentioned)
    assigned = {duty.task.ref for duty in duties}
    return UnitView(
        unit=unit,
        kind=kind,
        workload=graph.workload(unit.name),
        by_mark=by_mark,
        deadlines=_once(deadlines),
        targets=_once([target for duty in duties for target in duty.targets]),
        deliverables=_once([deliverable for duty in duties for deliverable in duty.deliverables]),
        reports=tuple(report for report in reports if unit in report.units),
        successors=tuple(units[each.unit] for each in unit.succeeded_by),
        succeeded=graph.succeeded(unit.name),
        predecessors=tuple(units[name] for name in graph.predecessors(unit.name)),
        partners=tuple(
            (units[name], shared) for name, shared in graph.partners(unit.name) if not units[name].collective
        ),
        mentions=mentioned,
        unassigned=frozenset(mention.task for mention in mentioned if mention.task not in assigned),
        progress=progress.unit(unit.name) if progress else None,
    )


def _of(policies: Collection[str], facts: tuple[F, ...]) -> tuple[F, ...]:
    return tuple(fact for fact in facts if fact.task.policy in policies)


def _once(facts: list[F]) -> tuple[F, ...]:
    """Each fact once, in order: a task can reach a unit in several ways."""
    return tuple({(fact.task, fact.record.quote): fact for fact in facts}.values())


def _duties(
    obligations: list[Obligation],
    tasks: Mapping[tuple[str, str], TaskView],
    progress: PolicyProgress | None,
) -> tuple[DutyView, ...]:
    grouped: dict[tuple[str, str], list[Obligation]] = {}
    for obligation in obligations:
        grouped.setdefault((obligation.policy, obligation.item.task), []).append(obligation)
    return tuple(_duty(tasks[key], group, progress) for key, group in grouped.items())


def _duty(task: TaskView, group: list[Obligation], progress: PolicyProgress | None) -> DutyView:
    items = tuple(dict.fromkeys(obligation.item for obligation in group))
    inherited = {each.item: each.inherited for each in group if each.inherited}
    duty = DutyView(task, items, group[0].via, group[0].unit, group[0].rule, inherited=inherited)
    standing = progress.standing(task.ref.policy) if progress else None
    if standing is None:
        return duty
    reports = {item: standing.latest(Subject(item), duty.unit) for item in items}
    return replace(
        duty,
        own_reports={item: report for item, report in reports.items() if report},
        own_states={
            item: standing.state(Subject(item), duty.unit)
            for item in items
            if reports[item] or duty.unit in standing.plan.deciding(item)
        },
    )
