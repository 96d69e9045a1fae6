"""The Excel files: the ledger of a whole plan with its other tables, and each unit's own workbook."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from responsibility.model import MARK_SPECS, ROLE_NAMES, ItemId
from responsibility.outputs.fact_tables import deadline_table, deliverable_table, target_table
from responsibility.outputs.flat_table import LEADERS, like_formula
from responsibility.outputs.ledger import Ledger, Line, policy_ledger, unit_ledger
from responsibility.outputs.report_table import report_table
from responsibility.outputs.tables import gap_table, load_table
from responsibility.outputs.wrapping import ems, fitted_widths
from responsibility.outputs.xlsx_fill_in import fill_in_sheet
from responsibility.outputs.xlsx_writer import A3, A4, CHARACTER, ROOM, TALLEST, Book, row_height
from responsibility.views import SiteView
from responsibility.views.matrix import MatrixRow, MatrixView
from responsibility.views.policies import PolicyView
from responsibility.views.units import UnitView

LEDGER_SHEET = "台账"
_REMARKS = "备注"
_LEAST = {"任务": 12.0, "原文": 30.0}
_NUMBER, _NARROW = 7.0, 10.0
"""How narrow the column of numbers and the others can be."""
_BODY = {"text_wrap": True, "valign": "vcenter", "border": 1}
_FIRST = 3
"""The row of the first heading: title, source and header stand above it."""


def policy_workbook(site: SiteView, policy: PolicyView) -> bytes:
    """台账, 任务矩阵, 时限, 指标, 成果, 报送 where there are any, 待明确事项, 单位 of a policy as one workbook."""
    ledger = policy_ledger(policy)
    number = policy.record.metadata.name
    book = Book(ledger.title, policy.record.metadata.file_date)
    rows = _ledger(book, ledger)
    _matrix(book, policy.matrix, ledger.title, number, rows)
    book.flat("时限", deadline_table(site, policy.deadlines), A3, number, ["文件"], ledger.title)
    book.flat("指标", target_table(site, policy.targets), A3, number, ["文件"], ledger.title)
    book.flat("成果", deliverable_table(site, policy.deliverables), A3, number, ["文件"], ledger.title)
    if policy.reports:
        book.flat("报送", report_table(policy.reports), A3, number, ["文件"], ledger.title)
    book.flat("待明确事项", gap_table(policy), A4, number, title=ledger.title)
    book.flat("单位", load_table(policy), A4, number, title=ledger.title)
    return book.content()


def unit_workbook(site: SiteView, view: UnitView) -> bytes:
    """What a unit fills in; its obligations as a ledger, and their deadlines, targets and deliverables, and its reports."""
    ledger = unit_ledger(view, site.policies)
    issued = max(policy.record.metadata.file_date for policy in site.policies)
    book = Book(ledger.title, issued)
    if not view.unit.collective:
        fill_in_sheet(book, site, view, ledger.source)
    _ledger(book, ledger)
    without = ["文件"] if len(site.policies) == 1 else []
    for name, table in (
        ("时限", deadline_table(site, view.deadlines)),
        ("指标", target_table(site, view.targets)),
        ("成果", deliverable_table(site, view.deliverables)),
        ("报送", report_table(view.reports)),
    ):
        if table.rows:
            book.flat(name, table, A4, ledger.source, without, ledger.title)
    return book.content()


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


# ---------------------------------------------------------------- the matrix


def _matrix(book: Book, matrix: MatrixView, title: str, footer: str, ledger_rows: dict[ItemId, int]) -> None:
    """Tasks down, units across; every task links to its line in the ledger."""
    sheet = book.sheet("任务矩阵", A3, footer, f"{title}　任务矩阵")
    sheet.set_column(0, 0, 7)
    sheet.set_column(1, 1, 32)
    sheet.set_column(2, 1 + len(matrix.units), 4)
    longest = max((len(unit.short or unit.name) for unit in matrix.units), default=0)
    sheet.set_row(1, min(TALLEST, 15 + 14 * longest))
    sheet.freeze_panes(2, 2)
    sheet.repeat_rows(0, 1)
    _matrix_head(book, sheet, matrix)
    row = 2
    for chapter, rows in matrix.chapters:
        look = {"bold": True, "border": 1, "bg_color": "#EDEDED"}
        book.across(sheet, row, 1 + len(matrix.units), chapter.label + chapter.title, **look)
        for number, matrix_row in enumerate(rows, row + 1):
            _matrix_row(book, sheet, number, matrix_row, matrix, ledger_rows)
        row += 1 + len(rows)
    for mark, counts in matrix.totals.items():
        book.text(sheet, row, 1, f"{MARK_SPECS[mark].sign} {MARK_SPECS[mark].name}（任务数）", **_BODY)
        for column, unit in enumerate(matrix.units, 2):
            sheet.write_number(row, column, counts.get(unit.name, 0), book.look(**_BODY))
        row += 1


def _matrix_head(book: Book, sheet: Worksheet, matrix: MatrixView) -> None:
    centred = {**_BODY, "align": "center", "bold": True, "bg_color": "#DCE6F1"}
    for column, name in enumerate(("序号", "任务")):
        sheet.merge_range(0, column, 1, column, "", book.look(**centred))
        book.text(sheet, 0, column, name, **centred)
    column = 2
    for kind, units in matrix.columns:
        if len(units) > 1:
            sheet.merge_range(0, column, 0, column + len(units) - 1, "", book.look(**centred))
        book.text(sheet, 0, column, kind.name, **centred)
        for unit in units:
            book.text(sheet, 1, column, unit.short or unit.name, **_BODY, rotation=270, align="center")
            column += 1


def _matrix_row(
    book: Book,
    sheet: Worksheet,
    number: int,
    row: MatrixRow,
    matrix: MatrixView,
    ledger_rows: dict[ItemId, int],
) -> None:
    label = row.task.ref.label + row.label
    book.label(sheet, number, 0, label, **_BODY)
    line = ledger_rows.get(row.item, ledger_rows.get(row.task.items[0].id, 0))
    title = row.task.ref.title
    link = book.look(**_BODY, font_color="#0563C1", underline=1, quote_prefix=like_formula(title))
    sheet.set_row(number, row_height([title], [32]))
    sheet.write_url(number, 1, f"internal:'{LEDGER_SHEET}'!A{line + 1}", link, string=title)
    for column, unit in enumerate(matrix.units, 2):
        mark = row.marks.get(unit.name)
        book.text(sheet, number, column, MARK_SPECS[mark].sign if mark else "", **_BODY, align="center")
