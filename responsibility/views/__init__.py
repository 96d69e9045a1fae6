"""Views: the rows that every output shows, computed once from the records and their graph."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from responsibility.checks import PolicyStats, Report
from responsibility.checks.drafts import DRAFT_LEFT, unconfirmed
from responsibility.checks.gaps import MISPRINT
from responsibility.checks.numbering import NUMBERING
from responsibility.data.loader import Data
from responsibility.graph import Graph
from responsibility.language import name_search
from responsibility.model import MARKS, ItemId, Kind, Mark, Policy, Unit
from responsibility.model.problems import Problem
from responsibility.model.site import SiteConfig
from responsibility.progress.plan import Plan
from responsibility.progress.standing import Standing, last_day
from responsibility.views.amendments import task_amendments
from responsibility.views.cooperation import Cooperation, cooperation
from responsibility.views.deliverables import deliverables_by_unit
from responsibility.views.hierarchy import Hierarchy
from responsibility.views.lines import by_exactness
from responsibility.views.matrix import matrix
from responsibility.views.mentions import mentions
from responsibility.views.notes import unlisted_collectives
from responsibility.views.policies import PoliciesView, PolicyView
from responsibility.views.progress import PolicyPart, PolicyProgress
from responsibility.views.reach import reached_units
from responsibility.views.revision import RevisionView, revision_views
from responsibility.views.rules import report_views
from responsibility.views.tasks import TaskRef, TaskView, task_views
from responsibility.views.units import UnitView, unit_view


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
    project: str = ""
    """The id of the project, which ledgers carry hidden; empty where it has none."""
    reporting_day: datetime.date | None = None
    """The day for which units are to report by the ledgers that are made; None where the office does not say."""
    office: SiteConfig = field(default_factory=SiteConfig)
    """What the office says of itself."""

    @property
    def address(self) -> str | None:
        """Where the site is published, with a slash at its end; None where the office does not say."""
        return self.office.address

    @property
    def progress(self) -> PolicyProgress | None:
        """How all policies together stand; None where nothing was reported or decided up to the stated day."""
        return self.documents.progress

    @property
    def reported(self) -> bool:
        """Whether anything was."""
        return self.progress is not None

    @cached_property
    def registry(self) -> tuple[Unit, ...]:
        """All units, in the order of the registry."""
        return tuple(view.unit for view in self.units)

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that some document of the site can carry, the highest first."""
        return tuple(mark for mark in MARKS if any(mark in policy.matrix.totals for policy in self.policies))

    @cached_property
    def current(self) -> tuple[PolicyView, ...]:
        """The policies whose tasks are to be done, which the daily lists have; all where none is in force."""
        return _current(self.policies)

    @property
    def past(self) -> tuple[PolicyView, ...]:
        """The others: done, or repealed."""
        current = {policy.id for policy in self.current}
        return tuple(policy for policy in self.policies if policy.id not in current)

    @cached_property
    def documents(self) -> PoliciesView:
        """Those together."""
        return self.together(self.current)

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """Which documents are based on which, and which tasks carry out which."""
        return Hierarchy(self.policies)

    def together(self, policies: tuple[PolicyView, ...]) -> PoliciesView:
        """Some of the policies, as one page shows them."""
        progress = PolicyProgress.together([policy.progress for policy in policies])
        return PoliciesView(policies, self.registry, self.kinds, self.as_of, progress)

    def reaching(self, view: UnitView) -> PoliciesView:
        """Those of the current policies that ask anything of a unit."""
        asking = {duty.task.ref.policy for duty in view.duties} | {report.policy for report in view.reports}
        return self.together(tuple(policy for policy in self.current if policy.id in asking))

    def telling(self, view: UnitView) -> tuple[PolicyView, ...]:
        """Those, and the current ones whose text only names the unit."""
        naming = {mention.task.policy for mention in view.mentions}
        asking = {policy.id for policy in self.reaching(view).policies}
        return tuple(policy for policy in self.current if policy.id in naming | asking)

    def policy(self, identity: str) -> PolicyView:
        """The policy of that id, be it done or repealed; raises KeyError where there is none."""
        return self._by_id[identity]

    def task(self, ref: TaskRef) -> TaskView:
        """The task of that reference; raises KeyError where there is none."""
        return self._by_id[ref.policy].task(ref)

    def elsewhere(self, gap: Problem) -> tuple[tuple[TaskRef, ItemId], ...]:
        """The tasks of other documents that a gap concerns too, each with the task or part that it is."""
        return tuple((self._by_id[policy].by_id[item.task].ref, item) for policy, item in gap.also)

    @cached_property
    def _by_id(self) -> dict[str, PolicyView]:
        return {policy.id: policy for policy in self.policies}

    @property
    def numbers(self) -> str:
        """The 发文字号 of all policies, for a title; of many only the first few."""
        return self.documents.numbers

    @cached_property
    def drafts(self) -> tuple[PolicyView, ...]:
        """The policies that are drafts."""
        return tuple(policy for policy in self.policies if policy.draft)

    @property
    def attribution(self) -> str:
        """Whose documents these are, in one line: of one policy its own, of several their numbers."""
        return self.documents.attribution

    @property
    def newest(self) -> RevisionView | None:
        """The revision that made this edition, if there was one."""
        return self.revisions[0] if self.revisions else None

    def by_kind(self) -> tuple[tuple[Kind, tuple[UnitView, ...]], ...]:
        """Units by kind, in the registry's order; empty kinds left out."""
        groups: dict[str, list[UnitView]] = {kind.id: [] for kind in self.kinds}
        for view in self.units:
            groups[view.kind.id].append(view)
        return tuple((kind, tuple(groups[kind.id])) for kind in self.kinds if groups[kind.id])

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
        units, sure = name_search.meant(wanted, ((view, view.keys) for view in self.units))
        return tuple(units), sure


def build(
    data: Data, report: Report, as_of: datetime.date | None = None, former: Sequence[Data] = ()
) -> SiteView:
    """The views of ``data``, whose ``report`` must be free of errors; see ``SiteView.as_of``.

    Without ``as_of`` the last reporting day is told, where units have reported anything.
    ``former`` is the data of the published editions before this one, see ``Data.revisions``.
    """
    as_of = as_of or last_day(data.policies)
    reformed = as_of and any(unit.succeeded_by for unit in data.units)
    graph = Graph(data, as_of) if reformed else report.graph
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
    current = _current(policies)
    daily = _daily(data, policies, current, graph, as_of)
    to_report = [each for policy in current for each in policy.reports]
    kinds = {kind.id: kind for kind in data.kinds}
    named = mentions(data.units, [task for policy in current for task in policy.tasks])
    progress = PolicyProgress.together([policy.progress for policy in current])
    return SiteView(
        policies,
        tuple(
            replace(
                unit_view(
                    unit, kinds[unit.kind], daily, tasks, units, named.get(unit.name, ()), to_report, progress
                ),
                past=_past(unit, graph, daily, tasks),
            )
            for unit in data.units
        ),
        data.kinds,
        graph,
        cooperation(data.units, data.kinds, daily),
        as_of,
        revision_views(data, former) if former else (),
        project=data.site.id or "",
        office=data.site,
    )


def _current(policies: tuple[PolicyView, ...]) -> tuple[PolicyView, ...]:
    return tuple(policy for policy in policies if policy.record.metadata.in_force) or policies


def _daily(
    data: Data,
    policies: tuple[PolicyView, ...],
    current: tuple[PolicyView, ...],
    graph: Graph,
    as_of: datetime.date | None,
) -> Graph:
    """The graph of the current policies alone, which is ``graph`` where all are."""
    if len(current) == len(policies):
        return graph
    return Graph(replace(data, policies=tuple(policy.record for policy in current)), as_of)


def _past(
    unit: Unit, graph: Graph, daily: Graph, tasks: Mapping[tuple[str, str], TaskView]
) -> tuple[TaskRef, ...]:
    """The tasks of ``unit`` by ``graph`` that are none of its daily ones."""
    if daily is graph:
        return ()
    held = (
        dict.fromkeys((each.policy, each.item.task) for each in of.obligations(unit.name))
        for of in (graph, daily)
    )
    everything, current = held
    return tuple(tasks[key].ref for key in everything if key not in current)


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
    standing = _standing(policy, data, graph, as_of)
    amended = task_amendments(policy)
    tasks = tuple(
        replace(task, amended=amended.get(task.ref.id, ()))
        for task in task_views(policy, units, gaps, graph, as_of, standing)
    )
    return PolicyView(
        record=policy,
        tasks=tasks,
        matrix=matrix(policy.id, tasks, data.units, data.kinds, graph),
        deadlines=tuple(by_exactness(deadline for task in tasks for deadline in task.deadlines)),
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
        progress=PolicyProgress(standing.day, (PolicyPart(standing, tasks),), units) if standing else None,
    )


def _standing(policy: Policy, data: Data, graph: Graph, as_of: datetime.date | None) -> Standing | None:
    """How a policy stands on the day; None where nothing was reported or decided up to it."""
    if as_of is None or not (policy.progress or policy.decisions):
        return None
    return Standing(Plan(policy, graph, data.units), as_of) or None
