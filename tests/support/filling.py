"""Ledgers as units fill them in: cells by the head of their column, rows by what they are about; and what people do to workbooks beside."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from responsibility.build.project import Project, find_project
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.collecting import Collection, collect
from responsibility.model.item_ids import ItemId
from responsibility.model.progress import About, ProgressEntry, Subject, UnitProgress
from responsibility.outputs.downloads import downloads
from responsibility.progress.ledger_columns import DECIDED, FILL_SHEET, MERGED_SHEET
from responsibility.progress.ledger_marks import KEY_HEAD, UNIT_HEAD
from responsibility.progress.subjects import key

from ..conftest import SMALL, compiled, read, write

DAY = date(2023, 6, 30)


def ledgers(files: Files, day: date | None = DAY) -> dict[str, bytes]:
    """The workbooks of all units of a project with those ``files``, by the unit's id, as they go out for ``day``."""
    site = replace(compiled(files).site, reporting_day=day)
    prefix = "downloads/units/"
    return {
        path.removeprefix(prefix).removesuffix(".xlsx"): content
        for path, content in downloads(site, ("xlsx",)).items()
        if path.startswith(prefix)
    }


@pytest.fixture(scope="module")
def sent() -> dict[str, bytes]:
    """The workbooks of the small policy as they went out, by unit."""
    return ledgers(read(SMALL))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with the small policy."""
    write(read(SMALL), tmp_path / "tasks")
    return find_project(tmp_path)


def subject(item: str, about: About | None = None, quote: str = "", measure: str = "") -> Subject:
    return Subject(ItemId.parse(item), about, quote, measure)


class Ledger:
    """A unit's workbook, to be filled in."""

    def __init__(self, content: bytes, policy: str = "qinghe-2023-5", sheet: str = FILL_SHEET) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(content))
        self.policy = policy
        page = self.book[sheet]
        assert isinstance(page, Worksheet)
        self.sheet = page
        self.head = next(number for number, row in enumerate(page.values, 1) if KEY_HEAD in row)
        self.columns = {
            str(cell.value): column for column, cell in enumerate(page[self.head], 1) if cell.value
        }

    @staticmethod
    def is_in(content: bytes) -> bool:
        """Whether a workbook has a sheet to fill in; those of names that stand for several units have none."""
        return FILL_SHEET in openpyxl.load_workbook(io.BytesIO(content), read_only=True).sheetnames

    @property
    def last(self) -> int:
        """The number of the last row."""
        return int(self.sheet.max_row or 0)

    @property
    def keys(self) -> dict[str, int]:
        """The rows by their keys."""
        column = self.columns[KEY_HEAD]
        rows = range(self.head + 1, self.last + 1)
        return {str(value): row for row in rows if (value := self.sheet.cell(row, column).value)}

    def row(self, about: Subject) -> int:
        """The row that is about that subject."""
        return self.keys[key(self.policy, about)]

    def cell(self, row: int, head: str) -> Cell:
        cell = self.sheet.cell(row, self.columns[head])
        assert isinstance(cell, Cell)
        return cell

    def fill(self, about: Subject | int, **cells: object) -> int:
        """Fill in cells of a row, each named by the head of its column; returns the row."""
        row = about if isinstance(about, int) else self.row(about)
        for head, value in cells.items():
            self.cell(row, head).value = value  # type: ignore[assignment]
        return row

    def sort(self, head: str, descending: bool = True) -> None:
        """Sort the rows by a column, as a filter's button does."""
        first, last = self.head + 1, self.last
        rows = [
            [(cell.value, cell.data_type, cell.number_format) for cell in row]
            for row in self.sheet.iter_rows(min_row=first, max_row=last)
        ]
        rows.sort(key=lambda row: str(row[self.columns[head] - 1][0]), reverse=descending)
        for number, row in enumerate(rows, first):
            for column, (value, kind, code) in enumerate(row, 1):
                cell = self.sheet.cell(number, column)
                cell.value = value
                cell.data_type, cell.number_format = kind, code

    def content(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()

    def save(self, path: Path) -> Path:
        path.write_bytes(self.content())
        return path


def merged_ledger(files: Files, policy: str = "qinghe-2023-5") -> MergedLedger:
    """The ledger of all units of a policy on which those ``files`` have reports, as it is exported."""
    content = downloads(compiled(files).site, ("xlsx",))[f"downloads/progress-{policy}.xlsx"]
    return MergedLedger(content, policy, MERGED_SHEET)


class MergedLedger(Ledger):
    """The ledger of all units, in which the supervising office writes what it decides."""

    def row_of(self, about: Subject, unit: str) -> int:
        """The row that is about that subject, of the unit of that id."""
        wanted = (key(self.policy, about), unit)
        return next(
            row
            for row in range(self.head + 1, self.last + 1)
            if (self.cell(row, KEY_HEAD).value, self.cell(row, UNIT_HEAD).value) == wanted
        )

    def decide(self, about: Subject, unit: str, *decided: object) -> int:
        """Fill in 决定, 决定日期, 依据, 延至, 说明, as many as are given; returns the row."""
        return self.fill(self.row_of(about, unit), **dict(zip(DECIDED, decided, strict=False)))

    def copy(self, row: int) -> int:
        """A row once more at the end, as people copy them; returns it."""
        last = self.last + 1
        for column in range(1, int(self.sheet.max_column or 0) + 1):
            self.sheet.cell(last, column).value = self.sheet.cell(row, column).value
        return last


@pytest.fixture
def ledger(sent: dict[str, bytes]) -> Ledger:
    """The workbook of 县水利局."""
    return Ledger(sent["slj"])


def reports(project: Project) -> dict[str, UnitProgress]:
    [policy] = load(read(project.tasks)).policies
    return {each.unit: each for each in policy.progress}


def entries(project: Project, unit: str = "县水利局") -> dict[Subject, ProgressEntry]:
    return {entry.subject: entry for entry in reports(project)[unit].entries}


def take(project: Project, ledger: Ledger, name: str = "水利局.xlsx", **options: bool) -> Collection:
    return collect(project, [ledger.save(project.root / name)], **options)  # type: ignore[arg-type]


def remarks(collection: Collection) -> list[str]:
    return [str(remark) for remark in collection.remarks]
