"""Where a text asks for a deliverable: a verb of making, and a name that ends in what is made (制定……办法).

A deliverable is read in one clause, from its verb to the end of the name; words behind the
name that only say that it is to be made (建设、工作) may follow. What only describes (已开发建设的
项目), is the document itself (制定本方案), or has no name of its own (健全工作机制) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from responsibility.language.patterns import alternatives
from responsibility.language.result_verbs import VERB
from responsibility.language.sentences import Sentences
from responsibility.model import DeliverableKind


class _Words(NamedTuple):
    """The verbs that ask for a kind of deliverable, and the words that its names end in."""

    kind: DeliverableKind
    verbs: tuple[str, ...]
    names: tuple[str, ...]


_KINDS = (
    _Words(
        "document",
        ("制定完善", "制定出台", "研究制定", "组织编制", "制定", "编制", "修订", "印发", "出台", "起草"),
        ("方案", "办法", "规划", "细则", "意见", "预案", "管理规定"),
    ),
    _Words(
        "record",
        ("建立健全", "建立完善", "逐级建立", "建立", "健全", "完善"),
        ("台账", "台帐", "档案", "名录", "清单", "数据库", "资源库"),
    ),
    _Words(
        "mechanism",
        ("建立健全", "建立完善", "优化完善", "健全完善", "建立", "健全", "完善", "构建", "推行", "实行"),
        ("机制", "制度", "体系"),
    ),
    _Words(
        "project",
        ("规划建设", "打造建设", "支持建设", "建设", "打造", "新建", "搭建", "建立", "开展"),
        ("项目", "基地", "中心", "工程", "示范村", "平台", "产业园", "集聚区", "示范点"),
    ),
    _Words(
        "event",
        ("组织开展", "深入开展", "继续开展", "定期组织开展", "组织实施", "开展"),
        ("行动", "活动", "评估", "轮训", "培训"),
    ),
)
"""Tried in this order; the first that fits a clause reads it."""
_BEHIND = "(?:建设|工作)?(?=$|[）；。，])"
_LONGEST_NAME = 45
_NO_VERB = "(?<![的机未已])(?<!开工)(?<!投资)(?<!开发)(?<!工程)"
"""Before the verb: what makes it describe (开发建设的项目) or part of another word (机构建立)."""
_MORE = "(?:完善|落实)?(?:一批|若干)?"
"""What may follow the verb without being part of the name."""
_NO_NAME = f"(?![和及与并的]|本(?![地级市县区省])|如下|以下|该|此|(?:各项)?(?:工作)?(?:机制|制度|体系|活动|行动|评估|培训|项目|工程){_BEHIND})"
"""What no name begins with, and what is none by itself."""
_PURPOSE = re.compile("为了?(?!.{0,12}(?:提供|打造|企业))|对(?:未|已|于)")
"""How a clause begins that says what for, or of what."""
_PATTERNS = tuple(
    (
        words.kind,
        re.compile(
            rf"{_NO_VERB}(?:{alternatives(words.verbs)}){_MORE}"
            rf"(?P<name>{_NO_NAME}(?:(?!、(?:{VERB}))[^，；。：]){{0,{_LONGEST_NAME}}}?(?:{alternatives(words.names)}))"
            rf"{_BEHIND}"
        ),
    )
    for words in _KINDS
)


class DeliverableReading(NamedTuple):
    """A deliverable that a text asks for: of which kind, how it is called, from where to where its quote runs."""

    kind: DeliverableKind
    name: str
    start: int
    end: int


def read_deliverables(text: str) -> Iterator[DeliverableReading]:
    """The deliverables that ``text`` (in normal form) asks for, one a clause at most."""
    for start, end in Sentences(text).clauses(0, len(text)):
        clause = text[start:end]
        if _PURPOSE.match(clause):
            continue
        for kind, pattern in _PATTERNS:
            match = pattern.search(clause)
            if match:
                yield DeliverableReading(kind, match["name"], start + match.start(), start + match.end())
                break
