"""Saving: whole or not at all, never over somebody else's change, and to be taken back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility.build.project import Project, find_project
from responsibility.data.loader import load
from responsibility.edit import journal
from responsibility.edit.actions import UnloadableError
from responsibility.edit.session import Session
from responsibility.edit.store import ChangedMeanwhileError, NotSavedError, Store, recover

from .conftest import POLICY, SMALL, read, write

TASK, OTHER, UNITS = "qinghe-2023-5/01.yml", "qinghe-2023-5/02.yml", "units.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    write(read(SMALL), tmp_path / "tasks")
    return find_project(tmp_path)


def remarked(content: bytes, words: str) -> bytes:
    return content + f"# {words}\n".encode()


def save(store: Store, *words: str, paths: tuple[str, ...] = (TASK, OTHER)) -> None:
    """A step for each of ``words``: a remark at the end of the files."""
    for word in words:
        files, _ = store.read()
        store.save(files, {path: remarked(files[path], word) for path in paths}, word)


def test_a_step_changes_just_its_files_and_leaves_nothing_else(project: Project) -> None:
    before = read(project.tasks)
    save(Store(project), "甲")
    after = read(project.tasks)
    assert {path for path in after if after[path] != before[path]} == {TASK, OTHER}
    assert after[TASK] == before[TASK] + "# 甲\n".encode()
    assert not list(project.tasks.rglob(".*"))
    assert not project.pending_step.exists()


def test_what_somebody_else_changed_is_not_overwritten(project: Project) -> None:
    store = Store(project)
    files, _ = store.read()
    theirs = remarked(files[OTHER], "别人")
    (project.tasks / OTHER).write_bytes(theirs)
    with pytest.raises(ChangedMeanwhileError, match=r"02\.yml 已被别处改过") as caught:
        store.save(files, {path: remarked(files[path], "我") for path in (TASK, OTHER)}, "x")
    assert caught.value.files == [OTHER]
    assert read(project.tasks) == {**files, OTHER: theirs}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"number: [", "不合 YAML 的写法"),
        ("number: '1'\ntitel: 甲\n".encode(), "titel"),
        (b"\xff", "UTF-8"),
        (None, "没有 units.yml"),
    ],
)
def test_what_does_not_load_is_not_written(project: Project, content: bytes | None, words: str) -> None:
    store = Store(project)
    files, _ = store.read()
    with pytest.raises(UnloadableError, match="没有保存") as caught:
        store.save(files, {TASK if content else UNITS: content}, "x")
    assert words in "".join(problem.message for problem in caught.value.problems)
    assert read(project.tasks) == files
    assert store.journal.steps() == []


def test_steps_are_taken_back_and_made_again(project: Project) -> None:
    store = Store(project)
    states = [read(project.tasks)]
    for word in ("甲", "乙"):
        save(store, word)
        states.append(read(project.tasks))
    assert store.undo().message == "乙"
    assert read(project.tasks) == states[1]
    assert Store(project).undo().message == "甲"  # another day
    assert read(project.tasks) == states[0]
    with pytest.raises(NotSavedError, match="没有可以撤销的"):
        store.undo()
    store.redo()
    assert read(project.tasks) == states[1]
    save(store, "丙")
    with pytest.raises(NotSavedError, match="没有可以重做的"):
        store.redo()
    assert [step.message for step in store.journal.steps()] == [
        "甲",
        "乙",
        "撤销：乙",
        "撤销：甲",
        "重做：甲",
        "丙",
    ]


def test_a_step_is_not_taken_back_over_somebody_elses_change(project: Project) -> None:
    store = Store(project)
    save(store, "甲")
    theirs = remarked((project.tasks / TASK).read_bytes(), "别人")
    (project.tasks / TASK).write_bytes(theirs)
    with pytest.raises(ChangedMeanwhileError):
        store.undo()
    assert (project.tasks / TASK).read_bytes() == theirs


def test_the_last_fifty_states_come_back(project: Project) -> None:
    store = Store(project)
    states = []
    for number in range(journal.MOST + 5):
        save(store, f"第{number}次", paths=(TASK,) if number % 2 else (OTHER,))
        states.append(read(project.tasks))
    kept = store.journal.steps()
    assert len(kept) == journal.MOST
    for step in (kept[0], kept[7], kept[-1]):
        store.restore(step.id)
        assert read(project.tasks) == states[step.id - 1]
    assert store.journal.steps()[-1].message.startswith(f"恢复到“第{len(states) - 1}次”之后")
    with pytest.raises(NotSavedError, match="不在记录里"):
        store.restore(1)


def test_files_come_and_go(project: Project) -> None:
    store = Store(project)
    files, _ = store.read()
    new = files["qinghe-2023-5/s1.yml"].replace(b"s1", b"s2", 1)
    store.save(files, {"qinghe-2023-5/s2.yml": new}, "添")
    assert (project.tasks / "qinghe-2023-5/s2.yml").read_bytes() == new
    store.undo()
    assert read(project.tasks) == files


# ---------------------------------------------------------------- cut off


def killed(work: Callable[[], object], moment: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Run ``work`` in a process that is killed at its ``moment``-th write; whether it came so far."""
    child = os.fork()
    if not child:
        count = 0

        def fsync(_: int) -> None:
            nonlocal count
            count += 1
            if count == moment:
                os._exit(9)

        monkeypatch.setattr(os, "fsync", fsync)
        work()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.parametrize("moment", [1, 2, 3, 4, 5])
def test_a_save_that_is_killed_leaves_the_old_or_the_new_state(
    project: Project, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(project.tasks)
    store = Store(project)
    came = killed(lambda: save(store, "甲", paths=(TASK, OTHER, UNITS)), moment, monkeypatch)
    assert came == (moment <= 4)  # the record of the step, then three files
    note = recover(project)
    after = read(project.tasks)
    assert ("已补完：甲" in note) == (2 <= moment <= 4)
    new = {path: remarked(before[path], "甲") for path in (TASK, OTHER, UNITS)}
    assert after == (before if moment == 1 else {**before, **new})
    assert recover(project) == ""
    assert [step.message for step in store.journal.steps()] == ([] if moment == 1 else ["甲"])
    assert not list(project.tasks.rglob(".*"))


def test_after_a_kill_what_somebody_wrote_meanwhile_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(project.tasks)
    assert killed(lambda: save(Store(project), "甲"), 3, monkeypatch)
    (project.tasks / OTHER).write_bytes(theirs := remarked(before[OTHER], "别人"))
    assert "已退回保存之前：甲" in recover(project)
    assert read(project.tasks) == {**before, OTHER: theirs}


@pytest.mark.parametrize(
    ("fault", "raised", "words"),
    [(OSError(28, ""), NotSavedError, "磁盘满了"), (KeyboardInterrupt(), KeyboardInterrupt, "^$")],
)
def test_a_full_disk_or_an_interruption_leaves_the_old_state(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    fault: BaseException,
    raised: type[BaseException],
    words: str,
) -> None:
    store = Store(project)
    before, _ = store.read()
    real = journal._write

    def full(path: Path, content: bytes) -> None:
        if path.name == "02.yml" and "甲".encode() in content:
            raise fault
        real(path, content)

    monkeypatch.setattr(journal, "_write", full)
    with pytest.raises(raised, match=words):
        save(store, "甲")
    assert read(project.tasks) == before
    assert not project.pending_step.exists()


@pytest.mark.parametrize(
    "path", ["../site.yml", "/etc/x.yml", "a/b/c.yml", "qinghe-2023-5/x.sh", "link/x.yml", "..", ""]
)
def test_a_record_that_this_tool_did_not_write_is_not_followed(
    project: Project, tmp_path: Path, path: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project.tasks / "link").symlink_to(outside)
    record = {"id": 1, "when": "", "message": "", "verb": "do", "files": {path: [None, "x"]}}
    store = Store(project)
    store.journal.folder.mkdir(parents=True)
    (store.journal.folder / "pending.json").write_text(json.dumps(record), encoding="utf-8")
    assert "不是这个工具写的" in recover(project)
    assert not list(outside.iterdir())
    assert not (tmp_path / "site.yml").exists()


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"files": 1}', b"\xff"])
def test_a_record_that_cannot_be_read_is_left_out(project: Project, content: bytes) -> None:
    store = Store(project)
    store.journal.folder.mkdir(parents=True)
    for name in ("pending.json", "00000001.json"):
        (store.journal.folder / name).write_bytes(content)
    assert recover(project) == ""
    assert store.journal.steps() == []


def test_every_command_completes_a_save_that_was_cut_off(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from responsibility.cli import main

    assert killed(lambda: save(Store(project), "甲"), 3, monkeypatch)
    with pytest.raises(SystemExit):
        main(["check", "--project", str(project.root)])
    assert "已补完：甲" in capsys.readouterr().err
    assert b"\xe7\x94\xb2" in (project.tasks / OTHER).read_bytes()


def test_what_is_loaded_again_and_again_is_as_if_loaded_once(project: Project) -> None:
    store = Store(project)
    files, first = store.read()
    assert store.read()[1] == first == load(files)
    broken = {**files, TASK: b"number: ["}
    with pytest.raises(UnloadableError):
        store.loaded(broken)
    with pytest.raises(UnloadableError):
        store.loaded(broken)
    assert store.loaded(files) == load(files)


def test_data_that_do_not_load_by_themselves_are_no_ones_change(project: Project) -> None:
    session = Session(project)
    (project.tasks / POLICY / "01.yml").write_text("number: [", encoding="utf-8")
    with pytest.raises(UnloadableError) as caught:
        session.policy_json(POLICY)
    assert str(caught.value).startswith("现有的数据读不出来：")
    assert "没有保存" not in str(caught.value)


def test_a_damaged_record_of_a_step_ends_those_that_can_be_taken_back(project: Project) -> None:
    store = Store(project)
    for words in ("甲", "乙"):
        save(store, words)
    before = read(project.tasks)
    (project.steps / "00000002.json").write_text('{"id": 2', encoding="utf-8")
    with pytest.raises(NotSavedError, match="没有可以撤销的"):
        Store(project).undo()
    assert read(project.tasks) == before
