"""A document that amends another, as a record of ``amendments.yml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from responsibility.data.loader import Data
from responsibility.data.yaml_writer import dump
from responsibility.importing.document_text import document_text
from responsibility.importing.front import read_front
from responsibility.importing.outline import numbered
from responsibility.importing.readers.detect import Document
from responsibility.language.normalize import joined
from responsibility.language.numerals import written_date
from responsibility.model import Policy
from responsibility.model.amendments import Amendment, Amendments
from responsibility.revising.amending import ReadAmendment, read_amendment

_SCHEMA = "../../schema/amendments.schema.json"


def amendment_in(
    document: Document, called: str, policy: Policy, data: Data, given: Mapping[str, Any]
) -> tuple[Amendment, ReadAmendment]:
    """The changes that ``document`` makes in ``policy``, and what it was read as.

    What it says of itself is read from what stands before its first number, ``given`` facts win; without a title it is
    ``called`` by its file.
    """
    known = {name for unit in data.units for name in (unit.name, *unit.aliases)}
    lines = [line for line in document_text(document, known.__contains__).lines if line.strip()]
    before = next((index for index, line in enumerate(lines) if numbered(line)[0]), len(lines))
    facts = {**read_front(lines[:before], policy.metadata.issuers), **given}
    dates = (written_date(line.strip()) for line in reversed(lines))
    issued = facts.get("issued") or next(filter(None, dates), None)
    text = "\n".join(lines)
    read = read_amendment(policy, text)
    amendment = Amendment.model_validate(
        {
            "title": joined(facts.get("notice_title") or facts.get("title") or called),
            "number": facts.get("number"),
            "issued": issued,
            "text": text,
            "operations": read.operations,
        }
    )
    return amendment, read


def amendments_file(amendments: Iterable[Amendment]) -> bytes:
    """The file ``amendments.yml`` that holds them."""
    return dump(Amendments(amendments=tuple(amendments)), _SCHEMA)
