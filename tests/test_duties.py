"""Duties that a document lists by unit: the names of the units head what each of them has to do."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import with_units
from responsibility.importing.planner import BY_UNIT, LEADING
from responsibility.importing.readers.base import Table
from responsibility.importing.tables import transcribe
from responsibility.language.duties import units_heading

from .support.clause_drafts import drafted, policy, units

TASKS = ("一、重点任务", "1.供水。修建水厂。（牵头单位：县水利局，责任单位：各镇）")


def leads(*lines: str) -> list[tuple[str, str, list[str]]]:
    """The number, the text and the lead units of each item that is headed by units."""
    found = drafted(*lines)
    return [
        (review.task.item_id(item).task, item.text or "", list(item.units("lead")))
        for review in found.review.tasks
        if BY_UNIT in review.doubts
        for item in review.task.items
        if item.clause == ""
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("二、职责分工", "县财政局：负责筹集资金，加强监管。", "县公安局、县住建局：配合做好查处工作。"),
        ("二、职责分工", "县财政局负责筹集资金，加强监管。", "县公安局、县住建局配合做好查处工作。"),
        (
            "二、职责分工",
            "县财政局：",
            "负责筹集资金，加强监管。",
            "县公安局、县住建局：",
            "配合做好查处工作。",
        ),
        (
            "二、工作要求",
            "（一）县财政局。负责筹集资金，加强监管。",
            "（二）县公安局、县住建局：配合做好查处工作。",
        ),
    ],
)
def test_each_unit_leads_in_what_its_name_heads(lines: tuple[str, ...]) -> None:
    assert [(text.removeprefix("负责"), names) for _, text, names in leads(*TASKS, *lines)] == [
        (text, names)
        for text, names in (
            ("筹集资金，加强监管。", ["县财政局"]),
            ("配合做好查处工作。", ["县公安局", "县住建局"]),
        )
    ]


def test_duties_that_nothing_else_is_listed_beside_are_the_tasks_and_keep_what_is_said_of_them() -> None:
    found = drafted(
        "一、实施步骤",
        "（一）动员。2025年10月底前动员。",
        "二、部门职责",
        "县水利局：负责修建水厂，2025年12月底前完工。",
        "县财政局：负责筹集资金。",
    )
    assert [(each.task.number, each.task.title) for each in found.review.tasks] == [
        ("1", "动员"),
        ("2", "负责修建水厂"),
        ("3", "负责筹集资金"),
    ]
    assert [each.quote for each in found.review.tasks[1].task.deadlines] == ["2025年12月底前"]
    assert not [each for each in found.review.first if "没有读懂" in each]
    (question,) = [each for each in found.review.questions if "按单位列的职责" in each]
    assert "（2、3）" in question


def test_numbered_duties_below_the_name_of_a_unit_are_tasks_of_that_unit() -> None:
    found = drafted(
        "一、职责分工",
        "县水利局",
        "1.修建水厂。",
        "2.制定清单。",
        "县财政局",
        "1.筹集资金。",
        "各镇：",
        "负责征地。",
    )
    assert units(found) == [
        (["县水利局"], [], []),
        (["县水利局"], [], []),
        (["县财政局"], [], []),
        (["各镇"], [], []),
    ]


def test_duties_listed_within_a_task_are_its_parts() -> None:
    found = drafted(
        "（一）供水。修建水厂。（牵头单位：县水利局）",
        "（二）明确职责。职责如下：",
        "县财政局：负责筹集资金。",
        "县公安局：负责维护秩序。",
    )
    assert [(part.written, part.text) for part in found.review.tasks[1].task.parts] == [
        ("县财政局：", "负责筹集资金。"),
        ("县公安局：", "负责维护秩序。"),
    ]


def test_one_duty_below_a_heading_that_announces_duties_is_read_too() -> None:
    found = drafted(
        "（一）供水。修建水厂。（牵头单位：县水利局）",
        "（二）乡镇职责",
        "各镇负责征地工作。",
        "（三）督查。加强督查。",
    )
    assert units(found) == [(["县水利局"], [], []), (["各镇"], [], []), ([], [], [])]
    assert BY_UNIT in found.review.tasks[1].doubts


@pytest.mark.parametrize("colon", ["：", ""])
@pytest.mark.parametrize("stop", ["；", "，", "。"])
def test_duties_of_several_units_in_a_line_are_parts_of_the_task(stop: str, colon: str) -> None:
    line = stop.join(
        f"{unit}{colon}负责{duty}" for unit, duty in (("由县财政局", "筹资"), ("县水利局", "施工"))
    )
    found = drafted(*TASKS, f"2.引水。分工合作。{line}，10月底前完工。其他另行安排。")
    task = found.review.tasks[1].task
    assert (task.text, task.closing) == ("分工合作。", "其他另行安排。")
    assert [(part.written, part.units("lead")) for part in task.parts] == [
        (f"由县财政局{colon}", ("县财政局",)),
        (f"县水利局{colon}", ("县水利局",)),
    ]
    assert task.parts[0].text == f"负责筹资{stop}"
    assert (task.parts[1].text or "").startswith("负责施工，10月底前完工。")
    assert BY_UNIT in found.review.tasks[1].doubts
    files = {**found.files, "units.yml": with_units(None, found.new_units)}
    assert not [each for each in checks.run(load(files)).problems if each.severity == "error"]


def test_duties_of_several_units_in_a_line_below_a_heading_are_tasks() -> None:
    found = drafted(*TASKS, "二、工作要求", "县委组织部负责干部调配，县财政局做好资金保障。")
    assert units(found)[1:] == [(["县委组织部"], [], []), (["县财政局"], [], [])]


@pytest.mark.parametrize(
    "text",
    [
        "县财政局负责筹资。",  # one unit alone
        "县财政局负责人带队，县水利局负责人参加。",
        "县财政局负责的项目已完工，县水利局负责的项目已开工。",
        "县财政局组织了培训，县水利局组织了演练。",  # what was done
        "第一组负责巡查，第二组负责值守。",
    ],
)
def test_what_is_no_row_of_duties_stays_text(text: str) -> None:
    assert not drafted(*TASKS, f"2.引水。{text}").review.tasks[1].task.parts


LED: list[tuple[str, tuple[list[str], ...]]] = [
    ("由县水利局牵头，县财政局、城关镇配合，10月底前完工。", (["县水利局"], [], ["县财政局", "城关镇"])),
    ("原则同意选址。县水利局牵头，10月底前完工。", (["县水利局"], [], [])),
    ("由清河集团负责建设，10月底前完工。", (["清河集团"], [], [])),
    ("城关镇负责拆迁工作，10月底前完成，县公安局、县司法局做好配合。", (["城关镇"], [], ["县公安局", "县司法局"])),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), LED, ids=[text for text, _ in LED])
def test_a_sentence_that_says_who_acts_in_it_assigns_the_task(
    text: str, wanted: tuple[list[str], ...]
) -> None:
    found = drafted(*TASKS, f"2.引水。{text}")
    assert units(found)[1] == wanted
    review = found.review.tasks[1]
    assert (review.task.text or "").replace("\n", "") == text
    assert (review.task.clause, review.doubts) == ("", [LEADING])
    assert not [each for each in found.review.first if "没有读懂" in each]
    files = {**found.files, "units.yml": with_units(None, found.new_units)}
    path = next(
        path
        for path, text in files.items()
        if f"lead_units: [{wanted[0][0]}]".encode() in text and b"02" in path.encode()
    )
    files[path] = files[path].replace(f"lead_units: [{wanted[0][0]}]".encode(), "lead_units: [各镇]".encode())
    (message,) = [each.message for each in checks.run(load(files)).problems if each.check == "clause-units"]
    assert message.startswith(f"原文写明的单位是“{wanted[0][0]}")


@pytest.mark.parametrize(
    "text",
    [
        "依托县水利局牵头，建设平台，10月底前完工。",
        "坚持政府主导，部门配合，10月底前完工。",
        "县水利局牵头编制方案，10月底前完工。",  # what it leads in is not the sentence
        "县财政局配合，10月底前完工。",
    ],
)
def test_other_sentences_assign_nothing(text: str) -> None:
    assert not any(units(drafted(*TASKS, f"2.引水。{text}"))[1])


def test_a_duty_of_one_unit_in_a_text_that_nothing_assigns_is_told() -> None:
    found = drafted(*TASKS, "2.引水。县财政局负责筹资，分期到位。")
    remark = "像是责任分工，没有读懂"
    assert f"{remark}（任务 2）：“县财政局负责筹资，分期到位”" in found.review.first
    assert f"{remark}：“县财政局负责筹资，分期到位”" in found.review.tasks[1].doubts
    assigned = drafted(*TASKS, "2.引水。县财政局负责筹资，分期到位。（牵头单位：县水利局）")
    assert not [each for each in assigned.review.first if remark in each]


def test_a_row_of_duties_beside_a_clause_stays_text() -> None:
    found = drafted(
        *TASKS, "2.引水。县财政局负责筹资，县水利局负责施工。（牵头单位：县水利局，责任单位：县财政局）"
    )
    assert units(found)[1] == (["县水利局"], ["县财政局"], [])
    assert not found.review.tasks[1].task.parts


def test_a_row_of_duties_among_the_safeguards_is_one_of_all_its_units() -> None:
    text = "县财政局负责筹资，县水利局负责施工。其他另行安排。"
    found = drafted(*TASKS, "二、保障措施", f"（一）分工。{text}", "（二）宣传。加强宣传。")
    _, safeguard, _ = found.review.tasks
    assert (safeguard.task.number, (safeguard.task.text or "").replace("\n", "")) == ("s1", text)
    assert units(found)[1:] == [(["县财政局", "县水利局"], [], []), ([], [], [])]
    assert safeguard.doubts == [LEADING]


def test_a_row_of_duties_further_down_does_not_carry_a_rule_of_clauses_there() -> None:
    found = drafted(
        "（一）供水。修建水厂。（牵头单位：县水利局，以下均需各镇落实，不再列出）",
        "（二）排水。修建管网。（牵头单位：县住建局）",
        "三、保障",
        "（一）分工。县财政局负责筹资，县水利局负责施工。",
    )
    assert [rule.section for rule in policy(found).metadata.rules] == ["一"]


def test_departments_by_their_field_and_numbers_within_a_duty() -> None:
    found = drafted(
        "二、部门分工", "1.教育部门：（1）负责督促；（2）开设专栏。", "2.公安部门：负责查处违法行为。"
    )
    assert [each.task.title for each in found.review.tasks] == ["负责督促", "负责查处违法行为"]
    assert units(found) == [(["教育部门"], [], []), (["公安部门"], [], [])]


@pytest.mark.parametrize(
    "lines",
    [
        ("（一）学校。每学期演练一次。", "（二）医院。每季度演练一次。"),  # where, not who
        ("（一）清河镇：12公里。", "（二）白水镇：8公里。"),  # how much for each
        (
            "（一）县财政局：负责筹集资金。",
            "（二）时间安排：全年。",
            "（三）宣传发动：广泛宣传。",
        ),  # no list of units
        (
            "（一）综合组：由县财政局、县水利局组成。",
            "（二）工程组：由县住建局组成。",
        ),  # who belongs to a group
        ("（一）优化产业布局。加强统筹规划。", "（二）形成竞争格局。加强协调联动。"),  # titles
        ("（一）县疾控中心。负责甲事。（牵头单位：县财政局）", "（二）县卫生院：负责乙事。（县水利局牵头）"),
        ("（一）甲。做好甲事。", "【牵头单位】县财政局", "【完成时限】6月底前", "【责任单位】县水利局"),
        ("第一阶段：组织动员部署。", "第二阶段：落实各项任务。"),
        ("（一）责任单位：县财政局。", "（二）成员单位：县水利局、县住建局。"),
    ],
)
def test_other_lists_are_no_duties(lines: tuple[str, ...]) -> None:
    assert leads(*TASKS, "二、有关要求", *lines) == []


def test_a_table_of_units_and_duties_is_one_of_tasks() -> None:
    rows = (("单位", "职责"), ("县财政局", "负责筹集资金"), ("各镇", "负责征地"))
    result = transcribe([Table(rows, "表1")])
    assert result.lines == ["1.负责筹集资金。（牵头单位：县财政局）", "2.负责征地。（牵头单位：各镇）"]
    assert result.unread == ["表1的“单位”一列按“牵头单位”读入，请核对"]


def test_the_check_of_clauses_reads_the_heading() -> None:
    found = drafted(*TASKS, "二、职责分工", "县财政局：负责筹集资金。", "县公安局：负责维护秩序。")
    files = {**found.files, "units.yml": with_units(None, found.new_units)}
    path = next(path for path, text in files.items() if "heading: 县财政局：".encode() in text)
    files[path] = files[path].replace("[县财政局]".encode(), "[县公安局]".encode())
    problems = checks.run(load(files)).problems
    assert [each.message for each in problems if each.check == "clause-units"] == [
        "clause 是空的，后面又没有写明分工的任务"
    ]


def test_a_heading_is_of_units_where_it_says_nothing_else() -> None:
    assert units_heading("（一）县水利局、财政局。", lambda _: False)
    for heading in ("（一）县水利局加强监管", "责任单位：", "学校", "启动阶段：", ""):
        assert units_heading(heading, lambda _: False) is None
