"""A row of a ledger that came back → what the unit reports, whom it names, what the office decided on it."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from responsibility.importing.readers.workbook import EMPTY
from responsibility.language.coverage import Extent
from responsibility.language.normalize import normalise
from responsibility.model import Policy, Record, Target, Task
from responsibility.model.contacts import Contact
from responsibility.model.dates import PartialDate
from responsibility.model.decisions import DECISION_NAMES, Decision, DecisionKind
from responsibility.model.progress import ProgressEntry, Subject
from responsibility.progress import typed
from responsibility.progress.evidence import evidence, unread_link
from responsibility.progress.ledger_columns import CONTACTS, DECIDED, REPORTED
from responsibility.progress.returned import Row
from responsibility.progress.typed import Taken

R = TypeVar("R", bound=Record)
Tell = Callable[[str, str], None]
"""Says something to the office: where in the file, and what."""
_NEEDED = ("day", "basis")
"""What every decision has to say."""
_NEEDED_BY: dict[DecisionKind, tuple[str, ...]] = {"extended": ("due",), "adjusted": ("words",)}
"""What besides a decision of a kind has to say."""


@dataclass(frozen=True)
class Asked:
    """What a row is about, and how its target counts."""

    subject: Subject
    target: Target | None = None
    """Of a target its record."""

    @classmethod
    def of(cls, task: Task, subject: Subject) -> Asked:
        """The subject with its target in ``task``."""
        targets = task.targets if subject.about == "target" else ()
        return cls(subject, next((target for target in targets if target.quote == subject.quote), None))

    @property
    def extent(self) -> Extent | None:
        """What it demands where the document gives no figure: all of it (全覆盖), or none (清零)."""
        if self.target is None or self.target.values:
            return None
        return "all" if self.target.all else "none" if self.target.none else None

    @property
    def share(self) -> bool:
        """Whether it asks for so many per cent that 0.7 can only mean 70."""
        values = (
            [value for value in self.target.values if value.unit == self.subject.measure]
            if self.target
            else []
        )
        return any(value.op != "at_most" and min(value.numbers) > 1 for value in values)


def by_subject(policy: Policy, subjects: Callable[[Task], tuple[Subject, ...]]) -> dict[Subject, Asked]:
    """All that is reported on of ``policy``, in the order of the document."""
    return {subject: Asked.of(task, subject) for task in policy.tasks for subject in subjects(task)}


def entry(
    row: Row, asked: Asked, day: datetime.date, tell: Tell, heads: dict[str, str] = REPORTED
) -> ProgressEntry | None:
    """What ``row`` reports of ``asked``, its columns called ``heads``; None where it says nothing that can be taken.

    ``tell`` is called for whatever is not taken, and for what was read into it.
    """
    fields: dict[str, Any] = {}
    for head, field in heads.items():
        if row.cell(head) == EMPTY:
            continue
        taken = _reported(row, head, field, asked, day)
        link = unread_link(row.cell(head), row.link(head), field == "evidence")
        for note in filter(None, (taken.note, link)):
            tell(row.where(head), note)
        if taken.value not in (None, ()):
            fields |= _as_fields(field, taken.value, asked)
    if not fields:
        return None
    completed = fields.get("completed")
    if completed and completed.first_day > day:
        tell(row.where(head_of(heads, "completed")), f"完成日期 {completed} 在报送日期 {day} 之后，请核实")
    return _made(ProgressEntry, row, {**_about(asked.subject), **fields}, tell)


def head_of(heads: dict[str, str], field: str) -> str:
    """What the column of that field is called; empty where there is none."""
    return next((head for head, name in heads.items() if name == field), "")


def _about(subject: Subject) -> dict[str, Any]:
    return {
        "task": subject.item,
        "about": subject.about,
        "quote": subject.quote or None,
        "measure": subject.measure or None,
    }


def _reported(row: Row, head: str, field: str, asked: Asked, day: datetime.date) -> Taken[Any]:
    """What is read from the cell that fills ``field``."""
    cell = row.cell(head)
    if field == "status":
        return typed.status(cell)
    if field == "completed":
        return _partial(typed.day(cell, head, day))
    if field == "evidence":
        return evidence(cell, row.link(head))
    if field != "actual":
        return typed.text(cell)
    if asked.extent:
        return typed.whole(cell, asked.extent)
    return _actual(row, head, asked)


def _as_fields(field: str, value: Any, asked: Asked) -> dict[str, Any]:
    """The fields of the entry that the value of a column fills."""
    if field != "actual" or not asked.extent:
        return {field: value}
    if isinstance(value, bool):
        return {"whole": value}
    return {"whole": False, "actual": value} if asked.extent == "all" else {"actual": value}


def _actual(row: Row, head: str, asked: Asked) -> Taken[Decimal]:
    cell = row.cell(head)
    if asked.target is None:
        words = f"“{typed.shown(cell.text)}”" if cell.text else ""
        return Taken(None, f"这一行不是指标，实际值{words}没有读入")
    return typed.number(cell, asked.subject.measure, asked.share)


def _partial(taken: Taken[datetime.date]) -> Taken[PartialDate]:
    day = taken.value
    return Taken(PartialDate(day.year, day.month, day.day) if day else None, taken.note)


def contact(row: Row, subject: Subject, tell: Tell) -> Contact | None:
    """Whom ``row`` names; None where it names nobody."""
    fields = {
        field: typed.text(row.cell(head), one_line=True).value
        for head, field in CONTACTS.items()
        if row.text(head)
    }
    return _made(Contact, row, {**_about(subject), **fields}, tell) if fields else None


def decision(row: Row, subject: Subject, unit: str | None, tell: Tell) -> Decision | None:
    """What the office decided in ``row``, of ``unit``; None where it decided nothing, or not all is said that is needed.

    It decides after the reporting day and extends beyond it: the year of a day has to be written.
    """
    filled = [head for head in DECIDED if row.cell(head) != EMPTY]
    fields: dict[str, Any] = {}
    for head in filled:
        field = DECIDED[head]
        taken: Taken[Any]
        if field == "what":
            taken = typed.decision(row.cell(head))
        elif field in ("day", "due"):
            taken = _partial(typed.day(row.cell(head), head, None))
        else:
            taken = typed.text(row.cell(head), one_line=field == "basis")
        for note in filter(None, (taken.note, unread_link(row.cell(head), row.link(head)))):
            tell(row.where(head), note)
        if taken.value is not None:
            fields[field] = taken.value
    if not filled:
        return None
    if "what" not in fields:
        if not any(DECIDED[head] == "what" for head in filled):
            tell(row.where(filled[0]), "没有写决定（销号、延期或调整），这一行的决定没有读入")
        return None
    needed = (*_NEEDED, *_NEEDED_BY.get(fields["what"], ()))
    lacking = [head for head, field in DECIDED.items() if field in needed and field not in fields]
    if lacking:
        tell(row.where(lacking[0]), f"{DECISION_NAMES[fields['what']]}缺{'、'.join(lacking)}，没有读入")
        return None
    if "due" in fields and "due" not in needed:
        tell(
            row.where(head_of(DECIDED, "due")),
            f"{DECISION_NAMES[fields['what']]}不写延到哪一天，这一格没有读入",
        )
        del fields["due"]
    about = _about(subject)
    del about["measure"]
    return _made(Decision, row, {**about, "unit": unit, **fields}, tell)


def _made(form: type[R], row: Row, fields: dict[str, Any], tell: Tell) -> R | None:
    """The record of those fields; None, and its fault told, where they do not go together."""
    try:
        return form(**{name: value for name, value in fields.items() if value is not None})
    except ValidationError as error:
        tell(row.where(), f"{error.errors(include_url=False)[0]['msg']}；这一行没有读入")
        return None


def same_words(first: str, second: str) -> bool:
    """Whether two texts differ in nothing but spaces and the forms of signs."""
    return normalise(first) == normalise(second)
