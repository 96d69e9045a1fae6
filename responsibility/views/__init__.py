"""Views: the rows that every output shows, computed once from the records and their graph."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from responsibility.checks import PolicyStats, Report
from responsibility.checks.drafts import DRAFT_LEFT, unconfirmed
from responsibility.checks.gaps import MISPRINT
from responsibility.checks.numbering import NUMBERING
from responsibility.data.loader import Data
from responsibility.graph import Graph
from responsibility.language import name_search
from responsibility.model import MARKS, ItemId, Kind, Mark, Policy, Section
from responsibility.model.problems import Problem
from responsibility.views.cooperation import Cooperation, cooperation
from responsibility.views.deliverables import UnitDeliverables, deliverables_by_unit
from responsibility.views.lines import by_exactness
from responsibility.views.matrix import MatrixView, matrix
from responsibility.views.mentions import mentions
from responsibility.views.notes import UnlistedCollective, unlisted_collectives
from responsibility.views.reach import reached_units
from responsibility.views.revision import RevisionView, revision_views
from responsibility.views.rules import ReportView, report_views
from responsibility.views.status import State, counts
from responsibility.views.tasks import (
    DeadlineView,
    DeliverableView,
    TargetView,
    TaskRef,
    TaskView,
    task_views,
)
from responsibility.views.timeline import Timeline, timeline
from responsibility.views.units import UnitView, unit_view


@dataclass(frozen=True)
class PolicyView:
    """Everything that is shown of a policy."""

    record: Policy
    tasks: tuple[TaskView, ...]
    matrix: MatrixView
    deadlines: tuple[DeadlineView, ...]
    timeline: Timeline
    targets: tuple[TargetView, ...]
    deliverables: tuple[DeliverableView, ...]
    deliverables_by_unit: tuple[UnitDeliverables, ...]
    reports: tuple[ReportView, ...]
    undated: tuple[TaskView, ...]
    """Tasks without any deadline."""
    gaps: tuple[Problem, ...]
    unsettled: int
    """What a person has still to settle, while the policy is a draft."""
    figures: PolicyStats
    by_id: dict[str, TaskView]
    reached: dict[ItemId, tuple[str, ...]]
    """By task and part the ids of the units that it reaches, see :func:`reached_units`."""
    unlisted: tuple[UnlistedCollective, ...]
    """The collectives that it gives something to and whose members it does not list."""
    as_of: datetime.date | None = None
    """The day on which the status of its deadlines is told."""

    @cached_property
    def statuses(self) -> dict[State, int]:
        """How many of its deadlines are past, soon due and later on the stated day."""
        return counts(deadline.status for deadline in self.deadlines)

    @property
    def id(self) -> str:
        """The policy's id: its folder's name."""
        return self.record.id

    @property
    def draft(self) -> bool:
        """Whether the policy is a draft: made from the document by a program, not yet confirmed whole."""
        return self.record.metadata.draft

    @property
    def numbered(self) -> tuple[TaskView, ...]:
        """The numbered tasks, the safeguards left out."""
        return tuple(task for task in self.tasks if not task.record.safeguard)

    @property
    def safeguards(self) -> tuple[TaskView, ...]:
        """The unnumbered safeguards."""
        return tuple(task for task in self.tasks if task.record.safeguard)

    def task(self, ref: TaskRef) -> TaskView:
        """The task of that reference; raises KeyError where there is none."""
        return self.by_id[ref.id]

    def targets_of(self, chapter: Section) -> tuple[TargetView, ...]:
        """The targets of a chapter's tasks."""
        return tuple(target for target in self.targets if self.task(target.task).chapter.key == chapter.key)

    def of_section(self, section: Section) -> tuple[TaskView, ...]:
        """The tasks that stand directly under a section."""
        return tuple(task for task in self.tasks if task.section.key == section.key)

    @property
    def by_leader(self) -> tuple[tuple[str, tuple[TaskView, ...]], ...]:
        """Each person or post that the document names, in its order, with the tasks that they lead."""
        tasks: dict[str, dict[str, TaskView]] = {}
        for task in self.tasks:
            for leader in task.leaders:
                for name in leader.record.names:
                    tasks.setdefault(name, {})[task.ref.id] = task
        return tuple((name, tuple(of_name.values())) for name, of_name in tasks.items())

    @property
    def instructions(self) -> tuple[Section, ...]:
        """Sections with an instruction that no unit is assigned to; none are known of a draft."""
        if self.draft:
            return ()
        outline = self.record.metadata.outline
        return tuple(section for section in outline if section.instruction and not section.clause)


@dataclass(frozen=True)
class SiteView:
    """Everything that is shown."""

    policies: tuple[PolicyView, ...]
    units: tuple[UnitView, ...]
    kinds: tuple[Kind, ...]
    """The kinds of units, in the registry's order."""
    graph: Graph
    cooperation: Cooperation
    as_of: datetime.date | None
    """The day on which the status of deadlines (已过期 …) is told; without one it is not."""
    revisions: tuple[RevisionView, ...] = ()
    """The published revisions, the newest first."""
    address: str | None = None
    """Where the site is published, with a slash at its end; None where the office does not say."""

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that some document of the site can carry, the highest first."""
        return tuple(mark for mark in MARKS if any(mark in policy.matrix.totals for policy in self.policies))

    @cached_property
    def _policies(self) -> dict[str, PolicyView]:
        return {policy.id: policy for policy in self.policies}

    def task(self, ref: TaskRef) -> TaskView:
        """The task of that reference; raises KeyError where there is none."""
        return self._policies[ref.policy].task(ref)

    @property
    def numbers(self) -> str:
        """The 发文字号 of all policies, for a title; of many only the first few."""
        numbers = [policy.record.metadata.name for policy in self.policies]
        return "、".join(numbers) if len(numbers) <= 3 else f"{'、'.join(numbers[:3])}等{len(numbers)}份文件"

    @cached_property
    def drafts(self) -> tuple[PolicyView, ...]:
        """The policies that are drafts."""
        return tuple(policy for policy in self.policies if policy.draft)

    @property
    def attribution(self) -> str:
        """Whose documents these are, in one line: of one policy its own, of several their numbers."""
        return self.policies[0].record.metadata.attribution if len(self.policies) == 1 else self.numbers

    @property
    def newest(self) -> RevisionView | None:
        """The revision that made this edition, if there was one."""
        return self.revisions[0] if self.revisions else None

    def by_kind(self) -> tuple[tuple[Kind, tuple[UnitView, ...]], ...]:
        """Units by kind, in the registry's order; empty kinds left out."""
        groups = ((kind, tuple(view for view in self.units if view.kind == kind)) for kind in self.kinds)
        return tuple((kind, views) for kind, views in groups if views)

    def unit(self, name: str) -> UnitView | None:
        """The unit that is called ``name``, by its name, an alias or its id."""
        wanted = (
            view
            for view in self.units
            if name in (view.unit.name, view.unit.id, view.unit.short, *view.unit.aliases)
        )
        return next(wanted, None)

    def units_meant(self, wanted: str) -> tuple[tuple[UnitView, ...], bool]:
        """The units that somebody may mean who types ``wanted``, and whether for sure; else they are only called alike."""
        ways = [name_search.way(view.keys, wanted) for view in self.units]
        best = min((way for way in ways if way is not None), default=None)
        meant = tuple(
            view for view, way in zip(self.units, ways, strict=True) if way is not None and way == best
        )
        return meant, best != name_search.ALIKE


def build(
    data: Data, report: Report, as_of: datetime.date | None = None, former: Sequence[Data] = ()
) -> SiteView:
    """The views of ``data``, whose ``report`` must be free of errors; see ``SiteView.as_of``.

    ``former`` is the data of the published editions before this one, see ``Data.revisions``.
    """
    graph = report.graph
    units = {unit.name: unit for unit in data.units}
    gaps = tuple(_published_gaps(data, report))
    to_settle = Counter(
        problem.policy
        for problem in report.problems
        if problem.severity == "unsettled" and problem.check != DRAFT_LEFT.name
    )
    figures = {stats.policy: stats for stats in report.figures}
    policies = tuple(
        _policy_view(policy, data, graph, gaps, to_settle[policy.id], figures[policy.id], as_of)
        for policy in data.policies
    )
    tasks = {(policy.id, view.ref.id): view for policy in policies for view in policy.tasks}
    to_report = [each for policy in policies for each in policy.reports]
    kinds = {kind.id: kind for kind in data.kinds}
    named = mentions(data.units, tasks.values())
    return SiteView(
        policies,
        tuple(
            unit_view(unit, kinds[unit.kind], graph, tasks, units, named.get(unit.name, ()), to_report)
            for unit in data.units
        ),
        data.kinds,
        graph,
        cooperation(data.units, data.kinds, graph),
        as_of,
        revision_views(data, former) if former else (),
        data.site.address,
    )


def _published_gaps(data: Data, report: Report) -> Iterator[Problem]:
    """The gaps of the documents; of a draft only what its text alone shows, or what of it a person has confirmed.

    Elsewhere in a draft it may be the reading that lacks something.
    """
    confirmed = {
        (policy.id, task.identity)
        for policy in data.policies
        for task in policy.tasks
        if not policy.metadata.draft or not unconfirmed(task)
    }
    drafts = {policy.id for policy in data.policies if policy.metadata.draft}
    for problem in report.problems:
        task = problem.item and (problem.policy, problem.item.task)
        if problem.severity == "gap" and (
            problem.policy not in drafts or task in confirmed or problem.check in _SHOWN_BY_TEXT
        ):
            yield problem


_SHOWN_BY_TEXT = (NUMBERING.name, MISPRINT.name)


def _policy_view(
    policy: Policy,
    data: Data,
    graph: Graph,
    gaps: tuple[Problem, ...],
    to_settle: int,
    figures: PolicyStats,
    as_of: datetime.date | None,
) -> PolicyView:
    units = {unit.name: unit for unit in data.units}
    tasks = tuple(task_views(policy, units, gaps, graph, as_of))
    deadlines = tuple(by_exactness(deadline for task in tasks for deadline in task.deadlines))
    return PolicyView(
        record=policy,
        tasks=tasks,
        matrix=matrix(policy.id, tasks, data.units, data.kinds, graph),
        deadlines=deadlines,
        timeline=timeline(deadlines, policy.metadata.issued, as_of),
        targets=tuple(target for task in tasks for target in task.targets),
        deliverables=tuple(each for task in tasks for each in task.deliverables),
        deliverables_by_unit=deliverables_by_unit(tasks, data.units),
        reports=report_views(policy, units, graph),
        undated=tuple(task for task in tasks if not task.deadlines),
        gaps=tuple(gap for gap in gaps if gap.policy == policy.id),
        unsettled=to_settle + figures.unconfirmed if policy.metadata.draft else 0,
        figures=figures,
        by_id={task.ref.id: task for task in tasks},
        reached=reached_units(policy.id, tasks, units, graph),
        unlisted=unlisted_collectives(policy, tasks, data.units),
        as_of=as_of,
    )
