"""A document that changes another, read against its text: each change with the words it is made by, and what was not understood.

Numbers of items are those of the text before the changes, as it writes them: where each chapter begins anew with
（一）, the part has to be named. Where an item is put in, or the document says that numbers move along, the numbers of the
items behind are changes too.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import NamedTuple

from responsibility.data.loader import carried_out
from responsibility.language.amending import (
    Instruction,
    instructions,
    number_in,
    renumbered,
    unread,
    with_number,
)
from responsibility.language.normalize import normalise, with_origin
from responsibility.model import Policy, Task
from responsibility.model.amendments import Operation
from responsibility.proof import task_heading, verbatim_tasks
from responsibility.revising.words import number_words

_CONTEXT = 40
"""Characters of context, at most, that make words of a text be instruction from the same words elsewhere in it."""

_END = 20
"""Characters of an item's end, at least, by which is said where the next one goes."""

_STOPS = "。；，（\n"
"""Behind these a phrase begins."""


class ReadAmendment(NamedTuple):
    """What an amending document was read as."""

    operations: tuple[Operation, ...]
    text: str
    """The text as changed."""
    lost: tuple[str, ...]
    """What could not be carried out or understood, in Chinese."""
    removed: frozenset[str] = frozenset()
    """The numbers of the tasks that are taken out."""


def read_amendment(policy: Policy, amending: str) -> ReadAmendment:
    """The changes that the text ``amending`` makes in that of ``policy``, which must have one."""
    return _Reading(policy, amending).read()


class _Item(NamedTuple):
    """An item in the order in which the changed text has it."""

    written: str
    """Its number as it stands before the title: ``3.``."""
    title: str
    """The words behind it."""
    chapter: str


class _Reading:
    def __init__(self, policy: Policy, amending: str) -> None:
        self.policy, self.amending = policy, amending
        self.text = policy.source or ""
        self.tasks = [task for task in policy.tasks if not task.safeguard]
        self.words = verbatim_tasks(policy)
        self.items = [self._item(task) for task in self.tasks]
        self.operations: list[Operation] = []
        self.lost: list[str] = []
        self.removed: set[str] = set()

    def read(self) -> ReadAmendment:
        """All of it."""
        given = list(instructions(self.amending))
        for instruction in given:
            before = len(self.operations)
            why = self._carry_out(instruction)
            if why:
                self.lost.append(f"“{_short(instruction.quote)}”：{why}")
            elif len(self.operations) == before:
                self.lost.append(f"“{_short(instruction.quote)}”：没有改动什么")
        self._renumber(given)
        self.lost += [
            f"“{_short(sentence)}”：没有读懂"
            for sentence in unread(self.amending, (instruction.quote for instruction in given))
        ]
        return ReadAmendment(tuple(self.operations), self.text, tuple(self.lost), frozenset(self.removed))

    # ------------------------------------------------------------ one change

    def _carry_out(self, instruction: Instruction) -> str:
        """Make a change; why it cannot be made, or nothing."""
        if instruction.outside:
            return f"{instruction.outside}里的各项不是任务"
        if instruction.what == "insert_item":
            return self._insert_item(instruction)
        task = None
        if instruction.item is not None:
            task, why = self._called(instruction.item, instruction.part)
            if task is None:
                return why
        if instruction.what in ("rewrite", "remove_item"):
            return self._whole(instruction, task) if task else "没有写明是哪一项"
        scope = self.words[task.identity] if task else self.text
        old = instruction.old
        new = old + instruction.new if instruction.what == "insert" else instruction.new
        return self._replace(instruction.quote, old, new, scope)

    def _called(self, number: int, part: int | None) -> tuple[Task | None, str]:
        """The task of that number, in that part of the document if one is named; or None and why."""
        called = [
            task
            for task in self.tasks
            if _written_number(task) == number and part in (None, number_in(self._chapter(task)))
        ]
        if len(called) == 1:
            return called[0], ""
        named = f"第 {part} 部分第 {number} 项" if part is not None else f"第 {number} 项"
        return None, f"有 {len(called)} 个{named}，不知道是哪一部分的" if called else f"没有{named}"

    def _chapter(self, task: Task) -> str:
        return self.policy.section_at(task.section).chapter

    def _whole(self, instruction: Instruction, task: Task) -> str:
        """An item said anew, or taken out."""
        if instruction.what == "remove_item":
            why = self._do(_operation(quote=instruction.quote, old=self.words[task.identity]))
            if not why:
                self._put(task, [])
                self.removed.add(task.number)
            return why
        number = number_words(task)
        new = (
            instruction.new
            if normalise(instruction.new).startswith(normalise(number))
            else number + instruction.new
        )
        why = self._do(_operation(quote=instruction.quote, old=self.words[task.identity], new=new))
        if not why:
            self._put(task, [_Item(number, _first_words(new.removeprefix(number)), self._chapter(task))])
        return why

    def _put(self, task: Task, items: list[_Item]) -> None:
        """Other items in place of a task's, where that stands still."""
        item = self._item(task)
        if item in self.items:
            at = self.items.index(item)
            self.items[at : at + 1] = items

    def _insert_item(self, instruction: Instruction) -> str:
        task, why = self._before(instruction)
        if task is None:
            return f"{why}，不知道放在哪里"
        as_number = instruction.item if instruction.item is not None else _written_number(task) + 1
        number = with_number(number_words(task), as_number)
        new = (
            instruction.new
            if normalise(instruction.new).startswith(normalise(number))
            else number + instruction.new
        )
        # Other changes may have been made in the item since: it is looked for as it stands now.
        after = self._end_of(task)
        if not after:
            return f"第 {_written_number(task)} 项的末尾在全文里不止一处"
        place = self.items.index(self._item(task)) + 1 if self._item(task) in self.items else len(self.items)
        item = _Item(number, _first_words(new.removeprefix(number)), self._chapter(task))
        self.items.insert(place, item)
        return self._do(_operation(quote=instruction.quote, after=after, new=new))

    def _before(self, instruction: Instruction) -> tuple[Task | None, str]:
        """The task behind which a new one goes: as it is said, by the new one's number, or the last; or None and why."""
        if instruction.behind is not None:
            return self._called(instruction.behind, instruction.part)
        if instruction.item is not None:
            return self._called(instruction.item - 1, instruction.part)
        of_part = [task for task in self.tasks if instruction.part in (None, number_in(self._chapter(task)))]
        return (of_part[-1], "") if of_part else (None, "没有任务")

    def _end_of(self, task: Task) -> str:
        """The last words of a task as it stands now, so many that they stand only there; empty where none do."""
        words = self.words[task.identity]
        normal = normalise(self.text)
        for length in range(min(_END, len(words)), len(words) + 1):
            begins_a_phrase = length == len(words) or words[-length - 1] in _STOPS
            if begins_a_phrase and normal.count(normalise(words[-length:])) == 1:
                return words[-length:]
        return ""

    def _replace(self, quote: str, old: str, new: str, scope: str) -> str:
        """Other words for words of ``scope``, with so much around them that they stand only once in the text."""
        inside, whole = with_origin(scope), normalise(self.text)
        wanted = normalise(old)
        count = inside.text.count(wanted)
        if count != 1:
            where = "那里" if scope is not self.text else "全文"
            return (
                f"{where}没有“{_short(old)}”"
                if not count
                else f"{where}有 {count} 处“{_short(old)}”，不知道是哪一处"
            )
        at = inside.text.index(wanted)
        for more in range(_CONTEXT):
            first, end = max(0, at - more), min(len(inside.text), at + len(wanted) + more)
            within = inside.text[first:end]
            if whole.count(within) == 1 and within.count(wanted) == 1:
                written = scope[inside.origin[first] : inside.origin[end - 1] + 1]
                original = scope[inside.origin[at] : inside.origin[at + len(wanted) - 1] + 1]
                alone = whole.count(wanted) == 1
                return self._do(
                    _operation(quote=quote, old=original, within=None if alone else written, new=new or None)
                )
        return f"“{_short(old)}”在全文里不止一处"

    def _do(self, operation: Operation) -> str:
        changed, count = carried_out(self.text, operation)
        if count != 1:
            return "前面的修改已经改动了这里" if not count else "要改的字在全文里不止一处"
        self.text = changed
        self.operations.append(operation)
        return ""

    # ------------------------------------------------------------ numbers that move along

    def _renumber(self, given: list[Instruction]) -> None:
        """The items behind one that was put in, or taken out, under the numbers that they have now."""
        words = renumbered(self.amending)
        inserted = [each.quote for each in given if each.what == "insert_item"]
        through = _counts([_written_number(task) for task in self.tasks])
        runs = groupby(self.tasks, key=self._chapter)
        if not (words or inserted) or not (
            through or all(_counts([_written_number(task) for task in run]) for _, run in runs)
        ):
            return
        moved: list[tuple[_Item, str]] = []
        for _, items in groupby(self.items, key=lambda item: "" if through else item.chapter):
            next_number = 1
            for item in items:
                own = number_in(item.written)
                # Without words that numbers move along, only what would have the same number twice moves.
                wanted = next_number if words or own < next_number else own
                if wanted != own:
                    moved.append((item, with_number(item.written, wanted)))
                next_number = wanted + 1
        for item, written in reversed(moved):
            old, new = item.written + item.title, written + item.title
            why = self._do(_operation(quote=words or inserted[-1], old=old, new=new, renumbers=True))
            if why:
                self.lost.append(f"序号 {item.written}{item.title}：{why}")

    def _item(self, task: Task) -> _Item:
        number = number_words(task)
        return _Item(number, _first_words(task_heading(task).removeprefix(number)), self._chapter(task))


def _written_number(task: Task) -> int:
    """The number that the document writes before a task's title; of one without, its place."""
    return number_in(number_words(task)) or int(task.number)


def _counts(numbers: list[int]) -> bool:
    """Whether they are 1, 2, 3, …"""
    return numbers == list(range(1, len(numbers) + 1))


def _operation(**fields: str | bool | None) -> Operation:
    return Operation.model_validate({name: value for name, value in fields.items() if value})


def _first_words(text: str) -> str:
    """What stands behind an item's number, to its first full stop."""
    return re.split("[。\n：:]", text, maxsplit=1)[0]


def _short(words: str) -> str:
    flat = "".join(words.split())
    return flat if len(flat) <= _CONTEXT else flat[:_CONTEXT] + "……"
