"""By what words documents assign, by role: keys of clauses, verbs, and what columns of tables are headed by.

All read the same words, so a word of one role is added in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from responsibility.language.patterns import alternatives
from responsibility.language.unit_names import looks_like_a_unit
from responsibility.model import EXPECTED, ROLE_SPECS, ROLES, Role, RoleSpec

_OTHER_WORDS: dict[Role, tuple[str, ...]] = {
    "lead": ("主办",),
    "responsible": ("主要责任", "主责", "负责", "承办", "落实", "指导", "主管", "实施", "整改"),
    "supporting": ("参与", "参加", "协办", "协助", "协同", "督办", "督导", "督查", "监督", "监管", "验收"),
}
"""By what a role is named, besides its own short name; a word that is another role's name is that one's."""
UNIT_WORDS = (
    *("单位", "部门", "科室", "处室", "股室", "主体", "机关", "机构", "企业", "公司", "院校", "学校"),
    *("站所", "站办", "部室", "局办", "科局", "专班", "支队"),
    *(
        "县市区",
        "市县区",
        "县区",
        "区县",
        "县市",
        "市县",
        "乡镇",
        "镇街",
        "镇村",
        "街道",
        "村社",
        "村居",
        "社区",
        "村",
    ),
)
"""Words for units, behind the word that names a role."""
_WEAK = ("责任", "负责", "落实", "指导", "主管", "实施", "整改", "督导", "督查", "监督", "监管", "验收")
_SHORT_NAMES = {spec.short for spec in ROLE_SPECS}


def words_of(spec: RoleSpec) -> tuple[str, ...]:
    """The words that name a role, its short name first."""
    return spec.short, *(word for word in _OTHER_WORDS.get(spec.key, ()) if word not in _SHORT_NAMES)


_ANY_UNITS = alternatives(UNIT_WORDS)
_OF_LEVEL = "(?:[省市县区州镇乡](?:直属?|级|属))"
"""Of which level units are: 牵头市直部门, 市直责任单位."""
_ROLE_WORDS = tuple(alternatives(words_of(spec)) for spec in ROLE_SPECS)
_ANY_ROLE = "|".join(_ROLE_WORDS)
_PLACES = "[市县区乡镇]（[市县区州旗镇乡街道、]{1,8}）"
"""For what a key names places: 责任县（市、区）."""
_UNITS = f"(?:{_OF_LEVEL}?(?:{_ANY_UNITS}){{1,2}}|{_PLACES})?(?:（(?:{_ANY_UNITS})）)?"
_WHO = "(?:主要|直接|具体|第一|分管)?(?:责任人|负责人|联系人|责任领导|领导|人)员?"
_JOINED = f"(?:以及|[及和与或、/])其?(?:(?:{_ANY_ROLE})(?:责任)?{_UNITS}|{_WHO}|{_OF_LEVEL}?(?:{_ANY_UNITS}))"
KEY = re.compile(
    rf"(?:{'|'.join(f'({words})' for words in _ROLE_WORDS)})"
    rf"(?:（(?:{_ANY_ROLE})）)?(?:责任|落实)?{_UNITS}(?P<more>(?:{_JOINED})*)："
)
"""A key of a clause, 牵头单位：, 牵头市直部门：, 责任部门及人员：; it has a group for each role, in their order."""
_ROLE_OR_PERSONS = re.compile(rf"{_WHO}|(?:{'|'.join(f'({words})' for words in _ROLE_WORDS)})(?:责任)?")


class KeyReading(NamedTuple):
    """What a key of a clause says of the list behind it."""

    role: Role
    several: bool
    """Whether it names several roles, so that the units are only known to have a duty: 牵头及配合单位."""
    persons: bool
    """Whether persons stand beside the units: 责任部门及人员."""


def read_key(key: str) -> KeyReading | None:
    """What ``key``, with its colon, says; None where it is no key of units."""
    match = KEY.search(key)
    if match is None:
        return None
    role = next(role for role, group in zip(ROLES, match.groups(), strict=False) if group)
    persons = False
    roles = {role}
    for more in _ROLE_OR_PERSONS.finditer(match["more"]):
        named = [other for other, group in zip(ROLES, more.groups(), strict=True) if group]
        roles.update(named)
        persons = persons or not named
    return KeyReading(role if len(roles) == 1 else EXPECTED[-1], len(roles) > 1, persons)


DEADLINE_KEYS = (
    *(
        f"{done}{when}"
        for done in ("完成", "整改", "办理", "办结", "销号", "落实", "实施", "验收", "计划完成")
        for when in ("时限", "时间", "期限", "时序", "节点", "日期")
    ),
    *("时限", "时限要求", "时间要求", "时间节点", "时间安排", "进度安排", "进度要求", "时序进度"),
)
"""Keys of a clause that say by when, behind the units."""
START_WORDS = ("启动", "开始", "开工", "起始")
"""What begins; 时间 or 日期 stands behind it, or nothing in a column of times."""
START_KEYS = tuple(f"{word}{when}" for word in START_WORDS for when in ("时间", "日期"))
"""Keys that say from when."""
DIVISION_KEYS = (
    *(f"{word}分工" for word in ("部门", "责任", "任务", "职责", "工作", "")),
    *("省级", "市级", "县级", "区级"),
)
"""Keys of a clause that goes on with verbs (部门分工：甲牵头，乙配合。) or with units of one level."""
_LEVELS = ("省级", "市级", "县级", "区级", "主要", "具体", "第一", "共同", "其他", "相关")
"""What may stand before the word of a role: 市级责任单位."""
_PERSONS = (
    *("责任", "牵头", "主管", "分管", "主要", "包保", "包联", "联系", "第一", "具体", "直接"),
    *("项目", "工作", "任务", "技术", "行政", "现场", "安全", "部门", "单位", "落实", "协调"),
)
CONTACT_KEYS = ("联系人", "联络员", "联系电话", "电话")
"""Keys of a clause behind which stands how to reach those who answer."""
_OTHER_KEYS = (*CONTACT_KEYS, "适用范围", "备注")
ANY_KEY = re.compile(
    rf"(?P<role>(?:{alternatives(_LEVELS)}|{_OF_LEVEL}|各?[省市县区州]（[^（）]{{1,8}}）)?(?:{KEY.pattern}))"
    rf"|(?P<division>(?:{alternatives(DIVISION_KEYS)})：)"
    rf"|(?P<other>(?:(?:{alternatives((*_PERSONS, *_LEVELS))})*(?:[省市县区州]?领导|责任人|负责人)"
    rf"|{alternatives((*DEADLINE_KEYS, *START_KEYS, *_OTHER_KEYS))})：)"
    r"|(?:^|(?<=[，；。\n]))(?P<unknown>[\u4e00-\u9fff]{2,8}(?:（[^（）：]{1,10}）)?：)"
)
"""Whatever stands before a colon in a clause: the role of units, how they divide the work, or what is of no unit."""

_BRACKETED = re.compile(r"[【〔\[](?P<key>[^【】〔〕\[\]：，。；]{2,8})[】〕\]]：?")


def bracketed_keys(text: str) -> Iterator[re.Match[str]]:
    """The keys of a clause that stand in brackets instead of before a colon: 【牵头单位】县水利局."""
    for match in _BRACKETED.finditer(text):
        key = ANY_KEY.fullmatch(match["key"] + "：")
        if key and not key["unknown"]:
            yield match


DASHES = "—-●■◆▲★·"
"""What may stand before a line of a clause: ——责任单位：."""
_BULLETS = re.compile(f"(?m)^[{DASHES}]+")
_NAMED_KEY = alternatives(spec.name for spec in ROLE_SPECS)
_BARE_KEY = re.compile(rf"(?m)^(?P<key>{_NAMED_KEY})：?\n?(?P<list>[^，。；：\n]{{3,}})$")
"""A key that only a blank or the end of its line parts from its list: 牵头单位　县水利局, in normal form without the blank."""


def with_colons(text: str) -> str:
    """``text`` with a colon behind each of its keys that has none: in brackets, or before nothing but units on its line or the next.

    What stands before the lines of a clause (——责任单位：) is left out.
    """
    text = _BULLETS.sub("", text)
    for match in reversed(list(bracketed_keys(text))):
        text = f"{text[: match.start()]}{match['key']}：{text[match.end() :]}"
    return _BARE_KEY.sub(
        lambda line: f"{line['key']}：{line['list']}" if has_only_units(line["list"]) else line[0], text
    )


def is_bare_key(line: str) -> bool:
    """Whether a line is a key alone, whose units stand below: 责任单位：."""
    return re.fullmatch(f"(?:{_NAMED_KEY})：?", line) is not None


def has_only_units(line: str) -> bool:
    """Whether a line is a list of what looks like units, and nothing else."""
    names = line.split("、")
    return not is_bare_key(line) and all(looks_like_a_unit(name, lambda _: False) for name in names)


_MANNER = (
    "(?:(?:按照?|依照?|依据|根据)(?:各自)?(?:的)?(?:职责|职能|任务|责任)*(?:和)?(?:分工)?|结合(?:各自|自身|本地|各地)?(?:工作)?实际"
    "|分工|负责|分别|共同|具体|各自|分头|依法|积极|密切|协同|认真|全面|抓好|做好|统筹|组织|推进|贯彻|协调"
    "|(?<!市场|经营|责任|实施)主体)*"
)
_JOINTLY = "(?<=共同|协同|联合|分别|分工)"
"""Behind these words 推进 says who acts; behind others it may be part of the task (项目推进)."""
_BEHIND_LEADING = alternatives(
    (
        *("抓总", "负责", "组织", "落实", "实施", "推进", "推动", "办理", "承办", "协调", "统筹", "汇总"),
        *("督导", "督办", "督促", "指导", "开展", "完成"),
    )
)
"""What may go on with 牵头 in the verb of those who lead: 牵头抓总, 牵头督导."""
LEADING_RUNS_ON = re.compile(
    rf"牵头(?=会同|、)|(?<=牵头)(?!{_BEHIND_LEADING}|抓|部门|单位)(?=[^，；。、会：）]{{2}})"
)
"""Where another list follows 牵头 without a stop: 甲牵头会同乙, 甲牵头乙配合."""
_OWN_WORK = "(?:(?:相关|有关|各自|具体|配套)?工作)?"
"""What units do their part of: 配合做好相关工作."""
_VERBS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("lead", re.compile(f"{_MANNER}(?:总?牵头(?:{_BEHIND_LEADING})*|主办)$")),
    (
        "supporting",
        re.compile(
            f"{_MANNER}(?:配合|参与|参加|协助|协办|会办|协同|(?:资金|要素|经费)?保障)+(?:落实|实施|推进|做好|抓好)?{_OWN_WORK}$"
        ),
    ),
    (
        "responsible",
        re.compile(
            f"{_MANNER}(?:(?:负责|落实|实施|承办|主责)+(?:推进|到位|指导|统筹|协调)*|(?:业务|技术|督促|监督)?指导|统筹(?:协调)?"
            f"|各负其责|分工协作|(?:做好|抓好){_OWN_WORK}|(?:为|是|作为)(?:责任|实施|落实)主体"
            f"|(?:{_JOINTLY}|(?<=部门)|(?<=单位))推进)$"
        ),
    ),
)
_WITHOUT_VERBS = tuple(spec for spec in ROLE_SPECS if spec.key not in dict(_VERBS))
"""Roles that are named by their short name alone."""
VERBS = (*_VERBS, *((spec.key, re.compile(f"{re.escape(spec.short)}$")) for spec in _WITHOUT_VERBS))
"""How a clause without keys says what the units before it do: 乙局配合. Tried in this order."""
LAST_VERB = alternatives(
    (
        "牵头",
        "负责",
        "配合",
        "落实",
        "实施",
        "推进",
        "参与",
        "协助",
        "协同",
        *(spec.short for spec in _WITHOUT_VERBS),
    )
)
"""What a sentence that assigns ends with."""


def is_weak(word: str) -> bool:
    """Whether ``word`` names a role of units only with a word for units behind it: 责任单位, but 责任目标."""
    return word.endswith(_WEAK)
