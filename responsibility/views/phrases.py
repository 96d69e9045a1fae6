"""How facts are put into plain Chinese, the same on every page and in every ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from responsibility.model import ROLES, Deadline, Every, Period, Role, Target, Unit, Value
from responsibility.model.dates import PartialDate

EVERY_NAMES: dict[Every, str] = {
    "year": "每年",
    "half_year": "每半年",
    "quarter": "每季度",
    "month": "每月",
    "week": "每周",
}
_COMPARE = {"equals": "与{}持平", "at_least": "不低于{}", "at_most": "不高于{}"}
_UNITS_OF_TIME = {"years": "年", "months": "个月", "days": "天"}


def period_words(period: Period) -> str:
    """``2021—2025年``."""
    return span_words(period.start, period.end)


def span_words(start: PartialDate, end: PartialDate) -> str:
    """``2021—2022年`` for years, ``2021年3月—2022年6月`` for anything more exact."""
    if start.month or end.month:
        return f"{start.chinese}—{end.chinese}"
    return f"{start.year}—{end.year}年"


def deadline_words(deadline: Deadline, period: Period | None) -> str:
    """What the deadline says: ``2022年6月前``, ``每年不少于2次``, ``过渡期内（2021—2025年）``, ``3年（未写起点）``."""
    words = []
    if deadline.due:
        span = span_words(deadline.start, deadline.due) if deadline.start else deadline.due.chinese
        words.append(span + _edge(deadline))
    if deadline.every:
        words.append(EVERY_NAMES[deadline.every] + _times(deadline))
    if deadline.duration:
        words.append(f"{duration_words(deadline.duration)}（未写起点）")
    if deadline.period:
        years = f"（{period_words(period)}）" if period else ""
        words.append(f"{deadline.period}内{years}")
    return "，".join(words)


def duration_words(duration: str) -> str:
    """``3年`` for ``3 years``."""
    number, unit = duration.split()
    return f"{number}{_UNITS_OF_TIME[unit]}"


def _times(deadline: Deadline) -> str:
    if not deadline.times:
        return ""
    at_least = re.search("以上|至少|不少于", deadline.quote)
    return f"{'不少于' if at_least else ''}{deadline.times}次"


def _edge(deadline: Deadline) -> str:
    """The document's own 前 or 底."""
    end = re.search("[底末]", deadline.quote)
    return (end[0] if end else "") + ("前" if deadline.before else "")


def number_words(number: Decimal) -> str:
    """``5.459``, ``500``: never in exponent notation, no zeros behind."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def value_words(value: Value) -> str:
    """``57个``, ``不少于90%``, ``1—2个``."""
    numbers = "—".join(number_words(number) for number in value.numbers)
    prefix = {"at_least": "不少于", "at_most": "不超过"}.get(value.op, "")
    return f"{prefix}{numbers}{value.unit}"


_ALL = re.compile("应.尽.|全覆盖|全面实现|全额|全员|(?:逐步)?覆盖整个[^，。；]*|全部|所有[^，。；]*|遍访")
_NONE = re.compile("动态清零|清零|不[^，。；]+")


def _phrase(pattern: re.Pattern[str], quote: str) -> str:
    """The document's own set phrase for whole coverage, which says more than a bare 全部."""
    found = pattern.search(quote)
    return found[0] if found else ""


def target_words(target: Target) -> str:
    """All that the target asks for: ``7条、5.459公里``, ``53个，全覆盖``, ``不低于去年``."""
    words = ["、".join(value_words(value) for value in target.values)] if target.values else []
    if target.values and target.values[0].op == "between" and "至少" in target.quote:
        words = ["至少" + words[0]]
    if target.all:
        words.append(_phrase(_ALL, target.quote) or "全部")
    if target.none:
        words.append(_phrase(_NONE, target.quote) or "为零")
    if target.compare and target.baseline:
        words.append(_COMPARE[target.compare].format(target.baseline))
    return "，".join(words)


def names_by_role(
    units: Mapping[Role, tuple[Unit, ...]], open_after: Mapping[Role, str] | None = None
) -> dict[Role, str]:
    """The names in each role; ``open_after`` says after which unit of a role the document writes 等."""
    return {role: unit_names(units[role], (open_after or {}).get(role)) for role in ROLES}


def unit_names(units: Iterable[Unit], open_after: str | None = None) -> str:
    """``县水利局、县财政局等、各镇``: names in order, 等 after the unit ``open_after``."""
    return "、".join(unit.name + ("等" if unit.name == open_after else "") for unit in units)
