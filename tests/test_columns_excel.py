"""Every column of every sheet of every workbook against the JSON export, row by row."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Sequence
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from responsibility.model.dates import PartialDate
from responsibility.progress.ledger_columns import FILL_SHEET
from responsibility.progress.ledger_marks import MARKS_SHEET

from .support import columns as expected
from .support.columns import Columns, Fact, Line, target_facts
from .support.reference import MARKS, SIGNS, Item, Reference
from .support.tables import (
    DEADLINE_KEY,
    Grid,
    about_unit,
    compare,
    every_data,
    every_deadline,
    every_deliverable,
    every_target,
    made,
    of_unit,
    policy_entries,
    policy_gaps,
    policy_units,
    source_line,
    unit_entries,
    unit_files,
    unit_heads,
)
from .support.wording import PARTS, Date, Json, Percent, chinese_date


def excel_cell(name: str, value: object) -> object:
    """What is read back of a value: dates and percentages with the format that they are shown in."""
    if isinstance(value, Date):
        if value.text[-2:] in PARTS:
            return chinese_date(value.text)
        date = PartialDate.parse(value.text)
        day = date.last_day if value.end else date.first_day
        shown = "yyyy年m月d日"[: (5, 7, 9)[value.text.count("-")]]
        return datetime.datetime.combine(day, datetime.time()), shown
    if isinstance(value, Percent):
        return pytest.approx(value.value / 100), "0%" if float(value.value).is_integer() else "0.0#%"
    if isinstance(value, bool):
        return "是" if value else None
    if name == "序号" and isinstance(value, str) and value.isdecimal():
        return int(value)
    return None if isinstance(value, str) and not value else value


def excel_value(cell: Cell | MergedCell) -> object:
    if isinstance(cell, Cell) and (cell.is_date or cell.number_format.endswith("%")):
        return cell.value, cell.number_format
    return cell.value


def excel_rows(sheet: Worksheet) -> list[list[object]]:
    return [[excel_value(cell) for cell in row] for row in sheet.iter_rows()]


def sheets(content: bytes) -> dict[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in book.worksheets}


def excel_grid(where: str, sheet: Worksheet) -> Grid:
    header, *rows = excel_rows(sheet)
    return Grid(f"{where} {sheet.title}", header, rows)


def without_number(columns: Columns) -> Columns:
    return {name: column for name, column in columns.items() if name != "文件"}


def compare_ledger(
    where: str,
    sheet: Worksheet,
    reference: Reference,
    entries: Sequence[str | Line],
    heads: Sequence[str],
    about: Sequence[str] = (),
) -> None:
    """Hold a ledger against its headings and lines; ``heads`` are its title and source, ``about`` its other texts."""
    title, source, header, *rows = excel_rows(sheet)
    assert [row[0] for row in rows if row[0] in about] == list(about), where
    rows = [row for row in rows if row[0] not in about]
    assert [title[0], source[0]] == list(heads)
    for row, entry in zip(rows, entries, strict=True):
        if isinstance(entry, str):
            assert row == [entry, *[None] * (len(row) - 1)], where
    lines = [(row, entry) for row, entry in zip(rows, entries, strict=True) if isinstance(entry, Line)]
    grid = Grid(where, header, [row for row, _ in lines])
    compare(grid, reference, expected.LEDGER, [line for _, line in lines], excel_cell)


@every_data
def test_policy_workbooks(data: str) -> None:
    reference, files = made(data)
    for key, policy in reference.policies.items():
        book = sheets(files[f"downloads/ledger-{key}.xlsx"])
        assert list(book) == ["台账", "任务矩阵", "时限", "指标", "成果", "待明确事项", "单位"]
        heads = (f"{policy['title']}任务分工台账", source_line(policy))
        compare_ledger(key, book["台账"], reference, policy_entries(reference, policy), heads)
        tasks = reference.of_policy(key)
        flat: dict[str, tuple[Columns, Iterable[Any], Sequence[str]]] = {
            "时限": (without_number(expected.DEADLINES), every_deadline(tasks), DEADLINE_KEY),
            "指标": (without_number(expected.TARGETS), every_target(tasks), ()),
            "成果": (without_number(expected.DELIVERED), every_deliverable(tasks), ()),
            "待明确事项": (expected.GAPS, policy_gaps(reference, key), ()),
            "单位": (expected.LOADS, policy_units(reference, key), ()),
        }
        for name, (columns, of, by) in flat.items():
            compare(excel_grid(key, book[name]), reference, columns, of, excel_cell, by)


@every_data
def test_unit_workbooks(data: str) -> None:
    for reference, unit, content in unit_files(data, "xlsx"):
        book = sheets(content)
        compare_ledger(
            unit,
            book["台账"],
            reference,
            unit_entries(reference, unit),
            unit_heads(reference, unit),
            about_unit(data, unit),
        )
        deadlines = [
            Fact(task, fact) for task, facts in of_unit(reference, unit, "deadlines") for fact in facts
        ]
        targets = target_facts(of_unit(reference, unit, "targets"))
        deliverables = [
            Fact(task, fact) for task, facts in of_unit(reference, unit, "deliverables") for fact in facts
        ]
        sheets_of_facts = {"时限": deadlines, "指标": targets, "成果": deliverables}
        forms = [] if reference.units[unit]["kind"] == "collective" else [FILL_SHEET]
        assert [name for name in book if name != MARKS_SHEET] == [
            *forms,
            "台账",
            *(name for name, facts in sheets_of_facts.items() if facts),
        ]
        keep = without_number if len(reference.policies) == 1 else dict
        for name, columns, of in (
            ("时限", expected.DEADLINES, deadlines),
            ("指标", expected.TARGETS, targets),
            ("成果", expected.DELIVERED, deliverables),
        ):
            if of:
                grid = excel_grid(unit, book[name])
                compare(grid, reference, keep(columns), of, excel_cell, DEADLINE_KEY)


@every_data
def test_matrices(data: str) -> None:
    reference, files = made(data)
    for key, policy in reference.policies.items():
        sheet = sheets(files[f"downloads/ledger-{key}.xlsx"])["任务矩阵"]
        kinds, names, *rows = (["" if cell is None else cell for cell in row] for row in excel_rows(sheet))
        units = [load.unit for load in policy_units(reference, key)]
        assert (kinds[:2], len(names)) == (["序号", "任务"], len(units) + 2)
        shown: list[object] = []
        for unit, kind, name in zip(units, kinds[2:], names[2:], strict=True):
            assert unit.endswith(str(name))
            kind_name = reference.kinds[reference.units[unit]["kind"]]
            assert kind == (kind_name if kind_name not in shown else ""), (
                "a kind stands over the first of its units"
            )
            shown.append(kind)
        wanted = [*matrix_rows(reference, policy, units), *matrix_totals(reference, key, units)]
        for row, cells in zip(rows, wanted, strict=True):
            assert row == cells, (key, cells[:2])


def matrix_rows(reference: Reference, policy: Json, units: list[str]) -> Iterable[list[object]]:
    chapter = None
    for task in reference.of_policy(policy["id"]):
        above = task["section"].partition("（")[0]
        if above != chapter:
            yield [reference.heading(policy, above), *[""] * (len(units) + 1)]
        chapter = above
        for item in (Item(task, None), *(Item(task, part) for part in task["parts"] if not part["shared"])):
            marks = reference.best_marks(reference.of_item(item))
            signs = [SIGNS[marks[unit]] if unit in marks else "" for unit in units]
            label = excel_cell("序号", reference.label(task) + item.label)
            yield [label, task["title"], *signs]


def matrix_totals(reference: Reference, policy: str, units: list[str]) -> Iterable[list[object]]:
    loads = [reference.workload(unit, policy) for unit in units]
    for mark, name in MARKS.items():
        if mark != "supporting" or any(load[mark] for load in loads):
            yield ["", f"{SIGNS[mark]} {name}（任务数）", *(load[mark] for load in loads)]
