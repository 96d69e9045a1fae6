"""What stands below each paragraph of a document, counted once: clauses, and paragraphs of the tasks' rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from responsibility.importing.outline import ATTACHED, Node


@dataclass
class Counts:
    """What stands below a paragraph, itself left out."""

    clauses: int = 0
    tasks: int = 0


class Below:
    """The counts of every paragraph of the document ``top`` whose tasks stand at ``rank``."""

    def __init__(self, top: Node, rank: str) -> None:
        self._counts: dict[int, Counts] = {}
        self._order: dict[int, int] = {}
        self._entered: dict[str, Node] = {}
        self._last = -1
        nodes = list(top.walk())
        attached = next((index for index, node in enumerate(nodes) if node.rank == ATTACHED), len(nodes))
        for index in range(len(nodes) - 1, -1, -1):
            node = nodes[index]
            self._order[id(node)] = index
            counts = self._counts[id(node)] = Counts()
            for child in node.children:
                counts.clauses += child.clauses + self[child].clauses
                counts.tasks += (child.rank == rank) + self[child].tasks
            if node.rank == rank and index < attached:
                self._last = max(self._last, index)
        self.assigned = self[top].clauses > 0
        self.each_assigned = _each_assigned(nodes, rank)

    def __getitem__(self, node: Node) -> Counts:
        return self._counts[id(node)]

    def enter(self, node: Node, key: str) -> None:
        """That ``node`` heads the section ``key``."""
        self._entered[key] = node

    def at_the_end(self, node: Node, key: str) -> bool:
        """Whether ``node`` stands in a section behind all numbered tasks, where unnumbered ones stand.

        So do those without a clause, where the document has clauses elsewhere.
        """
        heads = self._entered.get(key)
        return (
            self.assigned
            and heads is not None
            and self[heads].tasks == 0
            and 0 <= self._last < self._order[id(heads)]
        )


def _each_assigned(nodes: Sequence[Node], rank: str) -> bool:
    """Whether a clause on a line of its own is that of the task above it alone.

    That is so where in more sections all tasks have such a clause than only the last has one.
    """
    each = last = 0
    for node in nodes:
        tasks = [child for child in node.children if child.rank == rank]
        alone = [bool(task.clause and task.clause.alone) for task in tasks]
        if len(tasks) > 1:
            each += all(alone)
            last += alone[-1] and not any(task.clauses for task in tasks[:-1])
    return each >= last > 0
