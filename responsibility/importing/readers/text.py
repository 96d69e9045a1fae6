"""A plain text → its lines, without what of it is not the document's."""

from __future__ import annotations

import re

from responsibility.importing.readers.base import Block, Document, Tally, Unreadable, has_text, notes, tidy
from responsibility.importing.readers.encoding import decode
from responsibility.importing.readers.source import Reader, Source

_LINE = re.compile(r"\r\n|\r|\n")
_WITHIN_LINE = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_DASH = r"[-—–―─－‐‑−]"
PAGE_NUMBER = re.compile(
    rf"\s*(?:{_DASH}{{1,2}}\s*[0-9０-９]{{1,4}}\s*{_DASH}{{1,2}}"
    r"|第\s*[0-9]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*[0-9]{1,4}\s*页)?)\s*"
)
"""A line that is the number of a page."""


def _read(source: Source) -> Document:
    """The lines of a plain text; empty lines stay, as empty blocks, and so do indents.

    Left out are page numbers that have a line for themselves, and form feeds.
    Raises Unreadable if the encoding is unknown or there is no text.
    """
    text, encoding = decode(source.content)
    tally: Tally = Tally()
    tally["删去换页符 {n} 个"] = text.count("\x0c")
    blocks = []
    for number, line in enumerate(_LINE.split(tidy(text, tally)), start=1):
        for piece in _WITHIN_LINE.split(line):
            if PAGE_NUMBER.fullmatch(piece):
                tally["删去页码 {n} 行"] += 1
            else:
                blocks.append(Block(piece.rstrip(), f"第{number}行"))
    while blocks and not blocks[-1].text:
        blocks.pop()
    if not has_text(blocks):
        raise Unreadable("文件里没有文字，只有空白。请检查是不是选错了文件")
    return Document(tuple(blocks), f"文本（{encoding}）", notes(tally))


READER = Reader(suffixes=("txt",), sniff=lambda source: source.text is not None, read=_read, bare=True)
