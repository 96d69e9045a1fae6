"""Changes of the registry: units renamed or spelt otherwise, members of collectives, who took over whose duties."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from responsibility.diff.changes import Members, MembersChanged, PolicyChanged, Succession, SuccessionChanged
from responsibility.diff.matching import Match
from responsibility.language.unit_spellings import may_be_same, office
from responsibility.model import ROLES, Task, Unit

Names = Mapping[str, str]
"""The old name of a unit → its new one; names that stay are left out."""


def names_in_new(olds: Sequence[Unit], news: Sequence[Unit], matches: Iterable[Match]) -> dict[str, str]:
    """Units that have another name in the new edition, so that nobody is told of a loss that is none.

    The same id with another name (a registry's id never changes); a name that the new registry has as another
    unit's alias, or that has as its alias the name of a new unit. Of names that only one edition's tasks
    use: those that plainly spell one office, and those that may (区卫健委, 区卫生健康委) where the one
    stands in the tasks in which the other stood.
    """
    by_id = {unit.id: unit.name for unit in news}
    names = {unit.name: by_id[unit.id] for unit in olds if by_id.get(unit.id, unit.name) != unit.name}
    former, registered = ({unit.name for unit in units} for units in (olds, news))
    aliases = [(alias, unit.name) for unit in news for alias in unit.aliases]
    aliases += [(unit.name, alias) for unit in olds for alias in unit.aliases if alias in registered]
    names |= {old: new for old, new in aliases if old in former - registered and old not in names}
    before, after = Counter[str](), Counter[str]()
    both = Counter[tuple[str, str]]()
    for match in matches:
        had, has = _named(match.old, names), _named(match.new, {})
        before.update(had)
        after.update(has)
        both.update((old, new) for old in had - has for new in has - had)
    gone = {name: office(name) for name in before if name not in after}
    come = {name: office(name) for name in after if name not in before}
    by_office = defaultdict(list)
    for name, key in come.items():
        by_office[key].append(name)
    plain = _one_to_one((old, new) for old, key in gone.items() for new in by_office[key])
    stand_in = _one_to_one(
        (old, new)
        for (old, new), times in both.items()
        if old in gone and new in come and old not in plain and may_be_same(old, new)
        if 2 * times >= min(before[old], after[new])
    )
    return {**stand_in, **plain, **names}


def _named(tasks: Iterable[Task], names: Names) -> set[str]:
    """The units that the clauses of tasks name, as the new edition calls them."""
    units = {name for task in tasks for item in task.items for role in ROLES for name in item.units(role)}
    return {names.get(name, name) for name in units}


def _one_to_one(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Those pairs of which neither side has another counterpart."""
    known = list(pairs)
    olds, news = Counter(old for old, _ in known), Counter(new for _, new in known)
    return {old: new for old, new in known if olds[old] == news[new] == 1}


def renamed(names: Sequence[str], new_names: Names) -> tuple[str, ...]:
    """Names of the old edition as the new one calls them."""
    return tuple(dict.fromkeys(new_names.get(name, name) for name in names))


def registry_changes(
    olds: Sequence[Unit], news: Sequence[Unit], names: Names
) -> Iterator[PolicyChanged | MembersChanged | SuccessionChanged]:
    """Renamed units, changed members and successions, in the new registry's order."""
    by_name = {names.get(unit.name, unit.name): unit for unit in olds}
    by_name |= {unit.name: unit for unit in olds if unit.name not in names}
    for unit in news:
        for old_name in (old for old, new in names.items() if new == unit.name):
            yield PolicyChanged(policy="", unit=unit.name, field="name", old=old_name, new=unit.name)
        old = by_name.get(unit.name)
        if old is None:
            continue
        before: Members = "unlisted" if old.unlisted else renamed(old.member_names, names)
        after: Members = "unlisted" if unit.unlisted else unit.member_names
        if before != after:
            yield MembersChanged(policy="", unit=unit.name, old=before, new=after)
        was, now = _succession(old), _succession(unit)
        if was != now:
            yield SuccessionChanged(policy="", unit=unit.name, old=was, new=now)


def _succession(unit: Unit) -> Succession | None:
    if not (unit.since and unit.basis):
        return None
    return Succession(
        succeeded_by=unit.succeeded_by, since=unit.since, basis=unit.basis, renamed=unit.renamed
    )
