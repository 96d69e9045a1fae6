"""The matrix in a real browser: filters in its address, several units at once, sorted, printed."""

from __future__ import annotations

from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from .conftest import POLICY, SMALL, copy_project, read, write
from .support.browsing import PHONE, WIDE, bases, browser, folder, page, plain, problems
from .support.policies import crowded, crowds, together
from .test_browser_export import exported, values

__all__ = ["bases", "browser", "folder", "page"]

pytestmark = pytest.mark.browser


def rows(page: Page) -> list[str]:
    shown = page.locator("tr[data-task]:not(.part):visible").evaluate_all(
        "all => all.map(one => one.dataset.task)"
    )
    return [str(one) for one in shown]


def test_matrix_filters_live_in_the_address(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    assert len(rows(page)) == 58
    page.locator(".choice summary").click()
    page.get_by_label("区水务局").check()
    assert rows(page) == ["7", "33", "45"]
    page.locator("select[name=role]").select_option("lead")
    assert rows(page) == ["7", "33"]
    page.get_by_label("只看有时限的").check()
    assert rows(page) == ["33"]
    expect(page.locator(".filters output")).to_have_text("显示 1 / 58 项")
    expect(page.locator("[data-units]")).to_have_text("区水务局")
    address = page.url
    assert address.endswith("#unit=shuiwj&role=lead&dated=1")
    page.goto("about:blank")
    page.goto(address)
    assert rows(page) == ["33"]
    page.get_by_role("button", name="清除").click()
    page.wait_for_timeout(100)
    assert len(rows(page)) == 58
    assert "#" not in page.url


def test_matrix_other_filters(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["http"] + "matrix/index.html#text=光伏")
    assert rows(page) == ["12"]
    page.goto(bases["http"] + "matrix/index.html#nolead=1")
    page.wait_for_timeout(100)
    assert len(rows(page)) == 16
    page.goto(bases["http"] + "matrix/index.html#chapter=4")
    page.wait_for_timeout(100)
    assert rows(page) == ["s1", "s2", "s3", "s4"]
    page.goto(bases["http"] + "matrix/index.html#unit=nonsense&chapter=99")
    page.wait_for_timeout(100)
    assert len(rows(page)) == 58


def test_matrix_opens_the_parts_of_a_task(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    assert page.locator("tr.part:visible").count() == 0
    page.get_by_role("button", name="展开 4 个部分").click()
    assert page.locator("tr.part:visible").count() == 4


def test_matrix_filter_opens_the_parts_that_fit(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html#nolead=1")
    parts = page.locator("tr.part:visible th")
    expect(parts).to_have_text(["2（4）"])
    page.goto(bases["file"] + "matrix/index.html#chapter=1")
    page.wait_for_timeout(100)
    assert parts.count() == 0


def test_matrix_totals_follow_the_filter(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    column = page.locator("thead th[data-unit=shuiwj]").evaluate("head => head.cellIndex + 1")
    sums = page.locator("tfoot tr[data-mark=lead] td, tfoot tr[data-mark=responsible] td")
    whole = sums.all_inner_texts()
    leads = page.locator("tfoot tr[data-mark=lead] td").nth(column - 1)
    expect(leads).to_have_text("2")
    page.locator("input[name=text]").fill("水网")
    expect(leads).to_have_text("1")
    assert (
        sum(int(count or 0) for count in page.locator("tfoot tr[data-mark=lead] td").all_inner_texts()) == 1
    )
    page.get_by_role("button", name="清除").click()
    expect(leads).to_have_text("2")
    assert sums.all_inner_texts() == whole


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, {"width": 720, "height": 450}])
def test_matrix_leaves_the_header_of_the_site_free(
    browser: Browser, bases: dict[str, str], size: dict[str, int]
) -> None:
    """At 200 % zoom a window of 1440 by 900 is one of 720 by 450."""
    context = browser.new_context(viewport={"width": size["width"], "height": size["height"]})
    page = context.new_page()
    page.goto(bases["file"] + "matrix/index.html")
    if page.locator(".to-grid").is_visible():
        page.locator(".matrix-switch").click()
    for height in (0, 500, 5000):
        page.evaluate("height => scrollTo(0, height)", height)
        page.wait_for_timeout(100)
        assert page.locator(".site-tabs a").evaluate_all(
            """links => links.every((link) => {
              const box = link.getBoundingClientRect();
              const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
              const covering = document.elementFromPoint(x, y);
              return !covering || link.contains(covering);
            })"""
        )
    page.evaluate("scrollTo(0, 700)")
    page.wait_for_timeout(100)
    shown = page.evaluate(
        """() => {
          const head = document.querySelector(".matrix thead").rows[1].cells[0].getBoundingClientRect();
          const bottom = Math.min(innerHeight, document.querySelector(".matrix-wrap").getBoundingClientRect().bottom);
          const rows = [...document.querySelectorAll(".matrix tr[data-task]")].map((row) => row.getBoundingClientRect());
          const header = document.querySelector(".md-header").getBoundingClientRect().bottom;
          return {
            head: head.top >= Math.max(header, 0) && head.bottom < innerHeight,
            rows: rows.filter((row) => row.height && row.top >= head.bottom - 1 && row.bottom <= bottom).length,
          };
        }"""
    )
    assert shown["head"]
    assert shown["rows"] >= 6
    context.close()


def test_matrix_says_and_lights_the_cell(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    cell = page.locator("tr[data-task='7'] td.lead")
    cell.hover()
    expect(page.locator(".says")).to_have_text("区水务局：★ 牵头单位　7 巩固饮水安全成果")
    assert "hot" in (cell.get_attribute("class") or "")
    page.locator("thead th[data-unit=jrb] a").focus()
    assert "hot" in (page.locator("thead th[data-unit=jrb]").get_attribute("class") or "")


def test_matrix_on_a_phone_shows_cards_first(browser: Browser, bases: dict[str, str]) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(bases["file"] + "matrix/index.html")
    expect(page.locator("table.matrix thead")).to_be_hidden()
    page.get_by_text("表格视图").click()
    expect(page.locator("table.matrix thead")).to_be_visible()
    context.close()


# ---------------------------------------------------------------- several units


def heads(page: Page) -> list[str]:
    """The units of the columns, left to right."""
    return page.locator("thead tr:nth-child(2) th:visible").all_inner_texts()


def test_several_units_have_the_table_for_themselves(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html#unit=jyj,shuiwj")
    assert heads(page) == ["区教育局", "区水务局"]
    assert page.locator("thead .kind:visible").all_inner_texts() == ["政府部门"]
    assert page.locator("thead .kind:visible").get_attribute("colspan") == "2"
    columns = page.locator("tr[data-task]:visible").evaluate_all(
        "rows => rows.map((row) => [...row.cells].filter((cell) => cell.offsetWidth).length)"
    )
    assert set(columns) == {3}
    shown = len(rows(page))
    of_both = page.locator("tr[data-task]:not(.part):visible td:visible[data-u]")
    assert shown == len(set(of_both.evaluate_all("all => all.map((cell) => cell.parentNode.dataset.task)")))
    assert set(of_both.evaluate_all("all => all.map((cell) => cell.dataset.u)")) == {"区教育局", "区水务局"}
    page.locator(".choice summary").click()
    page.get_by_label("三江镇").check()
    assert page.url.endswith("#unit=jyj,shuiwj,sanjiang")
    expect(page.locator("[data-units]")).to_have_text("3 个")
    page.keyboard.press("Escape")
    expect(page.locator(".choice fieldset").first).to_be_hidden()
    page.get_by_role("button", name="清除").click()
    page.wait_for_timeout(100)
    assert len(heads(page)) == 39
    assert len(rows(page)) == 58
    assert "#" not in page.url


def test_units_are_sorted_by_their_leads_and_back(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    order = heads(page)
    kinds = page.locator("thead .kind:visible").all_inner_texts()

    def leads() -> list[int]:
        return [
            int(text or 0) for text in page.locator("tfoot [data-mark=lead] td:visible").all_inner_texts()
        ]

    before = dict(zip(order, leads(), strict=True))
    page.locator("select[name=sort]").select_option("lead")
    assert page.url.endswith("#sort=lead")
    assert leads() == sorted(leads(), reverse=True)
    assert leads()[0] > 0
    assert dict(zip(heads(page), leads(), strict=True)) == before, "each column keeps its unit"
    assert page.locator("thead .kind:visible").all_inner_texts() == ["单位按牵头任务数从多到少"]
    cell = page.locator("tr[data-task='7'] td.lead")
    cell.hover()
    expect(page.locator(".says")).to_contain_text("区水务局：★ 牵头单位")
    page.locator("select[name=sort]").select_option("")
    assert heads(page) == order
    assert page.locator("thead .kind:visible").all_inner_texts() == kinds
    page.goto(bases["file"] + "matrix/index.html#sort=lead&unit=jyj,nyncj")
    page.wait_for_timeout(100)
    assert heads(page) == ["区农业农村局", "区教育局"]


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_the_choice_of_units_is_accessible(
    browser: Browser, bases: dict[str, str], viewport: dict[str, int]
) -> None:
    context = browser.new_context(
        viewport={"width": viewport["width"], "height": viewport["height"]}, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(bases["file"] + "matrix/index.html#unit=jyj,shuiwj&sort=lead")
    page.locator(".choice summary").press("Enter")
    expect(page.get_by_label("区水务局")).to_be_visible()
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    context.close()


def test_heads_stand_over_the_middle_of_their_columns(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    off = page.locator("thead th:visible").evaluate_all(
        """heads => heads.map((head) => {
          const range = document.createRange();
          range.selectNodeContents(head);
          const [words, cell] = [range.getBoundingClientRect(), head.getBoundingClientRect()];
          return Math.abs(words.x + words.width / 2 - cell.x - cell.width / 2);
        })"""
    )
    assert max(off) < 2


def test_no_button_is_alone_on_its_line(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    alone = page.locator(".filters button").evaluate_all(
        """buttons => buttons.filter((button) => {
          const middle = (element) => { const box = element.getBoundingClientRect(); return box.y + box.height / 2; };
          const beside = [...button.parentNode.children].filter((each) => each.offsetWidth && each !== button);
          return !beside.some((each) => Math.abs(middle(each) - middle(button)) < 15);
        }).length"""
    )
    assert alone == 0


# ---------------------------------------------------------------- many units, several policies


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a site of two policies: the small one, and one with a hundred units."""
    folder = tmp_path_factory.mktemp("crowd")
    project = copy_project(folder / "project")
    tasks = write(together(read(SMALL), crowded(100)), folder / "tasks")
    done = project.run("site", "--no-downloads", "--project", ".", "--tasks", str(tasks))
    assert done.returncode == 0, done.stderr
    return (project.root / "site").as_uri() + "/"


def printed(page: Page) -> list[str]:
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for each in sheets:
        assert round(float(each.mediabox.width) / 72 * 25.4) == 420
    return [plain("".join(each.extract_text().split())) for each in sheets]


@pytest.mark.long
@pytest.mark.parametrize("script", [True, False])
def test_no_column_is_lost_on_paper(browser: Browser, crowd: str, script: bool) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=script)
    page = context.new_page()
    page.goto(crowd + "matrix/index.html#document=qinghe-crowd")
    sheets = printed(page)
    for name in crowds(100):
        assert sum(name in text for text in sheets) == 1, name
    if script:
        assert len(sheets) == 2
        for text in sheets:
            assert "推进重点任务" in text, "each part says what its rows are"
            assert "政府部门" in text
        expect(page.locator("table.matrix")).to_have_count(1)
        expect(page.locator("table.matrix")).to_be_visible()
    context.close()


@pytest.mark.long
def test_few_chosen_of_many_units_print_on_one_sheet(browser: Browser, crowd: str) -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(crowd + "matrix/index.html#unit=u7,u93")
    (text,) = printed(page)
    names = [crowds(100)[7], crowds(100)[93]]
    assert [name for name in crowds(100) if name in text] == names
    assert plain(f"条件：单位：{'、'.join(names)}；显示1/8项") in text
    context.close()


@pytest.mark.long
def test_a_policy_shows_the_units_that_it_reaches(page: Page, crowd: str) -> None:
    for policy, units, tasks in (("qinghe-crowd", 100, 2), (POLICY, 8, 6)):
        page.goto(crowd + "index.html")
        page.locator(f"#{policy} ~ ul").get_by_role("link", name=f"{units} 个单位").click()
        page.wait_for_url(f"**/matrix/index.html#document={policy}")
        expect(page.locator("thead tr:nth-child(2) th:visible")).to_have_count(units)
        expect(page.locator("tr[data-task]:not(.part):visible")).to_have_count(tasks)


@pytest.mark.long
def test_an_export_of_several_policies_says_of_which_each_row_is(page: Page, crowd: str) -> None:
    page.goto(crowd + "matrix/index.html#unit=slj,u3")
    lines = values(exported(page))
    assert lines[3] == ["序号", "任务", "文件", "县水利局", "县甲卯局"]
    documents = {str(line[2]) for line in lines[4:] if line[1] and line[2]}
    assert documents == {"清发〔2023〕5号", "清发〔2023〕8号"}
