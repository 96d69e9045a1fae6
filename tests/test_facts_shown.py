"""Which output shows which field of which fact: a made-up policy that uses each, and where its words are met.

A field that an output does not show stands in no row's list; then the table says so, and a test holds it.
"""

from __future__ import annotations

import io
from functools import cache

import docx
import openpyxl
import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import ROOT, compiled

POLICY = """
number: 河发〔2031〕4号
issuers: [河湾县人民政府]
issued: 2031-02-01
title: 河湾县供水方案
preamble: 从2031年起设立3年攻坚期。各牵头单位每季度末月25日前向县督查室报送进展。列在第一位的责任单位为牵头单位。县审计局参与各项任务。
periods: [{name: 攻坚期, start: 2031, end: 2033, quote: 从2031年起设立3年攻坚期}]
rules:
  - {rule: report, quote: 各牵头单位每季度末月25日前向县督查室报送进展, to: 县督查室, every: quarter, day: 25}
  - {rule: first_leads, quote: 列在第一位的责任单位为牵头单位}
  - {rule: every_task, quote: 县审计局参与各项任务, units: [县审计局], role: supporting}
outline: [{key: 一, title: 供水, instruction: 县直各部门抓好落实。}]
misprints: [{quote: 镇村水厂, task: "1", suggests: 村镇水厂, why: 别处都作村镇水厂}]
errata: []
waivers: [{check: no-source, why: 试用}]
"""
TASK = """
number: "1"
title: 保障县城供水
section: 一
text: |-
  2031年3月至2032年6月底前，东河镇建成镇村水厂9座，供水普及率达到97%，不低于上年水平。
  每季度检查不少于4次，攻坚期内稳住水价。利用7年时间改造老旧管网。现有水厂5座，新增水厂6座，合计水厂11座。
  编制供水规划，组长由县长担任。按3种水源调度，用8小时抢修。
responsible_units: [县水利局, 各镇等]
clause: （责任单位：县水利局、各镇等，2032年9月底前完成）
leaders: [{role: 组长, names: [县长], quote: 组长由县长担任}]
deadlines:
  - {quote: 2031年3月至2032年6月底前, start: 2031-03, due: 2032-06, before: true}
  - {quote: 每季度检查不少于4次, every: quarter, times: 4, matter: 检查不少于4次}
  - {quote: 攻坚期内, period: 攻坚期}
  - {quote: 利用7年时间, duration: 7 years}
  - {quote: 2032年9月底前, due: 2032-09, before: true}
  - {quote: 用8小时抢修, duration: 1 days, read_as: 不足一日的按一日记}
targets:
  - {indicator: 建成水厂, quote: 建成镇村水厂9座, values: [{equals: 9, unit: 座}], scope: 东河镇}
  - {indicator: 供水普及率, quote: 供水普及率达到97%, values: [{at_least: 97, unit: "%"}]}
  - {indicator: 普及水平, quote: 不低于上年水平, baseline: 上年水平, compare: at_least}
  - {indicator: 检查水厂, quote: 检查不少于4次, values: [{at_least: 4, unit: 次}]}
  - {indicator: 水厂总数, quote: 合计水厂11座, values: [{equals: 12, unit: 座}], sum_of: [现有水厂5座, 新增水厂6座], read_as: 把在建的一座算入}
deliverables: [{name: 供水规划, kind: document, quote: 编制供水规划}]
other_figures:
  - {quote: 现有水厂5座, why: 这是既有的座数}
  - {quote: 新增水厂6座, why: 这是新添的座数}
  - {quote: 3种水源, why: 这是水源的种类}
"""
UNITS = """
units:
  - {name: 县水利局, id: slj, kind: government}
  - {name: 县审计局, id: sjj, kind: government}
  - {name: 东河镇, id: donghe, kind: town}
  - {name: 西山镇, id: xishan, kind: town}
  - {name: 各镇, id: gezhen, kind: collective, members: [东河镇, 西山镇]}
"""
FILES: Files = {
    "gong/policy.yml": POLICY.encode(),
    "gong/01.yml": TASK.encode(),
    "units.yml": UNITS.encode(),
}


def _sheets(content: bytes) -> dict[str, str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
        for sheet in book.worksheets
    }


def _letter(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@cache
def outputs() -> dict[str, str]:
    """The text of each output, by the name that the table below has for it."""
    site = compiled(FILES).site
    pages = render(site, read_templates(ROOT / "templates"))
    files = downloads(site)
    sheets = _sheets(files["downloads/ledger-gong.xlsx"])
    tables = ("tasks", "deadlines", "targets", "deliverables", "reports")
    return {
        "任务页": pages["tasks/gong/1.md"],
        "单位页": pages["units/slj.md"],
        "镇页": pages["units/xishan.md"],
        **{f"{name}页": pages[f"{page}/index.md"] for name, page in LISTS.items()},
        "台账": sheets["台账"],
        **{f"{name}表": sheets[name] for name in ("时限", "指标", "成果", "报送", "待明确事项")},
        "清单": _letter(files["downloads/units/slj.docx"]),
        **{f"{name}.csv": files[f"downloads/{name}.csv"].decode() for name in tables},
        "单位.csv": files["downloads/units/slj.csv"].decode(),
        "镇.csv": files["downloads/units/xishan.csv"].decode(),
        "日历": files["downloads/deadlines.ics"].decode().replace("\r\n ", ""),
        "json": export(site),
        "show单位": show(site, "县水利局", None, 400) or "",
        "show任务": show(site, "1", None, 400) or "",
    }


LISTS = {
    "时限": "deadlines",
    "指标": "targets",
    "成果": "deliverables",
    "任务一览": "tasks",
    "待明确": "gaps",
}
_WITH_TASKS = "任务页 单位页 镇页 台账 清单 tasks.csv 单位.csv 镇.csv show单位 show任务"
"""Where a task stands with all its facts."""
_DEADLINES = f"{_WITH_TASKS} 时限页 时限表 deadlines.csv 日历"
_TARGETS = "指标页 指标表 targets.csv"
_GAPS = "任务页 待明确页 台账 待明确事项表 清单 tasks.csv json show任务"
SHOWN = {
    "deadline: due, before": ("2032年6月底前", f"{_DEADLINES} {_TARGETS} json"),  # json: in the quote
    "deadline: start": (
        "2031年3月—2032年6月",
        f"{_DEADLINES} {_TARGETS} json",
    ),  # json: in words, with what is open
    "deadline: every, times": ("每季度不少于4次", f"{_DEADLINES} {_TARGETS}"),
    "deadline: period": ("攻坚期内（2031—2033年）", f"{_DEADLINES} json"),
    "deadline: duration": ("7年（未写起点）", _DEADLINES.replace(" 日历", "")),  # no day to put it on
    "deadline: of the clause": (
        "2032年9月底前",
        f"{_DEADLINES} {_TARGETS} 成果页 成果表 deliverables.csv json",
    ),
    "deadline: read_as": (
        "不足一日的按一日记",
        "任务页 单位页 镇页 时限页 时限表 deadlines.csv json show任务",
    ),
    "deadline: named members": ("原文点名东河镇", "镇页 镇.csv"),  # told to the other members alone
    "target: scope before it": ("东河镇：建成水厂", "台账 清单 tasks.csv 单位.csv 镇.csv show单位 show任务"),
    "target: read_as": ("把在建的一座算入", "任务页 单位页 镇页 指标页 指标表 targets.csv json show任务"),
    "target: sum_of": ("“现有水厂5座”“新增水厂6座”合计", _GAPS),  # where they do not add up
    "other figure": ("这是水源的种类", "任务页 json"),  # no fact: beside the text alone
    "rule: who leads": ("列在第一位", "任务页 单位页 台账 清单 单位.csv json show单位 show任务"),
    "rule: who acts everywhere": ("县审计局参与各项任务", "任务页 台账 清单 json show任务"),
    "rule: report": ("每季度末月25日前", "单位页 时限页 报送表 reports.csv 清单 日历 json show单位"),
    "misprint": ("别处都作村镇水厂", _GAPS),
    "instruction": ("县直各部门抓好落实", "任务一览页 待明确页 台账 tasks.csv json"),  # no task's, no unit's
    "等": (
        "各镇等",
        "指标表 targets.csv 任务页 单位页 镇页 台账 清单 tasks.csv 单位.csv 镇.csv show任务"
        " 时限表 成果表 deadlines.csv deliverables.csv 日历",
    ),
    "note: what may be its own": ("除所列任务外", "单位页 清单 show单位"),
    "note: set for all members": ("是文件对整项任务提出的", "镇页"),
}
"""By field: words by which it is known, and every output that has them."""
IN_TEXT = {
    "deadline: matter": ("东河镇建成镇村水厂9座", f"{_DEADLINES} json"),
    "target: scope": ("东河镇", f"{_WITH_TASKS} {_TARGETS} json"),
    "target: values": ("达到97%", f"{_WITH_TASKS} {_TARGETS}"),
    "target: baseline, compare": ("不低于上年水平", f"{_WITH_TASKS} {_TARGETS}"),
    "deliverable": ("供水规划", f"{_WITH_TASKS} 成果页 成果表 deliverables.csv json"),
    "leader": ("组长", f"{_WITH_TASKS} 任务一览页 json"),
}
"""By field: words that the text itself has too, and outputs that show the field."""


@pytest.mark.parametrize("field", SHOWN)
def test_a_field_is_shown_where_the_table_says_and_nowhere_else(field: str) -> None:
    words, listed = SHOWN[field]
    assert {name for name, text in outputs().items() if words in text} == set(listed.split())


@pytest.mark.parametrize("field", IN_TEXT)
def test_a_field_is_shown_where_the_table_says(field: str) -> None:
    words, listed = IN_TEXT[field]
    assert not {name for name in listed.split() if words not in outputs()[name]}


def test_a_unit_that_acts_by_a_rule_alone_is_in_the_matrix_and_told_by_which() -> None:
    pages = render(compiled(FILES).site, read_templates(ROOT / "templates"))
    assert "<q>县审计局参与各项任务</q>" in pages["units/sjj.md"]
    assert "▲ 配合单位（项）" in pages["matrix/index.md"]
