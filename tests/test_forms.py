"""The forms in which documents number and assign: what becomes of them, and that the draft is the document."""

from __future__ import annotations

import contextlib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import IncompleteError, draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.model import ROLES, Part, Policy, Task

GIVEN = {"number": "清发〔2024〕1号", "issued": "2024-03-01", "issuers": ["清河县政府"], "title": "工作方案"}
HEAD = "清河县农村供水工作方案\n为做好供水工作，制定本方案。\n"
MENDED = "（责任单位：县水利局）"


STRUCTURE = {
    "document-proof",
    "field-boundary",
    "clause-in-text",
    "clause-units",
    "label-not-in-heading",
    "outline",
}


def proven(text: str) -> Policy:
    """The policy of a text, whose proof holds and whose headings, clauses and sections are where they should be."""
    found = draft(read("方案.txt", (HEAD + text).encode()), "plan", (), GIVEN)
    data = load({**found.files, "units.yml": with_units(None, found.new_units)})
    assert not data.problems, data.problems
    wrong = [problem for problem in checks.run(data).problems if problem.check in STRUCTURE]
    assert not wrong, ([problem.message for problem in wrong], text)
    return data.policies[0]


def named(item: Task | Part) -> dict[str, list[str]]:
    return {role: list(item.units(role)) for role in ROLES if item.units(role)}


def listed(policy: Policy) -> list[tuple[Any, ...]]:
    """Section, number as written, title and units of every task, in the document's order."""
    return [
        (task.section, task.label or task.number, task.title, *named(task).values())
        for section in policy.metadata.outline
        for task in policy.tasks
        if task.section == section.key
    ]


def test_a_year_behind_the_number() -> None:
    policy = proven(
        "一、减负\n1．简化手续。（县税务局牵头，县财政局负责）\n2．2025年底前清理收费。（县水利局牵头，县民政局负责）\n"
        "3.5公里管网改造完成。\n"
    )
    assert listed(policy)[1] == ("一", "2", "2025年底前清理收费", ["县水利局"], ["县民政局"])
    assert len(policy.tasks) == 2, "3.5 is a figure"


def test_a_heading_with_text_on_its_line() -> None:
    policy = proven(f"一、总体要求\n（一）指导思想。坚持稳中求进。\n二、任务\n1.修渠。修好水渠。{MENDED}\n")
    section = policy.section_at("一（一）")
    assert (section.title, section.instruction) == ("指导思想", "坚持稳中求进。")


def test_a_task_of_the_first_rank_with_assigned_items_below() -> None:
    policy = proven(
        "一、发放补贴。\n（一）购管补贴。发放到户。（责任单位：县财政局）\n（二）水费补贴。减半征收。（责任单位：县税务局）\n"
        f"二、修渠。修好水渠。{MENDED}\n三、护渠。管好水渠。{MENDED}\n四、清淤。清理河道。{MENDED}\n"
    )
    first, *_ = policy.tasks
    assert [(part.number, named(part)) for part in first.parts] == [
        ("一", {"responsible": ["县财政局"]}),
        ("二", {"responsible": ["县税务局"]}),
    ]
    assert [task.label for task in policy.tasks] == ["一", "二", "三", "四"]


def test_tasks_at_two_ranks_beside_each_other() -> None:
    policy = proven(
        "一、水利\n（一）修渠。\n1.清淤。清好淤。（牵头单位：县水利局）\n2.护坡。护好坡。（牵头单位：县住建局）\n"
        "（二）统筹。做好统筹。（牵头单位：县发改局）\n（三）管护。\n1.巡查。做好巡查。（牵头单位：县水利局）\n"
    )
    assert listed(policy) == [
        ("一（一）", "1", "清淤", ["县水利局"]),
        ("一（一）", "2", "护坡", ["县住建局"]),
        ("一（二）", "（二）", "统筹", ["县发改局"]),
        ("一（三）", "1", "巡查", ["县水利局"]),
    ]


def test_tasks_at_two_ranks_above_each_other() -> None:
    policy = proven(
        "一、水利\n（一）完善供水机制。（县水利局、县财政局按职责分工负责）\n具体措施：\n"
        "1．总结做法。（县水利局牵头，县财政局按职责分工负责）\n2．清理收费。（县财政局负责）\n"
        "（二）改善水质。（县环保局牵头，县水利局按职责分工负责）\n具体措施：\n1．加密检测。（县卫健委负责）\n"
    )
    assert [(task[0], task[1]) for task in listed(policy)] == [
        ("一（一）", "（一）"),
        ("一（一）", "1"),
        ("一（一）", "2"),
        ("一（二）", "（二）"),
        ("一（二）", "1"),
    ]
    assert policy.tasks[0].closing == "具体措施："
    assert named(policy.tasks[0]) == {"responsible": ["县水利局", "县财政局"]}


def test_several_clauses_in_a_paragraph() -> None:
    policy = proven(
        "一、降本\n1.降低成本。缓缴电费。（责任单位：各镇，配合单位：县发改局）自主选择电价。（责任单位：县供电局）\n"
        f"2.修渠。修好水渠。{MENDED}\n"
    )
    first = policy.tasks[0]
    assert (first.text, named(first)) == ("缓缴电费。", {"responsible": ["各镇"], "supporting": ["县发改局"]})
    assert [(part.mark, part.text, named(part)) for part in first.parts] == [
        ("", "自主选择电价。", {"responsible": ["县供电局"]})
    ]


def test_parts_before_and_behind_one_clause() -> None:
    policy = proven(
        f"一、修渠\n1.清淤。（1）清河道。（2）清沟渠。{MENDED}\n2.护坡。护好坡。{MENDED}\n（1）护河坡。\n（2）护渠坡。\n"
        f"3.巡查。\n（1）查河道。\n（2）查沟渠。\n每月一次。{MENDED}\n"
    )
    first, second, third = policy.tasks
    assert [part.number for task in policy.tasks for part in task.parts] == ["1", "2"] * 3
    assert [task.clause_first for task in policy.tasks] == [False, True, False]
    assert all(task.roles and task.parts_share_units for task in policy.tasks)
    assert (first.closing, second.closing, third.closing) == (None, None, "每月一次。")


def test_a_clause_in_a_heading_is_for_all_below() -> None:
    policy = proven(
        f"一、修渠（牵头单位：县水利局）\n1.清淤。清好淤。\n2.护坡。护好坡。\n二、护渠\n3.巡查。查好。{MENDED}\n4.补种。种好。{MENDED}\n5.清杂。清好。{MENDED}\n"
    )
    assert policy.metadata.outline[0].clause == "（牵头单位：县水利局）"
    assert [(task.clause, named(task)) for task in policy.tasks[:2]] == [("", {"lead": ["县水利局"]})] * 2


def test_an_excerpt_keeps_its_numbers() -> None:
    policy = proven(f"六、水利\n43.清淤。清好淤。{MENDED}\n44.护坡。护好坡。{MENDED}\n")
    assert [(task.section, task.number) for task in policy.tasks] == [("六", "43"), ("六", "44")]


def test_what_stands_at_the_end_without_a_clause_is_a_task_all_the_same() -> None:
    policy = proven(
        f"一、水利\n1.清淤。清好淤。{MENDED}\n二、保障\n（一）加强领导。落实责任。\n（二）加强宣传。做好宣传。\n"
    )
    assert listed(policy)[1:] == [("二", "s1", "加强领导"), ("二", "s2", "加强宣传")]


def test_numbers_that_stand_twice_or_are_left_out() -> None:
    policy = proven(
        f"一、水利\n（一）修渠\n1.清淤。清好淤。{MENDED}\n1.护坡。护好坡。{MENDED}\n（三）护渠\n4.巡查。查好。{MENDED}\n"
        f"（三）用渠\n5.放水。放好水。{MENDED}\n"
    )
    assert [section.key for section in policy.metadata.outline] == [
        "一",
        "一（一）",
        "一（三）",
        "一（三）之二",
    ]
    assert [task.label or task.number for task in policy.tasks] == ["1", "1", "4", "5"]


NUMBERS = (
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "（三）",
    "1.",
    "2．",
    "1、",
    "3.",
    "7.",
    "（1）",
    "（2）",
    "①",
    "一是",
    "1）",
    "第一章 ",
    "第二条 ",
    "问题一：",
    "",
)
TEXTS = (
    "修渠。",
    "清淤。清好淤泥。",
    "2025年底前完成3.5公里。",
    "做好工作：",
    "加强管护",
    "具体措施：",
    "到2025年，普及率达到95%以上。",
)
CLAUSES = (
    "",
    "",
    "（牵头单位：县水利局，责任单位：各镇）",
    "（县财政局牵头，县水利局负责）",
    "县水利局牵头，县财政局负责。",
    "（责任单位：县水利局）巩固成果。",
    "\n牵头单位：县水利局，责任单位：各镇",
    "\n（责任单位：县财政局）",
    "\n（三）责任单位：县水利局。",
    "\n（二）牵头单位：县财政局。\n（三）责任单位：各镇",
)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(NUMBERS), st.sampled_from(TEXTS), st.sampled_from(CLAUSES)),
        min_size=1,
        max_size=9,
    )
)
def test_every_draft_is_the_document(paragraphs: list[tuple[str, str, str]]) -> None:
    with contextlib.suppress(IncompleteError):  # nothing is numbered
        proven("".join("".join(paragraph) + "\n" for paragraph in paragraphs))
