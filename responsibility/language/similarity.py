"""How alike two texts are, and the best assignment of old ones to new ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

import networkx as nx

from responsibility.language.normalize import normalise

T = TypeVar("T")
Grams = Counter[str]
_SCALE, _TIE = 10**6, 10**4


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


def pair_up(
    olds: Sequence[T],
    news: Sequence[T],
    score: Callable[[T, T], float],
    pairs: Iterable[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """The assignment of ``olds`` to ``news``, as places, with the greatest sum of scores.

    ``score`` is 0 for two that cannot belong together, else up to 1. Only ``pairs``
    are looked at, if any are given. Of equal assignments the one nearer to the front
    is taken, so that old against new and new against old agree.
    """
    graph: nx.Graph[int] = nx.Graph()
    for old, new in pairs or ((i, j) for i in range(len(olds)) for j in range(len(news))):
        value = score(olds[old], news[new])
        if value > 0:
            weight = round(value * _SCALE) * _TIE - 10 * abs(old - new) - min(old, new)
            graph.add_edge(old, len(olds) + new, weight=weight)
    pairing = [
        (min(edge), max(edge) - len(olds))
        for group in nx.connected_components(graph)
        for edge in nx.max_weight_matching(graph.subgraph(group))
    ]
    return sorted(pairing)


def paired(
    olds: Sequence[T], news: Sequence[T], score: Callable[[T, T], float]
) -> Iterator[tuple[T | None, T | None]]:
    """Every old and new one with its counterpart (see :func:`pair_up`) or None; in the new order, those without one last."""
    pairs = {new: old for old, new in pair_up(olds, news, score)}
    for index, new in enumerate(news):
        yield (olds[pairs[index]] if index in pairs else None), new
    kept = set(pairs.values())
    yield from ((old, None) for index, old in enumerate(olds) if index not in kept)
