"""What stands around the tasks of a document: its titles, number, addressees, introduction; lines that run together."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.model import ROLES, Policy, Received

FILE = Received(file="供水方案.txt", sha256="0" * 64)


def imported(text: str) -> Policy:
    """The policy of the draft of ``text``, whose check finds no error."""
    found = draft(read("x.txt", text.encode()), "qinghe", (), {}, received=FILE)
    data = load({**found.files, "units.yml": with_units(None, found.new_units)})
    assert not data.problems, data.problems
    assert not checks.run(data).count("error")
    return data.policies[0]


def named_units(policy: Policy) -> set[str]:
    """The names of the units that any item names."""
    items = (item for task in policy.tasks for item in (task, *task.parts))
    return {name for item in items for role in ROLES for name in item.units(role)}


def open_points(policy: Policy) -> str:
    """What the draft leaves to a person."""
    return "\n".join(point.what for point in policy.metadata.unsettled)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "关于进一步支持供水\n促进安居的若干政策举措\n为保供水，现提出以下举措。\n",
            {"title": "关于进一步支持供水促进安居的若干政策举措", "addressees": None},
        ),
        (
            "关于促进清河县供水的若干措施\n为落实部署，结合实际，制定以下措施：\n",
            {"preamble": "为落实部署，结合实际，制定以下措施：", "addressees": None},
        ),
        (
            "关于促进清河县供水的若干措施\n经济开发区管委会，各镇（以下简称各单位）：\n为保供水，提出以下措施。\n",
            {"addressees": "经济开发区管委会，各镇（以下简称各单位）"},
        ),
        (
            "县政府印发关于保障供水的若干政策的通知\n（2024年1月30日清河县人民政府清府规字〔2024〕9号文发布）\n"
            "各镇人民政府；县各委办局：\n《关于保障供水的若干政策》已经同意，现印发给你们。\n清河县人民政府\n"
            "2024年1月30日\n关于保障供水的若干政策\n",
            {
                "number": "清府规字〔2024〕9号",
                "addressees": "各镇人民政府；县各委办局",
                "annotation": "（2024年1月30日清河县人民政府清府规字〔2024〕9号文发布）",
                "title": "关于保障供水的若干政策",
            },
        ),
        (
            "关于保障供水的若干措施\n（2024年1月30日日新市人民政府日政发〔2024〕9号公布）\n为保供水，提出以下措施。\n",
            {"number": "日政发〔2024〕9号"},
        ),
    ],
    ids=["title-of-two-lines", "introduction", "addressees", "number-in-annotation", "number-behind-a-day"],
)
def test_what_stands_around_the_tasks(text: str, wanted: dict[str, str | None]) -> None:
    policy = imported(text + "一、修水厂。新建水厂。（责任单位：县水利局）\n")
    assert {field: getattr(policy.metadata, field) for field in wanted} == wanted


def test_numbers_that_run_on_in_a_line_are_pointed_out() -> None:
    line = (
        "一、供水（一）修水厂。新建水厂。（责任单位：县水利局）（二）修管网。改造管网。（责任单位：县住建局）"
    )
    policy = imported(f"清河县供水方案\n{line}\n")
    assert "请在“（二）修管网。”一类的编号前换行" in open_points(policy)
    assert named_units(policy) == {"县水利局", "县住建局"}


def test_parts_without_numbers_do_not_run_on() -> None:
    line = "一、修水厂。新建。（责任单位：县水利局）再建。（责任单位：县住建局）"
    policy = imported(f"清河县供水方案\n{line}\n")
    assert "编号" not in open_points(policy)


PLAN = """2025年清河县重点工作责任分解
一、主要目标
（一）新建水厂2座
责任单位：县水务局
（二）硬化村道30公里
责任单位：县交通局
"""
NOTICE = """关于印发2025年清河县重点工作责任分解的通知
各镇人民政府：
现将责任分解印发给你们，并就有关事项通知如下：
一、加强领导。各单位要制定方案。
二、严格考核。考评机构要纳入考核。
"""


@pytest.mark.parametrize(
    ("ends", "title"),
    [
        ("清河县人民政府\n2025年1月3日\n", "2025年清河县重点工作责任分解"),
        ("清河县人民政府\n2025年1月3日\n附件1\n", "2025年清河县重点工作责任分解"),
        ("附件\n", "关于印发2025年清河县重点工作责任分解的通知"),
    ],
)
def test_what_a_notice_numbers_is_no_task_where_the_plan_behind_it_assigns(ends: str, title: str) -> None:
    policy = imported(NOTICE + ends + PLAN)
    assert [task.title for task in policy.tasks] == ["新建水厂2座", "硬化村道30公里"]
    assert named_units(policy) == {"县水务局", "县交通局"}
    assert policy.metadata.title == title
    kept = f"{policy.metadata.notice}{policy.metadata.preamble}{policy.metadata.annotation}"
    assert "一、加强领导。" in kept
    assert "附件里还有编号的段落" not in open_points(policy)


def test_numbered_paragraphs_that_assign_are_tasks_before_the_date_too() -> None:
    assigning = NOTICE.replace("各单位要制定方案。", "各单位要制定方案。（县政府办负责）")
    policy = imported(f"{assigning}清河县人民政府\n2025年1月3日\n{PLAN}")
    assert [task.title for task in policy.tasks] == ["加强领导", "严格考核"]
    assert "附件里还有编号的段落" in open_points(policy)


@pytest.mark.parametrize(
    ("title", "issuers"),
    [
        ("清河县人民政府办公室关于印发水利方案的通知", ["清河县人民政府办公室"]),
        ("清河县水利局清河县财政局关于印发方案的通知", ["清河县水利局", "清河县财政局"]),
        ("清河县水利集团有限公司关于安全的意见", ["清河县水利集团有限公司"]),
        ("关于印发水利方案的通知", []),
        ("清河县关于加快水利建设的意见", []),
        ("清河县贯彻落实省政府关于稳就业的通知", []),
        ("清河县水利局等五部门关于印发方案的通知", []),
        ("清河县水利局关于水利的方案", []),
    ],
)
def test_a_document_that_names_its_issuer_in_the_title_alone_has_that_one_to_be_checked(
    title: str, issuers: list[str]
) -> None:
    policy = imported(f"{title}\n1.供水。修建水厂。（责任单位：县水务局）\n")
    assert list(policy.metadata.issuers) == issuers
    assert ("照标题写作" in open_points(policy)) == bool(issuers)


def test_minutes_have_a_letterhead_a_number_that_names_nobody_and_those_present_at_the_end() -> None:
    text = (
        "清河县人民政府专题会议纪要\n〔2025〕12号\n关于研究供水有关问题的会议纪要\n2025年5月8日，副县长周某主持召开会议。纪要如下：\n"
        "一、关于选址。由县水利局牵头，10月底前完成选址。\n二、关于资金。由县财政局负责筹资。\n出席：周某、吴某\n列席：王某\n"
    )
    found = draft(read("纪要.txt", text.encode()), "p-1", (), {})
    (policy,) = load({**found.files, "units.yml": with_units(None, found.new_units)}).policies
    facts = policy.metadata
    assert (facts.letterhead, facts.number) == ("清河县人民政府专题会议纪要", "〔2025〕12号")
    assert (facts.title, facts.closing) == ("关于研究供水有关问题的会议纪要", "出席：周某、吴某\n列席：王某")
