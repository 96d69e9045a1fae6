"""What an import says of clauses: what was seen and not understood, rules that are drafted, spellings of one office."""

from __future__ import annotations

import pytest

from responsibility.language.clause_places import inside

from .support.clause_drafts import drafted, imported, policy, units

# ---------------------------------------------------------------- seen and not understood


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("做好甲事。（责任单位：按照要求办理）", "（责任单位：按照要求办理）"),
        ("责任单位：各县区要加强领导。", "责任单位：各县区要加强领导"),
        ("责任单位：县水务局、按照要求办理。", "责任单位：县水务局、按照要求办理"),
        ("做好甲事。由县水务局牵头，加快推进落实的单位配合。", "由县水务局牵头，加快推进落实的单位配合"),
    ],
)
def test_what_looks_like_an_assignment_and_was_not_read_is_said_first(text: str, stretch: str) -> None:
    found = imported("1.甲。" + text, "2.乙。做好乙事。（责任单位：县水务局）")
    assert found.review.first[0] == f"像是责任分工，没有读懂（任务 1）：“{stretch}”"
    assert found.review.tasks[0].sureness != "高"


def test_in_headings_and_introductions_too() -> None:
    found = imported("（一）供水（责任单位：按照要求办理）", "1.甲。做好甲事。（责任单位：县水务局）")
    assert any("没有读懂（章节" in remark for remark in found.review.first)


@pytest.mark.parametrize(
    "text",
    [
        "明确专人负责。",
        "加强协同配合。",
        "压实工作责任：一级抓一级。",
        "落实单位和个人的责任。",
        "谁审批谁负责。",
    ],
)
def test_plain_sentences_are_not_reported(text: str) -> None:
    found = drafted(f"1.甲。做好甲事。{text}（责任单位：县水务局）")
    assert not any("没有读懂" in remark for remark in found.review.first)


def test_tasks_that_stand_in_one_line_are_not_sure() -> None:
    found = drafted("（一）甲。做好甲事。（责任单位：县税务局）（二）乙。做好乙事。（责任单位：县财政局）")
    (review,) = found.review.tasks
    assert (review.sureness, review.doubts) == ("中", ["编号接在一行里，几项合成了一项"])


# ---------------------------------------------------------------- rules that the document states


def test_who_leads_of_those_listed_is_drafted_as_a_rule() -> None:
    found = drafted(
        "（一）甲。做好甲事。（县税务局、县财政局负责，排在第一位的部门为牵头部门，下同）",
        "（二）乙。做好乙事。（县水务局、县财政局负责）",
    )
    (rule,) = policy(found).metadata.rules
    assert (rule.rule, rule.quote) == ("first_leads", "排在第一位的部门为牵头部门")
    assert [policy(found).units_of(task, task)["lead"] for task in policy(found).tasks] == [
        ("县税务局",),
        ("县水务局",),
    ]
    assert any("排在第一位" in question for question in found.review.questions)


def test_who_leads_by_a_rule_stands_among_the_lead_units() -> None:
    found = drafted(
        "排名第一的单位为牵头单位，其他为配合单位。",
        "（一）甲。做好甲事。（县税务局、县财政局、县商务局等）",
        "（二）乙。做好乙事。（责任单位：县水务局、县财政局）",
        "（三）丙。做好丙事。（县住建局牵头，县财政局负责）",
    )
    assert units(found) == [
        (["县税务局"], [], ["县财政局", "县商务局"]),
        (["县水务局"], [], ["县财政局"]),
        (["县住建局"], ["县财政局"], []),
    ]
    (rule,) = policy(found).metadata.rules
    assert rule.rest == "supporting"  # type: ignore[union-attr]
    assert [task.clause for task in policy(found).tasks] == [
        "（县税务局、县财政局、县商务局等）",
        "（责任单位：县水务局、县财政局）",
        "（县住建局牵头，县财政局负责）",
    ]
    assert [each.sureness for each in found.review.tasks] == ["高", "高", "高"]


@pytest.mark.parametrize(
    "words",
    [
        "列第一位者为牵头单位",
        "排序第一的单位为牵头单位",
        "由列首位的部门或单位牵头负责",
        "首个责任单位为牵头单位",
        "牵头单位为排在第一位的单位",
        "列第一位者为工作牵头单位或汇总单位",
    ],
)
def test_many_words_say_that_the_first_leads(words: str) -> None:
    found = drafted(f"各项任务{words}。", "（一）甲。做好甲事。（责任单位：县水务局、县财政局）")
    assert units(found)[-1] == (["县水务局"], ["县财政局"], [])


def test_a_remark_that_states_the_rule_behind_the_list_is_no_unit_of_it() -> None:
    found = drafted(
        "1.供水。建水厂。",
        "责任单位：县水务局、县财政局（除标注“分别牵头”外，列第一位为牵头或汇总单位，下同）",
        "2.修路。硬化村道。",
        "责任单位：县交通局、县财政局分别牵头",
        "3.办学。建学校。",
        "责任单位：县教育局，各镇",
    )
    assert units(found) == [
        (["县水务局"], ["县财政局"], []),
        (["县交通局", "县财政局"], [], []),
        (["县教育局"], ["各镇"], []),
    ]
    assert not [each for each in found.review.first if "没有读懂" in each]


def test_a_rule_that_is_not_understood_is_said() -> None:
    found = drafted(
        "加粗的单位为牵头单位。",
        "（一）甲。做好甲事。（责任单位：县水务局*、县财政局）",
        "注：带*的为牵头单位。",
    )
    assert [each for each in found.review.first if "规则" in each] == [
        "像是定牵头单位的规则，没有读懂：“加粗的单位为牵头单位”"
    ]


def test_a_duty_that_is_no_list_by_unit_is_told() -> None:
    found = drafted(
        "（一）甲。做好甲事。（责任单位：县水务局）",
        "二、工作要求",
        "县公安局、县住建局：负责依法查处。",
        "第一阶段：组织动员。",
        "第二阶段：组织实施。",
    )
    assert [each for each in found.review.first if "责任分工" in each] == [
        "像是责任分工，没有读懂（章节 二）：“县公安局、县住建局：负责依法查处”",
    ]


def test_by_the_comma() -> None:
    found = drafted(
        "（一）甲。做好甲事。（责任单位：县住建局、县财政局，县商务局。逗号前面的为牵头单位，下同）",
        "（二）乙。做好乙事。（责任单位：县资源局、县财政局，县住建局）",
    )
    data = policy(found)
    assert [data.units_of(task, task)["lead"] for task in data.tasks] == [
        ("县住建局", "县财政局"),
        ("县资源局", "县财政局"),
    ]


def test_a_list_without_a_comma_is_not_told_apart_by_the_comma() -> None:
    found = drafted(
        "（一）乙。做好乙事。（责任单位：县资源局、县财政局，县住建局。逗号前面的为牵头单位，下同）",
        "（二）甲。做好甲事。（责任单位：县住建局、县财政局）",
        "（三）丙。做好丙事。（责任单位：县水务局）",
    )
    assert units(found) == [
        (["县资源局", "县财政局"], ["县住建局"], []),
        ([], ["县住建局", "县财政局"], []),
        (["县水务局"], [], []),
    ]


def test_a_rule_that_a_clause_states_holds_from_there_on() -> None:
    found = drafted(
        "（一）甲。做好甲事。（责任单位：县住建局、县财政局）",
        "（二）乙。做好乙事。（县税务局、县财政局负责，排在第一位的部门为牵头部门，下同）",
        "（三）丙。做好丙事。（县水务局、县财政局负责）",
    )
    assert units(found) == [
        ([], ["县住建局", "县财政局"], []),
        (["县税务局"], ["县财政局"], []),
        (["县水务局"], ["县财政局"], []),
    ]
    assert policy(found).units_of(policy(found).tasks[0], policy(found).tasks[0])["lead"] == ()


FIRST = "（一）甲。做好甲事。（责任单位：县住建局、县财政局）"


@pytest.mark.parametrize(
    "behind", [(), ("三、其他工作", "（四）丁。做好丁事。（责任单位：县水务局、县住建局）")]
)
def test_a_rule_that_an_introduction_states_for_what_follows_holds_from_there_on(
    behind: tuple[str, ...],
) -> None:
    found = drafted(
        FIRST,
        "二、重点工程",
        "以下任务均需各镇落实，不再列出。列第一位的责任单位为牵头单位，下同。",
        "（二）乙。做好乙事。（责任单位：县水务局、县财政局）",
        "（三）丙。做好丙事。（责任单位：县资源局、县财政局）",
        *behind,
    )
    data = policy(found)
    assert [data.units_of(task, task)["lead"] for task in data.tasks][:3] == [
        (),
        ("县水务局",),
        ("县资源局",),
    ]
    standing = [[ruled.units for ruled in data.ruled_units(task, task)] for task in data.tasks]
    assert standing[0] == []
    assert all(("各镇",) in each for each in standing[1:])
    assert units(found)[0] == ([], ["县住建局", "县财政局"], [])


def test_a_rule_of_all_tasks_in_the_last_introduction_is_a_note_on_all() -> None:
    found = drafted(
        FIRST,
        "二、工作要求",
        "各项任务列第一位的责任单位为牵头单位。",
        "（二）乙。做好乙事。（责任单位：县水务局、县财政局）",
    )
    assert [each[0] for each in units(found)] == [["县住建局"], ["县水务局"]]


def test_a_rule_for_what_follows_in_the_text_of_a_task_is_said() -> None:
    found = drafted(
        FIRST + "以下均需各镇落实，不再列出。", "（二）乙。做好乙事。（责任单位：县水务局、县财政局）"
    )
    assert policy(found).metadata.rules == ()
    assert [each for each in found.review.first if "规则" in each] == [
        "任务 （一） 的文字里定了以下各项的规则，没有记到各项：“以下均需各镇落实，不再列出”"
    ]


def test_a_rule_in_the_last_clause_is_a_note_on_all() -> None:
    found = drafted(
        "（一）甲。做好甲事。（责任单位：县住建局、县财政局）",
        "（二）乙。做好乙事。（县税务局、县财政局负责，排在第一位的部门为牵头部门）",
    )
    assert units(found) == [(["县住建局"], ["县财政局"], []), (["县税务局"], ["县财政局"], [])]


def test_of_two_rules_the_one_that_tells_the_list_apart() -> None:
    found = drafted(
        "（一）甲。做好甲事。（责任单位：县资源局、县财政局，县住建局。逗号前面的为牵头单位，下同）",
        "（二）乙。做好乙事。（县税务局、县财政局负责，排在第一位的部门为牵头部门，下同）",
        "（三）丙。做好丙事。（县水务局、县财政局负责）",
    )
    assert units(found) == [
        (["县资源局", "县财政局"], ["县住建局"], []),
        (["县税务局"], ["县财政局"], []),
        (["县水务局"], ["县财政局"], []),
    ]


def test_units_that_stand_under_every_task() -> None:
    found = drafted(
        "（一）甲。做好甲事。（县水务局按职责分工负责，各乡镇政府<管委会>落实。"
        "以下均需各乡镇政府<管委会>落实，不再列出）",
        "（二）乙。做好乙事。（县财政局负责）",
    )
    (rule,) = policy(found).metadata.rules
    assert (rule.rule, getattr(rule, "units", ())) == ("every_task", ("各乡镇政府<管委会>",))
    assert units(found) == [([], ["县水务局", "各乡镇政府<管委会>"], []), ([], ["县财政局"], [])]


def test_they_act_in_the_chapter_whose_clauses_state_it() -> None:
    found = drafted(
        "（一）甲。做好甲事。（县水务局负责；以下均由各乡镇负责落实，不再列出）",
        "（二）乙。做好乙事。（县财政局负责）",
        "二、保障措施",
        "（一）加强领导。做好统筹。",
    )
    assert [rule.section for rule in policy(found).metadata.rules] == ["一"]


@pytest.mark.parametrize(
    ("inner", "count"), [("责任单位：县水务局", 1), ("县水务局负责", 1), ("县水务局、县财政局", 0)]
)
def test_clauses_within_a_paragraph(inner: str, count: int) -> None:
    """Units that stand there without a role are part of the sentence, even if they are known."""
    text = f"做好甲事。（{inner}）再做好乙事。"
    found = list(inside(text, ("县水务局", "县财政局").__contains__))
    assert [text[start:end] for start, end, _ in found] == [f"（{inner}）"] * count


def test_spellings_of_one_office_are_asked_about_once_with_their_counts() -> None:
    found = drafted(
        "1.甲。做好甲事。（责任单位：市市场监管局、市网信办）",
        "2.乙。做好乙事。（责任单位：市市监局、市互联网信息办公室）",
        "3.丙。做好丙事。（责任单位：市市场监督管理局）",
        "4.丁。做好丁事。（责任单位：市市场监管局、市财政局）",
    )
    office, network = found.review.questions
    assert office.startswith(
        "“市市场监管局”（2 处）、“市市监局”（1 处）、“市市场监督管理局”（1 处）是不是同一个单位？"
    )
    assert network.startswith("“市网信办”（1 处）、“市互联网信息办公室”（1 处）是不是")


# ---------------------------------------------------------------- a clause on a line of its own behind several tasks

_LAST = ("二、道路", "1.县道。修建县道。", "2.乡道。修建乡道。", "责任单位：县交通局")


def test_it_covers_the_section_where_the_document_does_not_assign_each_task() -> None:
    found = drafted("一、供水", "1.水厂。修建水厂。", "2.管网。修建管网。", "责任单位：县水务局", *_LAST)
    assert units(found) == [([], ["县水务局"], [])] * 2 + [([], ["县交通局"], [])] * 2
    assert [each.sureness for each in found.review.tasks] == ["中", "高", "中", "高"]


def test_it_is_the_last_tasks_alone_where_the_document_assigns_each_elsewhere_and_that_is_said() -> None:
    lines = (
        "一、供水",
        "1.水厂。修建水厂。",
        "责任单位：县水务局",
        "2.管网。修建管网。",
        "责任单位：县住建局",
    )
    found = drafted(*lines, *_LAST)
    assert units(found)[2:] == [([], [], []), ([], ["县交通局"], [])]
    assert "只记在这一项" in found.review.tasks[3].doubts[0]
    assert "没有找到责任分工的任务：3" in found.review.foremost


# ---------------------------------------------------------------- a clause in a heading

_HEADED = (
    "一、产业（责任单位：县商务局）",
    "1.招商。引进项目。",
    "2.种植。扩大面积。",
    "二、道路（责任单位：县交通局）",
)


def test_it_covers_the_paragraphs_below_that_are_numbered_through_the_document() -> None:
    found = drafted(*_HEADED, "3.县道。修建县道。")
    assert [each.task.title for each in found.review.tasks] == ["招商", "种植", "县道"]
    assert units(found) == [([], ["县商务局"], []), ([], ["县商务局"], []), ([], ["县交通局"], [])]


def test_numbers_that_begin_anew_below_each_heading_count_its_measures() -> None:
    found = drafted(*_HEADED, "1.县道。修建县道。")
    assert [each.task.title for each in found.review.tasks[-2:]] == ["产业", "道路"]
