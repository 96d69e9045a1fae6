"""A diff applied: the old edition and the changes give the new one, in what the document says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from responsibility.data.loader import Data
from responsibility.diff.compare import BOOKKEEPING
from responsibility.diff.records import Change, Diff, plain
from responsibility.language.normalize import joined
from responsibility.language.textdiff import Segment
from responsibility.model import ROLES, Part, Policy, Task

Content = dict[str, Any]


def content(data: Data) -> Content:
    """What the document of each policy says, and who the members of collectives are."""
    return {
        "members": {unit.name: plain(unit.members) for unit in data.units},
        "policies": {policy.id: policy_content(policy) for policy in data.policies},
    }


def policy_content(policy: Policy) -> Content:
    facts = {name: plain(getattr(policy.metadata, name)) for name in type(policy.metadata).model_fields}
    kept = {name: value for name, value in facts.items() if name not in BOOKKEEPING}
    texts = {name: joined(value or "") for name, value in kept.items() if name in TEXTS}
    return {"facts": {**kept, **texts}, "tasks": {task.number: task_content(task) for task in policy.tasks}}


TEXTS = ("title", "notice_title", "addressees", "notice", "annotation", "preamble", "closing")


def task_content(task: Task) -> Content:
    return {
        "number": task.number,
        "title": task.title,
        "section": task.section,
        "items": {str(task.item_id(item)): item_content(item) for item in task.with_parts},
        "deadlines": sorted(map(meaning, task.deadlines)),
        "targets": sorted(map(meaning, task.targets)),
    }


def item_content(item: Task | Part) -> Content:
    units: Content = {role: list(item.units(role)) for role in ROLES}
    return {"text": joined(item.text or ""), "open": item.is_open("responsible"), **units}


def meaning(record: Any) -> str:
    """A deadline or target without the words that it quotes."""
    fields = record if isinstance(record, dict) else plain(record)
    return repr(sorted((key, value) for key, value in fields.items() if key != "quote"))


def patched(old: Content, diff: Diff) -> Content:
    """``old`` with all changes of ``diff`` made."""
    new: Content = {"members": dict(old["members"]), "policies": {}}
    for change in diff.changes:
        if change.type == "members_changed":
            new["members"][change.unit] = change.new
    for id_, policy in old["policies"].items():
        changes = [change for change in diff.changes if change.policy == id_]
        new["policies"][id_] = _policy(policy, changes)
    return new


def _policy(old: Content, changes: list[Change]) -> Content:
    facts = dict(old["facts"])
    tasks = {number: {**task, "items": dict(task["items"])} for number, task in old["tasks"].items()}
    renumbered: dict[str, str] = {}
    whole: list[Any] = []
    for change in changes:
        if change.type == "policy_changed" and change.field:
            facts[change.field] = _after(change.text) if change.field in TEXTS else change.new
        elif change.type == "task_renumbered":
            renumbered = dict(zip(change.old, change.new, strict=True))
        elif change.type in ("task_added", "task_removed", "task_split", "task_merged"):
            for record in _records(change.old):
                del tasks[record["number"]]
            whole += _records(change.new)
    for change in changes:
        number = _task(change)
        if number in tasks:
            _apply(tasks[number], change)
    added = [task_content(Task.model_validate(_strings(record))) for record in whole]
    done = [_renumber(task, renumbered) for task in tasks.values()]
    return {"facts": facts, "tasks": {task["number"]: task for task in (*done, *added)}}


def _records(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _strings(value: Any) -> Any:
    """As YAML is read: figures as text."""
    if isinstance(value, list):
        return [_strings(one) for one in value]
    if isinstance(value, dict):
        return {key: _strings(one) for key, one in value.items()}
    return value if isinstance(value, bool) else str(value)


def _apply(task: Content, change: Change) -> None:
    """Make one change of a task that both editions have; ids stay the old ones."""
    if change.type == "task_moved" and change.field == "section":
        task["section"] = change.new
    elif change.type == "task_retitled":
        task["title"] = _after(change.text)
    elif change.type.startswith(("deadline", "target")):
        facts = task[change.field or ""]
        if change.old:
            facts.remove(meaning(change.old))
        if change.new:
            facts.append(meaning(change.new))
        facts.sort()
    elif change.type == "text_changed" and change.field == "text":
        key = _key(change)
        empty: Content = {"open": False, **{role: [] for role in ROLES}}
        task["items"][key] = {**task["items"].get(key, empty), "text": _after(change.text)}
        if _parts(change) == (True, False):
            del task["items"][key]
    elif change.type == "text_changed" and _parts(change) != (True, False):
        task["items"][_key(change)]["open"] = change.new
    elif change.role and _parts(change) != (True, False):
        _apply_units(task["items"], change)


def _task(change: Change) -> str | None:
    item = change.task_old or change.task_new
    return item.task if item else None


def _parts(change: Change) -> tuple[bool, bool]:
    """Whether the change stands at a part in the old, and in the new edition."""
    old, new = (bool(item and item.part) for item in (change.task_old, change.task_new))
    return old, new


def _key(change: Change) -> str:
    """Where the item is kept while changes are made: under its old id, a new part under its new one."""
    return f"new {change.task_new}" if _parts(change) == (False, True) else str(change.task_old)


def _apply_units(items: Content, change: Change) -> None:
    key = _key(change)
    held = items[key] = {name: list(x) if isinstance(x, list) else x for name, x in items[key].items()}
    role = change.role or ""
    if change.type == "order_changed":
        kept = iter(change.new if isinstance(change.new, list) else [])
        held[role] = [next(kept) if name in change.old else name for name in held[role]]
        return
    if isinstance(change.old, dict):
        held[change.old["role"]].remove(change.unit)
    if isinstance(change.new, dict):
        held.setdefault("gained", []).append((role, change.new["place"], change.unit))


def _renumber(task: Content, renumbered: Mapping[str, str]) -> Content:
    number = renumbered.get(task["number"], task["number"])
    items = {}
    for key, held in task["items"].items():
        part = renumbered.get(key) or f"{number}.{key.split('.')[1]}" if "." in key else number
        new = key.removeprefix("new ") if key.startswith("new ") else part
        units: Content = {role: list(held[role]) for role in ROLES}
        for role, place, unit in sorted(held.get("gained", ())):
            units[role].insert(place - 1, unit)
        items[new] = {"text": held["text"], "open": held["open"], **units}
    return {**task, "number": number, "items": items}


def _after(text: tuple[Segment, ...]) -> str:
    return "".join(one.text for one in text if one.op != "delete")
