"""Excel files as they are read: cells as they are shown."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest

from responsibility.importing.readers.detect import Unreadable, read

from .test_reading import packed, saved, tables


def test_an_excel_file() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "任务"
    sheet.append(["序号", "时限", None, "比例"])
    sheet.append([1, dt.date(2021, 8, 17), 5.459, 0.7])
    sheet["D2"].number_format = "0%"
    sheet.append([2.0, dt.datetime(2021, 8, 17, 9, 30), 0.1 + 0.2, True])
    sheet.append(["并", None, "  文\u200b字 ", dt.time(8, 5)])
    sheet["A5"] = dt.date(2022, 6, 1)
    sheet["A5"].number_format = 'yyyy"年"m"月"'
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A4:B4")
    made.create_sheet("空")
    made.create_sheet("隐")["A1"] = "x"
    made["隐"].sheet_state = "hidden"
    document = read("台账.xlsx", saved(made))
    assert document.form == "Excel 工作簿"
    assert tables(document) == [
        (
            ("序号", "时限", "时限", "比例"),
            ("1", "2021-08-17", "5.459", "70%"),
            ("2", "2021-08-17 09:30", "0.3", "TRUE"),
            ("并", "并", "文字", "08:05"),
            ("2022-06", "", "", ""),
        ),
        (("x",),),
    ]
    assert [block.where for block in document.blocks] == ["工作表“任务”", "工作表“隐”"]
    assert len(document.odd) == 2


BUILT_IN_FORMATS = {
    "2022-06": (17, 27, 36, 50, 52, 57),
    "2022-06-01": (14, 15, 16, 28, 29, 30, 31, 51, 53, 54, 58),
    "2022-06-01 09:00": (22,),
    "09:00": (18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56),
    "4471337.5%": (9, 10),
    "44713.375": (0, 1, 2, 3, 4, 11, 12, 13, 37, 38, 39, 40, 48, 49),
}
"""How a cell of the moment 2022-06-01 9:00 is read, by the built-in format (ECMA-376-1, 18.8.30, zh-cn)."""


@pytest.mark.parametrize(
    ("number", "shown"),
    [(number, shown) for shown, numbers in BUILT_IN_FORMATS.items() for number in numbers],
)
def test_built_in_formats(number: int, shown: str) -> None:
    """They stand in a file by their number alone; openpyxl writes none of the Chinese ones."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = 44713.375
    sheet["A1"].number_format = "0.000"
    with zipfile.ZipFile(io.BytesIO(saved(made))) as file:
        parts: dict[str, bytes | str] = {name: file.read(name) for name in file.namelist()}
    styles = file_text(parts["xl/styles.xml"])
    assert '<xf numFmtId="164"' in styles
    parts["xl/styles.xml"] = styles.replace('<xf numFmtId="164"', f'<xf numFmtId="{number}"')
    assert tables(read("x.xlsx", packed(parts))) == [((shown,),)]


def file_text(content: bytes | str) -> str:
    return content if isinstance(content, str) else content.decode()


def test_a_sheet_with_a_cell_far_away_and_all_merged() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = "近", "远"
    content = saved(made)
    assert tables(read("x.xlsx", content)) == [(("近", ""), ("", "远"))]
    parts = {}
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    name = "xl/worksheets/sheet1.xml"
    merged = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    with pytest.raises(Unreadable, match="格"):
        read("x.xlsx", packed({**parts, name: parts[name].replace(b"</sheetData>", merged)}))


def test_an_empty_excel_file() -> None:
    with pytest.raises(Unreadable, match="没有内容"):
        read("x.xlsx", saved(openpyxl.Workbook()))
