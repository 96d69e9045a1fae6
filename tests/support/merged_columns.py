"""What every column of the ledger of all units holds, said by the JSON export, for the rows of all that somebody reported or decided on."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from responsibility.model import ItemId
from responsibility.model.progress import Subject
from responsibility.progress.subjects import key

from .columns import Column, Columns
from .fill_in_columns import FILL_IN, Asked
from .progress_columns import STANDINGS, Standing
from .reference import Reference
from .wording import Json, Like, chinese_date, values

_LISTS = {
    "deadline": ("时限", "deadlines"),
    "target": ("指标", "targets"),
    "deliverable": ("成果", "deliverables"),
}
_STATUSES = {
    **{"not_started": "未启动", "in_progress": "推进中", "completed": "已完成", "delayed": "滞后"},
    "not_applicable": "不适用",
}
_LIGHTS = {"red": "✕红", "yellow": "！黄", "grey": "？灰", "green": "✓绿", None: ""}
_DECISIONS = {"accepted": "销号", "extended": "延期", "adjusted": "调整"}


class MergedLine(NamedTuple):
    """A row: a subject of the JSON, and a unit that decides it or reported on it."""

    asked: Asked
    standing: Standing

    @property
    def key(self) -> str:
        """What the row carries hidden."""
        record = self.standing.subject
        subject = Subject(
            ItemId.parse(record["task"]), record["about"], record["quote"] or "", record["measure"] or ""
        )
        return key(record["policy"], subject)

    @property
    def reports(self) -> list[Json]:
        """What the unit reported, the newest first."""
        subject = self.standing.subject
        return [
            each for each in (*subject["reports"], *subject["history"]) if each["unit"] == self.standing.unit
        ]


def merged_lines(reference: Reference, policy: str) -> list[MergedLine]:
    """The rows of a policy of which the JSON says how they stand."""
    tasks = {task["id"]: task for task in reference.tasks if task["policy"] == policy}
    return [
        MergedLine(_asked(reference, task, record), Standing(task, record, unit))
        for record in reference.json["progress"]
        if record["policy"] == policy
        for task in [tasks[record["task"].partition(".")[0]]]
        for unit in dict.fromkeys((*record["units"], *(each["unit"] for each in record["reports"])))
    ]


def _asked(reference: Reference, task: Json, record: Json) -> Asked:
    if record["about"] is None:
        item = next(each for each in reference.items(task) if each.id == record["task"])
        return Asked(None, item, "任务")
    kind, name = _LISTS[record["about"]]
    fact = next(each for each in task[name] if each["quote"] == record["quote"])
    of_target = values(fact) if kind == "指标" else []
    value = next((each for each in of_target if each["unit"] == record["measure"]), None)
    return Asked(None, reference.item_of(fact, task), kind, fact, value)


def _as_asked(name: str) -> Column:
    return lambda reference, row: FILL_IN[name](reference, row.asked)


def _due(reference: Reference, row: MergedLine) -> object:
    """The document's words, and behind them until when the office extended it."""
    words = re.escape(str(FILL_IN["完成时限"](reference, row.asked)))
    until = [each["due"] for each in row.standing.subject["decisions"] if each["what"] == "extended"]
    extended = f"（延至{chinese_date(until[-1])}）" if until else "(（延至[^（）]*）)?"
    return Like(words + extended)


def _state(row: MergedLine, words: Callable[[Json], str]) -> object:
    """Of a unit that does not decide the JSON does not say how it stands."""
    return words(row.standing.state) if row.standing.state else Like(".*")


def _words(report: Json | None) -> str:
    if report is None:
        return ""
    parts = [("", _STATUSES.get(report["status"])), ("", report["progress"])]
    parts += [("存在问题：", report["problems"]), ("下步措施：", report["next_steps"])]
    return "\n".join(head + words for head, words in parts if words)


def _now_and_before(reference: Reference, row: MergedLine) -> tuple[Json | None, Json | None]:
    """What the unit reported for the last reporting day, and what before that day."""
    first, second = [*row.reports, None, None][:2]
    return (first, second) if first and first["day"] == reference.json["as_of"] else (None, first)


def _actual(reference: Reference, row: MergedLine) -> object:
    actual = STANDINGS["实际值"](reference, row.standing)
    of_percent = row.standing.subject["measure"] == "%" and actual is not None
    return pytest.approx(float(str(actual)) / 100) if of_percent else actual


def _decided(row: MergedLine) -> str:
    return "\n".join(
        chinese_date(each["day"])
        + _DECISIONS[each["what"]]
        + (f"至{chinese_date(each['due'])}" if each["due"] else "")
        + f"（{each['basis']}）"
        + (f"：{each['words']}" if each["words"] else "")
        for each in row.standing.subject["decisions"]
        if each["unit"] in (None, row.standing.unit)
    )


MERGED: Columns = {
    "序号": lambda reference, row: "".join(
        str(STANDINGS[name](reference, row.standing)) for name in ("序号", "部分")
    ),
    **{name: _as_asked(name) for name in ("任务", "类别", "事项")},
    "完成时限": _due,
    "目标值": _as_asked("目标值"),
    "填报单位": lambda _, row: row.standing.unit,
    "灯": lambda _, row: _state(row, lambda state: _LIGHTS[state["light"]]),
    "状态": lambda _, row: _state(row, lambda state: state["words"]),
    "实际值": _actual,
    "计量单位": lambda _, row: row.standing.subject["measure"],
    "完成日期": lambda _, row: row.standing.report.get("completed"),
    "更新日期": lambda _, row: row.standing.report.get("day"),
    "本次进展": lambda reference, row: _words(_now_and_before(reference, row)[0]),
    "上次进展": lambda reference, row: _words(_now_and_before(reference, row)[1]),
    "佐证": lambda _, row: "\n".join(row.standing.report.get("evidence", ())),
    "已作决定": lambda _, row: _decided(row),
    **dict.fromkeys(("决定", "决定日期", "依据", "延至", "说明"), lambda *_: None),
}
"""The columns that are shown."""
