"""Words of a text that are its assignment; what a check finds and the document means so."""

from __future__ import annotations

import pytest

from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.assigning import read_as_assignment
from responsibility.edit.desk import ImpossibleError

from .conftest import SMALL, read
from .support.acting import P, do, errors, lines

CLAUSE = "（牵头单位：县水利局，责任单位：县财政局，各镇）"


@pytest.fixture
def unread() -> Files:
    """The small policy where an import has not seen the clause of task 1."""
    files = read(SMALL)
    text = files[f"{P}/01.yml"].decode()
    text = text.replace("检查2次以上。\n", f"检查2次以上。\n  {CLAUSE}\n")
    files[f"{P}/01.yml"] = text.replace(
        "lead_units: [县水利局]\nresponsible_units: [县财政局, 各镇]\n", ""
    ).encode()
    return files


@pytest.mark.parametrize("words", [CLAUSE, CLAUSE[1:-1], "牵头单位:县水利局, 责任单位：县财政局，\n各镇"])
def test_words_become_the_clause(unread: Files, words: str) -> None:
    done = do(unread, {"do": "assign", "task": "1", "words": words})
    assert lines(unread, done, f"{P}/01.yml") == (
        [f"  {CLAUSE}"],
        ["lead_units: [县水利局]", "responsible_units: [县财政局, 各镇]", f"clause: {CLAUSE}"],
    )
    assert errors(done) == []
    assert done.message == f"任务 1 的责任分工：{CLAUSE}"


def test_what_stands_behind_the_clause_closes_the_task(unread: Files) -> None:
    unread[f"{P}/01.yml"] = unread[f"{P}/01.yml"].replace(
        f"{CLAUSE}\n".encode(), f"{CLAUSE}\n  每月报送。\n".encode()
    )
    done = do(unread, {"do": "assign", "task": "1", "words": CLAUSE})
    assert done.data.policies[0].tasks[0].closing == "每月报送。"
    assert done.data.policies[0].tasks[0].listed("lead") == ("县水利局",)


def test_units_that_are_new_are_registered(unread: Files) -> None:
    unread = {
        path: content.replace("县财政局，各镇".encode(), "县民政局等，各镇".encode())
        for path, content in unread.items()
    }
    done = do(unread, {"do": "assign", "task": "1", "words": CLAUSE.replace("县财政局", "县民政局等")})
    assert done.data.policies[0].tasks[0].listed("responsible") == ("县民政局等", "各镇")
    assert "县民政局" in [unit.name for unit in done.data.units]


def test_what_assigns_nothing_is_refused(unread: Files) -> None:
    for words, why in (
        ("加强对水厂的管理", "读不出单位"),
        ("没有的字", "只出现一次"),
        ("，", "只出现一次"),
        ("", "只出现一次"),
    ):
        with pytest.raises(ImpossibleError, match=why):
            do(unread, {"do": "assign", "task": "1", "words": words})
    with pytest.raises(ImpossibleError, match="只出现一次"):
        do(unread, {"do": "assign", "task": "2", "words": CLAUSE})


def test_words_are_read_as_an_assignment() -> None:
    data = load(read(SMALL))
    assert read_as_assignment(data, CLAUSE) == [
        ["牵头单位", ["县水利局"]],
        ["责任单位", ["县财政局", "各镇"]],
    ]
    assert read_as_assignment(data, "新建水厂2座") is None


def test_what_the_document_means_so_is_an_exception_with_its_reason() -> None:
    small = read(SMALL)
    done = do(small, {"do": "waive", "check": "no-unit", "task": "1", "why": "原文如此"})
    assert lines(small, done, f"{P}/policy.yml")[1] == [
        "waivers:",
        "  - check: no-unit",
        '    task: "1"',
        "    why: 原文如此",
    ]
    with pytest.raises(ImpossibleError, match="不能作例外"):
        do(small, {"do": "waive", "check": "contradicts-quote", "why": "原文如此"})
    with pytest.raises(ImpossibleError, match="没有任务 9"):
        do(small, {"do": "waive", "check": "no-unit", "task": "99", "why": "原文如此"})
    with pytest.raises(ImpossibleError) as caught:
        do(small, {"do": "waive", "check": "no-unit", "task": "9" * 500, "why": "原文如此"})
    assert len(str(caught.value)) < 80
