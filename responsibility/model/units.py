"""Units of the registry: ``units.yml``."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, WithJsonSchema, model_validator

from responsibility.model.base import Line, Record
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
        if self.short and not self.name.endswith(self.short):
            raise fault("short 须是 name 的末尾几个字")
        return self

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
