"""How pages look in a real browser: what stands on which line, what is shortened, what colours alone would say."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .support.browsing import KINDS, PHONE, WIDE, bases, browser, folder, page

__all__ = ["bases", "browser", "folder", "page"]

pytestmark = pytest.mark.browser


def boxes(page: Page, selector: str) -> list[dict[str, float]]:
    """Where each element of ``selector`` is, to a hundredth of a pixel."""
    found: Any = page.locator(selector).evaluate_all(
        """all => all.map((element) => {
          const box = element.getBoundingClientRect();
          const sides = ["left", "right", "top", "bottom", "width", "height"];
          return Object.fromEntries(sides.map((side) => [side, Math.round(box[side] * 100) / 100]));
        })"""
    )
    return list(found)


# ---------------------------------------------------------------- the timeline


def test_timeline_stands_on_its_lines(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + KINDS["deadlines"])
    heads = boxes(page, ".timeline .years div:last-child")
    spans = boxes(page, ".timeline .span")
    assert {(head["left"], head["width"]) for head in heads} == {
        (span["left"], span["width"]) for span in spans
    }
    ticks = boxes(page, ".timeline.dated .years span")
    assert [tick["left"] for tick in ticks] == pytest.approx(
        [heads[0]["left"] + heads[0]["width"] * number / 5 for number in range(5)], abs=0.1
    )
    (year_end,) = boxes(page, ".timeline.dated li:first-child .span i")
    assert year_end["right"] == pytest.approx(ticks[1]["left"], abs=0.1)
    assert max(row["height"] for row in boxes(page, ".timeline li")) <= 42
    expect(page.locator(".bars li")).to_have_text(
        ["写明日期：右端为最后一天，未写明起始的自成文之日起", "当年或每年", "时期之内", "截至 2022年3月1日"]
    )


@pytest.mark.parametrize("width", [WIDE["width"], 768, PHONE["width"]])
def test_a_shortened_deadline_is_told_in_full_when_unfolded(
    browser: Browser, bases: dict[str, str], width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(bases["file"] + KINDS["deadlines"])
    for opened in (False, True):
        apart: Any = page.locator(".timeline summary").evaluate_all(
            """all => all.every((summary) => {
              const inner = [...summary.children].map((part) => part.getBoundingClientRect());
              return inner.every((a, i) => inner.every((b, j) => i >= j
                || a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1));
            })"""
        )
        assert apart, opened
        assert all(when["height"] < 45 for when in boxes(page, ".timeline .when")), opened
        cut = page.locator(".timeline .matter").evaluate_all(
            "all => all.map(one => one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight + 4)"
        )
        if opened:
            assert not any(cut)
        else:
            assert any(cut) or width == 768
            for summary in page.locator(".timeline summary").all():
                summary.click()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_timeline_without_colours(browser: Browser, bases: dict[str, str], scheme: Any) -> None:
    """Where the system forces its colours, every bar still stands out from the page."""
    context = browser.new_context(viewport=WIDE, color_scheme=scheme, forced_colors="active")
    page = context.new_page()
    page.goto(bases["file"] + KINDS["deadlines"])
    styles = page.locator(".timeline .span i, .bars i").evaluate_all(
        """all => all.map((bar) => {
          const [own, around] = [getComputedStyle(bar), getComputedStyle(document.body)];
          return [own.borderLeftStyle !== "none" && own.borderLeftWidth !== "0px", own.borderLeftColor, around.backgroundColor];
        })"""
    )
    assert styles
    assert all(drawn and colour != behind for drawn, colour, behind in styles)
    words = page.locator(".page .status").evaluate_all("all => all.map(one => getComputedStyle(one).color)")
    assert words
    assert styles[0][2] not in words
    context.close()


# ---------------------------------------------------------------- the contents of a long page


def test_contents_stand_beside_a_wide_page_and_are_folded_on_a_phone(
    browser: Browser, bases: dict[str, str]
) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto(bases["file"] + KINDS["document"])
    contents = page.locator(".contents ul")
    (beside,), (text,) = boxes(page, ".contents ul"), boxes(page, ".official")
    assert text["right"] < beside["left"] < beside["right"] < WIDE["width"]
    contents.get_by_role("link", name="三、", exact=False).first.click()
    heading = page.locator("#sec-3")
    expect(heading).to_be_in_viewport()
    expect(contents).to_be_in_viewport()
    page.set_viewport_size(PHONE)
    expect(contents).to_be_hidden()
    page.locator(".contents summary").click()
    expect(contents).to_be_visible()
    context.close()


def test_contents_of_a_narrowed_list(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + KINDS["tasks"] + "#unit=shuiwj")
    shown = page.locator(".contents li:visible")
    groups = page.locator("section[data-group]:visible")
    expect(groups).to_have_count(3)
    assert shown.filter(has_text="（五）做好基础设施衔接").count() == 1
    shown.filter(has_text="（五）做好基础设施衔接").locator("a").click()
    expect(groups).to_have_count(3)
    expect(page.locator("select[name=unit]")).to_have_value("shuiwj")


# ---------------------------------------------------------------- who works with whom


@pytest.mark.parametrize("width", [WIDE["width"], 900, 768, PHONE["width"], 320])
def test_names_of_units_that_cooperate_can_be_read(
    browser: Browser, bases: dict[str, str], width: int
) -> None:
    """Around the circle, or beside the bows where that would make them too small."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(bases["file"] + KINDS["cooperation"])
    drawing = page.locator(".cooperation figure:visible")
    expect(drawing).to_have_count(1)
    names = boxes(page, ".cooperation figure:visible a[data-unit]")
    assert len(names) == 30
    assert all(name["left"] >= 0 and name["right"] <= width for name in names)
    letters: Any = drawing.locator("text, li a").evaluate_all(
        """all => all.map((name) => parseFloat(getComputedStyle(name).fontSize) * (name.getScreenCTM?.().a ? Math.hypot(
          name.getScreenCTM().a, name.getScreenCTM().b) : 1))"""
    )
    assert min(letters) >= 11
    kinds = page.locator(".cooperation .legend span").evaluate_all(
        "all => all.map(one => one.getClientRects().length)"
    )
    assert set(kinds) == {1}
    context.close()


def test_bows_join_the_rows_of_their_units(browser: Browser, bases: dict[str, str]) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(bases["file"] + KINDS["cooperation"])
    (rows,), (drawing,) = boxes(page, ".bows ul"), boxes(page, ".bows svg")
    assert (rows["top"], rows["bottom"]) == (drawing["top"], drawing["bottom"])
    unit = page.locator(".bows a[data-unit=shuiwj]")
    unit.focus()
    assert page.locator(".bows path.on").count() == page.locator(".bows path[data-ends~=shuiwj]").count() > 0
    context.close()


# ---------------------------------------------------------------- tables


@pytest.mark.parametrize("width", [WIDE["width"], 768])
@pytest.mark.parametrize("kind", ["unit", "town", "targets", "deliverables", "gaps"])
def test_tables_of_a_page_have_the_same_columns(
    browser: Browser, bases: dict[str, str], kind: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(bases["file"] + KINDS[kind])
    columns: Any = page.locator("table.ledger").evaluate_all(
        """all => all.map((table) => {
          const rows = [...table.rows].filter((row) => row.offsetHeight && !row.classList.contains("text"));
          const cells = rows.flatMap((row) => [...row.cells]).map((cell) => cell.getBoundingClientRect());
          return [[...new Set(cells.map((box) => Math.round(box.left)))], Math.min(...cells.map((box) => box.width))];
        })"""
    )
    starts = [set(lefts) for lefts, _ in columns]
    most = max(starts, key=len)
    assert all(start <= most for start in starts)
    assert min(narrowest for _, narrowest in columns) >= 90
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_stands_out_of_its_place(page: Page, bases: dict[str, str], kind: str) -> None:
    """No word of a table or list runs over its neighbour, on a page of any width; the empty half of a last bracket may."""
    page.goto(bases["file"] + KINDS[kind])
    for width in (WIDE["width"], 768, PHONE["width"], 320):
        page.set_viewport_size({"width": width, "height": 900})
        wide = page.locator(".page :is(th, td, li, dt, dd, p, summary)").evaluate_all(
            """all => all.filter((place) => place.clientWidth && place.scrollWidth > place.clientWidth + 10
              && !place.closest("table.matrix, .timeline summary, details:not([open])")).map((place) => place.textContent.slice(0, 40))"""
        )
        assert wide == [], width


def test_a_long_time_adds_no_empty_line(page: Page, bases: dict[str, str]) -> None:
    """Beside a time that takes two lines what is due goes on line by line, as far to the left as it began."""
    page.goto(bases["file"] + "units/sanjiang.html")
    lines: Any = page.locator("ul.due li:has(.matter)").evaluate_all(
        """all => all.map((line) => {
          const label = line.querySelector(".when"), words = line.querySelector(".matter");
          words.textContent = words.textContent.repeat(9);
          label.textContent = "2022年";
          const short = line.clientHeight;
          label.textContent = "2022年10月1日—2023年3月31日";
          const lefts = [line.querySelector("a"), words].map((each) => Math.min(...[...each.getClientRects()].map((box) => box.left)));
          return { more: line.clientHeight - short, lines: label.getClientRects()[0].height / 24, lefts };
        })"""
    )
    assert all(line["lines"] > 1.5 and line["more"] == 0 for line in lines)
    assert len({round(left) for line in lines for left in line["lefts"]}) == 1
