"""What of a task's text is proposed as deadline, target, deliverable, or as a figure that somebody has to look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from responsibility.checks.contradictions import Elsewhere, Quotes, of_deadline, of_target
from responsibility.language.dates import BEHIND_A_DATE, Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.deliverables import read_deliverables
from responsibility.language.quantities import figures, names_something
from responsibility.language.targets import read_targets
from responsibility.model import Deadline, Deliverable, FactField, OtherFigure, Target

_STOPS = "，。；：！？\n"


@dataclass
class Proposals:
    """What is proposed for a task; every record is a draft."""

    deadlines: list[Deadline] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    deliverables: list[Deliverable] = field(default_factory=list)
    other_figures: list[OtherFigure] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    """Figures whose words stand more than once, so that no quote tells them apart."""


TOO_LONG = 8_000
"""Characters of a task beyond which nothing is proposed: tasks of real plans have some hundreds."""


def propose(texts: list[str], reference: Reference) -> Proposals:
    """The deadlines, targets, deliverables and other figures of a task's texts (its own, and those of its parts).

    What is proposed is what the language reads in the quote that it is given; what it does not
    read there again is left to a person, as a figure.
    """
    whole = "\n".join(texts)
    proposals = Proposals()
    if len(whole) > TOO_LONG:
        proposals.unplaced = ["……"]
        return proposals
    drafts = list(_drafts(whole, reference))
    repeated = [draft for draft in drafts if not _once(whole, draft.record.quote)]
    proposals.unplaced = [draft.record.quote for draft in repeated]
    drafts = _uncontradicted([draft for draft in drafts if draft not in repeated], reference)
    proposals.deadlines = [draft.record for draft in drafts if isinstance(draft.record, Deadline)]
    proposals.targets = [draft.record for draft in drafts if isinstance(draft.record, Target)]
    proposals.deliverables = list(_deliverables(whole))
    quoted = [(draft.start, draft.end) for draft in (*drafts, *repeated)]
    for figure in figures(whole):
        if not any(start <= figure.start and figure.end <= end for start, end in quoted):
            start, end = _unique(whole, figure.start, _to_the_noun(whole, figure.end))
            quoted.append((start, end))
            words = whole[start:end]
            why = (
                "名称或范围：导入时没有当作指标，请核对"
                if names_something(words)
                else "导入时没有认出，请归类"
            )
            if _once(whole, words):
                proposals.other_figures.append(OtherFigure(quote=words, why=why, draft=True))
            else:
                proposals.unplaced.append(words)
    return proposals


def _deliverables(whole: str) -> Iterator[Deliverable]:
    """The deliverables that each line asks for, where their quotes stand in the text once."""
    for line, _ in _lines(whole):
        for reading in read_deliverables(line):
            quote = line[reading.start : reading.end]
            if _once(whole, quote):
                yield Deliverable(name=reading.name, kind=reading.kind, quote=quote, draft=True)


class _Draft(NamedTuple):
    """A proposed record, and where its quote stands."""

    start: int
    end: int
    record: Deadline | Target


def _drafts(whole: str, reference: Reference) -> Iterator[_Draft]:
    """The deadlines, then the targets of each line, with the shortest quote that stands in the text once."""

    def draft(start: int, end: int, record: Deadline | Target) -> _Draft:
        start, end = _unique(whole, start, end)
        return _Draft(start, end, record.model_copy(update={"quote": whole[start:end], "draft": True}))

    for line, start in _lines(whole):
        for deadline in read_deadlines(line, reference):
            yield draft(start + deadline.start, start + deadline.end, deadline.record)
        taken = 0
        ends = [figure.end for figure in figures(line)]
        targets = list(read_targets(line))
        for target, following in zip_longest(targets, targets[1:]):
            begin = _with_words(line, target.start, taken, ends)
            taken = _to_the_noun(line, target.end)
            if following:
                taken = max(min(taken, following.start), target.end)
            yield draft(start + begin, start + taken, target.record)


def _uncontradicted(drafts: list[_Draft], reference: Reference) -> list[_Draft]:
    """The drafts whose own quotes say what they record."""
    fields: list[FactField] = [
        "deadlines" if isinstance(draft.record, Deadline) else "targets" for draft in drafts
    ]
    spans = {
        (field, index): (draft.start, draft.end)
        for index, (field, draft) in enumerate(zip(fields, drafts, strict=True))
    }
    quotes = Quotes(spans)
    sound = [
        draft
        for index, (field, draft) in enumerate(zip(fields, drafts, strict=True))
        if not _contradicted(draft.record, reference, quotes.elsewhere(field, index))
    ]
    return sound if len(sound) == len(drafts) else _uncontradicted(sound, reference)


def _contradicted(record: Deadline | Target, reference: Reference, elsewhere: Elsewhere) -> bool:
    if isinstance(record, Deadline):
        contradictions = of_deadline(record, reference, elsewhere)
    else:
        contradictions = of_target(record, elsewhere)
    return next(contradictions, None) is not None


_BETWEEN = "，、"
_WORDS = 16
"""Characters that a quote takes along before a target, so that one sees what it measures."""


def _with_words(line: str, start: int, taken: int, ends: Sequence[int]) -> int:
    """Where a target's quote begins: with the words before it, back to a stop, another figure, or not too far.

    ``taken`` is the end of the target before it, ``ends`` those of all figures of the line.
    """
    least = max(taken, start - _WORDS)
    stops = [index + 1 for index in range(least, start) if line[index] in _STOPS + "、"]
    before = bisect_right(ends, start)
    begin = max([least, *stops, *ends[max(before - 1, 0) : before]])
    while begin < start and line[begin] in BEHIND_A_DATE + _BETWEEN:
        begin += 1
    return begin


_NOUN = 6
"""Characters that a quote takes along behind a figure: 4类重点对象 says more than 4."""


def _to_the_noun(line: str, end: int) -> int:
    """Where a quote ends: a few characters on, but not past a stop or at another figure."""
    last = min(len(line), end + _NOUN)
    stops = [index for index in range(end, last) if line[index] in _STOPS + "、（）“”"]
    following = [end + figure.start for figure in figures(line[end:last])]
    return min([last, *stops, *following])


def _lines(whole: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in whole.split("\n"):
        yield line, start
        start += len(line) + 1


def _once(whole: str, words: str) -> bool:
    """Whether ``words`` stand in the text once; occurrences that overlap are two (年年 in 年年年)."""
    return whole.find(words) == whole.rfind(words)


_LONGEST = 30
"""Characters by which a quote is made longer, on each side, to tell it apart."""


def _unique(whole: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, with words before and after it until it stands in the text only once; within its line."""
    first = whole.rfind("\n", 0, start) + 1
    last = whole.find("\n", end) if "\n" in whole[end:] else len(whole)
    first, last = max(first, start - _LONGEST), min(last, end + _LONGEST)
    while not _once(whole, whole[start:end]) and (start > first or end < last):
        if start > first and (end >= last or whole[start - 1] not in _STOPS):
            start -= 1
        elif end < last:
            end += 1
        else:
            start -= 1
    return start, end
