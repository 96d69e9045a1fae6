"""How the Excel and Word files print: the size of their text, their paper, what stands on every page."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet
from pypdf import PdfReader

from responsibility.outputs.downloads import Downloads, downloads

from .conftest import REAL, Compiled, compiled, read
from .support.reporting_round import round_of_reports
from .test_ledgers import opened, sheet


@pytest.fixture(scope="module")
def files(compiled_real: Compiled) -> dict[str, bytes]:
    return downloads(compiled_real.site, ("xlsx", "docx"))


@pytest.fixture(scope="module")
def ledger(files: dict[str, bytes]) -> Workbook:
    return opened(files["downloads/ledger-meifa-2021-7.xlsx"])


PAPERS = {8: 420, 9: 297}
"""The long side of A3 and A4, by the number that Excel has for them."""


def columns(page: Worksheet) -> dict[int, ColumnDimension]:
    """The columns whose width or look is set, by their number; several that are alike are stored as one."""
    spans = [
        (dimension.min or 0, dimension.max or 0, dimension) for dimension in page.column_dimensions.values()
    ]
    return {index: of for first, last, of in spans for index in range(first, last + 1)}


def printed_size(page: Worksheet) -> float:
    """The size in points that Excel prints text of 10 points in, on a page that is one sheet wide."""
    pixels = sum(int(7 * column.width + 0.5) for column in columns(page).values() if not column.hidden)
    paper = PAPERS[page.page_setup.paperSize or 0]
    inches = paper / 25.4 - page.page_margins.left - page.page_margins.right
    return 10 * min(1.0, inches * 96 / pixels)


def test_text_prints_at_nine_points(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        if path.endswith(".xlsx"):
            for page in opened(content).worksheets:
                if page.sheet_state != "visible":
                    continue  # for programs, and never printed
                assert page.title == "任务矩阵" or printed_size(page) >= 9, (path, page.title)


def test_columns_for_programs_are_folded_away(ledger: Workbook) -> None:
    for name, folded in (
        ("时限", ["开始日期", "写有“前”", "所属时期", "周期", "每周期次数", "次数为最低要求", "期限长度"]),
        ("指标", ["数值关系", "数值", "数值上限", "计量单位", "对比基数"]),
        ("成果", []),
    ):
        page = sheet(ledger, name)
        hidden = {index: of for index, of in columns(page).items() if of.hidden}
        assert {of.outlineLevel for of in hidden.values()} <= {1}, "a sign above opens them"
        assert [page.cell(1, index).value for index in hidden] == folded


def test_every_sheet_says_on_paper_what_it_is(ledger: Workbook) -> None:
    for page in ledger.worksheets[1:]:
        header = str(page.oddHeader.center.text if page.oddHeader else "")
        assert header.endswith(f"任务分工台账　{page.title}")


# ---------------------------------------------------------------- a real office


BULLETIN, REMINDER = "bulletin-meifa-2021-7.docx", "units/xczxj.reminder.docx"


@pytest.fixture(scope="module")
def papers() -> dict[str, bytes]:
    """What the supervising office sends out of the real policy when much of it is overdue."""
    reported = compiled(round_of_reports(read(REAL), "2025-12-31", "2031-01-15"))
    return Downloads(reported.site, ("docx",), papers_alone=True).by_path()


@pytest.fixture(scope="module")
def printed(
    files: dict[str, bytes], papers: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, PdfReader]:
    """The ledger, a unit's workbook and its letter, a bulletin and a reminder, printed to PDF by LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        assert not os.environ.get("CI"), "CI 要有 LibreOffice"
        pytest.skip("没有 LibreOffice")
    folder = tmp_path_factory.mktemp("office")
    names = (
        *("ledger-meifa-2021-7.xlsx", "units/shuiwj.xlsx", "units/shuiwj.docx", "units/sanjiang.docx"),
        *(BULLETIN, REMINDER),
    )
    found = {}
    for name in names:
        path = folder / name.replace("/", "-").replace(".", "-", 1)
        path = path.with_name(f"{path.name}.{name.rpartition('.')[2]}")
        path.write_bytes({**files, **papers}[f"downloads/{name}"])
        found[name] = path
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "pdf")]
    subprocess.run([*command, *map(str, found.values())], check=True, timeout=180, capture_output=True)
    return {name: PdfReader(folder / "pdf" / f"{path.stem}.pdf") for name, path in found.items()}


def millimetres(pdf: PdfReader) -> tuple[int, int]:
    box = pdf.pages[0].mediabox
    return round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)


@pytest.mark.office
def test_the_ledger_prints_on_wide_pages(printed: dict[str, PdfReader]) -> None:
    pdf = printed["ledger-meifa-2021-7.xlsx"]
    assert millimetres(pdf) == (420, 297)
    first, last = pdf.pages[0].extract_text(), pdf.pages[-1].extract_text()
    assert "任务分工台账" in first
    assert "第1页" in first
    assert f"共{len(pdf.pages)}页" in first
    assert "目标指标" in pdf.pages[1].extract_text(), "the header row is repeated"
    assert "各镇" in last or "金融机构" in last


@pytest.mark.office
def test_a_units_workbook_prints_on_a3(printed: dict[str, PdfReader]) -> None:
    pdf = printed["units/shuiwj.xlsx"]
    assert millimetres(pdf) == (420, 297)
    assert "区水务局任务进展填报表" in pdf.pages[0].extract_text()
    assert any("区水务局责任清单" in page.extract_text() for page in pdf.pages)


@pytest.mark.office
def test_the_letter_prints_with_page_numbers(printed: dict[str, PdfReader]) -> None:
    pdf = printed["units/shuiwj.docx"]
    assert millimetres(pdf) == (297, 210)
    assert [f"— {number} —" in page.extract_text() for number, page in enumerate(pdf.pages, 1)] == [
        True
    ] * len(pdf.pages)


@pytest.mark.office
def test_the_papers_print_upright_and_whole(printed: dict[str, PdfReader]) -> None:
    for name, most, closing in ((BULLETIN, 6, "特此通报。"), (REMINDER, 2, "特此函告。")):
        pdf = printed[name]
        assert millimetres(pdf) == (210, 297)
        pages = [page.extract_text() for page in pdf.pages]
        assert 1 < len(pages) <= most, name
        assert [f"— {number} —" in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
        assert min(len(page) for page in pages[:-1]) > 250, "no page is half empty"
        assert closing in pages[-1], "the signature never stands alone"


@pytest.mark.office
def test_the_letter_of_a_town_is_short(printed: dict[str, PdfReader]) -> None:
    pdf = printed["units/sanjiang.docx"]
    pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) <= 17, "66 lines of a ledger"
    assert all("目标指标、成果" in page for page in pages[:-1]), "the header row is repeated"
    assert min(len(page) for page in pages[:-1]) > 600, "no page is half empty"
