"""What every column of every table for download holds, said by the JSON export.

A table here is a column's name and how its cell follows from what the row stands for;
the order is that of the columns. A new column needs an entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from .reference import MARKS, ROLES, Duty, Item, Reference, own_line, shared
from .wording import (
    DELIVERABLES,
    EVERY,
    Date,
    Json,
    Like,
    Percent,
    amended_words,
    comparison_words,
    deliverables_words,
    demand_pattern,
    duration_words,
    leader_words,
    targets_words,
    two_readings,
    values,
)

Column = Callable[[Reference, Any], object]
Columns = dict[str, Column]
LEADERS = "文件点名的领导"
READ_AS = "读法说明"
READINGS = "日期说明"
AMENDED = "修改情况"
OPTIONAL = {"配合单位", LEADERS, READ_AS, READINGS, AMENDED}
"""Columns that a table has only where something stands in them."""
SHORT = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位", "through": "作为成员"}


class Fact(NamedTuple):
    """A deadline, target or deliverable of a task, or the task alone."""

    task: Json
    fact: Json | None = None
    value: Json | None = None
    """Of a target: one of its values."""


class Line(NamedTuple):
    """A line of a ledger: an item, in a unit's own ledger with the duty that it belongs to."""

    item: Item
    duty: Duty | None = None

    @property
    def task(self) -> Json:
        return self.item.task

    def concerned(self, facts: Iterable[Json]) -> list[Json]:
        """Those of the task's facts that are of the item or of the whole task."""
        behind_first = shared(self.task) and self.item.id != self.task["parts"][0]["id"]
        if own_line(self.task) or behind_first:
            return [fact for fact in facts if (fact["part"] or self.task["id"]) == self.item.id]
        return [fact for fact in facts if fact["part"] in (None, self.item.id)]


def _units(items: Callable[[Reference, Any], list[Item]], listed: bool) -> Columns:
    def column(role: str) -> Column:
        return lambda reference, row: reference.units_words(items(reference, row), role, listed)

    return {name: column(role) for role, name in ROLES.items()}


def _labelled_units(items: Callable[[Reference, Any], list[Item]]) -> Columns:
    """The names of each role, part by part where the parts have others."""

    def column(role: str) -> Column:
        def words(reference: Reference, row: Any) -> object:
            parts = items(reference, row)
            if len({(tuple(item.units(role)), *item.open(role)) for item in parts}) == 1:
                return reference.units_words(parts, role)
            named = [(item.label, reference.units_words([item], role)) for item in parts if item.units(role)]
            patterns = [
                re.escape(label) + (names.pattern if isinstance(names, Like) else re.escape(names))
                for label, names in named
            ]
            return Like("；".join(patterns))

        return words

    return {name: column(role) for role, name in ROLES.items()}


def _fact_item(reference: Reference, row: Fact) -> Item:
    assert row.fact
    return reference.item_of(row.fact, row.task)


def _fact(key: str) -> Column:
    return lambda _, row: row.fact[key]


def _date(key: str) -> Column:
    return lambda _, row: Date(row.fact[key], end=False) if row.fact[key] else None


def _end(_: Reference, row: Fact) -> Date | None:
    """The end, or the earlier of its two readings."""
    assert row.fact
    readings = two_readings(row.fact)
    due = readings[1] if readings else row.fact["due"]
    return Date(due, end=True) if due else None


def _readings(_: Reference, row: Fact) -> str:
    assert row.fact
    readings = two_readings(row.fact)
    return f"原文可读作{readings[0]}，先按前一日掌握" if readings else ""


def _amount(key: str) -> Column:
    def column(_: Reference, row: Fact) -> object:
        assert row.value
        amount = row.value[key]
        return Percent(amount) if amount is not None and row.value["unit"] == "%" else amount

    return column


def _section(reference: Reference, row: Fact) -> str:
    key = row.task["section"]
    return reference.heading(reference.policy(row.task), key) if "（" in key else ""


def _chapter(reference: Reference, row: Fact) -> str:
    return reference.heading(reference.policy(row.task), row.task["section"].partition("（")[0])


_NUMBER: Columns = {"文件": lambda reference, row: reference.policy(row.task)["number"]}
_LABEL: Columns = {"序号": lambda reference, row: reference.label(row.task)}
_TITLE: Columns = {"任务": lambda _, row: row.task["title"]}
_FACT_OF: Columns = {
    **_NUMBER,
    **_LABEL,
    "部分": lambda reference, row: _fact_item(reference, row).label,
    **_TITLE,
}
_FACT_UNITS = _units(lambda reference, row: [_fact_item(reference, row)], listed=True)


class Instruction(NamedTuple):
    """What a document asks for under a heading without assigning it."""

    task: Json
    """Only the policy and the section, so that the columns of a task's place hold for it too."""
    text: str


_OF_INSTRUCTION: Columns = {
    **_NUMBER,
    "章": _chapter,
    "节": _section,
    "原文": lambda _, row: row.text,
    "待明确事项": lambda *_: "未列责任分工",
}


def _or_instruction(columns: Columns) -> Columns:
    """``columns`` of tasks, which hold of instructions too."""

    def column(name: str) -> Column:
        def words(reference: Reference, row: Any) -> object:
            of_row = _OF_INSTRUCTION.get(name) if isinstance(row, Instruction) else columns[name]
            return of_row(reference, row) if of_row else ""

        return words

    return {name: column(name) for name in columns}


_TASKS: Columns = {
    **_NUMBER,
    **_LABEL,
    "章": _chapter,
    "节": _section,
    **_TITLE,
    "原文": lambda reference, row: reference.verbatim(
        row.task, reference.rows(row.task, reference.items(row.task))
    ),
    **_labelled_units(lambda reference, row: reference.items(row.task)),
    LEADERS: lambda _, row: "；".join(map(leader_words, row.task["leaders"])),
    "完成时限": lambda reference, row: reference.due_words(row.task, row.task["deadlines"], labelled=True),
    "目标指标": lambda _, row: targets_words(row.task["targets"], "；", labelled=True),
    "成果": lambda _, row: deliverables_words(row.task["deliverables"], "；", labelled=True),
    AMENDED: lambda _, row: "；".join(map(amended_words, row.task["amended"])),
    "待明确事项": lambda reference, row: "；".join(reference.gaps(row.task, labelled=True)),
}
TASKS = _or_instruction(_TASKS)
ASSIGNMENTS: Columns = {
    **_NUMBER,
    **_LABEL,
    "部分": lambda _, row: row.item.label,
    **_TITLE,
    "单位": lambda _, row: row.unit,
    "类别": lambda reference, row: reference.kinds[reference.units[row.unit]["kind"]],
    "角色": lambda _, row: ROLES[row.role],
    "作为哪个集合的成员": lambda _, row: " → ".join(row.via),
}
DEADLINES: Columns = {
    **_FACT_OF,
    "时限": lambda reference, row: reference.deadline_words(row.task, row.fact),
    "完成事项": _fact("matter"),
    "原文": _fact("quote"),
    "开始日期": _date("start"),
    "截止日期": _end,
    READINGS: _readings,
    "写有“前”": _fact("before"),
    "所属时期": _fact("period"),
    "周期": lambda _, row: EVERY.get(row.fact["every"]),
    "每周期次数": _fact("times"),
    "次数为最低要求": _fact("at_least"),
    "期限长度": lambda _, row: duration_words(row.fact),
    READ_AS: _fact("read_as"),
    **_FACT_UNITS,
}
TARGETS: Columns = {
    **_FACT_OF,
    "指标": _fact("indicator"),
    "目标值": lambda _, row: Like(demand_pattern(row.fact)),
    "数值关系": lambda _, row: comparison_words(row.fact, row.value),
    "数值": _amount("value"),
    "数值上限": _amount("value_max"),
    "计量单位": lambda _, row: row.value["unit"],
    "范围": _fact("scope"),
    "对比基数": _fact("baseline"),
    "时限": lambda reference, row: reference.deadlines_words(row.task, reference.bound(row.task, row.fact)),
    "原文": _fact("quote"),
    READ_AS: _fact("read_as"),
    **_FACT_UNITS,
}
DELIVERED: Columns = {
    **_FACT_OF,
    "成果": _fact("name"),
    "类别": lambda _, row: DELIVERABLES[row.fact["kind"]],
    "时限": lambda reference, row: reference.deadlines_words(row.task, reference.bound(row.task, row.fact)),
    "原文": _fact("quote"),
    **_FACT_UNITS,
}
DUTIES: Columns = {
    **_NUMBER,
    **_LABEL,
    "部分": lambda _, row: "".join(item.label for item in row.items),
    **_TITLE,
    "角色": lambda _, row: SHORT[row.mark],
    "作为哪个集合的成员": lambda _, row: " → ".join(row.via),
    **_labelled_units(lambda _, row: row.items),
    LEADERS: lambda _, row: "；".join(map(leader_words, row.concerned(row.task["leaders"]))),
    "完成时限": lambda reference, row: reference.due_words(
        row.task, row.concerned(row.task["deadlines"]), duty=row, labelled=True
    ),
    "目标指标": lambda _, row: targets_words(row.concerned(row.task["targets"]), "；", labelled=True),
    "成果": lambda _, row: deliverables_words(row.concerned(row.task["deliverables"]), "；", labelled=True),
    "原文": lambda reference, row: reference.verbatim(row.task, reference.rows(row.task, row.items)),
}
GAPS: Columns = {
    "序号": lambda reference, row: reference.label(row.task) + row.item.label if row.task else "",
    "任务": lambda _, row: row.task["title"] if row.task else "",
    "待明确事项": lambda _, row: row.message,
}


def _load(mark: str) -> Column:
    return lambda reference, row: reference.workload(row.unit, row.policy)[mark]


def _members(reference: Reference, row: Any) -> str:
    unit = reference.units[row.unit]
    return "文件没有列明" if unit["unlisted"] else "、".join(unit["members"])


LOADS: Columns = {
    "单位": lambda _, row: row.unit,
    "类别": lambda reference, row: reference.kinds[reference.units[row.unit]["kind"]],
    **{name: _load(mark) for mark, name in MARKS.items()},
    "合计": lambda reference, row: sum(reference.workload(row.unit, row.policy).values()),
    "成员": _members,
}


def _remarks(reference: Reference, row: Line) -> str:
    via = row.duty.via if row.duty else ()
    return "；".join(
        [
            *map(amended_words, row.task["amended"]),
            *(["作为" + "→".join(f"“{name}”" for name in via) + "成员承担"] if via else []),
            *reference.gaps(row.task, row.item.id),
            *reference.errata(row.task, row.item),
        ]
    )


SILENCE = {"deadlines": "未明确时限", "targets": "未设量化指标", "deliverables": "未列明成果"}


def _or_silence(words: Callable[[Reference, Line], object], facts: str) -> Column:
    """What a line says of facts; where neither it nor the task around it has any, that the document sets none."""

    def column(reference: Reference, row: Line) -> object:
        listed = row.task[facts]
        whole = row.item.id == row.task["id"]
        elsewhere = listed if whole else [fact for fact in listed if fact["part"] is None]
        return words(reference, row) if elsewhere or row.concerned(listed) else SILENCE[facts]

    return column


_line_deadlines = _or_silence(
    lambda reference, row: reference.due_words(
        row.task, row.concerned(row.task["deadlines"]), "\n", row.duty
    ),
    "deadlines",
)
_line_targets = _or_silence(lambda _, row: targets_words(row.concerned(row.task["targets"]), "\n"), "targets")


def _line_deliverables(between: str) -> Column:
    return _or_silence(
        lambda _, row: deliverables_words(row.concerned(row.task["deliverables"]), between), "deliverables"
    )


def _line_units() -> Columns:
    columns = _units(lambda _, row: [row.item], listed=True)
    lead = columns[ROLES["lead"]]
    return {
        **columns,
        ROLES["lead"]: lambda reference, row: (
            lead(reference, row) if row.item.units("lead") else "文件未明确"
        ),
    }


_LINE: Columns = {
    "序号": lambda reference, row: reference.label(row.task) + row.item.label,
    **_TITLE,
    "原文": lambda reference, row: reference.verbatim(row.task, [row.item]),
}
_LINE_FACTS: Columns = {
    "完成时限": _line_deadlines,
    "目标指标": _line_targets,
    "成果": _line_deliverables("\n"),
}
LEDGER: Columns = {
    **_LINE,
    **_line_units(),
    LEADERS: lambda _, row: "\n".join(map(leader_words, row.concerned(row.task["leaders"]))),
    **_LINE_FACTS,
    "备注": _remarks,
}
LETTER: Columns = {
    **_LINE,
    **_line_units(),
    "完成时限": _line_deadlines,
    "目标指标": _LINE_FACTS["目标指标"],
    "成果": _line_deliverables("；"),
    "备注": lambda reference, row: "\n".join(
        filter(
            None, ("；".join(map(leader_words, row.concerned(row.task["leaders"]))), _remarks(reference, row))
        )
    ),
}


def target_facts(tasks: Iterable[tuple[Json, list[Json]]]) -> list[Fact]:
    """A row a value of each target, given tasks and which of their targets."""
    return [
        Fact(task, target, value) for task, targets in tasks for target in targets for value in values(target)
    ]
