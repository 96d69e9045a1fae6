"""The site as a page of some of its documents is given it, so that what such a page can show is known before it is rendered."""

from __future__ import annotations

from typing import Any, NamedTuple

from responsibility.model import ItemId
from responsibility.model.problems import Problem
from responsibility.views import SiteView
from responsibility.views.hierarchy import Link
from responsibility.views.policies import PoliciesView, PolicyView
from responsibility.views.tasks import TaskRef, TaskView
from responsibility.views.units import UnitView


class Facts(NamedTuple):
    """What an excerpt answers of other documents than its own."""

    above: dict[TaskRef, tuple[Link, ...]]
    below: dict[TaskRef, tuple[Link, ...]]
    not_carried_out: dict[str, tuple[TaskRef, ...]]
    """By the id of a document."""
    elsewhere: dict[tuple[str, ItemId], TaskRef]
    """The tasks of others that its gaps concern too."""


class Excerpt:
    """Answers as the whole site does.

    What it knows itself follows from its own ``policies``, from its ``facts`` of others, and from what
    ``around`` says of the whole site. Asked for anything else it asks the site, and remembers in ``beyond`` that it did:
    then the page that asked may show anything.
    """

    def __init__(self, site: SiteView, policies: tuple[PolicyView, ...]) -> None:
        self._site = site
        self.own = {policy.id: policy for policy in policies}
        self.facts = _facts(site, policies)
        self.beyond = False
        self.as_of = site.as_of
        self.reported = site.reported
        self.registry = site.registry
        self.kinds = site.kinds
        self.newest = site.newest
        self.documents = _Documents(self, site.documents)
        self.hierarchy = _Hierarchy(self)

    def __getattr__(self, name: str) -> Any:
        self.beyond = True
        return getattr(self._site, name)

    def together(self, policies: tuple[PolicyView, ...]) -> PoliciesView:
        """See SiteView."""
        return self._of_own(self._site.together(policies))

    def reaching(self, view: UnitView) -> PoliciesView:
        """See SiteView."""
        return self._of_own(self._site.reaching(view))

    def task(self, ref: TaskRef) -> TaskView:
        """See SiteView."""
        policy = self.own.get(ref.policy)
        return policy.task(ref) if policy else self.whole().task(ref)

    def elsewhere(self, gap: Problem) -> tuple[tuple[TaskRef, ItemId], ...]:
        """See SiteView."""
        if not all(pair in self.facts.elsewhere for pair in gap.also):
            return self.whole().elsewhere(gap)
        return tuple((self.facts.elsewhere[pair], pair[1]) for pair in gap.also)

    def _of_own(self, policies: PoliciesView) -> PoliciesView:
        if any(self.own.get(policy.id) is not policy for policy in policies.policies):
            self.beyond = True
        return policies

    def whole(self) -> SiteView:
        """The site, of which the page may show anything from now on."""
        self.beyond = True
        return self._site


class _OfSite:
    """A part of the site, of which an excerpt answers only some."""

    def __init__(self, excerpt: Excerpt, name: str) -> None:
        self._excerpt, self._name = excerpt, name

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._excerpt.whole(), self._name), name)


class _Documents(_OfSite):
    """The current documents together: whether there are several, and of which years."""

    def __init__(self, excerpt: Excerpt, documents: PoliciesView) -> None:
        super().__init__(excerpt, "documents")
        self.several = documents.several
        self.years = documents.years


class _Hierarchy(_OfSite):
    """Which tasks carry out the tasks of the excerpt's documents, and which these carry out."""

    def __init__(self, excerpt: Excerpt) -> None:
        super().__init__(excerpt, "hierarchy")

    def above(self, task: TaskRef) -> tuple[Link, ...]:
        """See Hierarchy."""
        if task.policy not in self._excerpt.own:
            return self._excerpt.whole().hierarchy.above(task)
        return self._excerpt.facts.above.get(task, ())

    def below(self, task: TaskRef) -> tuple[Link, ...]:
        """See Hierarchy."""
        if task.policy not in self._excerpt.own:
            return self._excerpt.whole().hierarchy.below(task)
        return self._excerpt.facts.below.get(task, ())

    def not_carried_out(self, policy: PolicyView) -> tuple[TaskRef, ...]:
        """See Hierarchy."""
        if policy.id not in self._excerpt.own:
            return self._excerpt.whole().hierarchy.not_carried_out(policy)
        return self._excerpt.facts.not_carried_out[policy.id]


def _facts(site: SiteView, policies: tuple[PolicyView, ...]) -> Facts:
    tasks = [task.ref for policy in policies for task in policy.tasks]
    gaps = [gap for policy in policies for gap in policy.gaps]
    return Facts(
        {task: links for task in tasks if (links := site.hierarchy.above(task))},
        {task: links for task in tasks if (links := site.hierarchy.below(task))},
        {policy.id: site.hierarchy.not_carried_out(policy) for policy in policies},
        {pair: ref for gap in gaps for pair, (ref, _) in zip(gap.also, site.elsewhere(gap), strict=True)},
    )


def around(site: SiteView) -> tuple[object, ...]:
    """What an excerpt answers of the whole site."""
    return (
        site.as_of,
        site.reported,
        site.registry,
        site.kinds,
        site.newest,
        site.documents.several,
        site.documents.years,
        tuple(policy.id for policy in site.current),
    )
