"""Words that say that something recurs, and not how often: 定期."""

from __future__ import annotations

import re
from collections.abc import Iterator

from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import with_origin
from responsibility.language.sentences import Sentences

_REGULARLY = re.compile("(?<!不)定期(?!存款|存单|保险|寿险|储蓄)")


def without_frequency(text: str, reference: Reference) -> Iterator[str]:
    """The clauses of ``text``, as they are written, that say 定期 and not how often.

    How often may stand in the clause itself, or begin the next one of its sentence: 定期检查，每月一次.
    """
    normal = with_origin(text)
    sentences = Sentences(normal.text)
    clauses = dict.fromkeys(sentences.clause(*match.span()) for match in _REGULARLY.finditer(normal.text))
    for start, end in clauses:
        following = sentences.clauses(end + 1, sentences.sentence(start, end)[1])[:1]
        often = _recurs(normal.text[start:end], reference) or any(
            _recurs(normal.text[first:last], reference, at=0) for first, last in following
        )
        if not often:
            yield text[normal.origin[start] : normal.origin[end - 1] + 1]


def _recurs(clause: str, reference: Reference, at: int | None = None) -> bool:
    """Whether a clause says how often, with ``at`` from that character on."""
    return any(
        reading.record.every is not None and at in (None, reading.start)
        for reading in read_deadlines(clause, reference)
    )
