"""The facts of a drafted task, held against the checks that its files will meet."""

from __future__ import annotations

from responsibility.checks.contradictions import Quotes
from responsibility.importing.extract import is_contradicted
from responsibility.language.dates import Reference
from responsibility.language.passages import Quotable
from responsibility.model import FACT_FIELDS, Deadline, Fact, FactField, Target, Task


def sound(task: Task, reference: Reference) -> Task:
    """The task without facts that its own checks would not let pass.

    They are read anew as the files hold them: a quote may stand there in another form than in the
    paragraph that it was taken from, and facts bear upon each other. What a fact that is left out
    says stays open, as a figure that no fact accounts for.
    """
    quotable = Quotable(task)
    quotes = Quotes.of(quotable)
    passing: dict[FactField, list[Fact]] = {name: [] for name in FACT_FIELDS}
    facts = list(task.quotes())
    for name, index, record in facts:
        read = not isinstance(record, Deadline | Target) or not is_contradicted(
            record, reference, quotes.elsewhere(name, index)
        )
        if read and len(quotable.offsets(record.quote)) == 1:
            passing[name].append(record)
    if sum(map(len, passing.values())) == len(facts):
        return task
    fewer: dict[str, object] = {name: tuple(records) for name, records in passing.items()}
    return sound(task.model_copy(update=fewer), reference)
