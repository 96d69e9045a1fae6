"""What a ledger that goes out to be filled in carries hidden, so that it can be read when it comes back.

A hidden sheet says whose ledger it is (:class:`LedgerMarks`), a hidden column what each row is about
(:class:`RowKey`). Sorting, filtering, inserted rows and renamed sheets or files do neither any harm.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from responsibility.errors import ResponsibilityError
from responsibility.model import Policy
from responsibility.model.item_ids import ItemId
from responsibility.model.progress import Subject
from responsibility.progress.subjects import key, subjects

MARKS_SHEET = "台账标识"
"""The sheet of the marks; offices do not see it."""
KEY_HEAD, SHOWN_HEAD, UNIT_HEAD = "行标识（请勿改动）", "文字校验（请勿改动）", "单位标识（请勿改动）"
"""The heads of the hidden columns: the key of the row's subject, :func:`shown_digest`, in a ledger of all units the unit's id."""
_FORMAT_NAME, _FORMAT = "zeren-progress", "1"
_FIELDS = ("project", "unit", "day")
_POLICY, _ROWS = "policy", "rows"
_DIGITS = 12
"""Hexadecimal digits of an edition's digest."""


class LedgerMarksError(ResponsibilityError):
    """The marks of a ledger cannot be read; the message says why."""


@dataclass(frozen=True)
class LedgerMarks:
    """Whose ledger it is, and from which data it was made."""

    project: str
    """The id of the project (``site.yml``); empty where it has none."""
    editions: Mapping[str, str]
    """By the id of each policy in it the digest of its edition, see :func:`edition`."""
    unit: str = ""
    """The id of the unit that fills it in; empty for the ledger of all units."""
    day: datetime.date | None = None
    """The reporting day that it was made for; None where the office did not say."""
    rows: int = 0
    """How many rows a unit's ledger has to fill in; 0 where that is not known."""


def to_rows(marks: LedgerMarks) -> tuple[tuple[str, ...], ...]:
    """The rows of the hidden sheet, cells of text; :func:`from_rows` reads them."""
    return (
        (_FORMAT_NAME, _FORMAT),
        ("project", marks.project),
        ("unit", marks.unit),
        ("day", marks.day.isoformat() if marks.day else ""),
        *([(_ROWS, str(marks.rows))] if marks.rows else []),
        *((_POLICY, identity, digest) for identity, digest in marks.editions.items()),
    )


def from_rows(rows: Iterable[Sequence[str]]) -> LedgerMarks | None:
    """The marks that rows of a sheet hold; None where they are those of no ledger of ours.

    Cells behind the third, and empty rows, are passed over. Raises :class:`LedgerMarksError` where they were
    written by a later version of this program, or have been changed.
    """
    cells = [[*(cell.strip() for cell in row), "", "", ""][:3] for row in rows if any(row)]
    if not cells or cells[0][0] != _FORMAT_NAME:
        return None
    if cells[0][1] != _FORMAT:
        raise LedgerMarksError(
            f"台账是别的版本的程序做的（格式 {cells[0][1]}，这里认 {_FORMAT}），请升级程序"
        )
    fields = {name: value for name, value, _ in cells if name in _FIELDS}
    if len(fields) != len(_FIELDS):
        raise LedgerMarksError(f"隐藏的工作表“{MARKS_SHEET}”被改过，认不出是哪一份台账")
    return LedgerMarks(
        fields["project"],
        {identity: digest for name, identity, digest in cells if name == _POLICY},
        fields["unit"],
        _day(fields["day"]) if fields["day"] else None,
        next(
            (int(value) for name, value, _ in cells if name == _ROWS and re.fullmatch("[0-9]{1,6}", value)), 0
        ),
    )


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise LedgerMarksError(f"隐藏的工作表“{MARKS_SHEET}”被改过：报送日期“{text}”不是日期") from None


def edition(policy: Policy) -> str:
    """What tells two states of a policy's data apart by what is reported on: the words of its tasks and its facts."""
    digest = hashlib.sha256()
    for task in policy.tasks:
        for text in (task.title, task.full_text, *(key(policy.id, subject) for subject in subjects(task))):
            digest.update(f"{text}\0".encode())
    return digest.hexdigest()[:_DIGITS]


class RowKey(NamedTuple):
    """The key of a row taken apart: of its subject all but the quote, of which it has only the digest."""

    policy: str
    item: ItemId
    about: str
    digest: str
    measure: str

    @classmethod
    def parse(cls, text: str) -> RowKey | None:
        """``meifa-2021-7/32/target/1f0c5a77b2/公里`` → its parts; None where the text is no key."""
        parts = text.strip().split("/", 4)  # behind the fourth is a unit of measure: 元/人
        if len(parts) != 5 or not all(parts[:2]):
            return None
        policy, item, about, digest, measure = parts
        return cls(policy, ItemId.parse(item), about, digest, measure)


def by_key(policy: Policy) -> dict[str, Subject]:
    """What is reported on of ``policy``, in the order of the document, by the key that a ledger carries."""
    return {key(policy.id, subject): subject for task in policy.tasks for subject in subjects(task)}


def shown_digest(texts: Iterable[str]) -> str:
    """What a row carries hidden of the words that it shows (``ledger_columns.CHECKED``): another one means that they were changed.

    Spaces and breaks of lines do not count, which programs change when they save a file.
    """
    words = "\0".join("".join(text.split()) for text in texts)
    return hashlib.sha256(words.encode()).hexdigest()[:_DIGITS]
