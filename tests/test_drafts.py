"""A draft: any text becomes one that builds, it says everywhere that it is one, and what is open stays open."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import docx
import hypothesis.strategies as st
import openpyxl
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings

import build
from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.checks import Report
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.importing.draft import Draft, IncompleteError, draft, with_units
from responsibility.importing.readers.detect import Unreadable, read
from responsibility.importing.surroundings import GivenError
from responsibility.model import Received
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.outputs.zip_writer import unzipped
from responsibility.views import SiteView

from .conftest import ROOT

TEMPLATES = read_templates(ROOT / "templates")
FILE = Received(file="供水方案.txt", sha256="0" * 64)
TEXT = """一、重点任务
1.新建水厂。2023年底前新建水厂2座。（牵头单位：县水利局，责任单位：县财政局、各镇）
3.修复管网。加强4G管网改造。
4.宣传节水。做好宣传。（责任单位：县教育局）
"""


def imported(text: str, **facts: Any) -> tuple[Draft, Data, Report]:
    found = draft(read("x.txt", text.encode("utf-8", "ignore")), "qinghe", (), facts, received=FILE)
    data = load({**found.files, "units.yml": with_units(None, found.new_units)})
    assert not data.problems, data.problems
    return found, data, checks.run(data)


def site_of(text: str, **facts: Any) -> tuple[SiteView, dict[str, str]]:
    _, data, report = imported(text, **facts)
    site = views.build(data, report)
    return site, render(site, TEMPLATES)


def unsettled(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for problem in report.problems:
        if problem.severity == "unsettled":
            found.setdefault(problem.check, []).append(problem.message)
    return found


# ---------------------------------------------------------------- nothing is refused for what a document lacks


def test_a_document_without_front_matter_is_drafted() -> None:
    _, data, report = imported(TEXT)
    facts = data.policies[0].metadata
    assert (facts.draft, facts.title, facts.number, facts.issued, facts.issuers) == (
        True,
        "供水方案",
        None,
        None,
        (),
    )
    assert not report.count("error")
    assert unsettled(report)["unsettled"] == [
        "没有找到标题，暂用“供水方案”：照文件改 policy.yml 里的 title",
        "没有找到发文字号、印发机关、成文日期：文件里有的，补写在 policy.yml 里",
    ]
    assert not facts.waivers


def test_a_document_that_nothing_calls_has_a_title_all_the_same() -> None:
    for file, title in (("方案", "方案"), ("方案.v2.docx", "方案.v2")):
        received = FILE.model_copy(update={"file": file})
        found = draft(read("x.txt", TEXT.encode()), "qinghe", (), {}, received=received)
        assert f"title: {title}\n" in found.files["qinghe/policy.yml"].decode()


FRONT = "某县供水方案\n各乡镇：\n现将方案印发给你们。\n国务院\n2022年3月1日\n" + TEXT


@pytest.mark.parametrize("text", [TEXT, FRONT], ids=["nothing-found", "found-otherwise"])
def test_what_the_user_gives_wins(text: str) -> None:
    _, data, report = imported(
        text, title="另一方案", issuers=["国务院"], issued="2023年5月6日", number="某发〔2023〕1号"
    )
    facts = data.policies[0].metadata
    assert (facts.title, facts.issuers, str(facts.issued), facts.number) == (
        "另一方案",
        ("国务院",),
        "2023-05-06",
        "某发〔2023〕1号",
    )
    assert not report.count("error")
    proof = report.figures[0].proof
    assert proof
    assert proof.difference is None
    assert "unsettled" not in unsettled(report)


def test_what_is_no_date_is_refused_plainly() -> None:
    with pytest.raises(GivenError, match="不是日期"):
        imported(TEXT, issued="去年")
    with pytest.raises(GivenError, match="title"):
        imported(TEXT, title="甲\n乙")


def test_a_document_without_numbers_is_one_task() -> None:
    _, data, report = imported("某县供水方案\n各乡镇：\n要修好水厂。全县都要通水。\n某县政府\n2022年3月1日\n")
    (task,) = data.policies[0].tasks
    assert task.text == "全县都要通水。"
    assert task.title == "要修好水厂"
    assert data.policies[0].metadata.issuers == ("某县政府",)
    assert unsettled(report)["no-unit"] == ["任务 1 没有任何单位"]
    assert "某县供水方案" in render(views.build(data, report), TEMPLATES)["document/index.md"]


def test_paragraphs_with_clauses_are_tasks_without_numbers() -> None:
    _, data, _ = imported(
        "修好水厂，全县通水。（牵头单位：县水利局）\n修好学校，开学使用。（牵头单位：县教育局）\n请认真落实。\n"
    )
    tasks = data.policies[0].tasks
    assert [task.units("lead") for task in tasks] == [("县水利局",), ("县教育局",)]
    assert data.policies[0].metadata.closing == "请认真落实。"


@pytest.mark.parametrize(
    "text",
    [
        *("某县供水方案", "附件：名单", "一、\n二、", "2022年3月1日", "抄送：县委", "1.", "一、甲\n（1）"),
        *("（牵头单位：县水利局）", "1.（牵头单位：县水利局）", "根据《甲。\n乙》，做好工作。\n1.修桥。"),
    ],
)
def test_hardly_any_text_is_a_draft_all_the_same(text: str) -> None:
    _, data, report = imported(text)
    assert data.policies[0].tasks
    assert not report.count("error")
    assert "document-proof" not in unsettled(report)


# ---------------------------------------------------------------- whatever the text, a draft builds

FACTS = {"quote-not-in-text", "words-not-in-text", "contradicts-quote", "date-written", "stale-erratum"}
"""What the draft's own facts must not do, whatever the text."""
PIECES = (
    *(
        "一、",
        "二、",
        "（一）",
        "1.",
        "2.",
        "2．",
        "（1）",
        "①",
        "第一条 ",
        "第三条 ",
        "第一章 ",
        "1.1.",
        "\n",
    ),
    *(
        "修桥。",
        "修好桥，通车。",
        "县交通局",
        "县水利局、",
        "（牵头单位：",
        "牵头单位：",
        "责任单位：",
        "负责",
    ),
    *(
        "）",
        "（",
        "〔",
        "〕",
        "【",
        "】",
        "[",
        "，",
        "、",
        "。",
        "：",
        "等",
        "“",
        "”",
        "《",
        "》",
        "各镇",
        "and",
    ),
    *("2025年底前", "年底前", "30%", "不少于3个", "全覆盖", "由30%提高至40%", "1:1", "5万千瓦时", "每半年"),
    *(
        "附件：",
        "2021年8月17日",
        "二〇二一年八月十七日",
        "某县政府",
        "某发〔2022〕3号",
        "某县供水方案",
        "各乡镇：",
    ),
    *(
        "过渡期内",
        "从2021年起设立5年过渡期",
        "（此件公开发布）",
        "抄送：",
        "牵头领导：张三",
        "■",
        "<b>",
        "{{",
    ),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES) | st.sampled_from("\n。") | st.text(max_size=3), max_size=60).map(
        "".join
    ),
    st.sampled_from([{}, {"title": "给的标题", "issuers": ["某县政府"]}]),
)
@pytest.mark.slow
def test_any_text_becomes_a_draft_that_builds(text: str, facts: dict[str, Any]) -> None:
    if not text.strip():
        return
    try:
        found, data, report = imported(text, **facts)
    except (Unreadable, IncompleteError):  # no text that can be seen
        return
    assert found.review.tasks
    assert not [problem for problem in report.problems if problem.severity == "error"]
    assert not FACTS & set(unsettled(report))
    render(views.build(data, report), TEMPLATES)


# ---------------------------------------------------------------- the mark


def settled(files: Files) -> Files:
    """The files of a draft when its mark is taken away, all the rest left."""
    name = "qinghe/policy.yml"
    return {**files, name: files[name].replace(b"draft: true\n", b"", 1)}


def test_what_is_unsettled_is_an_error_once_the_mark_is_gone() -> None:
    found, _, report = imported(TEXT)
    units = {"units.yml": with_units(None, found.new_units)}
    after = checks.run(load({**settled(found.files), **units}))
    assert report.count("unsettled")
    assert after.count("unsettled") == 0
    assert after.count("error") == report.count("unsettled")
    assert after.stops(strict=False)
    assert not report.stops(strict=False)
    assert report.stops(strict=True)


def test_gaps_in_numbering_are_the_document_s_and_do_not_stop() -> None:
    text = TEXT + "4.再宣传。做好宣传。（责任单位：县教育局）\n"
    _, _, report = imported(text)
    gaps = [problem.message for problem in report.problems if problem.check == "numbering"]
    assert gaps == ["编号从 1 跳到 3，缺 2", "编号 4 用了两次"]
    assert {problem.severity for problem in report.problems if problem.check == "numbering"} == {"gap"}


def test_articles_that_assign_nothing_are_not_missing() -> None:
    text = "第一章 总则\n第一条 为了供水，制定本办法。\n第二条 修水厂。（责任单位：县水利局）\n第四条 修路。（责任单位：县交通局）\n"
    _, _, report = imported(text)
    assert [each.message for each in report.problems if each.check == "numbering"] == [
        "编号从 第二条 跳到 第四条，缺 3"
    ]


# ---------------------------------------------------------------- what readers see


def test_every_page_of_a_draft_says_that_it_is_one_and_marks_what_nobody_confirmed() -> None:
    _, pages = site_of(TEXT)
    documents = {path: page for path, page in pages.items() if path.endswith(".md")}
    assert len(documents) > 10
    for path, page in documents.items():
        assert '<p class="draft">' in page, path
        assert "文件未明确" not in page, path
        assert "导入时" not in page, path
    first, bare = documents["tasks/qinghe/1.md"], documents["tasks/qinghe/3.md"]
    assert first.count("待核</span>") == 4  # two roles, a deadline, a target
    assert '牵头单位</dt><dd><span class="none">没有认出，尚未核对' in bare
    assert "4G" in bare
    assert "待核</span>" in documents["matrix/index.md"]


def test_what_is_confirmed_loses_its_mark_and_its_gaps_are_shown() -> None:
    found, _, _ = imported(TEXT)
    file = "qinghe/04.yml"
    files = {**found.files, "units.yml": with_units(None, found.new_units)}
    assert b"draft: true\n" in files[file]
    files[file] = files[file].replace(b"draft: true\n", b"")
    data = load(files)
    pages = render(views.build(data, checks.run(data)), TEMPLATES)
    assert "文件未明确牵头单位" in pages["tasks/qinghe/4.md"]
    assert "未明确牵头单位" in pages["tasks/qinghe/4.md"]
    assert "未明确牵头单位" not in pages["tasks/qinghe/1.md"]


def test_every_file_of_a_draft_says_that_it_is_one() -> None:
    site, _ = site_of(TEXT + "某县政府\n2022年3月1日\n")
    for path, content in downloads(site).items():
        words = words_of(path, content)
        assert "草稿" in words or words.count("\n") == 1, path  # but for a table without rows
    exported = json.loads(export(site))
    assert exported["policies"][0]["draft"] is True
    assert exported["tasks"][0]["draft"] is True
    assert exported["tasks"][0]["deadlines"][0]["draft"] is True
    assert "导入时" not in export(site)
    assert "草稿" in str(show(site, "3", None, 100))


def words_of(path: str, content: bytes) -> str:
    if path.endswith(".xlsx"):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        return str(sheet["A1"].value)
    if path.endswith(".zip"):
        return "".join(words_of(name, each) for name, each in unzipped(content).items())
    if path.endswith(".docx"):
        return "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs[:5])
    return content.decode("utf-8-sig").replace("\r\n ", "")


def test_check_tells_drafts_first_and_errors_last(tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "tasks").mkdir()

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(build.main, [*arguments, "--tasks", str(tmp_path / "tasks")])

    assert run("import", str(tmp_path / "方案.txt"), "--policy", "qinghe").exit_code == 0
    checked = run("check")
    assert checked.exit_code == 0
    lines = checked.output.splitlines()
    assert "草稿，待核 3 处；另有导入时拟的" in lines[0]
    assert "[draft-left]" not in checked.output
    assert lines[-1].startswith("错误 0　待核 3　没有核对 7　警告 0　待明确 ")
    assert "[numbering]" not in checked.output
    assert "[numbering]" in run("check", "--gaps").output
    assert run("check", "--strict").exit_code == 1
    with (tmp_path / "tasks" / "qinghe" / "01.yml").open("a", encoding="utf-8") as file:
        file.write("section: 二\n")
    broken = run("check")
    assert broken.exit_code == 1
    assert [line for line in broken.output.splitlines() if "[" in line][-1].endswith("[duplicate-key]")
