"""Tables of tasks that were pasted as text, their cells apart by tabs or a line each → tables again.

A table copied from a page has a line a row, tabs or bars (|) between the cells, and a line break wherever a cell
has one. One that a page's text was taken from has a line a cell. Either is known by its head alone:
the words that head the columns of a table of tasks. Cells are put under the columns that they fit;
a row that does not fill the columns keeps all that it says in its task, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice

from responsibility.importing.outline import numbered
from responsibility.importing.readers.base import Block, Table
from responsibility.importing.table_heads import Head, find_head
from responsibility.importing.table_lines import mark_of
from responsibility.importing.text import clean
from responsibility.language.columns import DEADLINE, LEADER, NUMBER, SECTION, TASK
from responsibility.language.dates import NO_YEAR, Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import normalise
from responsibility.language.unit_lists import listed
from responsibility.language.unit_names import Known, looks_like_a_unit
from responsibility.model import ROLES

_FEWEST, _MOST = 3, 12
"""Columns of a table that is known by its text."""
_LONGEST_HEADING = 12
"""Characters of a heading of a column that has a line for itself."""
_LONGEST_TIME = 12
"""Characters of a cell that says by when in words that are no time: 按时序进度推进."""
_HEADING_RANKS = ("chapter", "first", "second")
_NEAR = 4
"""Lines within which a table goes on behind one that is no row."""
Cells = list[str]


def with_tables(blocks: Iterable[Block | Table], known: Known, unread: list[str]) -> Iterator[Block | Table]:
    """``blocks`` with the tables of tasks among their lines as such; rows that do not fill their columns go to ``unread``."""
    lines: list[Block] = []
    for block in blocks:
        if isinstance(block, Block):
            lines.append(block)
            continue
        yield from _in_lines(lines, known, unread)
        yield block
        lines = []
    yield from _in_lines(lines, known, unread)


_RULE = re.compile(r"[|\-:=+\s]+")
"""A line that only rules a table off: |---|---|."""


def _without_bars(lines: Sequence[Block]) -> Sequence[Block]:
    """``lines`` with tabs for the bars that part cells (| 1 | 修桥 |), a line a cell (修桥 |) or a row; as they are where few have any."""
    texts = [line.text.replace("｜", "|").strip() for line in lines]
    if sum("|" in text for text in texts) < _FEWEST:
        return lines
    return [
        line._replace(text="" if _RULE.fullmatch(text) else "\t".join(map(str.strip, _parted(text))))
        if "|" in text
        else line
        for line, text in zip(lines, texts, strict=True)
    ]


def _parted(text: str) -> list[str]:
    """What stands between the bars of a line; one at its beginning or end parts nothing."""
    return text.removeprefix("|").removesuffix("|").split("|")


def _in_lines(lines: Sequence[Block], known: Known, unread: list[str]) -> Iterator[Block | Table]:
    index = 0
    plain = _without_bars(lines)
    while index < len(lines):
        pasted = _Pasted(plain, index, known)
        if pasted.read_tabs() or pasted.read_lines():
            yield pasted.table()
            unread += pasted.unread
            index = pasted.end
        else:
            yield lines[index]
            index += 1


class _Pasted:
    """The table whose head begins at a line, if one does."""

    def __init__(self, lines: Sequence[Block], start: int, known: Known) -> None:
        self._lines, self._start, self._known = lines, start, known
        self._rows: list[Cells] = []
        self.end = start
        """The first line behind the table."""
        self.unread: list[str] = []
        """The rows that do not fill the columns, a sentence each."""

    def table(self) -> Table:
        """The table; what heads its tasks goes over its whole width."""
        width = len(self._rows[0])
        headings = [index for index, row in enumerate(self._rows) if len(row) == 1]
        rows = tuple(tuple(row * width if len(row) == 1 else row) for row in self._rows)
        covered = frozenset((index, column) for index in headings for column in range(1, width))
        return Table(rows, f"{self._lines[self._start].where}起的表", covered)

    def _head(self, cells: Cells) -> Head | None:
        """The head that a row of cells is, of a table of tasks."""
        if not _FEWEST <= len(cells) <= _MOST or not all(cells):
            return None
        return find_head(Table((tuple(cells), ("",) * len(cells)), ""))

    # ------------------------------------------------------------ tabs between the cells

    def read_tabs(self) -> bool:
        """Read a table with a line a row; False where there is none."""
        cells = _cells(self._lines[self._start])
        head = self._head(cells)
        if head is None:
            return False
        rows: list[Cells] = []
        index = self._start + 1
        while index < len(self._lines):
            following = _cells(self._lines[index])
            if len(following) > len(cells) or (len(following) == 1 and not self._goes_on(index)):
                break
            if rows and self._continues(rows[-1], following, head):
                rows[-1] = [*rows[-1][:-1], f"{rows[-1][-1]}\n{following[0]}", *following[1:]]
            elif following != [""]:
                rows.append(following)
            index += 1
        self._rows = [cells, *(row if len(row) == 1 else self._filled(row, head) for row in rows)]
        self.end = index
        return any(len(row) > 1 for row in rows)

    def _goes_on(self, index: int) -> bool:
        """Whether further cells stand behind a line that has none, before the next paragraph ends the table."""
        return any("\t" in line.text.strip() for line in self._lines[index + 1 : index + _NEAR])

    def _continues(self, row: Cells, following: Cells, head: Head) -> bool:
        """Whether a line goes on with the last cell of a row: behind a line break within a cell."""
        if not following[0] or (len(row) == 1 and len(following) > 1):
            return False
        if len(following) == 1:
            return len(row) > 1 and numbered(clean(following[0]))[0] not in _HEADING_RANKS
        counted = bool(head.of(NUMBER)) and bool(mark_of(following[0]))
        return not counted and len(row) + len(following) - 1 <= len(head.columns)

    def _filled(self, row: Cells, head: Head) -> Cells:
        """A row with as many cells as there are columns: those that are lacking stand last, or are merged with what is above."""
        lacking = len(head.columns) - len(row)
        if not lacking:
            return row
        merged = [column.position for column in head.of(SECTION)][:lacking]
        for positions in ([], merged):
            filled = list(row)
            for position in positions:
                filled.insert(position, "")
            filled += [""] * (len(head.columns) - len(filled))
            if all(self._fits(cell, head.columns[column].kind) for column, cell in enumerate(filled) if cell):
                return filled
        counted = head.columns[0].kind == NUMBER and bool(mark_of(row[0]))
        return self._unfilled(row[0] if counted else "", row[1:] if counted else row, head)

    # ------------------------------------------------------------ a line a cell

    def read_lines(self) -> bool:
        """Read a table with a line a cell, its rows counted; False where there is none."""
        head, first = self._head_of_lines(list(islice(self._full(), _MOST + 1)))
        if head is None:
            return False
        full = list(self._full())
        numbers = self._numbers(full, first)
        rows = []
        for begin, end in zip(numbers, [*numbers[1:], len(full)], strict=True):
            texts = [self._text(index) for index in full[begin + 1 : end]]
            heading = texts.pop() if end < len(full) and self._heads(texts) else ""
            cells = self._under(texts, head, is_last=end == len(full))
            number = self._text(full[begin])
            rows.append([number, *cells] if cells else self._unfilled(number, texts, head))
            rows += [[heading]] if heading else []
            self.end = full[begin + (sum(map(_lines_of, cells)) if cells else len(texts))] + 1
        self._rows = [[column.heading for column in head.columns], *rows]
        return len(self.unread) * 2 < len(numbers)

    def _full(self) -> Iterator[int]:
        """The lines from the head on that are not empty."""
        return (index for index in range(self._start, len(self._lines)) if self._text(index))

    def _text(self, index: int) -> str:
        return self._lines[index].text.strip()

    def _head_of_lines(self, full: Sequence[int]) -> tuple[Head | None, int]:
        """The head whose cells have a line each, and the place in ``full`` of the first line below it.

        That line counts the first row; only in an excerpt is that not 1.
        """
        excerpt: tuple[Head | None, int] = (None, 0)
        for width in range(min(_MOST, len(full) - 1), _FEWEST - 1, -1):
            cells = [self._text(index) for index in full[:width]]
            number = self._number(full[width])
            head = (
                self._head(cells) if number and all(len(cell) <= _LONGEST_HEADING for cell in cells) else None
            )
            if head and head.columns[0].kind == NUMBER:
                if number == 1:
                    return head, width
                if not any(self._number(index) for index in full[:width]):
                    excerpt = head, width
        return excerpt

    def _number(self, index: int) -> int:
        """The number that a line is; 0 where it is none."""
        digits = re.fullmatch("([0-9]{1,3})[.]", mark_of(self._text(index)))
        return int(digits[1]) if digits else 0

    def _numbers(self, full: Sequence[int], first: int) -> list[int]:
        """The places of the lines that count the rows: 1, 2 and so on, or from where an excerpt begins."""
        numbers = [first]
        for number in count(self._number(full[first]) + 1):
            begins = range(numbers[-1] + 2, len(full))
            following = next((each for each in begins if self._number(full[each]) == number), None)
            if following is None:
                return numbers
            numbers.append(following)
        return numbers

    def _heads(self, texts: Sequence[str]) -> bool:
        """Whether the last of a row's lines heads what follows: 二、改善民生."""
        return len(texts) > 1 and numbered(clean(texts[-1]))[0] in _HEADING_RANKS

    def _under(self, texts: Sequence[str], head: Head, is_last: bool) -> Cells | None:
        """The cells of a row, a line or several each; None where its lines do not fit the columns in one way.

        Behind the last row other text may follow.
        """
        ends = range(len(texts), 0, -1) if is_last else [len(texts)]
        for end in ends:
            ways = list(self._ways(texts[:end], [column.kind for column in head.columns[1:]]))
            if ways:
                return ways[0] if len(ways) == 1 else None
        return None

    def _ways(self, texts: Sequence[str], kinds: Sequence[str]) -> Iterator[Cells]:
        """The ways to put lines under columns, each at least one; no cell but one of units goes on with units."""
        if not kinds:
            if not texts:
                yield []
            return
        for end in range(1, len(texts) - len(kinds) + 2):
            if not self._fits(texts[end - 1], kinds[0], goes_on=end > 1):
                return
            for rest in self._ways(texts[end:], kinds[1:]):
                yield ["\n".join(texts[:end]), *rest]

    # ------------------------------------------------------------ cells and columns

    def _fits(self, cell: str, kind: str, goes_on: bool = False) -> bool:
        """Whether a cell can stand under a column of a kind, or go on with a line there."""
        if kind == NUMBER:
            return bool(mark_of(cell))
        units = self._names_units(cell)
        if kind in ROLES:
            return units
        if kind == DEADLINE:
            timed = any(read_deadlines(normalise(cell), Reference(NO_YEAR)))
            return timed or (not units and not goes_on and len(cell) <= _LONGEST_TIME)
        return kind == LEADER or not (units and goes_on)

    def _names_units(self, cell: str) -> bool:
        """Whether most of what a cell lists looks like units."""
        names = [item for line in cell.split("\n") for item in listed(normalise(line), self._known)]
        units = sum(looks_like_a_unit(item.written, self._known) for item in names)
        return units * 2 > len(names)

    def _unfilled(self, number: str, texts: Sequence[str], head: Head) -> Cells:
        """A row that does not fill the columns: all that it says behind its number as its task; told."""
        task = head.of(TASK)[0].position
        self.unread.append(f"表里的一行与各列对不上，照录在任务里：“{' '.join(texts)[:60]}”")
        cells = [""] * len(head.columns)
        cells[0], cells[task] = number, "\n".join(texts)
        return cells


def _cells(line: Block) -> Cells:
    return [cell.strip() for cell in line.text.strip("\n ").split("\t")]


def _lines_of(cell: str) -> int:
    return cell.count("\n") + 1
