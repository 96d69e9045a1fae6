"""Leaders whom a document names, as they are shown."""

from __future__ import annotations

from typing import NamedTuple

from responsibility.model import ItemId, Leader


class LeaderView(NamedTuple):
    """Persons or posts that the document names as leading a task, or a part of it."""

    record: Leader
    item: ItemId

    @property
    def words(self) -> str:
        """``牵头领导：张三、李四``; before it ``（1）`` in a part."""
        return f"{self.item.part_label}{self.record.role}：{'、'.join(self.record.names)}"
