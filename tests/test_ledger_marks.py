"""What a ledger carries hidden comes back as it was written, and what was damaged is said."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.model.decisions import Decision
from responsibility.model.item_ids import ItemId
from responsibility.model.progress import ProgressEntry
from responsibility.progress.ledger_columns import DECIDED, REPORTED
from responsibility.progress.ledger_marks import (
    LedgerMarks,
    LedgerMarksError,
    RowKey,
    by_key,
    edition,
    from_rows,
    shown_digest,
    to_rows,
)
from responsibility.progress.subjects import key

IDS = st.text("abcxyz0123456789-", min_size=1, max_size=12)
MARKS = st.builds(
    LedgerMarks,
    st.just("") | IDS,
    st.dictionaries(IDS, IDS, min_size=1, max_size=3),
    st.just("") | IDS,
    st.none() | st.dates(),
    st.integers(0, 999_999),
)


@given(MARKS)
def test_marks_come_back(marks: LedgerMarks) -> None:
    assert from_rows(to_rows(marks)) == marks


def test_marks_come_back_from_a_sheet_with_empty_cells_around_them() -> None:
    marks = LedgerMarks("4a1c", {"qinghe-2023-5": "0a1b"}, "slj", datetime.date(2023, 6, 30))
    rows = [[*row, "", ""] for row in to_rows(marks)]
    assert from_rows([*rows[:2], ["", ""], *rows[2:], []]) == marks


@pytest.mark.parametrize("rows", [[], [[]], [["序号", "任务"]], [["project", "4a1c"]]])
def test_other_sheets_have_no_marks(rows: list[list[str]]) -> None:
    assert from_rows(rows) is None


@pytest.mark.parametrize(
    ("number", "row", "message"),
    [
        (0, ["zeren-progress", "2"], "请升级程序"),
        (2, ["", ""], "认不出是哪一份台账"),
        (3, ["day", "6月30日"], "不是日期"),
    ],
)
def test_damaged_marks_are_said(number: int, row: list[str], message: str) -> None:
    rows = [list(each) for each in to_rows(LedgerMarks("4a1c", {"a": "b"}, "slj"))]
    rows[number] = row
    with pytest.raises(LedgerMarksError, match=message):
        from_rows(rows)


def test_every_key_is_taken_apart_into_what_it_was_made_of(small_files: Files) -> None:
    [policy] = load(small_files).policies
    for text, subject in by_key(policy).items():
        row = RowKey.parse(f" {text} ")
        assert row is not None
        assert (row.policy, row.item, row.about) == (policy.id, subject.item, subject.about or "")
        assert row.measure == subject.measure
        assert key(policy.id, subject) == text
    assert RowKey.parse("a-1/2.1/target/00/元/人") == RowKey("a-1", ItemId("2", "1"), "target", "00", "元/人")
    assert [RowKey.parse(text) for text in ("", "行标识", "a/b/c", "/1///")] == [None] * 4


def test_an_edition_changes_with_the_words_and_with_the_facts_only(small_files: Files) -> None:
    def of(old: str, new: str) -> str:
        path = "qinghe-2023-5/01.yml"
        text = small_files[path].decode()
        assert old in text
        [policy] = load({**small_files, path: text.replace(old, new).encode()}).policies
        return edition(policy)

    same = of("number", "number")
    assert of("[县财政局, 各镇]", "[县财政局]") == same
    assert of("title: 保障农村供水", "title: 保障城乡供水") != same
    assert of("每年检查2次以上。", "每年检查2次以上！") != same
    assert of("quote: 新建水厂2座", "quote: 水厂2座，") != same


def test_every_column_that_is_filled_in_becomes_a_field() -> None:
    assert set(REPORTED.values()) < set(ProgressEntry.model_fields)
    assert set(DECIDED.values()) < set(Decision.model_fields)


def test_words_that_were_changed_are_told_apart_from_those_that_were_only_saved() -> None:
    digest = shown_digest(["保障农村供水", "新建水厂", "2023年底前", "2座"])
    assert shown_digest(["保障农村供水 ", "新建\n水厂", "2023年底前", "2座"]) == digest
    assert shown_digest(["保障农村供水", "新建水厂", "2024年底前", "2座"]) != digest
    assert shown_digest(["保障农村供水", "新建水厂2023年底前", "", "2座"]) != digest
