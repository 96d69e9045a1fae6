"""Folders in and out: a tree as ``{path: bytes}``, onto the disk whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from responsibility.data.folder import Files
from responsibility.data.plain_files import MOST_BYTES, read_plain, read_plain_text
from responsibility.errors import BuildError


def read_templates(folder: Path) -> dict[str, str]:
    """``{name: text}`` of the templates in ``folder``. Raises OSError, and BuildError for one that is not UTF-8."""
    texts = {}
    for path in sorted(folder.iterdir()):
        if path.suffix in (".html", ".css"):
            try:
                texts[path.name] = read_plain_text(path)
            except UnicodeDecodeError:
                raise BuildError(f"{path} 不是 UTF-8 编码：用编辑器另存为 UTF-8") from None
    return texts


def read_tree(folder: Path) -> Files:
    """``{path: bytes}`` of every file below ``folder``, hidden ones left out. Raises OSError."""
    return {
        path.relative_to(folder).as_posix(): read_plain(path, MOST_BYTES)
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


def write_tree(folder: Path, files: Mapping[str, bytes], keep: str = "") -> int:
    """Make ``folder`` hold just ``files``; only what differs is written. Returns how many were.

    What is in its folder ``keep`` stays.
    """
    written = write_files(folder, files)
    remove_others(folder, files, keep)
    return written


def remove_others(folder: Path, names: Collection[str], keep: str = "") -> None:
    """Leave of the files in ``folder`` those of these names; what is in its folder ``keep`` stays."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in names and path.relative_to(folder).parts[0] != keep:
            path.unlink()


def move_files(new: Path, folder: Path) -> None:
    """Move what ``new`` holds into ``folder``, on the same disk, in the place of files of the same names. Raises OSError."""
    for path in sorted(path for path in new.rglob("*") if not path.is_dir()):
        target = folder / path.relative_to(new)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)


def replace_files(new: Path, folder: Path, keep: Collection[str] = ()) -> None:
    """Move what ``new`` holds into ``folder``, on the same disk, and take away what it does not hold.

    File by file, the pages last, the page at the top after all others: each is whole at every moment, and
    none links to what is not there yet. What is at the top of ``folder`` by a name in ``keep`` stays.
    """
    names = sorted(
        (path.relative_to(new) for path in new.rglob("*") if not path.is_dir()),
        key=lambda name: (name.suffix == ".html", name == Path("index.html"), name),
    )
    for name in names:
        target = folder / name
        for parent in reversed(target.relative_to(folder).parents):
            if (folder / parent).is_symlink() or (folder / parent).is_file():
                (folder / parent).unlink()
        if target.is_dir() and not target.is_symlink():
            remove(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        (new / name).replace(target)
    wanted = set(names)
    for path in sorted(folder.rglob("*"), reverse=True):
        name = path.relative_to(folder)
        if name.parts[0] in keep or name in wanted:
            continue
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        else:
            path.unlink()


def remove(path: Path) -> None:
    """Remove a folder and all below it, if it is there."""
    shutil.rmtree(path, ignore_errors=True)


def write_whole(path: Path, content: bytes, lasting: bool = False) -> None:
    """Write a file so that it is never seen half-written. Raises OSError.

    A link is followed; what is no file (/dev/stdout) is written to, not replaced. What is ``lasting`` is
    whole after the power fails too, and has the rights of the file that it replaces.
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
        lacking = target.parent if path.is_symlink() else path.parent  # as it was named, not where it leads
        raise FileNotFoundError(errno.ENOENT, "", str(lacking))
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        if lasting and target.exists():
            part.chmod(target.stat().st_mode)
        part.replace(target)
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # the other name is nobody's business
        raise
    finally:
        part.unlink(missing_ok=True)
