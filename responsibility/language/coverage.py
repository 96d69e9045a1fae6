"""Words of whole coverage (全覆盖, 应签尽签) and of nothing left (动态清零), one row each."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Extent = Literal["all", "none"]
"""What a target is recorded to demand: everything, or nothing left."""


class CoverageWord(NamedTuple):
    """A word of coverage: what it means, and the patterns by which it is counted, read and shown."""

    extent: Extent
    counted: str = ""
    """As a figure that has to be accounted for; empty where the word is too common to be."""
    read: str = ""
    """As a demand, with the words behind that belong to it; empty where it is none by itself."""
    shown: str = ""
    """The set phrase that a page shows of it; empty where the plain 全部 or 为零 says as much."""


def _behind(most: int) -> str:
    """The words that go on behind a word of coverage, ``most`` of them, up to a number, which says for itself."""
    return f"(?:[^，。；0-9]{{1,{most}}}|(?=[0-9]))"


_EACH_AS_FAR = "[应能愿可该宜][^，。；“”够当该以能须]尽[^，。；“”]"
"""应签尽签, 愿改尽改; 能够尽快 is none."""
_NOT_ONE_LEFT = "[一1][个户人名村件项处条][^，。；0-9]{0,6}?[都也]?不(?:能)?[少落漏掉](?:下|一[个户人])?"
"""一个不少, 一户不漏, 一个自然村都不落下."""
_NONE_OF_IT = "零(?:新增|发生|事故|死亡|伤亡|发案|上访|投诉|差错|拖欠|反弹|返贫)(?!”?(?:行动|计划|工程|创建))"
_ONE_WAY = "只(?:[增升]不[减降]|[减降]不[增升])(?!(?:现象|问题))"
"""只增不减, 只降不升: none of the contrary."""
_NO_LESS = (
    "(?:(?<=面积)|(?<=水平)|(?<=规模)|(?<=收入)|(?<=投入)|(?<=人口)|(?<=[数量率额值]))(?:总体|保持|基本)?"
    "不(?:减少|降低|下降|下滑|增加|上升|反弹)(?!的)"
)
"""耕地面积不减少: of what can be counted; 标准不降低 only describes."""
BOTH_WAYS = "双(?:下降|降(?!解)|上升)"
"""事故起数、死亡人数双下降: two targets of which no word says against what, left to a person."""
WORDS: tuple[CoverageWord, ...] = (
    CoverageWord("none", "清零", "(?:全部|动态)?清零", "(?:全部|动态)?清零"),
    CoverageWord("none", "", "不失学辍学", "不[^，。；]+"),
    CoverageWord("none", "零增长|零容忍", "零增长(?!行动|计划)|零容忍", "零增长|零容忍"),
    CoverageWord("none", _NONE_OF_IT, _NONE_OF_IT, _NONE_OF_IT),
    CoverageWord("none", _ONE_WAY, _ONE_WAY, "只.不."),
    CoverageWord("none", "", _NO_LESS, "不(?:减少|降低|下降|下滑|增加|上升|反弹)"),
    CoverageWord("none", BOTH_WAYS),
    CoverageWord(
        "none",
        "不得|不因|严禁",
        "(?:不得|不因|严禁)(?!超过|[高低少多大小]于)[^，。；0-9“”（）]{1,20}",
        "(?:不得|不因|严禁)[^，。；]*",
    ),
    CoverageWord("none", "", "不发生[^，。；0-9]{2,20}", "不发生[^，。；]*"),
    CoverageWord("all", "", f"(?<=“){_EACH_AS_FAR}(?:、{_EACH_AS_FAR})+(?=”)"),
    CoverageWord("all", _EACH_AS_FAR, _EACH_AS_FAR, "[应能].尽."),
    CoverageWord("all", "", _NOT_ONE_LEFT, _NOT_ONE_LEFT),
    CoverageWord("all", "全覆盖", "全覆盖", "全覆盖"),
    CoverageWord(
        "all", "覆盖(?:整个|所有)", f"(?:逐步)?覆盖整个{_behind(12)}", "(?:逐步)?覆盖整个[^，。；]*"
    ),
    CoverageWord("all", "全面实现", f"全面实现{_behind(16)}", "全面实现"),
    CoverageWord("all", "全部", f"(?<!或)全部{_behind(16)}", "全部"),
    CoverageWord("all", "所有(?![制权])", f"扩大到所有{_behind(10)}", "所有[^，。；]*"),
    CoverageWord("all", "全员", "全员[^，。；0-9]{0,12}", "全员"),
    CoverageWord("all", "全额", f"全额{_behind(12)}", "全额"),
    CoverageWord("all", "", f"遍访(?!工作|机制|制度){_behind(20)}", "遍访"),
    CoverageWord("all", "", "只要[^，。；]{2,20}，确保[^，。；]{2,12}"),
)
_SUGGESTED: dict[Extent, str] = {
    "all": "全|所有|每|各|均|都|一律|普遍|逐|家家|户户|人人|整个",
    "none": "零|不|无|没有|杜绝|严禁",
}
"""Words that allow a person to record coverage, though they are too common to be read as a demand."""


def _any(extent: Extent | None, field: Literal["counted", "read", "shown"]) -> str:
    return "|".join(
        getattr(word, field) for word in WORDS if extent in (None, word.extent) and getattr(word, field)
    )


COUNTED = _any(None, "counted")
DEMAND = re.compile(f"(?P<none>{_any('none', 'read')})|(?P<all>{_any('all', 'read')})")
OF_A_NUMBER = "全覆盖"
"""The word that goes with a number before it in the same clause: 53个村集体经济全覆盖."""
OF_ALL = "全部"
"""The word that goes with a number that is to be reached right behind it: 全部达到10万元以上."""
OF_A_NUMBER_OF_TIMES = "遍访"
"""The word that goes with a number of times right before it: 每年1次遍访困难群众."""
_SHOWN: dict[Extent, re.Pattern[str]] = {
    "all": re.compile(_any("all", "shown")),
    "none": re.compile(_any("none", "shown")),
}
WRITTEN: dict[Extent, str] = {"all": "全部", "none": "为零"}
"""How coverage is shown where the document has no set phrase for it."""


def suggested(text: str) -> set[Extent]:
    """What coverage a person may have read in ``text``, though the language would not by itself."""
    return {extent for extent, words in _SUGGESTED.items() if re.search(words, text)}


def is_trend(word: str) -> bool:
    """Whether a word that is counted says only which way several figures are to go: 双下降."""
    return re.fullmatch(BOTH_WAYS, word) is not None


def denied(phrase_: str) -> str:
    """What a phrase denies: 失学辍学 of 不失学辍学, 挪用 of 不得挪用; empty where it denies nothing."""
    bare = re.sub("^(?:不得|严禁|不)", "", phrase_)
    return bare if bare != phrase_ else ""


def without_word(demand: str) -> str:
    """What a demand says besides its word of coverage: 纳入管理 of 全部纳入管理, 挪用 of 不得挪用; empty where nothing."""
    bare = re.sub(
        "^全部清零|(?<=.)的?底线$|^(?:逐步)?(?:全部|全额|全员|全面实现|扩大到所有|覆盖整个|不得|严禁|不(?=失学|发生|因))",
        "",
        demand,
    )
    return bare if bare != demand else ""


_IN_FULL = "(?:(?:均|都|现)?已经?|均|都|已?(?:实现|做到|达到|完成))"
_DONE: dict[Extent, re.Pattern[str]] = {
    "all": re.compile(f"{_IN_FULL}*(?:全覆盖|全部(?:覆盖|完成|做到|达到|实现|落实|到位))"),
    "none": re.compile(
        f"{_IN_FULL}*(?:(?:全部|动态)?清零|为零)|(?:均|都)?(?:未|没有)发生|零(?:发生|新增|增长)"
    ),
}
"""What people answer when nothing is left to do, and nothing else: 基本全覆盖, 未全覆盖 are none."""


def is_done(answer: str, extent: Extent) -> bool:
    """Whether an answer, in normal form, says by itself that ``extent`` is reached: 已全部覆盖, 全覆盖; 已清零."""
    return _DONE[extent].fullmatch(answer) is not None


def phrase(extent: Extent, text: str) -> str:
    """The document's own set phrase for ``extent`` in ``text``; 全部 or 为零 where it has none."""
    shown = _SHOWN[extent].search(text)
    return shown[0] if shown else WRITTEN[extent]
