"""Verbatim text cut into runs, so that the quotes of its facts can be marked in it."""

from __future__ import annotations

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
    spans: list[tuple[int, int, MarkKind]] = []
    for field, _, record in task.quotes():
        quote = normalise(record.quote)
        at = normal.text.find(quote)
        if at >= 0:
            end = normal.origin[at + len(quote) - 1] + 1
            spans.append((normal.origin[at], end, _KINDS[field]))
    cuts = sorted({0, len(paragraph), *(cut for start, end, _ in spans for cut in (start, end))})
    return tuple(Run(paragraph[start:end], _kinds_at(spans, start)) for start, end in pairwise(cuts))


def _kinds_at(spans: list[tuple[int, int, MarkKind]], at: int) -> tuple[MarkKind, ...]:
    kinds = {kind for start, end, kind in spans if start <= at < end}
    return tuple(kind for kind in _KINDS.values() if kind in kinds)
