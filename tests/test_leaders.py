"""Leaders whom a document names: shown with the task, never a unit."""

from __future__ import annotations

import io
import json

import docx
import openpyxl
import pytest

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.language.clauses import named_leaders, parse
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.proof import prove

from .conftest import ROOT, Compiled, compiled, read

FOLDER = ROOT / "tests" / "fixtures" / "leaders"
PLAN = "beiyuan-leaders"


@pytest.fixture
def files() -> Files:
    return read(FOLDER)


@pytest.fixture(scope="module")
def built() -> Compiled:
    return compiled(read(FOLDER))


def test_they_are_part_of_the_clause_and_no_units(built: Compiled) -> None:
    proof = prove(built.data.policies[0])
    assert proof is not None
    assert (proof.difference, proof.clauses) == (None, 2)
    assert {view.unit.name for view in built.site.units} == {"县水利局", "县财政局", "各乡镇"}
    assert not {node.name for node in built.report.graph.nx} & {"张山", "李石", "王泉", "县委常委"}


def test_they_are_shown_with_the_task(built: Compiled) -> None:
    pages = render(built.site, read_templates(ROOT / "templates"))
    assert "<dt>牵头领导</dt><dd>张山</dd>" in pages[f"tasks/{PLAN}/1.md"]
    assert "<dt>大队长</dt><dd>县委常委</dd>" in pages[f"tasks/{PLAN}/2.md"]
    tasks = pages["tasks/index.md"]
    assert "责任领导：李石、王泉" in tasks
    assert tasks.index('id="leaders"') < tasks.index("<dt>王泉（1 项）</dt>")
    assert "责任领导  李石、王泉" in (show(built.site, "1", None, 100) or "")
    exported = json.loads(export(built.site))["tasks"]
    assert exported[0]["leaders"][1] == {
        "role": "责任领导",
        "names": ["李石", "王泉"],
        "quote": "责任领导：李石、王泉",
        "part": None,
    }


def test_ledgers_have_a_column_only_where_leaders_are_named(
    built: Compiled, compiled_small: Compiled
) -> None:
    files = downloads(built.site)
    book = openpyxl.load_workbook(io.BytesIO(files[f"downloads/ledger-{PLAN}.xlsx"]))
    head, *rows = list(book["台账"].iter_rows(min_row=3, values_only=True))
    column = head.index("文件点名的领导")
    assert [row[column] for row in rows if row[column]] == [
        "牵头领导：张山\n责任领导：李石、王泉",
        "大队长：县委常委",
    ]
    assert head.index("完成时限") == column + 1
    header, first, _ = files["downloads/tasks.csv"].decode("utf-8-sig").splitlines()
    assert "责任单位,文件点名的领导,完成时限" in header
    assert "牵头领导：张山；责任领导：李石、王泉" in first
    letter = docx.Document(io.BytesIO(files["downloads/units/czj.docx"]))
    cells = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    assert any("责任领导：李石、王泉" in cell for cell in cells)
    without = downloads(compiled_small.site, ["csv", "xlsx"])
    assert "领导" not in without["downloads/tasks.csv"].decode("utf-8-sig").splitlines()[0]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("quote: 大队长由县委常委担任", "quote: 大队长由县委副书记担任", "不在这项任务"),
        ("names: [县委常委]", "names: [县委书记]", "没有“县委书记”"),
        ("role: 大队长", "role: 中队长", "没有“中队长”"),
    ],
)
def test_what_is_recorded_stands_in_the_task(files: Files, old: str, new: str, says: str) -> None:
    text = files[f"{PLAN}/02.yml"].decode()
    assert old in text
    files[f"{PLAN}/02.yml"] = text.replace(old, new).encode()
    told = [
        problem.message for problem in checks.run(load(files)).problems if problem.check == "leader-quote"
    ]
    assert len(told) == 1
    assert says in told[0]


@pytest.mark.parametrize(
    "clause",
    [
        "牵头领导：张山；牵头单位：县水利局；责任领导：李石；责任单位：县财政局，各乡镇",
        "牵头单位：县水利局，牵头领导：张山，责任单位：县财政局，各乡镇，责任人：李石",
    ],
)
def test_persons_are_passed_over_in_a_clause(clause: str) -> None:
    assignment = parse(clause, lambda _: False)
    assert assignment is not None
    assert [name.name for name in assignment.units["lead"]] == ["县水利局"]
    assert [name.name for name in assignment.units["responsible"]] == ["县财政局", "各乡镇"]
    assert [leader.names for leader in named_leaders(clause)] == [("张山",), ("李石",)]


def test_an_import_drafts_them() -> None:
    source = read(FOLDER)[f"{PLAN}/source.txt"]
    document = read_document("方案.txt", source)
    drafted = draft(document, "new", (), {})
    first = drafted.files["new/01.yml"].decode()
    assert "role: 牵头领导\n    names: [张山]\n    quote: 牵头领导：张山\n" in first
    assert "lead_units: [县水利局]" in first
