"""Progress over policies and units: counts, completion, what is overdue, who has not reported, trend, shared problems."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest

from responsibility.data.folder import Files
from responsibility.model import ItemId
from responsibility.progress.shared_problems import groups, single_problems
from responsibility.views.progress import PolicyProgress

from .support.policies import reissued
from .support.progress import decided, entry, reported
from .test_progress_lights import BUREAU, EAST, OFFICE, SCHOOLS, WEST, YEAR_END, site


@pytest.fixture
def round_of_reports(small_files: Files) -> Files:
    """Two reporting days of the small policy; 县财政局 and 西山镇 never report."""
    files = reported(
        small_files, "2023-06-30", BUREAU, entry("1", "not_started"), entry("2.1", "in_progress")
    )
    files = reported(files, "2023-06-30", OFFICE, entry("4", "in_progress"), entry("s1", "not_applicable"))
    files = reported(
        files, "2024-01-10", BUREAU, entry("1", "in_progress", problems="1.专项资金尚未到位。2.用地未批")
    )
    files = reported(files, "2024-01-10", SCHOOLS, entry("3", "completed", problems="专项资金没有到位；无"))
    return reported(files, "2024-01-10", EAST, entry("2.2", "completed"), entry("4", "completed"))


def progress_of(files: Files, as_of: str | None = None) -> PolicyProgress:
    progress = site(files, as_of).progress
    assert progress
    return progress


def test_items_are_counted_by_light_and_status(round_of_reports: Files) -> None:
    progress = progress_of(round_of_reports)
    assert progress.tally.counts == {"red": 1, "yellow": 0, "grey": 3, "green": 2}
    assert [
        progress.tally.by_status[key] for key in ("in_progress", "completed", "not_applicable", None)
    ] == [*(2, 1, 1, 3)]
    assert progress.tally.completion == Fraction(1, 6)
    assert [(each.section.key, each.tally.items) for each in progress.by_chapter] == [
        ("一", 3),
        ("二", 2),
        ("三", 2),
    ]


def test_units_are_ranked_and_those_that_decide_nothing_come_last(round_of_reports: Files) -> None:
    progress = progress_of(round_of_reports)
    ranked = [(each.unit.name, each.tally.completion) for each in progress.by_unit]
    assert ranked[0] == (SCHOOLS, Fraction(1))
    assert ranked[1] == (EAST, Fraction(2, 3))
    assert ranked[-1] == ("县财政局", None)
    standing = progress.unit(BUREAU)
    assert standing
    assert (standing.reported, str(standing.last_day)) == (True, "2024-01-10")
    assert [due.matter for due in standing.overdue] == ["新建水厂2座，供水普及率达到95%以上"]
    assert progress.unit("各镇") is None


def test_who_did_not_report_for_the_last_day_is_named(round_of_reports: Files) -> None:
    names = [unit.name for unit in progress_of(round_of_reports).not_reported]
    assert names == ["县财政局", OFFICE, WEST]


def test_what_is_overdue_and_soon_due_is_listed_with_the_documents_words(round_of_reports: Files) -> None:
    [due] = progress_of(round_of_reports).overdue
    assert due.deadline
    assert (due.deadline.words, due.over, [unit.name for unit in due.units]) == ("2023年底前", 10, [BUREAU])
    [due] = progress_of(round_of_reports, "2023-12-10").soon
    assert (due.item, due.state.left, due.over) == (ItemId("1"), 21, 0)
    assert progress_of(round_of_reports, "2023-06-30").soon == ()
    done = reported(round_of_reports, "2024-01-11", BUREAU, entry("1", "completed", **YEAR_END))
    assert progress_of(done).overdue == ()


@pytest.fixture
def naming(small_files: Files) -> Files:
    """The small policy, task 4 with a deadline for one of the towns that answer for it."""
    changes = (
        ("做到应知尽知，县水利局", "做到应知尽知，2023年底前东河镇建成宣传栏，县水利局"),
        (
            "deadlines:\n  - quote: 用3年",
            "deadlines:\n  - quote: 2023年底前\n    due: 2023\n    before: true\n  - quote: 用3年",
        ),
    )
    texts = {path: content.decode() for path, content in small_files.items()}
    for old, new in changes:
        texts = {path: text.replace(old, new) for path, text in texts.items()}
    return {path: text.encode() for path, text in texts.items()}


def due_units(files: Files, as_of: str) -> dict[tuple[str, str], list[str]]:
    """By task and list who has something overdue or soon due."""
    progress = progress_of(files, as_of)
    lists = {"overdue": progress.overdue, "soon": progress.soon}
    return {
        (due.task.label, name): [unit.name for unit in due.units]
        for name, list_ in lists.items()
        for due in list_
        if due.task.label == "4"
    }


def test_a_deadline_that_names_a_member_of_a_collective_falls_to_it_and_to_those_named_beside_it(
    naming: Files,
) -> None:
    files = reported(naming, "2024-01-10", WEST, entry("4", "in_progress"))
    assert due_units(files, "2024-01-10") == {("4", "overdue"): [OFFICE, EAST]}
    view = site(files)
    progress = view.policies[0].by_id["4"].progress
    assert progress
    of_item = progress.of_item(ItemId("4"))
    assert (of_item.by_unit[WEST].light, of_item.by_unit[WEST].end) == ("green", None)
    assert of_item.by_unit[OFFICE].end == datetime.date(2023, 12, 31)
    standing = view.progress.unit(WEST) if view.progress else None
    assert standing
    assert standing.overdue == ()
    done = reported(files, "2024-01-11", EAST, entry("4", "completed"))
    assert due_units(reported(done, "2024-01-11", OFFICE, entry("4", "completed")), "2024-01-11") == {}


def test_a_list_names_only_the_units_for_which_it_stands_so(small_files: Files) -> None:
    """Of a deadline that binds several the office may put off the day for one of them, and others may be done."""
    files = {
        path: content.replace(
            "  - quote: 用3年时间\n    duration: 3 years\n".encode(),
            "  - quote: 用3年时间\n    due: 2023\n".encode(),
        )
        for path, content in small_files.items()
    }
    of_deadline = {"about": "deadline", "quote": "用3年时间"}
    put_off = {"task": "4", "what": "extended", **of_deadline, "day": "2023-12-01", "unit": EAST}
    files = decided(files, {**put_off, "due": "2024-01-20"})
    assert due_units(files, "2023-12-20") == {("4", "soon"): [OFFICE, WEST]}
    files = reported(files, "2024-01-10", OFFICE, entry("4", "completed"))
    assert due_units(files, "2024-01-10") == {("4", "overdue"): [WEST], ("4", "soon"): [EAST]}
    [overdue] = progress_of(files).overdue[-1:]
    assert (overdue.over, overdue.state.extended) == (10, None)
    progress = progress_of(reported(files, "2024-01-10", EAST, entry("4", "in_progress")))
    assert [due.status_of_task for due in (progress.overdue[-1], progress.soon[-1])] == ["", "推进中"]


def test_what_the_office_set_a_day_for_is_due_though_the_document_sets_none(round_of_reports: Files) -> None:
    decision = {"task": "4", "what": "extended", "unit": OFFICE, "day": "2023-12-01", "due": "2023-12-31"}
    overdue = progress_of(decided(round_of_reports, decision)).overdue
    assert [(due.matter, due.over, due.units[0].name, due.deadline) for due in overdue][-1] == (
        *("加强宣传", 10, OFFICE),
        None,
    )


def test_the_trend_goes_by_what_was_known_on_each_day(round_of_reports: Files) -> None:
    progress = progress_of(
        decided(round_of_reports, {"task": "2.1", "what": "accepted", "day": "2024-01-02"})
    )
    first, last = progress.trend
    assert (str(first.day), first.tally.by_status["completed"]) == ("2023-06-30", 0)
    assert last.tally == progress.tally
    assert (last.tally.by_status["completed"], last.tally.accepted) == (2, 1)
    assert len(progress_of(round_of_reports, "2023-12-10").trend) == 1


def test_problems_that_several_units_name_stand_together(round_of_reports: Files) -> None:
    [shared] = progress_of(round_of_reports).shared_problems
    assert shared.words == "专项资金尚未到位"
    assert [unit.name for unit in shared.units] == [BUREAU, SCHOOLS]
    assert [task.id for task in shared.tasks] == ["1", "3"]


def test_problems_of_a_cell_are_told_apart() -> None:
    cell = "1.专项资金尚未到位。\n（2）用地未批；③征地受阻\n无"
    assert single_problems(cell) == ["专项资金尚未到位", "用地未批", "征地受阻"]
    assert groups(["专项资金尚未到位", "用地没有批下来", "专项资金没有到位", "人手不够"]) == [(0, 2)]


def test_a_unit_sees_its_own_reports_and_how_it_stands(round_of_reports: Files) -> None:
    view = site(round_of_reports).unit(EAST)
    assert view
    duties = {str(duty.items[0]): duty for duty in view.duties}
    assert duties["2.2"].own_reports[ItemId("2", "2")].entry.status == "completed"
    assert duties["4"].own_report
    assert duties["4"].own_states[ItemId("4")].words == "报已完成"
    assert duties["1"].own_report is None
    assert duties["1"].own_states == {}


def test_several_policies_are_told_together(round_of_reports: Files) -> None:
    """One without reports is left out; who reported for one policy's last day has not for another's."""
    files = reissued(round_of_reports, "qinghe-2023-6", "清发〔2023〕6号")
    files = {
        path: content for path, content in files.items() if not path.startswith("qinghe-2023-6/progress")
    }
    assert progress_of(files).tally == progress_of(round_of_reports).tally
    files = reported(files, "2024-02-01", BUREAU, entry("1", "completed"), policy="qinghe-2023-6")
    progress = progress_of(files)
    assert [str(day) for day in progress.days] == ["2023-06-30", "2024-01-10", "2024-02-01"]
    assert progress.tally.items == 14
    assert [each.policy for each in progress.by_chapter] == ["qinghe-2023-5"] * 3 + ["qinghe-2023-6"] * 3
    unit = progress.unit(EAST)
    assert unit
    assert not unit.reported


def test_who_took_over_by_a_reform_reports_and_goes_on_from_what_was_reported(
    round_of_reports: Files,
) -> None:
    reform = "id: slj\n    succeeded_by: [县财政局]\n    since: 2024-01-01\n    basis: 清编〔2024〕1号\n"
    registry = round_of_reports["units.yml"].decode().replace("id: slj\n", reform)
    files = {**round_of_reports, "units.yml": registry.encode()}
    before, after = progress_of(files, "2023-06-30"), progress_of(files)
    assert before.unit(BUREAU)
    assert after.unit(BUREAU) is None
    standing = after.unit("县财政局")
    assert standing
    assert not standing.reported
    assert (standing.tally.by_status["in_progress"], len(standing.overdue)) == (2, 1)
