"""Checks of what became of a policy: what units reported, and what the supervising office decided, against the document's data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from responsibility.checks.base import Context, unknown_unit
from responsibility.data.loader import DECISIONS_FILE, is_progress
from responsibility.language.dates import Calendar, last_days
from responsibility.model import Deliverable, Policy, Target, Task
from responsibility.model.deadlines import Deadline
from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.problems import Check, Finding, Keys
from responsibility.model.progress import (
    ABOUT_NAMES,
    STATUS_SPECS,
    About,
    ProgressEntry,
    Subject,
    UnitProgress,
)

_COMPLETED = STATUS_SPECS["completed"].name


class _File(NamedTuple):
    """A file of what a unit reported, read."""

    policy: Policy
    path: str
    report: UnitProgress


class _Statement(NamedTuple):
    """An entry or a decision, and where it stands."""

    policy: Policy
    file: str
    keys: Keys
    record: ProgressEntry | Decision

    def finding(self, message: str, key: str = "task") -> Finding:
        """A finding at one of its keys."""
        item = self.record.task if _task(self) else None
        return Finding(self.file, (*self.keys, key), message, self.policy.id, item)


def _files(context: Context) -> Iterator[_File]:
    """The files of what units reported; the data has loaded whole, so that each is there, in the order of the paths."""
    paths: dict[str, list[str]] = {}
    for path in sorted(filter(is_progress, context.data.positions)):
        paths.setdefault(path.split("/", 1)[0], []).append(path)
    for policy in context.data.policies:
        for path, report in zip(paths.get(policy.id, []), policy.progress, strict=True):
            yield _File(policy, path, report)


def _entries(file: _File) -> Iterator[tuple[ProgressEntry, _Statement]]:
    for index, entry in enumerate(file.report.entries):
        yield entry, _Statement(file.policy, file.path, ("entries", index), entry)


def _decisions(context: Context) -> Iterator[tuple[Decision, _Statement]]:
    for policy in context.data.policies:
        for index, decision in enumerate(policy.decisions):
            yield (
                decision,
                _Statement(policy, f"{policy.id}/{DECISIONS_FILE}", ("decisions", index), decision),
            )


def _task(statement: _Statement) -> Task | None:
    item = statement.record.task
    task = statement.policy.by_identity.get(item.task)
    return task if task and item.part in ("", *(part.number for part in task.parts)) else None


def _facts(task: Task, about: About) -> tuple[Deadline | Target | Deliverable, ...]:
    lists: dict[About, tuple[Deadline | Target | Deliverable, ...]] = {
        "deadline": task.deadlines,
        "target": task.targets,
        "deliverable": task.deliverables,
    }
    return lists[about]


def _gone(statement: _Statement) -> Finding | None:
    """That what an entry or a decision is about is there no more, or does not say which value it means."""
    record, task = statement.record, _task(statement)
    if task is None:
        return statement.finding(f"没有任务 {record.task}")
    if not record.about:
        return None
    facts = [fact for fact in _facts(task, record.about) if fact.quote == record.quote]
    if not facts:
        return statement.finding(
            f"任务 {record.task} 里没有{ABOUT_NAMES[record.about]}“{record.quote}”", "quote"
        )
    fact = facts[0]
    if not isinstance(record, ProgressEntry) or not isinstance(fact, Target):
        return None
    measures = [value.unit for value in fact.values]
    if record.measure and record.measure not in measures:
        named = f"只有{'、'.join(measures)}" if measures else "没有数值"
        return statement.finding(f"指标“{record.quote}”没有按“{record.measure}”计的数：{named}", "measure")
    if not record.measure and record.actual is not None and len(measures) > 1:
        named = "、".join(measures)
        return statement.finding(
            f"指标“{record.quote}”有几个数（{named}），没有写明实际值是哪一个的", "actual"
        )
    return None


def reporting_units(context: Context) -> Iterator[Finding]:
    """What was reported is that of a unit of the registry, in a file that is called by its id."""
    units = {unit.name: unit for unit in context.data.units}
    for policy, path, report in _files(context):
        unit, stem = units.get(report.unit), path.rsplit("/", 1)[1].removesuffix(".yml")
        message = ""
        if unit is None:
            message = unknown_unit(report.unit, context.data.units)
        elif unit.collective:
            message = f"“{unit.name}”是集合主体，由成员各自填报"
        elif unit.id != stem:
            message = f"文件名 {stem} 不是“{unit.name}”的 id（{unit.id}）：同一天的进展会有两份"
        if message:
            yield Finding(path, ("unit",), message, policy.id)


def reported_subjects(context: Context) -> Iterator[Finding]:
    """What was reported on is still there; of a task that is not, all that was reported is one finding."""
    of_no_task: dict[tuple[str, str], list[_Statement]] = {}
    for file in _files(context):
        for _, statement in _entries(file):
            if _task(statement) is None:
                of_no_task.setdefault((statement.policy.id, str(statement.record.task)), []).append(statement)
            elif finding := _gone(statement):
                yield finding
    for (_, task), statements in of_no_task.items():
        more = f"：{len(statements)} 条进展说的是它" if len(statements) > 1 else ""
        yield statements[0].finding(f"没有任务 {task}{more}")


def reporting_duties(context: Context) -> Iterator[Finding]:
    """Units report on what reaches them."""
    for file in _files(context):
        duties = _duties(context, file.policy, file.report.unit)
        for entry, statement in _entries(file):
            if duties and _task(statement) and not _reaches(duties, entry.subject):
                yield statement.finding(f"任务 {entry.task} 没有给“{file.report.unit}”")


def _duties(context: Context, policy: Policy, unit: str) -> set[str]:
    """The tasks and parts that reach a unit, and those whom it succeeded: as ``2`` and ``2.1``."""
    held = (each for each in context.graph.obligations(unit) if each.policy == policy.id)
    return {written for each in held for written in (str(each.item), each.item.task)}


def _reaches(duties: set[str], subject: Subject) -> bool:
    """Whether a subject is among these duties: a fact, and a part that shares the units of its task, with the task."""
    return str(subject.item) in duties or (
        subject.item.task in duties and bool(subject.about or subject.item.part)
    )


def reporting_dates(context: Context) -> Iterator[Finding]:
    """Nothing is reported before the document, nor completed after the day of the report."""
    for file in _files(context):
        issued, day = file.policy.metadata.issued, file.report.day
        if issued and day.first_day < issued.first_day:
            message = f"报送日期 {day} 早于成文日期 {issued}"
            yield Finding(file.path, ("day",), message, file.policy.id)
        for entry, statement in _entries(file):
            if entry.completed and entry.completed.first_day > day.first_day:
                message = f"完成日期 {entry.completed} 晚于报送日期 {day}"
                yield statement.finding(message, "completed")


def targets_reached(context: Context) -> Iterator[Finding]:
    """Of what a unit says is completed, its last figures reach the targets."""
    for _, files in groupby(_files(context), key=lambda file: file.policy.id):
        latest: dict[tuple[str, Subject], tuple[ProgressEntry, _Statement]] = {}
        for file in files:
            latest |= {(file.report.unit, each[0].subject): each for each in _entries(file)}
        for (unit, subject), (entry, statement) in latest.items():
            lacking = _lacking(statement, entry)
            whole = (latest.get((unit, Subject(item))) for item in (subject.item, subject.item.whole))
            statuses = [entry.status, *(each[0].status for each in whole if each)]
            if lacking and "completed" in statuses:
                where = f"任务 {subject.item} 报{_COMPLETED}"
                yield statement.finding(f"{where}，指标“{subject.quote}”{lacking}", "actual")


def _lacking(statement: _Statement, entry: ProgressEntry) -> str:
    """That an entry on a target does not reach it; empty where it does, or says nothing of it."""
    task = _task(statement)
    targets = [target for target in task.targets if target.quote == entry.quote] if task else []
    if entry.about != "target" or not targets:
        return ""
    if entry.whole is False:
        return "报的是没有做到"
    values = [value for value in targets[0].values if entry.measure in (None, value.unit)]
    if entry.actual is None or len(values) != 1 or values[0].reached_by(entry.actual):
        return ""
    return f"没有达到：实际值 {entry.actual:f}"


def decided_subjects(context: Context) -> Iterator[Finding]:
    """What was decided on is still there, and the unit that a decision is for has that duty."""
    for decision, statement in _decisions(context):
        if finding := _gone(statement):
            yield finding
        elif decision.unit:
            units = context.data.units
            duties = _duties(context, statement.policy, decision.unit)
            if not any(unit.name == decision.unit for unit in units):
                yield statement.finding(unknown_unit(decision.unit, units), "unit")
            elif not _reaches(duties, decision.subject):
                yield statement.finding(f"任务 {decision.task} 没有给“{decision.unit}”", "unit")


def decided_dates(context: Context) -> Iterator[Finding]:
    """Nothing is decided before the document, and an extension ends later than what it extends."""
    for decision, statement in _decisions(context):
        issued = statement.policy.metadata.issued
        if issued and decision.day.first_day < issued.first_day:
            name = DECISION_NAMES[decision.what]
            yield statement.finding(f"{name}的日期 {decision.day} 早于成文日期 {issued}", "day")
        if message := not_later(statement.policy, decision):
            yield statement.finding(message, "due")


def not_later(policy: Policy, decision: Decision) -> str:
    """That an extension ends no later than what it extends, the document's day or that of an extension before; else empty."""
    task = policy.by_identity.get(decision.task.task)
    if decision.due is None or task is None:
        return ""
    day = decision.due.first_day
    calendar = Calendar.of(policy)
    ends = [
        (last_days(due, deadline.before, deadline.quote).safe, deadline)
        for deadline in task.deadlines
        if decision.quote in (None, deadline.quote) and (due := calendar.end(deadline))
    ]
    if ends and all(end >= day for end, _ in ends):
        end, deadline = min(ends, key=lambda each: each[0])
        return f"延期到 {decision.due}，并不晚于原定的 {end}（“{deadline.quote}”）"
    before = [
        each
        for each in policy.decisions
        if each.due and each.subject == decision.subject and each.day.first_day < decision.day.first_day
        if each.unit in (None, decision.unit)
    ]
    last = max(before, key=lambda each: each.day, default=None)
    if last and last.due and last.due.first_day >= day:
        return f"延期到 {decision.due}，并不晚于 {last.day} 已经延到的 {last.due}"
    return ""


CHECKS = (
    Check(
        "progress-unit",
        "进展由登记了的单位填报，文件以单位的 id 为名",
        "warning",
        "改正 unit；文件名改成 units.yml 里这个单位的 id",
        reporting_units,
        whole=True,
    ),
    Check(
        "progress-subject",
        "进展报的任务、时限、指标、成果都还在",
        "warning",
        "文件修订后改了的，把 task、quote、measure 改成现在的；已经没有的，删去这一条",
        reported_subjects,
        whole=True,
    ),
    Check(
        "progress-duty",
        "单位报的是给了它的任务",
        "warning",
        "核对 task 和填报单位；报错了的删去这一条",
        reporting_duties,
        whole=True,
    ),
    Check(
        "progress-dates",
        "报送日期不早于成文日期，完成日期不晚于报送日期",
        "warning",
        "向填报单位核对日期，改正",
        reporting_dates,
        whole=True,
    ),
    Check(
        "progress-target",
        f"报{_COMPLETED}的，指标都达到了",
        "warning",
        "向填报单位核对状态和实际值；属实的，由督查部门决定是否销号",
        targets_reached,
        whole=True,
    ),
    Check(
        "decision-subject",
        "决定所对的任务、时限、指标、成果都还在，单位有这项任务",
        "warning",
        "把 task、quote、unit 改成现在的；不再有意义的，删去这一条",
        decided_subjects,
        whole=True,
    ),
    Check(
        "decision-dates",
        "决定不早于成文日期，延期晚于原定的日期",
        "warning",
        "核对 day 和 due",
        decided_dates,
        whole=True,
    ),
)
