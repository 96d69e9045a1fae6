"""A table of tasks that is attached to a document which assigns tasks in its body too: its rows are tasks behind those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from responsibility.importing.front import FrontMatter, is_attachment, take_closing
from responsibility.importing.outline import ATTACHED, ORDER, Node, task_rank
from responsibility.importing.planner import Plan
from responsibility.importing.review import TaskReview
from responsibility.language.numerals import written_date
from responsibility.language.similarity import grams, likeness, pair_up
from responsibility.language.unit_names import Known

_ALIKE = 0.75
"""From what likeness on the title of a row says the same as that of a task of the body."""


@dataclass
class Attachment:
    """What follows the tasks of the body: its signature, the heading of the table, the rows."""

    between: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    facts: FrontMatter = field(default_factory=FrontMatter)
    """Who signed the body, and when."""


def parted(body: Sequence[str], rows: list[str], known: Known) -> tuple[list[str], Attachment]:
    """The paragraphs of the body's tasks, and what is attached to them; nothing where there are no ``rows``."""
    tasks = list(body)
    if not rows:
        return tasks, Attachment()
    facts, _ = take_closing(tasks, known)
    facts.pop("closing", None)
    facts.pop("annotation", None)
    return tasks, Attachment(list(body[len(tasks) :]), rows, facts)


def attach(top: Node, between: Sequence[str], rows: Node) -> str:
    """Put the tree of the ``rows`` behind the body's as a chapter, their tasks at the rank of its tasks; its heading.

    The heading is all that stands between; what follows the signature and the line 附件 is its title.
    """
    ends = [index for index, text in enumerate(between) if is_attachment(text) or written_date(text)]
    cut = min(ends[-1] + 1 if ends else 0, max(len(between) - 1, 0))
    chapter = Node(
        ATTACHED,
        "".join(f"{line}\n" for line in between[:cut]),
        0,
        ["".join(between[cut:])],
        children=rows.children,
    )
    rank, of_rows = task_rank(top), task_rank(rows)
    for node in list(chapter.walk())[1:]:
        if ORDER[node.rank] < ORDER[of_rows]:
            node.rank = ATTACHED
        elif node.rank == of_rows:
            node.rank = rank
    top.children.append(chapter)
    return chapter.mark + chapter.paragraphs[0]


def question(plan: Plan, heading: str) -> Iterator[str]:
    """The question whether the rows below ``heading`` are tasks of their own, with those that say the same as one of the body."""
    chapter = next((section.key for section in plan.outline if section.written == heading), None)
    of_section = {section.key: section.chapter for section in plan.outline}
    rows = [each for each in plan.tasks if chapter and of_section.get(each.task.section) == chapter]
    if not rows:
        return
    body = [each for each in plan.tasks if each not in rows]
    same = "、".join(
        f"{rows[j].task.number} 与 {body[i].task.number}"
        for i, j in pair_up(body, rows, _alike, lambda review: grams(review.task.title))
    )
    yield (
        f"正文之外，附件的表另列了 {len(rows)} 项，拟成了任务 {rows[0].task.number}—{rows[-1].task.number}"
        + (f"；其中说的像是同一件事：{same}；重复的可以删去" if same else "")
    )


def _alike(first: TaskReview, second: TaskReview) -> float:
    """How alike two titles are, 0 where they are of different tasks."""
    score = likeness(grams(first.task.title), grams(second.task.title))
    return score if score >= _ALIKE else 0
