"""What of a task's text is proposed as deadline, target, deliverable, or as a figure that somebody has to look at."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from operator import attrgetter
from typing import NamedTuple

from responsibility.checks.contradictions import Elsewhere, Quotes, of_deadline, of_target
from responsibility.language.amounts import read_amounts
from responsibility.language.carried_years import with_years
from responsibility.language.coverage import OF_A_NUMBER
from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.deliverables import read_deliverables
from responsibility.language.extents import Extents
from responsibility.language.indicators import GOES_ON_FROM_BEFORE, is_act, named
from responsibility.language.quantities import Figure, figures
from responsibility.language.sentences import Span
from responsibility.language.targets import read_targets
from responsibility.language.terms import Surroundings, reason_of_figure
from responsibility.model import Deadline, Deliverable, FactField, OtherFigure, Target


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


def propose(texts: list[str], reference: Reference, title: str = "") -> Proposals:
    """The deadlines, targets, deliverables and other figures of a task's texts (its own, and those of its parts).

    Where no word of the texts says what a figure counts, it is what the ``title`` names: 开展巡查。每年不少于2次。

    What is proposed is what the language reads in the quote that it is given; what it does not
    read there again is left to a person, as a figure.
    """
    whole = "\n".join(texts)
    proposals = Proposals()
    if len(whole) > TOO_LONG:
        proposals.unplaced = ["……"]
        return proposals
    passages = [_Passage(whole, line, offset, reference, title) for line, offset in _lines(whole)]
    drafts: list[_Draft] = []
    for passage in passages:
        drafts += passage.drafts(drafts)
    repeated = [draft for draft in drafts if not draft.once]
    facts = [draft for draft in drafts if draft.once]
    while True:
        others = [other for passage in passages for other in passage.others([*facts, *repeated])]
        placed = [other for other in others if other.once]
        sound = _uncontradicted(facts, placed, reference)
        if len(sound) == len(facts):
            break
        facts = sound
    # Two figures of one quote and one reason, with another between them, are one record.
    records = list(dict.fromkeys(draft.record for draft in (*facts, *placed)))
    proposals.deadlines = [record for record in records if isinstance(record, Deadline)]
    proposals.targets = [record for record in records if isinstance(record, Target)]
    proposals.other_figures = [record for record in records if isinstance(record, OtherFigure)]
    by_name: dict[str, Deliverable] = {}
    for deliverable in (each for passage in passages for each in passage.deliverables()):
        by_name.setdefault(deliverable.name, deliverable)
    proposals.deliverables = list(by_name.values())
    proposals.unplaced = [draft.record.quote for draft in (*repeated, *others) if not draft.once]
    return proposals


_LONGEST_TOGETHER = 80
"""Characters of a quote for several figures."""
_BETWEEN = ("", "、", "和", "或", "及")


class _Draft(NamedTuple):
    """A proposed record: where its quote stands in the whole text, and where in it the words that say it."""

    quote: Span
    core: Span
    record: Deadline | Target | OtherFigure
    once: bool
    """Whether its quote stands in the text only once."""


class _Passage:
    """A line of the ``whole`` text of a task of that ``title``, which begins at ``offset`` of it."""

    def __init__(self, whole: str, line: str, offset: int, reference: Reference, title: str) -> None:
        self.whole, self.line, self.offset, self.title = whole, line, offset, title
        self.deadlines = list(with_years(line, read_deadlines(line, reference), reference))
        targets = list(read_targets(line, doubtful=True))
        self.targets = [reading for reading in targets if reading.certain]
        self.terms = [reading for reading in targets if not reading.certain]
        self.around = Surroundings(line)
        self.extents = Extents(line, ((reading.start, reading.end) for reading in self.deadlines))

    def drafts(self, before: Iterable[_Draft]) -> Iterator[_Draft]:
        """The deadlines, then the targets of the line; ``before`` are those of the lines before it."""
        counted_before = self._counted(before)
        for reading in self.deadlines:
            core = reading.start, reading.end
            yield self._draft(self.extents.time(*core), core, reading.record)
        floor, previous, previous_unit = 0, "", ""
        for target, behind in zip_longest(self.targets, self.targets[1:]):
            core = target.start, target.end
            phrase = self.extents.phrase(*core, floor, behind.start if behind else None)
            if not self.extents.one_sentence(floor, core[0]):
                previous = ""
            record, words = target.record, self.line[slice(*core)]
            amount = next(read_amounts(words), None) if record.all and record.values else None
            unit = record.values[0].unit if record.values else ""
            counted = words[amount.end :].removesuffix(OF_A_NUMBER) if amount else ""  # 53个村集体经济全覆盖
            timed = next((time.start for time in self.deadlines if time.end == core[0]), core[0])
            name = named(
                self._without_times(phrase[0], max(timed, phrase[0])),
                words,
                counted + self.line[core[1] : phrase[1]],
                unit,
                previous or counted_before.get(unit, "") or self._said_before(core[0]),
                unit == previous_unit,
            )
            if phrase == core:  # a bare figure of a list: 2024年1万个、2025年2万个; 分别下降5%、6%
                phrase = (timed, core[1]) if timed < core[0] else self.extents.phrase(*core)
            floor, previous_unit = max(floor, target.end), unit
            previous = name.indicator if name.indicator != words else ""
            names = {"indicator": self._counts(name.indicator, words, unit), "scope": name.scope or None}
            yield self._draft(phrase, core, record.model_copy(update=names))

    def _without_times(self, start: int, end: int) -> str:
        """The words from ``start`` to ``end`` without the deadlines within: 各镇于6月15日前储备沙袋 is 各镇储备沙袋."""
        kept, last = [], start
        for reading in self.deadlines:
            if (
                last < reading.start
                and reading.end < end
                and self.line[reading.start - 1] not in _BETWEEN[1:]
            ):
                kept.append(self.line[last : reading.start])
                last = reading.end
        return "".join((*kept, self.line[last:end]))

    def _counts(self, indicator: str, words: str, unit: str) -> str:
        """``indicator``; the title where a figure is counted of which the text says nothing but its ``words``, or a verb of the title."""
        says_nothing = indicator == words or (is_act(indicator) and indicator in self.title)
        return self.title if unit and says_nothing and self.title else indicator

    def _said_before(self, start: int) -> str:
        """The clause before that of a figure, in the same sentence: what a bare figure counts (开展检查，每月不少于1次).

        Empty where a figure of its own stands there.
        """
        begin, end = self.extents.clause_before(start)
        counts = any(begin <= target.start < end for target in self.targets)
        return "" if counts else self.line[begin:end]

    def _counted(self, before: Iterable[_Draft]) -> dict[str, str]:
        """What the targets before count, by their measures, where the line goes on from them."""
        if not self.line.startswith(GOES_ON_FROM_BEFORE):
            return {}
        targets = [draft.record for draft in before if isinstance(draft.record, Target)]
        return {target.values[0].unit: target.indicator for target in targets if target.values}

    def others(self, facts: Iterable[_Draft]) -> Iterator[_Draft]:
        """The figures that are not among the ``facts``, those together that a person looks at together."""
        first, last = self.offset, self.offset + len(self.line)
        taken = bytearray(len(self.line) + 1)  # of each character, whether a fact says it
        for start, end in (fact.core for fact in facts if first <= fact.core[0] and fact.core[1] <= last):
            taken[start - first : end - first] = b"\1" * (end - start)
        loose = [figure for figure in figures(self.line) if 0 in taken[figure.start : figure.end]]
        targets = [target.start for target in self.targets]
        before, why_before = (0, 0), ""
        drafts: list[_Draft] = []
        for core, why in _joined(self.line, map(self._term, loose)):
            if core[1] <= before[1] and why == why_before:
                continue
            following = bisect_left(targets, core[1])
            ceiling = targets[following] if following < len(targets) else None
            before = self.extents.phrase(*core, taken.rfind(1, 0, core[0]) + 1, ceiling)
            why_before = why
            record = OtherFigure(quote=self.line[slice(*core)], why=why, draft=True)
            drafts.append(self._draft(before, core, record))
        yield from self._together(drafts, taken)

    def _together(self, drafts: Iterable[_Draft], taken: bytearray) -> Iterator[_Draft]:
        """The drafts of other figures, those as one whose quotes overlap, or whose sentence and reason are one.

        Of the latter no fact (``taken``) stands between them, and all that they quote is not too long to look at.
        """
        waiting: _Draft | None = None
        for draft in sorted(drafts, key=attrgetter("quote")):
            if waiting and waiting.once and draft.once and self._belong(waiting, draft, taken):
                waiting = self._as_one(waiting, draft)
                continue
            if waiting:
                yield waiting
            waiting = draft
        if waiting:
            yield waiting

    def _belong(self, draft: _Draft, following: _Draft, taken: bytearray) -> bool:
        (start, end), (first, last) = (self._in_line(each.quote) for each in (draft, following))
        if first < end:
            return True
        return (
            _why(draft) == _why(following)
            and 1 not in taken[end:first]
            and last - start <= _LONGEST_TOGETHER
            and self.extents.one_sentence(start, first)
        )

    def _as_one(self, draft: _Draft, following: _Draft) -> _Draft:
        """One entry for two: all that they quote and what is between, with the reasons of both."""
        start, end = draft.quote[0], max(draft.quote[1], following.quote[1])
        whys = dict.fromkeys(why for each in (draft, following) for why in _why(each).split("；"))
        words = self.line[slice(*self._in_line((start, end)))]
        record = OtherFigure(quote=words, why="；".join(whys), draft=True)
        return _Draft((start, end), (start, end), record, once=True)

    def _term(self, figure: Figure) -> tuple[Span, str]:
        """Where the words of a figure stand that is no target, and why it is none, in a word for a person."""
        for term in self.terms:
            if term.start <= figure.start and figure.end <= term.end and term.reason:
                return (term.start, term.end), term.reason
        return (figure.start, figure.end), reason_of_figure(figure, self.around.figure(figure))

    def deliverables(self) -> Iterator[Deliverable]:
        """The deliverables that the line asks for, where a quote tells them apart."""
        for reading in read_deliverables(self.line):
            (start, end), once = self._told_apart((reading.start, reading.end))
            if once:
                quote = self.line[start:end]
                yield Deliverable(name=reading.name, kind=reading.kind, quote=quote, draft=True)

    def _draft(self, phrase: Span, core: Span, record: Deadline | Target | OtherFigure) -> _Draft:
        """The record as a draft, with a quote that tells it apart."""
        quote, once = self._told_apart(phrase)
        words = {"quote": self.line[slice(*quote)], "draft": True}
        return _Draft(self._in_whole(quote), self._in_whole(core), record.model_copy(update=words), once)

    def _told_apart(self, phrase: Span) -> tuple[Span, bool]:
        """The least of the words around a phrase that stand in the text once; the phrase itself where none do."""
        for span in self.extents.wider(*phrase):
            if _once(self.whole, self.line[slice(*span)]):
                return span, True
        return phrase, False

    def _in_whole(self, span: Span) -> Span:
        return span[0] + self.offset, span[1] + self.offset

    def _in_line(self, span: Span) -> Span:
        return span[0] - self.offset, span[1] - self.offset


def _why(draft: _Draft) -> str:
    return draft.record.why if isinstance(draft.record, OtherFigure) else ""


def _joined(line: str, terms: Iterable[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """``terms`` with those of one reason that only a separator parts as one: 30万元、20万元."""
    waiting: tuple[Span, str] | None = None
    for (start, end), why in terms:
        if (
            waiting
            and why == waiting[1]
            and start - waiting[0][1] <= 1
            and line[waiting[0][1] : start] in _BETWEEN
        ):
            start = waiting[0][0]
        elif waiting:
            yield waiting
        waiting = (start, end), why
    if waiting:
        yield waiting


def _uncontradicted(facts: list[_Draft], others: list[_Draft], reference: Reference) -> list[_Draft]:
    """The facts whose own quotes say what they record, beside the other figures."""
    spans: dict[tuple[FactField, int], Span] = {}
    keys: list[tuple[FactField, int]] = []
    for index, draft in enumerate((*facts, *others)):
        keys.append((_field(draft.record), index))
        spans[keys[-1]] = draft.quote
    quotes = Quotes(spans)
    return [
        draft
        for draft, key in zip(facts, keys, strict=False)
        if not is_contradicted(draft.record, reference, quotes.elsewhere(*key))
    ]


def _field(record: Deadline | Target | OtherFigure) -> FactField:
    if isinstance(record, Deadline):
        return "deadlines"
    return "targets" if isinstance(record, Target) else "other_figures"


def is_contradicted(
    record: Deadline | Target | OtherFigure, reference: Reference, elsewhere: Elsewhere
) -> bool:
    """Whether a drafted record says otherwise than is read in its own quote, and not why."""
    if isinstance(record, Deadline):
        return record.read_as is None and next(of_deadline(record, reference, elsewhere), None) is not None
    return isinstance(record, Target) and next(of_target(record, elsewhere), None) is not None


def _lines(whole: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in whole.split("\n"):
        yield line, start
        start += len(line) + 1


def _once(whole: str, words: str) -> bool:
    """Whether ``words`` stand in the text once; occurrences that overlap are two (年年 in 年年年)."""
    return whole.find(words) == whole.rfind(words)
