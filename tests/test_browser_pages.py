"""Every kind of page in a real browser: accessible, self-contained, fitting, printable."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from .conftest import POLICY, SMALL, copy_project, read, write
from .support.browsing import (
    KINDS,
    PHONE,
    WIDE,
    ZOOMED,
    Watched,
    bases,
    browser,
    folder,
    page,
    plain,
    problems,
)
from .support.hostile import HOSTILE_REVISIONS, TAIL, around, hostile
from .support.reporting_round import round_of_reports

__all__ = ["bases", "browser", "folder", "page"]

Scheme = Literal["light", "dark"]
PALETTES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
every_look = pytest.mark.parametrize(
    ("viewport", "scheme"),
    [
        pytest.param(WIDE, "light", id="wide-light"),
        pytest.param(PHONE, "dark", id="phone-dark"),
        pytest.param(WIDE, "dark", id="wide-dark", marks=pytest.mark.long),
        pytest.param(PHONE, "light", id="phone-light", marks=pytest.mark.long),
    ],
)
"""Both widths in both palettes; the gate sees each width and each palette once."""

pytestmark = pytest.mark.browser


# ---------------------------------------------------------------- every page


def test_no_kind_of_page_asks_a_network_or_complains(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport=WIDE)
    watched = Watched(context)
    for path in KINDS.values():
        watched.page.goto((folder / path).as_uri(), wait_until="load")
    context.close()
    assert watched.faults == []


def test_harm_in_the_data_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    small_files = read(SMALL)
    write(small_files, tmp_path / "former")
    reported = round_of_reports(hostile(small_files, POLICY), "2023-06-30", "2023-12-20", words=TAIL)
    files = {**reported, "revisions.yml": HOSTILE_REVISIONS}
    done = project.run("site", "--project", ".", "--tasks", str(write(files, tmp_path / "hostile")))
    assert done.returncode == 0, done.stdout + done.stderr
    context = browser.new_context(viewport=WIDE)
    watched = Watched(context)
    site = project.root / "site"
    for path in sorted(set(site.rglob("*.html")) - {site / "404.html"}):
        watched.page.goto(path.as_uri(), wait_until="load")
        assert watched.page.evaluate("window.pwned") is None, path
    watched.page.goto((site / "units/slj.html").as_uri())
    expect(watched.page.locator("h1")).to_have_text(around("县水利局"))
    watched.page.locator(".md-search__input").fill("pwned")
    watched.page.wait_for_selector(".md-search-result__item a")
    assert watched.page.evaluate("window.pwned") is None
    context.close()
    assert watched.faults == []


HARM = """const put = (html) => document.body.insertAdjacentHTML("beforeend", html);
put("<img src=x onerror='window.pwned=1'><svg onload='window.pwned=1'></svg><a id=harm href='javascript:window.pwned=1'>x</a>");
const script = document.createElement("script");
script.textContent = "window.pwned=1";
document.body.append(script);
document.getElementById("harm").click();"""


@pytest.mark.parametrize("base", ["http", "file"])
def test_markup_that_got_into_a_page_would_still_not_run(
    browser: Browser, bases: dict[str, str], base: str
) -> None:
    """The content security policy, with the page's own scripts at work; without it the same markup runs."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(bases[base] + KINDS["unit"])
    expect(page.locator("html")).to_have_class(re.compile("scripted"))
    page.evaluate(HARM)
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None
    page.goto("about:blank")
    page.evaluate(HARM)
    assert page.evaluate("window.pwned") == 1
    context.close()


def test_no_page_holds_a_script_of_its_own(folder: Path) -> None:
    """But 404.html, which cannot know where the site's files are, and holds no word of the data."""
    for path in set(folder.rglob("*.html")) - {folder / "404.html"}:
        text = path.read_text(encoding="utf-8")
        assert 'http-equiv="Content-Security-Policy"' in text
        assert re.findall(r"<script(?! src=| id=\"__config\" type=\"application/json\")", text) == [], path


@pytest.mark.parametrize("kind", KINDS)
def test_no_sideways_scrolling(browser: Browser, bases: dict[str, str], kind: str) -> None:
    """On a phone; on a wide screen zoomed to 200 %; in large type."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(bases["file"] + KINDS[kind])
    page.add_style_tag(content="*{transition:none!important}")
    for viewport, large in ((PHONE, False), (ZOOMED, False), (PHONE, True), (WIDE, True)):
        page.set_viewport_size(viewport)
        if large and not page.locator("html.large").count():
            page.get_by_role("button", name="大字").click()
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"], (kind, viewport, large)
    context.close()


@every_look
@pytest.mark.parametrize("kind", KINDS)
def test_accessible(
    browser: Browser, bases: dict[str, str], kind: str, viewport: ViewportSize, scheme: Scheme
) -> None:
    context = browser.new_context(viewport=viewport, color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(bases["http"] + KINDS[kind])
    page.add_style_tag(content="*{transition:none!important}")
    page.wait_for_selector(f"body[data-md-color-scheme={PALETTES[scheme]}]")
    page.wait_for_timeout(100)
    assert problems(page) == []
    context.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_accessible_when_opened(browser: Browser, bases: dict[str, str], viewport: ViewportSize) -> None:
    """The page for a wrong address in the dark, and what is folded."""
    context = browser.new_context(viewport=viewport, color_scheme="dark", reduced_motion="reduce")
    page = context.new_page()
    page.goto(bases["http"] + "404.html")
    assert problems(page) == []
    page.goto(bases["http"] + KINDS["deadlines"])
    page.locator(".page details").evaluate_all("all => { for (const one of all) one.open = true; }")
    assert problems(page) == []
    context.close()


@pytest.mark.parametrize("kind", ["home", "unit", "task", "matrix", "deadlines"])
def test_readable_without_script(browser: Browser, bases: dict[str, str], kind: str) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(bases["file"] + KINDS[kind])
    expect(page.locator("h1")).to_be_visible()
    if kind == "home":
        expect(page.get_by_text("区水务局", exact=True)).to_be_visible()
        expect(page.locator(".finder input")).to_be_hidden()
    if kind == "matrix":
        expect(page.locator(".filters")).to_be_hidden()
        assert page.locator("tr.part:visible").count() == 4
    context.close()


# ---------------------------------------------------------------- paper


A4, A3 = (210, 297), (420, 297)
SHEETS = {
    "home": range(1, 5),
    "units": range(2, 4),
    "unit": range(2, 11),
    "task": range(1, 3),
    "parts": range(1, 3),
    "matrix": range(1, 4),
    "deadlines": range(2, 6),
    "targets": range(3, 10),
    "gaps": range(2, 8),
    "document": range(12, 30),
    "cooperation": range(2, 8),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_prints(page: Page, bases: dict[str, str], kind: str) -> None:
    page.goto(bases["file"] + KINDS[kind])
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(printed.pages) in SHEETS[kind]
    for number, sheet in enumerate(printed.pages, 1):
        box = sheet.mediabox
        size = tuple(round(float(side) * 25.4 / 72) for side in (box.width, box.height))
        assert size == (A3 if kind == "matrix" else A4)
        text = plain(sheet.extract_text())
        assert f"第{number}页共{len(printed.pages)}页" in text
        if kind != "home":
            assert "美发〔2021〕7号" in text
        assert "查找单位" not in text
    if kind == "unit":
        assert "区农业农村局" in plain(printed.pages[-1].extract_text())
    if kind == "units":
        assert all("牵头" in plain(sheet.extract_text()) for sheet in printed.pages)
    if kind == "matrix":
        assert all("灵" in plain(sheet.extract_text()) for sheet in printed.pages)
