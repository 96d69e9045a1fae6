"""The flat tables that every ledger is made of: tasks, assignments, deadlines, targets, deliverables, and a unit's own.

A table is columns and rows of plain values; what format they are written in is
for the writers beside this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from responsibility.language import comparisons, coverage
from responsibility.model import EXPECTED, MARK_SPECS, MARKS, ROLE_NAMES, THROUGH
from responsibility.model.dates import PartialDate
from responsibility.outputs.cells import (
    deadline_list,
    deliverable_list,
    due_list,
    labelled_names,
    target_list,
)
from responsibility.views import PolicyView, SiteView
from responsibility.views.phrases import absent, duration_words, names_by_role
from responsibility.views.tasks import DeadlineView, DeliverableView, TargetView
from responsibility.views.units import DutyView, UnitView


class Percent(Decimal):
    """A number of per cent: 90 for 90%."""


Cell = str | int | Decimal | bool | PartialDate | None
Type = Literal["string", "integer", "number", "boolean", "start", "end"]
"""What a column holds; ``start`` and ``end`` are dates as exact as the document gives them."""
Columns = tuple[tuple[str, Type], ...]
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def like_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula, when it is read or when somebody edits the cell."""
    return _FORMULA.match(text) is not None


_COMPARISONS: dict[str, str] = {"equals": "等于", "between": "两数之间", **dict(coverage.WRITTEN.items())}
_AGAINST_BASELINE: dict[str, str] = {
    op: words.format("").removeprefix("与") for op, words in comparisons.WRITTEN_BASELINE.items()
}


@dataclass(frozen=True)
class Table:
    """A table: its file's name, what it is for, its columns and its rows."""

    name: str
    title: str
    columns: Columns
    rows: tuple[tuple[Cell, ...], ...]


TITLES = {
    "tasks": "任务：每项一行",
    "assignments": "分工：任务、单位、角色各一行",
    "deadlines": "时限：每处一行",
    "targets": "指标：每个数值一行",
    "deliverables": "成果：每项一行",
}
"""The tables of everything, and what each is for."""


def table(site: SiteView, name: str) -> Table:
    """The table of everything that is called ``name``, a key of TITLES."""
    if name == "deadlines":
        return deadline_table(site, (deadline for policy in site.policies for deadline in policy.deadlines))
    if name == "targets":
        return target_table(site, (target for policy in site.policies for target in policy.targets))
    if name == "deliverables":
        return deliverable_table(site, (each for policy in site.policies for each in policy.deliverables))
    if name == "tasks":
        rows = (row for policy in site.policies for row in _task_rows(policy))
        return _table(name, TITLES[name], _TASKS, rows)
    return _table(name, TITLES[name], _ASSIGNMENTS, _assignments(site))


def deadline_table(site: SiteView, deadlines: Iterable[DeadlineView]) -> Table:
    """A row a deadline, with the units of its task or part."""
    return _table(
        "deadlines", TITLES["deadlines"], _DEADLINES, (_deadline(site, deadline) for deadline in deadlines)
    )


def target_table(site: SiteView, targets: Iterable[TargetView]) -> Table:
    """A row a value; a target without values has one row all the same."""
    rows = (row for target in targets for row in _target(site, target))
    return _table("targets", TITLES["targets"], _TARGETS, rows)


def deliverable_table(site: SiteView, deliverables: Iterable[DeliverableView]) -> Table:
    """A row a deliverable, with the units of its task or part."""
    rows = (_deliverable(site, deliverable) for deliverable in deliverables)
    return _table("deliverables", TITLES["deliverables"], _DELIVERABLES, rows)


def gap_table(policy: PolicyView) -> Table:
    """A row a gap of the document."""
    labels = {item.id: (task, item) for task in policy.tasks for item in task.items}
    labels |= {task.ref.item: (task, task.items[0]) for task in policy.tasks}
    rows: list[tuple[Cell, ...]] = []
    for gap in policy.gaps:
        task, item = labels.get(gap.item, (None, None)) if gap.item else (None, None)
        part = item.label if item and item.id == gap.item else ""
        rows.append((task.ref.label + part if task else "", task.ref.title if task else "", gap.message))
    return _table("gaps", f"缺口：{absent('文件没有写明的', policy.draft)}", _GAPS, rows)


def load_table(policy: PolicyView) -> Table:
    """A row a unit that the policy reaches: its tasks by role, and who stands for it or whom it stands for."""
    totals = policy.matrix.totals
    rows: list[tuple[Cell, ...]] = []
    for kind, units in policy.matrix.columns:
        for unit in units:
            counts = [totals.get(mark, {}).get(unit.name, 0) for mark in MARKS]
            members = absent("文件没有列明", policy.draft) if unit.unlisted else "、".join(unit.member_names)
            rows.append((unit.name, kind.name, *counts, sum(counts), members))
    return _table("units", "单位：各有多少任务", _LOADS, rows)


def unit_table(view: UnitView) -> Table:
    """A unit's own obligations, as its page shows them."""
    rows = (
        _duty_row(THROUGH.short if mark == THROUGH.key else ROLE_NAMES[mark], duty)
        for mark, duties in view.by_mark.items()
        for duty in duties
    )
    return _table(view.unit.id, f"{view.unit.name}的任务", _DUTIES, rows)


def _table(name: str, title: str, columns: Columns, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table without those columns that a document need not have, where nothing is in them."""
    all_rows = tuple(rows)
    kept = [
        index
        for index, (column, _) in enumerate(columns)
        if column not in _WHERE_USED or any(row[index] for row in all_rows)
    ]
    cut = (tuple(row[index] for index in kept) for row in all_rows)
    return Table(name, title, tuple(columns[index] for index in kept), tuple(cut))


_BY_RULE = "按文件规定"
"""The quote of the rule by which a unit has its role."""
LEADERS = "文件点名的领导"
"""Who leads by the document, not by what a unit fills in."""
_WHERE_USED = [_BY_RULE, LEADERS, *(name for role, name in ROLE_NAMES.items() if role not in EXPECTED)]
_UNITS: Columns = tuple((name, "string") for name in ROLE_NAMES.values())

_TASKS: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("章", "string"),
    ("节", "string"),
    ("任务", "string"),
    ("原文", "string"),
    *_UNITS,
    (LEADERS, "string"),
    ("完成时限", "string"),
    ("目标指标", "string"),
    ("成果", "string"),
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
            *labelled_names(task.items).values(),
            "；".join(leader.words for leader in task.leaders),
            due_list(task.deadlines, labelled=True),
            target_list(task.targets, labelled=True),
            deliverable_list(task.deliverables, labelled=True),
            "；".join((gap.item.part_label if gap.item else "") + gap.message for gap in task.gaps),
        )


_ASSIGNMENTS: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("单位", "string"),
    ("类别", "string"),
    ("角色", "string"),
    ("经由集合主体", "string"),
    (_BY_RULE, "string"),
)


def _assignments(site: SiteView) -> Iterator[tuple[Cell, ...]]:
    kinds = {view.unit.name: view.kind.name for view in site.units}
    for policy in site.policies:
        for task in policy.tasks:
            for obligation in site.graph.units_of(policy.id, task.ref.id):
                yield (
                    task.ref.document,
                    task.ref.label,
                    obligation.item.part_label,
                    task.ref.title,
                    obligation.unit,
                    kinds[obligation.unit],
                    ROLE_NAMES[obligation.role],
                    " → ".join(obligation.via),
                    obligation.rule,
                )


_DEADLINES: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("时限", "string"),
    ("完成事项", "string"),
    ("原文", "string"),
    ("起", "start"),
    ("止", "end"),
    ("写“前”", "boolean"),
    ("时期", "string"),
    ("每期次数", "integer"),
    ("时长", "string"),
    *_UNITS,
)


def _deadline(site: SiteView, deadline: DeadlineView) -> tuple[Cell, ...]:
    units = site.task(deadline.task).units_at(deadline.item)
    return (
        deadline.task.document,
        deadline.task.label,
        deadline.item.part_label,
        deadline.task.title,
        deadline.words,
        deadline.matter,
        deadline.record.quote,
        deadline.start,
        deadline.due,
        deadline.record.before,
        deadline.record.period,
        deadline.record.times,
        deadline.record.duration and duration_words(deadline.record.duration),
        *names_by_role(units).values(),
    )


_TARGETS: Columns = (
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
    *_UNITS,
)


def _target(site: SiteView, target: TargetView) -> Iterator[tuple[Cell, ...]]:
    head = (
        target.task.document,
        target.task.label,
        target.item.part_label,
        target.task.title,
        target.record.indicator,
    )
    units = site.task(target.task).units_at(target.item)
    tail = (
        target.record.scope,
        target.record.baseline,
        deadline_list(target.deadlines),
        target.record.quote,
        *names_by_role(units).values(),
    )
    for comparison, low, high, unit in _values(target):
        yield (*head, target.words, comparison, low, high, unit, *tail)


def _values(target: TargetView) -> Iterator[tuple[str, Decimal | None, Decimal | None, str | None]]:
    """The comparison of each value in words, 不低于 where a rate is measured, then its figures and its unit."""
    for value in target.record.values:
        comparison = comparisons.written(value.op, target.record.indicator + value.unit)
        low, *high = (Percent(number) if value.unit == "%" else number for number in value.numbers)
        yield comparison or _COMPARISONS[value.op], low, high[0] if high else None, value.unit
    if target.record.compare:
        yield _AGAINST_BASELINE[target.record.compare], None, None, None
    elif not target.record.values:
        yield _COMPARISONS["all" if target.record.all else "none"], None, None, None


_DELIVERABLES: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("成果", "string"),
    ("类别", "string"),
    ("时限", "string"),
    ("原文", "string"),
    *_UNITS,
)


def _deliverable(site: SiteView, deliverable: DeliverableView) -> tuple[Cell, ...]:
    return (
        deliverable.task.document,
        deliverable.task.label,
        deliverable.item.part_label,
        deliverable.task.title,
        deliverable.record.name,
        deliverable.kind_name,
        deadline_list(deliverable.deadlines),
        deliverable.record.quote,
        *names_by_role(site.task(deliverable.task).units_at(deliverable.item)).values(),
    )


_GAPS: Columns = (("序号", "string"), ("任务", "string"), ("缺口", "string"))

_LOADS: Columns = (
    ("单位", "string"),
    ("类别", "string"),
    *((spec.name, "integer") for spec in MARK_SPECS.values()),
    ("合计", "integer"),
    ("成员", "string"),
)

_DUTIES: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("角色", "string"),
    ("经由集合主体", "string"),
    (_BY_RULE, "string"),
    *_UNITS,
    (LEADERS, "string"),
    ("完成时限", "string"),
    ("目标指标", "string"),
    ("成果", "string"),
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
        duty.rule,
        *labelled_names(duty.item_views).values(),
        "；".join(leader.words for leader in duty.leaders),
        due_list(duty.deadlines, duty, labelled=True),
        target_list(duty.targets, labelled=True),
        deliverable_list(duty.deliverables, labelled=True),
        duty.verbatim,
    )
