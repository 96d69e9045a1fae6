"""Items that a document counts anew in each part: an amending document has to name the part, and changes that item alone."""

from __future__ import annotations

import pytest

from responsibility.data.loader import load
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read
from responsibility.language.amending import instructions
from responsibility.model import Policy
from responsibility.revising.amending import read_amendment

TEXT = """清河县水务工作方案

一、供水
（一）保障农村供水。2023年底前，新建水厂2座。（牵头单位：县水利局）
（二）改造管网。2024年底前，改造管网80公里。（牵头单位：县住建局）
二、防汛
（一）加固堤防。2023年底前，加固堤防12公里。（牵头单位：县水利局）
（二）修编预案。每年修编防汛预案1次。（牵头单位：县应急局）
（三）储备物资。储备编织袋5万条。（牵头单位：县应急局）
"""
ADDED = "开展巡查。每周巡查堤防1次。（牵头单位：县水利局）"


@pytest.fixture(scope="module")
def policy() -> Policy:
    given = {"number": "清发〔2023〕9号", "issued": "2023-03-01", "issuers": ["中共清河县委"]}
    return load(draft(read("x.txt", TEXT.encode()), "p-1", (), given).files).policies[0]


@pytest.mark.parametrize(
    ("words", "part", "outside"),
    [
        ("删去第二部分第（三）项", 2, ""),
        ("将第二章第3条删除", 2, ""),
        ("将第二部分中的第（一）项“甲”修改为“乙”", 2, ""),
        ("在第一部分第（二）项后增加一项：“甲”", 1, ""),
        ("删去附件1第5条", None, "附件1"),
        ("将附件二第5项中的“甲”修改为“乙”", None, "附件二"),
        ("删去第三项", None, ""),
    ],
)
def test_the_part_that_is_named(words: str, part: int | None, outside: str) -> None:
    (instruction,) = instructions(f"一、{words}。")
    assert (instruction.part, instruction.outside) == (part, outside)
    assert instruction.quote == words


def test_a_part_that_was_named_holds_for_the_rest_of_its_paragraph() -> None:
    given = instructions(
        "一、将第二部分第（一）项“甲”修改为“乙”，第（二）项“丙”修改为“丁”。\n二、删去第三项。"
    )
    assert [(each.part, each.item) for each in given] == [(2, 1), (2, 2), (None, 3)]


def test_the_item_of_the_named_part_is_changed_and_no_other(policy: Policy) -> None:
    amendment = read_amendment(
        policy,
        "一、将第二部分第（一）项修改为：“加固堤防。加固堤防15公里。（牵头单位：县水利局）”\n二、删去第二部分第（三）项。",
    )
    assert not amendment.lost
    changed = TEXT.replace("2023年底前，加固堤防12公里", "加固堤防15公里").partition("（三）储备")[0]
    assert amendment.text.split() == changed.split()
    assert amendment.removed == {"5"}


def test_without_its_part_an_item_is_told_where_several_have_its_number(policy: Policy) -> None:
    amendment = read_amendment(
        policy, "一、删去第（一）项。\n二、删去附件1第2条。\n三、删去第一部分第（三）项。"
    )
    assert not amendment.operations
    assert amendment.lost == (
        "“删去第（一）项”：有 2 个第 1 项，不知道是哪一部分的",
        "“删去附件1第2条”：附件1里的各项不是任务",
        "“删去第一部分第（三）项”：没有第 1 部分第 3 项",
    )
    assert len(read_amendment(policy, "一、删去第（三）项。").operations) == 1, (
        "one item alone has that number"
    )


def test_an_item_put_in_moves_the_numbers_of_its_own_part_only(policy: Policy) -> None:
    amendment = read_amendment(policy, f"一、在第一部分第（一）项后增加一项：“{ADDED}”")
    assert not amendment.lost
    lines = [line for line in amendment.text.split("\n") if line.startswith("（")]
    assert [line[:6] for line in lines] == [
        *("（一）保障农", "（二）开展巡", "（三）改造管"),
        *("（一）加固堤", "（二）修编预", "（三）储备物"),
    ]
