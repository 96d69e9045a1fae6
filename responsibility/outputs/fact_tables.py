"""The flat tables of facts: deadlines, targets and deliverables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from responsibility.language import comparisons, coverage, dates
from responsibility.model.dates import PartialDate
from responsibility.outputs.cells import deadline_list
from responsibility.outputs.flat_table import (
    READ_AS,
    READINGS,
    UNITS,
    Cell,
    Columns,
    Percent,
    Table,
    make_table,
)
from responsibility.views import SiteView
from responsibility.views.phrases import duration_words
from responsibility.views.tasks import DeadlineView, DeliverableView, TargetView

TITLES = {
    "deadlines": "时限：每处一行",
    "targets": "指标：每个数值一行",
    "deliverables": "成果：每项一行",
}
"""The tables, and what each is for."""
_COMPARISONS: dict[str, str] = {"equals": "等于", "between": "两数之间", **dict(coverage.WRITTEN.items())}
_AGAINST_BASELINE: dict[str, str] = {
    op: words.format("").removeprefix("与") for op, words in comparisons.WRITTEN_BASELINE.items()
}


def deadline_table(site: SiteView, deadlines: Iterable[DeadlineView]) -> Table:
    """A row a deadline, with the units of its task or part."""
    return make_table(
        "deadlines", TITLES["deadlines"], _DEADLINES, (_deadline(site, deadline) for deadline in deadlines)
    )


def target_table(site: SiteView, targets: Iterable[TargetView]) -> Table:
    """A row a value; a target without values has one row all the same."""
    rows = (row for target in targets for row in _target(site, target))
    return make_table("targets", TITLES["targets"], _TARGETS, rows)


def deliverable_table(site: SiteView, deliverables: Iterable[DeliverableView]) -> Table:
    """A row a deliverable, with the units of its task or part."""
    rows = (_deliverable(site, deliverable) for deliverable in deliverables)
    return make_table("deliverables", TITLES["deliverables"], _DELIVERABLES, rows)


_DEADLINES: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("时限", "string"),
    ("完成事项", "string"),
    ("原文", "string"),
    ("开始日期", "start"),
    ("截止日期", "end"),
    (READINGS, "string"),
    ("写有“前”", "boolean"),
    ("所属时期", "string"),
    ("周期", "string"),
    ("每周期次数", "integer"),
    ("次数为最低要求", "boolean"),
    ("期限长度", "string"),
    (READ_AS, "string"),
    *UNITS,
)


def _deadline(site: SiteView, deadline: DeadlineView) -> tuple[Cell, ...]:
    names = site.task(deadline.task).names_at(deadline.item)
    return (
        deadline.task.document,
        deadline.task.label,
        deadline.item.part_label,
        deadline.task.title,
        deadline.words,
        deadline.matter,
        deadline.record.quote,
        deadline.start,
        *_end(deadline),
        deadline.record.before,
        deadline.record.period,
        deadline.record.every and dates.every_words(deadline.record.every, deadline.record.interval),
        deadline.record.times,
        deadline.at_least,
        deadline.record.duration and duration_words(deadline.record.duration),
        deadline.record.read_as,
        *names.values(),
    )


def _end(deadline: DeadlineView) -> tuple[PartialDate | None, str]:
    """The end as exact as the document has it, or the safe day of the two that it can be read as, and that this is so."""
    days = deadline.last_days
    if not days or not days.ambiguous:
        return deadline.due, ""
    safe = PartialDate(days.safe.year, days.safe.month, days.safe.day)
    return safe, readings_words(days)


def readings_words(days: dates.LastDays) -> str:
    """That a date can be read in two ways, and which of them counts."""
    return f"原文可读作{days.both}，先按前一日掌握"


_TARGETS: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("指标", "string"),
    ("目标值", "string"),
    ("数值关系", "string"),
    ("数值", "number"),
    ("数值上限", "number"),
    ("计量单位", "string"),
    ("范围", "string"),
    ("对比基数", "string"),
    ("时限", "string"),
    ("原文", "string"),
    (READ_AS, "string"),
    *UNITS,
)


def _target(site: SiteView, target: TargetView) -> Iterator[tuple[Cell, ...]]:
    head = (
        target.task.document,
        target.task.label,
        target.item.part_label,
        target.task.title,
        target.record.indicator,
    )
    names = site.task(target.task).names_at(target.item)
    tail = (
        target.record.scope,
        target.record.baseline,
        deadline_list(target.deadlines),
        target.record.quote,
        target.record.read_as,
        *names.values(),
    )
    for comparison, low, high, unit in _values(target):
        yield (*head, target.parts.demand, comparison, low, high, unit, *tail)


def _values(target: TargetView) -> Iterator[tuple[str, Decimal | None, Decimal | None, str | None]]:
    """The comparison of each value in words, 不低于 where a rate is measured, then its figures and its unit."""
    for value in target.record.values:
        comparison = comparisons.written(value.op, target.record.indicator + value.unit)
        low, *high = (Percent(number) if value.unit == "%" else number for number in value.numbers)
        yield comparison or _COMPARISONS[value.op], low, high[0] if high else None, value.unit
    if target.record.compare:
        yield _AGAINST_BASELINE[target.record.compare], None, None, None
    elif not target.record.values:
        yield _COMPARISONS["all" if target.record.all else "none"], None, None, None


_DELIVERABLES: Columns = (
    ("文件", "string"),
    ("序号", "string"),
    ("部分", "string"),
    ("任务", "string"),
    ("成果", "string"),
    ("类别", "string"),
    ("时限", "string"),
    ("原文", "string"),
    *UNITS,
)


def _deliverable(site: SiteView, deliverable: DeliverableView) -> tuple[Cell, ...]:
    return (
        deliverable.task.document,
        deliverable.task.label,
        deliverable.item.part_label,
        deliverable.task.title,
        deliverable.record.name,
        deliverable.kind_name,
        deadline_list(deliverable.deadlines),
        deliverable.record.quote,
        *site.task(deliverable.task).names_at(deliverable.item).values(),
    )
