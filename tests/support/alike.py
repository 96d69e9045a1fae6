"""Editions of made-up plans that are hard to match: said in other words, of one template, with very many tasks or targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from responsibility.data.loader import Data
from responsibility.model import Policy, PolicyMetadata, Target, Task, Unit

SAID_OTHERWISE = (
    (
        "完善公交线网布局",
        "优化调整城区公交线路，新开通园区定制班车，合理设置换乘站点，缩短群众候车时间。",
        "打造便捷公交网络",
        "围绕学校、医院和园区加密公交班次，推行一票换乘，年内新增定制公交线路12条。",
    ),
    (
        "推进老旧管网更新改造",
        "对使用超过20年的供水管网逐年更新，降低漏损率，改造期间做好临时供水。",
        "加快城区供水管网换新",
        "2025年底前更换老化供水管网80公里，漏损率控制在9%以内，同步建设智能水表。",
    ),
    (
        "规范停车秩序管理",
        "科学施划路内停车泊位，整治车辆乱停乱放，引导机关单位停车场错时开放。",
        "破解停车难问题",
        "新增公共停车泊位2000个，推动机关、学校停车场向社会错时开放，推广无感支付。",
    ),
    (
        "健全社区养老服务体系",
        "依托社区综合服务中心设立日间照料点，为老年人提供助餐、助洁、助医服务。",
        "提升居家社区养老水平",
        "每个街道建成1处老年助餐中心，日间照料点覆盖全部社区，培训养老护理员300名。",
    ),
    (
        "深化政务服务一窗受理",
        "整合部门办事窗口，实行前台综合受理、后台分类审批，压缩办理时限。",
        "推广综合窗口改革",
        "政务服务事项全部进驻综合窗口，实行统一受理、分类审批、统一出件，推行免证办理。",
    ),
)
"""Title and text of a task, then of the same one in the next year's plan."""
SAID_BESIDE_ANOTHER = (
    (
        "支持养殖补贴",
        "对规模养殖场给予补贴，所需资金由县财政安排，按年兑现。",
        "加大养殖补贴力度",
        "规模养殖场每出栏一头生猪补贴20元，简化申领手续，一季度一兑现。",
    ),
    (
        "落实养殖保险补贴",
        "养殖保险保费由县财政补贴七成，养殖户自缴三成，投保信息每月公开。",
        "延续养殖保险补贴",
        "养殖保险保费继续由县财政补贴七成，规模养殖场全部投保，理赔7日内到账。",
    ),
)
"""The same, of tasks that are like each other: the second pair has to be known before the first is."""
DROPPED = ("组织农民丰收节活动", "每年秋季举办农民丰收节，展示特色农产品，开展民俗文化表演。")
ADDED = ("清理拖欠企业账款", "建立拖欠账款台账，限时偿还民营企业工程款，严禁新增拖欠。")


def plan(tasks: Iterable[tuple[str, str]]) -> tuple[Task, ...]:
    """Tasks of those titles and texts, numbered."""
    return tuple(
        Task.model_validate({"number": str(number), "title": title, "section": "一", "text": text})
        for number, (title, text) in enumerate(tasks, 1)
    )


VILLAGES = "东西南北上下前后大小新老高低内外左右长短"


def villages(number: int, year: int) -> list[tuple[str, str]]:
    """Tasks of one template, each for a village of its own."""
    names = (f"{VILLAGES[i % 20]}{VILLAGES[i // 20 % 20]}塘村" for i in range(number))
    return [
        (
            f"推进{name}公厕改造",
            f"新建和改造{name}公厕，落实管护人员，{year}年底前完成验收，第{i}批实施。\n建立台账，每季度报送{(year % 2 and '进展') or '情况'}。",
        )
        for i, name in enumerate(names)
    ]


def same_title(tasks: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The texts of those tasks, all under one title."""
    return [("推进公厕改造", text) for _, text in tasks]


def with_targets(number: int, more: int) -> Task:
    """A task with that many targets, each ``more`` than its number."""
    records: list[dict[str, Any]] = [
        {
            "indicator": f"{chr(0x4E00 + i % 3000)}{chr(0x6E00 + i % 2900)}村硬化道路",
            "quote": f"{chr(0x4E00 + i % 3000)}{chr(0x6E00 + i % 2900)}村硬化道路{i + more}公里",
            "values": [{"equals": i + more, "unit": "公里"}],
        }
        for i in range(number)
    ]
    (task,) = plan([("硬化农村道路", "各村硬化道路。")])
    return task.model_copy(update={"targets": tuple(map(Target.model_validate, records))})


def edition(tasks: Iterable[Task], units: Iterable[Unit] = ()) -> Data:
    """The data of a made-up plan with those tasks."""
    record = {"title": "临江市实施方案", "outline": [{"key": "一", "title": "主要任务"}]}
    policy = Policy("linjiang", PolicyMetadata.model_validate(record), tuple(tasks), None)
    return Data((policy,), tuple(units), {}, {}, ())
