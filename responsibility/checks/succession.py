"""Checks of institutional reforms: who took over whose duties, and of which tasks."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context, unknown_unit
from responsibility.data.loader import UNITS_FILE
from responsibility.model import ItemId, Successor
from responsibility.model.problems import Check, Finding, Keys


def _successors(context: Context) -> Iterator[tuple[str, Successor, Keys]]:
    """The name of each unit that was succeeded, with each of its successors and where that stands."""
    for index, unit in enumerate(context.data.units):
        for position, successor in enumerate(unit.succeeded_by):
            yield unit.name, successor, ("units", index, "succeeded_by", position)


def successors_known(context: Context) -> Iterator[Finding]:
    """Who takes over duties is registered, and no collective."""
    units = {unit.name: unit for unit in context.data.units}
    for name, successor, keys in _successors(context):
        if successor.unit not in units:
            message = f"“{name}”的承接单位：{unknown_unit(successor.unit, context.data.units)}"
            yield Finding(UNITS_FILE, keys, message)
        elif units[successor.unit].collective:
            message = f"“{name}”的承接单位“{successor.unit}”是集合主体：要写由哪个单位承接"
            yield Finding(UNITS_FILE, keys, message)


def cycles(context: Context) -> Iterator[Finding]:
    """No unit succeeds itself by way of others."""
    positions = {unit.name: index for index, unit in enumerate(context.data.units)}
    for round_ in context.graph.cycles("successor"):
        keys = ("units", positions.get(round_[0], 0), "succeeded_by")
        yield Finding(UNITS_FILE, keys, f"单位互相承接：{' → '.join([*round_, round_[0]])}")


def divided_duties(context: Context) -> Iterator[Finding]:
    """What each of several successors takes is a duty of the unit that they succeed, and taken once."""
    taken: dict[tuple[str, str], str] = {}
    for name, successor, keys in _successors(context):
        duties = {each for held in context.graph.obligations(name) for each in _names(held.policy, held.item)}
        for index, written in enumerate(successor.takes):
            where = (*keys, "takes", index)
            holder = taken.setdefault((name, written), successor.unit)
            if written not in duties:
                yield Finding(UNITS_FILE, where, f"“{name}”没有“{written}”这项任务，无从承接")
            elif holder != successor.unit:
                yield Finding(UNITS_FILE, where, f"“{written}”已由“{holder}”承接")


def _names(policy: str, item: ItemId) -> tuple[str, ...]:
    """All that ``takes`` may name the duty of an item by."""
    return policy, f"{policy}/{item.task}", f"{policy}/{item}"


def duties_left_over(context: Context) -> Iterator[Finding]:
    """Where several divide duties, none is left without a successor."""
    for index, unit in enumerate(context.data.units):
        left = [
            f"{each.policy}/{each.item}"
            for each in context.graph.obligations(unit.name)
            if unit.succeeded_by
            and not any(
                successor.takes_over(each.policy, each.item, unit.succeeded_by)
                for successor in unit.succeeded_by
            )
        ]
        if left:
            message = f"“{unit.name}”的这些任务没有人承接：{'、'.join(dict.fromkeys(left))}"
            yield Finding(UNITS_FILE, ("units", index, "succeeded_by"), message)


def named_afterwards(context: Context) -> Iterator[Finding]:
    """No document that was issued after a unit was succeeded gives it something."""
    issued = {policy.id: policy.metadata.issued for policy in context.data.policies}
    for index, unit in enumerate(context.data.units):
        since = unit.since
        held = context.graph.obligations(unit.name) if since else ()
        for policy in dict.fromkeys(each.policy for each in held if not each.inherited):
            day = issued[policy]
            if since and day and day.first_day > since.last_day:
                message = f"“{unit.name}”{since.chinese}起已由别的单位承接，{policy} 在那以后印发，仍然点名它"
                yield Finding(UNITS_FILE, ("units", index, "since"), message, policy)


CHECKS = (
    Check(
        "unknown-successor",
        "承接单位都已登记，不是集合主体",
        "error",
        "在 units.yml 里登记承接单位，或改正写法",
        successors_known,
    ),
    Check("succession-cycle", "单位不互相承接", "error", "从其中一个删去 succeeded_by", cycles),
    Check(
        "divided-duties",
        "分给几个单位承接的任务，原单位都有，每项只归一个",
        "error",
        "写 文件夹名/任务，如 meifa-2021-7/32；有固定短名的写短名",
        divided_duties,
    ),
    Check(
        "duties-left-over",
        "分给几个单位承接的，每项任务都有人承接",
        "warning",
        "写进一个承接单位的 takes，或让一个承接单位不写 takes（它接其余全部）",
        duties_left_over,
    ),
    Check(
        "named-after-reform",
        "机构改革以后印发的文件不再点名原来的单位",
        "warning",
        "核对 since；文件确实这样写的，在它的 policy.yml 里写例外（waivers）",
        named_afterwards,
    ),
)
