"""What is shown of a policy, and of several policies together: their lines in one order, over one set of units."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from responsibility.checks import PolicyStats
from responsibility.model import ItemId, Kind, Policy, Section, Unit
from responsibility.model.problems import Problem
from responsibility.views.deliverables import UnitDeliverables
from responsibility.views.lines import by_exactness
from responsibility.views.matrix import MatrixRow, MatrixView, merged
from responsibility.views.notes import UnlistedCollective
from responsibility.views.progress import PolicyProgress
from responsibility.views.rules import ReportView
from responsibility.views.status import State, counts
from responsibility.views.tasks import (
    DeadlineView,
    DeliverableView,
    TargetView,
    TaskRef,
    TaskView,
)
from responsibility.views.timeline import Timeline, timeline


@dataclass(frozen=True)
class PolicyView:
    """Everything that is shown of a policy."""

    record: Policy
    tasks: tuple[TaskView, ...]
    matrix: MatrixView
    deadlines: tuple[DeadlineView, ...]
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
    progress: PolicyProgress | None = None
    """None where nothing was reported or decided up to that day."""

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


class Chapter(NamedTuple):
    """A chapter of one of several policies, with its rows of the matrix."""

    policy: PolicyView
    section: Section
    rows: tuple[MatrixRow, ...]
    key: str
    """What a filter calls it: its place in its policy, from 1; of one of several policies behind the policy's id."""


@dataclass(frozen=True)
class PoliciesView:
    """Everything that a page shows of one policy, or of several together.

    What :class:`PolicyView` has of one, this has of all, under the same names.
    """

    policies: tuple[PolicyView, ...]
    units: tuple[Unit, ...]
    """The registry, whose order the columns of the matrix keep."""
    kinds: tuple[Kind, ...]
    as_of: datetime.date | None
    progress: PolicyProgress | None = None
    """None where nothing was reported or decided on any of them up to that day."""

    @property
    def several(self) -> bool:
        """Whether each line has to say of which policy it is."""
        return len(self.policies) > 1

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years of issue to choose from, the newest first; empty where all are of one."""
        years = {policy.record.metadata.year for policy in self.policies}
        return tuple(sorted(filter(None, years), reverse=True)) if len(years) > 1 else ()

    @property
    def draft(self) -> bool:
        """Whether one of them is a draft, so that what is missing may only not have been read."""
        return any(policy.draft for policy in self.policies)

    @property
    def numbers(self) -> str:
        """The 发文字号 of all, for a title; of many only the first few."""
        names = [policy.record.metadata.name for policy in self.policies]
        return "、".join(names) if len(names) <= 3 else f"{'、'.join(names[:3])}等{len(names)}份文件"

    @property
    def attribution(self) -> str:
        """Whose documents these are, in one line: of one policy its own, of several their numbers."""
        return self.policies[0].record.metadata.attribution if len(self.policies) == 1 else self.numbers

    @cached_property
    def _by_id(self) -> dict[str, PolicyView]:
        return {policy.id: policy for policy in self.policies}

    def policy(self, identity: str) -> PolicyView:
        """The policy of that id; raises KeyError where it is none of these."""
        return self._by_id[identity]

    def task(self, ref: TaskRef) -> TaskView:
        """The task of that reference; raises KeyError where there is none."""
        return self.policy(ref.policy).task(ref)

    @cached_property
    def matrix(self) -> MatrixView:
        """The rows of all, over the units that any of them reaches."""
        return merged([policy.matrix for policy in self.policies], self.units, self.kinds)

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of the matrix, policy by policy."""
        return tuple(
            Chapter(policy, section, rows, f"{policy.id}.{place}" if self.several else str(place))
            for policy in self.policies
            for place, (section, rows) in enumerate(policy.matrix.chapters, 1)
        )

    @cached_property
    def deadlines(self) -> tuple[DeadlineView, ...]:
        """By how exactly they say when, dated ones by date."""
        return tuple(by_exactness(each for policy in self.policies for each in policy.deadlines))

    @cached_property
    def timeline(self) -> Timeline:
        """All deadlines on the same years."""
        return timeline(self.deadlines, self.as_of)

    @property
    def statuses(self) -> dict[State, int]:
        """How many deadlines are past, soon due and later on the stated day."""
        return counts(deadline.status for deadline in self.deadlines)

    @property
    def undated(self) -> tuple[TaskView, ...]:
        """Tasks without any deadline."""
        return tuple(task for policy in self.policies for task in policy.undated)

    @property
    def reports(self) -> tuple[ReportView, ...]:
        """The reporting duties."""
        return tuple(report for policy in self.policies for report in policy.reports)

    @property
    def targets(self) -> tuple[TargetView, ...]:
        """The targets, policy by policy in the documents' order."""
        return tuple(target for policy in self.policies for target in policy.targets)

    @property
    def deliverables(self) -> tuple[DeliverableView, ...]:
        """The deliverables, policy by policy in the documents' order."""
        return tuple(each for policy in self.policies for each in policy.deliverables)

    @property
    def deliverables_by_unit(self) -> tuple[UnitDeliverables, ...]:
        """The units that answer for deliverables, in the registry's order, with those of all policies."""
        by_unit: dict[str, tuple[DeliverableView, ...]] = {}
        for policy in self.policies:
            for unit, deliverables in policy.deliverables_by_unit:
                by_unit[unit.name] = by_unit.get(unit.name, ()) + deliverables
        return tuple((unit, by_unit[unit.name]) for unit in self.units if unit.name in by_unit)

    @property
    def gaps(self) -> tuple[Problem, ...]:
        """The gaps of the documents."""
        return tuple(gap for policy in self.policies for gap in policy.gaps)
