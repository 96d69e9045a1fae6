"""The flat table of progress: a row an item, or a reported fact in it, and a unit; and the states of a task in its own row."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from responsibility.model.dates import PartialDate
from responsibility.model.progress import ABOUT_NAMES, WHOLE_NAME
from responsibility.outputs.flat_table import Cell, Columns, Table
from responsibility.progress.achievement import actual_words
from responsibility.progress.ledger_columns import EVIDENCE_BETWEEN, REPORTED
from responsibility.progress.lights import LIGHT_SPECS, State, status_words
from responsibility.progress.standing import Reported
from responsibility.views import SiteView
from responsibility.views.subject_progress import SubjectProgress
from responsibility.views.tasks import TaskView

TITLE = "进展：每项任务（或报了的时限、指标、成果）、每个单位一行"
_COLUMNS: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("类别", "string"),
    ("原文", "string"),
    ("计量单位", "string"),
    ("单位", "string"),
    ("灯", "string"),
    ("情况", "string"),
    ("按哪一天算", "end"),
    ("报送日期", "start"),
    *((column, "start" if field == "completed" else "string") for column, field in REPORTED.items()),
)


def progress_table(site: SiteView) -> Table:
    """How every item stands for each unit that decides it or reported on it, and every fact for each that reported on it."""
    tasks = (task for policy in site.policies for task in policy.tasks)
    return Table("progress", TITLE, _COLUMNS, tuple(row for task in tasks for row in _rows(task)))


def item_states(task: TaskView) -> tuple[str, str]:
    """How the items of a task stand, and their lights, part by part: ``（1）推进中；（2）未报``; empty without progress."""
    subjects = task.progress.subjects.values() if task.progress else ()
    items = [each for each in subjects if not each.subject.about]
    states = "；".join(each.subject.item.part_label + each.state.words for each in items)
    lights = "；".join(each.subject.item.part_label + _light(each.state) for each in items)
    return states, lights


def _rows(task: TaskView) -> Iterator[tuple[Cell, ...]]:
    for progress in task.progress.subjects.values() if task.progress else ():
        reports = {each.unit: each for each in progress.reports}
        deciding = () if progress.subject.about else progress.by_unit
        for unit in dict.fromkeys((*deciding, *reports)):
            yield (
                *_head(task, progress),
                unit,
                *_standing(progress.by_unit.get(unit)),
                *_report(reports.get(unit)),
            )


def _head(task: TaskView, progress: SubjectProgress) -> tuple[Cell, ...]:
    subject = progress.subject
    kind = ABOUT_NAMES[subject.about] if subject.about else WHOLE_NAME
    label = subject.item.part_label
    return (task.ref.document, task.ref.label, label, task.ref.title, kind, subject.quote, subject.measure)


def _light(state: State) -> str:
    return LIGHT_SPECS[state.light].name if state.light else ""


def _standing(state: State | None) -> tuple[Cell, ...]:
    """The light, the words and the end of a state; empty for a unit that reports and does not decide."""
    return (_light(state), state.words, _date(state.end)) if state else ("", "", None)


def _date(day: datetime.date | None) -> PartialDate | None:
    return PartialDate(day.year, day.month, day.day) if day else None


def _report(reported: Reported | None) -> tuple[Cell, ...]:
    if reported is None:
        return (None,) * (len(REPORTED) + 1)
    entry = reported.entry
    cells: dict[str, Cell] = {
        "actual": entry.actual if entry.whole is None else actual_words(entry),
        "status": status_words(entry.status) if entry.status else "",
        "completed": entry.completed,
        "progress": entry.progress,
        "problems": entry.problems,
        "next_steps": entry.next_steps,
        "evidence": EVIDENCE_BETWEEN.join(entry.evidence),
    }
    return (_date(reported.day), *(cells[field] for field in REPORTED.values()))
