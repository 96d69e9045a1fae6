"""What was handed over to be collected → its workbooks: files, folders and archives of them, other formats by LibreOffice."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from responsibility.advance import Advance, silent
from responsibility.build.convert import convert_all, office
from responsibility.errors import reason
from responsibility.importing.readers.base import MAX_CONTENT, MEGABYTE, NeedsOffice, Unreadable
from responsibility.importing.readers.detect import FAULTS
from responsibility.importing.readers.source import Source, ending
from responsibility.importing.readers.workbook import Workbook, opened
from responsibility.progress.returned import Remark, Returned

MOST = 2_000
"""Files that are looked at, those in folders and archives counted."""
MOST_BYTES = 500 * MEGABYTE
"""Of all of them together, unpacked."""
_DEEPEST = 2
"""Archives in each other that are opened: units pack their ledger, somebody packs what they sent."""
_OTHER_ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf'\x1c": "7z"}
"""How archives begin that are not read, and what they are called."""
_TARGET = "xlsx"
_LOCK = "~$"
_IGNORED = (_LOCK, ".", "__MACOSX")
"""How the names begin of what programs leave beside files: locks of Excel, hidden files, what macOS packs."""


class _TooMuchError(Exception):
    """More was handed over than is taken at once; the words are the name of the file from which on nothing was read."""


class _File(NamedTuple):
    name: str
    """As messages call it: with the folder or archive in which it lies."""
    content: bytes


@dataclass
class LedgerFiles:
    """The workbooks among what was handed over, and what of it is none."""

    returned: list[Returned] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def read(self, paths: Iterable[Path], advance: Advance = silent) -> LedgerFiles:
        """Read all that lies at ``paths``; whatever cannot be read is among the remarks."""
        books: dict[str, Workbook] = {}
        waiting: list[_File] = []
        seen: dict[str, str] = {}
        for number, file in enumerate(self._all_files(paths)):
            advance(number, None, "个文件")
            if words := _unreadable(file):
                self._tell(file.name, words)
                continue
            digest = hashlib.sha256(file.content).hexdigest()
            if digest in seen:
                self._tell(file.name, f"与 {seen[digest]} 是同一个文件，只收一次")
                continue
            seen[digest] = file.name
            try:
                books[file.name] = opened(file.name, file.content)
            except NeedsOffice as error:
                waiting.append(file)
                if office() is None:
                    self._tell(file.name, str(error))
            except Unreadable as error:
                self._tell(file.name, str(error))
        books |= self._converted(waiting)
        self.returned = [Returned(name, books[name]) for name in seen.values() if name in books]
        return self

    def _tell(self, file: str, words: str) -> None:
        self.remarks.append(Remark(file, "", words))

    def _converted(self, files: list[_File]) -> Iterator[tuple[str, Workbook]]:
        """The files that LibreOffice can open, by one run of it."""
        program = office()
        if not files or program is None:
            return
        contents = [(ending(file.name) or "xls", file.content) for file in files]
        for file, made in zip(files, convert_all(contents, _TARGET, program), strict=True):
            try:
                if made is None:
                    raise Unreadable(f"LibreOffice 转换不了：请用 WPS 或 Excel 打开，另存为 .{_TARGET} 再收")
                yield file.name, opened(f"{file.name}.{_TARGET}", made)
            except (Unreadable, NeedsOffice) as error:
                self._tell(file.name, str(error))

    # ------------------------------------------------------------ folders and archives

    def _all_files(self, paths: Iterable[Path]) -> Iterator[_File]:
        """Files one by one, within the limits."""
        self._count = self._bytes = 0
        try:
            for path in paths:
                if path.is_dir():
                    yield from self._in_folder(path)
                elif not path.name.startswith(_LOCK):
                    yield from self._opened(path, path.name)
        except _TooMuchError as error:
            words = f"一次最多收 {MOST} 个文件、{MOST_BYTES // MEGABYTE} MB，从这里起没有读"
            self._tell(str(error), words)

    def _need_room(self, name: str, content: bytes) -> None:
        """Count what was read; what is unpacked again counts again, so that packing costs nobody more than its limits.

        Raises _TooMuchError beyond them.
        """
        self._count, self._bytes = self._count + 1, self._bytes + len(content)
        if self._count > MOST or self._bytes > MOST_BYTES:
            raise _TooMuchError(name)

    def _in_folder(self, folder: Path) -> Iterator[_File]:
        def tell(error: OSError) -> None:
            self._tell(str(Path(folder.name, os.path.relpath(error.filename, folder))), reason(error))

        paths: list[Path] = []
        for parent, folders, names in os.walk(folder, onerror=tell):
            links = [name for name in folders if Path(parent, name).is_symlink()]
            paths += (Path(parent, name) for name in (*names, *links))
        for path in sorted(paths):
            inside = path.relative_to(folder)
            name = str(folder.name / inside)
            if _is_ignored(str(inside)):
                continue
            if path.is_dir():
                self._tell(name, "是指向别处的链接，没有读")
            else:
                yield from self._opened(path, name)

    def _opened(self, path: Path, name: str) -> Iterator[_File]:
        try:
            if not path.is_file():
                self._tell(name, "不是普通文件")
            elif path.stat().st_size > MOST_BYTES:
                self._tell(name, f"超过 {MOST_BYTES // MEGABYTE} MB")
            else:
                content = path.read_bytes()
                self._need_room(name, content)
                yield from self._unpacked(name, content, _DEEPEST)
        except OSError as error:
            self._tell(name, reason(error))

    def _unpacked(self, name: str, content: bytes, depth: int) -> Iterator[_File]:
        """The file itself, or what is in it where it is an archive, down to ``depth`` archives in each other."""
        if depth and _is_archive(name, content):
            yield from self._in_archive(name, content, depth - 1)
        else:
            yield _File(name, content)

    def _in_archive(self, name: str, content: bytes, depth: int) -> Iterator[_File]:
        """The files in a zip archive, those of Windows in China with names in GBK."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for info in archive.infolist():
                    called = _name_in(info)
                    inside = f"{name}/{called}"
                    if info.is_dir() or _is_ignored(called):
                        continue
                    if info.flag_bits & 1:
                        self._tell(inside, "压缩包加了密码，没有读。请解压以后再收")
                    elif info.file_size > MAX_CONTENT:
                        self._tell(inside, f"超过 {MAX_CONTENT // MEGABYTE} MB，不像一份台账")
                    else:
                        with archive.open(info) as stream:
                            unpacked = stream.read(MAX_CONTENT + 1)
                        self._need_room(inside, unpacked)
                        yield from self._unpacked(inside, unpacked, depth)
        except FAULTS:
            self._tell(name, "压缩包已损坏，读不下去。请重新打包")


def _unreadable(file: _File) -> str:
    """Why a file can be no workbook; empty where it may be one."""
    if not file.content:
        return "是空文件"
    other = next((kind for sign, kind in _OTHER_ARCHIVES.items() if file.content.startswith(sign)), "")
    if other:
        return f"是 {other} 压缩包，没有读。请解压，或者改打成 zip 再收"
    if _is_archive(*file):
        return "压缩包里套的压缩包太多层，没有读。请解压以后再收"
    return ""


def _is_archive(name: str, content: bytes) -> bool:
    """Whether it is a zip file that is no document of an office program."""
    source = Source(name, content)
    if not source.is_zip:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except FAULTS:
        return ending(name) == "zip"
    return not names & {"[Content_Types].xml", "mimetype", "OFD.xml"}


def _name_in(info: zipfile.ZipInfo) -> str:
    """What a file in an archive is called; names that are not marked as UTF-8 are GBK, or ASCII."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


def _is_ignored(name: str) -> bool:
    return any(part.startswith(_IGNORED) for part in Path(name).parts if part != "..")
