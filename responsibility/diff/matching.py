"""Which task of the old edition is which of the new one: by what they say, not by number alone.

An inserted task renumbers all that follow it. So tasks of the same ``id`` belong
together first, then those of the same words, those of a text and those of a title that
no other has; of the rest those most alike (:mod:`responsibility.diff.alikeness`). What is
then left over may have been split off a task, or merged into one: its words are those
that the task lost, or gained, all but a few of them or, where it is said in other words,
those that tell what it is of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from responsibility.diff.alikeness import Alikeness, TaskText
from responsibility.diff.changes import Where
from responsibility.language.similarity import Grams, Telling, meetings, pair_up, shared
from responsibility.model import ItemId, Policy, Task

_ROUNDS = 6
"""Times, at most, that tasks left over are compared: what is paired in one round stands no longer in the way of others in
the next, and tells for those beside it."""
_MOVED = 0.6
"""Share of a task's words that another lost (or gained), from which it was split off (or merged)."""
_HELD, _HELD_ALONE = 0.2, 2
"""The same where it is said in other words: share of what its words tell, and how many times that of any other it must be."""


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


def match_tasks(olds: Sequence[Task], news: Sequence[Task]) -> list[Match]:
    """All tasks of both editions, each in one match; in the order of the new edition, removed ones last."""
    old_texts, new_texts = _texts(olds), _texts(news)
    pairs = _same_identity(old_texts, new_texts)
    pairs |= _same_words(*_left(old_texts, new_texts, pairs))
    for key in (lambda text: text.texts, lambda text: text.task.title):
        pairs |= _alone_in(key, old_texts, new_texts, pairs)
    left_old, left_new = _left(old_texts, new_texts, pairs)
    if not left_old and not left_new:
        return _matches(pairs, {}, {}, [], [])
    alikeness = Alikeness(old_texts, new_texts)
    if left_old and left_new:
        pairs |= _most_alike(old_texts, new_texts, pairs, alikeness)
        left_old, left_new = _left(old_texts, new_texts, pairs)
    splits = _split(left_new, left_old, pairs, alikeness.telling)
    merges = _split(left_old, left_new, _turned(pairs), alikeness.telling)
    for old_text, new_text in pairs.items():
        if old_text in splits and new_text in merges:  # both at once cannot be told apart: added and removed
            del splits[old_text], merges[new_text]
    return _matches(pairs, splits, merges, left_old, left_new)


def _texts(tasks: Sequence[Task]) -> list[TaskText]:
    return [TaskText(task, index) for index, task in enumerate(tasks)]


def _same_identity(old: Iterable[TaskText], new: Iterable[TaskText]) -> dict[TaskText, TaskText]:
    """Tasks of the same identity that is written as ``id`` in one edition at least: a number alone may move on."""
    waiting = {text.task.identity: text for text in old}
    return {
        waiting.pop(text.task.identity): text
        for text in new
        if (counterpart := waiting.get(text.task.identity)) and (counterpart.task.id or text.task.id)
    }


def _same_words(old: Iterable[TaskText], new: Iterable[TaskText]) -> dict[TaskText, TaskText]:
    """Tasks of the same title and text; of several alike the first and the first."""
    waiting = defaultdict(list)
    for text in old:
        waiting[text.words].append(text)
    return {waiting[text.words].pop(0): text for text in new if waiting.get(text.words)}


def _alone_in(
    key: Callable[[TaskText], Hashable],
    old: list[TaskText],
    new: list[TaskText],
    pairs: dict[TaskText, TaskText],
) -> dict[TaskText, TaskText]:
    """Tasks left over of the same ``key``, where no other task of either edition has it."""
    had, has = (Counter(map(key, texts)) for texts in (old, new))
    left_old, left_new = _left(old, new, pairs)
    waiting = {key(text): text for text in left_old if had[key(text)] == 1}
    return {waiting[key(text)]: text for text in left_new if has[key(text)] == 1 and key(text) in waiting}


def _turned(pairs: dict[TaskText, TaskText]) -> dict[TaskText, TaskText]:
    return {new: old for old, new in pairs.items()}


def _most_alike(
    old: list[TaskText], new: list[TaskText], pairs: dict[TaskText, TaskText], alikeness: Alikeness
) -> dict[TaskText, TaskText]:
    """``pairs``, and those of the tasks left over that are alike."""
    pairs = dict(pairs)
    for _ in range(_ROUNDS):
        left_old, left_new = _left(old, new, pairs)
        score = partial(alikeness.score, paired=pairs | _turned(pairs))
        alike = pair_up(left_old, left_new, score, lambda text: text.all)
        if not alike:
            break
        pairs |= {left_old[i]: left_new[j] for i, j in alike}
    return pairs


def _left(
    old: list[TaskText], new: list[TaskText], pairs: dict[TaskText, TaskText]
) -> tuple[list[TaskText], list[TaskText]]:
    """The tasks of each edition that have no counterpart yet."""
    taken = set(pairs.values())
    return [text for text in old if text not in pairs], [text for text in new if text not in taken]


def _split(
    left: list[TaskText], others: list[TaskText], pairs: dict[TaskText, TaskText], telling: Telling
) -> dict[TaskText, list[TaskText]]:
    """Of tasks left over, those split off a matched one: ``{the old one: [what was split off]}``.

    ``others`` are the tasks left over in the other edition.
    """
    lost = [(old, old.text - new.text) for old, new in pairs.items() if old.words != new.words]
    shares: defaultdict[TaskText, list[tuple[TaskText, Grams]]] = defaultdict(list)
    for at, place in meetings([piece.text for piece in left], [gone for _, gone in lost]):
        shares[left[at]].append(lost[place])
    split_off = defaultdict(list)
    for piece in left:
        whole = _moved_from(piece, shares[piece]) or _told_in(piece, shares[piece], others, telling)
        if whole:
            split_off[whole].append(piece)
    return split_off


def _moved_from(piece: TaskText, lost: list[tuple[TaskText, Grams]]) -> TaskText | None:
    """The task that lost most of the words of ``piece``."""
    shares = ((shared(piece.text, gone), -whole.index, whole) for whole, gone in lost)
    most, _, whole = max(shares, key=lambda share: share[:2], default=(0, 0, piece))
    return whole if most and most >= _MOVED * piece.text.total() else None


def _told_in(
    piece: TaskText, lost: list[tuple[TaskText, Grams]], others: list[TaskText], telling: Telling
) -> TaskText | None:
    """The task that lost what ``piece`` says in other words: no other did, and no task left over says it."""
    held = sorted(
        ((telling.held(piece.text, gone), -whole.index, whole) for whole, gone in lost), reverse=True
    )
    if not held or held[0][0] < _HELD:
        return None
    rivals = [share for share, *_ in held[1:2]] + [telling.held(piece.text, other.text) for other in others]
    return held[0][2] if held[0][0] >= _HELD_ALONE * max(rivals, default=0) else None


def _matches(
    pairs: dict[TaskText, TaskText],
    splits: dict[TaskText, list[TaskText]],
    merges: dict[TaskText, list[TaskText]],
    left_old: list[TaskText],
    left_new: list[TaskText],
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


def _tasks(texts: list[TaskText]) -> tuple[Task, ...]:
    return tuple(text.task for text in sorted(texts, key=lambda text: text.index))
