"""The words of an office: what readers see is said as offices say it, one expression for one thing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import ROOT

PLAIN = {
    "没有写时限": "未明确时限",
    "没有可量化": "未设量化指标",
    "没有写明": "未明确",
    "没有写牵头": "未明确牵头单位",
    "没有写责任分工": "未列责任分工",
    "随集合主体": "作为成员承担",
    "缺口": "待明确事项",
    "只写了": "仅列",
    "定不了日子": "无法确定日期",
    "写得多明确": "明确程度",
    "换两个字试试": "请更换关键词",
    "达到什么数": "达到什么目标",
    "和谁一起": "协同单位",
    "改看": "卡片视图、表格视图",
    "多了少了": "增减情况",
}
"""What was said as people talk, and what an office writes in its place."""

SHOWN = [
    path
    for folder, pattern in (
        ("templates", "*.html"),
        ("theme", "**/*.html"),
        ("site_src", "**/*.js"),
        ("tests/golden", "**/*"),
    )
    for path in sorted((ROOT / folder).glob(pattern))
    if path.is_file()
]


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_readers_see_is_in_the_words_of_an_office(path: Path) -> None:
    """Pages, scripts, and what the made-up policy gives: ledgers, letters, tables, notices."""
    text = path.read_bytes().decode("utf-8", "ignore")
    assert [(plain, PLAIN[plain]) for plain in PLAIN if plain in text] == []


def test_rates_are_not_counted_as_pieces() -> None:
    """A rate is 不低于, a number of pieces 不少于; where the document has its own word, it stands."""
    for path in (ROOT / "tests/golden").rglob("*"):
        if path.is_file():
            assert (
                re.findall(r"不少于\d+(?:\.\d+)?[%％]", path.read_bytes().decode("utf-8", "ignore")) == []
            ), path
