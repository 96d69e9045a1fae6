"""A PDF with text → its paragraphs and its ruled tables; one that is scanned is said to be one.

The pages are taken apart by pdfplumber; what is done here is what it cannot know: which
lines are one paragraph, which tables go on over a page, and what of a page is no text.
"""

from __future__ import annotations

import io
import logging
import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from responsibility.importing.readers.base import (
    MAX_CHARACTERS,
    MEGABYTE,
    Document,
    Grid,
    Items,
    Tally,
    Unreadable,
    check_cells,
    notes,
    placed,
    tidy,
)
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.text import PAGE_NUMBER
from responsibility.importing.readers.unread import Unread

_MOST_PAGES = 300
_MOST_UNPACKED = 100 * MEGABYTE
"""Of all streams together; text of three hundred pages has a tenth of that."""
_STREAM = re.compile(rb"stream\r?\n")
_SCANNED = (
    "这是扫描的 PDF，里面只有图片，没有文字。请先做文字识别（OCR），校对后存为 .docx 或 .txt；"
    "或向发文单位要 Word 文件"
)
_DAMAGED = "PDF 已损坏，或写法特殊，读不下去。请用 WPS 或 Word 打开，另存为 .docx 再读"
_BOMB = "PDF 解压以后太大，不像政策文件。请用 WPS 或 Word 打开，另存为 .docx 再读"
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_ENDS = "。！？；："
_NUMBERED = re.compile(r"[0-9]{1,3}[.．、]|[（(][^（）()]{1,4}[)）]|[^，。、]{1,4}、|第[^，。]{1,4}[章条节]")


class _Line(NamedTuple):
    text: str
    left: float
    right: float
    size: float
    top: float


def _read(source: Source) -> Document:
    """The text of a PDF. Raises Unreadable."""
    _check_size(source.content)
    try:
        return _document(source.content)
    except Unreadable:
        raise
    except Exception as error:  # the parser raises whatever it likes on files that are broken
        if "Password" in type(error).__name__ or "Password" in repr(error):
            raise Unreadable("PDF 加了密码。请打开后取消密码，再另存一份") from error
        raise Unreadable(_DAMAGED) from error


def _check_size(content: bytes) -> None:
    """Raise Unreadable if the streams of a PDF would become too large; the parser itself has no bound."""
    left = _MOST_UNPACKED
    for start in _STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            left -= len(unpacker.decompress(content[start.end() : start.end() + len(content)], left))
        except zlib.error:
            continue
        if left <= 0:
            raise Unreadable(_BOMB)


def _document(content: bytes) -> Document:
    import pdfplumber  # takes a moment, and few documents need it

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    tally, unread = Tally(), Unread()
    items: Items = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            raise Unreadable(
                f"PDF 有 {len(pdf.pages)} 页，超过 {_MOST_PAGES} 页，不像政策文件。请只留下正文的页再读"
            )
        reader = _Reader(tally, unread)
        scanned = 0
        for number, page in enumerate(pdf.pages, start=1):
            if page.chars:
                reader.page(page, number)
                tally["图片 {n} 处没有读入，里面如有文字要另行录入"] += len(page.images)
            elif page.images:
                unread.add("扫描的页", f"第{number}页")
                scanned += 1
            page.close()  # else all pages stay in memory
        items = reader.finish()
    blocks = placed(items)
    if not blocks:
        raise Unreadable(_SCANNED if scanned else "PDF 里没有文字。请检查是不是选错了文件")
    return Document(blocks, "PDF", notes(tally), (*reader.jumbled, *unread.sentences()))


class _Reader:
    """Goes through the pages in order, since paragraphs and tables go on over their ends."""

    def __init__(self, tally: Tally, unread: Unread) -> None:
        self._tally, self._unread = tally, unread
        self._items: list[_Line | Grid] = []
        self._characters = self._cells = 0
        self.jumbled: list[str] = []
        """Pages whose columns cannot be told apart, a sentence each."""

    def page(self, page: Any, number: int) -> None:
        """The lines and tables of a page, from its top to its foot."""
        self._characters += len(page.chars)
        if self._characters > MAX_CHARACTERS:
            raise Unreadable(_BOMB)
        tables = [table for table in page.find_tables() if len(table.cells) > 1]
        boxes = [table.bbox for table in tables]
        outside = page.filter(lambda piece: not any(_is_within(piece, box) for box in boxes))
        lines = list(self._lines(outside))
        pieces: list[tuple[float, _Line | Grid]] = [(line.top, line) for line in lines]
        pieces += [(table.bbox[1], self._grid(page, table)) for table in tables]
        for index, (_, item) in enumerate(sorted(pieces, key=lambda pair: pair[0])):
            last = self._items[-1] if self._items else None
            if index == 0 and isinstance(item, Grid) and isinstance(last, Grid) and _goes_on(last, item):
                _append(last, item)
            else:
                self._items.append(item)
        if sum(len(_GAP.findall(line.text)) >= 2 for line in lines) >= 3:
            self.jumbled.append(
                f"第{number}页像是有没有框线的表格，按行读入，各列串在一起：请用 Word 文件再读"
            )

    def _lines(self, page: Any) -> Iterator[_Line]:
        for line in page.extract_text_lines(return_chars=False):
            text = tidy(line["text"], self._tally).strip()
            if PAGE_NUMBER.fullmatch(text):
                self._tally["删去页码 {n} 行"] += 1
            elif text:
                yield _Line(text, line["x0"], line["x1"], line["bottom"] - line["top"], line["top"])

    def _grid(self, page: Any, table: Any) -> Grid:
        """A ruled table; a cell that goes over several rows or columns of it is repeated."""
        lefts, tops = (sorted({round(cell[side]) for cell in table.cells}) for side in (0, 1))
        self._cells += len(lefts) * len(tops)
        check_cells(self._cells)
        grid = Grid([[""] * len(lefts) for _ in tops])
        for box in table.cells:
            left, top, right, bottom = map(round, box)
            lines = list(self._lines(page.crop(box, strict=False)))
            text = "\n".join(_paragraphs(lines, right, left))
            rows = [index for index, edge in enumerate(tops) if top <= edge < bottom]
            columns = [index for index, edge in enumerate(lefts) if left <= edge < right]
            for row in rows:
                for column in columns:
                    grid.rows[row][column] = text
                    if (row, column) != (rows[0], columns[0]):
                        grid.covered.add((row, column))
        return grid

    def finish(self) -> Items:
        """All paragraphs and tables, in order."""
        lines = [item for item in self._items if isinstance(item, _Line)]
        right = max((line.right for line in lines), default=0.0)
        left = min((line.left for line in lines), default=0.0)
        items: Items = []
        run: list[_Line] = []
        for item in self._items:
            if isinstance(item, _Line):
                run.append(item)
            else:
                items += _paragraphs(run, right, left)
                run = []
                if item:
                    items.append(item)
        return [*items, *_paragraphs(run, right, left)]


def _is_within(piece: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    """Whether the middle of a character stands in the box."""
    across, down = (piece["x0"] + piece["x1"]) / 2, (piece["top"] + piece["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= down <= box[3])


def _paragraphs(lines: Sequence[_Line], right: float, left: float) -> list[str]:
    """Lines between these margins as paragraphs: a full one goes on on the next, unless that is indented."""
    whole: list[str] = []
    for line, last in zip(lines, [None, *lines], strict=False):
        full = last is not None and last.right > right - 2 * last.size
        begins = line.left > left + 1.2 * line.size or (
            last is not None and last.text[-1] in _ENDS and bool(_NUMBERED.match(line.text))
        )
        if full and not begins:
            whole[-1] += line.text
        else:
            whole.append(line.text)
    return whole


def _goes_on(table: Grid, further: Grid) -> bool:
    """Whether a table at the top of a page goes on with the one at the foot of the page before."""
    return bool(table.rows and further.rows) and len(table.rows[0]) == len(further.rows[0])


def _append(table: Grid, further: Grid) -> None:
    """The rows of a table that goes on; a first row without number is the rest of the one before."""
    first, *rest = further.rows
    covered = further.covered
    if not first[0].strip() and len(set(first)) > 1:
        table.rows[-1] = [above + below for above, below in zip(table.rows[-1], first, strict=True)]
        covered = {(row - 1, column) for row, column in covered if row}
    else:
        rest = further.rows
    offset = len(table.rows)
    table.rows += rest
    table.covered |= {(row + offset, column) for row, column in covered}


READER = Reader(
    suffixes=("pdf",),
    sniff=lambda source: not source.is_zip and b"%PDF-" in source.content[:1_024],
    read=_read,
)
