"""The flat tables that every ledger is made of: tasks, assignments, deadlines, targets, deliverables, and a unit's own.

A table is columns and rows of plain values; what format they are written in is
for the writers beside this module.
"""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.language.normalize import joined
from responsibility.model import MARK_SPECS, MARKS, ROLE_NAMES, THROUGH, Section
from responsibility.outputs import fact_tables
from responsibility.outputs.cells import deliverable_list, due_list, labelled_names, target_list
from responsibility.outputs.fact_tables import deadline_table, deliverable_table, target_table
from responsibility.outputs.flat_table import (
    AMENDED,
    BY_RULE,
    INHERITED,
    LEADERS,
    PROGRESS,
    UNITS,
    Cell,
    Columns,
    Table,
    make_table,
)
from responsibility.outputs.progress_table import item_states
from responsibility.views import SiteView
from responsibility.views.phrases import absent
from responsibility.views.policies import PolicyView
from responsibility.views.succession import taken_over
from responsibility.views.units import DutyView, UnitView

TITLES = {
    "tasks": "任务：每项一行；未列责任分工的一段话也有一行",
    "assignments": "分工：任务、单位、角色各一行",
    **fact_tables.TITLES,
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
        return make_table(name, TITLES[name], _TASKS, rows)
    return make_table(name, TITLES[name], _ASSIGNMENTS, _assignments(site))


def gap_table(policy: PolicyView) -> Table:
    """A row a gap of the document."""
    labels = {item.id: (task, item) for task in policy.tasks for item in task.items}
    labels |= {task.ref.item: (task, task.items[0]) for task in policy.tasks}
    rows: list[tuple[Cell, ...]] = []
    for gap in policy.gaps:
        task, item = labels.get(gap.item, (None, None)) if gap.item else (None, None)
        part = item.label if item and item.id == gap.item else ""
        rows.append((task.ref.label + part if task else "", task.ref.title if task else "", gap.message))
    return make_table("gaps", "待明确事项", _GAPS, rows)


def load_table(policy: PolicyView) -> Table:
    """A row a unit that the policy reaches: its tasks by role, and who stands for it or whom it stands for."""
    totals = policy.matrix.totals
    rows: list[tuple[Cell, ...]] = []
    for kind, units in policy.matrix.columns:
        for unit in units:
            counts = [totals.get(mark, {}).get(unit.name, 0) for mark in MARKS]
            members = absent("文件没有列明", policy.draft) if unit.unlisted else "、".join(unit.member_names)
            rows.append((unit.name, kind.name, *counts, sum(counts), members))
    return make_table("units", "单位：各有多少任务", _LOADS, rows)


def unit_table(view: UnitView) -> Table:
    """A unit's own obligations, as its page shows them."""
    rows = (
        _duty_row(THROUGH.short if mark == THROUGH.key else ROLE_NAMES[mark], duty)
        for mark, duties in view.by_mark.items()
        for duty in duties
    )
    return make_table(view.unit.id, f"{view.unit.name}的任务", _DUTIES, rows)


_TASKS: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("章", "string"),
    ("节", "string"),
    ("任务", "string"),
    ("原文", "string"),
    *UNITS,
    (LEADERS, "string"),
    ("完成时限", "string"),
    ("目标指标", "string"),
    ("成果", "string"),
    (AMENDED, "string"),
    ("待明确事项", "string"),
    *((name, "string") for name in PROGRESS),
)


def _task_rows(policy: PolicyView) -> Iterator[tuple[Cell, ...]]:
    """The tasks in the document's order, and what it asks for under a heading without assigning it."""
    for section in policy.record.metadata.outline:
        if section.instruction:
            yield _instruction_row(policy, section, section.instruction)
        yield from _rows_of_section(policy, section)


def _headings(policy: PolicyView, section: Section) -> tuple[str, str]:
    """The chapter and, where the section is none itself, the section."""
    chapter = policy.record.section_at(section.chapter)
    return chapter.label + chapter.title, "" if section == chapter else section.label + section.title


def _instruction_row(policy: PolicyView, section: Section, instruction: str) -> tuple[Cell, ...]:
    cells = {
        "文件": policy.record.metadata.name,
        **dict(zip(("章", "节"), _headings(policy, section), strict=True)),
        "原文": joined(instruction),
        "待明确事项": "未列责任分工",
    }
    return tuple(cells.get(name, "") for name, _ in _TASKS)


def _rows_of_section(policy: PolicyView, section: Section) -> Iterator[tuple[Cell, ...]]:
    for task in policy.of_section(section):
        yield (
            task.ref.document,
            task.ref.label,
            *_headings(policy, section),
            task.ref.title,
            task.verbatim,
            *labelled_names(task.items).values(),
            "；".join(leader.words for leader in task.leaders),
            due_list(task.deadlines, labelled=True),
            target_list(task.targets, labelled=True),
            deliverable_list(task.deliverables, labelled=True),
            "；".join(amendment.words for amendment in task.amended),
            "；".join((gap.item.part_label if gap.item else "") + gap.message for gap in task.gaps),
            *item_states(task),
        )


_ASSIGNMENTS: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("单位", "string"),
    ("类别", "string"),
    ("角色", "string"),
    ("作为哪个集合的成员", "string"),
    (BY_RULE, "string"),
    (INHERITED, "string"),
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
                    taken_over(obligation.inherited),
                )


_GAPS: Columns = (("序号", "string"), ("任务", "string"), ("待明确事项", "string"))

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
    ("作为哪个集合的成员", "string"),
    (BY_RULE, "string"),
    (INHERITED, "string"),
    *UNITS,
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
        duty.origin,
        *labelled_names(duty.item_views).values(),
        "；".join(leader.words for leader in duty.leaders),
        due_list(duty.deadlines, duty, labelled=True),
        target_list(duty.targets, labelled=True),
        deliverable_list(duty.deliverables, labelled=True),
        duty.verbatim,
    )
