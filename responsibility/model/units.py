"""Units of the registry: ``units.yml``."""

from __future__ import annotations

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, model_validator

from responsibility.model.base import Flag, Line, Record
from responsibility.model.dates import DateField
from responsibility.model.item_ids import ItemId
from responsibility.model.problems import fault

UnitNames = tuple[Line, ...]


class Kind(Record):
    """A kind of units, as an office sorts them."""

    name: Annotated[Line, StringConstraints(max_length=20)] = Field(description="类别的名称，如 党委部门")
    key: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,40}$")] | None = Field(
        None, description="单位的 kind 里写的短名；不写时 kind 里就写名称"
    )

    @property
    def id(self) -> str:
        """What a unit's ``kind`` says: the key, or the name of a kind that has none."""
        return self.key or self.name


COLLECTIVE = "collective"
"""The kind of those that stand for several units; every registry has it."""
DEFAULT_KINDS: tuple[Kind, ...] = tuple(
    Kind(key=key, name=name)
    for key, name in (
        ("party", "党委部门"),
        ("congress", "人大、政协机关"),
        ("government", "政府部门"),
        ("judicial", "法院、检察院"),
        ("dispatched", "派出机构"),
        ("mass_organisation", "群团组织"),
        ("institution", "事业单位"),
        ("school", "学校"),
        ("hospital", "医疗卫生机构"),
        ("enterprise", "企业"),
        ("association", "社会组织"),
        ("province", "省（区、市）"),
        ("city", "市（州）"),
        ("county", "县（市、区）"),
        ("park", "园区"),
        ("town", "乡镇"),
        ("street", "街道办事处"),
        ("community", "社区"),
        ("village", "村"),
        ("other", "其他单位"),
        (COLLECTIVE, "集合主体"),
    )
)
"""The kinds of a registry that lists none of its own, in the order in which units are shown."""


WINDOWS_NAMES = (
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
)
"""Names of devices, which no file or folder can have on Windows, whatever its ending."""
RESERVED_IDS = ("index", *WINDOWS_NAMES)
"""Names that the site's own pages have beside those of units and tasks."""


_KIND_SCHEMA: dict[str, Any] = {
    "anyOf": [{"enum": [kind.id for kind in DEFAULT_KINDS]}, {"type": "string", "minLength": 1}]
}
"""So that editors propose the usual kinds and take an office's own."""


class Successor(Record):
    """A unit that took over the duties of another after an institutional reform: all of them, or some."""

    unit: Line = Field(description="承接单位，units.yml 里的名称")
    takes: tuple[Line, ...] = Field(
        (),
        description="分给几个单位承接时，它接的：整份文件写文件夹名，如 meifa-2021-7；"
        "一项任务或部分写 meifa-2021-7/32、meifa-2021-7/2.1；不写的接其余全部",
    )

    def takes_over(self, policy: str, item: ItemId, among: tuple[Successor, ...]) -> bool:
        """Whether the duty of ``item`` goes to it, one of the successors ``among`` whom duties were divided."""
        if self.takes:
            return self._names(policy, item)
        return not any(other._names(policy, item) for other in among)

    def _names(self, policy: str, item: ItemId) -> bool:
        return any(name in self.takes for name in (policy, f"{policy}/{item.task}", f"{policy}/{item}"))


def _by_name(successor: object) -> object:
    """A successor that takes over all is written as its name alone."""
    return {"unit": successor} if isinstance(successor, str) else successor


SuccessorField = Annotated[
    Successor,
    BeforeValidator(_by_name, json_schema_input_type=Line | Successor),
]


class Unit(Record):
    """A unit of the registry, as the documents name it."""

    name: Line = Field(description="单位名称，与文件写法一致")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")] = Field(
        description="网址用的短名，小写字母和数字，定了不改"
    )
    kind: Annotated[Line, WithJsonSchema(_KIND_SCHEMA)] = Field(
        description="类别：本文件 kinds 里的一个；没有写 kinds 时，可用 "
        + "、".join(f"{kind.id} {kind.name}" for kind in DEFAULT_KINDS)
        + "（如 各镇）"
    )
    short: Line | None = Field(None, description="矩阵表头用的简称，须是名称的末尾几个字")
    aliases: UnitNames = Field((), description="别的写法；只收文件里出现过的")
    members: UnitNames | Literal["unlisted"] | None = Field(
        None, description="集合主体的成员；文件没有列出时写 unlisted"
    )
    succeeded_by: tuple[SuccessorField, ...] = Field(
        (),
        description="机构改革后由谁承接它的职责，如 [区农业农村局]；文件的文字不变，任务从那天起也归承接单位",
    )
    since: DateField | None = Field(None, description="从何时起由承接单位承接，如 2023-03-01")
    basis: Line | None = Field(None, description="机构改革的依据，如 发文字号")
    renamed: Flag = Field(False, description="只是更名时填 true")

    @model_validator(mode="after")
    def _members_of_collectives(self) -> Unit:
        if self.collective != (self.members is not None):
            raise fault("集合主体（collective）要写 members，别的单位不写")
        if any(name.endswith("等") for name in (self.name, *self.aliases)):
            raise fault("单位名称不带“等”：“等”写在任务的单位之后")
        if self.id in RESERVED_IDS:
            raise fault(f"id 不能用“{self.id}”：网站或 Windows 自己要用")
        if len(set(self.member_names)) < len(self.member_names):
            raise fault("members 里有重复的单位")
        self._check_succession()
        if self.short and not self.name.endswith(self.short):
            raise fault("short 须是 name 的末尾几个字")
        return self

    def _check_succession(self) -> None:
        """Raise a rule error where what is said of its successors does not go together."""
        names = [successor.unit for successor in self.succeeded_by]
        if not names:
            if self.since or self.basis or self.renamed:
                raise fault("since、basis、renamed 要与 succeeded_by（承接单位）同用")
            return
        if self.collective:
            raise fault("集合主体不写 succeeded_by：写它的成员由谁承接")
        if not (self.since and self.basis):
            raise fault("有 succeeded_by（承接单位）的，要写 since（从何时起）和 basis（依据）")
        if self.name in names or len(set(names)) < len(names):
            raise fault("succeeded_by 里每个承接单位写一次，不写自己")
        if self.renamed and len(names) > 1:
            raise fault("renamed（更名）只有一个承接单位")
        if sum(not successor.takes for successor in self.succeeded_by) > 1:
            raise fault("分给几个单位承接的，至多一个不写 takes：它接其余全部")

    def succeeded_on(self, day: datetime.date | None) -> bool:
        """Whether others have its duties on ``day``; without one, as far as the registry knows."""
        return self.since is not None and (day is None or self.since.first_day <= day)

    @property
    def collective(self) -> bool:
        """Whether it stands for several units, such as 各镇."""
        return self.kind == COLLECTIVE

    @property
    def unlisted(self) -> bool:
        """Whether this is a collective whose members the document does not list."""
        return self.members == "unlisted"

    @property
    def member_names(self) -> UnitNames:
        """The listed members of a collective; empty for everything else."""
        return self.members if isinstance(self.members, tuple) else ()


class Registry(Record):
    """The file ``units.yml``."""

    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)] = Field(
        DEFAULT_KINDS,
        description="单位的类别，按显示的次序；与通常的不同时才写。集合主体（collective）没有列出时排在最后",
    )
    units: tuple[Unit, ...] = Field(description="单位名录，各文件共用")

    @model_validator(mode="after")
    def _kinds_apart(self) -> Registry:
        for labels in ([kind.id for kind in self.all_kinds], [kind.name for kind in self.all_kinds]):
            if twice := next((label for label in labels if labels.count(label) > 1), None):
                raise fault(f"kinds 里“{twice}”写了两次（集合主体的 key 是 {COLLECTIVE}）")
        return self

    @property
    def all_kinds(self) -> tuple[Kind, ...]:
        """The kinds in their order, that of collectives last where the registry does not place it."""
        if any(kind.id == COLLECTIVE for kind in self.kinds):
            return self.kinds
        return (*self.kinds, DEFAULT_KINDS[-1])
