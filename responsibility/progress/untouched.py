"""Ledgers that came back as they went out: what a unit reported before stands in them, and nothing else."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from responsibility.data.loader import Data
from responsibility.graph import Graph
from responsibility.model.progress import OnSubject, ProgressEntry
from responsibility.progress.collected import Collected, ReportKey
from responsibility.progress.plan import Plan
from responsibility.progress.standing import Reported, Standing

_ABOUT = frozenset(OnSubject.model_fields)


class Untouched(NamedTuple):
    """The reports of a unit for a day that say only what it reported before."""

    reports: tuple[ReportKey, ...]
    file: str
    """The ledger that says it, the first where there are several."""
    before: datetime.date
    """The day for which it reported it last."""


def untouched(collected: Collected, data: Data) -> Iterator[Untouched]:
    """Of whom nothing was changed in any row, over all policies: not even a name was filled in.

    Ledgers go out with what was reported last up to the reporting day; of a row that says so again nobody knows
    whether it was looked at, of a ledger full of them that it was not.
    """
    by_unit: defaultdict[tuple[str, datetime.date], list[ReportKey]] = defaultdict(list)
    for report, entries in collected.reports.items():
        if entries:
            by_unit[report.unit, report.day].append(report)
    standings: dict[tuple[str, datetime.date], Standing] = {}
    for (unit, day), reports in by_unit.items():
        if (unit, day) in collected.touched:
            continue
        for report in reports:
            if (report.policy, day) not in standings:
                standings[report.policy, day] = _before(data, report.policy, day)
        held = [
            (each, standings[report.policy, day].latest(subject, unit))
            for report in reports
            for subject, each in collected.reports[report].items()
        ]
        if all(_same(each.value, before) for each, before in held):
            last = max(before.day for _, before in held if before)
            yield Untouched(tuple(reports), held[0][0].file, last)


def _before(data: Data, policy: str, day: datetime.date) -> Standing:
    """How a policy stood on the day before ``day``."""
    record = next(each for each in data.policies if each.id == policy)
    return Standing(Plan(record, Graph(data), data.units), day - datetime.timedelta(days=1))


def _same(entry: ProgressEntry, before: Reported | None) -> bool:
    return before is not None and _said(entry) == _said(before.entry)


def _said(entry: ProgressEntry) -> Mapping[str, Any]:
    """What an entry says, whatever it is about: what was said of a whole task stands in the rows of its parts."""
    return entry.model_dump(exclude=set(_ABOUT))
