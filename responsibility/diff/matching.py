"""Which task of the old edition is which of the new one: by what they say, not by number alone.

An inserted task renumbers all that follow it. So tasks of the same ``id`` belong
together first, then those of the same words; of the rest, the assignment with the greatest likeness of titles and
texts is taken, the distance of their places counting a little. What is then left
over may have been split off a task, or merged into one: its words are those that
the task lost, or gained.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from responsibility.diff.changes import Where
from responsibility.language.similarity import Grams, grams, likeness, pair_up, shared
from responsibility.model import ItemId, Policy, Task

_ALIKE = 0.4
"""Likeness from which two tasks count as one, edited; one of the same title always does (0.5)."""
_MOVED = 0.6
"""Share of a task's words that another lost (or gained), from which it was split off (or merged)."""
_PER_PLACE, _FURTHEST = 0.001, 50
"""What a place of distance takes from likeness, and how many places count."""


class Policies(NamedTuple):
    """A policy in both editions; None where an edition lacks it."""

    old: Policy | None
    new: Policy | None

    @property
    def id(self) -> str:
        """The id under which its changes are told: the new one, if it has one."""
        policies = [policy for policy in (self.new, self.old) if policy]
        return policies[0].id


def match_policies(olds: Sequence[Policy], news: Sequence[Policy]) -> list[Policies]:
    """Policies of the same id; a single one left on each side is one that changed its id."""
    by_id = {policy.id: policy for policy in olds}
    pairs = [Policies(by_id.pop(policy.id, None), policy) for policy in news]
    alone = [pair for pair in pairs if pair.old is None]
    if len(alone) == len(by_id) == 1:
        pairs[pairs.index(alone[0])] = Policies(by_id.popitem()[1], alone[0].new)
    return [*pairs, *(Policies(policy, None) for policy in by_id.values())]


@dataclass(frozen=True, eq=False)
class Match:
    """Tasks of both editions that belong together: one and one, or one and several, or one and none."""

    old: tuple[Task, ...]
    new: tuple[Task, ...]

    @property
    def single(self) -> bool:
        """Whether one task became one task."""
        return len(self.old) == len(self.new) == 1

    def where(self, policy: str) -> Where:
        """Where a change of the tasks as such stands."""
        (task_old, number_old), (task_new, number_new) = _named(self.old), _named(self.new)
        return Where(policy, task_old, task_new, number_old, number_new)


def _named(tasks: Sequence[Task]) -> tuple[ItemId, str] | tuple[None, None]:
    """Id and number of the first task, under which several stand."""
    return (tasks[0].item_id(tasks[0]), tasks[0].number) if tasks else (None, None)


class _Text:
    """A task as it is compared."""

    def __init__(self, task: Task, index: int) -> None:
        self.task, self.index = task, index
        self.words = (task.title, task.texts)

    @cached_property
    def title(self) -> Grams:
        return grams(self.task.title)

    @cached_property
    def text(self) -> Grams:
        return grams(self.task.full_text)


def match_tasks(olds: Sequence[Task], news: Sequence[Task]) -> list[Match]:
    """All tasks of both editions, each in one match; in the order of the new edition, removed ones last."""
    old_texts, new_texts = _texts(olds), _texts(news)
    pairs = _same_identity(old_texts, new_texts)
    pairs |= _same_words(*_left(old_texts, new_texts, pairs))
    left_old, left_new = _left(old_texts, new_texts, pairs)
    pairs |= {left_old[i]: left_new[j] for i, j in pair_up(left_old, left_new, _score)}
    left_old, left_new = _left(old_texts, new_texts, pairs)
    splits = _split(left_new, pairs)
    merges = _split(left_old, {new: old for old, new in pairs.items()})
    for old_text, new_text in pairs.items():
        if old_text in splits and new_text in merges:  # both at once cannot be told apart: added and removed
            del splits[old_text], merges[new_text]
    return _matches(pairs, splits, merges, left_old, left_new)


def _texts(tasks: Sequence[Task]) -> list[_Text]:
    return [_Text(task, index) for index, task in enumerate(tasks)]


def _same_identity(old: Iterable[_Text], new: Iterable[_Text]) -> dict[_Text, _Text]:
    """Tasks of the same identity that is written as ``id`` in one edition at least: a number alone may move on."""
    waiting = {text.task.identity: text for text in old}
    return {
        waiting.pop(text.task.identity): text
        for text in new
        if (counterpart := waiting.get(text.task.identity)) and (counterpart.task.id or text.task.id)
    }


def _same_words(old: Iterable[_Text], new: Iterable[_Text]) -> dict[_Text, _Text]:
    """Tasks of the same title and text; of several alike the first and the first."""
    waiting = defaultdict(list)
    for text in old:
        waiting[text.words].append(text)
    return {waiting[text.words].pop(0): text for text in new if waiting.get(text.words)}


def _left(old: list[_Text], new: list[_Text], pairs: dict[_Text, _Text]) -> tuple[list[_Text], list[_Text]]:
    """The tasks of each edition that have no counterpart yet."""
    taken = set(pairs.values())
    return [text for text in old if text not in pairs], [text for text in new if text not in taken]


def _score(old: _Text, new: _Text) -> float:
    text = likeness(old.text, new.text)
    alike = max(text, (likeness(old.title, new.title) + text) / 2)
    if alike < _ALIKE:
        return 0
    return alike - _PER_PLACE * min(abs(old.index - new.index), _FURTHEST)


def _split(left: list[_Text], pairs: dict[_Text, _Text]) -> dict[_Text, list[_Text]]:
    """Of tasks left over, those split off a matched one: ``{the old one: [what was split off]}``."""
    lost = {old: old.text - new.text for old, new in pairs.items() if old.words != new.words}
    split_off = defaultdict(list)
    for piece in left:
        shares = [(shared(piece.text, gone), -old.index, old) for old, gone in lost.items()]
        most, _, whole = max(shares, key=lambda share: share[:2], default=(0, 0, None))
        if whole and most and most >= _MOVED * piece.text.total():
            split_off[whole].append(piece)
    return split_off


def _matches(
    pairs: dict[_Text, _Text],
    splits: dict[_Text, list[_Text]],
    merges: dict[_Text, list[_Text]],
    left_old: list[_Text],
    left_new: list[_Text],
) -> list[Match]:
    split_off = {piece for pieces in splits.values() for piece in pieces}
    merged = {piece for pieces in merges.values() for piece in pieces}
    kept = [
        (new.index, Match(_tasks([old, *merges.get(new, [])]), _tasks([new, *splits.get(old, [])])))
        for old, new in pairs.items()
    ]
    added = [(text.index, Match((), (text.task,))) for text in left_new if text not in split_off]
    removed = [Match((text.task,), ()) for text in left_old if text not in merged]
    return [match for _, match in sorted([*kept, *added], key=lambda pair: pair[0])] + removed


def _tasks(texts: list[_Text]) -> tuple[Task, ...]:
    return tuple(text.task for text in sorted(texts, key=lambda text: text.index))
