"""What an action works on: the data as it is, and the trees of the files that are to change.

Actions change trees (what strict YAML reads: texts, lists and mappings); the files follow from that,
only what differs being written.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, TypeVar

from pydantic import ValidationError

from responsibility.data import strict_yaml
from responsibility.data.explaining import explained
from responsibility.data.folder import Files
from responsibility.data.loader import (
    AMENDMENTS_FILE,
    DECISIONS_FILE,
    POLICY_FILE,
    UNITS_FILE,
    Data,
    is_progress,
)
from responsibility.data.yaml_edit import Tree, rewritten, root_of
from responsibility.data.yaml_writer import dump, key_order
from responsibility.errors import ResponsibilityError
from responsibility.model import FACT_NAMES, Fact, FactField, Policy, PolicyMetadata, Record, Registry, Task
from responsibility.model.amendments import Amendments
from responsibility.model.decisions import Decisions
from responsibility.model.progress import UnitProgress
from responsibility.progress import typed
from responsibility.revising.reports import entries_of, files_of, follow_fact, may_name

Form = TypeVar("Form", bound=Record)


class ImpossibleError(ResponsibilityError):
    """An action cannot be done; the message says why."""


class MissingError(ImpossibleError):
    """There is no such policy, task, fact or unit."""


def record_tree(record: Record) -> Tree:
    """A record as a file would hold it: what differs from the defaults."""
    tree = strict_yaml.read("", dump(record).decode()).root
    if not isinstance(tree, dict):
        raise ImpossibleError("这一条是空的")
    return tree


def record_of(form: type[Form], values: Mapping[str, Any]) -> Form:
    """The record of a kind with these ``values``. Raises ImpossibleError where they make none."""
    try:
        return form.model_validate(values)
    except ValidationError as error:
        raise ImpossibleError("；".join(explained(error, form))) from None


def policy_of(data: Data, id_: str) -> Policy:
    """The policy of that id. Raises MissingError."""
    for policy in data.policies:
        if policy.id == id_:
            return policy
    raise MissingError(f"没有“{typed.shown(id_)}”这份文件")


def task_of(policy: Policy, number: str) -> Task:
    """The task of that number. Raises MissingError."""
    for task in policy.tasks:
        if task.number == number:
            return task
    raise MissingError(f"{policy.id} 里没有任务 {typed.shown(number)}")


class Desk:
    """The data that actions change. Trees that are asked for may be changed in place."""

    def __init__(self, files: Files, data: Data) -> None:
        self.files, self.data = files, data
        self._trees: dict[str, Tree] = {}
        self._new: dict[str, bytes | None] = {}

    # ------------------------------------------------------------ what there is

    def policy(self, id_: str) -> Policy:
        """The policy of that id. Raises MissingError."""
        return policy_of(self.data, id_)

    def task(self, policy: str, number: str) -> Task:
        """The task of that number, as it was before the actions. Raises MissingError."""
        return task_of(self.policy(policy), number)

    def file_of(self, policy: str, number: str) -> str:
        """The file of a task. Raises MissingError."""
        self.task(policy, number)
        return self.data.task_files[policy, number]

    # ------------------------------------------------------------ what is to change

    def task_tree(self, policy: str, number: str) -> Tree:
        """The tree of a task's file."""
        return self.tree(self.file_of(policy, number))

    def policy_tree(self, policy: str) -> Tree:
        """The tree of a policy's ``policy.yml``."""
        self.policy(policy)
        return self.tree(f"{policy}/{POLICY_FILE}")

    def units_tree(self) -> Tree:
        """The tree of the registry."""
        return self.tree(UNITS_FILE)

    def tree(self, file: str) -> Tree:
        """What ``file`` holds and is to hold."""
        if file not in self._trees:
            self._trees[file] = root_of(file, self._new.get(file) or self.files[file])
        return self._trees[file]

    def holds(self, file: str) -> bool:
        """Whether there is ``file``, or is to be."""
        return self._new.get(file, self.files.get(file)) is not None

    def put(self, file: str, content: bytes | None) -> None:
        """Let ``file`` hold ``content``; None takes it away."""
        self._trees.pop(file, None)
        self._new[file] = content

    def item(self, policy: str, number: str, part: str) -> Tree:
        """The tree of a task, or of its part of that number. Raises MissingError."""
        tree = self.task_tree(policy, number)
        if not part:
            return tree
        for entry in tree.get("parts", ()):
            if entry["number"] == part:
                found_part: Tree = entry
                return found_part
        raise MissingError(f"任务 {number} 没有第 {part} 部分")

    def facts(self, policy: str, number: str, field: FactField) -> list[Tree]:
        """The facts of a task in a list; one that has none yet is added to the file when it gets one."""
        facts: list[Tree] = self.task_tree(policy, number).setdefault(field, [])
        return facts

    def fact(self, policy: str, number: str, field: FactField, index: int) -> Tree:
        """A fact of a task. Raises MissingError."""
        facts = self.facts(policy, number, field)
        if not 0 <= index < len(facts):
            raise MissingError(f"任务 {number} 没有第 {index + 1} 条{FACT_NAMES[field]}")
        return facts[index]

    def follow(self, policy: str, number: str, field: FactField, old: Fact, new: Fact) -> None:
        """Let what was reported and decided on a fact of a task be about it still, now that it is quoted otherwise."""
        task = self.task(policy, number).identity
        for file in files_of([*self.files], policy) if old != new else ():
            if may_name(self.files[file], old):
                follow_fact(entries_of(self.tree(file)), task, field, old, new)

    def change(self) -> dict[str, bytes | None]:
        """The new contents of the files that are to hold something else. Raises UnwritableError."""
        contents = dict(self._new)
        for file, tree in self._trees.items():
            before = self._new.get(file) or self.files[file]
            after = rewritten(file, before, without_empty_lists(tree), partial(key_order, _form(file)))
            if file in self._new or after != self.files.get(file):
                contents[file] = after
        return contents


def _form(file: str) -> type[Record]:
    return UnitProgress if is_progress(file) else _FORMS.get(file.rpartition("/")[2], Task)


_FORMS: dict[str, type[Record]] = {
    UNITS_FILE: Registry,
    POLICY_FILE: PolicyMetadata,
    DECISIONS_FILE: Decisions,
    AMENDMENTS_FILE: Amendments,
}
"""What a file of that name holds; every other one is a task."""


_NEEDED = ("units",)
"""Lists that stand in a file even where they are empty."""


def without_empty_lists(tree: Any) -> Any:
    """A tree without the keys of lists that have become empty."""
    if isinstance(tree, dict):
        return {
            key: without_empty_lists(value) for key, value in tree.items() if value != [] or key in _NEEDED
        }
    return [without_empty_lists(value) for value in tree] if isinstance(tree, list) else tree


def set_keys(tree: Tree, values: Mapping[str, Any]) -> None:
    """Give a tree the values of some keys; None, an empty text or list takes a key away."""
    for key, value in values.items():
        if value is None or value in ("", [], ()):
            tree.pop(key, None)
        else:
            tree[key] = plain(value)


def plain(value: Any) -> Any:
    """A value of JSON as a tree of YAML holds it: numbers and truth values as texts."""
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items() if each not in (None, "", [])}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    return str(value).lower() if isinstance(value, bool) else str(value)
