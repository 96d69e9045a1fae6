"""Deadlines, targets, deliverables and other figures: accepted, changed, rejected, added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from responsibility.data.yaml_edit import Tree
from responsibility.edit.desk import Desk, plain, record_of, record_tree
from responsibility.edit.requests import (
    Accept,
    AcceptTask,
    AddFact,
    ChangeFact,
    DecideAlike,
    MoveFact,
    Reject,
)
from responsibility.language.normalize import normalise
from responsibility.language.passages import Quotable
from responsibility.language.quantities import figures
from responsibility.model import (
    FACT_FIELDS,
    FACT_NAMES,
    Deadline,
    Deliverable,
    Fact,
    FactField,
    OtherFigure,
    Policy,
    Target,
    Task,
)

FORMS: dict[FactField, type[Fact]] = {
    "deadlines": Deadline,
    "targets": Target,
    "deliverables": Deliverable,
    "other_figures": OtherFigure,
}
_AROUND = 4
"""Characters before a figure, and one behind it, that tell which other quotes look like it."""


def fact_of(field: FactField, values: Mapping[str, Any]) -> Fact:
    """The record of ``values``, as a form gives them. Raises ImpossibleError where they make none."""
    fact: Fact = record_of(FORMS[field], plain(values))
    return fact


def _named(number: str, field: FactField, fact: Tree) -> str:
    return f"任务 {number} 的{FACT_NAMES[field]}“{fact.get('quote', '')}”"


# ---------------------------------------------------------------- accepting


def accept(desk: Desk, action: Accept) -> str:
    """Take the mark ``draft`` off a fact, or off an assignment."""
    if action.field:
        fact = desk.fact(action.policy, action.task, action.field, action.index)
        fact.pop("draft", None)
        return f"接受{_named(action.task, action.field, fact)}"
    desk.item(action.policy, action.task, action.part).pop("draft", None)
    part = f"第 {action.part} 部分" if action.part else ""
    return f"接受任务 {action.task} {part}的责任分工".replace(" 的", "的")


def accept_task(desk: Desk, action: AcceptTask) -> str:
    """Take all marks ``draft`` off a task."""
    tree = desk.task_tree(action.policy, action.task)
    for marked in (tree, *tree.get("parts", ()), *(fact for _, _, fact in _facts(tree))):
        marked.pop("draft", None)
    return f"接受任务 {action.task}"


def _facts(tree: Tree) -> Iterator[tuple[FactField, int, Tree]]:
    for field in FACT_FIELDS:
        for index, fact in enumerate(tree.get(field, ())):
            yield field, index, fact


# ---------------------------------------------------------------- changing


def change(desk: Desk, action: ChangeFact) -> str:
    """Let a fact say something else; keys that say the same stay as they are written."""
    fact = desk.fact(action.policy, action.task, action.field, action.index)
    old = fact_of(action.field, fact)
    draft = {"draft": True} if action.keep_draft and "draft" in fact else {}
    new = fact_of(action.field, {**action.record, "draft": None, **draft})
    before, after = record_tree(old), record_tree(new)
    for key in before.keys() | after.keys() | ({"draft"} & fact.keys()):
        if key not in after:
            fact.pop(key, None)
        elif before.get(key) != after[key]:
            fact[key] = after[key]
    desk.follow(action.policy, action.task, action.field, old, new)
    return f"改{_named(action.task, action.field, fact)}"


def reject(desk: Desk, action: Reject) -> str:
    """Take a fact out; with a reason, put its words among the other figures."""
    facts = desk.facts(action.policy, action.task, action.field)
    fact = desk.fact(action.policy, action.task, action.field, action.index)
    if action.why and action.field == "other_figures":
        fact["why"] = action.why
        fact.pop("draft", None)
        return f"改{_named(action.task, action.field, fact)}的理由"
    facts.remove(fact)
    if not action.why:
        return f"删去{_named(action.task, action.field, fact)}"
    _insert(desk, action.policy, action.task, "other_figures", {"quote": fact["quote"], "why": action.why})
    return f"{_named(action.task, action.field, fact)}改列其他数字：{action.why}"


def add(desk: Desk, action: AddFact) -> str:
    """Add a fact in the order of the text."""
    fact = record_tree(fact_of(action.field, {**action.record, "draft": None}))
    _insert(desk, action.policy, action.task, action.field, fact)
    return f"添上{_named(action.task, action.field, fact)}"


def _insert(desk: Desk, policy: str, number: str, field: FactField, fact: Tree) -> None:
    quotable = Quotable(desk.task(policy, number))

    def offset(quote: str) -> int:
        return next(iter(quotable.offsets(quote)), len(quotable.text))

    facts = desk.facts(policy, number, field)
    mine = offset(fact["quote"])
    behind = (index for index, other in enumerate(facts) if offset(other.get("quote", "")) > mine)
    facts.insert(next(behind, len(facts)), fact)


def move(desk: Desk, action: MoveFact) -> str:
    """Let a fact stand elsewhere in its list."""
    facts = desk.facts(action.policy, action.task, action.field)
    fact = desk.fact(action.policy, action.task, action.field, action.index)
    del facts[action.index]
    facts.insert(action.to, fact)
    return f"移动{_named(action.task, action.field, fact)}"


# ---------------------------------------------------------------- the same for all alike


@dataclass(frozen=True)
class Alike:
    """A fact whose quote looks like another's."""

    task: Task
    field: FactField
    index: int
    record: Fact

    @property
    def place(self) -> tuple[str, FactField, int]:
        """The task's number, the list and the index in it."""
        return self.task.number, self.field, self.index


def shape(quote: str) -> str:
    """``每户奖励…元`` of a quote: its first figure left open, with the words directly around it (``…年底前``).

    Of a quote without a figure the words themselves.
    """
    words = normalise(quote)
    figure = next(figures(words), None)
    if figure is None or figure.kind != "number":
        return words
    before = words[max(figure.start - _AROUND, 0) : figure.start]
    return f"{before}…{words[figure.end : figure.end + 1] if before else words[figure.end :]}"


def alike(policy: Policy, number: str, field: FactField, index: int) -> list[Alike]:
    """The facts of a policy of the same kind and shape as one of them, itself included, in order."""
    facts = [Alike(task, *fact) for task in policy.tasks for fact in task.quotes()]
    own = (shape(fact.record.quote) for fact in facts if fact.place == (number, field, index))
    wanted = next(own, None)
    return [fact for fact in facts if fact.field == field and shape(fact.record.quote) == wanted]


def decide_alike(desk: Desk, action: DecideAlike) -> str:
    """Accept or reject all facts that look like one and that nobody has confirmed, and that one."""
    desk.fact(action.policy, action.task, action.field, action.index)
    own = action.task, action.field, action.index
    all_alike = alike(desk.policy(action.policy), *own)
    same = [fact for fact in all_alike if fact.record.draft or fact.place == own]
    for number, field, index in reversed([fact.place for fact in same]):  # those before keep their index
        if action.decision == "accept":
            desk.fact(action.policy, number, field, index).pop("draft", None)
        else:
            rejected = Reject(
                do="reject", policy=action.policy, task=number, field=field, index=index, why=action.why
            )
            reject(desk, rejected)
    verb = (
        "接受" if action.decision == "accept" else f"改列其他数字（{action.why}）" if action.why else "删去"
    )
    return f"{verb} {len(same)} 处“{shape(same[0].record.quote)}”一类的{FACT_NAMES[action.field]}"
