"""How an item is named: a task, or a part of one, that a clause assigns units to."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

from responsibility.model.numbering import part_label


class ItemId(NamedTuple):
    """A task of a policy by its identity, or a part of it by its number as well; written ``2`` and ``2.1``."""

    task: str
    """The task's identity, see :attr:`responsibility.model.Task.identity`."""
    part: str = ""
    """The part's number; empty for the task itself."""

    @classmethod
    def parse(cls, text: object) -> ItemId:
        """``2`` or ``2.1`` → the id; an id stays as it is."""
        if isinstance(text, ItemId):
            return text
        task, _, part = str(text).partition(".")
        return cls(task, part)

    @property
    def whole(self) -> ItemId:
        """The task that the item is, or is a part of."""
        return ItemId(self.task)

    @property
    def part_label(self) -> str:
        """``（1）`` for part 1 of a task; empty for the task itself."""
        return part_label(self.part) if self.part else ""

    def __str__(self) -> str:
        return f"{self.task}.{self.part}" if self.part else self.task


ItemIdField = Annotated[
    ItemId,
    BeforeValidator(ItemId.parse),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string"}),
]
"""An id of an item in a record that is written as JSON."""
