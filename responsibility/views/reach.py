"""Whom each task, and each part of it, reaches: what a list is narrowed by when one unit's lines are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from responsibility.graph import Graph
from responsibility.model import ItemId, Unit
from responsibility.views.tasks import TaskView


def reached_units(
    policy: str, tasks: Iterable[TaskView], units: Mapping[str, Unit], graph: Graph
) -> dict[ItemId, tuple[str, ...]]:
    """The ids of the units that each task of ``policy`` reaches, and each part of it, members of collectives included.

    ``units`` is the registry by name, whose order the ids keep. Facts of a task that stand in no part
    of it reach all units of the task.
    """
    reached: dict[ItemId, tuple[str, ...]] = {}
    for task in tasks:
        obligations = graph.units_of(policy, task.ref.id)
        for item, assigned in (
            *((row.id, row.assigned) for row in task.items),
            (task.ref.item, None),
        ):
            names = {each.unit for each in obligations if assigned is None or each.item == assigned}
            reached[item] = tuple(unit.id for unit in units.values() if unit.name in names)
    return reached
