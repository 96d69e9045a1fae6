"""Deadlines as a calendar (RFC 5545): whole days, stable identifiers, so that importing again updates.

A date as exact as a year or a month is put on its last day, one that can be read in two
ways (6月前) on the earlier. What is due once a
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

from responsibility.language.dates import EVERY_WRITTEN
from responsibility.model import ROLE_NAMES, UNDATED, Every, ReportRule
from responsibility.model.dates import PartialDate
from responsibility.views.items import roles_in
from responsibility.views.lines import matter_beside
from responsibility.views.phrases import unit_names
from responsibility.views.rules import ReportView
from responsibility.views.tasks import DeadlineView, TaskView

_MONTHS: dict[Every, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1}
"""How many months a cycle has; a week has none."""
_LONGEST_SUMMARY = 60
"""Characters of what is due in an event's summary; the whole stands in its description."""
_DAY = datetime.timedelta(days=1)


class Entry(NamedTuple):
    """A deadline of a calendar, with its task and the date of its document."""

    deadline: DeadlineView
    task: TaskView
    issued: PartialDate | None


def to_ics(name: str, entries: Iterable[Entry], reports: Iterable[ReportView] = ()) -> bytes:
    """A calendar called ``name``: an event for each entry whose deadline is datable, in their order, then the reports.

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
    for report in reports:
        if report.datable:
            calendar.add_component(_report(report))
    return bytes(calendar.to_ical())


def _report(report: ReportView) -> Event:
    """The event of a reporting duty, on the last day that it leaves."""
    event = Event()
    event.add("uid", f"{report.policy}.report.{report.index}@responsibility-site")
    issued = report.issued.first_day if report.issued else UNDATED
    event.add("dtstamp", datetime.datetime.combine(issued, datetime.time(), datetime.UTC))
    rule = report.record
    first = rule.due.last_day if rule.due else _first_report(rule, issued + _DAY)
    event.add("dtstart", first)
    event.add("dtend", first + _DAY)
    if rule.every == "week":
        event.add("rrule", {"freq": "weekly"})
    elif rule.every:
        event.add("rrule", {"freq": "monthly", "interval": _MONTHS[rule.every], **_on_day(rule.day)})
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"报送：{report.words}")
    lines = [f"原文：{rule.quote}", f"文件：{report.document}", f"报送单位：{unit_names(report.units)}"]
    if rule.every and rule.day is None:
        lines.append("文件没有写明哪一日，提醒放在每期的最后一天")
    event.add("description", "\n".join(lines))
    event.add("categories", ["报送"])
    return event


def _on_day(day: int | None) -> dict[str, object]:
    """The part of a monthly rule that says the day; a day that a month lacks is its last."""
    if day is None:
        return {"bymonthday": -1}
    return {"bymonthday": day} if day <= 28 else {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}


def _first_report(rule: ReportRule, begin: datetime.date) -> datetime.date:
    """The first day on or after ``begin`` on which the report is due."""
    if rule.every == "week":
        return begin + ((rule.day or 7) - 1 - begin.weekday()) % 7 * _DAY
    months = _MONTHS[rule.every or "month"]
    offset = (rule.month or months) - 1
    start = begin.year * 12 + (begin.month - 1) // months * months + offset
    days = (_day_of_month(start + cycle * months, rule.day) for cycle in range(3))
    return next(day for day in days if day >= begin)


def _day_of_month(month: int, day: int | None) -> datetime.date:
    """The ``day`` of a month, counted from the year 0; the last where the month lacks it."""
    year, index = divmod(month, 12)
    last = monthrange(year, index + 1)[1]
    return datetime.date(year, index + 1, min(day or last, last))


def _event(deadline: DeadlineView, task: TaskView, issued: PartialDate | None) -> Event:
    event = Event()
    ref = deadline.task
    index = task.deadlines.index(deadline) + 1
    event.add("uid", f"{ref.policy}.{task.record.identity}.{index}@responsibility-site")
    stamp = datetime.datetime.combine(issued.first_day if issued else UNDATED, datetime.time(), datetime.UTC)
    event.add("dtstamp", stamp)
    _add_days(event, deadline, issued)
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{ref.label}{deadline.item.part_label} {_subject(deadline)}（{deadline.words}）")
    event.add("description", _description(deadline, task))
    every = deadline.record.every
    event.add("categories", [EVERY_WRITTEN[every] if every else "时限"])
    return event


def _subject(deadline: DeadlineView) -> str:
    """What is due, where a calendar can show it whole; else the task's title."""
    matter = matter_beside(deadline)
    return matter if matter and len(matter) <= _LONGEST_SUMMARY else deadline.task.title


def _add_days(event: Event, deadline: DeadlineView, issued: PartialDate | None) -> None:
    """Put the event on the days of ``deadline``, which has a ``due`` or an ``every``."""
    every = deadline.record.every
    due = deadline.last_days.safe if deadline.last_days else None
    known = [issued.first_day + _DAY] if issued else []
    known += [deadline.start.first_day] if deadline.start else []
    first = due or max(known)
    if every:
        begins = max(known, default=first)
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
        f"事项：{deadline.matter}",
        f"原文：{deadline.record.quote}",
        f"文件：{deadline.task.document} 任务 {deadline.task.label}{deadline.item.part_label} {deadline.task.title}",
        f"网页：tasks/{deadline.task.policy}/{deadline.task.id}.html",
    ]
    if deadline.last_days and deadline.last_days.ambiguous:
        lines.append(f"日期：原文可读作{deadline.last_days.both}，提醒放在前一日")
    elif deadline.record.every and deadline.due is None:
        lines.append("日期：文件没有写明哪一日，也没有写到何时为止，提醒放在每期的最后一天")
    elif deadline.record.every:
        lines.append("日期：文件没有写明哪一日，提醒放在每期的最后一天")
    for role in roles_in([units]):
        lines.append(f"{ROLE_NAMES[role]}：{unit_names(units[role]) or '文件没有写明'}")
    return "\n".join(lines)
