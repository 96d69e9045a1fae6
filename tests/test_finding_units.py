"""Finding a unit by what somebody types: names, pinyin, initials, official full names, names nearly right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.language.name_search import ALIKE, keys, way

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


def test_keys_are_few() -> None:
    """However many characters are read in two ways."""
    assert len(keys(["长行重乐都朝单埔堡" * 3], "x")) < 20
    assert ALIKE == 2
