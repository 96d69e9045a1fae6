"""Flat tables of plain values: columns and rows. What format they are written in is for the writers beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from responsibility.model import EXPECTED, ROLE_NAMES
from responsibility.model.dates import PartialDate


class Percent(Decimal):
    """A number of per cent: 90 for 90%."""


Cell = str | int | Decimal | bool | PartialDate | None
Type = Literal["string", "integer", "number", "boolean", "start", "end"]
"""What a column holds; ``start`` and ``end`` are dates as exact as the document gives them."""
Columns = tuple[tuple[str, Type], ...]
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def like_formula(text: str) -> bool:
    """Whether a spreadsheet may take ``text`` for a formula, when it is read or when somebody edits the cell."""
    return _FORMULA.match(text) is not None


@dataclass(frozen=True)
class Table:
    """A table: its file's name, what it is for, its columns and its rows."""

    name: str
    title: str
    columns: Columns
    rows: tuple[tuple[Cell, ...], ...]


BY_RULE = "按文件规定"
"""The quote of the rule by which a unit has its role."""
INHERITED = "承接说明"
"""From whom an institutional reform handed a duty on."""
LEADERS = "文件点名的领导"
"""Who leads by the document, not by what a unit fills in."""
READ_AS = "读法说明"
"""Why a fact is not what its quote would be read as."""
READINGS = "日期说明"
"""That a date can be read in two ways, and which of them is meant here."""
AMENDED = "修改情况"
"""Which later documents changed the task, or put it in."""
PROGRESS = ("进展", "灯")
"""How the items of a task stand, and their lights."""
FOR_PROGRAMS = (
    *("开始日期", "写有“前”", "所属时期", "周期", "每周期次数", "次数为最低要求", "期限长度"),
    *("数值关系", "数值", "数值上限", "计量单位", "对比基数"),
)
"""Columns that say for programs and for sorting what others say in words."""
_WHERE_USED = [
    READINGS,
    BY_RULE,
    INHERITED,
    LEADERS,
    READ_AS,
    AMENDED,
    *PROGRESS,
    *(name for role, name in ROLE_NAMES.items() if role not in EXPECTED),
]
UNITS: Columns = tuple((name, "string") for name in ROLE_NAMES.values())


def make_table(name: str, title: str, columns: Columns, rows: Iterable[tuple[Cell, ...]]) -> Table:
    """A table without those columns that a document need not have, where nothing is in them."""
    all_rows = tuple(rows)
    kept = [
        index
        for index, (column, _) in enumerate(columns)
        if column not in _WHERE_USED or any(row[index] for row in all_rows)
    ]
    cut = (tuple(row[index] for index in kept) for row in all_rows)
    return Table(name, title, tuple(columns[index] for index in kept), tuple(cut))
