"""Which keys may stand at a place of a YAML file, by the records that it is read into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from responsibility.model import Record


def known_keys(form: type[Record], place: Sequence[str | int]) -> list[str]:
    """The keys of the record at ``place`` in a file of ``form``, as pydantic names places; of alternatives, all their keys.

    ``place`` is like ``("deadlines", 0)``. Where records are told apart by the value of a key, that value
    stands in the place too, and only the record that has it counts.
    """
    records = [form]
    for step in place:
        if isinstance(step, int):
            continue  # the items of a list are records already
        fields = [record.model_fields[step] for record in records if step in record.model_fields]
        if fields:
            records = [record for field in fields for record in _records(field.annotation)]
        else:
            records = [record for record in records if _is_told_by(record, step)] or records
    return list(dict.fromkeys(key for record in records for key in record.model_fields))


def _records(annotation: Any) -> Iterator[type[Record]]:
    """The records in a type: itself, or what its tuple, union or annotation holds."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records(inner)


def _is_told_by(record: type[Record], value: str) -> bool:
    return any(value in get_args(field.annotation) for field in record.model_fields.values())
