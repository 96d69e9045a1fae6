"""Persons whom a list names beside units, where its key announces both: 责任部门及人员：县水利局张某、县财政局李某."""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.unit_names import Known, is_collective, looks_like_a_unit

_NAME = re.compile("[\u4e00-\u9fff·]{2,4}$")
_POST = (
    "(?:分管|主要|党组|党委|党支部|常务|副|第一|总)*(?:[局镇乡县区市州厅处科股所站院校行队部会组社村秘书]长|支队长|大队长"
    "|董事长|理事长|主任|书记|主席|经理|工程师|负责人|负责同志|领导|委员|干事)"
)
_WITH_POST = re.compile(f"(?P<unit>.{{2,}}?)(?P<person>{_POST}(?:[一-鿿·]{{2,4}})?)$")
"""A unit, the post and perhaps the name of who answers there: 县住建局局长张某, 各县分管副县长."""
_SEPARATORS = re.compile("([、，；\n])")


class Parted(NamedTuple):
    """A list without the persons in it, and those."""

    units: str
    persons: tuple[str, ...]


def without_persons(text: str, known: Known) -> Parted:
    """``text``, a list of units and persons in normal form, parted: a person stands alone or behind the name of a unit."""
    units: list[str] = []
    persons: list[str] = []
    for piece in _SEPARATORS.split(text):
        unit, person = _parted(piece, known)
        units.append(unit)
        persons += [person] if person else []
    return Parted("".join(units), tuple(persons))


def _parted(piece: str, known: Known) -> tuple[str, str]:
    post = _WITH_POST.match(piece)
    is_unit = looks_like_a_unit(piece, known) and not (post and is_collective(piece))  # 各县分管副县长
    if is_unit or _SEPARATORS.fullmatch(piece):
        return piece, ""
    if post and looks_like_a_unit(post["unit"], known):
        return post["unit"], post["person"]
    for length in range(2, min(4, len(piece) - 2) + 1):
        unit, person = piece[:-length], piece[-length:]
        if looks_like_a_unit(unit, known) and _NAME.match(person):
            return unit, person
    return ("", piece) if _NAME.match(piece) else (piece, "")
