"""Paragraphs cut behind each of their assignment clauses."""

from __future__ import annotations

from collections.abc import Sequence

from responsibility.language.brackets import OPENING
from responsibility.language.clause_places import (
    Clause,
    at_end,
    begins_with_key,
    ending,
    inside,
    is_line_of_a_clause,
)
from responsibility.language.clauses import parse
from responsibility.language.unit_names import Known

Stretch = tuple[list[str], Clause | None]
"""Paragraphs, and the clause that ends them; none behind the last clause."""


def stretches(paragraphs: Sequence[str], known: Known) -> list[Stretch]:
    """``paragraphs`` up to each clause: in brackets, or with keys, or as the last sentence of all. At least one."""
    cut = _Cut(known)
    start = 0
    while start < len(paragraphs):
        end = start
        while end < len(paragraphs) and is_line_of_a_clause(paragraphs, end):
            end += 1
        if end > start:
            cut.keyed_lines(list(paragraphs[start:end]))
        else:
            end = start + 1
            cut.paragraph(paragraphs[start], last=end == len(paragraphs))
        start = end
    if cut.texts or not cut.done:
        cut.done.append((cut.texts, None))
    return cut.done


class _Cut:
    def __init__(self, known: Known) -> None:
        self.known = known
        self.done: list[Stretch] = []
        self.texts: list[str] = []

    def _close(self, clause: Clause) -> None:
        self.done.append(([*self.texts, *filter(None, [clause.before])], clause))
        self.texts = []

    def paragraph(self, text: str, last: bool) -> None:
        """A paragraph, with the clauses within it and at its end."""
        done = 0
        for start, end, assignment in inside(text, self.known):
            self._close(Clause(text[done:start], text[start:end], assignment))
            done = end
        rest = text[done:]
        clause = at_end(rest, self.known)
        if clause and (last or clause.written[0] in OPENING or begins_with_key(clause.written)):
            self._close(clause)
        elif rest:
            self.texts.append(rest)

    def keyed_lines(self, lines: list[str]) -> None:
        """Lines that begin with a key each: a clause, or what goes on with one that ends the paragraph before."""
        if self.done and not self.texts:
            texts, before = self.done[-1]
            if before and begins_with_key(before.written):
                written = "\n".join([before.written, *lines])
                assignment = parse(written, self.known)
                if assignment and not assignment.unread:
                    self.done[-1] = (texts, before._replace(written=written, assignment=assignment))
                    return
        last = ending(lines, self.known)
        if last is None:
            self.texts += lines
            return
        count, clause = last
        self.texts += lines[: len(lines) - max(count, 1)]
        self._close(clause)
