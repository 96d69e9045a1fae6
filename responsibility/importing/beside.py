"""What headings and assignment clauses say beside the texts: deadlines, targets, and figures to look at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from responsibility.checks.deadlines_targets import accounting
from responsibility.importing.extract import Proposals, propose
from responsibility.language.dates import Reference
from responsibility.language.normalize import normalise
from responsibility.language.passages import APART, Passage, Quotable
from responsibility.language.patterns import alternatives
from responsibility.language.role_words import CONTACT_KEYS, DEADLINE_KEYS
from responsibility.language.terms import CONTACT, UNKNOWN
from responsibility.model import Deadline, Deliverable, DeliverableKind, OtherFigure, Target, Task

F = TypeVar("F", Deadline, Target, Deliverable, OtherFigure)
_WRITTEN: tuple[DeliverableKind, ...] = ("document", "record")

_KEY = f"(?:{alternatives(DEADLINE_KEYS)})："
_CONTACT = re.compile(f"(?:{alternatives(CONTACT_KEYS)})：[^，；：。（）]*$")
_PIECE = re.compile(f"[^，；：。（）{APART}]+")


def propose_beside(task: Task, reference: Reference) -> Proposals:
    """The deadlines of the heading and the clauses, and the targets and documents of the heading, of a task without drafts from there.

    Words that a text says too are left to it; what a heading wants built or held, its text says. A figure
    that no fact quotes is for a person to look at.
    """
    quotable = Quotable(task)
    proposals = Proposals()
    for passage in quotable.passages:
        if passage.kind == "text":
            continue
        drafts = propose([normalise(passage.text)], reference)
        proposals.deadlines += _of_passage(_told_apart(drafts.deadlines, passage, quotable), quotable)
        if passage.kind == "heading":
            proposals.targets += _of_passage(drafts.targets, quotable)
            documents = [each for each in drafts.deliverables if each.kind in _WRITTEN]
            proposals.deliverables += _of_passage(documents, quotable)
        known = [figure for figure in drafts.other_figures if figure.why != UNKNOWN]
        proposals.other_figures += _of_passage(known, quotable)
    facts = {
        "deadlines": (*task.deadlines, *proposals.deadlines),
        "targets": (*task.targets, *proposals.targets),
        "other_figures": (*task.other_figures, *proposals.other_figures),
    }
    proposals.other_figures += _unaccounted(Quotable(task.model_copy(update=facts)))
    return proposals


def _told_apart(drafts: Iterable[Deadline], passage: Passage, quotable: Quotable) -> Iterator[Deadline]:
    """Deadlines of a clause with their key in the quote, where the bare words are part of a text's (完成时限：10月底; 10月底前)."""
    known = {deadline.quote for deadline in quotable.task.deadlines}
    for draft in (each for each in drafts if each.quote not in known):
        keyed = re.search(f"{_KEY}[^，；。（）]*?{re.escape(draft.quote)}", normalise(passage.text))
        among_text = any(
            quotable.passage_at(offset).kind == "text" for offset in quotable.offsets(draft.quote)
        )
        yield draft.model_copy(update={"quote": keyed[0]}) if keyed and among_text else draft


def _of_passage(drafts: Iterable[F], quotable: Quotable) -> Iterator[F]:
    """Those whose quotes stand in one heading or clause, once, and in no text and no unit's name."""
    for draft in drafts:
        offsets = quotable.offsets(draft.quote)
        if len(offsets) != 1 or quotable.names_a_unit(offsets[0]):
            continue
        if quotable.passage_at(offsets[0]).kind != "text":
            yield draft


def _unaccounted(quotable: Quotable) -> Iterator[OtherFigure]:
    """A figure of a heading or a clause, with the words around it, that no fact quotes."""
    words: dict[str, OtherFigure] = {}
    for figure, accounted in accounting(quotable):
        passage = quotable.passage_at(figure.start)
        if accounted or passage.kind == "text":
            continue
        pieces = _PIECE.finditer(quotable.text)
        quote = next(piece[0] for piece in pieces if piece.start() <= figure.start < piece.end())
        name = "标题" if passage.kind == "heading" else "责任分工"
        why = CONTACT if _CONTACT.search(quotable.text[: figure.start]) else f"{name}里的数字：{UNKNOWN}"
        words[quote] = OtherFigure(quote=quote, why=why, draft=True)
    yield from (figure for quote, figure in words.items() if len(quotable.offsets(quote)) == 1)
