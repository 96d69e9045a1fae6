"""What changed in a text: character by character within its sentences, figures as wholes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Literal

from responsibility.model import Record

Op = Literal["equal", "delete", "insert"]
Piece = tuple[Op, str]

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")
_TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[A-Za-z]+|.", re.DOTALL)
_TOO_LONG = 2_000_000
"""Pairs of tokens beyond which two stretches count as wholly different: comparing them would take too long."""
_CROSSED: dict[Op, Op] = {"equal": "equal", "delete": "insert", "insert": "delete"}


class Segment(Record):
    """A stretch of a changed text."""

    op: Literal["equal", "delete", "insert"]
    text: str


def segments(old: str, new: str) -> tuple[Segment, ...]:
    """The stretches of ``old`` and ``new`` in order: kept, deleted, inserted.

    Kept and deleted ones make up ``old``, kept and inserted ones ``new``. The other
    way round the same stretches come out, with deleted and inserted exchanged.
    """
    if old > new:
        pieces: list[Piece] = [(_CROSSED[op], text) for op, text in _pieces(new, old)]
    else:
        pieces = list(_pieces(old, new))
    return tuple(Segment(op=op, text=text) for op, text in _tidy(pieces))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Sentence by sentence; what differs between sentences that stayed, token by token."""
    olds, news = _SENTENCE.findall(old), _SENTENCE.findall(new)
    for op, i, j, k, m in _opcodes(olds, news):
        before, after = "".join(olds[i:j]), "".join(news[k:m])
        if op == "equal":
            yield "equal", before
        else:
            yield from _tokens(_TOKEN.findall(before), _TOKEN.findall(after))


def _tokens(olds: list[str], news: list[str]) -> Iterator[Piece]:
    if len(olds) * len(news) > _TOO_LONG:
        yield from (("delete", "".join(olds)), ("insert", "".join(news)))
        return
    for op, i, j, k, m in _opcodes(olds, news):
        if op == "equal":
            yield "equal", "".join(olds[i:j])
        else:
            yield from (("delete", "".join(olds[i:j])), ("insert", "".join(news[k:m])))


def _opcodes(olds: Sequence[str], news: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, olds, news, autojunk=False).get_opcodes()


def _tidy(pieces: list[Piece]) -> Iterator[Piece]:
    """Without what only looks kept: a character or two between greater changes. Deleted before inserted."""
    deleted = inserted = ""
    joined = [(op, "".join(text for _, text in group)) for op, group in groupby(pieces, itemgetter(0))]
    for index, (op, text) in enumerate(joined):
        around = len(deleted) + len(inserted)
        chance = op == "equal" and len(text) <= 2 and around > 2 * len(text) and index + 1 < len(joined)
        if op == "equal" and not chance:
            yield from _changed(deleted, inserted)
            deleted = inserted = ""
            if text:
                yield "equal", text
        else:
            deleted += text if op != "insert" else ""
            inserted += text if op != "delete" else ""
    yield from _changed(deleted, inserted)


def _changed(deleted: str, inserted: str) -> Iterator[Piece]:
    if deleted:
        yield "delete", deleted
    if inserted:
        yield "insert", inserted
