"""The grammar of figures, and of the numbers of targets and deadlines."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.importing.extract import propose
from responsibility.language.dates import Reference
from responsibility.language.deadlines import founded_periods, read_deadlines
from responsibility.language.numerals import chinese_number
from responsibility.language.quantities import figures, numbers_in
from responsibility.language.targets import read_targets


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成硬化村道7条5.459公里", ["7", "5.459"]),
        ("健全四个光伏项目", ["四"]),
        ("至少一到两门技术", ["一到两"]),
        ("创建1-2个", ["1", "2"]),
        ("一年2次以上", ["一", "2"]),
        ("结对帮扶全覆盖", ["全覆盖"]),
        ("做到应签尽签、动态清零", ["应签尽签", "清零"]),
        ("每两周例会，每半月调度，每周五通报", ["每两周", "每半月", "每周"]),
        ("过渡期内，今年和2021年底，每年", ["过渡期", "今年", "2021", "年底", "每年"]),
        ("不得挪用，不因学返贫，严禁占用，实现零增长、零容忍", ["不得", "不因", "严禁", "零增长", "零容忍"]),
        ("选择一批重点村", []),
        ("派驻第一书记", []),
        ("（1）建设", []),
        ("1.供水。2.2025年底前通水。\n3、通路：4.5公里、5.6公里", ["2025", "年底", "4.5", "5.6"]),
        ("统一、进一步、一体化、一流", []),
        ("全部纳入，所有居民，全额资助", ["全部", "所有", "全额"]),
    ],
)
def test_figures(text: str, expected: list[str]) -> None:
    assert [one.text for one in figures(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("四", 4),
        ("十", 10),
        ("十二", 12),
        ("二十三", 23),
        ("一百零五", 105),
        ("两千", 2000),
        ("三万五千", 35000),
        ("一亿", 100_000_000),
        ("二〇二一", 2021),
        ("镇", None),
        ("", None),
    ],
)
def test_chinese_number(text: str, expected: int | None) -> None:
    assert chinese_number(text) == expected


def test_numbers_in_words() -> None:
    assert numbers_in("四个、1.5万名、3,000元") == {Decimal(4), Decimal("1.5"), Decimal(15000), Decimal(3000)}


def in_chinese(number: int) -> str:
    """``number`` (below ten thousand) as a Chinese numeral, written independently of the reader."""
    digits, sizes = "零一二三四五六七八九", ["", "十", "百", "千"]
    written = ""
    for size, digit in reversed(list(enumerate(map(int, reversed(str(number)))))):
        written += digits[digit] + sizes[size] if digit else "零"
    return written.rstrip("零").replace("零零零", "零").replace("零零", "零") or "零"


@given(st.integers(0, 9999))
def test_reads_what_is_written(number: int) -> None:
    assert chinese_number(in_chinese(number)) == number


@given(st.text(alphabet="一二两三十百千万亿零〇0123456789.,个条公里年全覆盖应尽（）第每", max_size=40))
def test_never_fails(text: str) -> None:
    for one in figures(text):
        assert text[one.start : one.end] == one.text
    numbers_in(text)


# ---------------------------------------------------------------- numbers that the data has no room for


@pytest.mark.parametrize(
    ("number", "recorded"),
    [
        ("5.459", True),
        ("0.123456", True),
        ("0.1234567", False),
        ("999999999999", True),
        ("1000000000000", False),
        ("1" * 41, False),
    ],
)
def test_a_target_has_room_for_six_decimals_and_twelve_digits(number: str, recorded: bool) -> None:
    """What is longer is left as a figure; it is neither rounded nor written into a file that cannot be loaded."""
    text = f"新建水渠{number}公里"
    values = [value for reading in read_targets(text) for value in reading.record.values]
    assert [value.numbers for value in values] == ([(Decimal(number),)] if recorded else [])
    proposals = propose([text], Reference(2021))
    assert bool(proposals.other_figures) is not recorded


@pytest.mark.parametrize(("count", "recorded"), [("366", True), ("367", False)])
def test_a_deadline_has_room_for_a_time_a_day(count: str, recorded: bool) -> None:
    deadlines = [reading.record for reading in read_deadlines(f"每年检查{count}次", Reference(2021))]
    assert [one.times for one in deadlines] == ([366] if recorded else [])


def test_a_range_of_different_magnitudes_is_not_read() -> None:
    """3万-5 元 is no range from 3 to 5; 3万-5万元 is read in 万元."""
    assert not [reading for reading in read_targets("安排3万-50000元") if reading.record.values]
    (reading,) = read_targets("安排3万-5万元")
    (value,) = reading.record.values
    assert (value.numbers, value.unit) == ((Decimal(3), Decimal(5)), "万元")


@pytest.mark.parametrize(
    "text", ["推进农村人居环境整治提升五年行动", "安排好2021年的中央财政补助资金", "用好2021年的专项债券"]
)
def test_a_campaign_and_the_year_of_a_fund_are_no_deadline(text: str) -> None:
    assert not list(read_deadlines(text, Reference(2021)))
    (figure,) = figures(text)
    assert propose([text], Reference(2021)).other_figures, figure


def test_a_period_ends_after_it_begins() -> None:
    (period,) = founded_periods("从2021年起设立5年过渡期，过渡期内")
    assert (str(period.start), str(period.end), period.name) == ("2021", "2025", "过渡期")
    assert founded_periods("从2021年起设立0年过渡期") == []


# ---------------------------------------------------------------- what is proposed, and in which words


@pytest.mark.parametrize(
    "text", ["编号12021年", "2021年起实行", "2021年规划", "〔2021年〕", "2021年修订的办法"]
)
def test_years_that_are_no_deadlines(text: str) -> None:
    """A person may have recorded one all the same: it is read, but not proposed."""
    assert list(read_deadlines(text, Reference(2021))) == []


def test_a_quote_keeps_its_comparison_where_another_target_stands_before_it() -> None:
    proposals = propose(["确保全村年收入超过80万元且管理费不超过26万元"], Reference(2021))
    assert [target.values[0].op for target in proposals.targets] == ["at_least", "at_most"]
    assert "不超过26万元" in proposals.targets[1].quote


def test_a_quote_that_overlaps_itself_is_none() -> None:
    """2021年2021年 stands in 2021年2021年2021年 twice, though it can be cut out of it only once."""
    text = "全部2021年2021年2021年"
    proposals = propose([text], Reference(2021))
    quotes = [record.quote for record in proposals.deadlines]
    quotes += [record.quote for record in proposals.targets]
    assert all(text.find(quote) == text.rfind(quote) for quote in quotes)
    assert proposals.deadlines


def others(text: str) -> list[tuple[str, str]]:
    figures_left = propose([text], Reference(2024)).other_figures
    return [(figure.quote, figure.why) for figure in figures_left]


def test_figures_whose_words_overlap_are_one_entry_with_all_reasons() -> None:
    """A person looks at each stretch once."""
    prizes = (
        "每期设特等奖1名（奖励50%购房款，最高为50万元）、一等奖2名（奖现金20万元）、二等奖3名（奖现金10万元）"
    )
    assert others(prizes + "。") == [(prizes, "名称；补助、奖励标准")]


def test_figures_of_one_sentence_and_one_reason_are_one_entry() -> None:
    first, second = "对新建水厂给予30万元补助", "对改造管网给予20万元补助"
    assert others(f"{first}，{second}。") == [(f"{first}，{second}", "补助、奖励标准")]
    assert others(f"{first}。{second}。") == [(first, "补助、奖励标准"), (second, "补助、奖励标准")]


@pytest.mark.parametrize("between", ["确保水质达标率达到95%", "2024年6月底前完成", "加强宣传" * 20])
def test_a_fact_or_many_words_between_part_them(between: str) -> None:
    first, second = "对新建水厂给予30万元补助", "对改造管网给予20万元补助"
    quotes = [quote for quote, _ in others(f"{first}，{between}，{second}。")]
    assert quotes == [first, second]
