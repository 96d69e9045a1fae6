"""An Excel file → a table for each sheet, with the cells as they are shown."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

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
from responsibility.importing.readers.package import OFFICE, Element
from responsibility.importing.readers.source import Reader, Source

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")
_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:\.[0-9]{0,40})?(?:[Ee][+-]?[0-9]{1,3})?")
_MONTHS = {17, 27, 36, 50, 52, 57}
_TIMES = {18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56}
_DAYS = {14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58}
_BUILT_IN = {
    **dict.fromkeys(_MONTHS, "yyyy-mm"),
    **dict.fromkeys(_TIMES, "h:mm"),
    **dict.fromkeys(_DAYS, "yyyy-mm-dd"),
    **dict.fromkeys((9, 10), "%"),
    22: "yyyy-mm-dd h:mm",
}
"""The formats that have a number and no words of their own, in a Chinese Excel."""

_Cells = dict[tuple[int, int], str]


def _read(source: Source) -> Document:
    """The sheets of an Excel file.

    A row of the table for each row of the sheet, the empty ones too. Raises
    Unreadable, and the errors of lxml and zipfile.
    """
    package, (main, book) = source.package, source.main
    related = package.related(main)
    parts = dict(related.values())
    tally: Tally = Tally()
    properties = book.find(f"{_S}workbookPr")
    since_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
    sheets = _Sheets(
        _strings(package.xml(parts.get("sharedStrings", ""))),
        _formats(package.xml(parts.get("styles", ""))),
        datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 30),
        tally,
    )
    tables = []
    for node in book.iterfind(f"{_S}sheets/{_S}sheet"):
        kind, name = related.get(node.get(f"{{{OFFICE}}}id", ""), ("", ""))
        root = package.xml(name) if kind == "worksheet" else None
        grid = sheets.grid(root) if root is not None else None
        if grid:
            tables.append(grid.table(f"工作表“{tidy(node.get('name', ''), tally)}”"))
            if node.get("state", "visible") != "visible":
                tally["隐藏的工作表 {n} 张也读入了"] += 1
    if not tables:
        raise Unreadable("Excel 文件里没有内容。请检查是不是选错了文件")
    return Document(tuple(tables), "Excel 工作簿", notes(tally))


def _strings(root: Element | None) -> list[str]:
    """The texts that cells share, by number."""
    return [] if root is None else [_rich(item) for item in root.iterfind(f"{_S}si")]


def _rich(node: Element) -> str:
    """The text of all runs, without the signs of how it is read aloud."""
    texts = (*node.iterfind(f"{_S}t"), *node.iterfind(f"{_S}r/{_S}t"))
    return "".join(text.text or "" for text in texts)


def _formats(root: Element | None) -> list[str]:
    """The number format of each cell style."""
    if root is None:
        return []
    own = {node.get("numFmtId"): node.get("formatCode", "") for node in root.iterfind(f".//{_S}numFmt")}
    styles = [node.get("numFmtId", "0") for node in root.iterfind(f"{_S}cellXfs/{_S}xf")]
    built_in = {str(number): code for number, code in _BUILT_IN.items()}
    return [_plain(own[style]) if style in own else built_in.get(style, "") for style in styles]


def _plain(code: str) -> str:
    """The first part of a format, for positive numbers, without its literal words and colours."""
    code = re.sub(r'"[^"]*"|\\.|_.|\*.', "", code)
    code = re.sub(r"\[(?!h|m|s)[^\]]*\]", "", code, flags=re.IGNORECASE)
    return re.sub("general", "", code.split(";")[0].lower())


class _Sheets:
    """Reads sheets with what they share."""

    def __init__(self, strings: list[str], formats: list[str], epoch: datetime, tally: Tally) -> None:
        self._strings = strings
        self._formats = formats
        self._epoch = epoch
        self._tally = tally
        self._count = 0

    def grid(self, root: Element) -> Grid | None:
        """All rows of a sheet, None where there are none; raises Unreadable if there are too many cells."""
        cells = self._cells(root)
        if not cells:
            return None
        last_row, last_column = max(row for row, _ in cells), max(column for _, column in cells)
        covered = self._merge(root, cells, last_row, last_column)
        if last_row * last_column > 100_000:
            rows = sorted({row for row, _ in cells})
            columns = sorted({column for _, column in cells})
            self._tally["表格里空的行、列没有读入（{n} 张表），行号与原表不同"] += 1
        else:
            rows, columns = [*range(1, last_row + 1)], [*range(1, last_column + 1)]
        self._count += len(rows) * len(columns)
        check_cells(self._count)
        return Grid(
            [[cells.get((row, column), "") for column in columns] for row in rows],
            {
                (index, position)
                for index, row in enumerate(rows)
                for position, column in enumerate(columns)
                if (row, column) in covered
            },
        )

    def _cells(self, root: Element) -> _Cells:
        """The cells that are not empty, by row and column."""
        cells: _Cells = {}
        row = 0
        for line in root.iterfind(f"{_S}sheetData/{_S}row"):
            given = line.get("r", "")
            row = int(given) if re.fullmatch("[1-9][0-9]{0,6}", given) else row + 1
            column = 0
            for node in line.iterfind(f"{_S}c"):
                reference = _REFERENCE.fullmatch(node.get("r", ""))
                column = _column(reference[1]) if reference else column + 1
                text = tidy(self._text(node), self._tally).strip()
                if text:
                    cells[row, column] = text
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

    def _text(self, node: Element) -> str:
        """What a cell shows."""
        kind = node.get("t", "n")
        if kind == "inlineStr":
            inline = node.find(f"{_S}is")
            return "" if inline is None else _rich(inline)
        child = node.find(f"{_S}v")
        raw = ((child.text or "") if child is not None else "").strip(" \t\r\n")
        if not raw and node.find(f"{_S}f") is not None:
            self._tally["有 {n} 格是没有算出结果的公式，没有读入。请用 Excel 打开后再保存一次"] += 1
        if kind == "s":
            index = int(raw) if re.fullmatch("[0-9]{1,9}", raw) else -1
            return self._strings[index] if 0 <= index < len(self._strings) else ""
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
        if kind == "d":
            return raw.removesuffix("T00:00:00").replace("T", " ")
        if kind != "n" or not _NUMBER.fullmatch(raw):
            return raw
        style = node.get("s", "0")
        index = int(style) if re.fullmatch("[0-9]{1,9}", style) else 0
        return self._number(float(raw), self._formats[index] if index < len(self._formats) else "")

    def _number(self, number: float, code: str) -> str:
        """A number, percentage, date or time, by its format."""
        if "%" in code:
            return f"{_decimal(number * 100)}%"
        day, month, time = "d" in code, "y" in code, "h" in code or "s" in code
        if not (day or month or time) or not 0 <= number < 2_900_000:
            return _decimal(number)
        if number < 60 and self._epoch.year == 1899:
            number += 1
        moment = self._epoch + timedelta(seconds=round(number * 86_400))
        clock = f"{moment:%H:%M:%S}".removesuffix(":00")
        if not (day or month):
            return clock
        date = f"{moment:%Y-%m-%d}" if day else f"{moment:%Y-%m}"
        return f"{date} {clock}" if time and moment.time() != moment.min.time() else date


def _column(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _decimal(number: float) -> str:
    """As Excel shows it, with at most fifteen digits: 5, 0.3, 1234567."""
    text = f"{number:.15g}"
    if "e" in text and abs(number) < 1e-4:
        text = f"{number:.20f}".rstrip("0").rstrip(".") if abs(number) >= 1e-15 else text
    return text


READER = Reader(
    suffixes=("xlsx", "xlsm"), sniff=lambda source: source.is_package_of(f"{_S}workbook"), read=_read
)
