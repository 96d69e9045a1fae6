"""Checks of drafts: what an import proposed and nobody has confirmed, and what it left to a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from responsibility.checks.base import Context, in_policy
from responsibility.model import FactField, Part, Task
from responsibility.model.problems import Check, Finding, Keys

_NAMES: dict[FactField, str] = {
    "deadlines": "时限",
    "targets": "指标",
    "deliverables": "成果",
    "other_figures": "其他数字",
}
ASSIGNMENT = "责任分工"


def _marked(task: Task) -> Iterator[tuple[str, Keys]]:
    """What of a task still has its mark ``draft``: what it is, and where the mark stands."""
    for item in task.with_parts:
        if item.draft:
            yield (
                ASSIGNMENT,
                ("parts", task.parts.index(item), "draft") if isinstance(item, Part) else ("draft",),
            )
    for field, index, record in task.quotes():
        if record.draft:
            yield _NAMES[field], (field, index, "draft")


def unconfirmed(task: Task) -> Counter[str]:
    """How much of a task an import proposed that nobody has confirmed, by what it is, in Chinese."""
    return Counter(name for name, _ in _marked(task))


def draft_left(context: Context) -> Iterator[Finding]:
    """Everything that an import proposed has been looked at; one finding a task."""
    for policy, task in context.tasks():
        marked = list(_marked(task))
        if marked:
            counts = "、".join(f"{name} {count} 处" for name, count in unconfirmed(task).items())
            message = f"{counts}是导入时拟的，还没有人核对"
            yield context.in_task(policy, task, marked[0][1], message)


def left_open(context: Context) -> Iterator[Finding]:
    """Nothing is left that an import could not settle."""
    for policy in context.data.policies:
        for index, entry in enumerate(policy.metadata.unsettled):
            item = policy.item_id(entry.task) if entry.task else None
            label = f"任务 {entry.task}：" if entry.task else ""
            yield in_policy(policy, ("unsettled", index), label + entry.what)._replace(item=item)


DRAFT_LEFT = Check(
    "draft-left",
    "导入时拟的责任分工、时限、指标、成果都有人核对过",
    "unsettled",
    "对照原文：对的，删去 draft: true 这一行；不对的，改正或删去这一条；"
    "整份文件还没有核对完的，在 policy.yml 里写 draft: true",
    draft_left,
)
CHECKS = (
    DRAFT_LEFT,
    Check(
        "unsettled",
        "导入时看到、没有把握的，都有人定过",
        "unsettled",
        "照文件定下来，改好数据，再从 policy.yml 的 unsettled 里删去这一条",
        left_open,
    ),
)
