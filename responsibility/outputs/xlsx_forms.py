"""What the Excel sheets that people fill in have in common: drop-downs, kinds of cells, colours, what they carry hidden."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from responsibility.model.progress import STATUS_SPECS, StatusKey
from responsibility.outputs.flat_table import Percent
from responsibility.outputs.xlsx_writer import Book
from responsibility.progress.ledger_marks import MARKS_SHEET, LedgerMarks, to_rows

SHOWN = {"text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#F2F2F2"}
"""The look of a cell that people leave as it is."""
FILLED = {"text_wrap": True, "valign": "vcenter", "border": 1}
"""The look of one that they fill in."""
TEXT = "@"
"""The format of cells for words: 1-2 stays 1-2 and becomes no date, a telephone number keeps its zero."""
DAY = "yyyy-m-d"
_PERCENT = "0.0#%"
_STATUS_COLOURS: dict[StatusKey, str] = {
    "in_progress": "#FFF2CC",
    "completed": "#E2EFDA",
    "delayed": "#F8CBAD",
    "not_applicable": "#D9D9D9",
}
_FIRST_DAY, _LAST_DAY = datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)


@dataclass(frozen=True)
class Cells:
    """The cells of a column that are filled in: those in ``rows``."""

    sheet: Worksheet
    column: int
    rows: Sequence[int]

    def choose(self, words: Sequence[str], title: str, strict: bool = True) -> None:
        """Offer those words; with ``strict`` no others can be typed."""
        self._rule(
            validate="list",
            source=list(words),
            error_type="stop" if strict else "warning",
            error_title=title,
            error_message=f"请从下拉中选：{'、'.join(words)}。",
        )

    def day(self, title: str) -> None:
        """Ask where what is typed is no date."""
        self._rule(
            validate="date",
            criteria="between",
            minimum=_FIRST_DAY,
            maximum=_LAST_DAY,
            error_type="warning",
            error_title=title,
            error_message="请填日期，写到日，如 2022-6-30。",
        )

    def number(self, title: str) -> None:
        """Ask where what is typed is no number."""
        self._rule(
            validate="decimal",
            criteria=">=",
            value=-1e12,
            error_type="warning",
            error_title=title,
            error_message="请只填数，单位已写在旁边；百分数填 93.5% 的样子。说明写在“进展情况”里。",
        )

    def _rule(self, **rule: object) -> None:
        starts = [row for row in self.rows if row - 1 not in self.rows]
        ends = [row for row in self.rows if row + 1 not in self.rows]
        stretches = [[start, self.column, end, self.column] for start, end in zip(starts, ends, strict=True)]
        if stretches:
            self.sheet.data_validation(*stretches[0], {**rule, "other_cells": stretches[1:]})


def write_day(
    book: Book,
    sheet: Worksheet,
    row: int,
    column: int,
    day: datetime.date | None,
    cell: Mapping[str, object] = FILLED,
) -> None:
    """A cell of that look for a day, with ``day`` in it or empty."""
    look = book.look(**cell, align="center", num_format=DAY)
    if day:
        sheet.write_datetime(row, column, day, look)
    else:
        sheet.write_blank(row, column, None, look)


def write_number(
    book: Book,
    sheet: Worksheet,
    row: int,
    column: int,
    number: Decimal | None,
    percent: bool,
    cell: Mapping[str, object] = FILLED,
) -> None:
    """A cell of that look for a number, with ``number`` in it or empty; of per cent, 93.5 is shown as 93.5%."""
    look = book.look(**cell, **({"num_format": _PERCENT} if percent else {}))
    if number is None:
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write_number(row, column, float(Percent(number) / 100 if percent else number), look)


def colour_by_status(book: Book, sheet: Worksheet, first: int, last: int, columns: int, status: int) -> None:
    """Colour the rows ``first`` … ``last`` by what stands in the column ``status``."""
    for key, colour in _STATUS_COLOURS.items():
        rule = {
            "type": "formula",
            "criteria": f'=${xl_col_to_name(status)}{first + 1}="{STATUS_SPECS[key].name}"',
            "format": book.look(bg_color=colour),
        }
        sheet.conditional_format(first, 0, last, columns - 1, rule)


def hide_column(
    book: Book, sheet: Worksheet, column: int, head_row: int, head: str, cells: Mapping[int, str]
) -> None:
    """A hidden column: its head, and by row what stands in it."""
    sheet.set_column(column, column, None, None, {"hidden": True})
    book.text(sheet, head_row, column, head)
    for row, text in cells.items():
        book.text(sheet, row, column, text, num_format=TEXT)


def marks_sheet(book: Book, marks: LedgerMarks) -> None:
    """The sheet, hidden also from the menu, that says whose ledger it is."""
    sheet = book.sheet(MARKS_SHEET, 9)
    sheet.very_hidden()
    for number, row in enumerate(to_rows(marks)):
        for column, text in enumerate(row):
            book.text(sheet, number, column, text, num_format=TEXT)
