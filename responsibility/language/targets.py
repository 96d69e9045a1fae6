"""The grammar of targets: numbers with their measures and comparisons, and words of whole coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter

from pydantic import ValidationError

from responsibility.language import coverage
from responsibility.language.comparisons import (
    ABOUT,
    AFTER,
    AGAINST_BASELINE,
    BASELINE,
    BEFORE,
    LEVEL,
    LOOSELY_AGAINST_BASELINE,
    by_operator,
    operator,
)
from responsibility.language.dates import BEFORE as BEFORE_DATE
from responsibility.language.dates import END, TO, date
from responsibility.language.measures import TARGET_UNITS
from responsibility.language.numerals import ARABIC, ONES, WHOLE, chinese_number
from responsibility.language.patterns import alternatives
from responsibility.language.reading import Reading
from responsibility.model import Operator, Target, Value

_BASE_BEFORE = re.compile("(?:现有|已有|原有|已建成|第|余|近|累计|上一?年|去年)$")
"""Words before a number that make it a base: what there is already."""
_NAME_BEHIND = re.compile("(?:类|种|重|大|级|方面|分之|线|月)")
"""Words behind a number and its measure that make it part of a name or of another expression."""
_SCHEME = re.compile(
    rf"一(?:个)?[\u4e00-\u9fff]{{1,3}}一[\u4e00-\u9fff]{{1,2}}|[{ONES.replace('两', '')}十百]企兴"
)
_QUOTED = re.compile("“[^“”]{1,30}”")
_INDEFINITE = {
    ("一", "件"),
    ("一", "次"),
    *((numeral, unit) for numeral in "十百千" for unit in "人门位件家次户"),
}
"""千家 and the like say many, not how many."""
_WHOLE = 100
_LONGEST = 40
"""Characters; a longer number is none that a plan would write."""


@lru_cache(maxsize=256)
def _value_pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>{BEFORE})?(?:{ABOUT})?"
        rf"(?:(?P<low>{ARABIC}|{WHOLE})(?P<magnitude>[万亿])?{TO}(?P<high>{ARABIC}|{WHOLE})"
        rf"|(?P<number>{ARABIC}|{WHOLE}))"
        rf"(?P<unit>{alternatives((*TARGET_UNITS, *units))})(?P<after>{AFTER})?"
    )


def _baseline_pattern(words: dict[Operator, tuple[str, ...]]) -> re.Pattern[str]:
    listed = alternatives(word for each in words.values() for word in each)
    return re.compile(rf"(?P<words>{listed})(?P<base>{BASELINE}[^，。；0-9]{{0,12}}+)(?![0-9])")


_AGAINST = _baseline_pattern(AGAINST_BASELINE)
_LOOSELY_AGAINST = _baseline_pattern(LOOSELY_AGAINST_BASELINE)
_LEVEL = re.compile(rf"[与和同](?P<base>{BASELINE}[^，。；]{{0,12}}?){LEVEL}")


def read_targets(text: str, units: tuple[str, ...] = (), doubtful: bool = False) -> Iterator[Reading[Target]]:
    """The targets that ``text`` (in normal form, no line break) sets, left to right.

    Each has the words around it as its indicator. ``units`` are measure words beside the usual ones.
    With ``doubtful`` also what is not proposed because it is more often no target (a base, part of a
    name, 一次 without a comparison), marked as not certain.
    """
    names = [match.span() for pattern in (_SCHEME, _QUOTED) for match in pattern.finditer(text)]
    readings = _values(text, units, names)
    readings += _comparisons(text)
    for match in coverage.DEMAND.finditer(text):
        quoted = match["all"] and coverage.NAME_WHEN_QUOTED.match(match[0])
        if not (quoted and _overlaps((match.start(), match.start() + 1), names)):
            _cover(readings, text, match)
        elif doubtful:
            readings.append(_reading(text, match.start(), match.end(), certain=False, all=True))
    yield from sorted(
        (reading for reading in readings if reading.certain or doubtful), key=attrgetter("start", "end")
    )


def _reading(text: str, start: int, end: int, certain: bool = True, **says: object) -> Reading[Target]:
    record = Target.model_validate(
        {"indicator": indicator(text, start, end), "quote": text[start:end], **says}
    )
    return Reading(start, end, record, certain)


def _values(text: str, units: tuple[str, ...], names: list[tuple[int, int]]) -> list[Reading[Target]]:
    """The numbers with their measures; those that follow each other at once are one target (7条5.459公里)."""
    readings: list[Reading[Target]] = []
    for match in _value_pattern(units).finditer(text):
        value = _value(match)
        if value is None:
            continue
        certain = not _overlaps(match.span(), names) and _is_target(text, match)
        last = readings[-1] if readings else None
        if last and last.end == match.start() and last.certain == certain:
            record = last.record.model_copy(update={"values": (*last.record.values, value)})
            readings[-1] = replace(_named(text, last.start, match.end(), record), certain=certain)
        else:
            readings.append(_reading(text, *match.span(), certain=certain, values=(value,)))
    return readings


def _named(text: str, start: int, end: int, record: Target) -> Reading[Target]:
    """The reading of a stretch that has grown."""
    words = {"indicator": indicator(text, start, end), "quote": text[start:end]}
    return Reading(start, end, record.model_copy(update=words))


def _is_target(text: str, match: re.Match[str]) -> bool:
    """Whether a number is proposed: it is no base, no part of a name, and not indefinite."""
    start = match.start("number") if match["number"] else match.start("low")
    if _BASE_BEFORE.search(text, max(start - 4, 0), start) or _NAME_BEHIND.match(text, match.end("unit")):
        return False
    if match["unit"] == "个" and text.startswith(("一", "方面"), match.end("unit")):
        return False
    return bool(match["before"]) or (match["number"], match["unit"]) not in _INDEFINITE


def _value(match: re.Match[str]) -> Value | None:
    """The figure of a match; None where there is none, or the data has no room for it."""
    if len(match[0]) > _LONGEST:
        return None
    written = [match["number"]] if match["number"] else [match["low"], match["high"]]
    if match["magnitude"] and not match["unit"].startswith(match["magnitude"]):
        return None  # 3万-50000元
    numbers = [_decimal(text) for text in written]
    compared = operator(match["before"] or "", match["after"] or "")
    if len(numbers) == 2 and numbers[0] < numbers[1]:
        ends = {"at_least": numbers[0], "at_most": numbers[1]}  # 至少一到两门: one is enough
        says: dict[str, object] = {compared: ends[compared]} if compared in ends else {"between": numbers}
    elif numbers[-1] == _WHOLE and match["unit"] == "%" and compared == "at_least":
        says = {"equals": numbers[-1]}  # 达到100%: there is no more
    else:
        says = {compared: numbers[-1]}
    try:
        return Value.model_validate({**says, "unit": match["unit"]})
    except ValidationError:
        return None


def words_of_comparison(quote: str, value: Value) -> tuple[str, str]:
    """The words that ``quote`` (in normal form) writes before and behind a value's number and unit; empty where none."""
    for match in _value_pattern((value.unit,)).finditer(quote):
        read = _value(match)
        if read and read.unit == value.unit and set(value.numbers) <= set(read.numbers):
            return match["before"] or "", match["after"] or ""
    return "", ""


def _decimal(text: str) -> Decimal:
    """The value of a number in Arabic or Chinese numerals, without zeros behind its point."""
    value = Decimal(text.replace(",", "")) if text[0].isascii() else Decimal(chinese_number(text) or 0)
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _comparisons(text: str) -> list[Reading[Target]]:
    """Comparisons with a baseline where no number is given: 不低于去年."""
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
    certain = [(reading.start, reading.end) for reading in readings]
    for match in _LOOSELY_AGAINST.finditer(text):
        if not _overlaps(match.span(), certain):
            compare = by_operator(LOOSELY_AGAINST_BASELINE, match["words"])
            readings.append(
                _reading(text, *match.span(), certain=False, baseline=match["base"], compare=compare)
            )
    return readings


def _cover(readings: list[Reading[Target]], text: str, match: re.Match[str]) -> None:
    """Add a word of whole coverage: to the number before it in the same clause (53个……全覆盖), else on its own."""
    of_times = match[0].startswith(coverage.OF_A_NUMBER_OF_TIMES)
    for index, reading in enumerate(readings):
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
    extent = "none" if match["none"] else "all"
    readings.append(_reading(text, *match.span(), **{extent: True}))


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


_DATE_BEFORE = re.compile(f"^(?:力?争?到|至)?{date('due')}{END}?(?:{BEFORE_DATE})?")
_COMPARISON_BEHIND = re.compile(f"(?:{BEFORE}|实现|约|为|有)+$")


def indicator(text: str, start: int, end: int) -> str:
    """What is measured: the words between the stops around a stretch, without a comparison at their end."""
    before = re.split("[，。；：、]", text[:start])[-1]
    after = re.split("[，。；：]", text[end:])[0]
    before = _DATE_BEFORE.sub("", before)
    name = before if len(before) >= 2 else after
    return (_COMPARISON_BEHIND.sub("", name) or after or text[start:end])[:40]
