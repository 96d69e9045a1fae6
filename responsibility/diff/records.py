"""The records of a diff; ``schema/diff.schema.json`` is generated from them."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field

from responsibility.language.textdiff import Segment
from responsibility.model import ItemId, ItemIdField, Record, Role

ChangeType = Literal[
    "task_added",
    "task_removed",
    "task_renumbered",
    "task_moved",
    "task_retitled",
    "task_split",
    "task_merged",
    "unit_gained",
    "unit_lost",
    "role_changed",
    "order_changed",
    "deadline_added",
    "deadline_removed",
    "deadline_earlier",
    "deadline_later",
    "deadline_precision",
    "target_added",
    "target_removed",
    "target_tightened",
    "target_loosened",
    "target_changed",
    "members_changed",
    "text_changed",
    "policy_changed",
]


class Change(Record):
    """One change. What does not apply to its type is null or empty."""

    type: ChangeType
    policy: Annotated[str, Field(description="文件（文件夹名）；单位名录的改动为空")]
    task_old: Annotated[ItemIdField | None, Field(description="原任务序号，部分写作 2.1")] = None
    task_new: Annotated[ItemIdField | None, Field(description="新任务序号，部分写作 2.1")] = None
    unit: str | None = None
    role: Role | None = None
    field: Annotated[str | None, Field(description="改动的项目，同 YAML 的键")] = None
    old: Annotated[Any, Field(description="原值；写法同 YAML")] = None
    new: Annotated[Any, Field(description="新值；写法同 YAML")] = None
    text: Annotated[tuple[Segment, ...], Field(description="文字的改动，依次为不变、删去、加上的字")] = ()


class Where(NamedTuple):
    """Where a change stands: in which policy, at which task or part in each edition."""

    policy: str
    task_old: ItemId | None = None
    task_new: ItemId | None = None

    def change(self, type_: ChangeType, **rest: Any) -> Change:
        """A change here."""
        return Change(type=type_, **self._asdict(), **rest)


class Effect(Record):
    """What a unit gained or lost, or what changed in what it keeps: a task, or a part of one."""

    policy: str
    task_old: ItemIdField | None
    task_new: ItemIdField | None
    role: Annotated[Role, Field(description="现在的（失去的为原来的）分工")]
    via: Annotated[tuple[str, ...], Field(description="经由的集合主体，外层在前")] = ()
    changes: Annotated[tuple[int, ...], Field(description="有关的改动在 changes 里的位置，从 0 起")] = ()


class UnitChanges(Record):
    """What a revision means for a unit."""

    gained: tuple[Effect, ...] = ()
    lost: tuple[Effect, ...] = ()
    changed: tuple[Effect, ...] = ()


class Diff(Record):
    """What changed from one edition to the next, and for whom."""

    schema_: Annotated[Literal[1], Field(alias="schema")] = 1
    same: bool
    changes: tuple[Change, ...]
    units: Annotated[dict[str, UnitChanges], Field(description="受影响的单位")]
    unaffected: Annotated[tuple[str, ...], Field(description="没有受影响的单位")]


def plain(value: Any) -> Any:
    """A record, or lists and tuples of them, as JSON holds it; keys at their defaults left out."""
    if isinstance(value, Record):
        return plain(value.model_dump(exclude_defaults=True))
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
