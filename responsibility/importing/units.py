"""Names of units: which of the registry they are, and what a new one might be.

A name is matched as it is, as an alias, and in normal form; nothing is merged
because it looks alike: near-duplicates are asked about. A document is read twice: first
for the units that its clauses state plainly, then for those that are told by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from responsibility.language.clause_places import at_end, inside
from responsibility.language.clauses import Assignment, Name
from responsibility.language.name_search import initials
from responsibility.language.normalize import normalise
from responsibility.language.unit_names import Known, guessed_kind, is_doubtful
from responsibility.language.unit_spellings import may_be_same
from responsibility.model import COLLECTIVE, DEFAULT_KINDS, ETC, RESERVED_IDS, ROLES, Kind, Unit

_OFFICE = "government"
"""The usual kind of most units."""
_READINGS = 4
"""How often a document is read again at most until what its clauses name stays the same."""


class Names:
    """The registry with what an import adds to it."""

    def __init__(self, units: Iterable[Unit], kinds: Sequence[Kind] = DEFAULT_KINDS) -> None:
        self.units = list(units)
        self._kinds = kinds
        self.new: list[Unit] = []
        self.misfits: dict[str, str] = {}
        """New units for which the registry has no kind, by name: what they most likely are."""
        self._by_name = {normalise(name): unit for unit in self.units for name in (unit.name, *unit.aliases)}
        self._ids = {unit.id for unit in self.units} | set(RESERVED_IDS)
        self._stated: frozenset[str] = frozenset()
        self._learned: frozenset[str] = frozenset()

    def known(self, name: str) -> bool:
        """Whether the registry has a unit of that name, or the document names it in a clause."""
        written = normalise(name)
        return written in self._by_name or written in self._learned

    def registered(self, name: str) -> bool:
        """Whether the registry had a unit of that name before the import."""
        unit = self._by_name.get(normalise(name))
        return unit is not None and unit not in self.new

    def sure(self, name: str) -> bool:
        """Whether a unit of that name is registered, or the document states it plainly somewhere."""
        return self.registered(name) or normalise(name) in self._stated

    def learned(self, paragraphs: Sequence[str]) -> Known:
        """What is known once the units that a document's clauses name are taken in.

        First those stated plainly, then what they make plain.
        A name that was restored from its neighbour's jurisdiction is not stated; it is taken in
        with the rest of what the last reading gave, so that another reading gives the same.
        """
        stated = (
            name.name for name in self._named(paragraphs) if not (name.derived or is_doubtful(name.name))
        )
        self._stated = self._learned = frozenset(map(normalise, stated))
        for _ in range(_READINGS):
            named = frozenset(normalise(name.name) for name in self._named(paragraphs))
            if named == self._learned:
                break
            self._learned = named
        return self.known

    def _named(self, paragraphs: Sequence[str]) -> Iterator[Name]:
        for paragraph in paragraphs:
            clause = at_end(paragraph, self.known)
            if clause:
                yield from clause.assignment.names
            for _, _, assignment in inside(paragraph, self.known):
                yield from assignment.names

    def find(self, name: str, written: str = "") -> Unit:
        """The unit of that name; a new one is proposed where there is none, with how it is ``written`` as an alias."""
        unit = self._by_name.get(normalise(name))
        if unit is None:
            kind = self._kind(name)
            members = {"members": "unlisted"} if kind == COLLECTIVE else {}
            aliases = {"aliases": [written]} if written not in ("", name) else {}
            record = {"name": name, "id": self._id(name), "kind": kind, **members, **aliases}
            unit = Unit.model_validate(record)
            self.new.append(unit)
            self._by_name[normalise(name)] = unit
        elif unit in self.new and written not in ("", unit.name, *unit.aliases):
            self.new.remove(unit)
            unit = unit.model_copy(update={"aliases": (*unit.aliases, written)})
            self.new.append(unit)
            self._by_name[normalise(name)] = unit
        return unit

    def _kind(self, name: str) -> str:
        """The registry's kind that a unit of that name most likely is; where none fits, that of offices, else its first."""
        usual = {kind.id: kind.name for kind in DEFAULT_KINDS}
        guess = guessed_kind(name)
        fitting, offices = (
            [kind.id for kind in self._kinds if kind.id == each or kind.name == usual[each]]
            for each in (guess, _OFFICE)
        )
        if not fitting:
            self.misfits[name] = usual[guess]
        return next(iter((*fitting, *offices)), self._kinds[0].id)

    def _id(self, name: str) -> str:
        """The initials in pinyin, with a number behind where they are taken."""
        base = re.sub("[^a-z0-9]", "", initials(name))[:30]
        base = base if re.match("[a-z].", base) else f"u{base or 'nit'}"
        wanted, number = base, 1
        while wanted in self._ids:
            number += 1
            wanted = f"{base}{number}"
        self._ids.add(wanted)
        return wanted

    def variants(self) -> Iterator[tuple[str, ...]]:
        """Names that may all be of one office, shorter and longer ones, a new one among them: each group once."""
        groups: list[set[str]] = []
        for index, unit in enumerate(self.new):
            same = {
                other.name
                for other in (*self.units, *self.new[:index])
                if not unit.collective
                if any(may_be_same(unit.name, name) for name in (other.name, *other.aliases))
            }
            if same:
                joined = [group for group in groups if group & same]
                groups = [group for group in groups if group not in joined]
                groups.append(same.union({unit.name}, *joined))
        order = {unit.name: index for index, unit in enumerate((*self.units, *self.new))}
        for group in groups:
            yield tuple(sorted(group, key=order.__getitem__))


def listed_units(assignment: Assignment, names: Names) -> dict[str, tuple[str, ...]]:
    """The fields of an item for what a clause says: its units by role in the registry's names, 等 where it stands."""
    fields: dict[str, tuple[str, ...]] = {}
    for role in ROLES:
        entries: dict[str, str] = {}
        for name in assignment.units[role]:
            registered = names.find(name.name).name
            etc = ETC if name.name in assignment.open_after[role] else ""
            entries[registered] = registered + (etc or entries.get(registered, "").removeprefix(registered))
        fields[f"{role}_units"] = tuple(entries.values())
    return fields
