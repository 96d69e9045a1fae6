"""Where clauses stand on lines of their own: behind dashes, below their keys, and what does not cover the items above."""

from __future__ import annotations

import pytest

from .support.clause_drafts import drafted, units

WATER, ROADS = "1.供水。建水厂。", "2.修路。硬化村道。"


@pytest.mark.parametrize(
    "lines",
    [
        ("——牵头单位：县水务局", "——配合单位：县财政局、各镇"),
        ("●牵头单位：县水务局；配合单位：县财政局、各镇",),
        ("牵头单位：", "县水务局", "配合单位：", "县财政局", "各镇"),
        ("牵头单位", "县水务局", "配合单位", "县财政局、各镇"),
        ("牵头单位：县水务局（责任人：张三）", "配合单位：县财政局，各镇（联系人：李四）"),
    ],
)
def test_lines_of_a_clause(lines: tuple[str, ...]) -> None:
    found = drafted(WATER, *lines, ROADS, "责任单位：县交通局")
    assert units(found) == [(["县水务局"], [], ["县财政局", "各镇"]), ([], ["县交通局"], [])]
    texts = [text for review in found.review.tasks for text in review.task.texts]
    assert texts == ["建水厂。", "硬化村道。"]


def test_units_on_lines_without_a_key_above_are_text() -> None:
    found = drafted("1.修路。硬化村道。", "责任单位：县交通局", "2.供水。建水厂。", "县水务局", "县财政局")
    assert units(found) == [([], ["县交通局"], []), ([], [], [])]


def test_a_clause_that_was_not_understood_is_not_replaced_by_the_one_below() -> None:
    found = drafted(WATER, "责任单位：县水务局、由大家一起努力负责的", ROADS, "责任单位：县交通局")
    assert units(found) == [([], [], []), ([], ["县交通局"], [])]
    assert "没有读懂" in found.review.first[0]


def test_a_sentence_that_assigns_what_stands_above_is_told() -> None:
    found = drafted(WATER, ROADS, "以上工作由县水务局牵头，县财政局配合。")
    assert units(found) == [([], [], []), ([], [], [])]
    assert "以上工作由县水务局牵头" in found.review.first[0]


def test_a_clause_alone_behind_paragraphs_with_clauses_is_told() -> None:
    found = drafted(
        "修建水厂。（牵头单位：县水务局）", "修建道路。（牵头单位：县交通局）", "（责任单位：各镇）"
    )
    assert [names for names in units(found) if any(names)] == [
        (["县水务局"], [], []),
        (["县交通局"], [], []),
    ]
    assert [each for each in found.review.first if "（责任单位：各镇）" in each]


def test_offices_of_towns_have_keys_of_their_own_and_an_unknown_one_is_told() -> None:
    found = drafted(WATER, "责任站办：农业农村办公室", "责任村：各村（社区）", ROADS, "责任片区：东片区")
    assert units(found) == [([], ["农业农村办公室", "各村（社区）"], []), ([], [], [])]
    assert [each for each in found.review.first if "片区" in each] == [
        "像是责任分工，没有读懂（任务 2）：“责任片区：东片区”"
    ]
    assert not drafted("1.落实责任制：签订责任书：一户一份。").review.first
