"""For whom: what each unit gained, lost, or keeps in another form, collectives expanded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from responsibility.diff.assignments import Item, ItemPair
from responsibility.diff.compare import Compared
from responsibility.diff.records import Change, Effect, UnitChanges
from responsibility.diff.registry import Names, renamed
from responsibility.graph import Graph
from responsibility.model import ROLES, ItemId, Role

_OF_ONE_UNIT = ("unit_gained", "unit_lost", "role_changed")
"""Changes of an item that concern a unit where it is the one, or keeps the item under another lead."""
_OF_WHOLE_TASKS = ("task_added", "task_removed", "task_split", "task_merged")
"""Changes by which a unit can gain or lose an item without being named in them."""


@dataclass(frozen=True)
class _Place:
    """An item in both editions, and the changes there: what obligations are compared by."""

    policy: str
    pair: ItemPair
    numbers: tuple[int, ...]
    """Places in the list of all changes: of this item, and of its task as such."""


@dataclass
class _Held:
    """How a unit stands at an item: its roles, each with the collectives it came through."""

    roles: dict[Role, tuple[str, ...]] = field(default_factory=dict)

    @property
    def role(self) -> Role:
        """The highest role."""
        return next(role for role in ROLES if role in self.roles)

    @property
    def via(self) -> tuple[str, ...]:
        """The collectives through which the unit holds it."""
        return self.roles[self.role]


_Holding = dict[int, _Held]
"""What a unit holds: ``{place: how}``."""


def effects(
    old: Graph, new: Graph, compared: Sequence[Compared], changes: Sequence[Change], names: Names
) -> tuple[dict[str, UnitChanges], tuple[str, ...]]:
    """What a revision means for each unit that it affects, and the units that it does not."""
    places = list(_places(compared, changes))
    before = _holdings(old, _items(compared, places, "old"), names)
    after = _holdings(new, _items(compared, places, "new"), {})
    members = {place: _moved(one) for place, one in enumerate(changes) if one.type == "members_changed"}
    found = {}
    for unit in dict.fromkeys((*after, *before)):
        one = _Unit(unit, places, changes, members)
        told = one.changes(before.get(unit, {}), after.get(unit, {}))
        if told.gained or told.lost or told.changed:
            found[unit] = told
    return found, tuple(unit for unit in after if unit not in found)


def _moved(change: Change) -> frozenset[str]:
    """Who joined or left a collective."""
    old, new = (set(one) if isinstance(one, list) else set() for one in (change.old, change.new))
    return frozenset(old ^ new)


def _places(compared: Sequence[Compared], changes: Sequence[Change]) -> Iterator[_Place]:
    number = {id(change): place for place, change in enumerate(changes)}
    for policy in compared:
        for task in policy.tasks:
            for pair, own in task.items:
                numbers = sorted(number[id(change)] for change in (*task.whole, *own))
                yield _Place(policy.id, pair, tuple(numbers))


def _items(
    compared: Sequence[Compared], places: Sequence[_Place], side: str
) -> dict[tuple[str, ItemId], int]:
    """Where each item of an edition (policy, id) stands among the places."""
    ids = {one.id: getattr(one.policy, side) for one in compared}
    found = {}
    for number, place in enumerate(places):
        item: Item | None = getattr(place.pair, side)
        for id_ in item.ids if item else ():
            found[ids[place.policy].id, id_] = number
    return found


def _holdings(graph: Graph, at: Mapping[tuple[str, ItemId], int], names: Names) -> dict[str, _Holding]:
    """What each unit of an edition holds, in the edition's order."""
    found: dict[str, _Holding] = {}
    for unit in (node.name for node in graph.order if node.what == "unit"):
        held = found.setdefault(names.get(unit, unit), {})
        for one in graph.obligations(unit):
            roles = held.setdefault(at[one.policy, one.item], _Held()).roles
            roles.setdefault(one.role, renamed(one.via, names))
    return found


class _Unit:
    """One unit's view of all changes."""

    def __init__(
        self,
        name: str,
        places: Sequence[_Place],
        changes: Sequence[Change],
        members: Mapping[int, frozenset[str]],
    ) -> None:
        self.name, self.places, self.all, self.members = name, places, changes, members

    def changes(self, before: _Holding, after: _Holding) -> UnitChanges:
        """What the unit gained, lost, and keeps in another form."""
        return UnitChanges(
            gained=tuple(self._effect(at, held) for at, held in after.items() if at not in before),
            lost=tuple(self._effect(at, held) for at, held in before.items() if at not in after),
            changed=tuple(self._kept(before, after)),
        )

    def _kept(self, before: _Holding, after: _Holding) -> Iterator[Effect]:
        for at, held in after.items():
            if at in before:
                effect = self._effect(at, held, before[at])
                if effect.changes or held.roles != before[at].roles:
                    yield effect

    def _effect(self, at: int, held: _Held, former: _Held | None = None) -> Effect:
        """``former`` is how the unit stood there before, None where it gained or lost the item."""
        place = self.places[at]
        through = {self.name, *held.via, *(former.via if former else ())}
        numbers = {
            number for number in place.numbers if self._concerns(self.all[number], through, held, former)
        }
        if former is None or former.via != held.via:
            numbers |= {number for number, moved in self.members.items() if moved & through}
        where = place.pair.where(place.policy)._asdict()
        return Effect(**where, role=held.role, via=held.via, changes=tuple(sorted(numbers)))

    def _concerns(self, change: Change, through: set[str], held: _Held, former: _Held | None) -> bool:
        if change.type in _OF_ONE_UNIT:
            lead = change.role == "lead" or bool(change.old and change.old["role"] == "lead")
            return change.unit in through or bool(former and lead)
        if former is None:
            return change.type in _OF_WHOLE_TASKS
        if change.type == "order_changed":
            return change.role in held.roles
        return (change.type, change.field) != ("task_moved", "order")
