"""A change in plain Chinese: its kind, and one sentence that says what was and what is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

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
    MetadataValue,
    OrderChanged,
    PolicyChanged,
    RoleChanged,
    SuccessionChanged,
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
from responsibility.diff.deadlines_targets import Calendars
from responsibility.language.dates import Calendar
from responsibility.language.similarity import grams, likeness, pair_up
from responsibility.model import (
    DELIVERABLE_KINDS,
    DOCUMENT_STATUSES,
    ROLE_NAMES,
    Basis,
    Deadline,
    LeadRule,
    PartialDate,
    Period,
    ReportRule,
    Rule,
    Section,
    StandingRule,
    Task,
)
from responsibility.views.phrases import deadline_words, period_words, target_words
from responsibility.views.succession import handed_on


class Message(NamedTuple):
    """How a type of change is told."""

    name: str
    """What a reader is told that the change is."""
    write: Callable[..., str]
    """Writes the sentence of a change of that type, given the periods of both editions as well."""


FIELD_NAMES = {
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
    "rules": "统一的规则",
    "outline": "章节目录",
    "status": "文件的状态",
    "status_since": "已完成、已废止的日期",
    "status_basis": "已完成、已废止的依据",
    "name": "单位名称",
}
"""What a reader is told that the ``field`` of a :class:`PolicyChanged` is."""


def words(change: AnyChange, calendars: Calendars) -> str:
    """The sentence of a change; where words of the document changed, what precedes them."""
    return MESSAGES[change.type].write(change, calendars)


def _from_to(old: str, new: str) -> str:
    """``由 甲 改为 乙``; only the one, where there is no other."""
    return f"由“{old}”改为“{new}”" if old and new else f"“{old or new}”"


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)


# ---------------------------------------------------------------- tasks


def _task(change: TaskAdded | TaskRemoved, _: Calendars) -> str:
    task = change.new if isinstance(change, TaskAdded) else change.old
    return "；".join(_assigned(task)) or "未明确单位"


def _assigned(task: Task) -> list[str]:
    """Who is assigned to a task: ``牵头单位：甲；责任单位：乙、丙``."""
    return [
        f"{task.item_id(item).part_label}{name}：{_listed(item.units(role))}"
        for item in task.with_parts
        for role, name in ROLE_NAMES.items()
        if item.units(role)
    ]


def _divided(change: TaskDivided, _: Calendars) -> str:
    verb = "合并" if change.type == "task_merged" else "拆分"
    return f"原任务 {_titles(change.old)} {verb}为任务 {_titles(change.new)}"


def _titles(tasks: Iterable[Task]) -> str:
    return _listed(f"{task.number}“{task.title}”" for task in tasks)


def _moved(change: TaskMoved, _: Calendars) -> str:
    if change.field == "section":
        return f"由 {change.old} 移到 {change.new}"
    return f"前后次序改变：原为第 {change.old} 项，现为第 {change.new} 项"


def _renumbered(change: TasksRenumbered, _: Calendars) -> str:
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


def _retitled(_: TaskRetitled, __: Calendars) -> str:
    return ""


# ---------------------------------------------------------------- units of an item


def _gained(change: UnitGained, _: Calendars) -> str:
    return f"{ROLE_NAMES[change.role]}增加 {change.unit}"


def _lost(change: UnitLost, _: Calendars) -> str:
    return f"{ROLE_NAMES[change.role]}减去 {change.unit}"


def _role(change: RoleChanged, _: Calendars) -> str:
    return f"{change.unit} 由{ROLE_NAMES[change.old.role]}改为{ROLE_NAMES[change.role]}"


def _order(change: OrderChanged, _: Calendars) -> str:
    return f"{ROLE_NAMES[change.role]}的次序改为：{_listed(change.new)}"


def _leaders(change: LeadersChanged, _: Calendars) -> str:
    old, new = (
        "；".join(f"{leader.role}：{_listed(leader.names)}" for leader in leaders)
        for leaders in (change.old, change.new)
    )
    return _from_to(old, new) if old and new else f"{'增加' if new else '去掉'}“{old or new}”"


# ---------------------------------------------------------------- deadlines, targets, deliverables


def _deadline(change: DeadlineAdded | DeadlineRemoved, calendars: Calendars) -> str:
    return _from_to(_time(change.old, calendars.old), _time(change.new, calendars.new))


def _deadline_changed(change: DeadlineChanged, calendars: Calendars) -> str:
    before, after = _time(change.old, calendars.old), _time(change.new, calendars.new)
    time = _from_to(before, after) if before != after else f"“{after}”"
    return time + _matter_changed(change.old.matter, change.new.matter)


def _matter_changed(old: str | None, new: str | None) -> str:
    """What is due, where the data says it and says something else; otherwise the words of the text say it."""
    if old == new:
        return ""
    if old and new:
        return f"，事项{_from_to(old, new)}"
    return f"，事项写明为“{new}”" if new else f"，不再写明事项“{old}”"


def _time(deadline: Deadline | None, calendar: Calendar) -> str:
    return deadline_words(deadline, calendar.period(deadline.period), calendar.year) if deadline else ""


def _target(change: TargetAdded | TargetRemoved, _: Calendars) -> str:
    target = change.new if isinstance(change, TargetAdded) else change.old
    return f"{target.indicator}：“{target_words(target)}”"


def _target_changed(change: TargetChanged, _: Calendars) -> str:
    old, new = change.old, change.new
    before, after = target_words(old), target_words(new)
    scope, baseline = _part("范围", old.scope, new.scope), _part("基数", old.baseline, new.baseline)
    if old.indicator != new.indicator:
        demand = _from_to(f"{old.indicator} {before}", f"{new.indicator} {after}")
    elif before != after:
        demand = f"{new.indicator}：{_from_to(before, after)}"
    else:
        return f"{new.indicator}（{after}）：{'，'.join(filter(None, (scope, baseline)))}"
    return "，".join(filter(None, (demand, scope)))


def _part(name: str, old: str | None, new: str | None) -> str:
    return "" if old == new else f"{name}{_from_to(old or '无', new or '无')}"


def _deliverable(change: DeliverableAdded | DeliverableRemoved, _: Calendars) -> str:
    deliverable = change.new if isinstance(change, DeliverableAdded) else change.old
    return f"“{deliverable.name}”（{DELIVERABLE_KINDS[deliverable.kind]}）"


def _deliverable_changed(change: DeliverableChanged, _: Calendars) -> str:
    old, new = change.old, change.new
    if old.kind == new.kind:
        return _from_to(old.name, new.name)
    names = f"“{new.name}”" if old.name == new.name else f"{_from_to(old.name, new.name)}，"
    return f"{names}类别{_from_to(DELIVERABLE_KINDS[old.kind], DELIVERABLE_KINDS[new.kind])}"


# ---------------------------------------------------------------- the rest


def _members(change: MembersChanged, _: Calendars) -> str:
    if change.new == "unlisted":
        return f"{change.unit}：不再列明成员"
    old = () if change.old == "unlisted" else change.old
    gained = [name for name in change.new if name not in old]
    lost = [name for name in old if name not in change.new]
    moves = "，".join(
        f"{verb} {_listed(names)}" for verb, names in (("增加", gained), ("减去", lost)) if names
    )
    return f"{change.unit}：{moves or '次序改为 ' + _listed(change.new)}"


def _succession(change: SuccessionChanged, _: Calendars) -> str:
    if change.new is None:
        return f"{change.unit}：不再由别的单位承接"
    what = handed_on(change.unit, change.new)
    return what if change.old is None else f"{what}；原为：{handed_on(change.unit, change.old)}"


def _text(change: TextChanged, _: Calendars) -> str:
    role = ROLE_NAMES.get(change.field.removesuffix("_open"))
    if not role:
        return ""
    if change.old and change.new:
        return f"{role}里的“等”字由{'、'.join(change.old)}之后移到{'、'.join(change.new)}之后"
    return f"{role}之后{'加' if change.new else '去'}“等”字"


def _policy(change: PolicyChanged, _: Calendars) -> str:
    name = FIELD_NAMES[change.field]
    if change.text:
        return name
    return name + ("，".join(_entry_changes(_entries(change.old), _entries(change.new))) or "次序改变")


STATUS_NAMES: Mapping[str, str] = {str(key): name for key, name in DOCUMENT_STATUSES.items()}
"""What a document can be, by what policy.yml says."""
_Entry = str | Section | Period | Basis | Rule


def _entries(value: MetadataValue) -> list[_Entry]:
    """The entries of a value of policy.yml; of a single value one, of none none."""
    if isinstance(value, PartialDate):
        return [value.chinese]
    if value is None or isinstance(value, str):
        return [value] if value else []
    return list(value)


def _entry_changes(olds: list[_Entry], news: list[_Entry]) -> Iterator[str]:
    """What changed of the entries: one that says another thing of the same is one change, 由…改为…."""
    gone, come = (
        [entry for entry in olds if entry not in news],
        [entry for entry in news if entry not in olds],
    )
    pairs = [(0, 0)] if len(gone) == len(come) == 1 else pair_up(gone, come, _alike, _keys)
    for old, new in pairs:
        before, after = _entry(gone[old]), _entry(come[new])
        yield _from_to(before, after) if before != after else f"“{after}”的原文改变"
    for verb, entries, paired in (
        ("去掉", gone, [old for old, _ in pairs]),
        ("加上", come, [new for _, new in pairs]),
    ):
        alone = [_entry(entry) for index, entry in enumerate(entries) if index not in paired]
        if alone:
            yield f"{verb}“{_listed(alone)}”"


def _alike(old: _Entry, new: _Entry) -> float:
    """How well two entries go together: by their names, and a little by the keys of sections."""
    alike = likeness(grams(_name(old)), grams(_name(new)))
    same_key = isinstance(old, Section) and isinstance(new, Section) and old.key == new.key
    return (0.7 * alike if alike >= 0.4 else 0) + 0.3 * same_key


def _keys(entry: _Entry) -> Iterator[str]:
    yield from grams(_name(entry))
    if isinstance(entry, Section):
        yield entry.key


def _name(entry: _Entry) -> str:
    match entry:
        case Section() | Basis():
            return entry.title
        case Period():
            return entry.name
        case LeadRule() | StandingRule() | ReportRule():
            return entry.quote
    return entry


def _entry(entry: _Entry) -> str:
    match entry:
        case Section():
            return f"{entry.key} {entry.title}"
        case Period():
            return f"{entry.name} {period_words(entry)}"
        case Basis():
            return f"{entry.title}（{entry.number}）" if entry.number else entry.title
        case LeadRule() | StandingRule() | ReportRule():
            units = () if isinstance(entry, LeadRule) else entry.units
            about = "、".join(filter(None, (*units, entry.section)))
            return f"{entry.quote}（{about}）" if about else entry.quote
    return STATUS_NAMES.get(entry, entry)


MESSAGES: dict[str, Message] = {
    "task_added": Message("新增任务", _task),
    "task_removed": Message("取消任务", _task),
    "task_split": Message("任务拆分", _divided),
    "task_merged": Message("任务合并", _divided),
    "task_moved": Message("任务移动", _moved),
    "task_renumbered": Message("重新编号", _renumbered),
    "task_retitled": Message("改标题", _retitled),
    "unit_gained": Message("增加单位", _gained),
    "unit_lost": Message("减去单位", _lost),
    "role_changed": Message("分工改变", _role),
    "order_changed": Message("排列次序", _order),
    "leaders_changed": Message("领导变动", _leaders),
    "deadline_added": Message("增加时限", _deadline),
    "deadline_removed": Message("取消时限", _deadline),
    "deadline_earlier": Message("时限提前", _deadline_changed),
    "deadline_later": Message("时限推后", _deadline_changed),
    "deadline_precision": Message("时限粗细", _deadline_changed),
    "deadline_changed": Message("时限改变", _deadline_changed),
    "target_added": Message("增加指标", _target),
    "target_removed": Message("取消指标", _target),
    "target_tightened": Message("指标收紧", _target_changed),
    "target_loosened": Message("指标放宽", _target_changed),
    "target_changed": Message("指标改变", _target_changed),
    "deliverable_added": Message("增加成果", _deliverable),
    "deliverable_removed": Message("取消成果", _deliverable),
    "deliverable_changed": Message("成果改变", _deliverable_changed),
    "members_changed": Message("成员改变", _members),
    "succession_changed": Message("机构改革", _succession),
    "text_changed": Message("原文修改", _text),
    "policy_changed": Message("文件要素", _policy),
}
"""Every type of change, in the order in which a summary counts them."""
