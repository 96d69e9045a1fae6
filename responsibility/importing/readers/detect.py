"""The bytes of a policy document → its paragraphs and tables, whatever the format.

What it is is told by the content first, then by the name. Read are plain text,
Word (.docx), web pages and Excel (.xlsx); for the others :class:`Unreadable`
says what to do. Nothing else is ever raised, whatever the bytes.
"""

from __future__ import annotations

import struct
import zipfile
import zlib

from lxml import etree  # type: ignore[import-untyped]

from responsibility.importing.readers.base import (
    MAX_CONTENT,
    MEGABYTE,
    Block,
    Document,
    NeedsOffice,
    Table,
    Unreadable,
)
from responsibility.importing.readers.docx import DOCX, read_docx
from responsibility.importing.readers.html import is_html, read_html
from responsibility.importing.readers.package import Package
from responsibility.importing.readers.text import decode, read_text
from responsibility.importing.readers.unsupported import ZIP, ending, refuse, refuse_by_name, refuse_package
from responsibility.importing.readers.xlsx import XLSX, read_xlsx

__all__ = ["Block", "Document", "NeedsOffice", "Table", "Unreadable", "read"]

_FAULTS = (
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
"""What lxml and zipfile raise on files that are broken."""


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
        return _read(name, content)
    except _FAULTS as error:
        raise Unreadable(
            "文件已损坏，或不是常见软件做的，读不下去。请用 WPS 或 Word 打开，另存为 .docx 再读"
        ) from error


def _read(name: str, content: bytes) -> Document:
    refuse(name, content)
    if content.startswith(ZIP):
        return _read_package(name, Package(content))
    if ending(name) in {"html", "htm", "xhtml", "shtml"}:
        return read_html(content)
    try:
        text, _ = decode(content)
    except Unreadable as error:
        start = content[:2_000].decode("latin-1")
        if is_html(start):
            return read_html(content)
        raise refuse_by_name(name) or error from error
    return read_html(content) if is_html(text) else read_text(content)


def _read_package(name: str, package: Package) -> Document:
    main = package.main()
    root = package.xml(main)
    if root is not None and root.tag == DOCX:
        return read_docx(package, main, root)
    if root is not None and root.tag == XLSX:
        return read_xlsx(package, main, root)
    raise refuse_package(name, package.names(), package.part("mimetype"))
