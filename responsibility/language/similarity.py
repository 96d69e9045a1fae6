"""How alike texts are, which may belong together, and the pairs of old and new ones that do."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import pairwise, product
from math import log
from typing import TypeVar

from responsibility.language.normalize import normalise

T = TypeVar("T")
Grams = Counter[str]
Keys = Iterable[Hashable]
"""What two things may be found by: those that belong together have at least one in common."""
_SCALE = 10**6
_FEW = 900
"""Pairs up to which each is looked at."""
_MET, _NEAR = 8, 16
"""How many each thing meets at most; how many of those that share a key are looked at, the nearest in place."""


def grams(text: str) -> Grams:
    """The pairs of neighbouring characters of a text in normal form, counted."""
    normal = normalise(text)
    return Counter(map("".join, pairwise(normal)))


def shared(first: Grams, second: Grams) -> int:
    """How many pairs two texts have in common."""
    few, many = (first, second) if len(first) <= len(second) else (second, first)
    return sum(min(count, many[gram]) for gram, count in few.items() if gram in many)


def likeness(first: Grams, second: Grams) -> float:
    """From 0, nothing in common, to 1, the same (Dice's coefficient)."""
    total = first.total() + second.total()
    return 2 * shared(first, second) / total if total else 1.0


class Telling:
    """How much of what a text is about its grams tell: those that few texts of a collection have tell most.

    推进 or 建设 stand everywhere in a plan; 预售资金 stands in one task, whatever is said of it. Weights are
    whole numbers, so that sums do not depend on their order.
    """

    def __init__(self, texts: Sequence[Grams]) -> None:
        having = Counter(gram for text in texts for gram in text)
        self._weights = {gram: round(_SCALE * log(1 + len(texts) / count)) for gram, count in having.items()}

    def likeness(self, first: Grams, second: Grams) -> float:
        """From 0 to 1: the weight that both texts share, of both together and of the one that says less, in the mean."""
        both = self._both(first, second)
        weights = sorted(map(self._weight, (first, second)))
        return both * (1 / sum(weights) + 0.5 / weights[0]) if weights[0] else float(first == second)

    def held(self, part: Grams, whole: Grams) -> float:
        """From 0 to 1: how much of the weight of ``part`` stands in ``whole``."""
        weight = self._weight(part)
        return self._both(part, whole) / weight if weight else 0.0

    def _both(self, first: Grams, second: Grams) -> int:
        return sum(
            min(count, second[gram]) * self._weights[gram] for gram, count in first.items() if gram in second
        )

    def _weight(self, text: Grams) -> int:
        return sum(count * self._weights[gram] for gram, count in text.items())


class Meeting:
    """Things in a row, found by their keys: rare ones tell most, and of those that share a common one the nearest are met.

    So a thing meets only so many others, however many there are and however alike.
    """

    def __init__(self, things: Sequence[Keys]) -> None:
        self._having: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place, keys in enumerate(things):
            for key in dict.fromkeys(keys):
                self._having[key].append(place)

    def with_keys(self, keys: Keys, place: int) -> list[int]:
        """The places of those that share most with something that has ``keys`` and stands at ``place``."""
        votes: Counter[int] = Counter()
        for key in dict.fromkeys(keys):
            having = self._having.get(key, [])
            for other in nearest(having, place):
                votes[other] += _SCALE // len(having)
        return nlargest(_MET, votes, key=lambda other: (votes[other], -abs(other - place), other))


def nearest(places: list[int], place: int) -> list[int]:
    """Of ``places`` in order the few that stand nearest to one, as many before as behind it; all where they are few."""
    if len(places) <= _NEAR:
        return places
    middle = bisect_left(places, place)
    return places[max(0, middle - _NEAR // 2) : middle + _NEAR // 2 + 1]


def meetings(olds: Sequence[Keys], news: Sequence[Keys]) -> set[tuple[int, int]]:
    """The pairs of an old and a new one, as places, that may belong together: all of few, of many those that share keys."""
    if len(olds) * len(news) <= _FEW:
        return set(product(range(len(olds)), range(len(news))))
    among_new, among_old = Meeting(news), Meeting(olds)
    return {(i, j) for i, keys in enumerate(olds) for j in among_new.with_keys(keys, i)} | {
        (i, j) for j, keys in enumerate(news) for i in among_old.with_keys(keys, j)
    }


def pair_up(
    olds: Sequence[T], news: Sequence[T], score: Callable[[T, T], float], keys: Callable[[T], Keys]
) -> list[tuple[int, int]]:
    """The pairs of ``olds`` and ``news`` that belong together, as places: those of the greatest score first.

    ``score`` is 0 for two that cannot belong together, else up to 1; two that share none of their
    ``keys`` may be passed over. Of equal scores the nearer in place, then the one nearer to the front
    is taken, so that old against new and new against old agree. The time grows with the number of things,
    not with its square.
    """
    met = meetings(*([list(keys(entry)) for entry in entries] for entries in (olds, news)))
    scored = ((round(_SCALE * score(olds[old], news[new])), old, new) for old, new in met)
    best_first = sorted(
        (pair for pair in scored if pair[0] > 0),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), min(pair[1:]), pair[1]),
    )
    by_old: dict[int, int] = {}
    taken: set[int] = set()
    for _, old, new in best_first:
        if old not in by_old and new not in taken:
            by_old[old] = new
            taken.add(new)
    return sorted(by_old.items())


def paired(
    olds: Sequence[T], news: Sequence[T], score: Callable[[T, T], float], keys: Callable[[T], Keys]
) -> Iterator[tuple[T | None, T | None]]:
    """Every old and new one with its counterpart (see :func:`pair_up`) or None; in the new order, those without one last."""
    if olds == news:
        yield from zip(olds, news, strict=True)
        return
    pairs = {new: old for old, new in pair_up(olds, news, score, keys)}
    for index, new in enumerate(news):
        yield (olds[pairs[index]] if index in pairs else None), new
    kept = set(pairs.values())
    yield from ((old, None) for index, old in enumerate(olds) if index not in kept)
