"""Reports that a notice or an introduction asks for, drafted as rules or said to be unread."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.loader import load
from responsibility.importing.draft import Draft, draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.language.dates import Reference
from responsibility.language.reports import reports_in
from responsibility.outputs.site.render import render

from .conftest import ROOT, compiled
from .support.timing import cpu_limit

LEADERS = (
    "各牵头单位要于每季度末月25日前将进展情况报送县政府督查室，2022年3月31日前报送实施细则和联络员名单。"
)


def drafted(notice: str, introduction: str = "", safeguard: str = "") -> Draft:
    text = f"""清河县人民政府办公室关于印发清河县供水方案的通知
清政办发〔2022〕5号
各乡镇人民政府，县政府各部门：
《清河县供水方案》已经县政府同意，现印发给你们，请认真执行。{notice}
清河县人民政府办公室
2022年3月15日
清河县供水方案
一、主要任务
{introduction}
1.检测水质。建成检测中心。（牵头单位：县水利局，责任单位：各镇）
2.改造管网。检修管网。（牵头单位：县水利局，责任单位：县财政局、县住建局）
{safeguard}
"""
    return draft(read_document("x.txt", text.encode()), "draft-1", (), {})


def rules(document: Draft) -> list[dict[str, Any]]:
    files = {**document.files, "units.yml": b"units: []\n"}
    policy = load(files).policies[0]
    assert all(rule.rule == "report" for rule in policy.metadata.rules)
    return [rule.model_dump(exclude_defaults=True, exclude={"rule"}) for rule in policy.metadata.rules]


def unread(document: Draft) -> list[str]:
    return [remark for remark in document.review.first if "报送" in remark]


def test_what_all_lead_units_report_is_a_rule_each() -> None:
    document = drafted(LEADERS)
    assert rules(document) == [
        {
            "quote": "各牵头单位要于每季度末月25日前将进展情况报送县政府督查室",
            "to": "县政府督查室",
            "every": "quarter",
            "day": 25,
        },
        {"quote": "2022年3月31日前报送实施细则和联络员名单", "due": "2022-03-31"},
    ]
    assert unread(document) == []
    assert [question for question in document.review.questions if "由各牵头单位" in question] != []


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("县财政局每月10日前将汇总情况报县政府办备案。", {"units": ("县财政局",), "to": "县政府办", "every": "month", "day": 10}),
        ("请各镇、县住建局在每年12月底前，向县水利局报告工作情况。", {"units": ("各镇", "县住建局"), "to": "县水利局", "every": "year", "month": 12}),
        ("县水利局要制定细则，6月底前报送县政府办。", {"units": ("县水利局",), "to": "县政府办", "due": "6月"}),
        ("县住建局每月走访，要于6月底前上报名单。", {"units": ("县住建局",), "due": "6月"}),
        ("各牵头单位每季度末向县政府办报送一次进展。", {"to": "县政府办", "every": "quarter", "month": 3}),
        ("每年年底前，各牵头单位要向县水利局报告落实情况。", {"to": "县水利局", "every": "year", "month": 12}),
        ("每年6月底前，县财政局要上报台账。", {"units": ("县财政局",), "every": "year", "month": 6}),
        ("县财政局每两个月向县政府办报送一次工作进展。", {"units": ("县财政局",), "to": "县政府办", "every": "month", "interval": 2}),
        ("各牵头单位每两年报送一次总结。", {"every": "year", "interval": 2}),
        ("各项任务牵头单位每周五前上报台账。", {"every": "week", "day": 5}),
    ],
)  # fmt: skip
def test_who_reports_when_to_whom(sentence: str, says: dict[str, Any]) -> None:
    for document in (drafted(sentence), drafted("", sentence)):
        (rule,) = rules(document)
        assert rule == {**says, "quote": rule["quote"]}
        assert rule["quote"] in sentence
        assert unread(document) == []


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        (
            "请各责任单位于12月15日前，将落实情况报送县政府办。",
            "请各责任单位于12月15日前，将落实情况报送县政府办",
        ),
        ("明确专人，6月底前上报名单。", "6月底前上报名单"),
        ("各牵头单位每年6月、12月底前上报台账。", "各牵头单位每年6月、12月底前上报台账"),
        ("6月底前，各单位要上报名单。", "6月底前，各单位要上报名单"),
        ("各牵头单位每两个月10日前报送进展。", "各牵头单位每两个月10日前报送进展"),
        ("遇有险情，要在24小时内报告县水利局。", "要在24小时内报告县水利局"),
        ("县教育局每月报送情况。", "县教育局每月报送情况"),
    ],
)
def test_a_report_that_is_not_understood_is_said_first(sentence: str, quote: str) -> None:
    document = drafted(sentence)
    assert rules(document) == []
    assert unread(document) == [f"要求报送，没有认出由谁、何时报送：“{quote}”"]


@pytest.mark.parametrize("sentence", ["重大情况及时报告。", "现将有关情况报告如下。", "2022年3月15日印发。"])
def test_what_asks_for_no_report_at_a_time_is_none(sentence: str) -> None:
    document = drafted(sentence)
    assert rules(document) == []
    assert unread(document) == []


def test_one_that_is_not_understood_is_said_before_one_that_is() -> None:
    document = drafted("各镇每周五下午5时前报送周报。" + LEADERS)
    assert len(rules(document)) == 2
    assert unread(document) == ["要求报送，没有认出由谁、何时报送：“各镇每周五下午5时前报送周报”"]


def test_a_safeguard_without_units_may_ask_for_a_report() -> None:
    (rule,) = rules(drafted("", safeguard="二、保障措施\n加强调度。各牵头单位每月5日前报送进展。"))
    assert rule == {"quote": "各牵头单位每月5日前报送进展", "every": "month", "day": 5}


def test_other_times_outside_of_tasks_are_said_once() -> None:
    document = drafted("6月底前各镇要动员部署。本方案有效期至2025年12月31日前。" + LEADERS, "每月调度一次。")
    remarks = [remark for remark in document.review.first if remark.startswith("任务之外")]
    assert remarks == ["任务之外也写有时限，没有记在任务里：“6月底前各镇要动员部署”“每月调度一次”"]


def test_a_length_of_time_outside_of_tasks_is_said() -> None:
    document = drafted("接到报告后，应当在5个工作日内完成初核。本方案有效期5年。")
    assert [remark for remark in document.review.first if remark.startswith("任务之外")] == [
        "任务之外也写有时限，没有记在任务里：“应当在5个工作日内完成初核”"
    ]


def test_a_report_whose_quote_would_have_to_say_two_times_is_said() -> None:
    document = drafted("县财政局每月5日前报送台账，每年12月底前报送总结。")
    assert [rule["quote"] for rule in rules(document)] == ["县财政局每月5日前报送台账"]
    assert len(unread(document)) == 1


def test_where_nobody_leads_a_report_of_those_who_lead_is_said() -> None:
    text = "清河县供水方案\n各牵头单位每月5日前报送进展。\n一、主要任务\n1.检测水质。建成中心。（责任单位：各镇）\n2.改造管网。检修。（责任单位：各镇）\n"
    document = draft(read_document("x.txt", text.encode()), "draft-1", (), {})
    assert rules(document) == []
    assert unread(document) != []


def test_they_are_duties_on_the_pages_of_their_units() -> None:
    document = drafted(LEADERS)
    units = "units:\n" + "".join(
        f"  - {{name: {unit.name}, id: {unit.id}, kind: {unit.kind}"
        + (", members: unlisted}\n" if unit.collective else "}\n")
        for unit in document.new_units
    )
    site = compiled({**document.files, "units.yml": units.encode()}).site
    words = {view.unit.name: [report.words for report in view.reports] for view in site.units if view.reports}
    pages = render(site, read_templates(ROOT / "templates"))
    unit = next(view.unit.id for view in site.units if view.unit.name == "县水利局")
    for page in (pages[f"units/{unit}.md"], pages["deadlines/index.md"]):
        assert page.count('名单</q> <span class="unconfirmed">待核</span>') == 1
    assert words == {"县水利局": ["每季度末月25日前报送县政府督查室", "2022年3月31日前报送"]}


@pytest.mark.parametrize("words", ["将" * 200, "将把向给" * 100, "向县局将进展" * 80])
def test_words_without_an_end_are_read_in_their_time(words: str) -> None:
    with cpu_limit(5):
        assert list(reports_in(f"每月{words}", Reference(2022), lambda _: False)) == []


PIECES = ["各牵头单位", "县水利局", "各镇", "各责任单位", "要", "请", "于", "每月", "每两个月", "每季度末月25日前", "6月底前", "2022年9月", "将进展",
          "报送", "上报", "报告", "报", "向", "县财政局", "县政府办", "实施细则", "备案", "，", "、", "。", "；", "：", "（", "）"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=12).map("".join))
def test_whatever_the_words_a_drafted_report_passes_its_checks(notice: str) -> None:
    document = drafted(notice)
    problems = checks.run(load({**document.files, "units.yml": b"units: []\n"})).problems
    assert not {"rule-quote", "rule-contradicts-quote", "unreadable"} & {
        problem.check for problem in problems
    }
