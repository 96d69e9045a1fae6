"""What people type for a status, a number, a day, a yes, an address: what is taken, and what is said instead of guessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.importing.readers.workbook import EMPTY, Cell, Value
from responsibility.language.typed import is_left_out, says_none, typed_number
from responsibility.model.decisions import DECISION_NAMES
from responsibility.model.progress import STATUS_SPECS
from responsibility.progress import typed
from responsibility.progress.evidence import evidence
from responsibility.progress.typed import STATUS_WORDS

DAY = dt.date(2022, 6, 30)


def cell(value: Value, percent: bool = False) -> Cell:
    return Cell(str(value), value, percent)


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("已完成", "completed"),
        ("完成", "completed"),
        (" 已办结。", "completed"),
        ("进行中", "in_progress"),
        ("按序时推进", "in_progress"),
        ("未开展", "not_started"),
        ("未开始", "not_started"),
        ("不涉及", "not_applicable"),
    ],
)
def test_a_status_by_its_name_or_what_people_write_for_it(written: str, status: str) -> None:
    assert typed.status(cell(written)) == (status, "")


@pytest.mark.parametrize("written", ["基本完成", "完成80%", "未完成", "✓", "已完成，待验收", "completed"])
def test_another_word_is_no_status(written: str) -> None:
    value, note = typed.status(cell(written))
    assert value is None
    assert note.startswith(f"状态“{written}”不认识（可填 未启动、推进中")


def test_every_status_and_decision_has_its_own_words() -> None:
    assert {STATUS_WORDS[spec.name] for spec in STATUS_SPECS.values()} == set(STATUS_SPECS)
    assert {typed.decision(cell(name)).value for name in DECISION_NAMES.values()} == set(DECISION_NAMES)
    assert typed.decision(cell("缓办")).value is None


@pytest.mark.parametrize(
    ("value", "measure", "number"),
    [
        (Decimal(7), "座", "7"),
        ("７", "座", "7"),
        ("1,200", "亩", "1200"),
        ("１，２００．５", "亩", "1200.5"),
        (" 1 200 ", "亩", "1200"),
        ("3座", "座", "3"),
        ("3 座", "座", "3"),
        ("-2", "座", "-2"),
        ("70%", "%", "70"),
        ("70％", "%", "70"),
        ("0.5%", "%", "0.5"),
        (Decimal(70), "%", "70"),
        (Decimal("0.3"), "座", "0.3"),
        ("100", "", "100"),
    ],
)
def test_numbers_are_taken(value: Value, measure: str, number: str) -> None:
    assert typed.number(cell(value), measure, share=True) == (Decimal(number), "")


def test_a_percentage_by_its_format_or_its_size() -> None:
    assert typed.number(cell(Decimal("0.7"), percent=True), "%", share=True) == (Decimal(70), "")
    assert typed.number(cell(Decimal("1.2"), percent=True), "%", share=False) == (Decimal(120), "")
    assert typed.number(cell(Decimal("0.7")), "%", share=True) == (Decimal(70), "实际值“0.7”作 70%")
    assert typed.number(cell("0.935"), "％", share=True) == (Decimal("93.5"), "实际值“0.935”作 93.5%")


@pytest.mark.parametrize(
    ("value", "measure", "percent", "note"),
    [
        ("约70", "座", False, "不只是一个数"),
        ("七十", "座", False, "不只是一个数"),
        ("3-5", "座", False, "不只是一个数"),
        ("1/3", "座", False, "不只是一个数"),
        ("3个", "座", False, "的计量单位不是“座”"),
        ("3万", "万元", False, "的计量单位不是“万元”"),
        ("70%", "座", False, "的计量单位不是“座”"),
        ("3座", "", False, "不只是一个数"),
        ("1,23", "座", False, "不只是一个数"),
        (Decimal("0.7"), "座", True, "带百分号，计量单位却不是 %"),
        (Decimal(70), "%", True, "看不出是百分之多少"),
        (Decimal(1), "%", False, "看不出是 1% 还是 100%"),
        (dt.date(2022, 1, 2), "座", False, "是日期，不是数"),
        (Decimal(10) ** 12, "座", False, "太大"),
    ],
)
def test_what_is_no_number_or_could_be_two_is_said(
    value: Value, measure: str, percent: bool, note: str
) -> None:
    taken = typed.number(cell(value, percent), measure, share=True)
    assert taken.value is None
    assert note in taken.note
    assert taken.note.startswith("实际值“")
    assert taken.note.endswith("，没有读入")


def test_a_share_is_no_guess_where_it_could_be_meant_as_it_stands() -> None:
    assert typed.number(cell(Decimal("0.7")), "%", share=False) == (
        None,
        "实际值“0.7”看不出是 0.7% 还是 70.0%，没有读入",
    )


def test_more_places_than_the_data_keeps_are_rounded_and_said() -> None:
    assert typed.number(cell(Decimal("33.3333333333")), "座", share=False) == (
        Decimal("33.333333"),
        "实际值“33.3333333333”记到小数点后六位",
    )


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_comes_back_however_it_is_written(number: Decimal) -> None:
    full_width = "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in f"{number:f}")
    for written in (number, f"{number:f}", f"{number:,f}", full_width, f" {number:f} 公里"):
        assert typed.number(cell(written), "公里", share=False) == (number, ""), written


@given(st.text(max_size=12))
def test_no_text_becomes_a_number_that_does_not_stand_in_it(text: str) -> None:
    read = typed_number(text)
    if read:
        assert any(sign.isdecimal() for sign in text)
    for taken in (
        typed.status(cell(text)),
        typed.number(cell(text), "%", share=True),
        typed.day(cell(text), "日", DAY),
    ):
        assert taken.value is not None or taken.note or is_left_out(text)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        (dt.date(2022, 6, 20), dt.date(2022, 6, 20)),
        ("2022.6.20", dt.date(2022, 6, 20)),
        ("2022-06-20", dt.date(2022, 6, 20)),
        ("2022/6/20", dt.date(2022, 6, 20)),
        ("２０２２年６月２０日", dt.date(2022, 6, 20)),
        ("二〇二二年六月二十日", dt.date(2022, 6, 20)),
        ("20220620", dt.date(2022, 6, 20)),
        (Decimal(20220620), dt.date(2022, 6, 20)),
    ],
)
def test_days_are_taken(value: Value, day: dt.date) -> None:
    assert typed.day(cell(value), "完成日期", DAY) == (day, "")


def test_a_day_without_its_year_is_the_latest_up_to_the_reporting_day_and_that_is_said() -> None:
    assert typed.day(cell("6月30日"), "完成日期", DAY) == (
        DAY,
        "完成日期“6月30日”没有写年份，按报送日期作 2022-06-30",
    )
    assert typed.day(cell("12月1日"), "完成日期", DAY).value == dt.date(2021, 12, 1)


@pytest.mark.parametrize(
    "value",
    ["2022年6月", "6月底", "已完成", "2022.13.1", "2月29日", Decimal("2022.6"), Decimal(44742), "0001-01-01"],
)
def test_what_is_no_day_is_said(value: Value) -> None:
    taken = typed.day(cell(value), "完成日期", DAY)
    assert taken.value is None
    assert "不是一个日子" in taken.note


@pytest.mark.parametrize(
    ("value", "taken", "note"),
    [
        ("已做到", True, ""),
        ("否", False, ""),
        ("全覆盖", True, ""),
        ("已全部覆盖。", True, ""),
        ("均已实现全覆盖", True, ""),
        ("100%", True, ""),
        ("１００％", True, ""),
        ("98%", "98", ""),
        ("覆盖率达98.5％", "98.5", ""),
        ("已覆盖98%", "98", ""),
        ("98%已覆盖", "98", ""),
        ("0%", "0", ""),
        (Decimal(100), True, "实际值“100”作 100%"),
        ("100", True, "实际值“100”作 100%"),
        (Decimal("0.98"), "98", "实际值“0.98”作 98%"),
        ("0.98", "98", "实际值“0.98”作 98%"),
    ],
)
def test_whole_coverage_is_answered_by_words_or_by_how_far_it_has_come(
    value: Value, taken: bool | str, note: str
) -> None:
    assert typed.whole(cell(value), "all") == (taken if isinstance(taken, bool) else Decimal(taken), note)


def test_a_cell_that_is_shown_as_a_percentage_holds_a_part_of_one() -> None:
    assert typed.whole(Cell("98%", Decimal("0.98"), percent=True), "all") == (Decimal(98), "")
    assert typed.whole(Cell("100%", Decimal(1), percent=True), "all") == (True, "")
    assert typed.whole(Cell("9800%", Decimal(98), percent=True), "all").value is None


@pytest.mark.parametrize(
    "value",
    [
        "约98%",
        "98%以上",
        "基本全覆盖",
        "未全覆盖",
        "部分覆盖",
        "覆盖",
        "120%",
        "-1%",
        "30个村",
        "99.99999999%",
    ],
)
def test_another_word_or_part_is_no_whole_coverage(value: str) -> None:
    taken = typed.whole(cell(value), "all")
    assert (taken.value, "可填 已做到、未做到，或者做到了百分之几，如 98%" in taken.note) == (None, True)


@pytest.mark.parametrize("value", ["1", "0", "98", Decimal(30)])
def test_a_number_alone_can_be_a_count_and_is_not_taken_for_a_part(value: Value) -> None:
    assert "看不出是百分之几还是多少个" in typed.whole(cell(value), "all").note


@pytest.mark.parametrize(
    ("value", "taken"),
    [("已清零", True), ("未发生", True), ("是", True), ("0", "0"), (Decimal(3), "3")],
)
def test_nothing_left_is_answered_by_words_or_by_how_many_are_left(value: Value, taken: bool | str) -> None:
    assert typed.whole(cell(value), "none") == (taken if isinstance(taken, bool) else Decimal(taken), "")


@pytest.mark.parametrize("value", ["100%", "全覆盖", "无", "3件", "基本清零"])
def test_another_word_does_not_say_that_nothing_is_left(value: str) -> None:
    taken = typed.whole(cell(value), "none")
    assert taken == (None, f"实际值“{value}”不认识（可填 已做到、未做到，或者还有多少，如 3），没有读入")


@pytest.mark.parametrize("value", ["—", "／", "--", "……", "-"])
def test_a_dash_is_a_cell_that_is_left_empty(value: str) -> None:
    reads = (typed.status, typed.decision, typed.text, lambda cell: typed.whole(cell, "all"))
    for read in (*reads, lambda cell: typed.number(cell, "座", share=True)):
        assert read(cell(value)) == (None, "")
    assert typed.day(cell(value), "完成日期", DAY) == (None, "")
    assert evidence(cell(value)).value == ()


@pytest.mark.parametrize("value", ["同上", "同上。", "同前", "见上行"])
def test_what_refers_to_the_row_above_is_said(value: str) -> None:
    assert typed.text(cell(value)) == (
        None,
        f"“{value}”不知道指哪一行（排序、筛选以后就变了），没有读入：请照写一遍",
    )
    assert typed.text(cell("同上年相比增长3%")).value == "同上年相比增长3%"


@pytest.mark.parametrize(
    ("words", "none"),
    [
        ("无", True),
        ("暂无。", True),
        ("没有问题", True),
        ("无存在问题", True),
        ("无资金", False),
        ("无法开工", False),
    ],
)
def test_whether_an_answer_says_that_there_is_none(words: str, none: bool) -> None:
    assert says_none(words) is none
    assert evidence(cell(words)).value == (() if none else (words,))


def test_evidence_is_addresses_and_names() -> None:
    taken = evidence(cell("https://a.gov.cn/x?a=1;b=2；照片.jpg\n 验收单 1.pdf ；照片.jpg"))
    assert taken.value == ("https://a.gov.cn/x?a=1;b=2", "照片.jpg", "验收单 1.pdf")


def test_an_empty_cell_says_nothing_and_a_faulty_one_says_why() -> None:
    faulty = Cell("", "", fault="公式算出的是错误 #REF!")
    for read in (typed.status, lambda cell: typed.whole(cell, "all"), typed.decision):
        assert read(EMPTY) == (None, "")
        assert "公式算出的是错误 #REF!，没有读入" in read(faulty).note
    assert typed.number(EMPTY, "座", share=True) == (None, "")
    assert typed.day(faulty, "完成日期", DAY).note == "完成日期：公式算出的是错误 #REF!，没有读入"
    assert typed.text(Cell("留", "留", fault="划掉的字“删”")) == ("留", "划掉的字“删”，没有读入")
