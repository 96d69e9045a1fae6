"""Tables of tasks: whatever their heads and merged cells are, units get their roles and nothing is lost unsaid."""

from __future__ import annotations

from collections.abc import Sequence

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from responsibility import checks
from responsibility.importing.draft import Draft
from responsibility.importing.readers.base import Block, Table
from responsibility.importing.readers.detect import Unreadable
from responsibility.importing.table_heads import find_head
from responsibility.importing.table_lines import letters
from responsibility.importing.tables import MOST_CHARACTERS, Transcription, transcribe
from responsibility.model import Task

from .test_importing import drafted, loaded


def table(*rows: Sequence[str], where: str = "表1") -> Table:
    """A table whose cells ``<`` and ``^`` belong to the cell before or above them."""
    texts: list[list[str]] = []
    covered = set()
    for index, row in enumerate(rows):
        texts.append([])
        for place, cell in enumerate(row):
            if cell in ("<", "^"):
                covered.add((index, place))
            texts[-1].append(
                texts[-1][-1] if cell == "<" else texts[index - 1][place] if cell == "^" else cell
            )
    return Table(tuple(map(tuple, texts)), where, frozenset(covered))


def page(*rows: str) -> Draft:
    """What is drafted of a web page with this table."""
    html = f"<html><body><p>一、任务</p><table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table></body></html>"
    return drafted("x.html", html.encode())


def tasks(draft: Draft) -> tuple[Task, ...]:
    """The tasks, of a draft in whose data nothing is wrong."""
    data = loaded(draft)
    report = checks.run(data)
    assert not [problem for problem in report.problems if problem.severity == "error"]
    return data.policies[0].tasks


def lines(*blocks: Block | Table) -> list[str]:
    return transcribe(blocks).lines


HEAD = ("序号", "任务", "牵头单位", "责任单位")


def test_the_lowest_cell_of_a_head_of_two_rows_names_the_column() -> None:
    (task,) = tasks(
        page(
            "<th rowspan=2>序号<th rowspan=2>工作任务<th colspan=3>责任分工<th colspan=2>时间节点",
            "<th>县级领导<th>牵头单位<th>配合单位<th>启动<th>完成",
            "<td>1<td>新建水厂2座<td>县长甲<td>县水利局<td>县财政局、各镇<td>2025年3月<td>2025年底前",
        )
    )
    assert (task.number, task.units("lead"), task.units("supporting")) == (
        "1",
        ("县水利局",),
        ("县财政局", "各镇"),
    )
    assert [(leader.role, leader.names) for leader in task.leaders] == [("县级领导", ("县长甲",))]
    assert "时间节点完成：2025年底前。" in task.full_text


def test_when_a_task_begins_is_no_day_by_which_it_is_due() -> None:
    (task,) = tasks(
        page(
            "<th>任务<th>责任单位<th>启动时间<th>完成时间", "<td>修桥<td>县交通局<td>2025年3月<td>2025年12月"
        )
    )
    dates = [(str(deadline.start or ""), str(deadline.due or "")) for deadline in task.deadlines]
    assert dates == [("2025-03", ""), ("", "2025-12")]


def test_a_head_over_two_columns_keeps_both() -> None:
    rows = table(("任务", "责任单位", "<"), ("新建水厂", "县水利局", "各镇"))
    assert lines(rows) == ["1.新建水厂。（责任单位：县水利局、各镇）"]


def test_a_table_split_in_two_goes_on() -> None:
    first = table(HEAD, ("1", "新建水厂", "县水利局", "各镇"))
    second = table(("2", "改造管网", "县住建局", ""), where="表2")
    assert lines(first, second)[1] == "2.改造管网。（牵头单位：县住建局）"
    result = transcribe((first, Block("附件2", "第1段"), second))
    assert result.lines[-1] == "2\t改造管网\t县住建局"
    assert any("表2没有认作任务分工表" in sentence for sentence in result.unread)


def test_a_head_that_stands_again_is_no_task() -> None:
    rows = table(HEAD, ("1", "修桥", "县交通局", ""), HEAD, ("2", "修路", "县交通局", ""))
    assert [line[:4] for line in lines(rows)] == ["1.修桥", "2.修路"]


def test_what_is_merged_stands_once() -> None:
    heads = ("序号", "任务", "措施", "牵头单位", "责任单位")
    rows = table(
        heads,
        ("一、供水", "<", "<", "<", "<"),
        ("1", "供好水", "新建水厂", "县水利局", "各镇"),
        ("^", "^", "改造管网", "^", "^"),
        ("2", "治好水", "疏通河道", "县水利局", "各镇"),
        ("^", "^", "清理塘坝", "^", "县财政局"),
    )
    assert lines(rows) == [
        "一、供水",
        "1.供好水。新建水厂。改造管网。（牵头单位：县水利局；责任单位：各镇）",
        "2.治好水。",
        "（1）疏通河道。（牵头单位：县水利局；责任单位：各镇）",
        "（2）清理塘坝。（牵头单位：县水利局；责任单位：县财政局）",
    ]


def test_a_row_without_number_goes_on_with_the_task_above() -> None:
    rows = table(
        HEAD, ("1", "修桥", "县交通局", "各镇"), ("", "", "", "县财政局"), ("2", "修路", "县交通局", "")
    )
    assert lines(rows)[0] == "1.修桥。（牵头单位：县交通局；责任单位：各镇、县财政局）"


def test_a_task_merged_over_several_numbers_heads_them() -> None:
    heads = ("类别", "序号", "任务", "牵头单位")
    rows = table(
        heads,
        ("城市建设", "1", "修桥", "县住建局"),
        ("^", "2", "修路", "县住建局"),
        ("农村建设", "3", "修渠", "县水利局"),
    )
    result = transcribe([rows])
    assert [line for line in result.lines if line in result.headings] == ["城市建设", "农村建设"]
    draft = page(
        "".join(f"<th>{cell}" for cell in heads),
        "<td rowspan=2>城市建设<td>1<td>修桥<td>县住建局",
        "<td>2<td>修路<td>县住建局",
        "<td>农村建设<td>3<td>修渠<td>县水利局",
    )
    assert [task.title for task in tasks(draft)] == ["修桥", "修路", "修渠"]
    outline = loaded(draft).policies[0].metadata.outline
    assert [section.title for section in outline] == ["任务", "城市建设", "农村建设"]


def test_a_class_that_comes_again_is_no_heading() -> None:
    rows = table(
        ("类别", "任务", "牵头单位"),
        ("甲", "修桥", "县住建局"),
        ("乙", "修路", "县住建局"),
        ("甲", "修渠", "县水利局"),
    )
    result = transcribe([rows])
    assert not result.headings
    assert result.lines[2] == "3.修渠。类别：甲。（牵头单位：县水利局）"


@pytest.mark.parametrize(
    ("number", "mark"),
    [("3", "3."), ("03", "03."), ("SL-01", "SL-01."), ("1.2", "1.2."), ("2024-01", "2024-01."), ("1001", "1001."),
     ("（二）", "（二）"), ("二", "二、"), ("", "1.")],
)  # fmt: skip
def test_numbers_stand_as_the_table_has_them(number: str, mark: str) -> None:
    assert lines(table(HEAD, (number, "修桥", "县交通局", "各镇")))[0].startswith(f"{mark}修桥。")


def test_codes_are_numbers_of_tasks() -> None:
    head = "".join(f"<th>{cell}" for cell in HEAD)
    draft = page(head, "<td>SL-01<td>修桥<td>县交通局<td>", "<td>SL-02<td>修路<td>县交通局<td>")
    assert [(task.label or task.number, task.title) for task in tasks(draft)] == [
        ("SL-01", "修桥"),
        ("SL-02", "修路"),
    ]
    draft = page(head, *(f"<td>{n}<td>修{n}路<td>县交通局<td>" for n in ("1.1", "1.2", "2.1")))
    assert [task.label for task in tasks(draft)] == ["1.1", "1.2", "2.1"]
    assert not any("编号" in remark for remark in draft.review.first)


def test_a_number_that_is_none_is_told() -> None:
    result = transcribe([table(HEAD, ("★", "修桥", "县交通局", ""))])
    assert any("序号“★”不认识" in sentence for sentence in result.unread)


@pytest.mark.parametrize("heading", ["指导部门", "负责部门", "主管部门", "实施单位", "落实部门", "承办单位"])
def test_columns_of_units_have_many_names(heading: str) -> None:
    row = table(("改革举措", "主要内容", heading), ("一窗通办", "设综合窗口。", "县政务办\n县大数据局"))
    assert lines(row) == [f"1.一窗通办。设综合窗口。（{heading}：县政务办、县大数据局）"]


def test_a_cell_that_says_itself_who_does_what() -> None:
    row = ("1", "修桥", "县交通局牵头，县财政局配合")
    assert lines(table(("序号", "任务", "责任分工"), row)) == ["1.修桥。（县交通局牵头，县财政局配合）"]
    row = ("1", "修桥", "牵头单位：县交通局\n配合单位：县财政局")
    assert lines(table(("序号", "任务", "责任分工"), row)) == [
        "1.修桥。（牵头单位：县交通局；配合单位：县财政局）"
    ]


def test_units_between_blanks_and_units_spaced_out() -> None:
    row = ("1", "修桥", "水 务 局", "各镇 县财政局，各县（市、区）")
    assert lines(table(HEAD, row)) == [
        "1.修桥。（牵头单位：水务局；责任单位：各镇、县财政局、各县（市、区））"
    ]


def test_columns_of_quarters_are_times_and_the_first_column_of_text_is_the_task() -> None:
    by_quarter = lines(
        table(
            ("序号", "民生实事", "目标", "进度安排", "<", "牵头单位"),
            ("^", "^", "^", "一季度", "二季度", "^"),
            ("1", "社区食堂", "新建30个", "选址", "开业", "市民政局"),
        )
    )
    assert by_quarter == ["1.社区食堂。目标：新建30个。一季度：选址。二季度：开业。（牵头单位：市民政局）"]


def test_persons_are_no_units() -> None:
    rows = table(("任务", "责任领导", "责任单位", "责任人"), ("修桥", "甲某", "县交通局", "乙某"))
    assert lines(rows) == ["1.修桥。（责任领导：甲某；责任人：乙某；责任单位：县交通局）"]


def test_columns_that_are_not_understood_come_first() -> None:
    rows = table((*HEAD, "备注", "进展"), ("1", "修桥", "县交通局", "", "新增", ""))
    result = transcribe([rows])
    assert result.lines == ["1.修桥。备注：新增。（牵头单位：县交通局）"]
    assert result.unread == ["表1没有归入事项的列：备注（照录在任务原文里，请归类）"]
    draft = page("<th>任务<th>责任单位<th>备注", "<td>修桥<td>县交通局<td>新增")
    assert any("备注" in remark for remark in draft.review.first)


def test_the_title_of_a_further_sheet_heads_its_tasks() -> None:
    sheets = [
        table(
            (f"清河县{name}任务表", "<", "<"),
            ("序号", "任务", "责任单位"),
            ("1", f"{name}任务甲", "县交通局"),
        )
        for name in ("城市", "农村")
    ]
    result = transcribe(sheets)
    assert result.headings == {"清河县农村任务表"}


def test_the_same_title_over_each_sheet_is_that_of_the_document() -> None:
    sheets = [
        table(("清河县重点任务分解表", "<", "<"), ("序号", "任务", "责任单位"), ("1", task, "县交通局"))
        for task in ("修桥", "修路")
    ]
    result = transcribe(sheets)
    assert not result.headings
    assert result.lines.count("清河县重点任务分解表") == 1


def test_a_table_of_other_things_is_told_and_kept() -> None:
    rows = table(("年份", "投资（万元）"), ("2024", "10"), ("2025", "10"))
    result = transcribe([rows])
    assert result.lines == ["年份\t投资（万元）", "2024\t10", "2025\t10"]
    assert any("没有认作任务分工表" in sentence for sentence in result.unread)
    assert transcribe([table(("一个框",))]) == Transcription(lines=["一个框"])


def test_lines_within_a_cell() -> None:
    row = ("1", "修桥\n通车", "县交通局", "")
    assert lines(table(HEAD, row))[0].startswith("1.修桥通车。")
    row = ("1", "1.修桥\n2.修路", "县交通局", "")
    assert lines(table(HEAD, row))[0].startswith("1.1.修桥。2.修路。")


def test_a_merged_cell_that_would_be_said_too_often_is_refused() -> None:
    units = "县交通局、" * (MOST_CHARACTERS // 500)
    rows = [("1", "修桥", units, ""), *((f"{n}", "修桥", "^", "") for n in range(2, 102))]
    with pytest.raises(Unreadable, match="抄成文字"):
        transcribe([table(HEAD, *rows)])


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("牵头及配合单位", None),
        ("责任单位（排第一的牵头）", "责任单位"),
        ("牵头责任部门", None),
        ("责任单位", None),
        ("配合单位（含各镇）", "配合单位"),
    ],
)
def test_a_heading_that_is_no_key_is_told(heading: str, role: str | None) -> None:
    result = transcribe([table(("任务", heading), ("修桥", "县交通局、县财政局"))])
    assert result.lines == [f"1.修桥。（{role or heading}：县交通局、县财政局）"]
    assert result.unread == ([f"表1的“{heading}”一列按“{role}”读入，请核对"] if role else [])


def test_a_column_of_numbers_needs_no_heading() -> None:
    rows = table(("", "任务", "牵头单位"), ("SL-1", "修桥", "县交通局"), ("注：共1项", "<", "<"))
    result = transcribe([rows])
    assert result.lines == ["SL-1.修桥。（牵头单位：县交通局）", "注：共1项"]
    assert result.unread == []


def test_what_has_a_head_and_no_rows_is_no_table_of_tasks() -> None:
    sheet = table(("填报说明", "每月报送"), ("联系人", "甲某"), where="表2")
    for rows in (sheet, table(("任务", "责任单位"))):
        result = transcribe([rows])
        assert result.tables == 0
        assert len(result.lines) == len(rows.rows)
        assert result.unread


CELLS = st.sampled_from(
    ["", "", "1", "2", "一", "（二）", "SL-1", "★", "修桥", "修路。", "1.甲\n2.乙", "县交通局", "县财政局、各镇", "甲局牵头",
     "2025年底前", "一、供水", "注：共3项", "<", "^", "<", "^"]
)  # fmt: skip
HEADINGS = st.sampled_from(
    [
        "序号",
        "任务",
        "措施",
        "类别",
        "牵头单位",
        "责任单位",
        "责任分工",
        "责任领导",
        "完成时限",
        "目标",
        "备注",
        "",
        "<",
        "^",
    ]
)


@settings(deadline=None)
@given(st.data(), st.integers(2, 5), st.integers(1, 2), st.integers(0, 6))
def test_every_cell_stands_in_the_text_or_is_told(
    data: st.DataObject, width: int, head: int, rows: int
) -> None:
    """Whatever a table of tasks looks like: the words of each cell below its head, merged ones once."""
    drawn = [
        [data.draw(HEADINGS if row < head else CELLS) for _ in range(width)] for row in range(head + rows)
    ]
    made = table(
        *(
            [
                "" if (cell == "<" and not column) or (cell == "^" and not row) else cell
                for column, cell in enumerate(cells)
            ]
            for row, cells in enumerate(drawn)
        )
    )
    result = transcribe([made])
    words = letters("".join((*result.lines, *result.unread)))
    below = find_head(made)
    for row in made.rows[below.end if below else 0 :]:
        assert below is None or row in below.rows or all(letters(cell) in words for cell in row), (
            row,
            result,
        )
