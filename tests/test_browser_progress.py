"""A site with progress in a real browser: accessible, fitting, readable without colour, printable; lights are filters of the matrix."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from .conftest import POLICY, SMALL, copy_project, read, write
from .support.browsing import PHONE, WIDE, ZOOMED, browser, page, plain, problems
from .support.progress import entry, reported
from .support.reporting_round import round_of_reports
from .test_browser_export import exported, values
from .test_browser_pages import Scheme, every_look

__all__ = ["browser", "page"]

pytestmark = pytest.mark.browser

KINDS = {
    "progress": "progress/index.html",
    "home": "index.html",
    "task": f"tasks/{POLICY}/1.html",
    "parts": f"tasks/{POLICY}/2.html",
    "tasks": "tasks/index.html",
    "unit": "units/slj.html",
    "matrix": "matrix/index.html",
    "deadlines": "deadlines/index.html",
    "targets": "targets/index.html",
    "deliverables": "deliverables/index.html",
}
GATE = ("progress", "task", "matrix")
SAMPLE = [kind if kind in GATE else pytest.param(kind, marks=pytest.mark.long) for kind in KINDS]
"""The kinds of pages, of which the gate looks at some."""
DAYS = ("2023-03-31", "2023-06-30", "2023-09-30", "2023-12-10")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small policy after four rounds of reports; task 1 is late, and due soon once more."""
    project = copy_project(tmp_path_factory.mktemp("progress") / "project")
    files = round_of_reports(read(SMALL), *DAYS)
    late = entry("1", "in_progress", problems="资金缺口较大，配套资金尚未落实。")
    files = reported(files, "2024-01-05", "县水利局", late, entry("2.1", "completed", completed="2023-12-30"))
    del files[f"{POLICY}/decisions.yml"]
    done = project.run("site", "--project", ".", "--tasks", str(write(files, project.root.parent / "tasks")))
    assert done.returncode == 0, done.stdout + done.stderr
    return project.root / "site"


@every_look
@pytest.mark.parametrize("kind", SAMPLE)
def test_accessible_with_what_is_folded_opened(
    browser: Browser, site: Path, kind: str, viewport: ViewportSize, scheme: Scheme
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto((site / KINDS[kind]).as_uri())
    page.add_style_tag(content="*{transition:none!important}")
    page.locator(".page details:not(.choice)").evaluate_all(
        "all => { for (const one of all) one.open = true; }"
    )
    page.wait_for_timeout(100)
    assert problems(page) == []
    context.close()


@pytest.mark.parametrize("kind", SAMPLE)
def test_no_sideways_scrolling(browser: Browser, site: Path, kind: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto((site / KINDS[kind]).as_uri())
    page.locator(".page details:not(.choice)").evaluate_all(
        "all => { for (const one of all) one.open = true; }"
    )
    for viewport in (PHONE, ZOOMED):
        page.set_viewport_size(viewport)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], (kind, viewport)
    context.close()


def test_every_light_has_its_sign_and_words_beside_its_colour(page: Page, site: Path) -> None:
    signs = {"red": ("✕",), "yellow": ("！",), "grey": ("？",), "green": ("✓", "◐", "○")}
    for path in KINDS.values():
        page.goto((site / path).as_uri())
        lights = page.locator(".page .light").evaluate_all(
            "all => all.map((light) => [light.className, light.textContent.trim()])"
        )
        assert lights
        for name, text in lights:
            assert text.startswith(signs.get(name.split()[-1], ("—",))), (path, text)


def test_the_tab_leads_to_the_page_and_its_lines_to_tasks_and_units(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.locator(".site-tabs").get_by_role("link", name="进展").click()
    expect(page.locator("h1")).to_have_text("进展")
    expect(page.locator(".as-of")).to_contain_text("截至 2024年1月5日（报送日期）")
    overdue = page.locator("#overdue + table tbody tr").first
    expect(overdue).to_contain_text("新建水厂2座")
    expect(overdue).to_contain_text("2023年底前")
    overdue.get_by_role("link", name="县水利局").click()
    expect(page.locator("h1")).to_have_text("县水利局")
    page.go_back()
    page.locator("#overdue + table tbody a.task").first.click()
    expect(page.locator("h1")).to_contain_text("保障农村供水")


def test_the_history_is_folded_until_it_is_asked_for(page: Page, site: Path) -> None:
    page.goto((site / KINDS["task"]).as_uri())
    older = page.get_by_text("2023年9月30日 县水利局").first
    expect(older).to_be_hidden()
    page.locator(".history summary").first.click()
    expect(older).to_be_visible()


def test_the_trend_is_drawn_with_its_numbers_and_a_table_behind(page: Page, site: Path) -> None:
    page.goto((site / KINDS["progress"]).as_uri())
    picture = page.locator("figure.trend")
    columns = picture.locator("text").all_text_contents()
    assert "24-01-05" in columns
    assert picture.locator("rect").count() >= 5
    rows = page.locator("figure.trend + table tbody tr")
    assert rows.count() == len(DAYS) + 1
    assert picture.evaluate("figure => figure.scrollWidth <= figure.clientWidth")


def test_the_matrix_is_narrowed_by_light_in_its_address_and_exported_with_it(page: Page, site: Path) -> None:
    page.goto((site / KINDS["matrix"]).as_uri())
    page.locator("select[name=light]").select_option("red")
    rows = page.locator("tr[data-task]:not(.part):visible")
    assert rows.count() >= 1
    assert {rows.nth(index).get_attribute("data-light") for index in range(rows.count())} == {"red"}
    assert page.url.endswith("#light=red")
    assert rows.first.locator("th .light").inner_text().startswith("✕")
    sheet = exported(page)
    assert any("✕" in str(cell) for row in values(sheet) for cell in row)
    page.get_by_role("button", name="清除").click()
    page.wait_for_timeout(100)
    assert rows.count() == 6


def test_progress_is_narrowed_to_a_unit_by_keyboard_and_by_address(page: Page, site: Path) -> None:
    page.goto((site / KINDS["progress"]).as_uri())
    units, chosen = page.locator("#units + table tbody tr:visible"), page.locator("select[name=unit]")
    all_units = units.count()
    overdue = page.locator("#overdue ~ table tbody tr:visible")
    assert overdue.count() == 1
    chosen.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.url.endswith(f"#unit={chosen.input_value()}")
    expect(units).to_have_count(1)
    for heading in ("#trend", "#chapters", ".numbers"):
        expect(page.locator(heading)).to_be_hidden()
    page.goto((site / KINDS["progress"]).as_uri() + "#unit=slj")
    page.reload()
    expect(page.locator("#overdue")).to_have_text("逾期未完成（1 项）")
    expect(overdue.locator(".units")).to_have_text("县水利局")
    expect(page.locator(".filters output")).to_have_text("显示 1 / 1 条")
    chosen.select_option("jyj")
    expect(page.locator("#overdue")).to_be_hidden()
    page.get_by_role("button", name="清除").click()
    expect(units).to_have_count(all_units)
    expect(page.locator("#trend")).to_be_visible()


@pytest.mark.parametrize("kind", ["progress", "task", "unit", "targets"])
def test_prints_with_signs_and_words_and_without_the_history(page: Page, site: Path, kind: str) -> None:
    page.goto((site / KINDS[kind]).as_uri())
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    text = plain("".join(sheet.extract_text() for sheet in printed.pages))
    assert "截至2024年1月5日(报送日期)" in text
    assert "✕" in text
    if kind in ("task", "unit"):
        assert "以前报送的" in text
        assert "2023年6月30日" not in text
    if kind == "progress":
        assert "逾期未完成" in text
        assert "县水利局" in text


def test_readable_without_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto((site / KINDS["progress"]).as_uri())
    expect(page.locator("figure.trend svg")).to_be_visible()
    expect(page.locator("#units + table")).to_contain_text("县水利局")
    expect(page.locator(".filters")).to_be_hidden()
    page.goto((site / KINDS["matrix"]).as_uri())
    expect(page.locator("tr[data-light=red] th").first).to_contain_text("✕")
    context.close()
