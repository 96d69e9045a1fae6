"""Words of time: dates, years that are spoken of as this year, periods, recurrences, lengths of time."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from responsibility.language.normalize import normalise
from responsibility.language.numerals import COUNT, DIGITS, ONES, number
from responsibility.language.patterns import alternatives
from responsibility.model import Deadline, Every, PartialDate, Period, Policy, dates
from responsibility.model.dates import in_year

NO_YEAR = 0
"""The year of a document without a date: what is said of 今年 is then no date."""


class Reference(NamedTuple):
    """What a document's words of time refer to."""

    year: int
    """The year of its date (成文日期), which 今年 and 年底 mean."""
    periods: Collection[str] = ()
    """The names of the periods that it sets up, such as 过渡期."""

    @classmethod
    def of(cls, policy: Policy) -> Reference:
        """What words of time refer to in ``policy``."""
        periods = tuple(normalise(period.name) for period in policy.metadata.periods)
        issued = policy.metadata.issued
        return cls(issued.year if issued else NO_YEAR, periods)


class Calendar(NamedTuple):
    """What the dates of an edition of a policy refer to."""

    period: Callable[[str | None], Period | None]
    """Looks up a period of the policy by its name."""
    year: int | None
    """That of the document's date."""

    @classmethod
    def of(cls, policy: Policy | None) -> Calendar:
        """That of ``policy``; nothing where an edition lacks it."""
        if policy is None:
            return cls(lambda _: None, None)
        issued = policy.metadata.issued
        return cls(policy.period, issued.year if issued else None)

    def end(self, deadline: Deadline) -> PartialDate | None:
        """The end of a deadline, its own or its period's."""
        period = self.period(deadline.period)
        return in_year(deadline.due, self.year) or (period.end if period else None)

    def start(self, deadline: Deadline) -> PartialDate | None:
        """The start of a deadline, its own or its period's."""
        period = self.period(deadline.period)
        return in_year(deadline.start, self.year) or (period.start if period else None)


YEAR = rf"(?:(?<![0-9])(?:19|20)[0-9]{{2}}|[一二][九〇○零][〇○{DIGITS}]{{2}})"
MONTH = DAY = rf"(?:[0-9]{{1,2}}|[{ONES}十]{{1,3}})"
BEGINNING = "初(?![步级中次始审赛稿验试伏夏冬])"
THIRD = rf"{alternatives(dates.THIRDS)}|{BEGINNING}"
"""A stretch of a month: 上旬, and 初 where it begins no word of its own (6月初步完成)."""
TO = "(?:-|—|－|–|至|到|~)"
"""Between the two ends of a span of time."""
BEFORE = "(?:之?前|以前)"
END = "[底末]"
THIS_YEAR = (dates.THIS_YEAR, "本年", "当年", "全年", "年内")
NEXT_YEAR = "明年"


def date(name: str) -> str:
    """A pattern for a date as exact as it is written; its groups are ``{name}_year`` and those of :func:`month_and_day`."""
    return rf"(?P<{name}_year>{YEAR})年(?:{month_and_day(name)})?"


def month_and_day(name: str) -> str:
    """A pattern for a month, a third or a day of it: the groups ``{name}_month``, ``{name}_third``, ``{name}_day``."""
    return rf"(?P<{name}_month>{MONTH})月(?:(?P<{name}_day>{DAY})[日号]|(?P<{name}_third>{THIRD}))?"


def date_of(match: re.Match[str], name: str, year: str | None = None) -> str:
    """The date of the groups ``{name}_…`` as the data writes it: 2021, 2022-06, 2022-06-中旬, 2021-08-17.

    ``year`` is taken where the group has none. What is no date of the calendar is returned all the same.
    """
    groups = match.groupdict()
    parts = [f"{number(groups.get(f'{name}_year') or year or ''):04}"]
    parts += [f"{number(part):02}" for key in ("month", "day") if (part := groups.get(f"{name}_{key}"))]
    parts += filter(None, [groups.get(f"{name}_third")])
    return "-".join(parts)


PART_OF_YEAR = "[上下]半年|第?[一二三四1-4]季度"


def part_of_year(name: str) -> str:
    """A pattern for a half-year or a quarter: the group ``{name}_part``."""
    return rf"(?P<{name}_part>{PART_OF_YEAR})"


def part_of_year_of(match: re.Match[str], name: str) -> str:
    """The half-year or quarter of the groups ``{name}_year`` and ``_part``: 2023-H1, 2023-Q3."""
    return f"{number(match[f'{name}_year']):04}-{_part_sign(match[f'{name}_part'])}"


def _part_sign(words: str) -> str:
    if words.endswith("半年"):
        return f"H{'上下'.index(words[0]) + 1}"
    return f"Q{number(words.removeprefix('第')[0])}"


def yearless(name: str) -> str:
    """A pattern for a half-year, a quarter, a month, a third or a day of it, without the year."""
    return rf"(?:{part_of_year(name)}|{month_and_day(name)}份?)"


def yearless_of(match: re.Match[str], name: str) -> str:
    """The date of :func:`yearless` as the data writes it: 上半年, 三季度, 6月, 6月中旬, 9月25日."""
    groups = match.groupdict()
    part = groups.get(f"{name}_part")
    if part:
        sign = _part_sign(part)
        return PartialDate.parse(f"2000-{sign}").chinese.removeprefix("2000年")
    day = groups.get(f"{name}_day")
    month = number(groups.get(f"{name}_month") or groups.get(f"{name}_month_alone") or "0")
    return f"{month}月{f'{number(day)}日' if day else groups.get(f'{name}_third') or ''}"


EVERY: dict[Every, tuple[str, ...]] = {
    "school_year": ("学年",),
    "year": ("年",),
    "term": ("学期",),
    "half_year": ("半年",),
    "quarter": ("季度", "季"),
    "month": ("月",),
    "half_month": ("半月", "半个月"),
    "ten_days": ("旬",),
    "week": ("周", "星期"),
    "day": ("日", "天"),
}
"""Words behind 每, by what they recur in."""
EVERY_WRITTEN: dict[Every, str] = {every: f"每{words[0]}" for every, words in EVERY.items()}
_MULTIPLES = {"year": "年", "quarter": "个季度", "month": "个月", "week": "周", "day": "天"}
"""Words behind 每 and a number."""
WEEKDAYS = "一二三四五六日"
EVERY_WORD = alternatives(word for words in EVERY.values() for word in words)


CYCLE = rf"每(?:{EVERY_WORD}|{COUNT}(?:年|个?季度|个?月|周|天|日))度?"
"""How a cycle begins a phrase: 每年, 每学期, 每两个月."""


def every_of(word: str) -> Every:
    """The recurrence of a word such as 季度 or 个月; raises StopIteration for a stranger."""
    bare = word.removeprefix("个")
    return next(every for every, words in EVERY.items() if bare in words)


def every_words(every: Every, interval: int | None = None) -> str:
    """``每月``, ``每2个月``."""
    return f"每{interval}{_MULTIPLES[every]}" if interval else EVERY_WRITTEN[every]


LENGTHS: dict[str, tuple[str, ...]] = {
    "years": ("年",),
    "quarters": ("个季度", "季度"),
    "months": ("个月",),
    "weeks": ("周", "个星期"),
    "days": ("天", "日", "个自然日", "自然日", "个日历日"),
    "workdays": ("个工作日", "工作日"),
    "hours": ("小时", "个小时"),
}
"""Words of a length of time, by the unit in which the data counts it; the first is how it is shown."""


def length_of(word: str) -> str:
    """The unit of a word such as 个月; raises StopIteration for a stranger."""
    return next(unit for unit, words in LENGTHS.items() if word in words)


_ALWAYS = ("长期", "持续", "常年", "常态化")
ONGOING = (
    *(f"{always}{act}" for act in ("坚持", "推进", "实施", "开展", "落实") for always in _ALWAYS),
    *_ALWAYS,
)
"""What a plan writes where it sets no end: the duty goes on."""
IMMEDIATE = ("立行立改", "即知即改", "立即整改", "立即", "即时", "马上")
"""What it writes where something is to be done at once."""


def word_of(words: tuple[str, ...], quote: str) -> str:
    """The first of ``words`` that ``quote`` has; the first of all where it has none."""
    return next((word for word in words if word in quote), words[0])


COUNTED = r"每学[年期]|每个?旬|每?半月|每半个月|每[两三四]周|每(?:半年|季度?|[年月周天日])|[次翌]年|[次下本]个?月(?=[0-9底末内])|半年|季度|[今明去上当本]年|全年|年(?:度|底|末|内)|月底|过渡期"
"""Words of time that have to be accounted for where no number stands with them."""


def end_word(text: str) -> str:
    """The 底 or 末 that ``text`` writes behind a date; empty where there is none."""
    end = re.search(rf"(?<=[年月度季期])(?P<end>{END})(?!月)", text)
    return end["end"] if end else ""


class LastDays(NamedTuple):
    """The last day of a deadline by its two readings, which most often are one."""

    safe: datetime.date
    """The day by which it is kept in either reading."""
    late: datetime.date

    @property
    def ambiguous(self) -> bool:
        """Whether the document leaves open which of the two it means."""
        return self.safe != self.late

    @property
    def both(self) -> str:
        """``5月31日或6月30日``, with the year where they are of two."""
        same_year = self.safe.year == self.late.year
        return "或".join(_day_words(day, not same_year) for day in self)


def last_days(due: PartialDate, before: bool, quote: str) -> LastDays:
    """The last days of a deadline that is ``due``, written with 前 (``before``) or not, as ``quote`` has it.

    2022年6月前 may mean before June or before its end; a day with 前, 6月底前 and 年底前 mean one day.
    """
    strictly = before and due.day is None and not end_word(quote)
    return LastDays(due.first_day - datetime.timedelta(days=1) if strictly else due.last_day, due.last_day)


def _day_words(day: datetime.date, with_year: bool) -> str:
    return f"{f'{day.year}年' if with_year else ''}{day.month}月{day.day}日"
