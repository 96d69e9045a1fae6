"""An Excel file → a table for each sheet, with the cells as they are shown."""

from __future__ import annotations

import re

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
from responsibility.importing.readers.package import Element
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.unread import Unread
from responsibility.importing.readers.xlsx_formats import shown
from responsibility.importing.readers.xlsx_parts import (
    NUMBER,
    At,
    Book,
    S,
    SheetPart,
    Words,
    cells,
    hidden_columns,
    hidden_rows,
    is_formula,
    merged,
    raw,
    rows,
)

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_Cells = dict[At, str]


def _read(source: Source) -> Document:
    """The sheets of an Excel file that are seen.

    A row of the table for each row of the sheet that is seen, the empty ones too. Raises
    Unreadable, and the errors of lxml and zipfile.
    """
    book = Book(source.package, *source.main)
    tally, unread = Tally(), Unread()
    sheets = _Sheets(book, tally, unread)
    tables = []
    for part in book.sheets():
        where = f"工作表“{tidy(part.name, tally)}”"
        if part.hidden:
            unread.add("隐藏的工作表", where)
        elif part.root is not None:
            sheet = sheets.sheet(part.root, where)
            if sheet:
                tables.append(sheet.table(where))
            _beside(book, part, where, unread)
    if not tables:
        left_out = "".join(f"；{sentence}" for sentence in unread.sentences())
        raise Unreadable(f"Excel 文件里没有内容。请检查是不是选错了文件{left_out}")
    return Document(tuple(tables), "Excel 工作簿", notes(tally), tuple(unread.sentences()))


def _beside(book: Book, sheet: SheetPart, where: str, unread: Unread) -> None:
    """Tell what is seen of a sheet beside its cells: boxes, pictures, comments, heads and feet of the page."""
    for reference, text in book.comments(sheet.part):
        unread.add("批注", f"{where}{reference}格", text)
    for kind, part in book.package.related(sheet.part).values():
        other = book.package.xml(part) if kind == "drawing" else None
        if other is None:
            continue
        for box in other.iter(f"{_DRAWING}sp", f"{_DRAWING}pic", f"{_DRAWING}graphicFrame"):
            text = "".join(node.text or "" for node in box.iter(_DRAWN))
            called = {"sp": "文本框的文字", "pic": "图片"}.get(box.tag.rpartition("}")[2], "图表")
            if text or called != "文本框的文字":
                unread.add(called, where, text)
    for page in sheet.root.iterfind(f"{S}headerFooter/*") if sheet.root is not None else ():
        text = re.sub(r'&(?:"[^"]*"|[0-9]+|[A-Z])', "", page.text or "")
        if re.search(r"[^\W0-9_第页共]", text):
            unread.add("页眉、页脚的文字", where, text)


class _Sheets:
    """Reads sheets with what they share."""

    def __init__(self, book: Book, tally: Tally, unread: Unread) -> None:
        self._book, self._tally, self._unread = book, tally, unread
        self._count = self._characters = 0

    def sheet(self, root: Element, where: str) -> Grid | None:
        """The rows of a sheet, None where there are none; raises Unreadable if there are too many cells."""
        texts = self._cells(root, where)
        if not texts:
            return None
        last_row, last_column = max(row for row, _ in texts), max(column for _, column in texts)
        without_rows, without_columns = hidden_rows(root), hidden_columns(root, last_column)
        self._tell_hidden(texts, without_rows, without_columns, where)
        covered = self._merge(root, texts, last_row, last_column)
        if last_row * last_column > 100_000:
            shown_rows = sorted({row for row, _ in texts})
            columns = sorted({column for _, column in texts})
            self._tally["表格里空的行、列没有读入（{n} 张表），行号与原表不同"] += 1
        else:
            shown_rows, columns = [*range(1, last_row + 1)], [*range(1, last_column + 1)]
        self._count += len(shown_rows) * len(columns)
        check_cells(self._count)
        shown_rows = [row for row in shown_rows if row not in without_rows]
        columns = [column for column in columns if column not in without_columns]
        row_at = {row: index for index, row in enumerate(shown_rows)}
        column_at = {column: index for index, column in enumerate(columns)}
        return Grid(
            [[texts.get(At(row, column), "") for column in columns] for row in shown_rows],
            {
                (row_at[row], column_at[column])
                for row, column in covered
                if row in row_at and column in column_at
            },
        )

    def _tell_hidden(self, texts: _Cells, without_rows: set[int], columns: set[int], where: str) -> None:
        by_line: dict[tuple[str, str], list[str]] = {}
        for (row, column), text in texts.items():
            if row in without_rows:
                by_line.setdefault(("隐藏的行", f"{where}第{row}行"), []).append(text)
            elif column in columns:
                by_line.setdefault(("隐藏的列", f"{where}第{column}列"), []).append(text)
        for (kind, line), words in by_line.items():
            self._unread.add(kind, line, " ".join(words))

    def _cells(self, root: Element, where: str) -> _Cells:
        """The cells that are not empty."""
        texts: _Cells = {}
        for row, line in rows(root):
            left_out: list[str] = []
            for at, node in cells(row, line):
                words, struck = self._words(node)
                left_out += filter(None, [struck.strip()])
                text = tidy(words, self._tally).strip()
                if text:
                    texts[at] = text
                    self._characters += len(text)
                    check_characters(self._characters)
            if left_out:
                self._unread.add("删除线的文字", f"{where}第{row}行", " ".join(left_out))
        return texts

    def _merge(self, root: Element, texts: _Cells, last_row: int, last_column: int) -> set[At]:
        """Repeat the text of merged cells, within what is used of the sheet; the cells where it is repeated."""
        count = characters = 0
        covered: set[At] = set()
        for start, end in merged(root):
            text = texts.get(start)
            if text is None:
                continue
            bottom, right = min(end.row, last_row), min(end.column, last_column)
            size = max(0, bottom - start.row + 1) * max(0, right - start.column + 1)
            count, characters = count + size, characters + size * len(text)
            check_cells(count)
            check_characters(characters)
            for row in range(start.row, bottom + 1):
                for column in range(start.column, right + 1):
                    texts[At(row, column)] = text
                    covered.add(At(row, column))
            covered.discard(start)
        return covered

    def _words(self, node: Element) -> Words:
        """What a cell shows, and what of it is struck."""
        style = self._book.style(node)
        words = self._book.words(node) or Words(self._text(node, style.code))
        return Words("", words.text + words.struck) if style.struck else words

    def _text(self, node: Element, code: str) -> str:
        """What a cell shows that has a value."""
        kind, value = node.get("t", "n"), raw(node)
        if not value and is_formula(node):
            self._tally["有 {n} 格是没有算出结果的公式，没有读入。请用 Excel 打开后再保存一次"] += 1
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        if kind != "n" or not NUMBER.fullmatch(value):
            return value
        return shown(float(value), code, self._book.epoch)


READER = Reader(
    suffixes=("xlsx", "xlsm"), sniff=lambda source: source.is_package_of(f"{S}workbook"), read=_read
)
