"""What an Excel file keeps its cells in: shared texts, styles, references, rows; for all who read cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple, TypeVar

from responsibility.importing.readers.package import OFFICE, Element, Package
from responsibility.importing.readers.xlsx_formats import BUILT_IN

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?:[Ee][+-]?[0-9]{1,3})?")
"""A number as a file writes it."""


class At(NamedTuple):
    """Where a cell stands, both counted from 1."""

    row: int
    column: int

    @property
    def reference(self) -> str:
        """``B7``."""
        letters, left = "", self.column
        while left:
            left, letter = divmod(left - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"

    @classmethod
    def parse(cls, reference: str) -> At | None:
        """``B7``, ``$B$7`` → where that is; None where the text says no such thing."""
        match = _REFERENCE.fullmatch(reference)
        if not match:
            return None
        column = 0
        for letter in match[1]:  # A → 1, AA → 27
            column = column * 26 + ord(letter) - ord("A") + 1
        return cls(int(match[2]), column)


class Words(NamedTuple):
    """The words of a cell, and those that are struck through."""

    text: str
    struck: str = ""


class Style(NamedTuple):
    """How a cell shows what it holds."""

    code: str = ""
    """The format of its number."""
    struck: bool = False


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook lists it."""

    name: str
    hidden: bool
    part: str
    kind: str
    """``worksheet``, or what else stands on a tab of its own, such as ``chartsheet``."""
    package: Package

    @cached_property
    def root(self) -> Element | None:
        """The sheet itself, read when it is asked for; None for one without cells."""
        return self.package.xml(self.part) if self.kind == "worksheet" else None


@dataclass(frozen=True)
class Book:
    """An Excel file with what its sheets share."""

    package: Package
    main: str
    root: Element
    """Of the main part, the workbook."""

    @cached_property
    def _related(self) -> dict[str, tuple[str, str]]:
        return self.package.related(self.main)

    @cached_property
    def _shared(self) -> dict[str, str]:
        return dict(self._related.values())

    @cached_property
    def epoch(self) -> datetime:
        """The day from which it counts dates."""
        properties = self.root.find(f"{S}workbookPr")
        since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        return datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30)

    @cached_property
    def _strings(self) -> list[Words]:
        """The texts that cells share, by number."""
        root = self.package.xml(self._shared.get("sharedStrings", ""))
        return [] if root is None else [_rich(item) for item in root.iterfind(f"{S}si")]

    @cached_property
    def _styles(self) -> list[Style]:
        """The styles of cells, by number."""
        root = self.package.xml(self._shared.get("styles", ""))
        if root is None:
            return []
        own = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iterfind(f".//{S}numFmt")}
        codes = {str(number): code for number, code in BUILT_IN.items()} | own
        fonts = [_is_struck(font) for font in root.iterfind(f"{S}fonts/{S}font")]
        return [
            Style(codes.get(node.get("numFmtId", "0"), ""), _at(fonts, node.get("fontId", ""), False))
            for node in root.iterfind(f"{S}cellXfs/{S}xf")
        ]

    def sheets(self) -> Iterator[SheetPart]:
        """The sheets in their order."""
        for node in self.root.iterfind(f"{S}sheets/{S}sheet"):
            kind, part = self._related.get(node.get(f"{{{OFFICE}}}id", ""), ("", ""))
            hidden = node.get("state", "visible") != "visible"
            yield SheetPart(node.get("name", ""), hidden, part, kind, self.package)

    def comments(self, part: str) -> Iterator[tuple[str, str]]:
        """The comments of a sheet: on which cell, and what they say."""
        for kind, name in self.package.related(part).values():
            root = self.package.xml(name) if kind == "comments" else None
            for comment in root.iter(f"{S}comment") if root is not None else ():
                yield comment.get("ref", ""), "".join(text.text or "" for text in comment.iter(f"{S}t"))

    def links(self, sheet: SheetPart) -> Iterator[tuple[At, At, str]]:
        """The links of a sheet: their first and last cell, and the address; of a place in the file itself ``#Sheet2!A1``."""
        nodes = sheet.root.findall(f"{S}hyperlinks/{S}hyperlink") if sheet.root is not None else []
        addresses = self.package.addresses(sheet.part) if nodes else {}
        for node in nodes:
            first, _, last = node.get("ref", "").partition(":")
            start, end = At.parse(first), At.parse(last or first)
            place = node.get("location", "")
            address = addresses.get(node.get(f"{{{OFFICE}}}id", ""), "") + (f"#{place}" if place else "")
            if start and end and address:
                yield start, end, address

    def style(self, node: Element) -> Style:
        """How the cell ``node`` shows what it holds."""
        return _at(self._styles, node.get("s", "0"), Style())

    def words(self, node: Element) -> Words | None:
        """The words of a cell that has text of its own or shares one; None where it has neither."""
        if node.get("t") == "inlineStr":
            inline = node.find(f"{S}is")
            return Words("") if inline is None else _rich(inline)
        return _at(self._strings, raw(node), Words("")) if node.get("t") == "s" else None


def rows(root: Element) -> Iterator[tuple[int, Element]]:
    """The rows of a sheet that are written down, with their numbers."""
    row = 0
    for line in root.iterfind(f"{S}sheetData/{S}row"):
        given = line.get("r", "")
        row = int(given) if re.fullmatch("[1-9][0-9]{0,6}", given) else row + 1
        yield row, line


def cells(row: int, line: Element) -> Iterator[tuple[At, Element]]:
    """The cells of a row that are written down."""
    column = 0
    for node in line.iterfind(f"{S}c"):
        given = At.parse(node.get("r", ""))
        column = given.column if given else column + 1
        yield At(row, column), node


def merged(root: Element) -> Iterator[tuple[At, At]]:
    """The first and the last cell of each merged area."""
    for node in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        first, _, last = node.get("ref", "").partition(":")
        start, end = At.parse(first), At.parse(last)
        if start and end:
            yield start, end


def raw(node: Element) -> str:
    """What a cell holds, as the file writes it; of a formula what came out when it was last saved."""
    child = node.find(f"{S}v")
    return ((child.text or "") if child is not None else "").strip(" \t\r\n")


def is_formula(node: Element) -> bool:
    """Whether a cell is computed."""
    return node.find(f"{S}f") is not None


def formula(node: Element) -> str:
    """The formula of a cell as the file writes it; empty where it has none of its own."""
    child = node.find(f"{S}f")
    return (child.text or "") if child is not None else ""


def is_hidden(node: Element) -> bool:
    """Whether a row or a column is hidden."""
    return node.get("hidden") in {"1", "true"}


def hidden_rows(root: Element) -> set[int]:
    """The numbers of the rows that are hidden."""
    return {row for row, line in rows(root) if is_hidden(line)}


def hidden_columns(root: Element, last: int) -> set[int]:
    """The numbers of the columns that are hidden, up to ``last``."""
    columns: set[int] = set()
    for node in root.iterfind(f"{S}cols/{S}col"):
        ends = node.get("min", ""), node.get("max", "")
        if is_hidden(node) and all(re.fullmatch("[1-9][0-9]{0,5}", end) for end in ends):
            columns.update(range(int(ends[0]), min(int(ends[1]), last) + 1))
    return columns


def _rich(node: Element) -> Words:
    """The text of all runs, without the signs of how it is read aloud."""
    plain = [text.text or "" for text in node.iterfind(f"{S}t")]
    struck: list[str] = []
    for run in node.iterfind(f"{S}r"):
        words = "".join(text.text or "" for text in run.iterfind(f"{S}t"))
        (struck if _is_struck(run.find(f"{S}rPr")) else plain).append(words)
    return Words("".join(plain), "".join(struck))


def _is_struck(properties: Element | None) -> bool:
    strike = None if properties is None else properties.find(f"{S}strike")
    return strike is not None and strike.get("val", "1") not in {"0", "false"}


A = TypeVar("A")


def _at(values: Sequence[A], index: str, usual: A) -> A:
    """The value of that number, which stands in an attribute; ``usual`` where there is none."""
    number = int(index) if re.fullmatch("[0-9]{1,9}", index) else len(values)
    return values[number] if number < len(values) else usual
