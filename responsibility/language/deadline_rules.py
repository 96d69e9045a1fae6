"""Which words of a Chinese plan say by when, how often, how long: a table of patterns and the deadlines that they say.

A new kind of time is one more row of :data:`RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from responsibility.language.comparisons import AT_LEAST_TIMES
from responsibility.language.dates import (
    BEFORE,
    DAY,
    END,
    EVERY_WORD,
    IMMEDIATE,
    LENGTHS,
    MONTH,
    NEXT_YEAR,
    ONGOING,
    THIRD,
    THIS_YEAR,
    TO,
    YEAR,
    Reference,
    date,
    date_of,
    every_of,
    length_of,
    month_and_day,
    part_of_year,
    part_of_year_of,
    yearless,
    yearless_of,
)
from responsibility.language.deadline_context import (
    Holds,
    anywhere,
    is_a_time,
    is_ahead,
    is_no_recurrence,
    is_this_year,
    of_a_plan,
    recurs,
    stands_alone,
)
from responsibility.language.feasts import BEFORE_FEAST, FEAST, feast_of
from responsibility.language.numerals import COUNT, ONES, number
from responsibility.language.patterns import alternatives
from responsibility.language.recurrence import PATTERN as RECURRENCE
from responsibility.language.recurrence import recurrence_of
from responsibility.language.role_words import DEADLINE_KEYS
from responsibility.language.undated_times import as_time
from responsibility.model import Deadline, YearlessDate
from responsibility.model.dates import FEASTS

FOUNDING = re.compile(
    rf"从(?P<start>{YEAR})年起?设?立?[^，。]{{0,4}}(?P<years>{COUNT})年(?P<name>[\u4e00-\u9fff]{{1,3}}期)"
    r"(?:，(?P=name)内)?"
)
"""从2021年起设立5年过渡期: a period and its years."""

Read = Callable[[re.Match[str], Reference], Deadline | None]


@dataclass(frozen=True)
class Rule:
    """A kind of time: its words, what they say, and where they are no deadline although they look like one."""

    pattern: re.Pattern[str]
    read: Read
    """The deadline of a match; None where it says none after all."""
    certain: bool = True
    """Whether it is proposed to a person."""
    holds: Holds | None = None
    """Whether a match says a deadline in its surroundings."""


def _deadline(match: re.Match[str], **fields: object) -> Deadline | None:
    """The deadline with those of ``fields`` that are given; None where the data has no room for it."""
    given = {name: value for name, value in fields.items() if value}
    try:
        return Deadline.model_validate({"quote": match[0], **given})
    except ValidationError:
        return None


# ---------------------------------------------------------------- what they say


def _date(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, due=date_of(match, "due"), before=bool(match["before"]))


def _end_of_plan(match: re.Match[str], reference: Reference) -> Deadline | None:
    """“十四五”末 is the end of 2025; that of a plan which is over is a base."""
    year = 2005 + 5 * number(match["plan"])
    return _deadline(match, due=str(year)) if year >= reference.year else None


def _years_of_plan(match: re.Match[str], reference: Reference) -> Deadline | None:
    """“十四五”期间 is 2021 to 2025, where the document does not call a period so; a plan that is over is a base."""
    last = 2005 + 5 * number(match["plan"])
    name = next((name for name in reference.periods if name in match[0]), None)
    years = {"period": name} if name else {"start": str(last - 4), "due": str(last)}
    return _deadline(match, **years) if name or last >= reference.year else None


def _part(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, due=part_of_year_of(match, "due"), before=bool(match["before"]))


def _span(match: re.Match[str], reference: Reference) -> Deadline | None:
    start = date_of(match, "start")
    year = number(start[:4]) + bool(match.groupdict().get("next_year"))
    due = date_of(match, "due", str(year))
    return _deadline(match, start=start, due=due, before=bool(match["before"]))


def _yearless(match: re.Match[str], reference: Reference) -> Deadline | None:
    due = _in_year_of_word(yearless_of(match, "due"), match, reference)
    return _deadline(match, due=due, before=bool(match["before"]))


def _yearless_span(match: re.Match[str], reference: Reference) -> Deadline | None:
    start, due = (_in_year_of_word(yearless_of(match, name), match, reference) for name in ("start", "due"))
    return _deadline(match, start=start, due=due, before=bool(match["before"]))


def _span_to_end_of_year(match: re.Match[str], reference: Reference) -> Deadline | None:
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


def _start(match: re.Match[str], reference: Reference) -> Deadline | None:
    start = date_of(match, "start") if match.groupdict().get("start_year") else yearless_of(match, "start")
    return _deadline(match, start=start)


def _feast(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, due=feast_of(match), before=bool(match["before"]))


def _since_feast(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, start=feast_of(match))


def _feast_named(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, due=match[0])


def _recurring(match: re.Match[str], reference: Reference) -> Deadline | None:
    groups = match.groupdict()
    start = date_of(match, "start") if groups.get("start_year") else None
    times = number(groups["times"]) if groups.get("times") else None
    on: dict[str, object] = {}
    if "which" in groups:
        recurrence = recurrence_of(match)
        dated = recurrence.month or recurrence.day
        on = {"month": recurrence.month, "day": recurrence.day, "before": bool(dated and groups["before"])}
    return _deadline(match, start=start, every=every_of(match["every"]), times=times, **on)


def _this_year(match: re.Match[str], reference: Reference) -> Deadline | None:
    next_year = match["word"] == NEXT_YEAR
    if not reference.year:
        return None if next_year else _deadline(match, due=THIS_YEAR[0], before=bool(match["before"]))
    return _deadline(match, due=str(reference.year + next_year), before=bool(match["before"]))


def period_of(match: re.Match[str], reference: Reference) -> Deadline | None:
    """The deadline of the name of a period that the document sets up."""
    names = (name for name in reference.periods if match["name"].endswith(name))
    name = next(names, None)
    return _deadline(match, period=name) if name else None


def _length(match: re.Match[str], reference: Reference) -> Deadline | None:
    count = number(match["number"])
    length = f"{count} {length_of(match['unit'])}"
    event = match.groupdict().get("event")
    return _deadline(match, duration=length, counted_from=event) if 1 <= count <= 100 else None


def _half_year(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, duration="6 months")


def _kept_up(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, ongoing=True)


def _at_once(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, immediate=True)


# ---------------------------------------------------------------- the table

_BOUND = rf"(?:年?{END})?(?P<before>{BEFORE})?"
_TIMES = rf"(?:[^，。；0-9{ONES}十各]{{0,12}}(?P<times>{COUNT})次(?:以上)?)?"
_SINCE = "(?:起|开始)"
_AT = "(?:自|从|在|于)?"
_UP_TO = "(?:至|到|于|在|截至|截止)?"
_LAST = "(?:止|期间)?"
_TO_END_OF_YEAR = rf"{TO}(?:当年|同年)?年{END}(?P<before>{BEFORE})?"
_OUTSIDE = r"(?<![0-9.年每同次后翌近第个])"
"""No part of a longer expression stands before a month or quarter without a year."""
_IN_YEAR = rf"(?:(?P<year_word>{alternatives((*THIS_YEAR, NEXT_YEAR))})度?的?|{_OUTSIDE})"
_LENGTHS = alternatives(word for words in LENGTHS.values() for word in words)
_NUMBER = rf"(?<![0-9.{ONES}十第])(?P<number>{COUNT})"
_LONG = rf"(?P<number>{COUNT})(?P<unit>年|个月|个?季度)(?!期|级|均|龄|薪|以上|以?来|度)"
_WORKDAYS = "个工作日|工作日|天|日"
_MEETING = "调度|通报|研判|例会|会商|点评|讲评|推进会|观摩|排名"
_KEYS = alternatives(DEADLINE_KEYS)
_BEGINS = "(?:启动|开始|开工|起始)(?:时间|日期)?："
"""The key of a time at which something begins, in a table or a clause."""
_EVERYWHERE: tuple[tuple[str, Read, Holds], ...] = (
    (FOUNDING.pattern, period_of, anywhere),
    (
        rf"{_AT}(?P<start_year>{YEAR})年(?P<start_month>{MONTH})"
        rf"(?:月份?(?:(?P<start_day>{DAY})日|(?P<start_third>{THIRD}))?)?"
        rf"{_SINCE}?，?{TO}(?P<next_year>次年|翌年)?{month_and_day('due')}份?{_LAST}{_BOUND}",
        _span,
        is_a_time,
    ),
    (
        rf"{_AT}(?P<start_year>{YEAR})(?:年(?:{month_and_day('start')})?)?{_SINCE}?，?{TO}"
        rf"{date('due')}份?{_LAST}{_BOUND}",
        _span,
        is_a_time,
    ),
    (rf"{_AT}{date('start')}份?{_SINCE}?，?{_TO_END_OF_YEAR}", _span_to_end_of_year, is_a_time),
    (rf"{_UP_TO}{date('due')}(?:全年|年内|度内)?{_BOUND}", _date, is_a_time),
    (
        rf"(?P<start_year>{YEAR})[./](?P<start_month>[0-9]{{1,2}}){TO}"
        rf"(?P<due_year>{YEAR})[./](?P<due_month>[0-9]{{1,2}})(?![./0-9]){_BOUND}",
        _span,
        is_a_time,
    ),
    (
        rf"{_UP_TO}(?P<due_year>{YEAR})(?P<sign>[-./])(?P<due_month>[0-9]{{1,2}})(?P=sign)(?P<due_day>[0-9]{{1,2}})"
        rf"(?![0-9]){_BOUND}",
        _date,
        is_a_time,
    ),
    (
        rf"(?:{_KEYS})：(?P<words>(?P<due_year>{YEAR})[-./](?P<due_month>[0-9]{{1,2}})(?![-./0-9]){_BOUND})",
        _date,
        anywhere,
    ),
    (
        rf"{_UP_TO}(?P<due_year>{YEAR})[-./](?P<due_month>[0-9]{{1,2}})月?(?={END}|{BEFORE}){_BOUND}",
        _date,
        is_a_time,
    ),
    (rf"{_UP_TO}(?P<due_year>{YEAR})年?{part_of_year('due')}{_BOUND}", _part, is_a_time),
    (rf"{_UP_TO}“?十(?P<plan>[{ONES}])五”?(?:规划)?(?:时?期)?末", _end_of_plan, is_a_time),
    (rf"{_UP_TO}“?十(?P<plan>[{ONES}])五”?(?:时期|期间)内?", _years_of_plan, of_a_plan),
    (rf"{_BEGINS}{date('start')}份?", _start, anywhere),
    (
        rf"{_BEGINS}(?P<start_year>{YEAR})(?P<sign>[-./])(?P<start_month>[0-9]{{1,2}})"
        r"(?:(?P=sign)(?P<start_day>[0-9]{1,2}))?(?![-./0-9])",
        _start,
        anywhere,
    ),
    (rf"{_AT}(?P<start_year>{YEAR})年{month_and_day('start')}份?{_SINCE}", _start, anywhere),
    (
        rf"{_AT}{_IN_YEAR}(?:{yearless('start')}|(?P<start_month_alone>{MONTH})){_SINCE}?，?{TO}"
        rf"{month_and_day('due')}份?{_LAST}{_BOUND}",
        _yearless_span,
        stands_alone,
    ),
    (rf"{_AT}{_OUTSIDE}{yearless('start')}{_SINCE}?，?{_TO_END_OF_YEAR}", _span_to_end_of_year, anywhere),
    (rf"{_UP_TO}{_IN_YEAR}{yearless('due')}{_BOUND}", _yearless, stands_alone),
    (rf"(?:自|从)?{_OUTSIDE}{yearless('start')}{_SINCE}", _start, anywhere),
    (
        rf"{_UP_TO}{FEAST}(?:{BEFORE_FEAST}|(?<!汛)(?:前后|期间|当[天日]|之际))",
        _feast,
        is_no_recurrence,
    ),
    (rf"每(?P<every>年){FEAST}{BEFORE_FEAST}", _recurring, anywhere),
    (rf"(?:自|从)?{FEAST}{_SINCE}", _since_feast, anywhere),
    (rf"(?:自|从)?{date('start')}{_SINCE}，?每个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring, recurs),
    (RECURRENCE + _TIMES, _recurring, recurs),
    (
        rf"[一1](?P<every>年|个?季度|个?月)(?:{alternatives(AT_LEAST_TIMES)})?(?P<times>{COUNT})次(?:以上)?",
        _recurring,
        anywhere,
    ),
    (
        r"(?<![0-9上本该全当])(?<!完成|实现|达到|下达|分解|纳入|列入|超额|根据)(?<!按)(?P<every>年)度(?:投入|评估|考核|报告|检查|审计|计划|任务)",
        _recurring,
        anywhere,
    ),
    (
        rf"[按逐]?(?<![0-9{ONES}十几数上下本当次每个全今去第近双半])(?P<every>半年|季度?|月|周)度?(?:{_MEETING})",
        _recurring,
        anywhere,
    ),
    (
        rf"(?<![0-9{ONES}十第])[一1]?(?<!每)(?P<every>半年|个?季度?|个?月|周)[一1](?:{_MEETING}|评估|考核|督查|总结|小结)",
        _recurring,
        anywhere,
    ),
    (
        rf"(?<![0-9{ONES}十每本当次上下])(?P<every>月(?=月)|季(?=季)|周(?=周))[月季周](?![底末初度报均])",
        _recurring,
        anywhere,
    ),
    (
        rf"(?:(?P<word>{alternatives((*THIS_YEAR, NEXT_YEAR))})(?:年?{END})?|(?<![0-9上去前往历每年])年{END})"
        rf"(?P<before>{BEFORE})?",
        _this_year,
        is_this_year,
    ),
    ("(?P<name>[\u4e00-\u9fff]{1,3}期)内", period_of, anywhere),
    (
        rf"(?:自|从)(?P<event>[^，。；：0-9]{{1,20}}?)起，?(?:的)?{_NUMBER}(?P<unit>{_LENGTHS})(?:之?内|以内)?",
        _length,
        anywhere,
    ),
    (
        rf"(?<![^，。；：（])[并且应须要]*在?(?P<event>[^，。；：（）0-9自从]{{1,20}}?之日)起{_NUMBER}(?P<unit>{_LENGTHS})"
        "(?:之?内|以内)?",
        _length,
        anywhere,
    ),
    (
        rf"(?:(?<![^，。；：（])[并且应须要]*在?|(?<=[并且]在))(?P<event>(?:(?![并且]在)[^，。；：（）、0-9]){{2,20}}?后)的?{_NUMBER}(?P<unit>{_LENGTHS})"
        "(?:之?内|以内)",
        _length,
        anywhere,
    ),
    (
        rf"(?:利用|用)?{_NUMBER}(?P<unit>年|个月|个?季度|周|个星期|天|日|个?小时)(?:时间(?:内)?|以内|之内|内|左右)",
        _length,
        is_ahead,
    ),
    (rf"(?<![0-9{ONES}十上下每年])半年(?:时间内?|以内|之内|内)", _half_year, is_ahead),
    (
        rf"(?:期限|为期|最长|最迟|缓缴|延期|延长|顺延|展期|不得?超过)[^，。；0-9{ONES}十]{{0,8}}{_LONG}",
        _length,
        is_ahead,
    ),
    (rf"{_NUMBER}(?P<unit>个月|年)的[^，。；]{{0,6}}期", _length, is_ahead),
    (
        rf"公[示告](?:期|时间)?(?:不得?少于|为|满)?(?P<number>{COUNT})(?P<unit>{_WORKDAYS})",
        _length,
        anywhere,
    ),
    (as_time(ONGOING), _kept_up, anywhere),
    (as_time(IMMEDIATE), _at_once, anywhere),
)
"""What is proposed to a person where it holds."""
_DOUBTFUL: tuple[tuple[str, Read], ...] = (
    (rf"(?:按|逐|分|每)个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring),
    (rf"(?P<every>年|半年|季|月)(?:度|均){_TIMES}", _recurring),
    (rf"一个?(?P<every>{EVERY_WORD}){_TIMES}", _recurring),
    (rf"{_NUMBER}(?P<unit>{_LENGTHS})", _length),
    (rf"{_AT}{date('start')}{_SINCE}", _start),
    (rf"(?:{alternatives(FEASTS)})", _feast_named),
    (rf"(?P<due_year>{YEAR})[-./](?P<due_month>[0-9]{{1,2}})(?![-./0-9]){_BOUND}", _date),
    (rf"(?:{alternatives(ONGOING)})", _kept_up),
    (rf"(?:{alternatives(IMMEDIATE)})", _at_once),
)
"""What is more often no deadline, and may be what a person recorded."""
RULES = (
    *(Rule(re.compile(pattern), read, True, holds) for pattern, read, holds in _EVERYWHERE),
    *(Rule(re.compile(pattern), read, False) for pattern, read in _DOUBTFUL),
)
"""Of rules that match from the same character on, the one that takes the most is read; of equals, the first."""
