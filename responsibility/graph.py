"""The unit–task graph: one ``networkx.DiGraph`` of everything that the data names.

Edges run downwards: policy → section → task → part, task or part → unit (with
the roles that the unit has there, each with the quote of the rule that gives it, if
one does), collective → member, unit → who succeeded it after a reform. So a path from a task to
a unit says why the task reaches it: task 5 → 各镇 → 三江镇. This is the only
place where a collective or a succession is expanded.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import networkx as nx
from networkx.algorithms import bipartite

from responsibility.data.loader import Data
from responsibility.model import (
    LEAD,
    MARKS,
    ROLES,
    THROUGH,
    Assigned,
    ItemId,
    Mark,
    Policy,
    ReportRule,
    Role,
    Successor,
    Task,
)

if TYPE_CHECKING:
    DiGraph = nx.DiGraph["Node"]
    UnitGraph = nx.Graph[str]
else:
    DiGraph = UnitGraph = object


class Node(NamedTuple):
    """A node: what it is, the policy it belongs to ("" for units), its id or name in there."""

    what: Literal["unit", "policy", "section", "task", "part"]
    policy: str
    name: str
    """A unit's name, a section's key, a task's identity."""
    part: str = ""
    """A part's number within the task ``name``."""

    @property
    def item(self) -> ItemId:
        """The id of the item that a task or a part is."""
        return ItemId(self.name, self.part)


def unit_node(name: str) -> Node:
    """The node of a unit, a collective included."""
    return Node("unit", "", name)


class Obligation(NamedTuple):
    """That a unit is assigned to an item (a task, or a part of one) in a role."""

    policy: str
    item: ItemId
    unit: str
    role: Role
    via: tuple[str, ...] = ()
    """The collectives it came through, outermost first; empty where the document names the unit."""
    rule: str = ""
    """The quote of the rule that gives the role; empty where the clause does."""
    inherited: tuple[str, ...] = ()
    """The units that had it before, one succeeding the other; empty where no reform gave it to the unit."""

    @property
    def mark(self) -> Mark:
        """How the item reaches the unit."""
        return THROUGH.key if self.via else self.role


@dataclass(frozen=True)
class Workload:
    """How many tasks reach a unit in each role, and only through a collective."""

    counts: Counter[Mark]

    @property
    def named(self) -> int:
        """The tasks that name the unit."""
        return sum(self.of(role) for role in ROLES)

    @property
    def total(self) -> int:
        """All tasks that reach the unit."""
        return self.counts.total()

    def of(self, mark: Mark) -> int:
        """The tasks of that mark."""
        return self.counts[mark]


class _Way(NamedTuple):
    """How a unit is reached from one that an item names."""

    unit: Node
    via: tuple[str, ...] = ()
    """Collectives, outermost first."""
    inherited: tuple[str, ...] = ()
    """Units that were succeeded, the first one first."""


def _steps(obligation: Obligation) -> tuple[int, int]:
    """What the nearest of several ways to a unit has least of."""
    return len(obligation.via), len(obligation.inherited)


class Graph:
    """The graph of ``data`` and the questions that it answers.

    Unit names that the registry lacks get a node all the same; that they are
    unknown is for a check to say.
    """

    def __init__(self, data: Data, as_of: datetime.date | None = None) -> None:
        """``as_of`` is the day for which reforms are reckoned with; without one all that the registry knows are."""
        self.nx: DiGraph = nx.DiGraph()
        self.order: dict[Node, int] = {}
        for unit in data.units:
            self._node(unit_node(unit.name))
            for member in unit.member_names:
                self.nx.add_edge(unit_node(unit.name), unit_node(member), members=True)
            for successor in unit.succeeded_by if unit.succeeded_on(as_of) else ():
                follows = {"successor": successor, "among": unit.succeeded_by}
                self.nx.add_edge(unit_node(unit.name), unit_node(successor.unit), **follows)
        for policy in data.policies:
            self._add_policy(policy)

    def _node(self, node: Node) -> Node:
        self.order.setdefault(node, len(self.order))
        self.nx.add_node(node)
        return node

    def _add_policy(self, policy: Policy) -> None:
        top = self._node(Node("policy", policy.id, ""))
        for section in policy.metadata.outline:
            node = self._node(Node("section", policy.id, section.key))
            self.nx.add_edge(node._replace(name=section.above) if section.above else top, node)
        for task in policy.tasks:
            node = self._node(Node("task", policy.id, task.identity))
            self.nx.add_edge(Node("section", policy.id, task.section), node)
            for item in task.items:
                self._add_item(policy, task, item)

    def _add_item(self, policy: Policy, task: Task, item: Assigned) -> None:
        """The edges of an item: to those that its clause names, then to those that only a rule does."""
        node = Node("task", policy.id, task.identity)
        if item is not task:
            part = self._node(Node("part", policy.id, *task.item_id(item)))
            self.nx.add_edge(node, part)
            node = part
        ruled = policy.ruled_units(task, item)
        quotes = {(derived.role, name): derived.rule.quote for derived in ruled for name in derived.units}
        for role, names in policy.units_of(task, item).items():
            for name in names:
                self._assign(node, name, role, quotes.get((role, name), ""))
        for derived in ruled:
            for name in derived.units:
                if not self.nx.has_edge(node, unit_node(name)):
                    self._assign(node, name, derived.role, derived.rule.quote, standing=True)

    def _assign(self, item: Node, name: str, role: Role, rule: str, standing: bool = False) -> None:
        """Add a role that a unit has in an item; ``standing`` where no clause names it."""
        edge = self.nx.get_edge_data(item, unit_node(name), {})
        roles: dict[Role, str] = {**edge.get("roles", {}), role: rule}
        self.nx.add_edge(item, unit_node(name), roles=roles, standing=standing)

    # ------------------------------------------------------------ questions

    @cached_property
    def _obligations(self) -> dict[str, tuple[Obligation, ...]]:
        """Every unit's obligations, in the document's order; direct ones hide expanded ones."""
        by_unit: dict[str, dict[tuple[str, ItemId, Role], Obligation]] = {}
        for node in self.order:
            if node.what in ("task", "part"):
                for obligation in self._of_item(node):
                    key = (obligation.policy, obligation.item, obligation.role)
                    held = by_unit.setdefault(obligation.unit, {})
                    if key not in held or _steps(obligation) < _steps(held[key]):
                        held[key] = obligation
        return {unit: tuple(held.values()) for unit, held in by_unit.items()}

    def _of_item(self, item: Node) -> Iterator[Obligation]:
        for unit, edge in self.nx[item].items():
            for role, rule in edge.get("roles", {}).items():
                yield Obligation(item.policy, item.item, unit.name, role, rule=rule)
                for way in self._expand(unit, item):
                    yield Obligation(
                        item.policy, item.item, way.unit.name, role, way.via, rule, way.inherited
                    )

    def _expand(self, unit: Node, item: Node | None = None) -> Iterator[_Way]:
        """Whom a collective reaches and who succeeded it or its members, each once, with the shortest way there.

        Of duties that a reform divided, that of ``item`` alone, where it is given.
        """
        seen = {unit}
        ways = [_Way(unit)]
        for way in ways:
            for reached, edge in self.nx[way.unit].items():
                if reached in seen or not self._leads_on(edge, item):
                    continue
                seen.add(reached)
                ways.append(
                    way._replace(unit=reached, inherited=(*way.inherited, way.unit.name))
                    if "successor" in edge
                    else way._replace(unit=reached, via=(*way.via, way.unit.name))
                )
                yield ways[-1]

    @staticmethod
    def _leads_on(edge: Mapping[str, Any], item: Node | None) -> bool:
        successor: Successor | None = edge.get("successor")
        if successor is None or item is None:
            return True
        return successor.takes_over(item.policy, item.item, edge["among"])

    def succeeded(self, unit: str) -> bool:
        """Whether others have the duties of ``unit`` now."""
        node = unit_node(unit)
        return node in self.nx and any("successor" in edge for edge in self.nx[node].values())

    def predecessors(self, unit: str) -> tuple[str, ...]:
        """The units whose duties ``unit`` took over, in registry order."""
        node = unit_node(unit)
        edges = self.nx.pred[node].items() if node in self.nx else ()
        before = (other.name for other, edge in edges if "successor" in edge)
        return tuple(sorted(before, key=self._registry_order))

    def obligations(self, unit: str, role: Role | None = None) -> tuple[Obligation, ...]:
        """What ``unit`` is assigned to, in the document's order, collectives expanded."""
        held = self._obligations.get(unit, ())
        return tuple(obligation for obligation in held if role is None or obligation.role == role)

    def units_of(self, policy: str, task: str) -> tuple[Obligation, ...]:
        """Whom a task reaches: its own units and its parts', collectives expanded."""
        nodes = [Node("task", policy, task), *self.parts(policy, task)]
        return tuple(obligation for node in nodes for obligation in self._of_item(node))

    def reporters(self, policy: Policy, rule: ReportRule) -> tuple[str, ...]:
        """Who has to make a report, in registry order: the units that the rule names, or all that lead, collectives expanded."""
        tasks = {task.identity for task in policy.tasks if rule in policy.rules_for(task)}
        named = rule.units or tuple(
            unit
            for unit in self._obligations
            if any(led.policy == policy.id and led.item.task in tasks for led in self.obligations(unit, LEAD))
        )
        nodes = [unit_node(name) for name in named if unit_node(name) in self.nx]
        reached = {way.unit.name for node in nodes for way in self._expand(node)}
        return tuple(sorted(reached.union(named), key=self._registry_order))

    def parts(self, policy: str, task: str) -> tuple[Node, ...]:
        """The parts of a task that have units of their own."""
        below = self.nx.successors(Node("task", policy, task))
        return tuple(node for node in below if node.what == "part")

    def workload(self, unit: str) -> Workload:
        """The number of tasks (not parts) that reach ``unit``; each counts once, at its highest role."""
        best: dict[tuple[str, str], Mark] = {}
        for obligation in sorted(self.obligations(unit), key=lambda each: MARKS.index(each.mark)):
            best.setdefault((obligation.policy, obligation.item.task), obligation.mark)
        return Workload(Counter(best.values()))

    @cached_property
    def cooperation(self) -> UnitGraph:
        """Units that share an item, as the document names them; ``weight`` counts the tasks."""
        pairs: nx.Graph[Node] = nx.Graph()
        items = [node for node in self.order if node.what in ("task", "part")]
        units = set()
        for item in items:
            for unit, edge in self.nx[item].items():
                if unit.what == "unit" and not edge["standing"]:
                    units.add(unit)
                    pairs.add_edge(item, unit)

        def shared(graph: nx.Graph[Node], unit: Node, partner: Node) -> int:
            both = set(graph[unit]) & set(graph[partner])
            return len({(item.policy, item.name) for item in both})

        ordered = sorted(units, key=lambda unit: self.order.get(unit, len(self.order)))
        projected = bipartite.generic_weighted_projected_graph(pairs, ordered, shared)
        return nx.relabel_nodes(projected, {unit: unit.name for unit in ordered})

    def partners(self, unit: str) -> tuple[tuple[str, int], ...]:
        """With whom ``unit`` shares tasks, and how many, most first, then in registry order."""
        if unit not in self.cooperation:
            return ()
        partners = [(other, int(edge["weight"])) for other, edge in self.cooperation[unit].items()]
        return tuple(sorted(partners, key=lambda pair: (-pair[1], self._registry_order(pair[0]))))

    def _registry_order(self, unit: str) -> int:
        return self.order.get(unit_node(unit), len(self.order))

    def cycles(self, of: Literal["members", "successor"] = "members") -> list[list[str]]:
        """Collectives that contain themselves, or units that succeed themselves: of each knot one round of their names."""
        units = self.nx.edge_subgraph([(a, b) for a, b, edge in self.nx.edges(data=True) if of in edge])
        rounds = []
        for group in nx.strongly_connected_components(units):
            inner = units.subgraph(group)
            if inner.number_of_edges():
                names = [unit.name for unit, _ in nx.find_cycle(inner, min(group))]
                first = names.index(min(names))
                rounds.append(names[first:] + names[:first])
        return sorted(rounds)
