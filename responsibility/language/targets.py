"""The grammar of targets: numbers with their measures and comparisons, and words of whole coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from responsibility.language import coverage
from responsibility.language.amounts import read_amounts
from responsibility.language.comparisons import (
    AGAINST_BASELINE,
    BASELINE,
    LEVEL,
    LOOSELY_AGAINST_BASELINE,
    by_operator,
)
from responsibility.language.patterns import alternatives
from responsibility.language.reading import Reading
from responsibility.language.sentences import Span
from responsibility.language.terms import LOOSELY, Surroundings, reason
from responsibility.model import Operator, Target


def _baseline_pattern(words: dict[Operator, tuple[str, ...]]) -> re.Pattern[str]:
    listed = alternatives(word for each in words.values() for word in each)
    return re.compile(rf"(?P<words>{listed})(?P<base>{BASELINE}[^，。；0-9]{{0,12}}+)(?![0-9])")


_AGAINST = _baseline_pattern(AGAINST_BASELINE)
_LOOSELY_AGAINST = _baseline_pattern(LOOSELY_AGAINST_BASELINE)
_MEASURED = re.compile("(?:增速|增幅|增长|比例|比重|占比|率|水平)$")
"""Before a loose comparison: what makes it one of figures (增速高于全省平均)."""
_LEVEL = re.compile(rf"[与和同](?P<base>{BASELINE}[^，。；]{{0,12}}?){LEVEL}")


def read_targets(text: str, units: tuple[str, ...] = (), doubtful: bool = False) -> Iterator[Reading[Target]]:
    """The targets that ``text`` (in normal form, no line break) sets, left to right.

    Each has its own words as its indicator (``indicators`` names it). ``units`` are measure words beside the usual ones.
    With ``doubtful`` also what is not proposed because it is more often no target (a base, a term, part
    of a name), marked as not certain and with the reason.
    """
    around = Surroundings(text)
    demands = list(coverage.DEMAND.finditer(text))
    readings = [
        reading
        for reading in _values(text, units, around)
        if not _overlaps(
            (reading.end - 1, reading.end), [each.span() for each in demands if each[0][0] in "一1"]
        )
    ]
    readings += _comparisons(text, readings)
    for match in demands:
        why = reason(around.coverage(*match.span()))
        if why:
            readings.append(_reading(text, *match.span(), why, **{_extent(match): True}))
        else:
            _cover(readings, text, match)
    yield from sorted(
        (reading for reading in readings if reading.certain or doubtful), key=attrgetter("start", "end")
    )


def _reading(text: str, start: int, end: int, why: str = "", **says: object) -> Reading[Target]:
    record = Target.model_validate({"indicator": text[start:end], "quote": text[start:end], **says})
    return Reading(start, end, record, not why, why)


def _values(text: str, units: tuple[str, ...], around: Surroundings) -> list[Reading[Target]]:
    """The numbers with their measures; those that follow each other at once are one target (7条5.459公里)."""
    readings: list[Reading[Target]] = []
    for amount in read_amounts(text, units):
        why = reason(around.number(amount))
        last = readings[-1] if readings else None
        if last and last.end == amount.start and last.reason == why and not amount.baseline:
            values = dict.fromkeys((*last.record.values, amount.value))  # 3座3座 says 3座
            record = last.record.model_copy(update={"values": tuple(values)})
            readings[-1] = replace(_named(text, last.start, amount.end, record), certain=not why, reason=why)
        else:
            says = {"values": (amount.value,), "baseline": amount.baseline}
            readings.append(_reading(text, amount.start, amount.end, why, **says))
    return readings


def _named(text: str, start: int, end: int, record: Target) -> Reading[Target]:
    """The reading of a stretch that has grown."""
    words = {"indicator": text[start:end], "quote": text[start:end]}
    return Reading(start, end, record.model_copy(update=words))


def _comparisons(text: str, values: list[Reading[Target]]) -> list[Reading[Target]]:
    """Comparisons with a baseline where no number is given: 不低于去年; ``values`` are those where one is."""
    readings = [
        _reading(
            text, *match.span(), baseline=match["base"], compare=by_operator(AGAINST_BASELINE, match["words"])
        )
        for match in _AGAINST.finditer(text)
    ]
    readings += [
        _reading(text, *match.span(), baseline=match["base"], compare="equals")
        for match in _LEVEL.finditer(text)
    ]
    numbers = [(reading.start, reading.end) for reading in values if reading.record.baseline]
    readings = [reading for reading in readings if not _overlaps((reading.start, reading.end), numbers)]
    certain = [(reading.start, reading.end) for reading in readings]
    for match in _LOOSELY_AGAINST.finditer(text):
        if not _overlaps(match.span(), certain):
            compare = by_operator(LOOSELY_AGAINST_BASELINE, match["words"])
            why = "" if _MEASURED.search(text, 0, match.start()) else LOOSELY
            readings.append(_reading(text, *match.span(), why, baseline=match["base"], compare=compare))
    return readings


def _cover(readings: list[Reading[Target]], text: str, match: re.Match[str]) -> None:
    """Add a word of whole coverage: to the number before it in the same clause (53个……全覆盖), else on its own."""
    of_times = match[0].startswith(coverage.OF_A_NUMBER_OF_TIMES)
    first = match.start() + len(coverage.OF_ALL)
    for index, reading in enumerate(readings):
        if match[0].startswith(coverage.OF_ALL) and reading.record.values and reading.start == first:
            record = reading.record.model_copy(update={"all": True})
            readings[index] = replace(
                _named(text, match.start(), reading.end, record), certain=reading.certain
            )
            return
        if not reading.record.values or not reading.certain or reading.end > match.start():
            continue
        between = text[reading.end : match.start()]
        if (match[0] == coverage.OF_A_NUMBER and not re.search("[，。；、]", between)) or (
            of_times and not between
        ):
            record = reading.record.model_copy(update={"all": True})
            readings[index] = _named(text, reading.start, match.end(), record)
            return
    if of_times and text.startswith("次", match.start() - 1):
        return  # 开展一次遍访
    readings.append(_reading(text, *match.span(), "", **{_extent(match): True}))


def _extent(match: re.Match[str]) -> coverage.Extent:
    return "none" if match["none"] else "all"


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)
