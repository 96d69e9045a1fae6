"""For whom: what each unit gained, lost, or keeps in another form, collectives expanded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from responsibility.diff.assignments import ItemPair
from responsibility.diff.changes import (
    AnyChange,
    MembersChanged,
    OrderChanged,
    RoleChanged,
    TaskAdded,
    TaskDivided,
    TaskMoved,
    TaskRemoved,
    UnitGained,
    UnitLost,
)
from responsibility.diff.compare import Compared
from responsibility.diff.records import Effect, UnitChanges
from responsibility.diff.registry import Names, renamed
from responsibility.graph import Graph
from responsibility.model import LEAD, ROLES, ItemId, Role


@dataclass(frozen=True)
class _ComparedItem:
    """An item in both editions, and the changes there: what obligations are compared by."""

    policy: Compared
    pair: ItemPair
    changes: tuple[int, ...]
    """Indices in the list of all changes: of this item, of its task as such, and of parts that share its units."""


class _Way(NamedTuple):
    """How an item came to a unit: the collectives, outermost first, and the units whose duties it took over."""

    via: tuple[str, ...]
    inherited: tuple[str, ...]


@dataclass
class _Assignment:
    """How a unit is assigned to an item: its roles, each with the way that it came."""

    roles: dict[Role, _Way] = field(default_factory=dict)

    @property
    def role(self) -> Role:
        """The highest role."""
        return next(role for role in ROLES if role in self.roles)

    @property
    def way(self) -> _Way:
        """The way in which the item reaches the unit in that role."""
        return self.roles[self.role]


_Assignments = dict[int, _Assignment]
"""How a unit is assigned to each item that reaches it, by the item's index among those compared."""


def effects(
    old: Graph, new: Graph, compared: Sequence[Compared], changes: Sequence[AnyChange], names: Names
) -> tuple[dict[str, UnitChanges], tuple[str, ...]]:
    """What a revision means for each unit that it affects, and the units that it does not.

    ``changes`` begin with those of ``compared`` in order. Units are called as the new edition calls them.
    """
    items = list(_compared_items(compared))
    before = _assignments(old, _indices(items, "old"), names)
    after = _assignments(new, _indices(items, "new"), {})
    affected = {}
    for unit in dict.fromkeys((*after, *before)):
        effect = _OfUnit(unit, items, changes).changes(before.get(unit, {}), after.get(unit, {}))
        if effect.gained or effect.lost or effect.changed:
            affected[unit] = effect
    return affected, tuple(unit for unit in after if unit not in affected)


def _compared_items(compared: Sequence[Compared]) -> Iterator[_ComparedItem]:
    """Every item, with the indices that its changes have when those of all policies stand in a row."""
    index = 0
    for policy in compared:
        index += len(policy.around)
        for task in policy.tasks:
            whole = tuple(range(index, index + len(task.whole)))
            index += len(whole)
            compared_items: list[tuple[ItemPair, tuple[int, ...]]] = []
            shared: tuple[int, ...] = ()
            for pair, changes in task.items:
                own = tuple(range(index, index + len(changes)))
                index += len(own)
                compared_items.append((pair, own))
                shared += own if pair.shares else ()
            for pair, own in compared_items:
                is_part = any(item.id.part for item in (pair.old, pair.new) if item)
                yield _ComparedItem(policy, pair, (*whole, *own, *(() if is_part else shared)))


def _indices(items: Sequence[_ComparedItem], side: str) -> dict[tuple[str, ItemId], int]:
    """Where each item of an edition, by its policy and id, stands among ``items``."""
    indices = {}
    for index, compared in enumerate(items):
        item = getattr(compared.pair, side)
        policy = getattr(compared.policy.policy, side)
        indices.update({(policy.id, id_): index for id_ in item.ids} if item else {})
    return indices


def _assignments(
    graph: Graph, indices: Mapping[tuple[str, ItemId], int], names: Names
) -> dict[str, _Assignments]:
    """How each unit of an edition is assigned to each item, in the edition's order."""
    by_unit: dict[str, _Assignments] = {}
    for unit in (node.name for node in graph.order if node.what == "unit"):
        assignments = by_unit.setdefault(names.get(unit, unit), {})
        for obligation in graph.obligations(unit):
            index = indices[obligation.policy, obligation.item]
            roles = assignments.setdefault(index, _Assignment()).roles
            way = _Way(renamed(obligation.via, names), renamed(obligation.inherited, names))
            roles.setdefault(obligation.role, way)
    return by_unit


class _OfUnit:
    """All changes as they concern one unit."""

    def __init__(self, name: str, items: Sequence[_ComparedItem], changes: Sequence[AnyChange]) -> None:
        self.name, self.items, self.all = name, items, changes
        self.members = {
            index: _joined_or_left(change)
            for index, change in enumerate(changes)
            if isinstance(change, MembersChanged)
        }

    def changes(self, before: _Assignments, after: _Assignments) -> UnitChanges:
        """What the unit gained, lost, and keeps in another form."""
        return UnitChanges(
            gained=tuple(self._effect(index, now) for index, now in after.items() if index not in before),
            lost=tuple(self._effect(index, was) for index, was in before.items() if index not in after),
            changed=tuple(self._kept(before, after)),
        )

    def _kept(self, before: _Assignments, after: _Assignments) -> Iterator[Effect]:
        for index, now in after.items():
            if index in before:
                effect = self._effect(index, now, before[index])
                if effect.changes or now.roles != before[index].roles:
                    yield effect

    def _effect(self, index: int, now: _Assignment, was: _Assignment | None = None) -> Effect:
        """``was`` is the assignment of the old edition; None where the unit gained or lost the item."""
        item = self.items[index]
        ways = [now.way, was.way] if was else [now.way]
        through = {self.name, *(name for way in ways for names in way for name in names)}
        concerning = {change for change in item.changes if _concerns(self.all[change], through, now, was)}
        if was is None or was.way.via != now.way.via:
            concerning |= {change for change, moved in self.members.items() if moved & through}
        where = item.pair.where._asdict()
        return Effect(**where, role=now.role, **now.way._asdict(), changes=tuple(sorted(concerning)))


def _joined_or_left(change: MembersChanged) -> frozenset[str]:
    """Who joined or left a collective."""
    old, new = (set() if members == "unlisted" else set(members) for members in (change.old, change.new))
    return frozenset(old ^ new)


def _concerns(change: AnyChange, through: set[str], now: _Assignment, was: _Assignment | None) -> bool:
    """Whether a change of an item, or of its task, says something to a unit that is reached as ``through``.

    A unit that keeps the item is also told who leads it now, and one that leads it, or
    led it, who its partners are; what a unit gained or lost says all of itself, so that
    only changes by which that happened remain.
    """
    match change:
        case UnitGained() | UnitLost() | RoleChanged():
            if change.unit in through:
                return True
            leads = change.role == LEAD or (change.old is not None and change.old.role == LEAD)
            return was is not None and (leads or LEAD in now.roles or LEAD in was.roles)
        case TaskAdded() | TaskRemoved() | TaskDivided():
            return True
        case OrderChanged() if was:
            return change.role in now.roles
        case TaskMoved(field="order"):
            return False
    return was is not None
