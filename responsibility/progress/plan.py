"""What does not change from one reporting day to the next: what is reported on, who decides how it stands, when it ends."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import cached_property

from responsibility.graph import Graph, Obligation
from responsibility.language.dates import Calendar, Reference, last_days
from responsibility.language.deadline_scope import Scopes
from responsibility.language.mentions import named_in
from responsibility.model import ROLES, Deliverable, ItemId, Policy, Role, Target, Unit
from responsibility.model.progress import About, Subject
from responsibility.model.targets import Value
from responsibility.progress.subjects import subjects


class Plan:
    """The subjects of a policy, with the units, dates and figures that the document sets for each.

    Of the ``units`` of the registry those that stand for others report nothing themselves.
    """

    def __init__(self, policy: Policy, graph: Graph, units: Iterable[Unit]) -> None:
        self.policy = policy
        self.tasks = policy.by_identity
        self.subjects = {identity: subjects(task) for identity, task in self.tasks.items()}
        """By task, in the document's order."""
        self.items = {
            identity: tuple(task.item_id(item) for item in task.items)
            for identity, task in self.tasks.items()
        }
        """By task what units are assigned to."""
        self._graph = graph
        self._known_scopes: dict[str, Scopes] = {}
        self._units = {unit.name: unit for unit in units}

    def __reduce__(self) -> tuple[type[Plan], tuple[Policy, Graph, tuple[Unit, ...]]]:
        """What it is made of; all else follows."""
        return Plan, (self.policy, self._graph, tuple(self._units.values()))

    # ------------------------------------------------------------ subjects

    @cached_property
    def _facts(self) -> dict[tuple[str, About, str], list[Subject]]:
        """By task, kind and quote the subjects of its facts: of a target a value each."""
        facts: dict[tuple[str, About, str], list[Subject]] = {}
        for task, of_task in self.subjects.items():
            for subject in of_task:
                if subject.about:
                    facts.setdefault((task, subject.about, subject.quote), []).append(subject)
        return facts

    def meant(self, subject: Subject) -> tuple[Subject, ...]:
        """The subjects that an entry or a decision is about; none where the policy has no such any more.

        A task whose parts have units of their own means these parts. A quote stands in its task once, so that it is
        found whatever part was written; without a measure all values of a target are meant.
        """
        if subject.about is None:
            exists = self.has_item(subject.item)
            return tuple(Subject(item) for item in self.items_of(subject.item)) if exists else ()
        of_quote = self._facts.get((subject.item.task, subject.about, subject.quote), [])
        return tuple(each for each in of_quote if subject.measure in ("", each.measure))

    def has_item(self, item: ItemId) -> bool:
        """Whether the policy has such a task, and that such a part."""
        task = self.tasks.get(item.task)
        return task is not None and item.part in ("", *(part.number for part in task.parts))

    def items_of(self, item: ItemId) -> tuple[ItemId, ...]:
        """What units are assigned to of ``item``: itself, or what shares its units, or all of its task."""
        assigned = self.items.get(item.task, ())
        if item in assigned:
            return (item,)
        return (item.whole,) if item.whole in assigned else assigned

    def deadlines_of(self, item: ItemId) -> tuple[Subject, ...]:
        """The deadlines with a last day that bind an assigned item: its own and those of the whole task."""
        return self._dated.get(item, ())

    @cached_property
    def _dated(self) -> dict[ItemId, tuple[Subject, ...]]:
        dated: dict[ItemId, list[Subject]] = {}
        for subject in self.ends:
            for item in self.items_of(subject.item):
                dated.setdefault(item, []).append(subject)
        return {item: tuple(of_item) for item, of_item in dated.items()}

    # ------------------------------------------------------------ what the document sets

    @cached_property
    def ends(self) -> dict[Subject, datetime.date]:
        """By deadline its last day, the safe one where the document can be read in two ways; those without one left out."""
        calendar = Calendar.of(self.policy)
        ends = {}
        for task in self.tasks.values():
            for deadline in task.deadlines:
                if due := calendar.end(deadline):
                    for subject in self._facts[task.identity, "deadline", deadline.quote]:
                        ends[subject] = last_days(due, deadline.before, deadline.quote).safe
        return ends

    def ending(self, subject: Subject) -> tuple[Subject, ...]:
        """The deadlines by whose last day a fact is due: itself, or those that the document sets for a target or deliverable."""
        if subject.about == "deadline":
            return (subject,) if subject in self.ends else ()
        return self._bound.get(subject, ())

    @cached_property
    def _bound(self) -> dict[Subject, tuple[Subject, ...]]:
        bound: dict[Subject, tuple[Subject, ...]] = {}
        for identity, task in self.tasks.items():
            deadlines = [self._facts[identity, "deadline", deadline.quote][0] for deadline in task.deadlines]
            if not any(deadline in self.ends for deadline in deadlines):
                continue
            scopes = self._scopes(identity)
            kinds: tuple[tuple[About, Iterable[Target | Deliverable]], ...] = (
                ("target", task.targets),
                ("deliverable", task.deliverables),
            )
            for about, fact in ((about, fact) for about, facts in kinds for fact in facts):
                ending = [deadlines[index] for index in scopes.binding(fact)]
                for subject in self._facts[identity, about, fact.quote]:
                    bound[subject] = tuple(deadline for deadline in ending if deadline in self.ends)
        return bound

    def due_with(self, deadline: Subject) -> tuple[Subject, ...]:
        """What else is due by a deadline: the items that it belongs to, and the facts that the document sets it for."""
        items = (Subject(item) for item in self.items_of(deadline.item))
        return (*items, *self._facts_by.get(deadline, ()))

    @cached_property
    def _facts_by(self) -> dict[Subject, list[Subject]]:
        facts: dict[Subject, list[Subject]] = {}
        for fact, deadlines in self._bound.items():
            for deadline in deadlines:
                facts.setdefault(deadline, []).append(fact)
        return facts

    def _scopes(self, task: str) -> Scopes:
        """What each deadline of a task governs."""
        if task not in self._known_scopes:
            self._known_scopes[task] = Scopes(self.tasks[task], Reference.of(self.policy))
        return self._known_scopes[task]

    @cached_property
    def targets(self) -> dict[Subject, tuple[Target, Value | None]]:
        """By subject its target, and which of its values; None where that has none."""
        return {
            subject: (target, value)
            for task in self.tasks.values()
            for target in task.targets
            for subject, value in zip(
                self._facts[task.identity, "target", target.quote], target.values or (None,), strict=True
            )
        }

    # ------------------------------------------------------------ units

    @cached_property
    def _obligations(self) -> tuple[Obligation, ...]:
        """Whom every item reaches, in the document's order."""
        return tuple(each for task in self.tasks for each in self._graph.units_of(self.policy.id, task))

    @cached_property
    def _reached(self) -> dict[ItemId, dict[Role, tuple[str, ...]]]:
        """By assigned item and role the units that it reaches: the members of collectives, and who took over by a reform."""
        reached: dict[ItemId, dict[Role, dict[str, None]]] = {}
        for obligation in self._obligations:
            if not self._units[obligation.unit].collective and not self._graph.succeeded(obligation.unit):
                reached.setdefault(obligation.item, {}).setdefault(obligation.role, {})[obligation.unit] = (
                    None
                )
        return {
            item: {role: tuple(by_role[role]) for role in ROLES if role in by_role}
            for item, by_role in reached.items()
        }

    def deciding(self, item: ItemId) -> tuple[str, ...]:
        """The units whose reports decide how ``item`` stands: those who lead, without any those of the next role."""
        units: dict[str, None] = {}
        for assigned in self.items_of(item):
            by_role = self._reached.get(assigned, {})
            units.update(dict.fromkeys(next(iter(by_role.values()), ())))
        return tuple(units)

    def deciding_on(self, subject: Subject) -> tuple[str, ...]:
        """The same of a subject: without those to whom a deadline does not fall."""
        deciding = self.deciding(subject.item)
        return tuple(unit for unit in deciding if self.binds(subject, unit)) if subject.about else deciding

    def binds(self, deadline: Subject, unit: str) -> bool:
        """Whether a deadline falls to ``unit``: not where what is due names other members of a collective (灵山镇、三江镇完成…).

        That concerns whom the item reaches only through a collective; nobody where it names none of those who decide.
        """
        return unit not in self._left_out.get(deadline, ())

    @cached_property
    def _left_out(self) -> dict[Subject, frozenset[str]]:
        """By deadline with a last day the units to whom it does not fall."""
        direct = {(each.item, each.unit) for each in self._obligations if not each.via}
        left_out = {}
        for subject in self.ends:
            items = self.items_of(subject.item)
            members = [
                self._units[unit]
                for unit in self.deciding(subject.item)
                if not any((item, unit) in direct for item in items)
            ]
            if members and (named := named_in(self._matter(subject), members)):
                left_out[subject] = frozenset(unit.name for unit in members).difference(named)
        return left_out

    def _matter(self, deadline: Subject) -> str:
        """What is due by a deadline, in the document's words."""
        task = self.tasks[deadline.item.task]
        place, record = next(
            (place, each) for place, each in enumerate(task.deadlines) if each.quote == deadline.quote
        )
        scope = None if record.matter else self._scopes(task.identity).of_deadlines[place]
        return record.matter or (scope.matter if scope else record.quote)

    def has_duty(self, unit: str, item: ItemId) -> bool:
        """Whether ``item`` reaches ``unit`` in any role."""
        return any(
            unit in units
            for assigned in self.items_of(item)
            for units in self._reached.get(assigned, {}).values()
        )

    @cached_property
    def predecessors(self) -> dict[str, tuple[str, ...]]:
        """By unit whose duties it took over: their reports are its own until it reports itself."""
        before: dict[str, dict[str, None]] = {}
        for obligation in self._obligations:
            if obligation.inherited:
                before.setdefault(obligation.unit, {}).update(dict.fromkeys(obligation.inherited))
        return {unit: tuple(names) for unit, names in before.items()}

    @cached_property
    def expected(self) -> tuple[str, ...]:
        """The units that are expected to report: all with a duty, as the document first reaches them."""
        reached = (units for by_role in self._reached.values() for units in by_role.values())
        return tuple(dict.fromkeys(unit for units in reached for unit in units))

    @cached_property
    def assigned_items(self) -> tuple[ItemId, ...]:
        """All assigned items, in the document's order."""
        return tuple(item for items in self.items.values() for item in items)

    def decided_by(self, unit: str) -> tuple[ItemId, ...]:
        """The items that ``unit`` decides, in the document's order."""
        return self._decided.get(unit, ())

    @cached_property
    def _decided(self) -> dict[str, tuple[ItemId, ...]]:
        decided: dict[str, list[ItemId]] = {}
        for item in self.assigned_items:
            for unit in self.deciding(item):
                decided.setdefault(unit, []).append(item)
        return {unit: tuple(items) for unit, items in decided.items()}
