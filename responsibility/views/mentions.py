"""Where the texts of tasks name units: all names looked for at once, so that it does not take units times tasks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from responsibility.language.localities import in_lists, short_name
from responsibility.language.sentences import Sentences
from responsibility.model import Unit
from responsibility.views.tasks import TaskRef, TaskView

MENTIONED = "以下任务的正文（不含括号里的责任分工）直接写到{}："
"""Before a unit's mentions; takes its name."""
UNASSIGNED = "责任分工未列该单位"
"""Behind a mention in a task that does not reach the unit."""


class Mention(NamedTuple):
    """A task whose text names a unit, and the clauses of the text that do."""

    task: TaskRef
    clauses: tuple[str, ...]

    @property
    def words(self) -> str:
        """``33 增强农村水网建设：“确保2021年底完成东河镇供水工程”``."""
        return f"{self.task.label} {self.task.title}：" + "".join(f"“{clause}”" for clause in self.clauses)


def mentions(units: Iterable[Unit], tasks: Iterable[TaskView]) -> dict[str, tuple[Mention, ...]]:
    """For each unit's name the tasks whose verbatim text has it, an alias of it, or in a list its short name.

    In the order of ``tasks``; assignment clauses are not looked at.
    """
    names = {name: unit.name for unit in units for name in (unit.name, *unit.aliases)}
    localities = {name: unit for name, unit in names.items() if short_name(name)}
    localities |= {short_name(name): unit for name, unit in localities.items()}
    beginnings: dict[str, list[str]] = {}
    for name in names:
        beginnings.setdefault(name[:2], []).append(name)
    mentioned: dict[str, list[Mention]] = {}
    for task in tasks:
        sentences = Sentences(task.plain)
        clauses: dict[str, dict[str, None]] = {}
        offsets = [*_named(task.plain, beginnings), *in_lists(task.plain, localities)]
        for offset, name in sorted(offsets):
            start, end = sentences.clause(offset, offset + 1)
            clauses.setdefault(names.get(name, name), {})[task.plain[start:end]] = None
        for unit, of_unit in clauses.items():
            mentioned.setdefault(unit, []).append(Mention(task.ref, tuple(of_unit)))
    return {unit: tuple(of_unit) for unit, of_unit in mentioned.items()}


def _named(text: str, beginnings: dict[str, list[str]]) -> Iterator[tuple[int, str]]:
    """The names that stand in ``text``, given by their first two characters, and where; each as often as it stands there."""
    for start in range(len(text)):
        for beginning in (text[start], text[start : start + 2]):
            for name in beginnings.get(beginning, ()):
                if text.startswith(name, start):
                    yield start, name
