"""What every column of the sheet 进展填报 holds where nothing has been reported yet, said by the JSON export."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .columns import Columns
from .reference import Duty, Item, Reference, shared
from .wording import Json, Like, deliverables_words, demand_pattern, indicator_pattern, target_pattern, values


class Asked(NamedTuple):
    """What is reported on: an item, or a fact in it; of a target one value."""

    duty: Duty | None
    """None where it is nobody's row in particular."""
    item: Item
    kind: str
    fact: Json | None = None
    value: Json | None = None

    @property
    def task(self) -> Json:
        return self.item.task

    @property
    def whole(self) -> bool:
        """Whether it is a target that no number answers."""
        return bool(self.value and self.value["op"] in ("all", "none"))


def asked_of(reference: Reference, unit: str) -> list[Asked]:
    """The rows of a unit, each once."""
    rows: dict[object, Asked] = {}
    for duty in reference.duties(unit):
        for row in _of_duty(reference, duty):
            quote = row.fact and row.fact["quote"]
            measure = row.value["unit"] if row.value else None
            rows.setdefault((row.task["policy"], row.item.id, row.kind, quote, measure), row)
    return list(rows.values())


def _of_duty(reference: Reference, duty: Duty) -> Iterator[Asked]:
    task = duty.task
    items = [item.id for item in reference.items(task)]
    for item in duty.items:
        yield Asked(duty, item, "任务")
        yield from _facts(reference, duty, [item.id])
    others = [None, *(part["id"] for part in task["parts"] if part["id"] not in items)]
    if task["id"] not in items:
        yield from _facts(reference, duty, others)
    elif shared(task):
        yield from _facts(reference, duty, others[1:])


def _facts(reference: Reference, duty: Duty, parts: Iterable[str | None]) -> Iterator[Asked]:
    task, wanted = duty.task, list(parts)
    for kind, name in (("deadlines", "时限"), ("targets", "指标"), ("deliverables", "成果")):
        for fact in task[kind]:
            if (fact["part"] or task["id"]) in [part or task["id"] for part in wanted]:
                item = reference.item_of(fact, task)
                if name != "指标":
                    yield Asked(duty, item, name, fact)
                    continue
                for value in values(fact):
                    yield Asked(duty, item, name, fact, value)


def _matter(reference: Reference, row: Asked) -> object:
    if row.fact is None:
        text = row.item.part["text"].replace("\n", "") if row.item.part else ""
        begin = re.match("[^，。；：！？]*", text)
        return row.task["title"] if not text else Like(f"{re.escape(begin[0] if begin else '')}.*(……)?")
    if row.kind == "时限":
        matter = row.fact["matter"]
        line = reference.due_words(row.task, [row.fact], duty=row.duty)
        named = re.search("（原文点名[^（）]*）$", line)
        return matter + (named[0] if named else "")
    if row.kind == "成果":
        return deliverables_words([row.fact], "；").rpartition("（")[0]
    scope = f"({re.escape(row.fact['scope'])}(：(?!$)|$))?" if row.fact["scope"] else ""
    return Like(scope + indicator_pattern(row.fact))


def _due(reference: Reference, row: Asked) -> object:
    if row.fact is None:
        of_item = [
            deadline
            for deadline in row.task["deadlines"]
            if shared(row.task) or deadline["part"] in (None, row.item.id)
        ]
        return reference.deadlines_words(row.task, of_item) or "未明确时限"
    if row.kind == "时限":
        return reference.deadline_words(row.task, row.fact)
    return reference.deadlines_words(row.task, reference.bound(row.task, row.fact))


def _demand(_: Reference, row: Asked) -> object:
    if row.fact is None or row.value is None:
        return ""
    if row.value["value"] is None:
        return Like(demand_pattern(row.fact))
    base = f"（基数：{row.fact['baseline']}）" if row.fact["baseline"] else ""
    return Like(target_pattern({**row.fact, "values": [row.value]}) + re.escape(base))


FILL_IN: Columns = {
    "序号": lambda reference, row: reference.label(row.task) + row.item.label,
    "文件": lambda reference, row: reference.policy(row.task)["number"],
    "任务": lambda _, row: row.task["title"],
    "类别": lambda _, row: row.kind,
    "事项": _matter,
    "完成时限": _due,
    "目标值": _demand,
    "实际值": lambda *_: None,
    "计量单位": lambda _, row: row.value and row.value["unit"],
    **dict.fromkeys(("状态", "完成日期", "进展情况", "存在问题", "下步措施", "佐证"), lambda *_: None),
    **dict.fromkeys(("责任领导", "责任人", "联系电话"), lambda *_: None),
}
