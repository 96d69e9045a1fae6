"""Changes of deliverables: what a task must bring into being."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from responsibility.diff.changes import DeliverableAdded, DeliverableChanged, DeliverableRemoved, Where
from responsibility.language.similarity import grams, likeness, paired
from responsibility.model import Deliverable

BOOKKEEPING = ("quote", "draft")
"""Fields of a deliverable that say nothing of the thing itself."""


def deliverable_changes(
    olds: Sequence[Deliverable], news: Sequence[Deliverable], where: Where
) -> Iterator[DeliverableAdded | DeliverableRemoved | DeliverableChanged]:
    """What changed of a task's deliverables. One of another name is the same one where the names are alike."""
    for old, new in paired(
        olds, news, _alike, lambda deliverable: [deliverable.name, *grams(deliverable.name)]
    ):
        if old and new:
            if not _same(old, new):
                yield where.change(DeliverableChanged, old=old, new=new)
        elif new:
            yield where.change(DeliverableAdded, new=new)
        elif old:
            yield where.change(DeliverableRemoved, old=old)


def _alike(old: Deliverable, new: Deliverable) -> float:
    names = likeness(grams(old.name), grams(new.name))
    return (
        (names + (old.kind == new.kind) + _same(old, new)) / 3 if names >= 0.4 or old.name == new.name else 0
    )


def _same(old: Deliverable, new: Deliverable) -> bool:
    return old.model_copy(update={field: getattr(new, field) for field in BOOKKEEPING}) == new
