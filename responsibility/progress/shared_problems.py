"""Problems that several units name in much the same words: what a supervising office takes up for all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from responsibility.language.similarity import Meeting, grams, likeness
from responsibility.language.typed import says_none

_ALIKE = 0.5
"""From which likeness on two problems are the same: 专项资金尚未到位 and 资金没有到位 are."""
_ENDS = re.compile(r"[。；;！？\n]")
_NUMBERED = re.compile(r"^\s*(?:[(（]?\d+[)）.．、]|[①-⑳])\s*")
_SHORTEST = 4
"""Characters that a problem has at least; 无 and 暂无 are none."""


def single_problems(words: str) -> list[str]:
    """The problems that a unit names in one cell: a sentence each, without its number."""
    sentences = (_NUMBERED.sub("", sentence).strip() for sentence in _ENDS.split(words))
    return [each for each in sentences if len(each) >= _SHORTEST and not says_none(each)]


def groups(problems: Sequence[str]) -> list[tuple[int, ...]]:
    """The places of problems that are much alike, in groups of two and more, in their order.

    Each problem is held against few others (:class:`Meeting`), so that the time grows with their number.
    """
    counted = [grams(problem) for problem in problems]
    meeting = Meeting(counted)
    group = list(range(len(problems)))
    for place, own in enumerate(counted):
        for other in meeting.with_keys(own, place):
            if other < place and likeness(own, counted[other]) >= _ALIKE:
                group[place] = group[other]
                break
    return [members for members in _by_first(group) if len(members) > 1]


def _by_first(group: Iterable[int]) -> list[tuple[int, ...]]:
    members: dict[int, list[int]] = {}
    for place, first in enumerate(group):
        members.setdefault(first, []).append(place)
    return [tuple(places) for places in members.values()]
