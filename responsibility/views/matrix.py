"""The matrix: tasks and their parts down, units across, a mark where they meet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from responsibility.graph import Graph, Obligation
from responsibility.model import LEAD, MARKS, THROUGH, ItemId, Kind, Mark, Section, Unit
from responsibility.views.items import roles_in
from responsibility.views.status import STATES, Status
from responsibility.views.tasks import TaskView


@dataclass(frozen=True)
class MatrixRow:
    """A row: a task, or a part of the task above it."""

    task: TaskView
    item: ItemId
    label: str
    """Empty for a task, ``（1）`` for a part."""
    marks: dict[str, Mark]
    """By unit name."""

    @property
    def dated(self) -> bool:
        """Whether the task, or this part of it, has a deadline."""
        return any(deadline.item == self.item or not self.label for deadline in self.task.deadlines)

    @property
    def status(self) -> Status | None:
        """Of its deadlines the status that is most pressing on the stated day; None where none is told."""
        statuses = [
            deadline.status
            for deadline in self.task.deadlines
            if deadline.status and (deadline.item == self.item or not self.label)
        ]
        return min(statuses, key=lambda status: list(STATES).index(status.state), default=None)

    @property
    def led(self) -> bool:
        """Whether the task, every part of it included, or this part has a lead unit."""
        items = [item for item in self.task.items if item.assigned == self.item] or self.task.items
        return all(item.units[LEAD] for item in items)


@dataclass(frozen=True)
class MatrixView:
    """The matrix of one policy."""

    columns: tuple[tuple[Kind, tuple[Unit, ...]], ...]
    """Units by kind; only those that the policy reaches."""
    chapters: tuple[tuple[Section, tuple[MatrixRow, ...]], ...]
    totals: dict[Mark, dict[str, int]]
    """For each mark that the document can carry, by unit name, the number of tasks that do."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The columns, left to right."""
        return tuple(unit for _, units in self.columns for unit in units)


def matrix(
    policy: str, tasks: tuple[TaskView, ...], units: tuple[Unit, ...], kinds: tuple[Kind, ...], graph: Graph
) -> MatrixView:
    """The matrix of ``policy``, whose views are ``tasks``, over the registered ``units`` by their ``kinds``."""
    chapters: dict[Section, list[MatrixRow]] = {}
    of_clauses: tuple[Mark, ...] = (*roles_in(task.units for task in tasks), THROUGH.key)
    totals: dict[Mark, dict[str, int]] = {mark: {} for mark in MARKS}
    reached: set[str] = set()
    for task in tasks:
        obligations = graph.units_of(policy, task.ref.id)
        whole = MatrixRow(task, task.ref.item, "", _marks(obligations))
        rows = [whole]
        for item in task.items:
            if item.id.part and item.assigned == item.id:
                of_part = tuple(each for each in obligations if each.item == item.id)
                rows.append(MatrixRow(task, item.id, item.label, _marks(of_part)))
        chapters.setdefault(task.chapter, []).extend(rows)
        for name, mark in whole.marks.items():
            reached.add(name)
            totals[mark][name] = totals[mark].get(name, 0) + 1
    return MatrixView(
        _columns(reached, units, kinds),
        tuple((chapter, tuple(rows)) for chapter, rows in chapters.items()),
        {mark: counts for mark, counts in totals.items() if counts or mark in of_clauses},
    )


def merged(matrices: Sequence[MatrixView], units: tuple[Unit, ...], kinds: tuple[Kind, ...]) -> MatrixView:
    """The matrices of several policies as one: their rows below each other, over the units of all of them.

    ``units`` is the registry and ``kinds`` are its kinds, whose order the columns have.
    """
    if len(matrices) == 1:
        return matrices[0]
    totals: dict[Mark, dict[str, int]] = {}
    for mark in MARKS:
        of_mark = [each.totals[mark] for each in matrices if mark in each.totals]
        if of_mark:
            totals[mark] = dict(sum(map(Counter, of_mark), Counter[str]()))
    reached = {unit.name for each in matrices for unit in each.units}
    return MatrixView(
        _columns(reached, units, kinds), tuple(row for each in matrices for row in each.chapters), totals
    )


def _columns(
    reached: set[str], units: tuple[Unit, ...], kinds: tuple[Kind, ...]
) -> tuple[tuple[Kind, tuple[Unit, ...]], ...]:
    """The units of those names by kind; kinds without any are left out."""
    columns = (
        (kind, tuple(unit for unit in units if unit.kind == kind.id and unit.name in reached))
        for kind in kinds
    )
    return tuple((kind, members) for kind, members in columns if members)


def _marks(obligations: tuple[Obligation, ...]) -> dict[str, Mark]:
    """The highest mark of each unit."""
    marks: dict[str, Mark] = {}
    for obligation in obligations:
        marks[obligation.unit] = min(
            obligation.mark, marks.get(obligation.unit, obligation.mark), key=MARKS.index
        )
    return marks
