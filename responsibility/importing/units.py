"""Names of units: which of the registry they are, and what a new one might be.

A name is matched as it is, as an alias, and in normal form; nothing is merged
because it looks alike: near-duplicates are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from responsibility.language.clauses import is_collective
from responsibility.language.normalize import normalise
from responsibility.model import RESERVED_IDS, Kind, Unit

_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("town", re.compile(r"(?<!各)(?:镇|乡|街道|街道办|街道办事处)(?:（[^（）]*）)?(?:人民政府|政府|党委)?$")),
    (
        "mass_organisation",
        re.compile("总工会|团[省市县区]?委|共青团|妇联|残联|工商联|文联|科协|侨联|红十字会|记协|社科联"),
    ),
    (
        "party",
        re.compile(
            "^中共|[省市县区]委(?!员会)(?:.*[办部室组委会]|$)|组织部|宣传部|统战部|政法委|纪委|监委|编办|文明办|网信办|党校|党委|工委|农办"
        ),
    ),
    ("dispatched", re.compile(".分局$|税务局$|海关$|银保监|金融监管|人民银行|供电局$")),
)


def guessed_kind(name: str) -> Kind:
    """What a unit of that name most likely is."""
    if is_collective(name):
        return "collective"
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), "government")


class Names:
    """The registry with what an import adds to it."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = list(units)
        self.new: list[Unit] = []
        self._by_name = {normalise(name): unit for unit in self.units for name in (unit.name, *unit.aliases)}
        self._ids = {unit.id for unit in self.units} | set(RESERVED_IDS)

    def known(self, name: str) -> bool:
        """Whether the registry has a unit of that name."""
        return normalise(name) in self._by_name

    def find(self, name: str) -> Unit:
        """The unit of that name; a new one is proposed where there is none."""
        unit = self._by_name.get(normalise(name))
        if unit is None:
            kind = guessed_kind(name)
            members = {"members": "unlisted"} if kind == "collective" else {}
            unit = Unit.model_validate({"name": name, "id": self._id(name), "kind": kind, **members})
            self.new.append(unit)
            self._by_name[normalise(name)] = unit
        return unit

    def _id(self, name: str) -> str:
        """The initials in pinyin, with a number behind where they are taken."""
        from pypinyin import Style, lazy_pinyin

        initials = "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")).lower()
        base = re.sub("[^a-z0-9]", "", initials)[:30]
        base = base if re.match("[a-z].", base) else f"u{base or 'nit'}"
        wanted, number = base, 1
        while wanted in self._ids:
            number += 1
            wanted = f"{base}{number}"
        self._ids.add(wanted)
        return wanted

    def alike(self) -> Iterator[tuple[str, str]]:
        """New units that may be another one under a shorter or longer name: (new, other)."""
        for place, unit in enumerate(self.new):
            if unit.kind != "collective":
                for other in (*self.units, *self.new[:place]):
                    if any(_alike(unit.name, name) for name in (other.name, *other.aliases)):
                        yield unit.name, other.name


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with characters left out: 区卫健委, 区卫生健康委."""
    short, long = sorted((one, other), key=len)
    if len(short) < 3 or (short[0], short[-1]) != (long[0], long[-1]) or short == long:
        return False
    rest = iter(long)
    return all(character in rest for character in short)
