"""Checks of what stands where: numbers, sections, the registry, facts that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context, in_policy, unknown_unit
from responsibility.data.loader import UNITS_FILE
from responsibility.language.near_names import perhaps
from responsibility.language.normalize import normalise
from responsibility.model import Policy, Task
from responsibility.model.problems import Check, Finding
from responsibility.proof import display_label, task_heading


def identities(context: Context) -> Iterator[Finding]:
    """No ``id`` is what another task goes by: its ``id``, or its number where it has none.

    An ``id`` may be a number that another task has now, if that one has an ``id`` of its own: so a task
    keeps its address when one is inserted before it.
    """
    for policy in context.data.policies:
        by_number = {task.number: task for task in policy.tasks if task.id is None}
        by_id: dict[str, Task] = {}
        for task in policy.tasks:
            if task.id is None:
                continue
            if other := by_id.get(task.id):
                message = f"id“{task.id}”已是任务 {display_label(other)}（{other.title}）的 id"
            elif other := by_number.get(task.id):
                message = f"id“{task.id}”是另一任务（{other.title}）的序号，它没有自己的 id"
            else:
                by_id[task.id] = task
                continue
            yield context.in_task(policy, task, ("id",), message)


def labels(context: Context) -> Iterator[Finding]:
    """A number that is written otherwise stands at the head of the task."""
    for policy, task in context.tasks():
        if task.label and not normalise(task_heading(task)).startswith(normalise(task.label)):
            message = f"“{task.label}”不在标题“{task_heading(task)[:20]}”之首"
            yield context.in_task(policy, task, ("label",), message)


def sections(context: Context) -> Iterator[Finding]:
    """Each task's section is in the outline."""
    for policy, task in context.tasks():
        if policy.section(task.section) is None:
            near = perhaps(task.section, (section.key for section in policy.metadata.outline))
            message = f"policy.yml 的 outline 里没有章节“{task.section}”{near}"
            yield context.in_task(policy, task, ("section",), message)


def outline(context: Context) -> Iterator[Finding]:
    """Each key of the outline once, and after its chapter."""
    for policy in context.data.policies:
        seen: set[str] = set()
        for index, section in enumerate(policy.metadata.outline):
            keys = ("outline", index, "key")
            if section.key in seen:
                yield in_policy(policy, keys, f"章节“{section.key}”写了两次")
            elif section.above and section.above not in seen:
                yield in_policy(policy, keys, f"“{section.key}”之前没有“{section.above}”这一章节")
            seen.add(section.key)


def registry(context: Context) -> Iterator[Finding]:
    """Names, aliases and ids of units are each held once, width and case aside."""
    holders: dict[str, str] = {}
    for index, unit in enumerate(context.data.units):
        aliases = (("aliases", alias) for alias in unit.aliases)
        for key, label in (("name", unit.name), ("id", unit.id), *aliases):
            form = normalise(label).casefold()
            if form in holders:
                message = f"“{label}”已是“{holders[form]}”的名称、别名或短名"
                yield Finding(UNITS_FILE, ("units", index, key), message)
            holders.setdefault(form, unit.name)


def kinds(context: Context) -> Iterator[Finding]:
    """A unit's kind is one of the registry's."""
    names = {kind.id: kind.name for kind in context.data.kinds}
    for index, unit in enumerate(context.data.units):
        if unit.kind not in names:
            named = next((key for key, name in names.items() if name == unit.kind), unit.kind)
            hint = perhaps(named, names) or f"；可选：{'、'.join(names)}"
            message = f"“{unit.name}”的类别“{unit.kind}”不在类别之中{hint}"
            yield Finding(UNITS_FILE, ("units", index, "kind"), message)


def members_known(context: Context) -> Iterator[Finding]:
    """Members of collectives are registered."""
    known = {unit.name for unit in context.data.units}
    for index, unit in enumerate(context.data.units):
        for position, name in enumerate(unit.member_names):
            if name not in known:
                keys = ("units", index, "members", position)
                message = f"“{unit.name}”的成员：{unknown_unit(name, context.data.units)}"
                yield Finding(UNITS_FILE, keys, message)


def members_given(context: Context) -> Iterator[Finding]:
    """A collective has members, or says that they are unlisted."""
    for index, unit in enumerate(context.data.units):
        if unit.members == ():
            yield Finding(UNITS_FILE, ("units", index, "members"), f"集合主体“{unit.name}”的成员是空的")


def cycles(context: Context) -> Iterator[Finding]:
    """No collective contains itself."""
    positions = {unit.name: index for index, unit in enumerate(context.data.units)}
    for round_ in context.graph.cycles():
        keys = ("units", positions.get(round_[0], 0), "members")
        yield Finding(UNITS_FILE, keys, f"集合主体互相包含：{' → '.join([*round_, round_[0]])}")


_SHORTEST = 4
"""Characters of a title or number that is looked for as it is; a shorter one may be a piece of anything."""


def _stands(words: str, source: str) -> bool:
    return f"《{words}》" in source or (len(words) >= _SHORTEST and words in source)


def bases(context: Context) -> Iterator[Finding]:
    """Superior documents stand in the document as they are recorded."""
    for policy in context.data.policies:
        source = normalise(policy.source or "")
        for index, basis in enumerate(policy.metadata.bases if policy.source else ()):
            for key, words in (("title", basis.title), ("number", basis.number)):
                if words and not _stands(normalise(words), source):
                    yield in_policy(policy, ("bases", index, key), f"原件里没有“{words}”这个标题或文号")


def period_names(context: Context) -> Iterator[Finding]:
    """A period's name means one period."""
    for policy in context.data.policies:
        names = [period.name for period in policy.metadata.periods]
        for index, name in enumerate(names):
            if name in names[:index]:
                yield in_policy(policy, ("periods", index, "name"), f"时期“{name}”写了两次")


def contradictions(context: Context) -> Iterator[Finding]:
    """A document number means one document: one folder, one title, wherever it is named.

    Where two differ it is the draft that is told.
    """
    titles: dict[str, tuple[str, str]] = {}
    policies: dict[str, Policy] = {}
    in_order = sorted(context.data.policies, key=lambda policy: policy.metadata.draft)
    for policy in in_order:
        number = normalise(policy.metadata.number or "")
        if not number:
            continue
        if number in policies:
            message = f"发文字号 {policy.metadata.number} 已用于 {policies[number].id}"
            yield in_policy(policy, ("number",), message)
        policies.setdefault(number, policy)
    for policy in in_order:
        for index, basis in enumerate(policy.metadata.bases):
            number = normalise(basis.number or "")
            known = policies.get(number)
            if known:  # called by the title of the notice or by that of what it sends out
                own = [known.metadata.notice_title, known.metadata.title]
                called, where = [title for title in own if title], known.id
            else:
                title, where = titles.setdefault(number, (basis.title, policy.id))
                called = [title]
            if number and normalise(basis.title) not in map(normalise, called):
                message = f"{basis.number} 的标题与 {where} 里写的不同：那里是“{called[0]}”"
                yield in_policy(policy, ("bases", index, "title"), message)


CHECKS = (
    Check(
        "duplicate-id",
        "任务的 id 各不相同，也不是没有 id 的任务的序号",
        "error",
        "换一个 id，或给那项任务也写上 id；已公布的 id 不要改",
        identities,
    ),
    Check(
        "label-not-in-heading", "序号的写法就是标题里的", "error", "照原文改正 label，或写 heading", labels
    ),
    Check(
        "unknown-section",
        "任务所在章节都在目录里",
        "error",
        "改正 section，或在 policy.yml 的 outline 里补上这一节",
        sections,
    ),
    Check("outline", "目录里的章节各写一次，节在章之后", "error", "改正 outline 的 key", outline),
    Check(
        "unit-registry",
        "单位的名称、别名、短名各归一个单位",
        "error",
        "删去重复登记的，或改用另一个短名",
        registry,
    ),
    Check(
        "unknown-kind",
        "单位的类别都在名录的类别之中",
        "error",
        "改正 kind；要有自己的类别，在 units.yml 里写 kinds",
        kinds,
    ),
    Check(
        "unknown-member",
        "集合主体的成员都已登记",
        "error",
        "在 units.yml 里登记这个单位，或改正写法",
        members_known,
    ),
    Check(
        "no-members",
        "集合主体写明成员，或写明文件没有列出",
        "error",
        "列出成员；文件没有列出时写 members: unlisted",
        members_given,
    ),
    Check("collective-cycle", "集合主体不互相包含", "error", "从其中一个的 members 里删去另一个", cycles),
    Check(
        "facts-contradict",
        "同一发文字号在各处说的是同一份文件",
        "unsettled",
        "对照原件，改正写错的一处",
        contradictions,
    ),
    Check("basis-not-in-source", "依据文件的标题和文号是原件里的字", "unsettled", "照原件改正", bases),
    Check("period-twice", "时期的名称各用一次", "unsettled", "删去或改名多出的一个", period_names),
)
