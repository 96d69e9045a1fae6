"""Ledgers of the format before are still read: by number and title, without keys."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from responsibility.build.project import Project
from responsibility.edit.collecting import collect

from .conftest import POLICY
from .support.filling import DAY, project, remarks, reports

__all__ = ["project"]


def former(*rows: list[str | int | None], title: str = "县水利局责任清单") -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "台账"
    heads = [
        "序号",
        "任务",
        "原文",
        "牵头单位",
        "责任领导",
        "责任人",
        "联系电话",
        "进展情况",
        "存在问题",
        "下步措施",
        "备注",
    ]
    sheet.append([title])
    sheet.append(["清发〔2023〕5号"])
    sheet.append(heads)
    sheet.append(["牵头的任务（2项）"])
    for row in rows:
        sheet.append(row)
    for number in (1, 2, 4):
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(heads))
    return book


FIRST = "新建水厂2座，供水普及率达到95%以上，2023年底前完成。加强对水厂的管理，每年检查2次以上。（牵头单位：县水利局）"
PART = "（1）摸清底数，对30个村逐村排查，实现排查全覆盖。（牵头单位：县水利局，责任单位：各镇）"


def test_ledgers_of_the_format_before_are_read_by_number_and_title(project: Project) -> None:
    book = former(
        [1, "保障农村供水", FIRST, "县水利局", None, "张三", None, "推进中", "缺钱"],
        ["2（1）", "分步实施", PART, "县水利局", None, None, None, "已排查20个村"],
        [1, "保障城乡供水", FIRST, "县水利局", None, None, None, "已完成"],
        [1, "保障农村供水", FIRST.replace("2座", "9座"), "县水利局", None, None, None, "已完成"],
        [None, "自己的事", None, None, None, None, None, "已完成"],
    )
    path = project.root / "a.xlsx"
    book.save(path)
    assert remarks(collect(project, [path])) == [
        "a.xlsx：是以前格式的台账，没有报送日期，没有读入：请加 --day 写明"
    ]
    assert remarks(collect(project, [path], DAY)) == [
        "a.xlsx 台账!B7：任务的文字改动过，或者现在没有这一项，这一行没有读入：“1 保障城乡供水”",
        "a.xlsx 台账!B8：任务的文字改动过，或者现在没有这一项，这一行没有读入：“1 保障农村供水”",
        "a.xlsx 台账!B9：任务的文字改动过，或者现在没有这一项，这一行没有读入：“自己的事”",
        "a.xlsx：责任领导、责任人、联系电话填了 1 行，没有留存（要留在本机的 private/ 里，加 --contacts）",
    ]
    assert [
        (str(entry.task), entry.status, entry.progress, entry.problems)
        for entry in reports(project)["县水利局"].entries
    ] == [("1", "in_progress", None, "缺钱"), ("2.1", None, "已排查20个村", None)]


def test_a_former_ledger_of_no_unit_is_said(project: Project) -> None:
    former(title="清河县任务分工台账").save(project.root / "a.xlsx")
    assert remarks(collect(project, [project.root / "a.xlsx"], DAY)) == [
        "a.xlsx：“清河县任务分工台账”不是名录里哪个单位的台账，没有读入"
    ]


def shared(project: Project) -> None:
    """The parts of task 2 get the units of the task, so that it is one item."""
    file = project.tasks / POLICY / "02.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if "_units:" not in line]
    kept.insert(kept.index("parts:"), "lead_units: [县水利局]")
    file.write_text("\n".join(kept), encoding="utf-8")


SECOND = "（2）提升期内完善管护制度。"


@pytest.mark.parametrize(
    ("first", "second", "status", "progress"),
    [
        ("推进中", "推进中", "in_progress", None),
        ("已完成", "推进中", None, "（1）已完成\n（2）推进中"),
        ("已完成", None, None, "（1）已完成"),
        ("已完成", "管护办法在起草", None, "（1）已完成\n（2）管护办法在起草"),
        ("已排查20个村", "管护办法在起草", None, "（1）已排查20个村\n（2）管护办法在起草"),
    ],
)
def test_parts_that_share_the_units_of_their_task_are_reported_as_one(
    project: Project, first: str, second: str | None, status: str | None, progress: str | None
) -> None:
    shared(project)
    book = former(
        ["2（1）", "分步实施", PART, "县水利局", None, None, None, first, "缺钱"],
        ["2（2）", "分步实施", SECOND, "县水利局", None, None, None, second],
    )
    book.save(project.root / "a.xlsx")
    told = remarks(collect(project, [project.root / "a.xlsx"], DAY))
    differ = ["a.xlsx 台账!B5：2 个部分的状态不全相同，都写在进展情况里，整项任务的状态没有填"]
    assert told == (differ if "已完成" in (first, second) else [])
    [entry] = reports(project)["县水利局"].entries
    assert (str(entry.task), entry.status, entry.progress) == ("2", status, progress)
    assert entry.problems == "（1）缺钱"


def test_a_former_ledger_of_a_name_for_several_units_is_said(project: Project) -> None:
    former([1, "保障农村供水", FIRST, *[None] * 4, "推进中"], title="各镇责任清单").save(
        project.root / "a.xlsx"
    )
    assert remarks(collect(project, [project.root / "a.xlsx"], DAY)) == [
        "a.xlsx：“各镇”由其成员各自填报，没有读入"
    ]
