"""Cells of Excel files with their values: what a number is shown as, what a formula gave, what is hidden, merged, struck or remarked."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from responsibility.importing.readers.base import NeedsOffice, Unreadable
from responsibility.importing.readers.detect import FAULTS
from responsibility.importing.readers.workbook import EMPTY, Cell, Workbook, opened
from responsibility.importing.readers.xlsx_parts import At

from .test_reading import saved


def sheet_of(made: openpyxl.Workbook) -> Worksheet:
    sheet = made.active
    assert isinstance(sheet, Worksheet)
    return sheet


def read(made: openpyxl.Workbook) -> Workbook:
    return opened("x.xlsx", saved(made))


def cell_with(value: object, code: str | None = None) -> Cell:
    made = openpyxl.Workbook()
    cell = sheet_of(made)["B3"]
    cell.value = value
    if code:
        cell.number_format = code
    return read(made).sheets[0].cells.get(At(3, 2), EMPTY)


@pytest.mark.parametrize(
    ("value", "code", "cell"),
    [
        ("  推进中\r\n顺利 ", None, Cell("推进中\n顺利", "推进中\n顺利")),
        (0.1 + 0.2, None, Cell("0.3", Decimal("0.3"))),
        (1200, "#,##0", Cell("1,200", Decimal(1200))),
        (0.935, "0.0%", Cell("93.5%", Decimal("0.935"), percent=True)),
        (7, '0"%"', Cell("7%", Decimal(7))),
        (dt.date(2022, 6, 30), None, Cell("2022-06-30", dt.date(2022, 6, 30))),
        (dt.datetime(2022, 6, 30, 9, 15), "yyyy-mm-dd h:mm", Cell("2022-06-30 9:15", dt.date(2022, 6, 30))),
        (dt.date(2022, 6, 30), 'm"月"d"日"', Cell("6月30日", dt.date(2022, 6, 30))),
        (44742, None, Cell("44742", Decimal(44742))),
        (0.5, "h:mm", Cell("12:00", Decimal("0.5"))),
        (True, None, Cell("是", "是")),
        ("#REF!", None, Cell("", "", fault="公式算出的是错误 #REF!")),
        ("=1+1", None, Cell("", "", fault="公式没有算出结果")),
        ("", None, EMPTY),
    ],
)
def test_a_cell_has_what_it_holds_and_what_it_shows(value: object, code: str | None, cell: Cell) -> None:
    assert cell_with(value, code) == cell


def test_days_are_counted_as_the_file_counts_them() -> None:
    made = openpyxl.Workbook()
    made.epoch = dt.datetime(1904, 1, 1)
    sheet_of(made)["A1"] = dt.date(2022, 6, 30)
    assert read(made).sheets[0].cells[At(1, 1)].value == dt.date(2022, 6, 30)


def test_what_is_struck_is_no_text_and_is_told() -> None:
    made = openpyxl.Workbook()
    sheet = sheet_of(made)
    sheet["A1"] = CellRichText("留", TextBlock(InlineFont(strike=True), "删"))
    sheet["A2"], sheet["A3"] = "全删", 12
    sheet["A2"].font = sheet["A3"].font = Font(strike=True)
    cells = read(made).sheets[0].cells
    assert cells[At(1, 1)] == Cell("留", "留", fault="划掉的字“删”")
    assert cells[At(2, 1)] == Cell("", "", fault="划掉的字“全删”")
    assert cells[At(3, 1)] == Cell("", "", fault="划掉的“12”")


def test_all_sheets_and_rows_are_there_hidden_or_not() -> None:
    made = openpyxl.Workbook()
    sheet = sheet_of(made)
    sheet.append(["甲", "乙"])
    sheet.append(["丙", "丁"])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    made.create_sheet("标识")["A1"] = "x"
    made["标识"].sheet_state = "veryHidden"
    made.create_chartsheet("图")
    first, marks, chart = read(made).sheets
    assert [cell.text for cell in first.cells.values()] == ["甲", "乙", "丙", "丁"]
    assert (marks.name, marks.hidden, marks.cells[At(1, 1)].text) == ("标识", True, "x")
    assert chart.cells == {}


def test_merged_cells_and_comments() -> None:
    made = openpyxl.Workbook()
    sheet = sheet_of(made)
    for row in range(1, 6):
        sheet.cell(row, 1).value = row
    sheet["B2"], sheet["A1"] = "三行", "标题"
    sheet.merge_cells("B2:B4")
    sheet.merge_cells("A1:C1")
    sheet["B2"].comment = Comment("同上", "某人")
    read_sheet = read(made).sheets[0]
    assert read_sheet.covered == {At(3, 2): At(2, 2), At(4, 2): At(2, 2)}
    assert read_sheet.across == {1}
    assert read_sheet.comments() == [("B2", "同上")]


@pytest.mark.parametrize("text", ["_x000D_", "_x0041_", "a_x000d_\nb", "=1+1", "\t", "𠮷", "a\x0bb"])
def test_signs_that_a_file_writes_in_other_ways_are_read_as_they_were(text: str) -> None:
    assert opened("x.xlsx", saved_with(text)).sheets[0].cells.get(At(1, 1), EMPTY).text == {
        "a_x000d_\nb": "a_x000d_\nb",
        "\t": "",
        "a\x0bb": "a\nb",
    }.get(text, text)


def saved_with(text: str) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, text)
    return file.getvalue()


@given(st.integers(1, 10**6), st.integers(1, 16_000))
def test_references_of_cells_come_back(row: int, column: int) -> None:
    assert At.parse(At(row, column).reference) == At(row, column)


def test_what_is_no_excel_file_is_refused() -> None:
    with pytest.raises(NeedsOffice, match=r"\.xlsx"):
        opened("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"))
    for name, content in [
        ("x.txt", b"abc"),
        ("x.xlsx", b"PK\x03\x04broken"),
        ("x.rtf", b"{\\rtf1}"),
        ("x", b""),
    ]:
        with pytest.raises(Unreadable):
            opened(name, content)
    with pytest.raises(Unreadable, match="加了密码"):
        opened("x.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))


BOOK = saved_with("甲")


@given(st.data())
def test_a_spoiled_file_raises_nothing_unforeseen(data: st.DataObject) -> None:
    content = bytearray(BOOK)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        for sheet in opened("x.xlsx", bytes(content)).sheets:
            assert sheet.cells is not None
            assert sheet.covered is not None
    except (Unreadable, *FAULTS):
        pass
