"""Whatever a clause is made of: it is read without failing, and no unit's name is made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.language.clause_places import at_end, ending, inside, unread_in
from responsibility.language.clauses import parse
from responsibility.language.normalize import normalise
from responsibility.model import ROLES

UNITS = (
    "县水利局",
    "县财政局",
    "教育局",
    "市场监管局",
    "省司法厅",
    "县委组织部",
    "宣传部",
    "示范区住建局",
    "人行清河支行",
)
OTHERS = (
    "各乡镇",
    "各县（市、区）人民政府",
    "各县〔市〕",
    "有关部门",
    "县",
    "政府",
    "张三",
    "云溪区公安局",
    "国际铁路港",
)
WORDS = (
    *(
        "牵头单位：",
        "责任单位：",
        "配合单位：",
        "部门分工：",
        "完成时限：",
        "责任人：",
        "备注：",
        "牵头",
        "配合",
        "按职责分工负责",
    ),
    *(
        "、",
        "，",
        "；",
        "。",
        "及",
        "和",
        "等和",
        "会同",
        "等部门",
        "等",
        "*",
        "（牵头）",
        "下同",
        "2025年6月底前完成",
        "12",
    ),
    *(
        "（",
        "）",
        "〔",
        "〕",
        "[",
        "]",
        "<",
        ">",
        "【",
        "】",
        "\n",
        "由",
        "加强领导",
        "做好工作",
        "以下均由",
        "不再列出",
    ),
    *("列第一位的为牵头单位", "逗号前面的为牵头单位"),
)
clauses = st.lists(st.sampled_from((*UNITS, *OTHERS, *WORDS)), max_size=14).map("".join)
anything = st.one_of(clauses, st.text(max_size=60))
GIVEN = {"number": "清政发〔2025〕1号", "issued": "2025-03-01", "issuers": ["清河县政府"], "title": "某方案"}
_NEVER = re.compile("[0-9，；。：、*]|完成|牵头|负责")


def knows_one(name: str) -> bool:
    return name == "县财政局"


@given(anything)
def test_any_text_is_read(text: str) -> None:
    normal = normalise(text)
    parse(normal, knows_one)
    at_end(normal, knows_one)
    ending(text.split("\n"), knows_one)
    list(inside(normal, knows_one))
    list(unread_in(normal, knows_one))


@given(anything)
def test_no_name_is_made_up(text: str) -> None:
    """A name stands in the text, or is one of it behind a jurisdiction that is named there."""
    normal = normalise(text)
    found = parse(normal, knows_one)
    for name in found.names if found else ():
        outside = re.sub(r"（[^（）]*）|〔[^〔〕]*〕|\[[^\[\]]*\]|<[^<>]*>|【[^【】]*】", "", name.name)
        assert not _NEVER.search(outside)
        assert name.written in normal
        assert set(name.name) <= set(normal)
        assert len(outside) > 1


@settings(max_examples=60, deadline=None)
@given(st.lists(clauses, min_size=1, max_size=4))
def test_a_draft_holds_what_its_clauses_say(texts: list[str]) -> None:
    """What the import recorded of a clause is what the check reads in it."""
    lines = [f"{index}.甲乙。做好丙丁。{text}" for index, text in enumerate(texts, 1)]
    found = draft(read("x.txt", "\n".join(("一、任务", *lines)).encode()), "p-1", (), GIVEN)
    data = load({**found.files, "units.yml": with_units(None, found.new_units)})
    wrong = [
        problem for problem in checks.run(data).problems if problem.check in ("clause-units", "unknown-unit")
    ]
    assert not wrong
    for unit in found.new_units:
        assert set(unit.name) <= set("".join(lines))


@pytest.mark.parametrize("count", [400, 4000])
def test_long_lists_take_no_time_to_speak_of(count: int) -> None:
    """A list of joined units is cut in one pass: no combination of its words is tried."""
    text = "责任单位：" + "和".join(["县水利局"] * count)
    found = parse(text, lambda _: False)
    assert found
    assert [name.name for role in ROLES for name in found.units[role]] == ["县水利局"]
