"""Progress on a task: how it, its parts and its facts stand, and what was reported of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from responsibility.model import Deadline, Deliverable, ItemId, Target, Task
from responsibility.model.decisions import Decision
from responsibility.model.progress import About, Subject
from responsibility.progress.achievement import Achievement
from responsibility.progress.lights import State
from responsibility.progress.standing import Reported, Standing

FactRecord = Deadline | Target | Deliverable
_ABOUT: dict[type[FactRecord], About] = {
    Deadline: "deadline",
    Target: "target",
    Deliverable: "deliverable",
}


class _FactView(Protocol):
    @property
    def record(self) -> FactRecord: ...


@dataclass(frozen=True)
class SubjectProgress:
    """How an item, or a fact in it, stands over the units that decide it."""

    subject: Subject
    state: State
    by_unit: Mapping[str, State]
    """The state for each unit that decides it, in the document's order, collectives expanded."""
    reports: tuple[Reported, ...]
    """The latest of each unit that reported, those that decide first."""
    history: tuple[Reported, ...]
    """The older ones, newest first."""
    decisions: tuple[Decision, ...]
    """As they were taken."""
    achievement: Achievement | None = None
    """Of a target that somebody reported on."""


@dataclass(frozen=True)
class TaskProgress:
    """How a task stands."""

    state: State
    """Over all its items."""
    by_item: Mapping[ItemId, SubjectProgress]
    """Of the task and of every part of it. Of what units are not assigned to, only the state of what they are."""
    by_fact: Mapping[tuple[About, str], tuple[SubjectProgress, ...]]
    """By kind and quote; of a target a value each."""
    subjects: Mapping[Subject, SubjectProgress]
    """All of them that are reported on, items and facts."""

    def of_item(self, item: ItemId) -> SubjectProgress:
        """That of the task itself or of a part; of a part that shares the task's units that of the task.

        Of a task whose parts have units of their own the state over them, without reports.
        """
        return self.by_item[item]

    def of(self, fact: _FactView) -> SubjectProgress:
        """That of a fact of the task; of a target with several values the first's."""
        return self.of_record(fact.record)[0]

    def values(self, target: _FactView) -> tuple[SubjectProgress, ...]:
        """That of each value of a target, of one without values its only one."""
        return self.of_record(target.record)

    def of_record(self, record: FactRecord) -> tuple[SubjectProgress, ...]:
        """The same of a record of the task."""
        return self.by_fact[_ABOUT[type(record)], record.quote]


def task_progress(standing: Standing, task: Task) -> TaskProgress:
    """How ``task``, one of the policy's, stands by ``standing``."""
    plan = standing.plan
    by_item: dict[ItemId, SubjectProgress] = {}
    by_fact: dict[tuple[About, str], tuple[SubjectProgress, ...]] = {}
    all_subjects = {subject: _of_subject(standing, subject) for subject in plan.subjects[task.identity]}
    for subject, of_subject in all_subjects.items():
        if subject.about:
            key = subject.about, subject.quote
            by_fact[key] = (*by_fact.get(key, ()), of_subject)
        else:
            by_item[subject.item] = of_subject
    state = standing.of_task(task.identity)
    whole = SubjectProgress(Subject(ItemId(task.identity)), state, {}, (), (), ())
    for item in map(task.item_id, task.with_parts):
        assigned = plan.items_of(item)
        by_item.setdefault(item, by_item[assigned[0]] if len(assigned) == 1 else whole)
    return TaskProgress(state, by_item, by_fact, all_subjects)


def _of_subject(standing: Standing, subject: Subject) -> SubjectProgress:
    return SubjectProgress(
        subject,
        standing.over_all(subject),
        standing.by_unit(subject),
        standing.reports(subject),
        standing.history(subject),
        standing.decisions(subject),
        standing.achievement(subject),
    )
