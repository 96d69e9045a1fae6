"""Ledgers that go out with what was reported before: what comes back the same, and what came back untouched."""

from __future__ import annotations

import datetime as dt

import pytest

from responsibility.build.project import Project
from responsibility.data.loader import load
from responsibility.edit.collected_told import as_text

from .conftest import read
from .support.filling import Ledger, entries, ledger, ledgers, project, remarks, sent, subject, take

__all__ = ["ledger", "project", "sent"]

WATER = subject("1")
PLANTS = subject("1", "target", "新建水厂2座", "座")
COVERAGE = subject("1", "target", "供水普及率达到95%以上", "%")
CHECKED_ALL = subject("2.1", "target", "实现排查全覆盖")


@pytest.mark.parametrize(
    ("typed", "code", "whole", "actual"),
    [("全覆盖", "@", True, None), (1, "0%", True, None), (0.98, "0%", False, 98), ("98%", "@", False, 98)],
)
def test_whole_coverage_in_per_cent_goes_out_again_as_it_came(
    project: Project, ledger: Ledger, typed: object, code: str, whole: bool, actual: int | None
) -> None:
    row = ledger.fill(CHECKED_ALL, 实际值=typed)
    ledger.cell(row, "实际值").number_format = code
    assert remarks(take(project, ledger)) == []
    entry = entries(project)[CHECKED_ALL]
    assert (entry.whole, entry.actual) == (whole, actual)
    again = Ledger(ledgers(read(project.tasks))["slj"])
    assert again.cell(again.row(CHECKED_ALL), "实际值").value == ("已做到" if whole else "98%")
    assert take(project, again).change == {}


# ---------------------------------------------------------------- what came back as it went out

LATER = dt.date(2023, 9, 30)


@pytest.fixture
def later(project: Project, ledger: Ledger) -> Ledger:
    """The workbook of the next reporting day, with what was reported on this one."""
    ledger.fill(WATER, 状态="推进中", 进展情况="两座水厂\n均已开工", 佐证="a.jpg；https://b.gov.cn/1")
    ledger.fill(COVERAGE, 实际值=0.935, 完成日期=dt.date(2023, 6, 1))
    ledger.fill(CHECKED_ALL, 实际值="98%")
    take(project, ledger)
    return Ledger(ledgers(read(project.tasks), LATER)["slj"])


def test_a_ledger_with_what_was_reported_before_and_nothing_else_is_not_filled_in(
    project: Project, later: Ledger
) -> None:
    before = read(project.tasks)
    collection = take(project, later)
    assert remarks(collection) == [
        "水利局.xlsx：与上次（2023-06-30）报的完全一样，没有改动，按交回未填计：确实没有变化的，请在“进展情况”里写明"
    ]
    assert (read(project.tasks), collection.change) == (before, {})
    assert "县水利局 交回未填 0 行" in " ".join(as_text(collection, 100, dry=False).split())


@pytest.mark.parametrize(
    "cells", [{"进展情况": "没有变化"}, {"责任人": "张三"}, {"实际值": "约3座"}, {"存在问题": "缺钱"}]
)
def test_a_ledger_in_which_one_cell_was_filled_in_is_reported_whole(
    project: Project, later: Ledger, cells: dict[str, object]
) -> None:
    later.fill(PLANTS if "实际值" in cells else WATER, **cells)
    take(project, later)
    [policy] = load(read(project.tasks)).policies
    [report] = [each for each in policy.progress if each.day.last_day == LATER]
    assert [entry.subject for entry in report.entries] == [WATER, COVERAGE, CHECKED_ALL]


def test_a_ledger_of_which_nothing_could_be_read_was_not_left_empty(project: Project, ledger: Ledger) -> None:
    ledger.fill(PLANTS, 实际值="约2座")
    assert "县水利局 没有读入 0 行" in " ".join(as_text(take(project, ledger), 100, dry=False).split())
