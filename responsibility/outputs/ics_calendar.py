"""Deadlines as a calendar (RFC 5545): whole days, stable identifiers, so that importing again updates.

A date as exact as a year or a month is put on its last day; a yearly deadline
recurs on the last day of each year of the document's span. A mere duration has no
day and is left out (``DeadlineView.datable``).
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable

from icalendar import Calendar, Event

from responsibility.model import ROLE_NAMES, Every
from responsibility.model.dates import PartialDate
from responsibility.views.phrases import EVERY_NAMES, unit_names
from responsibility.views.tasks import DeadlineView, TaskView, roles_in

_FREQUENCY: dict[Every, dict[str, object]] = {
    "year": {"freq": "yearly"},
    "half_year": {"freq": "monthly", "interval": 6},
    "quarter": {"freq": "monthly", "interval": 3},
    "month": {"freq": "monthly"},
    "week": {"freq": "weekly"},
}


def to_ics(
    name: str, entries: Iterable[tuple[DeadlineView, TaskView]], issued: PartialDate, last_year: int
) -> bytes:
    """A calendar called ``name`` of the deadlines that are datable, each with its task.

    ``issued`` is the date of the newest document (nothing else is a moment in
    time here); recurring deadlines end with ``last_year``.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//responsibility-site//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for deadline, task in entries:
        if deadline.datable:
            calendar.add_component(_event(deadline, task, issued, last_year))
    return bytes(calendar.to_ical())


def _event(deadline: DeadlineView, task: TaskView, issued: PartialDate, last_year: int) -> Event:
    event = Event()
    ref = deadline.task
    mark = hashlib.sha256(deadline.record.quote.encode()).hexdigest()[:12]
    event.add("uid", f"{ref.policy}-{deadline.item}-{mark}@responsibility-site")
    stamp = datetime.datetime.combine(issued.first_day, datetime.time(), datetime.UTC)
    event.add("dtstamp", stamp)
    day = deadline.due.last_day if deadline.due else datetime.date(issued.year, 12, 31)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    every = deadline.record.every
    if every and not deadline.due:
        until = datetime.date(max(last_year, day.year), 12, 31)
        event.add("rrule", {**_FREQUENCY[every], "until": until})
    event.add("summary", f"{ref.label} {ref.title}（{deadline.words}）")
    event.add("description", _description(deadline, task))
    event.add("categories", [EVERY_NAMES[every] if every else "时限"])
    return event


def _description(deadline: DeadlineView, task: TaskView) -> str:
    units = task.units_at(deadline.item)
    lines = [
        f"原文：{deadline.record.quote}",
        f"文件：{deadline.task.document} 任务 {deadline.task.label}",
        f"网页：tasks/{deadline.task.policy}/{deadline.task.id}.html",
    ]
    for role in roles_in([units]):
        lines.append(f"{ROLE_NAMES[role]}：{unit_names(units[role]) or '文件没有写明'}")
    return "\n".join(lines)
