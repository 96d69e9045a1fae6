"""From a document to a published site in the browser: with the mouse, with the keyboard alone, against harm and accidents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from .conftest import SMALL, read, write
from .support.browsing import WIDE, browser
from .support.edit_page import (
    HOSTILE,
    Served,
    drafted_project,
    editing,
    empty_project,
    open_page,
    open_policy,
    wait_for_message,
)

__all__ = ["browser"]

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-edit")]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def draft(page: Page, tmp_path: Path) -> Iterator[Served]:
    """The draft of the document, opened."""
    with editing(drafted_project(tmp_path / "project")) as served:
        open_policy(page, served)
        yield served


def to_task(page: Page, number: int) -> None:
    page.get_by_role("navigation").get_by_role("link", name="任务").click()
    page.locator(".tasks tbody a").nth(number - 1).click()
    expect(page.locator("header.task")).to_be_visible()


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name)


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
  2024年10月底前建成应急水源2处，建立健全应急供水机制，应急供水能力不低于每日3万吨。
lead_units: [市住建局]
responsible_units: [市卫健委]
clause: （牵头单位：市住建局，责任单位：市卫生健康委员会）
deadlines:
  - quote: 2024年10月底前
    due: 2024-10
    before: true
targets:
  - indicator: 建成应急水源
    quote: 建成应急水源2处
    values: [{equals: '2', unit: 处}]
  - indicator: 应急供水能力
    quote: 应急供水能力不低于每日3万吨
    values: [{at_least: 3, unit: 万吨}]
    read_as: 不低于说的是每日的能力
deliverables:
  - name: 应急供水机制
    kind: mechanism
    quote: 建立健全应急供水机制
"""
"""A target changed, a figure deleted."""


def expect_files(served: Served) -> None:
    assert served.text("01.yml") == FIRST
    assert served.text("02.yml") == SECOND
    assert served.text("03.yml") == THIRD
    assert "draft" not in served.text("policy.yml")
    assert "unsettled" not in served.text("policy.yml")
    assert "aliases: [市卫生健康委员会]" in served.text("units.yml")


def test_a_draft_is_settled_with_the_mouse(page: Page, draft: Served) -> None:
    """Import, units, every kind of fact accepted, changed, rejected, deleted, added, the draft made final."""
    page.get_by_role("navigation").get_by_role("link", name="单位").click()
    settle_units(page)
    to_task(page, 1)
    page.get_by_role("button", name="接受本项全部").click()
    wait_for_message(page, "接受")
    assert draft.text("01.yml") == FIRST

    to_task(page, 2)
    for name in ("责任分工", "时限 1", "其他数字 1"):
        card(page, name).get_by_role("button", name="接受").click()
        expect(card(page, name).get_by_role("button", name="✓ 已核")).to_be_visible()
    card(page, "指标 1").get_by_role("button", name="改列其他数字").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("次数")
    page.get_by_role("dialog").get_by_role("button", name="改列", exact=True).click()
    expect(card(page, "其他数字 2")).to_be_visible()
    select_in_document(page, "开展1次水质监测")
    page.get_by_role("toolbar").get_by_role("button", name="成果").click()
    page.get_by_label("名称", exact=True).fill("水质监测")
    page.get_by_label("类别").select_option("event")
    page.get_by_role("button", name="记下").click()
    expect(card(page, "成果 1")).to_be_visible()
    assert draft.text("02.yml") == SECOND

    to_task(page, 3)
    card(page, "其他数字 1").get_by_role("button", name="删去").click()
    expect(card(page, "其他数字 1")).to_have_count(0)
    form = card(page, "指标 2")
    form.get_by_role("button", name="修改").click()
    form.get_by_label("指标名称").fill("应急供水能力")
    form.get_by_label("第 1 个数值的方向").select_option("at_least")
    expect(form.locator(".outcome")).to_contain_text("应急供水能力")
    form.get_by_text("读法", exact=True).click()
    form.get_by_label("另有读法的理由").fill("不低于说的是每日的能力")
    form.get_by_role("button", name="保存").click()
    expect(card(page, "指标 2")).to_contain_text("应急供水能力")
    page.get_by_role("button", name="接受本项全部").click()
    wait_for_message(page, "接受")

    page.get_by_role("navigation").get_by_role("link", name="任务").click()
    page.get_by_role("button", name="三、定稿").click()
    expect(page.get_by_text("已定稿")).to_be_visible()
    expect_files(draft)


def select_in_document(page: Page, words: str) -> None:
    """Drag over words of the document."""
    box = page.evaluate(
        """words => {
          const walker = document.createTreeWalker(document.querySelector(".paper"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walker.nextNode()) nodes.push(walker.currentNode);
          const whole = nodes.map((node) => node.data).join("");
          const place = (offset) => {
            for (const node of nodes) { if (offset <= node.length) return [node, offset]; offset -= node.length; }
          };
          const start = whole.indexOf(words), range = document.createRange();
          range.setStart(...place(start)); range.setEnd(...place(start + words.length));
          range.startContainer.parentElement.scrollIntoView({ block: "center" });
          const rects = [...range.getClientRects()];
          return [rects[0].left + 1, rects[0].top + 8, rects.at(-1).right - 1, rects.at(-1).bottom - 8];
        }""",
        words,
    )
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=6)
    page.mouse.up()
    expect(page.get_by_role("toolbar")).to_be_visible()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focus_by_tab(page: Page, selector: str, key: str = "Tab") -> None:
    """Go on by Tab until what is wanted has the focus."""
    for _ in range(120):
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{selector} is not reached by {key}")


@pytest.mark.slow
def test_a_draft_is_settled_with_the_keyboard_alone(page: Page, draft: Served) -> None:
    """The same as with the mouse."""
    press(page, "u")
    settle_by_key(page)
    expect_files(draft)


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
        if page.evaluate("document.activeElement.getAttribute('aria-label')?.startsWith('其他数字')"):
            break
        press(page, "j")
    press(page, "Delete")
    expect(card(page, "其他数字 1")).to_have_count(0)
    for _ in range(10):
        if page.evaluate("document.activeElement.getAttribute('aria-label')?.startsWith('指标 2')"):
            break
        press(page, "k")
    press(page, "e")
    expect(page.get_by_label("指标名称")).to_be_focused()
    press(page, "Control+a")
    page.keyboard.type("应急供水能力")
    focus_by_tab(page, "[aria-label='第 1 个数值的方向']")
    page.keyboard.press("ArrowDown")
    focus_by_tab(page, ".editor summary")
    press(page, "Enter", "Tab")
    page.keyboard.type("不低于说的是每日的能力")
    press(page, "Control+Enter")
    expect(card(page, "指标 2")).to_contain_text("应急供水能力")
    expect(page.locator(".editor")).to_have_count(0)
    press(page, "A")
    wait_for_message(page, "接受")


STEPS = {1: first_by_key, 2: second_by_key, 3: third_by_key}


@pytest.mark.slow
def test_it_can_be_undone_left_and_taken_up_again(page: Page, draft: Served) -> None:
    """Undo by key; the command ended in the middle is told, nothing is lost, and a new one goes on."""
    to_task(page, 1)
    press(page, "a")
    expect(page.locator(".progress")).to_contain_text("已核 1 /")
    press(page, "z")
    expect(page.locator(".progress")).to_contain_text("已核 0 /")
    press(page, "Z")
    expect(page.locator(".progress")).to_contain_text("已核 1 /")
    draft.end()
    press(page, "a")
    wait_for_message(page, "命令已经结束")
    with editing(draft.root) as again:
        open_page(page, again)
        expect(page.locator(".policies")).to_contain_text("已核 1 /")


def test_another_tab_is_never_overwritten(page: Page, draft: Served) -> None:
    """What was changed elsewhere meanwhile is told, shown anew, and not written over."""
    to_task(page, 1)
    other = page.context.new_page()
    other.goto(page.url)
    expect(card(other, "时限 1")).to_be_visible()
    card(other, "时限 1").get_by_role("button", name="删去").click()
    expect(card(other, "时限 1")).to_have_count(0)
    page.bring_to_front()
    card(page, "指标 1").get_by_role("button", name="接受").click()
    expect(page.locator("#status.grave")).to_be_visible()
    expect(card(page, "时限 1")).to_have_count(0)
    written = draft.text("01.yml")
    assert "deadlines" not in written
    assert written.count("draft: true") == 4
    card(page, "指标 1").get_by_role("button", name="接受").click()
    expect(card(page, "指标 1").get_by_role("button", name="✓ 已核")).to_be_visible()


@pytest.mark.slow
def test_an_editor_beside_the_page_is_never_overwritten(page: Page, draft: Served) -> None:
    to_task(page, 1)
    path = draft.policy / "01.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# 经办人的话\n", encoding="utf-8")
    card(page, "时限 1").get_by_role("button", name="接受").click()
    expect(page.locator("#status.grave")).to_be_visible()
    assert path.read_text(encoding="utf-8").count("draft: true") == 5
    card(page, "时限 1").get_by_role("button", name="接受").click()
    expect(card(page, "时限 1").get_by_role("button", name="✓ 已核")).to_be_visible()
    assert path.read_text(encoding="utf-8").endswith("# 经办人的话\n")


@pytest.mark.slow
def test_units_of_a_task_are_reordered_left_open_and_added(page: Page, draft: Served) -> None:
    """By key and by dragging; the checks speak at once; the file has them as they stand."""
    to_task(page, 1)
    chips = page.locator(".role.responsible .chip .name")
    chips.nth(0).focus()
    press(page, "Shift+ArrowRight", "e")
    expect(chips).to_have_text(["市住建局", "市财政局", "各县区人民政府"])
    expect(page.locator(".outcome").first).to_contain_text("不同")
    page.locator(".role.responsible .chip").nth(2).drag_to(page.locator(".role.lead .chip").first)
    expect(page.locator(".role.lead .chip .name")).to_have_text(["各县区人民政府", "市水务局"])
    combo = page.get_by_role("combobox", name="加责任单位")
    combo.fill("市卫")
    expect(page.get_by_role("option", name="市卫健委")).to_be_visible()
    combo.press("ArrowDown")
    combo.press("Enter")
    page.get_by_role("button", name="保存责任分工").click()
    wait_for_message(page, "任务 1")
    written = draft.text("01.yml")
    assert "lead_units: [各县区人民政府, 市水务局]\n" in written
    assert "responsible_units: [市住建局, 市财政局等, 市卫健委]\n" in written


@pytest.mark.slow
def test_the_same_decision_for_all_like_it(page: Page, draft: Served) -> None:
    """每户奖励5万元 and 每户奖励2万元 are taken at once."""
    to_task(page, 1)
    card(page, "其他数字 1").get_by_role("button", name="同样的").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("2 处")
    expect(dialog.locator("li")).to_contain_text(["企业每户奖励5万元", "村每户奖励2万元"])
    dialog.get_by_role("button", name="都接受").click()
    expect(page.locator(".progress")).to_contain_text("已核 2 /")
    assert "奖励2万元\n    why: 补助、奖励标准\n" in draft.text("02.yml") + "\n"


@pytest.mark.slow
def test_a_figure_that_nobody_accounts_for_is_plain_to_see_and_taken_up(page: Page, draft: Served) -> None:
    to_task(page, 1)
    card(page, "指标 1").get_by_role("button", name="删去").click()
    open_words = page.locator(".open-words")
    expect(open_words).to_contain_text("120")
    expect(page.locator(".paper mark.figure")).to_have_count(1)
    open_words.get_by_role("button", name="归类").click()
    page.get_by_role("button", name="记下").click()
    expect(open_words).to_have_count(0)
    assert "values: [{equals: 120, unit: 公里}]" in draft.text("01.yml")


@pytest.mark.slow
def test_every_view_is_sound(page: Page, draft: Served) -> None:
    """No violation that axe knows; a problem leads to its place."""
    for view in ("units", "tasks", "changes", "task/3"):
        page.goto(page.url.split("#")[0] + f"#{draft.policy.name}/{view}")
        expect(page.locator("#work h1")).to_be_visible()
        expect_sound(page)
    card(page, "指标 2").get_by_role("button", name="修改").click()
    expect(page.locator(".editor")).to_be_visible()
    page.locator(".legend summary").click()
    expect_sound(page)
    press(page, "Escape")
    page.locator("#work").focus()
    press(page, "?")
    expect(page.get_by_role("dialog")).to_contain_text("接受这一条")
    expect_sound(page)


def expect_sound(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []


def test_harm_in_a_document_is_text(page: Page, tmp_path: Path) -> None:
    with editing(drafted_project(tmp_path / "project", HOSTILE)) as served:
        open_policy(page, served)
        expect(page.locator(".paper")).to_contain_text("<script>window.pwned=1</script>")
        to_task(page, 1)
        card(page, "指标 1").get_by_role("button", name="修改").click()
        expect(page.locator(".editor")).to_be_visible()
        assert page.evaluate("window.pwned") is None
        assert page.locator("#work script, .paper script, .paper img").count() == 0


def existing_project(root: Path) -> Path:
    """A project with a policy that is no draft."""
    empty_project(root)
    write(read(SMALL), root / "tasks")
    return root


@pytest.mark.slow
def test_what_exists_is_changed_after_the_diff_is_told(page: Page, tmp_path: Path) -> None:
    """The words of the diff stand under the form before it is saved; in the file one line differs."""
    with editing(existing_project(tmp_path / "project")) as served:
        open_policy(page, served)
        expect(page.get_by_text("已定稿")).to_be_visible()
        to_task(page, 1)
        before = served.text("01.yml").splitlines()
        form = card(page, "指标 1")
        form.get_by_role("button", name="修改").click()
        form.get_by_label("对象或范围").fill("改造后的管网")
        expect(form.locator(".wrong")).to_contain_text(["不是这项任务原文里的字"])
        form.get_by_label("对象或范围").fill("")
        form.get_by_label("指标名称").fill("供水管网")
        expect(form.locator(".changes")).to_contain_text("供水管网")
        assert served.text("01.yml").splitlines() == before
        form.get_by_role("button", name="保存").click()
        expect(page.locator(".editor")).to_have_count(0)
        after = served.text("01.yml").splitlines()
        assert [line for line in after if line not in before] == ["  - indicator: 供水管网"]


@pytest.mark.slow
def test_files_that_do_not_load_are_told(page: Page, tmp_path: Path) -> None:
    root = existing_project(tmp_path / "project")
    path = next((root / "tasks").glob("*/01.yml"))
    path.write_text("number: [", encoding="utf-8")
    with editing(root) as served:
        open_page(page, served)
        expect(page.locator("#work")).to_contain_text("01.yml:1")
