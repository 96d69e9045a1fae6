"""What can be done with the data: one function an action, from the files as they are to the files as they will be."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from responsibility import checks
from responsibility.data.folder import Change, Files
from responsibility.data.loader import Data
from responsibility.edit import assigning, deciding, facts, ordering, tasks, texts, units
from responsibility.edit.desk import Desk, ImpossibleError
from responsibility.edit.journal import changed, difference
from responsibility.edit.requests import Action
from responsibility.errors import ResponsibilityError
from responsibility.model.problems import Problem

_DO: dict[str, Callable[[Desk, Any], str]] = {
    "accept": facts.accept,
    "accept_task": facts.accept_task,
    "change": facts.change,
    "reject": facts.reject,
    "add": facts.add,
    "move": facts.move,
    "like": facts.decide_alike,
    "task": tasks.describe,
    "assign": assigning.assign,
    "waive": tasks.waive,
    "text": texts.replace,
    "insert_task": ordering.insert,
    "remove_task": ordering.remove,
    "move_task": ordering.move,
    "decide": deciding.decide,
    "withdraw": deciding.withdraw,
    "settle": tasks.settle,
    "policy": tasks.describe_policy,
    "finish": tasks.finish,
    "rename_unit": units.rename,
    "merge_units": units.merge,
    "split_unit": units.split,
    "set_unit": units.describe,
    "add_unit": units.add,
}


class UnloadableError(ResponsibilityError):
    """The data would not load, for these ``problems``."""

    def __init__(self, problems: tuple[Problem, ...], changed: bool = True) -> None:
        """``changed`` says that an action would have made them so; else they are so on the disk."""
        first = problems[0]
        words = "这样改，数据就读不出来，没有保存" if changed else "现有的数据读不出来"
        super().__init__(f"{words}：{first.location.file} {first.message}")
        self.problems = problems


@dataclass(frozen=True)
class Outcome:
    """What actions come to."""

    files: Files
    data: Data
    change: Change
    """The new contents of the files that differ."""
    message: str
    """What was done, in Chinese."""
    tasks: tuple[tuple[str, str], ...]
    """The tasks concerned, by policy and number."""


def perform(files: Files, data: Data, actions: Iterable[Action], load: Callable[[Files], Data]) -> Outcome:
    """Do ``actions`` in order, each on what the one before left.

    ``load`` reads files that must load, and raises UnloadableError where they do not. Raises ImpossibleError
    where an action cannot be done, UnwritableError where a file has no room for it.
    """
    after, messages = files, []
    concerned: dict[tuple[str, str], None] = {}
    for action in actions:
        desk = Desk(after, data)
        messages.append(_DO[action.do](desk, action))
        change = desk.change()
        after = changed(after, change)
        data = load(after)
        if action.do == "finish":
            _need_settled(data, action.policy)
        concerned |= dict.fromkeys(_tasks_in(data, change))
    message = messages[0] if len(messages) == 1 else f"{messages[0]}等 {len(messages)} 处"
    return Outcome(after, data, difference(files, after), message, tuple(concerned))


def _tasks_in(data: Data, change: Change) -> Iterable[tuple[str, str]]:
    return (task for task, file in data.task_files.items() if file in change)


def _need_settled(data: Data, policy: str) -> None:
    """Raise where something still stands in the way of a policy that is to be no draft any more."""
    errors = [
        problem
        for problem in checks.run(data).problems
        if problem.severity == "error" and problem.policy in (policy, None)
    ]
    if errors:
        raise ImpossibleError(f"还有 {len(errors)} 处没有定，不能定稿；如：{errors[0].message}")
