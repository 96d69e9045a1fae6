"""A document pasted as one line: where its paragraphs were, by the blanks and the numbers that are left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from responsibility.importing.outline import ORDER, numbered
from responsibility.language.normalize import normalise
from responsibility.language.numerals import ORDINAL

_MOST_LINES, _LEAST, _LEAST_NUMBERS = 3, 200, 3
"""A paste has so few lines, one of them so long or with two chapters in it, with so many numbers in it."""
_CHAPTERS = re.compile(r"(?<![^。；：！？）)\s])一、.*[。；：！？）)\s]二、")
_DAY = "[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日"
_BLANK = re.compile(rf"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f]|{_DAY}(?:\s|$))")
_MARK = re.compile(
    rf"(?<=[。；：！？）)\s])(?={ORDINAL}、|[（(](?:{ORDINAL}|[0-9]{{1,3}})[）)]|[0-9]{{1,3}}[.．、](?![0-9]))"
)
_SIGNATURE = re.compile(rf"(?<=[。！？])(?=[^。；，：\s]{{2,30}}\s*{_DAY}(?:\s|$))|(?<=：)(?=现将|现就)")
"""Behind the text of a notice who issued it and when; behind the addressees the text."""
_HEADING = 24
"""Characters of a heading, behind which its first item follows at once: 二、重点任务（一）…."""
_FIRST = re.compile(f"(?<=.)(?=[（(]{ORDINAL}[）)])")


def unfolded(lines: Sequence[str]) -> list[str]:
    """``lines``, of a document that was pasted as one line the paragraphs of it; all characters but blanks stay."""
    full = [line for line in lines if line.strip()]
    run_on = any(len(line) >= _LEAST or _CHAPTERS.search(line) for line in full)
    if len(full) > _MOST_LINES or not run_on:
        return list(lines)
    pieces = full
    for pattern in (_SIGNATURE, _BLANK, _MARK):
        pieces = [piece for text in pieces for piece in pattern.split(text)]
    paragraphs = list(_in_order([text for piece in pieces for text in _behind_a_heading(piece)]))
    numbers = sum(bool(numbered(normalise(text))[0]) for text in paragraphs)
    return paragraphs if numbers >= _LEAST_NUMBERS else list(lines)


def _in_order(pieces: Sequence[str]) -> Iterator[str]:
    """The pieces, one whose number does not go on from those before it joined to the piece before it (见（三））."""
    # a rank is counted anew in each section, or through the whole document
    last: dict[str, int] = {}
    through: dict[str, int] = {}
    waiting = ""
    for piece in pieces:
        rank, _, number = numbered(normalise(piece))
        if rank and number not in (1, last.get(rank, 0) + 1, through.get(rank, 0) + 1):
            waiting += piece
            continue
        if waiting:
            yield waiting
        waiting = piece
        if rank:
            through[rank] = number
            last = {other: n for other, n in last.items() if ORDER[other] < ORDER[rank]} | {rank: number}
    if waiting:
        yield waiting


def _behind_a_heading(piece: str) -> list[str]:
    first = _FIRST.search(piece)
    heads = first and first.start() <= _HEADING and numbered(normalise(piece))[0] == "first"
    return [piece[: first.start()], piece[first.start() :]] if first and heads else [piece]
