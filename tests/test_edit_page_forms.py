"""The forms of the page: units, decisions for all like it, what nobody accounts for, what exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .support.browsing import browser
from .support.edit_page import (
    DOCUMENT,
    Served,
    card,
    draft,
    drafted_project,
    editing,
    existing_project,
    open_policy,
    page,
    press,
    select_in_document,
    to_task,
    wait_for_message,
)

__all__ = ["browser", "draft", "page"]

pytestmark = pytest.mark.browser


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


@pytest.mark.long
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


@pytest.mark.long
def test_the_site_is_published_from_the_page(page: Page, draft: Served) -> None:
    page.get_by_role("button", name="发布网站").click()
    page.get_by_role("dialog").get_by_role("button", name="发布", exact=True).click()
    link = page.get_by_role("dialog").get_by_role("link", name="打开看看")
    expect(link).to_be_visible(timeout=120_000)
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("body")).to_contain_text("供水保障行动方案")
    assert (draft.root / "site" / "index.html").is_file()


@pytest.mark.long
def test_tasks_are_inserted_moved_and_removed(page: Page, tmp_path: Path) -> None:
    """What would become of it is told first; the numbers follow."""
    with editing(existing_project(tmp_path / "project")) as served:
        open_policy(page, served)
        titles = page.locator(".tasks tbody th")
        before = titles.all_inner_texts()
        to_task(page, 2)
        page.get_by_text("标题、章节、原文、次序").click()
        page.get_by_role("button", name="在这项之前插一项").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("标题").fill("巡查水源")
        dialog.get_by_label("原文").fill("县水利局巡查水源。")
        expect(dialog.locator(".changes")).to_contain_text("巡查水源")
        dialog.get_by_role("button", name="就这样").click()
        expect(titles).to_have_text([before[0], "巡查水源", *before[1:]])
        assert "title: 巡查水源" in served.text("02.yml")

        to_task(page, 2)
        page.get_by_text("标题、章节、原文、次序").click()
        page.get_by_role("button", name="移到别处").click()
        page.get_by_role("dialog").get_by_label("移到").select_option("1")
        page.get_by_role("dialog").get_by_role("button", name="就这样").click()
        expect(titles).to_have_text(["巡查水源", *before])

        to_task(page, 1)
        page.get_by_text("标题、章节、原文、次序").click()
        page.get_by_role("button", name="删去这一项").click()
        page.get_by_role("dialog").get_by_role("button", name="就这样").click()
        expect(titles).to_have_text(before)


@pytest.mark.long
def test_units_are_renamed_split_and_given_members(page: Page, draft: Served) -> None:
    """Names stand in all tasks at once, collectives have members, kinds change with one choice."""
    page.get_by_role("navigation").get_by_role("link", name="单位").click()
    row = page.get_by_role("row", name="市住建局")
    row.get_by_role("button", name="改名").click()
    page.get_by_role("dialog").get_by_label("名称").fill("市住房城乡建设局")
    page.get_by_role("dialog").get_by_role("button", name="改名").click()
    expect(page.get_by_role("row", name="市住房城乡建设局")).to_be_visible()
    assert "lead_units: [市住房城乡建设局]" in draft.text("03.yml")
    collective = page.get_by_role("row", name="各县区人民政府")
    collective.get_by_role("button", name="成员").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("东县人民政府\n西县人民政府")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    expect(collective).to_contain_text("成员：东县人民政府、西县人民政府")
    page.get_by_label("“市财政局”的类别").select_option("institution")
    wait_for_message(page, "市财政局")
    assert "kind: institution" in draft.text("units.yml")


@pytest.mark.long
def test_a_revised_text_tells_what_becomes_of_its_facts(page: Page, tmp_path: Path) -> None:
    """The diff in words stands under the text before it is saved; what follows the new words is to be confirmed."""
    with editing(existing_project(tmp_path / "project")) as served:
        open_policy(page, served)
        to_task(page, 1)
        page.get_by_text("标题、章节、原文、次序").click()
        area = page.get_by_role("textbox", name="原文", exact=True)
        area.fill(area.input_value().replace("水厂2座", "水厂3座"))
        form = page.locator("form").filter(has=area)
        expect(form.locator(".changes")).to_contain_text("3座")
        assert "水厂2座" in served.text("01.yml")
        form.get_by_role("button", name="保存").click()
        expect(card(page, "指标 1")).to_contain_text("3座")
        expect(card(page, "指标 1").locator(".badge")).to_have_text("待核")
        assert "quote: 新建水厂3座" in served.text("01.yml")


@pytest.mark.long
def test_words_of_a_text_become_the_assignment(page: Page, tmp_path: Path) -> None:
    """What an import left in the text, selected on the left; and from the list of what nobody accounts for."""
    root = drafted_project(tmp_path / "project")
    (path,) = (root / "tasks").glob("*/01.yml")
    written = path.read_text(encoding="utf-8")
    clause = "（牵头单位：市水务局；责任单位：市财政局、市住建局，各县区人民政府）"
    units = "lead_units: [市水务局]\nresponsible_units: [市财政局, 市住建局, 各县区人民政府]\n"
    assert units in written
    path.write_text(
        written.replace(units, "").replace("每户奖励5万元。\n", f"每户奖励5万元。{clause}\n"),
        encoding="utf-8",
    )
    with editing(root) as served:
        open_policy(page, served)
        to_task(page, 1)
        expect(page.locator(".open-words")).to_contain_text("市水务局")
        select_in_document(page, clause.strip("（）"))
        page.get_by_role("toolbar").get_by_role("button", name="责任分工").click()
        expect(page.locator(".role.lead .chip .name")).to_have_text(["市水务局"])
        expect(page.locator(".open-words")).to_have_count(0)
        assert served.text("01.yml").count(clause) == 0 or f"clause: {clause}" in served.text("01.yml")
        press(page, "z")
        page.get_by_role("button", name="记为责任分工").click()
        expect(page.locator(".role.responsible .chip .name")).to_have_count(3)


@pytest.mark.long
def test_a_warning_may_be_how_the_document_is(page: Page, tmp_path: Path) -> None:
    document = DOCUMENT.replace("2024年底前", "2023年底前")
    with editing(drafted_project(tmp_path / "project", document)) as served:
        open_policy(page, served)
        page.get_by_text("警告（1 处）").click()
        page.get_by_role("button", name="文件本来如此").click()
        page.get_by_role("dialog").get_by_role("textbox").fill("原文如此，已问过起草的科室")
        page.get_by_role("dialog").get_by_role("button", name="就这样").click()
        expect(page.get_by_text("警告（1 处）")).to_have_count(0)
        assert "原文如此，已问过起草的科室" in served.text("policy.yml")
