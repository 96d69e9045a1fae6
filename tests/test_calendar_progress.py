"""Calendars where units have reported: no alarm for what is done, the extended day beside the document's."""

from __future__ import annotations

from typing import Any

from icalendar import Calendar

from responsibility.data.folder import Files
from responsibility.outputs.downloads import downloads

from .conftest import compiled
from .support.progress import decided, entry, reported

UNIT, DAY = "县水利局", "2023-06-30"
UID = "qinghe-2023-5.1.1"
EXTENDED = {
    "task": "1",
    "what": "extended",
    "about": "deadline",
    "quote": "2023年底前",
    "day": "2023-06-20",
    "due": "2024-03-31",
}


def events(files: Files) -> dict[str, Any]:
    content = downloads(compiled(files).site, ("ics",))["downloads/units/slj.ics"]
    return {
        str(event["uid"]).partition("@")[0]: event for event in Calendar.from_ical(content).walk("VEVENT")
    }


def alarms(event: Any) -> int:
    return len(event.walk("VALARM"))


def test_what_is_done_gives_no_alarm_and_says_so(small_files: Files) -> None:
    plain = events(small_files)[UID]
    open_ = events(reported(small_files, DAY, UNIT, entry("1", "in_progress")))[UID]
    done = events(reported(small_files, DAY, UNIT, entry("1", "completed", completed="2023-06-01")))[UID]
    assert (alarms(plain), alarms(open_), alarms(done)) == (2, 2, 0)
    assert "进展：" not in plain["description"]
    assert "进展：报已完成" in done["description"]
    assert done["dtstart"].dt == plain["dtstart"].dt


def test_an_extended_day_stands_beside_the_documents_and_reminds_instead_of_it(small_files: Files) -> None:
    files = decided(reported(small_files, DAY, UNIT, entry("1", "in_progress")), EXTENDED)
    found = events(files)
    document, extended = found[UID], found[f"{UID}.extended"]
    assert str(document["dtstart"].dt) == "2023-12-31"
    assert str(extended["dtstart"].dt) == "2024-03-31"
    assert (alarms(document), alarms(extended)) == (0, 2)
    assert "延至2024年3月31日" in extended["summary"]
    assert "依据：" in extended["summary"]
    assert "延至2024年3月31日" in document["description"]


def test_an_extension_of_what_is_done_is_no_event(small_files: Files) -> None:
    files = decided(reported(small_files, DAY, UNIT, entry("1", "completed")), EXTENDED)
    assert f"{UID}.extended" not in events(files)
