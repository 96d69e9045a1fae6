"""Checks of deadlines, targets and figures against the words that they are taken from."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context, in_policy
from responsibility.checks.contradictions import Quotes, of_deadline, of_target
from responsibility.language.dates import Reference
from responsibility.language.deadlines import founded_periods, read_deadlines
from responsibility.language.near_names import perhaps
from responsibility.language.normalize import normalise
from responsibility.language.numerals import written_date
from responsibility.language.passages import APART, Quotable
from responsibility.language.quantities import Figure, figures
from responsibility.model import Deadline, PartialDate, Period, Target, Task, Value
from responsibility.model.dates import in_year
from responsibility.model.problems import Check, Finding


def quotes(context: Context) -> Iterator[Finding]:
    """Each quote stands in its task's text exactly once, or where it does not, in its heading and clauses."""
    for policy, task in context.tasks():
        quotable = context.quotable(policy, task)
        for field, index, record in task.quotes():
            times = len(quotable.offsets(record.quote))
            if times != 1:
                how = f"出现了 {times} 次，请引长一些" if times else "不在这项任务的原文里"
                message = f"引文“{record.quote}”{how}"
                yield context.in_task(policy, task, (field, index, "quote"), message)


def words_of_text(context: Context) -> Iterator[Finding]:
    """Matter and starting point of a deadline, scope and baseline of a target are words of the task's text or heading."""
    for policy, task in context.tasks():
        text = context.quotable(policy, task).text
        for index, deadline in enumerate(task.deadlines):
            for key, words in (("matter", deadline.matter), ("counted_from", deadline.counted_from)):
                if words and normalise(words) not in text:
                    message = f"“{words}”不是这项任务原文里的字"
                    yield context.in_task(policy, task, ("deadlines", index, key), message)
        for index, target in enumerate(task.targets):
            for key, words in (("scope", target.scope), ("baseline", target.baseline)):
                if words and normalise(words) not in text:
                    message = f"“{words}”不是这项任务原文里的字"
                    yield context.in_task(policy, task, ("targets", index, key), message)


def contradictions(context: Context) -> Iterator[Finding]:
    """A recorded deadline or target is what the language reads in its quote, unless ``read_as`` says why not."""
    for policy, task in context.tasks():
        quotes = Quotes.of(context.quotable(policy, task))
        reference = context.reference(policy)
        for field, index, record in task.quotes():
            if isinstance(record, Deadline):
                elsewhere = quotes.elsewhere("deadlines", index)
                contradicted = list(of_deadline(record, reference, elsewhere))
            elif isinstance(record, Target):
                contradicted = list(of_target(record, quotes.elsewhere("targets", index)))
            else:
                continue
            if record.read_as is None:
                for keys, message in contradicted:
                    yield context.in_task(policy, task, (field, index, *keys), message)
            elif not contradicted:
                message = f"引文“{record.quote}”读出来就是所记的，不需要 read_as"
                yield context.in_task(policy, task, (field, index, "read_as"), message)


def deliverable_names(context: Context) -> Iterator[Finding]:
    """A deliverable is called by words of its quote."""
    for policy, task in context.tasks():
        for index, deliverable in enumerate(task.deliverables):
            quote = normalise(deliverable.quote)
            foreign = [char for char in normalise(deliverable.name) if char.isalnum() and char not in quote]
            if foreign:
                message = f"成果“{deliverable.name}”的“{''.join(foreign)}”不是引文“{deliverable.quote}”里的字"
                yield context.in_task(policy, task, ("deliverables", index, "name"), message)


def periods(context: Context) -> Iterator[Finding]:
    """A period stands in the document, its years are those of its quote, and deadlines name no other."""
    for policy in context.data.policies:
        source = normalise(policy.source or "")
        for index, period in enumerate(policy.metadata.periods):
            message = _wrong_period(period)
            if policy.source is not None and normalise(period.quote) not in source:
                message = f"引文“{period.quote}”不在 source.txt 里"
            if message:
                yield in_policy(policy, ("periods", index), message)
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            if deadline.period and policy.period(deadline.period) is None:
                near = perhaps(deadline.period, (period.name for period in policy.metadata.periods))
                message = f"policy.yml 的 periods 里没有“{deadline.period}”{near}"
                yield context.in_task(policy, task, ("deadlines", index, "period"), message)


def _wrong_period(period: Period) -> str | None:
    """What a period records otherwise than its quote; None where they agree.

    The quote founds it (从2021年起设立5年过渡期) or names its two ends (2021年至2025年);
    else it must at least hold the beginning, and the end or the number of years.
    """
    quote = normalise(period.quote)
    span = period.start, period.end
    founded = [each for each in founded_periods(quote) if normalise(period.name).endswith(each.name)]
    read = [(each.start, each.end) for each in founded]
    readings = [
        reading.record for reading in read_deadlines(quote, Reference(period.start.year), doubtful=True)
    ]
    read += [
        (deadline.start, deadline.due)
        for deadline in readings
        if isinstance(deadline.start, PartialDate) and isinstance(deadline.due, PartialDate)
    ]
    if read:
        if span in read:
            return None
        start, end = read[0]
        return f"起 {period.start} 止 {period.end} 与引文“{period.quote}”不符：读作起 {start} 止 {end}"
    dates = [deadline.due for deadline in readings if deadline.due]
    lengths = [deadline.duration for deadline in readings if deadline.duration]
    years = period.end.year - period.start.year + 1
    if period.start not in dates:
        return f"起 {period.start} 不在引文“{period.quote}”里"
    if period.end not in dates and f"{years} years" not in lengths:
        return f"引文“{period.quote}”里既没有 {period.end}，也没有 {years}（年）"
    return None


def accounting(quotable: Quotable) -> Iterator[tuple[Figure, bool]]:
    """The figures of a task's text, heading and clauses, units' names left out, each with whether a quote accounts for it."""
    quotes = Quotes.of(quotable)
    for figure in figures(quotable.text):
        if not quotable.names_a_unit(figure.start):
            yield figure, quotes.cover(figure.start, figure.end)


def all_figures(context: Context) -> Iterator[Finding]:
    """Every figure of a text, a heading or a clause is accounted for."""
    for policy, task in context.tasks():
        quotable = context.quotable(policy, task)
        for figure, accounted in accounting(quotable):
            if not accounted:
                around = quotable.text[max(figure.start - 8, 0) : figure.end + 8].replace(APART, "……")
                message = f"原文“……{around}……”里的“{figure.text}”没有归类"
                keys = quotable.passage_at(figure.start).keys
                yield context.in_task(policy, task, keys, message)


def due_dates(context: Context) -> Iterator[Finding]:
    """A deadline is not before the document's date, nor outside the period it belongs to."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            period = policy.period(deadline.period)
            issued = policy.metadata.issued
            due = in_year(deadline.due, issued.year if issued else None)
            if due and issued and due.last_day < issued.first_day:
                message = f"截止 {deadline.due} 早于成文日期 {issued}"
            elif due and period and due.last_day > period.end.last_day:
                message = f"截止 {deadline.due} 晚于{period.name}的结束 {period.end}"
            else:
                continue
            yield context.in_task(policy, task, ("deadlines", index, "due"), message)


def same_indicator(context: Context) -> Iterator[Finding]:
    """The same indicator has the same values in every task."""
    first: dict[tuple[str, str], tuple[Task, frozenset[Value]]] = {}
    for policy, task in context.tasks():
        indicators = [normalise(target.indicator) for target in task.targets]
        values_of: dict[str, set[Value]] = {}
        for indicator, target in zip(indicators, task.targets, strict=True):
            values_of.setdefault(indicator, set()).update(target.values)
        for index, (indicator, target) in enumerate(zip(indicators, task.targets, strict=True)):
            if not (values_ := frozenset(values_of[indicator])):
                continue
            other, known = first.setdefault((policy.id, indicator), (task, values_))
            if other is not task and known != values_:
                message = f"指标“{target.indicator}”的数值与任务 {other.number} 的不同"
                yield context.in_task(policy, task, ("targets", index, "values"), message)


def durations(context: Context) -> Iterator[Finding]:
    """A duration has a start."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            if deadline.duration and not deadline.counted_from:
                message = f"“{deadline.quote}”只有时长，未写明从什么时候算起"
                yield context.in_task(policy, task, ("deadlines", index), message)


def date_written(context: Context) -> Iterator[Finding]:
    """The date as it is written is the date."""
    for policy in context.data.policies:
        written, issued = policy.metadata.issued_written, policy.metadata.issued
        if written and written_date(normalise(written)) != str(issued):
            message = f"“{written}”不是 {issued}" if issued else "写了 issued_written，没有写 issued"
            yield in_policy(policy, ("issued_written",), message)


CHECKS = (
    Check(
        "quote-not-in-text",
        "引文在本任务原文中出现且只出现一次；原文没有的，在标题和责任分工里",
        "unsettled",
        "照原文改引文",
        quotes,
    ),
    Check(
        "words-not-in-text",
        "事项、起算点、范围和基数用的是原文的字",
        "unsettled",
        "照原文改写，或删去",
        words_of_text,
    ),
    Check(
        "contradicts-quote",
        "所记的时限、指标就是引文所说的：日期、周期、次数、时长、数值、单位、比较方式；另有读法的写明理由",
        "unsettled",
        "照引文改正，或把引文引全；引文确实另有读法的，写 read_as 说明理由，不需要了就删去",
        contradictions,
    ),
    Check(
        "date-written",
        "成文日期的写法与日期一致",
        "unsettled",
        "照原文改正 issued_written 或 issued",
        date_written,
    ),
    Check("period", "时期的起止与设立它的原文一致", "unsettled", "照原文改正 periods", periods),
    Check(
        "figure-unaccounted",
        "原文、标题和责任分工里的每个数字、全覆盖字样和时间字样都有归类",
        "unsettled",
        "写入 deadlines 或 targets；都不是的，写入 other_figures 并说明理由",
        all_figures,
    ),
    Check(
        "deliverable-name",
        "成果的名称用的是引文的字",
        "warning",
        "照引文的字改名称，或把引文引全；可以接受时在 policy.yml 写 waivers",
        deliverable_names,
        waivable=True,
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
