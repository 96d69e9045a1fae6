"""Quotes are whole phrases: where they begin and end, and how they are told apart."""

from __future__ import annotations

from itertools import zip_longest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.importing.extract import Proposals, propose
from responsibility.language.dates import Reference
from responsibility.language.extents import Extents
from responsibility.language.quantities import figures

ALPHABET = "完成新建水厂个座2成1至和及、，。；：（）“”年底前全部每季度%"


def proposed(text: str) -> Proposals:
    return propose([text], Reference(2022))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("统筹抓好因灾停工的26个县重大工程项目有序复工。", ["统筹抓好因灾停工的26个县重大工程项目有序复工"]),
        ("2022年底前，改造管网12公里以上。", ["改造管网12公里以上"]),
        ("力争全年新增小微企业200家，比上年多。", ["新增小微企业200家"]),
        ("完善设施、新建水厂2座。", ["新建水厂2座"]),
        ("增设就医、出行、养老等22个专区，方便办理。", ["增设就医、出行、养老等22个专区"]),
        ("新增床位650张以上、护士200名，引进医生15人。", ["新增床位650张以上", "护士200名", "引进医生15人"]),
        ("新建3个公园和2座桥梁。", ["新建3个公园", "2座桥梁"]),
        ("（二）改造管网60公里。①新建水厂2座。", ["改造管网60公里", "新建水厂2座"]),
        (
            "1.改造管网60公里。2.2025年底前新建水厂2座，其中6月底前完成1座。",
            ["改造管网60公里", "新建水厂2座", "其中6月底前完成1座"],
        ),
        ("粮食产量保持在1.3万亿斤以上。", ["粮食产量保持在1.3万亿斤以上"]),
        ("新建3个公园、绿地和2座桥梁。", ["新建3个公园、绿地", "2座桥梁"]),
        ("安排资金300万元扶持5个村。", ["安排资金300万元", "扶持5个村"]),
        ("拓宽村道20条56公里。", ["拓宽村道20条56公里"]),
        ("每个县（区）至少打造1个零工市场。", ["每个县（区）至少打造1个零工市场"]),
        ("完成改造（含新建泵站3座，改建泵站4座）。", ["含新建泵站3座", "改建泵站4座"]),
    ],
)
def test_a_quote_of_a_target_is_a_whole_phrase(text: str, quotes: list[str]) -> None:
    assert [target.quote for target in proposed(text).targets] == quotes


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("全年举办招聘会、洽谈会。全年新增就业。", ["全年举办招聘会、洽谈会", "全年新增就业"]),
        ("对村，全年减税；对企业，全年减税。", ["对村，全年减税", "对企业，全年减税"]),
        ("县城每季度调度一回，乡镇每季度调度一回。", ["县城每季度调度一回", "乡镇每季度调度一回"]),
    ],
)
def test_a_quote_that_stands_twice_takes_in_whole_clauses(text: str, quotes: list[str]) -> None:
    assert [deadline.quote for deadline in proposed(text).deadlines] == quotes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("缴费期延至2022年6月30日。", "2022年6月30日"),
        ("至2022年6月30日办结。", "至2022年6月30日"),
    ],
)
def test_a_quote_of_a_deadline_takes_no_part_of_another_word(text: str, quote: str) -> None:
    assert [deadline.quote for deadline in proposed(text).deadlines] == [quote]


def test_what_no_quote_tells_apart_is_said() -> None:
    """A figure in the same clauses twice, far from any others."""
    clause = "新建水厂2座，" * 40
    assert proposed(clause).unplaced


def test_a_phrase_never_runs_on_for_ever() -> None:
    text = "甲" * 500 + "2座" + "乙" * 500
    start, end = Extents(text).phrase(500, 502)
    assert end - start <= 200


@given(st.text(alphabet=ALPHABET, max_size=60))
def test_a_phrase_holds_its_figure(text: str) -> None:
    extents = Extents(text)
    floor = 0
    listed = list(figures(text))
    for figure, behind in zip_longest(listed, listed[1:]):
        ceiling = behind.start if behind else None
        start, end = extents.phrase(figure.start, figure.end, floor, ceiling)
        assert (
            floor <= start <= figure.start < figure.end <= end <= (len(text) if ceiling is None else ceiling)
        )
        for first, last in extents.wider(start, end):
            assert first <= start
            assert end <= last
        floor = figure.end


def test_a_bracket_that_opens_before_the_words_stays_outside() -> None:
    line = "（适用范围：所有镇，适用于所有镇）"
    start = line.index("所有镇")
    words = [line[slice(*span)] for span in Extents(line).wider(start, start + 3)]
    assert "所有镇，适用于所有镇" in words
    assert "所有镇，适用于所有镇）" not in words
