"""Tasks and their parts: the files ``01.yml``, ``s1.yml`` …"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field, StringConstraints, create_model, field_validator, model_validator

from responsibility.model.base import DRAFT, Flag, Line, Record, Text
from responsibility.model.deadlines import Deadline
from responsibility.model.deliverables import Deliverable
from responsibility.model.implements import Implements
from responsibility.model.item_ids import ItemId
from responsibility.model.leaders import Leader
from responsibility.model.numbering import PART_NUMBER, part_label
from responsibility.model.problems import fault
from responsibility.model.roles import EXPECTED, ROLE_NAMES, ROLE_SPECS, ROLES, Role
from responsibility.model.targets import OtherFigure, Target
from responsibility.model.units import RESERVED_IDS, UnitNames

FactField = Literal["deadlines", "targets", "deliverables", "other_figures"]
"""The lists of a task whose records quote its text."""
FACT_NAMES: dict[FactField, str] = {
    "deadlines": "时限",
    "targets": "指标",
    "deliverables": "成果",
    "other_figures": "其他数字",
}
"""What a record of each of these lists is called."""
FACT_FIELDS: tuple[FactField, ...] = tuple(FACT_NAMES)
Fact = Deadline | Target | Deliverable | OtherFigure
"""A record of one of those lists."""


ETC = "等"
"""What a list of units writes behind one where it does not name all."""


def _not_etc_alone(name: str) -> str:
    if name == ETC:
        raise fault(f"“{ETC}”写在一个单位之后，如 区人社局{ETC}")
    return name


ListedUnits = tuple[Annotated[Line, AfterValidator(_not_etc_alone)], ...]
"""Names of units as a clause lists them, each with 等 behind it where the clause writes that."""


def _unit_fields() -> dict[str, Any]:
    """The field ``KEY_units`` of each role, as pydantic's ``create_model`` takes them."""
    fields: dict[str, Any] = {}
    for spec in ROLE_SPECS:
        absent = f"；原文没有{spec.name}时不写这一项" if spec.leads else ""
        description = (
            f"{spec.name}，按原文顺序；原文在哪个单位之后写“{ETC}”，就写在那里，如 区人社局{ETC}{absent}"
        )
        fields[f"{spec.key}_units"] = (ListedUnits, Field(default=(), description=description))
    return fields


if TYPE_CHECKING:
    _UnitsByRole = Record
else:
    _UnitsByRole = create_model("_UnitsByRole", __base__=Record, **_unit_fields())

_USUAL = "，".join(f"{ROLE_NAMES[role]}：…" for role in EXPECTED)


class Assigned(_UnitsByRole):
    """What a task and a part of a task have in common: the units of one assignment clause, in fields by role."""

    clause: str | None = Field(
        default=None,
        description=f"责任分工在原文里的写法；与“（{_USUAL}）”不同时才写，写在后面几项之后、"
        '标题（部分的序号）就是所列单位的，原文的话里写明的（由县水利局牵头，……），写空的 ""',
    )

    leaders: tuple[Leader, ...] = Field(
        default=(), description="文件点名的领导（牵头领导、责任领导等）：人或职务，不是单位"
    )
    draft: Flag = Field(default=False, description=f"责任分工是{DRAFT}")

    def units(self, role: Role) -> UnitNames:
        """The units that the clause names in ``role``, in the document's order."""
        return tuple(entry.removesuffix(ETC) for entry in self.listed(role))

    def listed(self, role: Role) -> ListedUnits:
        """The entries of ``role``: the units that the clause names in it, with 等 behind them where it stands."""
        entries: ListedUnits = getattr(self, f"{role}_units")
        return entries

    def open_after(self, role: Role) -> UnitNames:
        """The units in ``role`` after which the clause writes 等, so that not all are named; most often one or none."""
        return tuple(entry.removesuffix(ETC) for entry in self.listed(role) if entry.endswith(ETC))

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in which the clause names units; empty where there is no clause."""
        return tuple(role for role in ROLES if self.units(role))


class Part(Assigned):
    """A part （1）, （2） … of a task: with units of its own, or, where no part has any, with the task's."""

    number: Annotated[str, StringConstraints(max_length=6, pattern=PART_NUMBER)] = Field(
        description='部分的序号，如 "1" 表示（1），"一" 表示（一）；原文写作 ①、一是、1. 的照写'
    )
    mark: str | None = Field(
        default=None,
        description='序号在原文里的写法；与“（1）”不同、number 又写不出时才写，原文没有序号的写空的 ""',
    )
    text: Text = Field(description="这一部分的原文，一句一行")

    @property
    def written(self) -> str:
        """The number as the document writes it."""
        return part_label(self.number) if self.mark is None else self.mark


class Task(Assigned):
    """A numbered task, or an unnumbered safeguard (``s1``, ``s2`` …), of a policy."""

    number: Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,2}|s[1-9][0-9]?)$")] = Field(
        description='任务序号，如 "32"；未编号的保障措施写 s1、s2……'
    )
    id: (
        Annotated[str, StringConstraints(max_length=40, pattern=r"^[a-z1-9][a-z0-9]*(-[a-z0-9]+)*$")] | None
    ) = Field(
        None,
        description="固定的短名，小写字母、数字和连字符，本文件内不重复，定了不改：网址、日历、台账和各处链接都用它，"
        "序号变了也不动；不写时用序号",
    )
    label: Line | None = Field(
        None,
        description="序号在原文里的写法，如 第三条、（一）、3.2；与 number 不同时才写，"
        "各节从头编号的也写，这时 number 从头到尾连着编",
    )
    title: Line = Field(description="任务标题，不带句号")
    heading: str | None = Field(
        None,
        description='标题在原文里的写法，连编号和标点；与“32.标题。”不同时才写，原文没有编号和标题时写空的 ""',
    )
    section: Line = Field(description="所在章节，如 二（五）；须在 policy.yml 的 outline 里")
    text: Text | None = Field(None, description="原文，一句一行；分部分的任务写在 parts 里")
    parts: tuple[Part, ...] = Field(
        (), description="各部分，各有自己的责任单位；都不写单位的，单位写在任务里，各部分共用"
    )
    clause_first: Flag = Field(
        False, description="各部分共用的责任分工写在各部分之前的，写 true；不写时它在各部分之后"
    )
    closing: Text | None = Field(
        None,
        description="共用单位的各部分之后的原文；没有这样的部分时，责任分工之后的原文。一句一行",
    )
    deadlines: tuple[Deadline, ...] = Field((), description="完成时限")
    targets: tuple[Target, ...] = Field((), description="目标指标")
    deliverables: tuple[Deliverable, ...] = Field(
        (), description="成果：要形成的文件、台账、项目、机制，要开展的活动"
    )
    other_figures: tuple[OtherFigure, ...] = Field((), description="既非时限也非指标的数字，及其理由")
    implements: tuple[Implements, ...] = Field((), description="落实的是上级文件的哪些任务")

    @field_validator("id")
    @classmethod
    def _not_reserved(cls, id_: str | None) -> str | None:
        if id_ in RESERVED_IDS:
            raise fault(f"id 不能用“{id_}”：网站或 Windows 自己要用")
        return id_

    @model_validator(mode="after")
    def _has_text_and_title(self) -> Task:
        if not self.text and not self.parts:
            raise fault("任务要有 text（原文）或 parts（各部分）")
        if "。" in self.title:
            raise fault("title 不带句号：句号之后是正文")
        numbers = [part.number for part in self.parts]
        if len(set(numbers)) < len(numbers):
            raise fault("parts 的序号各用一次")
        return self

    @property
    def safeguard(self) -> bool:
        """Whether this is an unnumbered safeguard."""
        return self.number.startswith("s")

    @property
    def items(self) -> tuple[Task | Part, ...]:
        """What units are assigned to: the parts where they have units, else or besides the task itself."""
        if self.parts_share_units:
            return (self,)
        return ((self,) if self.roles or not self.parts else ()) + self.parts

    @property
    def parts_share_units(self) -> bool:
        """Whether the parts have no units of their own, so that the task's clause, behind them, is for all."""
        return bool(self.parts) and not any(part.roles for part in self.parts)

    @property
    def clause_behind_parts(self) -> bool:
        """Whether the task's own clause stands behind its parts and what follows them."""
        return self.parts_share_units and not self.clause_first

    @property
    def with_parts(self) -> tuple[Task | Part, ...]:
        """The task itself and its parts."""
        return (self, *self.parts)

    @property
    def full_text(self) -> str:
        """The whole text of the task, a sentence a line, its parts included."""
        return "\n".join(self.texts)

    @property
    def texts(self) -> tuple[str, ...]:
        """The task's own text, if it has one, those of its parts, and what stands behind them."""
        return tuple(filter(None, (self.text, *(part.text for part in self.parts), self.closing)))

    @property
    def identity(self) -> str:
        """What names the task in addresses, links and every other reference: its ``id``, else its number.

        Unique within the policy, and the same whatever is inserted before the task once an ``id`` is written.
        """
        return self.id or self.number

    def item_id(self, item: Assigned) -> ItemId:
        """The id of the task itself, or of a part of it."""
        return ItemId(self.identity, item.number if isinstance(item, Part) else "")

    def quotes(self) -> Iterator[tuple[FactField, int, Fact]]:
        """Every record that quotes the text, as (field name, index in it, record)."""
        for field in FACT_FIELDS:
            for index, record in enumerate(getattr(self, field)):
                yield field, index, record
