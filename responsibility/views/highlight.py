"""Verbatim text cut into runs, so that the quotes of its facts can be marked in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from responsibility.language.normalize import joined, normalise, with_origin
from responsibility.model import FactField, Task

MarkKind = Literal["deadline", "target", "deliverable", "other"]
_KINDS: dict[FactField, MarkKind] = {
    "deadlines": "deadline",
    "targets": "target",
    "deliverables": "deliverable",
    "other_figures": "other",
}


class Run(NamedTuple):
    """A stretch of text under the same marks; ``kinds`` is empty for plain text."""

    text: str
    kinds: tuple[MarkKind, ...] = ()


def mark(task: Task, text: str) -> tuple[Run, ...]:
    """``text`` (of the task or of one of its parts, a heading or a clause), its lines joined, with the task's quotes marked."""
    paragraph = joined(text)
    normal = with_origin(paragraph)
    changes: dict[int, Counter[MarkKind]] = {0: Counter(), len(paragraph): Counter()}
    for field, _, record in task.quotes():
        quote = normalise(record.quote)
        at = normal.text.find(quote)
        if at >= 0:
            end = normal.origin[at + len(quote) - 1] + 1
            changes.setdefault(normal.origin[at], Counter())[_KINDS[field]] += 1
            changes.setdefault(end, Counter())[_KINDS[field]] -= 1
    return tuple(_runs(paragraph, changes))


def _runs(paragraph: str, changes: dict[int, Counter[MarkKind]]) -> Iterator[Run]:
    """The runs between the places where marks begin (counted up) and end (counted down)."""
    marks: Counter[MarkKind] = Counter()
    for start, end in pairwise(sorted(changes)):
        marks.update(changes[start])
        yield Run(paragraph[start:end], tuple(kind for kind in _KINDS.values() if marks[kind]))
