"""Which words of a Chinese plan say by when, how often, how long: a table of patterns and the deadlines that they say.

A new kind of time is one more row of :data:`RULES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from responsibility.language import deadline_records as says
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
    month_and_day,
    part_of_year,
    yearless,
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
from responsibility.language.feasts import BEFORE_FEAST, FEAST, SEVERAL_FEASTS
from responsibility.language.numerals import COUNT, ONES
from responsibility.language.patterns import alternatives
from responsibility.language.recurrence import MULTIPLE, MULTIPLE_ONCE, SEVERAL
from responsibility.language.recurrence import PATTERN as RECURRENCE
from responsibility.language.relative_times import RELATIVE
from responsibility.language.role_words import DEADLINE_KEYS, START_WORDS
from responsibility.language.undated_times import as_time
from responsibility.model import Deadline
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


_BOUND = rf"(?:年?{END})?(?P<before>{BEFORE})?"
_TIMES = rf"(?:[^，。；0-9{ONES}十各]{{0,12}}(?P<times>{COUNT})次(?:以上)?)?"
_SINCE = "(?:起|开始)"
_AT = "(?:自|从|在|于)?"
_FROM_NOW = "(?:[自从]?即日起|[自从][^，。；：0-9]{0,12}(?:印发|发布|公布|下发|实施)之日起)，?"
"""Before an end: the day of the document, or one like it, which begins the span."""
_UP_TO = f"(?:{_FROM_NOW}(?=[至到]))?(?:至|到|于|在|截至|截止)?"
_LAST = "(?:止|期间)?"
_TO_END_OF_YEAR = rf"{TO}(?:当年|同年)?年{END}(?P<before>{BEFORE})?"
_OUTSIDE = r"(?:(?<![0-9.年每同次后翌近第个])|(?<=^[1-9]\.)|(?<=[。；：！][1-9]\.))"
"""No part of a longer expression stands before a month or quarter without a year; the number of an item may (2.8月底前)."""
_IN_YEAR = rf"(?:(?P<year_word>{alternatives((*THIS_YEAR, NEXT_YEAR))})度?的?|{_OUTSIDE})"
_LENGTHS = alternatives(word for words in LENGTHS.values() for word in words)
_NUMBER = rf"(?<![0-9.{ONES}十第])(?P<number>{COUNT})"
_LONG = rf"(?P<number>{COUNT})(?P<unit>年|个月|个?季度)(?!期|级|均|龄|薪|以上|以?来|度)"
_WORKDAYS = "个工作日|工作日|天|日"
_MEETING = "调度|通报|研判|例会|会商|点评|讲评|推进会|观摩|排名"
_KEYS = alternatives(DEADLINE_KEYS)
_BEGINS = rf"(?:{alternatives(START_WORDS)})(?:时间|日期)?："
"""The key of a time at which something begins, in a table or a clause."""
_EVERYWHERE: tuple[tuple[str, Read, Holds], ...] = (
    (FOUNDING.pattern, says.period_of, anywhere),
    (
        rf"{_AT}(?P<start_year>{YEAR})年(?P<start_month>{MONTH})"
        rf"(?:月份?(?:(?P<start_day>{DAY})日|(?P<start_third>{THIRD}))?)?"
        rf"{_SINCE}?，?{TO}(?P<next_year>次年|翌年)?{month_and_day('due')}份?{_LAST}{_BOUND}",
        says.span,
        is_a_time,
    ),
    (
        rf"{_AT}(?P<start_year>{YEAR})(?:年(?:{month_and_day('start')})?)?{_SINCE}?，?{TO}"
        rf"{date('due')}份?{_LAST}{_BOUND}",
        says.span,
        is_a_time,
    ),
    (rf"{_AT}{date('start')}份?{_SINCE}?，?{_TO_END_OF_YEAR}", says.span_to_end_of_year, is_a_time),
    (rf"{_UP_TO}{date('due')}(?:全年|年内|度内)?{_BOUND}", says.date, is_a_time),
    (
        rf"(?P<start_year>{YEAR})[./](?P<start_month>[0-9]{{1,2}}){TO}"
        rf"(?P<due_year>{YEAR})[./](?P<due_month>[0-9]{{1,2}})(?![./0-9]){_BOUND}",
        says.span,
        is_a_time,
    ),
    (
        rf"{_UP_TO}(?P<due_year>{YEAR})(?P<sign>[-./])(?P<due_month>[0-9]{{1,2}})(?P=sign)(?P<due_day>[0-9]{{1,2}})"
        rf"(?![0-9]){_BOUND}",
        says.date,
        is_a_time,
    ),
    (
        rf"(?:{_KEYS})：(?P<words>(?P<due_year>{YEAR})[-./](?P<due_month>[0-9]{{1,2}})(?![-./0-9]){_BOUND})",
        says.date,
        anywhere,
    ),
    (
        rf"{_UP_TO}(?P<due_year>{YEAR})[-./](?P<due_month>[0-9]{{1,2}})月?(?={END}|{BEFORE}){_BOUND}",
        says.date,
        is_a_time,
    ),
    (rf"{_UP_TO}(?P<due_year>{YEAR})年?{part_of_year('due')}{_BOUND}", says.part, is_a_time),
    (rf"{_UP_TO}“?十(?P<plan>[{ONES}])五”?(?:规划)?(?:时?期)?末", says.end_of_plan, is_a_time),
    (rf"{_UP_TO}“?十(?P<plan>[{ONES}])五”?(?:时期|期间)内?", says.years_of_plan, of_a_plan),
    (rf"{_BEGINS}{date('start')}份?", says.start, anywhere),
    (
        rf"{_BEGINS}(?P<start_year>{YEAR})(?P<sign>[-./])(?P<start_month>[0-9]{{1,2}})"
        r"(?:(?P=sign)(?P<start_day>[0-9]{1,2}))?(?![-./0-9])",
        says.start,
        anywhere,
    ),
    (rf"{_AT}(?P<start_year>{YEAR})年{month_and_day('start')}份?{_SINCE}", says.start, anywhere),
    (
        rf"{_AT}{_IN_YEAR}(?:{yearless('start')}|(?P<start_month_alone>{MONTH})){_SINCE}?，?{TO}"
        rf"{month_and_day('due')}份?{_LAST}{_BOUND}",
        says.yearless_span,
        stands_alone,
    ),
    (
        rf"{_AT}(?P<year_word>){_OUTSIDE}(?P<start_month_alone>{MONTH})、{month_and_day('due')}份?{_BOUND}",
        says.months_in_a_list,
        stands_alone,
    ),
    (rf"{_AT}{_OUTSIDE}{yearless('start')}{_SINCE}?，?{_TO_END_OF_YEAR}", says.span_to_end_of_year, anywhere),
    (rf"{_UP_TO}{_IN_YEAR}{yearless('due')}{_BOUND}", says.yearless, stands_alone),
    (rf"(?:自|从)?{_OUTSIDE}{yearless('start')}{_SINCE}", says.start, anywhere),
    (
        rf"{_UP_TO}{FEAST}(?:{BEFORE_FEAST}|(?<!汛)(?:前后|期间|当[天日]|之际))",
        says.feast,
        is_no_recurrence,
    ),
    (rf"{_UP_TO}{SEVERAL_FEASTS}", says.as_written, is_no_recurrence),
    (rf"每(?P<every>年){FEAST}{BEFORE_FEAST}", says.recurring, anywhere),
    (rf"(?:自|从)?{FEAST}{_SINCE}", says.since_feast, anywhere),
    (rf"(?:自|从)?{date('start')}{_SINCE}，?每个?(?P<every>{EVERY_WORD}){_TIMES}", says.recurring, recurs),
    (RECURRENCE + _TIMES, says.recurring, recurs),
    (SEVERAL, says.on_several_days, recurs),
    (rf"{MULTIPLE}(?:{alternatives(AT_LEAST_TIMES)})?{_TIMES}", says.every_so_many, recurs),
    (rf"(?<![0-9.{ONES}十第近前过])(?<!最近){MULTIPLE_ONCE}", says.every_so_many, anywhere),
    *((pattern, says.as_written, anywhere) for pattern in RELATIVE),
    (
        rf"(?:[一1]个?|(?<![上下0-9{ONES}十])(?=半))(?P<every>{EVERY_WORD})(?:{alternatives(AT_LEAST_TIMES)})?(?P<times>{COUNT})次(?:以上)?",
        says.recurring,
        anywhere,
    ),
    (
        r"(?<![0-9上本该全当])(?<!完成|实现|达到|下达|分解|纳入|列入|超额|根据)(?<!按)(?P<every>年)度(?:投入|评估|考核|报告|检查|审计|计划|任务(?![。；，]|$))(?!制度|机制)",
        says.recurring,
        anywhere,
    ),
    (
        rf"[按逐]?(?<![0-9{ONES}十几数上下本当次每个全今去第近双半])(?P<every>半年|半月|旬|季度?|月|周)度?(?:{_MEETING})",
        says.recurring,
        anywhere,
    ),
    (
        rf"(?<![0-9{ONES}十第])[一1]?(?<!每)(?P<every>半年|半个?月|个?季度?|个?月|旬|周|日)[一1](?:{_MEETING}|评估|考核|督查|总结|小结)",
        says.recurring,
        anywhere,
    ),
    (
        rf"(?<![0-9{ONES}十每本当次上下])(?P<every>月(?=月)|季(?=季)|周(?=周))[月季周](?![底末初度报均])",
        says.recurring,
        anywhere,
    ),
    (
        rf"(?:{_FROM_NOW}[至到])?(?:(?P<word>{alternatives((*THIS_YEAR, NEXT_YEAR))})(?:年?{END})?|(?<![0-9上去前往历每年])年{END})"
        rf"(?P<before>{BEFORE})?",
        says.this_year,
        is_this_year,
    ),
    ("(?P<name>[\u4e00-\u9fff]{1,3}期)内", says.period_of, anywhere),
    (
        rf"(?:自|从)(?P<event>[^，。；：0-9]{{1,20}}?)起，?(?:的)?{_NUMBER}(?P<unit>{_LENGTHS})(?:之?内|以内)?",
        says.length,
        anywhere,
    ),
    (
        rf"(?<![^，。；：（])[并且应须要]*在?(?P<event>[^，。；：（）0-9自从]{{1,20}}?之日)起{_NUMBER}(?P<unit>{_LENGTHS})"
        "(?:之?内|以内)?",
        says.length,
        anywhere,
    ),
    (
        rf"(?:(?<![^，。；：（])[并且应须要]*在?|(?<=[并且]在))(?P<event>(?:(?![并且]在)[^，。；：（）、0-9]){{1,20}}?(?<![今最前其然之以])后)的?{_NUMBER}(?P<unit>{_LENGTHS})"
        "(?:之?内|以内)",
        says.length,
        anywhere,
    ),
    (
        rf"(?P<event>(?:收到|接到|受理|签订|到达|提交)[^，。；：、（）0-9]{{1,12}}?)的?{_NUMBER}(?P<unit>{_LENGTHS})(?:之?内|以内)",
        says.length,
        anywhere,
    ),
    (
        rf"(?:利用|用)?(?:{COUNT}[-—至到])?{_NUMBER}(?P<unit>年|个月|个?季度|周|个星期|个?工作日|个?自然日|个日历日|天|日|个?小时)(?:时间(?:内)?|以内|之内|内|左右)",
        says.length,
        is_ahead,
    ),
    (rf"(?<![0-9{ONES}十上下每年])半年(?:时间内?|以内|之内|内)", says.half_year, is_ahead),
    (
        rf"(?:期限|为期|最长|最迟|缓缴|延期|延长|顺延|展期|不得?超过)[^，。；0-9{ONES}十]{{0,8}}{_LONG}",
        says.length,
        is_ahead,
    ),
    (rf"{_NUMBER}(?P<unit>个月|年)的[^，。；]{{0,6}}期", says.length, is_ahead),
    (
        rf"公[示告](?:期|时间)?(?:不得?少于|为|满)?(?P<number>{COUNT})(?P<unit>{_WORKDAYS})",
        says.length,
        anywhere,
    ),
    (as_time(ONGOING), says.kept_up, anywhere),
    (as_time(IMMEDIATE), says.at_once, anywhere),
)
"""What is proposed to a person where it holds."""
_DOUBTFUL: tuple[tuple[str, Read], ...] = (
    (rf"(?:按|逐|分|每)个?(?P<every>{EVERY_WORD}){_TIMES}", says.recurring),
    (rf"(?P<every>年|半年|季|月)(?:度|均){_TIMES}", says.recurring),
    (rf"一个?(?P<every>{EVERY_WORD}){_TIMES}", says.recurring),
    (rf"{_NUMBER}(?P<unit>{_LENGTHS})", says.length),
    (rf"{_AT}{date('start')}{_SINCE}", says.start),
    (rf"(?:{alternatives(FEASTS)})", says.feast_named),
    (rf"(?P<due_year>{YEAR})[-./](?P<due_month>[0-9]{{1,2}})(?![-./0-9]){_BOUND}", says.date),
    (rf"(?:{alternatives(ONGOING)})", says.kept_up),
    (rf"(?:{alternatives(IMMEDIATE)})", says.at_once),
)
"""What is more often no deadline, and may be what a person recorded."""
RULES = (
    *(Rule(re.compile(pattern), read, True, holds) for pattern, read, holds in _EVERYWHERE),
    *(Rule(re.compile(pattern), read, False) for pattern, read in _DOUBTFUL),
)
"""Of rules that match from the same character on, the one that takes the most is read; of equals, the first."""
