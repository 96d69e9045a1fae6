"""The units as the page shows them: each with where it stands, and the names that may mean the same office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from responsibility.data.loader import UNITS_FILE, Data
from responsibility.language.name_search import keys, way
from responsibility.language.unit_names import is_doubtful
from responsibility.language.unit_spellings import may_be_same
from responsibility.model import ROLE_NAMES, ROLES, Part, Unit
from responsibility.proof import display_label

_MOST_NEAR = 12
_DOUBTFUL = "不像一个单位的名称：可能是几个连在一起，或是半句话"


def units_json(data: Data, policy: str | None) -> list[dict[str, Any]]:
    """The registry's units, and names that tasks use and it lacks; those to be looked at first.

    Of ``policy`` alone those that it names.
    """
    places = defaultdict(list)
    for name, place in _places(data, policy):
        places[name].append(place)
    units = [unit for unit in data.units if policy is None or unit.name in places]
    names = [unit.name for unit in units]
    kinds = {kind.id: kind.name for kind in data.kinds}
    shown = [_unit(unit, kinds, places[unit.name], _variants(unit, data.units)) for unit in units]
    registered = {unit.name for unit in data.units}
    shown += [_unregistered(name, where) for name, where in places.items() if name not in registered]
    order = {name: index for index, name in enumerate(names)}
    return sorted(
        shown,
        key=lambda unit: (not unit["doubtful"], not unit["variants"], order.get(unit["name"], -1)),
    )


def _places(data: Data, policy: str | None) -> Iterator[tuple[str, dict[str, Any]]]:
    for each in data.policies:
        if policy not in (None, each.id):
            continue
        for task in each.tasks:
            for item in task.with_parts:
                for role in ROLES:
                    for name in item.units(role):
                        yield (
                            name,
                            {
                                "policy": each.id,
                                "number": task.number,
                                "label": display_label(task),
                                "title": task.title,
                                "part": item.number if isinstance(item, Part) else "",
                                "role": ROLE_NAMES[role],
                            },
                        )


def _variants(unit: Unit, units: tuple[Unit, ...]) -> list[str]:
    """The names of other units that may be this one."""
    if unit.collective:
        return []
    own = (unit.name, *unit.aliases)
    return [
        other.name
        for other in units
        if other is not unit and not other.collective
        if any(may_be_same(name, written) for name in own for written in (other.name, *other.aliases))
    ]


def _unit(
    unit: Unit, kinds: dict[str, str], places: list[dict[str, Any]], variants: list[str]
) -> dict[str, Any]:
    members = unit.members if unit.members in (None, "unlisted") else list(unit.member_names)
    return {
        "name": unit.name,
        "id": unit.id,
        "kind": unit.kind,
        "kind_name": kinds.get(unit.kind, unit.kind),
        "short": unit.short,
        "aliases": list(unit.aliases),
        "members": members,
        "count": len(places),
        "items": places,
        "doubtful": _DOUBTFUL if is_doubtful(unit.name) else "",
        "variants": variants,
    }


def _unregistered(name: str, places: list[dict[str, Any]]) -> dict[str, Any]:
    empty: dict[str, Any] = {
        "id": "",
        "kind": "",
        "kind_name": "",
        "short": None,
        "aliases": [],
        "members": None,
    }
    return {
        "name": name,
        **empty,
        "count": len(places),
        "items": places,
        "doubtful": f"{UNITS_FILE} 里没有登记",
        "variants": [],
    }


def near(data: Data, written: str) -> list[str]:
    """Names of units that ``written`` may mean, as the site's own finder takes it; the surest first."""
    ranked = []
    for unit in data.units:
        how = way(_keys(unit), written)
        if how is not None:
            ranked.append((how, not unit.name.startswith(written), len(unit.name), unit.name))
    return [name for *_, name in sorted(ranked)[:_MOST_NEAR]]


@lru_cache(maxsize=10_000)
def _keys(unit: Unit) -> tuple[str, ...]:
    return keys(filter(None, (unit.name, unit.short, *unit.aliases)), unit.id)
