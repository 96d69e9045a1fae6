"""The records of the data: policies, sections, tasks, parts, units, their deadlines and targets.

Every record is immutable. The classes describe the YAML files field by field,
so the JSON Schemas under ``schema/`` are generated from them; the Chinese
``description`` of a field is what an editor shows to the person typing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from compiler.dates import DateField
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

Operator = Literal["equals", "at_least", "at_most", "between"]
Every = Literal["year", "half_year", "quarter", "month", "week"]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]
Number = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]


class Record(BaseModel):
    """Base of all records: immutable, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ---------------------------------------------------------------- facts of a task


class Deadline(Record):
    """完成时限 of a task: what the document says of time, as exactly as it says it."""

    quote: Text = Field(description="原文里说到时间的那几个字，须在本任务原文中只出现一次")
    start: DateField | None = Field(None, description="起始：年、月或日，与原文一样精确")
    due: DateField | None = Field(None, description="截止：2021、2022-06 或 2021-08-17；“2021年底”写 2021")
    before: bool = Field(False, description="原文写“……前”时填 true")
    period: Text | None = Field(None, description="所属时期的名称，如 过渡期（在 policy.yml 的 periods 里）")
    every: Every | None = Field(
        None, description="周期：year 每年、half_year 每半年、quarter 每季度、month 每月、week 每周"
    )
    times: Annotated[int, Field(ge=1, le=366)] | None = Field(None, description="每个周期的次数")
    duration: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2} (years|months|days)$")] | None = (
        Field(None, description="只有时长、没有起点时填，如 3 years、6 months；这是文件的缺口")
    )

    @model_validator(mode="after")
    def _says_when(self) -> Deadline:
        if not (self.due or self.period or self.every or self.duration):
            raise fault("时限要有 due、period、every、duration 之一")
        if self.start and self.due and self.start.first_day > self.due.last_day:
            raise fault(f"start（{self.start}）晚于 due（{self.due}）")
        if self.times and not self.every:
            raise fault("times（次数）要与 every（周期）同用")
        if self.before and not self.due:
            raise fault("before 要与 due 同用")
        if self.duration and (self.start or self.due):
            raise fault("有 start 或 due 时不写 duration：duration 只用于没有起点的时长")
        return self


class Value(Record):
    """One figure of a target: exactly one of the four comparisons, and the unit it counts in."""

    equals: Number | None = Field(None, description="等于")
    at_least: Number | None = Field(None, description="不少于（达到、以上、不低于、至少）")
    at_most: Number | None = Field(None, description="不多于（以下、不超过、控制在……内）")
    between: Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)] | None = Field(
        None, description="两数之间，如 [1, 2]"
    )
    unit: Text = Field(description="计量单位，如 个、条、公里、万元、%")

    @model_validator(mode="after")
    def _one_comparison(self) -> Value:
        given = [op for op in ("equals", "at_least", "at_most", "between") if getattr(self, op) is not None]
        if len(given) != 1:
            raise fault("每个数值要有且只有 equals、at_least、at_most、between 之一")
        if self.between and self.between[0] >= self.between[1]:
            raise fault("between 的两个数要从小到大")
        return self

    @property
    def op(self) -> Operator:
        """Which of the four comparisons the value makes."""
        ops: tuple[Operator, ...] = ("equals", "at_least", "at_most", "between")
        return next(op for op in ops if getattr(self, op) is not None)

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """The one figure, or the two of ``between``."""
        given = getattr(self, self.op)
        return given if isinstance(given, tuple) else (given,)


class Target(Record):
    """目标指标 of a task: a figure, or a word of whole coverage, that the document sets."""

    indicator: Text = Field(description="指标名称，尽量用原文的字")
    quote: Text = Field(description="指标所出的原文，须在本任务原文中只出现一次")
    values: tuple[Value, ...] = Field((), description="数值，每个有比较方式和单位")
    all: bool = Field(False, description="原文写全覆盖、应签尽签、全部等时填 true")
    none: bool = Field(False, description="原文写动态清零等时填 true")
    scope: Text | None = Field(None, description="对象或范围，用原文的字")
    baseline: Text | None = Field(None, description="比较的基数，用原文的字，如 去年")
    compare: Literal["equals", "at_least", "at_most"] | None = Field(
        None, description="与基数的关系（没有数值时）：不低于 at_least、不高于 at_most、持平 equals"
    )

    @model_validator(mode="after")
    def _says_how_much(self) -> Target:
        if not (self.values or self.all or self.none or self.compare):
            raise fault("指标要有 values、all、none 或 baseline 加 compare")
        if self.all and self.none:
            raise fault("all 与 none 不能同时填")
        if self.compare and (self.values or not self.baseline):
            raise fault("compare 只与 baseline 同用，且不写 values")
        return self


class OtherFigure(Record):
    """A figure in the text that is neither deadline nor target, and why it is not."""

    quote: Text = Field(description="原文里的数字或字样，须在本任务原文中只出现一次")
    why: Text = Field(description="为什么不是指标或时限，如 范围、基数、名称")


# ---------------------------------------------------------------- tasks

UnitNames = tuple[Text, ...]


class Assigned(Record):
    """What a task and a part of a task have in common: the units of one assignment clause."""

    lead_units: UnitNames = Field(
        default=(), description="牵头单位，按原文顺序；原文没有牵头单位时不写这一项"
    )
    responsible_units: UnitNames = Field(default=(), description="责任单位，按原文顺序")
    responsible_open: bool = Field(default=False, description="责任单位以“等”字收尾（列举未尽）时填 true")
    supporting_units: UnitNames = Field(default=(), description="配合单位，按原文顺序")

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
    title: Text = Field(description="任务标题，不带句号")
    section: Text = Field(description="所在章节，如 二（五）；须在 policy.yml 的 outline 里")
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
    title: Text = Field(description="章节标题")
    instruction: Text | None = Field(
        None, description="标题之下、任务之前的一段话；没有写明责任单位，会列为缺口"
    )

    @property
    def chapter(self) -> str:
        """The key of the chapter: 二 for 二（五）."""
        return self.key.split("（")[0]

    @property
    def label(self) -> str:
        """The number as it stands before the heading: 二、 or （五）."""
        return self.key[len(self.chapter) :] or f"{self.key}、"


class Period(Record):
    """A span of time that the document names, such as 过渡期."""

    name: Text = Field(description="时期的名称，如 过渡期")
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

    title: Text = Field(description="依据文件的标题")
    number: Text | None = Field(None, description="依据文件的发文字号")


class Erratum(Record):
    """A misprint of the source, and how the data reads it."""

    quote: Text = Field(description="原件作")
    read: Text = Field(description="改作")
    why: Text = Field(description="理由")


class Waiver(Record):
    """An accepted exception to a check, with its reason."""

    check: Text = Field(description="检查项的名称")
    task: Text | None = Field(None, description="只对这一任务有效")
    contains: Text | None = Field(None, description="只对提示里含有这些字的有效")
    why: Text = Field(description="为什么可以接受")


class PolicyFacts(Record):
    """The file ``policy.yml``: what stands in the document around its tasks."""

    letterhead: Text | None = Field(None, description="版头，如 中共海口市美兰区委文件")
    number: Text = Field(description="发文字号，如 美发〔2021〕7号")
    notice_title: Text | None = Field(None, description="印发通知的标题")
    addressees: Text | None = Field(None, description="主送机关，照原文")
    notice: Text | None = Field(None, description="印发通知的正文")
    issuers: UnitNames = Field(description="印发机关，按原文顺序")
    issued: DateField = Field(description="成文日期，如 2021-08-17")
    title: Text = Field(description="方案的标题")
    preamble: Text | None = Field(None, description="方案第一章之前的一段，一句一行")
    bases: tuple[Basis, ...] = Field((), description="依据的上级文件")
    periods: tuple[Period, ...] = Field((), description="文件设立的时期")
    outline: tuple[Section, ...] = Field(description="章节目录，按原文顺序")
    errata: tuple[Erratum, ...] = Field((), description="勘误：原件的错字")
    waivers: tuple[Waiver, ...] = Field((), description="可以接受的例外")


RESERVED_IDS = ("index",)
"""Names that the site's own pages have beside those of the units."""


class Unit(Record):
    """A unit of the registry, as the documents name it."""

    name: Text = Field(description="单位名称，与文件写法一致")
    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")] = Field(
        description="网址用的短名，小写字母和数字，定了不改"
    )
    kind: Kind = Field(
        description="类别：party 党委部门、government 政府部门、dispatched 派出机构、"
        "mass_organisation 群团组织、town 镇、collective 集合主体（如 各镇）"
    )
    short: Text | None = Field(None, description="矩阵表头用的简称，须是名称的末尾几个字")
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
