"""The grammar of assignment clauses: who leads, who is responsible, who supports.

Two families occur in official documents. With keys: （牵头单位：甲、乙，责任单位：
丙等，各镇）, where the key may be 牵头/主办/责任/配合/参与/协办/督办 with 单位 or 部门.
With verbs: （甲牵头，乙、丙配合）, （甲、乙按职责分工负责）, （各市人民政府结合实际落实）; a key
may stand before them too (部门分工：甲牵头，乙配合). Persons, times and remarks between
them (牵头领导：, 完成时限：, 6月底前完成, 下同) are no units. Units are listed with 、 and also
， or ；, the last may be joined by a word (及, 和, 会同). A clause that names the jurisdiction
once (省科技厅、工业和信息化厅) means it for all of its offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple

from responsibility.language.assignment_rules import without_rules
from responsibility.language.brackets import CLOSING, cut_outside, depths, opening_of
from responsibility.language.dates import IMMEDIATE, ONGOING
from responsibility.language.jurisdictions import Jurisdictions, jurisdiction_of
from responsibility.language.normalize import normalise
from responsibility.language.numerals import ORDINAL
from responsibility.language.patterns import alternatives
from responsibility.language.persons import without_persons, without_posts
from responsibility.language.role_words import (
    ANY_KEY,
    LEADING_RUNS_ON,
    VERBS,
    bracketed_keys,
    read_key,
    with_colons,
)
from responsibility.language.unit_lists import Listed, listed
from responsibility.language.unit_names import Known, looks_like_a_unit, without_calls
from responsibility.model import LEAD, LISTED, ROLE_NAMES, ROLES, Role

_LEADER = re.compile("(?:领导|责任人|负责人)$")
"""How a key ends that names persons or posts: 牵头领导, 第一责任人."""
_WHEN = (*ONGOING, *IMMEDIATE)
_NO_UNITS = re.compile(
    rf"[0-9]|完成$|^(?:{alternatives(_WHEN)})$|^(?:{alternatives(word for word in _WHEN if len(word) > 3)})"
    "|^(?:立即|年内|年底前?|每年|每月|每季度)|^下同$|不再.{0,6}列|^以下|^以上|适用"
)
"""Segments that say by when, or remark upon the list, and name no unit."""
_OF_ALL_ABOVE = re.compile("以[上下].*由")
"""How a sentence begins that assigns other items than its own: 以上工作由县水利局牵头."""
_KEY_WITHOUT_COLON = re.compile(
    rf"(?:^|(?<=[，；。]))(?:{alternatives(ROLE_NAMES.values())})(?=[\u4e00-\u9fff])(?!要|应|按|及|和|与|或|以及)"
)
"""A key whose colon the document forgot: （牵头单位市水务局，…）."""
_NUMBER = re.compile(
    rf"(?:^|(?<=\n))(?:（(?:{ORDINAL}|[0-9]{{1,2}})）|[0-9]{{1,2}}[.、])(?=[^，。；、]{{2,8}}：)"
)
"""The number of a clause that is a paragraph of its own: （三）责任单位：…."""
_OFFICE = re.compile("[局厅委办]$")
_RUNS_ON = (
    (LEADING_RUNS_ON, "牵头，"),
    (re.compile("(?<=配合|负责)、"), "，"),
)


class Name(NamedTuple):
    """A unit as a clause names it, and what it is called in full."""

    written: str
    name: str
    derived: bool = False
    """Whether the full name was derived from its neighbour's jurisdiction."""


@dataclass
class Assignment:
    """What a clause says: the units of each role in order, and those of them after which it writes 等."""

    units: dict[Role, list[Name]] = field(default_factory=lambda: {role: [] for role in ROLES})
    open_after: dict[Role, list[str]] = field(default_factory=lambda: {role: [] for role in ROLES})
    """In full, as the names of ``units``."""
    unread: list[str] = field(default_factory=list)
    """What stands in its lists and can be no unit's name."""
    unknown: list[str] = field(default_factory=list)
    """What stands behind a key that is not known, where that looks like units: 实施公司：清河水务集团."""
    unsaid: bool = False
    """Whether it names units without saying in which role."""
    joint: bool = False
    """Whether a key of it names several roles for the same units: 牵头及责任单位."""

    @property
    def names(self) -> list[Name]:
        """All units, in the order of the roles."""
        return [name for role in ROLES for name in self.units[role]]

    def add(self, role: Role, name: Name, open_: bool) -> None:
        """Add a unit to ``role``, once."""
        if open_ and name.name not in self.open_after[role]:
            self.open_after[role].append(name.name)
        if all(other.name != name.name for other in self.units[role]):
            self.units[role].append(name)


def parse(text: str, known: Known, strict: bool = False, apart: bool = False) -> Assignment | None:
    """What the clause ``text`` (in normal form) says, in brackets or without; None where it is no clause.

    Without keys a clause is one only if its names look like units; all of them where it is
    ``strict``, else most. A list alone is one of units more easily where it stands ``apart``, as a sentence of its own.
    """
    return _Reader(known, strict, apart).read(unwrapped(text))


def read_clause(written: str, known: Known) -> Assignment | None:
    """What a clause says as data holds it, brackets and lines as in the document; None where it is none."""
    return parse("\n".join(map(normalise, written.split("\n"))), known)


def unwrapped(text: str) -> str:
    """``text`` without the brackets around it; of several brackets in a row, one behind the other."""
    text = with_colons(text)
    inner = text.strip("。；，、\n")
    pieces: list[str] = []
    while inner and inner[-1] in CLOSING and (start := opening_of(inner, len(inner))) is not None:
        if start and inner[start - 1] not in CLOSING + "。；\n":
            return text.strip("。；，、\n")
        pieces.insert(0, _KEY_WITHOUT_COLON.sub(r"\g<0>：", inner[start + 1 : -1].strip("。；，")))
        inner = inner[:start].rstrip("。；\n")
    return "。".join(filter(None, [inner, *pieces]))


class _Reader:
    """Reads one clause, statement by statement."""

    def __init__(self, known: Known, strict: bool, apart: bool) -> None:
        self._known, self._strict, self._apart = known, strict, apart
        self._lists: list[tuple[Role, Listed]] = []
        self._verbs = self._keys = 0
        self._unsaid = self._joint = False
        self._unknown: list[str] = []

    def read(self, body: str) -> Assignment | None:
        body = without_rules(_NUMBER.sub("", body))
        depth = depths(body)
        keys = [key for key in ANY_KEY.finditer(body) if not depth[key.start()]]
        self._keys = sum(bool(key["role"] or key["division"]) for key in keys)
        first = keys[0].start() if keys else len(body)
        self._statement(body[:first], None)
        for key, following in zip_longest(keys, keys[1:]):
            value = body[key.end() : following.start() if following else len(body)]
            if key["role"]:
                self._keyed(key["role"], value)
            elif key["division"]:
                self._statement(value, None)
            elif key["unknown"]:
                self._look_at(key[0], value)
        return self._assignment()

    def _keyed(self, key: str, value: str) -> None:
        """What stands behind a key of units, the persons left out that it announces beside them."""
        reading = read_key(key)
        if reading is None:
            return
        self._joint = self._joint or reading.several
        parted = without_persons if reading.persons else without_posts
        value = parted(value, self._known).units
        self._statement(value, reading.role)

    def _look_at(self, key: str, value: str) -> None:
        """What stands behind a key that is not known: most often a remark; to be told where it looks like units."""
        text = cut_outside(value, "。；\n")[0].rstrip("，")
        items = [item for item in listed(text, self._known) if item.unit]
        if any(looks_like_a_unit(item.written, self._known) for item in items):
            self._unknown.append(key + text)

    def _statement(self, text: str, role: Role | None) -> None:
        """What stands behind a key: its list, and sentences behind that."""
        for index, sentence in enumerate(cut_outside(text, "。")):
            self._sentence(sentence, role if index == 0 else None, behind=index > 0)

    def _sentence(self, sentence: str, role: Role | None, behind: bool) -> None:
        for pattern, between in _RUNS_ON:
            sentence = pattern.sub(between, sentence) if pattern.search(sentence) else sentence
        names: list[str] = []
        for segment in cut_outside(sentence, "，；\n"):
            if not segment:
                continue
            verb = verb_of(segment)
            if verb is None:
                names.append(segment)
                continue
            role_of_verb, rest = verb
            self._verbs += 1
            if role:  # the key says what the units before the verb's own segment do
                self._add(role, names)
                names = []
            self._add(role if role and role_of_verb == LISTED else role_of_verb, [*names, rest])
            names = []
        if role:
            self._add(role, names)
        elif names and not behind:
            self._unsaid = self._unsaid or any(not _NO_UNITS.search(name) for name in names)
            self._add(LISTED, names)

    def _add(self, role: Role, lists: list[str]) -> None:
        for text in lists:
            for item in listed(text, self._known):
                if _OF_ALL_ABOVE.match(item.written):
                    self._lists.append((role, replace(item, unit=False)))
                elif self._known(item.written) or not _NO_UNITS.search(without_calls(item.written)):
                    self._lists.append((LEAD if item.leads else role, item))

    def _assignment(self) -> Assignment | None:
        """The units that were read, in full; None where that is no clause."""
        units = [item for _, item in self._lists if item.unit]
        if not units or (not self._keys and not self._plain(units)):
            return None
        assignment = Assignment(unknown=self._unknown, unsaid=self._unsaid, joint=self._joint)
        jurisdictions = Jurisdictions(self._known)
        for role, item in self._lists:
            if item.unit:
                full = jurisdictions.in_full(item.name)
                name = Name(item.written, full, derived=full != item.name)
                assignment.add(role, name, item.open)
            else:
                assignment.unread.append(item.written)
        return assignment

    def _plain(self, units: list[Listed]) -> bool:
        """Whether names without a key are units beyond doubt: all that no verb stands behind are known ones."""
        if len(units) < len(self._lists):
            return False
        if not self._verbs or self._unsaid:
            return self._offices(units)
        plain = sum(looks_like_a_unit(item.name, self._known) for item in units)
        return plain == len(units) if self._strict else plain * 2 > len(units)

    def _offices(self, units: list[Listed]) -> bool:
        """Whether a list alone is one of units: all are known, or look like some and one is known or a government's office.

        Apart, several that look like units are some, and so is a government's office alone.
        """
        if all(self._known(item.written) for item in units):
            return True
        office = any(_OFFICE.search(item.written) and jurisdiction_of(item.written) for item in units)
        if len(units) == 1:
            return office and self._apart
        plainly = office or self._apart or any(self._known(item.written) for item in units)
        return plainly and all(looks_like_a_unit(item.name, self._known) for item in units)


def verb_of(segment: str) -> tuple[Role, str] | None:
    """The role of the verb that a segment ends with, and what stands before it; None without one."""
    for role, pattern in VERBS:
        verb = pattern.search(segment)
        if verb:
            return role, segment[: verb.start()]
    return None


class NamedLeaders(NamedTuple):
    """Persons or posts that a clause names in a role of their own, such as 牵头领导."""

    role: str
    names: tuple[str, ...]
    quote: str


def named_leaders(clause: str) -> Iterator[NamedLeaders]:
    """The persons and posts that ``clause`` (in normal form) names as leading."""
    body = unwrapped(clause)
    keys = list(ANY_KEY.finditer(body))
    for key, following in zip_longest(keys, keys[1:]):
        role = key[0].removesuffix("：")
        value = body[key.end() : following.start() if following else len(body)]
        listed_names = re.split("[，；。（）\n]", value)[0]
        names = tuple(filter(None, listed_names.split("、")))
        reading = read_key(key["role"]) if key["role"] else None
        if reading:
            listed_names = re.split("[；。（）\n]", value)[0].rstrip("，")
            parted = without_persons if reading.persons else without_posts
            names = parted(listed_names, lambda _: False).persons
        if names and (reading or _LEADER.search(role)):
            bracketed = (each[0] for each in bracketed_keys(clause) if each["key"] == role)
            yield NamedLeaders(role, names, next(bracketed, key[0]) + listed_names)


def etc_behind(clause: str, name: str) -> str:
    """What ``clause`` writes behind ``name`` and before the next unit: ``等`` where that follows at once, else ``等、``."""
    runs_on = re.search(rf"{re.escape(normalise(name))}等(?![，；、）。]|$)", normalise(clause))
    return "等" if runs_on else "等、"
