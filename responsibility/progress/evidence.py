"""佐证: addresses and names of files that a cell gives, and links that stand behind cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from responsibility.language.typed import says_none
from responsibility.progress import typed
from responsibility.progress.ledger_columns import EVIDENCE_BETWEEN
from responsibility.progress.typed import Taken

if TYPE_CHECKING:
    from responsibility.importing.readers.workbook import Cell


def is_address(evidence: str) -> bool:
    """Whether evidence is an address of the web, and so may be a link; everything else is text, whatever it looks like."""
    try:
        parts = urlsplit(evidence)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and " " not in evidence
    except ValueError:
        return False


def evidence(cell: Cell, link: str = "") -> Taken[tuple[str, ...]]:
    """Addresses and names of files, each behind a ；or on a line of its own; behind them the address of a ``link``."""
    words, note = typed.text(cell)
    pieces = re.split(rf"[{EVIDENCE_BETWEEN}\n]|;(?=\s|$)", words or "")
    behind = [link] if is_address(link) and not is_shown(link, words or "") else []
    given = (piece.strip() for piece in [*pieces, *behind])
    return Taken(tuple(dict.fromkeys(piece for piece in given if piece and not says_none(piece))), note)


def is_shown(link: str, words: str) -> bool:
    """Whether the address of a link stands in the words themselves, as that of an address which a program made a link."""
    return link.rstrip("/") in words


def unread_link(cell: Cell, link: str, is_evidence: bool = False) -> str:
    """What is said of a link behind a cell that was not taken; empty where nothing was lost."""
    if not link or is_shown(link, cell.text) or (is_evidence and is_address(link)):
        return ""
    why = "不是网址，别人打不开，" if is_evidence else ""
    return f"“{typed.shown(cell.text)}”后面的链接 {typed.shown(link, 80)} {why}没有读入"
