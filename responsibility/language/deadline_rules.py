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
    recurs,
    stands_alone,
)
from responsibility.language.numerals import COUNT, ONES, number
from responsibility.language.patterns import alternatives
from responsibility.language.recurrence import PATTERN as RECURRENCE
from responsibility.language.recurrence import recurrence_of
from responsibility.language.role_words import DEADLINE_KEYS
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
    return _deadline(match, due=_feast_of(match), before=bool(match["before"]))


def _since_feast(match: re.Match[str], reference: Reference) -> Deadline | None:
    return _deadline(match, start=_feast_of(match))


def _feast_of(match: re.Match[str]) -> str:
    """The feast or season as the data calls it: 汛期 for 汛 and 入汛."""
    return _SHORT_FEASTS.get(match["feast"], match["feast"])


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
_OUTSIDE = r"(?<![0-9.年每同次后翌近第个])"
"""No part of a longer expression stands before a month or quarter without a year."""
_IN_YEAR = rf"(?:(?P<year_word>{alternatives((*THIS_YEAR, NEXT_YEAR))})度?的?|{_OUTSIDE})"
_SHORT_FEASTS = {"汛": "汛期", "入汛": "汛期", "汛末": "汛期结束"}
"""How documents write seasons for short where 前 follows: 汛前, 入汛前."""
_FEAST = (
    rf"(?:(?:{YEAR}|今|明)年)?“?(?<![{ONES}十第])"
    rf"(?P<feast>{alternatives(FEASTS)}|(?<![^，。；：、（“”于在到至年])(?:{alternatives(_SHORT_FEASTS)}))”?节?"
)
_BEFORE_FEAST = rf"(?:来临|到来|开始)?(?P<before>{BEFORE})(?![后期夕沿景])"
_LENGTHS = alternatives(word for words in LENGTHS.values() for word in words)
_NUMBER = rf"(?<![0-9.{ONES}十])(?P<number>{COUNT})"
_LONG = rf"(?P<number>{COUNT})(?P<unit>年|个月|个?季度)(?!期|级|均|龄|薪|以上|以?来|度)"
_WORKDAYS = "个工作日|工作日|天|日"
_MEETING = "调度|通报|研判|例会|会商|点评|讲评|推进会"
_KEYS = alternatives(DEADLINE_KEYS)
_BEGINS = "(?:启动|开始|开工|起始)(?:时间|日期)?："
"""The key of a time at which something begins, in a table or a clause."""
_CLEAR = ("长期坚持", "常年坚持", "立行立改", "即知即改")
"""Words that say when wherever a clause of running text is nothing but they."""
_SHORTEST_CLAUSE = 4
"""Characters of the words that say when as the last clause of a sentence; 长期 does so as a sentence or in brackets alone."""


def _as_time(words: tuple[str, ...]) -> str:
    """A pattern for ``words`` where they are the time of a duty, and not the manner in which it is done.

    Behind its key (完成时限：), as a whole clause (对查出的问题，立行立改，…), as the last of a sentence
    (深化改革，持续推进。; but 聚焦重点，持续推进，… and 持续推进改革 say how), as a sentence or in brackets alone (（长期）).
    """
    clear = alternatives(word for word in words if word in _CLEAR)
    clauses = alternatives(word for word in words if len(word) >= _SHORTEST_CLAUSE)
    return (
        rf"(?:{_KEYS})：[^。；：）]*?(?P<words>{alternatives(words)})(?![^，。；、）])"
        rf"|(?<![^，。；：、（])(?:{clear})(?![^，。；、）])"
        rf"|(?<![^，。；：（并且])(?:{clauses})(?![^。；）])"
        rf"|(?<![^。；（])(?:{alternatives(words)})(?![^。；）])"
    )


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
    (rf"{_UP_TO}{date('due')}(?:全年)?{_BOUND}", _date, is_a_time),
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
    (rf"{_UP_TO}{_IN_YEAR}{yearless('due')}{_BOUND}", _yearless, stands_alone),
    (rf"(?:自|从)?{_OUTSIDE}{yearless('start')}{_SINCE}", _start, anywhere),
    (
        rf"{_UP_TO}{_FEAST}(?:{_BEFORE_FEAST}|(?<!汛)(?:前后|期间|当[天日]|之际))",
        _feast,
        is_no_recurrence,
    ),
    (rf"每(?P<every>年){_FEAST}{_BEFORE_FEAST}", _recurring, anywhere),
    (rf"(?:自|从)?{_FEAST}{_SINCE}", _since_feast, anywhere),
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
        rf"[按逐]?(?<![0-9{ONES}十几数上下本当次每个全今去第近双])(?P<every>半年|季度?|月|周)度?(?:{_MEETING})",
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
        rf"(?<![^，。；：（])[并且应须要]*在?(?P<event>[^，。；：（）、0-9]{{2,20}}?后)的?{_NUMBER}(?P<unit>{_LENGTHS})"
        "(?:之?内|以内)",
        _length,
        anywhere,
    ),
    (
        rf"(?:利用|用)?{_NUMBER}(?P<unit>年|个月|个?季度|天|日)(?:时间(?:内)?|以内|之内|内|左右)",
        _length,
        is_ahead,
    ),
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
    (_as_time(ONGOING), _kept_up, anywhere),
    (_as_time(IMMEDIATE), _at_once, anywhere),
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
