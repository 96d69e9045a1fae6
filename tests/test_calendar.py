"""The calendar: every event read back, every recurrence expanded, and compared with the days that are meant."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from dateutil.rrule import rrule, rruleset, rrulestr
from icalendar import Calendar

from responsibility.data.folder import Files
from responsibility.model import Deadline, Every
from responsibility.model.dates import PartialDate
from responsibility.model.deadlines import UNPLACED
from responsibility.outputs.downloads import downloads
from responsibility.outputs.ics_calendar import Entry, to_ics
from responsibility.views import SiteView

from .conftest import POLICY, Compiled, compiled
from .support.policies import renamed, together

DAY = datetime.timedelta(days=1)
HORIZON = datetime.date(2035, 12, 31)
"""Recurrences without an end are compared up to this day."""
YEARS = range(2000, 2040)
MONTH_ENDS = [datetime.date(year, month, 1) - DAY for year in YEARS for month in range(1, 13)]
CYCLE_ENDS: dict[str, list[datetime.date]] = {
    "week": [datetime.date(2000, 1, 2) + 7 * week * DAY for week in range(52 * len(YEARS))],
    "ten_days": sorted([*MONTH_ENDS, *(day.replace(day=part) for day in MONTH_ENDS for part in (10, 20))]),
    "half_month": sorted([*MONTH_ENDS, *(day.replace(day=15) for day in MONTH_ENDS)]),
    "month": MONTH_ENDS,
    "quarter": [day for day in MONTH_ENDS if (day.month, day.day) in ((3, 31), (6, 30), (9, 30), (12, 31))],
    "half_year": [day for day in MONTH_ENDS if (day.month, day.day) in ((6, 30), (12, 31))],
    "year": [day for day in MONTH_ENDS if (day.month, day.day) == (12, 31)],
}


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def days(event: Any) -> list[datetime.date]:
    """The days of an event up to HORIZON, its recurrence expanded by dateutil."""
    start = event.decoded("dtstart")
    assert event.decoded("dtend") == start + DAY
    if "rrule" not in event:
        assert "rdate" not in event
        return [start]
    occurrences = rruleset()
    first = datetime.datetime.combine(start, datetime.time())
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=first)
    assert isinstance(rule, rrule)
    occurrences.rrule(rule)
    for date in event["rdate"].dts if "rdate" in event else []:
        occurrences.rdate(datetime.datetime.combine(date.dt, datetime.time()))
    end = datetime.datetime.combine(HORIZON, datetime.time())
    expanded = [moment.date() for moment in occurrences.between(first, end, inc=True)]
    assert expanded[0] == start, "the first occurrence is the event's own day (RFC 5545, 3.8.5.3)"
    return expanded


def meant(
    every: Every | None, start: PartialDate | None, due: PartialDate | None, issued: PartialDate
) -> list[datetime.date]:
    """The days that a deadline means, up to HORIZON: counted out, not computed."""
    if every is None:
        assert due
        return [due.last_day]
    begins = max(issued.first_day + DAY, start.first_day if start else datetime.date.min)
    ends = due.last_day if due else HORIZON
    ends_meant = [day for day in CYCLE_ENDS[every] if begins <= day <= ends]
    return ends_meant if due is None or due.last_day in ends_meant else [*ends_meant, due.last_day]


def dates(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


SPANS = {
    "endless": (None, None),
    "to-a-year": (None, "2023"),
    "to-a-month": (None, "2023-05"),
    "to-a-day": (None, "2023-11-10"),
    "period": ("2021", "2025"),
    "begins-later": ("2022-04", None),
    "one-month": ("2022-02", "2022-02"),
    "over-before-it-began": (None, "2021-08-20"),
    "older-than-the-document": ("2019", "2020"),
}


@pytest.mark.parametrize(
    "issued", ["2021-08-17", "2021-12-31", "2021-06-30", "2021-08", "2021", "2024-02-29"]
)
@pytest.mark.parametrize("span", SPANS)
@pytest.mark.parametrize("every", [every for every in get_args(Every) if every not in UNPLACED])
def test_every_recurrence_falls_on_the_days_that_are_meant(
    compiled_small: Compiled, every: Every, span: str, issued: str
) -> None:
    start, due = map(dates, SPANS[span])
    (policy,) = compiled_small.site.policies
    sample = policy.tasks[0].deadlines[0]
    record = Deadline.model_validate({"quote": "每期", "every": every})
    deadline = dataclasses.replace(sample, record=record, start=start, due=due)
    task = dataclasses.replace(policy.tasks[0], deadlines=(deadline,))
    published = PartialDate.parse(issued)
    (event,) = events(to_ics("甲", [Entry(deadline, task, published)]))
    assert days(event) == meant(every, start, due, published)


def read_back(site: SiteView) -> Iterator[tuple[Any, Entry]]:
    """Each event of a site's calendar with the deadline that it stands for."""
    entries = [
        Entry(deadline, site.task(deadline.task), policy.record.metadata.issued)
        for policy in site.policies
        for deadline in policy.deadlines
        if deadline.datable
    ]
    yield from zip(events(downloads(site, ("ics",))["downloads/deadlines.ics"]), entries, strict=True)


@pytest.mark.parametrize("name", ["compiled_real", "compiled_small"])
def test_every_event_of_a_policy_falls_on_the_days_that_are_meant(
    request: pytest.FixtureRequest, name: str
) -> None:
    site: SiteView = request.getfixturevalue(name).site
    recurring = 0
    for event, (deadline, _, issued) in read_back(site):
        assert issued is not None
        due = deadline.due
        if deadline.record.before and str(due) in ("2022-06", "2024-06"):  # 至2022年6月前: by the end of May
            due = PartialDate(due.year, 5) if due else None
        assert days(event) == meant(deadline.record.every, deadline.start, due, issued)
        recurring += "rrule" in event
    assert recurring > 1


def test_a_quarter_ends_four_times_a_year(compiled_small: Compiled) -> None:
    (quarterly,) = (
        event for event, _ in read_back(compiled_small.site) if event["categories"].cats == ["每季度"]
    )
    assert [day.isoformat() for day in days(quarterly)][:5] == [
        *("2023-03-31", "2023-06-30", "2023-09-30", "2023-12-31", "2024-03-31")
    ]
    assert quarterly["rrule"].to_ical() == b"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"


def test_a_recurrence_ends_where_the_document_says_so_and_only_there(compiled_real: Compiled) -> None:
    for event, (deadline, _, _) in read_back(compiled_real.site):
        assert ("rrule" in event) == bool(deadline.record.every)
        if "rrule" in event:
            assert ("UNTIL" in event["rrule"]) == (deadline.due is not None)


def event_bytes(content: bytes) -> list[bytes]:
    start, *others = content.removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT")
    assert start.startswith(b"BEGIN:VCALENDAR")
    return others


def test_a_second_policy_changes_no_event_of_the_first(compiled_real: Compiled, small_files: Files) -> None:
    small_files = renamed(small_files)
    first = downloads(compiled_real.site, ("ics",))
    second = downloads(compiled(small_files).site, ("ics",))
    both = downloads(compiled(together(compiled_real.files, small_files)).site, ("ics",))
    whole = "downloads/deadlines.ics"
    assert event_bytes(both.pop(whole)) == event_bytes(first.pop(whole)) + event_bytes(second.pop(whole))
    assert both == {**first, **second}


def test_an_event_keeps_its_identifier_when_its_words_change(small_files: Files) -> None:
    def identifiers() -> set[str]:
        return {str(event["uid"]) for event, _ in read_back(compiled(small_files).site)}

    before = identifiers()
    for file in (f"{POLICY}/01.yml", f"{POLICY}/source.txt"):
        small_files[file] = small_files[file].replace("2023年底前".encode(), "2023年年底前".encode())
    assert identifiers() == before
    assert before == {f"{POLICY}.{key}@responsibility-site" for key in ("1.1", "1.2", "2.1", "3.1", "s1.1")}


def test_the_files_are_valid(compiled_real: Compiled) -> None:
    """Lines end in CR LF, none is longer than 75 bytes or cuts a character, nothing that must be escaped is not."""
    for path, content in downloads(compiled_real.site, ("ics",)).items():
        lines = content.split(b"\r\n")
        assert lines.pop() == b""
        assert not any(b"\n" in line or b"\r" in line for line in lines), path
        assert max(map(len, lines)) <= 75, path
        assert all(line.decode() for line in lines), path
        unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
        assert unfolded.count("BEGIN:VEVENT") == unfolded.count("TRANSP:TRANSPARENT") == len(events(content))


def test_texts_are_escaped(compiled_small: Compiled) -> None:
    (policy,) = compiled_small.site.policies
    title = "甲,乙;丙\\丁\nEND:VEVENT"
    deadline = policy.tasks[0].deadlines[0]
    deadline = dataclasses.replace(deadline, task=deadline.task._replace(title=title), matter=title)
    task = dataclasses.replace(policy.tasks[0], deadlines=(deadline,))
    content = to_ics(title, [Entry(deadline, task, PartialDate(2023))])
    (event,) = events(content)
    assert str(event["summary"]) == f"1 {title}（2023年底前）"
    assert content.count(b"\r\nEND:VEVENT") == 1
    assert r"X-WR-CALNAME:甲\,乙\;丙\\丁\nEND:VEVENT" in content.decode().split("\r\n")


def test_stamps_are_of_the_document(compiled_real: Compiled) -> None:
    assert {event.decoded("dtstamp").isoformat() for event, _ in read_back(compiled_real.site)} == {
        "2021-08-17T00:00:00+00:00"
    }
