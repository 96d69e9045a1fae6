"""The lists over all policies, and the pages that each is divided into: one while it is light enough to open, else several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from responsibility.model import ItemId
from responsibility.outputs.site.pages import PAGES, index
from responsibility.views import SiteView
from responsibility.views.policies import PoliciesView, PolicyView

BUDGET = 300 * 1024
"""Bytes of HTML that a page over several policies may weigh. A page of one policy is as long as its document makes it."""
SHELL = 16 * 1024
"""Of these, what is kept for the header and footer that the theme puts around each page."""


class Tab(NamedTuple):
    """What the other pages of a list know of one: where it is, and what it is called."""

    path: str
    label: str


MOST_LINES = 400
"""Lines of a list over several policies that are too many for one page, however little each says: nobody reads on."""
MOST_DUTIES = 200
"""The same of the tasks of a unit."""


@dataclass(frozen=True)
class ListPage:
    """A page of a list: of all policies, of those of a year, or of one."""

    path: str
    label: str
    """What tells it from the others: ``2023年``, or a policy's name; empty where the list has no other."""
    policies: PoliciesView
    past: bool = False
    """Whether it is of a document that is done or repealed, which the others leave out."""

    @property
    def tab(self) -> Tab:
        """How the others lead to it."""
        return Tab(self.path, self.label)

    def long(self, key: str) -> bool:
        """Whether the list ``key`` has so many lines on this page that it need not be weighed."""
        return (
            key in _LINES and sum(len([*_LINES[key](each)]) for each in self.policies.policies) > MOST_LINES
        )

    def lines(self, key: str) -> Counter[str]:
        """How many lines the list ``key`` has on this page, under ``""``, and how many of them reach each unit, by its id."""
        numbers: Counter[str] = Counter()
        for policy in self.policies.policies:
            for item in _LINES[key](policy) if key in _LINES else ():
                numbers.update(("", *(policy.reached[item] if item else ())))
        return numbers


_LINES: dict[str, Callable[[PolicyView], Iterable[ItemId | None]]] = {
    "matrix": lambda policy: (task.ref.item for task in policy.tasks),
    "deadlines": lambda policy: (deadline.item for deadline in policy.deadlines),
    "targets": lambda policy: (target.item for target in policy.targets),
    "deliverables": lambda policy: (deliverable.item for deliverable in policy.deliverables),
    "gaps": lambda policy: (gap.item for gap in policy.gaps),
}
"""The task or part that each line of a list is of; None where it is of the whole document."""

Lists = dict[str, tuple[ListPage, ...]]
"""The pages of each list by its key among the pages, newest first."""


def undivided(site: SiteView) -> Lists:
    """Each list on a page of its own, documents that are done or repealed left out."""
    keys = (key for key, kind in PAGES.items() if kind.scope == "policies")
    return {
        key: (ListPage(index(key), "", site.together(listed(site, key))),)
        for key in keys
        if listed(site, key)
    }


def listed(site: SiteView, key: str) -> tuple[PolicyView, ...]:
    """The policies of which the list ``key`` tells daily: all in force, or those of them that have progress."""
    return _telling(key, site.current)


def _telling(key: str, policies: tuple[PolicyView, ...]) -> tuple[PolicyView, ...]:
    return tuple(policy for policy in policies if policy.progress or not PAGES[key].if_reported)


def apart(site: SiteView, key: str) -> tuple[ListPage, ...]:
    """The list ``key`` on a page for each policy of the daily lists."""
    return tuple(_of_policy(site, key, policy) for policy in listed(site, key))


def divided(site: SiteView, light: Callable[[str, ListPage], bool]) -> Lists:
    """Each list on as few pages as are ``light``, given a list's key and a page of it.

    What is too heavy for one page has one for each year of issue, and a year that is still too heavy one
    for each policy; a policy without a date has its own, and so has, behind the others, one that is done or
    repealed.
    """
    lists = {}
    for key, whole in undivided(site).items():
        one_page = len(listed(site, key)) < 2 or light(key, whole[0])
        past = (replace(_of_policy(site, key, policy), past=True) for policy in _telling(key, site.past))
        lists[key] = (*(whole if one_page else _parts(site, key, light)), *past)
    return lists


def _parts(site: SiteView, key: str, light: Callable[[str, ListPage], bool]) -> Iterator[ListPage]:
    for year, policies in by_year(listed(site, key)):
        page = ListPage(_path(key, f"y_{year}"), f"{year}年", site.together(policies))
        if year and len(policies) > 1 and light(key, page):
            yield page
        else:
            yield from (_of_policy(site, key, policy) for policy in policies)


def _of_policy(site: SiteView, key: str, policy: PolicyView) -> ListPage:
    return ListPage(_path(key, policy.id), policy.record.metadata.name, site.together((policy,)))


def _path(key: str, folder: str) -> str:
    return f"{key}/{folder}/index.md"


def by_year(policies: tuple[PolicyView, ...]) -> list[tuple[int, tuple[PolicyView, ...]]]:
    """The policies by the year of their issue, the newest first; those without a date last, under 0."""
    years: dict[int, list[PolicyView]] = {}
    for policy in policies:
        years.setdefault(policy.record.metadata.year or 0, []).append(policy)
    return [(year, tuple(years[year])) for year in sorted(years, reverse=True)]
