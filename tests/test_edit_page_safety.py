"""Accidents and harm: other tabs and editors, the command ended, markup in a document, files that do not load."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from .support.browsing import browser
from .support.edit_page import (
    HOSTILE,
    Served,
    card,
    draft,
    drafted_project,
    editing,
    existing_project,
    expect_sound,
    open_page,
    open_policy,
    page,
    press,
    to_task,
    wait_for_message,
)

__all__ = ["browser", "draft", "page"]

pytestmark = pytest.mark.browser


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


@pytest.mark.long
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


@pytest.mark.long
def test_a_problem_leads_to_its_place(page: Page, tmp_path: Path) -> None:
    """To the card of the fact, or to the form of what stands around the tasks."""
    root = existing_project(tmp_path / "project")
    (path,) = (root / "tasks").glob("*/01.yml")
    path.write_text(path.read_text(encoding="utf-8").replace("due: 2023", "due: 2024"), encoding="utf-8")
    with editing(root) as served:
        open_policy(page, served)
        page.locator(".way").get_by_role("link", name="2024").first.click()
        expect(card(page, "时限 1")).to_be_focused()
        expect(card(page, "时限 1")).to_contain_text("2024")
        page.goto(f"{page.url.split('#')[0]}#{served.policy.name}/tasks/issued")
        expect(page.get_by_label("发文字号")).to_be_visible()


def test_harm_in_a_document_is_text(page: Page, tmp_path: Path) -> None:
    with editing(drafted_project(tmp_path / "project", HOSTILE)) as served:
        open_policy(page, served)
        expect(page.locator(".paper")).to_contain_text("<script>window.pwned=1</script>")
        to_task(page, 1)
        card(page, "指标 1").get_by_role("button", name="修改").click()
        expect(page.locator(".editor")).to_be_visible()
        assert page.evaluate("window.pwned") is None
        assert page.locator("#work script, .paper script, .paper img").count() == 0


def test_files_that_do_not_load_are_told(page: Page, tmp_path: Path) -> None:
    root = existing_project(tmp_path / "project")
    path = next((root / "tasks").glob("*/01.yml"))
    path.write_text("number: [", encoding="utf-8")
    with editing(root) as served:
        open_page(page, served)
        expect(page.locator("#work")).to_contain_text("01.yml:1")


def test_changes_are_not_thrown_away_unasked(page: Page, draft: Served) -> None:
    """Another card, another task: the form that is open stays until its changes are saved or given up."""
    to_task(page, 1)
    form = card(page, "指标 1")
    form.get_by_role("button", name="修改").click()
    form.get_by_label("指标名称").fill("老旧管网")
    card(page, "时限 1").get_by_role("button", name="接受").click()
    page.get_by_role("dialog").get_by_role("button", name="留下来").click()
    expect(form.get_by_label("指标名称")).to_have_value("老旧管网")
    assert draft.text("01.yml").count("draft: true") == 5
    address = page.url
    page.get_by_role("link", name="下一项 ›").click()
    page.get_by_role("dialog").get_by_role("button", name="留下来").click()
    assert page.url == address
    form.get_by_role("button", name="保存").click()
    expect(page.locator(".editor")).to_have_count(0)
    assert "indicator: 老旧管网" in draft.text("01.yml")
    form.get_by_role("button", name="修改").click()
    form.get_by_label("指标名称").fill("管网")
    page.get_by_role("link", name="下一项 ›").click()
    page.get_by_role("dialog").get_by_role("button", name="不要了").click()
    expect(page.locator("header.task .number")).to_have_text("二")
    assert "indicator: 老旧管网" in draft.text("01.yml")


def test_a_damaged_address_costs_nothing_but_itself(page: Page, draft: Served) -> None:
    policy = page.url.partition("#")[2].partition("/")[0]
    for address in ("%E4%/task/%zz", f"{policy}/task/%zz", f"{policy}/%zz"):
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_timeout(300)
    to_task(page, 1)
    press(page, "a")
    expect(page.locator(".progress")).to_contain_text("已核 1 /")
