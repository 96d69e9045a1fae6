"""The file as it was received: kept beside its transcription, under a name that any system takes, and watched."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import build
from responsibility.build.drafts import ImportFailedError, import_document, stored_name
from responsibility.build.project import find_project
from responsibility.edit.updating import update_document
from responsibility.errors import ResponsibilityError
from responsibility.model import Received

from .conftest import read
from .test_drafts import TEXT


def test_the_received_file_is_kept_and_told_when_it_was_changed(tmp_path: Path) -> None:
    content = TEXT.encode("gb18030")
    (tmp_path / "供水:方案?.txt").write_bytes(content)
    (tmp_path / "tasks").mkdir()

    def run(*arguments: str) -> Any:
        return CliRunner().invoke(build.main, [*arguments, "--tasks", str(tmp_path / "tasks")])

    assert run("import", str(tmp_path / "供水:方案?.txt"), "--policy", "qinghe").exit_code == 0
    kept = tmp_path / "tasks" / "qinghe" / "source" / "供水_方案_.txt"
    assert kept.read_bytes() == content
    policy = (tmp_path / "tasks" / "qinghe" / "policy.yml").read_text(encoding="utf-8")
    assert hashlib.sha256(content).hexdigest() in policy
    assert run("check").exit_code == 0
    assert run("site", "--site", str(tmp_path / "site")).exit_code == 0
    assert not [
        path for path in (tmp_path / "site").rglob("*") if path.is_file() and path.read_bytes() == content
    ]
    kept.write_bytes(content + b"\n")
    changed = run("check")
    assert changed.exit_code == 1
    assert "source/供水_方案_.txt 与收到时的不同" in changed.output
    kept.unlink()
    assert "[received-file]" in run("check").output


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("方案（定稿）.docx", "方案（定稿）.docx"),
        ('a<b>:"/\\|?*.txt', "a_b________.txt"),
        ("con.txt", "_con.txt"),
        (".方案", "方案"),
        ("...", "原件"),
        ("长" * 200 + ".html", "长" * 70 + ".html"),
        ("方\n案\u202e.txt", "方案.txt"),
    ],
)
def test_received_files_have_names_that_any_system_takes(name: str, stored: str) -> None:
    assert stored_name(name) == stored
    assert Received(file=stored, sha256="0" * 64)


def test_a_draft_that_could_not_be_read_again_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("responsibility.build.drafts.MAX_BYTES", 300)
    (tmp_path / "方案.txt").write_text(TEXT, "utf-8")
    (tmp_path / "tasks").mkdir()
    with pytest.raises(ImportFailedError, match="文件太大"):
        import_document(tmp_path / "方案.txt", "qinghe", find_project(tmp_path), {})
    assert not list((tmp_path / "tasks").rglob("*.yml"))


def test_another_document_is_no_revision(tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_text(TEXT, "utf-8")
    (tmp_path / "tasks").mkdir()
    project = find_project(tmp_path)
    import_document(tmp_path / "方案.txt", "qinghe", project, {})
    before = read(project.tasks)
    other = tmp_path / "别的文件.txt"
    other.write_text("一、修路\n1.硬化村道。硬化村道7公里。（牵头单位：县交通局）\n", "utf-8")
    with pytest.raises(ResponsibilityError, match="原有的任何一项任务"):
        update_document(other, None, project, {})
    assert read(project.tasks) == before
