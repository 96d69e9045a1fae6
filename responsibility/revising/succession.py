"""Which task of a revised document goes on as which of the data, and what it is called there.

Tasks are matched by what they say, as the diff matches them. The one that goes on keeps its identity; a new
one never takes that of another, not even of one that is gone: an address would show another task.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from responsibility.diff.matching import Match, match_tasks
from responsibility.language.similarity import grams, likeness
from responsibility.model import Task


@dataclass(frozen=True)
class Successor:
    """A task of the new text."""

    new: Task
    old: Task | None
    """The task that it goes on as; None where it is new."""
    sources: tuple[Task, ...]
    """All tasks whose words it has: what was settled in them may stand in it."""
    identity: str


def succession(
    olds: Sequence[Task], news: Sequence[Task], named: Collection[str] = (), removed: Collection[str] = ()
) -> tuple[list[Successor], list[Task]]:
    """Every task of the new text, in order, and the tasks that go on as none.

    ``named`` are identities that something else names, as reports name tasks of former editions: no new task takes them.
    ``removed`` are numbers of tasks that the document says are taken out: they go on as none, whatever is like them.
    """
    by_number = {task.number: task for task in olds}
    unnamed = [task.model_copy(update={"id": None}) for task in olds if task.number not in removed]
    pairs: dict[str, tuple[Task | None, tuple[Task, ...]]] = {}
    for match in match_tasks(unnamed, news):
        sources = tuple(by_number[task.number] for task in match.old)
        main = dict(_main(match))
        for new in match.new:
            pairs[new.number] = (by_number.get(main.get(new.number, "")), sources)
    gone = {task.number for task in olds} - {old.number for old, _ in pairs.values() if old}
    taken = {*named, *(task.identity for task in olds)}
    successors = []
    for new in news:
        old, sources = pairs[new.number]
        identity = old.identity if old else free_identity(new.number, taken)
        taken.add(identity)
        successors.append(Successor(new, old, sources, identity))
    return successors, [task for task in olds if task.number in gone]


def _main(match: Match) -> Iterator[tuple[str, str]]:
    """Numbers of the new and the old task that are the same one: of several those of one title, or most alike."""
    pairs = [(old, new) for old in match.old for new in match.new]
    if pairs:
        old, new = max(pairs, key=lambda pair: (pair[0].title == pair[1].title, _likeness(*pair)))
        yield new.number, old.number


def _likeness(old: Task, new: Task) -> float:
    return likeness(grams(old.title + old.full_text), grams(new.title + new.full_text))


def free_identity(number: str, taken: set[str]) -> str:
    """The number where nobody is called so, else the number with another one behind it."""
    again = 2
    identity = number
    while identity in taken:
        identity = f"{number}-{again}"
        again += 1
    return identity
