"""The rows of a task: the task itself or its parts, with their text and their units by role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sized
from dataclasses import dataclass, replace

from responsibility.language.clauses import etc_behind
from responsibility.language.normalize import joined
from responsibility.model import EXPECTED, ROLES, ItemId, Part, Policy, Role, Task, Unit
from responsibility.views.highlight import Run, mark
from responsibility.views.rules import RuledView

OpenAfter = Mapping[Role, Mapping[str, str]]
"""By role the names after which the document writes 等, each with what it writes before the next unit: 等、 or 等 alone."""


@dataclass(frozen=True)
class ItemView:
    """What has a row of its own: a task, or a part of it; with the units that are assigned to it or to its task."""

    id: ItemId
    assigned: ItemId
    """The item whose clause assigns the units: itself, or the task whose parts share them."""
    label: str
    """Empty for the task itself, ``（1）`` for a part."""
    mark: str
    """The number as the document writes it, where it writes one."""
    text: str
    runs: tuple[Run, ...]
    units: dict[Role, tuple[Unit, ...]]
    open_after: OpenAfter
    clause: str
    """The assignment clause as the document punctuates it; of parts that share one it stands with the last."""
    clause_runs: tuple[Run, ...]
    closing: tuple[Run, ...] = ()
    """What the document writes behind the clause."""
    ruled: tuple[RuledView, ...] = ()
    """Whom rules of the document put into a role here."""
    draft: bool = False
    """Whether nobody has confirmed its units, so that one that is missing may only not have been read."""

    @property
    def verbatim(self) -> str:
        """The item as the document has it, from its number to what stands behind its clause."""
        closing = "".join(run.text for run in self.closing)
        return self.mark + joined(self.text) + self.clause + closing


def item_views(
    policy: Policy, task: Task, units: dict[str, Unit], clauses: dict[ItemId, str]
) -> Iterator[ItemView]:
    """The rows of a task: what units are assigned to, or the parts that share what is assigned to it."""
    assigned = [_item(policy, task, item, units, clauses) for item in task.items]
    closing = mark(task, task.closing) if task.closing else ()
    if not task.parts_share_units:
        yield from assigned[:-1]
        yield replace(assigned[-1], closing=closing)
        return
    own = assigned[0]
    for part in task.parts:
        id_ = task.item_id(part)
        last = part is task.parts[-1] and not task.closing and task.clause_behind_parts
        yield replace(
            own,
            id=id_,
            label=id_.part_label,
            mark=part.written,
            text=part.text,
            runs=mark(task, part.text),
            clause=own.clause if last else "",
            clause_runs=own.clause_runs if last else (),
        )
    if task.closing:
        own = own if task.clause_behind_parts else replace(own, clause="", clause_runs=())
        yield replace(own, text=task.closing, runs=closing)


def _item(
    policy: Policy, task: Task, item: Task | Part, units: dict[str, Unit], clauses: dict[ItemId, str]
) -> ItemView:
    item_id = task.item_id(item)
    text = item.text or ""
    written = clauses.get(item_id, "")
    return ItemView(
        id=item_id,
        assigned=item_id,
        label=item_id.part_label,
        mark=item.written if isinstance(item, Part) else "",
        text=text,
        runs=mark(task, text),
        units={
            role: tuple(units[name] for name in names) for role, names in policy.units_of(task, item).items()
        },
        ruled=tuple(
            RuledView(derived.rule, derived.role, tuple(units[name] for name in derived.units))
            for derived in policy.ruled_units(task, item)
        ),
        open_after={
            role: {name: etc_behind(written, name) for name in item.open_after(role)}
            for role in ROLES
            if item.open_after(role)
        },
        clause=written,
        clause_runs=mark(task, written) if written else (),
        draft=item.draft,
    )


def open_after_in(items: Iterable[ItemView]) -> OpenAfter:
    """The units of several items after which a list is left open."""
    by_role: dict[Role, dict[str, str]] = {}
    for item in items:
        for role, open_after in item.open_after.items():
            by_role[role] = {**open_after, **by_role.get(role, {})}
    return by_role


def units_of(items: Iterable[ItemView]) -> dict[Role, tuple[Unit, ...]]:
    """The units of several items by role, each once, in the document's order."""
    by_role: dict[Role, dict[str, Unit]] = {role: {} for role in ROLES}
    for item in items:
        for role in ROLES:
            by_role[role].update({unit.name: unit for unit in item.units[role]})
    return {role: tuple(units.values()) for role, units in by_role.items()}


def roles_in(units: Iterable[Mapping[Role, Sized]]) -> tuple[Role, ...]:
    """The roles to speak of, given the units of several items by role: the expected ones and those in use."""
    used = {role for of_item in units for role in ROLES if of_item[role]}
    return tuple(role for role in ROLES if role in used.union(EXPECTED))
