"""Checks of the numbers of tasks: that no file is missing, and how the document itself counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from responsibility.checks.base import Context, in_policy
from responsibility.language.normalize import normalise
from responsibility.language.numerals import ORDINAL, chinese_ordinal, number
from responsibility.model import Policy, Task
from responsibility.model.problems import Check, Finding
from responsibility.proof import task_heading


def missing_files(context: Context) -> Iterator[Finding]:
    """No number left out of 1 … n and s1 … sn, where no source shows whether the document leaves it out."""
    for policy in context.data.policies:
        for prefix in ("", "s") if policy.source is None else ():
            present = sorted(
                int(task.number.lstrip("s")) for task in policy.tasks if task.safeguard == bool(prefix)
            )
            for before, after in pairwise([0, *present]):
                if after > before + 1:
                    numbers = _span(before + 1, after - 1, prefix)
                    yield in_policy(policy, (), f"缺少序号 {numbers} 的任务文件")


def _span(first: int, last: int, prefix: str = "") -> str:
    return f"{prefix}{first}" + (f"—{prefix}{last}" if last > first else "")


def counting(context: Context) -> Iterator[Finding]:
    """The document counts its tasks one by one: on from the last, or from 1 again in a new section."""
    for policy in context.data.policies:
        before: _Number | None = _Number(0, "", "")
        counted = _of_one_rank(policy) if policy.source is not None else ()
        for task, now in counted:
            if now and before and (message := _jump(policy, before, now)):
                yield context.in_task(policy, task, ("label",) if task.label else ("number",), message)
            before = now


def _of_one_rank(policy: Policy) -> list[tuple[Task, _Number | None]]:
    """The tasks that are numbered as most are; those of another rank count among sections, which may be left out."""
    numbers = [(task, _written_number(task)) for task in _in_order(policy)]
    forms = Counter(now.form for _, now in numbers if now)
    usual = forms.most_common(1)[0][0] if forms else ""
    return [(task, now) for task, now in numbers if now is None or now.form == usual]


class _Number(NamedTuple):
    """The number of a task as the document has it: its value, how it is written, in which section."""

    value: int
    written: str
    section: str

    @property
    def form(self) -> str:
        """How it is written, the number apart."""
        return re.sub(_DIGITS, "", self.written)

    def other(self, value: int) -> str:
        """Another number of articles, written in the same way."""
        return re.sub(_DIGITS, chinese_ordinal(value), self.written, count=1)


_DIGITS = rf"[0-9]{{1,4}}|{ORDINAL}"
_LABEL = re.compile(rf"(?P<above>(?:[0-9]{{1,3}}[.])*)第?（?(?P<number>{_DIGITS})）?条?[、.]?")
"""1, 1. or 2.3, whose last number counts in the one above, （三）, 第三条; in normal form."""


def _in_order(policy: Policy) -> Iterator[Task]:
    """The numbered tasks in the document's order."""
    for section in policy.metadata.outline:
        yield from (task for task in policy.tasks if task.section == section.key and not task.safeguard)


def _written_number(task: Task) -> _Number | None:
    """The number that the document writes before a task; None where it writes none, or one of several ranks."""
    label = normalise(task.label or task.number)
    match = _LABEL.fullmatch(label)
    if match is None or not normalise(task_heading(task)).startswith(label):
        return None
    return _Number(number(match["number"]), label, task.section + match["above"])


def _jump(policy: Policy, before: _Number, now: _Number) -> str | None:
    """What is odd about the number ``now`` of a task behind the one ``before``; None where it counts on."""
    if now.value == before.value and now.section == before.section:
        return f"编号 {now.written} 用了两次"
    if now.value == 1:
        return None
    if now.value < before.value:
        return f"编号从 {before.written} 退回到 {now.written}"
    articles = _introductions(policy) if now.written.startswith("第") else ""
    left_out = [value for value in range(before.value + 1, now.value) if now.other(value) not in articles]
    if not left_out:
        return None
    begins = f"从 {before.written} 跳到 {now.written}" if before.value else f"从 {now.written} 开始"
    return f"编号{begins}，缺 {_span(left_out[0], left_out[-1])}"


def _introductions(policy: Policy) -> str:
    """What stands in sections before their tasks: articles that assign nothing, number and all."""
    return normalise("\n".join(section.instruction or "" for section in policy.metadata.outline))


NUMBERING = Check(
    "numbering",
    "文件的编号连续，一个编号只用一次",
    "gap",
    "请印发机关核对编号，是否漏印或重号",
    counting,
    whole=True,
    waivable=True,
    heading="编号不连续或有重号",
)
CHECKS = (
    Check(
        "task-numbers",
        "没有原件可对照时，任务序号从 1 到最后一项连续",
        "error",
        "补上缺少的任务文件；若原文序号本来就跳，请在 policy.yml 写 waivers",
        missing_files,
        whole=True,
        waivable=True,
    ),
    NUMBERING,
)
