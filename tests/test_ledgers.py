"""The Excel and Word files, opened as other programs open them and compared with the JSON export."""

from __future__ import annotations

import datetime
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from responsibility.model.dates import PartialDate
from responsibility.outputs.downloads import downloads
from responsibility.outputs.flat_table import Percent, Table
from responsibility.outputs.json_data import export
from responsibility.outputs.registry import FORMATS
from responsibility.outputs.xlsx_writer import A4, Book, row_height

from .conftest import REAL, SMALL, Compiled, compiled, read

Row = dict[str, Any]
DAY = datetime.date(2023, 3, 10)


@pytest.fixture(scope="module")
def files(compiled_real: Compiled) -> dict[str, bytes]:
    return downloads(compiled_real.site, ("xlsx", "docx"))


@pytest.fixture(scope="module")
def exported(compiled_real: Compiled) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(compiled_real.site))
    return found


@pytest.fixture(scope="module")
def ledger(files: dict[str, bytes]) -> Workbook:
    return opened(files["downloads/ledger-meifa-2021-7.xlsx"])


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def sheet(book: Workbook, name: str) -> Worksheet:
    found = book[name]
    assert isinstance(found, Worksheet)
    return found


def rows(sheet: Worksheet, header: int = 1) -> list[Row]:
    """The rows below a header row; in a ledger, headings across the sheet are left out."""
    names, *others = sheet.iter_rows(min_row=header, values_only=True)
    return [
        dict(zip(map(str, names), row, strict=True)) for row in others if header == 1 or row[1] is not None
    ]


def links(sheet: Worksheet) -> dict[str, str]:
    """Where the cells of a sheet link to."""
    cells = (cell for row in sheet.iter_rows() for cell in row if isinstance(cell, Cell) and cell.hyperlink)
    return {cell.coordinate: str(cell.hyperlink.location) for cell in cells if cell.hyperlink}


# ---------------------------------------------------------------- the plan's ledger


def test_the_ledger_has_every_task_and_part_once(ledger: Workbook, exported: dict[str, Any]) -> None:
    found = rows(sheet(ledger, "台账"), 3)
    expected = []
    for task in exported["tasks"]:
        behind = [{**task, "text": task["closing"]}] * bool(task["closing"])
        expected += [(task, item) for item in (task["parts"] or [task]) + behind]
    assert len(found) == len(expected) == 68
    for row, (task, item) in zip(found, expected, strict=True):
        assert row["任务"] == task["title"]
        assert row["牵头单位"] == ("、".join(item["lead"]) or "文件未明确")
        assert re.sub("等、?", "、", row["责任单位"] or "") == "、".join(item["responsible"])
        assert item["text"].replace("\n", "") in row["原文"]
    assert [row["序号"] for row in found][:6] == [1, "2（1）", "2（2）", "2（3）", "2（4）", 3]


def test_the_ledger_says_what_the_json_says(ledger: Workbook, exported: dict[str, Any]) -> None:
    found = {row["序号"]: row for row in rows(sheet(ledger, "台账"), 3)}
    tasks = {task["id"]: task for task in exported["tasks"]}
    assert found[33]["完成时限"] == "2021年底：完成大致坡镇、三江镇域污水处理厂项目建设并通水试运行"
    assert found[1]["备注"] == "仅列责任单位，未明确牵头单位"
    assert "读作" in found[6]["备注"]
    for number in (5, 36, 46):
        assert len(found[number]["目标指标"].split("\n")) == len(tasks[str(number)]["targets"])
    assert found["2（3）"]["完成时限"].startswith("过渡期内")
    assert found["2（1）"]["完成时限"] == "未明确时限"
    brand = [number for number, line in found.items() if "特色乡村旅游品牌（项目）" in (line["成果"] or "")]
    assert brand == ["43（1）"], "what is said before the parts stands where its words do, once"


def test_the_ledger_is_made_as_an_office_makes_it(ledger: Workbook) -> None:
    page = sheet(ledger, "台账")
    names = [cell.value for cell in page[3]]
    assert names == [
        *("序号", "任务", "原文", "牵头单位", "责任单位", "文件点名的领导"),
        *("完成时限", "目标指标", "成果"),
        "备注",
    ]
    assert "A1:J1" in {str(one) for one in page.merged_cells.ranges}
    assert str(page["A2"].value) == "美发〔2021〕7号　2021年8月17日"
    assert page.freeze_panes == "C4"
    assert page.print_title_rows == "$3:$3"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 8)
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddFooter is not None
    assert page.oddFooter.center.text == "第&P页 共&N页"
    assert page.auto_filter.ref == f"A3:J{page.max_row}"
    lines = {row for row in range(4, page.max_row + 1) if page.cell(row, 2).value}
    numbers = [page.cell(row, 1) for row in lines]
    assert not [cell.value for cell in numbers if isinstance(cell.value, str) and cell.value.isdecimal()]


def test_headings_stand_over_their_tasks(ledger: Workbook) -> None:
    page = sheet(ledger, "台账")
    headings = [
        row[0].value for row in page.iter_rows(min_row=4) if isinstance(row[0], Cell) and row[1].value is None
    ]
    assert headings[0] == "一、建立健全巩固拓展脱贫攻坚成果长效机制"
    assert headings[1] == "（一）保持主要帮扶政策总体稳定"
    assert headings[-1] == "四、全面加强党的集中统一领导"


def test_every_task_of_the_matrix_links_to_its_line(ledger: Workbook, compiled_real: Compiled) -> None:
    page, lines = sheet(ledger, "任务矩阵"), sheet(ledger, "台账")
    found = links(page)
    (policy,) = compiled_real.site.policies
    assert len(found) == sum(len(rows) for _, rows in policy.matrix.chapters)
    for place, target in found.items():
        row = lines[target.removeprefix("'台账'!")].row
        number = page.cell(page[place].row, 1).value
        line = lines.cell(row, 1).value
        assert line == number or line == f"{number}（1）"


def test_the_matrix_carries_the_marks_of_the_site(ledger: Workbook, compiled_real: Compiled) -> None:
    page = sheet(ledger, "任务矩阵")
    (policy,) = compiled_real.site.policies
    marks: dict[str, int] = {}
    for row in page.iter_rows(min_row=3, min_col=3, values_only=True):
        for value in row:
            if isinstance(value, str):
                marks[value] = marks.get(value, 0) + 1
    expected = {"★": 0, "●": 0, "○": 0}
    for _, matrix_rows in policy.matrix.chapters:
        for one in matrix_rows:
            for mark in one.marks.values():
                expected[{"lead": "★", "responsible": "●", "through": "○"}[mark]] += 1
    assert marks == expected


def test_dates_numbers_and_percentages_are_typed(ledger: Workbook) -> None:
    deadlines = {row["序号"]: row for row in rows(sheet(ledger, "时限"))}
    assert deadlines[33]["截止日期"] == datetime.datetime(2021, 12, 31)
    assert deadlines[32]["截止日期"] == datetime.datetime(2022, 5, 31), "the safe day of two"
    assert deadlines[32]["日期说明"] == "原文可读作5月31日或6月30日，先按前一日掌握"
    assert deadlines[33]["日期说明"] is None
    assert deadlines[40]["期限长度"] == "3年"
    page = sheet(ledger, "指标")
    names = [cell.value for cell in page[1]]
    cells = {
        str(row[names.index("指标")].value): row[names.index("数值")] for row in page.iter_rows(min_row=2)
    }
    rate = next(cell for name, cell in cells.items() if "公共厕所" in name)
    assert (rate.value, rate.number_format) == (0.7, "0%")
    assert all(cell.value is None or isinstance(cell.value, int | float) for cell in cells.values())


def test_flat_sheets_filter(ledger: Workbook, exported: dict[str, Any]) -> None:
    for name, number in (("时限", 16), ("待明确事项", len(exported["gaps"])), ("单位", 39)):
        page = sheet(ledger, name)
        assert page.auto_filter.ref is not None
        assert page.freeze_panes == "A2"
        assert page.max_row == number + 1
        assert page.auto_filter.ref.endswith(str(number + 1))


# ---------------------------------------------------------------- units


def test_a_units_workbook_holds_just_its_duties(files: dict[str, bytes], compiled_real: Compiled) -> None:
    for view in compiled_real.site.units:
        page = sheet(opened(files[f"downloads/units/{view.unit.id}.xlsx"]), "台账")
        assert len(rows(page, 3)) == sum(len(duty.item_views) for duty in view.duties)
    page = sheet(opened(files["downloads/units/shuiwj.xlsx"]), "台账")
    assert page["A1"].value == "区水务局责任清单"
    below = [row[0] for row in page.iter_rows(min_row=5, values_only=True)]
    assert below == ["牵头的任务（2项）", 7, 33, "作为责任单位的任务（1项）", 45]
    assert page.page_setup.paperSize == 8


def test_a_units_letter_holds_its_duties_word_for_word(
    files: dict[str, bytes], compiled_real: Compiled
) -> None:
    for view in compiled_real.site.units:
        document = docx.Document(io.BytesIO(files[f"downloads/units/{view.unit.id}.docx"]))
        cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows[1:]]
        assert len(cells) == sum(len(duty.item_views) for duty in view.duties)
        text = "".join(cell for row in cells for cell in row)
        for duty in view.duties:
            for item in duty.item_views:
                assert item.text.replace("\n", "") + item.clause in text


def test_the_letter_is_laid_out_by_the_standard(files: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(files["downloads/units/shuiwj.docx"]))
    page = document.sections[0]
    measures = (page.page_width, page.page_height, page.top_margin, page.left_margin, page.right_margin)
    assert [round(one.mm) for one in measures if one is not None] == [297, 210, 20, 20, 20]
    texts = [one.text for one in document.paragraphs]
    assert texts[:4] == ["附件", "", "区水务局责任清单", "（美发〔2021〕7号　2021年8月17日）"]
    assert "区水务局承担任务3项，其中牵头2项、作为责任单位1项" in texts[4]
    assert texts[6:] == ["一、牵头的任务（2项）", "二、作为责任单位的任务（1项）"]
    body = document.styles["正文段"]
    assert body.font.size is not None
    assert (body.font.size.pt, body.font.name) == (16, "仿宋")
    for style in (body, document.styles["一级标题"], document.styles["二级标题"]):
        assert style.paragraph_format.first_line_indent == 2 * body.font.size, "GB/T 9704: two characters"
    for table in document.tables:
        properties = [row._tr.trPr for row in table.rows]
        for mark in ("w:cantSplit", "w:tblHeader"):
            marked = [one is not None and one.find(qn(mark)) is not None for one in properties]
            assert marked == [True] + [False] * (len(marked) - 1), "the head is whole and on every page"
    assert "PAGE" in page.footer._element.xml
    assert "PAGE" in page.even_page_footer._element.xml
    facts = document.core_properties
    assert (facts.title, facts.author, facts.created) == (
        "区水务局责任清单",
        "",
        datetime.datetime(2021, 8, 17, tzinfo=facts.created.tzinfo if facts.created else None),
    )


# ---------------------------------------------------------------- safety and sameness


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "{=1}"])
def test_text_stays_text(text: str) -> None:
    book = Book("甲", DAY)
    book.flat("甲", Table("x", "x", (("甲", "string"),), ((text,),)), A4)
    cell = sheet(opened(book.content()), "甲")["A2"]
    assert (cell.data_type, cell.value) == ("s", text)
    assert bool(cell.quotePrefix) == (not text.startswith("{"))


def test_links_and_markup_stay_text() -> None:
    book = Book("甲", DAY)
    texts = ("http://example.com", "<b>&amp;", "internal:'台账'!A1", "a\x0bb")
    book.flat("甲", Table("x", "x", (("甲", "string"),), tuple((one,) for one in texts)), A4, "A&B")
    page = sheet(opened(book.content()), "甲")
    assert [page.cell(row, 1).value for row in (2, 3, 4)] == list(texts[:3])
    assert not links(page)


def test_cells_keep_their_types() -> None:
    columns = (("起", "start"), ("止", "end"), ("率", "number"))
    row = (PartialDate(2022, 6), PartialDate(2022, 6), Percent("12.5"))
    book = Book("甲", DAY)
    book.flat("甲", Table("x", "x", columns, (row,)), A4)  # type: ignore[arg-type]
    first, last, rate = sheet(opened(book.content()), "甲")[2]
    assert (first.value, last.value) == (datetime.datetime(2022, 6, 1), datetime.datetime(2022, 6, 30))
    assert first.number_format == "yyyy年m月"
    assert (rate.value, rate.number_format) == (0.125, "0.0#%")


def test_rows_are_as_tall_as_their_text() -> None:
    assert row_height(["字"], [10]) < row_height(["字" * 20], [10]) < row_height(["字" * 40], [10])
    assert row_height(["a" * 8], [10]) == row_height(["字"], [10])
    assert row_height(["甲\n乙\n丙"], [10]) > row_height(["甲乙"], [10])
    assert row_height(["字" * 9999], [10]) == 409


def test_the_same_bytes_whatever_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    def made() -> dict[str, bytes]:
        return downloads(compiled(read(SMALL)).site, tuple(FORMATS))

    before = made()
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2096, 10, 2, 7, 6, 40, 1, 276, 0))
    assert made() == before


def test_zips_carry_no_clock(files: dict[str, bytes]) -> None:
    for content in files.values():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.slow
def test_a_second_policy_gets_a_ledger_of_its_own_and_units_one_of_both(tmp_path: Path) -> None:
    from benchmarks.bench import copies

    site = compiled(read(copies(tmp_path / "tasks", 2))).site
    files = downloads(site, ("xlsx", "docx"))
    assert {"downloads/ledger-meifa-2021-7.xlsx", "downloads/ledger-meifa-2021-8.xlsx"} <= set(files)
    page = sheet(opened(files["downloads/units/shuiwj.xlsx"]), "台账")
    assert page["A2"].value == "美发〔2021〕7号、美发〔2021〕8号"
    document = docx.Document(io.BytesIO(files["downloads/units/shuiwj.docx"]))
    heads = [one.text for one in document.paragraphs if one.text.startswith(("一", "二", "（"))]
    assert [head[:3] for head in heads] == [
        "（美发",
        "一、《",
        "（一）",
        "（二）",
        "二、《",
        "（一）",
        "（二）",
    ]


def test_the_real_policy_has_all_its_files(compiled_real: Compiled) -> None:
    assert len(read(REAL)) > 50
    found = downloads(compiled_real.site)
    assert sum(path.endswith(".xlsx") for path in found) == 40
    assert sum(path.endswith(".docx") for path in found) == 39
    assert all(path.isascii() for path in found)
