"""Deadlines as a calendar (RFC 5545): whole days, stable identifiers, so that importing again updates.

A date as exact as a year or a month is put on its last day, one that can be read in two
ways (6月前) on the earlier. What recurs falls on the day that the document gives
(每月10日前, 每季度末月25日前), else on the last day of each month, quarter, half-year or
year, or each Sunday (the last day of the week by GB/T 7408, ISO 8601), 每半月 and 每旬
on the last day of each half and third of a month; every so many cycles (每两个月) at the
end of the last of them: from the first such day after the document's date, or of the deadline's own span, to the end of that
span; without end where the document names none. A span that ends within a cycle cuts
that short: where the document gives no day, the last occurrence is the last day of the
span. Where the day is the reminder's and not the document's, the event says so. What
has no day is left out (``DeadlineView.datable``).
"""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from icalendar import Alarm, Calendar, Event, vText

from responsibility.language.dates import end_word, every_words
from responsibility.model import ROLE_NAMES, UNDATED, Deadline, Every
from responsibility.model.dates import PartialDate
from responsibility.model.deadlines import MONTHS_OF, UNPLACED
from responsibility.outputs.site.links import Links, absolute
from responsibility.progress.lights import extension_words
from responsibility.views.items import roles_in
from responsibility.views.lines import extended_words, matter_beside
from responsibility.views.phrases import NOT_NAMED, UNCONFIRMED, absent, unit_names
from responsibility.views.rules import ReportView
from responsibility.views.tasks import DeadlineView, TaskView

_LONGEST_SUMMARY = 60
"""Characters of what is due in an event's summary; the whole stands in its description."""
_DAY = datetime.timedelta(days=1)
_NINE = datetime.timedelta(hours=9)
_DAYS_IN_MONTH: dict[Every, tuple[int, ...]] = {"half_month": (15, -1), "ten_days": (10, 20, -1)}
"""On which days of a month the parts of it end; -1 is its last."""
_ALARMS = (7, 3)
"""How many days before its day an event reminds of itself."""


class Entry(NamedTuple):
    """A deadline of a calendar, with its task and the date of its document."""

    deadline: DeadlineView
    task: TaskView
    issued: PartialDate | None


def to_ics(
    name: str, entries: Iterable[Entry], reports: Iterable[ReportView] = (), address: str | None = None
) -> bytes:
    """A calendar called ``name``: an event for each entry whose deadline is datable, in their order, then the reports.

    With the ``address`` of the site each event links to the page of its task. An event depends on its entry alone, not on the other entries nor on the clock.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//responsibility-site//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", vText(name))
    for entry in entries:
        if entry.deadline.datable:
            event = _event(*entry, address)
            calendar.add_component(event)
            if extension := _extension(event, entry.deadline):
                calendar.add_component(extension)
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
    if rule.every:
        interval = rule.interval or 1
        first = _first(rule.every, rule.month, rule.day, issued + _DAY, interval)
        event.add("rrule", _rule(rule.every, rule.month, rule.day, interval))
    else:
        first = report.due.last_day if report.due else issued
    event.add("dtstart", first)
    event.add("dtend", first + _DAY)
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"报送：{report.words}")
    _remind(event, rule.every)
    lines = [f"原文：{rule.quote}", f"文件：{report.document}", f"报送单位：{unit_names(report.units)}"]
    if rule.every and rule.day is None:
        lines.append("文件未明确哪一日，提醒放在每期的最后一天")
    if rule.interval:
        lines.append("文件未明确从何时起算，提醒从成文之后算起")
    event.add("description", "\n".join(lines))
    event.add("categories", ["报送"])
    return event


def _first(
    every: Every, month: int | None, day: int | None, begin: datetime.date, interval: int = 1
) -> datetime.date:
    """The first day on or after ``begin`` on which something recurs: without ``month`` in the last of the cycle, without ``day`` on its last.

    Of an ``interval`` of several cycles it is in the last of them, that of ``begin`` counted.
    """
    if every == "week":
        return begin + ((day or 7) - 1 - begin.weekday()) % 7 * _DAY + (interval - 1) * 7 * _DAY
    if every in _DAYS_IN_MONTH:
        index = begin.year * 12 + begin.month - 1
        ends = (_day_of_month(index, None if end < 0 else end) for end in _DAYS_IN_MONTH[every])
        return next(end for end in ends if end >= begin)
    months = MONTHS_OF[every]
    offset = (month or months) - 1
    start = begin.year * 12 + (begin.month - 1) // months * months + offset
    starts = (start + cycle * months for cycle in range(3))
    first = next(each for each in starts if _day_of_month(each, day) >= begin)
    return _day_of_month(first + (interval - 1) * months, day)


def _rule(every: Every, month: int | None, day: int | None, interval: int = 1) -> dict[str, object]:
    """The recurrence rule of an event that starts on such a day; a day that a month lacks is its last."""
    if every == "week":
        return {"freq": "weekly", **({"interval": interval} if interval > 1 else {})}
    if every in _DAYS_IN_MONTH:
        return {"freq": "monthly", "bymonthday": list(_DAYS_IN_MONTH[every])}
    if every == "year" and month in (None, 12) and day is None:
        return {"freq": "yearly", **({"interval": interval} if interval > 1 else {})}
    on_day: dict[str, object] = {"bymonthday": day or -1}
    if day and day > 28:
        on_day = {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}
    return {"freq": "monthly", "interval": MONTHS_OF[every] * interval, **on_day}


def _day_of_month(month: int, day: int | None) -> datetime.date:
    """The ``day`` of a month, counted from the year 0; the last where the month lacks it."""
    year, index = divmod(month, 12)
    last = monthrange(year, index + 1)[1]
    return datetime.date(year, index + 1, min(day or last, last))


def _event(deadline: DeadlineView, task: TaskView, issued: PartialDate | None, address: str | None) -> Event:
    event = Event()
    ref = deadline.task
    index = task.deadlines.index(deadline) + 1
    event.add("uid", f"{ref.policy}.{task.record.identity}.{index}@responsibility-site")
    stamp = datetime.datetime.combine(issued.first_day if issued else UNDATED, datetime.time(), datetime.UTC)
    event.add("dtstamp", stamp)
    _add_days(event, deadline, issued)
    event.add("transp", "TRANSPARENT")
    when = f"，{deadline.words}" if "（" in deadline.words else f"（{deadline.words}）"
    event.add("summary", f"{ref.label}{deadline.item.part_label} {_subject(deadline)}{when}")
    state = deadline.state
    if not (state and (state.done or state.extended)):  # else there is nothing to do, or not on that day
        _remind(event, deadline.record.every)
    event.add("description", "\n".join(_description(deadline, task)))
    if address:
        event.add("url", absolute(address, Links.task(ref)))
    every = deadline.record.every
    event.add("categories", [every_words(every, deadline.record.interval) if every else "时限"])
    return event


def _extension(document: Event, deadline: DeadlineView) -> Event | None:
    """The event of the day to which the office has extended a deadline, beside the document's own; None where it has not."""
    state = deadline.state
    if not (state and state.extended and state.extended.due) or state.done:
        return None
    event = Event()
    event.add("uid", str(document["uid"]).replace("@", ".extended@", 1))
    for name in ("dtstamp", "transp", "description", "url", "categories"):
        if name in document:
            event[name] = document[name]
    day = state.extended.due.last_day
    event.add("dtstart", day)
    event.add("dtend", day + _DAY)
    event.add("summary", f"{document['summary']}，{extension_words(state.extended)}")
    _remind(event, None)
    return event


def _remind(event: Event, every: Every | None) -> None:
    """Alarms at nine in the morning, some days before a whole day; before what recurs within a month only one."""
    for days in _ALARMS if every not in ("month", "half_month", "ten_days", "week") else _ALARMS[-1:]:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", f"还有 {days} 天：{event['summary']}")
        alarm.add("trigger", -days * _DAY + _NINE)
        event.add_component(alarm)


def _subject(deadline: DeadlineView) -> str:
    """What is due, where a calendar can show it whole; else the task's title."""
    matter = matter_beside(deadline)
    return matter if matter and len(matter) <= _LONGEST_SUMMARY else deadline.task.title


def _add_days(event: Event, deadline: DeadlineView, issued: PartialDate | None) -> None:
    """Put the event on the days of ``deadline``, which has a ``due`` or an ``every``."""
    record = deadline.record
    every = record.every
    due = deadline.last_days.safe if deadline.last_days else None
    known = [issued.first_day + _DAY] if issued else []
    known += [deadline.start.first_day] if deadline.start else []
    first = due or max(known)
    interval = record.interval or 1
    if every in UNPLACED:
        every = None
    if every:
        begins = max(known, default=first)
        first = _first(every, record.month, record.day, begins, interval)
        if due and first >= due:
            every, first = None, due
    event.add("dtstart", first)
    event.add("dtend", first + _DAY)
    if every:
        event.add(
            "rrule", {**_rule(every, record.month, record.day, interval), **({"until": due} if due else {})}
        )
        if due and not _has_day(record) and due != _first(every, None, None, due):
            event.add("rdate", [due], parameters={"VALUE": "DATE"})


def _has_day(record: Deadline) -> bool:
    """Whether the document says on which day of its cycle something recurs: 每月10日前, 每季度末."""
    return record.day is not None or (record.month is not None and bool(end_word(record.quote)))


def _description(deadline: DeadlineView, task: TaskView) -> Iterator[str]:
    """The lines of an event's description."""
    yield f"事项：{deadline.matter}"
    yield f"原文：{deadline.record.quote}"
    label = f"{deadline.task.label}{deadline.item.part_label}"
    yield f"文件：{deadline.task.document} 任务 {label} {deadline.task.title}"
    if deadline.state:
        extended = extended_words(deadline)
        yield f"进展：{deadline.state.words}" + (f"（{extended}）" if extended else "")
    remark = _remark(deadline)
    if remark:
        yield f"日期：{remark}"
    names = task.names_at(deadline.item)
    if deadline.record.draft:
        yield f"草稿：{UNCONFIRMED}"
    for role in roles_in([names]):
        yield f"{ROLE_NAMES[role]}：{names[role] or absent(NOT_NAMED, task.draft)}"


def _remark(deadline: DeadlineView) -> str:
    """What of the event's day is the reminder's own and not the document's; empty where all is the document's."""
    record, due = deadline.record, deadline.due
    remarks = []
    if deadline.yearless and due:
        remarks.append(f"文件未写明年份，按成文年份{due.year}年")
    if deadline.last_days and deadline.last_days.ambiguous:
        remarks.append(f"原文可读作{deadline.last_days.both}，提醒放在前一日")
    elif record.every:
        day = ["原文的说法换算不成日期"] * bool(record.in_words) or ["文件未明确哪一日"] * (
            not _has_day(record)
        )
        lacking = ["从何时起算"] * bool(record.interval) + ["到何时为止"] * (due is None)
        own = "，提醒放在每期的最后一天" if day else ""
        unsaid = "，也未写明".join(lacking)
        missing = day + ([f"{'也未写明' if day else '文件未明确'}{unsaid}"] if lacking else [])
        if missing:
            remarks.append("，".join(missing) + own)
    elif due and due.day is None and not (record.due and end_word(record.quote)):
        remarks.append("文件未明确哪一日，提醒放在最后一天")
    return "；".join(remarks)
