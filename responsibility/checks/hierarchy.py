"""Checks of the superior tasks that a task is said to carry out."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context
from responsibility.language.near_names import perhaps
from responsibility.language.normalize import normalise
from responsibility.model import Implements, Policy, Task
from responsibility.model.problems import Check, Finding, Keys


def _stated(context: Context) -> Iterator[tuple[Policy, Task, Implements, Keys]]:
    for policy, task in context.tasks():
        for index, implements in enumerate(task.implements):
            yield policy, task, implements, ("implements", index)


def upper_tasks(context: Context) -> Iterator[Finding]:
    """The superior document is another of the project, and has that task."""
    policies = {policy.id: policy for policy in context.data.policies}
    for policy, task, implements, keys in _stated(context):
        upper = policies.get(implements.policy)
        if upper is None:
            message = f"没有“{implements.policy}”这份文件{perhaps(implements.policy, policies)}"
            yield context.in_task(policy, task, (*keys, "policy"), message)
        elif upper is policy:
            message = f"“{implements.policy}”就是这份文件自己，不是上级文件"
            yield context.in_task(policy, task, (*keys, "policy"), message)
        elif not any(implements.task in _items(each) for each in upper.tasks):
            message = f"“{implements.policy}”没有任务“{implements.task}”"
            yield context.in_task(policy, task, (*keys, "task"), message)


def _items(task: Task) -> tuple[object, ...]:
    return tuple(task.item_id(item) for item in task.with_parts)


def quotes(context: Context) -> Iterator[Finding]:
    """What is quoted for it stands in the task."""
    for policy, task, implements, keys in _stated(context):
        text = normalise(task.title + task.full_text)
        if implements.quote and normalise(implements.quote) not in text:
            message = f"“{implements.quote}”不在这项任务的原文里"
            yield context.in_task(policy, task, (*keys, "quote"), message)


def not_a_basis(context: Context) -> Iterator[Finding]:
    """The document of a superior task is one that this document is based on."""
    policies = {policy.id: policy for policy in context.data.policies}
    for policy, task, implements, keys in _stated(context):
        upper = policies.get(implements.policy)
        if upper in (None, policy):
            continue
        if upper and not any(basis.names(upper.metadata) for basis in policy.metadata.bases):
            message = f"{upper.metadata.name}不在这份文件的依据（bases）里"
            yield context.in_task(policy, task, (*keys, "policy"), message)


CHECKS = (
    Check(
        "unknown-upper-task",
        "任务落实的上级任务，文件和任务都在本项目里",
        "error",
        "改正 implements 的 policy、task；上级文件不在本项目里的，不写 implements",
        upper_tasks,
    ),
    Check(
        "upper-quote",
        "说到上级任务的引文在任务的原文里",
        "error",
        "照原文引；原文没有说的，删去 quote，写 note",
        quotes,
    ),
    Check(
        "upper-not-basis",
        "任务落实的上级文件，在这份文件的依据里",
        "warning",
        "写进 policy.yml 的 bases；文件确实没有提到它的，写例外（waivers）",
        not_a_basis,
    ),
)
