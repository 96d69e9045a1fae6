"""Which units the texts of tasks name: all names looked for at once, so that it does not take units times tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from responsibility.model import Unit
from responsibility.views.tasks import TaskRef, TaskView


def mentions(units: Iterable[Unit], tasks: Iterable[TaskView]) -> dict[str, tuple[TaskRef, ...]]:
    """For each unit's name the tasks whose verbatim text has it or one of its aliases, in the order of ``tasks``."""
    names = {name: unit.name for unit in units for name in (unit.name, *unit.aliases)}
    beginnings: dict[str, list[str]] = {}
    for name in names:
        beginnings.setdefault(name[:2], []).append(name)
    mentioned: dict[str, list[TaskRef]] = {}
    for task in tasks:
        for unit in dict.fromkeys(names[name] for name in _named(task.plain, beginnings)):
            mentioned.setdefault(unit, []).append(task.ref)
    return {unit: tuple(refs) for unit, refs in mentioned.items()}


def _named(text: str, beginnings: dict[str, list[str]]) -> Iterator[str]:
    """The names that stand in ``text``, given by their first two characters; each as often as it stands there."""
    for start in range(len(text)):
        for beginning in (text[start], text[start : start + 2]):
            for name in beginnings.get(beginning, ()):
                if text.startswith(name, start):
                    yield name
