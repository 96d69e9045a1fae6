"""A diff for the terminal, as Markdown for a merge request, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from responsibility.diff.records import Diff
from responsibility.language.textdiff import Segment
from responsibility.model.problems import visible
from responsibility.outputs.markdown import bounded, escaped
from responsibility.views.revision import ChangeLine, DiffView, EffectView, SharedNews, TaskPair, excerpt

_GROUPS = (("gained", "＋ 增加"), ("lost", "－ 减少"), ("changed", "～ 变动"))


def as_json(diff: Diff) -> str:
    """The diff as ``schema/diff.schema.json`` describes it."""
    return json.dumps(diff.model_dump(by_alias=True), ensure_ascii=False, indent=2) + "\n"


def _summary(view: DiffView) -> str:
    if view.same:
        return "没有变化。"
    total = sum(number for _, number in view.summary)
    return f"共 {total} 处：" + "，".join(f"{name} {number}" for name, number in view.summary) + "。"


def _number(task: TaskPair) -> str:
    """``14（原 13）``, after the policy's 发文字号 where there are several."""
    return f"{task.document} {task.label}".strip()


# ---------------------------------------------------------------- plain text


def as_text(view: DiffView, title: str) -> str:
    """For the terminal: by task, then by unit; words deleted and added in brackets."""
    return "\n".join(map(visible, _text_lines(view, title))) + "\n"


def _text_lines(view: DiffView, title: str) -> Iterator[str]:
    yield f"{title}：{_summary(view)}"
    if view.same:
        return
    if view.general:
        yield from ("", "文件、编号和名录")
        yield from (f"  {_line(line, _bracketed)}" for line in view.general)
    if view.tasks:
        yield from ("", "按任务")
    for task in view.tasks:
        yield f"  {_number(task.task)} {task.task.title}"
        yield from (f"    {_line(line, _bracketed)}" for line in task.lines)
    yield from ("", "按单位")
    for shared in view.shared:
        yield f"  {shared.names}：{shared.counts}"
        yield from (f"    {line}" for line in unit_lines(shared))
    if view.unaffected:
        yield from ("", f"没有变化的单位：{'、'.join(view.unaffected)}")


def change_lines(view: DiffView) -> Iterator[str]:
    """Every change on a line of its own, with the task before it."""
    yield from (_line(line, _bracketed) for line in view.general)
    for task in view.tasks:
        for line in task.lines:
            yield f"{_number(task.task)} {task.task.title}　{_line(line, _bracketed)}"


def unit_lines(shared: SharedNews) -> Iterator[str]:
    """What a revision means for units, a task a line."""
    for group, name in _GROUPS:
        yield from (f"{name} {_effect(effect)}" for effect in getattr(shared.news, group))


def _effect(effect: EffectView) -> str:
    via = f"，作为“{'”“'.join(effect.via)}”成员" if effect.via else ""
    via += f"，{effect.origin}" if effect.origin else ""
    names = "、".join(dict.fromkeys(line.name for line in effect.lines))
    item = f"{_number(effect.task)}{effect.part} {effect.task.title}"
    return f"{item}（{effect.role}{via}）" + (f"：{names}" if names else "")


def _line(line: ChangeLine, marked: Callable[[Iterable[Segment]], str]) -> str:
    return f"{line.name}{line.part}：{line.words}{marked(excerpt(line.text))}"


def _bracketed(text: Iterable[Segment]) -> str:
    signs = {"equal": "{}", "delete": "【删：{}】", "insert": "【增：{}】"}
    return "".join(signs[segment.op].format(segment.text) for segment in text)


# ---------------------------------------------------------------- Markdown


def as_markdown(view: DiffView, title: str) -> str:
    """For a merge request: summary, by task, by unit; nothing of the data is read as Markdown."""
    return bounded(_markdown_lines(view, title))


def _markdown_lines(view: DiffView, title: str) -> Iterator[str]:
    yield from (f"### {escaped(title)}", "", _summary(view))
    if view.same:
        return
    if view.general:
        yield from ("", "#### 文件、编号和名录", "")
        yield from (f"- {_markdown_line(line)}" for line in view.general)
    if view.tasks:
        yield from ("", "#### 按任务", "")
    for task in view.tasks:
        yield f"- **{escaped(_number(task.task))}** {escaped(task.task.title)}"
        yield from (f"  - {_markdown_line(line)}" for line in task.lines)
    yield from ("", "#### 按单位", "", "| 单位 | 增加 | 减少 | 变动 |", "| --- | --- | --- | --- |")
    yield from map(_row, view.shared)
    if view.unaffected:
        names = escaped("、".join(view.unaffected))
        yield from ("", f"<details><summary>没有变化的单位</summary>{names}</details>")


def _row(shared: SharedNews) -> str:
    cells = (
        "、".join(_number(effect.task) + effect.part for effect in getattr(shared.news, group))
        for group, _ in _GROUPS
    )
    return f"| {escaped(shared.names)} | " + " | ".join(map(escaped, cells)) + " |"


def _markdown_line(line: ChangeLine) -> str:
    text = "".join(_MARKS[segment.op].format(escaped(segment.text)) for segment in excerpt(line.text))
    return f"{line.name}{line.part}：{escaped(line.words)}{text}"


_MARKS = {"equal": "{}", "delete": "<del>{}</del>", "insert": "<ins>{}</ins>"}
