"""Every kind of deadline, target and deliverable through the page's forms, down to the bytes that are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from responsibility.build.checking import report_of
from responsibility.build.project import find_project
from responsibility.data.folder import read_tasks
from responsibility.data.loader import load

from .support.browsing import browser
from .support.edit_page import (
    DOCUMENT,
    Served,
    card,
    draft,
    drafted_project,
    editing,
    open_policy,
    page,
    to_task,
)

__all__ = ["browser", "draft", "page"]

pytestmark = pytest.mark.browser

TEXTS = {
    "改造供水管网": "2024年1月至2025年12月改造老旧管网，自受理之日起20个工作日内办结用水报装，过渡期内补助政策不变，"
    "长期坚持爱水节水，立即关停违规取水口，6月底前抽检水质，三季度更换水表，上半年印发保障工作方案，每季度末报送进度。",
    "保护水源": "建成水源地1至2处，水质合格率较去年提高3%以上，用水量与去年持平，农村供水全覆盖，供水事故为零，"
    "制定巡查管理办法，建立巡查台账，建成监测站，完善联防联控机制，举办节水宣传周。",
}
KINDS_DOCUMENT = (
    DOCUMENT.split("一、改造供水管网")[0].replace("制定本方案。", "制定本方案。从2024年起设立3年过渡期。")
    + "\n\n".join(
        f"{label}、{title}\n\n{text}（牵头单位：市水务局；责任单位：市财政局）"
        for label, (title, text) in zip("一二", TEXTS.items(), strict=True)
    )
    + "\n"
)


class Entry(NamedTuple):
    """A fact as a person enters it, and as the file has it then."""

    quote: str
    kind: str
    """What is chosen from the list of kinds; empty where the form has none."""
    given: dict[str, str | bool]
    """What is filled in, by the control's label."""
    written: str
    """The lines under the quote."""


DEADLINES = {
    "span": Entry(
        "2024年1月至2025年12月",
        "从何时到何时",
        {"起": "2024-01", "截止": "2025-12"},
        "start: 2024-01\n    due: 2025-12",
    ),
    "length": Entry(
        "自受理之日起20个工作日内",
        "一段时长",
        {"时长": "20", "时长的单位": "个工作日", "起算点": "受理之日"},
        "duration: 20 workdays\n    counted_from: 受理之日",
    ),
    "period": Entry("过渡期内", "在某个时期", {"时期": "过渡期"}, "period: 过渡期"),
    "ongoing": Entry("长期坚持爱水节水", "长期坚持", {}, "ongoing: true"),
    "immediate": Entry("立即关停", "立即", {}, "immediate: true"),
    "month": Entry(
        "6月底前", "到某时为止", {"截止": "6月", "原文写“前”": True}, "due: 6月\n    before: true"
    ),
    "quarter": Entry("三季度", "到某时为止", {"截止": "三季度"}, "due: 三季度"),
    "half year": Entry("上半年", "到某时为止", {"截止": "上半年"}, "due: 上半年"),
    "cycle": Entry(
        "每季度末",
        "按周期",
        {"周期": "每季度", "周期里的第几个月": "3"},
        "every: quarter\n    month: 3",
    ),
}
NEEDED = {
    "按周期": "周期",
    "一段时长": "时长",
    "在某个时期": "时期",
    "从何时到何时": "起",
    "到某时为止": "截止",
}
"""What each kind of deadline is about: the field that may not stay empty."""
TARGETS = [
    Entry(
        "建成水源地1至2处",
        "",
        {
            "指标名称": "建成水源地",
            "第 1 个数值的方向": "两数之间",
            "第 1 个数值从": "1",
            "第 1 个数值到": "2",
            "第 1 个数值的计量单位": "处",
        },
        "values: [{between: [1, 2], unit: 处}]",
    ),
    Entry(
        "水质合格率较去年提高3%以上",
        "",
        {
            "指标名称": "水质合格率提高",
            "第 1 个数值的方向": "不少于",
            "第 1 个数值": "3",
            "第 1 个数值的计量单位": "%",
            "基数": "去年",
        },
        'values: [{at_least: 3, unit: "%"}]\n    baseline: 去年',
    ),
    Entry(
        "用水量与去年持平",
        "",
        {"指标名称": "用水量", "基数": "去年", "与基数比": "与基数持平"},
        "baseline: 去年\n    compare: equals",
    ),
    Entry("农村供水全覆盖", "", {"指标名称": "农村供水", "全部、全覆盖": True}, "all: true"),
    Entry("供水事故为零", "", {"指标名称": "供水事故", "清零、不得": True}, "none: true"),
]
DELIVERABLES = [
    Entry("制定巡查管理办法", "", {"名称": "巡查管理办法", "类别": "文件"}, "kind: document"),
    Entry("建立巡查台账", "", {"名称": "巡查台账", "类别": "台账档案"}, "kind: record"),
    Entry("建成监测站", "", {"名称": "监测站", "类别": "项目"}, "kind: project"),
    Entry("完善联防联控机制", "", {"名称": "联防联控机制", "类别": "机制"}, "kind: mechanism"),
    Entry("举办节水宣传周", "", {"名称": "节水宣传周", "类别": "活动"}, "kind: event"),
]


def bare(number: int) -> str:
    """The file of a task whose facts nobody has recorded."""
    title, text = list(TEXTS.items())[number - 1]
    label = "一二"[number - 1]
    return (
        "# yaml-language-server: $schema=../../schema/task.schema.json\n"
        f"number: '{number}'\nlabel: {label}\ntitle: {title}\nheading: {label}、{title}\nsection: 一\n"
        f"text: |-\n  {text}\nlead_units: [市水务局]\nresponsible_units: [市财政局]\n"
    )


@pytest.fixture
def served(page: Page, tmp_path: Path) -> Iterator[Served]:
    """The draft of the document, its tasks without a fact, opened."""
    root = drafted_project(tmp_path / "project", KINDS_DOCUMENT)
    for number in (1, 2):
        (path,) = (root / "tasks").glob(f"*/0{number}.yml")
        assert path.read_text(encoding="utf-8").startswith(bare(number))
        path.write_text(bare(number), encoding="utf-8")
    with editing(root) as served:
        open_policy(page, served)
        yield served


def add(page: Page, name: str, entry: Entry) -> None:
    """Add a fact: its words selected in the task's text, its kind chosen, its fields filled in."""
    count = page.get_by_role("group", name=f"{name} ").count()
    page.get_by_role("button", name=f"添加{name}", exact=True).click()
    words = page.get_by_label("选中说的是它的那几个字")
    words.evaluate(
        """(area, words) => {
          const start = area.value.indexOf(words);
          area.setSelectionRange(start, start + words.length);
        }""",
        entry.quote,
    )
    page.get_by_role("button", name="读选中的字").click()
    form = page.locator("form.editor")
    form.get_by_label("引文", exact=True).fill(entry.quote)
    fill_in(form, entry)
    form.get_by_role("button", name="记下").click()
    expect(page.get_by_role("group", name=f"{name} ")).to_have_count(count + 1)


def fill_in(form: Locator, entry: Entry) -> None:
    """Choose the kind, and give the controls what the entry says."""
    if entry.kind:
        form.get_by_label("哪一种时限").select_option(label=entry.kind)
    for label, given in entry.given.items():
        if label == "第 1 个数值的方向" and not form.get_by_label(label).count():
            form.get_by_role("button", name="加一个数值").click()
        control = form.get_by_label(label, exact=True)
        if isinstance(given, bool):
            control.set_checked(given)
        elif control.evaluate("control => control.localName") == "select":
            control.select_option(label=given)
        else:
            control.fill(given)


def deadlines_written(entries: list[Entry]) -> str:
    """The list of deadlines as the file has it."""
    return "deadlines:\n" + "".join(f"  - quote: {entry.quote}\n    {entry.written}\n" for entry in entries)


def errors(served: Served) -> list[str]:
    """The errors of ``check`` in what a task's lists of facts hold; figures left out on purpose are not among them."""
    files, unreadable = read_tasks(served.root / "tasks")
    assert not unreadable
    report = report_of(find_project(served.root), load(files))
    return [
        str(problem)
        for problem in report.problems
        if problem.severity == "error"
        and problem.keys[:1] in (("deadlines",), ("targets",), ("deliverables",))
    ]


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(["length"], id="length"),
        pytest.param([kind for kind in DEADLINES if kind != "length"], id="others", marks=pytest.mark.long),
    ],
)
def test_a_deadline_of_each_kind_is_added(page: Page, served: Served, kinds: list[str]) -> None:
    """Last things first: each is written where its words stand in the text."""
    to_task(page, 1)
    for kind in reversed(kinds):
        add(page, "时限", DEADLINES[kind])
    assert served.text("01.yml") == bare(1) + deadlines_written([DEADLINES[kind] for kind in kinds])
    assert errors(served) == []


@pytest.mark.long
def test_a_deadline_becomes_another_kind_or_none(page: Page, served: Served) -> None:
    """Of the kind that it was nothing is left; one that is no deadline stands among the other figures."""
    to_task(page, 1)
    once = DEADLINES["half year"]
    length, ongoing, immediate = (DEADLINES[kind] for kind in ("length", "ongoing", "immediate"))
    add(page, "时限", length)
    form = card(page, "时限 1")
    for entry in (ongoing, once, immediate):
        form.get_by_role("button", name="修改").click()
        form.get_by_label("引文", exact=True).fill(entry.quote)
        fill_in(form, entry)
        form.get_by_role("button", name="保存").click()
        expect(page.locator(".editor")).to_have_count(0)
        assert served.text("01.yml") == bare(1) + deadlines_written([entry])
    add(page, "时限", once)
    card(page, "时限 2").get_by_role("button", name="改列其他数字").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("方案的名称")
    page.get_by_role("dialog").get_by_role("button", name="就这样").click()
    expect(card(page, "其他数字 1")).to_be_visible()
    rejected = f"other_figures:\n  - quote: {once.quote}\n    why: 方案的名称\n"
    assert served.text("01.yml") == bare(1) + deadlines_written([immediate]) + rejected
    assert errors(served) == []


@pytest.mark.long
def test_a_deadline_without_what_its_kind_says_is_told_in_the_offices_words(
    page: Page, served: Served
) -> None:
    """At the field that is to be filled in, and nothing is written; no help speaks of the file's keys."""
    to_task(page, 1)
    add(page, "时限", DEADLINES["length"])
    before = served.text("01.yml")
    form = card(page, "时限 1")
    form.get_by_role("button", name="修改").click()
    for kind, label in NEEDED.items():
        form.get_by_label("哪一种时限").select_option(label=kind)
        form.get_by_role("button", name="保存").click()
        expect(form.locator(".wrong:not(:empty)")).to_have_text(f"待填：要填“{label}”")
        expect(form.locator(".problems")).to_have_count(0)
        expect(form).not_to_contain_text(re.compile("[a-z]{2}"))
    assert served.text("01.yml") == before


@pytest.mark.long
def test_no_period_is_offered_where_the_document_names_none(page: Page, draft: Served) -> None:
    to_task(page, 1)
    form = card(page, "时限 1")
    form.get_by_role("button", name="修改").click()
    kinds = form.get_by_label("哪一种时限").locator("option")
    expect(kinds).to_have_count(6)
    expect(kinds.filter(has_text="时期")).to_have_count(0)


@pytest.mark.long
def test_targets_and_deliverables_of_each_kind_are_added(page: Page, served: Served) -> None:
    """A range, a rate above a baseline, a level kept, whole coverage, none at all; and each kind of deliverable."""
    to_task(page, 2)
    for entry in TARGETS:
        add(page, "指标", entry)
    for entry in DELIVERABLES:
        add(page, "成果", entry)
    targets = "".join(
        f"  - indicator: {entry.given['指标名称']}\n    quote: {entry.quote}\n    {entry.written}\n"
        for entry in TARGETS
    )
    deliverables = "".join(
        f"  - name: {entry.given['名称']}\n    {entry.written}\n    quote: {entry.quote}\n"
        for entry in DELIVERABLES
    )
    assert served.text("02.yml") == f"{bare(2)}targets:\n{targets}deliverables:\n{deliverables}"
    assert errors(served) == []
