"""The head of a table of tasks: which rows it is, and what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from responsibility.importing.readers.base import Table
from responsibility.language.columns import (
    DEADLINE,
    DUTIES,
    GOAL,
    LEADER,
    OTHER,
    SECTION,
    TASK,
    UNITS_ALONE,
    column_kind,
)
from responsibility.language.deadlines import says_only_when
from responsibility.language.normalize import normalise
from responsibility.model import LEAD, ROLES

_LONGEST = 30
"""Characters of a heading."""
_DEEPEST = 4
"""Rows of a head."""


class Column(NamedTuple):
    """A column of a table: what it holds, and how it is headed."""

    position: int
    kind: str
    """A role, or one of the kinds of :mod:`responsibility.language.columns`."""
    heading: str


@dataclass(frozen=True)
class Head:
    """The head of a table of tasks."""

    columns: tuple[Column, ...]
    top: int
    """The first of its rows; what stands above is the table's title."""
    end: int
    """The first row below it."""
    rows: frozenset[tuple[str, ...]]
    """Its rows, which may stand again further down."""

    def of(self, *kinds: str) -> list[Column]:
        """The columns of these kinds."""
        return [column for column in self.columns if column.kind in kinds]


def find_head(table: Table) -> Head | None:
    """The head of a table that has columns for tasks and for whom they are assigned to; None where it has none.

    The head is as deep as its merged cells; the lowest cell names the column.
    """
    for top, row in enumerate(table.rows):
        if len(set(row)) < 2 or any(len(cell) > _LONGEST for cell in row):
            continue
        end = top + 1
        while end < min(len(table.rows), top + _DEEPEST) and _belongs(table, top, end):
            end += 1
        columns = _columns(table, top, end) if end < len(table.rows) else ()
        if columns:
            return Head(columns, top, end, frozenset(table.rows[top:end]))
    return None


def _belongs(table: Table, top: int, index: int) -> bool:
    """Whether the row ``index`` belongs to the head that begins at ``top``, by what is merged above it."""
    row, above = table.rows[index], table.rows[index - 1]
    own = [column for column, cell in enumerate(row) if cell.strip() and (index, column) not in table.covered]
    if any(len(row[column]) > _LONGEST or "。" in row[column] for column in own):
        return False
    if any((index, column) in table.covered and cell == above[column] for column, cell in enumerate(row)):
        return True
    wide = [column for column in range(len(row)) if _is_wide(table, index - 1, column)]
    return bool(own) and bool(wide) and set(own) <= set(wide)


def _is_wide(table: Table, index: int, column: int) -> bool:
    """Whether the cell is one that goes over several columns."""
    row = table.rows[index]
    return any(
        0 <= near < len(row) and row[near] == row[column] and (index, max(near, column)) in table.covered
        for near in (column - 1, column + 1)
    )


def _columns(table: Table, top: int, end: int) -> tuple[Column, ...]:
    """The columns by their headings; none where they are not those of a table of tasks."""
    columns = []
    for position in range(len(table.rows[top])):
        names = list(
            dict.fromkeys(filter(None, (_plain(table.rows[row][position]) for row in range(top, end))))
        )
        columns.append(Column(position, *_named(names)))
    kinds = {column.kind for column in columns}
    if not kinds.intersection(ROLES):
        columns = list(_with_units(columns))
        kinds = {column.kind for column in columns}
    if kinds.intersection(ROLES) and TASK not in kinds:
        columns = list(_with_task(columns))
        kinds = {column.kind for column in columns}
    return tuple(columns) if TASK in kinds and kinds.intersection((*ROLES, LEADER)) else ()


def _named(names: list[str]) -> tuple[str, str]:
    """The kind and the heading of a column with these headings, the lowest last."""
    if not names:
        return OTHER, ""
    if says_only_when(names[-1]):  # 一季度, below 季度安排
        return DEADLINE, names[-1]
    kind = column_kind(names[-1])
    if kind == OTHER and len(names) > 1:
        return column_kind(names[-2]), "".join(names[-2:])
    return kind, names[-1]


def _with_units(columns: list[Column]) -> Iterator[Column]:
    """The columns of a table of duties by unit (单位, 职责): the first of units alone is of those that lead."""
    duties = any(column.kind == TASK and DUTIES.search(column.heading) for column in columns)
    units = next((column for column in columns if duties and UNITS_ALONE.match(column.heading)), None)
    for column in columns:
        yield column._replace(kind=LEAD) if column is units else column


def _with_task(columns: list[Column]) -> Iterator[Column]:
    """The columns of a table that heads its tasks by other words: the first column of text is taken for them."""
    task = next(
        (column for kinds in ((GOAL, OTHER), (SECTION,)) for column in columns if column.kind in kinds), None
    )
    for column in columns:
        yield column._replace(kind=TASK) if column is task else column


def _plain(cell: str) -> str:
    return re.sub(r"\s", "", normalise(cell))
