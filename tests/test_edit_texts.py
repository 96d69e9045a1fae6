"""The revised text of a task pasted in the browser, and what becomes of its facts."""

from __future__ import annotations

import pytest

from responsibility.data.folder import Files
from responsibility.edit.desk import ImpossibleError, MissingError

from .conftest import SMALL, read
from .support.acting import P, do, lines

T1 = f"{P}/01.yml"


@pytest.fixture
def small() -> Files:
    return read(SMALL)


def test_the_same_text_changes_nothing(small: Files) -> None:
    text = "新建水厂2座，供水普及率达到95%以上，2023年底前完成。加强对水厂的管理，每年检查2次以上。"
    done = do(small, {"do": "text", "task": "1", "text": text})
    assert not done.change
    assert done.message == "换任务 1 的原文：6 条不变"


def test_facts_follow_their_words(small: Files) -> None:
    text = "新建水厂3座，供水普及率达到95%以上，2024年底前完成。\n加强对水厂的管理。"
    done = do(small, {"do": "text", "task": "1", "text": text})
    gone, come = lines(small, done, T1)
    assert [line for line in come if "draft" not in line] == [
        "  新建水厂3座，供水普及率达到95%以上，2024年底前完成。",
        "  加强对水厂的管理。",
        "  - quote: 2024年底前",
        "    due: 2024",
        "    quote: 新建水厂3座",
        "    values: [{equals: 3, unit: 座}]",
    ]
    assert "  - quote: 每年检查2次以上" in gone
    (task, *_) = done.data.policies[0].tasks
    assert [fact.draft for fact in task.deadlines] == [True]
    assert [fact.draft for fact in task.targets] == [True, False]
    assert done.message == (
        "换任务 1 的原文：1 条不变，2 条随原文改（待核），删去 3 条（“每年检查2次以上”“检查2次以上”“水厂2座”）"
    )


def test_new_facts_are_proposed(small: Files) -> None:
    text = "新建水厂2座，供水普及率达到95%以上，2023年底前完成。加强对水厂的管理，每年检查2次以上，2025年6月底前改造管网30公里。"
    done = do(small, {"do": "text", "task": "1", "text": text})
    (task, *_) = done.data.policies[0].tasks
    assert [(fact.quote, fact.draft) for fact in task.deadlines][-1] == ("2025年6月底前", True)
    assert "改造管网30公里" in task.targets[-1].quote
    gone, _ = lines(small, done, T1)
    assert gone == ["  加强对水厂的管理，每年检查2次以上。"]
    assert done.message == "换任务 1 的原文：6 条不变，新拟 2 条（待核）"


def test_what_somebody_took_out_does_not_come_back(small: Files) -> None:
    rejected = do(small, {"do": "reject", "task": "1", "field": "targets", "index": 0}).files
    text = "新建水厂2座，供水普及率达到95%以上，2023年底前完成。加强对水厂的管理，每年检查2次以上。好好干。"
    done = do(rejected, {"do": "text", "task": "1", "text": text})
    assert lines(rejected, done, T1) == ([], ["  好好干。"])


def test_the_text_of_a_part(small: Files) -> None:
    done = do(small, {"do": "text", "task": "2", "parts": {"2": "提升期内完善管护制度和办法。"}})
    assert lines(small, done, f"{P}/02.yml") == (
        ["      提升期内完善管护制度。"],
        ["      提升期内完善管护制度和办法。"],
    )


def test_what_is_no_text_is_refused(small: Files) -> None:
    for text in ("", " \n "):
        with pytest.raises(ImpossibleError, match="原文不能是空的"):
            do(small, {"do": "text", "task": "1", "text": text})
    with pytest.raises(ImpossibleError, match="没有写新的原文"):
        do(small, {"do": "text", "task": "1"})
    with pytest.raises(MissingError, match="没有第 9 部分"):
        do(small, {"do": "text", "task": "2", "parts": {"9": "甲。"}})
