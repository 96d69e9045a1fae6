"""The records of the data: policies, sections, tasks, parts, units; see also :mod:`compiler.facts`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from compiler.dates import DateField
from compiler.facts import Deadline, Line, OtherFigure, Record, Target, Text
from compiler.problems import fault

Role = Literal["lead", "responsible", "supporting"]
ROLE_NAMES: dict[Role, str] = {"lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位"}
ROLES: tuple[Role, ...] = tuple(ROLE_NAMES)
EXPECTED: tuple[Role, ...] = ("lead", "responsible")
"""Roles that are always spoken of; the others only where a document uses them."""

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


class Assigned(Record):
    """What a task and a part of a task have in common: the units of one assignment clause."""

    lead_units: UnitNames = Field(
        default=(), description="牵头单位，按原文顺序；原文没有牵头单位时不写这一项"
    )
    responsible_units: UnitNames = Field(default=(), description="责任单位，按原文顺序")
    responsible_open: bool = Field(default=False, description="责任单位以“等”字收尾（列举未尽）时填 true")
    supporting_units: UnitNames = Field(default=(), description="配合单位，按原文顺序")

    clause: str | None = Field(
        default=None,
        description='责任分工在原文里的写法；与“（牵头单位：…，责任单位：…）”不同时才写，写在后面几项之后时写空的 ""',
    )

    def units(self, role: Role) -> UnitNames:
        """The units that the clause names in ``role``, in the document's order."""
        names: UnitNames = getattr(self, f"{role}_units")
        return names

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in which the clause names units; empty where there is no clause."""
        return tuple(role for role in ROLES if self.units(role))


class Part(Assigned):
    """A part （1）, （2） … of a task that has units of its own."""

    number: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?$")] = Field(
        description='部分的序号，如 "1" 表示（1）'
    )
    text: Text = Field(description="这一部分的原文，一句一行")


class Task(Assigned):
    """A numbered task, or an unnumbered safeguard (``s1``, ``s2`` …), of a policy."""

    number: Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,2}|s[1-9][0-9]?)$")] = Field(
        description='任务序号，如 "32"；未编号的保障措施写 s1、s2……'
    )
    title: Line = Field(description="任务标题，不带句号")
    heading: str | None = Field(
        None,
        description='标题在原文里的写法，连编号和标点；与“32.标题。”不同时才写，原文没有编号和标题时写空的 ""',
    )
    section: Line = Field(description="所在章节，如 二（五）；须在 policy.yml 的 outline 里")
    text: Text | None = Field(None, description="原文，一句一行；分部分的任务写在 parts 里")
    parts: tuple[Part, ...] = Field((), description="各部分，各有自己的责任单位")
    deadlines: tuple[Deadline, ...] = Field((), description="完成时限")
    targets: tuple[Target, ...] = Field((), description="目标指标")
    other_figures: tuple[OtherFigure, ...] = Field((), description="既非时限也非指标的数字，及其理由")

    @model_validator(mode="after")
    def _has_text(self) -> Task:
        if not self.text and not self.parts:
            raise fault("任务要有 text（原文）或 parts（各部分）")
        if "。" in self.title:
            raise fault("title 不带句号：句号之后是正文")
        numbers = [part.number for part in self.parts]
        if numbers != [str(place) for place in range(1, len(numbers) + 1)]:
            raise fault("parts 的序号要从 1 起连续")
        return self

    @property
    def safeguard(self) -> bool:
        """Whether this is an unnumbered safeguard."""
        return self.number.startswith("s")

    @property
    def items(self) -> tuple[Task | Part, ...]:
        """What units are assigned to: the parts that have units, or the task itself."""
        return ((self,) if self.roles or not self.parts else ()) + self.parts

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
        """The task's own text, if it has one, and those of its parts."""
        return tuple(filter(None, (self.text, *(part.text for part in self.parts))))

    def item_id(self, item: Assigned) -> str:
        """``2`` for the task itself, ``2.1`` for its part 1."""
        return f"{self.number}.{item.number}" if isinstance(item, Part) else self.number

    def quotes(self) -> Iterator[tuple[str, int, Deadline | Target | OtherFigure]]:
        """Every record that quotes the text, as (field name, index in it, record)."""
        for field in ("deadlines", "targets", "other_figures"):
            for index, record in enumerate(getattr(self, field)):
                yield field, index, record


# ---------------------------------------------------------------- policies and units


class Section(Record):
    """A heading of the document: 一、… or （一）…, with its key 一 or 一（一）."""

    key: Annotated[
        str, StringConstraints(pattern=r"^[一二三四五六七八九十]+(（[一二三四五六七八九十]+）)?$")
    ] = Field(description="章节的序号，如 二 或 二（五）")
    title: Line = Field(description="章节标题")
    heading: str | None = Field(
        None,
        description='标题在原文里的写法，连编号和标点；与“二、标题”“（五）标题”不同时才写，原文没有这一标题时写空的 ""',
    )
    instruction: Text | None = Field(
        None, description="标题之下、任务之前的一段话；没有写明责任单位，会列为缺口"
    )

    @property
    def chapter(self) -> str:
        """The key of the chapter: 二 for 二（五）."""
        return self.key.split("（")[0]

    @property
    def written(self) -> str:
        """The heading as the document writes it."""
        return f"{self.label}{self.title}" if self.heading is None else self.heading

    @property
    def label(self) -> str:
        """The number as it stands before the heading: 二、 or （五）."""
        return self.key[len(self.chapter) :] or f"{self.key}、"


class Period(Record):
    """A span of time that the document names, such as 过渡期."""

    name: Line = Field(description="时期的名称，如 过渡期")
    start: DateField = Field(description="起")
    end: DateField = Field(description="止")
    quote: Text = Field(description="文件里设立这一时期的原文")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.start.first_day > self.end.last_day:
            raise fault(f"时期的起（{self.start}）晚于止（{self.end}）")
        return self


class Basis(Record):
    """A superior document that the policy is based on."""

    title: Line = Field(description="依据文件的标题")
    number: Line | None = Field(None, description="依据文件的发文字号")


class Erratum(Record):
    """A misprint of the source, and how the data reads it."""

    quote: Text = Field(description="原件作")
    read: Text = Field(description="改作")
    why: Text = Field(description="理由")


class Waiver(Record):
    """An accepted exception to a check, with its reason."""

    check: Line = Field(description="检查项的名称")
    task: Line | None = Field(None, description="只对这一任务有效")
    contains: Text | None = Field(None, description="只对提示里含有这些字的有效")
    why: Text = Field(description="为什么可以接受")


FrontField = Literal[
    "letterhead",
    "number",
    "notice_title",
    "addressees",
    "notice",
    "issuers",
    "issued",
    "annotation",
    "title",
    "preamble",
]
BackField = Literal["issuers", "issued", "annotation", "closing"]


class PolicyFacts(Record):
    """The file ``policy.yml``: what stands in the document around its tasks."""

    letterhead: Line | None = Field(None, description="版头，如 中共海口市美兰区委文件")
    number: Line = Field(description="发文字号，如 美发〔2021〕7号")
    notice_title: Line | None = Field(None, description="印发通知的标题")
    addressees: Text | None = Field(None, description="主送机关，照原文")
    notice: Text | None = Field(None, description="印发通知的正文")
    issuers: UnitNames = Field(description="印发机关，按原文顺序")
    issued: DateField = Field(description="成文日期，如 2021-08-17")
    issued_written: Line | None = Field(
        None, description="成文日期在原文里的写法；用汉字数字（二〇二一年八月十七日）时才写"
    )
    title: Line = Field(description="方案的标题")
    preamble: Text | None = Field(None, description="方案第一章之前的一段，一句一行")
    annotation: Text | None = Field(
        None, description="附注，如（此件公开发布）；标题之下括号里的印发说明也写在这里"
    )
    closing: Text | None = Field(None, description="最后一项任务之后的文字，如附件说明")
    front: tuple[FrontField, ...] | None = Field(
        None, description="正文之前各要素的次序；与通常的不同，或有的要素原文没有写时才写"
    )
    back: tuple[BackField, ...] = Field((), description="正文之后的要素及其次序，如 [issuers, issued]")
    bases: tuple[Basis, ...] = Field((), description="依据的上级文件")
    periods: tuple[Period, ...] = Field((), description="文件设立的时期")
    outline: tuple[Section, ...] = Field(description="章节目录，按原文顺序")
    errata: tuple[Erratum, ...] = Field((), description="勘误：原件的错字")
    waivers: tuple[Waiver, ...] = Field((), description="可以接受的例外")


RESERVED_IDS = ("index",)
"""Names that the site's own pages have beside those of the units."""


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
            raise fault(f"id 不能用“{self.id}”：网站自己要用")
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


@dataclass(frozen=True)
class Policy:
    """One policy: its folder's name, its facts, its tasks in order, and its source text."""

    id: str
    facts: PolicyFacts
    tasks: tuple[Task, ...]
    source: str | None

    def section(self, key: str) -> Section | None:
        """The section of that key, if the outline has it."""
        return next((section for section in self.facts.outline if section.key == key), None)

    def section_at(self, key: str) -> Section:
        """The section of that key; raises KeyError where the outline lacks it."""
        section = self.section(key)
        if section is None:
            raise KeyError(key)
        return section

    def period(self, name: str | None) -> Period | None:
        """The period of that name, if the policy has it."""
        return next((period for period in self.facts.periods if period.name == name), None)
