"""Tables of tasks pasted as text: with tabs or a line a cell they are tables again, and nothing of them is lost unsaid."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import example, given, settings

from responsibility.importing.pasted_tables import with_tables
from responsibility.importing.readers.base import Block, Table
from responsibility.importing.table_lines import letters

from .support.clause_drafts import units
from .test_importing import drafted


def rows(*lines: str) -> list[tuple[str, ...]]:
    """The rows of the one table that is found in ``lines``."""
    blocks = with_tables([Block(line, f"第{n}行") for n, line in enumerate(lines, 1)], lambda _: False, [])
    (table,) = [block for block in blocks if isinstance(block, Table)]
    return list(table.rows)


def untold(*lines: str) -> list[str]:
    """What is told of ``lines`` that was not read."""
    told: list[str] = []
    list(with_tables([Block(line, "") for line in lines], lambda _: False, told))
    return told


HEAD = "序号\t任务\t牵头单位\t配合单位\t完成时限"


def test_bars_between_or_behind_the_cells_make_a_table_too() -> None:
    head = ("序号", "任务", "责任单位", "完成时限")
    one, two = ("24", "修桥5座", "县交通局、各镇", "6月底"), ("25", "修路", "县交通局", "9月底")
    piped = ("| " + " | ".join(cells) + " |" for cells in (head, ("---",) * 4, one, two))
    assert rows("任务表", *piped, "注：略。") == [head, one, two]
    assert rows("任务表", *(f"{cell} |" for cells in (head, one, two) for cell in cells)) == [head, one, two]
    assert rows(*("\t".join(cells) for cells in (head, one)), "修桥|修路", "甲|乙", "丙|丁")[:2] == [
        head,
        one,
    ]


def test_tabs_between_the_cells_make_a_table() -> None:
    text = (
        f"清河县重点任务清单\n{HEAD}\n一、供水\n1\t新建水厂2座\t县水务局\t县财政局、各镇\t2025年6月底前\n\n"
        "2\t改造管网30公里\t县住建局按职责分工负责\t县财政局\t持续推进\n二、道路\n3\t硬化村道\t县交通局\t各镇\t12月底前\n"
        "注：每月报送进度。"
    )
    found = drafted("x.txt", text.encode())
    assert units(found) == [
        (["县水务局"], [], ["县财政局", "各镇"]),
        (["县住建局"], [], ["县财政局"]),
        (["县交通局"], [], ["各镇"]),
    ]
    due = [task.task.deadlines[0].quote for task in found.review.tasks]
    assert due == ["2025年6月底前", "持续推进", "12月底前"]


def test_a_line_break_within_a_cell_does_not_end_its_row() -> None:
    lines = (
        HEAD,
        "1\t新建水厂\t县水务局",
        "县住建局\t各镇\t6月底前",
        "2\t改造管网\t县住建局\t县财政局",
        "各镇\t12月",
    )
    assert rows(*lines)[1:] == [
        ("1", "新建水厂", "县水务局\n县住建局", "各镇", "6月底前"),
        ("2", "改造管网", "县住建局", "县财政局\n各镇", "12月"),
    ]


def test_cells_that_are_lacking_stand_last_or_are_merged_with_those_above() -> None:
    head = "类别\t序号\t任务\t牵头单位\t完成时限"
    lines = (
        head,
        "供水\t1\t新建水厂\t县水务局\t6月底前",
        "2\t改造管网\t县住建局\t12月",
        "道路\t3\t硬化村道\t县交通局",
    )
    assert rows(*lines)[2:] == [
        ("", "2", "改造管网", "县住建局", "12月"),
        ("道路", "3", "硬化村道", "县交通局", ""),
    ]
    assert not untold(*lines)


LINES = ("序号", "", "实事", "", "责任单位", "", "完成时限", "")


def test_a_line_a_cell_makes_a_table() -> None:
    text = "\n\n".join(
        (
            "2025年民生实事清单",
            *filter(None, LINES),
            *("1", "建成县残疾人服务中心。", "县残联", "县住建局", "县护河指挥部", "6月底前"),
            *("2", "新建2座人行天桥。", "县住建局", "5月底前动工", "二、道路"),
            *("3", "硬化村道。", "县交通局", "长期坚持", "分享到："),
        )
    )
    found = drafted("x.txt", text.encode())
    assert units(found) == [
        ([], ["县残联", "县住建局", "县护河指挥部"], []),
        ([], ["县住建局"], []),
        ([], ["县交通局"], []),
    ]
    assert [review.task.deadlines[0].quote for review in found.review.tasks] == [
        "6月底前",
        "5月底前",
        "长期坚持",
    ]


def test_a_row_that_fits_no_columns_is_kept_whole_and_told() -> None:
    lines = (
        *LINES,
        "1",
        "新建水厂。",
        "县水务局",
        "6月",
        "2",
        "改造管网。",
        "12月",
        "3",
        "硬化村道。",
        "县交通局",
        "12月",
    )
    assert rows(*lines)[2] == ("2", "改造管网。\n12月", "", "")
    assert untold(*lines) == ["表里的一行与各列对不上，照录在任务里：“改造管网。 12月”"]


def test_units_under_two_headings_in_a_row_are_not_shared_out_by_guess() -> None:
    head = ("序号", "任务", "牵头单位", "配合单位", "完成时限")
    whole = (
        "1",
        "新建水厂。",
        "县水务局",
        "县财政局",
        "6月",
        "2",
        "改造管网。",
        "县住建局",
        "县财政局",
        "6月",
    )
    lines = (*head, *whole, "3", "硬化村道。", "县交通局", "县财政局", "各镇", "12月")
    assert rows(*lines)[-1] == ("3", "硬化村道。\n县交通局\n县财政局\n各镇\n12月", "", "", "")
    assert untold(*lines)


def test_lines_that_no_head_of_tasks_stands_over_stay_lines() -> None:
    for lines in (
        ("姓名\t职务\t电话", "王五\t局长\t1234567"),
        ("序号", "姓名", "职务", "1", "王五", "局长"),
        (HEAD,),
        LINES,
    ):
        blocks = [Block(line, "") for line in lines]
        assert list(with_tables(blocks, lambda _: False, [])) == blocks


CELLS = st.sampled_from(
    (
        "",
        "1",
        "2",
        "3",
        "一、供水",
        "新建水厂。",
        "县水务局",
        "县财政局、各镇",
        "6月底前",
        "长期坚持",
        "序号",
        "任务",
        "牵头单位",
    )
)


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=6).map("\t".join), max_size=14),
    st.sampled_from((HEAD, *LINES[:1])),
)
@example(["1"], LINES[0])  # a number with nothing behind it
@example(["1", "2", "3"], LINES[0])  # a row that begins with another mark
@settings(deadline=None)
def test_nothing_that_was_pasted_is_lost(lines: list[str], head: str) -> None:
    begins = [head] if head == HEAD else list(filter(None, LINES))
    pasted = [*begins, *lines]
    blocks = with_tables([Block(line, "") for line in pasted], lambda _: False, [])
    kept = [
        block.text
        if isinstance(block, Block)
        else "".join(
            cell
            for row, texts in enumerate(block.rows)
            for column, cell in enumerate(texts)
            if (row, column) not in block.covered
        )
        for block in blocks
    ]
    assert sorted(letters("".join(kept))) == sorted(letters("".join(pasted)))
