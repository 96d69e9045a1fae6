"""A table of tasks that is attached to a body which assigns tasks itself: both are read, and what may be said twice is told."""

from __future__ import annotations

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import Draft, draft, with_units
from responsibility.importing.readers.base import Block, Document, Table

from .support.clause_drafts import policy, units

BODY = (
    "清河县2025年水利建设实施方案",
    "一、重点任务",
    "（一）除险加固。加固水库。（牵头单位：县水利局，责任单位：各镇）",
    "（二）灌渠建设。新建灌渠。（牵头单位：县水利局）",
    "二、工作要求",
    "（一）加强领导。县水利局要加强领导。",
)
SIGNED = ("附件：水利建设任务表", "清河县人民政府", "2025年3月1日", "附件", "水利建设任务表")
ROWS = (
    ("序号", "任务", "责任单位", "完成时限"),
    ("1", "灌渠建设", "清河镇", "2025年9月底"),
    ("2", "东山水库除险加固工程", "县水利局", "2025年6月底"),
)


def with_table(*between: str, behind: tuple[str, ...] = ()) -> Draft:
    """The draft of the body with the table behind ``between``, whose own check finds no error."""
    before = [Block(line, f"第{index}段") for index, line in enumerate((*BODY, *between), start=1)]
    after = [Block(line, "末段") for line in behind]
    found = draft(Document((*before, Table(ROWS, "表1"), *after), "Word 文档"), "p-1", (), {})
    data = load({**found.files, "units.yml": with_units(None, found.new_units)})
    assert not [each for each in checks.run(data).problems if each.severity == "error"]
    return found


def test_the_rows_are_tasks_behind_those_of_the_body() -> None:
    found = with_table(*SIGNED)
    assert units(found) == [
        (["县水利局"], ["各镇"], []),
        (["县水利局"], [], []),
        ([], [], []),
        ([], ["清河镇"], []),
        ([], ["县水利局"], []),
    ]
    metadata = policy(found).metadata
    assert (metadata.issuers, str(metadata.issued)) == (("清河县人民政府",), "2025-03-01")
    assert metadata.outline[-1].title == "水利建设任务表"
    assert [task.deadlines[0].quote for task in policy(found).tasks[3:]] == ["2025年9月底", "2025年6月底"]


def test_rows_that_may_say_what_the_body_says_are_told() -> None:
    (question,) = [each for each in with_table(*SIGNED).review.questions if "附件的表" in each]
    assert question == (
        "正文之外，附件的表另列了 2 项，拟成了任务 4—5；其中说的像是同一件事：4 与 2；重复的可以删去"
    )


def test_what_stands_behind_the_table_and_a_body_without_a_signature_are_kept() -> None:
    found = with_table("附件1", "水利建设任务表", behind=("抄送：县委办公室。",))
    assert len(found.review.tasks) == 5
    assert policy(found).metadata.closing == "抄送：县委办公室。"


def test_a_table_within_the_body_is_one_of_its_tasks() -> None:
    found = with_table()
    assert not [each for each in found.review.questions if "附件的表" in each]
