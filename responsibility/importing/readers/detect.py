"""The bytes of a policy document → its paragraphs and tables, whatever the format.

What it is is told by the content first, then by the name: the readers are asked in
turn. For files that none of them reads :class:`Unreadable` says what to do. Nothing
else is ever raised, whatever the bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib

from lxml import etree  # type: ignore[import-untyped]

from responsibility.importing import readers
from responsibility.importing.readers.base import (
    MAX_CONTENT,
    MEGABYTE,
    Block,
    Document,
    NeedsOffice,
    Table,
    Unreadable,
    check_expansion,
)
from responsibility.importing.readers.encoding import UNKNOWN
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.unsupported import refuse, refuse_by_name

__all__ = ["Block", "Document", "NeedsOffice", "Table", "Unreadable", "read"]

FAULTS = (
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ArithmeticError,
    AssertionError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,  # a zip with a password, nesting too deep
    ValueError,
)
"""What lxml and zipfile raise on files that are broken, for all who read packages."""


def read(name: str, content: bytes) -> Document:
    """The policy document in ``content``, the file called ``name``.

    Raises NeedsOffice where another program can convert it, else Unreadable where it cannot be read.
    """
    if len(content) > MAX_CONTENT:
        raise Unreadable(
            f"文件有 {len(content) // MEGABYTE} MB，超过 {MAX_CONTENT // MEGABYTE} MB，"
            "不像政策文件。请删去图片再读，或把正文复制到新的 Word 文档里"
        )
    if not content.strip():
        raise Unreadable("文件是空的。请检查是不是选错了文件，或没有下载完")
    try:
        document = _read(Source(name, content))
    except FAULTS as error:
        raise Unreadable(
            "文件已损坏，或不是常见软件做的，读不下去。请用 WPS 或 Word 打开，另存为 .docx 再读"
        ) from error
    check_expansion(document.blocks, len(content))
    return document


def _read(source: Source) -> Document:
    reader = _reader(source, bare=False)
    if reader is None:
        refuse(source)
        reader = _reader(source, bare=True)
    if reader is None:
        raise refuse_by_name(source.name) or Unreadable(UNKNOWN)
    return reader.read(source)


def _reader(source: Source, bare: bool) -> Reader | None:
    """The first reader that knows the file, among those of formats with or without a signature."""
    return next((reader for reader in readers.READERS if reader.bare == bare and reader.sniff(source)), None)
