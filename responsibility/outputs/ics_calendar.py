"""Deadlines as a calendar (RFC 5545): whole days, stable identifiers, so that importing again updates.

A date as exact as a year or a month is put on its last day. What is due once a
month, quarter, half-year or year recurs on the last day of each, what is due once a
week on each Sunday (the last day of the week by GB/T 7408, ISO 8601): from the first
such day after the document's date, or of the deadline's own span, to the end of that
span; without end where the document names none. A span that ends within a cycle cuts
that short: its last occurrence is the last day of the span. A mere duration has no
day and is left out (``DeadlineView.datable``).
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable
from typing import NamedTuple

from icalendar import Calendar, Event, vText

from responsibility.model import ROLE_NAMES, Every
from responsibility.model.dates import PartialDate
from responsibility.views.phrases import EVERY_NAMES, unit_names
from responsibility.views.tasks import DeadlineView, TaskView, roles_in

_MONTHS: dict[Every, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
"""How many months a cycle has; a week has none."""
_DAY = datetime.timedelta(days=1)


class Entry(NamedTuple):
    """A deadline of a calendar, with its task and the date of its document."""

    deadline: DeadlineView
    task: TaskView
    issued: PartialDate


def to_ics(name: str, entries: Iterable[Entry]) -> bytes:
    """A calendar called ``name``: an event for each entry whose deadline is datable, in their order.

    An event depends on its entry alone, not on the other entries nor on the clock.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//responsibility-site//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    for entry in entries:
        if entry.deadline.datable:
            calendar.add_component(_event(*entry))
    return bytes(calendar.to_ical())


def _event(deadline: DeadlineView, task: TaskView, issued: PartialDate) -> Event:
    event = Event()
    ref = deadline.task
    index = task.deadlines.index(deadline) + 1
    event.add("uid", f"{ref.policy}.{task.record.identity}.{index}@responsibility-site")
    stamp = datetime.datetime.combine(issued.first_day, datetime.time(), datetime.UTC)
    event.add("dtstamp", stamp)
    _add_days(event, deadline, issued)
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{ref.label} {ref.title}（{deadline.words}）")
    event.add("description", _description(deadline, task))
    every = deadline.record.every
    event.add("categories", [EVERY_NAMES[every] if every else "时限"])
    return event


def _add_days(event: Event, deadline: DeadlineView, issued: PartialDate) -> None:
    """Put the event on the days of ``deadline``, which has a ``due`` or an ``every``."""
    every = deadline.record.every
    due = deadline.due.last_day if deadline.due else None
    first = due or issued.first_day
    if every:
        begins = issued.first_day + _DAY
        if deadline.start:
            begins = max(begins, deadline.start.first_day)
        first = _cycle_end(every, begins)
        if due and first >= due:
            every, first = None, due
    event.add("dtstart", first)
    event.add("dtend", first + _DAY)
    if every:
        event.add("rrule", {**_rule(every), **({"until": due} if due else {})})
        if due and due != _cycle_end(every, due):
            event.add("rdate", [due], parameters={"VALUE": "DATE"})


def _rule(every: Every) -> dict[str, object]:
    """The recurrence rule of an event that starts on the last day of a cycle."""
    if every == "week":
        return {"freq": "weekly"}
    if every == "year":
        return {"freq": "yearly"}
    return {"freq": "monthly", "interval": _MONTHS[every], "bymonthday": -1}


def _cycle_end(every: Every, day: datetime.date) -> datetime.date:
    """The last day of the week, month, quarter, half-year or year in which ``day`` lies."""
    if every == "week":
        return day + (6 - day.weekday()) * _DAY
    months = _MONTHS[every]
    month = (day.month + months - 1) // months * months
    return datetime.date(day.year, month, monthrange(day.year, month)[1])


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
