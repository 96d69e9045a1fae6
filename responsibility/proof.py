"""The proof: the records put together again must be the document, character for character.

``assemble`` writes the document from the records: headings, numbers, titles,
sentences, assignment clauses. ``compare`` brings that and the source into the
normal form of :mod:`responsibility.language.normalize`, applies the listed errata to the source,
and reports the first difference with its context on both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, get_args

from responsibility.language.normalize import (
    CLAUSE,
    Normal,
    line_of,
    normalise,
    normalise_clauses,
    piece_at,
    with_origin,
)
from responsibility.language.numerals import chinese_ordinal
from responsibility.model import (
    EXPECTED,
    ROLE_NAMES,
    Assigned,
    BackField,
    Erratum,
    FrontField,
    ItemId,
    Policy,
    PolicyMetadata,
    Task,
)
from responsibility.model.problems import Keys

CONTEXT = 12
"""How many characters of context a difference is shown with, on each side."""


class Piece(NamedTuple):
    """A stretch of the assembled document and the record that it comes from."""

    text: str
    task: str | None
    """The task's identity; None for what stands in policy.yml."""
    keys: Keys
    starts_line: bool = False
    """Whether official documents begin a new line with it, so that its first character is certain."""


@dataclass(frozen=True)
class Difference:
    """Where the records and the source first part."""

    piece: Piece
    line: int
    """The line of the source."""
    source: str
    data: str


@dataclass(frozen=True)
class Proof:
    """What the comparison of a policy with its source came to."""

    characters: int
    """Characters compared, in normal form."""
    errata: int
    """Errata applied to the source."""
    clauses: int
    """Assignment clauses that stand in the source and were met."""
    difference: Difference | None
    misplaced: tuple[Piece, ...]
    """Pieces that should begin a line of the source and do not: a boundary between two fields is wrong."""
    stale: tuple[int, ...]
    """Indices of errata that do not apply: their quote stands in the source not once but never or often."""


# ---------------------------------------------------------------- records → document


def assemble(policy: Policy) -> Iterator[Piece]:
    """The document that the records of ``policy`` make, in order, piece by piece."""
    facts = policy.metadata
    yield from around_tasks(facts, FRONT if facts.front is None else facts.front)
    for index, section in enumerate(facts.outline):
        yield Piece(section.written, None, ("outline", index, "title"), True)
        if section.instruction:
            own_line = section.heading is None
            yield Piece(section.instruction, None, ("outline", index, "instruction"), own_line)
        if section.clause:
            yield Piece(section.clause, None, ("outline", index, "clause"))
        for task in policy.tasks:
            if task.section == section.key:
                yield from assemble_task(task)
    yield from around_tasks(facts, facts.back)


FRONT: tuple[FrontField, ...] = get_args(FrontField)
"""The order in which a plan sent out with a notice begins."""


def around_tasks(facts: PolicyMetadata, fields: Iterable[FrontField | BackField]) -> Iterator[Piece]:
    """What of ``fields`` stands before or after the tasks, in their order."""
    for field in fields:
        value = getattr(facts, field)
        if field == "issuers":
            value = "".join(value)
        elif field == "issued":
            value = facts.issued_written or (value.chinese if value else "")
        elif field == "addressees" and value:
            value += "："
        if value:
            yield Piece(value, None, (field,), True)


def assemble_task(task: Task) -> Iterator[Piece]:
    """A task as it stands in the document: number and title, text, assignment clauses."""
    yield Piece(task_heading(task), task.identity, ("title",), True)
    if task.text:
        yield Piece(task.text, task.identity, ("text",), task.safeguard and task.heading is None)
    closing = Piece(task.closing or "", task.identity, ("closing",))
    own = Piece(clause(task), task.identity, _unit_keys(task))
    if not task.clause_behind_parts and task.items[:1] == (task,):
        yield own
    for index, part in enumerate(task.parts):
        yield Piece(part.written + part.text, task.identity, ("parts", index, "text"))
        yield Piece(clause(part), task.identity, ("parts", index, *_unit_keys(part)))
    yield closing
    if task.clause_behind_parts:
        yield own


def _unit_keys(item: Assigned) -> Keys:
    return (f"{next(iter(item.roles), EXPECTED[-1])}_units",)


def task_heading(task: Task) -> str:
    """``32.增强农村路网建设。`` for a numbered task, ``（一）坚持……`` for a safeguard; else as it is written down."""
    if task.heading is not None:
        return task.heading
    if task.safeguard:
        return task_label(task) + task.title
    return f"{task.number}.{task.title}。"


def task_label(task: Task) -> str:
    """The number as the document writes it: ``32``, or ``（一）`` for the first safeguard."""
    if task.safeguard:
        return f"（{chinese_ordinal(int(task.number[1:]))}）"
    return task.number


def display_label(task: Task) -> str:
    """How a reader is told of a task: ``32``, ``第三条`` as it is written, or ``四（一）`` for a safeguard."""
    if task.label:
        return task.section + task.label if task.safeguard else task.label
    return task.section + task_label(task) if task.safeguard else task_label(task)


def clause(item: Assigned) -> str:
    """The assignment clause as it is written down, else ``（牵头单位：甲、乙，责任单位：丙等、各镇，配合单位：丁）``."""
    if item.clause is not None:
        return item.clause
    roles = [f"{ROLE_NAMES[role]}：{'、'.join(item.listed(role))}" for role in item.roles]
    return f"（{'，'.join(roles)}）" if roles else ""


# ---------------------------------------------------------------- the comparison


def prove(policy: Policy) -> Proof | None:
    """The proof of ``policy`` against its source; None where it has no source."""
    if policy.source is None:
        return None
    source, stale = corrected(with_origin(policy.source), policy.metadata.errata)
    source = normalise_clauses(source)
    pieces = [piece for piece in assemble(policy) if piece.text]
    starts, texts, length = [], [], 0
    for piece in pieces:
        text = normalise_clauses(with_origin(piece.text)).text
        starts.append(length)
        texts.append(text)
        length += len(text)
    data = "".join(texts)
    difference = _first_difference(policy.source, source, data, pieces, starts)
    return Proof(
        characters=len(source.text),
        errata=len(policy.metadata.errata) - len(stale),
        clauses=_matched(source.text, data),
        difference=difference,
        misplaced=() if difference else tuple(_misplaced(policy.source, source, pieces, starts)),
        stale=stale,
    )


def verbatim_tasks(policy: Policy) -> dict[str, str]:
    """By its identity each task as it stands in the source; of a policy that is proven."""
    raw = policy.source or ""
    return {task: raw[first:end] for task, (first, end) in task_spans(policy).items()}


def task_spans(policy: Policy) -> dict[str, tuple[int, int]]:
    """By its identity where each task begins and ends in the source, number and clause included; of a policy that is proven."""
    raw = policy.source or ""
    source, _ = corrected(with_origin(raw), policy.metadata.errata)
    normal = normalise_clauses(source)
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    at = 0
    for piece in assemble(policy):
        text = normalise_clauses(with_origin(piece.text)).text
        if piece.task and text:
            begins.setdefault(piece.task, at)
            ends[piece.task] = at + len(text)
        at += len(text)
    origin = (*normal.origin, len(raw))
    spans = {task: (origin[first], origin[ends[task]]) for task, first in begins.items()}
    return {task: (first, first + len(raw[first:end].rstrip())) for task, (first, end) in spans.items()}


def _misplaced(raw: str, source: Normal, pieces: list[Piece], starts: list[int]) -> Iterator[Piece]:
    for piece, start in zip(pieces, starts, strict=True):
        if piece.starts_line and start < len(source.origin):
            origin = source.origin[start]
            if raw[raw.rfind("\n", 0, origin) + 1 : origin].strip():
                yield piece


def _matched(source: str, data: str) -> int:
    met = CLAUSE.findall(data)
    return sum(original == written for original, written in zip(CLAUSE.findall(source), met, strict=False))


def corrected(source: Normal, errata: tuple[Erratum, ...]) -> tuple[Normal, tuple[int, ...]]:
    """``source``, a document in normal form, with the errata applied; and the indices of those that do not apply.

    What an erratum reads has the offset of the misprint's first character.
    """
    stale = []
    for index, erratum in enumerate(errata):
        quote, read = normalise(erratum.quote), normalise(erratum.read)
        if not quote or source.text.count(quote) != 1:
            stale.append(index)
            continue
        at = source.text.index(quote)
        end = at + len(quote)
        origin = source.origin[:at] + (source.origin[at],) * len(read) + source.origin[end:]
        source = Normal(source.text[:at] + read + source.text[end:], origin)
    return source, tuple(stale)


def _first_difference(
    raw: str, source: Normal, data: str, pieces: list[Piece], starts: list[int]
) -> Difference | None:
    if source.text == data:
        return None
    shorter = min(len(source.text), len(data))
    at = next((i for i in range(shorter) if source.text[i] != data[i]), shorter)
    origin = source.origin[at] if at < len(source.origin) else len(raw.rstrip())
    piece = pieces[piece_at(starts, at)] if pieces else Piece("", None, ())
    return Difference(piece, line_of(raw, origin), _context(source.text, at), _context(data, at))


def _context(text: str, at: int) -> str:
    """The stretch around ``at``, the character at it in 〔 〕; an end is said in words."""
    before = text[max(at - CONTEXT, 0) : at]
    here = text[at : at + 1]
    after = text[at + 1 : at + 1 + CONTEXT]
    return f"{before}【{here or '（到此为止）'}】{after}"


def verbatim_clauses(policy: Policy) -> dict[ItemId, str]:
    """The assignment clause of each item as the source punctuates it.

    Where there is no source, or its clauses are not as many as the items, the
    clauses as :func:`clause` writes them.
    """
    ordered = [
        (task.item_id(item), clause(item))
        for section in policy.metadata.outline
        for task in policy.tasks
        if task.section == section.key
        for item in task.items
        if clause(item)
    ]
    source, _ = corrected(with_origin(policy.source or ""), policy.metadata.errata)
    clauses = CLAUSE.findall(source.text)
    if len(clauses) != len(ordered):
        return dict(ordered)
    return {id_: written for (id_, _), written in zip(ordered, clauses, strict=True)}
