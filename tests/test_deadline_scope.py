"""What a deadline governs: its matter, in whole clauses of the text, and the targets bound to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from responsibility.language.dates import Reference
from responsibility.language.deadline_scope import Scopes
from responsibility.language.normalize import joined, normalise
from responsibility.language.sentences import Sentences
from responsibility.model import Target, Task

REFERENCE = Reference(2022, ("提升期",))


def task(text: str, *deadlines: str, **fields: object) -> Task:
    facts = {"deadlines": [{"quote": quote, "due": "2022"} for quote in deadlines], **fields}
    given = {"number": "1", "title": "甲", "section": "一", "text": text, "lead_units": ["县水利局"]}
    return Task.model_validate({**given, **facts})


def matter(text: str, quote: str, **fields: object) -> str:
    (scope,) = Scopes(task(text, quote, **fields), REFERENCE).of_deadlines
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
    # a recurrence that says what is done
    ("每两个月通报一次，对进展慢的进行约谈。", "每两个月通报一次", "通报一次"),
    ("新建水厂2座，2022年底前完成。每年检查水质2次以上。", "每年检查水质2次以上", "检查水质2次以上"),
    ("每两个月通报一次工作进展。", "每两个月通报一次", "通报一次工作进展"),
    ("抓好管理，每季度通报一次，并抄送各镇。", "每季度通报一次", "通报一次，并抄送各镇"),
    ("加强管理，每年检查2次以上。", "每年检查2次以上", "加强管理"),
    ("组织应急演练，每年开展2次。", "每年开展2次", "组织应急演练"),
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
    what = Target.model_validate({"indicator": "甲", "quote": target, "all": True})
    assert Scopes(task(text, deadline), REFERENCE).binding(what) == ([0] if bound else [])


def test_a_quote_that_stands_in_no_text_has_no_scope() -> None:
    assert Scopes(task("今年完成。", "明年"), REFERENCE).of_deadlines == [None]


CLAUSE = "（县水利局牵头，2022年9月底前完成）"


def test_a_deadline_of_the_clause_is_for_the_whole_task() -> None:
    text = "改造管网120公里。2022年6月底前，新建水厂2座。"
    both = task(text, "2022年6月底前", "2022年9月底前完成", title="改造县城供水", clause=CLAUSE)
    scopes = Scopes(both, REFERENCE)
    assert [scope and scope.matter for scope in scopes.of_deadlines] == ["新建水厂2座", "改造县城供水"]

    def binding(quote: str) -> list[int]:
        return scopes.binding(Target.model_validate({"indicator": "甲", "quote": quote, "all": True}))

    assert binding("改造管网120公里") == [1]
    assert binding("新建水厂2座") == [0], "what the text itself says is nearer"


def test_a_step_that_the_clause_names_is_what_is_due() -> None:
    clause = "（责任单位：县水利局；时序进度：2022年3月底前完成方案，2022年9月底前全面完成）"
    steps = task("改造管网120公里。", "2022年3月底前", "2022年9月底前", title="改造县城供水", clause=clause)
    scopes = Scopes(steps, REFERENCE)
    assert [scope and scope.matter for scope in scopes.of_deadlines] == [
        "改造县城供水：完成方案",
        "改造县城供水",
    ]
    length = Target.model_validate({"indicator": "甲", "quote": "120公里", "all": True})
    assert scopes.binding(length) == [1], "the scheme is not the pipes"


def test_who_acts_by_the_time_of_a_clause_is_no_step() -> None:
    assert (
        matter("改造管网。", "2022年9月底前", title="供水", clause="（2022年9月底前由县水利局落实）")
        == "供水"
    )


def test_a_deadline_of_the_clause_of_a_part_is_for_that_part() -> None:
    parts = [
        {"number": "1", "text": "改造管网120公里。", "clause": CLAUSE, "lead_units": ["县水利局"]},
        {"number": "2", "text": "新建水厂2座。", "lead_units": ["县水利局"]},
    ]
    given = {"number": "1", "title": "供水", "section": "一", "parts": parts}
    whole = Task.model_validate({**given, "deadlines": [{"quote": "2022年9月底前", "due": "2022-09"}]})
    for quote, bound in (("120公里", [0]), ("2座", [])):
        target = Target.model_validate({"indicator": "甲", "quote": quote, "all": True})
        assert Scopes(whole, REFERENCE).binding(target) == bound


def test_a_deadline_of_the_heading_is_for_the_whole_task() -> None:
    named = task("新建水厂2座。", "2022年底前", title="2022年底前改造县城供水")
    scopes = Scopes(named, REFERENCE)
    assert [scope and scope.matter for scope in scopes.of_deadlines] == ["改造县城供水"]
    assert scopes.binding(Target.model_validate({"indicator": "甲", "quote": "2座", "all": True})) == [0]


def test_what_stands_in_a_pair_ends_nothing() -> None:
    text = "甲“乙，（丙。丁）”戊，己（庚，辛。"
    sentences = Sentences(text)
    assert [text[slice(*span)] for span in sentences.clauses(0, len(text))] == [
        "甲“乙，（丙。丁）”戊",
        "己（庚",
        "辛",
    ]
