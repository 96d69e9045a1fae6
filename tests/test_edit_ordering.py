"""Tasks that come, go and move in the browser: files, numbers, addresses and what names them."""

from __future__ import annotations

from typing import Any

import pytest

from responsibility.data.folder import Files
from responsibility.edit.actions import Outcome
from responsibility.edit.desk import ImpossibleError, MissingError

from .conftest import SMALL, read
from .support.acting import P, do

NEW = {"title": "修路", "section": "一（一）", "text": "修村道。", "lead_units": ["县水利局"]}


@pytest.fixture
def small() -> Files:
    files = read(SMALL)
    about = files[f"{P}/policy.yml"].decode()
    unsettled = "unsettled:\n  - what: 甲\n    task: '2'\n  - what: 乙\n    task: '3'\n  - what: 丙\n  - what: 丁\n    task: s1\n"
    files[f"{P}/policy.yml"] = f"{about}draft: true\n{unsettled}".encode()
    return files


def titles(done: Outcome) -> list[tuple[str, str, str]]:
    return [(task.number, task.identity, task.title) for task in done.data.policies[0].tasks]


def named(done: Outcome) -> dict[str, str | None]:
    """The identity of the task that each entry of ``unsettled`` names."""
    policy = done.data.policies[0]
    return {
        entry.what: str(policy.item_id(entry.task)) if entry.task else None
        for entry in policy.metadata.unsettled
    }


def test_a_task_comes_before_another(small: Files) -> None:
    done = do(small, {"do": "insert_task", "before": "2", "task": NEW})
    assert titles(done)[:4] == [
        ("1", "1", "保障农村供水"),
        ("2", "2-2", "修路"),
        ("3", "2", "分步实施"),
        ("4", "3", "改善办学条件"),
    ]
    assert named(done) == {"甲": "2", "乙": "3", "丙": None, "丁": "s1"}
    assert done.message == "插入任务 2 修路"
    assert (
        done.files[f"{P}/02.yml"]
        .decode()
        .startswith("# yaml-language-server: $schema=../../schema/task.schema.json\nnumber:")
    )
    assert done.files[f"{P}/03.yml"] == small[f"{P}/02.yml"].replace(
        b'number: "2"\n', b'number: "3"\nid: "2"\n', 1
    )


def test_a_task_comes_behind_all(small: Files) -> None:
    done = do(small, {"do": "insert_task", "task": {"title": "修路", "text": "修村道。"}})
    assert ("5", "5", "修路") in titles(done)
    assert list(done.change) == [f"{P}/05.yml"]
    assert done.data.policies[0].tasks[4].section == "二（一）"


def test_a_task_goes(small: Files) -> None:
    done = do(small, {"do": "remove_task", "task": "2"})
    assert [number for number, *_ in titles(done)] == ["1", "2", "3", "s1", "s2"]
    assert named(done) == {"乙": "3", "丙": None, "丁": "s1"}
    assert f"{P}/04.yml" not in done.files


@pytest.mark.parametrize(
    ("number", "before", "order"),
    [("1", "3", "2134"), ("3", "1", "3124"), ("4", "2", "1423"), ("1", None, "2341"), ("2", None, "1342"), ("1", "2", "1234")],
)  # fmt: skip
def test_a_task_moves_and_stays_itself(small: Files, number: str, before: str | None, order: str) -> None:
    done = do(small, {"do": "move_task", "task": number, "before": before})
    assert "".join(identity for _, identity, _ in titles(done)[:4]) == order
    assert [number for number, *_ in titles(done)] == ["1", "2", "3", "4", "s1", "s2"]
    assert named(done) == {"甲": "2", "乙": "3", "丙": None, "丁": "s1"}
    assert len(done.files) == len(small)


@pytest.mark.parametrize(
    ("action", "error", "words"),
    [
        ({"do": "insert_task", "before": "99", "task": NEW}, MissingError, "没有任务 99"),
        ({"do": "insert_task", "task": {"title": "修路"}}, ImpossibleError, "任务要有 text"),
        ({"do": "insert_task", "task": {**NEW, "x": "y"}}, ImpossibleError, "不认识的键"),
        ({"do": "remove_task", "task": "99"}, MissingError, "没有任务 99"),
        ({"do": "move_task", "task": "1", "before": "1"}, ImpossibleError, "还是原处"),
        ({"do": "move_task", "task": "1", "before": "s1"}, ImpossibleError, "各排各的"),
    ],
)
def test_what_has_no_place_is_refused(
    small: Files, action: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        do(small, action)


def test_windows_files_move_too(small: Files) -> None:
    small[f"{P}/02.yml"] = small[f"{P}/02.yml"].replace(b"\n", b"\r\n")
    done = do(small, {"do": "insert_task", "before": "2", "task": NEW})
    assert done.files[f"{P}/03.yml"] == small[f"{P}/02.yml"].replace(
        b'number: "2"\r\n', b'number: "3"\r\nid: "2"\r\n', 1
    )
