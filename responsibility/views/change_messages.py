"""A change in plain Chinese: its kind, and one sentence that says what was and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from responsibility.diff.deadlines_targets import Periods
from responsibility.diff.records import Change, ChangeType
from responsibility.model import ROLE_NAMES, Deadline, Target
from responsibility.views.phrases import deadline_words, target_words

TYPE_NAMES: dict[ChangeType, str] = {
    "task_added": "新增任务",
    "task_removed": "取消任务",
    "task_split": "任务拆分",
    "task_merged": "任务合并",
    "task_moved": "任务移动",
    "task_renumbered": "重新编号",
    "task_retitled": "改标题",
    "unit_gained": "增加单位",
    "unit_lost": "减去单位",
    "role_changed": "分工改变",
    "order_changed": "排列次序",
    "deadline_added": "增加时限",
    "deadline_removed": "取消时限",
    "deadline_earlier": "时限提前",
    "deadline_later": "时限推后",
    "deadline_precision": "时限粗细",
    "target_added": "增加指标",
    "target_removed": "取消指标",
    "target_tightened": "指标收紧",
    "target_loosened": "指标放宽",
    "target_changed": "指标改变",
    "members_changed": "成员改变",
    "text_changed": "原文修改",
    "policy_changed": "文件要素",
}
"""What a reader is told a change is, in the order in which a summary counts them."""

_FIELD_NAMES = {
    "policy": "文件的短名",
    "letterhead": "版头",
    "number": "发文字号",
    "notice_title": "通知的标题",
    "addressees": "主送机关",
    "notice": "通知的正文",
    "issuers": "印发机关",
    "issued": "成文日期",
    "title": "标题",
    "preamble": "第一章之前的文字",
    "annotation": "附注",
    "closing": "末尾的文字",
    "bases": "依据的文件",
    "periods": "设立的时期",
    "outline": "章节目录",
    "name": "单位名称",
}


def words(change: Change, old: Periods, new: Periods) -> str:
    """The sentence of a change; where words of the document changed, what precedes them.

    ``old`` and ``new`` look up the periods of the two editions.
    """
    kind = change.type.split("_")[0]
    if kind == "deadline":
        return _from_to(_deadline(change.old, old), _deadline(change.new, new))
    if kind == "target":
        return _target(change)
    if change.type in _WRITERS:
        return _WRITERS[change.type](change)
    return _unit(change)


def _from_to(old: str, new: str) -> str:
    """``由 甲 改为 乙``; only the one, where there is no other."""
    return f"由“{old}”改为“{new}”" if old and new else f"“{old or new}”"


def _deadline(record: Any, periods: Periods) -> str:
    if not record:
        return ""
    deadline = Deadline.model_validate(record)
    return deadline_words(deadline, periods(deadline.period))


def _target(change: Change) -> str:
    old, new = (Target.model_validate(one) if one else None for one in (change.old, change.new))
    before, after = (target_words(one) if one else "" for one in (old, new))
    indicator = (new or old).indicator  # type: ignore[union-attr]
    if old and new and old.indicator != new.indicator:
        before, after = f"{old.indicator} {before}", f"{new.indicator} {after}"
        return _from_to(before, after)
    if old and new and before == after:
        return f"{indicator}（{after}）：{_rest(old, new)}"
    return f"{indicator}：{_from_to(before, after)}"


def _rest(old: Target, new: Target) -> str:
    """What changed of a target whose figures stayed: its scope or its baseline."""
    names = {"scope": "范围", "baseline": "基数"}
    pairs = ((name, getattr(old, key) or "无", getattr(new, key) or "无") for key, name in names.items())
    return "，".join(f"{name}{_from_to(was, now)}" for name, was, now in pairs if was != now)


def _unit(change: Change) -> str:
    role = ROLE_NAMES[change.role] if change.role else ""
    if change.type == "role_changed":
        return f"{change.unit} 由{ROLE_NAMES[change.old['role']]}改为{role}"
    if change.type == "order_changed":
        return f"{role}的次序改为：{_listed(change.new)}"
    return f"{role}{'增加' if change.type == 'unit_gained' else '减去'} {change.unit}"


def _added(change: Change) -> str:
    return "；".join(_assigned(change.new or change.old)) or "没有写明单位"


def _assigned(record: Any) -> list[str]:
    """Who is assigned to a task: ``牵头单位：甲；责任单位：乙、丙``."""
    parts = [(f"（{part['number']}）", part) for part in record.get("parts", ())]
    found = []
    for label, item in [("", record), *parts]:
        for role, name in ROLE_NAMES.items():
            units = item.get(f"{role}_units")
            if units:
                found.append(f"{label}{name}：{_listed(units)}")
    return found


def _split(change: Change) -> str:
    return f"原任务 {_numbers(change.old)} 拆分为任务 {_numbers(change.new)}"


def _merged(change: Change) -> str:
    return f"原任务 {_numbers(change.old)} 合并为任务 {_numbers(change.new)}"


def _numbers(records: Any) -> str:
    return "、".join(f"{one['number']}“{one['title']}”" for one in records)


def _moved(change: Change) -> str:
    if change.field == "section":
        return f"由 {change.old} 移到 {change.new}"
    return f"前后次序改变：原为第 {change.old} 项，现为第 {change.new} 项"


def _renumbered(change: Change) -> str:
    """``13—19 改为 14—20；35 改为 34``: neighbours that moved alike as one run."""
    runs: list[list[tuple[str, str]]] = []
    for pair in zip(change.old, change.new, strict=True):
        if runs and _next(runs[-1][-1]) == pair:
            runs[-1].append(pair)
        else:
            runs.append([pair])
    return "；".join(f"{_run(run, 0)} 改为 {_run(run, 1)}" for run in runs)


def _next(pair: tuple[str, str]) -> tuple[str, ...]:
    """The pair that would follow in a run; nothing follows parts and safeguards."""
    return tuple(str(int(number) + 1) if number.isdecimal() else "" for number in pair)


def _run(run: list[tuple[str, str]], side: int) -> str:
    first, last = run[0][side], run[-1][side]
    return first if first == last else f"{first}—{last}"


def _members(change: Change) -> str:
    old, new = (one if isinstance(one, list) else [] for one in (change.old, change.new))
    if change.new == "unlisted":
        return f"{change.unit}：不再列明成员"
    gained = [name for name in new if name not in old]
    lost = [name for name in old if name not in new]
    told = [("增加 ", gained), ("减去 ", lost)]
    told_words = "，".join(f"{word}{_listed(names)}" for word, names in told if names)
    return f"{change.unit}：{told_words or '次序改为 ' + _listed(new)}"


def _text(change: Change) -> str:
    role = ROLE_NAMES.get((change.field or "").removesuffix("_open"))
    return f"{role}之后{'加' if change.new else '去'}“等”字" if role else ""


def _policy(change: Change) -> str:
    name = _FIELD_NAMES[change.field or ""]
    if change.text:
        return name
    old, new = (one if isinstance(one, list) else [one] if one else [] for one in (change.old, change.new))
    if len(old) == len(new) == 1:
        return f"{name}{_from_to(_entry(old[0]), _entry(new[0]))}"
    told = [
        ("去掉", [one for one in old if one not in new]),
        ("加上", [one for one in new if one not in old]),
    ]
    told_words = "，".join(f"{word}“{_listed(map(_entry, some))}”" for word, some in told if some)
    return f"{name}{told_words or '次序改变'}"


def _entry(value: Any) -> str:
    """An entry of a list in policy.yml in words: a heading, a superior document, a period."""
    if not isinstance(value, dict):
        return str(value)
    if "key" in value:
        return f"{value['key']} {value['title']}"
    if "start" in value:
        return f"{value['name']} {value['start']}—{value['end']}"
    number = f"（{value['number']}）" if value.get("number") else ""
    return f"{value['title']}{number}"


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


_WRITERS: dict[ChangeType, Callable[[Change], str]] = {
    "task_added": _added,
    "task_removed": _added,
    "task_split": _split,
    "task_merged": _merged,
    "task_moved": _moved,
    "task_renumbered": _renumbered,
    "task_retitled": lambda _: "",
    "members_changed": _members,
    "text_changed": _text,
    "policy_changed": _policy,
}
