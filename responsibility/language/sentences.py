"""Sentences and clauses of a text in normal form: where they begin and end.

A stop within quotation marks, brackets or a title （《》） ends nothing: a stretch is
never cut within one.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_PAIRS = {"（": "）", "“": "”", "《": "》", "〔": "〕", "‘": "’"}
_SENTENCE_STOPS = "。；！？"
STOPS = _SENTENCE_STOPS + "，："

Span = tuple[int, int]
"""From where to where, the end not included."""


class Sentences:
    """The sentences and clauses of ``text``, which is in normal form."""

    def __init__(self, text: str) -> None:
        self.text = text
        open_stops = _outside_of_pairs(text)
        self._sentence_stops = [at for at in open_stops if text[at] in _SENTENCE_STOPS]
        self._clause_stops = [at for at in open_stops if text[at] in STOPS]

    def sentence(self, start: int, end: int) -> Span:
        """The stretch between two ends of sentences that holds ``start`` to ``end``."""
        return _stretch(self._sentence_stops, len(self.text), start, end)

    def clause(self, start: int, end: int) -> Span:
        """The stretch between two stops (，：；。) that holds ``start`` to ``end``."""
        return _stretch(self._clause_stops, len(self.text), start, end)

    def inner_clause(self, start: int, end: int) -> Span:
        """The clause of a stretch; of one in brackets what stands in them, between stops."""
        first, last = self.clause(start, end)
        opening, closing = self.text.rfind("（", first, start), self.text.find("）", end, last)
        if opening >= 0 and closing >= 0 and "）" not in self.text[opening:start]:
            stops = [at for at in range(opening + 1, closing) if self.text[at] in STOPS]
            first = max([opening + 1, *(at + 1 for at in stops if at < start)])
            last = min([closing, *(at for at in stops if at >= end)])
        return first, last

    def clauses(self, start: int, end: int) -> list[Span]:
        """The clauses that begin in ``start`` to ``end``, empty ones left out."""
        stops = [stop for stop in self._clause_stops if start <= stop < end]
        spans = zip([start, *(stop + 1 for stop in stops)], [*stops, end], strict=True)
        return [span for span in spans if span[0] < span[1]]


def _outside_of_pairs(text: str) -> list[int]:
    """The offsets of all stops that stand in no closed pair of quotation marks or brackets."""
    closed: list[Span] = []  # by where they begin; none within another
    waiting: list[int] = []
    open_of_kind = dict.fromkeys(_PAIRS.values(), 0)
    for match in re.finditer(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}]", text):
        if match[0] in _PAIRS:
            waiting.append(match.start())
            open_of_kind[_PAIRS[match[0]]] += 1
        elif open_of_kind[match[0]]:
            while True:  # those that were opened within and never closed go with it
                opening = waiting.pop()
                kind = _PAIRS[text[opening]]
                open_of_kind[kind] -= 1
                if kind == match[0]:
                    break
            while closed and closed[-1][0] >= opening:
                closed.pop()
            closed.append((opening, match.end()))
    begins = [begin for begin, _ in closed]
    offsets = []
    for match in re.finditer(f"[{STOPS}]", text):
        within = bisect_right(begins, match.start()) - 1
        if within < 0 or closed[within][1] <= match.start():
            offsets.append(match.start())
    return offsets


def _stretch(stops: list[int], length: int, start: int, end: int) -> Span:
    before = bisect_left(stops, start)
    after = bisect_left(stops, end)
    return (stops[before - 1] + 1 if before else 0), (stops[after] if after < len(stops) else length)
