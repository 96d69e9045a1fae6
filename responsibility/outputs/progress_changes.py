"""What changed between two reporting days, for the terminal and as Markdown for a merge request."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.model.decisions import DECISION_NAMES
from responsibility.model.problems import visible
from responsibility.model.progress import ABOUT_NAMES, Subject
from responsibility.outputs.markdown import bounded, escaped
from responsibility.outputs.terminal_progress import decision_words, light_words
from responsibility.progress.lights import LIGHT_SPECS
from responsibility.views.progress import Tally, completed_words, percent
from responsibility.views.progress_changes import (
    DecisionTaken,
    Difference,
    ProgressChanges,
    SubjectChange,
    UnitSides,
)

_ARROW = " → "
_NOTHING = "无"
"""In place of what was not there, or is there no longer."""


def as_text(changes: ProgressChanges, title: str) -> str:
    """By task, then by unit; everything of the data on one line, so that it cannot disturb a terminal."""
    return "\n".join(visible(" ".join(line.split("\n"))) for line in _text_lines(changes, title)) + "\n"


def _text_lines(changes: ProgressChanges, title: str) -> Iterator[str]:
    yield f"{title}：{_summary(changes)}"
    for heading, lines in _sections(changes):
        yield from ("", heading, *(f"  {line}" for line in lines))
    if changes.subjects:
        yield from ("", "按任务")
    for subject in changes.subjects:
        yield f"  {_subject(subject)}{_overall(subject)}"
        yield from (
            f"    {unit.unit}：{'；'.join(map(_difference, unit.differences))}" for unit in subject.units
        )
    if changes.units:
        yield from ("", "按单位")
    for unit in changes.units:
        yield f"  {unit.after.unit.name}：{'；'.join(_unit(unit))}"


def as_markdown(changes: ProgressChanges, title: str) -> str:
    """The same for a merge request; nothing of the data is read as Markdown."""
    return bounded(_markdown_lines(changes, title))


def _markdown_lines(changes: ProgressChanges, title: str) -> Iterator[str]:
    yield from (f"### {escaped(title)}", "", escaped(_summary(changes)))
    for heading, lines in _sections(changes):
        yield from ("", f"#### {heading}", "", *(f"- {escaped(line)}" for line in lines))
    if changes.subjects:
        yield from ("", "#### 按任务", "")
    for subject in changes.subjects:
        yield f"- **{escaped(_subject(subject))}**{escaped(_overall(subject))}"
        for unit in subject.units:
            yield f"  - {escaped(unit.unit)}：{'；'.join(escaped(_difference(each)) for each in unit.differences)}"
    if changes.units:
        yield from ("", "#### 按单位", "", "| 单位 | 变化 |", "| --- | --- |")
    for side in changes.units:
        yield f"| {escaped(side.after.unit.name)} | {escaped('；'.join(_unit(side)))} |"


# ---------------------------------------------------------------- words


def _summary(changes: ProgressChanges) -> str:
    if changes.same:
        return "没有变化。"
    counted = "，".join(f"{name} {number}" for name, number in changes.summary)
    before, after = changes.tallies
    tallies = "，".join(_tally_words(before, after))
    return (f"{counted}。" if counted else "") + (f"{tallies}。" if tallies else "")


def _tally_words(before: Tally, after: Tally) -> Iterator[str]:
    """``完成率 10%（1/10 项） → 20%（2/10 项）`` and each light, as far as they are otherwise."""
    done = [f"{percent(each.completion)}（{completed_words(each)}）" for each in (before, after)]
    if done[0] != done[1]:
        yield "完成率 " + _ARROW.join(done)
    for light, spec in LIGHT_SPECS.items():
        if before.counts[light] != after.counts[light]:
            yield f"{spec.name} {before.counts[light]}{_ARROW}{after.counts[light]}"


def _sections(changes: ProgressChanges) -> Iterator[tuple[str, list[str]]]:
    """Who reports, and what was decided: the headings with their lines."""
    reporting = (("新报的", changes.newly_reporting), ("不再报的", changes.no_longer_reporting))
    lines = [f"{name}：{'、'.join(units)}" for name, units in reporting if units]
    if lines:
        yield "填报", lines
    if changes.decisions:
        yield "决定", list(map(_decision, changes.decisions))


def _decision(taken: DecisionTaken) -> str:
    decision = taken.decision
    item = (
        f"{taken.task.label}{decision.task.part_label} {taken.task.title}"
        if taken.task
        else str(decision.task)
    )
    return f"{item}{_fact(decision.subject)}：{DECISION_NAMES[decision.what]}，{decision_words(decision)}"


def _subject(change: SubjectChange) -> str:
    """``2（1） 教育``, ``1 农村供水　指标“供水普及率达到95%以上”（%）``."""
    return f"{change.task.label}{change.subject.item.part_label} {change.task.title}{_fact(change.subject)}"


def _fact(subject: Subject) -> str:
    if not subject.about:
        return ""
    measure = f"（{subject.measure}）" if subject.measure else ""
    return f"　{ABOUT_NAMES[subject.about]}“{subject.quote}”{measure}"


def _overall(change: SubjectChange) -> str:
    """How it stood and stands over several units that decide it; empty for one, and where that is the same."""
    words = [light_words(state) for state in (change.before, change.after)]
    alike = (change.before.name, change.before.light) == (change.after.name, change.after.light)
    return "" if alike or change.decided_by == 1 else f"：{_ARROW.join(words)}"


def _difference(difference: Difference) -> str:
    name, before, after, free = difference
    if not (before and after):
        return f"{name}：{before or after}" if not free or after else f"{name}：{_NOTHING}"
    return f"{name}：{after}" if free else f"{name}：{before}{_ARROW}{after}"


def _unit(side: UnitSides) -> Iterator[str]:
    """Whether it reported, how its figures moved, in which tasks something is otherwise."""
    before, after, changes = side
    if before.reported != after.reported:
        yield "本期报了，上次没有" if after.reported else "本期没有报，上次报了"
    yield from _tally_words(before.tally, after.tally)
    numbers = dict.fromkeys(f"{each.task.label}{each.subject.item.part_label}" for each in changes)
    if numbers:
        yield f"有变化的任务：{'、'.join(numbers)}"
