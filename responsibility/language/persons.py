"""Persons whom a list names beside units, where its key announces both: 责任部门及人员：县水利局张某、县财政局李某."""

from __future__ import annotations

import re
from typing import NamedTuple

from responsibility.language.unit_names import Known, looks_like_a_unit

_NAME = re.compile("[\u4e00-\u9fff·]{2,4}$")
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
    if looks_like_a_unit(piece, known) or _SEPARATORS.fullmatch(piece):
        return piece, ""
    for length in range(2, min(4, len(piece) - 2) + 1):
        unit, person = piece[:-length], piece[-length:]
        if looks_like_a_unit(unit, known) and _NAME.match(person):
            return unit, person
    return ("", piece) if _NAME.match(piece) else (piece, "")
