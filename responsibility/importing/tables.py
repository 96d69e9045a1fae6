"""A table of tasks (任务分工表) as text: a row becomes a numbered paragraph with its clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from responsibility.importing.readers.base import Table
from responsibility.language.role_words import COLUMNS, NUMBER, TASK
from responsibility.model import ROLE_NAMES

_ROLES = tuple(ROLE_NAMES.values())


def linear(table: Table) -> list[str]:
    """The table's rows as lines of text; where it is no table of tasks, its rows with tabs between the cells."""
    header = next((index for index, row in enumerate(table.rows) if _is_header(row)), None)
    if header is None:
        return ["\t".join(row).strip() for row in table.rows]
    columns = _columns(table.rows[header])
    title = ["".join(dict.fromkeys(row)) for row in table.rows[:header]]
    return [line for line in title if line.strip()] + list(_rows(table.rows[header + 1 :], columns))


def is_tasks(table: Table) -> bool:
    """Whether a table has columns for tasks and for units."""
    return any(_is_header(row) for row in table.rows)


def _is_header(row: Sequence[str]) -> bool:
    names = set(_columns(row))
    return TASK in names and bool(names & set(_ROLES)) and all(len(cell) <= 20 for cell in row)


def _columns(row: Sequence[str]) -> dict[str, list[int]]:
    """``{what: columns}``; the widest name decides, several columns of one kind are kept."""
    columns: dict[str, list[int]] = {}
    for index, cell in enumerate(row):
        name = re.sub(r"\s", "", cell)
        what = next((what for what, pattern in COLUMNS if pattern.search(name)), name)
        if what and (index == 0 or row[index - 1] != cell):
            columns.setdefault(what, []).append(index)
    return columns


def _rows(rows: Sequence[Sequence[str]], columns: dict[str, list[int]]) -> Iterator[str]:
    number = 0
    for row in rows:
        cells = {what: _joined(row, indices, what in _ROLES) for what, indices in columns.items()}
        distinct = set(filter(None, map(str.strip, row)))
        if len(distinct) == 1:
            yield distinct.pop()  # a heading across the whole row
        elif cells[TASK]:
            number += 1
            yield _line(cells, number)
        elif distinct:
            yield "。".join(dict.fromkeys(text.strip() for text in row if text.strip())) + "。"


def _joined(row: Sequence[str], indices: Sequence[int], units: bool) -> str:
    """The cells of a row in those columns; lines within a cell are units, or go on."""
    between = "、" if units else ""
    texts = [re.sub(r"\s*\n\s*", between, row[index].strip()) for index in indices]
    return (between or "。").join(dict.fromkeys(text.rstrip("。") for text in texts if text))


def _line(cells: dict[str, str], running: int) -> str:
    """``3.任务。完成时限：2025年底前。（牵头单位：甲，责任单位：乙）``."""
    given = re.search("[0-9]+", cells.get(NUMBER, ""))
    parts = [f"{given[0] if given else running}.{cells[TASK].rstrip('。')}。"]
    others = [what for what in cells if what not in (*_ROLES, NUMBER, TASK) and cells[what]]
    parts += [f"{what}：{cells[what].rstrip('。')}。" for what in others]
    roles = [f"{role}：{_listed(cells[role])}" for role in _ROLES if cells.get(role)]
    return "".join(parts) + (f"（{'；'.join(roles)}）" if roles else "")


def _listed(units: str) -> str:
    """Units of a cell, whatever stands between them."""
    return "、".join(filter(None, re.split(r"[\s、，,；;。]+", units)))
