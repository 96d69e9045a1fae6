"""Ctrl-C at any moment of a command: what was there is there still, and no traceback."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import click
import pytest

from responsibility.build import publish as publishing
from responsibility.build.atomic_dir import swap_in
from responsibility.build.files import replace_files
from responsibility.build.project import Project
from responsibility.build.publish import STAGING
from responsibility.cli.chinese_help import ChineseGroup

from .conftest import ROOT, call
from .support.filling import Ledger, project, sent, subject
from .test_site import snapshot

__all__ = ["project", "sent"]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="Ctrl-C reaches a whole console there"),
]

DOCUMENT = ROOT / "tests" / "imports" / "yunzhou.txt"
COMMANDS = {
    "import": ("import", str(DOCUMENT), "--policy", "yunzhou-2023-17"),
    "export": ("export", "csv"),
    "collect": ("collect", "水利局.xlsx"),
    "site": ("site", "--no-downloads", "--force"),
    "edit": ("edit", "--no-browser"),
}
TIMES = 2
HALF_BUILT = f".site{STAGING}*"
SAID = "已中止。原来的都还在，没有写完的不留下。"
SAID_WRITTEN = "已中止。要写的已经全部写好。"
SAID_REPLACED = "已中止。新的网站已经全部换上。"


def interrupted(run: subprocess.Popen[str]) -> tuple[str, str]:
    """What a command writes, and says, that is interrupted, again where it had not begun to listen."""
    for _ in range(8):
        os.killpg(run.pid, signal.SIGINT)
        try:
            return run.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            continue
    raise AssertionError("it goes on")


@pytest.mark.parametrize("command", COMMANDS)
def test_interrupted_at_random_moments(project: Project, sent: dict[str, bytes], command: str) -> None:
    ledger = Ledger(sent["slj"])
    ledger.fill(subject("1"), 状态="推进中")
    ledger.save(project.root / "水利局.xlsx")
    moments = random.Random(command)
    for _ in range(TIMES):
        before = {name: snapshot(project.root / name) for name in ("tasks", "site")}
        run = subprocess.Popen(
            [sys.executable, str(ROOT / "build.py"), *COMMANDS[command], "--project", "."],
            cwd=project.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # until Python is there
        )
        time.sleep(moments.uniform(0.2, 1.5))
        written, said = interrupted(run)
        assert "Traceback" not in said, said
        assert run.returncode in (0, 130, -signal.SIGINT), said
        if run.returncode == 0 or (run.returncode == -signal.SIGINT and written):
            break  # it was quicker
        if said.strip().endswith((SAID_WRITTEN, SAID_REPLACED)):
            assert {name: snapshot(project.root / name) for name in before} != before
            break
        assert run.returncode != 130 or said.strip().endswith(SAID)
        assert {name: snapshot(project.root / name) for name in before} == before, (run.returncode, said)
        assert not list(project.root.glob(HALF_BUILT)), said


def test_interrupted_while_a_command_is_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded to its end, so that none of its records is left half-made, and does not run."""
    module = "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\nwhole = []\ncommand = print\n"
    (tmp_path / "interrupted_command.py").write_text(module)
    monkeypatch.syspath_prepend(tmp_path)
    group = ChineseGroup("zeren", commands_at={"run": "interrupted_command:command"})
    with pytest.raises(KeyboardInterrupt):
        group.get_command(click.Context(group), "run")
    assert sys.modules.pop("interrupted_command").whole == []
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.parametrize("dry", [False, True])
def test_interrupted_when_all_is_written(
    project: Project, sent: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, dry: bool
) -> None:
    """What has been collected stands, and it is said; of a dry run nothing has been written."""

    def interrupt(*_: object) -> str:
        raise KeyboardInterrupt

    ledger = Ledger(sent["slj"])
    ledger.fill(subject("1"), 状态="推进中")
    ledger.save(project.root / "水利局.xlsx")
    monkeypatch.setattr("responsibility.edit.collected_told.as_text", interrupt)
    options = ["--dry-run"] if dry else []
    run = call(project.root, "collect", "水利局.xlsx", *options)
    assert run.returncode == 130
    assert run.stderr.strip() == (SAID if dry else SAID_WRITTEN)
    assert len(list(project.tasks.glob("*/progress/*/*.yml"))) == (0 if dry else 1)


@pytest.mark.parametrize("whole", [True, False], ids=["at once", "file by file"])
def test_interrupted_while_the_new_site_takes_the_place_of_the_old(
    project: Project, monkeypatch: pytest.MonkeyPatch, whole: bool
) -> None:
    """It does so to the end, and it is said; nothing is left of either beside it."""

    def swap_interrupted(new: Path, target: Path) -> None:
        if not whole:
            raise OSError(errno.EBUSY, "busy", str(target))
        os.kill(os.getpid(), signal.SIGINT)
        swap_in(new, target)

    def replace_interrupted(new: Path, folder: Path, keep: Collection[str]) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        replace_files(new, folder, keep)

    publish = ("site", "--no-downloads")
    call(project.root, *publish, "--as-of", "2023-01-01")
    before = snapshot(project.root / "site")
    monkeypatch.setattr(publishing, "swap_in", swap_interrupted)
    monkeypatch.setattr(publishing, "replace_files", replace_interrupted)
    run = call(project.root, *publish)
    assert run.returncode == 130
    assert run.stderr.strip().endswith(SAID_REPLACED)
    monkeypatch.undo()
    stands = snapshot(project.root / "site")
    assert stands != before
    assert call(project.root, *publish).returncode == 0
    assert snapshot(project.root / "site") == stands
    assert not list(project.root.glob(HALF_BUILT))


def test_interrupted_at_a_terminal(project: Project) -> None:
    """Ctrl-C that is typed while the site is built: the former site stands, and it is said."""
    import fcntl
    import pty
    import termios

    site = [sys.executable, str(ROOT / "build.py"), "site", "--no-downloads", "--project", "."]
    subprocess.run(site, cwd=project.root, check=True, capture_output=True)
    before = snapshot(project.root / "site")
    ours, its = pty.openpty()
    run = subprocess.Popen(
        [*site, "--force"],
        cwd=project.root,
        stdin=its,
        stdout=its,
        stderr=its,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(its)
    while not list(project.root.glob(HALF_BUILT)):
        assert run.poll() is None, "it has ended without a new site"
        time.sleep(0.01)
    os.write(ours, b"\x03")
    screen = b""
    with suppress(OSError):  # how a terminal ends
        while piece := os.read(ours, 1 << 16):
            screen += piece
    os.close(ours)
    assert run.wait() == 130
    said = screen.decode()
    assert said.strip().endswith(SAID)
    assert "Traceback" not in said
    assert snapshot(project.root / "site") == before
    assert not list(project.root.glob(HALF_BUILT))
