"""A document without 发文字号, issuer and date: its title names it, and nothing is invented in their place."""

from __future__ import annotations

import io
import json

import docx
import openpyxl
import pytest

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.outputs import report
from responsibility.outputs.diff_text import as_text
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.proof import prove
from responsibility.views.revision import diff_view

from .conftest import ROOT, Compiled, compiled, read

FIXTURES = ROOT / "tests" / "fixtures"
PLAN = "meeting-list"
NAME = "《重点工作任务清单》"


@pytest.fixture(scope="module")
def built() -> Compiled:
    return compiled(read(FIXTURES / "bare"))


@pytest.fixture(scope="module")
def beside_others() -> Compiled:
    """The same beside two documents that have a number."""
    return compiled({**read(FIXTURES / "bare"), **read(FIXTURES / "rules")})


def test_it_is_proven_and_without_errors(built: Compiled) -> None:
    proof = prove(built.data.policies[0])
    assert proof is not None
    assert proof.difference is None
    assert NAME in report.text(built.report, "tasks/")
    assert [problem.check for problem in built.report.problems] == []


@pytest.mark.parametrize("which", ["built", "beside_others"])
def test_the_title_names_it_on_every_page(which: str, request: pytest.FixtureRequest) -> None:
    site = request.getfixturevalue(which).site
    pages = render(site, read_templates(ROOT / "templates"))
    for path, text in pages.items():
        assert "None" not in text, path
    assert NAME in pages[f"tasks/{PLAN}/1.md"]
    home = pages["index.md"].partition(f'id="{PLAN}"')[2].partition("</section>")[0]
    assert home
    assert not [word for word in ("发文字号", "印发机关", "成文日期") if word in home]


def test_json_says_null(built: Compiled) -> None:
    (policy,) = json.loads(export(built.site))["policies"]
    assert (policy["number"], policy["issued"], policy["issuers"]) == (None, None, [])


def test_ledgers_and_letters(built: Compiled, beside_others: Compiled) -> None:
    files = downloads(built.site)
    book = openpyxl.load_workbook(io.BytesIO(files[f"downloads/ledger-{PLAN}.xlsx"]))
    assert book["台账"]["A2"].value == NAME
    letter = docx.Document(io.BytesIO(files["downloads/units/mzj.docx"]))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert f"根据{NAME}，市民政局承担任务" in text
    assert NAME in files["downloads/tasks.csv"].decode("utf-8-sig")
    several = docx.Document(io.BytesIO(downloads(beside_others.site, ["docx"])["downloads/units/mzj.docx"]))
    headings = [paragraph.text for paragraph in several.paragraphs]
    assert any(heading.endswith(NAME) for heading in headings)


def test_a_recurrence_has_no_day_to_begin_at(built: Compiled) -> None:
    calendar = downloads(built.site, ["ics"])["downloads/units/mzj.ics"].decode()
    assert calendar.count("BEGIN:VEVENT") == 1
    assert "DTSTART;VALUE=DATE:20251231" in calendar
    page = render(built.site, read_templates(ROOT / "templates"))["downloads/index.md"]
    assert "<q>每月公开账目</q>" in page.partition("没有放进日历的时限")[2]


def test_show_and_timeline(built: Compiled) -> None:
    assert f"{NAME} › 一、重点任务" in (show(built.site, "1", None, 100) or "")
    assert built.site.documents.timeline.years == (2025,)


def test_a_number_that_comes_is_a_change() -> None:
    files = read(FIXTURES / "bare")
    old = load(files)
    new_files = {
        **files,
        f"{PLAN}/policy.yml": b"number: \xe7\x94\xb21\xe5\x8f\xb7\n" + files[f"{PLAN}/policy.yml"],
    }
    new = load(new_files)
    assert "发文字号" in as_text(diff_view(diff(old, new), old, new), "改动")


def test_a_written_date_needs_the_date() -> None:
    files = read(FIXTURES / "bare")
    files[f"{PLAN}/policy.yml"] = (
        files[f"{PLAN}/policy.yml"] + "issued_written: 二〇二四年一月一日\n".encode()
    )
    told = [
        problem.message for problem in checks.run(load(files)).problems if problem.check == "date-written"
    ]
    assert told == ["写了 issued_written，没有写 issued"]
