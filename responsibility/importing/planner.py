"""The tree of a document → its sections and its tasks, as records of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from responsibility.importing.beside import propose_beside
from responsibility.importing.extract import propose
from responsibility.importing.outline import ORDER, Node, is_coded, task_rank
from responsibility.importing.parts import divided
from responsibility.importing.review import TaskReview
from responsibility.importing.text import sentences
from responsibility.importing.units import Names
from responsibility.language.clause_places import Clause
from responsibility.language.clauses import named_leaders
from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import normalise, normalise_clauses, with_origin
from responsibility.language.numerals import chinese_ordinal
from responsibility.language.unit_names import is_doubtful
from responsibility.model import ETC, ROLES, Leader, Part, Section, Task
from responsibility.proof import clause, task_heading

_TITLE = 40
"""Characters up to which the first sentence is a title."""
_STOP = re.compile(
    rf"^((?:（[^（）]*）|（(?![^（）]*）)|[^。：；（]){{1,{_TITLE}}}?)([。：])(.*)$", re.DOTALL
)


MOST_TASKS, MOST_SAFEGUARDS, MOST_PARTS = 999, 99, 99
"""What the model's numbers have room for."""


@dataclass
class Plan:
    """The outline and the tasks of a document."""

    outline: list[Section] = field(default_factory=list)
    tasks: list[TaskReview] = field(default_factory=list)
    count: int = 0
    """How many numbered tasks there are; no more are drafted than the model has numbers for."""


def titled(node: Node, more: bool) -> tuple[str, str, list[str]]:
    """The title of a node, its heading as written (number and all), and the paragraphs that are left.

    ``more`` says that something follows it besides its own first paragraph.
    """
    first, *rest = node.paragraphs or [""]
    match = _STOP.match(first)
    if match and (match[3] or rest or more):
        title, stop, left = match.groups()
        return title, f"{node.mark}{title}{stop}", [left, *rest] if left else rest
    if first and len(first) <= _TITLE and not first.endswith("。") and (rest or more):
        return first, f"{node.mark}{first}", rest
    short = re.split("[，。；：]", first)[0][:_TITLE]
    return short or node.mark, node.mark, [first, *rest] if first else rest


A = TypeVar("A", Part, Task)


class Planner:
    """Goes through the tree of a document once and drafts its sections and tasks: the ``plan``."""

    def __init__(self, top: Node, names: Names, reference: Reference, verbatim: bool = False) -> None:
        """``verbatim`` says that every clause is recorded as it is written, since its commas count."""
        self.names, self.reference, self.verbatim = names, reference, verbatim
        self.rank = task_rank(top)
        self.assigned = any(node.clause for node in top.walk())
        self.running = self._counts_anew(top)
        self.plan = Plan()
        self.chapters = self.count = self.safeguards = self.second = 0
        self.key = self.chapter = ""
        for node in top.children:
            self._node(node, above=0)
        for review in self.plan.tasks:
            self._propose(review)

    def _counts_anew(self, top: Node) -> bool:
        """Whether the document's own numbers cannot tell the tasks apart, so that they are counted through."""
        tasks = list(self._of_tasks(top))
        numbers = [0, *(node.number for node in tasks)]
        rising = all(before < after <= MOST_TASKS for before, after in pairwise(numbers))
        return not rising or any(node.rank != "third" or is_coded(node.mark) for node in tasks)

    def _of_tasks(self, node: Node) -> Iterator[Node]:
        """The highest nodes below one that stand where tasks do."""
        for child in node.children:
            if ORDER[child.rank] >= ORDER.get(self.rank, 0):
                yield child
            else:
                yield from self._of_tasks(child)

    def _node(self, node: Node, above: int) -> None:
        """A node above the tasks, a task, or an unnumbered task among sections."""
        is_task = node.rank == self.rank or ORDER[node.rank] > ORDER.get(self.rank, 0)
        has_tasks = any(below.rank == self.rank for below in node.walk() if below is not node)
        if node.rank == "article" and not node.clause and self.assigned and self._before_tasks():
            self._instruct(node)
        elif is_task:
            self._task(node, safeguard=False)
        elif node.clause and not has_tasks and self.key and self.safeguards < MOST_SAFEGUARDS:
            self._task(node, safeguard=True)
        else:
            self._section(node, above)
            before = len(self.plan.tasks)
            for child in node.children:
                self._node(child, above + 1)
            own = self.plan.tasks[before:]
            last = list(node.walk())[-1].clause
            if node.clause:
                self._cover(node.clause, own)
            elif last and last.alone and len(own) > 1 and all(task.unclear for task in own[:-1]):
                self._cover(last, own)

    # ------------------------------------------------------------ sections

    def _section(self, node: Node, above: int) -> None:
        if above == 0 or not self.chapter:
            self.chapters += 1
            self.second = 0
            self.chapter = self.key = chinese_ordinal(self.chapters)
        else:
            self.second += 1
            self.key = f"{self.chapter}（{chinese_ordinal(self.second)}）"
        title, heading, rest = titled(node, more=True)
        section = Section.model_validate({"key": self.key, "title": title})
        if _differs(section.written, heading):
            section = section.model_copy(update={"heading": heading})
        self.plan.outline.append(section.model_copy(update={"instruction": sentences(rest) or None}))

    def _before_tasks(self) -> bool:
        """Whether the section has no tasks yet."""
        return bool(self.key) and not any(review.task.section == self.key for review in self.plan.tasks)

    def _instruct(self, node: Node) -> None:
        """An article that assigns nothing, before those that do: part of the section's introduction."""
        section = self.plan.outline[-1]
        lines = filter(None, [section.instruction, sentences(_folded(node))])
        self.plan.outline[-1] = section.model_copy(update={"instruction": "\n".join(lines)})

    def _need_section(self) -> None:
        """Tasks that stand under no heading get a section that is written nowhere."""
        if not self.key:
            self.chapters += 1
            self.chapter = self.key = chinese_ordinal(self.chapters)
            section = {"key": self.key, "title": "全部任务", "heading": ""}
            self.plan.outline.append(Section.model_validate(section))

    # ------------------------------------------------------------ tasks

    def _task(self, node: Node, safeguard: bool) -> None:
        """A task or safeguard with all that is drafted of it."""
        self._need_section()
        number = self._number(node, safeguard)
        if self.count > MOST_TASKS:
            return  # the count alone is told
        title, heading, rest = titled(node, bool(node.children))
        parts = _parts(node)
        folded = [*rest, *(text for child in node.children if child not in parts for text in _folded(child))]
        text = sentences(folded)
        if not text and not parts:
            alone = None if node.paragraphs else node.clause  # a clause for nothing: all there is to read
            if alone:
                title, node.clause = alone.written, None
            heading = node.mark if alone or any(node.paragraphs) else ""  # else the number is the text
            text, title = title, title[:20]
        at_the_end = not (node.clause and node.children)
        text, shared = divided(text) if not parts and at_the_end else (text, [])
        review = TaskReview.of(number, title, self.key, text)
        review.add_parts(
            [self._part(child, position, review) for position, child in enumerate(parts, 1)]
            or [Part(number=number, text=words) for number, words in shared]
        )
        ending = node.clause or _last_clause(node, parts)
        review.task = self._assigned(review.task, ending, review, needed=not parts)
        label = node.mark.strip().rstrip("、.．：")
        if self.running and not safeguard and label != number and heading.startswith(label or number):
            review.change(label=label)
        if _differs(task_heading(review.task), heading):
            review.change(heading=heading)
        self.plan.tasks.append(review)

    def _number(self, node: Node, safeguard: bool) -> str:
        if safeguard:
            self.safeguards += 1
            return f"s{self.safeguards}"
        self.count += 1
        self.plan.count = self.count
        return str(self.count if self.running else node.number)

    def _part(self, child: Node, position: int, review: TaskReview) -> Part:
        if child.number != position:
            review.doubts.append(f"部分（{child.number}）按顺序应为（{position}）")
        part = Part.model_validate({"number": str(position), "text": sentences(_of_part(child))})
        return self._assigned(part, child.clause, review, needed=True)

    def _assigned(self, item: A, ending: Clause | None, review: TaskReview, needed: bool) -> A:
        """The item with the units of a clause, in the registry's names.

        The clause itself is recorded where it is not in the usual form. What is doubtful about
        it goes into ``review``; that there is none, where one is ``needed``.
        """
        if ending is None:
            if needed:
                review.unclear = True
                review.doubts.append("没有找到责任分工")
            return item
        fields: dict[str, object] = {}
        for role in ROLES:
            open_after = ending.assignment.open_after[role]
            entries: dict[str, str] = {}
            for name in ending.assignment.units[role]:
                registered = self.names.find(name.name).name
                etc = ETC if name.name in open_after else ""
                entries[registered] = registered + (
                    etc or entries.get(registered, "").removeprefix(registered)
                )
            fields[f"{role}_units"] = tuple(entries.values())
        fields["leaders"] = tuple(Leader(**each._asdict()) for each in named_leaders(ending.written))
        item = item.model_copy(update=fields)
        doubtful = [
            name.written
            for name in ending.assignment.names
            if not self.names.registered(name.name) and is_doubtful(name.name)
        ]
        if doubtful:
            review.doubts.append(f"不像单位的名称：“{'”“'.join(doubtful)}”")
        derived = [
            f"{name.written}→{name.name}"
            for name in ending.assignment.names
            if name.derived and not self.names.sure(name.name)
        ]
        if derived:
            review.doubts.append(f"补出的前缀：{'、'.join(derived)}")
        if ending.assignment.unread:
            review.doubts.append(f"责任分工里没有读懂：“{'”“'.join(ending.assignment.unread)}”")
        if ending.assignment.unsaid:
            review.doubts.append("责任分工没有写明角色，按责任单位拟")
        usual = not self.verbatim and not _differs(clause(item), ending.written)
        return item if usual else item.model_copy(update={"clause": ending.written})

    def _cover(self, ending: Clause, tasks: list[TaskReview]) -> None:
        """A clause behind a whole section covers those of its tasks that have none of their own."""
        bare = [review for review in tasks if review.unclear and review.task.text]
        timed = any(read_deadlines(normalise(ending.written), self.reference))
        for review in bare:
            review.unclear = False
            review.doubts = ["责任分工写在本节末尾，管到这一项"]
            review.task = self._assigned(review.task, ending, review, needed=True)
            review.change(clause="")
            if timed and review is not tasks[-1]:
                review.doubts.append("其中写的时限也管到这一项，只记在本节最后一项：请核对")
        if bare:
            tasks[-1].change(clause=ending.written)

    def _propose(self, review: TaskReview) -> None:
        """Draft the deadlines, targets, deliverables and other figures of the task's texts, then those of its heading and clauses."""
        proposals = propose(list(review.task.texts), self.reference)
        review.change(
            deadlines=tuple(proposals.deadlines),
            targets=tuple(proposals.targets),
            deliverables=tuple(proposals.deliverables),
            other_figures=tuple(proposals.other_figures),
        )
        beside = propose_beside(review.task, self.reference)
        review.change(
            deadlines=(*review.task.deadlines, *beside.deadlines),
            targets=(*review.task.targets, *beside.targets),
            other_figures=(*review.task.other_figures, *beside.other_figures),
        )
        if proposals.unplaced:
            quotes = "”“".join(dict.fromkeys(proposals.unplaced[:5]))
            review.doubts.append(f"“{quotes}”在文中不止一处，{len(proposals.unplaced)} 处没有列入")
        left = sum("没有认出" in figure.why for figure in review.task.other_figures)
        if left:
            review.doubts.append(f"{left} 个数字没有归类")


def _parts(node: Node) -> list[Node]:
    """The children that are parts of the task: （1）, （2） … with clauses of their own, each with a text."""
    parts = [child for child in node.children if child.rank == "fourth"]
    assigned = any(child.clause for child in parts) and len(parts) <= MOST_PARTS
    return parts if assigned and all(sentences(_of_part(child)) for child in parts) else []


def _of_part(child: Node) -> list[str]:
    """The paragraphs of a part, and all below it."""
    return [*child.paragraphs, *(text for below in child.children for text in _folded(below))]


def _folded(node: Node) -> Iterator[str]:
    """The paragraphs of a node and all below it, numbers and clauses as they are written."""
    for below in node.walk():
        first, *rest = below.paragraphs or [""]
        texts = [below.mark + first, *rest]
        texts[-1] += below.clause.written if below.clause else ""
        yield from texts


def _last_clause(node: Node, parts: list[Node]) -> Clause | None:
    """The clause at the end of what stands below a task without parts: it is the task's own."""
    last = list(node.walk())[-1]
    return None if parts or last is node else last.clause


def _differs(usual: str, written: str) -> bool:
    """Whether the document writes something else than the records would by themselves."""

    def normal(text: str) -> str:
        return normalise_clauses(with_origin(text)).text

    return normal(usual) != normal(written)
