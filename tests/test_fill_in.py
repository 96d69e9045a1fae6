"""The sheet 进展填报 of units' workbooks: every column against the data, what it carries hidden, how it is filled in."""

from __future__ import annotations

import datetime
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from responsibility.data.folder import Files
from responsibility.outputs.downloads import downloads
from responsibility.progress.ledger_columns import CHECKED, CONTACTS, FILL_SHEET, REPORTED, REPORTING_DAY
from responsibility.progress.ledger_marks import (
    MARKS_SHEET,
    LedgerMarks,
    by_key,
    edition,
    from_rows,
    shown_digest,
)

from .conftest import SMALL, Compiled, compiled
from .support.fill_in_columns import FILL_IN, asked_of
from .support.progress import decided, entry, reported
from .support.tables import Grid, compare, every_data, unit_files
from .test_cli import run
from .test_columns_excel import excel_cell, without_number

HEAD = 4
"""The row of the sheet's head, as people count."""


def workbook(site: Compiled, unit: str, day: datetime.date | None = None) -> openpyxl.Workbook:
    made = downloads(replace(site.site, reporting_day=day), ("xlsx",))
    return openpyxl.load_workbook(io.BytesIO(made[f"downloads/units/{unit}.xlsx"]))


def page(book: openpyxl.Workbook) -> Worksheet:
    sheet = book[FILL_SHEET]
    assert isinstance(sheet, Worksheet)
    return sheet


def names(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in sheet[HEAD]]


def reporting_day(sheet: Worksheet) -> object:
    """What stands in the cell to the right of its label."""
    [column] = [cell.column for cell in sheet[2] if cell.value == REPORTING_DAY]
    return sheet.cell(2, column + 1).value


@every_data
def test_every_column_says_what_the_data_says(data: str) -> None:
    for reference, unit, content in unit_files(data, "xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        if reference.units[unit]["kind"] == "collective":
            assert FILL_SHEET not in book.sheetnames, "a name for several units reports nothing itself"
            continue
        head, *rows = (list(row) for row in page(book).iter_rows(min_row=HEAD, values_only=True))
        asked = asked_of(reference, unit)
        several = len({row.task["policy"] for row in asked}) > 1
        grid = Grid(unit, head[:-2], [row[:-2] for row in rows])
        compare(grid, reference, FILL_IN if several else without_number(FILL_IN), asked, excel_cell)


@every_data
def test_every_row_carries_what_it_is_about(data: str) -> None:
    for _, unit, content in unit_files(data, "xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        if FILL_SHEET not in book.sheetnames:
            continue
        sheet = page(book)
        columns = [names(sheet).index(name) for name in CHECKED]
        keys = [row[-2].value for row in sheet.iter_rows(min_row=HEAD + 1)]
        assert len(set(keys)) == len(keys), unit
        for row in sheet.iter_rows(min_row=HEAD + 1):
            assert row[-1].value == shown_digest(str(row[column].value or "") for column in columns)
        hidden = sheet.column_dimensions[get_column_letter(len(names(sheet)) - 1)]  # stands for both
        assert (hidden.hidden, hidden.max) == (True, len(names(sheet)))


def test_the_hidden_sheet_says_whose_ledger_it_is(compiled_small: Compiled) -> None:
    day = datetime.date(2023, 6, 30)
    book = workbook(compiled_small, "slj", day)
    assert book[MARKS_SHEET].sheet_state == "veryHidden"
    rows = [[str(cell or "") for cell in row] for row in book[MARKS_SHEET].iter_rows(values_only=True)]
    [policy] = compiled_small.data.policies
    sheet = page(book)
    assert from_rows(rows) == LedgerMarks(
        "", {policy.id: edition(policy)}, "slj", day, int(sheet.max_row or 0) - HEAD
    )
    assert reporting_day(sheet) == datetime.datetime(2023, 6, 30)
    assert set(by_key(policy)) > {row[-2].value for row in sheet.iter_rows(min_row=HEAD + 1)}
    assert reporting_day(page(workbook(compiled_small, "slj"))) is None


def test_the_sheet_opens_first_and_can_be_sorted_and_printed(compiled_small: Compiled) -> None:
    book = workbook(compiled_small, "slj")
    sheet = page(book)
    assert book.active is sheet
    assert not [span for span in sheet.merged_cells.ranges if span.max_row >= HEAD]
    assert sheet.freeze_panes == "E5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.auto_filter.ref == f"A4:S{sheet.max_row}", "hidden columns are sorted with the rest"
    assert sheet.print_area == f"'{FILL_SHEET}'!$A$1:$Q${sheet.max_row}"


def test_cells_offer_what_can_be_filled_in(compiled_small: Compiled) -> None:
    sheet = page(workbook(compiled_small, "slj"))
    columns = {name: get_column_letter(number) for number, name in enumerate(names(sheet), 1)}
    rules = {
        (str(cell), rule.type): rule
        for rule in sheet.data_validations.dataValidation
        for stretch in rule.sqref.ranges
        for cell in (sheet.cell(*place).coordinate for place in stretch.cells)
    }
    kinds = {
        row: (sheet[f"{columns['类别']}{row}"].value, sheet[f"{columns['目标值']}{row}"].value)
        for row in range(HEAD + 1, sheet.max_row + 1)
    }
    for row, (kind, demand) in kinds.items():
        status = rules[f"{columns['状态']}{row}", "list"]
        assert status.formula1 == '"未启动,推进中,已完成,滞后,不适用"'
        assert status.errorStyle in (None, "stop")
        assert (f"{columns['完成日期']}{row}", "date") in rules
        actual = f"{columns['实际值']}{row}"
        assert ((actual, "decimal") in rules) == (kind == "指标" and demand != "全覆盖")
        assert ((actual, "list") in rules) == (kind == "指标" and demand == "全覆盖")
        percent = str(demand).endswith("%") or "%" in str(demand)
        assert (sheet[actual].number_format == "0.0#%") == percent
        assert sheet[f"{columns['联系电话']}{row}"].number_format == "@"
    assert len({kind for kind, _ in kinds.values()}) == 4
    coloured = {
        rule.formula[0].partition("=")[2] for each in sheet.conditional_formatting for rule in each.rules
    }
    assert coloured == {'"推进中"', '"已完成"', '"滞后"', '"不适用"'}


def test_the_only_formula_is_ours(compiled_small: Compiled) -> None:
    sheet = page(workbook(compiled_small, "slj"))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    [place] = [place for place, cell in enumerate(cells) if cell.data_type == "f"]
    assert cells[place - 1].value == "完成率"


def test_columns_have_one_home(compiled_small: Compiled) -> None:
    book = workbook(compiled_small, "slj")
    filled = {*REPORTED, *CONTACTS}
    assert filled <= set(names(page(book)))
    for sheet in book.worksheets:
        if sheet.title != FILL_SHEET:
            assert not filled & {cell.value for row in sheet.iter_rows() for cell in row}, sheet.title


def test_what_the_unit_reported_last_stands_in_its_sheet(small_files: Files) -> None:
    rate = {"about": "target", "quote": "供水普及率达到95%以上", "measure": "%"}
    whole = {"about": "target", "quote": "实现排查全覆盖"}
    files = reported(
        small_files,
        "2023-06-30",
        "县水利局",
        entry(
            "1", "in_progress", progress="两座水厂均已开工。", problems="=1+1", evidence=["a.pdf", "b.pdf"]
        ),
        entry("1", **rate, actual=93.5),
        entry("2.1", "completed", completed="2023-05-31"),
        entry("2.1", **whole, whole=True),
    )
    files = reported(files, "2023-05-31", "县水利局", entry("1", "not_started"))
    files = reported(files, "2023-06-30", "县财政局", entry("1", "delayed"))
    files = decided(
        files,
        {"task": "1", "what": "extended", "about": "deadline", "quote": "2023年底前", "day": "2023-06-01"}
        | {"due": "2024-03-31"},
    )
    sheet = page(workbook(compiled(files), "slj"))
    rows = [dict(zip(names(sheet), row, strict=True)) for row in sheet.iter_rows(min_row=5, values_only=True)]
    by_key = {(row["序号"], row["事项"]): row for row in rows}
    task = by_key[1, "保障农村供水"]
    filled = [task[name] for name in ("状态", "进展情况", "存在问题", "下步措施", "佐证", "责任人")]
    assert filled == ["推进中", "两座水厂均已开工。", "=1+1", None, "a.pdf\nb.pdf", None]
    assert by_key[1, "供水普及率"]["实际值"] == 0.935
    assert by_key["2（1）", "摸清底数……"]["完成日期"] == datetime.datetime(2023, 5, 31)
    [survey] = [row for row in rows if row["目标值"] == "全覆盖"]
    assert survey["实际值"] == "已做到"
    [due] = [row for row in rows if row["类别"] == "时限" and "2023年" in str(row["完成时限"])]
    assert due["完成时限"] == "2023年底前（延至2024年3月31日）"
    assert "上次（2023年6月30日）报送" in str(sheet["A3"].value)
    assert "上次" not in str(page(workbook(compiled(small_files), "slj"))["A3"].value)


def test_a_command_writes_the_reporting_day_and_nothing_takes_another_for_one(tmp_path: Path) -> None:
    done = run("export", "xlsx", "--tasks", str(SMALL), "-o", str(tmp_path), "--day", "2023-06-30")
    assert done.exit_code == 0, done.output
    book = openpyxl.load_workbook(tmp_path / "各单位" / "县水利局任务台账.xlsx")
    assert reporting_day(page(book)) == datetime.datetime(2023, 6, 30)
    assert run("export", "xlsx", "--tasks", str(SMALL), "-o", str(tmp_path), "--day", "6月").exit_code != 0
    assert (
        run("export", "csv", "--tasks", str(SMALL), "-o", str(tmp_path), "--day", "2023-06-30").exit_code != 0
    )
