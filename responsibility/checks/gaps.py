"""Gaps that a supervising office looks for: what a document leaves open for those who carry it out."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import APART, Context, in_policy
from responsibility.language.dates import Reference
from responsibility.language.deadline_scope import scope_of
from responsibility.language.frequency import without_frequency
from responsibility.language.normalize import joined, normalise
from responsibility.model import LEAD, ROLE_NAMES, ItemId, Misprint, Part, Policy, Task
from responsibility.model.problems import Check, Finding, Keys
from responsibility.proof import part_of


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
                message = f"{ROLE_NAMES[LEAD]}有 {len(units)} 个（{names}），没有写明由谁总牵头"
                keys = (*_keys(task, item), f"{LEAD}_units")
                yield context.in_task(policy, task, keys, message, task.item_id(item))


def frequencies(context: Context) -> Iterator[Finding]:
    """What is to be done regularly says how often."""
    for policy, task in context.tasks():
        for item in task.with_parts:
            for clause in without_frequency(joined(item.text or ""), Reference.of(policy)):
                message = f"“{clause}”只写“定期”，没有写周期"
                yield context.in_task(policy, task, (*_keys(task, item), "text"), message, task.item_id(item))


def targets_without_time(context: Context) -> Iterator[Finding]:
    """Every target with a figure has a time, one finding for all those of an item that have none."""
    for policy, task in context.tasks():
        undated: dict[ItemId, list[int]] = {}
        for index in _undated(policy, task):
            item = part_of(task, task.targets[index].quote) or task
            undated.setdefault(task.item_id(item), []).append(index)
        for item_id, indices in undated.items():
            names = "".join(f"“{task.targets[index].indicator}”" for index in indices)
            message = f"指标{names}有数值，没有写完成时限"
            yield context.in_task(policy, task, ("targets", indices[0]), message, item_id)


def _undated(policy: Policy, task: Task) -> Iterator[int]:
    """The indices of the targets that have figures and that no deadline is set for."""
    scopes = [scope_of(task, deadline, Reference.of(policy)) for deadline in task.deadlines]
    for index, target in enumerate(task.targets):
        if target.values and not any(scope.binds(target) for scope in scopes if scope):
            yield index


def misprints(context: Context) -> Iterator[Finding]:
    """Nothing in the document looks like a misprint."""
    for policy, index, misprint, item in _misprints(context):
        message = f"“{misprint.quote}”疑为“{misprint.suggests}”：{misprint.why}"
        yield in_policy(policy, ("misprints", index), message)._replace(item=item)


def stale_misprints(context: Context) -> Iterator[Finding]:
    """What looks like a misprint stands in the document once, in the task that is named where one is."""
    for policy, index, misprint, item in _misprints(context):
        task = next((task for task in policy.tasks if item and task.identity == item.task), None)
        if misprint.task and task is None:
            message = f"没有任务“{misprint.task}”"
            yield in_policy(policy, ("misprints", index, "task"), message)
            continue
        text = normalise(policy.source or "")
        if task:
            text = APART.join(normalise(words) for words in (task.heading or task.title, *task.texts))
        elif policy.source is None:
            continue
        count = text.count(normalise(misprint.quote))
        if count != 1:
            where = f"任务 {task.number} 的原文" if task else "原件"
            message = f"“{misprint.quote}”在{where}里出现 {count} 次，应为 1 次"
            yield in_policy(policy, ("misprints", index, "quote"), message)


def _misprints(context: Context) -> Iterator[tuple[Policy, int, Misprint, ItemId | None]]:
    """Every misprint with its policy, its index there, and the task that it names."""
    for policy in context.data.policies:
        for index, misprint in enumerate(policy.metadata.misprints):
            yield policy, index, misprint, policy.item_id(misprint.task) if misprint.task else None


CHECKS = (
    Check(
        "stale-misprint",
        "每处疑似笔误所引的字在原文里出现且只出现一次",
        "error",
        "照原文改 quote，或引长一些；不再有的，删去这一条",
        stale_misprints,
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
        heading="只写“定期”，没有写周期",
    ),
    Check(
        "target-without-time",
        "有数值的指标写明完成时限",
        "gap",
        "请印发机关明确各项指标何时完成",
        targets_without_time,
        waivable=True,
        heading="指标有数值，没有写完成时限",
    ),
    Check(
        "misprint",
        "原文没有疑似的笔误",
        "gap",
        "请印发机关核对；确是笔误的，发文更正",
        misprints,
        heading="疑似笔误",
    ),
)
