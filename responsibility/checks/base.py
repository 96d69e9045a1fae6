"""What every check is given, and how it names the place of what it found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from responsibility.data.loader import POLICY_FILE, UNITS_FILE, Data
from responsibility.graph import Graph
from responsibility.language.dates import Reference
from responsibility.language.deadline_scope import Scopes
from responsibility.language.near_names import perhaps
from responsibility.language.passages import Quotable
from responsibility.model import ItemId, Policy, Task, Unit
from responsibility.model.problems import Finding, Keys
from responsibility.proof import Proof, prove


class Context:
    """The loaded data, its graph, and what several checks need, computed once."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.graph = Graph(data)

    @cached_property
    def has_registry(self) -> bool:
        """Whether ``units.yml`` is there and loaded; where not, that is said already, and which units it lists nobody knows."""
        return all(problem.location.file != UNITS_FILE for problem in self.data.problems)

    @cached_property
    def proofs(self) -> dict[str, Proof | None]:
        """The document proof of each policy, by its id."""
        return {policy.id: prove(policy) for policy in self.data.policies}

    @cached_property
    def _references(self) -> dict[str, Reference]:
        return {policy.id: Reference.of(policy) for policy in self.data.policies}

    def reference(self, policy: Policy) -> Reference:
        """What words of time refer to in the policy."""
        return self._references[policy.id]

    @cached_property
    def _quotable(self) -> dict[tuple[str, str], Quotable]:
        return {(policy.id, task.number): Quotable(task) for policy, task in self.tasks()}

    def quotable(self, policy: Policy, task: Task) -> Quotable:
        """The passages of the task that its facts may quote."""
        return self._quotable[policy.id, task.number]

    @cached_property
    def _scopes(self) -> dict[tuple[str, str], Scopes]:
        return {}

    def scopes(self, policy: Policy, task: Task) -> Scopes:
        """What the deadlines of the task govern."""
        key = (policy.id, task.number)
        if key not in self._scopes:
            self._scopes[key] = Scopes(task, self.reference(policy))
        return self._scopes[key]

    def tasks(self) -> Iterator[tuple[Policy, Task]]:
        """Every task with its policy."""
        for policy in self.data.policies:
            for task in policy.tasks:
                yield policy, task

    def in_task(
        self, policy: Policy, task: Task, keys: Keys, message: str, item: ItemId | None = None
    ) -> Finding:
        """A finding in a task's file."""
        file = self.data.task_files[policy.id, task.number]
        return Finding(file, keys, message, policy.id, item or ItemId(task.identity))


def in_policy(policy: Policy, keys: Keys, message: str) -> Finding:
    """A finding in a policy's ``policy.yml``."""
    return Finding(f"{policy.id}/{POLICY_FILE}", keys, message, policy.id)


def unknown_unit(name: str, units: Iterable[Unit]) -> str:
    """That no unit is registered under ``name``, and which one of ``units`` is probably meant."""
    names = {alias: unit.name for unit in units for alias in (unit.name, *unit.aliases)}
    if "，" in name:
        meant = "；列表里要用半角逗号“,”"
    elif name in names:
        meant = f"；它是“{names[name]}”的别名"
    else:
        meant = perhaps(name, dict.fromkeys(names.values()))
    return f"{UNITS_FILE} 里没有登记单位“{name}”{meant}"
