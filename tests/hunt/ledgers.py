"""Ledgers filled in and then spoilt as people and programs spoil workbooks: what they say is taken for what it was said of, or told."""

from __future__ import annotations

import functools
import random
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from responsibility.build.project import find_project
from responsibility.data.loader import load
from responsibility.edit.collecting import collect
from responsibility.errors import ResponsibilityError
from responsibility.model import Policy
from responsibility.progress.ledger_columns import CHECKED
from responsibility.progress.ledger_marks import KEY_HEAD
from responsibility.progress.returned import Remark
from responsibility.progress.subjects import key

from ..conftest import SMALL, read, write
from ..support.filling import Ledger, ledgers
from ..support.mutating import SIGNS

FILES = read(SMALL)
TYPED: tuple[Any, ...] = (
    "推进中", "已完成", "完成", "√", "是", "已做到", "95%", 0.95, 95, "约95", -1, 1e300, "2023.6.30", "6月底", 45107, "=1+1", "=A1", "#REF!",
    True, "长" * 40_000, "", "　", "无", "不适用", "见附件", "https://a.gov.cn/1；照片.jpg", *(sign for sign in SIGNS if sign.isprintable()),
)  # fmt: skip
"""What people type into cells."""
FREE = "进展情况"
"""The column whose words are followed to where they end up."""
FOLLOWED = re.compile("进展第[0-9]+号")
"""What stands there: the number is that of the row into which it was typed."""
DAMAGED = 0.1
"""How many of the files arrive damaged."""


@functools.cache
def sent() -> dict[str, bytes]:
    """The workbooks to fill in, by unit, as they went out."""
    return {unit: content for unit, content in ledgers(FILES).items() if Ledger.is_in(content)}


def case(chance: random.Random) -> bool:
    """Fill in a ledger, spoil it, collect it; returns whether anything was taken. Raises AssertionError for a fault."""
    ledger = Ledger(sent()[chance.choice(sorted(sent()))])
    subjects_of = _subjects_by_words(ledger)
    for row in ledger.keys.values():
        if chance.random() < 0.6:
            ledger.fill(row, **{FREE: f"进展第{row}号。"})
            for head in chance.sample(sorted(ledger.columns), 2):
                if head not in (FREE, KEY_HEAD, *CHECKED):
                    ledger.fill(row, **{head: _storable(chance.choice(TYPED))})
    for _ in range(chance.randrange(4)):
        chance.choice(WAYS)(chance, ledger)
    content = ledger.content()
    if chance.random() < DAMAGED:
        content = _damaged(chance, content)
    return _judged(ledger, content, subjects_of)


def _judged(ledger: Ledger, content: bytes, subjects_of: dict[tuple[str, ...], set[str]]) -> bool:
    """Whether anything of a ledger that came back was taken; raises AssertionError for a fault."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(FILES, folder / "tasks")
        (folder / "台账.xlsx").write_bytes(content)
        try:
            remarks = collect(find_project(folder), [folder / "台账.xlsx"]).remarks
        except ResponsibilityError:
            return False
        data = load(read(folder / "tasks"))
    assert not data.problems, data.problems
    taken = _taken(data.policies[0])
    rows: dict[str, list[str]] = {}
    for sheet in ledger.book:
        for number, shown in _shown(sheet):
            for words in FOLLOWED.findall(shown):
                rows.setdefault(words, []).append(shown)
                is_told = any(_names(remark, words, sheet.title, number) for remark in remarks)
                assert words in taken or is_told, f"lost: {words} of row {number}: {remarks}"
    for words, subjects in taken.items():
        for subject in subjects:
            texts = next(texts for texts, keys in subjects_of.items() if subject in keys)
            right = any(all(text in shown for text in texts) for shown in rows[words])
            assert right, f"{words} was taken for {subject}: {rows[words]}"
    return bool(taken)


def _shown(sheet: Worksheet) -> Iterator[tuple[int, str]]:
    """The rows as people see them, with their numbers: what is merged shows its first cell, in each row that it covers."""
    first: dict[tuple[int, int | None], Any] = {
        (row, column): sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    for number, cells in enumerate(sheet.iter_rows(), 1):
        values = (first.get((number, cell.column), cell.value) for cell in cells)
        yield number, " ".join("".join(str(value).split()) for value in values if value is not None)


def _names(remark: Remark, words: str, sheet: str, row: int) -> bool:
    """Whether a remark says that ``words`` were not taken: by themselves, their row, their sheet, or the whole file."""
    where = re.escape(sheet)
    if words in remark.words or f"{sheet}第{row}行" in remark.words:
        return True
    return bool(re.fullmatch(f"({where}(第{row}行|![A-Z]+{row}(:.*)?)?)?", remark.where))


def _taken(policy: Policy) -> dict[str, set[str]]:
    """The subjects of which each of the words that are followed was taken to be said."""
    taken: dict[str, set[str]] = {}
    for report in policy.progress:
        for entry in report.entries:
            for words in FOLLOWED.findall(entry.progress or ""):
                taken.setdefault(words, set()).add(key(policy.id, entry.subject))
    return taken


def _subjects_by_words(ledger: Ledger) -> dict[tuple[str, ...], set[str]]:
    """The keys of the rows by the words that they show."""
    subjects_of: dict[tuple[str, ...], set[str]] = {}
    for identity, row in ledger.keys.items():
        texts = ("".join(str(ledger.cell(row, head).value or "").split()) for head in CHECKED)
        subjects_of.setdefault(tuple(texts), set()).add(identity)
    return subjects_of


# ---------------------------------------------------------------- what is done to workbooks


def _storable(value: Any) -> Any:
    return value if not isinstance(value, str) or value.isprintable() else repr(value)


def _any_row(chance: random.Random, ledger: Ledger) -> int:
    return chance.randrange(1, ledger.last + 2)


def _any_column(chance: random.Random, ledger: Ledger) -> int:
    return chance.randrange(1, (ledger.sheet.max_column or 1) + 2)


def _type(chance: random.Random, ledger: Ledger) -> None:
    """Anything typed anywhere, on any sheet."""
    sheet = chance.choice([ledger.sheet, ledger.sheet, *ledger.book.worksheets])
    cell = sheet.cell(
        chance.randrange(1, (sheet.max_row or 1) + 2), chance.randrange(1, (sheet.max_column or 1) + 2)
    )
    if type(cell).__name__ == "Cell":
        cell.value = _storable(chance.choice(TYPED))


def _exchange(chance: random.Random, ledger: Ledger) -> None:
    """The cells of a column of two rows exchanged, or the whole rows."""
    first, second = _any_row(chance, ledger), _any_row(chance, ledger)
    only = chance.choice([None, _any_column(chance, ledger)])
    for column in [only] if only else range(1, (ledger.sheet.max_column or 1) + 1):
        cells = [ledger.sheet.cell(row, column) for row in (first, second)]
        if all(type(cell).__name__ == "Cell" for cell in cells):
            cells[0].value, cells[1].value = cells[1].value, cells[0].value


def _merge(chance: random.Random, ledger: Ledger) -> None:
    row, column = _any_row(chance, ledger), _any_column(chance, ledger)
    below, beside = row + chance.randrange(3), column + chance.randrange(3)
    ledger.sheet.merge_cells(start_row=row, start_column=column, end_row=below, end_column=beside)


def _rename(chance: random.Random, ledger: Ledger) -> None:
    sheet = chance.choice(ledger.book.worksheets)
    sheet.title = chance.choice(("Sheet1", "水利局", "台账", "x", "6月"))


def _remove(chance: random.Random, ledger: Ledger) -> None:
    if len(ledger.book.worksheets) > 1:
        ledger.book.remove(chance.choice(ledger.book.worksheets))
        ledger.book.active = 0


def _copy(chance: random.Random, ledger: Ledger) -> None:
    ledger.book.copy_worksheet(ledger.sheet)


WAYS: tuple[Callable[[random.Random, Ledger], None], ...] = (
    _type, _type, _exchange, _exchange, _merge, _rename, _remove, _copy,
    lambda chance, ledger: ledger.sheet.delete_rows(_any_row(chance, ledger)),
    lambda chance, ledger: ledger.sheet.insert_rows(_any_row(chance, ledger), chance.randrange(1, 3)),
    lambda chance, ledger: ledger.sheet.delete_cols(_any_column(chance, ledger)),
    lambda chance, ledger: ledger.sheet.insert_cols(_any_column(chance, ledger)),
)  # fmt: skip


def _damaged(chance: random.Random, content: bytes) -> bytes:
    """The file cut short, or with some bytes changed."""
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    damaged = bytearray(content)
    for _ in range(chance.randrange(1, 20)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)
