"""What people settled in a task, carried into its new text: facts whose quotes still stand there, as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from responsibility.data.yaml_edit import Tree
from responsibility.language.normalize import normalise
from responsibility.language.passages import APART, Quotable
from responsibility.language.sentences import Span
from responsibility.model import FACT_FIELDS, FACT_NAMES, Deadline, Fact, FactField, Target, Task

NAMES: Mapping[FactField, str] = {**FACT_NAMES, "other_figures": "数字"}
"""What a fact is called in a report of what is lost."""
_SENTENCE = re.compile(rf"[^。！？；\n{APART}]+[。！？；]?")


@dataclass
class Carried:
    """The facts of a task in its new text."""

    facts: dict[FactField, list[Tree]] = field(default_factory=lambda: {name: [] for name in FACT_FIELDS})
    stand: list[tuple[Task, FactField, Fact]] = field(default_factory=list)
    """What stands, each with the task that it is of."""
    lost: list[tuple[Task, FactField, Fact]] = field(default_factory=list)
    """What stands no longer, or no longer once."""
    fresh: list[tuple[FactField, Fact]] = field(default_factory=list)
    """What was drafted of the new text."""
    changed: list[str] = field(default_factory=list)
    """Facts that stand, but of which a word that goes with them does not, in Chinese."""


def carried(
    new: Task, drafted: Tree, sources: Sequence[tuple[Task, Tree]], periods: frozenset[str]
) -> Carried:
    """The facts of ``sources`` that stand in the text of ``new``, then those drafted of what they did not say.

    A fact stands where its quote is found just once. Of a sentence that stood in a source word for word nothing
    is drafted again, unless something settled in it was lost: what people left out there they left out.
    ``drafted`` is how the file of the draft writes ``new``; ``periods`` are the names of those that the policy has.
    """
    result = Carried()
    quotable = Quotable(new)
    spans: list[tuple[FactField, Span]] = []
    for source, tree in sources:
        for name, index, fact in source.quotes():
            entry = tree[name][index]
            if len(quotable.offsets(fact.quote)) != 1 or getattr(fact, "period", None) not in (
                None,
                *periods,
            ):
                result.lost.append((source, name, fact))
                continue
            result.stand.append((source, name, fact))
            if entry not in result.facts[name]:
                result.facts[name].append(_still(fact, entry, quotable, result.changed))
                spans += [(name, span) for span in quotable.spans(fact.quote)]
    settled = set(_settled([source for source, _ in sources], [fact.quote for _, _, fact in result.lost]))
    for name, index, fact in new.quotes():
        (start, end), *_ = [*quotable.spans(fact.quote), (0, 0)]
        known = any(
            (first <= start and end <= last) or (name == field_name and start < last and first < end)
            for field_name, (first, last) in spans
        )
        if not known and _sentence(quotable.text, start) not in settled:
            result.facts[name].append(drafted[name][index])
            result.fresh.append((name, fact))
    return result


def _still(fact: Fact, entry: Tree, quotable: Quotable, changed: list[str]) -> Tree:
    """The entry of a fact that stands; to be confirmed anew where words that belong to it are gone."""
    gone = []
    if isinstance(fact, Deadline) and fact.matter and not quotable.offsets(fact.matter):
        gone.append("matter")
    if isinstance(fact, Target) and any(not quotable.offsets(quote) for quote in fact.sum_of):
        gone.append("sum_of")
    if not gone:
        return entry
    changed.append(f"“{fact.quote}”的 {'、'.join(gone)} 里的字没有了，已去掉，请核对")
    return {**{key: value for key, value in entry.items() if key not in gone}, "draft": "true"}


def _settled(sources: Sequence[Task], lost: Sequence[str]) -> Iterator[str]:
    """The sentences of tasks in which nothing was lost."""
    for source in sources:
        for text in source.texts:
            for sentence in map(normalise, _SENTENCE.findall(text)):
                if not any(quote in sentence or sentence in quote for quote in map(normalise, lost)):
                    yield sentence


def _sentence(text: str, offset: int) -> str:
    """The sentence that holds a character of a text in normal form."""
    return next((match[0] for match in _SENTENCE.finditer(text) if match.end() > offset), "")
