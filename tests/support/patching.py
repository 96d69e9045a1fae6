"""A diff applied: the old edition and the changes give the new one, in what the document says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from responsibility.data.loader import Data
from responsibility.diff.changes import (
    AnyChange,
    DeadlineAdded,
    DeadlineChanged,
    DeadlineRemoved,
    DeliverableAdded,
    DeliverableChanged,
    DeliverableRemoved,
    LeadersChanged,
    MembersChanged,
    OrderChanged,
    PolicyChanged,
    RoleChanged,
    TargetAdded,
    TargetChanged,
    TargetRemoved,
    TaskAdded,
    TaskDivided,
    TaskMoved,
    TaskRemoved,
    TaskRetitled,
    TasksRenumbered,
    TextChanged,
    UnitGained,
    UnitLost,
)
from responsibility.diff.compare import BOOKKEEPING
from responsibility.diff.deadlines_targets import BOOKKEEPING as FACT_BOOKKEEPING
from responsibility.diff.records import Diff
from responsibility.language.normalize import joined
from responsibility.language.textdiff import Segment
from responsibility.model import ROLES, Deadline, Deliverable, Leader, Part, Policy, Target, Task

Content = dict[str, Any]


def content(data: Data) -> Content:
    """What the document of each policy says, and who the members of collectives are."""
    return {
        "members": {unit.name: unit.members for unit in data.units},
        "policies": {policy.id: policy_content(policy) for policy in data.policies},
    }


def policy_content(policy: Policy) -> Content:
    values = {name: getattr(policy.metadata, name) for name in type(policy.metadata).model_fields}
    kept = {name: value for name, value in values.items() if name not in BOOKKEEPING}
    texts = {name: joined(value or "") for name, value in kept.items() if name in TEXTS}
    tasks = {task.number: task_content(task) for task in policy.tasks}
    return {"metadata": {**kept, **texts}, "tasks": tasks}


TEXTS = ("title", "notice_title", "addressees", "notice", "annotation", "preamble", "closing")


def task_content(task: Task) -> Content:
    """What a task says; its items by the number of the part, "" for the task itself."""
    return {
        "number": task.number,
        "title": task.title,
        "section": task.section,
        "items": {task.item_id(item).part: item_content(item) for item in task.with_parts},
        "deadlines": sorted(map(meaning, task.deadlines)),
        "targets": sorted(map(meaning, task.targets)),
        "deliverables": sorted(map(meaning, task.deliverables)),
    }


def item_content(item: Task | Part) -> Content:
    units: Content = {role: list(item.units(role)) for role in ROLES}
    open_after = {f"{role}_open": item.open_after(role) for role in ROLES}
    return {
        "text": joined(item.text or ""),
        "closing": joined(item.closing or "") if isinstance(item, Task) else "",
        "open": open_after,
        "leaders": leader_names(item.leaders),
        **units,
    }


def leader_names(leaders: tuple[Leader, ...]) -> list[Content]:
    """Leaders without the words that are quoted."""
    return [leader.model_dump(exclude={"quote"}) for leader in leaders]


def meaning(record: Deadline | Target | Deliverable) -> str:
    """A deadline, target or deliverable without the words that it quotes."""
    return repr(sorted(record.model_dump(exclude={*FACT_BOOKKEEPING}, exclude_defaults=True).items()))


def patched(old: Content, diff: Diff) -> Content:
    """``old`` with all changes of ``diff`` made."""
    new: Content = {"members": dict(old["members"]), "policies": {}}
    for change in diff.changes:
        if isinstance(change, MembersChanged):
            new["members"][change.unit] = change.new
    for id_, policy in old["policies"].items():
        changes = [change for change in diff.changes if change.policy == id_]
        new["policies"][id_] = _policy(policy, changes)
    return new


def _policy(old: Content, changes: list[AnyChange]) -> Content:
    metadata = dict(old["metadata"])
    tasks = {number: {**task, "items": dict(task["items"])} for number, task in old["tasks"].items()}
    renumbered: dict[str, str] = {}
    added: list[Task] = []
    for change in changes:
        match change:
            case PolicyChanged(field=field):
                metadata[field] = _after(change.text) if field in TEXTS else change.new
            case TasksRenumbered():
                renumbered = dict(zip(change.old, change.new, strict=True))
            case TaskAdded():
                added.append(change.new)
            case TaskRemoved():
                del tasks[change.old.number]
            case TaskDivided():
                added.extend(change.new)
                for task in change.old:
                    del tasks[task.number]
    for change in changes:
        number = change.number_old or change.number_new
        if number in tasks:
            _apply(tasks[number], change)
    done = [*(_renumber(task, renumbered) for task in tasks.values()), *map(task_content, added)]
    return {"metadata": metadata, "tasks": {task["number"]: task for task in done}}


def _apply(task: Content, change: AnyChange) -> None:
    """Make one change of a task that both editions have; items stay under their old parts."""
    removed = _parts(change) == (True, False)
    match change:
        case TaskMoved(field="section"):
            task["section"] = change.new
        case TaskRetitled():
            task["title"] = _after(change.text)
        case (
            DeadlineAdded()
            | DeadlineRemoved()
            | DeadlineChanged()
            | TargetAdded()
            | TargetRemoved()
            | TargetChanged()
            | DeliverableAdded()
            | DeliverableRemoved()
            | DeliverableChanged()
        ):
            meanings = task[change.field]
            if change.old:
                meanings.remove(meaning(change.old))
            if change.new:
                meanings.append(meaning(change.new))
            meanings.sort()
        case TextChanged(field="text"):
            key = _key(change)
            empty: Content = {
                "open": {f"{role}_open": () for role in ROLES},
                "leaders": [],
                "closing": "",
                **{role: [] for role in ROLES},
            }
            task["items"][key] = {**task["items"].get(key, empty), "text": _after(change.text)}
            if removed:
                del task["items"][key]
        case TextChanged(field="closing"):
            key = _key(change)
            task["items"][key] = {**task["items"][key], "closing": _after(change.text)}
        case TextChanged() if not removed:
            item = task["items"][_key(change)]
            task["items"][_key(change)] = {**item, "open": {**item["open"], change.field: change.new}}
        case LeadersChanged() if not removed:
            item = task["items"][_key(change)]
            task["items"][_key(change)] = {**item, "leaders": leader_names(change.new)}
        case UnitGained() | UnitLost() | RoleChanged() | OrderChanged() if not removed:
            _apply_units(task["items"], change)


def _parts(change: AnyChange) -> tuple[bool, bool]:
    """Whether the change stands at a part in the old, and in the new edition."""
    old, new = (bool(item and item.part) for item in (change.task_old, change.task_new))
    return old, new


def _key(change: AnyChange) -> str:
    """Where the item is kept while changes are made: under its old part, a new part under its new one."""
    assert change.task_old
    assert change.task_new
    return f"new {change.task_new.part}" if _parts(change) == (False, True) else change.task_old.part


def _apply_units(items: Content, change: UnitGained | UnitLost | RoleChanged | OrderChanged) -> None:
    key = _key(change)
    item = items[key] = {name: list(x) if isinstance(x, list) else x for name, x in items[key].items()}
    if isinstance(change, OrderChanged):
        kept = iter(change.new)
        item[change.role] = [next(kept) if name in change.old else name for name in item[change.role]]
        return
    if change.old:
        item[change.old.role].remove(change.unit)
    if change.new:
        item.setdefault("gained", []).append((change.role, change.new.place, change.unit))


def _renumber(task: Content, renumbered: Mapping[str, str]) -> Content:
    items = {}
    for key, item in task["items"].items():
        moved = renumbered.get(f"{task['number']}.{key}")
        part = moved.split(".")[1] if moved else key.removeprefix("new ")
        units: Content = {role: list(item[role]) for role in ROLES}
        for role, position, unit in sorted(item.get("gained", ())):
            units[role].insert(position - 1, unit)
        items[part] = {**{key: item[key] for key in ("text", "closing", "open", "leaders")}, **units}
    return {**task, "number": renumbered.get(task["number"], task["number"]), "items": items}


def _after(text: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in text if segment.op != "delete")
