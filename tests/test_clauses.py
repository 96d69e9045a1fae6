"""The grammar of assignment clauses, the matching of units, and what a review points out."""

from __future__ import annotations

import pytest

from responsibility.importing.review import odd_words
from responsibility.importing.units import Names
from responsibility.language.clauses import parse
from responsibility.language.unit_names import guessed_kind, is_doubtful
from responsibility.model import ROLES, Unit

KNOWN = {"区水务局", "市人民银行"}
CLAUSES = {
    "牵头单位：甲局、乙局，责任单位：丙局等，各镇": (["甲局", "乙局"], ["丙局", "各镇"], [], True),
    "主办：甲局；协办：乙局": (["甲局"], [], ["乙局"], False),
    "责任部门：甲局；配合部门：乙局，丙局": ([], ["甲局"], ["乙局", "丙局"], False),
    "牵头单位：区水务局责任单位：各镇": (["区水务局"], ["各镇"], [], False),
    "甲局牵头，乙局、丙局配合": (["甲局"], [], ["乙局", "丙局"], False),
    "甲局牵头，乙局、丙局按职责分工负责": (["甲局"], ["乙局", "丙局"], [], False),
    "甲局、乙局按职责分工负责": ([], ["甲局", "乙局"], [], False),
    "责任单位：甲局以及乙局": ([], ["甲局", "乙局"], [], False),
    "甲局、乙局等负责": ([], ["甲局", "乙局"], [], True),
    "各地级以上市人民政府结合实际落实": ([], ["各地级以上市人民政府"], [], False),
    "省教育厅、交通运输厅、人民银行某省分行、各有关单位按职责分工负责": (
        [],
        ["省教育厅", "省交通运输厅", "人民银行某省分行", "各有关单位"],
        [],
        False,
    ),
    "责任单位：各镇县财政局": ([], ["各镇", "县财政局"], [], False),
    "责任单位：县财政局各乡镇县直各部门": ([], ["县财政局", "各乡镇", "县直各部门"], [], False),
    "责任单位：各镇市场监管所、清河镇各村、县政府有关部门": (
        [],
        ["各镇市场监管所", "清河镇各村", "县政府有关部门"],
        [],
        False,
    ),
    "责任单位：市直各部门各县区": ([], ["市直各部门", "各县区"], [], False),
    "责任单位：各街道办事处县城管局": ([], ["各街道办事处", "县城管局"], [], False),
    "责任单位：市财政局市农业农村局各区县政府": ([], ["市财政局", "市农业农村局", "各区县政府"], [], False),
    "责任单位：市委宣传部完成时限：长期坚持": ([], ["市委宣传部"], [], False),
    "责任单位：市财政局/市民政局负责": ([], ["市财政局", "市民政局"], [], False),
    "区人社局等各职能部门负责": ([], ["区人社局", "各职能部门"], [], True),
}


@pytest.mark.parametrize("text", CLAUSES)
def test_clauses(text: str) -> None:
    found = parse(text, KNOWN.__contains__)
    assert found
    lead, responsible, supporting, open_ = CLAUSES[text]
    assert [[one.name for one in found.units[role]] for role in ROLES] == [lead, responsible, supporting]
    assert any(found.open_after.values()) == open_


@pytest.mark.parametrize(
    "text",
    [
        "含致富带头人培训",
        "以下简称“方案”",
        "2021年修订",
        "",
        "：",
        "由大家一起努力负责",
        "各级财政部门要加大投入，区水务局负责",
        "以上任务由区水务局负责",
    ],
)
def test_what_is_no_clause(text: str) -> None:
    assert parse(text, KNOWN.__contains__) is None


@pytest.mark.parametrize(
    "name",
    [
        "市工业和信息化局",
        "各县（市、区）人民政府",
        "区直各相关部门",
        "市生态环境局美兰分局",
        "各区（管委会）",
        "市政协社会和法制委员会",
    ],
)
def test_names_without_doubt(name: str) -> None:
    assert not is_doubtful(name)


@pytest.mark.parametrize(
    "name",
    [
        "市教育局和市公安局",
        "市农业农村局（牵头）",
        "市委宣传部要加大投入",
        "全社会共同",
        "县财政局清河镇",
        "市财政局和三大电商",
        "县交通局（李四）",
    ],
)
def test_doubtful_names(name: str) -> None:
    assert is_doubtful(name)


def test_units_of_the_registry_are_found_and_likenesses_asked_about() -> None:
    health = Unit.model_validate(
        {"name": "区卫生健康委", "id": "wjw", "kind": "government", "aliases": ["区卫健局"]}
    )
    names = Names([health])
    assert names.find("区卫健局") is health
    assert names.find("区卫健委").id == "qwjw"
    assert list(names.variants()) == [("区卫生健康委", "区卫健委")]
    assert names.find("区文化局").id != names.find("区物化局").id


def test_nothing_is_asked_about_collectives() -> None:
    """区各部门 is no other spelling of 区各有关部门, but the office beside them may be one."""
    names = Names(
        [
            Unit.model_validate(
                {"name": "区各有关部门", "id": "bm", "kind": "collective", "members": "unlisted"}
            )
        ]
    )
    assert names.find("区各部门").kind == "collective"
    names.find("区卫健委")
    names.find("区卫生健康委")
    assert list(names.variants()) == [("区卫健委", "区卫生健康委")]


KINDS = {
    "区水务局": "government",
    "县委组织部": "party",
    "市委宣传部": "party",
    "县委办公室": "party",
    "县妇联": "mass_organisation",
    "大致坡镇": "town",
    "城关街道": "street",
    "城关街道党工委": "street",
    "南门社区居委会": "community",
    "高新区管委会": "park",
    "县第一中学": "school",
    "县人民医院": "hospital",
    "县城投公司": "enterprise",
    "人民银行某县支行": "dispatched",
    "县法院": "judicial",
    "县政协": "congress",
    "各镇": "collective",
    "有关部门": "collective",
    "区直各单位": "collective",
    "市生态环境局美兰分局": "dispatched",
}


@pytest.mark.parametrize("name", KINDS)
def test_guessed_kinds(name: str) -> None:
    assert guessed_kind(name) == KINDS[name]


# ---------------------------------------------------------------- the review


def test_odd_words() -> None:
    assert odd_words("租赁住房and盘活") == [("and", "和")]
    assert odd_words("完成□项") == [("□", None)]
    assert odd_words("推进5G和WiFi网络") == []
