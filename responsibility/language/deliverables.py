"""Where a text asks for a deliverable: a verb of making, and a name that ends in what is made (制定……办法).

A deliverable is read in one clause, from its verb to the end of the name; words behind the
name that only say that it is to be made (建设、工作) may follow. What only describes (已开发建设的
项目), is the document itself (制定本方案), or has no name of its own (健全工作机制) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from responsibility.language.measures import FIGURE_MEASURE
from responsibility.language.numerals import ARABIC, WHOLE
from responsibility.language.patterns import alternatives
from responsibility.language.result_verbs import VERB
from responsibility.language.sentences import Sentences
from responsibility.model import DeliverableKind


class _Words(NamedTuple):
    """The verbs that ask for a kind of deliverable, the words that its names end in, and what follows them."""

    kind: DeliverableKind
    verbs: tuple[str, ...]
    names: tuple[str, ...]
    behind: str = "(?:建设|工作)?"


_BUILT = "的?(?:标准化)?(?:建设|改造|新建|改建)(?:的?力度|工作|任务)?(?:到位)?"
"""Behind a name: that it is to be built."""
_FACILITIES = (
    *(
        "设施",
        "设备",
        "道路",
        "公路",
        "交通",
        "管网",
        "渠系",
        "机构",
        "学校",
        "医院",
        "系统",
        "厂",
        "站点",
        "场所",
        "网络",
        "线路",
    ),
    *(
        "路",
        "渠",
        "基地",
        "中心",
        "工程",
        "项目",
        "水利工程",
        "产业园",
        "园区",
        "平台",
        "旅游带",
        "品牌",
        "点",
        "区域",
    ),
)
_ORDER = ("机制", "制度", "体系", "责任制", "模式", "渠道", "一体化", "改革")
_ADVANCE = (
    *(
        "加快推进",
        "继续推进",
        "统筹推进",
        "稳步推进",
        "有序推进",
        "积极推进",
        "深入推进",
        "持续推进",
        "推进",
        "推动",
        "加快",
    ),
    *("加强", "加大", "支持", "完成", "抓好", "做好", "继续抓好", "着力抓好"),
)
"""Verbs that ask for nothing by themselves, but for what is to be built or held."""
_KINDS = (
    _Words(
        "document",
        (
            "制定完善",
            "制定出台",
            "研究制定",
            "组织编制",
            "制定",
            "编制",
            "修订",
            "印发",
            "出台",
            "起草",
            "细化",
        ),
        ("方案", "办法", "规划", "细则", "意见", "预案", "管理规定"),
    ),
    _Words(
        "record",
        ("建立健全", "建立完善", "逐级建立", "优化完善", "建立", "健全", "完善"),
        ("台账", "台帐", "档案", "名录", "清单", "数据库", "资源库", "项目库"),
    ),
    _Words(
        "mechanism",
        (
            *("建立健全", "建立完善", "优化完善", "健全完善", "建立", "健全", "完善", "构建", "推行", "实行"),
            *("落实", "坚持", "探索形成", "探索", "形成", *_ADVANCE),
        ),
        _ORDER,
    ),
    _Words("mechanism", ("打造", "组建", "加快建设", "建设", *_ADVANCE), ("队伍",), "(?:建设)?"),
    _Words(
        "project",
        (
            *(
                "规划建设",
                "打造建设",
                "支持建设",
                "建设完善",
                "建设",
                "打造",
                "新建",
                "搭建",
                "建立",
                "开展",
                "培育",
                "开发",
            ),
            *("购置", "创建", "硬化", "拓宽"),
        ),
        (
            *(
                "项目",
                "基地",
                "中心",
                "工程",
                "示范村",
                "平台",
                "产业园",
                "集聚区",
                "示范点",
                "品牌",
                "岗位",
                "设备",
                "设施",
            ),
            *("学校", "园区", "路线", "资源库", "公路", "村", "乡村", "街区", "村道", "步道", "通道"),
        ),
    ),
    _Words("project", _ADVANCE, _FACILITIES, _BUILT),
    _Words("project", (*_ADVANCE, "实施"), ("工程", "项目", "改造", "搬迁")),
    _Words("event", ("实施", "启动"), ("计划", "战略", "行动")),
    _Words(
        "event",
        (
            *("组织开展", "深入开展", "继续开展", "定期组织开展", "组织实施", "开展", "组织", "集中开展"),
            *(verb for verb in _ADVANCE if verb not in ("支持", "加强", "加快")),
        ),
        ("行动", "活动", "评估", "轮训", "培训", "整治", "整顿", "革命", "动员", "评比", "走访", "清理"),
        "(?:提升)?(?:工作|力度)?",
    ),
)
"""Tried in this order; the first that fits a clause reads it."""
_ENDS = "(?=$|[）；。，])"
_LONGEST_NAME = 45
_NO_VERB = "(?<![的机未已])(?<!开工)(?<!投资)(?<!开发)(?<!工程)"
"""Before the verb: what makes it describe (开发建设的项目) or part of another word (机构建立)."""
_MORE = f"(?:完善|落实)?(?:一批|若干|(?:{ARABIC}|{WHOLE})(?:[-—至到](?:{ARABIC}|{WHOLE}))?{FIGURE_MEASURE}(?:以上)?)?+"
"""What may follow the verb without being part of the name: how many there shall be."""
_GENERAL = "工作|有关|相关|各项|各类|重大|重点|基础|长效|配套|专项|其他|日常|常态化|内部|一批|若干"
_WHO_ACTS: dict[DeliverableKind, tuple[str, str]] = {
    "mechanism": (
        "[对将把在]",
        "建立|健全|构建|制定|开展|纳入|按照|推行|创新(?!体系|机制|模式|平台|孵化)",
    ),
    "project": ("[对将把在]|企业", "建立|开展|参与|纳入"),
    "event": ("[对将把在]", "开展|参加"),
}
"""What no name of a kind begins with, and what stands in none, but behind who acts: 支持各地建立…体系."""
_NO_NAME = (
    f"(?![和及与或并的以由]|本(?![地级市县区省])|如下|以下|该|此|(?:{_GENERAL})*"
    f"(?:{alternatives(sorted({name for words in _KINDS for name in words.names}))})(?:建设|工作|改造|力度)*{_ENDS})"
)
"""What no name begins with, and what is none by itself: 健全工作机制, 加强基础设施建设."""
_PURPOSE = re.compile(
    "为了?(?!.{0,12}(?:提供|打造|企业))|对(?:未|已|于)|(?:鼓励|支持)[^，]{0,12}(?:企业|社会)[^，]*的?$|(?:按照|根据|依据|围绕|结合|依托|利用|通过)"
)
"""How a clause begins that says what for, of what, or by what."""


def _pattern(words: _Words) -> re.Pattern[str]:
    """A verb, the name, and what may follow it."""
    first, within = _WHO_ACTS.get(words.kind, ("", ""))
    begins = f"(?!{first})" if first else ""
    other_verb = f"、(?:{VERB})" + (f"|{within}" if within else "")
    return re.compile(
        rf"{_NO_VERB}(?:{alternatives(words.verbs)}){_MORE}"
        rf"(?P<name>{_NO_NAME}{begins}(?:(?!{other_verb})[^，；。：]){{1,{_LONGEST_NAME}}}?(?:{alternatives(words.names)}))"
        rf"{words.behind}{_ENDS}"
    )


_PATTERNS = tuple((words.kind, _pattern(words)) for words in _KINDS)


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
