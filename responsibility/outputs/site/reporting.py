"""What pages need of progress besides the views: how a fact stands, what a unit itself reported, what may be a link."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from responsibility.model import ItemId, Unit
from responsibility.model.contacts import Contact
from responsibility.model.decisions import DECISION_NAMES
from responsibility.model.progress import ABOUT_NAMES, STATUS_SPECS, WHOLE_NAME, Subject
from responsibility.progress.achievement import actual_words
from responsibility.progress.evidence import is_address
from responsibility.progress.ledger_columns import CONTACTS, REPORTED
from responsibility.progress.lights import LIGHT_SPECS, Light, State
from responsibility.progress.standing import Reported
from responsibility.progress.subjects import subjects
from responsibility.views import SiteView
from responsibility.views.progress import completed_words, percent
from responsibility.views.subject_progress import SubjectProgress
from responsibility.views.tasks import FactView, TaskView
from responsibility.views.trend_picture import LETTER as TREND_LETTER
from responsibility.views.trend_picture import trend_picture
from responsibility.views.units import DutyView

Contacts = dict[tuple[str, str, Subject], Contact]
"""Whom a unit names, by policy, unit and what it is about. Not a part of the views, so that no other output can show it."""


def contact_of(contacts: Contacts, policy: str, unit: str, subject: Subject) -> Contact | None:
    """Whom a unit names for what is reported on."""
    return contacts.get((policy, unit, subject))


def progress_of(site: SiteView, fact: FactView) -> SubjectProgress | None:
    """How a fact stands; None where its policy has no progress."""
    progress = site.task(fact.task).progress
    return progress.of(fact) if progress else None


def state_for(subject: SubjectProgress, unit: str = "") -> State:
    """The state for one of the units that decide a subject, else over all of them."""
    return subject.by_unit.get(unit, subject.state)


def subject_name(subject: Subject) -> str:
    """What is reported on, the item and quote apart: ``任务`` or ``时限``."""
    return ABOUT_NAMES[subject.about] if subject.about else WHOLE_NAME


def _subjects(task: TaskView) -> Iterator[SubjectProgress]:
    """What is reported on in a task, each item before its facts; nothing where its policy has no progress."""
    if task.progress:
        facts = (each for values in task.progress.by_fact.values() for each in values)
        known = {each.subject: each for each in (*task.progress.by_item.values(), *facts)}
        yield from (known[subject] for subject in subjects(task.record) if subject in known)


def reported_on(task: TaskView) -> Iterator[SubjectProgress]:
    """The subjects of a task on which something was reported or decided."""
    return (each for each in _subjects(task) if each.reports or each.history or each.decisions)


class OwnReports(NamedTuple):
    """What a unit itself reported on an item. What it reported on the facts in it is on the task's page."""

    item: ItemId
    latest: Reported
    older: tuple[Reported, ...]
    """The last few before it, newest first, so that a unit's page does not grow from month to month."""
    left_out: int
    """How many there are before these."""


_OLDER = 3
MOST_OLDER = 24
"""Older reports that a task's page lists of each thing reported on: two years of one unit, reporting every month."""


def own_reports(duty: DutyView) -> Iterator[OwnReports]:
    """What the unit of a duty reported on its items."""
    for each in _subjects(duty.task):
        if not each.subject.about and each.subject.item in duty.items:
            own = [report for report in (*each.reports, *each.history) if report.unit == duty.unit]
            if own:
                older = tuple(own[1 : 1 + _OLDER])
                yield OwnReports(each.subject.item, own[0], older, len(own) - 1 - len(older))


def states_of(duty: DutyView) -> Iterator[tuple[ItemId, State]]:
    """How the items of a duty stand for its unit."""
    if progress := duty.task.progress:
        yield from ((item, state_for(progress.of_item(item), duty.unit)) for item in duty.items)


def lights_of(site: SiteView, facts: Iterable[FactView]) -> dict[Light, int]:
    """How many facts have each light, the worst first; those that nothing has are left out."""
    lights = [subject.state.light for fact in facts if (subject := progress_of(site, fact))]
    return {light: number for light in LIGHT_SPECS if (number := lights.count(light))}


FILTERS: dict[str, Callable[..., str]] = {
    "percent": percent,
    "completed": completed_words,
}
"""What templates write figures with."""


def template_names(registry: Iterable[Unit], contacts: Contacts) -> dict[str, object]:
    """What templates know of progress, by the names that they use; without ``contacts`` nobody is named."""
    return {
        "LIGHTS": LIGHT_SPECS,
        "STATUSES": STATUS_SPECS,
        "REPORTED": REPORTED,
        "actual_words": actual_words,
        "CONTACTS": CONTACTS,
        "DECISIONS": DECISION_NAMES,
        "MOST_OLDER": MOST_OLDER,
        "TREND_LETTER": TREND_LETTER,
        "state_for": state_for,
        "subject_name": subject_name,
        "reported_on": reported_on,
        "own_reports": own_reports,
        "states_of": states_of,
        "is_address": is_address,
        "whole": Subject,
        "unit_named": {unit.name: unit for unit in registry}.__getitem__,
        "trend_picture": trend_picture,
        "contact_of": partial(contact_of, contacts),
    }
