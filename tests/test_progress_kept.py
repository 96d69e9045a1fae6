"""Tasks are numbered anew, the document is revised, facts are put in other words: what was reported and decided stays with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from responsibility import checks
from responsibility.build.drafts import import_document
from responsibility.build.project import Project, find_project
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.renumbering import renumber
from responsibility.edit.updating import update_document

from .conftest import POLICY, SMALL, read, write
from .support.acting import do, fact
from .support.progress import decided, entry, reported
from .support.revised_plans import ITEMS, TOILETS, Item, confirmed, plan_text
from .test_progress_lights import BUREAU, RATE, SCHOOLS, YEAR_END, item, site

ROUND = "2023-06-30"


@pytest.fixture
def files() -> Files:
    """The small policy with reports on tasks 1, 2.1 and 3, and decisions on them."""
    first = [entry("1", "in_progress"), entry("1", "delayed", **YEAR_END), entry("1", **RATE, actual=93.5)]
    files = reported(read(SMALL), ROUND, BUREAU, *first, entry("2.1", "completed"))
    files = reported(files, ROUND, SCHOOLS, entry("3", "in_progress", progress="两所已完工。"))
    return decided(
        files,
        {"task": "1", "what": "extended", **YEAR_END, "day": "2023-06-01", "due": "2024-03-31"},
        {"task": "2.1", "what": "accepted", "day": "2023-06-29"},
    )


def complaints(files: Files) -> list[str]:
    found = checks.run(load(files)).problems
    return [each.message for each in found if each.check.startswith(("progress", "decision"))]


def by_title(files: Files) -> dict[str, list[str]]:
    """The words of every item by the title of its task: how it stands."""
    data = load(files)
    assert not data.problems
    view = site(files)
    return {
        task.title: [item(view, str(task.item_id(each))).state.words for each in task.items]
        for task in data.policies[0].tasks
    }


def in_project(files: Files, tmp_path: Path) -> Project:
    write(files, tmp_path / "tasks")
    return find_project(tmp_path)


@pytest.mark.parametrize(("verb", "at"), [("insert", "1"), ("insert", "2"), ("insert", "3"), ("remove", "4")])
def test_tasks_that_are_numbered_anew_keep_their_reports(
    files: Files, tmp_path: Path, verb: Any, at: str
) -> None:
    project = in_project(files, tmp_path)
    renumber(project, None, verb, at, dry=False)
    after = read(project.tasks)
    before = by_title(files)
    assert by_title(after) == {
        title: words for title, words in before.items() if at != "4" or title != "加强宣传"
    }
    assert complaints(after) == []


def test_a_new_task_never_takes_the_reports_of_one_that_went(files: Files, tmp_path: Path) -> None:
    project = in_project(files, tmp_path)
    told = renumber(project, None, "remove", "3", dry=False)
    assert "它的进展和决定 1 条还留着" in told
    after = read(project.tasks)
    assert complaints(after) == ["没有任务 3"]
    told = renumber(project, None, "insert", "3", dry=False)
    assert "要写 id（如 3-2）" in told
    new = {"title": "修路", "section": "一（一）", "text": "修村道。", "lead_units": [SCHOOLS]}
    done = do(after, {"do": "insert_task", "before": "3", "task": new})
    assert [task.identity for task in done.data.policies[0].tasks][2] == "3-2"
    assert by_title(done.files)["修路"] == ["未报"]


def test_moving_a_task_in_the_browser_moves_its_reports(files: Files) -> None:
    done = do(files, {"do": "move_task", "task": "3", "before": "1"})
    assert by_title(done.files) == {title: by_title(files)[title] for title in by_title(done.files)}
    assert complaints(done.files) == []


def test_a_quote_that_is_put_right_is_followed(files: Files) -> None:
    record = {"quote": "2023年底前完成", "due": "2023", "before": True}
    done = do(files, fact("1", "deadlines", 0, "change", record=record))
    before = by_title(files)
    [water] = before["保障农村供水"]
    assert "时限“2023年底前”滞后" in water, "who is reported late is the deadline, by its quote"
    before["保障农村供水"] = [water.replace("“2023年底前”", "“2023年底前完成”")]
    assert by_title(done.files) == before
    assert complaints(done.files) == []
    assert done.files[f"{POLICY}/decisions.yml"] != files[f"{POLICY}/decisions.yml"]
    record = {
        "indicator": "供水普及率",
        "quote": "供水普及率达到95%",
        "values": [{"at_least": 95, "unit": "个百分点"}],
        "read_as": "改",
    }
    done = do(files, fact("1", "targets", 1, "change", record=record))
    assert complaints(done.files) == []
    task = site(done.files).policies[0].by_id["1"]
    assert task.progress
    assert task.progress.of(task.targets[1]).achievement


def test_a_fact_that_stays_as_it_is_quoted_changes_no_report(files: Files) -> None:
    record = {"quote": "2023年底前", "due": "2023", "before": True, "matter": "新建水厂2座"}
    done = do(files, fact("1", "deadlines", 0, "change", record=record))
    assert list(done.change) == [f"{POLICY}/01.yml"]


def test_a_fact_that_follows_a_new_text_takes_its_reports_along(files: Files) -> None:
    text = "新建水厂2座，供水普及率达到97%以上，2024年底前完成。\n加强对水厂的管理，每年检查2次以上。"
    done = do(files, {"do": "text", "task": "1", "text": text})
    assert "2 条随原文改" in done.message
    assert complaints(done.files) == ["延期到 2024-03-31，并不晚于原定的 2024-12-31（“2024年底前”）"]


def test_a_unit_that_is_called_otherwise_keeps_its_reports(files: Files) -> None:
    files = decided(files, {"task": "1", "what": "accepted", "unit": BUREAU, "day": "2023-06-30"})
    done = do(files, {"do": "rename_unit", "unit": BUREAU, "name": "县水务局"})
    assert by_title(done.files) == by_title(files)
    assert complaints(done.files) == []


def test_units_that_are_made_one_have_their_reports_in_one_file_a_day(files: Files) -> None:
    files = decided(
        files,
        {"task": "3", "what": "accepted", "unit": SCHOOLS, "day": "2023-07-01"},
        {"task": "3", "what": "accepted", "unit": BUREAU, "day": "2023-07-01"},
    )
    files = reported(files, "2023-09-30", SCHOOLS, entry("3", "completed", progress="四所已完工。"))
    done = do(files, {"do": "merge_units", "into": BUREAU, "units": [SCHOOLS]})
    assert done.message == f"“{SCHOOLS}”并入“{BUREAU}”"
    assert complaints(done.files) == []
    progress = [path for path in done.files if "/progress/" in path]
    assert progress == [f"{POLICY}/progress/{day}/slj.yml" for day in (ROUND, "2023-09-30")]
    [policy] = load(done.files).policies
    assert {each.unit for each in policy.progress} == {BUREAU}
    assert len(policy.progress[0].entries) == 5
    assert item(site(done.files), "3").state.words == "已销号"
    assert len(policy.decisions) == 3, "what was decided alike for both is decided once"


def test_what_units_that_are_made_one_reported_differently_stays_and_is_told(files: Files) -> None:
    same, other = entry("3", "in_progress", progress="两所已完工。"), entry("4", "completed")
    files = reported(files, ROUND, BUREAU, entry("1", "in_progress"), same, entry("4", "in_progress"))
    files = reported(files, ROUND, SCHOOLS, same, other)
    done = do(files, {"do": "merge_units", "into": BUREAU, "units": [SCHOOLS]})
    assert done.message.endswith("；两边都报了、内容不同的 1 条留在原来的进展文件里，请核对")
    left, kept = load(done.files).policies[0].progress
    assert (left.unit, [str(each.task) for each in left.entries]) == (SCHOOLS, ["4"])
    assert (kept.unit, [str(each.task) for each in kept.entries]) == (BUREAU, ["1", "3", "4"])
    assert any(SCHOOLS in message for message in complaints(done.files))


def test_of_a_unit_that_is_parted_nobody_knows_whose_its_reports_are_and_that_is_told(files: Files) -> None:
    done = do(files, {"do": "split_unit", "unit": BUREAU, "into": ["县水务局", "县河长办"]})
    assert done.message.endswith("；它报的进展和对它的决定 1 份不知道是谁的，留在原处，请核对")
    assert done.files[f"{POLICY}/progress/{ROUND}/slj.yml"] == files[f"{POLICY}/progress/{ROUND}/slj.yml"]
    assert any(BUREAU in message for message in complaints(done.files))


def test_a_successor_goes_on_from_what_was_reported_before_it(files: Files) -> None:
    reform = "id: slj\n    succeeded_by: [县财政局]\n    since: 2023-09-01\n    basis: 清编〔2023〕1号\n"
    units = files["units.yml"].decode().replace("id: slj\n", reform).encode()
    after = reported({**files, "units.yml": units}, "2023-09-30", "县财政局", entry("2.2", "completed"))
    view = site(after)
    assert item(view, "1").by_unit["县财政局"].name == "推进中"
    assert item(view, "2.2").by_unit["县财政局"].name == "报已完成"
    assert complaints(after) == []


# ---------------------------------------------------------------- a revised document

PARTED = ITEMS[2]._replace(
    text="\n（1）改造四所学校。（牵头单位：县教育局）\n（2）建立校舍安全台账。（牵头单位：县住建局）",
    clause="",
)


def revise(
    tmp_path: Path, former: list[Item], new: list[Item], *reports: dict[str, Any]
) -> tuple[str, Files]:
    """What is told, and the files after, where a plan with those reports of 县教育局 is revised."""
    write({"units.yml": b"units: []\n"}, tmp_path / "tasks")
    project = find_project(tmp_path)
    for name, items in (("方案.txt", former), ("修订稿.txt", new)):
        (tmp_path / name).write_text(_text(items), "utf-8")
    import_document(tmp_path / "方案.txt", "qinghe", project, {})
    files = confirmed(read(project.tasks))
    write(reported(files, "2024-06-30", "县教育局", *reports, policy="qinghe"), project.tasks)
    told = update_document(tmp_path / "修订稿.txt", None, project, {}).summary
    return told, read(project.tasks)


def _text(items: list[Item]) -> str:
    return plan_text(items).replace("（）\n", "\n")


def test_a_revised_document_keeps_reports_with_their_tasks(tmp_path: Path) -> None:
    former, new = list(ITEMS), [*ITEMS[:2], TOILETS, *ITEMS[2:]]
    _, files = revise(tmp_path, former, new, entry("3", "in_progress"), entry("4", "completed"))
    [policy] = load(files).policies
    assert {task.title: task.identity for task in policy.tasks}["改造学校"] == "3"
    view = site(files)
    assert item(view, "3").state.status == "in_progress"
    assert view.policies[0].by_id["3"].ref.title == "改造学校"
    assert complaints(files) == []


def test_a_task_that_goes_leaves_its_reports_and_that_is_told(tmp_path: Path) -> None:
    former, new = list(ITEMS), [*ITEMS[:2], TOILETS, *ITEMS[3:]]
    told, files = revise(tmp_path, former, new, entry("3", "in_progress"))
    assert "原第 3 项的进展和决定 1 条" in told
    assert complaints(files) == ["没有任务 3"]
    [policy] = load(files).policies
    assert {task.title: task.identity for task in policy.tasks}["建设公厕"] == "3-2"


def test_parts_that_have_another_number_take_their_reports_along(tmp_path: Path) -> None:
    more = PARTED._replace(
        text="\n（1）编制规划。（牵头单位：县财政局）\n（2）改造四所学校。（牵头单位：县教育局）\n（3）建立校舍安全台账。（牵头单位：县住建局）"
    )
    former, new = [*ITEMS[:2], PARTED, *ITEMS[3:]], [*ITEMS[:2], more, *ITEMS[3:]]
    _, files = revise(tmp_path, former, new, entry("3.1", "completed"))
    assert item(site(files), "3.2").state.words == "报已完成"
    assert item(site(files), "3.1").state.words == "未报"


def test_tasks_that_are_made_one_take_the_reports_on_their_facts_along(tmp_path: Path) -> None:
    made_one = ITEMS[2]._replace(text=ITEMS[2].text + ITEMS[3].text)
    trained = {"about": "target", "quote": "培训教师不少于300人次"}
    told, files = revise(
        tmp_path,
        list(ITEMS),
        [*ITEMS[:2], made_one, ITEMS[4]],
        entry("4", "in_progress"),
        entry("4", **trained, actual=120),
        entry("4", "in_progress", about="deadline", quote="每年"),
    )
    assert "原第 4 项“培训教师”并入第 3 项" in told
    assert "取消" not in told
    assert "原第 4 项的进展和决定 1 条：留着" in told, "that on the whole task"
    [policy] = load(files).policies
    entries = [(str(each.task), each.about) for report in policy.progress for each in report.entries]
    assert entries == [("4", None), ("3", "target"), ("3", "deadline")]
    assert complaints(files) == ["没有任务 4"]


def test_what_is_split_off_a_task_takes_the_reports_on_its_facts_along(tmp_path: Path) -> None:
    repaired, listed = ITEMS[2].text.split("。", 1)
    halves = [ITEMS[2]._replace(text=f"{repaired}。"), ITEMS[2]._replace(title="管理校舍", text=listed)]
    told, files = revise(
        tmp_path,
        list(ITEMS),
        [*ITEMS[:2], *halves, *ITEMS[3:]],
        entry("3", "in_progress"),
        entry("3", "completed", about="deliverable", quote="建立校舍安全台账"),
    )
    assert "不再成立" not in told
    [policy] = load(files).policies
    assert [str(each.task) for report in policy.progress for each in report.entries] == ["3", "4-2"]
    assert complaints(files) == []


def test_a_fact_that_stands_in_a_part_now_takes_its_reports_along(tmp_path: Path) -> None:
    former, new = list(ITEMS), [*ITEMS[:2], PARTED, *ITEMS[3:]]
    ledger = {"about": "deliverable", "quote": "建立校舍安全台账"}
    _, files = revise(tmp_path, former, new, entry("3", "completed", **ledger))
    [policy] = load(files).policies
    assert [str(each.task) for report in policy.progress for each in report.entries] == ["3.2"]


def test_a_deadline_that_is_put_off_and_a_figure_that_is_raised_take_their_reports_along(
    tmp_path: Path,
) -> None:
    text = "2024年底前改造四所学校，新增学位800个。"
    former = [*ITEMS[:2], ITEMS[2]._replace(text=text), *ITEMS[3:]]
    later = text.replace("2024年底前", "力争于2025年6月30日前").replace("800", "900")
    new = [*ITEMS[:2], ITEMS[2]._replace(text=later), *ITEMS[3:]]
    told, files = revise(
        tmp_path,
        former,
        new,
        entry("3", "in_progress", about="deadline", quote="2024年底前"),
        entry("3", about="target", quote="新增学位800个", actual=300),
    )
    assert "时限“2024年底前”：原文改作“2025年6月30日前”，已重拟" in told
    [policy] = load(files).policies
    assert [each.quote for report in policy.progress for each in report.entries] == [
        "2025年6月30日前",
        "新增学位900个",
    ]
    assert complaints(files) == []


def test_reports_on_a_task_that_is_no_more_are_one_complaint(files: Files) -> None:
    files = reported(files, ROUND, BUREAU, entry("9", "in_progress"), entry("9", "delayed", **YEAR_END))
    files = reported(files, ROUND, SCHOOLS, entry("9", "in_progress"), entry("8", "in_progress"))
    told = [each for each in complaints(files) if each.startswith("没有任务")]
    assert sorted(told) == ["没有任务 8", "没有任务 9：3 条进展说的是它"]
