"""Lists of units: where one name ends and the next begins, after which 等 stands, what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    r"(?<=[局厅委办部院])(?=(?:[省市县区]|各(?!成员|科室|处室|股室|直属|内设|下属))[\u4e00-\u9fff]{2})"
)
"""Where two units stand without anything between them: 市财政局市农业农村局, but not 市指挥部各成员单位."""
_BEHIND_A_LOCALITY = re.compile("(?<=[镇乡村])|(?<=街道|单位|部门|政府)|(?<=办事处)")
"""Behind which words an office may begin, or behind a collective another one: 各镇县财政局, 各镇各单位, but not 清河镇各村."""
_MARKED = re.compile(r"(?:[*★☆※]+|（(?P<lead>牵头|牵头单位|主办)?(?:负责|配合|责任单位)?）)$")
"""A mark behind a unit that leads: 市财政局*, 市财政局（牵头）."""


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
    for before, item, behind in zip([None, *pieces], pieces, [*pieces[1:], None], strict=False):
        yield _completed(item, before, behind, known)


def _read(name: str, known: Known) -> Iterator[Listed]:
    etc = None if known(name) else ETC_BEHIND.search(name)
    written = name[: etc.start()] if etc else name
    mark = None if known(written) else _MARKED.search(written)
    written = written[: mark.start()] if mark else written
    if written:
        unit = known(written) or might_be_a_unit(written)
        leads = bool(mark and (mark["lead"] or mark[0][0] != "（"))
        yield Listed(written, written, etc is not None, leads, unit)
    if etc and etc["rest"]:
        yield Listed(etc["rest"], etc["rest"], unit=might_be_a_unit(etc["rest"]))


_LEVEL = re.compile("^各?[省市县区州乡镇街道]{1,3}$")
"""A level of jurisdictions, whose government is named behind the last of several: 市、县（区）人民政府."""
_GOVERNMENT = re.compile("(?:人民政府|政府|党委|管委会|办事处)(?:（[^（）]*）)?$")
_PLACES = "(?:[省市县区州旗盟]|县级市|乡镇|[乡镇]|街道)+"
_EACH = re.compile(rf"^各{_PLACES}(?:（[^（）]*）)?(?:{_GOVERNMENT.pattern[:-1]})?$")
_OF_EACH = re.compile(rf"^{_PLACES}(?:（[^（）]*）)?(?:{_GOVERNMENT.pattern[:-1]})?$")
"""Places of a kind of which a list says 各 once for several kinds: 县级市 of 各区、县级市."""
_COMMITTEE = re.compile("(?:党委|党工委|工委)$")


def _completed(item: Listed, before: Listed | None, behind: Listed | None, known: Known) -> Listed:
    """The piece with what the list writes once for it and its neighbour."""
    if known(item.written):
        return item
    committee = _COMMITTEE.search(before.written) if before and item.written in _NOT_ALONE else None
    if before and committee:
        return replace(item, name=before.written[: committee.start()] + item.written, unit=before.unit)
    each = "各" if before and _EACH.match(before.written) and _OF_EACH.match(item.written) else ""
    government = _GOVERNMENT.search(behind.written) if behind and _LEVEL.match(item.written) else None
    if government or each:
        return replace(item, name=each + item.written + (government[0] if government else ""), unit=True)
    return item


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
