"""What a unit has to know of its list as a whole: which tasks may be its own besides, and whose the figures in it are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from responsibility.language.normalize import normalise
from responsibility.language.unit_names import actors_in, may_stand_for
from responsibility.model import ETC, THROUGH, ItemId, Policy, Unit
from responsibility.views.succession import old_page_note, taken_on
from responsibility.views.tasks import TaskView
from responsibility.views.units import UnitView

if TYPE_CHECKING:
    from responsibility.views.policies import PolicyView


class UnlistedCollective(NamedTuple):
    """A collective whose members a document does not list, or a list that it leaves open (县水利局等); with what goes to it."""

    name: str
    items: tuple[ItemId, ...]
    """The tasks and parts whose clauses name it."""
    sections: tuple[str, ...]
    """Those sections, by key and title, whose instruction begins a clause with the collective's name."""


def unlisted_collectives(
    policy: Policy, tasks: Iterable[TaskView], units: Iterable[Unit]
) -> tuple[UnlistedCollective, ...]:
    """Those of ``policy``: the registry's own in their order, those that only an instruction names, the lists with 等.

    ``tasks`` are the views of all its tasks, ``units`` is the registry.
    """
    items: dict[str, dict[ItemId, None]] = {unit.name: {} for unit in units if unit.unlisted}
    left_open: dict[str, dict[ItemId, None]] = {}
    listed = {unit.name for unit in units if not unit.unlisted}
    for item in (item for task in tasks for item in task.items):
        unlisted = [unit for of_role in item.units.values() for unit in of_role if unit.unlisted]
        for unit in unlisted:
            items[unit.name][item.assigned] = None
        for name in () if unlisted else (name for names in item.open_after.values() for name in names):
            left_open.setdefault(f"{name}{ETC}", {})[item.assigned] = (
                None  # else it goes on with the collective
            )
    sections: dict[str, list[str]] = {name: [] for name in items}
    for section in policy.metadata.outline:
        if section.instruction and not section.clause:
            for name in actors_in(normalise(section.instruction)):
                if name not in listed:
                    sections.setdefault(name, []).append(f"{section.key}“{section.title}”")
    given = items | left_open
    sections |= {name: [] for name in left_open}
    return tuple(
        UnlistedCollective(name, tuple(given.get(name, ())), tuple(named))
        for name, named in sections.items()
        if named or given.get(name)
    )


def unit_notes(view: UnitView, policies: Iterable[PolicyView]) -> tuple[str, ...]:
    """The sentences that stand before a unit's list, in every output the same; of those ``policies`` that reach it."""
    of_policies = tuple(
        note
        for policy in policies
        if any(duty.task.ref.policy == policy.id for duty in view.duties)
        for note in (*_perhaps_its_own(view, policy), *_set_for_all(view, policy))
    )
    reform = (old_page_note(view.unit), *taken_on(view.predecessors, view.unit.name))
    return tuple(dict.fromkeys((*filter(None, reform), *of_policies)))


def _perhaps_its_own(view: UnitView, policy: PolicyView) -> Iterator[str]:
    """What goes to collectives that may stand for the unit, without what the list has already."""
    if view.unit.collective:
        return
    held = {item for duty in view.duties if duty.task.ref.policy == policy.id for item in duty.items}
    given: list[str] = []
    for collective in policy.unlisted:
        if may_stand_for(collective.name, view.unit.name):
            tasks = _labels(policy, [item for item in collective.items if item not in held])
            named = [f"任务{tasks}"] * bool(tasks) + [
                f"{section}的总体要求" for section in collective.sections
            ]
            given += [f"“{collective.name}”（{'，'.join(named)}）"] * bool(named)
    if given:
        name = policy.record.metadata.name
        unknown = (
            f"其中包括哪些单位、是否包括{view.unit.name}，尚未核对"
            if policy.draft
            else f"文件没有列明其中包括哪些单位，是否包括{view.unit.name}，请与印发机关核实"
        )
        yield f"除所列任务外，{name}还对{'、'.join(given)}提出要求；{unknown}。"


def _labels(policy: PolicyView, items: Iterable[ItemId]) -> str:
    """``1、2（2）（3）、四（一）``: tasks of which only some parts are meant with these."""
    parts: dict[str, list[ItemId]] = {}
    for item in items:
        parts.setdefault(item.task, []).append(item)
    labels = []
    for identity, some in parts.items():
        task = policy.by_id[identity]
        whole = {item.assigned for item in task.items} <= set(some)
        labels.append(task.ref.label + ("" if whole else "".join(item.part_label for item in some)))
    return "、".join(labels)


def _set_for_all(view: UnitView, policy: PolicyView) -> Iterator[str]:
    """That the figures and deliverables that come to a member through its collective are those of the whole task."""
    duties = [duty for duty in view.by_mark[THROUGH.key] if duty.task.ref.policy == policy.id]
    through = dict.fromkeys(duty.via[0] for duty in duties if duty.targets or duty.deliverables)
    if through:
        shared = "各成员各自承担多少，尚未核对" if policy.draft else "哪些由各成员分别承担，以原文为准"
        names = "".join(f"“{name}”" for name in through)
        yield f"作为{names}成员承担的任务，指标和成果是文件对整项任务提出的，不是单给{view.unit.name}的；{shared}。"
