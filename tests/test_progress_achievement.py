"""What is reported of a target against what the document sets: by direction, of whole coverage, of a baseline."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from responsibility.model import Target
from responsibility.model.progress import ProgressEntry
from responsibility.progress.achievement import Achievement, achievement


def achieved(target: dict[str, Any], **reports: object) -> Achievement | None:
    record = Target.model_validate({"indicator": "普及率", "quote": "普及率", **target})
    entry = {"task": "1", "about": "target", "quote": "普及率", **reports}
    return achievement(
        record, record.values[0] if record.values else None, ProgressEntry.model_validate(entry)
    )


@pytest.mark.parametrize(
    ("value", "actual", "reached", "share", "words"),
    [
        ({"at_least": 95, "unit": "%"}, "93.5", False, "0.984", "实际93.5%，达到目标的98.4%"),
        ({"at_least": 95, "unit": "%"}, "95", True, "1", "实际95%，已达到"),
        ({"equals": 7, "unit": "条"}, "8", True, "1.143", "实际8条，已达到"),
        ({"equals": 7, "unit": "条"}, "0", False, "0", "实际0条，达到目标的0%"),
        ({"equals": 10000, "unit": "户"}, "9999.9", False, "1.000", "实际9999.9户，达到目标的99.9%"),
        ({"at_most": 5, "unit": "%"}, "4.2", True, "0.84", "实际4.2%，已达到"),
        ({"at_most": 5, "unit": "%"}, "6", False, "1.2", "实际6%，超过上限1%"),
        ({"at_most": 0, "unit": "件"}, "2", False, None, "实际2件，超过上限2件"),
        ({"between": [1, 2], "unit": "次"}, "0.5", False, "0.5", "实际0.5次，达到目标的50%"),
        ({"between": [1, 2], "unit": "次"}, "1.5", True, "1.5", "实际1.5次，已达到"),
        ({"between": [1, 2], "unit": "次"}, "3", False, "3", "实际3次，超过上限1次"),
        ({"at_least": -2, "unit": "度"}, "-3", False, None, "实际-3度，未达到"),
        ({"at_least": 4, "unit": "%"}, "-2", False, "-0.5", "实际-2%，未达到"),
        ({"at_least": 2, "unit": "个百分点"}, "1", False, "0.5", "实际1个百分点，达到目标的50%"),
    ],
)
def test_a_figure_is_held_against_the_documents(
    value: dict[str, Any], actual: str, reached: bool, share: str | None, words: str
) -> None:
    result = achieved({"values": [value]}, actual=actual)
    assert result
    assert (result.reached, result.words) == (reached, words)
    rounded = result.share if result.share is None else round(result.share, 3)
    assert rounded == (Decimal(share) if share else None)


@pytest.mark.parametrize(
    ("target", "reports", "reached", "words"),
    [
        ({"all": True}, {"whole": True}, True, "已做到"),
        ({"all": True}, {"whole": False}, False, "未做到"),
        ({"none": True}, {"whole": True}, True, "已做到"),
        ({"none": True}, {"whole": False}, False, "未做到"),
        ({"none": True}, {"actual": 0}, True, "实际0，已达到"),
        ({"none": True}, {"actual": 3}, None, "实际3，是否做到没有报"),
        ({"all": True}, {"actual": 98}, None, "实际98，是否做到没有报"),
        (
            {"baseline": "去年", "compare": "at_least"},
            {"actual": 300},
            None,
            "实际300，“去年”是多少文件没有写",
        ),
        ({"baseline": "去年", "compare": "at_least"}, {"whole": True}, True, "已做到"),
    ],
)
def test_whole_coverage_is_as_reported_and_a_baseline_is_not_judged(
    target: dict[str, Any], reports: dict[str, Any], reached: bool | None, words: str
) -> None:
    result = achieved(target, **reports)
    assert result
    assert (result.reached, result.share, result.words) == (reached, None, words)


def test_whole_coverage_that_is_not_reached_says_how_far_it_has_come() -> None:
    result = achieved({"all": True}, whole=False, actual="98.5")
    assert result
    assert (result.reached, result.share, result.words) == (False, Decimal("0.985"), "实际98.5%，未做到")


@pytest.mark.parametrize("reports", [{"whole": True, "actual": 98}, {"whole": False, "actual": 100}])
def test_what_is_done_has_no_part_of_it(reports: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="做到了百分之几"):
        achieved({"all": True}, **reports)


def test_a_report_without_a_figure_says_nothing_of_the_target() -> None:
    assert achieved({"all": True}, progress="正在核实") is None
    assert achieved({"values": [{"equals": 7, "unit": "条"}]}, status="in_progress") is None
