"""What a person should look at in a draft: first what is doubtful, then task by task what was found."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from responsibility.model import ROLE_SPECS, Part, Task

Sureness = Literal["高", "中", "低"]


@dataclass
class TaskReview:
    """The draft of a task, and how sure it is."""

    task: Task
    doubts: list[str] = field(default_factory=list)
    unclear: bool = False
    """Whether something basic is missing: the clause, the text."""

    @property
    def sureness(self) -> Sureness:
        """高 without doubts, 低 where something basic is missing, else 中."""
        return "低" if self.unclear else "中" if self.doubts else "高"

    @classmethod
    def of(cls, number: str, title: str, section: str, text: str) -> TaskReview:
        """The draft of a task of which no more is known yet; ``text`` may be empty where parts will follow."""
        plain = title.replace("。", "").strip() or "（原文没有标题）"
        fields = {"number": number, "title": plain, "section": section, "text": text or plain}
        task = Task.model_validate(fields)
        return cls(task if text else task.model_copy(update={"text": None}))

    def add_parts(self, parts: Iterable[Part]) -> None:
        """Give the task its parts."""
        self.change(parts=tuple(parts))

    def change(self, **fields: object) -> None:
        """Give the task other values of ``fields``, which are of their types."""
        self.task = self.task.model_copy(update=fields)


@dataclass
class Review:
    """Everything that the draft's report says."""

    form: str
    """What the document was read as."""
    tasks: list[TaskReview] = field(default_factory=list)
    first: list[str] = field(default_factory=list)
    """What to look at first: what is missing, what was seen and not understood."""
    questions: list[str] = field(default_factory=list)
    """What only a person can decide: whether two names are one unit."""
    notes: list[str] = field(default_factory=list)
    """What was done to the text: page numbers dropped, odd characters."""
    checked: list[str] = field(default_factory=list)
    """What the checks found in the draft, each with its place."""

    @property
    def foremost(self) -> list[str]:
        """All that stands first in a report: what to look at, and the tasks without an assignment."""
        bare = [task.task.number for task in self.tasks if task.unclear]
        unclear = [f"没有找到责任分工的任务：{'、'.join(bare)}"] if bare else []
        return [*self.first, *unclear, *self.checked]


_ODD = re.compile(r"[A-Za-z]{2,}|[\ufffd□■◆●\ue000-\uf8ff]|[\u4e00-\u9fff][.,][\u4e00-\u9fff]")
_COMMON = {"and": "和", "or": "或"}


def odd_words(text: str) -> list[tuple[str, str | None]]:
    """Odd characters in a text, each with what it most likely stands for (and → 和), if that is plain."""
    words: list[tuple[str, str | None]] = []
    for match in _ODD.finditer(text):
        word = match[0]
        if word.lower() in _COMMON:
            words.append((word, _COMMON[word.lower()]))
        elif not word.isascii() or not word.isalpha():
            words.append((word, None))
    return words


def markdown(review: Review, number: str) -> str:
    """The report as Markdown; nothing of the document is read as markup."""
    lines = [
        f"# {_safe(number)} 导入核对",
        "",
        f"原件读作：{_safe(review.form)}。共 {len(review.tasks)} 项任务。",
    ]
    for title, entries in (
        ("先看这些", review.foremost),
        ("要人来定的", review.questions),
        ("处理过的", review.notes),
    ):
        if entries:
            lines += ["", f"## {title}", "", *(f"- {_safe(entry)}" for entry in entries)]
    lines += ["", "## 逐项", "", "| 序号 | 任务 | 单位 | 时限 | 指标 | 成果 | 待归类 | 把握 | 疑问 |"]
    lines += ["| --- | --- | --- | --- | --- | --- | --- | --- | --- |", *map(_row, review.tasks)]
    lines += [
        "",
        "责任分工、时限、指标、成果都标了 `draft: true`：看过一条，删去一条的这一行；要人来定的列在 policy.yml 的"
        " `unsettled` 里，定一条删一条。`check` 会说还剩多少。都看过、都定了，再删去 policy.yml 里的 `draft: true`。",
        "",
    ]
    return "\n".join(lines)


def _row(review: TaskReview) -> str:
    task = review.task
    units = [
        f"{spec.short}：{'、'.join(item.units(spec.key))}"
        for item in task.with_parts
        for spec in ROLE_SPECS
        if item.units(spec.key)
    ]
    cells = (
        task.number,
        task.title,
        "；".join(units) or "没有找到",
        *(
            "；".join(fact.quote for fact in facts)
            for facts in (task.deadlines, task.targets, task.deliverables, task.other_figures)
        ),
        review.sureness,
        "；".join(review.doubts),
    )
    return "| " + " | ".join(map(_safe, cells)) + " |"


def _safe(text: str) -> str:
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", html.escape(" ".join(text.split()), quote=False))


def summary(review: Review) -> str:
    """The report for the terminal."""
    counts = Counter(task.sureness for task in review.tasks)
    deadlines = sum(len(entry.task.deadlines) for entry in review.tasks)
    targets = sum(len(entry.task.targets) for entry in review.tasks)
    deliverables = sum(len(entry.task.deliverables) for entry in review.tasks)
    lines = [
        f"原件读作：{review.form}",
        f"任务 {len(review.tasks)} 项（把握高 {counts['高']}，中 {counts['中']}，低 {counts['低']}），"
        f"时限 {deadlines} 处，指标 {targets} 个，成果 {deliverables} 项（都待核对）",
    ]
    for title, entries in (
        ("先看：", review.foremost),
        ("请定：", review.questions),
        ("处理：", review.notes),
    ):
        lines += [f"  {title}{entry}" for entry in entries[:20]]
        if len(entries) > 20:
            lines.append(f"  {title}……另有 {len(entries) - 20} 条，见报告")
    return "\n".join(lines)
