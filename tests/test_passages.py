"""What the facts of a task may quote: its texts, else its heading and its assignment clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility import checks
from responsibility.checks.deadlines_targets import accounting
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.importing.beside import propose_beside
from responsibility.language import terms
from responsibility.language.dates import Reference
from responsibility.language.passages import Quotable
from responsibility.model import Task
from responsibility.views.highlight import mark

from .conftest import Compiled
from .support.faults import task as edited
from .test_importing import drafted

CLAUSE = "（县水利局牵头，2022年9月底前完成）"


def task(**fields: object) -> Task:
    usual = {
        "number": "1",
        "title": "供水",
        "section": "一",
        "text": "改造管网。",
        "lead_units": ["县水利局"],
    }
    return Task.model_validate({**usual, **fields})


def kinds_and_words(quotable: Quotable) -> list[tuple[str, str]]:
    return [(passage.kind, passage.text) for passage in quotable.passages]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, [("heading", "供水"), ("text", "改造管网。")]),
        ({"clause": CLAUSE}, [("heading", "供水"), ("text", "改造管网。"), ("clause", CLAUSE)]),
        ({"heading": "（三）供水（2022年）。"}, [("heading", "供水（2022年）。"), ("text", "改造管网。")]),
        ({"heading": "3."}, [("text", "改造管网。")]),
        ({"heading": ""}, [("text", "改造管网。")]),
    ],
    ids=["no clause written down", "a clause", "more than a title", "a number alone", "no heading"],
)
def test_passages(fields: dict[str, object], expected: list[tuple[str, str]]) -> None:
    assert kinds_and_words(Quotable(task(**fields))) == expected


def test_a_text_is_looked_at_before_the_heading() -> None:
    repeated = Quotable(task(title="改造管网120公里", text="改造管网120公里，新建水厂。"))
    (offset,) = repeated.offsets("管网120公里")
    assert repeated.passage_at(offset).kind == "text"
    assert [repeated.passage_at(start).kind for start, _ in repeated.spans("管网120公里")] == [
        "text",
        "heading",
    ]
    assert len(repeated.offsets("网")) == 1
    assert repeated.offsets("新建管网") == []


def test_a_quote_accounts_for_the_same_words_of_the_heading() -> None:
    target = {
        "indicator": "改造管网",
        "quote": "改造管网120公里",
        "values": [{"equals": 120, "unit": "公里"}],
    }
    said_again = task(title="改造管网120公里", text="年内改造管网120公里。", targets=[target])
    figures = {(figure.text, accounted) for figure, accounted in accounting(Quotable(said_again))}
    assert ("120", True) in figures
    assert ("120", False) not in figures


def test_what_is_quoted_from_the_clause_of_a_part_belongs_to_it() -> None:
    parts = [
        {"number": "1", "text": "改造管网。", "lead_units": ["县水利局"]},
        {"number": "2", "text": "新建水厂。", "clause": CLAUSE, "lead_units": ["县水利局"]},
    ]
    whole = task(text=None, parts=parts)
    assert Quotable(whole).item_of("2022年9月底前") is whole.parts[1]
    assert Quotable(whole).item_of("供水") is whole


def test_the_figures_of_a_unit_s_name_do_not_count() -> None:
    clause = "（县12345热线办、县水利局负责，2022年9月底前完成）"
    named = task(clause=clause, lead_units=[], responsible_units=["县12345热线办", "县水利局"])
    assert next(figure.text for figure, _ in accounting(Quotable(named))) == "2022"


@given(
    st.text("甲乙1年前，。（）\n", min_size=1, max_size=30).filter(str.strip), st.text("甲乙1", min_size=1)
)
def test_every_place_holds_the_quote(text: str, quote: str) -> None:
    quotable = Quotable(task(text=text, title="甲乙1", clause=f"（{quote}）"))
    assert quotable.offsets(quote)
    for start, end in quotable.spans(quote):
        assert quotable.text[start:end] == quote


CLAUSE_OF_4 = "clause: （县委办、各镇负责，2023年9月底前完成）\n"


def test_a_deadline_may_quote_the_clause(small_files: Files) -> None:
    deadline = "  - quote: 2023年9月底前\n    due: {}\n    before: true\n"
    edited("04", "deadlines:\n", f"{CLAUSE_OF_4}deadlines:\n{deadline.format('2023-09')}")(small_files)
    found = {
        problem.check for problem in checks.run(load(small_files)).problems if problem.severity == "error"
    }
    assert not found & {"quote-not-in-text", "figure-unaccounted", "contradicts-quote"}
    edited("04", "due: 2023-09", "due: 2023-08")(small_files)
    assert "contradicts-quote" in {problem.check for problem in checks.run(load(small_files)).problems}


def test_headings_of_the_real_policy(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.data.policies
    of_headings = {
        task.number: [
            figure.text
            for figure, accounted in accounting(quotable)
            if accounted and quotable.passage_at(figure.start).kind == "heading"
        ]
        for task in policy.tasks
        if (quotable := Quotable(task))
    }
    assert {number: figures for number, figures in of_headings.items() if figures} == {
        "1": ["5", "过渡期"],
        "2": ["四"],
        "s2": ["五"],
    }


# ---------------------------------------------------------------- what an import proposes from there

REFERENCE = Reference(2022)


def drafts(**fields: object) -> tuple[list[str], list[str], list[str]]:
    proposals = propose_beside(task(**fields), REFERENCE)
    lists = (proposals.deadlines, proposals.targets, proposals.other_figures)
    deadlines, targets, others = ([record.quote for record in records] for records in lists)
    return deadlines, targets, others


def test_an_import_reads_deadlines_of_clauses() -> None:
    clause = "（牵头单位：县水利局；完成时限：2022年9月底）"
    assert drafts(clause=clause) == (["2022年9月底"], [], [])
    in_text = [{"quote": "2022年9月底", "due": "2022-09"}]
    assert drafts(clause=clause, text="2022年9月底完工。", deadlines=in_text) == ([], [], []), (
        "the text says it"
    )
    assert drafts(clause="（县水利局牵头，8度设防）") == ([], [], ["8度设防"])


def test_an_import_reads_targets_of_headings() -> None:
    assert drafts(title="粮食产量增长6%以上") == ([], ["粮食产量增长6%以上"], [])
    assert drafts(title="落实“五个一”要求") == ([], [], ["落实“五个一”要求"])


def test_an_import_says_what_a_figure_of_a_heading_is() -> None:
    known, unknown = (
        propose_beside(task(title=title), REFERENCE).other_figures[0].why
        for title in ("落实稳经济20条措施", "系数提高到0.58")
    )
    assert known == terms.NAME
    assert unknown.startswith("标题里的数字")


def test_a_draft_accounts_for_the_figures_of_its_headings(small_files: Files) -> None:
    edited("04", "title: 加强宣传", "title: 2023年底前宣传率达到90%")(small_files)
    (policy,) = load(small_files).policies
    named = next(each for each in policy.tasks if each.number == "4")
    beside = propose_beside(named, REFERENCE)
    assert [str(record.due) for record in beside.deadlines] == ["2023"]
    assert [record.values[0].numbers[0] for record in beside.targets] == [90]


def test_pages_mark_what_is_quoted_from_headings_and_clauses() -> None:
    facts = {"deadlines": [{"quote": "2022年9月底前", "due": "2022-09", "before": True}]}
    marked = mark(task(clause=CLAUSE, **facts), CLAUSE)
    assert [(run.text, run.kinds) for run in marked if run.kinds] == [("2022年9月底前", ("deadline",))]


def test_the_page_of_a_task_marks_its_heading(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    titles = {view.ref.id: [run.text for run in view.title_runs if run.kinds] for view in policy.tasks}
    assert {id_: marked for id_, marked in titles.items() if marked} == {
        "1": ["设立5年过渡期"],
        "2": ["“四个不摘”"],
        "9": ["优化完善项目库"],
        "10": ["开展专项资金、项目和资产清理工作"],
        "s2": ["五级书记"],
    }


SHARED = """一、供水
1.改造管网。改造管网120公里。
2.建好水厂。新建水厂2座。
（县水利局牵头，县财政局配合，2022年10月底前完成）
二、教育
3.建好学校。改造学校4所。（县教育局牵头，县财政局配合，6月底前完成）
"""


def test_an_import_says_that_the_time_of_a_shared_clause_is_kept_once() -> None:
    review = drafted("x.txt", SHARED.encode()).review
    doubts = {each.task.number: [doubt for doubt in each.doubts if "时限" in doubt] for each in review.tasks}
    assert doubts == {"1": ["其中写的时限也管到这一项，只记在本节最后一项：请核对"], "2": [], "3": []}
    due = {each.task.number: [str(record.due) for record in each.task.deadlines] for each in review.tasks}
    assert due == {"1": [], "2": ["2022-10"], "3": ["6月"]}
