"""The tree of a document → its sections and its tasks, as records of the model."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TypeVar

from responsibility.importing.below import Below
from responsibility.importing.beside import propose_beside
from responsibility.importing.extract import propose
from responsibility.importing.outline import ORDER, Node, is_coded, numbered, task_rank
from responsibility.importing.parts import Content, PartDraft, content
from responsibility.importing.review import TaskReview
from responsibility.importing.sections import Outline
from responsibility.importing.text import sentences
from responsibility.importing.units import Names, listed_units
from responsibility.language.clause_places import Clause, unread_in
from responsibility.language.clauses import named_leaders, verb_of
from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines, says_only_when
from responsibility.language.duties import acting_in, led_in
from responsibility.language.normalize import normalise, normalise_clauses, with_origin
from responsibility.language.unit_names import is_doubtful
from responsibility.model import Leader, Part, Section, Task
from responsibility.proof import clause, task_heading, task_label

_TITLE = 40
"""Characters up to which the first sentence is a title."""
_STOP = re.compile(
    rf"^((?:（[^（）]*）|（(?![^（）]*）)|[^。：；（]){{1,{_TITLE}}}?)([。：])(.*)$", re.DOTALL
)


UNSAID = "责任分工没有写明角色，按责任单位拟"
"""The doubt where a clause only lists units."""
BY_UNIT = "单位写在所列职责之前，按牵头单位拟"
"""The doubt where names of units head what they have to do."""
LEADING = "责任分工写在正文的句子里，照它拟"
"""The doubt where a sentence of the text says who acts in it (由县水利局牵头，…), or several do."""
MOST_TASKS, MOST_SAFEGUARDS = 999, 99
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
    if node.head:
        words = next((text for below in node.walk() for text in below.paragraphs if text), "")
        words = words[len(numbered(words)[1]) :]
        return _short(words) or node.head, f"{node.mark}{node.head}", list(filter(None, node.paragraphs))
    first, *rest = node.paragraphs or [""]
    match = _STOP.match(first)
    if match and (match[3] or rest or more):
        title, stop, left = match.groups()
        return title, f"{node.mark}{title}{stop}", [left, *rest] if left else rest
    if first and len(first) <= _TITLE and not first.endswith("。") and (rest or more):
        return first, f"{node.mark}{first}", rest
    alone = node.clause.written.split("\n")[0][:_TITLE] if node.clause else ""
    return _short(first) or node.mark or alone, node.mark, [first, *rest] if first else rest


def _short(text: str) -> str:
    """The first words of a text that say more than when, up to a stop."""
    pieces = re.split("[，。；：]", text)
    return next((piece for piece in pieces if piece and not says_only_when(piece)), pieces[0])[:_TITLE]


A = TypeVar("A", Part, Task)


class Planner:
    """Goes through the tree of a document once and drafts its sections and tasks: the ``plan``.

    Tasks stand at one rank, the one with the most clauses. A paragraph above it that has a clause
    of its own is a task too: before those below it that have theirs, in a section of its own among
    sections, or unnumbered at the end of the document. A clause in a heading covers tasks without.
    """

    def __init__(self, top: Node, names: Names, reference: Reference, verbatim: bool = False) -> None:
        """``verbatim`` says that every clause is recorded as it is written, since its commas count."""
        self.names, self.reference, self.verbatim = names, reference, verbatim
        self.rank = task_rank(top)
        self.below = Below(top, self.rank)
        self.running = self._counts_anew(top)
        self.outline = Outline(filter(self._is_above, top.children))
        self.count = self.safeguards = 0
        self.key = ""
        self.last_clause: Clause | None = None
        self.plan = Plan()
        for node in top.children:
            self._node(node, "")
        self.plan.outline = self.outline.sections
        for review in self.plan.tasks:
            self._propose(review)

    def _counts_anew(self, top: Node) -> bool:
        """Whether the document's own numbers cannot tell the tasks apart, so that they are counted through."""
        tasks = list(self._of_tasks(top))
        numbers = [0, *(node.number for node in tasks)]
        rising = all(before < after <= MOST_TASKS for before, after in pairwise(numbers))
        above = any(node.clause and self._is_above(node) for node in top.walk())
        return not rising or above or any(node.rank != "third" or is_coded(node.mark) for node in tasks)

    def _of_tasks(self, node: Node) -> Iterator[Node]:
        """The highest nodes below one that stand where tasks do."""
        for child in node.children:
            if ORDER[child.rank] >= ORDER.get(self.rank, 0):
                yield child
            else:
                yield from self._of_tasks(child)

    def _is_above(self, node: Node) -> bool:
        return bool(node.rank) and ORDER[node.rank] < ORDER.get(self.rank, 0)

    def _node(self, node: Node, above: str) -> None:
        """What ``node`` is, in the section ``above``: a section, one or more tasks, or both."""
        below = self.below[node]
        assigns = node.clause or below.clauses
        if node.rank == "article" and not assigns and self.below.assigned and self._before_tasks():
            self._instruct(node)
        elif not self._is_above(node):
            self._task(node, above or self._whole())
        elif above and self.below.at_the_end(node, above):
            self._task(node, above, safeguard=self.safeguards < MOST_SAFEGUARDS)
        elif node.head and below.tasks:
            self._inner(node, self._section(node, above))
        elif node.head and above and self.outline.sections[-1].key == above:
            self._task(node, above)
        elif node.clause and not below.tasks:
            self._task(node, self._for_a_task(node, above))
        elif node.clause and (below.clauses or node.more):
            key = self._for_a_task(node, above)
            self._task(replace(node, children=[]), key)
            self._inner(node, key)
        else:
            self._inner(node, self._section(node, above))

    def _inner(self, node: Node, key: str) -> None:
        """What stands below a heading."""
        before = len(self.plan.tasks)
        self.below.enter(node, key)
        for child in node.children:
            self._node(child, key)
        own = self.plan.tasks[before:]
        last = list(node.walk())[-1]
        ending = last.clause
        if node.clause and not self.below[node].clauses and not node.more:
            for review in own:
                why = BY_UNIT if node.head else "责任分工写在本节标题下，管到这一项"
                self._covered(review, node.clause, why)
        elif (
            ending
            and ending.alone
            and ending.written
            and self.last_clause is ending
            and len(own) > 1
            and all(each.unclear and not self._seems_assigned(each) for each in own[:-1])
        ):
            if self.below.each_assigned:
                own[-1].doubts.append("单列的责任分工只记在这一项：本文件别的节里逐项写明；管到全节的请改")
            else:
                self._cover(ending, own)

    def _seems_assigned(self, review: TaskReview) -> bool:
        """Whether a task without a clause has one that was not understood, so that no other one is meant for it."""
        return any(
            any(unread_in(normalise(text), self.names.known))
            for text in (*review.task.texts, review.task.title)
        )

    # ------------------------------------------------------------ sections

    def _section(self, node: Node, above: str) -> str:
        """The key of the section that ``node`` heads; a clause in its heading covers its tasks."""
        title, heading, rest = titled(node, more=True)
        title = node.head.rstrip("：。") or title
        key = self.key = self.outline.add(above, node.number, title)
        section = self.outline.sections[-1]
        if _differs(section.written, heading):
            self.outline.change(key, heading=heading)
        clause = (node.clause.written or None) if node.clause else None
        self.outline.change(key, instruction=sentences(rest) or None, clause=clause)
        return key

    def _for_a_task(self, node: Node, above: str) -> str:
        """The key of a section that is written nowhere but as the heading of the task ``node``."""
        title, _, _ = titled(node, bool(node.children or node.more))
        self.key = self.outline.add(above, node.number, title, heading="")
        return self.key

    def _whole(self) -> str:
        """The section of tasks that stand under no heading."""
        if not self.key:
            self.key = self.outline.whole()
        return self.key

    def _before_tasks(self) -> bool:
        """Whether the section has no tasks yet, and no clause in its heading."""
        if not self.key or self.outline.section(self.key).clause:
            return False
        return not any(review.task.section == self.key for review in self.plan.tasks)

    def _instruct(self, node: Node) -> None:
        """An article that assigns nothing, before those that do: part of the section's introduction."""
        lines = filter(None, [self.outline.section(self.key).instruction, sentences(_folded(node))])
        self.outline.change(self.key, instruction="\n".join(lines))

    # ------------------------------------------------------------ tasks

    def _task(self, node: Node, key: str, safeguard: bool = False) -> None:
        """A task or safeguard in the section ``key``, with all that is drafted of it."""
        number = self._number(node, key, safeguard)
        if self.count > MOST_TASKS:
            return  # the count alone is told
        title, heading, rest = titled(node, bool(node.children or node.more))
        contents = content(node, rest)
        if not contents.text and not contents.parts:
            alone = (
                None if any(node.paragraphs) else contents.clause
            )  # a clause for nothing: all there is to read
            if alone:
                contents.clause = None
            first = alone.written if alone else node.paragraphs[0] if any(node.paragraphs) else node.mark
            heading = node.mark if alone or any(node.paragraphs) else ""  # else the number is the text
            contents.text, title = first, titled(replace(node, paragraphs=[first]), more=False)[0]
        if safeguard:
            self._as_one(contents)
        self.last_clause = contents.clause
        review = TaskReview.of(number, title, key, contents.text)
        review.change(
            parts=tuple(self._part(part, review) for part in contents.parts),
            clause_first=contents.clause_first,
            closing=contents.closing or None,
        )
        needed = not any(part.clause for part in contents.parts)
        led = led_in(normalise(contents.text), self.names.known) if needed and not contents.clause else None
        if led:
            contents.clause = Clause("", "", led.assignment)
        if not contents.parts and contents.clause and not contents.clause.written and not node.head:
            review.doubts.append(LEADING)
        review.task = self._assigned(review.task, contents.clause, review, needed)
        heads = [part.mark or "" for part in contents.parts if part.clause and not part.clause.written]
        leading = [head for head in heads if verb_of(head.rstrip("，"))]
        review.doubts += [BY_UNIT] * bool(node.head or len(heads) > len(leading)) + [LEADING] * bool(leading)
        review.doubts += [f"这处责任分工没有读，留在文字里：{each}" for each in contents.unread]
        label = node.mark.strip().rstrip("、.．：")
        usual = task_label(review.task) if safeguard else number
        if label and (self.running or safeguard) and label != usual and heading.startswith(label):
            review.change(label=label)
        if _differs(task_heading(review.task), heading):
            review.change(heading=heading)
        self.plan.tasks.append(review)

    def _as_one(self, contents: Content) -> None:
        """Leave a row of duties in one text where it is said of the whole document, and not of one of its tasks."""
        parts = contents.parts
        if not parts or not all(part.mark and part.clause and not part.clause.written for part in parts):
            return
        words = [contents.text, *(f"{part.mark}{part.text}" for part in parts), contents.closing]
        text = "".join(words).replace("\n", "")
        acting = acting_in(normalise(text), self.names.known)
        if acting:
            contents.text, contents.parts, contents.closing = sentences([text]), [], ""
            contents.clause = Clause("", "", acting)

    def _number(self, node: Node, key: str, safeguard: bool) -> str:
        if safeguard:
            self.safeguards += 1
            return f"s{self.safeguards}"
        self.count += 1
        self.plan.count = self.count
        return str(self.count if self.running else node.number)

    def _part(self, part: PartDraft, review: TaskReview) -> Part:
        record = Part(number=part.number, mark=part.mark, text=part.text)
        return self._assigned(record, part.clause, review, needed=False)

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
        fields: dict[str, object] = {**listed_units(ending.assignment, self.names)}
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
        if ending.assignment.unknown:
            review.doubts.append(f"责任分工里不认识的名目：“{'”“'.join(ending.assignment.unknown)}”")
        if ending.assignment.unsaid:
            review.doubts.append(UNSAID)
        if ending.assignment.joint:
            review.doubts.append("一处名目合写了几种角色，所列单位按责任单位拟")
        usual = not self.verbatim and not _differs(clause(item), ending.written)
        return item if usual else item.model_copy(update={"clause": ending.written})

    def _cover(self, ending: Clause, tasks: list[TaskReview]) -> None:
        """A clause behind a whole section covers those of its tasks that have none of their own."""
        bare = [review for review in tasks if review.unclear and review.task.text]
        timed = any(read_deadlines(normalise(ending.written), self.reference))
        for review in bare:
            self._covered(review, ending, "责任分工写在本节末尾，管到这一项")
            if timed and review is not tasks[-1]:
                review.doubts.append("其中写的时限也管到这一项，只记在本节最后一项：请核对")
        if bare:
            tasks[-1].change(clause=ending.written)

    def _covered(self, review: TaskReview, ending: Clause, why: str) -> None:
        """Give a task the units of a clause that stands elsewhere."""
        review.unclear, review.doubts = False, [why]
        review.task = self._assigned(review.task, ending, review, needed=True)
        review.change(clause="", leaders=())  # whom the clause names in person stands with the clause

    def _propose(self, review: TaskReview) -> None:
        """Draft the deadlines, targets, deliverables and other figures of the task's texts, then those of its heading and clauses."""
        proposals = propose(list(review.task.texts), self.reference, review.task.title)
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
            deliverables=(*review.task.deliverables, *beside.deliverables),
            other_figures=(*review.task.other_figures, *beside.other_figures),
        )
        if proposals.unplaced:
            quotes = "”“".join(dict.fromkeys(proposals.unplaced[:5]))
            review.doubts.append(f"“{quotes}”在文中不止一处，{len(proposals.unplaced)} 处没有列入")
        left = sum("没有认出" in figure.why for figure in review.task.other_figures)
        if left:
            review.doubts.append(f"{left} 个数字没有归类")


def _folded(node: Node) -> Iterator[str]:
    """The paragraphs of a node without clauses and all below it, numbers as they are written."""
    for below in node.walk():
        first, *rest = below.paragraphs or [""]
        yield from (below.mark + first, *rest)


def _differs(usual: str, written: str) -> bool:
    """Whether the document writes something else than the records would by themselves."""

    def normal(text: str) -> str:
        return normalise_clauses(with_origin(text)).text

    return normal(usual) != normal(written)
