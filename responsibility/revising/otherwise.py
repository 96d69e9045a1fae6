"""Facts of a task that its new text says in other words: a figure raised, a deadline put off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from responsibility.language.dates import Reference
from responsibility.language.deadline_scope import Scopes
from responsibility.language.similarity import grams, likeness, pair_up
from responsibility.model import Deadline, Fact, Task

_LIKE = 0.5
"""How much of its words a fact must have in common with one that was read anew, to be the same in other words."""


class _Words(NamedTuple):
    """The words of a fact: its quote, and of a deadline what is due."""

    quote: str
    matter: str


def said_otherwise(
    old: Task, gone: Sequence[Fact], new: Task, fresh: Sequence[Fact], reference: Reference
) -> list[tuple[int, int]]:
    """Which facts of one kind that are ``gone`` from ``old`` are among those read anew in ``new``, as pairs of places.

    They have much of their quotes in common, or, of deadlines, what is due.
    """
    former, now = _matters(old, reference), _matters(new, reference)
    olds = [_Words(fact.quote, former.get(fact.quote, "")) for fact in gone]
    news = [_Words(fact.quote, now.get(fact.quote, "")) for fact in fresh]
    return pair_up(olds, news, _likeness, lambda words: grams(words.quote + words.matter))


def _matters(task: Task, reference: Reference) -> Mapping[str, str]:
    """What is due, by the quotes of the deadlines."""
    scopes = zip(task.deadlines, Scopes(task, reference).of_deadlines, strict=True)
    return {deadline.quote: _matter(deadline, scope.matter if scope else "") for deadline, scope in scopes}


def _matter(deadline: Deadline, governed: str) -> str:
    return deadline.matter or governed


def _likeness(old: _Words, new: _Words) -> float:
    alike = likeness(grams(old.quote), grams(new.quote))
    if old.matter and new.matter:
        alike = max(alike, likeness(grams(old.matter), grams(new.matter)))
    return alike if alike >= _LIKE else 0
