"""A PDF with text → its paragraphs and its tables; one that is scanned is said to be one.

The pages are taken apart by pdfplumber; what it finds is put together by :mod:`page_layout`.
"""

from __future__ import annotations

import io
import logging
import re
import zlib

from responsibility.importing.readers.base import MEGABYTE, Document, Items, Tally, Unreadable, notes, placed
from responsibility.importing.readers.page_layout import TOO_LARGE, LaidOutPage, PageReader
from responsibility.importing.readers.source import Reader, Source
from responsibility.importing.readers.unread import Unread

_MOST_PAGES = 300
_MOST_UNPACKED = 100 * MEGABYTE
"""Of all streams together; text of three hundred pages has a tenth of that."""
_STREAM = re.compile(rb"stream\r?\n")
_SCANNED = (
    "这是扫描的 PDF，里面只有图片，没有文字。请先做文字识别（OCR），校对后存为 .docx 或 .txt；"
    "或向发文单位要 Word 文件"
)
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
    tally, unread = Tally(), Unread()
    items: Items = []
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        if len(pdf.pages) > _MOST_PAGES:
            raise Unreadable(
                f"PDF 有 {len(pdf.pages)} 页，超过 {_MOST_PAGES} 页，不像政策文件。请只留下正文的页再读"
            )
        reader = PageReader(tally)
        scanned = 0
        for number, page in enumerate(pdf.pages, start=1):
            if page.chars:
                reader.page(LaidOutPage(page.chars, page.edges), number)
                tally["图片 {n} 处没有读入，里面如有文字要另行录入"] += len(page.images)
            elif page.images:
                unread.add("扫描的页", f"第{number}页")
                scanned += 1
            page.close()  # else all pages stay in memory
        items = reader.finish()
    blocks = placed(items)
    if not blocks:
        raise Unreadable(_SCANNED if scanned else "PDF 里没有文字。请检查是不是选错了文件")
    return Document(blocks, "PDF", notes(tally), (*reader.columns, *unread.sentences()))


READER = Reader(
    suffixes=("pdf",),
    sniff=lambda source: not source.is_zip and b"%PDF-" in source.content[:1_024],
    read=_read,
)
