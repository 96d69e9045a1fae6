"""After a reform: the successor's page, ledger, letter, tables and calendar carry what it took over; the old unit's page leads there."""

from __future__ import annotations

import csv
import io
import json

import docx
import openpyxl
import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.outputs.diff_text import as_text
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.views.revision import diff_view

from .conftest import ROOT, Compiled, compiled

OLD, NEW = "县水利局", "县委办"
BASIS = "县委办〔2024〕1号"
TAKEN = f"承接自{OLD}"


def reformed(files: Files, succeeded_by: str = f"[{NEW}]", more: str = "") -> Files:
    """The registry after ``OLD`` handed its duties on."""
    lines = f"    succeeded_by: {succeeded_by}\n    since: 2024-01-01\n    basis: {BASIS}\n{more}"
    text = files["units.yml"].decode().replace(f"name: {OLD}\n", f"name: {OLD}\n{lines}")
    return {**files, "units.yml": text.encode()}


@pytest.fixture
def reform(small_files: Files) -> Compiled:
    return compiled(reformed(small_files))


def test_both_pages_say_who_took_over_from_whom_since_when_and_why(reform: Compiled) -> None:
    pages = render(reform.site, read_templates(ROOT / "templates"))
    old, new = pages["units/slj.md"], pages["units/xwb.md"]
    assert f"2024年1月1日起，{OLD}的职责由{NEW}承接（依据：{BASIS}）" in old
    assert f"2024年1月1日起，{NEW}承接{OLD}的职责（依据：{BASIS}）" in new
    assert TAKEN not in old
    assert (
        new.count(f'<span class="via">{TAKEN}</span>') == 3
    )  # 1 and 2（1） as lead, 2（2） as responsible unit
    assert '<p class="notice">承接单位：<a class="unit" href="xwb.html">县委办</a></p>' in old
    assert '<p class="notice">原单位：<a class="unit" href="slj.html">县水利局</a></p>' in new
    assert "下载" not in old


def test_a_unit_that_is_only_renamed_is_said_to_be(small_files: Files) -> None:
    site = compiled(reformed(small_files, more="    renamed: true\n")).site
    assert f"2024年1月1日起，{OLD}更名为{NEW}（依据：{BASIS}）" in (show(site, OLD, None, 200) or "")
    assert f"2024年1月1日起，{OLD}更名为{NEW}（依据：{BASIS}）" in (show(site, NEW, None, 200) or "")


def test_of_a_division_each_page_says_its_share(small_files: Files) -> None:
    divided = f"[{NEW}, {{unit: 县教育局, takes: [qinghe-2023-5/2.1]}}]"
    site = compiled(reformed(small_files, divided)).site
    assert f"职责由{NEW}、县教育局（1项）承接" in (show(site, OLD, None, 200) or "")
    assert f"县教育局承接{OLD}的部分职责" in (show(site, "县教育局", None, 200) or "")
    assert f"{TAKEN}" in (show(site, "县教育局", None, 200) or "")


def test_of_a_task_only_the_part_that_was_taken_over_is_said_to_be(small_files: Files) -> None:
    files = reformed(small_files)
    part = files["qinghe-2023-5/02.yml"].decode().replace("[县水利局, 东河镇]", "[县委办, 东河镇]")
    source = files["qinghe-2023-5/source.txt"].decode().replace("县水利局、东河镇", "县委办、东河镇")
    files |= {"qinghe-2023-5/02.yml": part.encode(), "qinghe-2023-5/source.txt": source.encode()}
    [view] = [view for view in compiled(files).site.units if view.unit.name == NEW]
    origins = {
        mark: [each.origin for each in view.by_mark[mark] if each.task.ref.id == "2"]
        for mark in ("lead", "responsible")
    }
    assert origins == {"lead": [TAKEN], "responsible": [""]}


def test_ledger_letter_and_tables_say_where_each_task_came_from(reform: Compiled) -> None:
    files = downloads(reform.site)
    assert "downloads/units/slj.xlsx" not in files
    book = openpyxl.load_workbook(io.BytesIO(files["downloads/units/xwb.xlsx"]))
    cells = [str(cell.value) for row in book["台账"].iter_rows() for cell in row if cell.value]
    assert sum(TAKEN in cell for cell in cells if not cell.startswith("2024年")) == 3  # 1, 2（1） and 2（2）
    letter = docx.Document(io.BytesIO(files["downloads/units/xwb.docx"]))
    assert any(f"{NEW}承接{OLD}的职责" in paragraph.text for paragraph in letter.paragraphs)
    rows = list(csv.DictReader(io.StringIO(files["downloads/units/xwb.csv"].decode("utf-8-sig"))))
    assert {row["序号"]: row["承接说明"] for row in rows if row["承接说明"]} == {"1": TAKEN, "2": TAKEN}
    assigned = csv.DictReader(io.StringIO(files["downloads/assignments.csv"].decode("utf-8-sig")))
    assert {row["单位"] for row in assigned if row["承接说明"] == TAKEN} == {NEW}


def test_its_calendar_and_the_exported_data_have_it(reform: Compiled) -> None:
    files = downloads(reform.site)
    assert b"UID:qinghe-2023-5.1.1@" in files["downloads/units/xwb.ics"]
    units = {unit["name"]: unit for unit in json.loads(export(reform.site))["units"]}
    assert units[OLD]["succeeded_by"] == [{"unit": NEW, "takes": []}]
    assert (units[OLD]["since"], units[OLD]["basis"], units[OLD]["renamed"]) == ("2024-01-01", BASIS, False)
    assert units[NEW]["succeeded_by"] == []


def test_a_reform_is_a_change_of_editions_and_says_who_gained(small_files: Files) -> None:
    old, new = load(small_files), load(reformed(small_files))
    changes = diff(old, new)
    text = as_text(diff_view(changes, old, new), "改动")
    assert f"2024年1月1日起，{OLD}的职责由{NEW}承接（依据：{BASIS}）" in text
    assert f"（牵头单位，{TAKEN}）" in text
    assert [effect.inherited for effect in changes.units[NEW].gained] == [(OLD,)] * 3
