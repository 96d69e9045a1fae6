"""Further ways in which offices write: labelled numbers, fields with numbers of their own, titles, signatures, pastes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.importing.draft import draft
from responsibility.importing.readers.base import Block, Document, Table
from responsibility.importing.readers.detect import read
from responsibility.importing.run_on import unfolded
from responsibility.language.clauses import parse

from .support.clause_drafts import drafted, units
from .test_forms import listed, named, proven


def title_of(text: str) -> str | None:
    """The title that the import finds in a document, None where it takes the file's name for it."""
    review = draft(read("文件.txt", text.encode()), "plan", (), {}).review
    untitled = any(point.startswith("没有找到标题") for point in review.first)
    policy = proven_title(text)
    return None if untitled else policy


def proven_title(text: str) -> str:
    files = draft(read("文件.txt", text.encode()), "plan", (), {}).files
    line = next(line for line in files["plan/policy.yml"].decode().split("\n") if line.startswith("title:"))
    return line.removeprefix("title:").strip().strip('"')


@pytest.mark.parametrize("label", ["问题一：", "任务1：", "攻坚一、"])
def test_a_number_behind_a_label_heads_what_follows(label: str) -> None:
    policy = proven(
        f"一、整改措施\n{label}污水管网不足。\n整改目标：收集率达到75%以上。\n1.排查管网。\n2.新建管网58公里。\n"
        "整改时限：2024年6月30日前\n责任单位：县住建局、各镇\n督导单位：县生态环境局\n责任领导：张三\n"
    )
    assert listed(policy) == [
        ("一（一）", "1", "排查管网", ["县住建局", "各镇"], ["县生态环境局"]),
        ("一（一）", "2", "新建管网58公里", ["县住建局", "各镇"], ["县生态环境局"]),
    ]
    assert policy.metadata.outline[-1].title == "污水管网不足"
    assert [leader.names for task in policy.tasks for leader in task.leaders] == [("张三",)]


def test_fields_with_numbers_of_their_own_are_of_the_task_above() -> None:
    policy = proven(
        "一、实施饮水工程\n（一）工作目标：巩固供水工程35处。\n（二）完成时限：2024年9月底前。\n"
        "（三）责任单位：县水利局牵头，县财政局配合。\n"
        "二、实施安居工程\n（一）工作目标：改造危房40户。\n（二）牵头单位：县住建局。\n（三）责任单位：各镇。\n"
    )
    assert [(task.title, named(task)) for task in policy.tasks] == [
        ("实施饮水工程", {"lead": ["县水利局"], "supporting": ["县财政局"]}),
        ("实施安居工程", {"lead": ["县住建局"], "responsible": ["各镇"]}),
    ]
    water = policy.tasks[0]
    assert water.clause == "（三）责任单位：县水利局牵头，县财政局配合。"
    assert ([str(each.due) for each in water.deadlines], len(water.targets)) == (["2024-09"], 1)


def test_a_list_of_units_that_is_a_sentence_of_its_own_is_a_clause() -> None:
    found = drafted(
        "1.甲。做好甲事。（清河供水公司、临江水文站）",
        "2.乙。做好乙事（医务科、急诊科）。",
        "3.丙。做好丙事。（医务科牵头，护理部配合）",
        "4.丁。做好丁事（养老院、福利院）。",
        "5.戊。做好戊事。（县教育局）",
    )
    assert units(found) == [
        ([], ["清河供水公司", "临江水文站"], []),
        ([], ["医务科", "急诊科"], []),
        (["医务科"], [], ["护理部"]),
        ([], [], []),
        ([], ["县教育局"], []),
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("县教育局牵头，县财政局配合；9月底前完成。", (["县教育局"], [], ["县财政局"])),
        ("县工信局牵头负责，各镇政府具体实施。", (["县工信局"], ["各镇政府"], [])),
        ("由县数据局牵头，会同县城管局等部门推进。", (["县数据局"], ["县城管局"], [])),
        (
            "主责部门：水务部；协同部门：运营部；责任企业：清河水务公司",
            ([], ["水务部", "清河水务公司"], ["运营部"]),
        ),
        ("责任乡镇：云溪镇、石桥镇", ([], ["云溪镇", "石桥镇"], [])),
    ],
)
def test_a_last_sentence_and_a_last_line_that_assign(text: str, wanted: tuple[list[str], ...]) -> None:
    found = drafted("1.甲。做好甲事。（责任单位：县水务局）", f"2.乙。做好乙事。{text}")
    assert units(found)[1] == wanted
    assert found.review.tasks[1].sureness == "高"


def test_units_behind_a_key_that_is_not_known_are_told() -> None:
    found = drafted("1.甲。做好甲事。（责任单位：县水务局；代建业主：清河水务集团；备选方案：无）")
    assert units(found) == [([], ["县水务局"], [])]
    assert found.review.tasks[0].doubts == ["责任分工里不认识的名目：“代建业主：清河水务集团”"]


def test_a_line_that_ends_with_a_bracket_of_any_kind_is_a_paragraph() -> None:
    policy = proven(
        "1.修渠。把水渠修好，把沿线的涵洞和闸门也一并修好，保证春灌之前全部能够正常通水。[责任单位：县水利局]\n以上任务自印发之日起实施。\n"
    )
    assert policy.tasks[0].closing is None
    assert policy.metadata.closing == "以上任务自印发之日起实施。"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "牵头单位：市交通运输局，责任单位：公路发展中心、东湖公路发展中心、公安局",
            ["市交通运输局", "市公路发展中心", "东湖公路发展中心", "市公安局"],
        ),
        (
            "责任单位：区水务局、石门水库管理所、疾控中心、金融监管总局清河支局",
            ["区水务局", "石门水库管理所", "区疾控中心", "金融监管总局清河支局"],
        ),
    ],
)
def test_an_office_that_is_called_by_its_own_place_takes_no_jurisdiction(text: str, names: list[str]) -> None:
    found = parse(text, lambda _: False)
    assert found
    assert [name.name for name in found.names] == names


def test_what_a_list_writes_once_for_two_is_no_doubt() -> None:
    found = drafted("1.甲。做好甲事。（县财政局牵头，各镇党委、政府负责）")
    assert units(found) == [(["县财政局"], ["各镇党委", "各镇政府"], [])]
    assert found.review.tasks[0].sureness == "高"


TASKS = "一、服务\n1.甲。做好甲事。（责任单位：县水利局）\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("清河县2024年改善服务重点任务分解\n", "清河县2024年改善服务重点任务分解"),
        (
            "清河县碳达峰重点任务\n（征求意见稿）\n为做好工作，提出以下任务。\n",
            "清河县碳达峰重点任务（征求意见稿）",
        ),
        ("清河县水利局\n2024年水利工作思路\n", "清河县水利局2024年水利工作思路"),
        ("为做好工作，提出以下任务。\n", None),
        ("清河县水利局\n", None),
        ("各镇人民政府：\n", None),
    ],
)
def test_a_title_that_ends_as_no_other_does(head: str, title: str | None) -> None:
    assert title_of(head + TASKS) == title


def test_a_school_or_a_company_issues_documents() -> None:
    policy = (
        draft(
            read(
                "文件.txt",
                f"清河学院关于印发评估整改方案的通知\n各学院：\n请执行。\n清河学院\n2024年3月20日\n{TASKS}".encode(),
            ),
            "plan",
            (),
            {},
        )
        .files["plan/policy.yml"]
        .decode()
    )
    assert "issuers:\n- 清河学院\n" in policy or "issuers: [清河学院]" in policy


def test_a_signature_does_not_go_on_with_the_last_clause() -> None:
    text = (
        "清河县民生实事安排\n1.修路。新改建公路160公里。\n"
        "责任领导：副县长周某　责任单位：县交通运输局　配合单位：县财政局、县自然资源局、有关乡镇　完成时间：全年\n"
        "清河县人民政府办公室\n2024年3月3日\n"
    )
    found = draft(read("文件.txt", text.encode()), "plan", (), {})
    assert [each.quote for each in found.review.tasks[0].task.deadlines] == ["全年"]
    policy = found.files["plan/policy.yml"].decode()
    assert "清河县人民政府办公室" in policy
    assert "issued: 2024-03-03" in policy.replace("'", "").replace('"', "")


def test_the_heading_of_the_first_tasks_of_a_table_is_a_section() -> None:
    rows = (
        ("序号", "类别", "重点任务", "责任单位"),
        ("1", "服务发展", "登记电子化", "注册处"),
        ("2", "服务发展", "质量提升", "质量处"),
        ("3", "守牢底线", "食品安全", "餐饮处"),
    )
    document = Document((Block("清河县市场监管局任务清单", "标题"), Table(rows, where="表1")), "Excel 工作簿")
    found = draft(document, "plan", (), {}).review.tasks
    assert [(each.task.title, each.task.section) for each in found] == [
        ("登记电子化", "一"),
        ("质量提升", "一"),
        ("食品安全", "二"),
    ]


PASTE = (
    "关于印发《白塔镇治理方案》的通知 各村：现将《白塔镇治理方案》印发给你们，请认真执行。白塔镇政府 2024年4月2日 "
    "白塔镇治理方案 为做好治理，制定本方案。一、目标 全年事故下降10%以上。二、任务（一）排查隐患。4月底前排查128家企业。"
    "（责任单位：镇应急办、各村）（二）整治燃气。更换3.5万户，按第（一）项排查。（责任单位：镇村建中心）三、保障 "
    "（一）加强领导。每月调度1次。（责任单位：镇党政办） （二）强化宣传，开展宣讲2次。（责任单位：镇宣传办）"
)


def test_a_document_pasted_as_one_line_has_its_paragraphs_again() -> None:
    found = draft(read("文件.txt", PASTE.encode()), "plan", (), {})
    assert [(each.task.title, each.task.section) for each in found.review.tasks] == [
        ("排查隐患", "二"),
        ("整治燃气", "二"),
        ("加强领导", "三"),
        ("强化宣传", "三"),
    ]
    policy = found.files["plan/policy.yml"].decode()
    assert "issued: 2024-04-02" in policy.replace("'", "").replace('"', "")
    assert "".join("".join(unfolded([PASTE])).split()) == "".join(PASTE.split())


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            (
                "一、",
                "（一）",
                "（二）",
                "1.",
                "2.",
                "。",
                "；",
                "方案",
                "2024年4月2日",
                "实施",
                "(",
                "：",
                "\u3000",
                " ",
            )
        ),
        max_size=200,
    ).map("".join)
)
def test_a_paste_loses_nothing_but_blanks(text: str) -> None:
    assert "".join("".join(unfolded([text])).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "lines",
    [["一、甲。" * 80, "二、乙。", "三、丙。", "四、丁。"], ["没有编号的一段话。" * 40], ["一、短。"]],
)
def test_what_is_no_paste_stays_as_it_is(lines: list[str]) -> None:
    assert unfolded(lines) == lines
