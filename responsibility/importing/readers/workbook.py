"""An Excel file as cells with their values, for those who have to know which cell says what: ledgers that come back."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from responsibility.importing.readers import xlsx
from responsibility.importing.readers.base import (
    MAX_CONTENT,
    MEGABYTE,
    NeedsOffice,
    Tally,
    Unreadable,
    check_cells,
    check_characters,
    tidy,
)
from responsibility.importing.readers.detect import FAULTS
from responsibility.importing.readers.package import Element
from responsibility.importing.readers.source import Source
from responsibility.importing.readers.unsupported import is_encrypted, refuse
from responsibility.importing.readers.xlsx_formats import day_of, is_date, is_percent, shown
from responsibility.importing.readers.xlsx_parts import (
    NUMBER,
    At,
    Book,
    S,
    SheetPart,
    cells,
    formula,
    is_formula,
    merged,
    raw,
    rows,
)

Value = str | Decimal | datetime.date
"""What a cell holds; what is true or false is its word."""


class Cell(NamedTuple):
    """A cell that is not empty."""

    text: str
    """As it is shown; empty where there is only something to be said of it."""
    value: Value
    percent: bool = False
    """Whether its number is shown as a percentage, 0.7 as 70%."""
    fault: str = ""
    """Why what it shows cannot be taken as it stands, in Chinese: an error of a formula, struck words."""


EMPTY = Cell("", "")


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, read when it is asked for."""

    book: Book
    part: SheetPart

    @property
    def name(self) -> str:
        """What stands on its tab."""
        return tidy(self.part.name, Tally()).strip()

    @property
    def hidden(self) -> bool:
        """Whether it is not seen."""
        return self.part.hidden

    @cached_property
    def cells(self) -> dict[At, Cell]:
        """The cells that are not empty, in rows and columns that are hidden too.

        Raises Unreadable if they are too many, and the errors of lxml and zipfile.
        """
        filled: dict[At, Cell] = {}
        characters = 0
        for row, line in rows(self._root) if self._root is not None else ():
            for at, node in cells(row, line):
                cell = self._cell(node)
                if cell != EMPTY:
                    filled[at] = cell
                    characters += len(cell.text)
            check_cells(len(filled))
            check_characters(characters)
        return filled

    @cached_property
    def covered(self) -> dict[At, At]:
        """The cells of the first column of merged areas below the first, and that one, which alone holds anything."""
        below: dict[At, At] = {}
        for start, end in merged(self._root) if self._root is not None else ():
            last = min(end.row, self._last_row)
            check_cells(len(below) + last - start.row)
            below |= {At(row, start.column): start for row in range(start.row + 1, last + 1)}
        return below

    @cached_property
    def across(self) -> frozenset[int]:
        """The rows in which a merged area begins that is more than one column wide: headings, as a rule."""
        areas = merged(self._root) if self._root is not None else ()
        return frozenset(start.row for start, end in areas if end.column > start.column)

    @cached_property
    def _last_row(self) -> int:
        return max(self.by_row, default=0)

    def comments(self) -> list[tuple[str, str]]:
        """On which cell what is remarked."""
        return [
            (at, tidy(text, Tally()).strip())
            for at, text in self.book.comments(self.part.part)
            if text.strip()
        ]

    @cached_property
    def links(self) -> dict[At, str]:
        """By cell the address of the link behind it: of a link of its own, or of the formula HYPERLINK."""
        links: dict[At, str] = {}
        for start, end, address in self.book.links(self.part):
            last = min(end.row, self._last_row), end.column
            check_cells(len(links) + (last[0] - start.row + 1) * (last[1] - start.column + 1))
            for row in range(start.row, last[0] + 1):
                links |= {At(row, column): address for column in range(start.column, last[1] + 1)}
        return {at: tidy(address, Tally()).strip() for at, address in {**links, **self._linked}.items()}

    @cached_property
    def _linked(self) -> dict[At, str]:
        """The addresses in formulas HYPERLINK that write them out."""
        linked: dict[At, str] = {}
        for row, line in rows(self._root) if self._root is not None else ():
            for at, node in cells(row, line):
                match = _LINK.match(formula(node)) if is_formula(node) else None
                if match:
                    linked[at] = match[1].replace('""', '"')
        return linked

    @cached_property
    def by_row(self) -> dict[int, list[tuple[At, Cell]]]:
        """The same by the number of the row, the rows and their cells in order."""
        by_row: dict[int, list[tuple[At, Cell]]] = {}
        for at in sorted(self.cells):
            by_row.setdefault(at.row, []).append((at, self.cells[at]))
        return by_row

    @property
    def _root(self) -> Element | None:
        return self.part.root

    def _cell(self, node: Element) -> Cell:
        style = self.book.style(node)
        words = self.book.words(node)
        if words is not None:
            text, struck = _clean(words.text), _clean(words.struck)
            if style.struck:
                text, struck = "", text + struck
            return Cell(text, text, fault=f"划掉的字“{struck}”" if struck else "")
        return self._computed(node, raw(node), style.code, style.struck)

    def _computed(self, node: Element, value: str, code: str, struck: bool) -> Cell:
        """A cell with a value of its own, or what its formula gave when the file was saved."""
        kind = node.get("t", "n")
        if not value:
            return Cell("", "", fault="公式没有算出结果") if is_formula(node) else EMPTY
        if struck:
            return Cell("", "", fault=f"划掉的“{_clean(value)}”")
        if kind == "e":
            return Cell("", "", fault=f"公式算出的是错误 {_clean(value)}")
        if kind == "b":
            word = {"1": "是", "0": "否"}.get(value, value)
            return Cell(word, word)
        if kind == "d":
            return _dated(value)
        if kind != "n" or not NUMBER.fullmatch(value):
            return Cell(_clean(value), _clean(value))
        number = float(value)
        day = day_of(number, self.book.epoch) if is_date(code) else None
        exact = Decimal(f"{number:.15g}")  # 0.7 is written as 0.69999999999999996
        return Cell(shown(number, code, self.book.epoch), day or exact, is_percent(code))


_LINK = re.compile(r'\s*HYPERLINK\(\s*"((?:[^"]|"")+)"', re.IGNORECASE)
"""The formula of a link up to its address, where that stands in it."""
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
"""A character that XML has no room for, as Excel writes it (ECMA-376-1, 22.4.2.4): the end of a line is _x000D_."""
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def _clean(text: str) -> str:
    """Text of a cell without what cannot be seen, each of its lines ended alike."""
    decoded = _ESCAPED.sub(lambda sign: chr(int(sign[1], 16)), text)
    return tidy(_LINE_ENDS.sub("\n", decoded), Tally()).strip()


def _dated(value: str) -> Cell:
    day, _, _ = value.partition("T")
    try:
        return Cell(day, datetime.date.fromisoformat(day))
    except ValueError:
        return Cell(_clean(value), _clean(value))


@dataclass(frozen=True)
class Workbook:
    """An Excel file that was opened."""

    book: Book

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """Its sheets in their order, hidden ones too."""
        return tuple(Sheet(self.book, part) for part in self.book.sheets())

    def protected(self) -> Iterator[str]:
        """The names of the sheets that were sent out protected and still are."""
        yield from (
            sheet.name
            for sheet in self.sheets
            if sheet.part.root is not None and sheet.part.root.find(f"{S}sheetProtection") is not None
        )


def opened(name: str, content: bytes) -> Workbook:
    """The Excel file in ``content``, called ``name``.

    Raises NeedsOffice where LibreOffice can make one of it, Unreadable where it is none or is broken. Reading
    its sheets may raise Unreadable too, and the faults of :data:`responsibility.importing.readers.detect.FAULTS`.
    """
    if len(content) > MAX_CONTENT:
        raise Unreadable(f"有 {len(content) // MEGABYTE} MB，超过 {MAX_CONTENT // MEGABYTE} MB，不像一份台账")
    source = Source(name, content)
    if is_encrypted(content):
        raise Unreadable("文件加了密码，没有读。请取消密码、另存一份再收")
    try:
        if xlsx.READER.sniff(source):
            return Workbook(Book(source.package, *source.main))
    except FAULTS as error:
        raise broken() from error
    raise _needs_office(source) or Unreadable("不是 Excel 文件")


def _needs_office(source: Source) -> NeedsOffice | None:
    """What is said of a file of which LibreOffice can make an Excel file; None of all others."""
    try:
        refuse(source)
    except NeedsOffice as error:
        return error if error.target == "xlsx" else None
    except (Unreadable, *FAULTS):
        pass
    return None


def broken() -> Unreadable:
    """What is said of a file that begins like an Excel file and cannot be read on."""
    return Unreadable("已损坏，读不下去。请用 WPS 或 Excel 打开，另存为 .xlsx 再收")
