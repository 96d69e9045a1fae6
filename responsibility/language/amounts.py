"""Numbers with their measures and words of comparison: 不少于2个, 30%—40%, 由30%提高至40%, 不高于上年度5.5%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pydantic import ValidationError

from responsibility.language.comparisons import (
    ABOUT,
    AFTER,
    AGAINST_BASELINE,
    BASELINE,
    BEFORE,
    BEFORE_NUMBER,
    CHANGE,
    CHANGED,
    MORE,
    RANK,
    by_operator,
    operator,
)
from responsibility.language.dates import CYCLE, TO
from responsibility.language.measures import COUNTED_WITH, RATES, TARGET_UNITS
from responsibility.language.numerals import ARABIC, MAGNITUDES, ONES, WHOLE, chinese_number
from responsibility.language.patterns import alternatives
from responsibility.language.sentences import Span
from responsibility.model import Operator, Value

_WHOLE = 100
_LONGEST = 40
"""Characters; a longer number is none that a plan would write."""
_FARTHEST = 40
"""Characters between a word of comparison, or the number that a change starts from, and a number."""
_FIRM: dict[Operator, tuple[str, ...]] = {
    op: tuple(word for word in BEFORE_NUMBER[op] if word.startswith("不")) for op in ("at_least", "at_most")
}
"""Words of comparison that may stand apart from their number: 不低于合同总价的10%, 不低于收入10%."""
_OF_A_WHOLE = re.compile(
    rf"(?P<words>{alternatives(word for words in _FIRM.values() for word in words)})[^，。；、0-9]{{1,24}}$"
)
_AGAINST_BASELINE = re.compile(
    rf"(?P<words>{alternatives(word for words in AGAINST_BASELINE.values() for word in words)})"
    rf"(?P<base>{BASELINE}[^，。；0-9]{{0,20}}?)的?$"
)
_CHANGED_AGAINST = re.compile(
    rf"[比较](?P<base>{BASELINE}[^，。；0-9]{{0,10}}?)(?:相比)?(?:累计|年均|平均|共|再|实现)?(?:{CHANGED})(?:幅度)?"
    rf"(?:(?P<words>{BEFORE})(?:{ABOUT})?)?$"
)
"""比2020年下降, before the number by which."""
_LEAST_DONE = re.compile(rf"(?:至少|最少)[^，。；：、0-9{ONES}]{{1,5}}$")
"""至少建有, before the number of which so many are the least."""
_BEFORE_RANK = "(?<![底末月日年度时之以目当此提])"
_OF_BASELINE = re.compile(rf"(?:是|为|达到?|相当于)(?P<base>{BASELINE}[^，。；0-9]{{0,10}}?)的$")
"""达到2020年的, before the number of times."""
_FROM = re.compile("(?:由|从)[^，。；、0-9由从]{0,14}$")
_CHANGED = re.compile(rf"[^，。；、0-9]{{0,12}}(?:{CHANGE})")


class ReadAmount(NamedTuple):
    """A number that a text writes: from where to where with its comparison, and what it says."""

    start: int
    end: int
    value: Value
    baseline: str | None
    number: Span
    """Where the number itself stands."""
    unit: str
    """As it is written."""
    after: Span
    """Where the words of comparison behind it stand."""
    compared: bool
    """Whether a word before it compares."""


_POINTS = "分(?=以上|以下|以内|左右|[，。；、）]|$)"
"""Marks of a rating: 95分以上; 分 before other words is part of another (分类, 分别)."""
_WITHIN = "(?<=[日天时钟月])内(?![设部外容])"
"""Behind a length of time: 压减至5个工作日内."""


_EACH = rf"(?:{CYCLE})?"
"""Between a word of comparison and its number: 不低于每日3万吨."""


def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of an amount in the usual measures and ``units``, most of which are usual: it takes long to compile."""
    return _compiled(tuple(unit for unit in units if unit not in TARGET_UNITS))


@lru_cache(maxsize=256)
def _compiled(unusual: tuple[str, ...]) -> re.Pattern[str]:
    measure = alternatives((*TARGET_UNITS, *unusual))
    number = f"(?<![0-9.:]){ARABIC}|{WHOLE}"
    return re.compile(
        rf"(?P<before>{BEFORE}|{_BEFORE_RANK}{RANK}(?=(?:{number})[名位]))?(?:{ABOUT})?(?(before){_EACH})"
        rf"(?:(?P<low>{number})(?P<low_unit>{measure}|[{''.join(MAGNITUDES)}])?{TO}(?P<high>{number})"
        rf"|(?P<number>{number})(?P<more>{MORE})?)"
        rf"(?:{COUNTED_WITH}(?={alternatives(RATES)}))?(?P<unit>{_POINTS}|(?:{measure})(?:/[十百千万]?(?:{measure}|[年月日]))?)"
        rf"(?P<after>{AFTER}|{_WITHIN})?"
    )


def read_amounts(text: str, units: tuple[str, ...] = ()) -> Iterator[ReadAmount]:
    """The numbers of ``text`` (in normal form) with their measures, left to right; ``units`` are measures beside the usual ones.

    A change (由30%提高至40%) is one: what it ends at, with what it starts from as the baseline.
    Numbers that the data has no room for are left out.
    """
    waiting: ReadAmount | None = None
    for match in _pattern(units).finditer(text):
        amount = _amount(text, match)
        if amount is None:
            continue
        if waiting:
            changed = _change(text, waiting, amount)
            if changed is None:
                yield waiting
            amount = changed or amount
        waiting = amount
    if waiting:
        yield waiting


def _amount(text: str, match: re.Match[str]) -> ReadAmount | None:
    start, baseline, op = match.start(), None, operator(match["before"] or "", match["after"] or "")
    number = (
        (match.start("number"), match.end("number"))
        if match["number"]
        else (match.start("low"), match.end("high"))
    )
    window = text[max(start - _FARTHEST, 0) : start + len(match["before"] or "")]
    changed = _CHANGED_AGAINST.search(window)
    if changed:
        start, baseline = start + len(match["before"] or "") - len(window) + changed.start(), changed["base"]
    elif match["unit"] == "倍" and (of_baseline := _OF_BASELINE.search(window)):
        start, baseline = start - len(window) + of_baseline.start(), of_baseline["base"]
    elif not match["before"] and op == "equals" and _LEAST_DONE.search(window):
        op = "at_least"
    elif not match["before"]:
        against = _AGAINST_BASELINE.search(window)
        apart = against or (match["unit"] in RATES and _OF_A_WHOLE.search(window))
        if apart:
            start -= len(window) - apart.start()
            baseline = against["base"] if against else None
            op = by_operator(_FIRM, apart["words"])
    value = _value(match, op)
    if value is None:
        return None
    after = match.end("unit"), match.end()
    compared = start < match.start() or bool(match["before"]) or op == "at_least"
    return ReadAmount(start, match.end(), value, baseline, number, match["unit"], after, compared)


def _change(text: str, old: ReadAmount, new: ReadAmount) -> ReadAmount | None:
    """``new`` with ``old`` as its baseline where the text says that one becomes the other; else None."""
    source = _FROM.search(text, max(old.number[0] - _FARTHEST, 0), old.number[0])
    if source is None or old.baseline or not _CHANGED.fullmatch(text, old.end, new.number[0]):
        return None
    return new._replace(start=source.start(), baseline=text[old.number[0] : old.end])


def _value(match: re.Match[str], op: Operator) -> Value | None:
    """The figure of a match; None where there is none, or the data has no room for it."""
    if len(match[0]) > _LONGEST:
        return None
    low_unit, unit = match["low_unit"], match["unit"]
    if low_unit and low_unit != unit and not (low_unit in MAGNITUDES and unit.startswith(low_unit)):
        return None  # 3万-50000元
    written = [match["number"]] if match["number"] else [match["low"], match["high"]]
    numbers = [_decimal(text) for text in written]
    if len(numbers) == 2 and numbers[0] < numbers[1]:
        ends = {"at_least": numbers[0], "at_most": numbers[1]}  # 至少一到两门: one is enough
        says: dict[str, object] = {op: ends[op]} if op in ends else {"between": numbers}
    elif numbers[-1] == _WHOLE and unit == "%" and op == "at_least":
        says = {"equals": numbers[-1]}  # 达到100%: there is no more
    else:
        says = {"at_least" if match["more"] and op == "equals" else op: numbers[-1]}
    try:
        return Value.model_validate({**says, "unit": unit})
    except ValidationError:
        return None


def _decimal(text: str) -> Decimal:
    """The value of a number in Arabic or Chinese numerals, without zeros behind its point."""
    value = Decimal(text.replace(",", "")) if text[0].isascii() else Decimal(chinese_number(text) or 0)
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


class Wording(NamedTuple):
    """How a quote writes a value: the words of comparison before and behind it, and its numbers."""

    before: str
    numbers: tuple[Decimal, ...]
    """Those of the value; both ends of a range that the value is one end of (至少一到两门)."""
    after: str


def wording(quote: str, value: Value) -> Wording:
    """How ``quote`` (in normal form) writes ``value``; without words of comparison where it does not."""
    for match in _pattern((value.unit,)).finditer(quote):
        read = _value(match, operator(match["before"] or "", match["after"] or ""))
        if read and read.unit == value.unit and set(value.numbers) <= set(read.numbers):
            ends = () if match["number"] else (_decimal(match["low"]), _decimal(match["high"]))
            numbers = ends if ends and ends[0] < ends[1] else value.numbers
            return Wording(match["before"] or "", numbers, match["after"] or "")
    return Wording("", value.numbers, "")
