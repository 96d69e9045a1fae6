"""Units of the registry: ``units.yml``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from responsibility.model.base import Line, Record
from responsibility.model.problems import fault

Kind = Literal["party", "government", "dispatched", "mass_organisation", "town", "collective"]
KIND_NAMES: dict[Kind, str] = {
    "party": "党委部门",
    "government": "政府部门",
    "dispatched": "派出机构",
    "mass_organisation": "群团组织",
    "town": "镇",
    "collective": "集合主体",
}

UnitNames = tuple[Line, ...]


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


class Unit(Record):
    """A unit of the registry, as the documents name it."""

    name: Line = Field(description="单位名称，与文件写法一致")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")] = Field(
        description="网址用的短名，小写字母和数字，定了不改"
    )
    kind: Kind = Field(
        description="类别：party 党委部门、government 政府部门、dispatched 派出机构、"
        "mass_organisation 群团组织、town 镇、collective 集合主体（如 各镇）"
    )
    short: Line | None = Field(None, description="矩阵表头用的简称，须是名称的末尾几个字")
    aliases: UnitNames = Field((), description="别的写法；只收文件里出现过的")
    members: UnitNames | Literal["unlisted"] | None = Field(
        None, description="集合主体的成员；文件没有列出时写 unlisted"
    )

    @model_validator(mode="after")
    def _members_of_collectives(self) -> Unit:
        if (self.kind == "collective") != (self.members is not None):
            raise fault("集合主体（collective）要写 members，别的单位不写")
        if self.id in RESERVED_IDS:
            raise fault(f"id 不能用“{self.id}”：网站或 Windows 自己要用")
        if len(set(self.member_names)) < len(self.member_names):
            raise fault("members 里有重复的单位")
        if self.short and not self.name.endswith(self.short):
            raise fault("short 须是 name 的末尾几个字")
        return self

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

    units: tuple[Unit, ...] = Field(description="单位名录，各文件共用")
