"""Kinds of writing that real documents have, each in a made-up document of its own: who does what by when, as drafted.

The table is read as: the name of the kind, the text behind the head, and each item with its units by role
(牵头 / 责任 / 配合). What each kind says of times, amounts, titles and notices follows below it.
"""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import Draft, draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.model import ROLES

HEAD = """清河县人民政府办公室关于印发清河县河湖治理方案的通知
清政办发〔2023〕7号
各镇人民政府：
现将《清河县河湖治理方案》印发给你们。
清河县人民政府办公室
2023年3月1日
清河县河湖治理方案
"""


def drafted(text: str, name: str = "方案.txt") -> Draft:
    """The draft of a text, which holds and passes its own checks."""
    found = draft(read(name, text.encode()), "plan", (), {})
    data = load({**found.files, "units.yml": with_units(None, found.new_units)})
    assert not data.problems
    assert not checks.run(data).errors
    return found


def assigned(found: Draft) -> list[str]:
    """Each task and part with its units: ``修堤：县水利局/各镇/``."""
    lines = []
    for review in found.review.tasks:
        for item in (review.task, *review.task.parts):
            roles = [item.units(role) for role in ROLES]
            if any(roles):
                lines.append(f"{review.task.title}：{'/'.join('、'.join(names) for names in roles)}")
    return lines


KINDS: list[tuple[str, str, list[str]]] = [
    (
        "brackets of every form",
        "一、任务\n（一）修堤。修好堤防。〔牵头单位：县水利局，配合单位：县财政局、县林业局〕\n（二）修桥。修好桥梁。[责任单位：县交通局]\n（三）护林。管好山林。【责任单位：县林业局】\n",
        ["修堤：县水利局//县财政局、县林业局", "修桥：/县交通局/", "护林：/县林业局/"],
    ),
    (
        "clauses on lines of their own",
        "一、任务\n（一）修堤。修好堤防。\n牵头单位：县水利局\n配合单位：县财政局、县林业局\n（二）修桥。修好桥梁。\n责任单位：县交通局\n完成时限：2023年6月底前\n",
        ["修堤：县水利局//县财政局、县林业局", "修桥：/县交通局/"],
    ),
    (
        "one clause for a section",
        "一、修建\n（一）修堤。修好堤防。\n（二）修渠。修好渠道。\n牵头单位：县水利局，责任单位：各镇人民政府\n二、管护\n（三）护林。管好山林。\n牵头单位：县林业局，责任单位：各镇人民政府\n",
        ["修堤：县水利局/各镇人民政府/", "修渠：县水利局/各镇人民政府/", "护林：县林业局/各镇人民政府/"],
    ),
    (
        "several clauses in a paragraph",
        "一、任务\n1.修堤。加固堤防。（责任单位：各镇人民政府，配合单位：县财政局）疏浚河道。（责任单位：县水利局、县水投公司）\n2.修桥。加固桥梁。（责任单位：县交通局）\n",
        ["修堤：/各镇人民政府/县财政局", "修堤：/县水利局、县水投公司/", "修桥：/县交通局/"],
    ),
    (
        "names with 应",
        "一、任务\n（一）防汛。建好队伍。（省应急厅牵头负责）\n（二）执法。规范执法。（县市场监管局、县应急局按职责分工负责）\n（三）排查。开展排查。（应急部、水利部牵头，财政部按职责分工负责）\n",
        ["防汛：省应急厅//", "执法：/县市场监管局、县应急局/", "排查：应急部、水利部/财政部/"],
    ),
    (
        "a name of no usual ending",
        "一、任务\n（一）信贷。发放贷款。（县财政局、人行清河县中支、县水利局按职责分工负责）\n（二）港口。修好码头。（县水利局牵头，县文旅局、清河国际铁路港按职责分工负责）\n",
        ["信贷：/县财政局、人行清河县中支、县水利局/", "港口：县水利局/县文旅局、清河国际铁路港/"],
    ),
    (
        "brackets within names",
        "一、任务\n（一）修堤。修好堤防。（责任单位：市水利局，各县〔市、区〕人民政府）\n（二）修渠。修好渠道。（责任单位：市水务局，各县[市、区]人民政府、临江市开发区管委会）\n",
        ["修堤：/市水利局、各县〔市、区〕人民政府/", "修渠：/市水务局、各县[市、区]人民政府、临江市开发区管委会/"],
    ),
    (
        "jurisdictions restored only where meant",
        "一、任务\n（一）信贷。发放贷款。（市金融局牵头，市财政局、临江银保监分局按职责分工负责）\n（二）准入。放宽准入。（省水利厅、市场监管局、司法厅按职责分工负责）\n（三）复工。制定计划。（责任单位：省水利厅，临江市、东河市人民政府）\n（四）标准。制定标准。（市场监管总局、司法部按职责分工负责）\n",
        [
            "信贷：市金融局/市财政局、临江银保监分局/",
            "准入：/省水利厅、省市场监管局、省司法厅/",
            "复工：/省水利厅、临江市、东河市人民政府/",
            "标准：/市场监管总局、司法部/",
        ],
    ),
    (
        "units joined by 等和, 及, 会同",
        "一、任务\n（一）网络。建好网络。（水利部、农业农村部等和各有关省级人民政府负责）\n（二）流程。简化流程。（财政部牵头，国务院相关部门及各地区按职责分工负责）\n（三）改造。给予支持。（水利部、财政部会同有关部门负责）\n",
        ["网络：/水利部、农业农村部、各有关省级人民政府/", "流程：财政部/国务院相关部门、各地区/", "改造：/水利部、财政部、有关部门/"],
    ),
    (
        "a year behind the number",
        "一、修建\n（一）堤防\n1．修好堤防。（水利部牵头，财政部负责）\n2．2023年底前修好渠道。（农业农村部牵头，财政部负责）\n（二）桥梁\n1．修好桥梁。（交通运输部负责）\n",
        ["修好堤防：水利部/财政部/", "2023年底前修好渠道：农业农村部/财政部/", "修好桥梁：/交通运输部/"],
    ),
    (
        "text behind a heading on its line",
        "一、总体要求\n（一）指导思想。坚持节水优先。\n二、任务\n（一）修建。\n1.修堤。修好堤防。（县水利局负责）\n2.修桥。修好桥梁。（县交通局负责）\n",
        ["修堤：/县水利局/", "修桥：/县交通局/"],
    ),
    (
        "clauses below one of the tasks",
        "一、发放补贴。\n（一）修堤补贴。发放补贴。（责任单位：县水利局、县财政局）\n（二）护林补贴。发放补贴。（责任单位：县林业局）\n二、修桥。修好桥梁。（责任单位：县交通局）\n三、修渠。修好渠道。（责任单位：县水利局）\n四、护林。管好山林。（责任单位：县林业局）\n",
        ["发放补贴：/县水利局、县财政局/", "发放补贴：/县林业局/", "修桥：/县交通局/", "修渠：/县水利局/", "护林：/县林业局/"],
    ),
    (
        "words that explain the clause",
        "一、任务\n（一）补贴。给予补贴。（责任单位：县水利局、县财政局，县林业局。逗号前面的为牵头单位，下同）\n（二）护林。加强管护。（责任单位：县林业局，县水利局）\n",
        ["补贴：县水利局、县财政局/县林业局/", "护林：县林业局/县水利局/"],
    ),
    (
        "tasks at two ranks",
        "一、修建\n（一）水利。\n1.修堤。修好堤防。（牵头单位：县水利局）\n2.修渠。修好渠道。（牵头单位：县农业农村局）\n（二）统筹。做好统筹。（牵头单位：县发展改革委）\n（三）交通。\n1.修桥。修好桥梁。（牵头单位：县交通局）\n",
        ["修堤：县水利局//", "修渠：县农业农村局//", "统筹：县发展改革委//", "修桥：县交通局//"],
    ),
    (
        "clauses on two ranks",
        "一、宏观\n（一）完善机制，落实政策。（财政部等国务院相关部门及各地区按职责分工负责）\n具体措施：\n1．总结做法。（财政部牵头，各地区按职责分工负责）\n2．清理收费。（水利部牵头，各地区按职责分工负责）\n",
        ["完善机制：/财政部、各地区/", "总结做法：财政部/各地区/", "清理收费：水利部/各地区/"],
    ),
    (
        "what all have to do behind the last clause",
        "一、任务\n（一）修堤。修好堤防。（县水利局负责）\n（二）法治。依法治水。（各镇负责）\n具体措施：落实条例，2023年11月底前完成评估。（县司法局牵头，各镇负责）各镇要落实各项任务，县司法局要抓好统筹。\n",
        ["修堤：/县水利局/", "法治：/各镇/", "法治：县司法局/各镇/"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "items"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_who_does_what_is_drafted(text: str, items: list[str]) -> None:
    assert assigned(drafted(HEAD + text)) == items


def test_numbers_that_begin_late_are_kept() -> None:
    found = drafted(
        HEAD
        + "六、修建\n43.修堤。修好堤防。（责任单位：县水利局）\n44.修桥。修好桥梁。（责任单位：县交通局）\n"
    )
    assert [review.task.number for review in found.review.tasks] == ["43", "44"]


def test_a_document_pasted_as_one_short_line_is_three_tasks() -> None:
    text = (
        "清河县河湖治理方案\n为做好工作，制定本方案： 一、任务（一）修堤。修好堤防。（责任单位：县水利局）"
        "（二）修桥。修好桥梁。（责任单位：县交通局）二、保障（三）统筹。做好统筹。（责任单位：县政府办）\n"
    )
    found = drafted(text)
    assert assigned(found) == ["修堤：/县水利局/", "修桥：/县交通局/", "统筹：/县政府办/"]
    assert [review.task.section for review in found.review.tasks] == ["一", "一", "二"]


FACTS: list[tuple[str, list[tuple[str, str]], list[tuple[str, str, str]]]] = [
    (
        "10月10日前复堤，11月底前通水，年底前验收。",
        [("10月10日前", "10月10日"), ("11月底前", "11月"), ("年底前", "2023")],
        [],
    ),
    ("2023年3月1日—5月31日期间给予补贴。", [("2023年3月1日—5月31日期间", "2023-05-31")], []),
    ("灌溉率提高5个百分点以上。", [], [("灌溉率提高", "灌溉率提高5个百分点以上", "5百分点")]),
    ("水价由4.3%下调至4.0%。", [], [("水价", "水价由4.3%下调至4.0%", "4%")]),
    ("漏损率不高于上年度全省漏损率5.5%的控制目标。", [], [("漏损率", "漏损率不高于上年度全省漏损率5.5%的控制目标", "5.5%")]),
    ("打造千亿级产业集群，由县、镇按1:1比例分担。", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "deadlines", "targets"), FACTS, ids=[words for words, _, _ in FACTS])
def test_times_and_amounts_are_drafted_whole(
    words: str, deadlines: list[tuple[str, str]], targets: list[tuple[str, str, str]]
) -> None:
    found = drafted(f"{HEAD}一、任务\n（一）修堤。{words}（责任单位：县水利局）\n")
    task = found.review.tasks[0].task
    assert [(each.quote, str(each.due)) for each in task.deadlines] == deadlines
    values = [(each, each.values[0]) for each in task.targets]
    assert [
        (each.indicator, each.quote, f"{value.numbers[0]}{value.unit}") for each, value in values
    ] == targets


def test_times_and_amounts_of_a_title_are_drafted() -> None:
    found = drafted(
        HEAD
        + "一、任务\n1.2023年6月底前修好3座水厂。加快建设。（牵头单位：县水利局）\n2.修建堤防。（县水利局负责）\n"
    )
    task = found.review.tasks[0].task
    assert [str(each.due) for each in task.deadlines] == ["2023-06"]
    assert [each.quote for each in task.targets] == ["修好3座水厂"]


BODY = "一、修堤。修好堤防。（责任单位：县水利局）\n二、修桥。修好桥梁。（责任单位：县交通局）\n"


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (
            "关于加快修复水毁工程\n促进河湖安澜的若干政策举措\n为修复水毁工程，现提出以下举措。\n",
            {
                "title": "关于加快修复水毁工程促进河湖安澜的若干政策举措",
                "preamble": "为修复水毁工程，现提出以下举措。",
            },
        ),
        (
            "关于加快修复水毁工程的若干措施\n为修复水毁工程，结合实际，制定以下措施：\n",
            {"addressees": None, "preamble": "为修复水毁工程，结合实际，制定以下措施："},
        ),
        (
            "县政府印发关于修复水毁工程的若干措施的通知\n（2023年1月30日清河县人民政府清府规字〔2023〕1号文发布）\n各镇人民政府；县各委办局：\n"
            "《关于修复水毁工程的若干措施》已经县政府同意，现印发给你们。\n清河县人民政府\n2023年1月30日\n关于修复水毁工程的若干措施\n",
            {"number": "清府规字〔2023〕1号", "addressees": "各镇人民政府；县各委办局"},
        ),
    ],
    ids=[
        "a title of two lines, 举措",
        "an introduction is no addressee",
        "the number in a note below the title",
    ],
)
def test_what_stands_before_the_tasks_is_drafted(head: str, fields: dict[str, str | None]) -> None:
    found = drafted(head + BODY)
    (policy,) = load({**found.files, "units.yml": with_units(None, found.new_units)}).policies
    assert {name: getattr(policy.metadata, name) for name in fields} == fields
    assert assigned(found) == ["修堤：/县水利局/", "修桥：/县交通局/"]


def test_an_issuer_that_is_given_stands_where_the_text_has_only_a_date() -> None:
    text = HEAD.replace("清河县人民政府办公室\n2023", "\n2023") + BODY
    found = draft(read("方案.txt", text.encode()), "plan", (), {"issuers": ["清河县人民政府"]})
    assert "清河县人民政府" in found.files["plan/policy.yml"].decode()
    assert not any("没有找到印发机关" in remark for remark in found.review.foremost)


def test_a_document_that_says_only_its_tasks_is_a_draft() -> None:
    assert assigned(drafted(f"清河县河湖治理方案\n{BODY}")) == ["修堤：/县水利局/", "修桥：/县交通局/"]


def test_an_amount_that_a_text_writes_twice_in_a_row_is_one_value() -> None:
    found = drafted(HEAD + "一、任务\n（一）修站。新建泵站3座3座。（责任单位：县水利局）\n")
    assert [len(each.values) for each in found.review.tasks[0].task.targets] == [1]


def test_the_key_of_a_time_at_the_end_of_a_passage_takes_nothing_of_the_next() -> None:
    found = drafted(HEAD + "一、任务\n1.修堤完成时限：。按上级部署。（县水利局负责）\n")
    assert not any("\x1f" in remark for remark in found.review.foremost)
