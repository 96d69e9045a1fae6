"""The form of decisions in a real browser: what units reported beside it, written, withdrawn, undone; harm is text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from .conftest import SMALL, read, write
from .support.browsing import PHONE, browser
from .support.edit_page import (
    HARM,
    Served,
    editing,
    existing_project,
    expect_sound,
    open_policy,
    page,
    to_task,
    wait_for_message,
)
from .support.progress import entry, reported

__all__ = ["browser", "page"]

pytestmark = pytest.mark.browser


@pytest.fixture
def served(page: Page, tmp_path: Path) -> Iterator[Served]:
    root = existing_project(tmp_path / "project")
    report = entry(
        "1",
        "in_progress",
        progress=f"两座水厂均已开工。{HARM}",
        evidence=[f"javascript:window.pwned=1{HARM}"],
    )
    write(reported(read(SMALL), "2023-06-30", "县水利局", report), root / "tasks")
    with editing(root) as served:
        open_policy(page, served)
        to_task(page, 1)
        yield served


def decided(served: Served) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = yaml.load(served.text("decisions.yml"), yaml.BaseLoader)["decisions"]
    return listed


def test_a_deadline_is_extended_and_the_decision_withdrawn(page: Page, served: Served) -> None:
    expect(page.locator("#reporting .reports")).to_contain_text(f"两座水厂均已开工。{HARM}")
    assert page.locator("#reporting .reports a").count() == 0
    form = page.locator("form.decision")
    expect(form.get_by_label("延至")).to_be_hidden()
    assert "成果" in form.get_by_label("对哪一条").inner_text()
    form.get_by_label("决定", exact=True).select_option(label="延期")
    assert "成果" not in form.get_by_label("对哪一条").inner_text()
    form.get_by_label("对哪一条").select_option(label="时限“2023年底前”")
    form.get_by_label("对哪个单位").select_option(label="县水利局")
    form.get_by_label("决定日期").fill("2023-12-20")
    form.get_by_label("延至").fill("2024-03-31")
    form.get_by_label("依据").fill(f" 县政府第12次常务会议纪要{HARM}")
    form.get_by_role("button", name="记下决定").click()
    wait_for_message(page, "延期：任务 1 的时限“2023年底前”")
    assert decided(served) == [
        {
            "task": "1",
            "what": "extended",
            "about": "deadline",
            "quote": "2023年底前",
            "unit": "县水利局",
            "day": "2023-12-20",
            "basis": f"县政府第12次常务会议纪要{HARM}",
            "due": "2024-03-31",
        }
    ]
    expect(page.locator(".decisions li")).to_contain_text(
        "时限“2023年底前”，延至 2024-03-31（只对县水利局，2023-12-20，依据：县政府"
    )
    page.locator(".decisions").get_by_role("button", name="撤回").click()
    page.get_by_role("dialog").get_by_role("button", name="撤回").click()
    wait_for_message(page, "撤回延期")
    assert not (served.policy / "decisions.yml").exists()
    page.get_by_role("button", name="撤销").click()
    wait_for_message(page, "已撤销")
    assert decided(served)[0]["due"] == "2024-03-31"
    assert page.evaluate("window.pwned") is None


def test_what_is_adjusted_has_to_be_said(page: Page, served: Served) -> None:
    form = page.locator("form.decision")
    form.get_by_label("决定", exact=True).select_option(label="调整")
    form.get_by_label("决定日期").fill("2023-12-20")
    form.get_by_label("依据").fill("批示")
    form.get_by_label("说明").fill(" ")
    form.get_by_role("button", name="记下决定").click()
    expect(form.locator("> .wrong")).to_have_text("要填“调整成什么”")
    form.get_by_label("说明").fill("水厂改为一座")
    form.get_by_role("button", name="记下决定").click()
    wait_for_message(page, "调整：任务 1")
    assert decided(served)[0]["words"] == "水厂改为一座"


def test_it_is_sound_wide_and_narrow(page: Page, served: Served) -> None:
    page.locator("form.decision").scroll_into_view_if_needed()
    expect_sound(page)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    expect_sound(page)
