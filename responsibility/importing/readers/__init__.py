"""Readers of documents: a file a format, each bytes → paragraphs and tables, and the list of them.

A format is added by a module with a :class:`Reader` and its row here.
"""

from __future__ import annotations

from responsibility.importing.readers import docx, html, ofd, pdf, text, xlsx
from responsibility.importing.readers.source import Reader

READERS: tuple[Reader, ...] = (docx.READER, xlsx.READER, pdf.READER, ofd.READER, html.READER, text.READER)
"""In the order in which they are asked; the last takes whatever is text."""


def endings() -> list[str]:
    """The usual ending of each format's files, with its dot: what messages and help say can be read."""
    return [f".{reader.suffixes[0]}" for reader in READERS]
