"""What the tables for download are rows of, and how a table that was read back is held against that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest

from responsibility.outputs.downloads import downloads
from responsibility.outputs.ledger import unit_ledger

from ..conftest import REAL, SMALL, Compiled, compiled, read
from ..test_supporting import supported
from .columns import OPTIONAL, Columns, Fact, Instruction, Line, target_facts
from .policies import identified, renamed, timed, together
from .reference import Item, Reference
from .wording import Json, chinese_date

DATA = {
    "real": lambda: read(REAL),
    "small": lambda: read(SMALL),
    "supported": lambda: supported(read(SMALL)),
    "identified": lambda: identified(read(SMALL)),
    "timed": lambda: timed(read(SMALL)),
    "two": lambda: together(read(REAL), renamed(supported(read(SMALL)))),
}
DEADLINE_KEY = ("文件", "序号", "原文")
"""The columns that tell deadlines and deliverables apart, and targets but for their values."""
every_data = pytest.mark.parametrize(
    "data", [pytest.param(name, marks=[pytest.mark.slow] * (name == "two")) for name in DATA]
)
"""Makes a test of each."""


@cache
def _compiled(data: str) -> Compiled:
    return compiled(DATA[data]())


@cache
def made(data: str) -> tuple[Reference, dict[str, bytes]]:
    source = _compiled(data)
    return Reference(source), downloads(source.site)


class Grid(NamedTuple):
    """A table as it was read back: where from, its header and its rows."""

    where: str
    header: Sequence[object]
    rows: Sequence[Sequence[object]]


def compare(
    grid: Grid,
    reference: Reference,
    columns: Columns,
    of: Iterable[Any],
    cell: Callable[[str, object], object],
    key: Sequence[str] = (),
) -> None:
    """Hold a table against what its rows stand for (``of``), column by column.

    ``cell`` makes of a column's name and value what is read back of the format; rows are in order, or with
    ``key`` in any order and told apart by the columns named there.
    """
    wanted = [{name: column(reference, row) for name, column in columns.items()} for row in of]
    names = [name for name in columns if name not in OPTIONAL or any(row[name] for row in wanted)]
    assert list(grid.header) == names, grid.where
    assert len(grid.rows) == len(wanted), grid.where
    rows = list(grid.rows)
    if key:
        indexes = [names.index(name) for name in key if name in names]
        rows.sort(key=lambda row: [str(row[index] or "") for index in indexes])
        wanted.sort(key=lambda row: [str(row[names[index]] or "") for index in indexes])
    for index, name in enumerate(names):
        cells, wanted_cells = [row[index] for row in rows], [cell(name, row[name]) for row in wanted]
        assert cells == wanted_cells, f"{grid.where}: {name}"


def every_deadline(tasks: Iterable[Json]) -> list[Fact]:
    return [Fact(task, deadline) for task in tasks for deadline in task["deadlines"]]


def every_deliverable(tasks: Iterable[Json]) -> list[Fact]:
    return [Fact(task, deliverable) for task in tasks for deliverable in task["deliverables"]]


def every_target(tasks: Iterable[Json]) -> list[Fact]:
    return target_facts((task, task["targets"]) for task in tasks)


def of_unit(reference: Reference, unit: str, kind: str) -> list[tuple[Json, list[Json]]]:
    """The tasks that reach a unit, each with its facts of a kind that concern the unit."""
    duties = reference.duties(unit)
    return [
        (
            task,
            [
                fact
                for fact in task[kind]
                if any(fact in duty.concerned(task[kind]) for duty in duties if duty.task is task)
            ],
        )
        for task in reference.tasks
        if any(duty.task is task for duty in duties)
    ]


def unit_files(data: str, suffix: str) -> Iterable[tuple[Reference, str, bytes]]:
    """(reference, unit, content) of the units' files of a format."""
    reference, files = made(data)
    for name, unit in reference.units.items():
        path = f"downloads/units/{unit['id']}.{suffix}"
        if path in files:
            yield reference, name, files[path]


def about_unit(data: str, unit: str) -> tuple[str, ...]:
    """The texts of a unit's ledger besides its headings and lines; what they say is for the tests of notes and mentions."""
    site = _compiled(data).site
    view = site.unit(unit)
    assert view is not None
    ledger = unit_ledger(view, site.policies)
    mentioned = [group for group in ledger.groups if not group.lines and group.instruction]
    return (*ledger.notes, *(text for group in mentioned for text in (group.heading, group.instruction)))


def source_line(policy: Json) -> str:
    return f"{policy['number']}　{chinese_date(policy['issued'])}"


def policy_entries(reference: Reference, policy: Json) -> list[str | Line]:
    entries: list[str | Line] = []
    for section in policy["outline"]:
        entries.append(reference.heading(policy, section["key"]))
        entries.extend(
            f"{each['text']}（未列责任分工）"
            for each in policy["unassigned"]
            if each["section"] == section["key"]
        )
        for task in reference.of_policy(policy["id"]):
            if task["section"] == section["key"]:
                entries.extend(map(Line, reference.rows(task, reference.items(task))))
    return entries


def tasks_and_instructions(reference: Reference) -> list[Fact | Instruction]:
    """The rows of the table of tasks: by section, what is unassigned before its tasks."""
    rows: list[Fact | Instruction] = []
    for policy in reference.policies.values():
        for section in policy["outline"]:
            of_section = {"policy": policy["id"], "section": section["key"]}
            rows += [
                Instruction(of_section, each["text"])
                for each in policy["unassigned"]
                if each["section"] == section["key"]
            ]
            rows += [
                Fact(task) for task in reference.of_policy(policy["id"]) if task["section"] == section["key"]
            ]
    return rows


GROUPS = {
    "lead": "牵头的任务",
    "responsible": "作为责任单位的任务",
    "supporting": "配合的任务",
    "through": "作为成员承担的任务",
}


def unit_policies(reference: Reference, unit: str) -> list[Json]:
    return [policy for key, policy in reference.policies.items() if reference.duties(unit, key)]


def unit_heads(reference: Reference, unit: str) -> tuple[str, str]:
    first, *others = unit_policies(reference, unit)
    numbers = "、".join(policy["number"] for policy in (first, *others))
    return f"{unit}责任清单", numbers if others else source_line(first)


def unit_entries(reference: Reference, unit: str) -> list[str | Line]:
    policies = unit_policies(reference, unit)
    entries: list[str | Line] = []
    for policy in policies:
        if len(policies) > 1:
            entries.append(f"《{policy['title']}》（{source_line(policy)}）")
        for mark, heading in GROUPS.items():
            duties = [duty for duty in reference.duties(unit, policy["id"]) if duty.mark == mark]
            if duties:
                entries.append(f"{heading}（{len(duties)}项）")
                entries.extend(
                    Line(item, duty) for duty in duties for item in reference.rows(duty.task, duty.items)
                )
    return entries


class Gap(NamedTuple):
    task: Json | None
    item: Item | None
    message: str


def policy_gaps(reference: Reference, policy: str) -> list[Gap]:
    items = {
        item.id: item
        for task in reference.of_policy(policy)
        for item in reference.rows(task, reference.items(task))
    }
    items |= {task["id"]: Item(task, None) for task in reference.of_policy(policy)}
    gaps = [gap for gap in reference.json["gaps"] if gap["policy"] == policy]
    gap_items = [(items.get(gap["task"]), gap["message"]) for gap in gaps]
    return [Gap(item and item.task, item, message) for item, message in gap_items]


class Load(NamedTuple):
    unit: str
    policy: str


def policy_units(reference: Reference, policy: str) -> list[Load]:
    """The units that a policy reaches, by kind and then in the registry's order."""
    units = [
        unit
        for kind in reference.kinds
        for unit in reference.units.values()
        if unit["kind"] == kind and reference.duties(unit["name"], policy)
    ]
    return [Load(unit["name"], policy) for unit in units]
