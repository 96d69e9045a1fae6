"""Whom units name for what they report: read for a site for inside only, from beside the data and never from within it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from responsibility.build.project import Project
from responsibility.data import strict_yaml
from responsibility.model.contacts import UnitContacts
from responsibility.outputs.site.reporting import Contacts


def read_contacts(path: Path) -> UnitContacts | None:
    """Whom a unit named, by its file; None where there is none, or it cannot be read."""
    try:
        tree = strict_yaml.read(path.name, path.read_text(encoding="utf-8"))
        return None if tree.problems else UnitContacts.model_validate(tree.root)
    except (OSError, ValueError):
        return None


def contacts_of(project: Project, as_of: datetime.date | None) -> Contacts:
    """Whom each unit named last up to the day ``as_of``, by policy, unit and what it is about."""
    contacts: Contacts = {}
    for policy, named in sorted(_all(project), key=lambda each: str(each[1].day)):
        if as_of is None or str(named.day) <= str(as_of):
            contacts |= {(policy, named.unit, each.subject): each for each in named.contacts}
    return contacts


def _all(project: Project) -> Iterator[tuple[str, UnitContacts]]:
    """Each file with the policy whose folder it lies in; the later ones of the same day by name."""
    for path in sorted(project.contacts.glob("*/*/*.yml")):
        if path.is_file() and (named := read_contacts(path)):
            yield path.parent.parent.name, named
