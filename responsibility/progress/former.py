"""Ledgers of the format before: the columns to fill in stand in the sheet 台账, whose rows bear no key; by 序号 and title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from responsibility.importing.readers.workbook import Workbook
from responsibility.language.normalize import normalise
from responsibility.model import ItemId, Policy, Task
from responsibility.model.progress import STATUS_SPECS, ProgressEntry, Subject
from responsibility.progress import typed
from responsibility.progress.entries import Tell
from responsibility.progress.ledger_columns import CONTACTS, TASK
from responsibility.progress.moved import VERBATIM
from responsibility.progress.returned import FilledSheet, Row
from responsibility.proof import display_label

NUMBER, PROGRESS = "序号", "进展情况"
_FILLED = {PROGRESS: "progress", "存在问题": "problems", "下步措施": "next_steps"}
_AS_STATUS = {PROGRESS: "status", "存在问题": "problems", "下步措施": "next_steps"}
"""The columns by the field that they fill; 进展情况 offered the statuses, other words could be typed."""
_TITLE = re.compile("(?P<unit>.+)责任清单(?:（草稿）)?")
_DOCUMENT = re.compile("《(?P<title>.+)》(?:（.*）)?")


def heads(row: Row) -> dict[str, str]:
    """The columns of a row by the field that each fills: 进展情况 holds a status, or words."""
    return _AS_STATUS if normalise(row.text(PROGRESS)) in typed.STATUS_WORDS else _FILLED


class _Line(NamedTuple):
    """An item as such a ledger shows it."""

    policy: Policy
    item: ItemId
    text: str
    """Its own words, in normal form."""
    part: str = ""
    """``（1）`` of a part that shares the units of its task, which is the item."""


class FormerRow(NamedTuple):
    """A row in which something is filled in, and what it is about."""

    policy: Policy
    subject: Subject
    row: Row
    part: str = ""
    """``（1）`` where it is about a part that shares the units of its task: the task is reported on, in as many rows."""


@dataclass(frozen=True)
class FormerLedger:
    """A unit's ledger of the format before."""

    title: str
    sheet: FilledSheet

    @property
    def unit(self) -> str:
        """The name of the unit, by the title; empty where that names none."""
        match = _TITLE.fullmatch(self.title)
        return match["unit"] if match else ""

    def rows(self, policies: Sequence[Policy], tell: Tell) -> Iterator[FormerRow]:
        """The rows in which anything is filled in, with the item that each is about; ``tell`` says which are none."""
        lines = _lines(policies)
        document = ""
        for row in self.sheet.rows():
            heading = _DOCUMENT.fullmatch(row.words) if row.is_heading else None
            document = normalise(heading["title"]) if heading else document
            if row.is_heading or not any(row.text(head) for head in (*_FILLED, *CONTACTS)):
                continue
            lines_meant = lines.get((normalise(row.text(NUMBER)), normalise(row.text(TASK))), [])
            of_document = [line for line in lines_meant if normalise(line.policy.metadata.title) == document]
            meant = [
                line for line in of_document or lines_meant if line.text in normalise(row.text(VERBATIM))
            ]
            if len(meant) == 1:
                yield FormerRow(meant[0].policy, Subject(meant[0].item), row, meant[0].part)
            else:
                words = typed.shown(f"{row.text(NUMBER)} {row.text(TASK)}".strip() or row.words)
                why = "任务的文字改动过，或者现在没有这一项" if not meant else "几份文件都有这一项"
                tell(row.where(TASK), f"{why}，这一行没有读入：“{words}”")


def _lines(policies: Sequence[Policy]) -> dict[tuple[str, str], list[_Line]]:
    """The items of all policies by number and title, as the ledger writes them."""
    lines: dict[tuple[str, str], list[_Line]] = {}
    for policy in policies:
        for task in policy.tasks:
            for item in task.items:
                identity = task.item_id(item)
                label = normalise(display_label(task) + identity.part_label)
                text = task.full_text if isinstance(item, Task) and not task.parts else item.text or ""
                line = _Line(policy, identity, normalise(text))
                lines.setdefault((label, normalise(task.title)), []).append(line)
            for part in task.parts if task.parts_share_units else ():
                sign = ItemId(task.identity, part.number).part_label
                line = _Line(policy, ItemId(task.identity), normalise(part.text), sign)
                label = normalise(display_label(task) + sign)
                lines.setdefault((label, normalise(task.title)), []).append(line)
    return lines


def of_parts(reported: Mapping[str, ProgressEntry], parts: int) -> tuple[ProgressEntry, str]:
    """What is reported of a task by its ``parts``, of which some are: an entry, and what has to be said of it.

    All that they say stands in it. The task has a status only where all parts have the same.
    """
    entries = list(reported.values())
    words: dict[str, Any] = {field: _joined(reported, field, parts) for field in _FILLED.values()}
    statuses = {entry.status for entry in entries}
    note = ""
    if len(statuses) == 1 and len(entries) == parts:
        words["status"] = statuses.pop()
    elif statuses != {None}:
        named = {
            part: STATUS_SPECS[entry.status].name if entry.status else entry.progress or ""
            for part, entry in reported.items()
        }
        words["progress"] = "\n".join(f"{part}{name}" for part, name in named.items() if name)
        note = f"{parts} 个部分的状态不全相同，都写在进展情况里，整项任务的状态没有填"
    given = {field: value for field, value in words.items() if value}
    return ProgressEntry.model_validate({"task": entries[0].task, **given}), note


def _joined(reported: Mapping[str, ProgressEntry], field: str, parts: int) -> str:
    """What parts say, once where all of them say the same."""
    words: dict[str, str] = {
        part: text for part, entry in reported.items() if (text := getattr(entry, field))
    }
    if len(words) == parts and len(set(words.values())) == 1:
        return next(iter(words.values()))
    return "\n".join(f"{part}{text}" for part, text in words.items())


def ledger_in(book: Workbook) -> FormerLedger | None:
    """The ledger of that format in a workbook; None where it has none."""
    for sheet in book.sheets:
        filled = FilledSheet.of(sheet, [NUMBER, TASK, VERBATIM, PROGRESS])
        if filled:
            first = next(
                (cell.text for at, cell in sorted(sheet.cells.items()) if at.row < filled.head_row), ""
            )
            return FormerLedger(normalise(first), filled)
    return None
