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

from responsibility.model.dates import PartialDate
from responsibility.outputs.flat_table import FOR_PROGRAMS, Cell, Percent, Table, Type, like_formula
from responsibility.outputs.wrapping import ems, fitted_widths, line_count

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
ROOM = {A3: 224, A4: 155}
"""How wide the columns of a sheet are together at most, so that 10 point text prints at 9 points or more."""
_BUTTON = 2
"""The room that the button of a filter takes beside the name of a column."""
_WIDEST_HEAD = 5
"""How many characters of a column's name stand on a line."""
_FOLDED = 12
"""The width of a column that is folded away, once it is opened."""
_DATES: dict[Type, float] = {"start": 15, "end": 15}
"""The widths of columns of dates; those of others follow from what stands in them."""
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

    def sheet(self, name: str, paper: int, footer: str = "", header: str = "") -> Worksheet:
        """A new sheet, to be printed landscape and one page wide, ``header`` above every page."""
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.set_footer(f"&L{_margin(footer)}&C第&P页 共&N页")
        if header:
            sheet.set_header(f"&C{_margin(header)}")
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
        self,
        name: str,
        table: Table,
        paper: int,
        footer: str = "",
        without: Sequence[str] = (),
        title: str = "",
    ) -> None:
        """A sheet of a table: frozen header, filters, ``title`` and ``name`` above every printed page.

        Columns named in ``without`` are left out; those that are for programs and for sorting are
        folded away, and open with the sign above them.
        """
        sheet = self.sheet(name, paper, footer, f"{title}　{name}" if title else name)
        kept = [index for index, (column, _) in enumerate(table.columns) if column not in without]
        columns = [table.columns[index] for index in kept]
        self.head(sheet, 0, [column for column, _ in columns])
        shown = [index for index in range(len(columns)) if columns[index][0] not in FOR_PROGRAMS]
        rows = [[_shown(row[index]) for index in kept] for row in table.rows]
        texts = [[row[index] for index in shown] for row in rows]
        widths = _widths([columns[index] for index in shown], texts, ROOM[paper])
        _set_columns(sheet, len(columns), dict(zip(shown, widths, strict=True)))
        for number, row in enumerate(table.rows, 1):
            sheet.set_row(number, row_height(texts[number - 1], widths))
            for index, column in enumerate(kept):
                self._cell(sheet, number, index, row[column], columns[index])
        sheet.freeze_panes(1, 0)
        if table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(columns) - 1)

    def _cell(self, sheet: Worksheet, row: int, column: int, cell: Cell, of: tuple[str, Type]) -> None:
        """A number as a number, a date as a date shown as exactly as the document has it; a half-year or a third of a month in words."""
        name, type_ = of
        if isinstance(cell, bool):
            self.text(sheet, row, column, "是" if cell else "", **_CELL)
        elif isinstance(cell, PartialDate) and (cell.year < _FIRST_YEAR or cell.named):
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


def _margin(text: str) -> str:
    """A text for the head or foot of a page; a & would begin a field, even one cut in two."""
    return text.replace("&", "＆")[:_LONGEST_FOOTER]


def _shown(cell: Cell) -> str:
    return cell.chinese if isinstance(cell, PartialDate) else "" if cell is None else str(cell)


def _widths(columns: Sequence[tuple[str, Type]], rows: Sequence[Sequence[str]], room: float) -> list[float]:
    """As wide as the words of each column are, where there is room for them, else such that the rows are short."""
    heads = [min(ems(name), _WIDEST_HEAD) * CHARACTER + _BUTTON for name, _ in columns]
    least = [_DATES.get(type_, head) for head, (_, type_) in zip(heads, columns, strict=True)]
    longest = [max((_longest(row[index]) for row in rows), default=0) for index in range(len(columns))]
    wanted = [max(*pair) for pair in zip(least, longest, strict=True)]
    if sum(wanted) <= room:
        return wanted
    least[0] = wanted[0]  # the number of a task stays on one line
    return fitted_widths(rows, least, room, CHARACTER)


def _longest(text: str) -> float:
    """The width in which no line of ``text`` is wrapped."""
    return (max(map(ems, text.split("\n"))) + 1) * CHARACTER


def _set_columns(sheet: Worksheet, count: int, shown: dict[int, float]) -> None:
    """Set the widths of the columns in ``shown``, and fold the others away."""
    for index in range(count):
        folded = {"level": 1, "hidden": True} if index not in shown else {}
        behind = {"collapsed": True} if index in shown and index - 1 not in shown and index else {}
        sheet.set_column(index, index, shown.get(index, _FOLDED), None, {**folded, **behind})


def row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """The height in points of a row of wrapped 10 point texts in columns of those widths (Excel's units)."""
    cells = zip(texts, widths, strict=True)
    lines = max((line_count(text, width - 2 / 7, CHARACTER) for text, width in cells), default=1)
    return min(TALLEST, round(max(lines, 1) * _LINE + 5, 1))
