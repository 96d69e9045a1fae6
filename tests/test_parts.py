"""Parts that share the units of their task: a row each, everywhere, with what stands before and behind them."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace

import docx
import openpyxl
import pytest
import yaml
from pydantic import ValidationError

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.data.yaml_writer import dump
from responsibility.diff import diff
from responsibility.model import Erratum, ItemId, Part, Task
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.proof import prove

from .conftest import POLICY, ROOT, Compiled, compiled

CLAUSE = "（牵头单位：县水利局，责任单位：各镇）"
TASK = {
    "number": "2",
    "title": "分步实施",
    "section": "一（一）",
    "text": "按先急后缓的次序推进。",
    "parts": [
        {"number": "1", "text": "摸清底数，对30个村逐村排查。"},
        {"number": "2", "text": "提升期内完善管护制度。"},
    ],
    "closing": "全县新建泵站6座，让群众满意。",
    "lead_units": ["县水利局"],
    "responsible_units": ["各镇"],
    "deadlines": [{"quote": "提升期内", "period": "提升期"}],
    "targets": [
        {"indicator": "新建泵站", "quote": "新建泵站6座", "values": [{"equals": "6", "unit": "座"}]},
    ],
    "other_figures": [{"quote": "30个村", "why": "范围"}],
}


def with_task(files: Files, task: Mapping[str, object], written: str) -> Files:
    """The small policy with another second task, in its record and in its source."""
    source = files[f"{POLICY}/source.txt"].decode()
    start, end = source.index("2. 分步实施。"), source.index("二、教育")
    record = Task.model_validate(task)
    return {
        **files,
        f"{POLICY}/02.yml": dump(record),
        f"{POLICY}/source.txt": (source[:start] + written + "\n\n" + source[end:]).encode(),
    }


def sharing(files: Files) -> Files:
    return with_task(
        files,
        TASK,
        "2. 分步实施。按先急后缓的次序推进。（1）摸清底数，对30个村逐村排查。（2）提升期内完善管护制度。"
        f"全县新建泵站6座，让群众满意。{CLAUSE}",
    )


@pytest.fixture
def shared(small_files: Files) -> Compiled:
    return compiled(sharing(small_files))


def test_the_proof_puts_the_clause_behind_all(shared: Compiled) -> None:
    proof = prove(shared.data.policies[0])
    assert proof is not None
    assert proof.difference is None


def test_a_row_each_in_the_ledger(shared: Compiled) -> None:
    made = downloads(shared.site)
    book = openpyxl.load_workbook(io.BytesIO(made[f"downloads/ledger-{POLICY}.xlsx"]))
    header, *rows = book["台账"].iter_rows(min_row=3, values_only=True)
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    lines = [line for line in lines if line["任务"] == "分步实施"]
    assert [str(line["序号"]) for line in lines] == ["2（1）", "2（2）", "2"]
    assert [line["牵头单位"] for line in lines] == ["县水利局"] * 3
    assert [line["原文"] for line in lines] == [
        "按先急后缓的次序推进。（1）摸清底数，对30个村逐村排查。",
        "（2）提升期内完善管护制度。",
        f"全县新建泵站6座，让群众满意。{CLAUSE}",
    ]
    first, second, closing = (line["完成时限"] for line in lines)
    assert (first, closing) == ("未明确时限", None), (
        "a part's own; what is said of a part may hold for the rest"
    )
    assert second not in (None, "未明确时限"), "at the part that says it"
    assert [bool(line["目标指标"]) for line in lines] == [False, False, True]


def test_a_row_each_in_a_units_letter(shared: Compiled) -> None:
    letter = docx.Document(io.BytesIO(downloads(shared.site)["downloads/units/slj.docx"]))
    cells = [row.cells[0].text for table in letter.tables for row in table.rows]
    assert [text for text in cells if text.startswith("2")] == ["2（1）", "2（2）", "2"]


def test_the_json_says_that_units_are_shared(shared: Compiled) -> None:
    task = json.loads(export(shared.site))["tasks"][1]
    assert [(part["id"], part["shared"], part["lead"]) for part in task["parts"]] == [
        ("2.1", True, ["县水利局"]),
        ("2.2", True, ["县水利局"]),
    ]
    assert task["closing"] == "全县新建泵站6座，让群众满意。"
    assert task["deadlines"][0]["part"] == "2.2"


def test_a_unit_has_one_duty_with_the_facts_of_all_parts(shared: Compiled) -> None:
    (view,) = (view for view in shared.site.units if view.unit.name == "县水利局")
    (duty,) = (duty for duty in view.by_mark["lead"] if duty.task.ref.title == "分步实施")
    assert duty.items == (ItemId("2"),)
    assert not duty.partial
    assert [deadline.item for deadline in duty.deadlines] == [ItemId("2", "2")]
    assert len(duty.item_views) == 3
    marks = [row for _, rows in shared.site.policies[0].matrix.chapters for row in rows]
    assert [row.label for row in marks if row.task.ref.id == "2"] == [""], "parts add nothing to the matrix"


def test_pages_and_show_have_all_of_the_text_in_order(shared: Compiled) -> None:
    pages = render(shared.site, read_templates(ROOT / "templates"))
    for text in (
        pages[f"tasks/{POLICY}/2.md"],
        pages["document/index.md"],
        show(shared.site, "2", None, 200) or "",
    ):
        words = ["按先急后缓", "（1）", "（2）", "让群众满意", "（牵头单位：县水利局"]
        places = [text.rindex(each) for each in words]
        assert places == sorted(places)
    assert (show(shared.site, "2", None, 200) or "").count("牵头单位 ") == 1, "the units are told once"


def test_a_change_of_a_part_is_told_to_the_units_of_the_task(small_files: Files) -> None:
    before = sharing(small_files)
    after = {**before}
    record = yaml.safe_load(before[f"{POLICY}/02.yml"])
    record["parts"][0]["text"] = "摸清底数，对30个村逐户排查。"
    record["closing"] = "全县新建泵站6座，让群众放心。"
    after[f"{POLICY}/02.yml"] = yaml.safe_dump(record, allow_unicode=True).encode()
    changes = diff(load(before), load(after))
    told = [(change.type, str(change.task_new), getattr(change, "field", "")) for change in changes.changes]
    assert told == [("text_changed", "2", "closing"), ("text_changed", "2.1", "text")]
    assert {index for effect in changes.units["县水利局"].changed for index in effect.changes} == {0, 1}
    assert "县教育局" not in changes.units


def test_words_behind_the_clause_of_a_task_without_parts(small_files: Files) -> None:
    task = {key: value for key, value in TASK.items() if key not in ("parts", "deadlines", "other_figures")}
    files = with_task(
        small_files, task, f"2. 分步实施。按先急后缓的次序推进。{CLAUSE}\n全县新建泵站6座，让群众满意。"
    )
    built = compiled(files)
    proof = prove(built.data.policies[0])
    assert proof is not None
    assert proof.difference is None
    view = built.site.policies[0].by_id["2"]
    assert view.verbatim == f"按先急后缓的次序推进。{CLAUSE}全县新建泵站6座，让群众满意。"
    pages = render(built.site, read_templates(ROOT / "templates"))
    assert "让群众满意" in pages[f"tasks/{POLICY}/2.md"]
    assert "让群众满意" in pages["document/index.md"]


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1", "（1）修渠。"),
        ("一", "（一）修渠。"),
        ("①", "①修渠。"),
        ("一是", "一是修渠。"),
        ("1.", "1.修渠。"),
    ],
)
def test_a_parts_number_is_as_the_document_writes_it(number: str, written: str) -> None:
    assert Part(number=number, text="修渠。").written + "修渠。" == written
    item = ItemId.parse(f"2.{number}")
    assert item == ItemId("2", number)
    assert item.part_label + "修渠。" == written


def test_a_number_stands_once_among_parts() -> None:
    part = {"number": "1", "text": "修渠。"}
    with pytest.raises(ValidationError, match="parts 的序号各用一次"):
        Task.model_validate({**TASK, "parts": [part, part]})


def test_a_misprint_is_remarked_in_the_line_that_has_it(compiled_real: Compiled) -> None:
    files = downloads(compiled_real.site, ("xlsx",))
    sheet = openpyxl.load_workbook(io.BytesIO(files["downloads/units/sanjiang.xlsx"]))["台账"]
    rows = {str(row[0]): str(row) for row in sheet.iter_rows(values_only=True)}
    assert "作为“各镇”成员承担" in rows["43（1）"]
    assert [label for label, row in rows.items() if "误用句号" in row] == ["43（3）"]


def test_an_erratum_is_remarked_in_the_line_that_has_it(small_files: Files) -> None:
    """One between the lines is remarked in the first."""
    task = next(task for task in compiled(small_files).site.policies[0].tasks if task.ref.id == "2")
    erratum = Erratum(quote="甲", read="管护制度", why="原件有误")
    (part,) = (item for item in task.items if "管护制度" in item.text)
    task = replace(task, errata=(erratum, erratum.model_copy(update={"read": "不在任何一行"})))
    marked = {item.label: [each.read for each in task.errata_at(item)] for item in task.items}
    assert marked == {"（1）": ["不在任何一行"], part.label: ["管护制度"]}
