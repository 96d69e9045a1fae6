"""How tasks of the made-up county go: a course says for each reporting day how far a task has come, and in which words."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from responsibility.model.progress import StatusKey


class Stage(NamedTuple):
    """A task on a reporting day."""

    status: StatusKey
    share: Decimal
    """How much of its targets is reached; 1 is all."""
    progress: str
    """With a place for the task's title."""
    problems: str = ""
    next_steps: str = ""


_MONEY, _LAND = "资金没有全部到位", "用地手续办理缓慢"
SMOOTH = (
    Stage("in_progress", Decimal("0.3"), "已制定{title}工作计划，分解到各镇，项目已开工。"),
    Stage("in_progress", Decimal("0.7"), "{title}按计划推进，主体工作过半。", next_steps="抓好下半年收尾。"),
    Stage("completed", Decimal(1), "{title}各项内容已经完成，正在整理资料。"),
)
EARLY = (
    Stage("in_progress", Decimal("0.6"), "{title}进展较快，超过序时进度。"),
    Stage("completed", Decimal(1), "{title}已经完成，通过县级验收。"),
    Stage("completed", Decimal("1.05"), "{title}已经完成，成果巩固。"),
)
SLOW = (
    Stage("not_started", Decimal(0), "正在做{title}的前期工作。", _MONEY, "与县财政局衔接，争取尽快拨付。"),
    Stage("in_progress", Decimal("0.4"), "{title}已经启动，进度偏慢。", _MONEY, "倒排工期，每周调度。"),
    Stage("delayed", Decimal("0.8"), "{title}落后于计划。", f"{_LAND}，{_MONEY}", "请县政府专题研究。"),
)
STEADY = (
    Stage("in_progress", Decimal("0.25"), "{title}已部署，各镇正在摸底。"),
    Stage("in_progress", Decimal("0.5"), "{title}有序推进。", _LAND, "会同自然资源部门逐宗办理。"),
    Stage("in_progress", Decimal("0.9"), "{title}接近完成，还差扫尾。", _LAND, "年底前全部完成。"),
)
COURSES = (SMOOTH, STEADY, EARLY, SLOW)
"""A task's is told by its number, so that each course has its tasks."""
