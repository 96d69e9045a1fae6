"""Gaps that a supervising office looks for: what a document leaves open for those who carry it out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from responsibility.checks.base import Context, in_policy
from responsibility.language.comparisons import keeps
from responsibility.language.dates import last_days
from responsibility.language.deadline_scope import Scopes
from responsibility.language.frequency import without_frequency
from responsibility.language.normalize import joined, normalise
from responsibility.language.quantities import numbers_in
from responsibility.model import (
    LEAD,
    ROLE_NAMES,
    ItemId,
    Misprint,
    Part,
    PartialDate,
    Policy,
    Target,
    Task,
    YearlessDate,
)
from responsibility.model.dates import FEASTS, in_year
from responsibility.model.problems import Check, Finding, Keys


def _keys(task: Task, item: Task | Part) -> Keys:
    """Where an item stands in its file."""
    return ("parts", task.parts.index(item)) if isinstance(item, Part) else ()


def several_leads(context: Context) -> Iterator[Finding]:
    """Every task and part has no more than one lead unit."""
    for policy, task in context.tasks():
        for item in task.items:
            units = item.units(LEAD)
            if len(units) > 1:
                names = "、".join(units)
                message = f"{ROLE_NAMES[LEAD]}有 {len(units)} 个（{names}），未明确由谁总牵头"
                keys = (*_keys(task, item), f"{LEAD}_units")
                yield context.in_task(policy, task, keys, message, task.item_id(item))


def frequencies(context: Context) -> Iterator[Finding]:
    """What is to be done regularly says how often."""
    for policy, task in context.tasks():
        for item in task.with_parts:
            for clause in without_frequency(joined(item.text or ""), context.reference(policy)):
                message = f"“{clause}”只写“定期”，未写明周期"
                yield context.in_task(policy, task, (*_keys(task, item), "text"), message, task.item_id(item))


def targets_without_time(context: Context) -> Iterator[Finding]:
    """Every target with a figure has a time, one finding for all those of an item that have none."""
    for policy, task in context.tasks():
        undated: dict[ItemId, list[int]] = {}
        for index in _undated(task, context.scopes(policy, task)):
            item = context.quotable(policy, task).item_of(task.targets[index].quote)
            undated.setdefault(task.item_id(item), []).append(index)
        for item_id, indices in undated.items():
            names = "".join(f"“{task.targets[index].indicator}”" for index in indices)
            message = f"指标{names}有数值，未写明完成时限"
            yield context.in_task(policy, task, ("targets", indices[0]), message, item_id)


def _undated(task: Task, scopes: Scopes) -> Iterator[int]:
    """The indices of the targets that have figures to be reached and that no deadline is set for."""
    for index, target in enumerate(task.targets):
        if target.values and not scopes.binding(target) and not keeps(target.indicator + target.quote):
            yield index


def ambiguous_before(context: Context) -> Iterator[Finding]:
    """A date with 前 has one reading."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            due = in_year(deadline.due, context.reference(policy).year)
            days = due and last_days(due, deadline.before, deadline.quote)
            if days and days.ambiguous:
                readings = [PartialDate(day.year, day.month, day.day).chinese for day in days]
                message = f"“{deadline.quote}”可读作到{readings[0]}止，也可读作到{readings[1]}止"
                item = context.quotable(policy, task).item_of(deadline.quote)
                yield context.in_task(policy, task, ("deadlines", index), message, task.item_id(item))


def years(context: Context) -> Iterator[Finding]:
    """A deadline has a year: its own, or that of the document's date."""
    for policy, task in context.tasks():
        for index, deadline in enumerate(task.deadlines):
            for date in (deadline.start, deadline.due):
                open_year = isinstance(date, YearlessDate) and date.words not in FEASTS
                if open_year and in_year(date, context.reference(policy).year) is None:
                    message = f"“{deadline.quote}”未写明年份，文件也没有成文日期"
                    item = context.quotable(policy, task).item_of(deadline.quote)
                    yield context.in_task(policy, task, ("deadlines", index), message, task.item_id(item))
                    break


def sums(context: Context) -> Iterator[Finding]:
    """Figures that belong together add up."""
    for policy, task, index, target in _sums(context):
        parts = [_number(task, quote) for quote in target.sum_of]
        value = target.values[0]
        total = sum(part for part in parts if part is not None)
        if None not in parts and (total < value.numbers[0] or total > value.numbers[-1]):
            whole = value.numbers[0] if total < value.numbers[0] else value.numbers[-1]
            quotes = "".join(f"“{quote}”" for quote in target.sum_of)
            message = (
                f"{quotes}合计 {total} {value.unit}，与“{target.quote}”的 {whole} {value.unit}"
                f"相差 {abs(whole - total)} {value.unit}"
            )
            item = context.quotable(policy, task).item_of(target.quote)
            yield context.in_task(policy, task, ("targets", index, "sum_of"), message, task.item_id(item))


def unread_sums(context: Context) -> Iterator[Finding]:
    """What adds up to a target is quoted from the text, a figure each."""
    for policy, task, index, target in _sums(context):
        for position, quote in enumerate(target.sum_of):
            count = len(context.quotable(policy, task).offsets(quote))
            if count != 1:
                message = f"“{quote}”在本任务原文里出现 {count} 次，应为 1 次"
            elif _number(task, quote) is None:
                message = f"“{quote}”里读不出一个数"
            else:
                continue
            yield context.in_task(policy, task, ("targets", index, "sum_of", position), message)


def _sums(context: Context) -> Iterator[tuple[Policy, Task, int, Target]]:
    """Every target that others add up to, with its task and its index there."""
    for policy, task in context.tasks():
        for index, target in enumerate(task.targets):
            if target.sum_of:
                yield policy, task, index, target


def _number(task: Task, quote: str) -> Decimal | None:
    """The one figure of a quote: of the target that has it, else that of its words; None where there is not just one."""
    numbers = {
        number
        for target in task.targets
        if target.quote == quote
        for value in target.values
        for number in value.numbers
    }
    numbers = numbers or numbers_in(normalise(quote))
    return next(iter(numbers)) if len(numbers) == 1 else None


def misprints(context: Context) -> Iterator[Finding]:
    """Nothing in the document looks like a misprint."""
    for policy, index, misprint, item in _misprints(context):
        message = f"“{misprint.quote}”疑为“{misprint.suggests}”：{misprint.why}"
        yield in_policy(policy, ("misprints", index), message)._replace(item=item)


def stale_misprints(context: Context) -> Iterator[Finding]:
    """What looks like a misprint stands in the document once, in the task that is named where one is."""
    for policy, index, misprint, item in _misprints(context):
        task = policy.by_identity.get(item.task) if item else None
        if misprint.task and task is None:
            message = f"没有任务“{misprint.task}”"
            yield in_policy(policy, ("misprints", index, "task"), message)
            continue
        text = normalise(policy.source or "")
        if task:
            text = context.quotable(policy, task).text
        elif policy.source is None:
            continue
        count = text.count(normalise(misprint.quote))
        if count != 1:
            where = f"任务 {task.number} 的原文" if task else "原件"
            message = f"“{misprint.quote}”在{where}里出现 {count} 次，应为 1 次"
            yield in_policy(policy, ("misprints", index, "quote"), message)


def _misprints(context: Context) -> Iterator[tuple[Policy, int, Misprint, ItemId | None]]:
    """Every misprint with its policy, its index there, and the task that it names, or the part of it that has the quote."""
    for policy in context.data.policies:
        for index, misprint in enumerate(policy.metadata.misprints):
            item = policy.item_id(misprint.task) if misprint.task else None
            task = policy.by_identity.get(item.task) if item else None
            if task:
                item = task.item_id(context.quotable(policy, task).item_of(misprint.quote))
            yield policy, index, misprint, item


MISPRINT = Check(
    "misprint",
    "原文没有疑似的笔误",
    "gap",
    "请印发机关核对；确是笔误的，发文更正",
    misprints,
    heading="疑似笔误",
)
CHECKS = (
    Check(
        "stale-misprint",
        "每处疑似笔误所引的字在原文里出现且只出现一次",
        "error",
        "照原文改 quote，或引长一些；不再有的，删去这一条",
        stale_misprints,
        whole=True,
    ),
    Check(
        "sum-unread",
        "相加的各数都引自本任务的原文，一处一个数",
        "error",
        "照原文改 sum_of，一处引一个数；那个数是指标的，引那个指标的 quote",
        unread_sums,
    ),
    Check(
        "several-leads",
        "每项任务只有一个牵头单位",
        "gap",
        "请印发机关明确由其中哪个单位总牵头",
        several_leads,
        waivable=True,
        heading="牵头单位不止一个",
    ),
    Check(
        "no-frequency",
        "要定期做的写明周期",
        "gap",
        "请印发机关明确周期（如每月、每季度、每年一次）",
        frequencies,
        waivable=True,
        heading="只写“定期”，未写明周期",
    ),
    Check(
        "target-without-time",
        "有数值的指标写明完成时限",
        "gap",
        "请印发机关明确各项指标何时完成",
        targets_without_time,
        waivable=True,
        heading="指标有数值，未写明完成时限",
    ),
    Check(
        "ambiguous-before",
        "写“……前”的时限只有一种读法",
        "gap",
        "请印发机关明确到哪一天为止；未明确的，先按较早的一天掌握",
        ambiguous_before,
        waivable=True,
        heading="“……前”有两种读法",
    ),
    Check(
        "year-open",
        "时限写明是哪一年，或文件有成文日期",
        "gap",
        "请印发机关明确是哪一年；文件有成文日期的，写入 policy.yml 的 issued",
        years,
        waivable=True,
        heading="时限未写明年份",
    ),
    Check(
        "sum-differs",
        "相关的数字合计一致",
        "gap",
        "请印发机关核对数字，明确相差的部分由谁、何时完成",
        sums,
        waivable=True,
        heading="数字合计不一致",
    ),
    MISPRINT,
)
