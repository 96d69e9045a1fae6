"""What units report on: every item that a clause assigns, and every deadline, target and deliverable in it, each under a key that ledgers carry."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from responsibility.language.passages import Quotable
from responsibility.model import Fact, Task
from responsibility.model.progress import About, Subject

_DIGITS = 10
"""Hexadecimal digits of a quote's digest in a key; a task has a few dozen quotes at most."""


def subjects(task: Task) -> tuple[Subject, ...]:
    """What is reported on in ``task``: each item with units, behind it its deadlines, its targets (a value a subject), its deliverables.

    A fact belongs to the item whose passage its quote stands in, or to the task where that is no item of its own.
    """
    facts = [subject for about in _FACTS for subject in _facts(task, about)]
    items = [task.item_id(item) for item in task.items]
    listed = [
        subject
        for item in items
        for subject in (Subject(item), *(fact for fact in facts if fact.item == item))
    ]
    return (*listed, *(fact for fact in facts if fact.item not in items))


_FACTS: tuple[About, ...] = ("deadline", "target", "deliverable")


def _facts(task: Task, about: About) -> Iterator[Subject]:
    quotable = Quotable(task)

    def subject(fact: Fact, measure: str = "") -> Subject:
        return Subject(task.item_id(quotable.item_of(fact.quote)), about, fact.quote, measure)

    if about == "deadline":
        yield from map(subject, task.deadlines)
    elif about == "deliverable":
        yield from map(subject, task.deliverables)
    else:
        for target in task.targets:
            for measure in [value.unit for value in target.values] or [""]:
                yield subject(target, measure)


def key(policy: str, subject: Subject) -> str:
    """What a ledger carries, hidden, in the row of a subject: ``meifa-2021-7/32/target/1f0c5a77b2/公里``.

    It holds as long as the item keeps its identity and the fact its quote; where the row stands does not matter.
    """
    digest = hashlib.sha256(subject.quote.encode()).hexdigest()[:_DIGITS] if subject.quote else ""
    return "/".join((policy, str(subject.item), subject.about or "", digest, subject.measure))
