"""The flat table of reports that a document asks for: what recurs or is due, to whom, by whom."""

from __future__ import annotations

from collections.abc import Iterable

from responsibility.outputs.flat_table import Cell, Columns, Table
from responsibility.views.rules import ReportView

TITLE = "报送：每处一行"
_COLUMNS: Columns = (
    ("文件", "string"),
    ("报送", "string"),
    ("报送给", "string"),
    ("截止日期", "end"),
    ("章节", "string"),
    ("单位", "string"),
    ("原文", "string"),
)


def report_table(reports: Iterable[ReportView]) -> Table:
    """A row a report, with all units that have to make it, members of collectives included."""
    return Table("reports", TITLE, _COLUMNS, tuple(_row(report) for report in reports))


def _row(report: ReportView) -> tuple[Cell, ...]:
    return (
        report.document,
        report.when,
        report.record.to,
        report.due,
        report.record.section,
        "、".join(unit.name for unit in report.units),
        report.record.quote,
    )
