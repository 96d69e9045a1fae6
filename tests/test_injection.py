"""Harm in the data stays text in everything that is published: each output is read back by a reader of its own."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped]
import openpyxl
import pytest
from docx import Document
from icalendar import Calendar
from lxml import etree  # type: ignore[import-untyped]

from responsibility import views
from responsibility.build.files import read_templates
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.outputs import json_progress_changes, progress_changes
from responsibility.outputs import report as reports
from responsibility.outputs.diff_text import as_json, as_markdown, as_text
from responsibility.outputs.downloads import Downloads, downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.feed import FEED
from responsibility.outputs.site.render import render, render_diff
from responsibility.outputs.terminal import show
from responsibility.outputs.zip_writer import unzipped
from responsibility.progress.ledger_columns import FILL_SHEET
from responsibility.views.progress_changes import progress_changes as changes_between
from responsibility.views.revision import DiffView, diff_view

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read
from .support.hostile import HOSTILE_REVISIONS, LEAD, TAIL, around, hostile
from .support.reporting_round import round_of_reports

TEMPLATES = read_templates(ROOT / "templates")
MARK = "window.pwned=true"
"""What of the harm every output shows."""


class Reader(HTMLParser):
    """The elements and the text of a page, as a browser would take them apart."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.harm: list[tuple[str, object]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what could run or load something."""
        if tag in ("script", "img", "iframe", "object", "embed", "base", "form action"):
            self.harm.append((tag, attrs))
        for name, value in attrs:
            if name.startswith("on") or re.match(
                r"\s*(javascript|data|vbscript):|//", value or "", re.IGNORECASE
            ):
                self.harm.append((tag, (name, value)))

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text.append(data)


def shown(text: str) -> str:
    """The text of a page; nothing on it runs or loads."""
    page = Reader(text)
    assert page.harm == []
    return "".join(page.text)


@pytest.fixture(scope="module")
def harm() -> Compiled:
    """The hostile policy, compiled, with a revision from the harmless one and two rounds of hostile reports."""
    reported = round_of_reports(hostile(read(SMALL), POLICY), "2023-06-30", "2023-12-20", words=TAIL)
    files = {**reported, "revisions.yml": HOSTILE_REVISIONS}
    built = compiled(files)
    site = views.build(built.data, built.report, former=[load(read(SMALL))])
    return Compiled(files, built.data, built.report, site)


@pytest.fixture(scope="module")
def files(harm: Compiled) -> dict[str, bytes]:
    return downloads(harm.site)


@pytest.fixture(scope="module")
def pages(harm: Compiled) -> dict[str, str]:
    return render(harm.site, TEMPLATES)


def of_kind(files: dict[str, bytes], ending: str) -> Iterator[tuple[str, bytes]]:
    found = [(path, content) for path, content in files.items() if path.endswith(ending)]
    assert found
    yield from found


def test_pages(pages: dict[str, str]) -> None:
    kinds = {path.split("/")[0] for path in pages if path.endswith(".md")}
    assert kinds >= {
        "index.md",
        "units",
        "tasks",
        "progress",
        "matrix",
        "deadlines",
        "targets",
        "gaps",
        "document",
        "revisions",
    }
    for path, text in pages.items():
        if path.endswith(".md"):
            assert MARK in shown(text.split("\n---\n", 1)[1]) or path.endswith("tasks/index.md"), path


def test_search_index(pages: dict[str, str]) -> None:
    for one in json.loads(pages["search/search_index.json"])["docs"]:
        assert MARK in shown(one["title"])
        shown(one["text"] + one["names"])


def test_feed(pages: dict[str, str]) -> None:
    feed = etree.fromstring(pages[FEED].encode())
    names = {etree.QName(one).localname for one in feed.iter()}
    assert names <= {
        "feed",
        "title",
        "id",
        "updated",
        "author",
        "name",
        "link",
        "entry",
        "summary",
        "content",
    }
    assert MARK in "".join(feed.itertext())
    for one in feed.iter("{*}content", "{*}summary"):
        if one.get("type") == "html":
            shown(one.text or "")


def test_json(harm: Compiled) -> None:
    found = json.loads(export(harm.site))
    assert found["tasks"][0]["title"].startswith(LEAD)


_CELLS = r"\$[A-Z]\$\d+:\$[A-Z]\$\d+"
COMPLETION = re.compile(
    rf'=IFERROR\(COUNTIFS\({_CELLS},"任务",{_CELLS},"已完成"\)'
    rf'/\(COUNTIF\({_CELLS},"任务"\)-COUNTIFS\({_CELLS},"任务",{_CELLS},"不适用"\)\),""\)'
)
"""The one formula of the workbooks: of places and of words of ours."""


def test_workbooks(files: dict[str, bytes]) -> None:
    for path, content in of_kind(files, ".xlsx"):
        texts = []
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for row in sheet.iter_rows():
                for cell in row:
                    ours = COMPLETION.fullmatch(str(cell.value)) and sheet.title == FILL_SHEET
                    assert cell.data_type != "f" or ours, (path, sheet.title, cell.coordinate)
                    assert not (cell.hyperlink and cell.hyperlink.target), (path, cell.hyperlink)
                    texts.append(str(cell.value))
        assert any(LEAD in text and MARK in text for text in texts), path


def test_letters(files: dict[str, bytes]) -> None:
    for path, content in of_kind(files, ".docx"):
        document = Document(io.BytesIO(content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert any(MARK in text for text in [*cells, *(one.text for one in document.paragraphs)]), path
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    tree = etree.fromstring(archive.read(name))
                    assert not tree.xpath("//*[@TargetMode='External']"), (path, name)
                    fields = {(one.text or "").strip() for one in tree.iter("{*}instrText")}
                    assert fields <= {"PAGE", "NUMPAGES"}, (path, name, fields)


def test_tables(files: dict[str, bytes]) -> None:
    for path, content in of_kind(files, ".csv"):
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1, path
        assert not [
            cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
        ], path
        assert MARK in str(rows), path


def test_calendars(harm: Compiled, files: dict[str, bytes]) -> None:
    datable = sum(one.datable for policy in harm.site.policies for one in policy.deadlines)
    for path, content in of_kind(files, ".ics"):
        calendar = Calendar.from_ical(content)
        events = list(calendar.walk("VEVENT"))
        assert 0 < len(events) <= datable, path
        assert not [one for one in calendar.property_items() if one[0] == "X-PWNED"]
        assert all(MARK in str(event["SUMMARY"]) for event in events)


@pytest.fixture(scope="module")
def view(harm: Compiled) -> DiffView:
    before = load(read(SMALL))
    return diff_view(diff(before, harm.data), before, harm.data)


def test_diff_as_a_page_and_as_markdown(view: DiffView) -> None:
    assert MARK in shown(render_diff(view, around("对照"), TEMPLATES))
    assert MARK in shown(markdown.markdown(as_markdown(view, around("对照")))).replace("\\", "")


def test_diff_in_the_terminal_and_as_json(harm: Compiled, view: DiffView) -> None:
    text = as_text(view, around("对照"))
    assert MARK in text
    assert not [line for line in text.splitlines() if line.startswith(("END:", "X-PWNED", "# pwned"))]
    assert MARK in as_json(diff(load(read(SMALL)), harm.data))


def test_two_reporting_days_compared(harm: Compiled) -> None:
    progress = harm.site.policies[0].progress
    assert progress
    first, last = progress.days
    changes = changes_between(progress, first, last)
    assert changes.decisions == ()
    everything = changes_between(progress, datetime.date(2023, 6, 1), last)
    assert everything.decisions
    for each in (changes, everything):
        page = markdown.markdown(progress_changes.as_markdown(each, around("对照")))
        assert MARK in shown(page).replace("\\", "")
        text = progress_changes.as_text(each, around("对照"))
        assert MARK in text
        assert not [line for line in text.splitlines() if line.startswith(("END:", "X-PWNED", "# pwned"))]
        assert MARK in json_progress_changes.as_json(each, None)


def test_report_and_terminal(harm: Compiled) -> None:
    annotations = reports.github(harm.report, "tasks/").splitlines()
    assert any(MARK in line for line in annotations)
    assert [line for line in annotations if not line.startswith("::")] == []
    for what in ("1", around("县水利局")):
        assert MARK in (show(harm.site, what, None, 80) or "")


def test_names_of_files(harm: Compiled) -> None:
    files = Downloads(harm.site).by_name()
    names = [path.removeprefix("各单位/") for path in files]
    names += [name for path, content in of_kind(files, ".zip") for name in unzipped(content)]
    assert not [name for name in names if re.search(r'[/\\<>:"|?*\x00-\x1f\x7f]|^\.|\.\.', name)]
