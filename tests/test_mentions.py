"""Where the texts of tasks name units, by their full names and, in lists, by short ones."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from responsibility.build.files import read_templates
from responsibility.language.localities import in_lists, short_name
from responsibility.outputs.downloads import downloads
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import ROOT, Compiled


@pytest.mark.parametrize(
    ("name", "short"),
    [("东河镇", "东河"), ("西山街道办事处", "西山"), ("南坪乡", "南坪"), ("县水利局", ""), ("田乡", "")],
)
def test_short_names(name: str, short: str) -> None:
    assert short_name(name) == short


NAMES = {"东河镇": "东河镇", "东河": "东河镇", "西山镇": "西山镇", "西山": "西山镇"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("统筹东河、西山片区", ["东河镇", "西山镇"]),
        ("在东河、西山等镇建设基地", ["东河镇", "西山镇"]),
        ("东河镇、西山域内", ["东河镇", "西山镇"]),
        ("保护东河莲雾、西山湾生蚝", []),
        ("以东河为核心", []),
    ],
)
def test_short_names_count_in_lists_alone(text: str, names: list[str]) -> None:
    assert [name for _, name in in_lists(text, NAMES)] == names


def test_towns_of_the_real_policy(compiled_real: Compiled) -> None:
    named = {
        view.unit.name: [mention.task.label for mention in view.mentions]
        for view in compiled_real.site.units
        if view.unit.kind == "town"
    }
    assert named == {
        "灵山镇": ["12", "43"],
        "演丰镇": ["36", "42", "43"],
        "三江镇": ["12", "33", "42", "43"],
        "大致坡镇": ["11", "12", "33", "36", "42"],
    }


def test_a_unit_s_page_says_where_it_is_named(compiled_real: Compiled) -> None:
    pages = render(compiled_real.site, read_templates(ROOT / "templates"))
    page = pages["units/sanjiang.md"]
    assert '<h2 id="mentions">原文点名的地方（4 项任务）</h2>' in page
    assert "<q>在三江镇建设鸽子养殖基地</q>" in page
    assert "责任分工未列该单位" not in page.split('id="mentions"')[1].split("</ul>")[0]


def test_ledger_letter_and_terminal_say_it_too(compiled_small: Compiled) -> None:
    """With what a reader has to know of it: the clause names the unit, the assignment does not."""
    mention = "4 加强宣传：“县水利局配合”（责任分工未列该单位）"
    site = compiled_small.site
    files = downloads(site, ("xlsx", "docx"))
    sheet = openpyxl.load_workbook(io.BytesIO(files["downloads/units/slj.xlsx"]))["台账"]
    heading, text = [str(row[0]) for row in sheet.iter_rows(values_only=True)][-2:]
    assert heading == "原文点名的地方（1项任务）"
    assert text == f"以下任务的正文（不含括号里的责任分工）直接写到县水利局：\n{mention}"
    letter = docx.Document(io.BytesIO(files["downloads/units/slj.docx"]))
    assert [paragraph.text for paragraph in letter.paragraphs][-3:] == [
        "三、原文点名的地方（1项任务）",
        *text.splitlines(),
    ]
    assert text in (show(site, "县水利局", None, 400) or "")
