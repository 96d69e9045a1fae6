"""Lists over several policies in a real browser: narrowed to one of them, to a unit, carried from page to page."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .conftest import POLICY, SMALL, copy_project, read, write
from .support.browsing import PHONE, WIDE, browser, page, problems
from .support.policies import reissued

__all__ = ["browser", "page"]

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LATER = "qinghe-2024-6"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site of three policies whose list of targets is too heavy for one page."""
    folder: Path = tmp_path_factory.mktemp("lists")
    project = copy_project(folder / "project")
    budget = project.root / "responsibility" / "outputs" / "site" / "lists.py"
    text = budget.read_text(encoding="utf-8")
    assert text.count("BUDGET = 300 * 1024") == 1
    budget.write_text(text.replace("BUDGET = 300 * 1024", "BUDGET = (16 + 26) * 1024"), encoding="utf-8")
    files = reissued(read(SMALL), LATER, number="清发〔2024〕6号", years=1)
    files = reissued(files, "qinghe-list", dated=False)
    done = project.run(
        "site", "--no-downloads", "--project", ".", "--tasks", str(write(files, folder / "tasks"))
    )
    assert done.returncode == 0, done.stderr
    return (project.root / "site").as_uri() + "/"


def test_a_list_is_narrowed_to_a_policy_and_a_unit(page: Page, site: str) -> None:
    page.goto(site + "index.html")
    page.locator(f"#{LATER} ~ ul").get_by_role("link", name="6 处时限").click()
    page.wait_for_url(f"**/deadlines/index.html#document={LATER}")
    output = page.locator(".filters output")
    expect(output).to_have_text("显示 6 / 18 条")
    numbers = page.locator("[data-group]:not([data-group=aside]):visible [data-count]").all_inner_texts()
    assert sum(map(int, numbers)) == 6
    assert page.locator(".timeline li:visible .of-document").all_inner_texts() == ["清发〔2024〕6号"] * 6
    page.locator("select[name=unit]").select_option("slj")
    assert page.url.endswith(f"#document={LATER}&unit=slj")
    narrowed = page.locator(".timeline li:visible").count()
    assert 0 < narrowed < 6
    page.locator("select[name=document]").select_option("")
    expect(output).to_have_text(f"显示 {3 * narrowed} / 18 条")
    page.get_by_role("button", name="清除").click()
    page.locator("select[name=year]").select_option("2024")
    assert page.url.endswith("#year=2024")
    assert page.locator(".timeline li:visible .of-document").all_inner_texts() == ["清发〔2024〕6号"] * 6
    page.get_by_role("button", name="清除").click()
    expect(page.locator(".timeline li:visible")).to_have_count(18)
    expect(output).to_have_text("")
    assert "#" not in page.url


def test_gaps_of_the_whole_document_go_with_it(page: Page, site: str) -> None:
    page.goto(site + f"gaps/index.html#document={POLICY}")
    expect(page.locator("#unlisted-members ~ table tr:visible")).to_have_count(1)
    expect(page.locator("#instructions ~ section:visible")).to_have_count(1)
    page.locator("select[name=unit]").select_option("slj")
    expect(page.locator("#unlisted-members")).to_be_hidden()
    expect(page.locator("#instructions")).to_be_hidden()


def test_what_was_chosen_goes_along_to_the_other_pages(page: Page, site: str) -> None:
    page.goto(site + "units/slj.html")
    count = int(page.locator(".numbers a", has_text="个指标").locator("b").inner_text())
    page.locator(".numbers a", has_text="个指标").click()
    page.wait_for_url("**/targets/index.html#unit=slj")
    cards = page.locator(".cards li:visible")
    expect(cards).to_have_count(3)
    numbers = [int(text.removesuffix(" 条")) for text in page.locator("[data-lines]").all_inner_texts()]
    assert sum(numbers) == count
    expect(page.locator(".filters output")).to_have_text(f"显示 {count} / 27 条")
    cards.first.locator("a").click()
    page.wait_for_url(f"**/targets/{LATER}/index.html#unit=slj")
    expect(page.locator(".ledger tbody tr:visible")).to_have_count(numbers[0])
    page.get_by_role("navigation", name="其他文件").get_by_role("link", name="清发〔2023〕5号").click()
    page.wait_for_url(f"**/targets/{POLICY}/index.html#unit=slj")
    page.get_by_role("link", name="全部文件").click()
    page.wait_for_url("**/targets/index.html#unit=slj")
    page.locator("select[name=unit]").select_option("xwb")
    expect(page.locator(".cards li:visible")).to_have_count(3)


def test_a_matrix_is_narrowed_to_a_policy(page: Page, site: str) -> None:
    page.goto(site + f"matrix/index.html#document={LATER}")
    rows = page.locator("tr[data-task]:not(.part):visible")
    expect(rows).to_have_count(6)
    chapters = page.locator(".chapter:visible").all_inner_texts()
    assert len(chapters) == 3
    assert all("清发〔2024〕6号" in chapter for chapter in chapters)
    page.locator("select[name=chapter]").select_option(f"{LATER}.2")
    expect(rows).to_have_count(2)
    page.goto(site + "matrix/index.html#year=2023")
    expect(rows).to_have_count(6)
    assert all("清发〔2023〕5号" in row for row in rows.all_inner_texts())


KINDS = ("matrix", "deadlines", "targets", f"targets/{LATER}", "deliverables", "gaps")


@pytest.mark.parametrize("kind", KINDS)
def test_accessible_and_fitting(browser: Browser, site: str, kind: str) -> None:
    for viewport in (WIDE, PHONE):
        context = browser.new_context(viewport=viewport, reduced_motion="reduce")
        page = context.new_page()
        page.goto(f"{site}{kind}/index.html")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        assert problems(page) == [], viewport
        context.close()
