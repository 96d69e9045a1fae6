"""What the words of a quote allow to be recorded: 以上 is at_least, 每季度 is every quarter, 前 is before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responsibility.language.normalize import normalise
from responsibility.language.quantities import figures, numbers_in
from responsibility.model import Deadline, Every, Operator, Target, Task
from responsibility.model.problems import Keys

_COMPARES: dict[Operator, re.Pattern[str]] = {
    "at_least": re.compile("以上|达|不少于|不低于|至少|(?<!不)(?:超过|大于|高于|多于)"),
    "at_most": re.compile("以下|以内|不超过|不高于|不大于|不多于|至多|控制在|(?<!不)(?:低于|少于|小于)"),
}
_EVERY: dict[Every, re.Pattern[str]] = {
    "year": re.compile("每年|年度|一年|逐年|年均|每[一二三两]年|1年"),
    "half_year": re.compile("半年"),
    "quarter": re.compile("季"),
    "month": re.compile("月"),
    "week": re.compile("周|星期"),
}
_DURATION = {"years": "年", "months": "月", "days": "天|日"}
_NOTHING = re.compile("清零|零|不|无|没有|杜绝")


def of_deadline(deadline: Deadline) -> Iterator[tuple[str, str]]:
    """What a deadline records otherwise than its quote, as (key, message)."""
    quote = normalise(deadline.quote)
    if deadline.every and not _EVERY[deadline.every].search(quote):
        yield "every", f"周期 {deadline.every} 与引文“{deadline.quote}”不符"
    if deadline.duration and not re.search(_DURATION[deadline.duration.split()[1]], quote):
        yield "duration", f"时长 {deadline.duration} 与引文“{deadline.quote}”不符"
    if deadline.due and deadline.before != bool(re.search("[年月日底末]前|之前|以前", quote)):
        yield "due", f"引文“{deadline.quote}”{'没有' if deadline.before else ''}写“前”，before 与它不符"
    if deadline.due and not deadline.due.month and re.search("[0-9]月", quote):
        yield "due", f"引文“{deadline.quote}”写到了月，due 也要写到月"


def of_target(task: Task, target: Target, text: str) -> Iterator[tuple[Keys, str]]:
    """What a target of ``task`` records otherwise than its quote, as (keys, message)."""
    quote = normalise(target.quote)
    for index, value in enumerate(target.values):
        if value.op in _COMPARES and not _COMPARES[value.op].search(quote):
            yield ("values", index), f"引文“{target.quote}”没有 {value.op} 的意思"
        if normalise(value.unit) not in quote:
            yield ("values", index, "unit"), f"单位“{value.unit}”不在引文“{target.quote}”里"
    if target.compare in _COMPARES and not _COMPARES[target.compare].search(quote):
        yield ("compare",), f"引文“{target.quote}”没有 {target.compare} 的意思"
    if target.none and not _NOTHING.search(quote):
        yield ("none",), f"引文“{target.quote}”没有“为零”的意思"
    if target.all and "清零" in quote:
        yield ("all",), f"引文“{target.quote}”说的是清零，应写 none"
    yield from _left_out(task, target, text)


def _left_out(task: Task, target: Target, text: str) -> Iterator[tuple[Keys, str]]:
    """Numbers of the quote that are no value of the target and stand in no other quote."""
    quote = normalise(target.quote)
    recorded = {number for value in target.values for number in value.numbers}
    if not recorded <= numbers_in(quote):
        return  # another check says so
    left = [one for one in figures(quote) if one.kind == "number" and not numbers_in(one.text) <= recorded]
    if not left:
        return  # nearly always, and the quotes of a long task take their time
    start = text.find(quote)
    others = [normalise(one.quote) for _, _, one in task.quotes() if one is not target]
    spans = [(text.find(one), text.find(one) + len(one)) for one in others if one in text]
    for figure in left:
        place = start + figure.start
        if not any(first <= place < last for first, last in spans):
            yield ("quote",), f"引文里的“{figure.text}”没有记为数值"
