"""What stands below a task: its text, its parts, its assignment clauses, in the document's order.

Several clauses in a task make parts of it: each the text up to a clause, by the number that it
begins with, or without one. Parts （1）, （2） … before or behind one clause share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from responsibility.importing.outline import Node
from responsibility.importing.text import sentences
from responsibility.language.clause_places import Clause
from responsibility.language.numerals import chinese_ordinal
from responsibility.model.numbering import part_label

MOST_PARTS = 99
"""More are left in the text."""
_NUMBER = re.compile(r"(?:^|(?<=[。；：！？\n]))（([0-9]{1,2})）")
"""A part's number where a part can begin: at the start of a paragraph or behind a stop."""


class PartDraft(NamedTuple):
    """A part: its number, how the document writes that where it is not as usual, its text, its clause."""

    number: str
    mark: str | None
    text: str
    clause: Clause | None = None


@dataclass
class Content:
    """What a task consists of besides its heading."""

    text: str
    parts: list[PartDraft] = field(default_factory=list)
    clause: Clause | None = None
    clause_first: bool = False
    """Whether the parts share a clause that stands before them."""
    closing: str = ""
    unread: list[str] = field(default_factory=list)
    """Clauses that stay in the text, since nothing stands before them that they could be of."""


class _Stretch(NamedTuple):
    """Paragraphs up to a clause, or up to where something else begins."""

    paragraphs: list[str]
    clause: Clause | None
    child: Node | None = None
    """The node below the task that begins with it."""


def content(node: Node, own: list[str]) -> Content:
    """What the task ``node`` consists of; ``own`` are its paragraphs without what its heading takes."""
    if node.head:  # its clause stands in the heading
        contents = content(replace(node, head="", clause=None), own)
        contents.clause = contents.clause or node.clause
        return contents
    stretches = [_Stretch(own, node.clause), *(_Stretch(*each) for each in node.more)]
    for child in node.children:
        for below in child.walk():
            first, *others = below.paragraphs or [""]
            begins = child if below is child else None
            stretches.append(_Stretch([below.mark + below.head + first, *others], below.clause, begins))
            stretches += [_Stretch(*each) for each in below.more]
    assigned = [index for index, stretch in enumerate(stretches) if stretch.clause]
    if len(assigned) > 1 or any(_is_headed(stretches[index]) for index in assigned):
        return _several(stretches)
    last = assigned[0] if assigned else len(stretches) - 1
    before, behind = stretches[: last + 1], stretches[last + 1 :]
    text = sentences(_paragraphs(before))
    clause = stretches[last].clause
    if not behind:
        closing = _behind_the_parts(node)
        text, parts = (
            divided(sentences(_paragraphs(before)).removesuffix(closing)) if closing else divided(text)
        )
        if not parts:
            text, closing = sentences(_paragraphs(before)), ""
        return Content(text, parts, clause, closing=closing)
    rest, parts = divided(sentences(_paragraphs(behind)))
    if parts and not rest and last == 0:
        return Content(text, parts, clause, clause_first=True)
    return Content(text, clause=clause, closing=sentences(_paragraphs(behind)))


def _is_headed(stretch: _Stretch) -> bool:
    """Whether units head the stretch, so that it is a part by itself."""
    return stretch.child is not None and bool(stretch.child.head)


def divided(text: str) -> tuple[str, list[PartDraft]]:
    """The text before parts （1）, （2） …, and those; none unless two or more follow each other from 1."""
    starts: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if int(match[1]) == len(starts) + 1:
            starts.append(match)
    ends = [*(start.start() for start in starts[1:]), len(text)]
    parts = [
        PartDraft(start[1], None, text[start.end() : end].strip())
        for start, end in zip(starts, ends, strict=False)
    ]
    if not 1 < len(parts) <= MOST_PARTS or not all(part.text for part in parts):
        return text, []
    return text[: starts[0].start()].strip(), parts


def _behind_the_parts(node: Node) -> str:
    """What follows the last of several parts of a paragraph each, in paragraphs of its own."""
    *others, last = node.children or [node]
    if not others or any(len(part.paragraphs) > 1 or part.children for part in node.children[:-1]):
        return ""
    return "" if last.children else sentences(last.paragraphs[1:])


def _paragraphs(stretches: Iterable[_Stretch]) -> list[str]:
    return [paragraph for stretch in stretches for paragraph in stretch.paragraphs if paragraph]


def _written(stretches: Iterable[_Stretch]) -> Iterator[str]:
    """The paragraphs with their clauses."""
    for stretch in stretches:
        yield from stretch.paragraphs
        if stretch.clause:
            yield stretch.clause.written


def _several(stretches: list[_Stretch]) -> Content:
    """A task with several clauses: its own, if it has one, and one of each part."""
    first, *others = stretches
    result = Content(sentences(first.paragraphs), clause=first.clause)
    held: list[str] = []
    begins: Node | None = None
    for stretch in others:
        if held and _is_headed(stretch) and len(result.parts) < MOST_PARTS:
            result.parts.append(_part(begins, held, None, result.parts))
            held = []
        if not held:
            begins = stretch.child
        held += filter(None, stretch.paragraphs)
        if stretch.clause is None:
            continue
        if not held or len(result.parts) == MOST_PARTS:
            result.unread.append(stretch.clause.written)
            held.append(stretch.clause.written)
            continue
        result.parts.append(_part(begins, held, stretch.clause, result.parts))
        held = []
    result.closing = sentences(held)
    return result


def _part(begins: Node | None, held: list[str], clause: Clause | None, before: list[PartDraft]) -> PartDraft:
    """A part that begins with the number of ``begins``, if with any, and the units that head it."""
    mark = begins.mark + begins.head if begins else ""
    text = sentences([held[0][len(mark) :], *held[1:]])
    if not text:
        mark, text = "", sentences(held)
    taken = {part.number for part in before}
    number = ""
    if begins and mark and 0 < begins.number < 100:
        number = str(begins.number) if begins.rank == "fourth" else chinese_ordinal(begins.number)
    if not number or number in taken or part_label(number) != mark:
        number = next(str(free) for free in range(len(before) + 1, 300) if str(free) not in taken)
        return PartDraft(number, None if part_label(number) == mark else mark, text, clause)
    return PartDraft(number, None, text, clause)
