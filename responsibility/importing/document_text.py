"""A document as it was read → the lines that become its ``source.txt``, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from responsibility.importing.front import FrontMatter, is_attachment
from responsibility.importing.outline import numbered, paragraphs
from responsibility.importing.pasted_tables import with_tables
from responsibility.importing.readers.base import Document
from responsibility.importing.run_on import unfolded
from responsibility.importing.tables import transcribe
from responsibility.importing.text import clean
from responsibility.importing.web_page import information, without_site
from responsibility.language.clause_places import at_end
from responsibility.language.numerals import written_date
from responsibility.language.unit_names import Known

ATTACHMENT = ("附件", "附表")
"""With what an attachment begins."""


@dataclass(frozen=True)
class DocumentText:
    """The lines of a document."""

    lines: list[str]
    headings: set[str]
    """Paragraphs that head what follows though they bear no number; in normal form."""
    facts: FrontMatter
    """What the web page says of the document beside it."""
    tasks_at: int | None = None
    """The line at which the table of an attachment begins whose rows are the tasks; None without one."""
    attached_at: int | None = None
    """The line at which such a table begins behind a body that assigns tasks too; None without one."""
    in_tables: int = 0
    """How many rows of tables begin a task."""
    aligned: str = ""
    """The lines that were read from tables without rules, in normal form, one behind the other."""
    unread: list[str] = field(default_factory=list)
    """What was left out or not understood, to be looked at first."""
    notes: list[str] = field(default_factory=list)
    """What was done to the text."""

    def split(self, known: Known) -> tuple[list[str], list[str], list[str]]:
        """The paragraphs before the tasks, from there on, and those of a table that is attached to them."""
        if self.tasks_at is not None:
            return paragraphs(self.lines[: self.tasks_at]), paragraphs(self.lines[self.tasks_at :]), []
        texts = paragraphs(self.lines[: self.attached_at])
        rows = [] if self.attached_at is None else paragraphs(self.lines[self.attached_at :])
        start = _tasks_begin(texts, known, self.headings)
        return texts[:start], texts[start:], rows


def _tasks_begin(texts: Sequence[str], known: Known, headings: Collection[str]) -> int:
    """The index of the first numbered paragraph or heading; without numbers, that of the first sentence or clause.

    What a notice numbers is none of the tasks where it assigns nothing and the plan that it sends out,
    behind its date or as its attachment, does.
    """
    counted = [index for index, text in enumerate(texts) if numbered(text)[0]]
    assigned = next((index for index, text in enumerate(texts) if at_end(text, known)), 0)
    ends = [index for index in range(assigned) if written_date(texts[index]) or is_attachment(texts[index])]
    attached = next((index for index in ends if counted and counted[0] < index < counted[-1]), 0)
    return attached + _first_numbered(texts[attached:], known, headings)


def _first_numbered(texts: Sequence[str], known: Known, headings: Collection[str]) -> int:
    begins = (index for index, text in enumerate(texts) if numbered(text)[0] or text in headings)
    first = next(begins, None)
    if first is None:
        whole = (index for index, text in enumerate(texts) if "。" in text or at_end(text, known))
        first = next(whole, 0)
    return first


def document_text(document: Document, known: Known) -> DocumentText:
    """The text of ``document``. Raises Unreadable where its tables would become too long."""
    is_page = document.form.startswith("网页")
    facts, blocks, notes = information(document.blocks) if is_page else (FrontMatter(), document.blocks, [])
    unread = [*document.unread]
    transcription = transcribe(with_tables(blocks, known, unread))
    lines, begins = transcription.lines, transcription.begins
    if is_page:
        kept, site = without_site(lines, known)
        notes += site
        begins = None if begins is None else sum(index < begins for index in kept)
        lines = [lines[index] for index in kept]
    if begins is None:
        lines = unfolded(lines)
    attached = begins is not None and _is_attached(lines[:begins])
    assigned = attached and any(at_end(text, known) for text in paragraphs(lines[:begins]))
    return DocumentText(
        lines,
        transcription.headings,
        facts,
        begins if attached and not assigned else None,
        begins if assigned else None,
        transcription.tasks,
        transcription.aligned,
        [*unread, *transcription.unread],
        [*document.odd, *notes, *transcription.notes],
    )


def _is_attached(before: Sequence[str]) -> bool:
    """Whether a table of tasks is an attachment to what stands before it.

    That is so where the document is signed and dated, or an attachment begins, behind its numbered paragraphs.
    """
    texts = paragraphs(before)
    counted = [index for index, text in enumerate(texts) if numbered(text)[0]]
    ends = [
        index for index, text in enumerate(texts) if written_date(text) or clean(text).startswith(ATTACHMENT)
    ]
    return bool(counted) and bool(ends) and ends[-1] > counted[-1]
