"""Times that stand behind their key in a clause or a table: read, or said to be not understood."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.importing.review import Review
from responsibility.model import Deadline

HEAD = "清河县公路养护工作清单\n一、养护\n"


def review_of(text: str) -> Review:
    return draft(read("清单.txt", (HEAD + text).encode()), "plan", (), {}).review


def deadlines(text: str) -> list[Deadline]:
    return [deadline for each in review_of(text).tasks for deadline in each.task.deadlines]


def test_a_time_of_the_clause_that_is_part_of_one_of_the_text_keeps_its_key() -> None:
    read_of = deadlines("1.大修县道65公里，10月底前通车。（责任单位：县公路局；完成时限：10月底）\n")
    assert [(each.quote, str(each.due), each.before) for each in read_of] == [
        ("10月底前", "10月", True),
        ("完成时限：10月底", "10月", False),
    ]


def test_a_time_that_clause_and_text_say_in_the_same_words_is_one() -> None:
    read_of = deadlines("1.全年不发生事故。（责任单位：县公路局；完成时限：全年）\n")
    assert [each.quote for each in read_of] == ["全年"]


@pytest.mark.parametrize("key", ["完成时限", "整改期限", "办结时间", "销号时限", "启动时间", "开工日期"])
def test_a_time_that_is_not_understood_is_said(key: str) -> None:
    review = review_of(f"1.大修县道65公里。（责任单位：县公路局；{key}：按上级部署）\n")
    told = f"时限没有读懂（任务 1）：“{key}：按上级部署”"
    assert told in review.foremost
    assert review.tasks[0].doubts == [f"时限没有读懂：“{key}：按上级部署”"]


@pytest.mark.parametrize("when", ["2024年9月底", "汛期前", "长期坚持", "—", "无"])
def test_a_time_that_is_read_or_left_empty_is_no_question(when: str) -> None:
    review = review_of(f"1.大修县道。（责任单位：县公路局；完成时限：{when}）\n")
    assert not [each for each in review.foremost if "时限" in each]


DATED = {"number": "清公发〔2023〕1号", "issued": "2023-03-01", "issuers": ["清河县公路局"]}


@pytest.mark.parametrize(
    ("text", "dues"),
    [
        ("2025年6月底前出台办法，12月底前建成平台。", ["2025-06", "2025-12"]),
        ("2025年一季度开工，下半年通车。", ["2025-Q1", "2025-H2"]),
        ("2023年6月底前出台办法，12月底前建成平台。", ["2023-06", "12月"]),
        ("到2025年建成平台，12月底前完成设计。", ["2025", "12月"]),
        ("2025年10月底前出台办法，3月底前完成设计。", ["2025-10", "3月"]),
        ("2025年6月底前出台办法。12月底前建成平台。", ["2025-06", "12月"]),
        ("2025年6月底前出台办法，春节前建成平台。", ["2025-06", "春节"]),
    ],
)
def test_a_date_without_a_year_takes_that_before_it_in_its_sentence(text: str, dues: list[str]) -> None:
    document = f"{HEAD}1.大修县道。{text}（责任单位：县公路局）\n"
    drafted = draft(read("清单.txt", document.encode()), "plan", (), DATED)
    read_of = [deadline for each in drafted.review.tasks for deadline in each.task.deadlines]
    assert [str(each.due) for each in read_of] == dues
    assert [each.read_as is not None for each in read_of][1] is (dues[1][:4] == "2025")
    found = checks.run(load({**drafted.files, "units.yml": with_units(None, drafted.new_units)}))
    assert not {"contradicts-quote", "needless-read-as"} & {each.check for each in found.problems}
