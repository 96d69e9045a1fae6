"""Lists of units: where one name ends and the next begins, after which 等 stands, what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from responsibility.language.brackets import CLOSING, cut_outside, depths
from responsibility.language.jurisdictions import jurisdiction_of
from responsibility.language.patterns import alternatives
from responsibility.language.unit_names import (
    ETC_BEHIND,
    UNIT_WORDS,
    Known,
    is_collective,
    looks_like_a_unit,
    might_be_a_unit,
)

SEPARATORS = "、，；/\n"
_LEADING = re.compile("^(?:以及|及|和|与|并|会同|联合|包括|由)+(?=.{3})")
_BY_WORD = re.compile("会同|以及|等?[及和与暨]")
"""Words that may join two units; some of them stand within names too."""
_JOINS_ALWAYS = ("会同", "以及")
_ENDS_UNIT = re.compile(
    rf"(?:局|厅|(?<![举主承经])办|(?<!干)部|委|(?<!社)会|院|署|中心|公司|集团|政府|办公室|行|中支|队|站"
    rf"|社|联|海关|街道|[乡镇]|管委会|地区|市州|县区|{alternatives(UNIT_WORDS)})$"
)
_NOT_ALONE = ("政府", "人民政府", "管委会", "办事处", "党工委", "管理委员会")
"""What stands behind the Party's committee of the same place, and names nobody alone: 各级党委和政府."""
_RUN_ON = re.compile(
    r"(?<=[局厅委办部院联会])(?=(?:[省市县区]|各(?!成员|科室|处室|股室|直属|内设|下属))[\u4e00-\u9fff]{2}|各[镇乡区县市旗]$)"
)
"""Where two units stand without anything between them: 市财政局市农业农村局, but not 市指挥部各成员单位."""
_BEHIND_A_LOCALITY = re.compile("(?<=[镇乡村])|(?<=街道|单位|部门|政府)|(?<=办事处)")
"""Behind which words an office may begin, or behind a collective another one: 各镇县财政局, 各镇各单位, but not 清河镇各村."""
_MARKED = re.compile(
    r"(?:[*★☆※]+|（(?P<lead>牵头|牵头单位|主办)?(?:按[^（）、]{2,8})?(?:负责|配合|落实|责任单位)?）"
    r"|（(?:责任人|负责人|联系人)：[^（）]{2,16}）)$"
)
"""A mark behind a unit that leads (市财政局*, 市财政局（牵头）), or who answers there (市财政局（责任人：张三）)."""


@dataclass(frozen=True)
class Listed:
    """A piece of a list that names a unit, or that was not understood."""

    written: str
    name: str
    """With what the list writes once for several: 市人民政府 of 市、县人民政府; else as it is written."""
    open: bool = False
    """Whether 等 follows it."""
    leads: bool = False
    """Whether a mark behind it says that it leads."""
    unit: bool = True
    """Whether it can be a unit's name."""


def listed(text: str, known: Known) -> Iterator[Listed]:
    """The units of a list, and the pieces of it that can be none; ``text`` is in normal form."""
    pieces = [
        item
        for piece in cut_outside(text, SEPARATORS)
        for name in _joined(piece.strip("。：·"), known)
        for part in _apart(name, known)
        for item in _read(part, known)
    ]
    yield from _completed(pieces, known)


def _read(name: str, known: Known) -> Iterator[Listed]:
    etc = None if known(name) else ETC_BEHIND.search(name)
    written = name[: etc.start()] if etc else name
    mark = None if known(written) else _MARKED.search(written)
    written = written[: mark.start()] if mark else written
    if written:
        name = written if known(written) else _REMARK_FOR_BELOW.sub("", written)
        unit = known(written) or might_be_a_unit(name)
        leads = bool(mark and (mark["lead"] or mark[0][0] != "（"))
        yield Listed(written, name, etc is not None, leads, unit)
    if etc and etc["rest"]:
        yield Listed(etc["rest"], etc["rest"], unit=might_be_a_unit(etc["rest"]))


_GOVERNS = "(?:人民政府|政府|党委|管委会|行政公署|行署)(?:（[^（）]*）)?"
_GOVERNMENT = re.compile(f"{_GOVERNS}$")
"""What governs a place; of several places in a row it is named behind the last: 市、县（区）人民政府."""
_PLACES = "(?:[省市县区州旗盟]|县级市|乡镇|[乡镇]|街道)+"
_LEVEL = re.compile(f"^各?{_PLACES}$")
_EACH = re.compile(f"^各{_PLACES}(?:（[^（）]*）)?(?:{_GOVERNS}|办事处)?$")
_OF_EACH = re.compile(f"^{_PLACES}(?:（[^（）]*）)?(?:{_GOVERNS}|办事处)?$")
"""Places of a kind of which a list says 各 once for several kinds: 县级市 of 各区、县级市."""
_COMMITTEE = re.compile("(?:党委|党工委|工委)$")
_OF_A_PLACE = re.compile("^(?P<place>[\u4e00-\u9fff]{2,5}(?P<level>[省市县区州旗盟]))委$")
"""The Party's committee of a place that is named, whose government the list may name without it: 临江市委、市政府."""
_REMARK_FOR_BELOW = re.compile("（[^（）]*下同）")
"""A remark within a name, of what it stands for from here on: 各市（含临江市，下同）人民政府."""


def _completed(items: Sequence[Listed], known: Known) -> Iterator[Listed]:
    """The pieces of a list with what it writes once for several."""
    governed: str | None = None
    """What governs the places behind, from the last of the list on."""
    names: list[str] = []
    for item in reversed(items):
        is_level = bool(_LEVEL.match(item.written)) and not known(item.written)
        names.append(item.written + (governed or "") if is_level else item.name)
        if not is_level:
            government = _GOVERNMENT.search(item.written)
            governed = government[0] if government else None
    each, before = False, ""
    for item, name in zip(items, reversed(names), strict=True):
        each = bool(_EACH.match(item.written)) or (each and bool(_OF_EACH.match(item.written)))
        if known(item.written):
            before = item.written
            yield item
            continue
        full = f"各{name}" if each and not name.startswith("各") else _beside_its_committee(name, before)
        yield replace(item, name=full, unit=item.unit or full != item.written) if full != item.name else item
        before = full


def _beside_its_committee(name: str, before: str) -> str:
    """The name with that of the place which the list names with the Party's committee before it."""
    committee = _COMMITTEE.search(before)
    if committee and name in _NOT_ALONE:
        return before[: committee.start()] + name
    place = _OF_A_PLACE.match(before)
    if place and name in (f"{place['level']}政府", f"{place['level']}人民政府"):
        return place["place"] + name[1:]
    return name


def _joined(piece: str, known: Known) -> Iterator[str]:
    """The units of ``piece`` where words join them (财政部及各地区); else the piece as it is."""
    piece = piece if known(piece) else _LEADING.sub("", piece)
    depth = depths(piece)
    words = [] if known(piece) else [word for word in _BY_WORD.finditer(piece) if not depth[word.start()]]
    start = 0
    for index, word in enumerate(words):
        left = piece[start : word.start()]
        ends = [later.start() for later in words[index + 1 : index + _WITHIN_A_NAME]]
        rights = [piece[word.end() : end] for end in (*ends, len(piece))]
        if left and (
            word[0] in _JOINS_ALWAYS
            or (_ends_unit(left, known) and any(_begins_unit(right, known) for right in rights))
        ):
            yield piece[start : word.start() + word[0].startswith("等")]
            start = word.end()
    if start < len(piece):
        yield piece[start:]


_WITHIN_A_NAME = 4
"""Of so many words in a row the last joins units; names have fewer in them."""


def _ends_unit(text: str, known: Known) -> bool:
    bare = ETC_BEHIND.sub("", text)
    ends = bool(_ENDS_UNIT.search(bare)) or bare[-1:] in CLOSING or is_collective(bare)
    return known(bare) or (ends and looks_like_a_unit(bare, known))


def _begins_unit(text: str, known: Known) -> bool:
    bare = ETC_BEHIND.sub("", text)
    return bare not in _NOT_ALONE and looks_like_a_unit(bare, known)


def _apart(piece: str, known: Known) -> list[str]:
    """Units that ran together when the spaces between them were dropped; else the piece as it is."""
    if known(piece):
        return [piece]
    ends = {match.start() for match in _RUN_ON.finditer(piece)}
    ends |= {at.start() for at in _BEHIND_A_LOCALITY.finditer(piece) if _begins_another(piece, at.start())}
    names = [piece[start:end] for start, end in pairwise([0, *sorted(ends), len(piece)])]
    sound = all((len(name) >= 3 or is_collective(name)) and looks_like_a_unit(name, known) for name in names)
    return names if sound or len(names) == 1 else [piece]


def _begins_another(piece: str, start: int) -> bool:
    """Whether from ``start`` on another unit is named: an office with its jurisdiction, or behind a collective one more."""
    behind = piece[start:]
    if is_collective(behind):
        return behind.startswith(("省", "市", "县", "区")) or (
            behind[0] == "各" and is_collective(piece[:start])
        )
    return bool(jurisdiction_of(behind))
