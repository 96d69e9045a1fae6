"""Pipes, devices and films where a file of a project belongs: never waited for, never read whole, told plainly."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility.build.files import read_tree
from responsibility.data.plain_files import MOST_BYTES, NOT_PLAIN, read_plain

from .conftest import POLICY, ROOT, SMALL, read, write

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")

LONGEST = 120
"""Seconds after which a command counts as hanging."""
RECEIVED = f"{POLICY}/source/a.docx"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def film(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project of the small policy, which says that it keeps a file as it was received."""
    files = read(SMALL)
    files[f"{POLICY}/policy.yml"] += f"received: {{file: a.docx, sha256: {0:064d}}}\n".encode()
    return write(files, tmp_path / "tasks").parent


def told(folder: Path, *command: str) -> str:
    """What a command says that must fail, within time and little memory."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *command, "--project", str(folder)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=LONGEST,
        preexec_fn=_little_memory,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def _little_memory() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (2_500_000_000, 2_500_000_000))


@pytest.mark.slow
@pytest.mark.parametrize("odd", [pipe, device])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        (f"tasks/{RECEIVED}", "check"),
        ("site.yml", "check"),
        ("site.yml", "upgrade"),
        ("tasks/units.yml", "check"),
    ],
)
def test_no_command_waits_for_what_is_no_file(
    folder: Path, odd: Callable[[Path], None], name: str, command: str
) -> None:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    odd(path)
    assert NOT_PLAIN in told(folder, command)


@pytest.mark.slow
@pytest.mark.parametrize("odd", [pipe, device])
@pytest.mark.parametrize("name", ["templates/home.html", "mkdocs.yml"])
def test_no_build_waits_for_what_is_no_file(tmp_path: Path, odd: Callable[[Path], None], name: str) -> None:
    write(read(SMALL), tmp_path / "tasks")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    odd(tmp_path / name)
    assert f"{Path(name).name} {NOT_PLAIN}" in told(tmp_path, "site", "--no-downloads")


@pytest.mark.slow
def test_a_film_among_the_files_of_the_site(tmp_path: Path) -> None:
    write(read(SMALL), tmp_path / "tasks")
    (tmp_path / "site_src").mkdir()
    film(tmp_path / "site_src" / "film.mp4")
    assert "film.mp4 文件太大" in told(tmp_path, "site", "--no-downloads")


def test_a_template_of_another_encoding_is_named(tmp_path: Path) -> None:
    write({**read(SMALL), "../templates/home.html": "首页".encode("gb18030")}, tmp_path / "tasks")
    assert "home.html 不是 UTF-8 编码" in told(tmp_path, "site", "--no-downloads")


def test_plain_files_are_read_up_to_a_size(tmp_path: Path) -> None:
    write({"a": b"12345"}, tmp_path)
    assert read_plain(tmp_path / "a", 5) == b"12345"
    with pytest.raises(OSError, match="File too large"):
        read_plain(tmp_path / "a", 4)
    with pytest.raises(IsADirectoryError):
        read_plain(tmp_path)
    assert read_tree(tmp_path) == {"a": b"12345"}
    assert MOST_BYTES > 100_000_000


@pytest.mark.slow
@pytest.mark.parametrize("date", ["-1", "x", "４", str(2**32), "9" * 5000])
def test_a_build_date_that_is_none_is_told(
    tmp_path: Path, date: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(read(SMALL), tmp_path / "tasks")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", date)
    assert "SOURCE_DATE_EPOCH 要写" in told(tmp_path, "site", "--no-downloads")
