"""Words that a person selects in a task → the facts that the language reads in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from responsibility.edit.desk import record_tree
from responsibility.edit.shown import words_of
from responsibility.importing.extract import Proposals, propose
from responsibility.language.dates import Reference
from responsibility.language.normalize import normalise
from responsibility.language.passages import Quotable
from responsibility.language.sentences import Span
from responsibility.model import FACT_FIELDS, Fact, FactField, Policy, Task


def readings(policy: Policy, task: Task, words: str, before: str = "") -> dict[str, Any]:
    """What ``words`` of a task may become, best first; at last a figure and a deliverable that are to be filled in.

    ``before`` is what stands before them, to tell words apart that stand more than once. The quote is
    made longer, backwards first, until it stands once.
    """
    quotable = Quotable(task)
    start = _where(quotable, normalise(words), normalise(before))
    if start is None:
        return {"proposals": [], "quote": "".join(words.split())}
    quote = _widened(quotable.text, start, start + len(normalise(words)))
    reference = Reference.of(policy)
    read = [*_records(propose([quote], reference)), *_overlapping(quotable, task, reference, start, quote)]
    proposals = []
    seen: list[dict[str, Any]] = []
    for field, record in read:
        tree = record_tree(record)
        tree.pop("draft", None)
        if (told_apart := {**tree, "quote": ""}) not in seen:
            seen.append(told_apart)
            proposals.append({"field": field, "record": tree, "words": words_of(record, policy)})
    return {"proposals": [*proposals, *_blank(quote)], "quote": quote}


def _where(quotable: Quotable, words: str, before: str) -> int | None:
    """Where the words that were selected stand: of several places, that with most of ``before`` before it."""
    places = []
    at = quotable.text.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = quotable.text.find(words, at + 1)
    return max(places, key=lambda at: _common_end(quotable.text[:at], before), default=None)


def _common_end(first: str, second: str) -> int:
    pairs = zip(reversed(first), reversed(second), strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(first), len(second)))


def _widened(text: str, start: int, end: int) -> str:
    """The words from ``start`` to ``end`` and as many before, then behind them, as make them stand once."""
    while text.count(text[start:end]) > 1:
        if start and text[start - 1].isalnum():
            start -= 1
        elif end < len(text) and text[end].isprintable():
            end += 1
        else:
            break
    return text[start:end]


def _records(proposals: Proposals) -> Iterator[tuple[FactField, Fact]]:
    for field in FACT_FIELDS:
        for record in getattr(proposals, field):
            yield field, record


def _overlapping(
    quotable: Quotable, task: Task, reference: Reference, start: int, quote: str
) -> Iterator[tuple[FactField, Fact]]:
    """What is read in the whole task in a stretch that overlaps the words."""
    end = start + len(quote)
    for field, record in _records(propose(list(task.texts), reference, task.title)):
        spans: Iterator[Span] = quotable.spans(record.quote)
        if any(first < end and start < last for first, last in spans):
            yield field, record


def _blank(quote: str) -> Iterator[dict[str, Any]]:
    """Records that say no more than the words themselves, for a person to fill in."""
    yield {"field": "other_figures", "record": {"quote": quote}, "words": ""}
    yield {"field": "deliverables", "record": {"name": quote, "quote": quote}, "words": ""}
