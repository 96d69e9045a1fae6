"""The revised text of a task, and what becomes of its facts: they stay, follow the text, or go; new ones are proposed.

A fact stays whose quote still stands in the text once. Another follows where the language reads a fact of its
kind in words much like its quote, or for the same thing; what nothing is like any more goes. Whatever was read anew is a draft.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from responsibility.data.yaml_edit import Tree
from responsibility.edit.desk import Desk, ImpossibleError, MissingError, record_of, record_tree
from responsibility.edit.requests import ReplaceText
from responsibility.importing.extract import propose
from responsibility.importing.soundness import sound
from responsibility.importing.text import sentences
from responsibility.language.dates import Reference
from responsibility.language.passages import Quotable
from responsibility.model import FACT_FIELDS, Deliverable, Fact, FactField, Policy, Task
from responsibility.revising.otherwise import said_otherwise


def replace(desk: Desk, action: ReplaceText) -> str:
    """Give a task, or its parts, another text, and bring its facts after it."""
    tree = desk.task_tree(action.policy, action.task)
    if action.text is None and not action.parts:
        raise ImpossibleError("没有写新的原文")
    if action.text is not None:
        tree["text"] = _as_lines(action.text)
    _replace_parts(tree, action.parts, action.task)
    policy, before = desk.policy(action.policy), desk.task(action.policy, action.task)
    outcome = _Facts(before, _task_of(tree), policy)
    for name, places in outcome.facts.items():
        for place in places:
            if place.anew and place.at >= 0:
                desk.follow(policy.id, action.task, name, getattr(before, name)[place.at], place.fact)
        tree[name] = [record_tree(place.fact) if place.anew else tree[name][place.at] for place in places]
    return f"换任务 {action.task} 的原文：{outcome.summary}"


def _as_lines(text: str) -> str:
    """A text as the data has it: a sentence a line."""
    lines = sentences(line.strip() for line in text.splitlines() if line.strip())
    if not lines:
        raise ImpossibleError("原文不能是空的")
    return lines


def _replace_parts(tree: Tree, texts: Mapping[str, str], number: str) -> None:
    parts = {part["number"]: part for part in tree.get("parts", ())}
    for part, text in texts.items():
        if part not in parts:
            raise MissingError(f"任务 {number} 没有第 {part} 部分")
        parts[part]["text"] = _as_lines(text)


def _task_of(tree: Tree) -> Task:
    """The task without its facts."""
    return record_of(Task, {key: value for key, value in tree.items() if key not in FACT_FIELDS})


class _Facts:
    """What becomes of the facts of a task ``before``, whose text is now that of ``after``."""

    def __init__(self, before: Task, after: Task, policy: Policy) -> None:
        self._quotable, self._former = Quotable(after), Quotable(before)
        self._staying = [fact for _, _, fact in before.quotes() if self._stands(fact)]
        self.stay = self.follow = self.come = 0
        self.go: list[str] = []
        self.facts: dict[FactField, list[_Place]] = {}
        self._before, self._reference = before, Reference.of(policy)
        self._read = _read_anew(after, self._reference)
        for name in FACT_FIELDS:
            self.facts[name] = self._list(list(getattr(before, name)), list(getattr(self._read, name)))

    def _list(self, old: list[Fact], read: list[Fact]) -> list[_Place]:
        """The facts of a list in their order, what follows in the place of what it was; new ones where the text has them."""
        kept = [index for index, fact in enumerate(old) if self._stands(fact)]
        new = [fact for fact in read if self._is_new(fact)]
        lost = [index for index in range(len(old)) if index not in kept]
        gone = [old[index] for index in lost]
        pairs = said_otherwise(self._before, gone, self._read, new, self._reference)
        followed = {lost[first]: new[second] for first, second in pairs}
        places = [_Place(index, old[index]) for index in kept]
        places += [_Place(index, fact, anew=True) for index, fact in followed.items()]
        places.sort(key=lambda place: place.at)
        come = [fact for fact in new if not any(fact is each for each in followed.values())]
        for fact in come:
            behind = (at for at, place in enumerate(places) if self._start(place.fact) > self._start(fact))
            places.insert(next(behind, len(places)), _Place(-1, fact, anew=True))
        self.stay += len(kept)
        self.follow += len(followed)
        self.come += len(come)
        self.go += [old[index].quote for index in lost if index not in followed]
        return places

    def _stands(self, fact: Fact) -> bool:
        return len(self._quotable.offsets(fact.quote)) == 1

    def _is_new(self, fact: Fact) -> bool:
        """Whether a fact that was read speaks of words that the text did not have, and of none of a fact that stays.

        Of other words somebody has decided what they are.
        """
        rivals = (
            each for each in self._staying if isinstance(each, Deliverable) == isinstance(fact, Deliverable)
        )
        return not self._former.offsets(fact.quote) and not any(self._overlap(fact, each) for each in rivals)

    def _start(self, fact: Fact) -> int:
        return next(iter(self._quotable.offsets(fact.quote)), len(self._quotable.text))

    def _overlap(self, first: Fact, second: Fact) -> bool:
        return any(
            start < other_end and other_start < end
            for start, end in self._quotable.spans(first.quote)
            for other_start, other_end in self._quotable.spans(second.quote)
        )

    @property
    def summary(self) -> str:
        """``4 条不变，1 条随原文改（待核），删去 1 条（“……”），新拟 2 条（待核）``."""
        counts = (
            (self.stay, "{} 条不变"),
            (self.follow, "{} 条随原文改（待核）"),
            (len(self.go), f"删去 {{}} 条（“{'”“'.join(self.go)}”）"),
            (self.come, "新拟 {} 条（待核）"),
        )
        return "，".join(words.replace("{}", str(number)) for number, words in counts if number) or "没有要点"


class _Place(NamedTuple):
    """A fact in a list that is made anew: where it stood, and whether it was read anew."""

    at: int
    fact: Fact
    anew: bool = False


def _read_anew(task: Task, reference: Reference) -> Task:
    """The task with the facts that an import would propose for it."""
    proposals = propose(list(task.texts), reference, task.title)
    read: dict[str, Any] = {name: tuple(getattr(proposals, name)) for name in FACT_FIELDS}
    return sound(task.model_copy(update=read), reference)
