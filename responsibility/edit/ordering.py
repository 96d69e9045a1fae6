"""Tasks that come, go and move among the numbered ones; the others are numbered anew, see ``revising.renumber``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from responsibility.data.loader import POLICY_FILE, load
from responsibility.data.yaml_writer import dump
from responsibility.edit.desk import Desk, ImpossibleError, plain, record_of
from responsibility.edit.journal import changed, difference
from responsibility.edit.requests import InsertTask, MoveTask, RemoveTask
from responsibility.model import ItemId, Policy, Task
from responsibility.revising.renumber import REFERRING, file_name, renumbered
from responsibility.revising.reports import named
from responsibility.revising.succession import free_identity

_SCHEMA = "../../schema/task.schema.json"


def insert(desk: Desk, action: InsertTask) -> str:
    """Write a new task before another, or behind all numbered ones."""
    policy = desk.policy(action.policy)
    number = action.before or _behind(policy)
    if action.before:
        desk.task(policy.id, action.before)
        _renumber(desk, policy, "insert", action.before)
    identities = {*named(policy), *(task.identity for task in policy.tasks)}
    values = {"section": _section(policy, action.before), **plain(action.task), "number": number}
    if number in identities and "id" not in values:
        values["id"] = free_identity(number, identities)
    task = record_of(Task, values)
    desk.put(_path(policy, number), dump(task, _SCHEMA))
    return f"插入任务 {number} {task.title}"


def _behind(policy: Policy) -> str:
    return str(max((int(task.number) for task in policy.tasks if not task.safeguard), default=0) + 1)


def _section(policy: Policy, before: str | None) -> str:
    """The section in which a new task most likely stands: that of the one behind it, or of the last numbered one."""
    own = [task.section for task in policy.tasks if task.number == before or not (before or task.safeguard)]
    return own[-1] if own else policy.metadata.outline[-1].key


def _path(policy: Policy, number: str) -> str:
    return f"{policy.id}/{file_name(number)}"


def remove(desk: Desk, action: RemoveTask) -> str:
    """Take a task out."""
    policy, task = desk.policy(action.policy), desk.task(action.policy, action.task)
    _renumber(desk, policy, "remove", task.number)
    return f"删去任务 {task.number} {task.title}"


def move(desk: Desk, action: MoveTask) -> str:
    """Let a task stand before another, or behind all numbered ones; what names it goes on naming it."""
    policy, task = desk.policy(action.policy), desk.task(action.policy, action.task)
    if action.before == task.number:
        raise ImpossibleError("移到的还是原处")
    if action.before:
        behind = desk.task(policy.id, action.before)
        if behind.safeguard != task.safeguard:
            raise ImpossibleError("有编号的任务和没有编号的保障措施各排各的")
    files = changed(desk.files, renumbered(desk.files, desk.data, policy, "remove", task.number).change)
    shorter = next(each for each in load(files).policies if each.id == policy.id)
    identity = desk.task(policy.id, action.before).identity if action.before else None
    at = next((each.number for each in shorter.tasks if each.identity == identity), None)
    if at is None:
        at = _behind(shorter)
    else:
        files = changed(files, renumbered(files, load(files), shorter, "insert", at).change)
    own = desk.data.task_files[policy.id, task.number]
    files = {**files, _path(policy, at): desk.files[own]}
    for path, content in difference(desk.files, files).items():
        if not path.endswith(f"/{POLICY_FILE}"):
            desk.put(path, content)
    tree = desk.tree(_path(policy, at))
    tree |= {"number": at, "id": task.identity}
    tasks = next(each.tasks for each in load(files).policies if each.id == policy.id)
    numbers = {each.identity: each.number for each in tasks} | {task.identity: at}
    about = desk.policy_tree(policy.id)
    for entry in (entry for field in REFERRING for entry in about.get(field, ())):
        _follow(entry, policy, numbers)
    return f"任务 {task.number} {task.title}移为第 {at} 项"


def _follow(entry: dict[str, Any], policy: Policy, numbers: Mapping[str, str]) -> None:
    """Let an entry of policy.yml that names a task by its number name it by the new one."""
    written = entry.get("task")
    by_number = {task.number: task for task in policy.tasks}
    item = ItemId.parse(written or "")
    if written and item.task in by_number:
        entry["task"] = str(item._replace(task=numbers[by_number[item.task].identity]))


def _renumber(desk: Desk, policy: Policy, verb: Any, at: str) -> None:
    for path, content in renumbered(desk.files, desk.data, policy, verb, at).change.items():
        desk.put(path, content)
