"""The Excel files: the ledger of a whole plan with its other tables, and each unit's own workbook."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from responsibility.model import ROLE_NAMES, ItemId
from responsibility.outputs.drawing import Drawing
from responsibility.outputs.fact_tables import deadline_table, deliverable_table, target_table
from responsibility.outputs.flat_table import LEADERS, Table
from responsibility.outputs.ledger import Ledger, Line, policy_ledger, unit_ledger
from responsibility.outputs.report_table import report_table
from responsibility.outputs.tables import gap_table, load_table
from responsibility.outputs.wrapping import ems, fitted_widths
from responsibility.outputs.xlsx_fill_in import FillIn, fill_in, fill_in_sheet
from responsibility.outputs.xlsx_matrix import MatrixSheet, matrix_content, matrix_sheet
from responsibility.outputs.xlsx_writer import A3, A4, CHARACTER, ROOM, Book, row_height
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.units import UnitView

LEDGER_SHEET = "台账"
_NARROW_TABLES = ("待明确事项", "单位")
"""Sheets that upright paper has room for."""
_REMARKS = "备注"
_LEAST = {"任务": 12.0, "原文": 30.0}
_NUMBER, _NARROW = 7.0, 10.0
"""How narrow the column of numbers and the others can be."""
_BODY = {"text_wrap": True, "valign": "vcenter", "border": 1}
_FIRST = 3
"""The row of the first heading: title, source and header stand above it."""


@dataclass(frozen=True)
class PolicyBook(Drawing):
    """台账, 任务矩阵, 时限, 指标, 成果, 报送 where there are any, 待明确事项, 单位 of a policy as one workbook."""

    ledger: Ledger
    number: str
    day: datetime.date
    """The document's, which stands as that of making."""
    matrix: MatrixSheet
    tables: tuple[tuple[str, Table], ...]
    """With the names of their sheets."""

    def drawn(self) -> bytes:
        """The workbook."""
        book = Book(self.ledger.title, self.day)
        rows = _ledger(book, self.ledger)
        matrix_sheet(book, self.matrix, LEDGER_SHEET, rows)
        for name, table in self.tables:
            paper = A4 if name in _NARROW_TABLES else A3
            book.flat(name, table, paper, self.number, ["文件"], self.ledger.title)
        return book.content()


def policy_book(site: SiteView, policy: PolicyView) -> PolicyBook:
    """What stands in the workbook of a policy."""
    ledger, facts = policy_ledger(policy), policy.record.metadata
    reports = (("报送", report_table(policy.reports)),) if policy.reports else ()
    return PolicyBook(
        ledger,
        facts.name,
        facts.file_date,
        matrix_content(policy.matrix, ledger.title, facts.name),
        (
            ("时限", deadline_table(site, policy.deadlines)),
            ("指标", target_table(site, policy.targets)),
            ("成果", deliverable_table(site, policy.deliverables)),
            *reports,
            ("待明确事项", gap_table(policy)),
            ("单位", load_table(policy)),
        ),
    )


@dataclass(frozen=True)
class UnitBook(Drawing):
    """What a unit fills in; its obligations as a ledger, and their deadlines, targets and deliverables, and its reports."""

    ledger: Ledger
    day: datetime.date
    """The newest document's, which stands as that of making."""
    several: bool
    """Whether the site has several documents."""
    fill_in: FillIn | None
    """None for a collective, which reports nothing itself."""
    tables: tuple[tuple[str, Table], ...]
    """With the names of their sheets."""

    def drawn(self) -> bytes:
        """The workbook."""
        book = Book(self.ledger.title, self.day)
        if self.fill_in:
            fill_in_sheet(book, self.fill_in)
        _ledger(book, self.ledger)
        without = [] if self.several else ["文件"]
        for name, table in self.tables:
            if table.rows:
                book.flat(name, table, A4, self.ledger.source, without, self.ledger.title)
        return book.content()


def unit_book(site: SiteView, view: UnitView) -> UnitBook:
    """What stands in the workbook of a unit."""
    ledger = unit_ledger(view, site.policies)
    return UnitBook(
        ledger,
        max(policy.record.metadata.file_date for policy in site.policies),
        len(site.policies) > 1,
        None if view.unit.collective else fill_in(site, view, ledger.source),
        (
            ("时限", deadline_table(site, view.deadlines)),
            ("指标", target_table(site, view.targets)),
            ("成果", deliverable_table(site, view.deliverables)),
            ("报送", report_table(view.reports)),
        ),
    )


# ---------------------------------------------------------------- the ledger


def _ledger(book: Book, ledger: Ledger) -> dict[ItemId, int]:
    """Write the ledger's sheet, on A3; returns the row of every item's line."""
    sheet = book.sheet(LEDGER_SHEET, A3, ledger.source)
    columns = _columns(ledger)
    widths = list(columns.values())
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    last = len(columns) - 1
    sheet.set_row(0, 36)
    book.across(sheet, 0, last, ledger.title, bold=True, font_size=18, align="center", valign="vcenter")
    book.across(sheet, 1, last, ledger.source, align="center", valign="vcenter")
    book.head(sheet, 2, list(columns))
    sheet.freeze_panes(_FIRST, 2)
    rows: dict[ItemId, int] = {}
    row = _FIRST
    for note in ledger.notes:
        _paragraph(book, sheet, row, note, widths)
        row += 1
    for group in ledger.groups:
        look = {"bg_color": "#EDEDED"} if group.level == 1 else {}
        book.across(sheet, row, last, group.heading, bold=True, border=1, valign="vcenter", **look)
        sheet.set_row(row, 21)
        row += 1
        if group.instruction:
            _paragraph(book, sheet, row, group.instruction, widths)
            row += 1
        for line in group.lines:
            _line(book, sheet, row, line, widths, ledger)
            rows[line.item] = row
            row += 1
    if rows:
        sheet.autofilter(_FIRST - 1, 0, row - 1, last)
    return rows


def _paragraph(book: Book, sheet: Worksheet, row: int, text: str, widths: list[float]) -> None:
    """Write a text across all columns, which have these widths."""
    book.across(sheet, row, len(widths) - 1, text, text_wrap=True, border=1, valign="vcenter")
    sheet.set_row(row, row_height([text], [sum(widths)]))


def _columns(ledger: Ledger) -> dict[str, float]:
    """The ledger's columns with widths that its words fit best and that leave 9 point text on the paper."""
    names = ["序号", "任务", "原文", *(ROLE_NAMES[role] for role in ledger.roles)]
    names += [LEADERS] * ledger.has_leaders + ["完成时限", "目标指标", "成果"]
    lines = [line for group in ledger.groups for line in group.lines]
    rows = [[*_said(line, ledger), line.remarks] for line in lines]
    number = max((ems(line.label) for line in lines), default=0)
    least = [
        max(_NUMBER, number * CHARACTER + 1),
        *(_LEAST.get(name, _NARROW) for name in names[1:]),
        _NARROW,
    ]
    *fitted, remarks = fitted_widths(rows, least, ROOM[A3], CHARACTER)
    return {**dict(zip(names, fitted, strict=True)), _REMARKS: remarks}


def _said(line: Line, ledger: Ledger) -> list[str]:
    """The cells before the remarks."""
    units = [line.units[role] for role in ledger.roles] + [line.leaders] * ledger.has_leaders
    return [line.label, line.title, line.text, *units, line.deadlines, line.targets, line.deliverables]


def _line(book: Book, sheet: Worksheet, row: int, line: Line, widths: list[float], ledger: Ledger) -> None:
    texts = [*_said(line, ledger), line.remarks]
    sheet.set_row(row, row_height(texts, widths))
    book.label(sheet, row, 0, line.label, **_BODY)
    for column, text in enumerate(texts[1:], 1):
        book.text(sheet, row, column, text, **_BODY)
