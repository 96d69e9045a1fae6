"""Numbers as documents write them: 第三条, （一）, 3.2, and numbers that begin anew in each section."""

from __future__ import annotations

import io
import json

import openpyxl
import pytest

from responsibility.build.files import read_templates
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.proof import prove

from .conftest import ROOT, Compiled, compiled, read

PLAN = "meeting-list"


@pytest.fixture(scope="module")
def anew() -> Compiled:
    """Two sections, each with a first task."""
    files = read(ROOT / "tests" / "fixtures" / "bare")
    changes = {
        "source.txt": [("2.公开账目。", "二、日常工作\n1.公开账目。")],
        "policy.yml": [("title: 重点任务}", "title: 重点任务}\n  - {key: 二, title: 日常工作}")],
        "02.yml": [
            ("title: 公开账目", 'label: "1"\ntitle: 公开账目\nheading: 1.公开账目。'),
            ("section: 一", "section: 二"),
        ],
    }
    for name, replaced in changes.items():
        text = files[f"{PLAN}/{name}"].decode()
        for old, new in replaced:
            assert old in text
            text = text.replace(old, new)
        files[f"{PLAN}/{name}"] = text.encode()
    return compiled(files)


def test_the_number_is_shown_as_written_and_the_address_is_the_tasks_own(anew: Compiled) -> None:
    proof = prove(anew.data.policies[0])
    assert proof is not None
    assert proof.difference is None
    pages = render(anew.site, read_templates(ROOT / "templates"))
    assert '<h1 id="top"><span class="no">1</span> 公开账目</h1>' in pages[f"tasks/{PLAN}/2.md"]
    tasks = json.loads(export(anew.site))["tasks"]
    assert [(task["id"], task["number"], task["label"]) for task in tasks] == [
        ("1", "1", "1"),
        ("2", "2", "1"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(downloads(anew.site)[f"downloads/ledger-{PLAN}.xlsx"]))
    rows = [row[:2] for row in book["台账"].iter_rows(min_row=4, values_only=True)]
    assert ("1", "公开账目") in [(str(number), title) for number, title in rows]


def test_show_lists_the_candidates(anew: Compiled) -> None:
    text = show(anew.site, "1", None, 100) or ""
    assert "有 2 项任务的序号是 1" in text
    assert f"show {PLAN}/2" in text
    assert (show(anew.site, f"{PLAN}/1", None, 100) or "").startswith("1 清查资产")
    assert (show(anew.site, f"{PLAN}/2", None, 100) or "").startswith("1 公开账目")


@pytest.mark.parametrize(
    ("marks", "labels"),
    [(("第一条　", "第二条　"), ["第一条", "第二条"]), (("（一）", "（二）"), ["（一）", "（二）"])],
)
def test_an_import_keeps_numbers_as_written(marks: tuple[str, str], labels: list[str]) -> None:
    source = (
        "某发〔2024〕1号\n某县供水办法\n一、任务\n"
        f"{marks[0]}修建水厂。把水厂修好。（牵头单位：县水利局）\n{marks[1]}管护水厂。把水厂管好。（牵头单位：县水利局）\n"
        "某县人民政府\n2024年3月1日\n"
    )
    drafted = draft(read_document("办法.txt", source.encode()), "new", (), {})
    written = [drafted.files[f"new/0{number}.yml"].decode() for number in (1, 2)]
    assert [f"label: {label}\n" in text for label, text in zip(labels, written, strict=True)] == [True, True]
