"""Reading and writing folders, and the swap."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pydantic import ValidationError

from responsibility.build import atomic_dir as swap
from responsibility.build.atomic_dir import aside, exchange, recover, swap_in
from responsibility.build.files import write_tree, write_whole
from responsibility.data.folder import read_tasks
from responsibility.data.loader import is_folder_name
from responsibility.model import Unit


def folder(path: Path, content: str) -> Path:
    path.mkdir()
    (path / "index.html").write_text(content, encoding="utf-8")
    return path


def content(path: Path) -> str:
    return (path / "index.html").read_text(encoding="utf-8")


def test_swap_in_where_nothing_was(tmp_path: Path) -> None:
    swap_in(folder(tmp_path / "new", "新"), tmp_path / "site")
    assert content(tmp_path / "site") == "新"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("atomic", [True, False])
def test_swap_in_over_the_old(tmp_path: Path, atomic: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if not atomic:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    folder(tmp_path / "site", "旧")
    swap_in(folder(tmp_path / "new", "新"), tmp_path / "site")
    assert content(tmp_path / "site") == "新"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_comes_back_where_the_new_cannot_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a program on Windows has a file of the new folder open."""
    folder(tmp_path / "site", "旧")
    new = folder(tmp_path / "new", "新")
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path == new:
            raise PermissionError(13, "open elsewhere", str(path))
        return rename(path, target)

    monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(PermissionError):
        swap_in(new, tmp_path / "site")
    assert content(tmp_path / "site") == "旧"
    assert not aside(tmp_path / "site").exists()


@pytest.mark.parametrize("missing", [AttributeError, OSError, TypeError])
def test_a_system_without_exchange(
    tmp_path: Path, missing: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows has no such library, other systems no such call."""

    def no_library(*_: object, **__: object) -> None:
        raise missing

    monkeypatch.setattr("ctypes.CDLL", no_library)
    folder(tmp_path / "site", "旧")
    swap_in(folder(tmp_path / "new", "新"), tmp_path / "site")
    assert content(tmp_path / "site") == "新"


@pytest.mark.parametrize("name", ["con", "nul", "com1", "lpt9", "aux"])
def test_names_that_windows_keeps_for_itself(name: str) -> None:
    assert not is_folder_name(name)
    with pytest.raises(ValidationError, match="Windows"):
        Unit.model_validate({"name": "甲局", "id": name, "kind": "government"})


def test_recovers_from_a_cut_off_swap(tmp_path: Path) -> None:
    folder(aside(tmp_path / "site"), "旧")
    recover(tmp_path / "site")
    assert content(tmp_path / "site") == "旧"


def test_exchange_of_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        exchange(folder(tmp_path / "one", "一"), tmp_path / "none")


def test_write_tree_writes_only_what_differs(tmp_path: Path) -> None:
    assert write_tree(tmp_path, {"a/b.md": b"1", "c.md": b"2"}) == 2
    assert write_tree(tmp_path, {"a/b.md": b"1", "c.md": b"3"}) == 1
    assert write_tree(tmp_path, {"c.md": b"3"}) == 0
    assert [path.name for path in tmp_path.rglob("*")] == ["c.md"]


def test_write_whole_replaces(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.json", b"1")
    write_whole(tmp_path / "a.json", b"2")
    assert (tmp_path / "a.json").read_bytes() == b"2"
    assert len(list(tmp_path.iterdir())) == 1


def test_read_tasks_reports_what_it_cannot_read(tmp_path: Path) -> None:
    policy = tmp_path / "demo"
    policy.mkdir()
    (policy / "policy.yml").write_bytes(b"a: 1")
    (policy / "01.yml").mkdir()
    (policy / "02.yml").symlink_to(policy / "02.yml")
    (policy / ".hidden.yml").write_bytes(b"")
    (policy / "notes.md").write_bytes(b"")
    (tmp_path / "units.yml").write_bytes(b"units: []")
    files, unreadable = read_tasks(tmp_path)
    assert set(files) == {"demo/policy.yml", "units.yml"}
    assert set(unreadable) == {"demo/01.yml", "demo/02.yml"}
    if os.getuid():
        (policy / "policy.yml").chmod(0)
        assert "demo/policy.yml" in read_tasks(tmp_path)[1]
