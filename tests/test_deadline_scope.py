"""What a deadline governs: its matter, in whole clauses of the text, and the targets bound to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.language.dates import Reference
from responsibility.language.deadline_scope import scope_of
from responsibility.language.normalize import joined, normalise
from responsibility.language.sentences import Sentences
from responsibility.model import Deadline, Target, Task

REFERENCE = Reference(2022, ("提升期",))


def task(text: str) -> Task:
    return Task.model_validate(
        {"number": "1", "title": "甲", "section": "一", "text": text, "lead_units": ["县水利局"]}
    )


def matter(text: str, quote: str) -> str:
    scope = scope_of(task(text), Deadline.model_validate({"quote": quote, "due": "2022"}), REFERENCE)
    assert scope is not None
    return scope.matter


MATTERS = [
    # at the head of a sentence: all its clauses
    ("抓好建设。到2022年底前，建成水厂2座，改造管网；其余另行安排。", "2022年底前", "建成水厂2座，改造管网"),
    ("到2022年，建成水厂，到2023年，完成验收。", "到2022年", "建成水厂"),
    ("到2022年，建成水厂，到2023年，完成验收。", "到2023年", "完成验收"),
    # within a clause: that clause, without the words of time where it goes on from them
    ("加快推进，确保2022年底完成东河镇水厂建设并通水。", "2022年底", "完成东河镇水厂建设并通水"),
    ("县委书记每年至少1次调研各镇，经常走访农户。", "每年至少1次", "县委书记每年至少1次调研各镇"),
    ("建立提升期内的帮扶机制，做好帮扶。", "提升期内", "建立提升期内的帮扶机制"),
    ("2022年底前建成水厂，并通水试运行，改造管网。", "2022年底前", "建成水厂，并通水试运行"),
    ("组织开展各镇年度评估，做好工作。", "年度评估", "组织开展各镇年度评估"),
    # only under what condition
    ("提升期内在保持稳定的前提下，建立投入机制，安排投入。再优化结构。", "提升期内", "在保持稳定的前提下，建立投入机制，安排投入"),
    ("每年按照自愿的原则，培训48学时，评比一次。", "每年", "按照自愿的原则，培训48学时，评比一次"),
    ("2022年培训48学时，评比一次。", "2022年", "培训48学时"),
    # closing a sentence, or a sentence of its own
    ("新建水厂2座，改造管网，2022年底前完成。", "2022年底前", "新建水厂2座，改造管网"),
    ("新建水厂，2022年6月底前完成，改造管网，2022年底前完成。", "2022年底前", "改造管网"),
    ("新建水厂2座。2022年底前全部完成。", "2022年底前", "新建水厂2座"),
    ("2022年底前完成。", "2022年底前", "2022年底前完成"),
    # brackets and quotation marks are never cut
    ("新建水厂2座（2022年底前完成），改造管网。", "2022年底前", "新建水厂2座"),
    ("2022年底前推行“一村一策，一户一档”做法（含东河镇，西山镇），改造管网。", "2022年底前", "推行“一村一策，一户一档”做法（含东河镇，西山镇）"),
    # the quote is more than the words of time; half-width signs; a sentence over two lines
    ("抓好管理。2022年底前建成水厂。", "2022年底前建成水厂", "建成水厂"),
    ("加快推进,至2022年底前完成水厂建设,\n改造管网.", "至2022年底前", "完成水厂建设"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "expected"), MATTERS, ids=[case[2] for case in MATTERS])
def test_the_matter_of_a_deadline(text: str, quote: str, expected: str) -> None:
    assert matter(text, quote) == expected


@given(st.text("甲乙完成，。；：“”（）并2022年底前\n", min_size=1, max_size=40).filter(str.strip))
def test_the_matter_is_a_stretch_of_the_text_between_stops(rest: str) -> None:
    text = f"{rest}2023年6月底前{rest}"
    found = matter(text, "2023年6月底前")
    assert found
    assert normalise(found) in normalise(joined(text))


@pytest.mark.parametrize(
    ("text", "deadline", "target", "bound"),
    [
        ("至2022年6月前，建成水厂2座，改造管网3公里。", "2022年6月前", "3公里", True),
        ("2022年6月前建成水厂2座，改造管网3公里。", "2022年6月前", "3公里", False),
        ("建成水厂2座，改造管网3公里，2022年6月前完成。", "2022年6月前", "2座", True),
        ("到2022年，建成水厂2座，到2023年，改造管网3公里。", "2022年", "3公里", False),
        ("每年按照自愿的原则，培训3人。检查2次。", "每年", "2次", False),
        ("每年按照自愿的原则，培训3人。检查2次。", "每年", "3人", True),
    ],
)
def test_the_targets_bound_to_a_deadline(text: str, deadline: str, target: str, bound: bool) -> None:
    when = Deadline.model_validate({"quote": deadline, "due": "2022"})
    what = Target.model_validate({"indicator": "甲", "quote": target, "all": True})
    scope = scope_of(task(text), when, REFERENCE)
    assert scope is not None
    assert scope.binds(what) is bound


def test_a_quote_that_stands_in_no_text_has_no_scope() -> None:
    when = Deadline.model_validate({"quote": "明年", "due": "2022"})
    assert scope_of(task("今年完成。"), when, REFERENCE) is None


def test_what_stands_in_a_pair_ends_nothing() -> None:
    text = "甲“乙，（丙。丁）”戊，己（庚，辛。"
    sentences = Sentences(text)
    assert [text[slice(*span)] for span in sentences.clauses(0, len(text))] == [
        "甲“乙，（丙。丁）”戊",
        "己（庚",
        "辛",
    ]
