"""销号、延期、调整: what the supervising office decides on a task, in its own file beside the tasks."""

from __future__ import annotations

from responsibility.data.loader import DECISIONS_FILE
from responsibility.data.yaml_edit import Tree
from responsibility.data.yaml_writer import dump
from responsibility.edit.desk import Desk, ImpossibleError, MissingError, plain, record_of, record_tree
from responsibility.edit.requests import Decide, Withdraw
from responsibility.model import Policy
from responsibility.model.decisions import DECISION_NAMES, Decision, Decisions
from responsibility.model.progress import ABOUT_NAMES, Subject
from responsibility.progress.subjects import subjects

_SCHEMA = "../../schema/decisions.schema.json"


def decisions_file(policy: str) -> str:
    """Where the decisions on a policy stand."""
    return f"{policy}/{DECISIONS_FILE}"


def decide(desk: Desk, action: Decide) -> str:
    """Write a decision behind those of its day and before. Raises ImpossibleError where it is none, or on nothing."""
    decision = record_of(Decision, plain(action.record))
    policy, task = desk.policy(action.policy), desk.task(action.policy, action.task)
    if decision.subject not in {subject._replace(measure="") for subject in subjects(task)}:
        raise ImpossibleError(f"任务 {action.task} 里没有这一条，不能对它作决定")
    if decision.unit and decision.unit not in {unit.name for unit in desk.data.units}:
        raise ImpossibleError(f"单位名录里没有“{decision.unit}”")
    put_decision(desk, policy, decision)
    return f"{DECISION_NAMES[decision.what]}：{_named(action.task, decision.subject)}"


def put_decision(desk: Desk, policy: Policy, decision: Decision) -> None:
    """Write a decision behind those of its day and before; the first one of a policy into a file of its own."""
    file = decisions_file(policy.id)
    if not policy.decisions and not desk.holds(file):
        desk.put(file, dump(Decisions(decisions=(decision,)), _SCHEMA))
        return
    entries: list[Tree] = desk.tree(file)["decisions"]
    later = (place for place, each in enumerate(entries) if str(each["day"]) > str(decision.day))
    entries.insert(next(later, len(entries)), record_tree(decision))


def withdraw(desk: Desk, action: Withdraw) -> str:
    """Take a decision on a task out of the file; with the last one the file goes. Raises MissingError."""
    policy, task = desk.policy(action.policy), desk.task(action.policy, action.task)
    decision = _decision(policy, action.index)
    if decision is None or decision.task.task != task.identity:
        raise MissingError(f"任务 {action.task} 没有这个决定")
    file = decisions_file(policy.id)
    if len(policy.decisions) == 1:
        desk.put(file, None)
    else:
        del desk.tree(file)["decisions"][action.index]
    return f"撤回{DECISION_NAMES[decision.what]}：{_named(action.task, decision.subject)}"


def _decision(policy: Policy, index: int) -> Decision | None:
    return policy.decisions[index] if index < len(policy.decisions) else None


def _named(number: str, subject: Subject) -> str:
    """The subject of a decision for a message: ``任务 2（1）的时限“…”``."""
    fact = f" 的{ABOUT_NAMES[subject.about]}“{subject.quote}”" if subject.about else ""
    return f"任务 {number}{subject.item.part_label}{fact}"
