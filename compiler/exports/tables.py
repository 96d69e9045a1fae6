"""The flat tables that every ledger is made of: tasks, assignments, deadlines, targets, and a unit's own.

A table is columns and rows of plain values; what format they are written in is
for the writers beside this module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from compiler.links import item_label
from compiler.model import KIND_NAMES, ROLE_NAMES
from compiler.views import PolicyView, SiteView
from compiler.views.tasks import DeadlineView, TargetView
from compiler.views.units import DutyView, UnitView
from compiler.views.wording import unit_names

Cell = str | int | Decimal | bool | None
Type = Literal["string", "integer", "number", "boolean"]
COMPARISONS = {
    "equals": "等于",
    "at_least": "不少于",
    "at_most": "不超过",
    "between": "两数之间",
    "all": "全部",
    "none": "为零",
}


@dataclass(frozen=True)
class Table:
    """A table: its file's name, what it is for, its columns and its rows."""

    name: str
    title: str
    columns: tuple[tuple[str, Type], ...]
    rows: tuple[tuple[Cell, ...], ...]


TITLES = {
    "tasks": "任务：每项一行",
    "assignments": "分工：任务、单位、角色各一行",
    "deadlines": "时限：每处一行",
    "targets": "指标：每个数值一行",
}
"""The tables of everything, and what each is for."""


def tables(site: SiteView) -> tuple[Table, ...]:
    """The tables of everything."""
    return (
        Table("tasks", TITLES["tasks"], _TASKS, tuple(_each(site, _task_rows))),
        Table("assignments", TITLES["assignments"], _ASSIGNMENTS, tuple(_assignments(site))),
        Table("deadlines", TITLES["deadlines"], _DEADLINES, tuple(_each(site, _deadline_rows))),
        Table("targets", TITLES["targets"], _TARGETS, tuple(_each(site, _target_rows))),
    )


def unit_table(view: UnitView) -> Table:
    """A unit's own obligations, as its page shows them."""
    groups = (("牵头单位", view.lead), ("责任单位", view.responsible), ("随集合主体", view.through))
    rows = (_duty_row(role, duty) for role, duties in groups for duty in duties)
    return Table(view.unit.id, f"{view.unit.name}的任务", _DUTIES, tuple(rows))


def _each(
    site: SiteView, rows: Callable[[PolicyView], Iterator[tuple[Cell, ...]]]
) -> Iterator[tuple[Cell, ...]]:
    for policy in site.policies:
        yield from rows(policy)


def _words(facts: Iterable[DeadlineView]) -> str:
    return "；".join(dict.fromkeys(one.words for one in facts))


def _aims(facts: Iterable[TargetView]) -> str:
    return "；".join(f"{one.record.indicator}：{one.words}" for one in facts)


_TASKS: tuple[tuple[str, Type], ...] = (
    ("文件", "string"),
    ("序号", "string"),
    ("章", "string"),
    ("节", "string"),
    ("任务", "string"),
    ("原文", "string"),
    ("牵头单位", "string"),
    ("责任单位", "string"),
    ("完成时限", "string"),
    ("目标指标", "string"),
    ("缺口", "string"),
)


def _task_rows(policy: PolicyView) -> Iterator[tuple[Cell, ...]]:
    for task in policy.tasks:
        section = "" if task.section == task.chapter else task.section.label + task.section.title
        yield (
            task.ref.document,
            task.ref.label,
            task.chapter.label + task.chapter.title,
            section,
            task.ref.title,
            task.verbatim,
            unit_names(task.units["lead"]),
            unit_names(task.units["responsible"], task.open_after),
            _words(task.deadlines),
            _aims(task.targets),
            "；".join(gap.message for gap in task.gaps),
        )


_ASSIGNMENTS: tuple[tuple[str, Type], ...] = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("单位", "string"),
    ("类别", "string"),
    ("角色", "string"),
    ("经由集合主体", "string"),
)


def _assignments(site: SiteView) -> Iterator[tuple[Cell, ...]]:
    kinds = {view.unit.name: KIND_NAMES[view.unit.kind] for view in site.units}
    for policy in site.policies:
        for task in policy.tasks:
            for one in site.graph.units_of(policy.id, task.ref.id):
                yield (
                    task.ref.document,
                    task.ref.label,
                    item_label(one.item),
                    task.ref.title,
                    one.unit,
                    kinds[one.unit],
                    ROLE_NAMES[one.role],
                    " → ".join(one.via),
                )


_DEADLINES: tuple[tuple[str, Type], ...] = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("时限", "string"),
    ("原文", "string"),
    ("起", "string"),
    ("止", "string"),
    ("写“前”", "boolean"),
    ("时期", "string"),
    ("每期次数", "integer"),
    ("时长", "string"),
    ("牵头单位", "string"),
    ("责任单位", "string"),
)


def _deadline_rows(policy: PolicyView) -> Iterator[tuple[Cell, ...]]:
    for one in policy.deadlines:
        units = policy.task(one.task).units_at(one.item)
        yield (
            one.task.document,
            one.task.label,
            item_label(one.item),
            one.task.title,
            one.words,
            one.record.quote,
            str(one.start or ""),
            str(one.due or ""),
            one.record.before,
            one.record.period,
            one.record.times,
            one.record.duration,
            unit_names(units["lead"]),
            unit_names(units["responsible"]),
        )


_TARGETS: tuple[tuple[str, Type], ...] = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("指标", "string"),
    ("目标值", "string"),
    ("比较", "string"),
    ("数值", "number"),
    ("数值上限", "number"),
    ("计量单位", "string"),
    ("范围", "string"),
    ("基数", "string"),
    ("时限", "string"),
    ("原文", "string"),
)


def _target_rows(policy: PolicyView) -> Iterator[tuple[Cell, ...]]:
    for one in policy.targets:
        head = (one.task.document, one.task.label, item_label(one.item), one.task.title, one.record.indicator)
        tail = (one.record.scope, one.record.baseline, _words(one.deadlines), one.record.quote)
        for comparison, low, high, unit in _values(one):
            yield (*head, one.words, COMPARISONS[comparison], low, high, unit, *tail)


def _values(one: TargetView) -> Iterator[tuple[str, Decimal | None, Decimal | None, str | None]]:
    for value in one.record.values:
        yield value.op, value.numbers[0], value.numbers[1] if len(value.numbers) > 1 else None, value.unit
    if not one.record.values:
        yield one.record.compare or ("all" if one.record.all else "none"), None, None, None


_DUTIES: tuple[tuple[str, Type], ...] = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("角色", "string"),
    ("经由集合主体", "string"),
    ("牵头单位", "string"),
    ("责任单位", "string"),
    ("完成时限", "string"),
    ("目标指标", "string"),
    ("原文", "string"),
)


def _duty_row(role: str, duty: DutyView) -> tuple[Cell, ...]:
    task = duty.task
    parts = "".join(item.label for item in task.items if duty.partial and item.id in duty.items)
    return (
        task.ref.document,
        task.ref.label,
        parts,
        task.ref.title,
        role,
        " → ".join(duty.via),
        unit_names(duty.units["lead"]),
        unit_names(duty.units["responsible"], duty.open_after),
        _words(duty.deadlines),
        _aims(duty.targets),
        task.verbatim,
    )
