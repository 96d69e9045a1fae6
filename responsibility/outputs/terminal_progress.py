"""Progress for the terminal: how a task and a unit stand, what was reported last, what was decided."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import ProgressEntry
from responsibility.progress.ledger_columns import EVIDENCE_BETWEEN, REPORTED
from responsibility.progress.lights import LIGHT_SPECS, State, status_words
from responsibility.progress.standing import Reported
from responsibility.views.progress import UnitStanding, completed_words, percent
from responsibility.views.status import day_words
from responsibility.views.subject_progress import SubjectProgress
from responsibility.views.tasks import DeliverableView, FactView, TargetView, TaskView
from responsibility.views.units import DutyView

Rows = Iterator[tuple[str, str]]
PROGRESS = "进展"


def light_words(state: State) -> str:
    """``✕ 红灯 推进中，已过期 3 天``; without a light the words alone."""
    if state.light is None:
        return state.words
    spec = LIGHT_SPECS[state.light]
    return f"{spec.sign} {spec.name} {state.words}"


def task_rows(task: TaskView) -> Rows:
    """How each item of a task stands, what its units reported last of it, and what was decided on it."""
    if task.progress is None:
        return
    items = dict.fromkeys(item.assigned for item in task.items)
    for item in items:
        progress = task.progress.of_item(item)
        label = item.part_label
        yield label + PROGRESS, light_words(progress.state)
        for reported in progress.reports:
            yield label + reported.unit, report_words(reported)
        for decision in progress.decisions:
            yield label + DECISION_NAMES[decision.what], decision_words(decision)


def report_words(reported: Reported) -> str:
    """``2023年6月30日：推进中；两座水厂均已开工；存在问题：用地未批``."""
    return f"{day_words(reported.day)}：{'；'.join(words.rstrip('。；') for words in _entry_words(reported.entry))}"


def _entry_words(entry: ProgressEntry) -> Iterator[str]:
    if entry.status:
        yield status_words(entry.status)
    for column, field in REPORTED.items():
        value = getattr(entry, field)
        if field == "completed" and value:
            yield f"{column}：{value.chinese}"
        elif field == "progress" and value:
            yield value
        elif field == "evidence" and value:
            yield f"{column}：{EVIDENCE_BETWEEN.join(value)}"
        elif field in ("problems", "next_steps") and value:
            yield f"{column}：{value}"


def decision_words(decision: Decision) -> str:
    """``2024年1月5日，延至2024年3月31日，只对县水利局，依据：县政府常务会议纪要``."""
    until = f"延至{decision.due.chinese}，" if decision.due else ""
    unit = f"只对{decision.unit}，" if decision.unit else ""
    words = f"：{decision.words}" if decision.words else ""
    return f"{decision.day.chinese}，{until}{unit}依据：{decision.basis}{words}"


def fact_words(task: TaskView, fact: FactView) -> str:
    """How a fact stands, to be put behind what it says; empty where nothing was reported or decided on it."""
    if task.progress is None:
        return ""
    values = task.progress.values(fact) if isinstance(fact, TargetView) else (task.progress.of(fact),)
    return "".join(f"　{words}" for each in values if (words := _subject_words(each, fact)))


def _subject_words(progress: SubjectProgress, fact: FactView) -> str:
    if not (progress.reports or progress.decisions):
        return ""
    achieved = f"（{progress.achievement.words}）" if progress.achievement else ""
    evidence = [piece for each in progress.reports for piece in each.entry.evidence]
    shown = isinstance(fact, DeliverableView) and evidence
    return (
        light_words(progress.state) + achieved + (f"（{EVIDENCE_BETWEEN.join(evidence)}）" if shown else "")
    )


def unit_rows(standing: UnitStanding) -> Rows:
    """Whether a unit has reported, how much of what it decides is completed, what is overdue and soon due."""
    last = f"，最近一次 {day_words(standing.last_day)}" if standing.last_day else ""
    yield "填报", ("已报" if standing.reported else "本期未报") + last
    if standing.tally.completion is not None:
        lights = "　".join(
            f"{LIGHT_SPECS[light].sign} {LIGHT_SPECS[light].name} {number}"
            for light, number in standing.tally.counts.items()
            if number
        )
        done = f"{percent(standing.tally.completion)}（{completed_words(standing.tally)}）"
        yield "完成率", f"{done}　{lights}"
    for name, due in (("逾期", standing.overdue), ("将到期", standing.soon)):
        for each in due:
            words = f"{each.deadline.words}：" if each.deadline else ""
            yield (
                name,
                f"{each.task.label}{each.item.part_label} {words}{each.matter}　{light_words(each.state)}",
            )


def duty_rows(duty: DutyView) -> Rows:
    """How the items of a duty stand for the unit, and what it reported last of each."""
    several = len(duty.items) > 1
    for item in duty.items:
        label = item.part_label if several else ""
        if item in duty.own_states:
            yield PROGRESS, label + light_words(duty.own_states[item])
        if item in duty.own_reports:
            yield "最近报送", label + report_words(duty.own_reports[item])
