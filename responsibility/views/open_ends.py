"""What has a last day and is not completed, by the day that counts for each unit: deadlines, and ends that the office set."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from responsibility.model import ROLES, ItemId, Unit
from responsibility.progress.lights import State
from responsibility.views.policies import PolicyView
from responsibility.views.progress import DueView
from responsibility.views.tasks import DeadlineView, TaskRef, TaskView


class OpenEnd(NamedTuple):
    """What some units have to complete by one day."""

    task: TaskRef
    item: ItemId
    deadline: DeadlineView | None
    """None where the document sets no day, and the office did."""
    units: tuple[Unit, ...]
    """Those who lead, without any those of the next role; with progress only those that have not completed it."""
    end: datetime.date
    """The last day: the safe one where the document can be read in two ways, or the one to which it was extended."""
    extended: bool = False
    status: str | None = None
    """What these units reported; None where nothing was of the policy."""


def open_ends(policy: PolicyView) -> Iterator[OpenEnd]:
    """Those of a policy, task by task; without progress every deadline with a last day is open."""
    if policy.progress is None:
        yield from (each for task in policy.tasks for each in _by_document(task))
        return
    order = {task.ref: place for place, task in enumerate(policy.tasks)}
    for due in sorted(policy.progress.due, key=lambda due: order[due.task]):
        yield from _by_day(due)


def _by_document(task: TaskView) -> Iterator[OpenEnd]:
    for deadline in task.deadlines:
        if days := deadline.last_days:
            by_role = task.units_at(deadline.item)
            units = next((by_role[role] for role in ROLES if by_role.get(role)), ())
            yield OpenEnd(task.ref, deadline.item, deadline, units, days.safe)


def _by_day(due: DueView) -> Iterator[OpenEnd]:
    """A day may be extended for one of the units alone."""
    for day in dict.fromkeys(state.end for state in due.by_unit.values() if state.end):
        of_day = due.among(partial(_ends_on, day))
        extended = of_day.state.extended is not None
        yield OpenEnd(due.task, due.item, due.deadline, of_day.units, day, extended, of_day.status_words)


def _ends_on(day: datetime.date, state: State) -> bool:
    return state.end == day
