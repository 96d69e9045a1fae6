"""Tables of tasks whose cells are parted by blank space alone: rows and columns by how their words are aligned.

Nothing is guessed. A table is read where its head consists of known headings, where white space parts
all its columns, and where each row is either level at its top with its number or centred on it; any
other stays what it is, lines whose columns run together, and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from responsibility.importing.readers.aligned_rows import Row, Rows, rows_of
from responsibility.importing.readers.aligned_words import (
    LEVEL,
    Line,
    Span,
    Word,
    lines_of,
    margin_of,
    merged_spans,
    spans_of,
)
from responsibility.importing.readers.base import Grid
from responsibility.language.columns import NUMBER, OTHER, column_kind
from responsibility.language.normalize import normalise
from responsibility.language.numerals import ORDINAL
from responsibility.language.unit_names import looks_like_a_unit
from responsibility.model import ROLES

_LONGEST_HEADING = 10
"""Characters; more are two headings, one over the other."""
_DEEPEST = 3
"""Lines of a head."""
_FEWEST_COLUMNS = 3
_NUMBER = re.compile(rf"[A-Z0-9][A-Z0-9.-]{{0,7}}[.．、]?|[（(]?{ORDINAL}[)）]?")
_SECTION = re.compile(rf"(?:{ORDINAL}、|[（(]{ORDINAL}[)）])[^。]{{1,40}}")
_COUNTED = re.compile(r"[0-9]{1,2}[.．、]|[（(][^（）()]{1,3}[)）]|[①-⑳]")
_BETWEEN_NAMES = re.compile(r"[、，,；;\s]+")
_BEGINS_NAME = re.compile("[省市县区州旗各]")


class AlignedTable(NamedTuple):
    """A table without rules."""

    grid: Grid
    box: tuple[float, float, float, float]
    """Left, top, right, bottom."""
    spans: tuple[Span, ...]
    headings: tuple[str, ...]


def aligned_tables(words: Sequence[Word], above: AlignedTable | None) -> list[AlignedTable]:
    """The tables without rules among the words of a page, from its top to its foot.

    ``above`` is the one that ends the page before: what stands at the top of this one may go on with it.
    """
    lines = list(lines_of(words))
    tables = []
    begin = 0
    while begin < len(lines):
        end = begin + 1
        head = _head(lines[begin : begin + _DEEPEST])
        if head:
            depth, spans, headings = head
            table, end = _table(lines, begin, begin + depth, spans, headings)
        elif begin == 0 and above:
            table, end = _table(lines, 0, 0, above.spans, above.headings)
        else:
            table = None
        if table:
            tables.append(table)
        begin = end
    return tables


# ------------------------------------------------------------ the head


def _head(lines: Sequence[list[Word]]) -> tuple[int, list[Span], list[str]] | None:
    """How many of the lines are a head of a table of tasks, its columns and their headings; None where none are."""
    for depth in range(len(lines), 0, -1):
        head = [_unspaced(line) for line in lines[:depth]]
        words = [word for line in head for word in line]
        columns = merged_spans(spans_of(words), margin_of(words)) or []
        if len(columns) < _FEWEST_COLUMNS:
            continue
        stacks = [[word for word in words if column.left <= word.left <= column.right] for column in columns]
        headings = [normalise("".join(word.text for word in stack)) for stack in stacks]
        if _are_level(stacks) and _heads_tasks(headings):
            spans = [span._replace(column=number) for number, span in enumerate(columns)]
            return depth, spans, headings
    return None


def _unspaced(line: list[Word]) -> list[Word]:
    """The words of a head; characters that stand apart (序 号) are one."""
    words: list[Word] = []
    for word in line:
        last = words[-1] if words else None
        if last and len(last.text) == len(word.text) == 1 and word.left - last.right < 3 * word.size:
            words[-1] = last._replace(text=last.text + word.text, right=word.right)
        else:
            words.append(word)
    return words


def _are_level(stacks: Sequence[Sequence[Word]]) -> bool:
    """Whether the headings, a word a line each, are centred beside each other."""
    centres = []
    for stack in stacks:
        middles = [word.middle for word in stack]
        if any(below - above < LEVEL * stack[0].size for above, below in pairwise(middles)):
            return False
        centres.append((middles[0] + middles[-1]) / 2)
    return max(centres) - min(centres) <= LEVEL * stacks[0][0].size


def _heads_tasks(headings: Sequence[str]) -> bool:
    """Whether columns so headed are those of a table of tasks: a number first, units, and at most one not known."""
    kinds = [column_kind(heading) for heading in headings]
    short = all(len(heading) <= _LONGEST_HEADING for heading in headings)
    return short and kinds[0] == NUMBER and bool(set(kinds) & set(ROLES)) and kinds.count(OTHER) <= 1


# ------------------------------------------------------------ the rows


def _table(
    lines: Sequence[list[Word]],
    top: int,
    begin: int,
    spans: Sequence[Span],
    headings: Sequence[str],
) -> tuple[AlignedTable | None, int]:
    """The table whose rows begin at the line ``begin``, and the line behind it; None where its rows are not clear."""
    grown, end = _grown(lines, begin, spans)
    if grown is None:
        return None, max(end, top + 1)
    rows = rows_of(list(_pieces(lines[begin:end], grown)), headed=begin > top)
    if not rows:
        return None, max(end, top + 1)
    last = begin + sum(1 if isinstance(row, str) else len(row) for row in rows)
    box = _box([word for line in lines[top:last] for word in line])
    grid = _grid(rows, grown, headings, headed=begin > top)
    return AlignedTable(grid, box, tuple(grown), tuple(headings)), last


def _box(words: Sequence[Word]) -> tuple[float, float, float, float]:
    return (
        min(word.left for word in words),
        min(word.top for word in words),
        max(word.right for word in words),
        max(word.bottom for word in words),
    )


def _grown(lines: Sequence[list[Word]], begin: int, spans: Sequence[Span]) -> tuple[list[Span] | None, int]:
    """The columns as wide as their cells, and the first line that does not stand in them; None without clear columns."""
    grown = list(spans)
    index = begin
    for index in range(begin, len(lines) + 1):
        if index == len(lines):
            break
        line = lines[index]
        if _section(line):
            continue
        wider = merged_spans([*grown, *_at_the_edge(spans_of(line), grown)], margin_of(line))
        if wider is None:
            if _NUMBER.fullmatch(line[0].text):
                return None, index  # a further row, and it does not stand in the columns
            break
        number = next(span for span in wider if span.column == 0)
        first = [word.text for word in line if word.right <= number.right]
        if first and not all(map(_NUMBER.fullmatch, first)):
            break
        grown = wider
    clear = index > begin and all(span.column is not None for span in grown)
    return (grown if clear else None), index


def _at_the_edge(words: Sequence[Span], columns: Sequence[Span]) -> Iterator[Span]:
    """The spans of words, wider where they reach the first or the last column: nothing else stands before or behind them."""
    first, last = columns[0], columns[-1]
    for word in words:
        if word.right < first.left:
            yield word._replace(right=first.left)
        elif word.left > last.right:
            yield word._replace(left=last.right)
        else:
            yield word


def _section(line: Sequence[Word]) -> str:
    """The heading that a line is which goes over the columns; empty where it is none."""
    text = " ".join(word.text for word in line)
    return text if len(line) <= 2 and _SECTION.fullmatch(text) else ""


def _pieces(lines: Sequence[list[Word]], spans: Sequence[Span]) -> Iterator[Line | str]:
    """The lines in columns; headings over several of them as they are."""
    for line in lines:
        cells = tuple(
            tuple(word for word in line if span.left <= (word.left + word.right) / 2 <= span.right)
            for span in spans
        )
        yield _section(line) or Line(cells, min(word.middle for word in line))


# ------------------------------------------------------------ the cells


def _grid(rows: Rows, spans: Sequence[Span], headings: Sequence[str], headed: bool) -> Grid:
    """The table; what is blank in a row without number is merged with the cell above, as the number is."""
    grid = Grid([list(headings)] if headed else [], aligned=True)
    for row in rows:
        above = grid.rows[-1] if len(grid.rows) > headed else None
        if isinstance(row, str):
            texts = [row] * len(headings)
        else:
            texts = _texts(row, spans, headings)
            if above and not texts[0] and len(set(above)) > 1:
                for column, text in enumerate(texts):
                    if not text:
                        texts[column] = above[column]
                        grid.covered.add((len(grid.rows), column))
        grid.rows.append(texts)
    return grid


def _texts(row: Row, spans: Sequence[Span], headings: Sequence[str]) -> list[str]:
    """The texts of the cells of a row."""
    texts = []
    for column, heading in enumerate(headings):
        lines = [(line.text(column), line.cells[column][-1]) for line in row if line.cells[column]]
        margin = spans[column + 1].left if column + 1 < len(spans) else spans[column].right
        text = ""
        for index, (written, _) in enumerate(lines):
            rest = "".join(further for further, _ in lines[index:])
            names_units = column_kind(heading) in ROLES
            if index and _breaks(lines[index - 1], rest, margin, names_units):
                text += "\n"
            text += written
        texts.append(text)
    return texts


def _breaks(before: tuple[str, Word], text: str, margin: float, names_units: bool) -> bool:
    """Whether ``text``, from a line of a cell on, begins anew and is not the rest of the line before it.

    Where units are named, two names on two lines are two units, unless the first line is full and the second
    does not begin as names do: 县委|宣传部 is one.
    """
    if not names_units:
        return bool(_COUNTED.match(text))
    ends, begins = (_BETWEEN_NAMES.split(part) for part in (before[0], text))
    if not (_is_name(ends[-1]) and _is_name(begins[0])):
        return False
    room = margin - before[1].right > 4 * before[1].size
    return room or bool(_BEGINS_NAME.match(text))


def _is_name(text: str) -> bool:
    return looks_like_a_unit(normalise(text), lambda _: False)
