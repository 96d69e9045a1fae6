"""Whom units name for what they report: read for a site for inside only, from beside the data and never from within it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from responsibility.build.project import Project
from responsibility.data import strict_yaml
from responsibility.model import Unit
from responsibility.model.contacts import UnitContacts
from responsibility.outputs.site.reporting import Contacts


def read_contacts(path: Path) -> UnitContacts | None:
    """Whom a unit named, by its file; None where there is none, or it cannot be read."""
    try:
        tree = strict_yaml.read(path.name, path.read_text(encoding="utf-8"))
        return None if tree.problems else UnitContacts.model_validate(tree.root)
    except (OSError, ValueError):
        return None


def contacts_of(project: Project, units: Iterable[Unit], as_of: datetime.date | None) -> Contacts:
    """Whom each of ``units`` named last up to the day ``as_of``, by policy, unit and what it is about.

    The files keep the names that units had then: one that is called otherwise by now is known by its id, one
    that was made one with another by its name, an alias now; whom this other one named on the same day counts.
    """
    units = tuple(units)
    former = {key: unit.name for unit in units for key in (*unit.aliases, unit.id)}
    names = former | {unit.name: unit.name for unit in units}
    kept = [
        (policy, names.get(named.unit) or former.get(file, named.unit), named)
        for policy, file, named in _all(project)
        if as_of is None or str(named.day) <= str(as_of)
    ]
    contacts: Contacts = {}
    for policy, unit, named in sorted(kept, key=lambda each: (str(each[2].day), each[1] == each[2].unit)):
        contacts |= {(policy, unit, each.subject): each for each in named.contacts}
    return contacts


def _all(project: Project) -> Iterator[tuple[str, str, UnitContacts]]:
    """Each file with the policy whose folder it lies in, and its name; the later ones of the same day by name."""
    for path in sorted(project.contacts.glob("*/*/*.yml")):
        if path.is_file() and (named := read_contacts(path)):
            yield path.parent.parent.name, path.stem, named
