"""How far the words around a figure reach: from where to where a quote is a whole phrase.

A quote runs from the beginning of the figure's clause to its end. It is cut behind words of
time at the clause's head, and between two figures of one clause at the separator, the
conjunction or the verb that stands between them: never in a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from responsibility.language.numerals import ENUMERATOR
from responsibility.language.result_verbs import VERB
from responsibility.language.sentences import STOPS, Sentences, Span

_VERB = re.compile(VERB)
_JOIN = r"(?:[、，；：]|以及|并且|或者|(?<!总)[和与或](?![平谐解睦])|及(?![时以格])|并(?![购网联])|且)+"
"""What separates two figures of one clause; 和 within a word (和谐) does not."""
_JOINS = re.compile(_JOIN)
_BEFORE_TIME = re.compile(
    "(?:确保|力争|争取|计划|务必|必须|带动|应当?|要|须|在|于|自|从|到|至|将|并|且|，|、)*"
)
"""What may stand before words of time at a clause's head without being part of what they date."""
_OUGHT = re.compile("(?:要|应当?|须|需)(?![求点素闻件害地道急用对])")
"""Behind words of time: 2025年底前要基本实现."""
_EACH = re.compile("[均都]")
"""Behind a list that one figure is set for: 开工率、投产率均达到90%."""
_NUMBERED = re.compile("[0-9万亿]、(?![0-9])")
"""The end of an item with a figure of its own: 接待人次突破500万、旅游收入…."""
_PREPOSITIONS = "至到于在"
_NUMBER = re.compile(ENUMERATOR)
_OPENING, _CLOSING = "（“《〔", "）”》〕"
_LONG_BEFORE, _LONG_BEHIND = 40, 30
"""Characters of a clause before and behind a figure beyond which a list is cut at its separators."""
_FARTHEST = 80
"""Characters on each side of a figure in which its phrase ends, whatever the clause."""
_MOST_CLAUSES, _LONGEST_QUOTE = 3, 200
"""Clauses on each side, and characters, that a quote takes in before it is given up to tell it apart."""


class Extents:
    """The phrases of ``line``, a text in normal form, whose words of time stand at ``times``."""

    def __init__(self, line: str, times: Iterable[Span] = ()) -> None:
        self.line = line
        self._sentences = Sentences(line)
        self._times = sorted(times)

    def phrase(self, start: int, end: int, floor: int = 0, ceiling: int | None = None) -> Span:
        """The phrase of the figure from ``start`` to ``end``.

        ``floor`` is where the figure before it ends, ``ceiling`` where the next one begins; where they
        overlap with it, they limit nothing.
        """
        first, last = self._sentences.inner_clause(start, end)
        first, last = max(first, start - _FARTHEST), min(last, end + _FARTHEST)
        if first < floor <= start:
            first = self._between(floor, start)[1]
        if ceiling is not None and end <= ceiling < last:
            last = self._between(end, ceiling)[0]
        return self._begin(first, start), self._end(end, last)

    def time(self, start: int, end: int) -> Span:
        """Words of time without the preposition before them, where it may belong to another word (延至, 对于)."""
        within_clause = start > 0 and self.line[start - 1] not in STOPS
        return start + (within_clause and self.line[start] in _PREPOSITIONS), end

    def one_sentence(self, start: int, end: int) -> bool:
        """Whether no sentence ends between ``start`` and ``end``."""
        return self._sentences.sentence(start, start)[1] >= end

    def clause_before(self, start: int) -> Span:
        """The clause before the one that holds ``start``, behind words of time at its head.

        Empty where that begins its sentence, or stands behind a colon (完成时限：每半年1次).
        """
        first = self._sentences.clause(start, start)[0]
        if first == self._sentences.sentence(start, start)[0] or self.line[first - 1] != "，":
            return first, first
        begin, end = self._sentences.clause(first - 1, first - 1)
        return self._begin(begin, end), end

    def wider(self, start: int, end: int) -> Iterator[Span]:
        """The stretch itself, then ever more of the words around it: to its clause's ends, then whole clauses."""
        yield start, end
        first, last = self._sentences.clause(start, end)
        stretches = [(start, last), (first, last)]
        before, behind = first, last
        for _ in range(_MOST_CLAUSES):
            before = self._sentences.clause(before - 1, before - 1)[0] if before > 0 else before
            following = behind + 1
            if following < len(self.line):
                behind = self._sentences.clause(following, following)[1]
            stretches += [(before, last), (first, behind), (before, behind)]
        for begin, stop in stretches:
            while stop > end and self.line[stop - 1] in _CLOSING and _open(self.line[begin:stop]):
                stop -= 1  # a bracket that is opened before the stretch
            if stop - begin <= _LONGEST_QUOTE:
                yield begin, stop

    def _between(self, end: int, start: int) -> Span:
        """Where the phrase of a figure ends and that of the next begins; what nothing divides belongs to both."""
        words = self.line[end:start]
        joins = [join for join in _JOINS.finditer(words) if not _open(words[join.end() :])]
        if joins:
            join = joins[0] if joins[0].start() == 0 else joins[-1]
            return end + join.start(), end + join.end()
        verb = _VERB.search(words)
        return (end + verb.start(), end + verb.start()) if verb else (start, end)

    def _begin(self, first: int, start: int) -> int:
        """Where a phrase begins: behind its number and words of time at its head, and of a long list with its last item."""
        number = _NUMBER.match(self.line, first, start)
        first = number.end() if number else first
        for begin, end in self._times[bisect_left(self._times, (first, 0)) :]:
            if end > start or not _BEFORE_TIME.fullmatch(self.line, first, begin):
                break
            first = end
            ought = _OUGHT.match(self.line, first, start)
            first = ought.end() if ought else first
        separators = [at for at in self._separators(first, start) if at < start - 1]
        if separators and (
            start - separators[0] > _LONG_BEFORE
            or _NUMBERED.match(self.line, separators[-1] - 1)
            or (
                _VERB.match(self.line, separators[-1] + 1)
                and not _EACH.search(self.line, separators[-1], start)
            )
        ):
            first = separators[-1] + 1
        while first < start and self.line[first] in "，、；：":
            first += 1
        return first

    def _end(self, end: int, last: int) -> int:
        """Where a phrase ends: of a list behind the figure, before the item that is another matter."""
        for at in self._separators(end, last):
            if at == end or _VERB.match(self.line, at + 1) or last - end > _LONG_BEHIND:
                return at
        return last

    def _separators(self, start: int, end: int) -> list[int]:
        """The 、 of a stretch that stand in no bracket or quotation marks which it opens."""
        depth, separators = 0, []
        for at in range(start, end):
            sign = self.line[at]
            depth += (sign in _OPENING) - (sign in _CLOSING and depth > 0)
            if sign == "、" and not depth:
                separators.append(at)
        return separators


def _open(words: str) -> bool:
    """Whether ``words`` close brackets or quotation marks that were opened before them."""
    return any(words.count(end) > words.count(begin) for begin, end in zip(_OPENING, _CLOSING, strict=True))
