"""Which deadline the document sets for which target: only what its sentences join.

A deadline binds a target where both stand in one clause (between ，；。), or where
the deadline is a clause of its own that governs the sentence: at its head
(至2022年6月前，完成…，拓宽…) or closing it (…，2023年底前完成。).
"""

from __future__ import annotations

import re

from responsibility.language.normalize import normalise
from responsibility.model import Deadline, Target, Task

_CLAUSE_END = re.compile("[，。；：]")
_SENTENCE_END = re.compile("[。；]")


def binds(task: Task, deadline: Deadline, target: Target) -> bool:
    """Whether ``deadline`` is set for ``target``, both of ``task``."""
    when, what = normalise(deadline.quote), normalise(target.quote)
    for text in map(normalise, task.texts):
        start_at, target_start = text.find(when), text.find(what)
        if start_at >= 0 and target_start >= 0:
            ends = start_at + len(when), target_start + len(what)
            if (
                _stretch(_CLAUSE_END, text, start_at, ends[0])[1] > target_start
                and ends[1] > _stretch(_CLAUSE_END, text, start_at, ends[0])[0]
            ):
                return True
            start, end = _stretch(_CLAUSE_END, text, start_at, ends[0])
            alone = text[start:start_at] + text[ends[0] : end] in ("", "完成")
            first, last = _stretch(_SENTENCE_END, text, start_at, ends[0])
            return alone and first <= target_start < last
    return False


def _stretch(border: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between two borders that holds ``start`` to ``end``."""
    before = [match.end() for match in border.finditer(text, 0, start)]
    after = border.search(text, end)
    return (before[-1] if before else 0), (after.start() if after else len(text))
