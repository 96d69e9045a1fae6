"""Which words of a document its records quote, and which look as if a record should: in normal form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from responsibility.checks.deadlines_targets import accounting
from responsibility.language.clause_places import unread_in
from responsibility.language.clauses import read_clause
from responsibility.language.duties import led_in
from responsibility.language.normalize import normalise
from responsibility.language.passages import Quotable
from responsibility.model import ROLES, Assigned, FactField, PolicyMetadata, Task
from responsibility.model.problems import Keys
from responsibility.proof import clause

MarkKind = Literal[
    "deadline",
    "target",
    "deliverable",
    "other",
    "unit",
    "leader",
    "period",
    "rule",
    "misprint",
    "erratum",
    "figure",
    "assignment",
]
"""What words became; the last two became nothing: figures, and what looks like an assignment."""
_OF_TASK: dict[FactField, MarkKind] = {
    "deadlines": "deadline",
    "targets": "target",
    "deliverables": "deliverable",
    "other_figures": "other",
}
_OF_POLICY: dict[str, MarkKind] = {
    "periods": "period",
    "rules": "rule",
    "misprints": "misprint",
    "errata": "erratum",
}


class Mark(NamedTuple):
    """What words of the document became."""

    kind: MarkKind
    task: str | None
    """The task's number; None for what stands in ``policy.yml``."""
    keys: Keys
    """Where the record stands in its file; where there is none, the passage of the words."""
    draft: bool = False
    """Whether nobody has confirmed the record."""


class Quoted(NamedTuple):
    """Words with their mark: from where to where they stand in a text in normal form."""

    start: int
    end: int
    mark: Mark


def quoted_in(metadata: PolicyMetadata, source: str) -> Iterator[Quoted]:
    """The words of ``source`` (in normal form) that records of ``policy.yml`` quote, where they first stand."""
    for field, kind in _OF_POLICY.items():
        for index, record in enumerate(getattr(metadata, field)):
            yield from _first(source, record.quote, Mark(kind, None, (field, index)))


def _first(text: str, quote: str, mark: Mark) -> Iterator[Quoted]:
    words = normalise(quote)
    start = text.find(words) if words else -1
    if start >= 0:
        yield Quoted(start, start + len(words), mark)


def quoted_in_task(
    task: Task, words: Mapping[Keys, str], names: Mapping[str, str]
) -> Iterator[tuple[Keys, Quoted]]:
    """The words of a task that its records quote, and those that none accounts for, each with its piece.

    ``words`` are the pieces of the task as the document has them, in normal form, by their keys (a
    clause by ``clause``); ``names`` are those of the registry in normal form, aliases too, each with
    the unit's own.
    """
    yield from _facts(task, words)
    for item in task.with_parts:
        keys: Keys = ("parts", task.parts.index(item)) if item is not task else ()
        piece = (*keys, "clause")
        for quoted in _assigned(task, item, keys, words.get(piece, ""), names):
            yield piece, quoted
        for index, leader in enumerate(item.leaders):
            mark = Mark("leader", task.number, (*keys, "leaders", index))
            for where, text in words.items():
                for quoted in _first(text, leader.quote, mark):
                    yield where, quoted
    for where, text in words.items():
        if where[-1] in ("text", "closing"):
            led = led_in(text, names.__contains__) if task.clause == "" else None
            for stretch in unread_in(text, names.__contains__):
                if led and led.words in stretch:
                    continue
                for quoted in _first(text, stretch, Mark("assignment", task.number, where)):
                    yield where, quoted


def _facts(task: Task, words: Mapping[Keys, str]) -> Iterator[tuple[Keys, Quoted]]:
    """The quotes of the facts, and the figures that none of them accounts for."""
    quotable = Quotable(task)
    for field, index, record in task.quotes():
        mark = Mark(_OF_TASK[field], task.number, (field, index), record.draft)
        for start, end in quotable.spans(record.quote):
            yield from _in_piece(quotable, words, start, end, mark)
    for figure, accounted in accounting(quotable):
        if not accounted:
            mark = Mark("figure", task.number, quotable.passage_at(figure.start).keys)
            yield from _in_piece(quotable, words, figure.start, figure.end, mark)


def _in_piece(
    quotable: Quotable, words: Mapping[Keys, str], start: int, end: int, mark: Mark
) -> Iterator[tuple[Keys, Quoted]]:
    """A stretch of the task's passages in the piece of the document that holds the passage."""
    passage = quotable.passage_at(start)
    piece = words.get(passage.keys, "")
    begin = piece.find(normalise(passage.text))
    at = begin + start - quotable.start_of(passage) if begin >= 0 else piece.find(quotable.text[start:end])
    if at >= 0:
        yield passage.keys, Quoted(at, at + end - start, mark)


def _assigned(
    task: Task, item: Assigned, keys: Keys, piece: str, names: Mapping[str, str]
) -> Iterator[Quoted]:
    """The units of an item where its clause names them; of two names that stand in each other, each its own."""
    assignment = read_clause(clause(item), names.__contains__) if piece else None
    if assignment is None:
        return
    written = [
        (name.written, role, item.units(role).index(unit))
        for role in ROLES
        for name in assignment.units[role]
        if (unit := names.get(normalise(name.name), name.name)) in item.units(role)
    ]
    taken = [False] * len(piece)
    for name, role, index in sorted(written, key=lambda entry: -len(entry[0])):
        start = piece.find(name)
        while start >= 0 and any(taken[start : start + len(name)]):
            start = piece.find(name, start + 1)
        if name and start >= 0:
            taken[start : start + len(name)] = [True] * len(name)
            mark = Mark("unit", task.number, (*keys, f"{role}_units", index), item.draft)
            yield Quoted(start, start + len(name), mark)
