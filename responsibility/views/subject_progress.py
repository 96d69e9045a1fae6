"""Progress on a task: how it, its parts and its facts stand, and what was reported of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from responsibility.model import ItemId
from responsibility.model.decisions import Decision
from responsibility.model.progress import Subject
from responsibility.progress.achievement import Achievement
from responsibility.progress.lights import State
from responsibility.progress.standing import Reported

if TYPE_CHECKING:
    from responsibility.views.tasks import DeadlineView, DeliverableView, TargetView


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
    subjects: Mapping[Subject, SubjectProgress]

    def of_item(self, item: ItemId) -> SubjectProgress:
        """That of the task itself or of a part; of a part that shares the task's units that of the task."""
        raise NotImplementedError

    def of(self, fact: DeadlineView | TargetView | DeliverableView) -> SubjectProgress:
        """That of a fact of the task; of a target with several values the first's."""
        raise NotImplementedError

    def values(self, target: TargetView) -> tuple[SubjectProgress, ...]:
        """That of each value of a target, of one without values its only one."""
        raise NotImplementedError
