"""Rules that a document sets once: who leads of those listed, who acts in every task, who reports when to whom."""

from __future__ import annotations

import csv
import io
import json

import docx
import openpyxl
import pytest

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.checks import Report
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.graph import unit_node
from responsibility.language.recurrence import read_recurrence
from responsibility.model import ItemId
from responsibility.outputs import diff_text
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.proof import prove
from responsibility.views.revision import diff_view

from .conftest import ROOT, Compiled, compiled, read

FOLDER = ROOT / "tests" / "fixtures" / "rules"
PLAN, RIVERS = "linshan-2024-3", "linshan-2024-4"
FIRST, EVERY = "列第一位的责任单位为牵头单位", "以下任务均需各县区落实，不再列出"


@pytest.fixture
def files() -> Files:
    return read(FOLDER)


@pytest.fixture(scope="module")
def built() -> Compiled:
    return compiled(read(FOLDER))


def change(files: Files, name: str, old: str, new: str) -> None:
    text = files[name].decode()
    assert old in text
    files[name] = text.replace(old, new).encode()


def report(files: Files) -> Report:
    return checks.run(load(files))


def told(files: Files, check: str) -> list[str]:
    return [problem.message for problem in report(files).problems if problem.check == check]


def test_the_proof_stands_and_only_true_gaps_are_left(built: Compiled) -> None:
    for policy in built.data.policies:
        proof = prove(policy)
        assert proof is not None
        assert proof.difference is None
    problems = [(str(problem.item), problem.check) for problem in built.report.problems]
    assert problems == [("s1", "no-lead-unit")], (
        "nobody leads the safeguard; the rule gives all others a lead"
    )


def test_roles_are_derived_and_not_written(built: Compiled) -> None:
    policy = built.data.policies[0]
    first = policy.tasks[0]
    assert first.units("lead") == ()
    assert policy.units_of(first, first)["lead"] == ("市民政局",)
    assert policy.units_of(first, first)["responsible"] == ("市财政局", "东县")
    parts = policy.tasks[2]
    assert [policy.units_of(parts, part)["lead"] for part in parts.parts] == [("市财政局",), ("市民政局",)]
    of_rivers = built.data.policies[1]
    rivers = of_rivers.units_of(of_rivers.tasks[0], of_rivers.tasks[0])
    assert rivers["lead"] == ("市民政局", "市财政局")
    assert rivers["responsible"] == ("东县", "西区")


def test_obligations_say_by_which_rule(built: Compiled) -> None:
    graph = built.report.graph
    (lead,) = (
        one for one in graph.obligations("市民政局", "lead") if one.item == ItemId("1") and one.policy == PLAN
    )
    assert lead.rule == FIRST
    (named,) = (one for one in graph.obligations("市财政局", "lead") if one.item == ItemId("3", "1"))
    assert named.rule == ""
    of_all = [one for one in graph.obligations("各县区") if one.policy == PLAN]
    assert [str(one.item) for one in of_all] == ["1", "2", "3.1", "3.2", "s1"]
    assert {(one.role, one.rule) for one in of_all} == {("responsible", EVERY)}
    (town,) = (one for one in graph.obligations("东县") if one.item == ItemId("2") and one.policy == PLAN)
    assert (town.via, town.rule) == (("各县区",), EVERY)
    assert not graph.nx.has_edge(unit_node("各县区"), unit_node("市民政局"))
    assert "各县区" not in graph.cooperation, "no clause names it beside others"


def test_json_says_the_rules_and_where_they_hold(built: Compiled) -> None:
    exported = json.loads(export(built.site))
    first, every = exported["policies"][0]["rules"]
    assert (first["rule"], first["quote"], first["role"]) == ("first_leads", FIRST, "lead")
    assert first["items"] == ["1", "2", "3.2"]
    assert (every["units"], every["items"]) == (["各县区"], ["1", "2", "3.1", "3.2", "s1"])
    assert exported["tasks"][0]["lead"] == ["市民政局"]


def test_every_output_shows_them_as_by_the_document(built: Compiled) -> None:
    pages = render(built.site, read_templates(ROOT / "templates"))
    task = pages[f"tasks/{PLAN}/1.md"]
    assert f"<q>{FIRST}</q>" in task
    assert f"<q>{EVERY}</q>" in task
    assert f"按文件规定：<q>{FIRST}</q>" in pages["units/mzj.md"]
    assert f"按文件规定：<q>{EVERY}</q>" in pages["units/dongxian.md"]
    assert f"按文件规定：<q>{EVERY}</q>" in pages["units/gexianqu.md"]
    text = show(built.site, f"{PLAN}/1", None, 120) or ""
    assert f"牵头单位是市民政局（“{FIRST}”）" in text
    assert f"责任单位还有各县区（“{EVERY}”）" in text
    files = downloads(built.site)
    rows = files["downloads/assignments.csv"].decode("utf-8-sig").splitlines()
    assert rows[0].endswith("角色,作为哪个集合的成员,按文件规定")
    assert f"临政办发〔2024〕3号,1,,建设养老院,市民政局,政府部门,牵头单位,,{FIRST}" in rows
    assert f"临政办发〔2024〕3号,2,,培训护理员,东县,县（市、区）,责任单位,各县区,{EVERY}" in rows
    book = openpyxl.load_workbook(io.BytesIO(files[f"downloads/ledger-{PLAN}.xlsx"]))
    cells = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert any(f"按文件规定，牵头单位是市民政局（“{FIRST}”）" in cell for cell in cells)
    letter = docx.Document(io.BytesIO(files["downloads/units/gexianqu.docx"]))
    in_letter = [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
    assert any(EVERY in cell for cell in in_letter)
    assert any("讲清政策" in cell for cell in in_letter), "a task that no clause assigns"
    assert "2025年底前" in files["downloads/units/xiqu.ics"].decode().replace("\r\n ", "")


def test_a_rule_that_comes_or_goes_is_a_change_for_whom_it_concerns(files: Files) -> None:
    old = load(read(FOLDER))
    for name in ("policy.yml", "source.txt"):
        change(files, f"{PLAN}/{name}", "；以下任务均需各县区落实，不再列出", "")
    change(
        files, f"{PLAN}/policy.yml", f"  - rule: every_task\n    quote: {EVERY}\n    units: [各县区]\n", ""
    )
    change(files, f"{PLAN}/s1.yml", "讲清政策，营造氛围。", "讲清政策，营造氛围。\nresponsible_units: [西区]")
    change(files, f"{PLAN}/source.txt", "讲清政策，营造氛围。", "讲清政策，营造氛围。（责任单位：西区）")
    change(files, f"{PLAN}/01.yml", "[市民政局, 市财政局, 东县]", "[市财政局, 市民政局, 东县]")
    change(files, f"{PLAN}/source.txt", "市民政局、市财政局、东县", "市财政局、市民政局、东县")
    new = load(files)
    assert not [problem for problem in checks.run(new).problems if problem.severity == "error"]
    changes = diff(old, new)
    text = diff_text.as_text(diff_view(changes, old, new), "改动")
    assert f"统一的规则去掉“{EVERY}（各县区）”" in text
    gained = changes.units["市财政局"]
    assert [(one.task_new, one.role) for one in gained.changed] == [(ItemId("1"), "lead")]
    assert [str(one.task_old) for one in changes.units["东县"].lost] == ["2", "3.1", "3.2", "s1"]


@pytest.mark.parametrize(
    ("name", "old", "new", "check", "says"),
    [
        ("policy.yml", f"quote: {FIRST}", "quote: 排在第一位的为牵头单位", "rule-quote", "排在第一位"),
        ("policy.yml", "units: [各县区]", "units: [各镇]", "rule-units", "没有登记单位“各镇”"),
        ("policy.yml", "units: [各县区]", "units: [东县]", "rule-units", "没有提到“东县”"),
        ("policy.yml", "rule: first_leads\n", "rule: first_leads\n    section: 三\n", "rule-section", "“三”"),
        ("policy.yml", "rule: first_leads\n", "rule: first_leads\n    section: 二\n", "idle-rule", FIRST),
        ("policy.yml", "rule: first_leads\n", "rule: last_leads\n", "wrong-value", "last_leads"),
        ("policy.yml", "rule: first_leads\n    quote", "quote", "missing-key", "缺少“rule”"),
        ("policy.yml", "    units: [各县区]\n", "", "missing-key", "缺少“units”"),
    ],
)
def test_checks(files: Files, name: str, old: str, new: str, check: str, says: str) -> None:
    change(files, f"{PLAN}/{name}", old, new)
    assert any(says in message for message in told(files, check)), report(files).problems


REPORT = f"{RIVERS}/policy.yml"


def test_reports_reach_exactly_their_units(built: Compiled) -> None:
    who = {
        view.unit.name: [report.record.quote[:4] for report in view.reports]
        for view in built.site.units
        if view.reports
    }
    assert who == {
        "市民政局": ["牵头单位"],
        "市财政局": ["牵头单位"],
        "东县": ["各县区2"],
        "西区": ["牵头单位", "西区每月", "各县区2"],
        "各县区": ["各县区2"],
    }, "西区 leads the second task"
    words = [report.words for report in built.site.policies[1].reports]
    assert words == ["每季度末月25日前报送市督查室", "每月报送", "2024年9月底前报送"]


def test_reports_are_shown(built: Compiled) -> None:
    pages = render(built.site, read_templates(ROOT / "templates"))
    quote = "牵头单位每季度末月25日前向市督查室报送进展"
    shown = [path for path, text in pages.items() if path.endswith(".md") and f"<q>{quote}</q>" in text]
    assert shown == ["deadlines/index.md", "units/mzj.md", "units/czj.md", "units/xiqu.md"]
    assert "每季度末月25日前报送市督查室" in (show(built.site, "市民政局", None, 120) or "")
    exported = json.loads(export(built.site))["policies"][1]["rules"]
    assert [(rule["rule"], rule["every"], rule["day"], rule["due"]) for rule in exported[1:]] == [
        ("report", "quarter", 25, None),
        ("report", "month", None, None),
        ("report", None, None, "2024-09"),
    ]
    assert exported[1]["units"] == ["市民政局", "市财政局", "西区"]
    files = downloads(built.site)
    rows = list(csv.DictReader(io.StringIO(files["downloads/reports.csv"].decode("utf-8-sig"))))
    assert [(row["报送"], row["报送给"], row["截止日期"], row["单位"]) for row in rows][:2] == [
        ("每季度末月25日前", "市督查室", "", "市民政局、市财政局、西区"),
        ("每月", "", "", "西区"),
    ]
    assert rows[2]["截止日期"] == "2024-09"
    assert rows[0]["原文"] == quote
    assert "reports.csv" in files["downloads/datapackage.json"].decode()
    for name in ("ledger-linshan-2024-4", "units/mzj"):
        sheet = openpyxl.load_workbook(io.BytesIO(files[f"downloads/{name}.xlsx"]))["报送"]
        assert quote in [cell.value for cell in sheet[2]]
    letter = docx.Document(io.BytesIO(files["downloads/units/mzj.docx"]))
    assert any(quote in paragraph.text for paragraph in letter.paragraphs)


def test_reports_stand_in_the_calendars_of_their_units(built: Compiled) -> None:
    files = downloads(built.site, ["ics"])
    text = files["downloads/units/mzj.ics"].decode().replace("\r\n ", "")
    event = next(part for part in text.split("BEGIN:VEVENT") if "linshan-2024-4.report.1@" in part)
    assert "DTSTART;VALUE=DATE:20240625" in event
    assert "RRULE:FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25" in event
    assert "报送单位：市民政局、市财政局、西区" in event
    monthly = files["downloads/units/xiqu.ics"].decode().replace("\r\n ", "")
    assert "文件未明确哪一日" in monthly
    assert "report.2@" not in text
    assert "DTSTART;VALUE=DATE:20240930" in files["downloads/units/dongxian.ics"].decode()


@pytest.mark.parametrize(
    ("quote", "read"),
    [
        ("每季度首月10日前报送", ("quarter", 1, 10, None)),
        ("每季度末月25日前报送", ("quarter", 3, 25, None)),
        ("每半年报送一次", ("half_year", None, None, None)),
        ("每年12月20日前报送", ("year", 12, 20, None)),
        ("每月5日前报送", ("month", None, 5, None)),
        ("每两个月报送一次", ("month", None, None, 2)),
        ("每周五前报送", ("week", None, 5, None)),
    ],
)
def test_the_time_of_a_report_is_read(
    quote: str, read: tuple[str, int | None, int | None, int | None]
) -> None:
    assert read_recurrence(quote) == read


@pytest.mark.parametrize(
    ("old", "new", "check", "says"),
    [
        ("day: 25", "day: 20", "rule-contradicts-quote", "day"),
        ("every: quarter", "every: month", "rule-contradicts-quote", "every"),
        ("    every: quarter\n", "    every: quarter\n    month: 1\n", "rule-contradicts-quote", "month"),
        ("to: 市督查室", "to: 市政府", "rule-contradicts-quote", "没有“市政府”"),
        ("due: 2024-09", "due: 2024-10", "rule-contradicts-quote", "due"),
        ("day: 25", "day: 25\n    read_as: 试", "rule-contradicts-quote", "不需要"),
        ("every: quarter", "every: quarter\n    due: 2024", "wrong-value", "之一"),
        ("every: month", "every: month\n    month: 2", "wrong-value", "超出"),
        ("units: [西区]", "units: [东县]", "rule-units", "没有提到“东县”"),
    ],
)
def test_checks_of_reports(files: Files, old: str, new: str, check: str, says: str) -> None:
    change(files, REPORT, old, new)
    assert any(says in message for message in told(files, check)), report(files).problems


def test_a_day_that_a_month_lacks_is_its_last(files: Files) -> None:
    change(files, REPORT, "西区每月报送", "西区每月30日前报送")
    change(files, REPORT, "    every: month", "    every: month\n    day: 30")
    change(files, f"{RIVERS}/source.txt", "西区每月报送", "西区每月30日前报送")
    calendar = downloads(compiled(files).site, ["ics"])["downloads/units/xiqu.ics"].decode()
    assert "BYMONTHDAY=28,29,30;BYSETPOS=-1" in calendar.replace("\r\n ", "")


def test_a_comma_must_be_seen(files: Files) -> None:
    assert told(files, "rule-comma") == []
    change(files, f"{RIVERS}/01.yml", "clause: （责任单位：市民政局、市财政局，东县、西区）\n", "")
    assert len(told(files, "rule-comma")) == 1


def test_without_the_rule_the_lead_is_a_gap(files: Files) -> None:
    change(files, f"{PLAN}/policy.yml", f"  - rule: first_leads\n    quote: {FIRST}\n", "")
    assert len(told(files, "no-lead-unit")) == 4


def test_a_report_without_a_year_is_due_in_that_of_the_document(files: Files) -> None:
    for name in ("policy.yml", "source.txt"):
        change(files, f"{RIVERS}/{name}", "各县区2024年9月底前报送", "各县区9月底前报送")
    change(files, REPORT, "due: 2024-09", "due: 9月")
    site = compiled(files).site
    (report,) = (each for each in site.policies[1].reports if each.record.due)
    assert report.words == "9月底前（按成文年份2024年）报送"
    assert str(report.due) == "2024-09"
    (rule,) = (each for each in json.loads(export(site))["policies"][1]["rules"] if each["yearless"])
    assert (rule["due"], rule["yearless"]) == ("2024-09", "9月")
    calendar = downloads(site, ["ics"])["downloads/deadlines.ics"].decode()
    event = next(part for part in calendar.split("BEGIN:VEVENT") if "linshan-2024-4.report.3@" in part)
    assert "DTSTART;VALUE=DATE:20240930" in event


# ---------------------------------------------------------------- who leads by a rule, written down


def written_down(files: Files) -> None:
    """The first task with its lead among the lead units, as an import writes it."""
    change(
        files,
        f"{PLAN}/01.yml",
        "responsible_units: [市民政局, 市财政局, 东县]",
        "lead_units: [市民政局]\nresponsible_units: [市财政局, 东县]\nclause: （责任单位：市民政局、市财政局、东县）",
    )


def test_who_leads_by_a_rule_may_be_written_and_is_shown_as_by_the_document(
    files: Files, built: Compiled
) -> None:
    written_down(files)
    assert told(files, "clause-units") == told(files, "idle-rule") == []
    result = compiled(files)
    old, new = built.data.policies[0], result.data.policies[0]
    assert new.ruled_units(new.tasks[0], new.tasks[0]) == old.ruled_units(old.tasks[0], old.tasks[0])
    assert new.units_of(new.tasks[0], new.tasks[0]) == old.units_of(old.tasks[0], old.tasks[0])
    shown = show(result.site, f"{PLAN}/1", None, 120) or ""
    assert "按文件规定" in shown
    assert shown == show(built.site, f"{PLAN}/1", None, 120)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "lead_units: [市民政局]\nresponsible_units: [市财政局",
            "lead_units: [市财政局]\nresponsible_units: [市民政局",
        ),
        (
            "lead_units: [市民政局]\nresponsible_units: [市财政局, ",
            "lead_units: [市民政局, 市财政局]\nresponsible_units: [",
        ),
    ],
)
def test_who_does_not_lead_by_the_rule_is_told(files: Files, old: str, new: str) -> None:
    written_down(files)
    change(files, f"{PLAN}/01.yml", old, new)
    assert told(files, "clause-units")


def test_without_the_rule_a_lead_that_no_clause_names_is_told(files: Files) -> None:
    written_down(files)
    change(files, f"{PLAN}/policy.yml", f"  - rule: first_leads\n    quote: {FIRST}\n", "")
    assert told(files, "clause-units")


def test_the_others_may_support(files: Files) -> None:
    change(files, f"{PLAN}/policy.yml", "rule: first_leads\n", "rule: first_leads\n    rest: supporting\n")
    policy = compiled(files).data.policies[0]
    units = policy.units_of(policy.tasks[0], policy.tasks[0])
    assert (units["lead"], units["responsible"], units["supporting"]) == (
        ("市民政局",),
        (),
        ("市财政局", "东县"),
    )
