"""What a row adds: a made-up role, format, reader, page and gap check is found wherever the real ones are."""

from __future__ import annotations

import importlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.build.mkdocs_hook import on_config
from responsibility.checks.base import Context
from responsibility.cli import import_document, main
from responsibility.data.loader import load
from responsibility.importing import readers
from responsibility.importing.readers.base import Block, Document
from responsibility.importing.readers.detect import read as read_document
from responsibility.importing.readers.source import Reader
from responsibility.model.problems import Check, Finding, Severity
from responsibility.outputs import registry
from responsibility.outputs.downloads import downloads
from responsibility.outputs.registry import Archive, File, Format
from responsibility.outputs.site import pages
from responsibility.outputs.site.pages import PageKind
from responsibility.outputs.site.render import render

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, copy_project, read, write
from .test_supporting import edited

TEMPLATES = read_templates(ROOT / "templates")

# ---------------------------------------------------------------- a role

ROLE = """    RoleSpec(
        key="overseeing",
        name="督办单位",
        short="督办",
        sign="◆",
        acting="督办",
        heading="督办的任务",
        light="#005f56",
        light_back="#d9f0ec",
        dark="#7fd6c5",
        dark_back="#123f39",
        leads=False,
        expected=False,
        width=18,
    ),
)
\"\"\"The roles, the highest first.\"\"\"
"""


@pytest.fixture(scope="module")
def overseen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that a tool with one more row among the roles makes of a policy that uses it."""
    folder = tmp_path_factory.mktemp("role")
    tool = copy_project(folder / "tool").root
    table = tool / "responsibility" / "model" / "roles.py"
    end = ')\n"""The roles, the highest first."""\n'
    text = table.read_text(encoding="utf-8")
    assert text.count(end) == 1
    table.write_text(text.replace(end, ROLE), encoding="utf-8")
    clause = ("责任单位：县财政局，各镇）", "责任单位：县财政局，各镇，督办单位：县教育局等）")
    units = "responsible_units: [县财政局, 各镇]\n"
    files = edited(read(SMALL), "source.txt", *clause)
    files = edited(files, "01.yml", units, "{0}overseeing_units: [县教育局等]\n")
    new = write(files, folder / "new")
    script = ROOT / "tests" / "support" / "extended.py"
    command = [sys.executable, str(script), str(tool / "templates"), str(SMALL), str(new)]
    environment = {**os.environ, "PYTHONPATH": str(tool), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        command, cwd=tool, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    made: dict[str, str] = json.loads(done.stdout)
    return made


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("index.md", '<span class="overseeing">◆ 督办 1</span>'),
        ("index.md", "谁牵头、谁责任、谁督办，一张表看全"),
        ("units/index.md", '<th scope="col" class="n">◆ 督办</th>'),
        ("units/jyj.md", '<b class="overseeing">1</b> ◆ 督办任务'),
        ("units/jyj.md", '<h2 id="overseeing">◆ 督办的任务（1 项）</h2>'),
        ("tasks/index.md", '<b class="overseeing">◆ 督办</b>'),
        (f"tasks/{POLICY}/1.md", "<dt>◆ 督办单位</dt>"),
        (f"tasks/{POLICY}/1.md", '县教育局</a><span class="open">等</span>'),
        (f"tasks/{POLICY}/1.md", "，督办单位：县教育局等）"),
        ("matrix/index.md", '<span class="mark overseeing"><i>◆</i> 督办单位</span>'),
        ("matrix/index.md", '<option value="overseeing">◆ 督办单位</option>'),
        ("matrix/index.md", 'class="overseeing" data-u="县教育局"'),
        ("matrix/index.md", "◆ 督办单位（项）"),
        ("cooperation/index.md", '<i class="overseeing" style="width:'),
        ("cooperation/index.md", ">县教育局 2</text>"),
        ("gaps/index.md", "督办单位列举未尽（原文写“等”），未明确还有哪些单位"),
        ("assets/marks.css", "--overseeing: #005f56; --overseeing-bg: #d9f0ec;"),
        ("assets/marks.css", "--overseeing: #7fd6c5; --overseeing-bg: #123f39;"),
        ("assets/marks.css", ".matrix td.overseeing { background: var(--overseeing-bg); }"),
        ("search/search_index.json", "牵头 1 项，责任 0 项，督办 1 项"),
        ("data/responsibility.json", '"overseeing": [\n    "县教育局"\n   ],\n   "open": {'),
        ("data/responsibility.json", '"overseeing": [\n     "县教育局"\n    ]'),
        ("responsibility.schema.json", '"overseeing"'),
        ("task.schema.json", "督办单位，按原文顺序；原文在哪个单位之后写“等”"),
        ("diff.schema.json", '"overseeing"'),
        (f"downloads/ledger-{POLICY}.xlsx", "牵头单位|责任单位|督办单位|完成时限"),
        (f"downloads/ledger-{POLICY}.xlsx", "|县财政局、各镇|县教育局等|"),
        (f"downloads/ledger-{POLICY}.xlsx", "任务矩阵||◆ 督办单位（任务数）"),
        (f"downloads/ledger-{POLICY}.xlsx", "牵头单位|责任单位|督办单位|作为成员承担|合计"),
        ("downloads/units/jyj.xlsx", "台账|督办的任务（1项）"),
        ("downloads/units/jyj.docx", "其中牵头1项、督办1项。"),
        ("downloads/units/jyj.docx", "二、督办的任务（1项）"),
        ("downloads/units/jyj.docx", "牵头单位|责任单位|督办单位|完成时限"),
        ("downloads/tasks.csv", "牵头单位,责任单位,督办单位,完成时限"),
        ("downloads/assignments.csv", "县教育局,政府部门,督办单位,"),
        ("downloads/deadlines.csv", "县教育局"),
        ("downloads/targets.csv", "督办单位"),
        ("downloads/units/jyj.csv", ",督办单位,"),
        ("downloads/deadlines.ics", "督办单位：县教育局"),
        ("show 县教育局", "★ 牵头 1 项　● 责任 0 项　◆ 督办 1 项"),
        ("show 1", "督办单位  县教育局等"),
        ("diff.txt", "督办单位增加 县教育局"),
        ("diff.txt", "督办单位之后加“等”字"),
        ("diff.txt", "1 保障农村供水（督办单位）"),
        ("diff.md", "督办单位增加 县教育局"),
        ("diff.json", '"overseeing"'),
        ("draft/plan/01.yml", "overseeing_units: [县委办等]"),
        ("draft/plan/02.yml", "overseeing_units: [县委办]"),
        ("draft/table/01.yml", "overseeing_units: [县委办]"),
    ],
)
def test_a_role_is_everywhere(overseen: dict[str, str], place: str, shown: str) -> None:
    assert shown in overseen[place], overseen[place][:3000]


def test_a_role_disturbs_no_other(overseen: dict[str, str]) -> None:
    """The data is sound with it, and units and tasks without it do not speak of it."""
    assert not overseen["errors"]
    for place in (
        "units/xwb.md",
        f"tasks/{POLICY}/3.md",
        "downloads/units/xwb.docx",
        "downloads/units/xwb.csv",
    ):
        assert "督办" not in overseen[place], place


# ---------------------------------------------------------------- a format

MADE_UP = Format(
    title="便条",
    purpose="一张便条",
    example="便条",
    of_site=(
        File(
            name="all.note",
            called="{name}便条",
            title="全部便条",
            write=lambda site, _: site.numbers.encode(),
        ),
    ),
    of_policy=(
        File(
            name="{id}.note",
            called="{name}文件便条",
            title="文件便条",
            write=lambda _, policy: policy.id.encode(),
        ),
    ),
    of_unit=(
        File(
            name="{id}.note",
            called="{name}便条",
            title="单位便条",
            write=lambda _, view: view.unit.name.encode(),
            archive=Archive("units-note.zip", "全部单位便条"),
        ),
    ),
)
NOTES = {
    "all.note": "清发〔2023〕5号",
    f"{POLICY}.note": POLICY,
    "units/slj.note": "县水利局",
}
EXPORTED = {
    "清发〔2023〕5号便条.note": "清发〔2023〕5号",
    "清发〔2023〕5号文件便条.note": POLICY,
    "各单位/县水利局便条.note": "县水利局",
}


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(registry.FORMATS, "note", MADE_UP)


@pytest.mark.usefixtures("noted")
def test_a_format_is_listed_and_made(compiled_small: Compiled) -> None:
    files = downloads(compiled_small.site)
    assert {name: files[f"downloads/{name}"].decode() for name in NOTES} == NOTES
    assert set(downloads(compiled_small.site, ["note"])) == {
        path for path in files if path.endswith((".note", "units-note.zip"))
    }
    with zipfile.ZipFile(io.BytesIO(files["downloads/units-note.zip"])) as archive:
        assert archive.read("县水利局便条.note").decode() == "县水利局"
        assert len(archive.namelist()) == len(compiled_small.site.units)
    rendered = render(compiled_small.site, TEMPLATES)
    listed = rendered["downloads/index.md"]
    assert listed.index("deadlines.ics") < listed.index("全部便条") < listed.index("datapackage.json")
    assert "文件便条" in listed
    name = "清发〔2023〕5号便条.note"
    assert (
        f'<a href="all.note" download="{name}">{name}</a></th><td data-label="用途">全部便条</td>' in listed
    )
    assert '<a href="units-note.zip" download="全部单位便条.zip">' in listed
    link = '<a href="../downloads/units/slj.note" download="县水利局便条.note">单位便条</a>'
    assert link in rendered["units/slj.md"]


@pytest.mark.slow
@pytest.mark.usefixtures("noted")
def test_a_format_is_exported_and_bundled(tmp_path: Path) -> None:
    write(read(SMALL), tmp_path / "tasks")
    runner = CliRunner()
    assert "一张便条" in runner.invoke(main, ["export", "--help"]).output
    for name in ("note", "all"):
        done = runner.invoke(
            main, ["export", name, "--project", str(tmp_path), "-o", str(tmp_path / name)], prog_name="zeren"
        )
        assert done.exit_code == 0, done.output
        assert {path: (tmp_path / name / path).read_text(encoding="utf-8") for path in EXPORTED} == EXPORTED
    target = tmp_path / "site.zip"
    done = runner.invoke(main, ["bundle", "--project", str(tmp_path), "-o", str(target)], prog_name="zeren")
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(target) as archive:
        held = {path: archive.read(f"responsibility-site/downloads/{path}").decode() for path in NOTES}
    assert held == NOTES


def test_every_format_has_something_to_write() -> None:
    for name, format_ in registry.FORMATS.items():
        assert format_.of_site or format_.of_policy or format_.of_unit, name


# ---------------------------------------------------------------- a reader

MEMO = Reader(
    suffixes=("memo",),
    sniff=lambda source: source.content.startswith(b"MEMO"),
    read=lambda source: Document((Block(source.content[4:].decode(), "第1行"),), "便笺"),
)


def test_a_reader_is_asked_and_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "READERS", (*readers.READERS, MEMO))
    assert read_document("方案.txt", "MEMO各镇".encode()).form == "便笺"
    assert read_document("方案.memo", "各镇".encode()).form.startswith("文本")
    assert ".memo" in readers.endings()
    try:
        assert ".memo" in importlib.reload(import_document).HELP
    finally:
        monkeypatch.undo()
        importlib.reload(import_document)


def test_readme_says_what_can_be_read() -> None:
    lines = [
        line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if ".xlsx" in line
    ]
    said = [line for line in lines if ".html" in line]
    assert len(said) >= 2, "in Chinese and in English"
    for line in said:
        assert set(readers.endings()) <= set(re.findall(r"\.[a-z]+\b", line)), line


# ---------------------------------------------------------------- a page

MAP = '{% extends "base.html" %}{% block content %}<h1 id="top">图</h1>{{ policy.id }}{% endblock %}'


@pytest.fixture
def mapped(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The templates, with one more page of each policy."""
    kind = PageKind(title="图", scope="policy", on_home=True, link="任务图", about="一看就懂")
    monkeypatch.setitem(pages.PAGES, "map", kind)
    return {**TEMPLATES, "map.html": MAP}


def test_a_page_has_its_tab_and_its_links(compiled_small: Compiled, mapped: dict[str, str]) -> None:
    rendered = render(compiled_small.site, mapped)
    assert '<h1 id="top">图</h1>qinghe-2023-5' in rendered["map/index.md"]
    assert "tab: map" in rendered["map/index.md"]
    assert '、<a href="map/index.html">任务图</a>（一看就懂）。' in rendered["index.md"]
    assert {"图": "map/index.md"} in pages.nav()


def test_a_page_of_several_policies(small_files: dict[str, bytes], mapped: dict[str, str]) -> None:
    other = {
        name.replace(POLICY, "qinghe-2023-6"): content
        for name, content in small_files.items()
        if name.startswith(POLICY)
    }
    policy = "qinghe-2023-6/policy.yml"
    other[policy] = other[policy].replace("5号".encode(), "6号".encode())
    other["qinghe-2023-6/source.txt"] = other["qinghe-2023-6/source.txt"].replace(
        "5号".encode(), "6号".encode()
    )
    rendered = render(compiled({**small_files, **other}).site, mapped)
    assert 'href="qinghe-2023-6/index.html"' in rendered["map/index.md"]
    assert '<h1 id="top">图</h1>qinghe-2023-6' in rendered["map/qinghe-2023-6/index.md"]


def test_tabs_are_those_of_the_pages_there_are(tmp_path: Path) -> None:
    def tabs(nav: object) -> list[str]:
        config = on_config({"nav": nav, "site_url": "https://example.gov.cn/", "docs_dir": str(tmp_path)})
        return [title for entry in config["nav"] for title in entry]

    for entry in pages.nav():
        for page in entry.values():
            write({page: b""}, tmp_path)
    not_always = ("修订", "进展")
    assert tabs(pages.nav()) == [kind.title for kind in pages.PAGES.values() if kind.title not in not_always]
    write({"revisions/index.md": b"", "progress/index.md": b""}, tmp_path)
    assert tabs(pages.nav()) == [kind.title for kind in pages.PAGES.values()]
    own = [{"只要这一页": "index.md"}]
    assert tabs(own) == ["只要这一页"]


def test_every_page_has_its_template() -> None:
    assert {f"{key}.html" for key in pages.PAGES} <= set(TEMPLATES)


# ---------------------------------------------------------------- a gap check


def _short_titles(context: Context) -> Iterator[Finding]:
    for policy, task in context.tasks():
        if len(task.title) < 6:
            yield context.in_task(policy, task, ("title",), "标题太短")


@pytest.fixture
def with_short_titles(monkeypatch: pytest.MonkeyPatch, small_files: dict[str, bytes]) -> Compiled:
    check = Check("short-title", "标题够长", "gap", "请印发机关写长些", _short_titles, heading="标题没有写全")
    monkeypatch.setattr(checks, "RUN", (*checks.RUN, check))
    monkeypatch.setattr(checks, "ALL", (*checks.ALL, check))
    data = load(small_files)
    report = checks.run(data)
    return Compiled(small_files, data, report, views.build(data, report))


def rows_by_heading(page: str) -> dict[str, tuple[int, int]]:
    """``{heading: (the number it says, the rows below it)}`` of a page of gaps."""
    sections = re.findall(
        r"<h2 id=\"[a-z-]+\">([^<]+)（<span data-count>(\d+)</span> 处）</h2>(.*?)</table>", page, re.DOTALL
    )
    return {heading: (int(said), table.count("<tr")) for heading, said, table in sections}


@pytest.mark.parametrize("name", ["compiled_small", "compiled_real", "with_short_titles"])
def test_gaps_shown_are_gaps_counted(name: str, request: pytest.FixtureRequest) -> None:
    built: Compiled = request.getfixturevalue(name)
    page = render(built.site, TEMPLATES)["gaps/index.md"]
    shown = rows_by_heading(page)
    total = re.search(r"以下 (\d+) 处", page)
    assert total
    assert int(total[1]) == built.report.count("gap") == sum(rows for _, rows in shown.values())
    assert all(said == rows for said, rows in shown.values())
    found = {problem.check for problem in built.report.problems if problem.severity == "gap"}
    assert list(shown) == [check.heading for check in checks.ALL if check.name in found]
    assert ("标题没有写全" in shown) == (name == "with_short_titles")


@pytest.mark.parametrize(("severity", "heading"), [("gap", ""), ("error", "标题"), ("warning", "标题")])
def test_a_gap_cannot_lack_its_heading(severity: Severity, heading: str) -> None:
    with pytest.raises(ValueError, match="heading"):
        Check("made-up", "……", severity, "……", heading=heading)
