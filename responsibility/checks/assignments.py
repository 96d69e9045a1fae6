"""Checks of who is assigned to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from responsibility.checks.base import Context, unknown_unit
from responsibility.data.loader import UNITS_FILE
from responsibility.language.clauses import Assignment, read_clause
from responsibility.language.duties import acting_in, row_heading
from responsibility.language.normalize import normalise
from responsibility.model import (
    EXPECTED,
    LEAD,
    LISTED,
    ROLE_NAMES,
    ROLES,
    Assigned,
    ItemId,
    Part,
    Policy,
    Role,
    Task,
)
from responsibility.model.problems import Check, Finding, Keys
from responsibility.model.rules import deciding
from responsibility.proof import assemble_task, display_label, task_heading


def _items(context: Context) -> Iterator[tuple[Policy, Task, Assigned, Keys]]:
    """Every item that units are assigned to, with the keys under which it stands in its file."""
    for policy, task in context.tasks():
        for item in task.items:
            keys: Keys = ("parts", task.parts.index(item)) if isinstance(item, Part) else ()
            yield policy, task, item, keys


class _Named(NamedTuple):
    """A unit's name where it stands: the task, the item, the role."""

    policy: Policy
    task: Task
    item: Assigned
    role: Role
    name: str
    keys: Keys


def _named(context: Context) -> Iterator[_Named]:
    """Every unit's name in every role of every item."""
    for policy, task, item, keys in _items(context):
        for role in ROLES:
            for index, name in enumerate(item.units(role)):
                yield _Named(policy, task, item, role, name, (*keys, f"{role}_units", index))


def registered(context: Context) -> Iterator[Finding]:
    """Units named in tasks are registered under just that name."""
    if not context.has_registry:
        return
    names = {unit.name for unit in context.data.units}
    for mention in _named(context):
        if mention.name not in names:
            message = unknown_unit(mention.name, context.data.units)
            yield context.in_task(
                mention.policy, mention.task, mention.keys, message, mention.task.item_id(mention.item)
            )


def once(context: Context) -> Iterator[Finding]:
    """A unit stands once in a role."""
    seen = set()
    for mention in _named(context):
        key = (mention.policy.id, mention.task.item_id(mention.item), mention.role, mention.name)
        again = key in seen
        seen.add(key)
        if again:
            message = f"“{mention.name}”在{ROLE_NAMES[mention.role]}里写了两次"
            yield context.in_task(
                mention.policy, mention.task, mention.keys, message, mention.task.item_id(mention.item)
            )


def one_role(context: Context) -> Iterator[Finding]:
    """A unit has one role in an item."""
    for mention in _named(context):
        higher = next(role for role in ROLES if mention.name in mention.item.units(role))
        if higher != mention.role:
            message = f"“{mention.name}”既是{ROLE_NAMES[higher]}又是{ROLE_NAMES[mention.role]}"
            yield context.in_task(
                mention.policy, mention.task, mention.keys, message, mention.task.item_id(mention.item)
            )


def some_unit(context: Context) -> Iterator[Finding]:
    """Every task and part has a unit."""
    for policy, task, item, keys in _items(context):
        if not item.roles and not policy.ruled_units(task, item):
            item_id = task.item_id(item)
            label = display_label(task) + item_id.part_label
            yield context.in_task(policy, task, keys, f"任务 {label} 没有任何单位", item_id)


def both_roles_expanded(context: Context) -> Iterator[Finding]:
    """A unit that is named in a role has no lower one through a collective."""
    for policy, task in context.tasks():
        reached = [
            obligation
            for obligation in context.graph.units_of(policy.id, task.identity)
            if not obligation.rule
        ]
        named: dict[tuple[ItemId, str], Role] = {}
        for obligation in reached:
            if not obligation.via:
                named.setdefault((obligation.item, obligation.unit), obligation.role)
        for obligation in reached:
            own = named.get((obligation.item, obligation.unit), obligation.role)
            if obligation.via and ROLES.index(own) < ROLES.index(obligation.role):
                message = f"“{obligation.unit}”是{ROLE_NAMES[own]}，又作为“{obligation.via[0]}”成员是{ROLE_NAMES[obligation.role]}"
                yield context.in_task(policy, task, (f"{obligation.role}_units",), message, obligation.item)


def unused(context: Context) -> Iterator[Finding]:
    """Every registered unit has an obligation."""
    reporting = {
        name
        for policy in context.data.policies
        for rule in policy.reports
        for name in context.graph.reporters(policy, rule)
    }
    for index, unit in enumerate(context.data.units):
        if not context.graph.obligations(unit.name) and unit.name not in reporting:
            yield Finding(UNITS_FILE, ("units", index, "name"), f"单位“{unit.name}”没有任何任务")


def no_lead(context: Context) -> Iterator[Finding]:
    """Every task and part has a lead unit."""
    for policy, task, item, keys in _items(context):
        ruled = {ruled.role for ruled in policy.ruled_units(task, item)}
        roles = [role for role in ROLES if role in ruled.union(item.roles)]
        if roles and LEAD not in roles:
            message = f"仅列{'、'.join(ROLE_NAMES[role] for role in roles)}，未明确{ROLE_NAMES[LEAD]}"
            keys = (*keys, f"{roles[0]}_units")
            yield context.in_task(policy, task, keys, message, task.item_id(item))


def open_list(context: Context) -> Iterator[Finding]:
    """Lists of units are complete."""
    for policy, task, item, keys in _items(context):
        for role in ROLES:
            if open_after := item.open_after(role):
                message = f"{ROLE_NAMES[role]}列举未尽（原文写“等”），未明确还有哪些单位"
                keys = (*keys, f"{role}_units", item.units(role).index(open_after[0]))
                yield context.in_task(policy, task, keys, message, task.item_id(item))


def clauses(context: Context) -> Iterator[Finding]:
    """A clause that is written down in its own form says just the units that the item has.

    One that is empty is covered by the units that head the item or its section (县水利局：), by the clause of
    its section, else by the next one behind it that is not.
    """
    if not context.has_registry:
        return
    registry = {
        normalise(name): unit.name for unit in context.data.units for name in (unit.name, *unit.aliases)
    }
    waiting: list[tuple[Policy, Task, Assigned, Keys]] = []
    for policy, task, item, keys in _items(context):
        if item.clause is None:
            continue
        if not item.clause and _is_headed(policy, task, item, registry):
            continue
        above = policy.clause_above(task)
        if above and not item.clause:
            yield from _differences(context, (policy, task, item, keys), above, registry)
            continue
        waiting.append((policy, task, item, keys))
        if item.clause:
            for covered in waiting:
                yield from _differences(context, covered, item.clause, registry)
            waiting = []
    for policy, task, item, keys in waiting:
        acting = acting_in(normalise(task.text or ""), registry.__contains__) if item is task else None
        names = "、".join(name.written for name in acting.names) if acting else ""
        message = f"原文写明的单位是“{names}”，与所列的不同" if names else _COVERED_BY_NONE
        yield context.in_task(policy, task, (*keys, "clause"), message, task.item_id(item))


_COVERED_BY_NONE = "clause 是空的，后面又没有写明分工的任务"


def _is_headed(policy: Policy, task: Task, item: Assigned, registry: Mapping[str, str]) -> bool:
    """Whether the item, or a section that it stands in, is headed by just the units that the item has, or its text says them."""
    section = policy.section(task.section)
    keys = (task.section, *reversed(section.all_above)) if section else ()
    own = item.written if isinstance(item, Part) else task_heading(task)
    headings = [own, *(above.written for key in keys if (above := policy.section(key)))]
    known = registry.__contains__
    read = [*filter(None, (row_heading(normalise(heading), known) for heading in headings))]
    acting = acting_in(normalise(task.text or ""), known) if item is task else None
    read += [acting] if acting else []
    units = {role: item.units(role) for role in ROLES}
    return any(_in_registry(assignment, registry).units == units for assignment in read)


def leaders(context: Context) -> Iterator[Finding]:
    """Leaders are quoted from the task, and their quote names them."""
    for policy, task in context.tasks():
        words = normalise("".join(piece.text for piece in assemble_task(task)))
        for item in task.with_parts:
            keys: Keys = ("parts", task.parts.index(item)) if isinstance(item, Part) else ()
            for index, leader in enumerate(item.leaders):
                quote = normalise(leader.quote)
                missing = [each for each in (leader.role, *leader.names) if normalise(each) not in quote]
                if quote not in words:
                    message = f"引文“{leader.quote}”不在这项任务的标题、原文和责任分工里"
                elif missing:
                    message = f"引文“{leader.quote}”里没有“{missing[0]}”"
                else:
                    continue
                where = (*keys, "leaders", index)
                yield context.in_task(policy, task, where, message, task.item_id(item))


class _Registered(NamedTuple):
    """The units that a clause says, in the registry's names, and those after which it writes 等."""

    units: dict[Role, tuple[str, ...]]
    open_after: dict[Role, tuple[str, ...]]


def _assignment(clause: str, registry: Mapping[str, str]) -> _Registered | None:
    """What a clause says; None where it is no clause."""
    assignment = read_clause(clause, lambda name: normalise(name) in registry)
    return _in_registry(assignment, registry) if assignment else None


def _in_registry(assignment: Assignment, registry: Mapping[str, str]) -> _Registered:
    """The units of an assignment, in the registry's names."""

    def registered(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(registry.get(normalise(name), name) for name in names))

    units = {role: registered(name.name for name in assignment.units[role]) for role in ROLES}
    return _Registered(units, {role: registered(assignment.open_after[role]) for role in ROLES})


def _by_rule(policy: Policy, task: Task, item: Assigned, assignment: _Registered) -> _Registered:
    """What the clause of an item says by the document's rule of who leads, where it names no lead itself."""
    units, open_after = assignment
    decided = deciding(policy.rules_for(task), units[LISTED], item.clause)
    if decided is None or units[LEAD]:
        return assignment
    rule, count = decided
    leads, rest = units[LISTED][:count], units[LISTED][count:]
    of_leads = tuple(name for name in open_after[LISTED] if name in leads)
    of_rest = tuple(name for name in open_after[LISTED] if name in rest)
    units = {**units, LEAD: leads, LISTED: ()}
    open_after = {**open_after, LEAD: of_leads, LISTED: ()}
    units[rule.rest] = (*rest, *units[rule.rest])
    open_after[rule.rest] = (*of_rest, *open_after[rule.rest])
    return _Registered(units, open_after)


def _differences(
    context: Context,
    covered: tuple[Policy, Task, Assigned, Keys],
    clause: str,
    registry: Mapping[str, str],
) -> Iterator[Finding]:
    policy, task, item, keys = covered
    where = (*keys, "clause")
    assignment = _assignment(clause, registry)
    if assignment and item.units(LEAD):
        assignment = _by_rule(policy, task, item, assignment)
    if assignment is None:
        message = "clause 不是责任分工的写法，看不出单位"
        yield context.in_task(policy, task, where, message, task.item_id(item))
        return
    for role in ROLES:
        if assignment.units[role] != item.units(role):
            words = "、".join(assignment.units[role]) or "没有写"
            message = f"clause 里的{ROLE_NAMES[role]}是“{words}”，与 {role}_units 不同"
            yield context.in_task(policy, task, where, message, task.item_id(item))
        elif assignment.open_after[role] != item.open_after(role):
            units = "、".join(assignment.open_after[role])
            words = f"在“{units}”之后写“等”" if units else "没有写“等”"
            message = f"clause 里的{ROLE_NAMES[role]}{words}，与 {role}_units 不同"
            yield context.in_task(policy, task, where, message, task.item_id(item))


def _labels(policy: Policy, items: list[ItemId]) -> list[str]:
    """How a reader is told of several items: ``2（1）（2）``, ``10``, ``四（一）``."""
    labels: dict[str, str] = {}
    tasks = {task.identity: task for task in policy.tasks}
    for item in items:
        label = labels.get(item.task) or display_label(tasks[item.task])
        labels[item.task] = label + item.part_label
    return list(labels.values())


def unlisted(context: Context) -> Iterator[Finding]:
    """Collectives that a policy assigns to have listed members."""
    for policy in context.data.policies:
        for index, unit in enumerate(context.data.units):
            if unit.unlisted:
                obligations = context.graph.obligations(unit.name)
                items = _labels(
                    policy, [obligation.item for obligation in obligations if obligation.policy == policy.id]
                )
                if items:
                    message = f"“{unit.name}”包括哪些单位，文件没有列明（任务 {'、'.join(items)}）"
                    yield Finding(UNITS_FILE, ("units", index, "members"), message, policy.id)


NO_UNIT = Check(
    "no-unit",
    "每项任务至少有一个单位",
    "unsettled",
    f"补上 {' 或 '.join(f'{role}_units' for role in EXPECTED)}；若原文如此，请在 policy.yml 写 waivers",
    some_unit,
    waivable=True,
)
CHECKS = (
    Check(
        "unknown-unit", "任务里的单位都已登记", "error", "改正写法，或在 units.yml 里登记这个单位", registered
    ),
    Check("unit-twice", "一个单位在一种角色里只写一次", "unsettled", "删去重复的一个", once, waivable=True),
    Check(
        "unit-in-both-roles",
        "一个单位在一项任务里只有一种角色",
        "unsettled",
        "对照原文，删去其中一处；若原文如此，请在 policy.yml 写 waivers",
        one_role,
        waivable=True,
    ),
    Check(
        "clause-units",
        "照原文写下的责任分工与所列单位一致",
        "unsettled",
        "照原文改 clause，或改单位的列表",
        clauses,
    ),
    Check(
        "leader-quote", "文件点名的领导是任务里的字", "unsettled", "照原文改正 role、names 和 quote", leaders
    ),
    NO_UNIT,
    Check(
        "both-roles-through-collective",
        "点名的单位不又作为集合主体的成员有别的角色",
        "warning",
        "多半是文件本来如此；可以接受时在 policy.yml 写 waivers",
        both_roles_expanded,
        waivable=True,
    ),
    Check(
        "idle-unit",
        "登记的单位都有任务",
        "warning",
        "从 units.yml 删去，或检查任务里的写法",
        unused,
        whole=True,
    ),
    Check(
        "no-lead-unit",
        "每项任务都有牵头单位",
        "gap",
        "请印发机关明确由哪个单位牵头",
        no_lead,
        waivable=True,
        heading="未明确牵头单位",
    ),
    Check(
        "unlisted-members",
        "集合主体列明成员",
        "gap",
        "请印发机关列明成员单位",
        unlisted,
        waivable=True,
        heading="集合主体没有列明成员",
    ),
    Check(
        "open-list",
        "责任单位列举完整",
        "gap",
        "请印发机关列全责任单位",
        open_list,
        waivable=True,
        heading="责任单位列举未尽（“等”）",
    ),
)
