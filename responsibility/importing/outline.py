"""How a document is numbered: its paragraphs as a tree of headings and items.

The ranks are those of official documents (GB/T 9704 7.3.3): 一、 then （一） then 1.
then （1）, with ① below; and of regulations: 第一章, 第一条.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, zip_longest

from responsibility.importing.stretches import stretches
from responsibility.importing.text import ENDS, TITLE, clean
from responsibility.language.clause_places import Clause, at_end, begins_with_key, inside
from responsibility.language.clauses import parse
from responsibility.language.dates import YEAR
from responsibility.language.duties import duties_in_a_row, duty_heads, row_heading, units_heading
from responsibility.language.numerals import ORDINAL, number, written_date
from responsibility.language.unit_names import Known, may_issue

_NO_DECIMAL = rf"(?:(?![0-9])|(?={YEAR}年|[0-9]{{1,2}}月[底末前0-9]))"
"""Behind the dot of a number: no digit, since 3.5公里 is none; but the year or month that a task begins with (2.2025年底前)."""
_LABELS = "问题|任务|攻坚|行动|专项|专项行动|工程|项目|事项|举措|措施|目标|战役|板块"
"""What a number may stand behind: 问题一：, 任务3：."""
RANKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"第({ORDINAL})[章编部]分?")),
    ("first", re.compile(rf"({ORDINAL})、")),
    ("second", re.compile(rf"（({ORDINAL})）")),
    ("labelled", re.compile(rf"(?:{_LABELS})(?:({ORDINAL})|([0-9]{{1,2}}))[：、]")),
    ("article", re.compile(rf"第({ORDINAL})条")),
    ("third", re.compile(rf"([0-9]{{1,3}})[.、]{_NO_DECIMAL}")),
    ("fourth", re.compile(r"（([0-9]{1,3})）")),
    ("fifth", re.compile(rf"([①-⑳])|([0-9]{{1,2}})）|({ORDINAL})是(?!否)")),
)
"""Ranks from the highest, and how their numbers are written (in normal form)."""
CODED = re.compile(
    rf"([A-Za-z]{{1,6}}[-_.]?[0-9]{{1,4}}|[0-9]{{1,4}}(?:[-.][0-9]{{1,3}})+|[0-9]{{4}})[.]{_NO_DECIMAL}"
)
"""Numbers of the third rank as tables have them, with a dot behind: SL-01., 1.2., 2024-01."""
HEADING = "heading"
"""The rank of a heading without a number, which stands in a table over its tasks."""
BARE = "bare"
"""The rank of a paragraph without a number that has a clause of its own beside others that have."""
ATTACHED = "attached"
"""The rank of the heading of an attachment, above all others."""
ORDER = {name: order for order, (name, _) in enumerate(RANKS)} | {BARE: 4.5, HEADING: 2.5, ATTACHED: -1}


@dataclass
class Node:
    """A numbered paragraph, what follows it, and what is numbered below it. The top has no rank."""

    rank: str
    mark: str
    """The number as it is written: ``1.``, ``（二）``."""
    number: int
    paragraphs: list[str]
    """Its own text: the first paragraph after the number, and those up to the next number."""
    children: list[Node] = field(default_factory=list)
    clause: Clause | None = None
    """The first clause in its own text, or behind it."""
    more: list[tuple[list[str], Clause | None]] = field(default_factory=list)
    """What its own text says behind that: paragraphs up to the next clause, or to the end."""
    head: str = ""
    """The names of units that head its own text, as they are written there (县水利局：); its clause is their duty."""

    @property
    def clauses(self) -> int:
        """How many clauses its own text has."""
        return (self.clause is not None) + sum(clause is not None for _, clause in self.more)

    def walk(self) -> Iterator[Node]:
        """The node and all below it, in the document's order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Whole paragraphs from lines: a line that does not end a sentence goes on on the next.

    A line that begins with a number, or with a key of a clause (牵头单位：), begins a paragraph, and so do
    the issuer and the date that sign the document; a short line without a stop is a heading.
    """
    joined: list[str] = []
    paragraph = _Open()
    cleaned = list(filter(None, map(clean, lines)))
    for line, following in zip_longest(cleaned, cleaned[1:], fillvalue=""):
        begins = numbered(line)[0] or begins_with_key(line) or _signs(line, following)
        if begins or not paragraph.goes_on():
            joined += paragraph.whole()
            paragraph = _Open()
        paragraph.add(line)
    return [*joined, *paragraph.whole()]


def _signs(line: str, following: str) -> bool:
    """Whether a line is the date under a document, or names the issuer above it."""
    issuer = len(line) <= _HEADING and may_issue(line)
    return bool(written_date(line) or (issuer and written_date(following)))


_HEADING = 40
"""Characters up to which a line without a stop is taken for a heading, or for an issuer."""
_INNER_STOP = re.compile("[。；！？]")
_TAIL = 100
"""Characters in which the end of a title is looked for."""


class _Open:
    """A paragraph to which lines are added, with what tells whether the next goes on with it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._length = self._depth = 0
        self._stopped = False
        self._tail = ""

    def add(self, line: str) -> None:
        self._lines.append(line)
        self._length += len(line)
        self._depth += line.count("（") - line.count("）")
        self._stopped = self._stopped or _INNER_STOP.search(line) is not None
        self._tail = (self._tail + line)[-_TAIL:]

    def goes_on(self) -> bool:
        """Whether the next line goes on with this paragraph."""
        if not self._lines or self._depth > 0:
            return bool(self._lines)
        if self._tail[-1] in ENDS or TITLE.search(self._tail):
            return False
        return self._length > _HEADING or self._stopped

    def whole(self) -> list[str]:
        """The paragraph, none where no line was added."""
        return ["".join(self._lines)] if self._lines else []


def numbered(line: str) -> tuple[str, str, int]:
    """The rank, the mark and the value of the number that a line begins with; empty where there is none."""
    for rank, pattern in RANKS:
        match = pattern.match(line) or (CODED.match(line) if rank == "third" else None)
        if match:
            return rank, match[0], _value(next(filter(None, match.groups())))
    return "", "", 0


def is_coded(mark: str) -> bool:
    """Whether a mark is a code, of which the number is only the last part: SL-01., 1.2."""
    return CODED.fullmatch(mark) is not None


def _value(written: str) -> int:
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    return number(re.split("[^0-9]", written)[-1] if written.isascii() else written)


def tree(paragraphs: Iterable[str], known: Known, headings: Collection[str] = ()) -> Node:
    """The tree of a document's paragraphs; each clause is taken off the text that it ends.

    ``headings`` are paragraphs that head what follows though they bear no number.
    """
    top = Node("", "", 0, [])
    open_: list[Node] = [top]
    texts = list(paragraphs)
    over_duties = _over_duties(texts, known)
    for index, paragraph in enumerate(texts):
        rank, mark, number = numbered(paragraph)
        rank = rank or (HEADING if paragraph in headings or index in over_duties else "")
        if rank:
            while len(open_) > 1 and ORDER[open_[-1].rank] >= ORDER[rank]:
                open_.pop()
            node = Node(rank, mark, number, [paragraph[len(mark) :]])
            open_[-1].children.append(node)
            open_.append(node)
        else:
            open_[-1].paragraphs.append(paragraph)
    if not top.children:
        top.children = _without_numbers(top.paragraphs, known)
    for node in list(top.walk()):
        _take_duties(node, known)
    for node in top.walk():
        _take_clause(node, known)
    for node in top.walk():
        if node.rank:
            node.children = _joined_clauses(node.children, known)
    return top


def _over_duties(paragraphs: Sequence[str], known: Known) -> set[int]:
    """The lines of nothing but units that head numbered paragraphs, or with a colon any other: two or more, else none."""
    heads = {
        index
        for index, (line, below) in enumerate(pairwise(paragraphs))
        if not numbered(line)[0]
        and units_heading(line, known)
        and (numbered(below)[0] in _BELOW_UNITS or (line.endswith("：") and not units_heading(below, known)))
    }
    return heads if len(heads) > 1 else set()


_BELOW_UNITS = ("third", "fourth", "fifth")


def _take_duties(node: Node, known: Known) -> None:
    """The duties that are listed by unit below a heading: its numbered paragraphs, or lines of its own as items."""
    heading = "".join(node.paragraphs[:1])
    children = [child for child in node.children if any(child.paragraphs)]
    for child, head in zip(
        children, duty_heads([child.paragraphs[0] for child in children], heading, known), strict=True
    ):
        rest = [child.paragraphs[0][len(head) :], *child.paragraphs[1:]]
        if head and (any(rest) or child.children):
            child.head, child.paragraphs = head, rest
    lines = node.paragraphs[1:]
    heads = duty_heads(lines, heading, known)
    first = next((index for index, head in enumerate(heads) if head), len(lines))
    items: list[Node] = []
    for line, head in zip(lines[first:], heads[first:], strict=True):
        if not head and not any(items[-1].paragraphs):  # the head stands on a line of its own
            items[-1].paragraphs = [line]
        else:
            items.append(Node(BARE, "", len(items) + 1, [line[len(head) :]], head=head))
    if items and any(items[-1].paragraphs):
        del node.paragraphs[first + 1 :]
        node.children[:0] = items
    elif not node.children:
        _take_duties_in_a_row(node, known)


def _take_duties_in_a_row(node: Node, known: Known) -> None:
    """The duties that a paragraph of the node gives to one unit after the other, as items; none beside a clause."""
    if any(at_end(each, known) or any(inside(each, known)) for each in node.paragraphs):
        return
    for index, paragraph in enumerate(node.paragraphs):
        row = duties_in_a_row(paragraph, known)
        if row is None:
            continue
        node.children = [
            Node(BARE, "", number, [duty], head=head) for number, (head, duty) in enumerate(row.duties, 1)
        ]
        behind = [*filter(None, [row.behind]), *node.paragraphs[index + 1 :]]
        if behind:
            node.children[-1].children.append(Node("fifth", "", 0, behind))
        node.paragraphs[index:] = [row.before] if row.before or not index else []
        return


def _is_a_clause(node: Node) -> bool:
    """Whether a numbered paragraph is nothing but a clause (（三）责任单位：…), which is that of the paragraph above."""
    bare = not any(node.paragraphs) and not node.children and not node.more
    return bool(node.number and bare and node.clause and node.clause.alone)


def _joined_clauses(nodes: Sequence[Node], known: Known) -> list[Node]:
    """``nodes`` with those that are clauses of the paragraph above, number and all, those that follow each other as one."""
    joined: list[Node] = []
    for node in nodes:
        if not (node.clause and _is_a_clause(node) and begins_with_key(node.clause.written)):
            joined.append(node)
            continue
        before = joined[-1] if joined and not joined[-1].mark and _is_a_clause(joined[-1]) else None
        lines = [before.clause.written] if before and before.clause else []
        written = "\n".join([*lines, node.mark + node.clause.written])
        assignment = parse(written, known)
        if assignment is None:
            joined.append(node)
            continue
        clause = Clause("", written, assignment)
        joined[len(joined) - len(lines) :] = [replace(node, mark="", clause=clause)]
    return joined


def _without_numbers(paragraphs: Sequence[str], known: Known) -> list[Node]:
    """The items of a document that numbers nothing: its paragraphs up to each clause, else all of them as one."""
    items: list[Node] = []
    texts: list[str] = []
    for paragraph in paragraphs:
        texts.append(paragraph)
        if at_end(paragraph, known):
            items.append(Node(BARE, "", len(items) + 1, texts))
            texts = []
    if texts and items:
        items[-1].children.append(Node("fifth", "", 0, texts))
    return items or [Node(BARE, "", 1, texts)]


def _take_clause(node: Node, known: Known) -> None:
    """The clauses of the node's own paragraphs; above the tasks, several that end theirs make items of them."""
    if node.rank == "":
        return
    if node.head:
        units = row_heading(node.head, known)
        node.clause = Clause("", "", units) if units else None
        return
    order = ORDER[node.rank]
    if order < ORDER["third"] and (items := _unnumbered(node.paragraphs, known)):
        del node.paragraphs[1:]
        node.children[:0] = items
        return
    if node.clause is None:
        first, *node.more = stretches(node.paragraphs, known)
        node.paragraphs, node.clause = first


def _unnumbered(paragraphs: Sequence[str], known: Known) -> list[Node]:
    """The items that the paragraphs behind a heading make: two or more, each up to a clause at a paragraph's end."""
    if not paragraphs or at_end(paragraphs[0], known):
        return []
    cut = stretches(paragraphs[1:], known)
    assigned = [(texts, clause) for texts, clause in cut if clause]
    whole = not any(any(inside(paragraph, known)) for paragraph in paragraphs)
    if len(assigned) < 2 or not whole or not all(texts for texts, _ in assigned):
        return []
    items = [Node(BARE, "", index, texts, clause=clause) for index, (texts, clause) in enumerate(assigned, 1)]
    if cut[-1][1] is None:
        items[-1].more = [cut[-1]]
    return items


def task_rank(top: Node) -> str:
    """The rank at which the document's tasks stand: the one with the most clauses, parts and duties listed by unit left out.

    A numbered paragraph that is nothing but a clause (（三）责任单位：…) is one of the paragraph above it.
    """
    counts = dict.fromkeys((*(rank for rank, _ in RANKS[:-2]), BARE), 0)
    fields: set[int] = set()
    for node in top.walk():
        own = [child for child in node.children if not child.mark and _is_a_clause(child)]
        fields.update(map(id, own))
        parts = (child for child in node.children if child.rank in ("fourth", "fifth"))
        assigned = (
            (node.clause and not node.head and id(node) not in fields)
            or own
            or any(part.clause and not part.head for part in parts)
        )
        if node.rank in counts and assigned:
            counts[node.rank] += 1
    best = max(counts.values(), default=0)
    if not best:
        return _without_clauses(top)
    rank = max(counts, key=lambda rank: (counts[rank], ORDER[rank]))
    return _counted_through([node for node in top.walk() if node.rank == rank and node.clause]) or rank


def _counted_through(headings: Sequence[Node]) -> str:
    """The rank of what stands below headings with a clause each, where its numbers run on from one to the next; else empty.

    Numbers that begin anew below each heading count its measures, not the document's tasks.
    """
    below = [child for node in headings for child in node.children]
    ranks = {child.rank for child in below}
    counted = [child.number for child in below]
    first = counted[0] if counted else 0
    runs_on = len(headings) > 1 and all(node.children for node in headings) and len(ranks) == 1
    plain = not any(child.clause for child in below) and not any(node.more for node in headings)
    return ranks.pop() if runs_on and plain and counted == [*range(first, first + len(counted))] else ""


def _without_clauses(top: Node) -> str:
    """Where no clause was found: the lowest rank above parts that the document uses."""
    used = {
        node.rank: bool(node.head and not node.mark)
        for node in sorted(top.walk(), key=lambda node: not node.head)
        if node.rank in ORDER and ORDER[node.rank] <= ORDER["third"]
    }
    return max(used, key=lambda rank: (not used[rank], ORDER[rank]), default="")
