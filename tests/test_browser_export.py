"""The matrix as an Excel file that the browser makes of what is shown."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page
from pypdf import PdfReader

from .support.browsing import bases, browser, folder, page

__all__ = ["bases", "browser", "folder", "page"]

pytestmark = pytest.mark.browser


def exported(page: Page) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="导出 Excel").click()
    assert download.value.suggested_filename == "责任矩阵.xlsx"
    return Path(download.value.path()).read_bytes()


def sheet(content: bytes) -> Worksheet:
    opened = load_workbook(io.BytesIO(content)).active
    assert isinstance(opened, Worksheet)
    return opened


def values(content: bytes) -> list[list[object]]:
    return [[cell or "" for cell in row] for row in sheet(content).iter_rows(values_only=True)]


def plain_task(text: str) -> str:
    """A task's number and title, with its status, without spaces, brackets and what unfolds its parts."""
    return re.sub(r"[\s（）]|展开\d+个部分", "", text.replace(" ", ""))


@pytest.mark.parametrize("base", ["http", "file"])
def test_what_is_shown_is_exported(page: Page, bases: dict[str, str], base: str) -> None:
    page.goto(bases[base] + "matrix/index.html#unit=jyj,shuiwj&role=lead&sort=lead")
    content = exported(page)
    lines = values(content)
    assert lines[0][0] == "美发〔2021〕7号 任务与单位对照"
    assert "★ 牵头单位" in str(lines[1][0])
    assert "单位：区教育局、区水务局；角色：★ 牵头单位；排列：单位按牵头任务数；显示 " in str(lines[1][0])
    heads = page.locator("thead tr:nth-child(2) th:visible").all_inner_texts()
    assert lines[3] == ["序号", "任务", *heads]
    shown = page.locator(".matrix tbody tr:visible, .matrix tfoot tr:visible").evaluate_all(
        """rows => rows.map((row) => [...row.cells].filter((cell) => cell.offsetWidth).map((cell) => cell.innerText.trim()))"""
    )
    assert len(lines) == 4 + len(shown)
    for line, cells in zip(lines[4:], shown, strict=True):
        if len(cells) == 1:
            assert line[0] == cells[0]
            continue
        assert [str(value) for value in line[2:]] == cells[1:]
        task = "".join(map(str, line[:2]))
        assert plain_task(task) == plain_task(cells[0].partition("\n")[0])
    assert [row[0] for row in lines if str(row[1]).startswith("增强农村水网建设")] == [33], (
        "a number, which sorts as one"
    )
    assert exported(page) == content, "the same table is the same file"


def test_the_whole_matrix_is_exported(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    page.get_by_role("button", name="展开 4 个部分").click()
    lines = values(exported(page))
    assert len(lines[0]) == 2 + 39
    assert [line[0] for line in lines if str(line[0]).startswith("2")] == [
        2,
        "2（1）",
        "2（2）",
        "2（3）",
        "2（4）",
        *range(20, 30),
    ]
    assert sum(line.count("★") for line in lines[4:]) == page.locator("td.lead:visible").count()


def test_an_export_prints_on_wide_sheets_with_its_heads(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    opened = sheet(exported(page))
    assert (opened.page_setup.paperSize, opened.page_setup.orientation) == (8, "landscape")
    assert opened.sheet_properties.pageSetUpPr is not None
    assert opened.sheet_properties.pageSetUpPr.fitToPage
    assert (opened.print_title_rows, opened.print_title_cols) == ("$1:$4", "$A:$B")
    assert opened.freeze_panes == "C5"


@pytest.mark.office
def test_a_real_office_opens_the_export(page: Page, bases: dict[str, str], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI 要有 LibreOffice"
        pytest.skip("没有 LibreOffice")
    page.goto(bases["file"] + "matrix/index.html#unit=jyj,shuiwj")
    (tmp_path / "matrix.xlsx").write_bytes(exported(page))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for form in ("csv:Text - txt - csv (StarCalc):44,34,76", "pdf"):
        command = [office, profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path)]
        subprocess.run(
            [*command, str(tmp_path / "matrix.xlsx")], check=True, timeout=180, capture_output=True
        )
    assert "7,巩固饮水安全成果,,★" in (tmp_path / "matrix.csv").read_text(encoding="utf-8")
    (printed,) = PdfReader(tmp_path / "matrix.pdf").pages
    assert (
        round(float(printed.mediabox.width) / 72 * 25.4),
        round(float(printed.mediabox.height) / 72 * 25.4),
    ) == (420, 297)


FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "＝1", " =1", "\t1", "<b>&\"'", "a\u0000\u0008b", "😀")


def test_no_text_becomes_a_formula(page: Page, bases: dict[str, str]) -> None:
    page.goto(bases["file"] + "matrix/index.html")
    content = page.evaluate(
        """async (texts) => {
          const rows = texts.map((value) => ({ cells: [{ value }, { value: 1 }] }));
          const blob = xlsx({ name: "a[b]:c*?/d'<&", rows, widths: [20, 5], frozen: 1, across: 1 });
          return [...new Uint8Array(await blob.arrayBuffer())];
        }""",
        list(FORMULAS),
    )
    opened = sheet(bytes(content))
    assert opened.title == "a b  c   d <&"
    cells = [row[0] for row in opened.iter_rows()]
    assert [cell.value for cell in cells] == [
        text.replace("\u0000", "").replace("\u0008", "") for text in FORMULAS
    ]
    assert {cell.data_type for cell in cells} == {"s"}, "never a formula"
    assert [bool(cell.quotePrefix) for cell in cells] == [True] * 7 + [False] * 3
    assert [row[1].value for row in opened.iter_rows()] == [1] * len(FORMULAS)
