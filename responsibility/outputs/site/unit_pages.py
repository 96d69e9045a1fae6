"""The page of a unit that many documents ask something of: an index of them by year, and pages of a year or a document each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from responsibility.outputs.site.lists import by_year
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.units import UnitView


@dataclass(frozen=True)
class UnitPart:
    """A page of some documents' duties of a unit."""

    path: str
    label: str
    """What tells it from the others: ``2023年``, or a policy's name."""
    policies: tuple[PolicyView, ...]
    view: UnitView
    """The unit as far as these documents ask something of it."""

    @property
    def year(self) -> int:
        """The year of issue; 0 where its document has no date."""
        return self.policies[0].record.metadata.year or 0

    @property
    def by_policy(self) -> tuple[tuple[PolicyView, UnitView, str], ...]:
        """Each document with what it asks of the unit, and where that stands."""
        narrowed = len(self.policies) > 1
        return tuple(
            (
                policy,
                self.view.within({policy.id}),
                self.path + (f"#document={policy.id}" if narrowed else ""),
            )
            for policy in self.policies
        )


def parts(site: SiteView, view: UnitView, light: Callable[[UnitPart], bool]) -> tuple[UnitPart, ...]:
    """What a unit has to do on a page for each year of issue, newest first; a year that is not ``light`` on one for each document.

    Empty where there are not two documents to divide it by.
    """
    policies = site.telling(view)
    if len(policies) < 2:
        return ()
    return tuple(part for year, of_year in by_year(policies) for part in _of_year(view, year, of_year, light))


def _of_year(
    view: UnitView, year: int, policies: tuple[PolicyView, ...], light: Callable[[UnitPart], bool]
) -> Iterator[UnitPart]:
    if year and len(policies) > 1:
        whole = _part(view, f"y_{year}", f"{year}年", policies)
        if light(whole):
            yield whole
            return
    for policy in policies:
        yield _part(view, policy.id, policy.record.metadata.name, (policy,))


def _part(view: UnitView, name: str, label: str, policies: tuple[PolicyView, ...]) -> UnitPart:
    ids = {policy.id for policy in policies}
    return UnitPart(f"units/{view.unit.id}/{name}.md", label, policies, view.within(ids))
