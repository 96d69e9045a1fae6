"""Ledgers go out, are filled in and come back: whatever is typed, and every workbook of the real policy, through a real office program."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from responsibility.build import convert as converting
from responsibility.build.project import find_project
from responsibility.data.loader import load
from responsibility.edit.collecting import collect
from responsibility.importing.readers.workbook import opened
from responsibility.language.typed import is_left_out
from responsibility.model import Task
from responsibility.model.progress import STATUS_SPECS, ProgressEntry, Subject
from responsibility.progress.collecting import Collector
from responsibility.progress.entries import Asked
from responsibility.progress.ledger_columns import PERCENT, REPORTED
from responsibility.progress.ledger_marks import by_key
from responsibility.progress.returned import Returned

from .conftest import REAL, SMALL, read, write
from .support.filling import DAY, Ledger, ledgers, merged_ledger
from .test_collect_decisions import OFFICE, a_round, brief, decide_as_an_office_does
from .test_collect_decisions import WORDS as DECIDED_WORDS

# ---------------------------------------------------------------- whatever is typed

_SMALL = read(SMALL)
_DATA = load(_SMALL)
_SENT = ledgers(_SMALL)["slj"]
_SUBJECTS = [by_key(_DATA.policies[0])[key] for key in Ledger(_SENT).keys]
_TASKS = {task.identity: task for task in _DATA.policies[0].tasks}
WORDS = st.text(st.characters(exclude_categories=["C"], exclude_characters="\u00a0\u2028\u2029"), max_size=40)
NUMBERS = st.decimals(-999, 999, places=2)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "状态": st.sampled_from([spec.name for spec in STATUS_SPECS.values()]),
    "完成日期": st.dates(dt.date(2000, 1, 1), DAY),
    "进展情况": WORDS,
    "存在问题": WORDS,
    "下步措施": WORDS,
}
ROWS = st.dictionaries(st.sampled_from(_SUBJECTS), st.fixed_dictionaries({}, optional=FIELDS))


def typed_text(value: str) -> str | None:
    """What of a text comes back: all but the space around it; of a dash, which stands for an empty cell, nothing."""
    return None if is_left_out(value) else value.strip()


def expected(about: Subject, cells: dict[str, Any]) -> ProgressEntry | None:
    statuses = {spec.name: key for key, spec in STATUS_SPECS.items()}
    fields: dict[str, Any] = {}
    for head, value in cells.items():
        field = REPORTED[head]
        if head == "状态":
            fields[field] = statuses[value]
        elif head == "完成日期":
            fields[field] = str(value)
        elif head == "实际值":
            fields[field] = value
        elif typed_text(value):
            fields[field] = typed_text(value)
    if not fields:
        return None
    named = {
        "task": about.item,
        "about": about.about,
        "quote": about.quote or None,
        "measure": about.measure or None,
    }
    return ProgressEntry.model_validate({**named, **fields})


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ROWS, st.data())
def test_what_is_filled_in_comes_back(rows: dict[Subject, dict[str, Any]], data: st.DataObject) -> None:
    ledger = Ledger(_SENT)
    for about, cells in rows.items():
        row = ledger.fill(about, **cells)
        if Asked.of(_TASKS[about.item.task], about).target and about.measure:
            cells["实际值"] = number = data.draw(NUMBERS)
            ledger.fill(row, 实际值=number / 100 if about.measure == PERCENT else number)
        for head in ("进展情况", "存在问题", "下步措施"):
            ledger.cell(row, head).data_type = "s"  # = at the start is no formula
    ledger.sort(data.draw(st.sampled_from(["序号", "事项", "状态"])))
    collector = Collector(_DATA)
    collector.take(Returned("x.xlsx", opened("x.xlsx", ledger.content())))
    assert collector.collected.remarks == []
    [entries] = list(collector.collected.reports.values()) or [{}]
    wanted = {about: entry for about, cells in rows.items() if (entry := expected(about, cells))}
    assert {about: row.value for about, row in entries.items()} == wanted


# ---------------------------------------------------------------- through an office program


@pytest.fixture(scope="module")
def program() -> str:
    found_program = converting.office()
    if found_program is None:
        pytest.skip("没有 LibreOffice")
    return found_program


def fill_as_people_do(ledger: Ledger, tasks: dict[str, Task], number: int) -> dict[Subject, ProgressEntry]:
    """Fill a workbook in by every habit; what has to come back."""
    choice = random.Random(number)
    subjects = {text: by_key(POLICY)[text] for text in ledger.keys}
    wanted: dict[Subject, ProgressEntry] = {}
    for index, (text, about) in enumerate(subjects.items()):
        row = ledger.keys[text]
        cells, record = habits(Asked.of(tasks[about.item.task], about), index, choice)
        ledger.fill(row, **cells)
        if cells.get("实际值") in (70, "=35*2"):  # else the cell, which shows percentages, would say 7000%
            ledger.cell(row, "实际值").number_format = "General"
        named = {"task": about.item, "about": about.about, "quote": about.quote or None}
        wanted[about] = ProgressEntry.model_validate({**named, "measure": about.measure or None, **record})
    ledger.sort(choice.choice(["序号", "事项", "状态"]), descending=bool(number % 2))
    add_what_people_add(ledger, number)
    return wanted


def habits(asked: Asked, index: int, choice: random.Random) -> tuple[dict[str, Any], dict[str, Any]]:
    """The cells of a row, and the record that they say."""
    written, status = choice.choice(
        [("推进中", "in_progress"), ("完成", "completed"), ("已办结。", "completed")]
    )
    cells: dict[str, Any] = {"状态": written, "进展情况": f"第{index}行，\n“进展”<b>&amp; =1+1"}
    record: dict[str, Any] = {"status": status, "progress": cells["进展情况"]}
    if status == "completed":
        cells["完成日期"] = choice.choice(
            [dt.date(2023, 6, 1), "2023.6.1", "2023年6月1日", "２０２３－６－１", "6月1日"]
        )
        record["completed"] = "2023-06-01"
    if asked.extent:
        cells["实际值"], record["whole"] = choice.choice([("已做到", True), ("否", False)])
    elif asked.subject.measure == PERCENT and asked.share:
        cells["实际值"], record["actual"] = choice.choice([0.7, 70, "70%", "７０％", "0.7", "=35*2"]), 70
    elif asked.subject.measure:
        measure = asked.subject.measure
        cells["实际值"] = choice.choice([1200, "1,200", "１２００", f"1200{measure}", " 1 200 ", "=600*2"])
        record["actual"] = 1200
        if measure == PERCENT:
            cells["实际值"] = "1200%"
    return cells, record


def add_what_people_add(ledger: Ledger, number: int) -> None:
    last = ledger.last
    ledger.fill(last + 2, 事项="本单位自己加的", 进展情况="随便写写")
    ledger.sheet.insert_rows(1, 2)
    ledger.sheet.row_dimensions[last].hidden = True
    ledger.sheet["K8"].comment = Comment("请看", "某人")
    ledger.book.create_sheet(f"附表{number}").append(["佐证", 1])


POLICY = load(read(REAL)).policies[0]


@pytest.mark.office
@pytest.mark.slow
def test_every_workbook_of_the_real_policy_comes_back_through_an_office_program(
    program: str, tmp_path: Path
) -> None:
    files = read(REAL)
    write(files, tmp_path / "tasks")
    project = find_project(tmp_path)
    tasks = {task.identity: task for task in POLICY.tasks}
    wanted: dict[str, dict[Subject, ProgressEntry]] = {}
    contents: list[tuple[str, bytes]] = []
    for number, (unit, content) in enumerate(sorted(ledgers(files).items())):
        if not Ledger.is_in(content):
            continue
        ledger = Ledger(content, POLICY.id)
        wanted[unit] = fill_as_people_do(ledger, tasks, number)
        contents.append(("xlsx", ledger.content()))
    assert len(wanted) > 20
    office = merged_ledger(a_round(_SMALL))
    decide_as_an_office_does(office)
    *of_units, of_office = converting.convert_all([*contents, ("xlsx", office.content())], "xlsx", program)
    decisions_come_back(of_office, tmp_path / "督查室")
    folder = tmp_path / "收到"
    folder.mkdir()
    for unit, made in zip(wanted, of_units, strict=True):
        assert made is not None
        (folder / f"{unit}.xlsx").write_bytes(made)
    collection = collect(project, [folder])
    units = {unit.name: unit.id for unit in load(files).units}
    assert collection.data
    reports = {units[report.unit]: report.entries for report in collection.data.policies[0].progress}
    assert set(reports) == set(wanted)
    for unit, entries in reports.items():
        assert {entry.subject: entry for entry in entries} == wanted[unit], unit
    kinds = {remark.words.split("：")[0][:6] for remark in collection.remarks}
    assert kinds == {"多出的工作表", "批注没有读入", "这一行不是发", "完成日期“6", "实际值“0."}, kinds
    assert collect(project, [folder]).change == {}


def decisions_come_back(made: bytes | None, folder: Path) -> None:
    """Hold what an office program saved of the ledger of all units against what was decided in it."""
    assert made is not None
    write(a_round(_SMALL), folder / "tasks")
    path = folder / "汇总.xlsx"
    path.write_bytes(made)
    collection = collect(find_project(folder), [path])
    assert (collection.remarks, collection.decisions) == ([], len(OFFICE))
    assert collection.data
    [policy] = collection.data.policies
    assert sorted(map(brief, policy.decisions)) == sorted(OFFICE)
    assert [each.words for each in policy.decisions if each.words] == [DECIDED_WORDS]
    assert collect(find_project(folder), [path]).change == {}


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_formats_are_converted(program: str, tmp_path: Path, ending: str) -> None:
    write(_SMALL, tmp_path / "tasks")
    ledger = Ledger(_SENT)
    row = ledger.fill(_SUBJECTS[0], 状态="推进中", 完成日期=dt.date(2023, 6, 1))
    ledger.fill(row + 1, 完成日期="没有")
    [made] = converting.convert_all([("xlsx", ledger.content())], ending, program)
    assert made is not None
    (tmp_path / f"a.{ending}").write_bytes(made)
    collection = collect(find_project(tmp_path), [tmp_path / f"a.{ending}"])
    assert [remark.where for remark in collection.remarks] == [f"进展填报!J{row + 1}"]
    assert collection.data
    [report] = collection.data.policies[0].progress
    assert [(entry.status, str(entry.completed)) for entry in report.entries] == [
        ("in_progress", "2023-06-01")
    ]
