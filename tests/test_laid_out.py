"""The document laid out for the page: every character once, and each stretch says what it became."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.data.loader import Data, load
from responsibility.edit.laid_out import Paragraph, Run, document_json, document_of, lay_out
from responsibility.edit.quoted import Mark
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.language.normalize import normalise
from responsibility.model import ROLES, Policy
from responsibility.model.problems import Keys

from .conftest import REAL, ROOT, SMALL, read

FIXTURES = sorted((ROOT / "tests" / "fixtures").iterdir())
DOCUMENTS = sorted((ROOT / "tests" / "imports").glob("*.txt"))
SMALL_DATA = load(read(SMALL))
(SMALL_POLICY,) = SMALL_DATA.policies


def imported(path: Path) -> Data:
    """The data of a document's draft."""
    drafted = draft(read_document(path.name, path.read_bytes()), "draft", (), {})
    return load({**drafted.files, "units.yml": b""})


def runs(paragraphs: tuple[Paragraph, ...]) -> Iterator[Run]:
    for paragraph in paragraphs:
        yield from paragraph


def lost(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    """The words that no record owns."""
    return [run.text.strip() for run in runs(paragraphs) if run.kind == "lost"]


def under(paragraphs: tuple[Paragraph, ...], mark: Mark) -> str:
    """The words under a mark."""
    return "".join(run.text for run in runs(paragraphs) if mark in run.marks)


def _corrected(policy: Policy, text: str) -> str:
    """Words as the records read them."""
    for erratum in policy.metadata.errata:
        text = normalise(text).replace(normalise(erratum.quote), normalise(erratum.read))
    return normalise(text)


def marks(paragraphs: tuple[Paragraph, ...], kind: str) -> dict[Keys, str]:
    """The words under each mark of a kind, by where its record stands."""
    of_kind = (mark for run in runs(paragraphs) for mark in run.marks if mark.kind == kind)
    return {mark.keys: under(paragraphs, mark) for mark in dict.fromkeys(of_kind)}


@pytest.mark.parametrize("folder", [REAL, SMALL, *FIXTURES], ids=lambda path: path.name)
def test_every_character_stands_once_and_every_record_marks_its_words(folder: Path) -> None:
    data = load(read(folder))
    for policy in data.policies:
        paragraphs = lay_out(policy, data.units)
        assert "".join(run.text for run in runs(paragraphs)) == policy.source
        assert all(paragraph[-1].text.endswith("\n") for paragraph in paragraphs[:-1])
        assert not lost(paragraphs)
        marked = {mark for run in runs(paragraphs) for mark in run.marks}
        for task in policy.tasks:
            for field, index, record in task.quotes():
                (mark,) = [mark for mark in marked if (mark.task, mark.keys) == (task.number, (field, index))]
                assert _corrected(policy, record.quote) in _corrected(policy, under(paragraphs, mark))
        named = sum(len(item.units(role)) for task in policy.tasks for item in task.items for role in ROLES)
        covered = sum(mark.kind == "unit" for mark in marked)
        assert covered == named or any(task.clause == "" for task in policy.tasks)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_drafts_are_laid_out(path: Path) -> None:
    for policy in imported(path).policies:
        paragraphs = lay_out(policy, ())
        assert "".join(run.text for run in runs(paragraphs)) == policy.source
        assert not lost(paragraphs)


@settings(deadline=None)
@given(
    at=st.integers(0, len(SMALL_POLICY.source or "")),
    length=st.integers(0, 40),
    text=st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20),
)
def test_every_character_stands_once_in_a_document_that_differs(at: int, length: int, text: str) -> None:
    source = SMALL_POLICY.source or ""
    spoilt = replace(SMALL_POLICY, source=source[:at] + text + source[at + length :])
    assert "".join(run.text for run in runs(lay_out(spoilt, SMALL_DATA.units))) == spoilt.source


def changed(number: str, **fields: object) -> Policy:
    tasks = [task.model_copy(update=fields) if task.number == number else task for task in SMALL_POLICY.tasks]
    return replace(SMALL_POLICY, tasks=tuple(tasks))


def test_what_no_record_has_is_lost() -> None:
    source = (SMALL_POLICY.source or "") + "\n县财政局另行通知。\n"
    paragraphs = lay_out(replace(SMALL_POLICY, source=source), SMALL_DATA.units)
    assert lost(paragraphs) == ["县财政局另行通知。"]


def test_what_stands_behind_a_stretch_that_no_record_has_is_found_again() -> None:
    source = (SMALL_POLICY.source or "").replace("一、供水", "（此处脱漏一段）\n一、供水")
    paragraphs = lay_out(replace(SMALL_POLICY, source=source), SMALL_DATA.units)
    assert lost(paragraphs) == ["（此处脱漏一段）"]


def test_a_figure_that_nobody_accounts_for_is_marked() -> None:
    task = SMALL_POLICY.tasks[0]
    before = lay_out(SMALL_POLICY, SMALL_DATA.units)
    assert marks(before, "figure") == {}
    after = lay_out(changed(task.number, targets=(), deadlines=(), other_figures=()), SMALL_DATA.units)
    (words,) = {words for keys, words in marks(after, "figure").items() if keys == ("text",)}
    assert words


def test_units_are_marked_in_their_roles() -> None:
    task = next(task for task in SMALL_POLICY.tasks if {"lead", "responsible"} <= set(task.roles))
    paragraphs = lay_out(SMALL_POLICY, SMALL_DATA.units)
    for role in ROLES:
        for index, name in enumerate(task.units(role)):
            mark = Mark("unit", task.number, (f"{role}_units", index))
            assert under(paragraphs, mark) == name


def test_an_assignment_in_a_text_is_marked() -> None:
    words = marks(lay_out(SMALL_POLICY, SMALL_DATA.units), "assignment")
    assert all("水利局" in text for text in words.values())
    assert words


def test_an_erratum_and_a_period_are_marked_where_the_document_has_them() -> None:
    paragraphs = lay_out(SMALL_POLICY, SMALL_DATA.units)
    assert marks(paragraphs, "erratum") == {("errata", 0): "改造and维修"}
    assert marks(paragraphs, "period") == {("periods", 0): "从2023年起设立3年提升期"}


def test_without_a_source_the_records_are_laid_out() -> None:
    bare = replace(SMALL_POLICY, source=None)
    paragraphs = lay_out(bare, SMALL_DATA.units)
    assert normalise(document_of(bare)) == normalise("".join(run.text for run in runs(paragraphs)))
    assert {run.task for run in runs(paragraphs)} >= {task.number for task in bare.tasks}


def test_json_of_a_task_has_its_paragraphs() -> None:
    paragraphs = lay_out(SMALL_POLICY, SMALL_DATA.units)
    whole, own = document_json(paragraphs), document_json(paragraphs, "1")
    assert len(whole) == len(paragraphs)
    assert all(any(run["task"] == "1" for run in paragraph) for paragraph in own)
    assert [paragraph for paragraph in whole if paragraph in own] == own
    assert not any("\n" in run["text"] for paragraph in whole for run in paragraph)


def test_a_task_alone_is_laid_out_as_in_the_whole() -> None:
    """Its own runs are the same; marks of policy.yml stay."""
    whole = lay_out(SMALL_POLICY, SMALL_DATA.units)
    for task in SMALL_POLICY.tasks:
        alone = lay_out(SMALL_POLICY, SMALL_DATA.units, task.number)
        assert document_json(alone, task.number) == document_json(whole, task.number)
