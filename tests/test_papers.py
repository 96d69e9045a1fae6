"""督查通报 and 催办函: what the supervising office sends out after a reporting day, read back and held against the JSON export."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.table import Table

from responsibility.build.files import read_templates
from responsibility.cli import main
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.model.site import SiteConfig
from responsibility.outputs.docx_papers import quoted
from responsibility.outputs.downloads import Downloads, downloads
from responsibility.outputs.site.render import render
from responsibility.outputs.zip_writer import unzipped

from .conftest import REAL, ROOT, SMALL, Compiled, compiled, read, write
from .support.columns import Columns
from .support.paper_columns import DUE, RANKS, due_rows, ranked
from .support.policies import reissued
from .support.progress import POLICY, decided, entry, reported
from .support.reference import Reference
from .support.reporting_round import round_of_reports
from .support.tables import Grid, compare
from .test_columns import csv_cell

BUREAU, SCHOOLS, EAST = "县水利局", "县教育局", "东河镇"
YEAR_END = {"about": "deadline", "quote": "2023年底前"}
FIRST, LAST = "2023-11-30", "2024-05-10"
SECOND = "qinghe-2023-6"


def two_rounds(files: Files, policy: str = POLICY) -> Files:
    files = reported(files, FIRST, BUREAU, entry("1", "in_progress", progress="已开工。"), policy=policy)
    files = reported(files, FIRST, EAST, entry("1", "in_progress"), policy=policy)
    files = reported(
        files,
        LAST,
        BUREAU,
        entry("1", "delayed", problems="资金没有全部到位。"),
        entry("1", "in_progress", **YEAR_END),
        entry("2.1", "completed", completed="2024-01-15"),
        policy=policy,
    )
    files = reported(
        files, LAST, SCHOOLS, entry("3", "in_progress", problems="资金没有全部到位"), policy=policy
    )
    extended = {"about": "deadline", "quote": "至2024年6月前", "day": "2024-04-25", "due": "2024-06-08"}
    return decided(
        files,
        {"task": "2.1", "what": "accepted", "day": "2024-01-20"},
        {"task": "3", "what": "extended", **extended},
        {"task": "1", "what": "adjusted", **YEAR_END, "day": "2024-02-20", "words": "先建一座"},
        policy=policy,
    )


@pytest.fixture(scope="module")
def one() -> Compiled:
    return compiled(two_rounds(read(SMALL)))


@pytest.fixture(scope="module")
def two() -> Compiled:
    files = reissued(read(SMALL), SECOND, "清发〔2023〕6号")
    return compiled(two_rounds(two_rounds(files), SECOND))


@pytest.fixture(scope="module")
def real() -> Compiled:
    return compiled(round_of_reports(read(REAL), "2021-12-31", "2026-01-15"))


def papers(source: Compiled) -> dict[str, bytes]:
    return Downloads(source.site, ("docx",), papers_alone=True).by_path()


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def bulletin(source: Compiled, policy: str = POLICY) -> Document:
    return opened(papers(source)[f"downloads/bulletin-{policy}.docx"])


def reminder(source: Compiled, unit: str) -> Document:
    return opened(papers(source)[f"downloads/units/{unit}.reminder.docx"])


def text(document: Document) -> str:
    """The paragraphs, and the tables a row a line."""
    lines = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            lines += [" | ".join(cell.text.replace("\n", "⏎") for cell in row.cells) for row in part.rows]
        else:
            lines.append(part.text)
    return "\n".join(lines) + "\n"


def grids(document: Document) -> list[Grid]:
    return [
        Grid(
            "",
            [cell.text.replace("\n", "") for cell in table.rows[0].cells],
            [[cell.text for cell in row.cells] for row in table.rows[1:]],
        )
        for table in document.tables
    ]


def columns(*without: str) -> Columns:
    return {name: column for name, column in DUE.items() if name not in without}


# ---------------------------------------------------------------- what they say


def test_a_bulletin_and_a_reminder_as_an_office_reads_them(
    one: Compiled, golden: Callable[[str, str], None]
) -> None:
    golden("papers/bulletin.txt", text(bulletin(one)))
    golden("papers/reminder.txt", text(reminder(one, "slj")))
    golden("papers/reminder-unreported.txt", text(reminder(one, "donghe")))


def test_where_there_is_nothing_the_bulletin_says_so(small_files: Files) -> None:
    reports = [(view.unit.name, view) for view in compiled(small_files).site.units if view.duties]
    files = small_files
    for unit, view in reports:
        entries = [entry(str(item), "completed") for duty in view.duties for item in duty.items]
        if not view.unit.collective:
            files = reported(files, "2023-06-30", unit, *entries)
    said = text(bulletin(compiled(files)))
    for words in (
        "本期是第一次报送，没有上期可比。",
        "没有逾期未完成的事项。",
        "没有30天内到期的事项。",
        "应报送的单位本期都已报送。",
        "各单位所报的问题中，没有几个单位都反映的。",
        "完成率100%",
    ):
        assert words in said
    assert not [path for path in papers(compiled(files)) if "reminder" in path]


def test_who_has_not_reported_in_the_first_round_is_named_alone(small_files: Files) -> None:
    said = text(bulletin(compiled(reported(small_files, FIRST, BUREAU, entry("1", "in_progress")))))
    assert "本期没有报送的：县教育局、县财政局、县委办、东河镇、西山镇。" in said
    assert "以前" not in said


@pytest.mark.parametrize("policy", [POLICY, SECOND])
def test_every_column_of_the_bulletin(two: Compiled, policy: str) -> None:
    reference = Reference(two)
    ranks, overdue, soon = grids(bulletin(two, policy))
    rows = [ranked(reference, policy)[str(row[1])] for row in ranks.rows]
    assert {row.unit for row in rows} == set(ranked(reference, policy))
    compare(ranks, reference, RANKS, rows, csv_cell)
    due = due_rows(reference, policy)
    late, ahead = [row for row in due if row.left < 0], [row for row in due if 0 <= row.left <= 30]
    compare(overdue, reference, columns("文件", "剩余天数"), late, csv_cell)
    compare(soon, reference, columns("文件", "逾期天数"), ahead, csv_cell)


def test_ranks_of_a_real_policy(real: Compiled) -> None:
    reference = Reference(real)
    ranks, *_ = grids(bulletin(real, "meifa-2021-7"))
    by_unit = ranked(reference, "meifa-2021-7")
    without_due = {name: column for name, column in RANKS.items() if name != "逾期"}
    own = Grid("", ranks.header[:-1], [row[:-1] for row in ranks.rows])
    compare(own, reference, without_due, [by_unit[str(row[1])] for row in ranks.rows], csv_cell)
    assert len(own.rows) == len(by_unit) > 20
    shown = [int(str(row[0])) for row in own.rows if row[0] != "—"]
    assert shown == sorted(shown)


def test_every_column_of_a_reminder_of_several_documents(two: Compiled) -> None:
    reference = Reference(two)
    document = reminder(two, "slj")
    assert document.paragraphs[0].text == "关于抓紧办理有关文件任务的催办函"
    [grid] = grids(document)
    due = [row for policy in (POLICY, SECOND) for row in due_rows(reference, policy) if BUREAU in row.units]
    compare(grid, reference, columns("单位", "剩余天数"), due, csv_cell)
    assert (
        "《清河县供水和教育工作方案》（清发〔2023〕5号）、《清河县供水和教育工作方案》（清发〔2023〕6号）"
        in text(document)
    )


def test_who_has_not_reported_of_several_documents_is_told_of_which(two: Compiled) -> None:
    words = "2024年5月10日的进展没有收到你单位的报送，最近一次报送是2023年11月30日。"
    said = [paragraph.text for paragraph in reminder(two, "donghe").paragraphs]
    assert said.count(f"《清河县供水和教育工作方案》{words}") == 2


def test_titles_with_quotation_marks_are_quoted_with_inner_ones() -> None:
    assert quoted("严格落实“四个不摘”要求") == "“严格落实‘四个不摘’要求”"


def test_an_extension_for_one_of_several_units_says_for_which(small_files: Files) -> None:
    extended = {"task": "2.2", "what": "extended", "unit": BUREAU, "day": "2026-01-05", "due": "2026-03-31"}
    files = reported(small_files, "2026-04-10", BUREAU, entry("2.2", "in_progress"))
    late, *_ = grids(bulletin(compiled(decided(files, extended))))[1:]
    [row] = [dict(zip(late.header, row, strict=True)) for row in late.rows if row[0] == "2（2）"]
    assert row["单位"] == f"{BUREAU}、{EAST}"
    assert row["文件规定的时限"] == (
        "“提升期内”（2025年12月31日）\n延至2026年3月31日，依据：县政府常务会议纪要〔2023〕9号（只对县水利局）"
    )
    assert row["状态"] == f"{BUREAU}推进中；{EAST}未报"


def test_what_was_adjusted_stands_beside_the_deadline_that_it_is_due_by(small_files: Files) -> None:
    """Of its task and of its targets too: who is told to hurry is told what was asked of it last."""
    target = {"about": "target", "quote": "供水普及率达到95%以上"}
    files = decided(
        reported(small_files, LAST, BUREAU, entry("1", "delayed")),
        {"task": "1", "what": "adjusted", "day": "2024-02-20", "words": "先建一座"},
        {"task": "1", "what": "adjusted", **target, "day": "2024-03-01", "words": "达到90%以上"},
        {"task": "3", "what": "adjusted", "day": "2024-03-01", "words": "别的任务"},
    )
    [late] = grids(reminder(compiled(files), "slj"))
    [row] = [dict(zip(late.header, row, strict=True)) for row in late.rows if row[0] == "1"]
    assert str(row["文件规定的时限"]).splitlines() == [
        "“2023年底前”（2023年12月31日）",
        "整项任务：2024年2月20日调整（县政府常务会议纪要〔2023〕9号）：先建一座",
        "指标“供水普及率达到95%以上”：2024年3月1日调整（县政府常务会议纪要〔2023〕9号）：达到90%以上",
    ]


def test_who_is_reminded(one: Compiled) -> None:
    standings = {view.unit.id: view.progress for view in one.site.units if view.progress}
    wanted = {
        identity for identity, of in standings.items() if of.overdue or of.soon or of.last_day != of_day(LAST)
    }
    made = {path.split("/")[-1].removesuffix(".reminder.docx") for path in papers(one) if "/units/" in path}
    assert made == wanted
    assert {"slj", "jyj", "donghe"} <= made


def of_day(written: str) -> datetime.date:
    return datetime.date.fromisoformat(written)


# ---------------------------------------------------------------- the files


def test_the_upright_page_of_the_standard(one: Compiled) -> None:
    for content in papers(one).values():
        if content[:2] == b"PK" and b"word/document.xml" in content:
            page = opened(content).sections[0]
            measures = (
                *(page.page_width, page.page_height, page.top_margin, page.bottom_margin),
                *(page.left_margin, page.right_margin),
            )
            assert [round(each.mm) for each in measures if each is not None] == [210, 297, 37, 35, 28, 26]
            assert page.orientation == WD_ORIENT.PORTRAIT
            *_, closing, signature, day = opened(content).paragraphs
            assert closing.text in ("特此通报。", "特此函告。")
            assert (signature.text, day.text) == ("（印发机关署名）", "2024年5月10日")


def test_they_are_on_the_site_only_where_units_have_reported(one: Compiled, compiled_small: Compiled) -> None:
    assert not papers(compiled_small)
    named = Downloads(one.site)
    listed = [each.name for each in named.of_everything()]
    assert listed[:3] == [
        "清发〔2023〕5号任务分工台账.xlsx",
        "清发〔2023〕5号进展汇总台账.xlsx",
        "清发〔2023〕5号督查通报.docx",
    ]
    assert "全部催办函.zip" in listed
    bureau = one.site.unit(BUREAU)
    assert bureau
    assert "县水利局催办函.docx" in [each.name for each in named.of_unit(bureau)]
    held = unzipped(downloads(one.site, ("docx",))["downloads/reminders.zip"])
    by_name = Downloads(one.site, ("docx",), papers_alone=True).by_name()
    assert {f"各单位/{name}": content for name, content in held.items()} == {
        name: content for name, content in by_name.items() if name.startswith("各单位/")
    }


def test_an_office_keeps_reminders_off_its_site(one: Compiled) -> None:
    site = replace(one.site, office=SiteConfig(reminders=False))
    bureau = site.unit(BUREAU)
    assert bureau
    offered = Downloads(site)
    assert "清发〔2023〕5号督查通报.docx" in [each.name for each in offered.of_everything()]
    assert not [
        each.name for each in (*offered.of_everything(), *offered.of_unit(bureau)) if "催办函" in each.name
    ]
    assert not [path for path in downloads(site, ("docx",)) if "reminder" in path]
    assert "催办函" not in render(site, read_templates(ROOT / "templates"))["downloads/index.md"]
    exported = Downloads(site, ("docx",), papers_alone=True, exported=True).by_name()
    assert exported == Downloads(one.site, ("docx",), papers_alone=True).by_name()


def test_a_document_that_is_no_longer_in_force_has_no_bulletin(small_files: Files) -> None:
    files = two_rounds(small_files)
    path = f"{POLICY}/policy.yml"
    files[path] = b"status: repealed\nstatus_since: 2024-05-01\nstatus_basis: x\n" + files[path]
    assert not [name for name in papers(compiled(files)) if "bulletin" in name]


def test_the_same_bytes_each_time(one: Compiled) -> None:
    assert papers(one) == papers(one)


# ---------------------------------------------------------------- the command


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["export", "docx", "--project", str(folder), *arguments])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(two_rounds(read(SMALL)), tmp_path / "tasks")
    return tmp_path


def test_the_command_writes_the_papers_of_that_day_alone(project: Path, one: Compiled) -> None:
    out = project / "out"
    done = run(project, "--bulletin", LAST, "-o", str(out))
    assert done.exit_code == 0, done.output
    written = {str(path.relative_to(out)): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert written == Downloads(one.site, ("docx",), papers_alone=True).by_name()
    assert run(project, "--bulletin", FIRST, "-o", str(project / "before")).exit_code == 0
    before = text(docx.Document(str(project / "before" / "清发〔2023〕5号督查通报.docx")))
    assert "（截至2023年11月30日）" in before
    assert "2024" not in re.sub("“[^”]*”（[^）]*）", "", before), "nothing of later days is told"


def test_decisions_of_later_days_are_told_to_be_left_out(project: Path) -> None:
    assert "没有算进去" not in run(project, "--bulletin", LAST, "-o", str(project / "out")).output
    done = run(project, "--bulletin", FIRST, "-o", str(project / "out"))
    assert "有 3 条决定的日期在 2023-11-30 以后，没有算进去" in done.output


def test_a_bulletin_about_an_earlier_day_is_told(project: Path) -> None:
    assert "报送的进展" not in run(project, "--bulletin", LAST, "-o", str(project / "out")).output
    second = reissued(read(SMALL), SECOND, "清发〔2023〕6号")
    second = reported(second, FIRST, BUREAU, entry("1", "in_progress"), policy=SECOND)
    write({path: second[path] for path in second if path.startswith(SECOND)}, project / "tasks")
    done = run(project, "--bulletin", LAST, "-o", str(project / "out"))
    told = [line for line in done.output.splitlines() if "报送的进展" in line]
    [title] = {policy.metadata.title for policy in load(second).policies if policy.id == SECOND}
    assert told == [f"《{title}》没有 {LAST} 报送的进展：它的督查通报写的是 {FIRST} 报送的"]
    assert "报送的进展" not in run(project, "--bulletin", FIRST, "-o", str(project / "out")).output


def test_a_day_without_reports_is_told(project: Path) -> None:
    done = run(project, "--bulletin", "2024-05-11", "-o", str(project / "out"))
    assert done.exit_code == 1
    assert "2024-05-11 不是报送日期：有进展的报送日期是 2023-11-30、2024-05-10" in done.output
    assert not (project / "out").exists()
    write(read(SMALL), project / "bare" / "tasks")
    done = run(project / "bare", "--bulletin", LAST)
    assert done.exit_code == 1
    assert "还没有单位报送过进展" in done.output
