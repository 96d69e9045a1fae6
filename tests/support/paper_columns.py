"""What every column of the supervising office's papers holds, said by the JSON export, as :mod:`columns` says it of the others."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from .columns import Column, Columns
from .progress_columns import STATUSES
from .reference import Reference
from .wording import Json, Like, chinese_date, two_readings


class Standing(NamedTuple):
    """A unit in the table of ranks: how each item that it decides stands for it."""

    policy: str
    unit: str
    states: list[Json]
    rank: int

    def alike(self, name: str) -> str:
        """How many of them stand so, by the first words of their state."""
        return str(sum(re.split("[，（；]", state["words"])[0] == name for state in self.states))


def completion(states: list[Json]) -> Fraction | None:
    apply = [state for state in states if state["status"] != "not_applicable"]
    done = sum(state["status"] == "completed" for state in apply)
    return Fraction(done, len(apply)) if apply else None


def ranked(reference: Reference, policy: str) -> dict[str, Standing]:
    """Who decides anything of a policy, with the rank among all of them."""
    states: dict[str, list[Json]] = {}
    for subject in reference.json["progress"]:
        if subject["policy"] == policy and subject["about"] is None:
            for unit, state in subject["units"].items():
                states.setdefault(unit, []).append(state)
    shares = {unit: completion(of_unit) for unit, of_unit in states.items()}
    better = {
        unit: sum(share < other for other in shares.values() if other is not None)
        for unit, share in shares.items()
        if share
    }
    return {unit: Standing(policy, unit, of, better.get(unit, -1) + 1) for unit, of in states.items()}


def _share(_: Reference, row: Standing) -> str:
    share = completion(row.states)
    return "—" if share is None else f"{float(round(share * 100, 1)):g}%"


def _count(name: str) -> Column:
    return lambda _, row: row.alike(name)


RANKS: Columns = {
    "排名": lambda _, row: str(row.rank) if row.rank else "—",
    "单位": lambda _, row: row.unit,
    "主责任务": lambda _, row: str(len(row.states)),
    "已销号": _count("已销号"),
    **{name: _count(name) for key, name in STATUSES.items() if key == "completed"},
    **{name: _count(name) for key, name in STATUSES.items() if key not in (None, "completed")},
    "未报": _count("未报"),
    "完成率": _share,
    "逾期": lambda reference, row: str(
        sum(row.unit in due.units and due.left < 0 for due in due_rows(reference, row.policy))
    ),
}


class Due(NamedTuple):
    """A deadline that some unit has still to keep."""

    task: Json
    deadline: Json
    subject: Json
    """What was reported and decided of it."""
    units: dict[str, Json]
    """Those who have it still to do, with how it stands for them."""
    left: int


def due_rows(reference: Reference, policy: str) -> list[Due]:
    """The deadlines on which something was reported or decided and which are not kept yet, the earliest first."""
    as_of = datetime.date.fromisoformat(reference.json["as_of"])
    rows = []
    for task in reference.of_policy(policy):
        for deadline in task["deadlines"]:
            for subject in _subjects(reference, task, deadline):
                units = {unit: state for unit, state in subject["units"].items() if state["end"]}
                ends = [datetime.date.fromisoformat(state["end"]) for state in units.values()]
                if ends:
                    rows.append(Due(task, deadline, subject, units, (min(ends) - as_of).days))
    return sorted(rows, key=lambda row: row.left)


def _subjects(reference: Reference, task: Json, deadline: Json) -> Iterator[Json]:
    for subject in reference.json["progress"]:
        own = subject["policy"] == task["policy"] and subject["task"].partition(".")[0] == task["id"]
        if own and subject["about"] == "deadline" and subject["quote"] == deadline["quote"]:
            yield subject


def _time(_: Reference, row: Due) -> str:
    """The document's words with the day that they mean, and behind them until when it was extended, how it was adjusted."""
    readings = two_readings(row.deadline)
    extended = [each for each in row.subject["decisions"] if each["what"] == "extended"]
    end = readings[1] if readings else _last_day(row.deadline["due"])
    also = f"；原文可读作{readings[0]}，先按前一日掌握" if readings else ""
    until = [f"延至{chinese_date(each['due'])}，依据：{each['basis']}" for each in extended[-1:]]
    adjusted = [
        f"{chinese_date(each['day'])}调整（{each['basis']}）：{each['words']}"
        for each in row.subject["decisions"]
        if each["what"] == "adjusted"
    ]
    return "\n".join([f"“{row.deadline['quote']}”（{chinese_date(end)}{also}）", *until, *adjusted])


def _last_day(due: str) -> str:
    year, month, day = (*(int(piece) for piece in due.split("-")), 0, 0)[:3]
    if day:
        return due
    month = month or 12
    return str(datetime.date(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1))


def _status(reference: Reference, row: Due) -> object:
    """What the unit said of the deadline itself, or of what it belongs to."""
    [unit] = row.units
    own = [each for each in row.subject["reports"] if each["unit"] == unit]
    if own:
        return STATUSES[own[0]["status"]]
    item = row.deadline["part"] or row.task["id"]
    [whole] = [
        each
        for each in reference.json["progress"]
        if (each["policy"], each["task"], each["about"]) == (row.task["policy"], item, None)
    ]
    return Like(re.escape(re.split("[，；]", whole["units"][unit]["words"])[0]))


DUE: Columns = {
    "序号": lambda reference, row: (
        reference.label(row.task) + reference.item_of(row.deadline, row.task).label
    ),
    "文件": lambda reference, row: reference.policy(row.task)["number"],
    "任务": lambda _, row: row.task["title"],
    "完成事项": lambda _, row: row.deadline["matter"],
    "文件规定的时限": _time,
    "单位": lambda _, row: "、".join(row.units),
    "状态": _status,
    "逾期天数": lambda _, row: str(-row.left),
    "剩余天数": lambda _, row: str(row.left),
}
