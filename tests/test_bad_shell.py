"""Bad paths, broken links, closed and full outputs, damaged git: found by trying to break the commands."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import build
from responsibility.build.files import write_whole
from responsibility.data.folder import read_tasks

from .conftest import POLICY, REAL, ROOT, SMALL, Project, copy_project, read, write

pytestmark = pytest.mark.slow


def run(*arguments: str) -> Result:
    done = CliRunner().invoke(build.main, arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def shell(*arguments: str, redirect: str = "", cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """``build.py`` with its output redirected by a shell."""
    command = f'exec "$@" {redirect}'
    program = [sys.executable, str(ROOT / "build.py"), *arguments]
    return subprocess.run(
        ["sh", "-c", command, "sh", *program],
        cwd=cwd,
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )


def test_a_link_is_followed_and_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("旧", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(tmp_path / "real.json")
    write_whole(tmp_path / "link.json", b"new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"
    write_whole(Path("/dev/null"), b"new")
    assert Path("/dev/null").is_char_device()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OSError, match="Too many levels"):
        write_whole(tmp_path / "loop", b"new")
    assert shell("export", "json", "-o", "/dev/stdout", redirect="| cat").stdout.startswith("{")


def test_a_folder_that_is_not_there_is_named_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(Path("gone/a.json"), b"1")
    assert raised.value.filename == "gone"
    Path("link.json").symlink_to("elsewhere/a.json")
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(Path("link.json"), b"1")
    assert raised.value.filename == str(tmp_path / "elsewhere")


def test_nothing_half_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(tmp_path / "a.json", b"1")
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_names_the_file_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the one beside it, which is written first."""

    def full(path: Path, target: Path) -> None:
        raise OSError(28, "", str(path), None, str(target))

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match=r"a\.json") as caught:
        write_whole(tmp_path / "a.json", b"1")
    assert ".part" not in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_the_name_of_a_site_is_no_pattern(project: Project) -> None:
    kept = project.root / "g" / ".mysite.staging-keep"
    kept.mkdir(parents=True)
    for name in ("g/*", "g/**", "g/[a]"):
        assert (
            project.run(
                "site", "--project", ".", "--tasks", str(SMALL), "--site", name, "--no-downloads"
            ).returncode
            == 0
        )
    assert kept.is_dir()


def test_units_without_tasks_and_tasks_without_units(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "units.yml").write_bytes((SMALL / "units.yml").read_bytes())
    facts = ("--number", "水发〔2022〕3号", "--title", "方案", "--issuer", "县政府", "--issued", "2022-03-01")
    assert (
        project.run(
            "new", "--policy", "a-1", *facts, "--project", ".", "--tasks", str(tmp_path / "new")
        ).returncode
        == 0
    )
    done = project.run("site", "--project", ".", "--tasks", str(tmp_path / "new"))
    assert done.returncode == 0, done.stderr
    files = {**read(SMALL), "units.yml": b"units: []\n"}
    assert run("check", "--tasks", str(write(files, tmp_path / "none"))).exit_code == 1


@pytest.mark.parametrize("issued", ["1949-10-01", "1000-01-01", "2150-01-01"])
def test_documents_of_any_age(tmp_path: Path, issued: str) -> None:
    project = copy_project(tmp_path / "project")
    files = {
        name: content.replace(b"issued: 2023-03-01", f"issued: {issued}".encode())
        for name, content in read(SMALL).items()
        if not name.endswith("source.txt")
    }
    policy = f"{POLICY}/policy.yml"
    files[policy] = files[policy].split(b"errata:")[0] + b"waivers:\n  - {check: no-source, why: x}\n"
    done = project.run("site", "--project", ".", "--tasks", str(write(files, tmp_path / "tasks")))
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_would_be_passed_over_is_said(tmp_path: Path) -> None:
    tasks = write(read(SMALL), tmp_path / "tasks")
    (tasks / "linked").symlink_to(tasks / POLICY)
    (tasks / "05.yml").write_text("a: 1", encoding="utf-8")
    deep = tasks.joinpath("deep", *["x"] * 300)
    deep.mkdir(parents=True)
    _, unreadable = read_tasks(tasks)
    assert set(unreadable) == {"linked", "05.yml"}
    (tasks / POLICY).rename(tasks / ("a" * 61))
    assert "folder-name" in run("check", "--tasks", str(tasks)).output


@pytest.mark.parametrize("method", ["read_bytes", "iterdir", "stat"])
def test_what_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    """Also where the tests run as somebody who may read everything."""
    tasks = write(read(SMALL), tmp_path / "tasks")
    allowed = getattr(Path, method)
    closed = {"read_bytes": "02.yml", "stat": "02.yml", "iterdir": POLICY}[method]

    def refused(path: Path, *arguments: object, **more: object) -> object:
        if path.name == closed:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return allowed(path, *arguments, **more)

    monkeypatch.setattr(Path, method, refused)
    _, unreadable = read_tasks(tasks)
    assert list(unreadable.values()) == ["没有权限"]
    done = run("check", "--tasks", str(tasks))
    assert done.exit_code == 1
    assert "读不出这个文件：没有权限 [unreadable-file]" in done.output


def test_a_file_that_never_ends_is_not_read(tmp_path: Path) -> None:
    tasks = write(read(SMALL), tmp_path / "tasks")
    (tasks / POLICY / "09.yml").symlink_to("/proc/kmsg")
    assert run("check", "--tasks", str(tasks)).exit_code == 1


def test_a_loop_in_place_of_the_registry(tmp_path: Path) -> None:
    (tmp_path / "units.yml").symlink_to(tmp_path / "units.yml")
    facts = ("--number", "水发〔2022〕3号", "--title", "方案", "--issuer", "县政府", "--issued", "2022-03-01")
    done = run("new", "--policy", "a-1", *facts, "--tasks", str(tmp_path))
    assert done.exit_code == 1
    assert "绕成了圈" in done.output
    assert [path.name for path in tmp_path.iterdir()] == ["units.yml"]


@pytest.mark.parametrize(
    "command", [("check",), ("check", "--format", "json"), ("show", "32"), ("diff", "HEAD"), ("--help",)]
)
def test_a_full_disk_behind_the_output(command: tuple[str, ...]) -> None:
    done = shell(*command, redirect="> /dev/full")
    assert done.returncode == 2
    assert "磁盘满了" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout


def test_closed_input_and_output() -> None:
    assert "已中止" in shell("new", redirect="<&-").stderr
    for command in (("check",), ("show", "32"), ("-h",), ("export", "json"), ("schema", "--check")):
        done = shell(*command, redirect=">&-")
        assert (done.returncode, done.stderr) == (0, ""), command
    assert shell("show", "32", redirect=">&- 2>&-").returncode == 0
    assert "Traceback" not in shell("export", "json", redirect="| true").stderr


def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f'rmdir "$PWD"; exec "{sys.executable}" "{ROOT / "build.py"}" check'
    done = subprocess.run(
        ["sh", "-c", command], cwd=tmp_path / "gone", text=True, capture_output=True, check=False
    )
    assert "Traceback" not in done.stderr
    assert "没有这个文件或文件夹" in done.stderr


def test_damaged_git(tmp_path: Path) -> None:
    tasks = write(read(SMALL), tmp_path / "tasks")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null"}
    who = ["-c", "user.name=x", "-c", "user.email=x@x"]
    for command in (["init", "-q"], ["add", "."], [*who, "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tasks, env=environment, check=True)
    name = subprocess.run(
        ["git", "rev-parse", "HEAD:units.yml"], cwd=tasks, text=True, capture_output=True, check=True
    ).stdout.strip()
    (tasks / ".git" / "objects" / name[:2] / name[2:]).unlink()
    done = run("diff", "HEAD", "--tasks", str(tasks))
    assert done.exit_code == 2
    assert "git fsck" in done.output


def test_an_edition_whose_name_no_system_takes(tmp_path: Path) -> None:
    tasks = write(read(SMALL), tmp_path / "tasks")
    text = f"revisions:\n  - {{label: 旧, date: 2023-01-01, folder: {'x' * 5000}}}\n  - {{label: 新, date: 2024-01-01}}\n"
    (tasks / "revisions.yml").write_text(text, encoding="utf-8")
    project = copy_project(tmp_path / "project")
    done = project.run("site", "--project", ".", "--tasks", str(tasks))
    assert done.returncode == 1
    assert "revisions.yml:2" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_real_data_has_nothing_of_this() -> None:
    assert read_tasks(REAL)[1] == {}
