"""Finding things on the site in a real browser: the search box of every page, the finder of the home page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from responsibility.language.name_search import way

from .conftest import Compiled
from .support.browsing import PHONE, WIDE, bases, browser, folder, page, problems, results

__all__ = ["bases", "browser", "folder", "page"]

pytestmark = pytest.mark.browser


# ---------------------------------------------------------------- search

SEARCHES = [
    ("光伏", "tasks/meifa-2021-7/12.html", 1),
    ("小额信贷", "tasks/meifa-2021-7/13.html", 1),
    ("水务", "units/shuiwj.html", 1),
    ("区水务局", "units/shuiwj.html", 1),
    ("养老保险", "tasks/meifa-2021-7/53.html", 1),
    ("污水处理厂", "tasks/meifa-2021-7/33.html", 3),
    ("三江镇", "units/sanjiang.html", 1),
    ("危房改造", "tasks/meifa-2021-7/6.html", 1),
    ("稳岗就业", "tasks/meifa-2021-7/17.html", 2),
    ("卫健", "units/wjw.html", 1),
    ("核酸 检测", "tasks/meifa-2021-7/39.html", 1),
    ("５G", "tasks/meifa-2021-7/37.html", 1),
    ("36", "tasks/meifa-2021-7/36.html", 1),
]


both_bases = pytest.mark.parametrize("base", ["file", pytest.param("http", marks=pytest.mark.long)])
"""From a folder, and over http, where the gate searches by the other tests of this file."""


@both_bases
@pytest.mark.parametrize(("query", "target", "within"), SEARCHES)
def test_search_finds(
    page: Page, bases: dict[str, str], base: str, query: str, target: str, within: int
) -> None:
    page.goto(bases[base] + "gaps/index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type(query, delay=15)
    page.wait_for_timeout(250)
    assert bases[base] + target in results(page)[:within]
    assert page.locator(".md-search-result__terms").count() == 0
    if within == 1:
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.split("?")[0] == bases[base] + target)


def test_search_after_pasting_with_the_mouse(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "index.html")
    box = page.locator(".md-search__input")
    box.click()
    box.evaluate("box => { box.value = '光伏'; box.dispatchEvent(new Event('input', {bubbles: true})) }")
    assert results(page)[0].endswith("/12.html")


def test_search_says_when_there_is_nothing(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["http"] + "index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type("<img src=x onerror=alert(1)>火星")
    expect(page.locator(".md-search-result__meta")).to_have_text("没有找到，请更换关键词")


def test_search_marks_the_word_on_the_page_found(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type("危房改造")
    results(page)
    page.keyboard.press("Enter")
    expect(page.locator("mark[data-md-highlight]").first).to_have_text("危房改造")


@pytest.mark.parametrize("base", ["http", "file"])
def test_a_result_opens_at_the_words_found(page: Page, bases: dict[str, str], base: str) -> None:
    page.set_viewport_size(PHONE)
    page.goto(bases[base] + "index.html")
    page.get_by_title("查找").click()
    page.keyboard.type("美誉度")
    results(page)
    page.keyboard.press("Enter")
    mark = page.locator(".page mark[data-md-highlight]").first
    expect(mark).to_have_text("美誉度")
    expect(mark).to_be_in_viewport()
    assert page.evaluate("scrollY") > 0


def test_words_found_in_a_folded_text_are_unfolded(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["http"] + "units/shuiwj.html?h=污水处理厂及配套管网工程项目建设")
    mark = page.locator(".duties details mark[data-md-highlight]").first
    expect(mark).to_be_in_viewport()


def test_a_result_whose_words_are_seen_opens_at_its_head(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["http"] + "units/shuiwj.html?h=水务")
    expect(page.locator("h1 mark[data-md-highlight]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_a_long_list_of_results_is_accessible(
    browser: Browser, bases: dict[str, str], viewport: ViewportSize
) -> None:
    page = browser.new_page(viewport=viewport)
    page.goto(bases["http"] + "index.html")
    page.add_style_tag(content="*{transition:none!important}")
    page.get_by_title("查找").dispatch_event("click")
    page.locator(".md-search__input").fill("村")
    assert len(results(page)) >= 10
    assert problems(page) == []
    page.close()


def test_the_arrows_lead_into_the_results_and_tab_past_them(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "index.html")
    page.locator(".md-search__input").focus()
    page.keyboard.type("水务")
    results(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.locator(".md-search__input").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
        expect(page.locator(".md-search__output :focus, .md-search__output:focus")).to_have_count(0)
    expect(page.locator(".site-tabs a").nth(1)).to_be_focused()


# ---------------------------------------------------------------- the finder


def test_find_your_unit(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "index.html")
    page.get_by_label("输入单位名称").fill("水务")
    assert page.locator(".finder li:visible").all_inner_texts() == ["区水务局\n★ 牵头 2● 责任 1"]
    expect(page.get_by_role("status").first).to_have_text("1 个单位")
    for words, names, status in (
        ("海口市美兰区水务局", ["区水务局"], "1 个单位"),
        ("区水物局", ["区水务局"], "没有这个名称，相近的有 1 个单位"),
        ("火星", [], "没有这个单位，请更换关键词"),
        ("swj", ["区水务局", "区商务局"], "2 个单位"),
        ("shuiwuju", ["区水务局"], "1 个单位"),
    ):
        page.get_by_label("输入单位名称").fill(words)
        assert page.locator(".finder li:visible b").all_inner_texts() == names
        expect(page.get_by_role("status").first).to_have_text(status)
    page.get_by_label("输入单位名称").fill("美兰区水务局")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/shuiwj.html")


def test_finder_and_show_find_the_same(page: Page, bases: dict[str, str], compiled_real: Compiled) -> None:
    """The measure is written twice, for the browser and for the terminal; they agree on whatever is typed."""
    units = compiled_real.site.units
    texts = {text for view in units for key in view.keys for text in (key, key.replace(".", ""))}
    typed = sorted({text[start : start + 4] for text in texts for start in range(0, len(text), 3)} | texts)
    typed += [
        "",
        "Shui'Wu",
        "ＳＷＪ",
        "海口市美兰区水务局",
        "区水物局",
        "区务水局",
        "火星",
        "区 水 务 局",
        "lü",
    ]
    page.goto(bases["file"] + "index.html")
    ways = page.evaluate(
        "([typed, keys]) => typed.map((wanted) => keys.map((each) => unitNames.way(each, wanted)))",
        [typed, [" ".join(view.keys) for view in units]],
    )
    expected = [[way(view.keys, wanted) for view in units] for wanted in typed]
    assert [[each if each >= 0 else None for each in of_text] for of_text in ways] == expected


@both_bases
@pytest.mark.parametrize("words", ["swj", "shuiwu", "海口市美兰区水务局", "区水物局"])
def test_search_knows_pinyin_full_and_near_names(
    page: Page, bases: dict[str, str], base: str, words: str
) -> None:
    page.goto(bases[base] + "index.html")
    page.locator(".md-search__input").click()
    page.keyboard.type(words)
    page.wait_for_timeout(250)
    assert results(page)[0].endswith("units/shuiwj.html")
