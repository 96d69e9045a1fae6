"""A PDF with text → its paragraphs and its tables; one that is scanned is said to be one.

The pages are taken apart by pdfplumber; what it finds is put together by :mod:`page_layout`.
"""

from __future__ import annotations

import io
import logging
import re
import zlib

from responsibility.importing.readers.base import MEGABYTE, Document, Unreadable
from responsibility.importing.readers.page_layout import TOO_LARGE, LaidOutPage, PageReader
from responsibility.importing.readers.source import Reader, Source

_MOST_UNPACKED = 100 * MEGABYTE
"""Of all streams together; text of three hundred pages has a tenth of that."""
_STREAM = re.compile(rb"stream\r?\n")
_DAMAGED = "PDF 已损坏，或写法特殊，读不下去。请用 WPS 或 Word 打开，另存为 .docx 再读"


def _read(source: Source) -> Document:
    """The text of a PDF. Raises Unreadable."""
    _check_size(source.content)
    try:
        return _document(source.content)
    except Unreadable:
        raise
    except Exception as error:  # the parser raises whatever it likes on files that are broken
        if "Password" in type(error).__name__ or "Password" in repr(error):
            raise Unreadable("PDF 加了密码。请打开后取消密码，再另存一份") from error
        raise Unreadable(_DAMAGED) from error


def _check_size(content: bytes) -> None:
    """Raise Unreadable if the streams of a PDF would become too large; the parser itself has no bound."""
    left = _MOST_UNPACKED
    for start in _STREAM.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            left -= len(unpacker.decompress(content[start.end() : start.end() + len(content)], left))
        except zlib.error:
            continue
        if left <= 0:
            raise Unreadable(f"PDF {TOO_LARGE}")


def _document(content: bytes) -> Document:
    import pdfplumber  # takes a moment, and few documents need it

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    reader = PageReader("PDF")
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        reader.check_pages(len(pdf.pages))
        for number, page in enumerate(pdf.pages, start=1):
            reader.page(LaidOutPage(page.chars, page.edges, len(page.images)), number)
            page.close()  # else all pages stay in memory
    return reader.document()


READER = Reader(
    suffixes=("pdf",),
    sniff=lambda source: not source.is_zip and b"%PDF-" in source.content[:1_024],
    read=_read,
)
