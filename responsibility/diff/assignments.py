"""Changes of an item: of its text, of its units in their roles, of the leaders whom it names.

An item is what an assignment clause stands behind: a task, or a part of one. Tasks
that were split or merged are compared as one item on each side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from responsibility.diff.changes import (
    AnyChange,
    LeadersChanged,
    OrderChanged,
    RoleChanged,
    RolePlace,
    TextChanged,
    UnitGained,
    UnitLost,
    Where,
)
from responsibility.diff.matching import Match, Policies
from responsibility.diff.registry import Names, renamed
from responsibility.language.normalize import joined
from responsibility.language.similarity import grams, likeness, paired
from responsibility.language.textdiff import segments
from responsibility.model import ROLES, ItemId, Leader, Part, Policy, Role, Task


@dataclass(frozen=True)
class Item:
    """An item as it is compared: text in one line, units by role in order."""

    ids: tuple[ItemId, ...]
    """Its own, or those of all tasks and parts that were taken together."""
    text: str
    units: dict[Role, tuple[str, ...]]
    open_after: dict[Role, tuple[str, ...]]
    """The units after which 等 stands."""
    leaders: tuple[Leader, ...]
    closing: str = ""
    """What the task says behind its parts or its clause."""

    @property
    def id(self) -> ItemId:
        """The id at which changes of the item stand."""
        return self.ids[0]


@dataclass(frozen=True)
class ItemPair:
    """An item in both editions; None where an edition lacks it."""

    old: Item | None
    new: Item | None
    where: Where
    """Where its changes stand; the task stands in for a part that an edition lacks."""

    @property
    def shares(self) -> bool:
        """Whether it is a part that has no units of its own, but those of its task."""
        return all(item.id.part and not any(item.units.values()) for item in (self.old, self.new) if item)


def item_pairs(match: Match, policy: Policies, names: Names) -> list[ItemPair]:
    """The items of tasks that belong together: each task's own, then its parts by what they say."""
    where = match.where(policy.id)
    olds = [(policy.old, task) for task in match.old if policy.old]
    news = [(policy.new, task) for task in match.new if policy.new]
    return [
        ItemPair(
            old,
            new,
            where._replace(
                task_old=old.id if old else where.task_old, task_new=new.id if new else where.task_new
            ),
        )
        for old, new in _pairs(olds, news, names)
    ]


_TaskOf = tuple[Policy, Task]
"""A task with the policy whose rules hold for it."""


def _pairs(
    olds: Sequence[_TaskOf], news: Sequence[_TaskOf], names: Names
) -> Iterator[tuple[Item | None, Item | None]]:
    if not olds or not news:
        yield from ((None, _item(task, item, {})) for task in news for item in task[1].items)
        yield from ((_item(task, item, names), None) for task in olds for item in task[1].items)
        return
    if len(olds) > 1 or len(news) > 1:
        yield _together(olds, names), _together(news, {})
        return
    old, new = olds[0], news[0]
    yield _item(old, old[1], names), _item(new, new[1], {})
    before, after = (
        [_item(old, part, names) for part in old[1].parts],
        [_item(new, part, {}) for part in new[1].parts],
    )
    yield from paired(before, after, _alike, lambda part: [("number", part.id.part), *grams(part.text)])


def _item(of: _TaskOf, item: Task | Part, names: Names) -> Item:
    policy, task = of
    units = {role: renamed(listed, names) for role, listed in policy.units_of(task, item).items()}
    open_after = {role: renamed(item.open_after(role), names) for role in ROLES}
    closing = joined(item.closing or "") if isinstance(item, Task) else ""
    return Item((task.item_id(item),), joined(item.text or ""), units, open_after, item.leaders, closing)


def _together(tasks: Sequence[_TaskOf], names: Names) -> Item:
    """All items of the tasks as one: texts one after the other, each unit once a role."""
    items = [_item(task, item, names) for task in tasks for item in task[1].with_parts]
    texts = (joined(text) for _, task in tasks for text in task.texts)
    units, open_after = (
        {role: tuple(dict.fromkeys(name for each in listed for name in each[role])) for role in ROLES}
        for listed in ([item.units for item in items], [item.open_after for item in items])
    )
    ids = tuple(id_ for item in items for id_ in item.ids)
    leaders = tuple(leader for item in items for leader in item.leaders)
    return Item(ids, "".join(texts), units, open_after, leaders)


def _alike(old: Item, new: Item) -> float:
    """How well two parts go together; two of the same number always may."""
    alike = likeness(grams(old.text), grams(new.text))
    same_number = old.id.part == new.id.part
    return max(alike if alike >= 0.4 else 0, 0.2 * same_number)


def item_changes(pair: ItemPair) -> Iterator[AnyChange]:
    """What changed of the item."""
    old, new, where = pair.old, pair.new, pair.where
    before, after = old.text if old else "", new.text if new else ""
    if before != after or old is None or new is None:
        yield where.change(TextChanged, field="text", text=segments(before, after))
    if old and new and old.closing != new.closing:
        yield where.change(TextChanged, field="closing", text=segments(old.closing, new.closing))
    yield from _unit_changes(_positions(old), _positions(new), where)
    if old and new:
        yield from _order_changes(old, new, where)
    for role in ROLES:
        was_open, is_open = (item.open_after[role] if item else () for item in (old, new))
        if was_open != is_open:
            yield where.change(TextChanged, field=f"{role}_open", old=was_open, new=is_open)
    yield from _leader_changes(old, new, where)


def _leader_changes(old: Item | None, new: Item | None, where: Where) -> Iterator[LeadersChanged]:
    """Other persons, or another title of theirs; the words that are quoted do not count."""
    before, after = (item.leaders if item else () for item in (old, new))
    if [leader.model_copy(update={"quote": ""}) for leader in before] != [
        leader.model_copy(update={"quote": ""}) for leader in after
    ]:
        yield where.change(LeadersChanged, old=before, new=after)


_Positions = dict[str, dict[Role, int]]
"""``{unit: {role: its position there, from 1}}``."""


def _unit_changes(
    before: _Positions, after: _Positions, where: Where
) -> Iterator[UnitGained | UnitLost | RoleChanged]:
    for unit in dict.fromkeys((*after, *before)):
        had, has = before.get(unit, {}), after.get(unit, {})
        lost = [role for role in had if role not in has]
        for role in has:
            if role in had:
                continue
            new = RolePlace(role=role, place=has[role])
            about: dict[str, Any] = {"unit": unit, "role": role, "field": f"{role}_units"}
            if lost:
                left = lost.pop(0)
                old = RolePlace(role=left, place=had[left])
                yield where.change(RoleChanged, old=old, new=new, **about)
            else:
                yield where.change(UnitGained, new=new, **about)
        for role in lost:
            old = RolePlace(role=role, place=had[role])
            yield where.change(UnitLost, unit=unit, role=role, field=f"{role}_units", old=old)


def _positions(item: Item | None) -> _Positions:
    positions: _Positions = {}
    for role, names in item.units.items() if item else ():
        for position, name in enumerate(names, 1):
            positions.setdefault(name, {})[role] = position
    return positions


def _order_changes(old: Item, new: Item, where: Where) -> Iterator[OrderChanged]:
    """Units that kept a role, and stand there in another order."""
    for role in ROLES:
        before = tuple(name for name in old.units[role] if name in new.units[role])
        after = tuple(name for name in new.units[role] if name in old.units[role])
        if before != after:
            yield where.change(OrderChanged, role=role, field=f"{role}_units", old=before, new=after)
