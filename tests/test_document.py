"""The proof: what it lets pass, and that it lets nothing else pass."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.language.normalize import normalise, normalise_clauses, with_origin
from responsibility.language.numerals import chinese_number, chinese_ordinal
from responsibility.model import ItemId, Part, Policy, Task
from responsibility.proof import clause, prove, verbatim_clauses

from .conftest import REAL, Compiled, compiled, read

POLICY = compiled(read(REAL)).data.policies[0]
TASKS = range(len(POLICY.tasks))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("过渡 期\n内\u3000保持", "过渡期内保持"),
        ("（牵头单位:县教育局;责任单位:各镇)", "（牵头单位：县教育局；责任单位：各镇）"),
        ("投入 500 万元", "投入500万元"),
        ("１２％", "12%"),
        ("改造 and 维修", "改造and维修"),
    ],
)
def test_differences_that_do_not_count(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("各镇、各村", "各镇，各村"), ("1,000", "1，000元"), ("“甲”", "「甲」"), ("一", "—")],
)
def test_differences_that_count(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


def test_separators_inside_a_clause_are_one() -> None:
    one, other = "甲，乙。（责任单位：甲、乙等，各镇）", "甲，乙。（责任单位：甲，乙等、各镇）"
    assert normalise_clauses(with_origin(one)).text == normalise_clauses(with_origin(other)).text
    assert "甲，乙。" in normalise_clauses(with_origin(one)).text


@given(st.text())
def test_normal_form_is_stable_and_knows_its_origin(text: str) -> None:
    normal = with_origin(text)
    assert len(normal.text) == len(normal.origin)
    assert list(normal.origin) == sorted(normal.origin)
    assert normalise(normal.text) == normal.text


def test_real_policy_is_proven() -> None:
    proof = prove(POLICY)
    assert proof
    assert (proof.difference, proof.stale) == (None, ())
    assert (proof.characters, proof.errata, proof.clauses) == (13021, 1, 61)


def test_open_lists_are_put_together_again() -> None:
    tasks = {task.number: task for task in POLICY.tasks}
    assert "区农业农村局等、各镇" in clause(tasks["31"])
    assert "区人社局等、各职能部门、各镇" in clause(tasks["49"])


def test_clauses_are_shown_as_the_document_punctuates_them() -> None:
    clauses = verbatim_clauses(POLICY)
    assert (
        clauses[ItemId("49")]
        == "（牵头单位：区民政局，责任单位：区住建局、区卫健委、区教育局、区人社局等各职能部门，各镇）"
    )
    assert clauses[ItemId("2", "4")] == "（责任单位：区委实施乡村振兴战略领导小组各成员单位，各镇）"


def changed(index: int, task: Task) -> Policy:
    tasks = (*POLICY.tasks[:index], task, *POLICY.tasks[index + 1 :])
    return replace(POLICY, tasks=tasks)


def caught(policy: Policy) -> bool:
    proof = prove(policy)
    return proof is not None and proof.difference is not None


def with_text(task: Task, place: int, text: str) -> Task:
    """``task`` with the text of its ``place``-th text changed."""
    if task.text and place == 0:
        return task.model_copy(update={"text": text})
    parts = list(task.parts)
    parts[place] = parts[place].model_copy(update={"text": text})
    return task.model_copy(update={"parts": tuple(parts)})


def texts(task: Task) -> list[str]:
    return [task.text] if task.text else [part.text for part in task.parts]


@settings(deadline=None)
@given(st.data())
@pytest.mark.slow
def test_any_changed_character_is_caught(data: st.DataObject) -> None:
    index = data.draw(st.sampled_from(TASKS))
    task = POLICY.tasks[index]
    place = data.draw(st.integers(0, len(texts(task)) - 1))
    text = texts(task)[place]
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from(["", "甲", "9", "。", text[at] * 2]))
    new = text[:at] + put + text[at + 1 :]
    if normalise(new) != normalise(text):
        assert caught(changed(index, with_text(task, place, new)))


@settings(deadline=None)
@given(st.data())
@pytest.mark.slow
def test_any_dropped_or_moved_unit_is_caught(data: st.DataObject) -> None:
    index = data.draw(st.sampled_from(TASKS))
    task = POLICY.tasks[index]
    item = data.draw(st.sampled_from([item for item in task.items if item.units("responsible")]))
    names = list(item.units("responsible"))
    at = data.draw(st.integers(0, len(names) - 1))
    if data.draw(st.booleans()) and len(names) > 1:
        names[at], names[at - 1] = names[at - 1], names[at]
    else:
        del names[at]
    if tuple(names) == item.units("responsible"):
        return
    new = item.model_copy(update={"responsible_units": tuple(names)})
    if isinstance(item, Part):
        parts = tuple(new if part is item else part for part in task.parts)
        new = task.model_copy(update={"parts": parts})
    assert isinstance(new, Task)
    assert caught(changed(index, new))


@settings(deadline=None)
@given(st.data())
@pytest.mark.slow
def test_swapped_sentences_are_caught(data: st.DataObject) -> None:
    long = [i for i in TASKS if POLICY.tasks[i].text and "\n" in (POLICY.tasks[i].text or "")]
    index = data.draw(st.sampled_from(long))
    task = POLICY.tasks[index]
    lines = (task.text or "").split("\n")
    at = data.draw(st.integers(1, len(lines) - 1))
    lines[at], lines[at - 1] = lines[at - 1], lines[at]
    assert caught(changed(index, with_text(task, 0, "\n".join(lines))))


@pytest.mark.parametrize("index", TASKS)
def test_a_missing_lead_or_title_is_caught(index: int) -> None:
    task = POLICY.tasks[index]
    assert caught(changed(index, task.model_copy(update={"title": task.title + "等"})))
    if task.units("lead"):
        assert caught(changed(index, task.model_copy(update={"lead_units": ()})))


def test_difference_shows_both_sides_and_the_line(compiled_small: Compiled) -> None:
    policy = compiled_small.data.policies[0]
    task = policy.tasks[0].model_copy(update={"text": "新建水厂3座。"})
    proof = prove(replace(policy, tasks=(task, *policy.tasks[1:])))
    assert proof
    assert proof.difference
    assert proof.difference.line == 23
    assert "水厂【2】座" in proof.difference.source
    assert "水厂【3】座" in proof.difference.data


def test_every_ordinal_is_read_back() -> None:
    assert [chinese_ordinal(n) for n in (100, 101, 110, 115, 1000, 1001, 1010, 1110, 2345)] == [
        *("一百", "一百零一", "一百一十", "一百一十五", "一千", "一千零一", "一千零一十", "一千一百一十"),
        "二千三百四十五",
    ]
    assert [chinese_number(chinese_ordinal(n)) for n in range(1, 10_000)] == list(range(1, 10_000))


def test_ordinals() -> None:
    assert [chinese_ordinal(n) for n in (1, 4, 10, 11, 20, 35)] == [
        "一",
        "四",
        "十",
        "十一",
        "二十",
        "三十五",
    ]
