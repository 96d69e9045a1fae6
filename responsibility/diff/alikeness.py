"""How alike two tasks are: whether the one says what the other does, edited or in other words.

A task says the same in other words where the two share what few tasks speak of (预售资金, not 推进),
and where each is by far more like the other than like any third. That units which few tasks name stand under both
adds to it, and so does that the tasks beside them say the same in other words: an edition that is written anew keeps
the order of most of the old one. Tasks of one template for different objects are all like each other: such a pair is one
only where its own words say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import takewhile
from math import log

from responsibility.language.normalize import normalise
from responsibility.language.similarity import Grams, Meeting, Telling, grams
from responsibility.language.unit_spellings import office
from responsibility.model import ROLES, Task

_ALIKE, _ALONE = 0.4, 1.15
"""Likeness from which two tasks count as one, edited, and how many times that of either to another task of its own
edition it must be; one of the same title always does."""
_AKIN = (0.3, 1.15), (0.22, 1.45)
"""Likeness from which two tasks may say the same in other words, and how many times that to any third it must then be:
the less alike, the more it must stand out. Fitted, as the next two, on the plans of a dozen places, set against
themselves and others."""
_WORDS, _WORDS_BESIDE = 0.22, 0.15
"""What of it their own words must make; less where a task beside them says the same in other words too."""
_FAINT = 0.14, 2.5
"""The same of tasks with fewer words in common, before all thirds, also those that have their counterpart already."""
_SAME_UNITS, _RARE, _BESIDE = 0.05, 8, 0.04
"""What is added for the units that both name, whole from a unit that one in so many tasks names; and for each side on
which the next tasks say the same in other words."""
_NEXT = 3
"""How far off the task beside another may stand, those passed over that have no counterpart yet."""
_GOES_ON = 2
"""Times that a text says what it goes on about."""
_DIGIT = re.compile("[0-9]")
_PER_PLACE, _FURTHEST = 0.001, 50
"""What a place of distance takes from likeness, and how many places count."""


class TaskText:
    """A task as it is compared."""

    def __init__(self, task: Task, index: int) -> None:
        self.task, self.index = task, index
        self.texts = tuple(map(normalise, task.texts))
        self.words = (task.title, self.texts)

    @cached_property
    def title(self) -> Grams:
        """Of the title the characters too: 住房建设品质 is 高品质住宅 in other words."""
        return grams(self.task.title) + Counter(normalise(self.task.title))

    @cached_property
    def text(self) -> Grams:
        """Of all that stands below the title."""
        return grams(self.task.full_text)

    @cached_property
    def offices(self) -> frozenset[str]:
        """The units that its clauses name, whichever way each is spelt."""
        names = (name for item in self.task.items for role in ROLES for name in item.units(role))
        return frozenset(map(office, names))

    @cached_property
    def all(self) -> Grams:
        """What the task may be found by."""
        return self.title | self.text


class Alikeness:
    """How alike tasks are, by what tells them apart from all others of both editions."""

    def __init__(self, old: list[TaskText], new: list[TaskText]) -> None:
        self._texts = (*old, *new)
        self.telling = Telling([text.all for text in self._texts])
        """What the words of a task tell, beside all others of both editions."""
        self._naming = Counter(name for text in self._texts for name in text.offices)
        self._editions = [(texts, Meeting([text.all for text in texts])) for texts in (old, new)]
        self._most_like: dict[TaskText, list[list[tuple[float, TaskText]]]] = {}

    def score(self, old: TaskText, new: TaskText, paired: Mapping[TaskText, TaskText]) -> float:
        """How well two tasks go together; 0 where they do not.

        ``paired`` has the counterpart of each task that has one already, old and new: those are no third that either
        of the two may be in other words.
        """
        words, beside = self._words(old, new), self._beside(old, new, paired)
        if words < _FAINT[0]:
            return 0
        alike = words + self._units(old, new) + beside
        in_old, in_new = self._like(old), self._like(new)
        siblings = _greatest(old, new, [in_old[0], in_new[1]], nothing=0)
        free = [[like for like in each if like[1] not in paired] for each in (*in_old, *in_new)]
        others, all_others = (_greatest(old, new, like, nothing=1) for like in (free, [*in_old, *in_new]))
        own = old.task.title == new.task.title or (alike >= _ALIKE and alike >= _ALONE * siblings)
        akin = words >= (_WORDS_BESIDE if beside else _WORDS) and any(
            alike >= least and alike >= times * others for least, times in _AKIN
        )
        if not own and not akin and alike < _FAINT[1] * all_others:
            return 0
        if old.task.title != new.task.title and _of_other_objects(old, new):
            return 0
        return alike - _PER_PLACE * min(abs(old.index - new.index), _FURTHEST)

    def _words(self, first: TaskText, second: TaskText) -> float:
        text = self.telling.likeness(first.text, second.text)
        return max(text, (self.telling.likeness(first.title, second.title) + text) / 2)

    def _units(self, first: TaskText, second: TaskText) -> float:
        """What the units add that both name: one that all tasks name nothing."""
        shared = first.offices & second.offices
        rare = sum(log(len(self._texts) / self._naming[name]) for name in sorted(shared)) / log(_RARE)
        return _SAME_UNITS * min(1, rare)

    def _beside(self, old: TaskText, new: TaskText, paired: Mapping[TaskText, TaskText]) -> float:
        """What the tasks add that stand before the two, and behind them."""
        sides = (
            tuple(self._next(text, at, step, paired) for at, text in enumerate((old, new)))
            for step in (-1, 1)
        )
        return _BESIDE * sum(
            1
            for before, after in sides
            if before and after and paired[before] is after and before.task.title != after.task.title
        )

    def _next(
        self, text: TaskText, edition: int, step: int, paired: Mapping[TaskText, TaskText]
    ) -> TaskText | None:
        """The nearest task, in that direction, that has its counterpart."""
        texts = self._editions[edition][0]
        for place in range(text.index + step, text.index + step * (_NEXT + 1), step):
            if 0 <= place < len(texts) and texts[place] in paired:
                return texts[place]
        return None

    def _like(self, text: TaskText) -> list[list[tuple[float, TaskText]]]:
        """The tasks of the old edition that are most like one, and those of the new edition."""
        if text not in self._most_like:
            self._most_like[text] = [
                [
                    (self._words(text, texts[place]) + self._units(text, texts[place]), texts[place])
                    for place in meeting.with_keys(text.all, text.index)
                ]
                for texts, meeting in self._editions
            ]
        return self._most_like[text]


def _of_other_objects(old: TaskText, new: TaskText) -> bool:
    """Whether two titles name what their own text goes on about and the other task never: 巩固教育帮扶成果, 巩固健康帮扶成果.

    Where the titles are the same but for that (推进东河镇公厕改造), it is enough that the text names it.
    """
    if all(
        any(mine.text[gram] >= _GOES_ON and gram not in other.all for gram in grams(mine.task.title))
        for mine, other in ((old, new), (new, old))
    ):
        return True
    before, after = old.task.title, new.task.title
    start, end = _common_start(before, after), _common_start(before[::-1], after[::-1])
    objects = [(title[start : len(title) - end], text) for title, text in ((before, old), (after, new))]
    (mine, _), (other, _) = objects
    return (
        bool(start and end)
        and all(name and not _DIGIT.search(name) and name in text.task.full_text for name, text in objects)
        and mine not in new.task.full_text
        and other not in old.task.full_text
    )


def _common_start(first: str, second: str) -> int:
    """How many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def _greatest(
    old: TaskText, new: TaskText, like: Iterable[Iterable[tuple[float, TaskText]]], nothing: float
) -> float:
    """How alike the two are to any third one of those; ``nothing`` where there is no third to tell by."""
    thirds = (alike for each in like for alike, text in each if text not in (old, new))
    return max(thirds, default=nothing)
