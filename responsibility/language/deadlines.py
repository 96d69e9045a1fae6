"""The grammar of deadlines: which words of a Chinese plan say by when, how often, how long.

A rule is a pattern and the deadline that it says; a new kind of time is one more row of the table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from pydantic import ValidationError

from responsibility.language.comparisons import AT_LEAST_TIMES
from responsibility.language.dates import (
    BEFORE,
    END,
    EVERY_WORD,
    LENGTHS,
    THIS_YEAR,
    TO,
    YEAR,
    Reference,
    date,
    date_of,
    every_of,
    length_of,
    month_and_day,
)
from responsibility.language.numerals import COUNT, ONES, number
from responsibility.language.patterns import alternatives
from responsibility.language.reading import Reading
from responsibility.model import Deadline, Period

_BEFORE = rf"(?:年?{END})?(?P<before>{BEFORE})?"
_TIMES = rf"(?:[^，。；0-9{ONES}十]{{0,12}}(?P<times>{COUNT})次(?:以上)?)?"
_FOUNDING = re.compile(
    rf"从(?P<start>{YEAR})年起?设?立?[^，。]{{0,4}}(?P<years>{COUNT})年(?P<name>[\u4e00-\u9fff]{{1,3}}期)"
    r"(?:，(?P=name)内)?"
)
_NOT_AFTER = re.compile(
    "(?:起|以来|以后|后|版|度?(?:计划|规划|任务目标)|修订|的[^，。；]{0,24}(?:资金|预算|债券))"
)
"""Words behind a year that make it a beginning or a name: 2021年的中央财政补助资金 is the fund's year."""


@dataclass(frozen=True)
class _Rule:
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], Reference], Deadline | None]
    """The deadline of a match; None where it says none after all."""
    certain: bool = True


def _deadline(match: re.Match[str], **fields: object) -> Deadline | None:
    """The deadline with those of ``fields`` that are given; None where the data has no room for it."""
    given = {name: value for name, value in fields.items() if value}
    try:
        return Deadline.model_validate({"quote": match[0], **given})
    except ValidationError:
        return None


def _date(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, due=date_of(match, "due"), before=bool(match["before"]))


def _span(match: re.Match[str], reference: Reference) -> Deadline | None:
    start = date_of(match, "start")
    due = date_of(match, "due", start[:4])
    return _deadline(match, start=start, due=due, before=bool(match["before"]))


def _recurring(match: re.Match[str], reference: Reference) -> Deadline | None:
    groups = match.groupdict()
    start = date_of(match, "start") if groups.get("start_year") else None
    times = number(groups["times"]) if groups.get("times") else None
    return _deadline(match, start=start, every=every_of(match["every"]), times=times)


def _this_year(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, due=str(reference.year), before=bool(match["before"]))


def _period(match: re.Match[str], reference: Reference) -> Deadline | None:
    names = (name for name in reference.periods if match["name"].endswith(name))
    name = next(names, None)
    return _deadline(match, period=name) if name else None


def _length(match: re.Match[str], reference: Reference) -> Deadline | None:
    count = number(match["number"])
    length = f"{count} {length_of(match['unit'])}"
    return _deadline(match, duration=length) if 1 <= count <= 100 else None


_LENGTH = (
    rf"(?<![0-9])(?P<number>{COUNT})(?P<unit>{alternatives(w for words in LENGTHS.values() for w in words)})"
)
_RULES = tuple(
    _Rule(re.compile(pattern), read, certain)
    for pattern, read, certain in (
        (_FOUNDING.pattern, _period, True),
        (
            rf"(?:自|从)?{date('start')}(?:起|开始)?，?{TO}{month_and_day('due')}止?{_BEFORE}",
            _span,
            True,
        ),
        (
            rf"(?:自|从)?(?P<start_year>{YEAR})(?:年(?:{month_and_day('start')})?)?(?:起|开始)?，?{TO}"
            rf"{date('due')}止?{_BEFORE}",
            _span,
            True,
        ),
        (rf"(?:至|到|于|在)?{date('due')}{_BEFORE}", _date, True),
        (rf"(?:自|从)?{date('start')}(?:起|开始)，?每个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring, True),
        (rf"每个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring, True),
        (
            rf"[一1](?P<every>年|个?季度|个?月)(?:{alternatives(AT_LEAST_TIMES)})?(?P<times>{COUNT})次(?:以上)?",
            _recurring,
            True,
        ),
        (r"(?<![0-9])(?P<every>年)度(?:投入|评估|考核|报告|检查|审计|计划|任务)", _recurring, True),
        (rf"(?:{alternatives(THIS_YEAR)}|(?<![0-9])年{END})(?P<before>{BEFORE})?", _this_year, True),
        ("(?P<name>[\u4e00-\u9fff]{1,3}期)内", _period, True),
        (
            rf"(?:利用|用)?(?P<number>{COUNT})(?P<unit>年|个月|天|日)(?:时间(?:内)?|以内|之内|内|左右)",
            _length,
            True,
        ),
        (rf"(?:按|逐|分|每)个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring, False),
        (rf"(?P<every>年|半年|季|月)(?:度|均){_TIMES}", _recurring, False),
        (rf"一个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring, False),
        (_LENGTH, _length, False),
    )
)
"""Of rules that match from the same character on, the one that takes the most is read; of equals, the first."""


def founded_periods(text: str) -> list[Period]:
    """The periods that the document sets up, each once: 从2021年起设立5年过渡期."""
    founded: dict[str, Period] = {}
    for match in _FOUNDING.finditer(text):
        start = number(match["start"])
        end = start + number(match["years"]) - 1
        quote = match[0].split("，")[0]
        if start <= end:
            period = {"name": match["name"], "start": str(start), "end": str(end), "quote": quote}
            founded.setdefault(match["name"], Period.model_validate(period))
    return list(founded.values())


def read_deadlines(text: str, reference: Reference, doubtful: bool = False) -> Iterator[Reading[Deadline]]:
    """The deadlines that ``text`` (in normal form) says, left to right; those that are certain do not overlap.

    With ``doubtful`` also what is not proposed because it is more often no deadline (2021年度计划,
    a length of time without 内): in the stretches that are left, and marked as not certain.
    """
    readings: list[Reading[Deadline]] = []
    for certain in (True, False) if doubtful else (True,):
        readings += _read(text, reference, certain, readings)
    if doubtful:
        readings += _named_periods(text, reference)
    yield from sorted(readings, key=attrgetter("start"))


def _named_periods(text: str, reference: Reference) -> Iterator[Reading[Deadline]]:
    """The names of periods, whatever stands behind them."""
    for name in reference.periods:
        start = text.find(name)
        while start >= 0:
            record = Deadline.model_validate({"quote": name, "period": name})
            yield Reading(start, start + len(name), record, certain=False)
            start = text.find(name, start + len(name))


def _read(
    text: str, reference: Reference, certain: bool, taken: list[Reading[Deadline]]
) -> list[Reading[Deadline]]:
    """The readings by all rules that are certain, or by all rules in what is not ``taken``."""
    matches = sorted(
        (
            (match.start(), -match.end(), rank, match)
            for rank, rule in enumerate(_RULES)
            if rule.certain or not certain
            for match in rule.pattern.finditer(text)
        ),
        key=lambda match: match[:3],
    )
    readings: list[Reading[Deadline]] = []
    end = 0
    for start, _, rank, match in matches:
        overlapping = any(start < other.end and other.start < match.end() for other in taken)
        if overlapping or (certain and start < end):
            continue
        if certain and (_NOT_AFTER.match(text, match.end()) or text[start - 1 : start] == "〔"):
            continue
        record = _RULES[rank].read(match, reference)
        if record:
            end = match.end()
            # the words of a period begin where its name does
            named = _RULES[rank].read is _period and not match.groupdict().get("years")
            start = match.start("name") + len(match["name"]) - len(record.period or "") if named else start
            readings.append(
                Reading(start, end, record.model_copy(update={"quote": text[start:end]}), certain)
            )
    return readings
