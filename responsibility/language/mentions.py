"""Which units a text names, without being an assignment of them: 灵山镇、三江镇完成征地."""

from __future__ import annotations

from collections.abc import Iterable

from responsibility.model import Unit


def named_in(text: str, units: Iterable[Unit]) -> tuple[str, ...]:
    """The names of those ``units`` that ``text`` names, in its order."""
    names = {unit.name: [name for name in (unit.name, *unit.aliases) if name in text] for unit in units}
    first = {name: min(map(text.index, written)) for name, written in names.items() if written}
    return tuple(sorted(first, key=first.__getitem__))
