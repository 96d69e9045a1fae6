"""An Excel file → a table for each sheet, with the cells as they are shown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from responsibility.importing.readers.base import (
    Document,
    Grid,
    Tally,
    Unreadable,
    check_cells,
    check_characters,
    notes,
    tidy,
)
from responsibility.importing.readers.package import OFFICE, Element, Package
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.unread import Unread
from responsibility.importing.readers.xlsx_formats import BUILT_IN, shown

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?:[Ee][+-]?[0-9]{1,3})?")
_Cells = dict[tuple[int, int], str]


def _read(source: Source) -> Document:
    """The sheets of an Excel file that are seen.

    A row of the table for each row of the sheet that is seen, the empty ones too. Raises
    Unreadable, and the errors of lxml and zipfile.
    """
    package, (main, book) = source.package, source.main
    related = package.related(main)
    parts = dict(related.values())
    tally, unread = Tally(), Unread()
    properties = book.find(f"{_S}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    sheets = _Sheets(
        _strings(package.xml(parts.get("sharedStrings", ""))),
        _styles(package.xml(parts.get("styles", ""))),
        datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30),
        tally,
        unread,
    )
    tables = []
    for node in book.iterfind(f"{_S}sheets/{_S}sheet"):
        kind, name = related.get(node.get(f"{{{OFFICE}}}id", ""), ("", ""))
        root = package.xml(name) if kind == "worksheet" else None
        where = f"工作表“{tidy(node.get('name', ''), tally)}”"
        if node.get("state", "visible") != "visible":
            unread.add("隐藏的工作表", where)
        elif root is not None:
            sheet = sheets.sheet(root, where)
            if sheet:
                tables.append(sheet.table(where))
            _beside(package, name, root, where, unread)
    if not tables:
        left_out = "".join(f"；{sentence}" for sentence in unread.sentences())
        raise Unreadable(f"Excel 文件里没有内容。请检查是不是选错了文件{left_out}")
    return Document(tuple(tables), "Excel 工作簿", notes(tally), tuple(unread.sentences()))


def _beside(package: Package, name: str, root: Element, where: str, unread: Unread) -> None:
    """Tell what is seen of a sheet beside its cells: boxes, pictures, comments, heads and feet of the page."""
    for kind, part in package.related(name).values():
        other = package.xml(part) if kind in ("drawing", "comments") else None
        if other is None:
            continue
        if kind == "comments":
            for comment in other.iter(f"{_S}comment"):
                text = "".join(node.text or "" for node in comment.iter(f"{_S}t"))
                unread.add("批注", f"{where}{comment.get('ref', '')}格", text)
        for box in other.iter(f"{_DRAWING}sp", f"{_DRAWING}pic", f"{_DRAWING}graphicFrame"):
            text = "".join(node.text or "" for node in box.iter(_DRAWN))
            called = {"sp": "文本框的文字", "pic": "图片"}.get(box.tag.rpartition("}")[2], "图表")
            if text or called != "文本框的文字":
                unread.add(called, where, text)
    for page in root.iterfind(f"{_S}headerFooter/*"):
        text = re.sub(r'&(?:"[^"]*"|[0-9]+|[A-Z])', "", page.text or "")
        if re.search(r"[^\W0-9_第页共]", text):
            unread.add("页眉、页脚的文字", where, text)


class _Words(NamedTuple):
    """The words of a cell, and those that are struck through."""

    text: str
    struck: str = ""


class _Style(NamedTuple):
    """How a cell shows what it holds."""

    code: str = ""
    struck: bool = False


def _strings(root: Element | None) -> list[_Words]:
    """The texts that cells share, by number."""
    return [] if root is None else [_rich(item) for item in root.iterfind(f"{_S}si")]


def _rich(node: Element) -> _Words:
    """The text of all runs, without the signs of how it is read aloud."""
    plain = [text.text or "" for text in node.iterfind(f"{_S}t")]
    struck: list[str] = []
    for run in node.iterfind(f"{_S}r"):
        words = "".join(text.text or "" for text in run.iterfind(f"{_S}t"))
        (struck if _is_struck(run.find(f"{_S}rPr")) else plain).append(words)
    return _Words("".join(plain), "".join(struck))


def _is_struck(properties: Element | None) -> bool:
    strike = None if properties is None else properties.find(f"{_S}strike")
    return strike is not None and strike.get("val", "1") not in {"0", "false"}


def _styles(root: Element | None) -> list[_Style]:
    """The styles of cells, by number."""
    if root is None:
        return []
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iterfind(f".//{_S}numFmt")}
    codes = {str(number): code for number, code in BUILT_IN.items()} | own
    fonts = [_is_struck(font) for font in root.iterfind(f"{_S}fonts/{_S}font")]
    return [
        _Style(codes.get(node.get("numFmtId", "0"), ""), _at(fonts, node.get("fontId", ""), False))
        for node in root.iterfind(f"{_S}cellXfs/{_S}xf")
    ]


A = TypeVar("A")


def _at(values: Sequence[A], index: str, usual: A) -> A:
    """The value of that number, which stands in an attribute; ``usual`` where there is none."""
    number = int(index) if re.fullmatch("[0-9]{1,9}", index) else len(values)
    return values[number] if number < len(values) else usual


class _Sheets:
    """Reads sheets with what they share."""

    def __init__(
        self, strings: list[_Words], styles: list[_Style], epoch: datetime, tally: Tally, unread: Unread
    ) -> None:
        self._strings, self._styles, self._epoch = strings, styles, epoch
        self._tally, self._unread = tally, unread
        self._count = self._characters = 0

    def sheet(self, root: Element, where: str) -> Grid | None:
        """The rows of a sheet, None where there are none; raises Unreadable if there are too many cells."""
        cells = self._cells(root, where)
        if not cells:
            return None
        last_row, last_column = max(row for row, _ in cells), max(column for _, column in cells)
        hidden_rows, hidden_columns = _hidden_rows(root), _hidden_columns(root, last_column)
        self._tell_hidden(cells, hidden_rows, hidden_columns, where)
        covered = self._merge(root, cells, last_row, last_column)
        if last_row * last_column > 100_000:
            rows = sorted({row for row, _ in cells})
            columns = sorted({column for _, column in cells})
            self._tally["表格里空的行、列没有读入（{n} 张表），行号与原表不同"] += 1
        else:
            rows, columns = [*range(1, last_row + 1)], [*range(1, last_column + 1)]
        self._count += len(rows) * len(columns)
        check_cells(self._count)
        rows = [row for row in rows if row not in hidden_rows]
        columns = [column for column in columns if column not in hidden_columns]
        row_at = {row: index for index, row in enumerate(rows)}
        column_at = {column: index for index, column in enumerate(columns)}
        return Grid(
            [[cells.get((row, column), "") for column in columns] for row in rows],
            {
                (row_at[row], column_at[column])
                for row, column in covered
                if row in row_at and column in column_at
            },
        )

    def _tell_hidden(self, cells: _Cells, rows: set[int], columns: set[int], where: str) -> None:
        by_line: dict[tuple[str, str], list[str]] = {}
        for (row, column), text in cells.items():
            if row in rows:
                by_line.setdefault(("隐藏的行", f"{where}第{row}行"), []).append(text)
            elif column in columns:
                by_line.setdefault(("隐藏的列", f"{where}第{column}列"), []).append(text)
        for (kind, line), texts in by_line.items():
            self._unread.add(kind, line, " ".join(texts))

    def _cells(self, root: Element, where: str) -> _Cells:
        """The cells that are not empty, by row and column."""
        cells: _Cells = {}
        row = 0
        for line in root.iterfind(f"{_S}sheetData/{_S}row"):
            given = line.get("r", "")
            row = int(given) if re.fullmatch("[1-9][0-9]{0,6}", given) else row + 1
            column, left_out = 0, list[str]()
            for node in line.iterfind(f"{_S}c"):
                reference = _REFERENCE.fullmatch(node.get("r", ""))
                column = _column(reference[1]) if reference else column + 1
                words, struck = self._words(node)
                left_out += filter(None, [struck.strip()])
                text = tidy(words, self._tally).strip()
                if text:
                    cells[row, column] = text
                    self._characters += len(text)
                    check_characters(self._characters)
            if left_out:
                self._unread.add("删除线的文字", f"{where}第{row}行", " ".join(left_out))
        return cells

    def _merge(self, root: Element, cells: _Cells, last_row: int, last_column: int) -> set[tuple[int, int]]:
        """Repeat the text of merged cells, within what is used of the sheet; the cells where it is repeated."""
        count = characters = 0
        covered: set[tuple[int, int]] = set()
        for node in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
            first, _, last = node.get("ref", "").partition(":")
            start, end = _REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last)
            if not start or not end:
                continue
            top, left = int(start[2]), _column(start[1])
            text = cells.get((top, left))
            if text is None:
                continue
            bottom, right = min(int(end[2]), last_row), min(_column(end[1]), last_column)
            size = max(0, bottom - top + 1) * max(0, right - left + 1)
            count, characters = count + size, characters + size * len(text)
            check_cells(count)
            check_characters(characters)
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    cells[row, column] = text
                    covered.add((row, column))
            covered.discard((top, left))
        return covered

    def _words(self, node: Element) -> _Words:
        """What a cell shows, and what of it is struck."""
        style = _at(self._styles, node.get("s", "0"), _Style())
        words = self._shared(node) or _Words(self._text(node, style.code))
        return _Words("", words.text + words.struck) if style.struck else words

    def _shared(self, node: Element) -> _Words | None:
        """The words of a cell that has text of its own or shares one; None where it has neither."""
        if node.get("t") == "inlineStr":
            inline = node.find(f"{_S}is")
            return _Words("") if inline is None else _rich(inline)
        return _at(self._strings, _raw(node), _Words("")) if node.get("t") == "s" else None

    def _text(self, node: Element, code: str) -> str:
        """What a cell shows that has a value."""
        kind, raw = node.get("t", "n"), _raw(node)
        if not raw and node.find(f"{_S}f") is not None:
            self._tally["有 {n} 格是没有算出结果的公式，没有读入。请用 Excel 打开后再保存一次"] += 1
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "d":
            return raw.removesuffix("T00:00:00").replace("T", " ")
        if kind != "n" or not _NUMBER.fullmatch(raw):
            return raw
        return shown(float(raw), code, self._epoch)


def _raw(node: Element) -> str:
    child = node.find(f"{_S}v")
    return ((child.text or "") if child is not None else "").strip(" \t\r\n")


def _is_hidden(node: Element) -> bool:
    return node.get("hidden") in {"1", "true"}


def _hidden_rows(root: Element) -> set[int]:
    rows, row = set(), 0
    for line in root.iterfind(f"{_S}sheetData/{_S}row"):
        given = line.get("r", "")
        row = int(given) if re.fullmatch("[1-9][0-9]{0,6}", given) else row + 1
        if _is_hidden(line):
            rows.add(row)
    return rows


def _hidden_columns(root: Element, last: int) -> set[int]:
    columns: set[int] = set()
    for node in root.iterfind(f"{_S}cols/{_S}col"):
        ends = node.get("min", ""), node.get("max", "")
        if _is_hidden(node) and all(re.fullmatch("[1-9][0-9]{0,5}", end) for end in ends):
            columns.update(range(int(ends[0]), min(int(ends[1]), last) + 1))
    return columns


def _column(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


READER = Reader(
    suffixes=("xlsx", "xlsm"), sniff=lambda source: source.is_package_of(f"{_S}workbook"), read=_read
)
