"""Folders in and out: the tasks folder as ``{path: bytes}``, a rendered tree onto the disk."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from compiler.checks import Report, run
from compiler.load import REVISIONS_FILE, SOURCE_FILE, UNITS_FILE, Data, load

Files = dict[str, bytes]
MAX_BYTES = 5_000_000
"""A file of the tasks folder larger than this is no YAML that a person edits."""


REASONS = {
    errno.EACCES: "没有权限",
    errno.EBUSY: "正被占用",
    errno.EEXIST: "已经有同名的文件或文件夹",
    errno.EFBIG: "文件太大",
    errno.EISDIR: "是文件夹，不是文件",
    errno.ELOOP: "符号链接绕成了圈",
    errno.ENAMETOOLONG: "名字太长",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOSPC: "磁盘满了",
    errno.ENOTDIR: "路径中间有一段不是文件夹",
    errno.EPERM: "没有权限",
    errno.EPIPE: "接收输出的程序已经结束",
    errno.EROFS: "磁盘是只读的",
    errno.EXDEV: "不在同一个磁盘上",
}


def reason(error: OSError) -> str:
    """Why the system refused, in plain Chinese where the reason is a common one."""
    return REASONS.get(error.errno or 0) or error.strerror or str(error)


def refusal(error: OSError, what: str = "") -> str:
    """What the system refused and why; ``what`` names it where the error does not."""
    return f"{error.filename or what} {reason(error)}".strip()


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


def _candidates(folder: Path, unreadable: dict[str, str], tasks: Path) -> Iterator[Path]:
    """What looks as if it should be read, down to one folder deeper than anything is."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        folders = {path for path in paths if path.is_dir()}
    except OSError as error:
        unreadable[folder.relative_to(tasks).as_posix()] = reason(error)
        return
    for path in paths:
        if path.suffix.lower() in (".yml", ".yaml") or path.name == SOURCE_FILE:
            yield path
        elif path in folders and path.is_symlink():
            unreadable[path.relative_to(tasks).as_posix()] = "是指向别处的链接，不会读取；请把文件夹放进来"
        elif path in folders and len(path.relative_to(tasks).parts) <= 2:
            yield from _candidates(path, unreadable, tasks)


def _fault(path: Path, name: str, facts: os.stat_result) -> str | None:
    """Why a file is not read although it looks as if it should be."""
    if not stat.S_ISREG(facts.st_mode):
        return REASONS[errno.EISDIR] if stat.S_ISDIR(facts.st_mode) else "不是普通文件"
    if name.count("/") > 1:
        return "文件夹里不能再有文件夹，放这里不会被读取"
    if "/" not in name and name not in (UNITS_FILE, REVISIONS_FILE):
        return "要放在一份文件的文件夹里，放这里不会被读取"
    if path.name != SOURCE_FILE and path.suffix != ".yml":
        return f"扩展名要写 .yml，请改名为 {path.stem}.yml"
    if facts.st_size > MAX_BYTES:
        return f"超过 {MAX_BYTES // 1_000_000} MB"
    return None


def check_folder(tasks: Path) -> tuple[Data, Report]:
    """The data of a tasks folder and the report of all checks on it."""
    data = load(*read_tasks(tasks))
    return data, run(data)


def read_templates(folder: Path) -> dict[str, str]:
    """``{name: text}`` of the templates in ``folder``."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html"))}


def read_tree(folder: Path) -> Files:
    """``{path: bytes}`` of every file below ``folder``, hidden ones left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def write_files(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write into ``folder`` those of ``files`` that differ from what it holds. Returns how many were."""
    written = 0
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written += 1
    return written


def write_tree(folder: Path, files: Mapping[str, bytes], keep: str | None = None) -> int:
    """Make ``folder`` hold just ``files``; only what differs is written. Returns how many were.

    What is in its folder ``keep`` stays.
    """
    written = write_files(folder, files)
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in files and path.relative_to(folder).parts[0] != keep:
            path.unlink()
    return written


def remove(path: Path) -> None:
    """Remove a folder and all below it, if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half-written. Raises OSError.

    A link is followed; what is no file (/dev/stdout) is written to, not replaced.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "", str(target.parent))
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(content)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
