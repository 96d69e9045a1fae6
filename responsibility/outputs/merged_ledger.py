"""The merged ledger: what all units reported of a policy, a row a subject and unit, and its tables by unit and of what is overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from responsibility.model import PartialDate, Unit
from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import STATUS_SPECS
from responsibility.outputs.fill_in import Row, entry_words, task_rows
from responsibility.outputs.flat_table import Cell, Columns, Percent, Table
from responsibility.progress.lights import ACCEPTED, LIGHT_SPECS, REPORTED_DONE, SOON, UNREPORTED, State
from responsibility.progress.standing import Reported
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.progress import DueView, PolicyProgress, UnitStanding


@dataclass(frozen=True)
class MergedRow:
    """What one unit reported of one subject."""

    row: Row
    unit: Unit | None
    """None where nobody is known who reports on it."""
    state: State
    latest: Reported | None
    """What it reported last, for whichever day."""
    this_time: Reported | None
    """The same, where that was for the last reporting day."""
    before: Reported | None
    """What it had reported before that day."""
    decisions: tuple[Decision, ...]
    """Those on this very subject that hold for the unit."""


def merged_rows(site: SiteView, policy: PolicyView) -> Iterator[MergedRow]:
    """The rows in the document's order: of each subject those who decide it, then others that reported on it."""
    units = {view.unit.name: view.unit for view in site.units}
    for task in policy.tasks:
        for row in task_rows(site, task):
            standing = row.standing
            if standing is None:
                continue
            reporting = [each.unit for each in standing.reports(row.subject)]
            names = list(dict.fromkeys([*standing.by_unit(row.subject), *reporting]))
            for name in names or [""]:
                older = (each for each in standing.history(row.subject) if each.unit == name)
                latest = standing.latest(row.subject, name)
                this_time = latest if latest and latest.day == standing.days[-1] else None
                yield MergedRow(
                    row,
                    units.get(name),
                    standing.state(row.subject, name),
                    latest,
                    this_time,
                    next(older, None) if this_time else latest,
                    tuple(each for each in standing.decisions(row.subject) if each.unit in (None, name)),
                )


def report_words(reported: Reported | None) -> str:
    """A report in one text: the status that was told, then the words."""
    if reported is None:
        return ""
    status = STATUS_SPECS[reported.entry.status].name if reported.entry.status else ""
    return "\n".join(filter(None, (status, entry_words(reported.entry))))


def decision_words(decision: Decision) -> str:
    """``2023年12月20日延期至2024年3月31日（县政府第12次常务会议纪要）``."""
    until = f"至{decision.due.chinese}" if decision.due else ""
    words = f"：{decision.words}" if decision.words else ""
    return f"{decision.day.chinese}{DECISION_NAMES[decision.what]}{until}（{decision.basis}）{words}"


def exact(day: datetime.date | None) -> PartialDate | None:
    """A day as tables hold it."""
    return PartialDate(day.year, day.month, day.day) if day else None


def percent(share: Fraction | None) -> Percent | None:
    """A share in per cent, to one decimal."""
    if share is None:
        return None
    value = Decimal(share.numerator) * 100 / Decimal(share.denominator)
    return Percent(value.quantize(Decimal("0.1")).normalize())


_UNITS: Columns = (
    ("排名", "integer"),
    ("单位", "string"),
    ("本期报送", "string"),
    ("最近报送", "end"),
    ("主责任务", "integer"),
    (ACCEPTED, "integer"),
    (REPORTED_DONE, "integer"),
    *((STATUS_SPECS[key].name, "integer") for key in STATUS_SPECS if key != "completed"),
    (UNREPORTED, "integer"),
    ("完成率", "number"),
    *((spec.name, "integer") for spec in LIGHT_SPECS.values()),
    ("逾期", "integer"),
    (f"{SOON} 天内到期", "integer"),
)


def unit_table(progress: PolicyProgress) -> Table:
    """A row a unit that is expected to report: whether it did, how far it is."""
    rows = [_unit(standing, rank) for standing, rank in ranked(progress.by_unit)]
    return Table("progress-units", "各单位", _UNITS, tuple(rows))


def ranked(standings: tuple[UnitStanding, ...]) -> Iterator[tuple[UnitStanding, int | None]]:
    """Each standing with its rank by completion; the same completion has the same rank, who completed nothing has none."""
    rank, last = 0, None
    for place, standing in enumerate(standings, 1):
        completion = standing.tally.completion
        rank = rank if completion == last and rank else place
        last = completion
        yield standing, rank if completion else None


def _unit(standing: UnitStanding, rank: int | None) -> tuple[Cell, ...]:
    tally = standing.tally
    return (
        rank,
        standing.unit.name,
        "已报" if standing.reported else "未报",
        exact(standing.last_day),
        tally.items,
        tally.accepted,
        tally.by_status["completed"] - tally.accepted,
        *(tally.by_status[key] for key in STATUS_SPECS if key != "completed"),
        tally.by_status[None],
        percent(tally.completion),
        *tally.counts.values(),
        len(standing.overdue),
        len(standing.soon),
    )


_OVERDUE: Columns = (
    ("序号", "string"),
    ("任务", "string"),
    ("完成事项", "string"),
    ("文件规定的时限", "string"),
    ("到期日", "end"),
    ("逾期天数", "integer"),
    ("单位", "string"),
    ("状态", "string"),
)


def overdue_table(progress: PolicyProgress) -> Table:
    """A row a deadline that is past and not completed, the longest overdue first."""
    return Table("progress-overdue", "逾期", _OVERDUE, tuple(map(_due, progress.overdue)))


def _due(due: DueView) -> tuple[Cell, ...]:
    return (
        due.task.label + due.item.part_label,
        due.task.title,
        due.matter,
        due_words(due),
        exact(due.state.end),
        due.over,
        "、".join(unit.name for unit in due.units),
        due.status_words,
    )


def due_words(due: DueView) -> str:
    """By when, in the document's words, with the day of an extension behind them; the office's day alone where it is its own."""
    extended = due.state.extended
    until = f"延至{extended.due.chinese}" if extended and extended.due else ""
    if due.deadline is None:
        return until
    return due.deadline.words + (f"（{until}）" if until else "")
