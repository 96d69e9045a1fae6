"""Tasks and what stands around them: other keys, what is settled, what comes, goes and moves."""

from __future__ import annotations

from responsibility import checks
from responsibility.data.explaining import short
from responsibility.edit.clauses_kept import Clauses
from responsibility.edit.desk import Desk, ImpossibleError, MissingError, set_keys
from responsibility.edit.requests import Finish, SetPolicy, SetTask, Settle, Waive
from responsibility.model import ROLES
from responsibility.model.item_ids import ItemId
from responsibility.progress import typed

_UNITS = tuple(f"{role}_units" for role in ROLES)
_OWN_ACTIONS = ("number", "text", "parts", "deadlines", "targets", "deliverables", "other_figures", "draft")
"""Keys of a task that other actions change."""
_POLICY_KEYS = (
    *("letterhead", "number", "notice_title", "addressees", "notice", "issuers", "issued", "issued_written"),
    *("title", "preamble", "annotation", "closing"),
)


def describe(desk: Desk, action: SetTask) -> str:
    """Set keys of a task or a part; the clause that the document has stays written."""
    tree = desk.item(action.policy, action.task, action.part)
    if forbidden := [key for key in action.set if key in _OWN_ACTIONS]:
        raise ImpossibleError(f"任务的“{'、'.join(forbidden)}”不能在这里改")
    set_keys(tree, action.set)
    if action.set.get("clause") == "":
        tree["clause"] = ""
    if action.set.get("heading") == "":
        tree["heading"] = ""
    if any(key in _UNITS for key in action.set):
        task = desk.task(action.policy, action.task)
        part = next((part for part in task.parts if part.number == action.part), None)
        Clauses(desk.policy(action.policy)).keep(task, part or task, tree)
    where = f"任务 {action.task}" + (f" 第 {action.part} 部分" if action.part else "")
    return f"改{where}的{'责任分工' if set(action.set) <= {*_UNITS, 'clause', 'leaders'} else '要素'}"


def settle(desk: Desk, action: Settle) -> str:
    """Take an entry out of ``unsettled``."""
    entries = desk.policy_tree(action.policy).get("unsettled", [])
    if action.index >= len(entries):
        raise MissingError(f"没有第 {action.index + 1} 条待核")
    entry = entries.pop(action.index)
    return f"定下：{short(entry['what'])}"


def waive(desk: Desk, action: Waive) -> str:
    """Accept what a check finds, with the reason. Raises ImpossibleError for a check that allows no exception, or a task that is none."""
    if not any(check.name == action.check and check.waivable for check in checks.ALL):
        raise ImpossibleError(f"“{typed.shown(action.check)}”不能作例外")
    tasks = desk.policy(action.policy).tasks
    if action.task and not any(
        ItemId.parse(action.task).task in (task.number, task.identity) for task in tasks
    ):
        raise ImpossibleError(f"没有任务 {typed.shown(action.task)}，不能对它作例外")
    given = {"check": action.check, "task": action.task, "contains": action.contains, "why": action.why}
    entry: dict[str, str] = {}
    set_keys(entry, given)
    desk.policy_tree(action.policy).setdefault("waivers", []).append(entry)
    return f"例外：{action.why}"


def describe_policy(desk: Desk, action: SetPolicy) -> str:
    """Set simple keys of ``policy.yml``."""
    if forbidden := [key for key in action.set if key not in _POLICY_KEYS]:
        raise ImpossibleError(f"文件的“{'、'.join(forbidden)}”不能在这里改")
    set_keys(desk.policy_tree(action.policy), action.set)
    return "改文件的要素"


def finish(desk: Desk, action: Finish) -> str:
    """Take ``draft`` off a policy."""
    tree = desk.policy_tree(action.policy)
    if "draft" not in tree:
        raise ImpossibleError("这份文件已经定稿")
    del tree["draft"]
    return f"定稿：{desk.policy(action.policy).metadata.title}"
