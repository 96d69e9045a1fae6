"""The grammar of assignment clauses: who leads, who is responsible, who supports.

Two families occur in official documents. With keys: （牵头单位：甲、乙，责任单位：
丙等，各镇）, where the key may be 牵头/主办/责任/配合/参与/协办/督办 with 单位 or 部门.
Persons before or between them are passed over: （牵头领导：张三；牵头单位：甲）. With
verbs: （甲牵头，乙、丙配合）, （甲、乙按职责分工负责）, （各市人民政府结合实际落实）.
Units are listed with 、 and also ， or ；. A list that names the jurisdiction once
(省教育厅、交通运输厅) means it for all of its offices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from responsibility.language.normalize import LEADER_KEY, normalise
from responsibility.language.patterns import alternatives
from responsibility.language.role_words import DEADLINE_KEYS, KEY, LAST_VERB, VERBS
from responsibility.language.unit_names import Known, looks_like_a_unit, names_in_list
from responsibility.model import ROLES, Role

_OTHER_KEY = re.compile(rf"(?:(?:{alternatives(DEADLINE_KEYS)})：|[，；]{LEADER_KEY}).*$")
_LEADER_FIRST = re.compile(LEADER_KEY)
_LEADERS = re.compile(rf"(?P<role>{LEADER_KEY.removesuffix('：')})：(?P<names>[^，；：（）]*)")
_LISTED = re.compile(r"(?:[^、，；（）]|（[^（）]*）|[（）])+")
"""A piece of a list: separators within brackets are the name's own (各县（市、区）人民政府)."""
_SEGMENT = re.compile(r"(?:[^，；。（）]|（[^（）]*）|[（）])+")


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
    """What a clause says: the units of each role in order, and those of them after which it writes 等."""

    units: dict[Role, list[Name]] = field(default_factory=lambda: {role: [] for role in ROLES})
    open_after: dict[Role, list[str]] = field(default_factory=lambda: {role: [] for role in ROLES})
    """In full, as the names of ``units``."""

    @property
    def names(self) -> list[Name]:
        """All units, in the order of the roles."""
        return [name for role in ROLES for name in self.units[role]]

    def add(self, role: Role, listed: str, known: Known) -> None:
        """Add the units of a list to ``role``, each once."""
        for written, full, open_ in names_in_list(_LISTED.findall(listed), known):
            if open_:
                self.open_after[role].append(full)
            if all(name.name != full for name in self.units[role]):
                self.units[role].append(Name(written, full))


def parse(text: str, known: Known) -> Assignment | None:
    """What the clause ``text`` (in normal form, without its brackets) says; None where it is no clause."""
    body = text.rstrip("。；，")
    if _LEADER_FIRST.match(body) and (key := KEY.search(body)):
        body = body[key.start() :]  # persons are no units
    return _with_keys(body, known) if KEY.match(body) else _with_verbs(body, known)


class NamedLeaders(NamedTuple):
    """Persons or posts that a clause names in a role of their own, such as 牵头领导."""

    role: str
    names: tuple[str, ...]
    quote: str


def named_leaders(clause: str) -> Iterator[NamedLeaders]:
    """The persons and posts that ``clause`` (in normal form) names as leading."""
    for match in _LEADERS.finditer(clause):
        names = tuple(filter(None, match["names"].split("、")))
        if names:
            yield NamedLeaders(match["role"], names, match[0])


def _with_keys(body: str, known: Known) -> Assignment | None:
    assignment = Assignment()
    keys = list(KEY.finditer(body))
    ends = [key.start() for key in keys[1:]] + [len(body)]
    for key, end in zip(keys, ends, strict=True):
        role = next(role for role, group in zip(ROLES, key.groups(), strict=True) if group)
        listed = _OTHER_KEY.sub("", body[key.end() : end]).strip("，；、。/")
        assignment.add(role, listed.replace("/", "、").replace("以及", "、"), known)
    return assignment if assignment.names else None


def _with_verbs(body: str, known: Known) -> Assignment | None:
    assignment = Assignment()
    names: list[str] = []
    for segment in _SEGMENT.findall(body):
        verb = _verb(segment)
        if verb is None:
            names.append(segment)
            continue
        role, rest = verb
        listed = "、".join([*names, rest]).strip("、").removeprefix("由")
        if not listed or not all(looks_like_a_unit(name, known) for name in _LISTED.findall(listed)):
            return None
        assignment.add(role, listed, known)
        names = []
    return assignment if assignment.names and not names else None


def _verb(segment: str) -> tuple[Role, str] | None:
    """The role of the verb that a segment ends with, and what stands before it; None without one."""
    for role, pattern in VERBS:
        verb = pattern.search(segment)
        if verb:
            return role, segment[: verb.start()]
    return None


_BRACKET = re.compile(r"（(?P<inner>[^（）]*(?:（[^（）]*）[^（）]*){0,20})）[。；]?$")
_SENTENCE = re.compile(rf"(?:^|(?<=[。！？]))(?P<inner>由?[^。！？：]{{2,120}}(?:{LAST_VERB}))。$")
LONGEST = 4000
"""Characters of a paragraph's end in which a clause is looked for."""


class Clause(NamedTuple):
    """A clause at the end of a paragraph: the text before it, the clause as written, what it says."""

    before: str
    written: str
    assignment: Assignment

    @property
    def alone(self) -> bool:
        """Whether the clause is a paragraph of its own, which may cover all items before it."""
        return not self.before


def at_end(paragraph: str, known: Known) -> Clause | None:
    """The clause that ends a paragraph (in normal form), in brackets or as a last sentence; None without one."""
    skipped, end = paragraph[:-LONGEST], paragraph[-LONGEST:]
    for pattern in (_BRACKET, _SENTENCE):
        match = pattern.search(end)
        assignment = parse(match["inner"], known) if match else None
        if match and assignment:
            return Clause(skipped + end[: match.start()], end[match.start() :], assignment)
    return None


def etc_behind(clause: str, name: str) -> str:
    """What ``clause`` writes behind ``name`` and before the next unit: ``等`` where that follows at once, else ``等、``."""
    runs_on = re.search(rf"{re.escape(normalise(name))}等(?![，；、）。]|$)", normalise(clause))
    return "等" if runs_on else "等、"
