"""The ledger (台账): what offices print, pass around and fill in. Its lines, for Excel and Word alike.

A line is a task, or each part of a task that has parts, and then what the task says
behind them. Put together, the lines of a task are its verbatim text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from responsibility.language.normalize import joined
from responsibility.model import LEAD, MARK_SPECS, ItemId, Role, Section
from responsibility.outputs.cells import deliverable_list, due_list, target_list
from responsibility.views.items import ItemView, roles_in
from responsibility.views.mentions import MENTIONED
from responsibility.views.notes import unit_notes
from responsibility.views.phrases import NOT_NAMED, NOT_TOLD, UNCONFIRMED, absent, names_by_role
from responsibility.views.policies import PolicyView
from responsibility.views.status import day_words
from responsibility.views.tasks import TaskView
from responsibility.views.units import DutyView, UnitView


@dataclass(frozen=True)
class Line:
    """A line of a ledger."""

    policy: str
    item: ItemId
    label: str
    """``32``, ``2（1）``, ``四（一）``."""
    title: str
    text: str
    """Verbatim, assignment clause included."""
    units: dict[Role, str]
    """Names by role, as the document lists them."""
    leaders: str
    """One a line, as the deadlines and the targets."""
    deadlines: str
    targets: str
    deliverables: str
    remarks: str

    @property
    def number(self) -> int | str:
        """The label as a number, where it is one."""
        return int(self.label) if self.label.isdecimal() else self.label


@dataclass(frozen=True)
class Group:
    """Lines under a heading; a heading of ``level`` 1 can stand over headings of level 2."""

    heading: str
    level: int
    lines: tuple[Line, ...] = ()
    instruction: str = ""
    """What stands under the heading before any line: what the document asks for without assigning it to units, or the clauses that name a unit."""


@dataclass(frozen=True)
class Ledger:
    """A titled ledger; ``source`` names the document and its date."""

    title: str
    source: str
    groups: tuple[Group, ...]
    notes: tuple[str, ...] = ()
    """What has to be known of the whole of it, see :func:`unit_notes`."""

    @cached_property
    def has_leaders(self) -> bool:
        """Whether it has a column of the persons and posts that the document names."""
        return any(line.leaders for group in self.groups for line in group.lines)

    @cached_property
    def roles(self) -> tuple[Role, ...]:
        """The roles that it has a column of."""
        return roles_in(line.units for group in self.groups for line in group.lines)


def policy_ledger(policy: PolicyView) -> Ledger:
    """All tasks of a policy, under the headings of the document."""
    facts = policy.record.metadata
    groups = tuple(
        Group(*_heading(section), tuple(_of_section(policy, section)), _instruction(section, policy.draft))
        for section in facts.outline
    )
    return Ledger(f"{facts.title}任务分工台账{facts.draft_mark}", source_line(policy), groups)


def source_line(policy: PolicyView) -> str:
    """``美发〔2021〕7号　2021年8月17日``, behind it the day on which the status of deadlines is told, if one is."""
    facts = policy.record.metadata
    day = f"时限状态截至{day_words(policy.as_of)}" if policy.as_of else ""
    return "　".join(filter(None, (facts.name, facts.issued and facts.issued.chinese, day)))


def _policy_heading(policy: PolicyView) -> str:
    facts = policy.record.metadata
    about = "　".join(filter(None, (facts.number, facts.issued and facts.issued.chinese)))
    return f"《{facts.title}》" + (f"（{about}）" if about else "")


def _heading(section: Section) -> tuple[str, int]:
    return section.label + section.title, min(section.level, 2)


def _instruction(section: Section, draft: bool) -> str:
    unassigned = "没有认出责任分工" if draft else "未列责任分工"
    if section.clause:
        return joined(section.instruction or "") + section.clause
    return f"{joined(section.instruction)}（{unassigned}）" if section.instruction else ""


def _of_section(policy: PolicyView, section: Section) -> Iterator[Line]:
    for task in policy.of_section(section):
        yield from (line(task, item) for item in task.items)


def unit_ledger(view: UnitView, policies: tuple[PolicyView, ...]) -> Ledger:
    """A unit's obligations: by policy where there are several, then by its part in them."""
    named = [policy for policy in policies if any(duty.task.ref.policy == policy.id for duty in view.duties)]
    groups: list[Group] = []
    for policy in named:
        if len(named) > 1:
            groups.append(Group(_policy_heading(policy), 1))
        groups.extend(_by_role(view, policy.id, level=2 if len(named) > 1 else 1))
        groups.extend(_mentioned(view, policy.id, level=2 if len(named) > 1 else 1))
    source = (
        source_line(named[0])
        if len(named) == 1
        else "、".join(policy.record.metadata.name for policy in named)
    )
    return Ledger(
        f"{view.unit.name}责任清单{draft_mark(named)}", source, tuple(groups), unit_notes(view, named)
    )


def draft_mark(policies: Iterable[PolicyView]) -> str:
    """What stands behind the title of a ledger of ``policies``, one of which is a draft; else empty."""
    return next((policy.record.metadata.draft_mark for policy in policies if policy.draft), "")


def _mentioned(view: UnitView, policy: str, level: int) -> Iterator[Group]:
    mentions = view.mention_lines(policy)
    if mentions:
        lines = "\n".join((MENTIONED.format(view.unit.name), *mentions))
        yield Group(f"原文点名的地方（{len(mentions)}项任务）", level, instruction=lines)


def _by_role(view: UnitView, policy: str, level: int) -> Iterator[Group]:
    for mark, duties in view.by_mark.items():
        of_policy = [duty for duty in duties if duty.task.ref.policy == policy]
        lines = tuple(line(duty.task, item, duty) for duty in of_policy for item in duty.item_views)
        if lines:
            yield Group(f"{MARK_SPECS[mark].ledger_heading}（{len(of_policy)}项）", level, lines)


def line(task: TaskView, item: ItemView, duty: DutyView | None = None) -> Line:
    """The line of ``item`` of ``task``; of a unit's ``duty``, the remarks say how it came to it."""
    intro = "".join(run.text for run in task.intro) if item is task.items[0] else ""
    here = _facts_of(task, item)
    return Line(
        policy=task.ref.policy,
        item=item.id,
        label=task.ref.label + item.label,
        title=task.ref.title,
        text=joined(intro + item.verbatim),
        units=_units(item),
        leaders="\n".join(leader.words for leader in task.leaders if leader.item in here),
        deadlines=due_list(
            (deadline for deadline in task.deadlines if deadline.item in here), duty, between="\n"
        )
        or _silence(task, item, "deadlines"),
        targets=target_list((target for target in task.targets if target.item in here), between="\n")
        or _silence(task, item, "targets"),
        deliverables=deliverable_list(
            (deliverable for deliverable in task.deliverables if deliverable.item in here), between="\n"
        )
        or _silence(task, item, "deliverables"),
        remarks="；".join(_remarks(task, item, duty)),
    )


def _units(item: ItemView) -> dict[Role, str]:
    """The names by role; in place of lead units that the document does not name, that it does not."""
    names = names_by_role(item.units, item.open_after)
    return names if names[LEAD] else {**names, LEAD: absent(NOT_NAMED, item.draft)}


def _silence(task: TaskView, item: ItemView, facts: str) -> str:
    """That the document sets no such fact for ``item``; empty where one of another line holds for it, or in it."""
    listed = getattr(task, facts)
    elsewhere = any(fact.item == item.id.whole for fact in listed) if item.label else listed
    return "" if elsewhere else absent(NOT_TOLD[facts], task.draft)


def _facts_of(task: TaskView, item: ItemView) -> tuple[ItemId, ...]:
    """Whose facts stand in the line of ``item``: its own, and those of the whole task if no line is the task's.

    Where the parts share their units, what is said before them stands in the first line, as its words do.
    """
    own_line = task.shared and any(not each.label for each in task.items)
    behind_first = task.shared and item is not task.items[0]
    return (item.id,) if own_line or behind_first else (item.id, item.id.whole)


def _remarks(task: TaskView, item: ItemView, duty: DutyView | None) -> Iterator[str]:
    if task.draft:
        yield UNCONFIRMED
    yield from (amendment.words for amendment in task.amended)
    if duty and duty.via:
        yield f"作为“{'”→“'.join(duty.via)}”成员承担"
    if duty and duty.origin:
        yield duty.origin
    yield from (f"按文件规定，{ruled.words}" for ruled in item.ruled)
    yield from (gap.message for gap in task.gaps if gap.item in _facts_of(task, item))
    yield from (f"原件作“{erratum.quote}”，读作“{erratum.read}”" for erratum in task.errata_at(item))
