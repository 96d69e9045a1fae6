"""Pages of placed characters (PDF, OFD) → paragraphs and tables.

What is done here is what no parser of a format can know: which lines are one paragraph, which
tables go on over a page, which words are the columns of a table without rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from responsibility.importing.readers.aligned import AlignedTable, aligned_tables
from responsibility.importing.readers.aligned_words import Word
from responsibility.importing.readers.base import (
    MAX_CHARACTERS,
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
from responsibility.importing.readers.text import PAGE_NUMBER
from responsibility.importing.readers.unread import Unread

TOO_LARGE = "解压以后太大，不像政策文件。请用 WPS 或 Word 打开，另存为 .docx 再读"
_GAP = re.compile(r"(?<=\S) +(?=\S)")
_ENDS = "。！？；："
_NUMBERED = re.compile(r"[0-9]{1,3}[.．、]|[（(][^（）()]{1,4}[)）]|[^，。、]{1,4}、|第[^，。]{1,4}[章条节]")
_MOST_PAGES = 300
_MOST_EDGES = 20_000
_MOST_CROSSINGS = 8_000
"""Of upright with level lines on a page; a table with two hundred rows of twelve columns has a third of that."""
_SNAP = 3
"""Points by which the rules of a table may miss each other."""
_SLANTED = 0.05
"""How much a character may lean."""
_WORD_GAP = 0.8
"""Of the size of a character: how far apart the words of two columns stand at least."""

Placed = dict[str, Any]
"""A character or an edge with its place on the page, as pdfplumber has them: text, x0, x1, top, bottom …"""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class LaidOutPage(NamedTuple):
    """What stands on a page, measured from its left and its top; pdfplumber finds ruled tables by the edges alone."""

    chars: list[Placed]
    edges: list[Placed]
    """The straight lines that may be rules of a table."""
    images: int


class _Line(NamedTuple):
    text: str
    left: float
    right: float
    size: float
    top: float


class PageReader:
    """Goes through the pages in order, since paragraphs and tables go on over their ends."""

    def __init__(self, form: str) -> None:
        """``form`` is the format of the document, as messages name it."""
        self._form = form
        self._tally = Tally()
        self.unread = Unread()
        """What of the pages is not read; the reader of the format adds what it alone sees."""
        self._items: list[_Line | Grid] = []
        self._characters = self._cells = self._scanned = 0
        self._right = 0.0
        """How far the lines go that any page has."""
        self._aligned: AlignedTable | None = None
        """The table without rules at the foot of the page before."""
        self._columns: list[str] = []
        """Pages with columns that no rules part, and what was done about them, a sentence each."""

    def check_pages(self, count: int) -> None:
        """Raise Unreadable if that is too many pages."""
        if count > _MOST_PAGES:
            raise Unreadable(
                f"{self._form} 有 {count} 页，超过 {_MOST_PAGES} 页，不像政策文件。请只留下正文的页再读"
            )

    def page(self, page: LaidOutPage, number: int) -> None:
        """Read the lines and tables of a page, from its top to its foot. Raises Unreadable where it is too much."""
        self._characters += len(page.chars)
        if self._characters > MAX_CHARACTERS:
            raise Unreadable(f"{self._form} {TOO_LARGE}")
        if page.chars:
            self._tally["图片 {n} 处没有读入，里面如有文字要另行录入"] += page.images
            self._read(page._replace(chars=list(self._straight(_once(page.chars), number))), number)
        elif page.images:
            self.unread.add("扫描的页", f"第{number}页")
            self._scanned += 1
        elif page.edges:
            self.unread.add("没有文字、只有图形的页", f"第{number}页")

    def _straight(self, chars: list[Placed], number: int) -> Iterator[Placed]:
        """The characters that stand upright or lie on their side; slanted ones, as of watermarks, are told."""
        slanted = ""
        for char in chars:
            along, across = map(abs, char["matrix"][:2])
            if min(along, across) > _SLANTED * max(along, across):
                slanted += char["text"]
            else:
                yield char
        if slanted:
            self.unread.add("斜排的文字（水印等）", f"第{number}页", slanted)

    def _read(self, page: LaidOutPage, number: int) -> None:
        tables = [table for table in self._ruled(page, number) if len(table.cells) > 1]
        chars = _outside(page.chars, [table.bbox for table in tables])
        aligned = aligned_tables(_words(chars), self._aligned)
        lines = list(self._lines(_outside(chars, [table.box for table in aligned])))
        self._right = max(
            [self._right, *(line.right for line in lines), *(table.box[2] for table in aligned)]
        )
        pieces: list[tuple[float, _Line | Grid]] = [(line.top, line) for line in lines]
        pieces += [(table.bbox[1], self._grid(page, table)) for table in tables]
        pieces += [(table.box[1], table.grid) for table in aligned]
        for index, (_, item) in enumerate(sorted(pieces, key=lambda piece: piece[0])):
            last = self._items[-1] if self._items else None
            if index == 0 and isinstance(item, Grid) and isinstance(last, Grid) and _goes_on(last, item):
                _append(last, item)
            else:
                self._items.append(item)
        self._tell_columns(number, lines, aligned)

    def _ruled(self, page: LaidOutPage, number: int) -> list[Any]:
        """The ruled tables; none on a page that has more lines than rules of tables, which is told."""
        from pdfplumber.table import TableFinder, merge_edges  # takes a moment, and few documents need it

        edges = merge_edges(page.edges, *[_SNAP] * 4) if len(page.edges) <= _MOST_EDGES else page.edges
        upright = sum(edge["orientation"] == "v" for edge in edges)
        if len(edges) > _MOST_EDGES or upright * (len(edges) - upright) > _MOST_CROSSINGS:
            self.unread.add("线条太多、没有当作表格的页", f"第{number}页")
            return []
        return list(TableFinder(cast(Any, page)).tables)

    def _tell_columns(self, number: int, lines: Sequence[_Line], aligned: Sequence[AlignedTable]) -> None:
        """Tell what became of columns without rules."""
        at_foot = aligned and all(line.top < aligned[-1].box[1] for line in lines)
        self._aligned = aligned[-1] if at_foot else None
        if aligned:
            self._columns.append(f"第{number}页的表格没有框线，各列按对齐的位置读入，请对照原件逐格核对")
        if sum(len(_GAP.findall(line.text)) >= 2 for line in lines) >= 3:
            self._columns.append(
                f"第{number}页像是有没有框线的表格，按行读入，各列串在一起：请用 Word 文件再读"
            )

    def _lines(self, chars: list[Placed]) -> Iterator[_Line]:
        from pdfplumber.utils.text import chars_to_textmap

        if not chars:
            return
        for line in chars_to_textmap(chars).extract_text_lines(return_chars=False):
            text = tidy(line["text"], self._tally).strip()
            if PAGE_NUMBER.fullmatch(text):
                self._tally["删去页码 {n} 行"] += 1
            elif text:
                yield _Line(text, line["x0"], line["x1"], line["bottom"] - line["top"], line["top"])

    def _grid(self, page: LaidOutPage, table: Any) -> Grid:
        """A ruled table; a cell that goes over several rows or columns of it is repeated."""
        lefts, tops = (sorted({round(cell[side]) for cell in table.cells}) for side in (0, 1))
        self._cells += len(lefts) * len(tops)
        check_cells(self._cells)
        grid = Grid([[""] * len(lefts) for _ in tops])
        inside = [char for char in page.chars if _is_within(char, table.bbox)]
        for box in table.cells:
            left, top, right, bottom = map(round, box)
            lines = list(self._lines([char for char in inside if _is_within(char, box)]))
            text = "\n".join(_paragraphs(lines, right, left))
            rows = [index for index, edge in enumerate(tops) if top <= edge < bottom]
            columns = [index for index, edge in enumerate(lefts) if left <= edge < right]
            for row in rows:
                for column in columns:
                    grid.rows[row][column] = text
                    if (row, column) != (rows[0], columns[0]):
                        grid.covered.add((row, column))
        return grid

    def document(self) -> Document:
        """All that was read. Raises Unreadable where there is no text; a scan is said to be one."""
        blocks = placed(self._paragraphs_and_tables())
        if not blocks and self._scanned:
            raise Unreadable(
                f"这是扫描的 {self._form}，里面只有图片，没有文字。请先做文字识别（OCR），校对后存为 .docx 或 .txt；"
                "或向发文单位要 Word 文件"
            )
        if not blocks:
            raise Unreadable(f"{self._form} 里没有文字。请检查是不是选错了文件")
        return Document(blocks, self._form, notes(self._tally), (*self._columns, *self.unread.sentences()))

    def _paragraphs_and_tables(self) -> Items:
        lines = [item for item in self._items if isinstance(item, _Line)]
        left = min((line.left for line in lines), default=0.0)
        items: Items = []
        run: list[_Line] = []
        for item in self._items:
            if isinstance(item, _Line):
                run.append(item)
            else:
                items += _paragraphs(run, self._right, left)
                run = []
                if item:
                    items.append(item)
        return [*items, *_paragraphs(run, self._right, left)]


def _once(chars: list[Placed]) -> list[Placed]:
    """The characters without those that are printed over themselves, to look bold."""
    seen: set[tuple[str, int, int]] = set()
    single = []
    for char in chars:
        text, across, down = char["text"], int(char["x0"]), int(char["top"])
        near = ((text, across + x, down + y) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if text.isspace() or seen.isdisjoint(near):
            single.append(char)
        seen.add((text, across, down))
    return single


def _words(chars: list[Placed]) -> list[Word]:
    """The words of these characters: what stands together on a line, without a gap as wide as a character."""
    from pdfplumber.utils.text import extract_words

    return [
        Word(word["text"], word["x0"], word["x1"], word["top"], word["bottom"])
        for word in extract_words(chars, x_tolerance_ratio=_WORD_GAP)
    ]


def _outside(chars: list[Placed], boxes: Sequence[Box]) -> list[Placed]:
    """Those of the characters that stand in none of the boxes."""
    return [char for char in chars if not any(_is_within(char, box) for box in boxes)]


def _is_within(char: Placed, box: Box) -> bool:
    """Whether the middle of a character stands in the box."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
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
