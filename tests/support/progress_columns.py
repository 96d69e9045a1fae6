"""What every column of progress holds, said by the JSON export, as :mod:`columns` says it of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .columns import Column, Columns
from .reference import Reference
from .wording import Json

LIGHTS = {"red": "红灯", "yellow": "黄灯", "grey": "灰灯", "green": "绿灯", None: ""}
STATUSES = {
    "not_started": "未启动",
    "in_progress": "推进中",
    "completed": "报已完成",
    "delayed": "滞后",
    "not_applicable": "不适用",
    None: "",
}


def _of_items(reference: Reference, task: Json, words: Callable[[Json], str]) -> str:
    """Of each item of a task what is said of its state, parts with their labels."""
    own = [each for each in reference.json["progress"] if each["policy"] == task["policy"]]
    items = [each for each in own if each["about"] is None and each["task"].partition(".")[0] == task["id"]]
    return "；".join(_part_label(each["task"]) + words(each["state"]) for each in items)


def _part_label(item: str) -> str:
    part = item.partition(".")[2]
    return f"（{part}）" if part else ""


class Standing(NamedTuple):
    """A row of progress: an item or a fact, and a unit that decides it or reported on it."""

    task: Json
    subject: Json
    unit: str

    @property
    def state(self) -> Json | None:
        """How it stands for the unit; None where it does not decide."""
        state: Json | None = self.subject["units"].get(self.unit)
        return state

    @property
    def report(self) -> Json:
        """What the unit reported last; empty where it did not."""
        return next((each for each in self.subject["reports"] if each["unit"] == self.unit), {})


def standings(reference: Reference) -> list[Standing]:
    """The rows of the table of progress."""
    tasks = {(task["policy"], task["id"]): task for task in reference.tasks}
    return [
        Standing(tasks[subject["policy"], subject["task"].partition(".")[0]], subject, unit)
        for subject in reference.json["progress"]
        for unit in dict.fromkeys(
            (
                *(subject["units"] if subject["about"] is None else ()),
                *(report["unit"] for report in subject["reports"]),
            )
        )
    ]


def _of_report(key: str) -> Column:
    return lambda _, row: row.report.get(key) or ""


def _actual(_: Reference, row: Standing) -> object:
    whole = row.report.get("whole")
    if whole is not None:
        return "已做到" if whole else "未做到"
    return row.report.get("actual")


OF_TASKS: Columns = {
    "进展": lambda reference, row: _of_items(reference, row.task, lambda state: state["words"]),
    "灯": lambda reference, row: _of_items(reference, row.task, lambda state: LIGHTS[state["light"]]),
}
"""The columns in the table of tasks."""
STANDINGS: Columns = {
    "文件": lambda reference, row: reference.policy(row.task)["number"],
    "序号": lambda reference, row: reference.label(row.task),
    "部分": lambda _, row: _part_label(row.subject["task"]),
    "任务": lambda _, row: row.task["title"],
    "类别": lambda _, row: {"deadline": "时限", "target": "指标", "deliverable": "成果"}.get(
        row.subject["about"], "任务"
    ),
    "原文": lambda _, row: row.subject["quote"] or "",
    "计量单位": lambda _, row: row.subject["measure"] or "",
    "单位": lambda _, row: row.unit,
    "灯": lambda _, row: LIGHTS[row.state["light"]] if row.state else "",
    "情况": lambda _, row: row.state["words"] if row.state else "",
    "按哪一天算": lambda _, row: row.state["end"] if row.state else "",
    "报送日期": _of_report("day"),
    "实际值": _actual,
    "状态": lambda _, row: STATUSES[row.report.get("status")],
    "完成日期": _of_report("completed"),
    "进展情况": _of_report("progress"),
    "存在问题": _of_report("problems"),
    "下步措施": _of_report("next_steps"),
    "佐证": lambda _, row: "；".join(row.report.get("evidence", ())),
}
