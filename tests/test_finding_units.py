"""Finding a unit by what somebody types: names, pinyin, initials, official full names, names nearly right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.language.name_search import ALIKE, keys, not_clear, way

from .conftest import Compiled

NAMES = ("县水利局", "县水务局", "县教育局", "县长流镇", "人行清河支行", "县行政审批局", "县绿化办", "各镇")


def found(wanted: str) -> list[str]:
    ways = {name: way(keys([name], "x"), wanted) for name in NAMES}
    best = min((each for each in ways.values() if each is not None), default=None)
    return [name for name, each in ways.items() if each is not None and each == best]


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ("水务", ["县水务局"]),
        ("shui", ["县水利局", "县水务局"]),
        ("shuiwuju", ["县水务局"]),
        ("Shui Wu", ["县水务局"]),
        ("shui'wu", ["县水务局"]),
        ("ｓｗｊ", ["县水务局"]),
        ("xswj", ["县水务局"]),
        ("slj", ["县水利局"]),
        ("hui", []),  # only from a syllable on: not in shui
        ("an", []),
        ("changliu", ["县长流镇"]),
        ("zhihang", ["人行清河支行"]),
        ("renhang", ["人行清河支行"]),
        ("xingzheng", ["县行政审批局"]),
        ("lvhua", ["县绿化办"]),
        ("Lühua", ["县绿化办"]),
        ("临江市清河县水务局", ["县水务局"]),
        ("清河县人行清河支行", ["人行清河支行"]),
        ("县水物局", ["县水利局", "县水务局"]),
        ("清河县各镇", []),  # too short to be told by its end
        ("火星", []),
    ],
)
def test_what_is_typed_finds(wanted: str, names: list[str]) -> None:
    assert found(wanted) == names


def test_a_unit_is_found_by_its_aliases_and_id_too(compiled_small: Compiled) -> None:
    for wanted in ("县水务局", "shuiwu", "slj", "shuili"):
        units, sure = compiled_small.site.units_meant(wanted)
        assert ([view.unit.name for view in units], sure) == (["县水利局"], True)
    assert compiled_small.site.units_meant("县教玉局") == ((compiled_small.site.unit("县教育局"),), False)
    assert compiled_small.site.units_meant("火星") == ((), True)


@given(st.text(max_size=12), st.text(max_size=6))
def test_any_name_is_found_by_itself(name: str, other: str) -> None:
    assert way(keys([other, name], "id"), name) == 0
    assert way(keys([name], "id"), "") == 0
    way(keys([name], "id"), other)


@pytest.mark.parametrize(
    "names",
    [
        "changliu zhangliu 长流镇",
        "zhixing zhihang 人行支行",
        "zhongxing chongxing 重兴镇",
        "ledong yuedong 乐东办",
        "xindu xindou 新都镇",
        "chaoyang zhaoyang 朝阳乡",
        "danzhou shanzhou 单州镇",
        "dapu dabu 大埔镇",
        "pubao pupu pubu 浦堡村",
    ],
)
def test_characters_that_are_read_in_several_ways_are_found_by_each(names: str) -> None:
    *spelled, name = names.split()
    assert [way(keys([name], "x"), each) for each in spelled] == [0] * len(spelled)


def test_the_id_is_a_key_as_it_is_written() -> None:
    assert way(keys(["县水利局"], "water-1"), "Water-1") == 0
    assert way(keys(["县水利局"], "water-1"), "ater") is None


def test_names_are_alike_with_seven_tenths_in_common() -> None:
    assert way(["甲乙丙丁戊己庚辛壬癸"], "甲乙丙丁戊己庚子丑寅") == ALIKE
    assert way(["甲乙丙丁戊己庚辛壬癸"], "甲乙丙丁戊己子丑寅卯") is None


def test_which_unit_is_meant_is_asked_with_a_few_names() -> None:
    names = [f"县{character}局" for character in "甲乙丙丁戊己庚辛壬癸子"]
    assert not_clear("县", names, sure=True).endswith("、县癸局等 11 个")
    assert not_clear("县", names[:10], sure=True).endswith("、县癸局")
    assert not_clear("县", [], sure=True, what="东西") == "没有“县”这个东西"
    assert not_clear("县", names[:2], sure=False) == "没有“县”这个单位；相近的有：县甲局、县乙局"


def test_keys_are_few() -> None:
    """However many characters are read in two ways."""
    assert len(keys(["长行重乐都朝单埔堡" * 3], "x")) < 20
    assert ALIKE == 2
