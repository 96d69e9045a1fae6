"""How facts are put into plain Chinese, the same on every page and in every ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from responsibility.language import comparisons, coverage, dates
from responsibility.language.amounts import wording
from responsibility.language.measures import counted, number_words
from responsibility.language.normalize import normalise
from responsibility.model import (
    ROLES,
    AnyDate,
    Deadline,
    Every,
    PartialDate,
    Period,
    Role,
    Target,
    Unit,
    Value,
    YearlessDate,
)
from responsibility.model.dates import FEASTS, in_year
from responsibility.model.deadlines import MONTHS_OF

UNCONFIRMED = "尚未核对"
"""Of what an import proposed, and in place of what it may only not have read."""

NOT_TOLD = {"deadlines": "未明确时限", "targets": "未设量化指标", "deliverables": "未列明成果"}
"""Where a document sets no such fact."""
NOT_NAMED = "文件未明确"
"""Where a document names no unit for a role."""


def absent(words: str, draft: bool) -> str:
    """``words``, which say that the document does not tell something; of a draft, that nobody has looked yet."""
    return UNCONFIRMED if draft else words


def period_words(period: Period) -> str:
    """``2021—2025年``."""
    return span_words(period.start, period.end)


def span_words(start: PartialDate, end: PartialDate) -> str:
    """``2021—2022年`` for years, ``2021年3月—2022年6月`` for anything more exact."""
    if start.month or end.month:
        return f"{start.chinese}—{end.chinese}"
    return f"{start.year}—{end.year}年"


def deadline_words(deadline: Deadline, period: Period | None, year: int | None) -> str:
    """What the deadline says: ``2022年6月前``, ``每年不少于2次``, ``过渡期内（2021—2025年）``, ``3年（未写起点）``.

    What no date can hold stands in the document's words: ``本月底前``, ``每年6月、12月``. A date without a year takes ``year``, that of the document's date, and says so:
    ``6月底前（按成文年份2022年）``.
    """
    words = []
    if deadline.start or deadline.due:
        words.append(_dates_words(deadline) + origin_of_year(deadline.start, deadline.due, year))
    if deadline.every:
        on_day = recurring_day(deadline.every, deadline.month, deadline.day) + (
            _edge(deadline) if deadline.month or deadline.day else ""
        )
        cycle = dates.every_words(deadline.every, deadline.interval)
        words.append(cycle + (deadline.in_words or "") + on_day + _times(deadline))
    elif deadline.in_words:
        words.append(deadline.in_words)
    if deadline.duration:
        words.append(_length_words(deadline, duration_words(deadline.duration)))
    if deadline.period:
        years = f"（{period_words(period)}）" if period else ""
        words.append(f"{deadline.period}内{years}")
    if deadline.ongoing:
        words.append(dates.word_of(dates.ONGOING, deadline.quote))
    if deadline.immediate:
        words.append(dates.word_of(dates.IMMEDIATE, deadline.quote))
    return "，".join(words)


def _dates_words(deadline: Deadline) -> str:
    """``2022年6月前``, ``2021年3月—2022年6月``, ``11月1日—12月10日``, ``2023年1月1日起``."""
    start, due = deadline.start, deadline.due
    if due is None:
        return f"{date_words(start)}起" if start else ""
    if isinstance(start, PartialDate) and isinstance(due, PartialDate):
        return span_words(start, due) + _edge(deadline)
    return (f"{date_words(start)}—" if start else "") + date_words(due) + _edge(deadline)


def date_words(date: AnyDate) -> str:
    """``2022年6月``, ``6月``: a date as the document gives it."""
    return date.chinese if isinstance(date, PartialDate) else date.words


def origin_of_year(start: AnyDate | None, due: AnyDate | None, year: int | None) -> str:
    """Where the year of dates without one comes from, or what of them the document leaves open; else empty."""
    bare = [date for date in (start, due) if isinstance(date, YearlessDate)]
    if not bare:
        return ""
    if any(date.words in FEASTS for date in bare):
        return "（文件未写明是哪一天）"
    if any(in_year(date, year) is None for date in bare):
        return "（文件未写明年份）"
    return f"（按成文年份{year}年）"


def recurring_day(every: Every, month: int | None, day: int | None) -> str:
    """What follows 每年 and the like: ``12月``, ``末月25日``, ``第2个月``, ``10日``; of a week ``五``; empty without either."""
    if every == "week":
        return dates.WEEKDAYS[day - 1] if day else ""
    in_month = ""
    if month and every == "year":
        in_month = f"{month}月"
    elif month and every != "month":
        last = month == MONTHS_OF[every]
        in_month = ("末月" if day else "") if last else f"第{month}{dates.LENGTHS['months'][0]}"
    return in_month + (f"{day}日" if day else "")


def _length_words(deadline: Deadline, length: str) -> str:
    """``3年（未写起点）``, ``自受理之日起3个工作日内``, ``合同签订后1个月内``."""
    event = deadline.counted_from
    if not event:
        return f"{length}（未写起点）"
    return f"{event}{length}内" if event.endswith("后") else f"自{event}起{length}内"


def duration_words(duration: str) -> str:
    """``3年`` for ``3 years``."""
    number, unit = duration.split()
    return f"{number}{dates.LENGTHS[unit][0]}"


def _times(deadline: Deadline) -> str:
    if not deadline.times:
        return ""
    at_least = comparisons.WRITTEN["at_least"] if comparisons.says_at_least(deadline.quote) else ""
    return f"{at_least}{deadline.times}次"


def _edge(deadline: Deadline) -> str:
    """The document's own 前 or 底."""
    return dates.end_word(deadline.quote) + ("前" if deadline.before else "")


def value_words(value: Value, indicator: str, quote: str) -> str:
    """``57个``, ``不低于90%``, ``80%以上``, ``1—2个``, ``至少1—2门``: in the words of ``quote``, else with the usual comparison."""
    written = wording(normalise(quote), value)
    numbers = "—".join(number_words(number) for number in written.numbers)
    before, after = comparisons.shown(value.op, written.before, written.after)
    if not (before or after):
        before = comparisons.written(value.op, indicator + value.unit)
    return f"{before}{counted(numbers, value.unit)}{after}"


def target_words(target: Target) -> str:
    """All that the target asks for: ``7条、5.459公里``, ``53个，全覆盖``, ``不低于去年``."""
    return "，".join(_demands(target))


class TargetParts(NamedTuple):
    """What a target says, for one line: for whom, what, how much; empty where another of them says it."""

    scope: str
    indicator: str
    value: str
    demand: str
    """What stands in a column of values: ``value``, or the word of coverage that the indicator says already."""
    matter: str
    """What stands beside the ``demand``: ``每个软弱涣散村党组织：第一书记驻村``; never empty."""

    @property
    def line(self) -> str:
        """``每个软弱涣散村党组织：第一书记驻村 1名``."""
        scope = f"{self.scope}：" if self.scope else ""
        return scope + " ".join(filter(None, (self.indicator, self.value)))


def target_parts(target: Target) -> TargetParts:
    """The parts of what ``target`` says; scope, indicator and value say nothing twice."""
    indicator, scope = target.indicator, target.scope or ""
    all_demands = _demands(target)
    demands = [demand for demand in all_demands if demand not in indicator]
    for demand in demands:
        indicator = indicator.removesuffix(coverage.denied(demand))
    value = "，".join(demands)
    shown_scope = "" if scope in indicator or scope in value else scope
    matter = "：".join(filter(None, (shown_scope, indicator))) or target.indicator
    return TargetParts(shown_scope, indicator, value, value or "，".join(all_demands), matter)


def _demands(target: Target) -> list[str]:
    """All that the target asks for, one by one."""
    values = "、".join(value_words(value, target.indicator, target.quote) for value in target.values)
    base = f"（基数：{target.baseline}）" if values and target.baseline else ""
    words = [values + base] if values else []
    if target.all:
        words.append(coverage.phrase("all", target.quote))
    if target.none:
        words.append(coverage.phrase("none", target.quote))
    if target.compare and target.baseline:
        words.append(comparisons.against_baseline(target.compare, target.baseline, target.quote))
    return words


def names_by_role(
    units: Mapping[Role, tuple[Unit, ...]], open_after: Mapping[Role, Mapping[str, str]] | None = None
) -> dict[Role, str]:
    """The names in each role; ``open_after`` says after which units of a role the document writes 等."""
    return {role: unit_names(units[role], (open_after or {}).get(role)) for role in ROLES}


def unit_names(units: Iterable[Unit], open_after: Mapping[str, str] | None = None) -> str:
    """``县水利局、县财政局等各部门``: names in order; ``open_after`` has what stands behind those with 等: 等、 or 等."""
    behind = open_after or {}
    return "".join(unit.name + behind.get(unit.name, "、") for unit in units).removesuffix("、")
