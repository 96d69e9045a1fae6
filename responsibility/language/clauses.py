"""The grammar of assignment clauses: who leads, who is responsible, who supports.

Two families occur in official documents. With keys: （牵头单位：甲、乙，责任单位：
丙等，各镇）, where the key may be 牵头/主办/责任/配合/参与/协办/督办 with 单位 or 部门.
With verbs: （甲牵头，乙、丙配合）, （甲、乙按职责分工负责）, （各市人民政府结合实际落实）.
Units are listed with 、 and also ， or ；. A list that names the jurisdiction once
(省科技厅、工业和信息化厅) means it for all of its offices.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from responsibility.model import ROLE_SPECS, ROLES, Role, RoleSpec

Known = Callable[[str], bool]
"""Whether the registry has a unit of that name."""

_OTHER_WORDS: dict[Role, tuple[str, ...]] = {
    "lead": ("主办",),
    "responsible": ("主要责任", "负责", "承办", "落实"),
    "supporting": ("参与", "参加", "协办", "协助", "督办"),
}
"""By what a key names a role, besides the role's own short name; a word that is another role's name is that one's."""
_NAMES = {spec.short for spec in ROLE_SPECS}


def _key_words(spec: RoleSpec) -> str:
    others = (word for word in _OTHER_WORDS.get(spec.key, ()) if word not in _NAMES)
    return "|".join(map(re.escape, (spec.short, *others)))


_KEY = re.compile(rf"(?:{'|'.join(f'({_key_words(spec)})' for spec in ROLE_SPECS)})(?:责任)?(?:单位|部门)?：")
_VERBS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("lead", re.compile(r"牵头(?:负责|组织|落实|实施|推进|办理)*$")),
    ("supporting", re.compile(r"(?:积极|协同|密切)?(?:配合|参与|参加|协助|协办)(?:落实)?$")),
    (
        "responsible",
        re.compile(
            r"(?:按照?(?:各自)?(?:职责|职能)(?:分工)?|结合(?:自身|本地)?实际|分别|共同|具体|依职责|根据职责分工)*"
            r"(?:抓好|做好|组织|推进|贯彻)*(?:负责|落实|实施)+$"
        ),
    ),
)
_OTHER_KEY = re.compile("(?:完成时限|完成时间|完成期限|时限|时间要求|进度安排)：.*$")
_RUN_ON = re.compile("(?<=[局厅委办部院])(?=(?:[省市县区]|各)[\u4e00-\u9fff]{2})")
"""Where two units stand without anything between them: 市财政局市农业农村局."""
_SENTENCE_WORDS = re.compile("[：要应须将]|^以上|^上述|加大|按照|负责解释")
"""What no unit's name has in it."""
_LISTED = re.compile(r"(?:[^、，；（）]|（[^（）]*）|[（）])+")
"""A piece of a list: separators within brackets are the name's own (各县（市、区）人民政府)."""
_SUFFIX = (
    "局|委|办|部|厅|院|会|所|站|中心|镇|乡|街道|政府|办事处|单位|部门|机构|企业|公司|集团|行|队|组|校|学校|社|署|司|处|室"
    "|县|区|市|州|村|联|台|馆|办公室|协|海关|主体|党委|党组|工委|管委|当地|医院|大学|基地|园"
)
_UNIT = re.compile(rf"[\u4e00-\u9fff（）“”A-Za-z0-9]{{1,30}}(?:{_SUFFIX})")
_COLLECTIVE = re.compile(
    r"^(?:各|有关|相关|其他|其它|全[区县市省]各?|[省市区县](?:直|级|属)?(?:各|有关|相关|直))|(?:部门|单位|机构|企业|主体)$"
)
_ETC = re.compile(r"等(?:(?:有关|相关)?(?:部门|单位)|(?P<rest>各.+)?)$")
_PREFIXES = "省市县区旗州"
_OWN_NAME = re.compile(
    r"^(?:各|有关|相关|其他|中国|中共|国家|中央|全国|人民|团[省市县区]委|[省市县区旗州])|(?:银行|分行|支行|公司|集团|海关|监管?局|部队|军区"
    r"|大学|学院|学校|镇|乡|街道|政府|部门|单位|机构|企业|总队)$|.[省市县区].*分局$"
)


_SEGMENT = re.compile(r"(?:[^，；。（）]|（[^（）]*）|[（）])+")


_SEVERAL = re.compile("[局厅委办部院会心][和及与][省市县区各]|（(?:牵头|负责)）")
"""Two units joined by a word (市教育局和市公安局), or a role in brackets behind one."""


class Name(NamedTuple):
    """A unit as a clause names it, and what it is called in full."""

    written: str
    name: str

    @property
    def derived(self) -> bool:
        """Whether the full name was derived from its neighbour's jurisdiction."""
        return self.written != self.name


@dataclass
class Assignment:
    """What a clause says: the units of each role in order, and the roles whose lists 等 leaves open."""

    units: dict[Role, list[Name]] = field(default_factory=lambda: {role: [] for role in ROLES})
    open: set[Role] = field(default_factory=set)

    @property
    def names(self) -> list[Name]:
        """All units, in the order of the roles."""
        return [name for role in ROLES for name in self.units[role]]


def is_collective(name: str) -> bool:
    """Whether a name stands for several units: 各镇, 有关部门, 区直各单位."""
    return bool(_COLLECTIVE.search(name))


def parse(text: str, known: Known) -> Assignment | None:
    """What the clause ``text`` (in normal form, without its brackets) says; None where it is no clause."""
    body = text.rstrip("。；，")
    return _with_keys(body, known) if _KEY.match(body) else _with_verbs(body, known)


def _with_keys(body: str, known: Known) -> Assignment | None:
    found = Assignment()
    keys = list(_KEY.finditer(body))
    ends = [key.start() for key in keys[1:]] + [len(body)]
    for key, end in zip(keys, ends, strict=True):
        role = ROLES[next(place for place, group in enumerate(key.groups()) if group)]
        listed = _OTHER_KEY.sub("", body[key.end() : end]).strip("，；、。/")
        _add(found, role, listed.replace("/", "、").replace("以及", "、"), known)
    return found if found.names else None


def _with_verbs(body: str, known: Known) -> Assignment | None:
    found = Assignment()
    names: list[str] = []
    for segment in _SEGMENT.findall(body):
        said = _verb(segment)
        if said is None:
            names.append(segment)
            continue
        role, rest = said
        listed = "、".join([*names, rest]).strip("、").removeprefix("由")
        if not listed or not all(_looks_like_a_unit(name, known) for name in _LISTED.findall(listed)):
            return None
        _add(found, role, listed, known)
        names = []
    return found if found.names and not names else None


def _verb(segment: str) -> tuple[Role, str] | None:
    for role, pattern in _VERBS:
        verb = pattern.search(segment)
        if verb:
            return role, segment[: verb.start()]
    return None


def _looks_like_a_unit(name: str, known: Known) -> bool:
    bare = _ETC.sub("", name)
    if known(bare):
        return True
    return not _SENTENCE_WORDS.search(bare) and bool(_UNIT.fullmatch(bare) or _COLLECTIVE.search(bare))


def _add(found: Assignment, role: Role, listed: str, known: Known) -> None:
    held = {name.name for name in found.units[role]}
    for name, open_ in _names(listed, known):
        if open_:
            found.open.add(role)
        if name.name not in held:
            found.units[role].append(name)
            held.add(name.name)


def _names(listed: str, known: Known) -> Iterator[tuple[Name, bool]]:
    """The units of a list, each with whether 等 follows it."""
    prefix = ""
    for piece in (one for whole in _LISTED.findall(listed) for one in _apart(whole, known)):
        etc = None if known(piece) else _ETC.search(piece)
        written = piece[: etc.start()] if etc else piece
        if not written:
            continue
        name = _full(written, prefix, known)
        if name[0] in _PREFIXES and not is_collective(name):
            prefix = name[0]
        yield Name(written, name), etc is not None
        if etc and etc["rest"]:
            yield Name(etc["rest"], etc["rest"]), False


def _apart(piece: str, known: Known) -> list[str]:
    """Units that ran together when the spaces between them were dropped; else the piece as it is."""
    if known(piece):
        return [piece]
    pieces = _RUN_ON.split(piece.removesuffix("负责"))
    sound = all(len(one) >= 3 and _looks_like_a_unit(one, known) for one in pieces)
    return pieces if sound or len(pieces) == 1 else [piece]


def is_doubtful(name: str) -> bool:
    """Whether a unit's name does not look like one: it may be several, or part of a sentence."""
    several = len(name) > 24 or bool(_SEVERAL.search(name))
    return several or not _looks_like_a_unit(name, lambda _: False)


def _full(written: str, prefix: str, known: Known) -> str:
    """The name with the jurisdiction that the list named before, where the document dropped it."""
    if not prefix or known(written):
        return written
    if known(prefix + written):
        return prefix + written
    return written if _OWN_NAME.search(written) or is_collective(written) else prefix + written


_BRACKET = re.compile(r"（(?P<inner>[^（）]*(?:（[^（）]*）[^（）]*){0,20})）[。；]?$")
_SENTENCE = re.compile(r"(?:^|(?<=[。！？]))(?P<inner>由?[^。！？：]{2,120}(?:牵头|负责|配合|落实))。$")
LONGEST = 4000
"""Characters of a paragraph's end in which a clause is looked for."""


class Found(NamedTuple):
    """A clause at the end of a paragraph: the text before it, the clause as written, what it says."""

    before: str
    written: str
    assignment: Assignment

    @property
    def alone(self) -> bool:
        """Whether the clause is a paragraph of its own, which may cover all items before it."""
        return not self.before


def at_end(paragraph: str, known: Known) -> Found | None:
    """The clause that ends a paragraph (in normal form), in brackets or as a last sentence; None without one."""
    skipped, end = paragraph[:-LONGEST], paragraph[-LONGEST:]
    for pattern in (_BRACKET, _SENTENCE):
        found = pattern.search(end)
        if found:
            assignment = parse(found["inner"], known)
            if assignment:
                return Found(skipped + end[: found.start()], end[found.start() :], assignment)
    return None
