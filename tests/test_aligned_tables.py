"""Tables of a PDF without rules: read where the words are clearly aligned in columns and rows, told everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.importing.readers.detect import read

from .test_importing import drafted, loaded
from .test_reading import tables, texts
from .test_reading_pdf import lines, pdf, text

LEFTS = (40, 90, 220, 320, 400)
HEAD = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限")
PITCH = 16
Rows = Sequence[Sequence[str]]


def level(rows: Rows, top: float = 40, gap: float = 0, lefts: Sequence[float] = LEFTS) -> bytes:
    """Rows whose cells begin beside each other; ``|`` parts the lines of a cell."""
    page = b""
    for cells in rows:
        for left, cell in zip(lefts, cells, strict=False):
            page += b"".join(
                text(line, left, top + PITCH * index) for index, line in enumerate(cell.split("|")) if line
            )
        top += PITCH * max(cell.count("|") + 1 for cell in cells) + gap
    return page


def centred(rows: Rows, top: float = 40, gap: float = 4) -> bytes:
    """Rows whose cells are centred beside each other, from top to foot."""
    page = b""
    for cells in rows:
        height = max(cell.count("|") + 1 for cell in cells)
        for left, cell in zip(LEFTS, cells, strict=True):
            begin = top + PITCH * (height - cell.count("|") - 1) / 2
            page += b"".join(
                text(line, left, begin + PITCH * index) for index, line in enumerate(cell.split("|")) if line
            )
        top += PITCH * height + gap
    return page


ROWS = (
    ("1", "新建水厂两座，改造|管网十公里", "市水务局", "市财政局|市住房城乡|建设局", "2025年底|前"),
    ("2", "疏通河道", "市水务局", "各镇", "2025年6月"),
    ("3", "修好危桥五座，逐座|验收", "市交通局", "", "2026年"),
)
READ = (
    HEAD,
    ("1", "新建水厂两座，改造管网十公里", "市水务局", "市财政局\n市住房城乡建设局", "2025年底前"),
    ("2", "疏通河道", "市水务局", "各镇", "2025年6月"),
    ("3", "修好危桥五座，逐座验收", "市交通局", "", "2026年"),
)


@pytest.mark.parametrize("placed", [level, centred])
def test_cells_are_told_apart_by_how_they_are_aligned(placed: Callable[..., bytes]) -> None:
    content = pdf(placed((HEAD, *ROWS)))
    document = read("分工表.pdf", content)
    assert tables(document) == [READ]
    assert document.unread == ("第1页的表格没有框线，各列按对齐的位置读入，请对照原件逐格核对",)
    draft = drafted("分工表.pdf", content)
    first = loaded(draft).policies[0].tasks[0]
    assert first.units("responsible") == ("市财政局", "市住房城乡建设局")
    assert {review.sureness for review in draft.review.tasks} == {"中"}


def test_only_tasks_of_the_table_are_doubted() -> None:
    page = lines("任务", "1.修渠。修好水渠，年内通水。（牵头单位：市水务局）", "附件：分工表") + level(
        (HEAD, *ROWS), top=120
    )
    draft = drafted("x.pdf", pdf(page))
    sure = {review.task.title: review.sureness for review in draft.review.tasks}
    assert sure["修渠"] == "高"


def test_headings_between_rows_and_what_stands_around_the_table() -> None:
    page = lines("任务分工表") + level((HEAD,), top=80) + lines("一、供好水，城乡同标准同服务", top=96)
    page += level(ROWS[:1], top=116) + lines("二、修好桥", top=170) + level(ROWS[2:], top=190)
    page += lines("注：各镇每月报送一次进展情况，由市水务局汇总后报市政府。", top=240)
    document = read("x.pdf", pdf(page))
    heading = "一、供好水，城乡同标准同服务"
    assert tables(document) == [(HEAD, (heading,) * 5, READ[1], ("二、修好桥",) * 5, READ[3])]
    assert texts(document) == ["任务分工表", "注：各镇每月报送一次进展情况，由市水务局汇总后报市政府。"]


def test_a_head_of_two_lines() -> None:
    head = ("序 号", "工作任务", "牵头|单位", "配合|单位", "完成|时限")
    (table,) = tables(read("x.pdf", pdf(centred((head, *ROWS)))))
    assert table[0] == ("序号", "工作任务", "牵头单位", "配合单位", "完成时限")
    assert table[1:] == READ[1:]


def test_headings_are_centred_over_short_cells() -> None:
    page = level((HEAD,), lefts=(60, 130, 220, 320, 420)) + level(
        ROWS, top=60, lefts=(40, 100, 220, 320, 420)
    )
    (table,) = tables(read("x.pdf", pdf(page)))
    assert [row[:2] for row in table] == [row[:2] for row in READ]


def test_a_row_that_falls_into_several() -> None:
    """Its number, its task and its lead are merged; a text that has stopped ends a cell without white space."""
    rows = (
        HEAD,
        ("1", "建水厂。", "市水务局", "市财政局", "2025年6月"),
        ("", "办培训，训|五十人次。", "", "各镇", "2025年"),
    )
    (table,) = tables(read("x.pdf", pdf(level(rows[:2], gap=10) + level(rows[2:], top=100))))
    assert table[2] == ("1", "办培训，训五十人次。", "市水务局", "各镇", "2025年")


def test_what_stands_far_below_in_one_column_is_no_cell() -> None:
    document = read("x.pdf", pdf(level((HEAD, *ROWS)) + text("2025年3月1日", 400, 300)))
    assert tables(document) == [READ]
    assert texts(document) == ["2025年3月1日"]


def test_names_on_lines_with_room_are_several() -> None:
    rows = ((*ROWS[0][:3], "财政局|教育局", "2025年"), (*ROWS[1][:3], "县委|宣传部、教育|局", "2025年"))
    (table,) = tables(read("x.pdf", pdf(level((HEAD, *rows), lefts=(40, 90, 220, 320, 440)))))
    assert [row[3] for row in table[1:]] == ["财政局\n教育局", "县委\n宣传部、教育局"]
    (table,) = tables(read("x.pdf", pdf(level((HEAD, *rows), lefts=(40, 90, 220, 320, 400)))))
    assert table[1][3] == "财政局教育局"


def test_a_table_goes_on_over_the_page() -> None:
    rest = (("", "管网五公里", "", "", ""), ("4", "植树", "市林业局", "各镇", "2025年"))
    first, second = level((HEAD, *ROWS)), level(rest)
    (table,) = tables(read("x.pdf", pdf(first, second)))
    assert [row[0] for row in table] == ["序号", "1", "2", "3", "4"]
    (table,) = tables(read("x.pdf", pdf(first, level((HEAD, *rest[1:])))))
    assert table[-1] == rest[-1]


UNCLEAR = {
    "no number": (
        ("任务", "牵头单位", "责任单位"),
        ("修桥", "市交通局", "各镇"),
        ("修路", "市交通局", "各镇"),
    ),
    "unknown headings": (
        ("序号", "甲", "乙", "牵头单位"),
        ("1", "修桥", "二月", "市交通局"),
        ("2", "修路", "三月", "市交通局"),
    ),
    "cells that run into the next column": (
        HEAD,
        ("1", "修桥", "市交通局", "各镇", "2025年"),
        ("2", "修好危桥五座逐座验收通车", "市交通局", "各镇", "2025年"),
    ),
    "cells at several heights": (
        HEAD,
        ("1", "修桥|修路|修渠", "|市交通局", "||各镇", "2025年"),
        ("2", "修坝", "市水务局", "各镇", "2025年"),
    ),
    "a cell beside which others begin anew": (
        HEAD,
        ("1", "修桥|修路|修渠|修坝", "市交通局||市水务局", "各镇||各镇", "2025年"),
        ("2", "修坝", "市水务局", "各镇", "2025年"),
    ),
    "a head of two ranks": (
        ("序号", "任务", "责任分工", "", ""),
        ("", "", "牵头单位", "责任单位", ""),
        ("1", "修桥", "市交通局", "各镇", ""),
    ),
}


@pytest.mark.parametrize("rows", UNCLEAR.values(), ids=UNCLEAR)
def test_what_is_not_clearly_aligned_is_told_and_not_read(rows: Rows) -> None:
    page = level(rows, lefts=(40, 80, 200, 320, 430)) + level((("三", "年", "内"),), top=200)
    document = read("x.pdf", pdf(page, page))
    assert not tables(document)
    assert any("各列串在一起" in sentence for sentence in document.unread)


CELL = st.lists(st.sampled_from(["修桥", "建水厂", "管网两", "通水。", "各镇"]), max_size=4).map("|".join)


@settings(deadline=None)
@given(
    st.lists(st.tuples(CELL.filter(bool), CELL, CELL, CELL), min_size=1, max_size=4),
    st.sampled_from([level, centred]),
    st.sampled_from([0, 4, 12]),
)
def test_a_table_is_read_as_it_is_or_not_at_all(
    cells: list[tuple[str, ...]], placed: Callable[..., bytes], gap: float
) -> None:
    """However high the cells are, no text of one gets into another."""
    rows = [HEAD, *((str(number), *row) for number, row in enumerate(cells, start=1))]
    for table in tables(read("x.pdf", pdf(placed(rows, gap=gap)))):
        joined = [tuple(cell.replace("\n", "") for cell in row) for row in table]
        assert joined == [tuple(cell.replace("|", "") for cell in row) for row in rows]
