"""The last day of a deadline: one day, or two where 前 leaves open whether the month itself still counts."""

from __future__ import annotations

import datetime

import pytest

from responsibility import views
from responsibility.language.dates import end_word, last_days
from responsibility.model import PartialDate

from .conftest import Compiled


@pytest.mark.parametrize(
    ("due", "before", "quote", "safe", "late"),
    [
        ("2022-06", True, "至2022年6月前", "2022-05-31", "2022-06-30"),
        ("2025", True, "2025年前", "2024-12-31", "2025-12-31"),
        ("2022-06", True, "2022年6月底前", "2022-06-30", "2022-06-30"),
        ("2022", True, "2022年底前", "2022-12-31", "2022-12-31"),
        ("2022-06-中旬", True, "2022年6月中旬前", "2022-06-10", "2022-06-20"),
        ("2022-06-15", True, "2022年6月15日前", "2022-06-15", "2022-06-15"),
        ("2022-06", False, "2022年6月", "2022-06-30", "2022-06-30"),
        ("2022", True, "2022年前摸清底数", "2021-12-31", "2022-12-31"),
    ],
)
def test_last_days(due: str, before: bool, quote: str, safe: str, late: str) -> None:
    days = last_days(PartialDate.parse(due), before, quote)
    assert [day.isoformat() for day in days] == [safe, late]
    assert days.ambiguous is (safe != late)


def test_both_readings_are_said() -> None:
    assert last_days(PartialDate.parse("2022-06"), True, "6月前").both == "5月31日或6月30日"
    assert last_days(PartialDate.parse("2022-01"), True, "1月前").both == "2021年12月31日或2022年1月31日"


@pytest.mark.parametrize(
    ("text", "word"), [("2021年底", "底"), ("6月末前", "末"), ("第三季度末", "末"), ("每季度末月25日前", ""), ("2021年摸清底数", ""), ("过渡期内", "")]
)  # fmt: skip
def test_the_end_that_a_date_names(text: str, word: str) -> None:
    assert end_word(text) == word


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        ("2024-05-30", "按5月31日算还有 1 天，按6月30日算还有 31 天"),
        ("2024-06-30", "按5月31日算已过期，按6月30日算今天到期"),
        ("2024-07-01", "已过期"),
    ],
)
def test_the_status_counts_to_the_safe_day_and_says_both(
    compiled_small: Compiled, as_of: str, status: str
) -> None:
    site = views.build(compiled_small.data, compiled_small.report, datetime.date.fromisoformat(as_of))
    (deadline,) = (
        each for policy in site.policies for each in policy.deadlines if each.record.quote == "至2024年6月前"
    )
    assert deadline.status
    assert deadline.status.words == status


def test_it_is_a_gap_of_the_document(compiled_small: Compiled) -> None:
    (gap,) = (one for one in compiled_small.report.problems if one.check == "ambiguous-before")
    assert (gap.location.file, gap.message) == (
        "qinghe-2023-5/03.yml",
        "“至2024年6月前”可读作到2024年5月31日止，也可读作到2024年6月30日止",
    )
