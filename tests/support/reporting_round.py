"""A whole round of reports on whatever policies there are: every unit on everything that it has to do, day after day, in a fixed turn."""

from __future__ import annotations

from itertools import count
from typing import Any

import yaml

from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.graph import Graph
from responsibility.model import Policy, Task
from responsibility.model.progress import STATUS_SPECS, Subject
from responsibility.progress.subjects import subjects

STATUSES = (*STATUS_SPECS, "in_progress", "completed")
EVIDENCE = (
    ["https://example.gov.cn/zwgk/t20220518_1.html"],
    ["验收单.pdf", "http://example.gov.cn/a?b=1&c=2"],
)


def round_of_reports(files: Files, *days: str, words: str = "") -> Files:
    """``files`` with the reports of all units but every fifth for ``days``, and some decisions before the last of them.

    ``words`` stand behind every free text.
    """
    data = load(files)
    graph, turn = Graph(data), count()
    units = [unit for unit in data.units if not unit.collective]
    after = dict(files)
    for policy in data.policies:
        for day in days:
            for place, unit in enumerate(units):
                reached = {
                    (each.item.task, each.item)
                    for each in graph.obligations(unit.name)
                    if each.policy == policy.id
                }
                items = {item for _, item in reached}
                entries = [
                    _entry(task, subject, next(turn), words)
                    for task in policy.tasks
                    for subject in subjects(task)
                    if subject.item in items
                    or (subject.about and subject.item.task in {item.task for item in items})
                ]
                if entries and place % 5 != 4:
                    report = {"unit": unit.name, "day": day, "entries": entries}
                    after[f"{policy.id}/progress/{day}/{unit.id}.yml"] = _yaml(report)
        after[f"{policy.id}/decisions.yml"] = _yaml({"decisions": _decisions(policy, days[0], words)})
    return after


def _entry(task: Task, subject: Subject, turn: int, words: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"task": str(subject.item)}
    if subject.about:
        entry |= {"about": subject.about, "quote": subject.quote}
    if subject.about == "target":
        target = next(each for each in task.targets if each.quote == subject.quote)
        value = next((value for value in target.values if value.unit == subject.measure), None)
        if subject.measure:
            entry["measure"] = subject.measure
        entry |= {"actual": str(value.numbers[0] * (turn % 5) / 4)} if value else {"whole": turn % 2 == 0}
        return entry
    entry["status"] = STATUSES[turn % len(STATUSES)]
    if entry["status"] == "completed":
        entry["completed"] = "2022-03-31"
    if subject.about == "deliverable":
        entry["evidence"] = [piece + words for piece in EVIDENCE[turn % 2]]
    if not subject.about:
        entry |= {"progress": f"已完成前期工作。{words}", "next_steps": f"加快推进。{words}"}
        if turn % 3 == 0:
            entry["problems"] = f"资金缺口较大，配套资金尚未落实。{words}"
    return entry


def _decisions(policy: Policy, day: str, words: str) -> list[dict[str, str]]:
    decisions = []
    for turn, task in enumerate(policy.tasks):
        first = subjects(task)[0]
        decided = {"task": str(first.item), "day": day, "basis": f"督查室核查报告{words}"}
        if turn % 4 == 0:
            decisions.append({**decided, "what": "accepted"})
        elif turn % 4 == 1:
            decisions.append({**decided, "what": "extended", "due": "2030-12-31"})
        elif turn % 4 == 2:
            decisions.append({**decided, "what": "adjusted", "words": f"分两年完成{words}"})
    return decisions


def _yaml(record: dict[str, Any]) -> bytes:
    return yaml.safe_dump(record, allow_unicode=True, sort_keys=False).encode()
