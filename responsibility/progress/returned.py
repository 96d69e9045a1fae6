"""A ledger that came back → its rows, by what heads their columns; wherever a unit moved, hid, sorted or merged them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from responsibility.importing.readers.workbook import EMPTY, Cell, Sheet, Workbook
from responsibility.importing.readers.xlsx_parts import At
from responsibility.language.normalize import normalise
from responsibility.language.typed import typed_day
from responsibility.progress.ledger_columns import REPORTING_DAY
from responsibility.progress.ledger_marks import KEY_HEAD, MARKS_SHEET, LedgerMarks, RowKey, from_rows

_HEAD_WITHIN = 60
"""The rows among which the heads of columns are looked for: a unit may have put some above them."""


class Remark(NamedTuple):
    """What the office has to know of a file that came back."""

    file: str
    where: str
    """``进展填报!G7``; empty where it is about the whole file."""
    words: str

    def __str__(self) -> str:
        return f"{self.file}{f' {self.where}' if self.where else ''}：{self.words}"


@dataclass(frozen=True)
class Row:
    """A row below the heads, its cells by what heads them; what is merged with a cell above says the same."""

    sheet: Sheet
    number: int
    columns: Mapping[str, int]

    def cell(self, head: str) -> Cell:
        """What it says in the column of that head; EMPTY where there is none."""
        column = self.columns.get(head)
        if column is None:
            return EMPTY
        at = self.sheet.covered.get(At(self.number, column), At(self.number, column))
        return self.sheet.cells.get(at, EMPTY)

    def text(self, head: str) -> str:
        """The same as it is shown."""
        return self.cell(head).text

    def link(self, head: str) -> str:
        """The address behind the cell in the column of that head; empty where there is none."""
        column = self.columns.get(head)
        if column is None:
            return ""
        at = self.sheet.covered.get(At(self.number, column), At(self.number, column))
        return self.sheet.links.get(at, "")

    def where(self, head: str = "") -> str:
        """``进展填报!G7``, or ``进展填报第7行``."""
        if head in self.columns:
            return f"{self.sheet.name}!{At(self.number, self.columns[head]).reference}"
        return f"{self.sheet.name}第{self.number}行"

    @cached_property
    def words(self) -> str:
        """All that stands in the row itself, for a message."""
        return " ".join(cell.text for _, cell in self.sheet.by_row.get(self.number, ()) if cell.text)

    @property
    def is_heading(self) -> bool:
        """Whether a cell runs across several columns, as those of headings and notes do."""
        return self.number in self.sheet.across


@dataclass(frozen=True)
class FilledSheet:
    """A sheet whose columns are headed as those of a ledger."""

    sheet: Sheet
    head_row: int
    columns: Mapping[str, int]

    @classmethod
    def of(cls, sheet: Sheet, heads: Iterable[str]) -> FilledSheet | None:
        """The sheet by the first of its rows that has all of ``heads``; None where none has."""
        wanted = set(heads)
        for number, cells in islice(sheet.by_row.items(), _HEAD_WITHIN):
            texts: dict[str, int] = {}
            for at, cell in cells:
                texts.setdefault(normalise(cell.text), at.column)
            if all(normalise(head) in texts for head in wanted):
                return cls(sheet, number, texts)
        return None

    def rows(self) -> Iterator[Row]:
        """The rows below the heads in which anything stands, and those above with a key: a sheet may be sorted heads and all."""
        for number in self.sheet.by_row:
            row = Row(self.sheet, number, self.columns)
            if number > self.head_row or (number < self.head_row and RowKey.parse(row.text(KEY_HEAD))):
                yield row


@dataclass(frozen=True)
class Returned:
    """A workbook that came back."""

    file: str
    """What messages call it: as it was named, with the folder or archive in which it lay."""
    book: Workbook

    @cached_property
    def marks(self) -> LedgerMarks | None:
        """Whose ledger it is; None where it carries no marks. Raises LedgerMarksError where they were changed."""
        for sheet in self.book.sheets:
            if sheet.name == MARKS_SHEET:
                return from_rows(_texts(sheet))
        return None

    @cached_property
    def filled(self) -> Sequence[FilledSheet]:
        """The sheets with keys, whatever they are called now."""
        sheets = (FilledSheet.of(sheet, [KEY_HEAD]) for sheet in self.book.sheets if not _is_marks(sheet))
        return [sheet for sheet in sheets if sheet]

    def day_written(self) -> datetime.date | None:
        """The reporting day that stands above the rows, for all to see; None where no day with its year does."""
        for filled in self.filled:
            for at, cell in sorted(filled.sheet.cells.items()):
                if at.row < filled.head_row and normalise(cell.text).rstrip("：") == REPORTING_DAY:
                    value = filled.sheet.cells.get(At(at.row, at.column + 1), EMPTY).value
                    if isinstance(value, datetime.date):
                        return value
                    typed = typed_day(str(value), datetime.date.max)
                    return typed.day if typed and not typed.year_supposed else None
        return None


def _is_marks(sheet: Sheet) -> bool:
    return sheet.name == MARKS_SHEET


def _texts(sheet: Sheet) -> Iterator[list[str]]:
    """The first three cells of each row, as text."""
    for number in sheet.by_row:
        yield [sheet.cells.get(At(number, column), EMPTY).text for column in (1, 2, 3)]
