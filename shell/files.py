"""Folders in and out: the tasks folder as ``{path: bytes}``, a rendered tree onto the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from compiler.checks import Report, run
from compiler.load import SOURCE_FILE, Data, load

Files = dict[str, bytes]
MAX_BYTES = 20_000_000
"""A file of the tasks folder larger than this is no YAML that a person edits."""


def read_tasks(tasks: Path) -> tuple[Files, dict[str, str]]:
    """The YAML files and sources of ``tasks`` and its folders: contents, and those that cannot be read.

    Paths are relative and use ``/``. Hidden files and folders are left out.
    """
    files: Files = {}
    unreadable: dict[str, str] = {}
    for path in _candidates(tasks):
        name = path.relative_to(tasks).as_posix()
        try:
            if path.stat().st_size > MAX_BYTES:
                unreadable[name] = f"超过 {MAX_BYTES // 1_000_000} MB"
            else:
                files[name] = path.read_bytes()
        except OSError as error:
            unreadable[name] = error.strerror or str(error)
    return files, unreadable


def _candidates(tasks: Path) -> Iterable[Path]:
    for path in sorted(tasks.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir() and path.suffix not in (".yml", ".yaml"):
            yield from (one for one in sorted(path.iterdir()) if _wanted(one))
        elif _wanted(path):
            yield path


def _wanted(path: Path) -> bool:
    named = path.suffix in (".yml", ".yaml") or path.name == SOURCE_FILE
    return named and not path.name.startswith(".")


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


def write_tree(folder: Path, files: Mapping[str, bytes]) -> int:
    """Make ``folder`` hold just ``files``; only what differs is written. Returns how many were."""
    written = 0
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            written += 1
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in files:
            path.unlink()
    return written


def remove(path: Path) -> None:
    """Remove a folder and all below it, if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is never seen half-written."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
