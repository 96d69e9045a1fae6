"""Excel files as they are read: cells as they are shown."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

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
            ("2", "2021-08-17 9:30:00", "0.3", "TRUE"),
            ("并", "并", "文字", "8:05:00"),
            ("2022年6月", "", "", ""),
        ),
    ]
    assert [block.where for block in document.blocks] == ["工作表“任务”"]
    assert document.odd == ("删去零宽字符 1 个",)
    assert document.unread == ("隐藏的工作表 1 处没有读入：工作表“隐”",)


BUILT_IN_FORMATS = {
    "2022年6月": (17, 27, 36, 50, 52, 57),
    "2022年6月1日": (14, 15, 31),
    "6月1日": (16, 28, 29, 30, 51, 53, 54, 58),
    "2022年6月1日 9:00": (22,),
    "9:00": (18, 20, 45),
    "9:00:00": (19, 21, 46, 47),
    "9时00分": (32, 34, 55),
    "9时00分00秒": (33, 35, 56),
    "4471338%": (9,),
    "4471337.50%": (10,),
    "44713": (1,),
    "44713.38": (2,),
    "44,713": (3, 37, 38),
    "44,713.38": (4, 39, 40),
    "44713.375": (0, 11, 12, 13, 48, 49),
}
"""What a cell of the moment 2022-06-01 9:00 shows, by the built-in format (ECMA-376-1, 18.8.30, zh-cn)."""


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


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        (2, '0"座"', "2座"),
        (1.5, '0.0"公里"', "1.5公里"),
        (1234567, '#,##0"元"', "1,234,567元"),
        (7, '"SL-"00', "SL-07"),
        (1.1, "0.0", "1.1"),
        (0.955, "0.0%", "95.5%"),
        (-3, '0;"减少"0', "减少3"),
        (0, '0;-0;"无"', "无"),
        (5, "[红色]0_ ", "5"),
        (8, r"\第0\项", "第8项"),
        (6, 'General"个"', "6个"),
        (44713, 'yyyy"年"m"月底前"', "2022年6月底前"),
        (44713.5, "yyyy-mm-dd hh:mm", "2022-06-01 12:00"),
        (44713, "yyyy-mm-dd h:mm:ss", "2022-06-01"),
        (44713, 'yyyy"年"m"月"d"日" h:mm', "2022年6月1日"),
        (0, "h:mm", "0:00"),
        (44713, "[$-804]yyyy/m/d;@", "2022/6/1"),
        (9, "0.00E+00", "9"),
    ],
)
def test_numbers_stand_as_their_format_shows_them(number: float, code: str, words: str) -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"] = number
    sheet["A1"].number_format = code
    assert tables(read("x.xlsx", saved(made))) == [((words,),)]


def test_what_is_hidden_or_struck_is_left_out_and_told() -> None:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "表"
    sheet.append(["序号", "任务", "内部"])
    sheet.append([1, "修桥", "甲"])
    sheet.append([2, "修路", "乙"])
    sheet.append([3, "修渠", "丙"])
    sheet["A5"] = CellRichText("留", TextBlock(InlineFont(strike=True), "删"))
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True
    for cell in sheet[4]:
        cell.font = Font(strike=True)
    sheet["B2"].comment = Comment("再核", "某人")
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = "县里的表"
    document = read("x.xlsx", saved(made))
    assert tables(document) == [(("序号", "任务"), ("1", "修桥"), ("", ""), ("留", ""))]
    assert document.unread == (
        "删除线的文字 2 处没有读入：工作表“表”第4行“3 修渠 丙”；工作表“表”第5行“删”",
        "隐藏的列 1 处没有读入：工作表“表”第3列“内部 甲”",
        "隐藏的行 1 处没有读入：工作表“表”第3行“2 修路 乙”",
        "批注 1 处没有读入：工作表“表”B2格“再核”",
        "页眉、页脚的文字 1 处没有读入：工作表“表”“县里的表”",
    )


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
