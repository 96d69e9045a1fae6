"""Progress on the terminal: how a task and a unit stand, the document's date with the extended one beside it, what was reported and decided."""

from __future__ import annotations

import pytest

from responsibility.data.folder import Files
from responsibility.outputs.terminal import show

from .support.progress import decided, entry, reported
from .test_progress_lights import BUREAU, RATE, YEAR_END, site

WATERWORKS = {"about": "deliverable", "quote": "水厂2座", "evidence": ["https://example.gov.cn/yanshou"]}


@pytest.fixture
def files(small_files: Files) -> Files:
    files = reported(small_files, "2023-06-30", BUREAU, entry("2.1", "completed", completed="2023-06-20"))
    entries = [
        entry(
            "1", "in_progress", progress="一座已通水。", problems="专项资金尚未到位", next_steps="催拨资金。"
        ),
        entry("1", "delayed", **YEAR_END),
        entry("1", **RATE, actual=93.5),
        entry("1", "in_progress", **WATERWORKS),
    ]
    return decided(
        reported(files, "2024-01-10", BUREAU, *entries),
        {"task": "1", "what": "extended", **YEAR_END, "day": "2024-01-05", "due": "2024-03-31"},
        {"task": "2.1", "what": "accepted", "day": "2024-01-05"},
        {"task": "1", "what": "adjusted", "unit": BUREAU, "day": "2024-01-05", "words": "改为新建1座"},
    )


def shown(files: Files, what: str, as_of: str | None = None) -> str:
    text = show(site(files, as_of), what, None, 200)
    assert text
    return text


def test_a_task_shows_how_it_stands_and_what_was_reported(files: Files) -> None:
    text = shown(files, "1")
    for line in (
        "（延至2024年3月31日，依据：县政府常务会议纪要〔2023〕9号）　✕ 红灯 滞后，还有 81 天",
        "供水普及率 达到95%以上，2023年底前　✓ 绿灯 未达到，还有 81 天（实际93.5%，达到目标的98.4%）",
        "水厂（项目），2023年底前　✓ 绿灯 推进中，还有 81 天（https://example.gov.cn/yanshou）",
        "进展（截至2024年1月10日）",
        "进展      ✕ 红灯 推进中，还有 81 天",
        "县水利局  2024年1月10日：推进中；一座已通水；存在问题：专项资金尚未到位；下步措施：催拨资金",
        "调整      2024年1月5日，只对县水利局，依据：县政府常务会议纪要〔2023〕9号：改为新建1座",
    ):
        assert line in text, line
    parts = shown(files, "2")
    assert "（1）进展      ✓ 绿灯 已销号" in parts
    assert "（1）县水利局  2023年6月30日：报已完成；完成日期：2023年6月20日" in parts
    assert "（2）进展      ？ 灰灯 未报，还有 721 天" in parts


def test_a_unit_shows_how_it_stands_and_its_own_reports(files: Files) -> None:
    text = shown(files, BUREAU)
    for line in (
        "填报    已报，最近一次 2024年1月10日",
        "完成率  33.3%（1/3 项）　✕ 红灯 1　？ 灰灯 1　✓ 绿灯 1",
        "最近报送  2024年1月10日：推进中；一座已通水",
    ):
        assert line in text, line
    assert "本期未报" in shown(files, "东河镇")
    assert "逾期    1 2023年底前：新建水厂2座" in shown(files, BUREAU, "2024-04-02")
    assert "将到期  1 2023年底前：新建水厂2座" in shown(files, BUREAU, "2024-03-02")


def test_without_progress_nothing_of_it_is_shown(small_files: Files, files: Files) -> None:
    for what in ("1", BUREAU):
        assert "进展" not in shown(small_files, what, "2024-01-10")
        assert shown(files, what, "2023-06-01") == shown(small_files, what, "2023-06-01")
