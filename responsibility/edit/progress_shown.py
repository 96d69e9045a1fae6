"""What units reported on a task, to be read beside it, and what the supervising office decided on it, to be changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from responsibility.data.loader import Data
from responsibility.edit.deciding import decisions_file
from responsibility.graph import Graph
from responsibility.model import Policy, Task
from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import ABOUT_NAMES, STATUS_SPECS, WHOLE_NAME, ProgressEntry, Subject
from responsibility.progress.achievement import actual_words
from responsibility.progress.ledger_columns import EVIDENCE_BETWEEN, REPORTED
from responsibility.progress.subjects import subjects
from responsibility.proof import display_label

Json = dict[str, Any]


def progress_json(policy: Policy, task: Task, graph: Graph) -> Json:
    """The subjects of a task, whom it reaches, the decisions with their place in the file, and all reports, newest first."""
    decided = dict.fromkeys(subject._replace(measure="") for subject in subjects(task))
    return {
        "file": decisions_file(policy.id),
        "subjects": [
            {
                "task": str(subject.item),
                "about": subject.about or "",
                "quote": subject.quote,
                "name": subject_name(subject),
            }
            for subject in decided
        ],
        "units": list(dict.fromkeys(each.unit for each in graph.units_of(policy.id, task.identity))),
        "decisions": [
            {
                "index": index,
                "what": DECISION_NAMES[decision.what],
                "subject": subject_name(decision.subject),
                "unit": decision.unit,
                "day": str(decision.day),
                "basis": decision.basis,
                "due": str(decision.due) if decision.due else None,
                "words": decision.words,
            }
            for index, decision in enumerate(policy.decisions)
            if decision.task.task == task.identity
        ],
        "reports": list(_reports(policy, task)),
    }


def subject_name(subject: Subject) -> str:
    """``任务``, ``（1）``, ``时限“2023年底前”``, ``（1）成果“……”``."""
    part = subject.item.part_label
    if not subject.about:
        return part or WHOLE_NAME
    return f"{part}{ABOUT_NAMES[subject.about]}“{subject.quote}”"


def _reports(policy: Policy, task: Task) -> Iterator[Json]:
    for report in sorted(policy.progress, key=lambda report: str(report.day), reverse=True):
        for entry in report.entries:
            if entry.task.task == task.identity:
                yield {
                    "unit": report.unit,
                    "day": str(report.day),
                    "subject": subject_name(entry.subject),
                    "status": f"{spec.sign} {spec.name}"
                    if entry.status and (spec := STATUS_SPECS[entry.status])
                    else "",
                    "lines": list(_lines(entry)),
                }


def _lines(entry: ProgressEntry) -> Iterator[tuple[str, str]]:
    """What an entry says besides its status: the column of a ledger, and the words in it."""
    values: dict[str, str | None] = {
        "actual": actual_words(entry),
        "completed": entry.completed.chinese if entry.completed else None,
        "progress": entry.progress,
        "problems": entry.problems,
        "next_steps": entry.next_steps,
        "evidence": EVIDENCE_BETWEEN.join(entry.evidence),
    }
    for column, field in REPORTED.items():
        if words := values.get(field):
            yield column, words


def reporting_changes(before: Data, after: Data) -> Iterator[str]:
    """What differs between two states in decisions and reports, a line each; reports of a day are counted."""
    old = {policy.id: policy for policy in before.policies}
    for policy in after.policies:
        earlier = old.get(policy.id)
        decided = set(earlier.decisions) if earlier else set()
        for sign, decisions in (
            ("新的决定", [each for each in policy.decisions if each not in decided]),
            (
                "撤回决定",
                [each for each in earlier.decisions if each not in policy.decisions] if earlier else [],
            ),
        ):
            yield from (f"{sign}：{_decision_line(policy, each)}" for each in decisions)
        reported = set(earlier.progress) if earlier else set()
        days = Counter(str(report.day) for report in policy.progress if report not in reported)
        for day, units in sorted(days.items()):
            yield f"{policy.metadata.name} {day} 报送的进展：{units} 个单位"


def _decision_line(policy: Policy, decision: Decision) -> str:
    label = next(
        (display_label(task) for task in policy.tasks if task.identity == decision.task.task),
        decision.task.task,
    )
    subject = subject_name(decision.subject)
    about = "" if subject == WHOLE_NAME else f"的{subject}"
    return f"任务 {label}{about}：{DECISION_NAMES[decision.what]}（{decision.day}，依据：{decision.basis}）"
