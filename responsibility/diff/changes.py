"""The changes of a diff: a class for each shape, told apart by ``type``.

``schema/diff.schema.json`` is generated from them. ``old`` and ``new`` are records of
the two editions, or values of theirs; what a type does not have is null or empty.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import Field, PlainSerializer

from responsibility.language.textdiff import Segment
from responsibility.model import (
    Basis,
    DateField,
    Deadline,
    Deliverable,
    ItemId,
    ItemIdField,
    Leader,
    PartialDate,
    Period,
    Record,
    Role,
    Section,
    Successor,
    Target,
    Task,
    UnitNames,
    YearlessDate,
)
from responsibility.model.rules import RuleField

# The serializer is a lambda because a declared return type would replace that of the field in the JSON Schema.
_AS_IN_YAML = PlainSerializer(lambda value: plain(value))
"""Records of the data are written as YAML has them: keys at their defaults left out."""

SomeTask = Annotated[Task, Field(description="任务；写法同 YAML"), _AS_IN_YAML]
Tasks = Annotated[tuple[Task, ...], Field(description="各任务；写法同 YAML"), _AS_IN_YAML]
SomeDeadline = Annotated[Deadline, Field(description="时限；写法同 YAML"), _AS_IN_YAML]
Leaders = Annotated[tuple[Leader, ...], Field(description="点名的领导；写法同 YAML"), _AS_IN_YAML]
SomeDeliverable = Annotated[Deliverable, Field(description="成果；写法同 YAML"), _AS_IN_YAML]
SomeTarget = Annotated[Target, Field(description="指标；写法同 YAML"), _AS_IN_YAML]
MetadataValue = Annotated[
    DateField
    | str
    | UnitNames
    | tuple[Section, ...]
    | tuple[Period, ...]
    | tuple[Basis, ...]
    | tuple[RuleField, ...]
    | None,
    Field(union_mode="left_to_right", description="policy.yml 里的值；写法同 YAML"),
    _AS_IN_YAML,
]
"""A value of policy.yml, see :class:`responsibility.model.PolicyMetadata`."""
Members = UnitNames | Literal["unlisted"]


def plain(value: Any) -> Any:
    """A record, a date, or a tuple of records as JSON holds it; keys at their defaults left out."""
    if isinstance(value, Record):
        return value.model_dump(exclude_defaults=True)
    if isinstance(value, PartialDate | YearlessDate):
        return str(value)
    return [plain(entry) for entry in value] if isinstance(value, tuple) else value


class RolePlace(Record):
    """How a clause names a unit: in which role, at which place of that role's list, from 1."""

    role: Annotated[Role, Field(description="分工")]
    place: Annotated[int, Field(description="在这一分工的名单里排第几，从 1 起")]


class _Change(Record):
    type: str
    policy: Annotated[str, Field(description="文件（文件夹名）；单位名录的改动为空")]
    task_old: Annotated[
        ItemIdField | None, Field(description="原任务的 id（没有写 id 的为序号），部分写作 2.1")
    ] = None
    task_new: Annotated[
        ItemIdField | None, Field(description="新任务的 id（没有写 id 的为序号），部分写作 2.1")
    ] = None
    number_old: Annotated[str | None, Field(description="原任务在文件里的序号")] = None
    number_new: Annotated[str | None, Field(description="新任务在文件里的序号")] = None
    unit: str | None = None
    role: Role | None = None
    field: Annotated[str | None, Field(description="改动的项目，同 YAML 的键")] = None
    text: Annotated[tuple[Segment, ...], Field(description="文字的改动，依次为不变、删去、加上的字")] = ()


# ---------------------------------------------------------------- tasks


class TaskAdded(_Change):
    """A task that the old edition lacks, with all that it says."""

    type: Literal["task_added"] = "task_added"
    old: None = None
    new: SomeTask


class TaskRemoved(_Change):
    """A task that the new edition lacks, with all that it said."""

    type: Literal["task_removed"] = "task_removed"
    old: SomeTask
    new: None = None


class TaskDivided(_Change):
    """A task that was split into several, or several that were merged into one."""

    type: Literal["task_split", "task_merged"]
    old: Tasks
    new: Tasks


class TaskMoved(_Change):
    """A task in another section (keys of sections), or in another order within its own (numbers)."""

    type: Literal["task_moved"] = "task_moved"
    field: Literal["section", "order"]
    old: str
    new: str


class TasksRenumbered(_Change):
    """All numbers that differ: the old ones, and the new ones in the same order; of a part ``2.1``."""

    type: Literal["task_renumbered"] = "task_renumbered"
    field: Literal["number"] = "number"
    old: tuple[str, ...]
    new: tuple[str, ...]


class TaskRetitled(_Change):
    """A task under another title, the words in ``text``."""

    type: Literal["task_retitled"] = "task_retitled"
    field: Literal["title"] = "title"
    old: None = None
    new: None = None


# ---------------------------------------------------------------- units of an item


class UnitGained(_Change):
    """A unit that an item's clause now names as well."""

    type: Literal["unit_gained"] = "unit_gained"
    unit: str
    role: Role
    old: None = None
    new: RolePlace


class UnitLost(_Change):
    """A unit that an item's clause names no longer."""

    type: Literal["unit_lost"] = "unit_lost"
    unit: str
    role: Role
    old: RolePlace
    new: None = None


class RoleChanged(_Change):
    """A unit that an item's clause names in another role; ``role`` is the new one."""

    type: Literal["role_changed"] = "role_changed"
    unit: str
    role: Role
    old: RolePlace
    new: RolePlace


class OrderChanged(_Change):
    """Units that kept their role in an item, and stand there in another order."""

    type: Literal["order_changed"] = "order_changed"
    role: Role
    old: UnitNames
    new: UnitNames


class LeadersChanged(_Change):
    """Other persons or posts that an item names as leading it: all of them, before and after."""

    type: Literal["leaders_changed"] = "leaders_changed"
    field: Literal["leaders"] = "leaders"
    old: Leaders
    new: Leaders


# ---------------------------------------------------------------- deadlines, targets, deliverables


class DeadlineAdded(_Change):
    """A deadline that the old edition lacks."""

    type: Literal["deadline_added"] = "deadline_added"
    field: Literal["deadlines"] = "deadlines"
    old: None = None
    new: SomeDeadline


class DeadlineRemoved(_Change):
    """A deadline that the new edition lacks."""

    type: Literal["deadline_removed"] = "deadline_removed"
    field: Literal["deadlines"] = "deadlines"
    old: SomeDeadline
    new: None = None


DeadlineShift = Literal["deadline_earlier", "deadline_later", "deadline_precision", "deadline_changed"]


class DeadlineChanged(_Change):
    """A deadline that is earlier, later, said more or less exactly, or another kind of time or another matter."""

    type: DeadlineShift
    field: Literal["deadlines"] = "deadlines"
    old: SomeDeadline
    new: SomeDeadline


class TargetAdded(_Change):
    """A target that the old edition lacks."""

    type: Literal["target_added"] = "target_added"
    field: Literal["targets"] = "targets"
    old: None = None
    new: SomeTarget


class TargetRemoved(_Change):
    """A target that the new edition lacks."""

    type: Literal["target_removed"] = "target_removed"
    field: Literal["targets"] = "targets"
    old: SomeTarget
    new: None = None


TargetShift = Literal["target_tightened", "target_loosened", "target_changed"]


class TargetChanged(_Change):
    """A target that fewer outcomes meet, that more meet, or that differs otherwise."""

    type: TargetShift
    field: Literal["targets"] = "targets"
    old: SomeTarget
    new: SomeTarget


class DeliverableAdded(_Change):
    """A deliverable that the old edition lacks."""

    type: Literal["deliverable_added"] = "deliverable_added"
    field: Literal["deliverables"] = "deliverables"
    old: None = None
    new: SomeDeliverable


class DeliverableRemoved(_Change):
    """A deliverable that the new edition lacks."""

    type: Literal["deliverable_removed"] = "deliverable_removed"
    field: Literal["deliverables"] = "deliverables"
    old: SomeDeliverable
    new: None = None


class DeliverableChanged(_Change):
    """A deliverable of another name or kind."""

    type: Literal["deliverable_changed"] = "deliverable_changed"
    field: Literal["deliverables"] = "deliverables"
    old: SomeDeliverable
    new: SomeDeliverable


# ---------------------------------------------------------------- the rest


class MembersChanged(_Change):
    """A collective with other members."""

    type: Literal["members_changed"] = "members_changed"
    unit: str
    field: Literal["members"] = "members"
    old: Members
    new: Members


class Succession(Record):
    """Who took over the duties of a unit, as the registry has it."""

    succeeded_by: tuple[Successor, ...]
    since: DateField
    basis: str
    renamed: bool = False


class SuccessionChanged(_Change):
    """A unit whose duties were handed on, or to others than the old edition has it; None where they are its own."""

    type: Literal["succession_changed"] = "succession_changed"
    unit: str
    field: Literal["succeeded_by"] = "succeeded_by"
    old: Annotated[Succession | None, _AS_IN_YAML] = None
    new: Annotated[Succession | None, _AS_IN_YAML] = None


class TextChanged(_Change):
    """Other words of an item in ``text`` (or, with ``field`` ``closing``, behind its parts or clause), or, with ``field`` ``ROLE_open``, other units after which its list writes 等."""

    type: Literal["text_changed"] = "text_changed"
    field: str
    old: tuple[str, ...] | None = None
    new: tuple[str, ...] | None = None


class PolicyChanged(_Change):
    """Another value in policy.yml, of a text the words in ``text``; or, with ``unit``, a unit's new name."""

    type: Literal["policy_changed"] = "policy_changed"
    field: str
    old: MetadataValue = None
    new: MetadataValue = None


AnyChange = (
    TaskAdded
    | TaskRemoved
    | TaskDivided
    | TaskMoved
    | TasksRenumbered
    | TaskRetitled
    | UnitGained
    | UnitLost
    | RoleChanged
    | OrderChanged
    | LeadersChanged
    | DeadlineAdded
    | DeadlineRemoved
    | DeadlineChanged
    | TargetAdded
    | TargetRemoved
    | TargetChanged
    | DeliverableAdded
    | DeliverableRemoved
    | DeliverableChanged
    | MembersChanged
    | SuccessionChanged
    | TextChanged
    | PolicyChanged
)
Change = Annotated[AnyChange, Field(discriminator="type")]

Form = TypeVar("Form", bound=_Change)


class Where(NamedTuple):
    """Where a change stands: in which policy, at which task or part in each edition."""

    policy: str
    task_old: ItemId | None = None
    task_new: ItemId | None = None
    number_old: str | None = None
    number_new: str | None = None

    def change(self, form: type[Form], **fields: Any) -> Form:
        """The change of that class here, with those of its own fields."""
        return form(**self._asdict(), **fields)
