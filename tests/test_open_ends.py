"""What the JSON export says of the site, and of what is still to be done by when: the site's own lists, day by day."""

from __future__ import annotations

import json
from typing import Any

import jsonschema

from responsibility.data.folder import Files
from responsibility.outputs.json_data import export
from responsibility.views import SiteView
from responsibility.views.progress import DueView

from .conftest import ROOT
from .support.progress import decided, entry, reported
from .support.reporting_round import round_of_reports
from .test_progress_lights import BUREAU, EAST, SCHOOLS, site

SCHEMA = json.loads((ROOT / "schema" / "responsibility.schema.json").read_text(encoding="utf-8"))


def exported(view: SiteView) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(export(view))
    jsonschema.validate(document, SCHEMA)
    return document


def test_without_reports_every_deadline_with_a_last_day_is_open(small_files: Files) -> None:
    due = exported(site(small_files))["due"]
    assert [(each["task"], each["quote"], each["end"]) for each in due] == [
        ("1", "2023年底前", "2023-12-31"),
        ("2.2", "提升期内", "2025-12-31"),
        ("3", "至2024年6月前", "2024-05-31"),
    ]
    assert [each["units"] for each in due] == [[BUREAU], [BUREAU, EAST], [SCHOOLS]]
    assert {(each["status"], each["extended"]) for each in due} == {(None, False)}
    assert due[0]["words"] == "2023年底前"
    assert due[0]["matter"] == "新建水厂2座，供水普及率达到95%以上"


def told(due: DueView) -> tuple[str, str | None, str]:
    return str(due.item), due.deadline.record.quote if due.deadline else None, str(due.state.end)


def test_with_reports_the_records_are_the_lists_of_the_page_of_progress(small_files: Files) -> None:
    view = site(round_of_reports(small_files, "2023-06-30", "2026-01-05"))
    assert view.progress
    document = exported(view)
    assert document["site"]["day"] == document["as_of"] == "2026-01-05"
    past = [each for each in document["due"] if each["end"] < "2026-01-05"]
    assert past
    assert sorted((each["task"], each["quote"], each["end"]) for each in past) == sorted(
        map(told, view.progress.overdue)
    )
    assert sorted(each["units"] for each in past) == sorted(
        [unit.name for unit in due.units] for due in view.progress.overdue
    )


def test_a_day_that_is_put_off_for_one_unit_alone_has_a_record_of_its_own(small_files: Files) -> None:
    files = reported(small_files, "2026-01-10", EAST, entry("2.2", "in_progress"))
    put_off = {"task": "2.2", "what": "extended", "about": "deadline", "quote": "提升期内", "unit": EAST}
    files = decided(files, {**put_off, "day": "2026-01-05", "due": "2026-03-31"})
    due = [each for each in exported(site(files))["due"] if each["task"] == "2.2"]
    assert [(each["units"], each["end"], each["extended"]) for each in due] == [
        ([BUREAU], "2025-12-31", False),
        ([EAST], "2026-03-31", True),
    ]


def test_the_office_is_named(small_files: Files) -> None:
    facts = "jurisdiction: 清河县\npublisher: 清河县人民政府督查室\naddress: https://a.example/zrqd\nupdated: 2023-06-01\n"
    whose = exported(site({**small_files, "../site.yml": f"id: 0123456789abcdef\n{facts}".encode()}))["site"]
    assert whose == {
        "id": "0123456789abcdef",
        "name": None,
        "jurisdiction": "清河县",
        "publisher": "清河县人民政府督查室",
        "address": "https://a.example/zrqd/",
        "updated": "2023-06-01",
        "day": None,
        "edition": None,
    }
