"""Commits from the editing page: what changed for whom, in Chinese, and nothing but the data."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from responsibility.build.project import Project, find_project
from responsibility.data.git import git_files

from .conftest import SMALL, read, write
from .support.served import POLICY, Opened

CHANGE = {
    "do": "change",
    "policy": POLICY,
    "task": "1",
    "field": "deadlines",
    "index": 0,
    "record": {"quote": "2023年底前", "due": "2024", "before": True},
}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    write(read(SMALL), tmp_path / "tasks")
    (tmp_path / "other.txt").write_text("a", encoding="utf-8")
    git(tmp_path, "init", "--quiet")
    for key, value in (("user.name", "a"), ("user.email", "a@example.org")):
        git(tmp_path, "config", key, value)
    git(tmp_path, "add", "tasks", "other.txt")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    return find_project(tmp_path)


def test_a_commit_says_what_changed_for_whom(project: Project) -> None:
    page = Opened(project).tab()
    assert page.get("/api/project")["git"] is True
    assert page.get("/api/changes")["changes"] == []
    page.save(CHANGE)
    told = page.get("/api/changes")
    assert told["since"] == "上次提交"
    assert told["message"].startswith("任务 1：时限推后 1\n\n- 1 保障农村供水 时限推后：")
    assert "涉及的单位：\n- 县水利局" in told["message"]
    (project.root / "other.txt").write_text("b", encoding="utf-8")
    git(project.root, "add", "other.txt")
    answer = page.post("/api/commit", {})
    assert git(project.root, "log", "-1", "--format=%B").strip() == told["message"].strip()
    assert git(project.root, "rev-parse", "--short", "HEAD").strip() == answer["commit"]
    assert git(project.root, "show", "--stat=200", "--format=", "HEAD").count("|") == 1
    assert git(project.root, "status", "--porcelain", "--untracked-files=no").splitlines() == ["M  other.txt"]
    assert page.get("/api/changes")["changes"] == []
    assert "没有改动" in page.post("/api/commit", {}, 409)["error"]


def test_a_message_of_ones_own_is_taken_as_it_is(project: Project) -> None:
    page = Opened(project).tab()
    page.save(CHANGE)
    page.post("/api/commit", {"message": "-m $(x)\n# 不是注释"})
    assert git(project.root, "log", "-1", "--format=%B").strip() == "-m $(x)\n# 不是注释"


def test_what_git_refuses_is_told(project: Project) -> None:
    page = Opened(project).tab()
    page.save(CHANGE)
    for key in ("user.name", "user.email"):
        git(project.root, "config", "--unset", key)
    git(project.root, "config", "user.useConfigOnly", "true")
    assert "请先运行 git config user.name" in page.post("/api/commit", {}, 409)["error"]


def test_without_git_changes_are_told_since_the_page_was_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(read(SMALL), tmp_path / "tasks")
    page = Opened(find_project(tmp_path)).tab()
    assert page.get("/api/project")["git"] is False
    page.save(CHANGE)
    told = page.get("/api/changes")
    assert told["since"] == "打开时"
    assert len(told["changes"]) == 1
    assert page.post("/api/commit", {}, 409)["error"] == "这个项目没有用 git"


def test_where_there_is_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    write(read(SMALL), tmp_path / "tasks")
    assert Opened(find_project(tmp_path)).tab().get("/api/project")["git"] is False


@pytest.mark.parametrize("line", ["tasks/", "/tasks"])
def test_data_that_git_ignores_is_not_committed(project: Project, line: str) -> None:
    git(project.root, "rm", "-r", "--quiet", "--cached", "tasks")
    (project.root / ".gitignore").write_text(f"{line}\n", encoding="utf-8")
    assert Opened(project).tab().get("/api/project")["git"] is False


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"])
def test_another_repository_in_the_environment_changes_nothing(
    project: Project, tmp_path: Path, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a hook of git sets it, whose commands work on the repository of the hook."""
    (tmp_path / "elsewhere").mkdir()
    page = Opened(project).tab()
    page.save(CHANGE)
    message = page.get("/api/changes")["message"]
    monkeypatch.setenv(variable, str(tmp_path / "elsewhere"))
    assert page.get("/api/changes")["message"] == message
    files, _ = git_files("HEAD", project.tasks)
    assert set(files) == set(read(SMALL))
    assert page.post("/api/commit", {})["commit"]
