"""Keys of assignment clauses that no colon follows, and those that stand on pages too: what they say, what they do not."""

from __future__ import annotations

import pytest

from .support.clause_drafts import clause, drafted, policy, units


def test_keys_in_brackets_stand_for_keys_with_a_colon() -> None:
    found = drafted(
        "（一）甲。做好甲事。【责任领导】张三【责任单位】县水务局、县财政局【完成时限】6月底前",
        "（二）乙。做好乙事。",
        "〔牵头单位〕：县住建局",
        "〔配合单位〕：各镇",
        "【完成时限】2025年底",
        "（三）丙。落实【重点】任务。【备注】无。",
    )
    assert units(found) == [([], ["县水务局", "县财政局"], []), (["县住建局"], [], ["各镇"]), ([], [], [])]
    tasks = policy(found).tasks
    assert [leader.quote for leader in tasks[0].leaders] == ["【责任领导】张三"]
    assert [task.deadlines[0].quote for task in tasks[:2]] == ["6月底前", "2025年底"]


def test_a_blank_stands_for_the_colon_behind_a_key() -> None:
    found = drafted(
        "（一）甲。做好甲事。",
        "牵头单位　县水务局",
        "配合单位　县妇联　县财政局　各镇",
        "（二）乙。做好乙事。",
        "责任单位各司其职。",
        "（三）丙。做好丙事。",
        "牵头单位负责人要到场",
    )
    assert units(found) == [(["县水务局"], [], ["县妇联", "县财政局", "各镇"]), ([], [], []), ([], [], [])]


def test_who_sponsors_and_who_helps_are_a_clause_and_the_foot_of_a_page_is_none() -> None:
    lines = ("（一）甲。做好甲事。", "主办：县城管局", "协办：县住建局、各镇", "办理时限：8月底前")
    found = drafted(
        *lines, "（二）乙。做好乙事。", "责任单位：县水务局", "主办：清河县人民政府", "承办：县大数据中心"
    )
    assert units(found)[:2] == [(["县城管局"], [], ["县住建局", "各镇"]), ([], ["县水务局"], [])]


@pytest.mark.parametrize(
    "name", ["市12345热线办", "市120急救中心", "三大运营商", "市纪委监委机关", "市“双减”专班"]
)
@pytest.mark.parametrize("join", ["、", "和", "以及"])
def test_an_office_that_a_number_or_few_are_called_by_is_a_unit(name: str, join: str) -> None:
    assert clause(f"责任单位：市财政局{join}{name}") == ([], ["市财政局", name], [])


def test_other_figures_in_a_list_name_no_unit() -> None:
    assert clause("责任单位：市财政局，2025年12月底前，覆盖120个村") == ([], ["市财政局"], [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("市水务局总牵头，市财政局会办", (["市水务局"], [], ["市财政局"])),
        ("市水务局主办，市财政局协办", (["市水务局"], [], ["市财政局"])),
        ("市水务局承办，市财政局协助", ([], ["市水务局"], ["市财政局"])),
        ("市水务局牵头推动，各区政府主体落实", (["市水务局"], ["各区政府"], [])),
        ("市水务局牵头，各区政府为实施主体", (["市水务局"], ["各区政府"], [])),
        ("市水务局牵头，市财政局业务指导，各区政府落实", (["市水务局"], ["市财政局", "各区政府"], [])),
        ("市水务局负责统筹协调，市财政局、各区政府各负其责", ([], ["市水务局", "市财政局", "各区政府"], [])),
        ("市水务局牵头；市财政局、各区政府按职责做好相关工作", (["市水务局"], ["市财政局", "各区政府"], [])),
        ("市水务局牵头，各区政府配合做好相关工作", (["市水务局"], [], ["各区政府"])),
        ("市水务局、市财政局依职能职责负责", ([], ["市水务局", "市财政局"], [])),
        ("市水务局、各区政府负责；市财政局保障", ([], ["市水务局", "各区政府"], ["市财政局"])),
        ("牵头局办：招商局；配合科局：发展公司", (["招商局"], [], ["发展公司"])),
        ("市水务局牵头，各市场主体负责", (["市水务局"], ["各市场主体"], [])),
        ("牵头部门（单位）：市水务局；监管单位：市财政局", (["市水务局"], [], ["市财政局"])),
        ("责任单位：市水务局，市财政局（按责任分工落实）", ([], ["市水务局", "市财政局"], [])),
    ],
)
def test_further_words_say_what_units_do(text: str, wanted: tuple[list[str], ...]) -> None:
    assert clause(text) == wanted


@pytest.mark.parametrize(
    "text", ["加强业务指导", "做好相关工作", "健全机制、统筹", "强化资金保障", "各类市场主体依法经营"]
)
def test_those_words_alone_are_no_clause(text: str) -> None:
    assert units(drafted(f"（一）甲。做好甲事（{text}）。")) == [([], [], [])]


@pytest.mark.parametrize(
    ("clause_text", "wanted"),
    [
        ("牵头市直部门：市水务局；配合市直部门：市财政局", (["市水务局"], [], ["市财政局"])),
        ("市直牵头单位：市水务局；县（市、区）责任单位：各县", (["市水务局"], ["各县"], [])),
        ("主办（牵头）单位：县水务局；协办（配合）单位：县财政局", (["县水务局"], [], ["县财政局"])),
        ("牵头落实部门单位：县水务局；责任县市区：各县区", (["县水务局"], ["各县区"], [])),
        ("牵头单位：县水务局；责任县（市、区）：清河县、临江市", (["县水务局"], ["清河县", "临江市"], [])),
        ("牵头单位及责任单位：县水务局、各镇", ([], ["县水务局", "各镇"], [])),
        ("牵头、配合单位：县水务局、各镇", ([], ["县水务局", "各镇"], [])),
    ],
)
def test_a_key_names_level_and_roles_in_any_order(clause_text: str, wanted: tuple[list[str], ...]) -> None:
    found = drafted(f"1.甲。做好甲事。（{clause_text}）", "2.乙。做好乙事。", *clause_text.split("；"))
    assert units(found) == [wanted, wanted]
    joint = not wanted[0]
    assert [any("合写了几种角色" in each for each in review.doubts) for review in found.review.tasks] == [
        joint,
        joint,
    ]


def test_persons_whom_a_key_announces_beside_units_are_leaders_and_no_units() -> None:
    found = drafted(
        "1.甲。做好甲事。（责任部门及人员：县水务局张某、县财政局 李某某，赵某；配合单位：各镇）",
        "2.乙。做好乙事。",
        "牵头县领导：王某",
        "牵头单位和负责人：县住建局 局长钱某、各镇分管副镇长",
        "3.丙。做好丙事。 责任单位：县公安局 项目责任人：孙某 配合单位：各镇",
    )
    assert units(found) == [
        ([], ["县水务局", "县财政局"], ["各镇"]),
        (["县住建局", "各镇"], [], []),
        ([], ["县公安局"], ["各镇"]),
    ]
    assert [[leader.names for leader in task.leaders] for task in policy(found).tasks] == [
        [("张某", "李某某", "赵某")],
        [("王某",), ("局长钱某", "分管副镇长")],
        [("孙某",)],
    ]


def test_a_person_behind_the_name_of_any_unit_is_told_by_the_surname() -> None:
    found = drafted(
        "1.甲。做好甲事。（责任单位及责任人：清河驿张三、东河客运枢纽周某某、西山片区、村建办 孙某）",
        "2.乙。做好乙事。（责任单位：县应急局分管领导、各镇分管领导）",
    )
    assert units(found) == [
        ([], ["清河驿", "东河客运枢纽", "西山片区", "村建办"], []),
        ([], ["县应急局", "各镇"], []),
    ]
    assert [[leader.names for leader in task.leaders] for task in policy(found).tasks] == [
        [("张三", "周某某", "孙某")],
        [("县应急局分管领导", "各镇分管领导")],
    ]


def test_a_clause_that_names_persons_alone_is_told() -> None:
    found = drafted(
        "1.甲。做好甲事。（牵头单位：县水务局）", "2.乙。做好乙事。（责任人：县应急局分管领导、张三）"
    )
    assert [each for each in found.review.first if "（责任人：" in each or "“责任人：" in each]


def test_units_behind_a_key_that_is_not_known_are_told_and_in_no_role() -> None:
    found = drafted("1.甲。做好甲事。（牵头单位：县水务局；包联片区（街区）：清河镇、白水镇）")
    assert units(found) == [(["县水务局"], [], [])]
    assert "不认识的名目：“包联片区（街区）：清河镇、白水镇”" in found.review.tasks[0].doubts[0]
