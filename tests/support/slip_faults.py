"""Slips of the hand: a value in a spelling that is none, a thing written twice; each with the check that must report it, and where."""

from __future__ import annotations

from .faults import POLICY_YML, T1, T2, Fires, policy, task

SLIP_FIRES = [
    *(
        Fires(
            "wrong-type", task("01", "before: true", f"before: {written}"), f"{T1}:13", f"现在是“{written}”"
        )
        for written in ("yes", "on", "1", "True", "t")
    ),
    Fires("wrong-type", task("01", "times: 2", "times: ２"), f"{T1}:16", "整数"),
    Fires("wrong-type", task("01", "times: 2", "times: 2_"), f"{T1}:16", "整数"),
    Fires("wrong-type", task("01", "at_least: 95", "at_least: 9_5"), f"{T1}:23", "数字"),
    Fires("wrong-type", task("01", "at_least: 95", "at_least: ９５"), f"{T1}:23", "数字"),
    Fires(
        "wrong-type",
        policy("title: 清河县供水和教育工作方案", "title: 清河县供水和教育工作方案\ndraft: on"),
        f"{POLICY_YML}:11",
        "true 或 false",
    ),
    Fires(
        "said-twice",
        task(
            "01",
            "deadlines:\n",
            "deadlines:\n  - {quote: 2023年底前, due: 2023, before: true, draft: true}\n",
        ),
        f"{T1}:12",
        "“2023年底前”写了两次，前面第 11 行已有一样的",
    ),
    Fires(
        "said-twice",
        task("01", "[{equals: 2, unit: 座}]", "[{equals: 2, unit: 座}, {equals: 2.0, unit: 座}]"),
        f"{T1}:20",
        "“2 座”",
    ),
    Fires(
        "said-twice",
        task("02", "other_figures:\n", "other_figures:\n  - {quote: 30个村, why: 范围：排查的对象}\n"),
        f"{T2}:28",
        "“30个村”",
    ),
    Fires(
        "said-twice",
        task(
            "02",
            "deliverables:\n",
            "deliverables:\n  - {name: 管护制度, kind: mechanism, quote: 完善管护制度}\n",
        ),
        f"{T2}:24",
        "第 23 行",
    ),
    Fires(
        "said-twice",
        policy("bases:\n", "bases:\n  - {title: 某省供水办法, number: 某发〔2022〕8号}\n"),
        f"{POLICY_YML}:16",
        "“某省供水办法”写了两次，前面第 15 行",
    ),
]
