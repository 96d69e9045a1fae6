"""Using the site in a real browser: filtering, sorting, the keyboard."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from .support.browsing import KINDS, PHONE, Silent, bases, browser, folder, page, results, serving

__all__ = ["bases", "browser", "folder", "page"]

pytestmark = pytest.mark.browser


# ---------------------------------------------------------------- using it


def test_home_to_duties_with_the_keyboard_alone(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "index.html")
    page.keyboard.press("Tab")
    expect(page.get_by_text("跳到正文")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.finder input')"):
            break
    page.keyboard.type("卫健")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/wjw.html")


def test_lists_are_narrowed_to_a_unit_by_the_address(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "units/shuiwj.html")
    page.get_by_role("link", name="2 个指标").click()
    page.wait_for_url("**/targets/index.html#unit=shuiwj")
    shown = page.locator(".ledger tbody tr:visible")
    expect(shown).to_have_count(2)
    expect(page.locator("h2:visible")).to_have_count(1)
    expect(page.locator(".filters output")).to_contain_text("显示 2 / ")
    page.locator("select[name=unit]").select_option("jyj")
    assert page.url.endswith("#unit=jyj")
    assert shown.filter(has_text="区教育局").count() == shown.count() > 0
    page.get_by_role("button", name="清除").click()
    page.wait_for_timeout(100)
    assert "#" not in page.url
    page.goto(bases["file"] + "targets/index.html#unit=%E0%A4%A")
    page.wait_for_timeout(100)
    assert shown.count() > 50


def test_duties_of_a_town_by_lead_and_chapter(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "units/sanjiang.html")
    duties = page.locator(".duties tbody:visible")
    expect(duties).to_have_count(55)
    page.locator("select[name=lead]").select_option("shuiwj")
    assert duties.locator("th .no").all_inner_texts() == ["7", "33"]
    expect(page.locator("#responsible")).to_be_hidden()
    page.locator("select[name=chapter]").select_option("二")
    assert duties.locator("th .no").all_inner_texts() == ["33"]
    page.locator(".duties summary:visible").click()
    expect(
        page.get_by_text("完成大致坡镇、三江镇域污水处理厂项目建设并通水试运行").locator("visible=true").last
    ).to_be_visible()


def test_texts_of_duties_stand_on_paper(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "units/shuiwj.html")
    unfolded = page.locator(".duties details[open]")
    expect(unfolded).to_have_count(0)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(unfolded).to_have_count(3)
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(unfolded).to_have_count(0)


class WithOwn404(Silent):
    """A server that answers a wrong address with the site's own page, as those of offices and forges do."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != 404:
            super().send_error(code, message, explain)
        else:
            self.send_response(404)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write((Path(self.directory) / "site" / "404.html").read_bytes())


def test_a_wrong_address_leads_home_and_to_the_search(
    browser: Browser, folder: Path, tmp_path: Path, bases: dict[str, str]
) -> None:
    page = browser.new_page()
    (tmp_path / "site").symlink_to(folder)
    with serving(functools.partial(WithOwn404, directory=str(tmp_path))) as server:
        for start, home in (
            (f"{server}site/units/no/such.html", f"{server}site/index.html"),
            (bases["file"] + "404.html", bases["file"] + "index.html"),
        ):
            page.goto(start)
            expect(page.locator("h1")).to_have_text("没有这个网页")
            page.wait_for_function("document.querySelector('a').href.endsWith('/index.html')")
            page.get_by_role("searchbox").fill("光伏")
            page.keyboard.press("Enter")
            page.wait_for_url(home + "**")
            assert results(page)[0].endswith("/12.html")
            page.goto(start)
            page.get_by_role("link", name="首页").click()
            page.wait_for_url(home)
    page.close()


def test_tables_sort_with_blanks_last(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "units/index.html")
    cells = page.locator("tbody:not(.sum) td[data-label='★ 牵头']")
    whole = page.locator(".sum").inner_text()
    for most_first in (True, False, True):
        page.get_by_role("button", name="★ 牵头").click()
        texts = cells.all_inner_texts()
        numbers = [int(text) for text in texts if text]
        assert 0 < len(numbers) < len(texts)
        assert texts[len(numbers) :] == [""] * (len(texts) - len(numbers))
        assert numbers == sorted(numbers, reverse=most_first)
    assert page.locator("tbody").last.inner_text() == whole
    page.get_by_role("button", name="类别").click()
    kinds = page.locator("tbody:not(.sum) td[data-label='类别']").all_inner_texts()
    assert kinds[0] != kinds[-1]
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("类别")


def test_labels_of_a_phones_rows_keep_clear_of_each_other(browser: Browser, bases: dict[str, str]) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(bases["file"] + "units/index.html")
    over = page.locator(".ledger td:visible").evaluate_all(
        "all => all.filter((cell) => cell.scrollHeight > cell.clientHeight + 1).map((cell) => cell.dataset.label)"
    )
    assert over == []
    context.close()


def test_large_type_is_remembered(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["http"] + "index.html")
    before = page.evaluate("getComputedStyle(document.querySelector('.lead-in')).fontSize")
    page.get_by_role("button", name="大字").click()
    page.goto(bases["http"] + "units/shuiwj.html")
    expect(page.get_by_role("button", name="大字")).to_have_attribute("aria-pressed", "true")
    after = page.evaluate("getComputedStyle(document.querySelector('.crumb')).fontSize")
    assert float(after[:-2]) > float(before[:-2]) * 0.9


@pytest.mark.parametrize("base", ["http", "file"])
def test_dark_is_remembered(page: Page, bases: dict[str, str], base: str) -> None:
    page.goto(bases[base] + "index.html")
    page.get_by_title("切换到深色").click()
    page.goto(bases[base] + "units/shuiwj.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_tab_of_the_page_is_in_sight_on_a_phone(browser: Browser, bases: dict[str, str]) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(bases["file"] + KINDS["downloads"])
    box = page.locator(".site-tabs .here").bounding_box()
    assert box
    assert -1 < box["x"] < PHONE["width"] - box["width"] + 1
    context.close()


def test_cooperation_lights_a_units_arcs(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "cooperation/index.html")
    page.locator(".circle a[data-unit=shuiwj]").focus()
    assert page.locator("path.on").count() == page.locator(".circle path[data-ends~=shuiwj]").count() > 0


def test_files_are_saved_under_chinese_names(page: Page, bases: dict[str, str]) -> None:
    """From a server; of a folder's files browsers keep the names that they have there."""
    for path, link, name in (
        ("units/shuiwj.html", "台账（Excel，可填进展）", "区水务局任务台账.xlsx"),
        ("downloads/index.html", "全部单位任务台账.zip", "全部单位任务台账.zip"),
    ):
        page.goto(bases["http"] + path)
        with page.expect_download() as download:
            page.get_by_role("link", name=link).click()
        assert download.value.suggested_filename == name


def test_space_and_enter_switch_between_light_and_dark(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "index.html")
    page.get_by_role("radio", name="切换到深色").focus()
    for key, scheme in (("Space", "slate"), ("Enter", "default"), ("Space", "slate")):
        page.keyboard.press(key)
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_what_only_a_screen_can_do_is_not_printed(page: Page, bases: dict[str, str]) -> None:
    for path, text in (
        ("tasks/meifa-2021-7/36.html", "在全文中查看"),
        ("units/shuiwj.html", "台账（Excel，可填进展）"),
    ):
        page.goto(bases["file"] + path)
        expect(page.get_by_text(text)).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_text(text)).to_be_hidden()
        page.emulate_media(media="screen")
