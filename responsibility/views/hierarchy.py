"""Which tasks carry out which of superior documents, seen from below and from above."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from responsibility.model import Basis, ItemId
from responsibility.views.policies import PolicyView
from responsibility.views.tasks import TaskRef


class Link(NamedTuple):
    """The other end of that a task carries out a superior one."""

    task: TaskRef
    item: ItemId
    """The task, or the part of it that is carried out."""
    quote: str | None
    """The words of the lower task that say so."""
    note: str | None
    """What the office says of it; no words of a document."""


class Hierarchy:
    """The documents of a site as far as one is based on another, and the tasks that carry out others."""

    def __init__(self, policies: Iterable[PolicyView]) -> None:
        """``policies`` are all of the site; what they say of superior tasks must be sound."""
        self._policies = {policy.id: policy for policy in policies}
        self._above: dict[TaskRef, list[Link]] = {}
        self._below: dict[TaskRef, list[Link]] = {}
        for policy in self._policies.values():
            for task in policy.tasks:
                for record in task.record.implements:
                    upper = self._policies[record.policy].by_id[record.task.task].ref
                    link = Link(upper, record.task, record.quote, record.note)
                    self._above.setdefault(task.ref, []).append(link)
                    self._below.setdefault(upper, []).append(link._replace(task=task.ref))

    def above(self, task: TaskRef) -> tuple[Link, ...]:
        """The superior tasks that ``task`` carries out."""
        return tuple(self._above.get(task, ()))

    def below(self, task: TaskRef) -> tuple[Link, ...]:
        """The tasks that carry ``task`` out, document by document."""
        return tuple(self._below.get(task, ()))

    def document(self, basis: Basis) -> PolicyView | None:
        """The document of the site that ``basis`` names."""
        named = (policy for policy in self._policies.values() if basis.names(policy.record.metadata))
        return next(named, None)

    def based_on(self, policy: PolicyView) -> tuple[PolicyView, ...]:
        """The documents of the site that name ``policy`` among their bases."""
        facts = policy.record.metadata
        return tuple(
            other
            for other in self._policies.values()
            if other is not policy and any(basis.names(facts) for basis in other.record.metadata.bases)
        )

    def not_carried_out(self, policy: PolicyView) -> tuple[TaskRef, ...]:
        """The tasks of ``policy`` that no task of another document carries out; empty where none of it is said to be."""
        if not any(task.ref in self._below for task in policy.tasks):
            return ()
        return tuple(task.ref for task in policy.tasks if task.ref not in self._below)
