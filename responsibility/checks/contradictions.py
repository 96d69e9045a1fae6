"""A recorded deadline or target against what the language reads in its quote."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import accumulate
from types import MappingProxyType
from typing import NamedTuple

from responsibility.language import coverage
from responsibility.language.comparisons import written
from responsibility.language.dates import THIS_YEAR, Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.measures import TARGET_UNITS, counted, plain_unit
from responsibility.language.normalize import normalise
from responsibility.language.numerals import MAGNITUDES
from responsibility.language.passages import Quotable
from responsibility.language.quantities import figures, numbers_in
from responsibility.language.reading import Reading
from responsibility.language.sentences import Span
from responsibility.language.targets import read_targets
from responsibility.model import Deadline, FactField, Operator, Target, Value
from responsibility.model.problems import Keys

LONGEST_QUOTE = 1_000
"""Characters of a quote that are read; a longer one quotes no fact."""


class Quotes:
    """Where the quotes of a task's records stand in its text, by field and index."""

    def __init__(
        self,
        spans: Mapping[tuple[FactField, int], Span],
        again: Mapping[tuple[FactField, int], Sequence[Span]] = MappingProxyType({}),
    ) -> None:
        self.spans = spans
        self._again = again
        """Where a heading or a clause says the same words once more."""

    @classmethod
    def of(cls, quotable: Quotable) -> Quotes:
        """The quotes of a task's facts in its passages; those that do not stand there left out."""
        spans: dict[tuple[FactField, int], Span] = {}
        again: dict[tuple[FactField, int], Sequence[Span]] = {}
        for field, index, record in quotable.task.quotes():
            if stretches := list(quotable.spans(record.quote)):
                spans[field, index], *again[field, index] = stretches
        return cls(spans, again)

    def cover(self, start: int, end: int) -> bool:
        """Whether a stretch of the text stands in a quote that accounts for figures; a deliverable's says nothing of them."""
        begins, furthest = self._accounting
        index = bisect_right(begins, start) - 1
        return index >= 0 and end <= furthest[index]

    @cached_property
    def _accounting(self) -> tuple[list[int], list[int]]:
        """Where quotes that account for figures begin, in order, and how far those that have begun reach at each."""
        spans = sorted(
            each
            for key, span in self.spans.items()
            if key[0] != "deliverables"
            for each in (span, *self._again.get(key, ()))
        )
        return [first for first, _ in spans], list(accumulate((last for _, last in spans), max))

    def elsewhere(self, field: FactField, index: int) -> Elsewhere:
        """What the other records quote of what one record does."""
        own = self.spans.get((field, index))
        return Elsewhere(own[0], (field, index), self.spans) if own else Elsewhere()


class Elsewhere(NamedTuple):
    """The quotes of a task's other records, seen from one record's quote, which begins at ``offset``."""

    offset: int = 0
    own: tuple[FactField, int] | None = None
    """The key of the record itself in ``spans``."""
    spans: Mapping[tuple[FactField, int], tuple[int, int]] = {}

    def has(self, position: int, *fields: FactField) -> bool:
        """Whether the character at ``position`` of the quote stands in another quote of one of ``fields``."""
        at = self.offset + position
        return any(
            first <= at < last and key[0] in fields and key != self.own
            for key, (first, last) in self.spans.items()
        )


class Contradiction(NamedTuple):
    """What a record says otherwise than its quote: at which keys of the record, and in words."""

    keys: Keys
    message: str


_NOWHERE = Elsewhere()

# ---------------------------------------------------------------- deadlines

_FIELDS = {
    "due": "截止",
    "before": "“前”",
    "start": "起始",
    "period": "时期",
    "every": "周期",
    "month": "第几个月",
    "day": "几日",
    "interval": "几个周期一次",
    "times": "次数",
    "in_words": "原文的说法",
    "duration": "时长",
    "counted_from": "起算点",
    "ongoing": "长期坚持",
    "immediate": "立即办理",
}


def of_deadline(
    deadline: Deadline, reference: Reference, elsewhere: Elsewhere = _NOWHERE
) -> Iterator[Contradiction]:
    """What a deadline says otherwise than the language reads in its quote; nothing where they agree.

    They agree where readings of the quote together say just what is recorded, and each
    further deadline of the quote stands in another record's quote too.
    """
    quote = normalise(deadline.quote)
    if len(quote) > LONGEST_QUOTE:
        yield Contradiction(("quote",), f"引文有 {len(quote)} 字，太长：只引说到时间的那几个字")
        return
    if normalise(deadline.in_words or "") not in quote:
        yield Contradiction(("in_words",), f"引文“{deadline.quote}”里没有“{deadline.in_words}”")
        return
    readings = list(read_deadlines(quote, reference, doubtful=True))
    recorded = _facts(deadline, reference)
    if set(recorded) == {"in_words"} and not any(_is_dated(reading) for reading in readings):
        return  # whatever the words are, the language knows no date for them
    read = [_facts(reading.record, reference) for reading in readings]
    agreeing = [
        reading for reading, facts in zip(readings, read, strict=True) if facts.items() <= recorded.items()
    ]
    if {key for reading in agreeing for key in _facts(reading.record, reference)} == set(recorded):
        for reading in readings:
            unsaid = reading.certain and reading not in agreeing
            if unsaid and not elsewhere.has(reading.start, "deadlines", "other_figures"):
                words = reading.record.quote
                yield Contradiction(("quote",), f"引文“{deadline.quote}”里的“{words}”没有记为时限")
    elif not readings:
        key = next(iter(recorded))
        message = f"{_FIELDS[key]} {recorded[key]} 没有依据：引文“{deadline.quote}”里读不出时限"
        yield Contradiction((key,), message)
    else:
        nearest = max(read, key=lambda facts: _likeness(facts, recorded))
        yield from _differences(deadline, recorded, nearest)


def _facts(deadline: Deadline, reference: Reference) -> dict[str, str]:
    """What a deadline says, its wording apart: the fields that are given, as they are written; 今年 as the year it is."""
    facts = {field: str(value) for field in _FIELDS if (value := getattr(deadline, field))}
    if "in_words" in facts:
        facts["in_words"] = normalise(facts["in_words"])
    if facts.get("due") == THIS_YEAR[0] and reference.year:
        facts["due"] = str(reference.year)
    return facts


def _is_dated(reading: Reading[Deadline]) -> bool:
    return reading.certain and reading.record.in_words is None


def _likeness(read: dict[str, str], recorded: dict[str, str]) -> tuple[int, int]:
    """How near a reading comes: by the fields that agree, then by those that both give."""
    return len(read.items() & recorded.items()), len(read.keys() & recorded.keys())


def _differences(
    deadline: Deadline, recorded: dict[str, str], read: dict[str, str]
) -> Iterator[Contradiction]:
    for key, name in _FIELDS.items():
        given, reading = recorded.get(key), read.get(key)
        if given == reading:
            continue
        at = key if given else next(iter(recorded))
        if key == "before":
            wrong = f"引文“{deadline.quote}”{'' if reading else '没有'}写“前”，before 与它不符"
        elif given is None:
            wrong = f"引文“{deadline.quote}”里的{name} {reading} 没有记（{key}: {reading}）"
        elif reading is None:
            wrong = f"{name} {given} 与引文“{deadline.quote}”不符：引文没有说"
        else:
            wrong = f"{name} {given} 与引文“{deadline.quote}”不符：读作 {reading}"
        yield Contradiction((at,), wrong)


# ---------------------------------------------------------------- targets

_Figure = tuple[Operator, tuple[Decimal, ...], str]


def of_target(target: Target, elsewhere: Elsewhere = _NOWHERE) -> Iterator[Contradiction]:
    """What a target says otherwise than the language reads in its quote; nothing where they agree.

    They agree where the quote says each recorded value with its comparison and unit, the
    coverage and the comparison with a baseline, and where each further number and demand
    of the quote stands in another record's quote too.
    """
    quote = normalise(target.quote)
    if len(quote) > LONGEST_QUOTE:
        yield Contradiction(("quote",), f"引文有 {len(quote)} 字，太长：只引说到指标的那几个字")
        return
    readings = list(read_targets(quote, _unusual_units(target, quote), doubtful=True))
    yield from _of_values(target, readings)
    yield from _of_coverage(target, quote, readings, elsewhere)
    yield from _of_baseline(target, readings, elsewhere)
    yield from _left_out(target, quote, readings, elsewhere)


def _unusual_units(target: Target, quote: str) -> tuple[str, ...]:
    """The units of the target's values that the language does not know by itself, with 万 or 亿 where they stand so."""
    units = {normalise(value.unit) for value in target.values}
    written = {magnitude + unit for unit in units for magnitude in ("", *MAGNITUDES)}
    return tuple(sorted(unit for unit in written if unit in quote and unit not in TARGET_UNITS))


def _figure(value: Value) -> _Figure:
    """A value without 万 and 亿 in its unit, so that 3 万名 and 30000 名 are the same."""
    plain = [plain_unit(number, normalise(value.unit)) for number in value.numbers]
    return value.op, tuple(number for number, _ in plain), plain[0][1]


def _words(value: Value) -> str:
    numbers = "—".join(f"{number:f}" for number in value.numbers)
    return f"{written(value.op, value.unit)}{counted(numbers, value.unit)}"


def _of_values(target: Target, readings: list[Reading[Target]]) -> Iterator[Contradiction]:
    read = [value for reading in readings for value in reading.record.values]
    figures_read = [_figure(value) for value in read]
    for index, value in enumerate(target.values):
        op, numbers, unit = _figure(value)
        if (op, numbers, unit) in figures_read:
            figures_read.remove((op, numbers, unit))  # each number of the quote is one value
            continue
        words = f"引文“{target.quote}”"
        same_numbers = [other for other in read if _figure(other)[1] == numbers]
        if not read:
            message = f"数值 {_words(value)} 没有依据：{words}里读不出数值"
        elif any(_figure(other) == _figure(value) for other in read):
            message = f"数值 {_words(value)} 记了不止一次，{words}只说一次"
        elif any(_figure(other)[2] == unit for other in same_numbers):
            message = f"比较方式 {op} 与{words}不符：读作 {'、'.join(map(_words, same_numbers))}"
        elif same_numbers:
            message = f"单位“{value.unit}”与{words}不符：读作 {'、'.join(map(_words, same_numbers))}"
        else:
            message = f"数值 {_words(value)} 与{words}不符：读作 {'、'.join(map(_words, read))}"
        yield Contradiction(("values", index), message)


def _of_coverage(
    target: Target, quote: str, readings: list[Reading[Target]], elsewhere: Elsewhere
) -> Iterator[Contradiction]:
    suggested = coverage.suggested(quote)
    extents: tuple[coverage.Extent, ...] = ("all", "none")
    for extent in extents:
        demands = [reading for reading in readings if getattr(reading.record, extent)]
        if getattr(target, extent):
            other = next((kind for kind in extents if kind != extent), extent)
            if not demands and any(getattr(reading.record, other) for reading in readings):
                message = f"引文“{target.quote}”说的是{coverage.phrase(other, quote)}，应写 {other}"
                yield Contradiction((extent,), message)
            elif not demands and extent not in suggested:
                message = f"引文“{target.quote}”没有“{coverage.WRITTEN[extent]}”的意思"
                yield Contradiction((extent,), message)
        elif any(
            demand.certain and not elsewhere.has(demand.end - 1, "targets", "other_figures")
            for demand in demands
        ):
            word = coverage.phrase(extent, quote)
            message = f"引文“{target.quote}”里的“{word}”没有记（{extent}: true）"
            yield Contradiction(("quote",), message)


def _of_baseline(
    target: Target, readings: list[Reading[Target]], elsewhere: Elsewhere
) -> Iterator[Contradiction]:
    comparisons = [reading for reading in readings if reading.record.compare]
    baseline = normalise(target.baseline or "")
    if target.compare is None:
        changes = [reading.record.baseline for reading in readings if reading.record.values]
        starts = [start for start in changes if start]
        if baseline and starts and baseline not in starts:
            message = f"基数“{target.baseline}”与引文“{target.quote}”不符：读作“{'”“'.join(starts)}”"
            yield Contradiction(("baseline",), message)
        for reading in comparisons:
            if (
                reading.certain
                and not target.values
                and not elsewhere.has(reading.start, "targets", "other_figures")
            ):
                message = f"引文“{target.quote}”里的“{reading.record.quote}”没有记（baseline、compare）"
                yield Contradiction(("quote",), message)
        return
    against = [
        reading.record for reading in comparisons if (reading.record.baseline or "").startswith(baseline)
    ]
    if not against:
        read = "、".join(reading.record.baseline or "" for reading in comparisons)
        problem = f"读作与“{read}”比" if read else "引文没有说与什么比"
        yield Contradiction(("baseline",), f"基数“{target.baseline}”与引文“{target.quote}”不符：{problem}")
    elif all(record.compare != target.compare for record in against):
        message = f"比较方式 {target.compare} 与引文“{target.quote}”不符：读作 {against[0].compare}"
        yield Contradiction(("compare",), message)


def _left_out(
    target: Target, quote: str, readings: list[Reading[Target]], elsewhere: Elsewhere
) -> Iterator[Contradiction]:
    """Numbers of the quote that are no value of the target and stand in no other quote."""
    recorded = {number for value in target.values for number in value.numbers}
    recorded |= numbers_in(normalise(target.baseline or ""))
    values = [_figure(value) for value in target.values]
    read = [  # of a range one end may be the value: 不超过3-5个
        (reading.start, reading.end)
        for reading in readings
        if reading.record.values
        and all(_figure(value) in values for value in reading.record.values)
        and (target.baseline or not reading.record.baseline)
    ]
    read += [(reading.start, reading.end) for reading in readings if target.all and reading.record.all]
    if not recorded <= numbers_in(quote):
        return  # a value is wrong, which is said already
    for figure in figures(quote):
        covered = numbers_in(figure.text) <= recorded or recorded & numbers_in(
            quote[figure.start : figure.end + 1]
        )
        if (
            figure.kind == "number"
            and not covered
            and not any(start <= figure.start < end for start, end in read)
            and not elsewhere.has(figure.start, "deadlines", "targets", "other_figures")
        ):
            yield Contradiction(("quote",), f"引文里的“{figure.text}”没有记为数值")
