"""The sheet 任务矩阵 of a policy's workbook: tasks down, units across; every task links to its line in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from responsibility.model import MARK_SPECS, ItemId, Mark
from responsibility.outputs.flat_table import like_formula
from responsibility.outputs.xlsx_writer import A3, TALLEST, Book, row_height
from responsibility.views.matrix import MatrixRow, MatrixView

SHEET = "任务矩阵"
_BODY = {"text_wrap": True, "valign": "vcenter", "border": 1}


@dataclass(frozen=True)
class MatrixLine:
    """A row: a task, or a part of one."""

    label: str
    title: str
    lines: tuple[ItemId, ...]
    """Whose line in the ledger it leads to: the first of these that has one."""
    marks: tuple[Mark | None, ...]
    """Column by column."""


@dataclass(frozen=True)
class MatrixSheet:
    """What stands in the sheet."""

    title: str
    """The ledger's."""
    footer: str
    kinds: tuple[tuple[str, tuple[str, ...]], ...]
    """The names of the units, the columns, by kind."""
    chapters: tuple[tuple[str, tuple[MatrixLine, ...]], ...]
    totals: tuple[tuple[Mark, tuple[int, ...]], ...]
    """For each mark, column by column, the number of tasks that have it."""


def matrix_content(matrix: MatrixView, title: str, footer: str) -> MatrixSheet:
    """What the sheet of a matrix shows."""
    units = [unit.name for unit in matrix.units]
    return MatrixSheet(
        title,
        footer,
        tuple(
            (kind.name, tuple(unit.short or unit.name for unit in group)) for kind, group in matrix.columns
        ),
        tuple(
            (chapter.label + chapter.title, tuple(_line(row, units) for row in rows))
            for chapter, rows in matrix.chapters
        ),
        tuple((mark, tuple(counts.get(name, 0) for name in units)) for mark, counts in matrix.totals.items()),
    )


def _line(row: MatrixRow, units: list[str]) -> MatrixLine:
    task = row.task
    marks = tuple(row.marks.get(name) for name in units)
    return MatrixLine(task.ref.label + row.label, task.ref.title, (row.item, task.items[0].id), marks)


def matrix_sheet(book: Book, matrix: MatrixSheet, ledger: str, ledger_rows: Mapping[ItemId, int]) -> None:
    """Write the sheet; ``ledger`` is the name of that of the ledger, where each line has its row."""
    sheet = book.sheet(SHEET, A3, matrix.footer, f"{matrix.title}　{SHEET}")
    units = [name for _, names in matrix.kinds for name in names]
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, 1 + len(units), 4)
    sheet.set_row(1, min(TALLEST, 15 + 14 * max(map(len, units), default=0)))
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(0, 1)
    _head(book, sheet, matrix)
    row = 2
    for heading, lines in matrix.chapters:
        look = {"bold": True, "border": 1, "bg_color": "#EDEDED"}
        book.across(sheet, row, 1 + len(units), heading, **look)
        for number, line in enumerate(lines, row + 1):
            at = next((ledger_rows[item] for item in line.lines if item in ledger_rows), 0)
            _write_line(book, sheet, number, line, f"internal:'{ledger}'!A{at + 1}")
        row += 1 + len(lines)
    for mark, counts in matrix.totals:
        book.text(sheet, row, 1, f"{MARK_SPECS[mark].sign} {MARK_SPECS[mark].name}（任务数）", **_BODY)
        for column, count in enumerate(counts, 2):
            sheet.write_number(row, column, count, book.look(**_BODY))
        row += 1


def _head(book: Book, sheet: Worksheet, matrix: MatrixSheet) -> None:
    centred = {**_BODY, "align": "center", "bold": True, "bg_color": "#DCE6F1"}
    for column, name in enumerate(("序号", "任务")):
        sheet.merge_range(0, column, 1, column, "", book.look(**centred))
        book.text(sheet, 0, column, name, **centred)
    column = 2
    for kind, names in matrix.kinds:
        if len(names) > 1:
            sheet.merge_range(0, column, 0, column + len(names) - 1, "", book.look(**centred))
        book.text(sheet, 0, column, kind, **centred)
        for name in names:
            book.text(sheet, 1, column, name, **_BODY, rotation=270, align="center")
            column += 1


def _write_line(book: Book, sheet: Worksheet, number: int, line: MatrixLine, address: str) -> None:
    book.label(sheet, number, 0, line.label, **_BODY)
    link = book.look(**_BODY, font_color="#0563C1", underline=1, quote_prefix=like_formula(line.title))
    sheet.set_row(number, row_height([line.title], [32]))
    sheet.write_url(number, 1, address, link, string=line.title)
    for column, mark in enumerate(line.marks, 2):
        book.text(sheet, number, column, MARK_SPECS[mark].sign if mark else "", **_BODY, align="center")
