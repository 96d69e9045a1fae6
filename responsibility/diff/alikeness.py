"""How alike two tasks are: whether the one says what the other does, edited or in other words.

A task says the same in other words where the two share what few tasks speak of (预售资金, not 推进),
and where each is by far more like the other than like any third. Tasks of one template for different
objects are all like each other: such a pair is one only where its own words say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from itertools import takewhile

from responsibility.language.normalize import normalise
from responsibility.language.similarity import Grams, Meeting, Telling, grams
from responsibility.model import Task

_ALIKE, _ALONE = 0.4, 1.15
"""Likeness from which two tasks count as one, edited, and how many times that of either to another task of its own
edition it must be; one of the same title always does."""
_AKIN, _FAINT = ((0.3, 1.15), (0.22, 1.45)), (0.14, 2.5)
"""Likeness from which two tasks may say the same in other words, and how many times that to any third it must then be:
the less alike, the more it must stand out. The faintest must also before those that have their counterpart already.
Fitted on the plans of a dozen places, set against themselves and others."""
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
    def all(self) -> Grams:
        """What the task may be found by."""
        return self.title | self.text


class Alikeness:
    """How alike tasks are, by what tells them apart from all others of both editions."""

    def __init__(self, old: list[TaskText], new: list[TaskText]) -> None:
        self._telling = Telling([text.all for text in (*old, *new)])
        self._editions = [(texts, Meeting([text.all for text in texts])) for texts in (old, new)]
        self._most_like: dict[TaskText, list[list[tuple[float, TaskText]]]] = {}

    def score(self, old: TaskText, new: TaskText, paired: Collection[TaskText] = ()) -> float:
        """How well two tasks go together; 0 where they do not.

        What is ``paired`` with another already is no third that either may be in other words.
        """
        alike = self._likeness(old, new)
        if alike < _FAINT[0]:
            return 0
        in_old, in_new = self._like(old), self._like(new)
        siblings = _greatest(old, new, [in_old[0], in_new[1]], nothing=0)
        free = [[like for like in each if like[1] not in paired] for each in (*in_old, *in_new)]
        others, all_others = (_greatest(old, new, like, nothing=1) for like in (free, [*in_old, *in_new]))
        own = old.task.title == new.task.title or (alike >= _ALIKE and alike >= _ALONE * siblings)
        akin = any(alike >= least and alike >= times * others for least, times in _AKIN)
        if not own and not akin and alike < _FAINT[1] * all_others:
            return 0
        if old.task.title != new.task.title and _of_other_objects(old, new):
            return 0
        return alike - _PER_PLACE * min(abs(old.index - new.index), _FURTHEST)

    def _likeness(self, first: TaskText, second: TaskText) -> float:
        text = self._telling.likeness(first.text, second.text)
        return max(text, (self._telling.likeness(first.title, second.title) + text) / 2)

    def _like(self, text: TaskText) -> list[list[tuple[float, TaskText]]]:
        """The tasks of the old edition that are most like one, and those of the new edition."""
        if text not in self._most_like:
            self._most_like[text] = [
                [
                    (self._likeness(text, texts[place]), texts[place])
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
