"""A policy that names supporting units (配合单位): everything shows them; without them nothing speaks of them."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import docx
import openpyxl
import pytest

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.graph import Graph, Workload
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import POLICY, ROOT, Compiled, compiled
from .test_injection import of_kind

EDITS = {
    "01.yml": ("responsible_units: [县财政局, 各镇]\n", "{0}supporting_units: [县教育局]\n"),
    "02.yml": (
        "    responsible_units: [县水利局, 东河镇]\n",
        "{0}    supporting_units: [县委办, 各有关部门]\n",
    ),
    "source.txt": ("责任单位：县财政局，各镇）", "责任单位：县财政局，各镇，配合单位：县教育局）"),
}
PART_CLAUSE = ("责任单位：县水利局、东河镇)", "责任单位：县水利局、东河镇；配合单位：县委办，各有关部门)")


def edited(files: Files, name: str, old: str, new: str) -> Files:
    path = f"{POLICY}/{name}"
    text = files[path].decode()
    assert text.count(old) == 1, (name, old)
    return {**files, path: text.replace(old, new.format(old)).encode()}


def supported(files: Files) -> Files:
    """The small policy with supporting units in task 1 and in part 2 of task 2."""
    for name, (old, new) in EDITS.items():
        files = edited(files, name, old, new)
    return edited(files, "source.txt", *PART_CLAUSE)


@pytest.fixture
def helped(small_files: Files) -> Compiled:
    return compiled(supported(small_files))


def pages(built: Compiled) -> dict[str, str]:
    rendered = render(built.site, read_templates(ROOT / "templates"))
    return {path: text for path, text in rendered.items() if path.endswith(".md")}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    """The cells of every sheet of a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book.worksheets}


# ---------------------------------------------------------------- the proof and the graph


def test_the_proof_holds(helped: Compiled, compiled_small: Compiled) -> None:
    proof, plain = (one.report.figures[0].proof for one in (helped, compiled_small))
    assert proof is not None
    assert plain is not None
    assert proof.difference is None
    assert proof.clauses == plain.clauses == 7
    assert proof.characters > plain.characters


def test_the_proof_fails_where_a_supporting_unit_is_missing(small_files: Files) -> None:
    files = edited(supported(small_files), "01.yml", "supporting_units: [县教育局]\n", "")
    found = [one for one in checks.run(load(files)).problems if one.severity == "error"]
    assert [one.check for one in found] == ["document-proof"]
    assert "配" in found[0].message


def test_a_clause_of_supporting_units_alone(small_files: Files) -> None:
    """It is a clause like others; the missing lead is a gap that says what there is."""
    files = edited(small_files, "s1.yml", "responsible_units: [县委办]", "supporting_units: [县委办]")
    files = edited(
        files, "source.txt", "听取一次汇报。（责任单位：县委办）", "听取一次汇报。（配合单位：县委办）"
    )
    built = compiled(files)
    (gap,) = (one for one in built.report.problems if str(one.item) == "s1")
    assert gap.message == "仅列配合单位，未明确牵头单位"


def test_workload_and_obligations(helped: Compiled) -> None:
    graph = helped.report.graph
    assert graph.workload("县教育局") == Workload(Counter(lead=1, supporting=1))
    assert graph.workload("县委办") == Workload(Counter(responsible=3, supporting=1))
    assert [str(one.item) for one in graph.obligations("县委办", "supporting")] == ["2.2"]
    assert ("县教育局", 1) in graph.partners("县水利局")


def test_a_supporting_collective_reaches_its_members(small_files: Files) -> None:
    graph = Graph(
        load(
            edited(
                small_files,
                "03.yml",
                "responsible_units: [县财政局等, 各有关部门]",
                "{0}\nsupporting_units: [各镇]",
            )
        )
    )
    assert graph.workload("各镇").of("supporting") == 1
    assert graph.workload("西山镇").of("supporting") == 0
    (found,) = graph.obligations("西山镇", "supporting")
    assert (str(found.item), found.via, found.mark) == ("3", ("各镇",), "through")


@pytest.mark.parametrize(
    ("units", "check", "says"),
    [
        ("县水利局", "unit-in-both-roles", "既是牵头单位又是配合单位"),
        ("县财政局", "unit-in-both-roles", "既是责任单位又是配合单位"),
        ("县教育局, 县教育局", "unit-twice", "在配合单位里写了两次"),
        ("县林业局", "unknown-unit", "县林业局"),
    ],
)
def test_checks_know_the_role(small_files: Files, units: str, check: str, says: str) -> None:
    old, new = EDITS["01.yml"]
    files = edited(small_files, "01.yml", old, new.replace("县教育局", units))
    found = [one for one in checks.run(load(files)).problems if one.check == check]
    assert [says in one.message for one in found] == [True]
    assert found[0].location.line == 10


def test_a_named_unit_that_supports_through_a_collective(small_files: Files) -> None:
    old, _ = EDITS["02.yml"]
    files = edited(small_files, "02.yml", old, "{0}    supporting_units: [各镇]\n")
    found = [one for one in checks.run(load(files)).problems if one.check == "both-roles-through-collective"]
    assert [one.message for one in found] == ["“东河镇”是责任单位，又作为“各镇”成员是配合单位"]


# ---------------------------------------------------------------- what readers get


def test_pages_show_them(helped: Compiled) -> None:
    found = pages(helped)
    unit = found["units/jyj.md"]
    assert '<b class="supporting">1</b> ▲ 配合任务' in unit
    assert '<h2 id="supporting">▲ 配合的任务（1 项）</h2>' in unit
    task = found[f"tasks/{POLICY}/1.md"]
    assert "<dt>▲ 配合单位</dt>" in task
    assert task.index("牵头单位") < task.index("● 责任单位") < task.index("▲ 配合单位")
    assert "，配合单位：县教育局）" in task
    assert found[f"tasks/{POLICY}/2.md"].count("<dt>▲ 配合单位</dt>") == 1
    assert "配合单位" not in found[f"tasks/{POLICY}/3.md"]
    assert '<b class="supporting">▲ 配合</b>' in found["tasks/index.md"]
    assert '<span class="supporting">▲ 配合 1</span>' in found["index.md"]
    assert "谁配合" in found["index.md"]
    for path in ("units/index.md", "cooperation/index.md"):
        assert '<th scope="col" class="n">▲ 配合</th>' in found[path]
    assert '<i class="supporting" style="width:' in found["cooperation/index.md"]


def test_the_matrix_marks_them(helped: Compiled) -> None:
    text = pages(helped)["matrix/index.md"]
    assert '<span class="mark supporting"><i>▲</i> 配合单位</span>' in text
    assert '<option value="supporting">▲ 配合单位</option>' in text
    assert text.count('class="supporting" data-u="县委办"') == 2  # task 2 and its part 2
    assert "▲ 配合单位（项）" in text
    totals = helped.site.policies[0].matrix.totals
    assert list(totals) == ["lead", "responsible", "supporting", "through"]
    assert totals["supporting"] == {"县教育局": 1, "县委办": 1, "各有关部门": 1}


def test_the_json_and_the_terminal_say_them(helped: Compiled) -> None:
    tasks = {task["id"]: task for task in json.loads(export(helped.site))["tasks"]}
    assert tasks["1"]["supporting"] == ["县教育局"]
    assert [part["supporting"] for part in tasks["2"]["parts"]] == [[], ["县委办", "各有关部门"]]
    assert tasks["3"]["supporting"] == []
    unit, task = (show(helped.site, what, None, 80) or "" for what in ("县教育局", "1"))
    assert "★ 牵头 1 项　● 责任 0 项　▲ 配合 1 项　○ 作为成员 0 项" in unit
    assert "配合单位  县教育局" in task


def test_tables_and_calendars_have_them(helped: Compiled) -> None:
    files = downloads(helped.site, ("csv", "ics"))
    rows = table(files["downloads/tasks.csv"])
    columns = list(rows[0])
    assert columns[columns.index("牵头单位") :][:3] == ["牵头单位", "责任单位", "配合单位"]
    assert [row["配合单位"] for row in rows][:3] == ["县教育局", "（2）县委办、各有关部门", ""]
    roles = [row for row in table(files["downloads/assignments.csv"]) if row["角色"] == "配合单位"]
    assert [(row["序号"], row["部分"], row["单位"]) for row in roles] == [
        ("1", "", "县教育局"),
        ("2", "（2）", "县委办"),
        ("2", "（2）", "各有关部门"),
    ]
    own = table(files["downloads/units/jyj.csv"])
    assert [(row["序号"], row["角色"]) for row in own] == [("3", "牵头单位"), ("1", "配合单位")]
    for name in ("deadlines", "targets", "deliverables"):
        assert "县教育局" in {row["配合单位"] for row in table(files[f"downloads/{name}.csv"])}
    assert "配合单位：县教育局" in files["downloads/deadlines.ics"].decode().replace("\r\n ", "")


def test_ledgers_have_a_column(helped: Compiled) -> None:
    files = downloads(helped.site, ("xlsx",))
    book = sheets(files[f"downloads/ledger-{POLICY}.xlsx"])
    head = book["台账"][2]
    assert head[3:6] == ["牵头单位", "责任单位", "配合单位"]
    assert {row[0]: row[5] for row in book["台账"][3:] if row[1]}[1] == "县教育局"
    assert head[head.index("成果") :] == ["成果", "备注"]
    assert any("▲" in row for row in book["任务矩阵"])
    assert book["单位"][0][2:7] == ["牵头单位", "责任单位", "配合单位", "作为成员承担", "合计"]
    assert all("配合单位" in book[name][0] for name in ("时限", "指标", "成果"))
    own = sheets(files["downloads/units/jyj.xlsx"])["台账"]
    assert any(row[0] == "配合的任务（1项）" for row in own)


def test_letters_have_a_column(helped: Compiled) -> None:
    files = downloads(helped.site, ("docx",))
    letter = docx.Document(io.BytesIO(files["downloads/units/jyj.docx"]))
    assert any("其中牵头1项、配合1项。" in one.text for one in letter.paragraphs)
    assert [one.text for one in letter.paragraphs][-1] == "二、配合的任务（1项）"
    tables = [[cell.text for cell in one.rows[0].cells] for one in letter.tables]
    assert tables[0] == tables[1]
    assert tables[0][2:5] == ["牵头单位", "责任单位", "配合单位"]
    assert letter.tables[1].rows[1].cells[4].text == "县教育局"


def test_search_counts_them(helped: Compiled) -> None:
    rendered = render(helped.site, read_templates(ROOT / "templates"))
    found = {one["title"]: one for one in json.loads(rendered["search/search_index.json"])["docs"]}
    assert found["县教育局"]["text"] == "政府部门；牵头 1 项，责任 0 项，配合 1 项"
    assert found["县财政局"]["text"] == "政府部门；牵头 0 项，责任 2 项"


# ---------------------------------------------------------------- without them


def test_without_them_nothing_speaks_of_them(compiled_small: Compiled) -> None:
    for path, text in pages(compiled_small).items():
        assert "配合单位" not in text, path
        assert "▲" not in text, path
        assert "supporting" not in text, path
    for path, content in downloads(compiled_small.site, ("csv", "ics")).items():
        assert "配合单位" not in content.decode("utf-8-sig").replace("\r\n ", ""), path
    for path, content in of_kind(downloads(compiled_small.site, ("xlsx",)), ".xlsx"):
        cells = [cell for page in sheets(content).values() for row in page for cell in row]
        assert not [cell for cell in cells if cell and ("配合单位" in str(cell) or "▲" in str(cell))], path
    for path, content in of_kind(downloads(compiled_small.site, ("docx",)), ".docx"):
        tables = docx.Document(io.BytesIO(content)).tables
        assert all("配合单位" not in cell.text for one in tables for cell in one.rows[0].cells), path
    for what in ("县水利局", "1"):
        assert "配合单位" not in (show(compiled_small.site, what, None, 80) or "")


def test_a_ledger_of_a_unit_without_them_has_no_column(small_files: Files) -> None:
    """The policy has supporting units, but none of this unit's lines does."""
    files = edited(edited(small_files, "02.yml", *EDITS["02.yml"]), "source.txt", *PART_CLAUSE)
    books = downloads(compiled(files).site, ("xlsx",))
    heads = {name: sheets(books[f"downloads/units/{name}.xlsx"])["台账"][2] for name in ("jyj", "xwb")}
    assert {name: "配合单位" in head for name, head in heads.items()} == {"jyj": False, "xwb": True}
