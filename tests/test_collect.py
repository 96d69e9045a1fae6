"""Ledgers that come back: what is filled in is in the data, what is not taken is said with file, sheet and cell, nothing is guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from openpyxl.comments import Comment

from responsibility.build.project import Project
from responsibility.data.loader import load
from responsibility.edit.collecting import CollectError, collect
from responsibility.model.progress import ProgressEntry
from responsibility.progress.ledger_marks import MARKS_SHEET

from .conftest import POLICY, SMALL, read
from .support.filling import (
    DAY,
    Ledger,
    entries,
    ledger,
    ledgers,
    project,
    remarks,
    reports,
    sent,
    subject,
    take,
)

__all__ = ["ledger", "project", "sent"]

WATER = subject("1")
PLANTS = subject("1", "target", "新建水厂2座", "座")
COVERAGE = subject("1", "target", "供水普及率达到95%以上", "%")
CHECKED_ALL = subject("2.1", "target", "实现排查全覆盖")
YEAR_END = subject("1", "deadline", "2023年底前")
RULES = subject("2.2")


# ---------------------------------------------------------------- what comes back


def test_what_is_filled_in_comes_back(project: Project, ledger: Ledger) -> None:
    ledger.fill(
        WATER, 状态="推进中", 进展情况="两座水厂\n均已开工", 存在问题="资金未到位", 下步措施="争取资金"
    )
    ledger.fill(PLANTS, 实际值=1, 状态="推进中")
    ledger.fill(COVERAGE, 实际值=0.935)
    ledger.fill(CHECKED_ALL, 实际值="已做到", 状态="已完成", 完成日期=dt.date(2023, 6, 1))
    ledger.fill(RULES, 状态="不适用", 佐证="https://a.gov.cn/1；照片.jpg")
    collection = take(project, ledger)
    assert remarks(collection) == []
    about = {"task": "1"}
    fact = {**about, "about": "target"}
    assert list(reports(project)["县水利局"].entries) == [
        ProgressEntry.model_validate(fields)
        for fields in (
            {
                **about,
                "status": "in_progress",
                "progress": "两座水厂\n均已开工",
                "problems": "资金未到位",
                "next_steps": "争取资金",
            },
            {**fact, "quote": PLANTS.quote, "measure": "座", "actual": 1, "status": "in_progress"},
            {**fact, "quote": COVERAGE.quote, "measure": "%", "actual": Decimal("93.5")},
            {
                **{"task": "2.1", "about": "target", "quote": CHECKED_ALL.quote, "whole": True},
                **{"status": "completed", "completed": "2023-06-01"},
            },
            {"task": "2.2", "status": "not_applicable", "evidence": ["https://a.gov.cn/1", "照片.jpg"]},
        )
    ]
    assert reports(project)["县水利局"].day.last_day == DAY
    file = project.tasks / POLICY / "progress" / str(DAY) / "slj.yml"
    assert file.read_text(encoding="utf-8").startswith(
        "# yaml-language-server: $schema=../../../../schema/progress.schema.json\nunit: 县水利局\n"
    )
    assert collection.data == load(read(project.tasks))


def test_the_same_files_again_change_nothing(project: Project, ledger: Ledger) -> None:
    ledger.fill(WATER, 状态="推进中", 进展情况="两座水厂均已开工")
    take(project, ledger)
    before = read(project.tasks)
    again = take(project, ledger, "改了名.xlsx")
    assert (again.change, read(project.tasks)) == ({}, before)


def test_a_dry_run_writes_nothing_and_says_the_same(project: Project, ledger: Ledger) -> None:
    ledger.fill(WATER, 状态="基本完成", 进展情况="快了", 责任人="张三")
    dry = take(project, ledger, dry=True, with_contacts=True)
    assert read(project.tasks) == read(SMALL)
    assert not project.contacts.exists()
    assert remarks(dry) == remarks(take(project, ledger, with_contacts=True))
    assert dry.change


def test_neither_sorting_nor_hiding_nor_renaming_nor_inserting_does_harm(
    project: Project, ledger: Ledger
) -> None:
    ledger.fill(WATER, 状态="推进中")
    ledger.fill(CHECKED_ALL, 实际值="否")
    ledger.sort("事项")
    ledger.sheet.insert_rows(2, 3)
    ledger.sheet.insert_cols(3)
    ledger.sheet.row_dimensions[9].hidden = True
    ledger.sheet.title = "水利局6月"
    assert remarks(take(project, ledger)) == []
    assert entries(project)[WATER].status == "in_progress"
    assert entries(project)[CHECKED_ALL].whole is False


def test_merged_cells_hold_for_each_of_their_rows_and_are_told(project: Project, ledger: Ledger) -> None:
    first = ledger.fill(PLANTS, 进展情况="都在建")
    column = ledger.columns["进展情况"]
    ledger.sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column + 1)
    letter = ledger.cell(first, "进展情况").column_letter
    assert remarks(take(project, ledger)) == [
        f"水利局.xlsx 进展填报!{letter}{first}:{letter}{first + 1}：合并的单元格，2 行都按它填的收"
    ]
    assert [(entry.progress, entry.problems) for entry in entries(project).values()] == [("都在建", None)] * 2
    assert list(entries(project)) == [PLANTS, COVERAGE]


def test_what_a_later_ledger_leaves_empty_stays(
    project: Project, ledger: Ledger, sent: dict[str, bytes]
) -> None:
    ledger.fill(WATER, 状态="推进中")
    take(project, ledger)
    other = Ledger(sent["slj"])
    other.fill(PLANTS, 实际值=2)
    counts = take(project, other).reports
    assert list(entries(project)) == [WATER, PLANTS]
    assert [tuple(count) for count in counts.values()] == [(1, 1, 0)]
    other.fill(PLANTS, 实际值=1)
    assert [tuple(count) for count in take(project, other).reports.values()] == [(1, 0, 1)]
    assert entries(project)[PLANTS].actual == 1


def test_an_empty_ledger_writes_nothing(project: Project, ledger: Ledger) -> None:
    collection = take(project, ledger)
    assert (remarks(collection), collection.change) == ([], {})
    assert [tuple(count) for count in collection.reports.values()] == [(0, 0, 0)]


# ---------------------------------------------------------------- what is said


def test_a_cell_that_cannot_be_taken_is_said_and_the_rest_of_its_row_is_taken(
    project: Project, ledger: Ledger
) -> None:
    row = ledger.fill(PLANTS, 实际值="约2座", 状态="差不多", 完成日期="下月", 进展情况="在建")
    assert remarks(take(project, ledger)) == [
        f"水利局.xlsx 进展填报!G{row}：实际值“约2座”不只是一个数，没有读入",
        f"水利局.xlsx 进展填报!I{row}：状态“差不多”不认识（可填 未启动、推进中、已完成、滞后、不适用），没有读入",
        f"水利局.xlsx 进展填报!J{row}：完成日期“下月”不是一个日子（写到日，如 2022-06-30），没有读入",
    ]
    assert entries(project)[PLANTS] == ProgressEntry.model_validate(
        {"task": "1", "about": "target", "quote": PLANTS.quote, "measure": "座", "progress": "在建"}
    )


def test_a_row_whose_words_were_changed_is_not_taken(project: Project, ledger: Ledger) -> None:
    row = ledger.fill(WATER, 任务="保障城乡供水", 状态="已完成")
    ledger.fill(RULES, 事项=" 提升期内\n完善管护制度", 状态="已完成")  # spaces and breaks are no change
    [remark] = remarks(take(project, ledger))
    assert remark == (
        f"水利局.xlsx 进展填报!B{row}：任务或事项的文字改动过，这一行没有读入：“保障城乡供水 保障农村供水”"
    )
    assert list(entries(project)) == [RULES]


def test_a_row_of_the_units_own_is_said_with_its_words(project: Project, ledger: Ledger) -> None:
    row = ledger.last + 2
    ledger.fill(row, 事项="另建水厂1座", 进展情况="完成")
    assert remarks(take(project, ledger)) == [
        f"水利局.xlsx 进展填报第{row}行：这一行不是发出的台账里的（没有标识），没有读入：“另建水厂1座 完成”"
    ]


def test_rows_that_were_deleted_are_counted(project: Project, ledger: Ledger) -> None:
    ledger.fill(RULES, 状态="推进中")
    sent = len(ledger.keys)
    ledger.sheet.delete_rows(ledger.row(PLANTS), 2)
    assert remarks(take(project, ledger)) == [
        f"水利局.xlsx 进展填报：发出时有 {sent} 行，发回来的只有 {sent - 2} 行：删去的没有报（没有进展的留空，不要删行）"
    ]
    assert list(entries(project)) == [RULES]


def test_comments_and_sheets_of_the_units_own_are_said(project: Project, ledger: Ledger) -> None:
    row = ledger.fill(WATER, 状态="推进中")
    ledger.cell(row, "状态").comment = Comment("待核", "某人")
    ledger.book.create_sheet("附表").append(["水厂", 2])
    ledger.book.create_sheet("空表")
    assert remarks(take(project, ledger)) == [
        "水利局.xlsx 附表：多出的工作表没有读：“水厂 2”",
        f"水利局.xlsx 进展填报!I{row}：批注没有读入：“待核”",
    ]


def test_the_address_of_a_link_is_evidence_and_elsewhere_it_is_said(project: Project, ledger: Ledger) -> None:
    row = ledger.fill(WATER, 佐证="验收报告", 进展情况="见通报", 存在问题="https://a.gov.cn/x")
    for head, address in (
        ("佐证", "https://a.gov.cn/1?a=1&b=2"),
        ("进展情况", "https://a.gov.cn/2"),
        ("存在问题", "https://a.gov.cn/x/"),  # what a program makes of an address that is typed
    ):
        ledger.cell(row, head).hyperlink = address
    ledger.fill(PLANTS, 佐证='=HYPERLINK("http://b.gov.cn/","公示")')
    ledger.cell(ledger.fill(COVERAGE, 佐证="照片.jpg"), "佐证").hyperlink = "file:///C:\\Users\\照片.jpg"
    [said, formula, local] = remarks(take(project, ledger))
    assert said == f"水利局.xlsx 进展填报!K{row}：“见通报”后面的链接 https://a.gov.cn/2 没有读入"
    assert local.endswith("后面的链接 file:///C:\\Users\\照片.jpg 不是网址，别人打不开，没有读入")
    assert "公式没有算出结果" in formula
    taken = {about: entry.evidence for about, entry in entries(project).items()}
    assert taken == {
        WATER: ("验收报告", "https://a.gov.cn/1?a=1&b=2"),
        PLANTS: ("http://b.gov.cn/",),
        COVERAGE: ("照片.jpg",),
    }


def test_a_day_in_a_ledger_is_the_units_the_offices_day_goes_before_it(
    project: Project, ledger: Ledger
) -> None:
    ledger.fill(WATER, 状态="推进中", 完成日期=dt.date(2023, 8, 1))
    path = ledger.save(project.root / "a.xlsx")
    [changed, later] = remarks(collect(project, [path], dt.date(2023, 7, 31)))
    assert changed == "a.xlsx：台账上的报送日期是 2023-06-30，按 2023-07-31 收"
    assert "完成日期 2023-08-01 在报送日期 2023-07-31 之后，请核实" in later
    assert reports(project)["县水利局"].day.last_day == dt.date(2023, 7, 31)


def test_a_ledger_without_a_day_needs_one(project: Project) -> None:
    ledger = Ledger(ledgers(read(SMALL), day=None)["slj"])
    ledger.fill(WATER, 状态="推进中")
    path = ledger.save(project.root / "a.xlsx")
    assert "请加 --day 写明" in remarks(collect(project, [path]))[0]
    assert not reports(project)
    assert remarks(collect(project, [path], DAY)) == []
    assert reports(project)["县水利局"].day.last_day == DAY


def test_the_same_row_twice_or_in_two_files_is_taken_once_and_where_they_differ_not_at_all(
    project: Project, ledger: Ledger, sent: dict[str, bytes]
) -> None:
    ledger.fill(WATER, 状态="推进中")
    ledger.fill(PLANTS, 实际值=1)
    other = Ledger(sent["slj"])
    other.fill(WATER, 状态="推进中")
    other.fill(PLANTS, 实际值=2)
    other.fill(RULES, 状态="已完成")
    paths = [ledger.save(project.root / "甲.xlsx"), other.save(project.root / "乙.xlsx")]
    row = ledger.row(PLANTS)
    assert remarks(collect(project, paths)) == [
        f"乙.xlsx 进展填报第{row}行：与 甲.xlsx 进展填报第{row}行 报的是同一条（任务 1，新建水厂2座），内容不同，两处都没有读入"
    ]
    assert list(entries(project)) == [WATER, RULES]


def test_a_copied_row_is_a_second_one(project: Project, ledger: Ledger) -> None:
    row, last = ledger.fill(WATER, 状态="推进中"), ledger.last + 1
    for column in ledger.columns.values():
        ledger.sheet.cell(last, column).value = ledger.sheet.cell(row, column).value
    ledger.fill(last, 状态="已完成")
    assert "报的是同一条（任务 1），内容不同，两处都没有读入" in remarks(take(project, ledger))[0]
    assert not reports(project)


def test_files_of_others_are_said(project: Project, ledger: Ledger, sent: dict[str, bytes]) -> None:
    units = (project.tasks / "units.yml").read_text(encoding="utf-8")
    (project.tasks / "units.yml").write_text(units.replace("id: slj", "id: shuili"), encoding="utf-8")
    (project.root / "照片.txt").write_text("x", encoding="utf-8")
    strange = Ledger(sent["czj"])
    strange.book["台账标识"].delete_rows(1, 1)
    paths = [
        ledger.save(project.root / "水.xlsx"),
        strange.save(project.root / "财.xlsx"),
        project.root / "照片.txt",
    ]
    assert remarks(collect(project, paths)) == [
        "照片.txt：不是 Excel 文件",
        "水.xlsx：填报单位 slj 不在本项目的单位名录里，没有读入",
        "财.xlsx：隐藏的工作表“台账标识”不见了，认不出是哪个单位的，没有读入：请在发去的工作簿里填，整本发回",
    ]
    assert not reports(project)


def test_a_ledger_of_another_project_is_said(project: Project, ledger: Ledger) -> None:
    ledger.fill(WATER, 状态="推进中")
    for row in ledger.book["台账标识"].iter_rows():
        if row[0].value == "project":
            row[1].value = "another-project"
    project.site_yml.write_text("id: this-project\n", encoding="utf-8")
    assert remarks(take(project, ledger)) == ["水利局.xlsx：是别的项目的台账，没有读入"]


def test_a_sheet_sorted_heads_and_all_is_read(project: Project, ledger: Ledger) -> None:
    """As by a program that takes the row of heads for one of the others."""
    row = ledger.fill(WATER, 状态="推进中")
    for column in ledger.columns.values():
        cells = [ledger.sheet.cell(number, column) for number in (ledger.head, row)]
        cells[0].value, cells[1].value = cells[1].value, cells[0].value
    assert remarks(take(project, ledger)) == []
    assert [entry.status for entry in entries(project).values()] == ["in_progress"]


def test_a_ledger_whose_hidden_sheet_lost_the_policy_is_read_by_its_rows(
    project: Project, ledger: Ledger
) -> None:
    """It was taken, and written nowhere."""
    ledger.fill(WATER, 状态="推进中")
    marks = ledger.book[MARKS_SHEET]
    for row in marks.iter_rows():
        for cell in row:
            if cell.value == POLICY:
                cell.value = "x"
    take(project, ledger)
    assert [entry.status for entry in entries(project).values()] == ["in_progress"]


def test_a_column_that_lost_its_head_is_told(project: Project, ledger: Ledger) -> None:
    ledger.fill(WATER, 状态="推进中", 进展情况="两座水厂均已开工")
    ledger.cell(ledger.head, "进展情况").value = "x"
    assert remarks(take(project, ledger)) == ["水利局.xlsx 进展填报：表头里没有“进展情况”，这几栏没有读入"]
    assert entries(project)[WATER].progress is None


def test_the_sheet_without_its_hidden_columns_is_said(project: Project, ledger: Ledger) -> None:
    ledger.sheet.delete_cols(ledger.columns["行标识（请勿改动）"], 2)
    assert "隐藏的标识列被删去" in remarks(take(project, ledger))[0]


def test_data_with_faults_is_mended_first(project: Project, ledger: Ledger) -> None:
    (project.tasks / POLICY / "01.yml").write_text("number: [", encoding="utf-8")
    with pytest.raises(CollectError, match="先把现有的数据改好"):
        take(project, ledger)


# ---------------------------------------------------------------- another edition of the data


def exchanged(project: Project) -> None:
    """Tasks 1 and 3 exchange their numbers, so that the keys of either are those of the other now."""
    folder = project.tasks / POLICY
    first, third = ((folder / f"0{number}.yml").read_text(encoding="utf-8") for number in (1, 3))
    (folder / "01.yml").write_text(third.replace('number: "3"', 'number: "1"', 1), encoding="utf-8")
    (folder / "03.yml").write_text(first.replace('number: "1"', 'number: "3"', 1), encoding="utf-8")


def test_a_number_that_another_task_has_now_is_not_believed(project: Project, ledger: Ledger) -> None:
    row = ledger.fill(WATER, 状态="推进中")
    exchanged(project)
    assert remarks(take(project, ledger)) == [
        f"水利局.xlsx 进展填报!B{row}：台账是按另一版数据做的，“保障农村供水”按内容对到任务 3"
    ]
    assert list(entries(project)) == [subject("3")]


def renumbered(project: Project) -> None:
    """Task 2 becomes task 3 and the other way round, as after an edit by hand."""
    folder = project.tasks / POLICY
    second, third = ((folder / f"0{number}.yml").read_text(encoding="utf-8") for number in (2, 3))
    (folder / "02.yml").write_text(third.replace('number: "3"', 'number: "2"', 1), encoding="utf-8")
    (folder / "03.yml").write_text(second.replace('number: "2"', 'number: "3"', 1), encoding="utf-8")


def test_rows_of_another_edition_are_told_by_what_their_tasks_say(project: Project, ledger: Ledger) -> None:
    ledger.fill(WATER, 状态="推进中")
    ledger.fill(RULES, 状态="已完成")
    row = ledger.fill(CHECKED_ALL, 实际值="已做到")
    renumbered(project)
    first = project.tasks / POLICY / "01.yml"
    first.write_text(
        first.read_text(encoding="utf-8").replace("每年检查2次以上", "每年检查3次以上"), encoding="utf-8"
    )
    lines = remarks(take(project, ledger))
    assert f"水利局.xlsx 进展填报!B{row}：台账是按另一版数据做的，“分步实施”按内容对到任务 3.1" in lines
    assert [str(each.item) for each in entries(project)] == ["1", "3.1", "3.2"]


def test_what_the_data_no_longer_has_is_said(project: Project, ledger: Ledger) -> None:
    ledger.fill(WATER, 状态="推进中")
    row = ledger.fill(PLANTS, 实际值=2)
    first = project.tasks / POLICY / "01.yml"
    first.write_text(first.read_text(encoding="utf-8").replace("水厂2座", "水厂3座"), encoding="utf-8")
    assert remarks(take(project, ledger)) == [
        f"水利局.xlsx 进展填报!B{row}：现在的数据里没有这一条，没有读入：“保障农村供水”"
    ]
    assert list(entries(project)) == [WATER]
