"""The words of a page by where they stand: lines, columns, and the white space between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

LEVEL = 0.5
"""Of a character's size: how far the middles of words on one line may differ, and how wide a column's margin is."""


class Word(NamedTuple):
    """A word and its place on the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def size(self) -> float:
        """How high its characters are."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """How far down its middle is."""
        return (self.top + self.bottom) / 2


class Span(NamedTuple):
    """From where to where a column goes, with the number of its heading; None where it has none."""

    left: float
    right: float
    column: int | None


class Line(NamedTuple):
    """The words of a line, by columns, and how far down it is."""

    cells: tuple[tuple[Word, ...], ...]
    middle: float

    def text(self, column: int) -> str:
        """What it says in a column."""
        return " ".join(word.text for word in self.cells[column])

    @property
    def filled(self) -> list[int]:
        """The columns in which it says anything."""
        return [column for column, words in enumerate(self.cells) if words]


def lines_of(words: Sequence[Word]) -> Iterator[list[Word]]:
    """The words on each line, from left to right."""
    line: list[Word] = []
    for word in sorted(words, key=lambda word: word.middle):
        if line and word.middle - line[0].middle > LEVEL * max(word.size, line[0].size):
            yield sorted(line, key=lambda word: word.left)
            line = []
        line.append(word)
    if line:
        yield sorted(line, key=lambda word: word.left)


def merged_spans(spans: Sequence[Span], margin: float) -> list[Span] | None:
    """Spans that touch as one; None where that would make one of two columns."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.left, span.right)):
        last = merged[-1] if merged else None
        if last is None or span.left - last.right > margin:
            merged.append(span)
        elif last.column is not None and span.column is not None and last.column != span.column:
            return None
        else:
            column = span.column if last.column is None else last.column
            merged[-1] = Span(last.left, max(last.right, span.right), column)
    return merged


def spans_of(words: Sequence[Word]) -> list[Span]:
    """From where to where words go."""
    return [Span(word.left, word.right, None) for word in words]


def margin_of(words: Sequence[Word]) -> float:
    """How far two words stand apart at least that are in different columns."""
    return LEVEL * min((word.size for word in words), default=0.0)
