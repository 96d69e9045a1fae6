"""A diff as it is handed out: the changes, and what they mean for each unit."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from responsibility.diff.changes import Change
from responsibility.model import ItemIdField, Record, Role


class Effect(Record):
    """What a unit gained or lost, or what changed in what it keeps: a task, or a part of one."""

    policy: str
    task_old: ItemIdField | None
    task_new: ItemIdField | None
    number_old: str | None
    number_new: str | None
    role: Annotated[Role, Field(description="现在的（失去的为原来的）分工")]
    via: Annotated[tuple[str, ...], Field(description="经由的集合主体，外层在前")] = ()
    inherited: Annotated[tuple[str, ...], Field(description="机构改革以前承担它的单位，最早的在前")] = ()
    changes: Annotated[tuple[int, ...], Field(description="有关的改动在 changes 里的位置，从 0 起")] = ()


class UnitChanges(Record):
    """What a revision means for a unit."""

    gained: tuple[Effect, ...] = ()
    lost: tuple[Effect, ...] = ()
    changed: tuple[Effect, ...] = ()


class Diff(Record):
    """What changed from one edition to the next, and for whom."""

    schema_: Annotated[Literal[2], Field(alias="schema")] = 2
    same: bool
    changes: tuple[Change, ...]
    units: Annotated[dict[str, UnitChanges], Field(description="受影响的单位")]
    unaffected: Annotated[tuple[str, ...], Field(description="没有受影响的单位")]
