"""What a target measures, as a clerk would name it: its phrase without the figure, and for whom.

``2025年底前，每个街道至少建成1个养老服务中心`` asks, of 每个街道, for 建成养老服务中心; ``城镇新增就业5万人`` is the
indicator 城镇新增就业人数. A phrase that only goes on (…增长8%，力争达到9%) measures what the one before it does.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language import coverage
from responsibility.language.comparisons import CHANGED, RANK
from responsibility.language.dates import CYCLE
from responsibility.language.deadlines import says_only_when
from responsibility.language.measures import RATES
from responsibility.language.result_verbs import VERB

_OUGHT = "(?:(?<![供响效])应当?|(?<![主重需必纲摘纪概提只首次紧机简将])需?要|必?须|(?<![供急刚内所军必])需)"
"""What says that the figure is asked for: 供水能力要达到5万吨."""
_AIMS = re.compile(
    "^(?:(?:[0-9]{4}年?[、和])+[0-9]{4}年|分别|到时|但|直至|推动(?=实现)|积极(?!性|分子)|保证(?!金|保|书|人|率)|即(?![办时期将报查食])|其(?![他它余中])|力争|确保|争取(?=新增|全年|完成|实现|达到)|努力|务必|原则上|其中|并且?|且|再(?![生就])|另|同时|逐步|基本(?!养|医|公|农|民|建|生)"
    rf"|{CYCLE}|率先|(?:较|比)?(?:[0-9]{4}年度?|上年度?|去年)|至少|带动|全年|年内|今年|要(?!素)|应(?![急用对收缴届征聘税变答激])当?|将(?!来|军)|使|共|实现|达到|做到|对(?![接标口外应讲话比照账虾象])|、|，)+"
)
"""What a phrase begins with that is no part of what is measured."""
_LINKS = re.compile(
    "(?:实现|全面|完成|做到|全部|翻|达|(?<![公节])约|(?<!行)为|(?:坚决|牢牢)?守[住牢]|(?<![占持拥国])有|(?<![人户亩平])均|各|共|至少|分别|保持|稳定|总计|合计|力争|确保"
    f"|逐步|不|{_OUGHT}|(?<!许)可|(?<!自)由|从|至|(?<!达)到|{CYCLE}|原则上|在|按照?|(?<![所可])以|的)+$"
)
"""What stands between the words for what is measured and the figure."""
_OUGHT_TO_CHANGE = re.compile(f"{_OUGHT}(?=(?:{CHANGED})$)")
_CYCLE_WITHIN = re.compile(f"(?<=.){CYCLE}(?=(?:{VERB})$)")
"""How often something is done, between who does it and the verb: 县财政每年安排."""
_GOES_ON = re.compile(
    "^(?:(?:同比|环比|比上年|较上年|年均|每年|平均)*(?:增长|提高|下降|降低|增加|减少|上升|突破|提升|压减)?(?:幅度)?)$"
)
"""A phrase that measures what the one before it does."""
_EACH = rf"(?P<scope>(?!{CYCLE})每(?![半次千万])[^，。；、0-9（）]{{1,12}}?(?:（[^（）]*）)?)"
_SCOPES = tuple(
    re.compile(rf"^{_EACH}(?={behind})") for behind in ("至少|不少于|均|都|分别|各", f"要|应|{VERB}|$")
)
"""For whom a figure is asked: 每个街道."""
_LONGEST = 40
"""Characters of an indicator, beyond which its last words alone are taken."""
_PERSONS = re.compile("[万亿]?(?P<name>人次|人|名)$")
_RANKED = re.compile("进入|跻身|位居|位列|列入|排名|位次|保持|稳定|居|排")
"""What is said of a rank besides of whom and among whom it is: 综合考核位居全市前5位."""
_COUNTS = re.compile("(?:数|量|人次|人口|总额|规模|率)$")


GOES_ON_FROM_BEFORE = "其中"
"""Begins a sentence whose bare figures are of what the sentence before it counts: 新建45所。其中，2024年15所。"""


class Named(NamedTuple):
    """The name of what a target measures, and for whom; the latter empty where the phrase does not say it."""

    indicator: str
    scope: str


def named(before: str, core: str, behind: str, unit: str, previous: str, same_measure: bool = True) -> Named:
    """What the phrase ``before`` + ``core`` + ``behind`` measures, whose figure is ``core``, counted in ``unit``.

    ``unit`` is empty of a word of coverage. ``previous`` is the indicator before it in the same sentence,
    which is counted in the ``same_measure`` or not.
    """
    before = _AIMS.sub("", before.removesuffix("“"))
    scope = next(filter(None, (pattern.match(before) for pattern in _SCOPES)), None)
    if scope:
        before = _AIMS.sub("", before[scope.end() :])
    behind = behind.removeprefix("”").removeprefix("的").removeprefix("比例")
    behind = _closed(_IN_BRACKETS.sub("", behind))
    if _EMPTY.fullmatch(behind) and before:
        behind = ""
    changed = _CHANGED_AGAINST.match(core)
    if not (behind and before.endswith("的")):
        before = _LINKS.sub("", before)
    before = "" if before and says_only_when(before) else before
    before += changed["change"] if changed and changed["change"] != _MULTIPLIED else ""
    before = _CYCLE_WITHIN.sub("", _OUGHT_TO_CHANGE.sub("", before))
    before = _SHARE.sub("占比", _closed(before))
    if not unit:
        behind = coverage.without_word(core) + behind
    if not (behind or before or unit) and (len(core) > _SET_PHRASE or core[0] in "一1"):
        before = core
    elif not behind and not before:
        before = previous if unit in RATES else _GOES_ON_AT_END.sub("", previous)
    elif not behind and _GOES_ON.match(before):
        before = _GOES_ON_AT_END.sub("", previous) + before
    elif not behind and _A_SHARE.fullmatch(before) and previous.endswith(before):
        before = previous
    elif not behind and same_measure and _DONE.fullmatch(before):
        before += _DONE_AT_FRONT.sub("", previous)
    if core.startswith(RANK):
        before, behind = f"{_RANKED.sub('', before)}排名", ""
    elif unit and not behind:
        before = _of_persons(before, unit)
    name = before + behind if len(before + behind) <= _LONGEST else _last_words(before or behind)
    return Named(name or previous or core, re.sub(f"{CYCLE}$", "", scope["scope"]) if scope else "")


def is_act(indicator: str) -> bool:
    """Whether an indicator only says what is done, and not to what: 改造, of 改造10公里."""
    return _DONE.fullmatch(indicator) is not None


_EMPTY = re.compile("(?:控制|预期|约束性)?(?:目标|指标|任务|目标任务|标准|要求|水平|大关|原则|责任)?")
"""What may follow the figure without saying more of what is measured."""
_IN_BRACKETS = re.compile("^（[^（）]*）")
"""A note right behind the measure: 500个（根）."""
_PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))


def _closed(words: str) -> str:
    """``words`` without the marks at their ends that belong to what stands around them."""
    words = words.strip("、，")
    for opening, closing in _PAIRS:
        if words.count(opening) != words.count(closing):
            words = words.strip(opening + closing)
    return words


_DONE = re.compile(f"(?:{VERB}|升级)+")
"""Verbs alone, which do to what the phrase before names: 新建卫生室30所、改造50所."""
_DONE_AT_FRONT = re.compile(f"^(?:{VERB})+")
_CHANGED_AGAINST = re.compile(f"[比较].*?(?P<change>{CHANGED})")
"""How a figure begins that is a change against a baseline: 比2020年下降16%."""
_MULTIPLIED = "翻"
"""The change that stands in the measure itself: 翻一番."""
_SHARE = re.compile("占$")
_A_SHARE = re.compile("比例|比重|占比|率")
"""A share that alone does not say of what."""
_SET_PHRASE = 9
"""Characters of a word of coverage that says nothing of what it covers: 应纳尽纳、应保尽保."""
_GOES_ON_AT_END = re.compile("(?:同比|年均)?(?:增长|提高|下降|降低|增加|减少|上升)$")


def _of_persons(name: str, unit: str) -> str:
    """``name`` as a number of persons where it is counted in them: 城镇新增就业 → 城镇新增就业人数."""
    persons = _PERSONS.match(unit)
    if not name or not persons or _COUNTS.search(name):
        return name
    return f"{name}人次" if persons["name"] == "人次" else f"{name.removesuffix('人')}人数"


def _last_words(name: str) -> str:
    """The end of a long name, from behind the last mark that divides it."""
    if len(name) <= _LONGEST:
        return name
    pieces = [match.end() for match in re.finditer("[、）”》]|的", name) if len(name) - match.end() >= 4]
    return name[pieces[-1] if pieces else -_LONGEST :][-_LONGEST:]
