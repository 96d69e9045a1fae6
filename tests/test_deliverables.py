"""成果: deliverables are bound to deadlines, fall to units and stand on their page; they account for no figure."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.importing.draft import draft
from responsibility.importing.extract import propose
from responsibility.importing.readers.detect import read
from responsibility.language.dates import Reference
from responsibility.language.deliverables import read_deliverables

from .conftest import POLICY, Compiled

T1, T2 = f"{POLICY}/01.yml", f"{POLICY}/02.yml"


def edit(files: Files, name: str, old: str, new: str) -> None:
    text = files[name].decode()
    assert text.count(old) == 1
    files[name] = text.replace(old, new).encode()


def test_a_deliverable_is_due_where_a_sentence_joins_them(compiled_small: Compiled) -> None:
    (policy,) = compiled_small.site.policies
    due = {each.record.name: [deadline.words for deadline in each.deadlines] for each in policy.deliverables}
    assert due == {
        "水厂": ["2023年底前"],
        "管护制度": ["提升期内（2023—2025年）"],
        "培训教师": ["2024年6月前"],
    }


def test_a_deliverable_of_a_part_falls_to_its_units_alone(compiled_small: Compiled) -> None:
    names = {
        view.unit.name: [each.record.name for each in view.deliverables] for view in compiled_small.site.units
    }
    assert names["县水利局"] == ["水厂", "管护制度"]
    assert "管护制度" in names["东河镇"]
    assert "管护制度" not in names["各镇"]


def test_lead_units_answer_for_it_else_the_responsible(compiled_small: Compiled) -> None:
    (policy,) = compiled_small.site.policies
    answering = {
        unit.name: [each.record.name for each in deliverables]
        for unit, deliverables in policy.deliverables_by_unit
    }
    assert answering == {"县水利局": ["水厂", "管护制度"], "东河镇": ["管护制度"], "县教育局": ["培训教师"]}


def test_a_deliverable_accounts_for_no_figure(small_files: Files) -> None:
    """Its quote says what must come to exist; how many is a target's to say."""
    assert "quote: 水厂2座" in small_files[T1].decode()
    target = "  - indicator: 新建水厂\n    quote: 新建水厂2座\n    values: [{equals: 2, unit: 座}]\n"
    edit(small_files, T1, target, "")
    errors = [each for each in checks.run(load(small_files)).problems if each.severity == "error"]
    assert [(each.check, "2座" in each.message) for each in errors] == [("figure-unaccounted", True)]


def test_one_that_was_drafted_is_still_to_be_looked_at(small_files: Files) -> None:
    edit(small_files, T2, "quote: 完善管护制度\n", "quote: 完善管护制度\n    draft: true\n")
    drafts = [each for each in checks.run(load(small_files)).problems if each.check == "draft-left"]
    assert ["成果 1 处" in each.message for each in drafts] == [True]


READ = [
    ("制定乡村振兴工作队管理办法。", "document", "乡村振兴工作队管理办法"),
    ("修订防止返贫监测实施方案，抓好落实。", "document", "防止返贫监测实施方案"),
    ("逐级建立务工台帐。", "record", "务工台帐"),
    ("建立健全基层主动发现机制。", "mechanism", "基层主动发现机制"),
    ("健全按需设岗、以岗聘任的管理机制。", "mechanism", "按需设岗、以岗聘任的管理机制"),
    ("建设文昌鸡养殖基地。", "project", "文昌鸡养殖基地"),
    ("开展水土保持工程建设。", "project", "水土保持工程"),
    ("组织实施“百企兴百村”行动。", "event", "“百企兴百村”行动"),
    ("引导担保机构建立健全能担敢担机制。", "mechanism", "能担敢担机制"),
    ("打造创客俱乐部、开设讲堂、建设协同创新中心。", "project", "协同创新中心"),
    ("健全完善价格调控机制。", "mechanism", "价格调控机制"),
    ("建设一批示范项目。", "project", "示范项目"),
    ("打造3个以上规划示范村。", "project", "规划示范村"),
    ("加快推进农村饮水工程建设。", "project", "农村饮水工程"),
    ("加大畜禽屠宰厂建设力度。", "project", "畜禽屠宰厂"),
    ("推进“村村通”工程。", "project", "“村村通”工程"),
    ("加强乡村振兴干部队伍建设。", "mechanism", "乡村振兴干部队伍"),
    ("落实分级诊疗制度。", "mechanism", "分级诊疗制度"),
    ("推动政务服务一体化建设。", "mechanism", "政务服务一体化"),
    ("实施银龄讲学计划。", "event", "银龄讲学计划"),
    ("完成农房安全隐患排查整治。", "event", "农房安全隐患排查整治"),
    ("支持各地建立粮食储备制度。", "mechanism", "粮食储备制度"),
    ("组织职工到基层开展义诊活动。", "event", "义诊活动"),
    ("细化供水保障实施方案。", "document", "供水保障实施方案"),
]


@pytest.mark.parametrize(("text", "kind", "name"), READ, ids=[name for _, _, name in READ])
def test_what_a_text_asks_for(text: str, kind: str, name: str) -> None:
    (reading,) = read_deliverables(text)
    assert (reading.kind, reading.name) == (kind, name)
    assert text[reading.start : reading.end].endswith(("建设", "建设力度", name))
    assert not text[: reading.start].endswith("机")


@pytest.mark.parametrize(
    "text",
    [
        "按照管理办法执行。",
        "制定计划，落实方案。",
        "建设和电气化提升工程。",
        "加强机制保障。",
        "已供地且已开发建设的项目，按规定处置。",
        "对未开工建设安置房的征收项目放宽要求。",
        "企业投资建设冷链物流项目，按规定补助。",
        "工程建设项目审批提速。",
        "为加快构建现代产业体系，制定以下措施。",
        "根据规定，制定本实施方案。",
        "健全工作机制。",
        "加强基础设施建设。",
        "推进重点工程建设。",
        "组织企业参加展会活动。",
        "完成86家企业搬迁。",
        "推动将要求纳入监管体系。",
        "支持民间资本参与重大项目建设。",
        "根据实施的行动，抓好落实。",
        "加大对毕业生的技能培训力度。",
    ],
)
def test_what_asks_for_nothing(text: str) -> None:
    assert list(read_deliverables(text)) == []


def test_an_import_drafts_each_once_with_a_quote_that_tells_it_apart() -> None:
    text = "制定管理办法。建立务工台帐。再次建立务工台帐。"
    drafts = propose([text], Reference(2023)).deliverables
    assert [(each.name, each.draft) for each in drafts] == [("管理办法", True), ("务工台帐", True)]
    assert all(text.count(each.quote) == 1 for each in drafts)


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("2025年底前出台供水保障实施意见", ["供水保障实施意见"]),
        ("建立问题整改台账", ["问题整改台账"]),
        ("推进供水一体化改革", []),  # a heading sums up, its text says what
        ("制定供水管护办法", ["供水管护办法"]),
    ],
)
def test_a_document_that_only_the_heading_asks_for_is_drafted(heading: str, names: list[str]) -> None:
    text = f"清河县供水方案\n一、主要任务\n1.{heading}。统筹做好各项工作。（牵头单位：县水利局）\n"
    (review,) = draft(read("x.txt", text.encode()), "p-1", (), {}).review.tasks
    assert [each.name for each in review.task.deliverables] == names


def test_a_document_that_heading_and_text_ask_for_is_the_texts() -> None:
    text = (
        "清河县供水方案\n一、主要任务\n1.制定供水管护办法。年底前制定供水管护办法。（牵头单位：县水利局）\n"
    )
    (review,) = draft(read("x.txt", text.encode()), "p-1", (), {}).review.tasks
    assert len(review.task.deliverables) == 1
