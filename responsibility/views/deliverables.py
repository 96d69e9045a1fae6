"""Deliverables by the units that answer for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from responsibility.model import ROLES, Unit
from responsibility.views.tasks import DeliverableView, TaskView

UnitDeliverables = tuple[Unit, tuple[DeliverableView, ...]]


def deliverables_by_unit(tasks: Iterable[TaskView], units: Sequence[Unit]) -> tuple[UnitDeliverables, ...]:
    """The units that answer for deliverables of ``tasks``, in the order of ``units``, each with these.

    The lead units of a deliverable's task or part answer for it; where it has none, the units of
    the highest role that it names.
    """
    by_name: dict[str, list[DeliverableView]] = {}
    for task in tasks:
        for deliverable in task.deliverables:
            for unit in _answering(task.units_at(deliverable.item)):
                by_name.setdefault(unit.name, []).append(deliverable)
    return tuple((unit, tuple(by_name[unit.name])) for unit in units if unit.name in by_name)


def _answering(units: Mapping[str, tuple[Unit, ...]]) -> tuple[Unit, ...]:
    return next((units[role] for role in ROLES if units[role]), ())
