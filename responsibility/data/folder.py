"""The tasks folder on the disk as ``{path: bytes}``, and what of it cannot be read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from responsibility.data.file_names import RECEIVED_FOLDER, SOURCE_FILE, may_be_data
from responsibility.data.loader import PROGRESS_FOLDER, REVISIONS_FILE, UNITS_FILE, is_progress
from responsibility.data.plain_files import MAX_BYTES, NOT_PLAIN
from responsibility.errors import REASONS, reason

Files = dict[str, bytes]
Change = dict[str, bytes | None]
"""New contents by path, relative to the tasks folder; None takes a file away."""


def read_tasks(tasks: Path) -> tuple[Files, dict[str, str]]:
    """The YAML files and sources of ``tasks`` and its folders: contents, and those that cannot be read.

    Paths are relative and use ``/``. Hidden files and folders are left out; YAML
    files that would be passed over (``.yaml``, ``.YML``, a folder too deep) count
    as unreadable, so that none is lost in silence.
    """
    files: Files = {}
    unreadable: dict[str, str] = {}
    for path in _candidates(tasks, unreadable, tasks):
        name = path.relative_to(tasks).as_posix()
        try:
            facts = path.stat()
            fault = _fault(path, name, facts)
            if fault:
                unreadable[name] = fault
            else:
                # What says that it is empty is not read: under /proc such a file may never end.
                files[name] = path.read_bytes() if facts.st_size else b""
        except OSError as error:
            unreadable[name] = reason(error)
    return files, unreadable


def read_project(tasks: Path, site_file: Path) -> tuple[Files, dict[str, str]]:
    """As :func:`read_tasks`, with what the office says of itself, in ``site_file`` outside of ``tasks``."""
    files, unreadable = read_tasks(tasks)
    if os.path.lexists(site_file):
        name = Path(os.path.relpath(site_file, tasks)).as_posix()
        try:
            fault = _kind_fault(site_file.stat())
            if fault:
                unreadable[name] = fault
            else:
                files[name] = site_file.read_bytes()
        except OSError as error:
            unreadable[name] = reason(error)
    return files, unreadable


def _candidates(folder: Path, unreadable: dict[str, str], tasks: Path) -> Iterator[Path]:
    """What looks as if it should be read, down to one folder deeper than anything is."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        folders = {path for path in paths if path.is_dir()}
    except OSError as error:
        unreadable[folder.relative_to(tasks).as_posix()] = reason(error)
        return
    for path in paths:
        if path in folders and path.name == RECEIVED_FOLDER and path.parent.parent == tasks:
            continue
        if may_be_data(path.name):
            yield path
        elif path in folders and path.is_symlink():
            unreadable[path.relative_to(tasks).as_posix()] = "是指向别处的链接，不会读取；请把文件夹放进来"
        elif path in folders and len(path.relative_to(tasks).parts) <= _deepest(path, tasks):
            yield from _candidates(path, unreadable, tasks)


def _deepest(folder: Path, tasks: Path) -> int:
    """How many folders deep it is looked below ``tasks`` in ``folder``: one more than anything is read from there."""
    parts = folder.relative_to(tasks).parts
    return 4 if parts[1:2] == (PROGRESS_FOLDER,) else 2


def _fault(path: Path, name: str, facts: os.stat_result) -> str | None:
    """Why a file is not read although it looks as if it should be."""
    if not stat.S_ISREG(facts.st_mode):
        return _kind_fault(facts)
    if name.count("/") > 1 and not is_progress(name.lower().replace(".yaml", ".yml")):
        return f"文件夹里不能再有文件夹（{PROGRESS_FOLDER}/报送日期/ 除外），放这里不会被读取"
    if "/" not in name and name not in (UNITS_FILE, REVISIONS_FILE):
        return "要放在一份文件的文件夹里，放这里不会被读取"
    if path.name != SOURCE_FILE and path.suffix != ".yml":
        return f"扩展名要写 .yml，请改名为 {path.stem}.yml"
    return _kind_fault(facts)


def _kind_fault(facts: os.stat_result) -> str | None:
    """Why nothing of that kind or size is read, wherever it lies."""
    if not stat.S_ISREG(facts.st_mode):
        return REASONS[errno.EISDIR] if stat.S_ISDIR(facts.st_mode) else NOT_PLAIN
    if facts.st_size > MAX_BYTES:
        return f"超过 {MAX_BYTES // 1_000_000} MB"
    return None
