"""What the words of a time say: of a match of each kind of :mod:`responsibility.language.deadline_rules` the deadline.

Each function takes a match, with the groups that it names, and what the document's words of time refer to; it
returns None where the words say no deadline after all, or one that the data has no room for.
"""

from __future__ import annotations

import re

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from responsibility.language.dates import (
    NEXT_YEAR,
    THIS_YEAR,
    Reference,
    date_of,
    every_of,
    length_of,
    part_of_year_of,
    yearless_of,
)
from responsibility.language.feasts import feast_of
from responsibility.language.numerals import number
from responsibility.language.recurrence import cycles_of, recurrence_of
from responsibility.model import Deadline, YearlessDate


def _deadline(match: re.Match[str], **fields: object) -> Deadline | None:
    """The deadline with those of ``fields`` that are given; None where the data has no room for it."""
    given = {name: value for name, value in fields.items() if value}
    try:
        return Deadline.model_validate({"quote": match[0], **given})
    except ValidationError:
        return None


def date(match: re.Match[str], reference: Reference) -> Deadline | None:
    """至2022年6月底前: due then."""
    return _deadline(match, due=date_of(match, "due"), before=bool(match["before"]))


def end_of_plan(match: re.Match[str], reference: Reference) -> Deadline | None:
    """“十四五”末 is the end of 2025; that of a plan which is over is a base."""
    year = 2005 + 5 * number(match["plan"])
    return _deadline(match, due=str(year)) if year >= reference.year else None


def years_of_plan(match: re.Match[str], reference: Reference) -> Deadline | None:
    """“十四五”期间 is 2021 to 2025, where the document does not call a period so; a plan that is over is a base."""
    last = 2005 + 5 * number(match["plan"])
    name = next((name for name in reference.periods if name in match[0]), None)
    years = {"period": name} if name else {"start": str(last - 4), "due": str(last)}
    return _deadline(match, **years) if name or last >= reference.year else None


def part(match: re.Match[str], reference: Reference) -> Deadline | None:
    """2023年上半年, 2023年第三季度."""
    return _deadline(match, due=part_of_year_of(match, "due"), before=bool(match["before"]))


def span(match: re.Match[str], reference: Reference) -> Deadline | None:
    """2022年10月1日至2023年3月31日: a start and an end."""
    start = date_of(match, "start")
    year = number(start[:4]) + bool(match.groupdict().get("next_year"))
    due = date_of(match, "due", str(year))
    return _deadline(match, start=start, due=due, before=bool(match["before"]))


def yearless(match: re.Match[str], reference: Reference) -> Deadline | None:
    """6月底前, 今年上半年: due in no year, or in that of the word before it."""
    due = _in_year_of_word(yearless_of(match, "due"), match, reference)
    return _deadline(match, due=due, before=bool(match["before"]))


def yearless_span(match: re.Match[str], reference: Reference) -> Deadline | None:
    """7月至9月, 6—8月."""
    start, due = (_in_year_of_word(yearless_of(match, name), match, reference) for name in ("start", "due"))
    return _deadline(match, start=start, due=due, before=bool(match["before"]))


def months_in_a_list(match: re.Match[str], reference: Reference) -> Deadline | None:
    """7、8月份 is a span; 6、12月 stays in words."""
    first, last = number(match["start_month_alone"]), number(match["due_month"])
    if last == first + 1:
        return yearless_span(match, reference)
    return _deadline(match, in_words=match[0])


def span_to_end_of_year(match: re.Match[str], reference: Reference) -> Deadline | None:
    """7月至年底: to the end of the year of its start, else of the document."""
    start = date_of(match, "start") if match.groupdict().get("start_year") else yearless_of(match, "start")
    year = start[:4] if match.groupdict().get("start_year") else str(reference.year or THIS_YEAR[0])
    return _deadline(match, start=start, due=year, before=bool(match["before"]))


def _in_year_of_word(words: str, match: re.Match[str], reference: Reference) -> str:
    """``6月`` as it is, or in the year that 今年 or 明年 before it means."""
    word = match["year_word"]
    if not word or not reference.year:
        return words
    year = reference.year + (word == NEXT_YEAR)
    try:
        return str(YearlessDate.parse(words).in_year(year) or words)
    except PydanticCustomError:
        return words


def start(match: re.Match[str], reference: Reference) -> Deadline | None:
    """2023年1月1日起, 7月1日起: only since when."""
    start = date_of(match, "start") if match.groupdict().get("start_year") else yearless_of(match, "start")
    return _deadline(match, start=start)


def feast(match: re.Match[str], reference: Reference) -> Deadline | None:
    """春节前, 汛期前: the day that the data leaves open."""
    return _deadline(match, due=feast_of(match), before=bool(match["before"]))


def since_feast(match: re.Match[str], reference: Reference) -> Deadline | None:
    """春节起."""
    return _deadline(match, start=feast_of(match))


def feast_named(match: re.Match[str], reference: Reference) -> Deadline | None:
    """春节 without a word that makes it a time."""
    return _deadline(match, due=match[0])


def recurring(match: re.Match[str], reference: Reference) -> Deadline | None:
    """每季度末月25日前, 一年2次: how often, and on which day of the cycle."""
    groups = match.groupdict()
    start = date_of(match, "start") if groups.get("start_year") else None
    times = number(groups["times"]) if groups.get("times") else None
    on: dict[str, object] = {}
    if "which" in groups:
        recurrence = recurrence_of(match)
        dated = recurrence.month or recurrence.day
        on = {"month": recurrence.month, "day": recurrence.day, "before": bool(dated and groups["before"])}
    return _deadline(match, start=start, every=every_of(match["every"]), times=times, **on)


def every_so_many(match: re.Match[str], reference: Reference) -> Deadline | None:
    """每两个月一次: every month, at an interval of two."""
    every, interval = cycles_of(match)
    times = match.groupdict().get("times")
    return _deadline(match, every=every, interval=interval, times=number(times) if times else None)


def on_several_days(match: re.Match[str], reference: Reference) -> Deadline | None:
    """每年6月、12月: every year, the months as the document writes them."""
    days = (match["weekdays"] or match["in_words"]) + (match["before"] or "")
    return _deadline(match, every=every_of(match["every_week"] or match["every"]), in_words=days)


def as_written(match: re.Match[str], reference: Reference) -> Deadline | None:
    """本月底前, 次年3月底前: a time that only something else can tell, in the document's words."""
    return _deadline(match, in_words=match["said"])


def this_year(match: re.Match[str], reference: Reference) -> Deadline | None:
    """今年, 年底前, 明年: the year of the document or the next; 今年 as it is where that has no date."""
    next_year = match["word"] == NEXT_YEAR
    if not reference.year:
        return None if next_year else _deadline(match, due=THIS_YEAR[0], before=bool(match["before"]))
    return _deadline(match, due=str(reference.year + next_year), before=bool(match["before"]))


def period_of(match: re.Match[str], reference: Reference) -> Deadline | None:
    """The deadline of the name of a period that the document sets up."""
    names = (name for name in reference.periods if match["name"].endswith(name))
    name = next(names, None)
    return _deadline(match, period=name) if name else None


def length(match: re.Match[str], reference: Reference) -> Deadline | None:
    """3年内, 自受理之日起5个工作日内: how long, and counted from what."""
    count = number(match["number"])
    length = f"{count} {length_of(match['unit'])}"
    event = match.groupdict().get("event")
    return _deadline(match, duration=length, counted_from=event) if 1 <= count <= 100 else None


def half_year(match: re.Match[str], reference: Reference) -> Deadline | None:
    """半年内."""
    return _deadline(match, duration="6 months")


def kept_up(match: re.Match[str], reference: Reference) -> Deadline | None:
    """长期坚持."""
    return _deadline(match, ongoing=True)


def at_once(match: re.Match[str], reference: Reference) -> Deadline | None:
    """立行立改."""
    return _deadline(match, immediate=True)
