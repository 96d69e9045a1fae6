"""From a document to a published site in the browser: with the mouse, and with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .support.browsing import browser
from .support.edit_page import (
    Served,
    card,
    draft,
    editing,
    empty_project,
    focus_by_tab,
    import_document,
    open_page,
    page,
    press,
    select_in_document,
    to_task,
    wait_for_message,
)

__all__ = ["browser", "draft", "page"]

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A project with nothing in it."""
    with editing(empty_project(tmp_path / "project")) as served:
        yield served


def settle_units(page: Page) -> None:
    page.get_by_role("button", name="是，都叫“市卫健委”").click()
    wait_for_message(page, "市卫健委")
    expect(page.locator(".variants")).to_have_count(0)


FIRST = """\
# yaml-language-server: $schema=../../schema/task.schema.json
number: '1'
label: 一
title: 改造供水管网
heading: 一、改造供水管网
section: 一
text: |-
  2024年底前，改造老旧管网120公里，制定管网改造实施方案。
  对节水改造的企业每户奖励5万元。
lead_units: [市水务局]
responsible_units: [市财政局, 市住建局, 各县区人民政府]
deadlines:
  - quote: 2024年底前
    due: '2024'
    before: true
targets:
  - indicator: 改造老旧管网
    quote: 改造老旧管网120公里
    values: [{equals: '120', unit: 公里}]
deliverables:
  - name: 管网改造实施方案
    kind: document
    quote: 制定管网改造实施方案
other_figures:
  - quote: 对节水改造的企业每户奖励5万元
    why: 补助、奖励标准
"""
"""Everything accepted."""
SECOND = """\
# yaml-language-server: $schema=../../schema/task.schema.json
number: '2'
label: 二
title: 保护水源
heading: 二、保护水源
section: 一
text: |-
  全面清理水源保护区内的排污口，每季度开展1次水质监测。
  对守护水源的村每户奖励2万元。
lead_units: [市生态环境局]
responsible_units: [市卫健委, 市水务局]
deadlines:
  - quote: 每季度开展1次
    every: quarter
    times: 1
deliverables:
  - name: 水质监测
    kind: event
    quote: 开展1次水质监测
other_figures:
  - quote: 每季度开展1次水质监测
    why: 次数
  - quote: 对守护水源的村每户奖励2万元
    why: 补助、奖励标准
"""
"""A target put among the other figures, a deliverable added."""
THIRD = """\
# yaml-language-server: $schema=../../schema/task.schema.json
number: '3'
label: 三
title: 保障应急供水
heading: 三、保障应急供水
section: 一
text: |-
  2024年10月底前建成应急水源2处，建立健全应急供水机制，应急供水能力要有每日3万吨。
lead_units: [市住建局]
responsible_units: [市卫健委]
clause: （牵头单位：市住建局；责任单位：市卫生健康委员会）
deadlines:
  - quote: 2024年10月底前
    due: 2024-10
    before: true
targets:
  - indicator: 建成应急水源
    quote: 建成应急水源2处
    values: [{equals: '2', unit: 处}]
  - indicator: 应急供水能力
    quote: 应急供水能力要有每日3万吨
    values: [{at_least: 3, unit: 万吨}]
    read_as: 要有说的是每日的能力
deliverables:
  - name: 应急供水机制
    kind: mechanism
    quote: 建立健全应急供水机制
"""
"""A target changed, a deadline deleted."""


def expect_files(served: Served) -> None:
    assert served.text("01.yml") == FIRST
    assert served.text("02.yml") == SECOND
    assert served.text("03.yml") == THIRD
    assert "draft" not in served.text("policy.yml")
    assert "unsettled" not in served.text("policy.yml")
    assert "aliases: [市卫生健康委员会]" in served.text("units.yml")


def test_a_draft_is_settled_with_the_mouse(page: Page, served: Served) -> None:
    """Import, units, every kind of fact accepted, changed, rejected, deleted, added, the draft made final."""
    open_page(page, served)
    import_document(page, served)
    settle_units(page)
    to_task(page, 1)
    page.get_by_role("button", name="接受本项全部").click()
    wait_for_message(page, "接受")
    assert served.text("01.yml") == FIRST

    to_task(page, 2)
    for name in ("责任分工", "时限 1", "其他数字 1"):
        card(page, name).get_by_role("button", name="接受").click()
        expect(card(page, name).get_by_role("button", name="✓ 已核")).to_be_visible()
    card(page, "指标 1").get_by_role("button", name="改列其他数字").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("次数")
    page.get_by_role("dialog").get_by_role("button", name="就这样").click()
    expect(card(page, "其他数字 2")).to_be_visible()
    select_in_document(page, "开展1次水质监测")
    page.get_by_role("toolbar").get_by_role("button", name="成果").click()
    page.get_by_label("名称", exact=True).fill("水质监测")
    page.get_by_label("类别").select_option("event")
    page.get_by_role("button", name="记下").click()
    expect(card(page, "成果 1")).to_be_visible()
    assert served.text("02.yml") == SECOND

    to_task(page, 3)
    card(page, "时限 2").get_by_role("button", name="删去").click()
    expect(card(page, "时限 2")).to_have_count(0)
    form = card(page, "指标 2")
    form.get_by_role("button", name="修改").click()
    form.get_by_label("指标名称").fill("应急供水能力")
    form.get_by_label("第 1 个数值的方向").select_option("at_least")
    expect(form.locator(".outcome")).to_contain_text("应急供水能力")
    form.get_by_text("读法", exact=True).click()
    form.get_by_label("另有读法的理由").fill("要有说的是每日的能力")
    form.get_by_role("button", name="保存").click()
    expect(card(page, "指标 2")).to_contain_text("应急供水能力")
    page.get_by_role("button", name="接受本项全部").click()
    wait_for_message(page, "接受")

    page.get_by_role("navigation").get_by_role("link", name="任务").click()
    page.get_by_role("button", name="三、定稿").click()
    expect(page.get_by_text("已定稿")).to_be_visible()
    expect_files(served)


@pytest.mark.long
def test_a_draft_is_settled_with_the_keyboard_alone(page: Page, served: Served) -> None:
    """The same as with the mouse; only the choice of a file is the browser's own."""
    open_page(page, served)
    page.get_by_label("文件", exact=True).set_input_files(served.root / "方案.txt")
    focus_by_tab(page, "input[type=file]")
    focus_by_tab(page, "button[type=submit]")
    press(page, "Enter")
    expect(page.get_by_role("heading", name="各单位")).to_be_visible()
    settle_by_key(page)
    expect_files(served)
    press(page, "P")
    expect(page.get_by_role("button", name="发布", exact=True)).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("link", name="打开看看")).to_be_visible(timeout=120_000)
    assert (served.root / "site" / "index.html").is_file()


def settle_by_key(page: Page) -> None:
    """Units, the three tasks, the draft made final."""
    focus_by_tab(page, ".variants button")
    press(page, "Enter")
    expect(page.locator(".variants")).to_have_count(0)

    press(page, "t")
    expect(page.locator("table.tasks")).to_be_visible()
    for number in (1, 2, 3):
        press(page, "t")
        expect(page.locator("table.tasks")).to_be_visible()
        focus_by_tab(page, f".tasks tbody a[href$='/task/{number}']")
        press(page, "Enter")
        expect(page.locator("header.task .number")).to_have_text("一二三"[number - 1])
        STEPS[number](page)

    press(page, "t")
    focus_by_tab(page, "button.step.main")
    press(page, "Enter")
    expect(page.get_by_text("已定稿")).to_be_visible()


def first_by_key(page: Page) -> None:
    press(page, "A")
    wait_for_message(page, "接受")


def second_by_key(page: Page) -> None:
    press(page, "a", "a")
    expect(card(page, "时限 1").get_by_role("button", name="✓ 已核")).to_be_visible()
    press(page, "x")
    page.keyboard.type("次数")
    press(page, "Enter")
    expect(card(page, "其他数字 2")).to_be_visible()
    press(page, "a")
    expect(card(page, "其他数字 1").get_by_role("button", name="✓ 已核")).to_be_visible()
    press(page, "3")
    area = page.get_by_role("textbox", name="选中说的是它的那几个字")
    expect(area).to_be_focused()
    text = area.input_value()
    press(
        page,
        "Control+Home",
        *["ArrowRight"] * text.index("开展1次"),
        *["Shift+ArrowRight"] * len("开展1次水质监测"),
    )
    press(page, "Enter")
    name = page.get_by_label("名称", exact=True)
    expect(name).to_be_focused()
    name.press("Control+a")
    page.keyboard.type("水质监测")
    press(page, "Tab")
    press(page, "End")
    press(page, "Control+Enter")
    expect(card(page, "成果 1")).to_be_visible()


def third_by_key(page: Page) -> None:
    for _ in range(10):
        if page.evaluate("document.activeElement.getAttribute('aria-label')?.startsWith('时限 2')"):
            break
        press(page, "j")
    press(page, "Delete")
    expect(card(page, "时限 2")).to_have_count(0)
    for _ in range(10):
        if page.evaluate("document.activeElement.getAttribute('aria-label')?.startsWith('指标 2')"):
            break
        press(page, "j")
    press(page, "e")
    expect(page.get_by_label("指标名称")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("应急供水能力")
    focus_by_tab(page, "[aria-label='第 1 个数值的方向']")
    page.keyboard.press("ArrowDown")
    focus_by_tab(page, ".editor summary")
    press(page, "Enter", "Tab")
    page.keyboard.type("要有说的是每日的能力")
    press(page, "Control+Enter")
    expect(card(page, "指标 2")).to_contain_text("应急供水能力")
    expect(page.locator(".editor")).to_have_count(0)
    press(page, "A")
    wait_for_message(page, "接受")


STEPS = {1: first_by_key, 2: second_by_key, 3: third_by_key}
