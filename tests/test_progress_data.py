"""What units reported, and what the office decided, as files: read, held against their folder, never taken for tasks."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from responsibility.data.folder import Files, read_tasks
from responsibility.data.loader import load
from responsibility.model import ItemId
from responsibility.model.progress import Subject
from responsibility.progress.subjects import key, subjects

POLICY = "qinghe-2023-5"
FILE = f"{POLICY}/progress/2023-06-30/slj.yml"
REPORT = """\
unit: 县水利局
day: 2023-06-30
entries:
  - task: "1"
    status: in_progress
    progress: 两座水厂均已开工。
  - task: "1"
    about: target
    quote: 供水普及率达到95%以上
    measure: "%"
    actual: 93.5
"""
DECISIONS = """\
decisions:
  - task: "1"
    what: extended
    about: deadline
    quote: 2023年底前
    day: 2023-12-20
    basis: 县政府第12次常务会议纪要
    due: 2024-03-31
"""


def with_files(files: Files, **more: str) -> Files:
    paths = {"report": FILE, "decisions": f"{POLICY}/decisions.yml"}
    return {**files, **{paths[name]: text.encode() for name, text in more.items()}}


def test_reports_and_decisions_are_read_beside_the_tasks(small_files: Files) -> None:
    data = load(with_files(small_files, report=REPORT, decisions=DECISIONS))
    assert not data.problems
    [policy] = data.policies
    assert len(policy.tasks) == len(load(small_files).policies[0].tasks)
    assert policy.reporting_days == (datetime.date(2023, 6, 30),)
    [report] = policy.progress
    assert [entry.subject for entry in report.entries] == [
        Subject(ItemId("1")),
        Subject(ItemId("1"), "target", "供水普及率达到95%以上", "%"),
    ]
    [decision] = policy.decisions
    assert decision.subject == Subject(ItemId("1"), "deadline", "2023年底前")


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("day: 2023-06-30", "day: 2023-06", "要写到日"),
        ("day: 2023-06-30", "day: 2023-07-31", "与文件夹 2023-06-30 不一致"),
        ("status: in_progress", "status: 推进中", "不是可选的值"),
        ("status: in_progress", "actual: 3", "只用于指标"),
        ("    quote: 供水普及率达到95%以上\n", "", "about 和 quote 要同时写"),
        ("    actual: 93.5\n", "", "什么也没有报"),
        (
            '    about: target\n    quote: 供水普及率达到95%以上\n    measure: "%"\n    actual: 93.5\n',
            "    status: delayed\n",
            "报了两次",
        ),
    ],
)
def test_a_faulty_report_is_said_with_its_file(
    small_files: Files, wrong: str, right: str, message: str
) -> None:
    assert wrong in REPORT
    [problem] = load(with_files(small_files, report=REPORT.replace(wrong, right))).problems
    assert problem.location.file == FILE
    assert message in problem.message


@pytest.mark.parametrize(
    ("wrong", "right", "message"),
    [
        ("    due: 2024-03-31\n", "", "要写 due"),
        ("what: extended", "what: accepted", "要写 due"),
        ("what: extended\n", "what: adjusted\n", "要写 due"),
        ("due: 2024-03-31", "due: 2024-03", "要写到日"),
        ("about: deadline", "about: target", "只对任务或其中的时限"),
        ("    due: 2024-03-31\n", "    due: 2024-03-31\n    who: 甲\n", "不认识的键"),
    ],
)
def test_a_faulty_decision_is_said_with_its_file(
    small_files: Files, wrong: str, right: str, message: str
) -> None:
    assert wrong in DECISIONS
    problems = load(with_files(small_files, decisions=DECISIONS.replace(wrong, right))).problems
    assert [problem.location.file for problem in problems] == [f"{POLICY}/decisions.yml"]
    assert message in problems[0].message


def test_of_a_folder_only_what_lies_in_a_day_is_read_and_the_rest_is_said(
    small_files: Files, tmp_path: Path
) -> None:
    for path, content in with_files(small_files, report=REPORT).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    progress = tmp_path / POLICY / "progress"
    (progress / "stray.yml").write_text(REPORT)
    (progress / "2023-06-30" / "czj.yaml").write_text(REPORT)
    (progress / "2023-06-30" / "old").mkdir()
    (progress / "2023-06-30" / "old" / "slj.yml").write_text(REPORT)
    files, unreadable = read_tasks(tmp_path)
    assert [path for path in files if "progress" in path] == [FILE]
    assert {path: fault[:6] for path, fault in unreadable.items()} == {
        f"{POLICY}/progress/stray.yml": "文件夹里不能",
        f"{POLICY}/progress/2023-06-30/czj.yaml": "扩展名要写 ",
        f"{POLICY}/progress/2023-06-30/old/slj.yml": "文件夹里不能",
    }


def test_every_item_and_every_fact_is_a_subject_with_a_key_of_its_own(small_files: Files) -> None:
    [policy] = load(small_files).policies
    keys = []
    for task in policy.tasks:
        reported_on = subjects(task)
        assert [subject for subject in reported_on if not subject.about] == [
            Subject(task.item_id(item)) for item in task.items
        ]
        for about, facts in (
            ("deadline", task.deadlines),
            ("target", task.targets),
            ("deliverable", task.deliverables),
        ):
            quotes = [subject.quote for subject in reported_on if subject.about == about]
            assert sorted(set(quotes)) == sorted(fact.quote for fact in facts)
        keys += [key(policy.id, subject) for subject in reported_on]
    assert len(set(keys)) == len(keys)
    assert "qinghe-2023-5/2.1///" in keys
    assert any(each.startswith("qinghe-2023-5/2.2/deadline/") for each in keys)
