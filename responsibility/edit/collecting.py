"""Ledgers that came back into a project's data, on the disk: all that they say in one step, or nothing of it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from responsibility.advance import Advance, counted, silent
from responsibility.build.checking import need_a_policy
from responsibility.build.contacts import read_contacts
from responsibility.build.project import Project
from responsibility.data.folder import Change, Files
from responsibility.data.loader import PROGRESS_FOLDER, Data
from responsibility.data.plain_files import MAX_BYTES
from responsibility.data.yaml_writer import dump
from responsibility.edit.commits import is_kept_in_git
from responsibility.edit.deciding import put_decision
from responsibility.edit.desk import Desk
from responsibility.edit.ledger_files import LedgerFiles
from responsibility.edit.store import Store
from responsibility.errors import ResponsibilityError
from responsibility.model import Policy
from responsibility.model.contacts import Contact, UnitContacts
from responsibility.model.dates import PartialDate
from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import ProgressEntry, Subject, UnitProgress
from responsibility.outputs.report import problem_lines
from responsibility.progress.collected import Collected, ReportKey, Told
from responsibility.progress.collecting import Collector
from responsibility.progress.returned import Remark
from responsibility.progress.subjects import subjects
from responsibility.progress.untouched import untouched

_SCHEMA = "../../../../schema/progress.schema.json"
_ONCE = ("accepted",)
"""What is decided on a subject only once."""


class CollectError(ResponsibilityError):
    """Nothing was written; the message says why."""


class Counts(NamedTuple):
    """How many entries of a report are new, changed, or as they were."""

    rows: int
    """Entries that the ledgers have."""
    new: int
    changed: int


@dataclass
class Collection:
    """What was collected."""

    remarks: list[Remark]
    files: int
    """Workbooks that were opened."""
    reports: dict[ReportKey, Counts] = field(default_factory=dict)
    """Of each ledger that was read, those with nothing filled in too."""
    touched: set[tuple[str, datetime.date]] = field(default_factory=set)
    """The units, by day, that filled in something that was not taken, or named somebody."""
    decisions: int = 0
    """Decisions that are new."""
    contacts: int = 0
    """Files of contacts that are to hold something else."""
    data: Data | None = None
    """The data with all of it."""
    change: Change = field(default_factory=dict)


def collect(
    project: Project,
    paths: Iterable[Path],
    day: datetime.date | None = None,
    dry: bool = False,
    with_contacts: bool = False,
    advance: Advance = silent,
) -> Collection:
    """Read what lies at ``paths`` and write ``progress/DAY/UNIT.yml`` and ``decisions.yml`` of each policy.

    ``day`` is the reporting day, whatever the ledgers say. With ``dry`` nothing is written. Raises
    ResponsibilityError; then nothing was written.
    """
    if with_contacts and is_kept_in_git(project.contacts):
        raise CollectError(
            "责任人和电话不能进 git，而 git 现在会收 private/：什么也没有写。请先运行 zeren upgrade，由它补上 .gitignore"
        )
    store = Store(project)
    files, data = store.read()
    need_a_policy(data)
    if data.problems:
        raise CollectError("先把现有的数据改好：\n" + "\n".join(problem_lines(data.problems)))
    handed_over = LedgerFiles().read(paths, advance)
    collector = Collector(data, day, with_contacts)
    for returned in counted(handed_over.returned, "份台账", advance):
        collector.take(returned)
    collected = collector.collected
    result = Collection([*handed_over.remarks, *collected.remarks], len(handed_over.returned))
    _leave_untouched(result, collected, data)
    result.touched = collected.touched
    for policy in data.policies:
        result.change |= _reports(result, collected, policy, data, files)
        result.change |= _decisions(result, collected, policy, Desk(files, data))
    after = {**files, **{path: content for path, content in result.change.items() if content is not None}}
    result.data = store.loaded(after) if result.change else data
    contacts = _contact_files(project, collected, data)
    result.contacts = len(contacts)
    if dry:
        return result
    if result.change or contacts:
        store.save(files, result.change, _message(result), contacts=contacts)
    return result


def _leave_untouched(result: Collection, collected: Collected, data: Data) -> None:
    """Take nothing of ledgers that came back as they went out, and tell of them."""
    for each in list(untouched(collected, data)):
        for report in each.reports:
            del collected.reports[report]
        words = f"与上次（{each.before}）报的完全一样，没有改动，按交回未填计：确实没有变化的，请在“进展情况”里写明"
        result.remarks.append(Remark(each.file, "", words))


def _message(result: Collection) -> str:
    days = "、".join(sorted({str(report.day) for report in result.reports}))
    units = len({report.unit for report in result.reports})
    parts = [f"收台账 {days}：{units} 个单位"] if units else []
    parts += [f"决定 {result.decisions} 条"] if result.decisions else []
    return "，".join(parts) or "收台账"


# ---------------------------------------------------------------- reports


def _reports(result: Collection, collected: Collected, policy: Policy, data: Data, files: Files) -> Change:
    """The files of what units report on a policy that are to hold something else."""
    order = {subject: place for place, subject in enumerate(_all_subjects(policy))}
    ids = {unit.name: unit.id for unit in data.units}
    change: Change = {}
    for report in dict.fromkeys(each for each in collected.taken if each.policy == policy.id):
        before = next(
            (each for each in policy.progress if (each.unit, each.day.last_day) == (report.unit, report.day)),
            None,
        )
        new = {subject: each.value for subject, each in collected.reports.get(report, {}).items()}
        old = {entry.subject: entry for entry in before.entries} if before else {}
        result.reports[report] = Counts(
            len(new),
            sum(subject not in old for subject in new),
            sum(subject in old and old[subject] != entry for subject, entry in new.items()),
        )
        entries = sorted({**old, **new}.values(), key=lambda entry: order.get(entry.subject, len(order)))
        after = _progress(
            report, entries, collected.editions.get(report) or (before.edition if before else None)
        )
        if not entries or after == before:
            continue
        path = f"{policy.id}/{PROGRESS_FOLDER}/{report.day}/{ids[report.unit]}.yml"
        content = dump(after, _SCHEMA)
        if len(content) > MAX_BYTES:
            words = f"报的内容超过 {MAX_BYTES // 1_000_000} MB，这个单位的没有收"
            result.remarks.append(Remark(report.unit, "", words))
        elif content != files.get(path):
            change[path] = content
    return change


def _progress(report: ReportKey, entries: list[ProgressEntry], edition: str | None) -> UnitProgress:
    day = PartialDate(report.day.year, report.day.month, report.day.day)
    return UnitProgress(unit=report.unit, day=day, edition=edition, entries=tuple(entries))


def _all_subjects(policy: Policy) -> Iterator[Subject]:
    for task in policy.tasks:
        yield from subjects(task)


# ---------------------------------------------------------------- decisions


def _decisions(result: Collection, collected: Collected, policy: Policy, desk: Desk) -> Change:
    """The file of the decisions on a policy with those that are new; of those that contradict another none, which is told."""
    rows = {row.value: row for row in reversed(collected.decisions.get(policy.id, ()))}
    new = [row for decision, row in reversed(rows.items()) if decision not in policy.decisions]
    for row in sorted(new, key=lambda each: each.value.day):
        decision = row.value
        known = next((each for each in policy.decisions if _contradicts(each, decision)), None)
        beside = next((each for each in new if _contradicts(each.value, decision)), None)
        if known:
            other = f"已有的{DECISION_NAMES[known.what]}（{known.day}，{known.basis}）不同，没有读入"
        elif beside:
            other = f"{beside.file} {beside.where} 的{DECISION_NAMES[beside.value.what]}（{beside.value.day}）不同，两处都没有读入"
        else:
            put_decision(desk, policy, decision)
            result.decisions += 1
            continue
        words = f"{DECISION_NAMES[decision.what]}（{decision.day}）与{other}"
        result.remarks.append(Remark(row.file, row.where, words))
    return desk.change()


def _contradicts(first: Decision, second: Decision) -> bool:
    """Whether two decide otherwise of the same subject and unit: on one day, or what is decided once and for all.

    What is adjusted on a day may be extended or accepted on it too.
    """
    if first == second or (first.subject, first.unit) != (second.subject, second.unit):
        return False
    if first.what == second.what:
        return first.day == second.day or first.what in _ONCE
    return first.day == second.day and "adjusted" not in (first.what, second.what)


# ---------------------------------------------------------------- contacts


def _contact_files(project: Project, collected: Collected, data: Data) -> Change:
    """The files of whom units named that are to hold something else, one a report, below ``private/contacts/``.

    What a later ledger leaves empty stays.
    """
    ids = {unit.name: unit.id for unit in data.units}
    change: Change = {}
    for report, named in collected.contacts.items():
        path = f"{report.policy}/{report.day}/{ids[report.unit]}.yml"
        file = project.contacts / path
        content = dump(_contacts(report, named, read_contacts(file)))
        if not file.is_file() or file.read_bytes() != content:
            change[path] = content
    return change


def _contacts(
    report: ReportKey, named: dict[Subject, Told[Contact]], before: UnitContacts | None
) -> UnitContacts:
    old = {contact.subject: contact for contact in before.contacts} if before else {}
    contacts = {**old, **{subject: each.value for subject, each in named.items()}}
    day = PartialDate(report.day.year, report.day.month, report.day.day)
    return UnitContacts(unit=report.unit, day=day, contacts=tuple(contacts.values()))
