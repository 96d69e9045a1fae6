"""The passages of a task that its facts may quote: its texts, else its heading and its assignment clauses.

A quote is looked for in the texts first, since a heading often says again what the text
says (1.硬化村道120公里。硬化村道120公里……); only where no text has it, in the headings and the
clauses (1.地区生产总值增长6%以上。, （县水利局牵头，2022年9月底前完成）).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from typing import Literal, NamedTuple

from responsibility.language.normalize import normalise
from responsibility.language.sentences import Span
from responsibility.model import ROLES, Part, Task
from responsibility.model.problems import Keys

APART = "\x1f"
"""Between two passages, so that no quote runs across both."""
PassageKind = Literal["heading", "text", "clause"]


class Passage(NamedTuple):
    """A stretch of a task as the document writes it."""

    kind: PassageKind
    text: str
    keys: Keys
    """Where it stands in the task's file."""
    item: Task | Part
    """Whose it is."""


def passages(task: Task) -> Iterator[Passage]:
    """The passages of ``task`` that facts may quote, in the document's order.

    Of a heading the title and what stands behind it; nothing where the title is made of words of the
    text. Of clauses those that are written down: any other holds units alone.
    """
    if heading := _from_the_title(task):
        yield Passage("heading", heading, ("title",), task)
    own = [Passage("clause", task.clause, ("clause",), task)] if task.clause else []
    if task.text:
        yield Passage("text", task.text, ("text",), task)
    if not task.clause_behind_parts:
        yield from own
    for index, part in enumerate(task.parts):
        yield Passage("text", part.text, ("parts", index, "text"), part)
        if part.clause:
            yield Passage("clause", part.clause, ("parts", index, "clause"), part)
    if task.closing:
        yield Passage("text", task.closing, ("closing",), task)
    if task.clause_behind_parts:
        yield from own


def _from_the_title(task: Task) -> str:
    if task.heading is None:
        return task.title
    heading, title = normalise(task.heading), normalise(task.title)
    return heading[heading.index(title) :] if title in heading else ""


class Quotable:
    """The passages of a task as one text in normal form, in which quotes and figures have their offsets."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.passages = tuple(passages(task))
        pieces = [normalise(passage.text) for passage in self.passages]
        self.text = APART.join(pieces)
        self._starts = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))[: len(pieces)]

    def passage_at(self, offset: int) -> Passage:
        """The passage that holds the character at ``offset`` of the text."""
        return self.passages[bisect_right(self._starts, offset) - 1]

    def start_of(self, passage: Passage) -> int:
        """Where ``passage`` begins in the text."""
        return self._starts[self.passages.index(passage)]

    def item_of(self, quote: str) -> Task | Part:
        """The part in whose text or clause ``quote`` stands first, or the task itself."""
        offset = next(iter(self.offsets(quote)), None)
        return self.task if offset is None else self.passage_at(offset).item

    def offsets(self, quote: str) -> list[int]:
        """Where ``quote`` begins: in the texts, or where none has it, in headings and clauses."""
        everywhere = self._everywhere(quote)
        in_texts = [offset for offset in everywhere if self.passage_at(offset).kind == "text"]
        return in_texts or everywhere

    def spans(self, quote: str) -> Iterator[Span]:
        """Every stretch that ``quote`` speaks of: where it first stands, and each heading or clause that says the same."""
        length = len(normalise(quote))
        first = self.offsets(quote)[:1]
        again = (offset for offset in self._everywhere(quote) if self.passage_at(offset).kind != "text")
        for offset in dict.fromkeys((*first, *again)):
            yield offset, offset + length

    def _everywhere(self, quote: str) -> list[int]:
        words = normalise(quote)
        offsets, offset = [], self.text.find(words) if words else -1
        while offset >= 0:
            offsets.append(offset)
            offset = self.text.find(words, offset + 1)
        return offsets

    def names_a_unit(self, offset: int) -> bool:
        """Whether the character at ``offset`` stands in the name of a unit that the clause there lists."""
        passage = self.passage_at(offset)
        if passage.kind != "clause":
            return False
        names = {normalise(name) for role in ROLES for name in passage.item.units(role)}
        return any(
            self.text.startswith(name, start)
            for name in names
            for start in range(max(offset - len(name) + 1, 0), offset + 1)
        )
