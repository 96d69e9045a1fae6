"""销号、延期、调整 in the editing page: written into the policy's file of decisions, taken back, undone; what units reported beside."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from responsibility.build.project import Project
from responsibility.data.folder import Files
from responsibility.edit.actions import Outcome
from responsibility.edit.desk import ImpossibleError

from .conftest import write
from .support.acting import P, do
from .support.progress import decided, entry, reported
from .support.served import Opened, opened, page, project

__all__ = ["opened", "page", "project"]

FILE = f"{P}/decisions.yml"
ACCEPTED = {"task": "1", "what": "accepted", "day": "2023-07-10", "basis": "县政府督查室核查报告"}
EXTENDED = {
    "task": "1",
    "what": "extended",
    "about": "deadline",
    "quote": "2023年底前",
    "day": "2023-06-20",
    "basis": "县政府第12次常务会议: #纪要",
    "due": "2024-03-31",
    "unit": "",
    "words": "",
}


def decide(files: Files, record: dict[str, Any], task: str = "1") -> Outcome:
    return do(files, {"do": "decide", "task": task, "record": record})


def decisions(files: Files) -> list[dict[str, str]]:
    listed: list[dict[str, str]] = yaml.load(files[FILE], yaml.BaseLoader)["decisions"]
    return listed


def test_decisions_are_written_by_their_days_and_read_again(small_files: Files) -> None:
    first = decide(small_files, ACCEPTED)
    assert first.message == "销号：任务 1"
    assert list(first.change) == [FILE]
    assert first.files[FILE].startswith(
        b"# yaml-language-server: $schema=../../schema/decisions.schema.json\n"
    )
    second = decide(first.files, EXTENDED)
    assert second.message == "延期：任务 1 的时限“2023年底前”"
    assert decisions(second.files) == [{key: value for key, value in EXTENDED.items() if value}, ACCEPTED]
    [policy] = second.data.policies
    assert [(each.what, str(each.due)) for each in policy.decisions] == [
        ("extended", "2024-03-31"),
        ("accepted", "None"),
    ]


def test_a_decision_is_withdrawn_and_with_the_last_one_the_file_goes(small_files: Files) -> None:
    both = decide(decide(small_files, ACCEPTED).files, EXTENDED)
    one = do(both.files, {"do": "withdraw", "task": "1", "index": 0})
    assert one.message == "撤回延期：任务 1 的时限“2023年底前”"
    assert decisions(one.files) == [ACCEPTED]
    none = do(one.files, {"do": "withdraw", "task": "1", "index": 0})
    assert none.change == {FILE: None}
    for task, index in (("2", 0), ("1", 1)):
        with pytest.raises(ImpossibleError, match="没有这个决定"):
            do(one.files, {"do": "withdraw", "task": task, "index": index})


def test_comments_and_other_decisions_stay_as_they_are_written(small_files: Files) -> None:
    before = decided(small_files, {"task": "2.1", "what": "accepted", "day": "2023-07-01"})
    before[FILE] = b"# \xe7\x9d\xa3\xe6\x9f\xa5\xe5\xae\xa4\n" + before[FILE]
    after = decide(before, ACCEPTED).files
    assert after[FILE].startswith(before[FILE])
    assert [each["task"] for each in decisions(after)] == ["2.1", "1"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"about": "deadline", "quote": "2024年底前"}, "没有这一条"),
        ({"task": "2"}, "没有这一条"),
        ({"unit": "县水务局"}, "没有“县水务局”"),
        ({"day": "2023-07"}, "要写到日"),
        ({"basis": " "}, "basis"),
        ({"what": "extended"}, "延期"),
        ({"what": "adjusted"}, "调整成什么"),
        ({"what": "forgotten"}, "what"),
    ],
)
def test_what_is_no_decision_is_refused(small_files: Files, changed: dict[str, str], message: str) -> None:
    with pytest.raises((ImpossibleError, ValidationError), match=message):
        decide(small_files, {**ACCEPTED, **changed})


def test_the_page_shows_reports_and_decisions_and_undo_takes_a_decision_back(
    small_files: Files, project: Project
) -> None:
    files = reported(
        small_files,
        "2023-06-30",
        "县水利局",
        entry(
            "1",
            "in_progress",
            progress="两座水厂\n均已开工。",
            evidence=["https://example.gov.cn/1", "验收单.pdf"],
        ),
        entry("1", about="target", quote="供水普及率达到95%以上", measure="%", actual="93.5"),
        entry("2.1", "completed", completed="2023-06-20"),
    )
    write(reported(files, "2023-03-31", "县财政局", entry("1", "not_started")), project.tasks)
    page = Opened(project).tab()
    shown = page.get(f"/api/policies/{P}/tasks/1")
    reports = shown["reporting"]["reports"]
    assert [(each["day"], each["unit"], each["subject"], each["status"]) for each in reports] == [
        ("2023-06-30", "县水利局", "任务", "◐ 推进中"),
        ("2023-06-30", "县水利局", "指标“供水普及率达到95%以上”", ""),
        ("2023-03-31", "县财政局", "任务", "○ 未启动"),
    ]
    assert reports[0]["lines"] == [
        ["进展情况", "两座水厂\n均已开工。"],
        ["佐证", "https://example.gov.cn/1；验收单.pdf"],
    ]
    assert reports[1]["lines"] == [["实际值", "93.5%"]]
    assert {"task": "1", "about": "", "quote": "", "name": "任务"} in shown["reporting"]["subjects"]
    assert "县水利局" in shown["reporting"]["units"]

    action = {"do": "decide", "policy": P, "task": "1", "record": ACCEPTED}
    seen = {FILE: shown["digests"][FILE]}
    page.save(action, seen=seen)
    [decision] = page.get(f"/api/policies/{P}/tasks/1")["reporting"]["decisions"]
    assert (decision["what"], decision["subject"], decision["day"]) == ("销号", "任务", "2023-07-10")
    page.save(action, seen=seen, status=409)
    assert page.post("/api/undo", {})["message"] == "已撤销：销号：任务 1"
    assert not (project.tasks / FILE).exists()


def test_decisions_and_reports_are_among_the_changes_and_in_the_proposed_message(
    small_files: Files, project: Project
) -> None:
    write(decided(small_files, {"task": "2.1", "what": "accepted", "day": "2023-07-01"}), project.tasks)
    page = Opened(project).tab()
    page.save({"do": "decide", "policy": P, "task": "1", "record": EXTENDED})
    page.save({"do": "withdraw", "policy": P, "task": "2", "index": 1})
    write(reported(small_files, "2023-09-30", "县水利局", entry("1", "in_progress")), project.tasks)
    told = page.get("/api/changes")
    assert told["changes"] == [
        "新的决定：任务 1的时限“2023年底前”：延期（2023-06-20，依据：县政府第12次常务会议: #纪要）",
        "撤回决定：任务 2的（1）：销号（2023-07-01，依据：县政府常务会议纪要〔2023〕9号）",
        "清发〔2023〕5号 2023-09-30 报送的进展：1 个单位",
    ]
    assert told["message"].startswith("进展与决定 3 处\n\n- 新的决定：任务 1的时限")
