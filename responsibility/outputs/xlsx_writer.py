"""Excel workbooks as an office makes them, the same bytes for the same content.

No cell is ever a formula or taken for a link: texts are written as texts, and one
that begins like a formula carries Excel's own mark for “this is text”, so that it
stays one when somebody edits it.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from responsibility.model import ROLE_SPECS
from responsibility.model.dates import PartialDate
from responsibility.outputs.flat_table import Cell, Percent, Table, Type, like_formula
from responsibility.outputs.wrapping import line_count

FONT = {"font_name": "宋体", "font_charset": 134, "font_size": 10}
A3, A4 = 8, 9
_LINE = 14.5
"""Height of a line of 10 point Chinese text, in points; fonts differ, this has room for all."""
CHARACTER = 13.34 / 7
"""The width of a 10 point Chinese character, in Excel's units: 13.3 pixels, a unit being 7."""
TALLEST = 409
"""The tallest row that Excel allows, in points."""
_FIRST_YEAR = 1900
"""Excel has no dates before it."""
_LONGEST = 32_767
"""Characters that a cell may have in Excel."""
_CUT = "……（太长，全文见网站）"
_LONGEST_FOOTER = 200
"""Characters of ours in a footer; with the page numbers Excel allows 255."""
_WIDTHS = {"序号": 7, "部分": 6, "任务": 26, "原文": 40, "待明确事项": 70, "成员": 60, "指标": 24, "单位": 30}
_WIDTHS |= {
    "时限": 16,
    "报送": 22,
    "报送给": 18,
    "目标值": 20,
    "范围": 20,
    **{spec.name: spec.width for spec in ROLE_SPECS},
    "起": 13,
    "止": 13,
}
_NARROW = 10
_CELL = {"text_wrap": True, "valign": "vcenter", "border": 1}
_HEAD = {**_CELL, "bold": True, "align": "center", "bg_color": "#DCE6F1"}


class Book:
    """A workbook in the making."""

    def __init__(self, title: str, issued: datetime.date) -> None:
        """``issued`` stands as the day of making, so that it does not depend on the clock."""
        self._buffer = BytesIO()
        font = dict(FONT)  # the library writes into what it is given
        self._book = xlsxwriter.Workbook(self._buffer, {"in_memory": True, "default_format_properties": font})
        created = datetime.datetime.combine(issued, datetime.time())
        self._book.set_properties({"title": title, "created": created})
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def look(self, **properties: object) -> Format:
        """The format with those properties; the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format({**FONT, **properties})
        return self._formats[key]

    def sheet(self, name: str, paper: int, footer: str = "") -> Worksheet:
        """A new sheet, to be printed landscape and one page wide."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        left = footer.replace("&", "＆")[:_LONGEST_FOOTER]  # a & cut in two would begin a field
        sheet.set_footer(f"&L{left}&C第&P页 共&N页")
        return sheet

    def content(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._buffer.getvalue()

    def text(self, sheet: Worksheet, row: int, column: int, text: str, **look: object) -> None:
        """Write a text as text, whatever it begins with."""
        if len(text) > _LONGEST:
            text = text[: _LONGEST - len(_CUT)] + _CUT
        if like_formula(text):
            look = {**look, "quote_prefix": True}
        if text:
            sheet.write_string(row, column, text, self.look(**look))
        else:
            sheet.write_blank(row, column, None, self.look(**look))

    def across(self, sheet: Worksheet, row: int, last: int, text: str, **look: object) -> None:
        """Write a text across the columns 0 … ``last``, merged."""
        sheet.merge_range(row, 0, row, last, "", self.look(**look))
        self.text(sheet, row, 0, text, **look)

    def head(self, sheet: Worksheet, row: int, names: Sequence[str]) -> None:
        """Write a header row, to be repeated on every printed page."""
        for column, name in enumerate(names):
            self.text(sheet, row, column, name, **_HEAD)
        sheet.set_row(row, 30)
        sheet.repeat_rows(row)

    def flat(
        self, name: str, table: Table, paper: int, footer: str = "", without: Sequence[str] = ()
    ) -> None:
        """A sheet of a table as it is: frozen header, filters. Columns named in ``without`` are left out."""
        sheet = self.sheet(name, paper, footer)
        kept = [index for index, (column, _) in enumerate(table.columns) if column not in without]
        columns = [table.columns[index] for index in kept]
        self.head(sheet, 0, [column for column, _ in columns])
        widths = [_WIDTHS.get(column, _NARROW) for column, _ in columns]
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for number, row in enumerate(table.rows, 1):
            cells = [row[index] for index in kept]
            texts = [cell if isinstance(cell, str) else "" for cell in cells]
            sheet.set_row(number, row_height(texts, widths))
            for index, cell in enumerate(cells):
                self._cell(sheet, number, index, cell, columns[index])
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, of: tuple[str, Type]) -> None:
        """A number as a number, a date as a date shown as exactly as the document has it; a half-year in words."""
        name, type_ = of
        if isinstance(cell, bool):
            self.text(sheet, row, column, "是" if cell else "", **_CELL)
        elif isinstance(cell, PartialDate) and (cell.year < _FIRST_YEAR or cell.months > 1):
            self.text(sheet, row, column, cell.chinese, **_CELL)
        elif isinstance(cell, PartialDate):
            day = cell.first_day if type_ == "start" else cell.last_day
            shown = "yyyy年" + ("m月" if cell.month else "") + ("d日" if cell.day else "")
            sheet.write_datetime(row, column, day, self.look(**_CELL, num_format=shown))
        elif isinstance(cell, Percent):
            decimals = "0" if cell == cell.to_integral_value() else "0.0#"
            sheet.write_number(row, column, float(cell / 100), self.look(**_CELL, num_format=decimals + "%"))
        elif isinstance(cell, int | Decimal):
            sheet.write_number(row, column, float(cell), self.look(**_CELL))
        elif name == "序号":
            self.label(sheet, row, column, cell or "", **_CELL)
        else:
            self.text(sheet, row, column, cell or "", **_CELL)

    def label(self, sheet: Worksheet, row: int, column: int, label: str, **look: object) -> None:
        """Write the number of a task: as a number, where it is nothing but digits."""
        if label.isascii() and label.isdecimal():
            sheet.write_number(row, column, int(label), self.look(**look, align="center"))
        else:
            self.text(sheet, row, column, label, **look, align="center")


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height in points of a row of wrapped 10 point texts in columns of those widths (Excel's units)."""
    cells = zip(texts, widths, strict=True)
    lines = max((line_count(text, width - 2 / 7, CHARACTER) for text, width in cells), default=1)
    return min(TALLEST, round(max(lines, 1) * _LINE + 5, 1))
