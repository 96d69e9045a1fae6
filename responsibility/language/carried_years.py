"""The year of a date without one, behind another of its sentence: 2025年6月底前出台办法，12月底前建成平台."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from responsibility.language.dates import Reference
from responsibility.language.reading import Reading
from responsibility.language.sentences import Sentences
from responsibility.model import Deadline, PartialDate, YearlessDate


def with_years(
    text: str, readings: Iterable[Reading[Deadline]], reference: Reference
) -> Iterator[Reading[Deadline]]:
    """The ``readings`` of ``text``, left to right, each date without a year in that of the date before it in its sentence.

    Where that is the year of the document's date, which a date without one means anyway, they stay as they
    are; so do those before which a year alone stands (到2025年), and those that would be earlier. The quote
    by itself does not say the year: ``read_as`` says whence it is.
    """
    sentences = Sentences(text)
    before: PartialDate | None = None
    sentence = (0, 0)
    for reading in readings:
        if reading.start >= sentence[1]:
            before, sentence = None, sentences.sentence(reading.start, reading.end)
        due = reading.record.due
        if isinstance(due, YearlessDate) and before and before.year != reference.year:
            full = due.in_year(before.year)
            if full and full.last_day >= before.last_day and reading.record.start is None:
                says = {"due": full, "read_as": f"年份照同一句前面的{before.year}年"}
                reading = replace(reading, record=reading.record.model_copy(update=says))
                due = full
        if isinstance(due, PartialDate):
            before = due if due.month else None
        yield reading
