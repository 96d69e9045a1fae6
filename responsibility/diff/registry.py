"""Changes of the registry: units renamed, members of collectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from responsibility.diff.changes import Members, MembersChanged, PolicyChanged
from responsibility.model import Unit

Names = Mapping[str, str]
"""The old name of a unit → its new one; names that stay are left out."""


def names_in_new(olds: Sequence[Unit], news: Sequence[Unit]) -> dict[str, str]:
    """Units that were renamed: the same id, another name. A registry's id never changes."""
    by_id = {unit.id: unit.name for unit in news}
    return {unit.name: by_id[unit.id] for unit in olds if by_id.get(unit.id, unit.name) != unit.name}


def renamed(names: Sequence[str], new_names: Names) -> tuple[str, ...]:
    """Names of the old edition as the new one calls them."""
    return tuple(new_names.get(name, name) for name in names)


def registry_changes(
    olds: Sequence[Unit], news: Sequence[Unit], names: Names
) -> Iterator[PolicyChanged | MembersChanged]:
    """Renamed units and changed members, in the new registry's order."""
    by_name = {names.get(unit.name, unit.name): unit for unit in olds}
    for unit in news:
        old = by_name.get(unit.name)
        if old is None:
            continue
        if old.name != unit.name:
            yield PolicyChanged(policy="", unit=unit.name, field="name", old=old.name, new=unit.name)
        before: Members = "unlisted" if old.unlisted else renamed(old.member_names, names)
        after: Members = "unlisted" if unit.unlisted else unit.member_names
        if before != after:
            yield MembersChanged(policy="", unit=unit.name, old=before, new=after)
