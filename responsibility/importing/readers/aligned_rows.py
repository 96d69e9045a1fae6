"""Lines in columns → the rows of a table without rules, where it is clear which lines a row is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from responsibility.importing.readers.aligned_words import Line

_OFF = 0.3
"""Of the distance between the lines of a cell: how far a cell may be off the middle of its row."""
_LOOSE = 1.5
"""Of the same: from there on a gap parts two cells."""
_STOPS = "。；！？"

Row = list[Line]
"""The lines of a row."""
Rows = list["Row | str"]
"""Rows, and headings over several columns between them."""


def rows_of(pieces: Sequence[Line | str], headed: bool) -> Rows | None:
    """The rows of the table that begins with these lines and headings, in order; None where they are not clear.

    Where it has no head (``headed``) it goes on from the page before. Lines far below it are in no row.
    Where the rows could be level as well as centred, the white space between them tells.
    """
    readings = [rows for rows in (_split(pieces, headed, _level), _split(pieces, True, _centred)) if rows]
    if len(readings) == 2 and readings[0] != readings[1]:
        readings = [rows for rows in readings if _stand_apart(rows)]
    return readings[0] if readings and readings[0] == readings[-1] else None


def _split(
    pieces: Sequence[Line | str], headed: bool, split: Callable[[Row], list[Row] | None]
) -> Rows | None:
    """The rows into which ``split`` takes the lines between the headings; lines are left over at the end alone."""
    rows: Rows = []
    lines: Row = []
    for index, piece in enumerate([*pieces, ""]):
        if isinstance(piece, Line):
            lines.append(piece)
            continue
        own = split(lines) if lines else []
        begins = own and (any(line.cells[0] for line in own[0]) or not (headed or rows))
        if lines and (not own or not begins or (sum(map(len, own)) < len(lines) and index < len(pieces))):
            return None
        rows += [*(own or []), piece]
        lines = []
    while rows and isinstance(rows[-1], str):
        rows.pop()  # it heads what stands below the table
    return rows


def _stand_apart(rows: Rows) -> bool:
    """Whether there is more white space between rows than within any."""
    own = [row for row in rows if isinstance(row, list)]
    within = [below.middle - above.middle for row in own for above, below in pairwise(row)]
    between = [below[0].middle - above[-1].middle for above, below in pairwise(own)]
    return bool(within and between) and min(between) > max(within) + 1


def _columns(row: Row) -> list[Row]:
    """The lines of a row by its columns; the first for the first column that has any."""
    columns = [[line for line in row if line.cells[column]] for column in range(len(row[0].cells))]
    return [lines for lines in columns if lines]


def _pitch(lines: Row) -> float:
    """How far the lines of a cell are apart: the least distance of two lines of a column."""
    distances = [
        below.middle - above.middle for column in _columns(lines) for above, below in pairwise(column)
    ]
    return min(distances, default=0.0)


# ------------------------------------------------------------ level


def _level(lines: Row) -> list[Row] | None:
    """The rows whose cells all begin beside each other; None where that is not so.

    Below its number a row may fall into several: where white space goes through all columns, or where a
    column goes on after a gap and the cells that stand beside it are done.
    """
    loose = _LOOSE * _pitch(lines)
    rows: list[Row] = []
    for line in lines:
        if not rows or line.cells[0] or _resumes(rows[-1], line, loose):
            rows.append([])
        rows[-1].append(line)
    while len(rows) > 1 and len(_columns(rows[-1])) < 2:
        rows.pop()  # what stands below the table
    whole = all(len(_columns(row)) > 1 for row in rows[1:]) and all(_is_level(row, loose) for row in rows)
    return rows if whole and all(_is_done(above, below, loose) for above, below in pairwise(rows)) else None


def _resumes(row: Row, line: Line, loose: float) -> bool:
    """Whether a line begins a row below ``row``: behind white space in it, or in one of its columns."""
    above = [[last for last in row if last.cells[column]] for column in line.filled]
    return any(line.middle - last[-1].middle > loose for last in (row, *above) if last)


def _is_level(row: Row, loose: float) -> bool:
    """Whether all cells of a row begin with its first line and go on line by line."""
    return all(
        column[0] is row[0] and all(below.middle - above.middle <= loose for above, below in pairwise(column))
        for column in _columns(row)
    )


def _is_done(above: Row, below: Row, loose: float) -> bool:
    """Whether no cell goes on from one row into the next: the next has a number, stands apart, or the text has stopped."""
    first, last = below[0], above[-1]
    if first.cells[0] or first.middle - last.middle > loose:
        return True
    return all(last.text(column)[-1] in _STOPS for column in last.filled if first.cells[column])


# ------------------------------------------------------------ centred


def _centred(lines: Row) -> list[Row] | None:
    """The rows whose cells are all centred beside the number; None where that is not so."""
    near = _OFF * _pitch(lines)
    rows: list[Row] = []
    left = lines
    for number in [line for line in lines if line.cells[0]]:
        cells = [_around(number.middle, column, near) for column in _columns(left)] if left else []
        foot = max((cell[-1].middle for cell in cells if cell), default=0.0)
        row = [line for line in left if line.middle <= foot]
        left = [line for line in left if line.middle > foot]
        if len(_columns(row) if row else []) < 2 or not all(
            abs(column[0].middle + column[-1].middle - 2 * number.middle) <= 2 * near
            for column in _columns(row)
        ):
            return None
        rows.append(row)
    far = not left or (rows and left[0].middle - rows[-1][-1].middle > _LOOSE * _pitch(lines))
    return rows if far else None


def _around(middle: float, column: Row, near: float) -> Row:
    """The first lines of a column that are centred at ``middle``; none where it begins below."""
    if column[0].middle > middle + near:
        return []
    foot = 2 * middle - min(column[0].middle, middle) + near
    return [line for line in column if line.middle <= foot]
