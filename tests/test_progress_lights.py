"""Lights by stated rules: what units reported, what the office decided, and the document's dates, as of a day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from responsibility import checks, views
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.model import ItemId
from responsibility.progress.lights import State, over
from responsibility.views import SiteView
from responsibility.views.subject_progress import SubjectProgress

from .support.progress import decided, entry, reported

BUREAU, SCHOOLS, OFFICE, EAST, WEST = "县水利局", "县教育局", "县委办", "东河镇", "西山镇"
YEAR_END = {"about": "deadline", "quote": "2023年底前"}
RATE = {"about": "target", "quote": "供水普及率达到95%以上", "measure": "%"}


def site(files: Files, as_of: str | None = None) -> SiteView:
    data = load(files)
    assert not data.problems, data.problems
    return views.build(data, checks.run(data), datetime.date.fromisoformat(as_of) if as_of else None)


def item(view: SiteView, written: str) -> SubjectProgress:
    item_id = ItemId.parse(written)
    progress = view.policies[0].by_id[item_id.task].progress
    assert progress
    return progress.of_item(item_id)


def shown(state: State) -> tuple[str | None, str]:
    return state.light, state.words


def test_reports_and_decisions_of_tests_are_files_that_load(small_files: Files) -> None:
    files = reported(
        small_files, "2023-06-30", BUREAU, entry("1", "in_progress", progress="两座水厂均已开工。")
    )
    files = decided(files, {"task": "1", "what": "accepted", "day": "2023-07-10"})
    files = decided(files, {"task": "2.1", "what": "accepted", "day": "2023-07-10"})
    data = load(files)
    assert not data.problems
    [policy] = data.policies
    assert [each.unit for each in policy.progress] == [BUREAU]
    assert [str(each.task) for each in policy.decisions] == ["1", "2.1"]


@pytest.mark.parametrize(
    ("as_of", "reports", "light", "words"),
    [
        ("2023-06-30", {"status": "not_started"}, "green", "未启动，还有 184 天"),
        ("2023-06-30", {"status": "in_progress"}, "green", "推进中，还有 184 天"),
        ("2023-06-30", {"status": "in_progress", "problems": "用地未批"}, "yellow", "推进中，还有 184 天"),
        ("2023-06-30", {"status": "in_progress", "problems": "暂无。"}, "green", "推进中，还有 184 天"),
        ("2023-06-30", {"status": "not_started", "problems": "用地未批"}, "green", "未启动，还有 184 天"),
        ("2023-06-30", {"status": "delayed"}, "red", "滞后，还有 184 天"),
        ("2023-11-30", {"status": "in_progress"}, "green", "推进中，还有 31 天"),
        ("2023-12-01", {"status": "in_progress"}, "yellow", "推进中，还有 30 天"),
        ("2023-12-31", {"status": "in_progress"}, "yellow", "推进中，今天到期"),
        ("2024-01-01", {"status": "in_progress"}, "red", "推进中，已过期 1 天"),
        ("2024-01-10", {"status": "not_started"}, "red", "未启动，已过期 10 天"),
        ("2024-01-10", {"status": "completed"}, "green", "报已完成"),
        ("2024-01-10", {"status": "completed", "completed": "2023-12-31"}, "green", "报已完成"),
        ("2024-01-10", {"status": "completed", "completed": "2024-01-01"}, "green", "报已完成（逾期完成）"),
        ("2024-01-10", {"status": "not_applicable"}, None, "不适用"),
        ("2024-01-10", {"progress": "正在办理"}, "grey", "未填状态，已过期 10 天"),
    ],
)
def test_the_light_of_an_item_follows_from_status_end_and_problems(
    small_files: Files, as_of: str, reports: dict[str, Any], light: str | None, words: str
) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", **reports))
    assert shown(item(site(files, as_of), "1").state) == (light, words)


def test_what_nobody_reported_is_grey_and_its_days_are_told_all_the_same(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", "in_progress"))
    assert shown(item(site(files, "2024-06-05"), "3").state) == ("grey", "未报，已过期 5 天")


def test_the_safe_reading_of_a_day_counts(small_files: Files) -> None:
    """至2024年6月前 may mean before June or before its end."""
    files = reported(small_files, "2023-06-30", SCHOOLS, entry("3", "in_progress"))
    assert item(site(files, "2023-06-30"), "3").state.end == datetime.date(2024, 5, 31)


def test_a_later_report_replaces_what_it_mentions_and_leaves_the_rest(small_files: Files) -> None:
    files = reported(
        small_files, "2023-06-30", BUREAU, entry("1", "in_progress"), entry("2.1", "in_progress")
    )
    files = reported(files, "2023-09-30", BUREAU, entry("1", "delayed"))
    assert item(site(files), "1").state.status == "delayed"
    assert item(site(files), "2.1").state.status == "in_progress"
    [latest], [older] = item(site(files), "1").reports, item(site(files), "1").history
    assert (latest.day.isoformat(), older.day.isoformat()) == ("2023-09-30", "2023-06-30")


def test_what_is_reported_or_decided_after_the_stated_day_does_not_count(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", "in_progress"))
    files = reported(files, "2023-09-30", BUREAU, entry("1", "completed"))
    files = decided(files, {"task": "1", "what": "accepted", "day": "2023-10-08"})
    assert item(site(files, "2023-09-29"), "1").state.status == "in_progress"
    assert item(site(files), "1").state.words == "报已完成"
    assert item(site(files, "2023-10-08"), "1").state.words == "已销号"
    assert site(files, "2023-06-29").policies[0].tasks[0].progress is None


def test_the_stated_day_is_by_default_the_last_reporting_day(small_files: Files) -> None:
    assert site(small_files).as_of is None
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", "in_progress"))
    files = decided(files, {"task": "1", "what": "accepted", "day": "2023-10-08"})
    assert site(files).as_of == datetime.date(2023, 6, 30)
    only_decided = decided(small_files, {"task": "1", "what": "accepted", "day": "2023-10-08"})
    assert site(only_decided).as_of == datetime.date(2023, 10, 8)


@pytest.mark.parametrize(
    ("statuses", "light", "words"),
    [
        (("in_progress", "completed", "completed"), "green", "推进中（1/3 家）"),
        (("not_started", "in_progress", "completed"), "green", "未启动（1/3 家）"),
        (("completed", None, "completed"), "grey", "未报（1/3 家）"),
        (("delayed", None, "completed"), "red", "滞后（1/3 家）"),
        (("completed", "completed", "completed"), "green", "报已完成"),
        (("not_applicable", "completed", "completed"), "green", "报已完成"),
        (("not_applicable", "not_applicable", "not_applicable"), None, "不适用"),
        (("not_applicable", None, None), "grey", "未报"),
    ],
)
def test_of_several_units_the_least_advanced_decides(
    small_files: Files, statuses: tuple[str | None, ...], light: str | None, words: str
) -> None:
    """Task 4 has no lead: those responsible decide, 各镇 as its members."""
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", "in_progress"))
    for unit, status in zip((OFFICE, EAST, WEST), statuses, strict=True):
        if status:
            files = reported(files, "2023-06-30", unit, entry("4", status))
    assert shown(item(site(files), "4").state) == (light, words)
    assert list(item(site(files), "4").by_unit) == [OFFICE, EAST, WEST]


def test_who_supports_reports_and_does_not_decide(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", EAST, entry("1", "delayed"))
    progress = item(site(files), "1")
    assert list(progress.by_unit) == [BUREAU]
    assert shown(progress.state) == ("grey", "未报，还有 184 天")
    assert [each.unit for each in progress.reports] == [EAST]


def test_a_fact_takes_completion_from_its_item_and_nothing_else(small_files: Files) -> None:
    def deadline(status: str) -> State:
        files = reported(small_files, "2024-01-10", BUREAU, entry("1", status))
        task = site(files).policies[0].by_id["1"]
        assert task.progress
        return task.progress.of(task.deadlines[0]).state

    assert shown(deadline("completed")) == ("green", "报已完成")
    assert shown(deadline("not_applicable")) == (None, "不适用")
    assert shown(deadline("in_progress")) == ("grey", "未报，已过期 10 天")
    assert shown(deadline("delayed")) == ("grey", "未报，已过期 10 天")


def test_a_reported_deadline_lends_its_item_the_worse_light(small_files: Files) -> None:
    files = reported(
        small_files, "2023-06-30", BUREAU, entry("1", "in_progress"), entry("1", "delayed", **YEAR_END)
    )
    words = "推进中，还有 184 天；时限“2023年底前”滞后，还有 184 天"
    assert shown(item(site(files), "1").state) == ("red", words)


def test_a_light_that_what_is_reported_of_the_item_does_not_explain_says_what_lights_it(
    small_files: Files,
) -> None:
    entries = [entry("1", "completed"), entry("1", "in_progress", **YEAR_END)]
    files = reported(small_files, "2024-01-10", BUREAU, *entries)
    state = item(site(files), "1").state
    cause = "时限“2023年底前”推进中，已过期 10 天"
    assert shown(state) == ("red", f"报已完成；{cause}")
    assert (state.name, state.cause, state.done) == ("报已完成", cause, True)
    assert shown(over([state, state])) == shown(state)
    green = item(site(reported(small_files, "2024-01-10", BUREAU, entry("1", "completed"))), "1").state
    assert shown(over([green, state])) == shown(state)
    assert (green.words, green.cause) == ("报已完成", "")


def test_an_item_ends_with_the_next_of_its_deadlines_that_is_open(small_files: Files) -> None:
    """Task 2: 提升期内 binds the second part alone; a deadline that is completed leaves no end."""
    files = reported(
        small_files, "2023-06-30", BUREAU, entry("2.1", "in_progress"), entry("2.2", "in_progress")
    )
    view = site(files)
    assert item(view, "2.1").state.end is None
    assert item(view, "2.2").state.end == datetime.date(2025, 12, 31)
    files = reported(
        files, "2023-07-31", BUREAU, entry("1", "in_progress"), entry("1", "completed", **YEAR_END)
    )
    assert item(site(files), "1").state.end is None


def test_a_task_stands_as_the_least_advanced_of_its_parts(small_files: Files) -> None:
    files = reported(
        small_files, "2023-06-30", BUREAU, entry("2.1", "completed"), entry("2.2", "in_progress")
    )
    files = reported(files, "2023-06-30", EAST, entry("2.2", "in_progress"))
    assert shown(item(site(files), "2").state) == ("green", "推进中（1/2 部分），还有 915 天")
    both = reported(small_files, "2023-06-30", BUREAU, entry("2", "completed"))
    assert item(site(both), "2.1").state.status == "completed"


def test_accepted_is_done_for_all_or_for_the_unit_that_it_names(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", OFFICE, entry("4", "completed"))
    one = decided(files, {"task": "4", "what": "accepted", "unit": OFFICE, "day": "2023-06-30"})
    progress = item(site(one), "4")
    assert progress.by_unit[OFFICE].words == "已销号"
    assert progress.state.words == "未报（2/3 家）"
    everyone = decided(files, {"task": "4", "what": "accepted", "day": "2023-06-30"})
    assert item(site(everyone), "4").state.words == "已销号"
    assert item(site(everyone), "4").state.accepted
    late = reported(files, "2024-02-01", BUREAU, entry("1", "completed", completed="2024-01-20"))
    late = decided(late, {"task": "1", "what": "accepted", "day": "2024-02-01"})
    assert item(site(late), "1").state.words == "已销号（逾期完成）"


def test_an_extension_moves_the_end_and_the_documents_day_stands(small_files: Files) -> None:
    extension = {"task": "1", "what": "extended", **YEAR_END, "day": "2023-12-20", "due": "2024-03-31"}
    files = reported(small_files, "2024-01-10", BUREAU, entry("1", "in_progress"))
    files = decided(files, extension)
    state = item(site(files), "1").state
    assert shown(state) == ("green", "推进中，还有 81 天")
    assert state.extended
    deadline = site(files).policies[0].by_id["1"].deadlines[0]
    assert deadline.words == "2023年底前"
    assert deadline.status
    assert deadline.status.words == "还有 81 天"
    again = decided(files, {**extension, "day": "2024-01-05", "due": "2024-01-20"})
    assert shown(item(site(again), "1").state) == ("yellow", "推进中，还有 10 天")
    assert item(site(again, "2024-01-04"), "1").state.end == datetime.date(2024, 3, 31)


def test_an_extension_of_the_task_moves_what_ends_before_it(small_files: Files) -> None:
    files = reported(
        small_files, "2024-01-10", BUREAU, entry("1", "in_progress"), entry("2.2", "in_progress")
    )
    files = decided(
        files,
        {"task": "1", "what": "extended", "day": "2023-12-20", "due": "2024-03-31"},
        {"task": "2", "what": "extended", "day": "2023-12-20", "due": "2024-03-31"},
    )
    view = site(files)
    assert item(view, "1").state.end == datetime.date(2024, 3, 31)
    assert item(view, "2.2").by_unit[BUREAU].end == datetime.date(2025, 12, 31)
    assert item(view, "2.1").by_unit[BUREAU].end == datetime.date(2024, 3, 31)


def test_an_adjustment_is_told_and_changes_no_light(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", "in_progress"))
    adjusted = decided(
        files, {"task": "1", "what": "adjusted", "day": "2023-06-30", "words": "改为新建水厂1座"}
    )
    state = item(site(adjusted), "1").state
    assert [each.words for each in state.adjusted] == ["改为新建水厂1座"]
    assert shown(state) == shown(item(site(files), "1").state)


def test_a_deadline_that_is_done_is_past_no_more(small_files: Files) -> None:
    """Without progress it is 已过期 for ever."""
    files = reported(small_files, "2024-01-10", BUREAU, entry("1", "completed"))
    assert site(small_files, "2024-01-10").policies[0].statuses["past"] == 1
    assert site(files).policies[0].statuses["past"] == 0


@pytest.mark.parametrize(
    ("reports", "light"),
    [
        ({"actual": 93.5}, "red"),
        ({"actual": 96}, "green"),
        ({"actual": 93.5, "status": "in_progress"}, "red"),
        ({"actual": 93.5, "status": "completed"}, "green"),
        ({"progress": "正在核实"}, "grey"),
    ],
)
def test_a_target_without_a_status_goes_by_its_figures(
    small_files: Files, reports: dict[str, Any], light: str
) -> None:
    """A target has no end of its own: without a status a figure that does not reach it is still on its way."""
    files = reported(small_files, "2024-01-10", BUREAU, entry("1", **RATE, **reports))
    task = site(files).policies[0].by_id["1"]
    assert task.progress
    assert task.progress.of(task.targets[1]).state.light == light


@pytest.mark.parametrize(
    ("reports", "sign"),
    [
        ({"status": "not_started"}, "○"),
        ({"status": "in_progress"}, "◐"),
        ({"status": "in_progress", "problems": "用地未批"}, "！"),
        ({"status": "completed"}, "✓"),
        ({"status": "delayed"}, "✕"),
        ({**RATE, "actual": 93.5}, "◐"),
        ({**RATE, "actual": 96}, "✓"),
    ],
)
def test_what_is_left_to_do_has_no_tick(small_files: Files, reports: dict[str, Any], sign: str) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", **reports))
    task = site(files).policies[0].by_id["1"]
    assert task.progress
    of_target = "about" in reports
    assert (task.progress.of(task.targets[1]) if of_target else task.progress).state.sign == sign


def test_a_target_of_several_units_that_all_reach_it_is_reached(small_files: Files) -> None:
    files = small_files
    for unit in (OFFICE, EAST, WEST):
        files = reported(
            files, "2023-06-30", unit, entry("4", about="target", quote="应知尽知", whole=unit != EAST)
        )
    task = site(files).policies[0].by_id["4"]
    assert task.progress
    assert task.progress.of(task.targets[0]).state.words == "未填状态"
    files = reported(files, "2023-07-31", EAST, entry("4", about="target", quote="应知尽知", whole=True))
    task = site(files).policies[0].by_id["4"]
    assert task.progress
    assert shown(task.progress.of(task.targets[0]).state) == ("green", "已达到")
