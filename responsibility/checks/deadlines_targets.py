"""Checks of deadlines, targets and figures against the words that they are taken from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from responsibility.checks import comparisons as directions
from responsibility.checks.base import Context, in_policy
from responsibility.language.normalize import normalise
from responsibility.language.numerals import written_date
from responsibility.language.quantities import Figure, figures, numbers_in
from responsibility.model import Deadline, Policy, Target, Task, Value
from responsibility.model.dates import PartialDate
from responsibility.model.problems import Check, Finding

THIS_YEAR = ("今年", "本年", "当年", "全年", "年内")
"""Words that mean the year of the document's own date (成文日期)."""


def quotes(context: Context) -> Iterator[Finding]:
    """Each quote stands in its task's text exactly once."""
    for policy, task in context.tasks():
        text = context.text(policy, task)
        for field, index, record in task.quotes():
            times = text.count(normalise(record.quote))
            if times != 1:
                how = f"出现了 {times} 次，请引长一些" if times else "不在这项任务的原文里"
                message = f"引文“{record.quote}”{how}"
                yield context.in_task(policy, task, (field, index, "quote"), message)


def words_of_text(context: Context) -> Iterator[Finding]:
    """Scope and baseline are words of the task's text."""
    for policy, task in context.tasks():
        text = context.text(policy, task)
        for index, target in enumerate(task.targets):
            for key, words in (("scope", target.scope), ("baseline", target.baseline)):
                if words and normalise(words) not in text:
                    message = f"“{words}”不是这项任务原文里的字"
                    yield context.in_task(policy, task, ("targets", index, key), message)


def values(context: Context) -> Iterator[Finding]:
    """Each value stands in its quote, in Arabic or Chinese numerals."""
    for policy, task in context.tasks():
        for index, target in enumerate(task.targets):
            written = numbers_in(normalise(target.quote))
            for place, value in enumerate(target.values):
                for number in value.numbers:
                    if number not in written:
                        message = f"数值 {number} 不在引文“{target.quote}”里"
                        yield context.in_task(policy, task, ("targets", index, "values", place), message)


def dates(context: Context) -> Iterator[Finding]:
    """The dates, times and durations of a deadline stand in its quote."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            for key, message in _unfounded(policy, deadline):
                yield context.in_task(policy, task, ("deadlines", index, key), message)


def _unfounded(policy: Policy, deadline: Deadline) -> Iterator[tuple[str, str]]:
    quote = normalise(deadline.quote)
    written = numbers_in(quote)
    for key, date in (("start", deadline.start), ("due", deadline.due)):
        if date and not _date_in(date, quote, written, policy.metadata.issued.year):
            yield key, f"日期 {date} 不在引文“{deadline.quote}”里"
    if deadline.times and Decimal(deadline.times) not in written:
        yield "times", f"次数 {deadline.times} 不在引文“{deadline.quote}”里"
    if deadline.duration and Decimal(deadline.duration.split()[0]) not in written:
        yield "duration", f"时长 {deadline.duration} 不在引文“{deadline.quote}”里"
    if deadline.period and policy.period(deadline.period) is None:
        yield "period", f"policy.yml 的 periods 里没有“{deadline.period}”"
    elif deadline.period and normalise(deadline.period) not in quote:
        yield "period", f"时期“{deadline.period}”不在引文“{deadline.quote}”里"


def _date_in(date: PartialDate, quote: str, written: set[Decimal], issued: int) -> bool:
    relative = any(word in quote for word in THIS_YEAR) and date.year == issued
    year = relative or Decimal(date.year) in written
    month = not date.month or f"{date.month}月" in quote
    day = not date.day or f"{date.day}日" in quote
    return year and month and day


def said_otherwise(context: Context) -> Iterator[Finding]:
    """What is recorded of a deadline or target is what its quote says, no more and no less."""
    for policy, task in context.tasks():
        text = context.text(policy, task)
        for index, deadline in enumerate(task.deadlines):
            for key, message in directions.of_deadline(deadline):
                yield context.in_task(policy, task, ("deadlines", index, key), message)
        for index, target in enumerate(task.targets):
            for keys, message in directions.of_target(task, target, text):
                yield context.in_task(policy, task, ("targets", index, *keys), message)


def periods(context: Context) -> Iterator[Finding]:
    """A period stands in the document, and its years are those of its quote."""
    for policy in context.data.policies:
        source = normalise(policy.source or "")
        for index, period in enumerate(policy.metadata.periods):
            quote = normalise(period.quote)
            written = numbers_in(quote)
            years = period.end.year - period.start.year + 1
            if policy.source is not None and quote not in source:
                message = f"引文“{period.quote}”不在 source.txt 里"
            elif not _date_in(period.start, quote, written, policy.metadata.issued.year):
                message = f"起 {period.start} 不在引文“{period.quote}”里"
            elif (period.end.month or period.end.day) and not _date_in(period.end, quote, written, 0):
                message = f"止 {period.end} 不在引文“{period.quote}”里"
            elif not {Decimal(period.end.year), Decimal(years)} & written:
                message = f"引文“{period.quote}”里既没有 {period.end.year}，也没有 {years}（年）"
            else:
                continue
            yield Finding(f"{policy.id}/policy.yml", ("periods", index), message, policy.id)


def unaccounted(policy: Policy, task: Task, text: str) -> Iterator[tuple[Figure, bool]]:
    """The figures of a task's text, each with whether a quote accounts for it."""
    spans = []
    for _, _, record in task.quotes():
        quote = normalise(record.quote)
        at = text.find(quote)
        if at >= 0:
            spans.append((at, at + len(quote)))
    for figure in figures(text):
        yield figure, any(start <= figure.start and figure.end <= end for start, end in spans)


def all_figures(context: Context) -> Iterator[Finding]:
    """Every figure of a text is accounted for."""
    for policy, task in context.tasks():
        text = context.text(policy, task)
        own = len(normalise(task.text or ""))
        for figure, accounted in unaccounted(policy, task, text):
            if not accounted:
                around = text[max(figure.start - 8, 0) : figure.end + 8]
                message = f"原文“……{around}……”里的“{figure.text}”没有归类"
                keys = ("text",) if figure.start < own else ("parts",)
                yield context.in_task(policy, task, keys, message)


def due_dates(context: Context) -> Iterator[Finding]:
    """A deadline is not before the document's date, nor outside the period it belongs to."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            period = policy.period(deadline.period)
            if deadline.due and deadline.due.last_day < policy.metadata.issued.first_day:
                message = f"截止 {deadline.due} 早于成文日期 {policy.metadata.issued}"
            elif deadline.due and period and deadline.due.last_day > period.end.last_day:
                message = f"截止 {deadline.due} 晚于{period.name}的结束 {period.end}"
            else:
                continue
            yield context.in_task(policy, task, ("deadlines", index, "due"), message)


def same_indicator(context: Context) -> Iterator[Finding]:
    """The same indicator has the same values in every task."""
    first: dict[tuple[str, str], tuple[Task, frozenset[Value]]] = {}
    for policy, task in context.tasks():
        for index, target in enumerate(task.targets):
            values_ = _comparable(target, task)
            if not values_:
                continue
            other, known = first.setdefault((policy.id, normalise(target.indicator)), (task, values_))
            if other is not task and known != values_:
                message = f"指标“{target.indicator}”的数值与任务 {other.number} 的不同"
                yield context.in_task(policy, task, ("targets", index, "values"), message)


def _comparable(target: Target, task: Task) -> frozenset[Value]:
    same = (one for one in task.targets if normalise(one.indicator) == normalise(target.indicator))
    return frozenset(value for one in same for value in one.values)


def durations(context: Context) -> Iterator[Finding]:
    """A duration has a start."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            if deadline.duration:
                message = f"“{deadline.quote}”只有时长，没有写从什么时候算起"
                yield context.in_task(policy, task, ("deadlines", index), message)


def date_written(context: Context) -> Iterator[Finding]:
    """The date as it is written is the date."""
    for policy in context.data.policies:
        written, issued = policy.metadata.issued_written, policy.metadata.issued
        if written and written_date(normalise(written)) != str(issued):
            yield in_policy(policy, ("issued_written",), f"“{written}”不是 {issued}")


def drafts(context: Context) -> Iterator[Finding]:
    """Everything that an import proposed has been looked at."""
    for policy, task in context.tasks():
        for field, index, record in task.quotes():
            if record.draft:
                message = f"“{record.quote}”是导入时拟的，还没有人核对"
                yield context.in_task(policy, task, (field, index), message)


CHECKS = (
    Check("quote-not-in-text", "引文在本任务原文中出现且只出现一次", "error", "照原文改引文", quotes),
    Check("words-not-in-text", "范围和基数用的是原文的字", "error", "照原文改写，或删去", words_of_text),
    Check("value-not-in-quote", "指标的数值都在引文里", "error", "改正数值，或把引文引全", values),
    Check(
        "date-not-in-quote",
        "时限的日期、次数、时长都在引文里",
        "error",
        "改正日期，或把引文引全；不要写原文没有的日期",
        dates,
    ),
    Check(
        "said-otherwise",
        "比较方向、单位、周期、前后与引文所说一致",
        "error",
        "照引文改正；引文没有引全的，引全",
        said_otherwise,
    ),
    Check(
        "date-written",
        "成文日期的写法与日期一致",
        "error",
        "照原文改正 issued_written 或 issued",
        date_written,
    ),
    Check("period", "时期的起止与设立它的原文一致", "error", "照原文改正 periods", periods),
    Check(
        "figure-unaccounted",
        "原文里的每个数字、全覆盖字样和时间字样都有归类",
        "error",
        "写入 deadlines 或 targets；都不是的，写入 other_figures 并说明理由",
        all_figures,
    ),
    Check(
        "draft-left",
        "导入时拟的时限、指标都有人核对过",
        "warning",
        "对照原文：对的，删去 draft: true 这一行；不对的，改正或删去这一条",
        drafts,
    ),
    Check(
        "deadline-out-of-range",
        "时限不早于成文日期，不晚于所属时期",
        "warning",
        "对照原文；可以接受时在 policy.yml 写 waivers",
        due_dates,
        waivable=True,
    ),
    Check(
        "same-indicator",
        "同一指标在各任务里数值一致",
        "warning",
        "对照原文；若是两个指标，请用不同的名称",
        same_indicator,
        waivable=True,
    ),
    Check(
        "duration-without-start",
        "有时长的时限写明起点",
        "gap",
        "请印发机关明确从何时算起",
        durations,
        waivable=True,
        heading="只有时长，没有起点",
    ),
)
