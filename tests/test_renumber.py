"""Room for a task, or one taken out: numbers and files move, identities and all that names a task stay with it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from responsibility.build.project import Project, find_project
from responsibility.cli import main
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.renumbering import renumber
from responsibility.edit.store import recover
from responsibility.errors import ResponsibilityError

from .conftest import POLICY, SMALL, read, write
from .support.cutting import KilledError, fail_writes

REFERENCES = """misprints:
  - {quote: 供水, task: "3", suggests: 洪水, why: 与任务 2 的不同}
waivers:
  # 这一条问过水利局
  - check: no-lead
    task: "2.1"
    why: 文件如此
  - check: vague-period
    task: gongshui
    why: 文件如此
unsettled:
  - what: 核对这一项
    task: "4"
"""


@pytest.fixture
def files() -> Files:
    """The small policy, with entries of policy.yml that name tasks, and a remark in a task."""
    files = read(SMALL)
    path = f"{POLICY}/policy.yml"
    files[path] = files[path] + REFERENCES.encode()
    first = f"{POLICY}/01.yml"
    files[first] = files[first].replace(
        b'number: "1"\n', b'number: "1" # \xe9\xa6\x96\xe9\xa1\xb9\nid: gongshui\n'
    )
    return files


@pytest.fixture
def project(tmp_path: Path, files: Files) -> Project:
    write(files, tmp_path / "tasks")
    return find_project(tmp_path)


def identities(files: Files) -> dict[str, str]:
    """Number → identity of every task, with the title as proof of which it is."""
    (policy,) = load(files).policies
    return {task.number: f"{task.identity} {task.title}" for task in policy.tasks}


def test_room_is_made_and_everything_stays_with_its_task(project: Project, files: Files) -> None:
    before = identities(files)
    told = renumber(project, None, "insert", "2", dry=False)
    after = read(project.tasks)
    assert not load(after).problems
    assert identities(after) == {
        "1": before["1"],
        **{str(int(number) + 1): before[number] for number in ("2", "3", "4")},
        "s1": before["s1"],
        "s2": before["s2"],
    }
    assert f"{POLICY}/02.yml" not in after
    for path in ("units.yml", f"{POLICY}/source.txt", f"{POLICY}/01.yml", f"{POLICY}/s1.yml"):
        assert after[path] == files[path]
    moved = files[f"{POLICY}/03.yml"].replace(b'number: "3"\n', b'number: "4"\nid: "3"\n')
    assert after[f"{POLICY}/04.yml"] == moved
    expected = REFERENCES.replace('task: "4"', 'task: "5"').replace('task: "3"', 'task: "4"')
    assert after[f"{POLICY}/policy.yml"].decode().endswith(expected.replace('"2.1"', '"3.1"'))
    for words in (
        "序号改变 3 项",
        "2—4 改为 3—5",
        "3 处任务序号跟着改",
        "source.txt",
        "要写 id（如 2-2）",
        "用文字说到的序号没有改，有 1 处",
    ):
        assert words in told


def test_a_task_is_taken_out_and_room_made_again(project: Project, files: Files) -> None:
    before = identities(files)
    told = renumber(project, POLICY, "remove", "2", dry=False)
    after = read(project.tasks)
    numbers = identities(after)
    assert numbers == {
        **{number: before[number] for number in ("1", "s1", "s2")},
        "2": before["3"],
        "3": before["4"],
    }
    assert "waivers 第1条（no-lead）" in told
    assert 'task: "2.1"' not in after[f"{POLICY}/policy.yml"].decode()
    assert "task: gongshui" in after[f"{POLICY}/policy.yml"].decode()
    renumber(project, POLICY, "insert", "2", dry=False)
    assert {number: name for number, name in identities(read(project.tasks)).items() if number in "34"} == {
        number: before[number] for number in ("3", "4")
    }
    renumber(project, POLICY, "remove", "2", dry=False)  # nobody has that number: the gap is closed
    assert identities(read(project.tasks)) == numbers


def test_safeguards_are_numbered_among_themselves(project: Project, files: Files) -> None:
    before = identities(files)
    renumber(project, None, "insert", "s1", dry=False)
    after = identities(read(project.tasks))
    assert (after["s2"], after["s3"], after["4"]) == (before["s1"], before["s2"], before["4"])


def test_a_name_that_the_new_numbers_would_take_is_written_as_a_number(project: Project) -> None:
    """The waiver of the task called 3, which has number 4, must not become that of the new third task."""
    renumber(project, None, "insert", "3", dry=False)
    path = project.tasks / POLICY / "policy.yml"
    path.write_text(path.read_text("utf-8").replace("task: gongshui", 'task: "3"'), "utf-8")
    (was,) = load(read(project.tasks)).policies
    renumber(project, None, "remove", "3", dry=False)
    (now,) = load(read(project.tasks)).policies
    assert was.item_id("3") == now.item_id(now.metadata.waivers[1].task or "")


def test_a_dry_run_tells_the_same_and_writes_nothing(project: Project, files: Files) -> None:
    dry = renumber(project, None, "insert", "2", dry=True)
    assert read(project.tasks) == files
    assert not project.out.joinpath("edit").exists()
    told = renumber(project, None, "insert", "2", dry=False)
    assert dry.split("\n")[1:] == told.split("\n")[1:]
    assert "预演" in dry


@pytest.mark.parametrize("at", range(8))
def test_cut_off_anywhere_the_old_or_the_new_state_is_there(
    at: int, project: Project, files: Files, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(files, tmp_path / "other" / "tasks")
    whole = find_project(tmp_path / "other")
    renumber(whole, None, "insert", "2", dry=False)
    fail_writes(monkeypatch, lambda number: number > at, KilledError())
    with suppress(KilledError):
        renumber(project, None, "insert", "2", dry=False)
    monkeypatch.undo()
    recover(project)
    assert read(project.tasks) == (files if at == 0 else read(whole.tasks))


@pytest.mark.parametrize(
    ("verb", "at", "words"),
    [
        ("insert", "9", "本来就空着"),
        ("insert", "x", "不是序号"),
        ("insert", "9" * 5000, "不是序号"),
        ("insert", "02", "不是序号"),
        ("insert", "0", "不是序号"),
        ("insert", "１", "不是序号"),
        ("remove", "7", "没有序号是 7 的任务"),
    ],
)
def test_what_is_no_place_is_refused(verb: str, at: str, words: str, project: Project, files: Files) -> None:
    with pytest.raises(ResponsibilityError, match=words):
        renumber(project, None, "insert" if verb == "insert" else "remove", at, dry=False)
    assert read(project.tasks) == files


def test_no_number_is_left_behind_the_last(tmp_path: Path, files: Files) -> None:
    path = f"{POLICY}/04.yml"
    files[f"{POLICY}/999.yml"] = files.pop(path).replace(b'number: "4"', b'number: "999"')
    write(files, tmp_path / "tasks")
    with pytest.raises(ResponsibilityError, match="再往后没有序号了"):
        renumber(find_project(tmp_path), None, "insert", "2", dry=False)


def test_the_command(project: Project, files: Files) -> None:
    run = CliRunner().invoke
    both = run(main, ["renumber", "--project", str(project.root)])
    assert both.exit_code
    assert "--insert 序号 和 --remove 序号，写一个" in both.output
    dry = run(main, ["renumber", "--insert", "2", "--dry-run", "--project", str(project.root)])
    assert dry.exit_code == 0, dry.output
    assert read(project.tasks) == files
    other = run(main, ["renumber", "meiyou", "--insert", "2", "--project", str(project.root)])
    assert other.exit_code == 1
    assert "没有“meiyou”这份文件" in other.output
    done = run(main, ["renumber", POLICY, "--remove", "2", "--project", str(project.root)])
    assert "删去：2." in done.output
