"""Rules of a document as they are shown: whom they put into a role, who reports when to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from responsibility.graph import Graph
from responsibility.language import dates
from responsibility.model import ROLE_NAMES, LeadRule, Policy, ReportRule, Role, Rule, Unit
from responsibility.model.dates import AnyDate, PartialDate, in_year
from responsibility.model.deadlines import MONTHS_OF, UNPLACED
from responsibility.views.phrases import date_words, origin_of_year, recurring_day, unit_names


class RuledView(NamedTuple):
    """Units that have a role in an item by a rule of the document, and not by its clause."""

    rule: Rule
    role: Role
    units: tuple[Unit, ...]

    @property
    def words(self) -> str:
        """``牵头单位是县水利局（“列第一位的责任单位为牵头单位”）``; of units that no clause names, 还有."""
        verb = "是" if isinstance(self.rule, LeadRule) else "还有"
        return f"{ROLE_NAMES[self.role]}{verb}{unit_names(self.units)}（“{self.rule.quote}”）"


@dataclass(frozen=True)
class ReportView:
    """A reporting duty, with the units that have it."""

    record: ReportRule
    policy: str
    document: str
    index: int
    """Its place among the reports of its policy, from 1."""
    issued: PartialDate | None
    units: tuple[Unit, ...]
    """In the registry's order, members of collectives included."""

    draft: bool = False
    """Whether nobody has confirmed it: a question about it is still to be settled."""

    @property
    def datable(self) -> bool:
        """Whether it can stand in a calendar: a recurrence needs the document's date to begin at."""
        recurs = self.record.every is not None and self.record.every not in UNPLACED
        return self.due is not None or (recurs and self.issued is not None)

    @property
    def due(self) -> PartialDate | None:
        """The day of a report that is made once, in the year of the document's date where it has none."""
        return in_year(self.record.due, self.issued.year if self.issued else None)

    @property
    def when(self) -> str:
        """``每季度末月25日前``, ``每月5日前``, ``2024年9月底前``."""
        rule = self.record
        if rule.every is None:
            return self._once(rule.due) if rule.due else ""
        every = dates.every_words(rule.every, rule.interval)
        if rule.day is None and (rule.month is None or rule.every == "week"):
            return every
        month = rule.month or MONTHS_OF.get(rule.every)
        return every + recurring_day(rule.every, month, rule.day) + ("前" if rule.day else "底前")

    def _once(self, due: AnyDate) -> str:
        origin = origin_of_year(None, due, self.issued.year if self.issued else None)
        return f"{date_words(due)}{dates.end_word(self.record.quote)}前{origin}"

    @property
    def words(self) -> str:
        """``每季度末月25日前报送县政府办``."""
        return f"{self.when}报送{self.record.to or ''}"


def report_views(policy: Policy, units: Mapping[str, Unit], graph: Graph) -> tuple[ReportView, ...]:
    """The reports of ``policy``, in the document's order."""
    facts = policy.metadata
    return tuple(
        ReportView(
            rule,
            policy.id,
            facts.name,
            index,
            facts.issued,
            tuple(units[name] for name in graph.reporters(policy, rule)),
            draft=any(f"“{rule.quote}”" in entry.what for entry in facts.unsettled),
        )
        for index, rule in enumerate(policy.reports, 1)
    )
