"""What the supervising office decides in its own ledger of all units comes back: taken as it stands, or said with file, sheet and cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from click.testing import CliRunner

from responsibility.build.project import Project, find_project
from responsibility.cli import main
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.collecting import Collection, collect
from responsibility.model.decisions import Decision
from responsibility.progress.ledger_columns import DECIDED, UNIT
from responsibility.progress.ledger_marks import KEY_HEAD, UNIT_HEAD

from .conftest import POLICY, read, write
from .support.filling import MergedLedger, merged_ledger, project, subject
from .support.progress import entry, reported
from .test_progress_lights import BUREAU, EAST, SCHOOLS, item, site

__all__ = ["project"]

WATER, SURVEY, SCHOOL = subject("1"), subject("2.1"), subject("3")
YEAR_END = subject("1", "deadline", "2023年底前")
RATE = subject("1", "target", "供水普及率达到95%以上", "%")
WORDS = "=1+1\n改为90%以上，<b>“分两年”&amp;"
EXTENDED = ("延期", "2023.9.20", "清政办会〔2023〕3号", "2024-03-31")


def a_round(files: Files) -> Files:
    """The small policy with a round of reports."""
    files = reported(files, "2023-06-30", BUREAU, entry("1", "in_progress"), entry("2.1", "completed"))
    files = reported(files, "2023-06-30", EAST, entry("1", "in_progress"))
    return reported(files, "2023-06-30", SCHOOLS, entry("3", "in_progress"))


@pytest.fixture
def ledger(project: Project) -> MergedLedger:
    """The ledger that goes with a round of reports, which the project has too."""
    files = a_round(read(project.tasks))
    write(files, project.tasks)
    return merged_ledger(files)


def take(project: Project, ledger: MergedLedger) -> Collection:
    return collect(project, [ledger.save(project.root / "汇总.xlsx")])


def remarks(collection: Collection) -> list[str]:
    return [str(remark) for remark in collection.remarks]


def decisions(project: Project) -> tuple[Decision, ...]:
    [policy] = load(read(project.tasks)).policies
    return policy.decisions


def brief(decision: Decision) -> tuple[str, str, str | None, str, str]:
    return str(decision.task), decision.what, decision.unit, str(decision.day), str(decision.due or "")


# ---------------------------------------------------------------- what is taken


def decide_as_an_office_does(ledger: MergedLedger) -> None:
    """Decisions on items, a deadline and a target; days as days and as text; rows sorted, hidden, inserted."""
    ledger.decide(SURVEY, "slj", "销号", dt.date(2023, 7, 5), "现场核验")
    ledger.decide(YEAR_END, "slj", *EXTENDED)
    row = ledger.decide(RATE, "slj", "调整", "２０２３年９月１日", "县政府专题会议", None, WORDS)
    ledger.cell(row, "说明").data_type = "s"  # = at the start is no formula
    ledger.decide(SCHOOL, "jyj", "延期", "20230920", " 县政府\n常务会议 ", "2024年9月1日")
    ledger.sort("状态")
    ledger.sheet.row_dimensions[ledger.row_of(SCHOOL, "jyj")].hidden = True
    ledger.sheet.insert_rows(ledger.head, 2)


OFFICE = [
    ("2.1", "accepted", BUREAU, "2023-07-05", ""),
    ("1", "adjusted", BUREAU, "2023-09-01", ""),
    ("1", "extended", BUREAU, "2023-09-20", "2024-03-31"),
    ("3", "extended", SCHOOLS, "2023-09-20", "2024-09-01"),
]
"""What :func:`decide_as_an_office_does` decides."""


def test_what_is_decided_comes_back_and_a_second_time_changes_nothing(
    project: Project, ledger: MergedLedger
) -> None:
    decide_as_an_office_does(ledger)
    collection = take(project, ledger)
    assert (remarks(collection), collection.decisions) == ([], 4)
    assert sorted(map(brief, decisions(project))) == sorted(OFFICE)
    by_kind = {each.what: each for each in decisions(project)}
    assert (by_kind["adjusted"].quote, by_kind["adjusted"].words) == (RATE.quote, WORDS)
    assert {each.basis for each in decisions(project)} >= {"县政府 常务会议", "现场核验"}
    again = take(project, ledger)
    assert (again.change, again.decisions, remarks(again)) == ({}, 0, [])


def test_the_command_says_that_decisions_of_later_days_do_not_count_yet(
    project: Project, ledger: MergedLedger
) -> None:
    decide_as_an_office_does(ledger)
    path = str(ledger.save(project.root / "汇总.xlsx"))
    said = CliRunner().invoke(main, ["collect", "--project", str(project.root), path]).output
    assert "有 4 条决定的日期在 2023-06-30 以后，没有算进去；要算进网站的写明日期：" in said
    assert said.rstrip().endswith("site --as-of 2023-09-20")


@pytest.mark.slow
def test_a_site_that_is_published_says_so_too_also_where_nothing_has_changed(
    project: Project, ledger: MergedLedger
) -> None:
    decide_as_an_office_does(ledger)
    take(project, ledger)
    publish = ["site", "--no-downloads", "--project", str(project.root)]
    for _ in range(2):
        done = CliRunner().invoke(main, publish)
        assert done.exit_code == 0, done.output
        *_, last = done.output.rstrip().splitlines()
        assert last.startswith("有 4 条决定的日期在 2023-06-30 以后，没有算进去；要算进网站的写明日期：")
        assert last.endswith("site --as-of 2023-09-20")
    assert "没有算进去" not in CliRunner().invoke(main, [*publish, "--as-of", "2023-09-20"]).output


def test_what_was_decided_shows_in_the_lights_and_in_the_next_ledger(
    project: Project, ledger: MergedLedger
) -> None:
    decide_as_an_office_does(ledger)
    take(project, ledger)
    after = reported(read(project.tasks), "2024-01-10", BUREAU, entry("1", "in_progress"))
    view = site(after)
    assert item(view, "2.1").state.words == "已销号"
    assert item(view, "1").state.words == "推进中，还有 81 天"
    following = merged_ledger(after)
    row = following.row_of(SURVEY, "slj")
    assert following.cell(row, "已作决定").value == "2023年7月5日销号（现场核验）"
    assert [following.cell(row, head).value for head in DECIDED] == [None] * len(DECIDED)
    assert take(project, following).change == {}


def test_decisions_are_put_among_those_that_are_there_and_these_stay_as_they_are(
    project: Project, ledger: MergedLedger
) -> None:
    file = project.tasks / POLICY / "decisions.yml"
    written = '# 手写的\ndecisions:\n  - task: "1"\n    what: adjusted # 会上定的\n    day: 2023-09-25\n    basis: 会议\n    words: 分两年\n'
    file.write_text(written, encoding="utf-8")
    ledger.decide(WATER, "slj", *EXTENDED)
    take(project, ledger)
    text = file.read_text(encoding="utf-8")
    assert "# 手写的" in text
    assert "what: adjusted # 会上定的" in text
    assert [each.what for each in decisions(project)] == ["extended", "adjusted"]


HARM = (
    '=HYPERLINK("http://evil.example","点")',
    "<script>window.pwned=true</script>",
    "@SUM(1+1)|cmd",
    "# 标题\n- [点](javascript:alert(1))",
    '": {x: !!python/object:os.system}',
)


@pytest.mark.parametrize("harm", HARM)
def test_harm_in_what_is_decided_stays_text(project: Project, ledger: MergedLedger, harm: str) -> None:
    row = ledger.decide(WATER, "slj", "调整", "2023-06-01", harm, None, harm)
    for head in ("依据", "说明"):
        ledger.cell(row, head).data_type = "s"
    assert remarks(take(project, ledger)) == []
    [decision] = decisions(project)
    assert (decision.basis, decision.words) == (" ".join(harm.split()), harm)
    following = merged_ledger(read(project.tasks))
    cell = following.cell(following.row_of(WATER, "slj"), "已作决定")
    assert (cell.data_type, cell.hyperlink) == ("s", None)
    assert str(cell.value).startswith("2023年6月1日调整（")


# ---------------------------------------------------------------- what is not


@pytest.mark.parametrize(
    ("wrong", "where", "words"),
    [
        ({"依据": None}, "依据", "延期缺依据，没有读入"),
        ({"依据": " 　"}, "依据", "延期缺依据，没有读入"),
        ({"决定日期": "下周"}, "决定日期", "决定日期“下周”不是一个日子"),
        ({"决定日期": "9月20日"}, "决定日期", "决定日期“9月20日”没有写年份，没有读入"),
        ({"决定": "缓办"}, "决定", "决定“缓办”不认识（可填 销号、延期、调整）"),
        ({"决定": None}, "决定日期", "没有写决定（销号、延期或调整）"),
        ({"延至": None}, "延至", "延期缺延至，没有读入"),
        ({"延至": "3月31日"}, "延至", "延至“3月31日”没有写年份，没有读入"),
        ({"决定": "调整", "延至": None}, "说明", "调整缺说明，没有读入"),
        ({"延至": "2023-12-31"}, "延至", "延期到 2023-12-31，并不晚于原定的 2023-12-31"),
        ({"延至": dt.date(2023, 7, 1)}, "延至", "延期到 2023-07-01，并不晚于原定的 2023-12-31"),
        ({UNIT_HEAD: "xxx"}, UNIT, "单位 xxx 不在单位名录里"),
        ({UNIT: EAST}, UNIT, f"填报单位“{EAST}”改动过"),
        ({UNIT_HEAD: None}, UNIT, f"填报单位“{BUREAU}”改动过"),
        ({"任务": "改了"}, "任务", "任务或事项的文字改动过"),
        ({KEY_HEAD: None}, "", "这一行不是发出的台账里的"),
    ],
)
def test_what_is_wrong_with_a_decision_is_said_where_it_stands(
    project: Project, ledger: MergedLedger, wrong: dict[str, object], where: str, words: str
) -> None:
    row = ledger.decide(YEAR_END, "slj", *EXTENDED)
    ledger.fill(row, **wrong)
    lines = remarks(take(project, ledger))
    cell = f"!{ledger.cell(row, where).coordinate}" if where else f"第{row}行"
    assert lines[0].startswith(f"汇总.xlsx 汇总台账{cell}：{words}"), lines
    assert decisions(project) == ()


def test_a_day_until_which_only_an_extension_may_run_is_left_out_elsewhere(
    project: Project, ledger: MergedLedger
) -> None:
    row = ledger.decide(YEAR_END, "slj", "销号", *EXTENDED[1:])
    [line] = remarks(take(project, ledger))
    assert (
        line
        == f"汇总.xlsx 汇总台账!{ledger.cell(row, '延至').coordinate}：销号不写延到哪一天，这一格没有读入"
    )
    assert [each.what for each in decisions(project)] == ["accepted"]


def test_an_extension_runs_beyond_the_one_before(project: Project, ledger: MergedLedger) -> None:
    ledger.decide(YEAR_END, "slj", *EXTENDED)
    take(project, ledger)
    ledger.decide(YEAR_END, "slj", "延期", "2023-12-01", "会议", "2024-02-01")
    [line] = remarks(take(project, ledger))
    assert "延期到 2024-02-01，并不晚于 2023-09-20 已经延到的 2024-03-31，没有读入" in line
    ledger.decide(YEAR_END, "slj", "延期", "2023-12-01", "会议", "2024-06-30")
    assert remarks(take(project, ledger)) == []
    assert [str(each.due) for each in decisions(project)] == ["2024-03-31", "2024-06-30"]


CONTRADICTING: dict[str, Callable[[MergedLedger, int], object]] = {
    "another day": lambda ledger, row: ledger.fill(row, 延至="2025-01-01"),
    "another basis": lambda ledger, row: ledger.fill(row, 依据="别的会议"),
    "accepted on the day on which it is extended": lambda ledger, row: ledger.fill(
        row, 决定="销号", 延至=None
    ),
}


@pytest.mark.parametrize("other", CONTRADICTING)
def test_of_rows_that_contradict_each_other_none_is_taken(
    project: Project, ledger: MergedLedger, other: str
) -> None:
    first = ledger.decide(YEAR_END, "slj", *EXTENDED)
    second = ledger.copy(first)
    assert remarks(take(project, ledger)) == [], "the same twice is one decision"
    (project.tasks / POLICY / "decisions.yml").unlink()
    CONTRADICTING[other](ledger, second)
    lines = remarks(take(project, ledger))
    cells = [ledger.cell(row, "决定").coordinate for row in (first, second)]
    assert [line.split("：")[0] for line in lines] == [f"汇总.xlsx 汇总台账!{cell}" for cell in cells]
    assert f"与汇总.xlsx 汇总台账!{cells[1]} 的" in lines[0]
    assert all(line.endswith("不同，两处都没有读入") for line in lines)
    assert decisions(project) == ()


def test_what_contradicts_a_decision_that_is_there_is_not_taken(
    project: Project, ledger: MergedLedger
) -> None:
    ledger.decide(YEAR_END, "slj", *EXTENDED)
    take(project, ledger)
    ledger.decide(YEAR_END, "slj", *EXTENDED[:3], "2025-01-01")
    [line] = remarks(take(project, ledger))
    assert "延期（2023-09-20）与已有的延期（2023-09-20，清政办会〔2023〕3号）不同，没有读入" in line
    assert [str(each.due) for each in decisions(project)] == ["2024-03-31"]


def test_what_is_accepted_twice_is_said(project: Project, ledger: MergedLedger) -> None:
    ledger.decide(SURVEY, "slj", "销号", "2023-07-05", "现场核验")
    take(project, ledger)
    ledger.decide(SURVEY, "slj", "销号", "2023-08-05", "现场核验")
    [line] = remarks(take(project, ledger))
    assert "销号（2023-08-05）与已有的销号（2023-07-05，现场核验）不同" in line


def test_cells_merged_downwards_hold_for_each_row_and_are_told(
    project: Project, ledger: MergedLedger
) -> None:
    first = ledger.decide(WATER, "slj", "调整", "2023-09-01", "会议", None, "分两年")
    for head in ("决定", "决定日期", "依据", "说明"):
        column = ledger.cell(first, head).column_letter
        ledger.sheet.merge_cells(f"{column}{first}:{column}{first + 1}")
    lines = remarks(take(project, ledger))
    assert len(lines) == 4
    assert all("合并的单元格，2 行都按它填的收" in line for line in lines)
    assert [brief(each)[:3] for each in decisions(project)] == [
        ("1", "adjusted", BUREAU),
        ("1", "adjusted", EAST),
    ]


def test_without_the_hidden_column_of_units_nothing_is_taken(project: Project, ledger: MergedLedger) -> None:
    row = ledger.decide(WATER, "slj", *EXTENDED)
    ledger.sheet.delete_cols(ledger.columns[UNIT_HEAD])
    [line] = remarks(take(project, ledger))
    assert line.startswith(f"汇总.xlsx 汇总台账!{ledger.cell(row, UNIT).coordinate}：隐藏的单位标识列被删去")
    assert decisions(project) == ()


def test_a_ledger_is_read_where_its_task_is_gone_and_the_rest_is_taken(
    project: Project, ledger: MergedLedger
) -> None:
    ledger.decide(SURVEY, "slj", "销号", "2023-07-05", "现场核验")
    row = ledger.decide(SCHOOL, "jyj", "延期", "2023-09-20", "会议", "2024-12-31")
    left = {path: content for path, content in read(project.tasks).items() if not path.endswith("/03.yml")}
    (project.tasks / POLICY / "03.yml").unlink()
    assert set(left) == set(read(project.tasks))
    [line] = remarks(collect(find_project(project.root), [ledger.save(project.root / "汇总.xlsx")]))
    assert line.startswith(
        f"汇总.xlsx 汇总台账!{ledger.cell(row, '任务').coordinate}：现在的数据里没有这一条"
    )
    assert [brief(each)[:2] for each in decisions(project)] == [("2.1", "accepted")]
