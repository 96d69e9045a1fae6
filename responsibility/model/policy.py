"""A policy: the file ``policy.yml``, and everything in its folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from responsibility.model.base import Flag, Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.decisions import Decision
from responsibility.model.item_ids import ItemId
from responsibility.model.numbering import SECTION_KEY, section_label, steps
from responsibility.model.problems import fault
from responsibility.model.progress import UnitProgress
from responsibility.model.roles import LEAD, ROLES, Role
from responsibility.model.rules import (
    LISTED,
    LeadRule,
    ReportRule,
    Rule,
    RuledUnits,
    RuleField,
    StandingRule,
    deciding,
    leading,
    names_no_lead,
)
from responsibility.model.tasks import Assigned, Task
from responsibility.model.units import UnitNames


class Section(Record):
    """A heading of the document: 一、… or （一）… or 1.…, with its key 一, 一（一） or 一（一）1."""

    key: Annotated[str, StringConstraints(max_length=30, pattern=SECTION_KEY)] = Field(
        description="章节的序号，连上级的，如 二、二（五）、二（五）3；照原文的号，同一个号用了两次的写 二（五）之二"
    )
    title: Line = Field(description="章节标题")
    heading: str | None = Field(
        None,
        description='标题在原文里的写法，连编号和标点；与“二、标题”“（五）标题”不同时才写，原文没有这一标题时写空的 ""',
    )
    instruction: Text | None = Field(
        None, description="标题之下、任务之前的一段话；没有写明责任单位，会列为待明确事项"
    )
    clause: Text | None = Field(
        None, description='写在标题之下、管到其下各项任务的责任分工；各项任务的 clause 写空的 ""'
    )

    @property
    def chapter(self) -> str:
        """The key of the chapter: 二 for 二（五）."""
        return steps(self.key)[0]

    @property
    def above(self) -> str:
        """The key of the section that this one stands in: 二 for 二（五）; empty for a chapter."""
        return "".join(steps(self.key)[:-1])

    @property
    def all_above(self) -> tuple[str, ...]:
        """The keys of the sections that it stands in, from the chapter down."""
        return tuple(accumulate(steps(self.key)[:-1]))

    @property
    def level(self) -> int:
        """1 for a chapter, 2 for a section in it …"""
        return len(steps(self.key))

    @property
    def written(self) -> str:
        """The heading as the document writes it."""
        return f"{self.label}{self.title}" if self.heading is None else self.heading

    @property
    def label(self) -> str:
        """The number as it stands before the heading: 二、 or （五）; empty where the document writes none."""
        if self.heading and self.title in self.heading:
            return self.heading[: self.heading.index(self.title)].strip()
        return section_label(steps(self.key)[-1])


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

    def names(self, document: PolicyMetadata) -> bool:
        """Whether it is that document: by the number where both have one, else by the title, blanks aside."""
        if self.number and document.number:
            return self.number == document.number
        return "".join(self.title.split()) == "".join(document.title.split())


class Erratum(Record):
    """A misprint of the source, and how the data reads it."""

    quote: Text = Field(description="原件作")
    read: Text = Field(description="改作")
    why: Text = Field(description="理由")


class Misprint(Record):
    """What looks like a misprint of the document: left as it stands, and listed for the issuer."""

    quote: Text = Field(description="原文的字，照录，须只出现一次")
    task: Line | None = Field(None, description="所在任务的序号或 id；不在任务里的不写")
    suggests: Text = Field(description="疑为什么")
    why: Text = Field(description="理由")

    @model_validator(mode="after")
    def _suggests_otherwise(self) -> Misprint:
        if self.quote == self.suggests:
            raise fault("suggests 与 quote 相同，不是笔误")
        return self


class Unsettled(Record):
    """What an import saw and could not settle: for a person to look at, and to delete when it is settled."""

    what: Text = Field(description="要人来定的事；定了以后删去这一条")
    task: Line | None = Field(None, description="所在任务的序号或 id；不在任务里的不写")


def _plain_file_name(name: str) -> str:
    if name.startswith(".") or any(character in '/\\<>:"|?*' for character in name):
        raise fault("要写 source/ 里一个文件的名字，不带路径")
    return name


class Received(Record):
    """The file as it was received, which is kept beside the data in the folder ``source/``."""

    file: Annotated[Line, AfterValidator(_plain_file_name)] = Field(description="source/ 里的文件名")
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="收到时的 SHA-256 校验值：文件后来改过就对不上"
    )


class Waiver(Record):
    """An accepted exception to a check, with its reason."""

    check: Line = Field(description="检查项的名称")
    task: Line | None = Field(None, description="只对这一任务有效：序号或 id，部分写作 2.1")
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


class PolicyMetadata(Record):
    """The file ``policy.yml``: what stands in the document around its tasks."""

    draft: Flag = Field(
        False, description="草稿：由文件自动拟出，还没有人核对完，网站每页注明；核对完后删去这一行"
    )
    letterhead: Line | None = Field(None, description="版头，如 中共海口市美兰区委文件")
    number: Line | None = Field(None, description="发文字号，如 美发〔2021〕7号；文件没有的不写")
    notice_title: Line | None = Field(None, description="印发通知的标题")
    addressees: Text | None = Field(None, description="主送机关，照原文")
    notice: Text | None = Field(None, description="印发通知的正文")
    issuers: UnitNames = Field((), description="印发机关，按原文顺序；文件没有的不写")
    issued: DateField | None = Field(None, description="成文日期，如 2021-08-17；文件没有的不写")
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
    rules: tuple[RuleField, ...] = Field(
        (), description="文件对各项任务统一定下的规则：谁牵头、哪些单位项项有责任、谁要报送"
    )
    outline: tuple[Section, ...] = Field(description="章节目录，按原文顺序")
    errata: tuple[Erratum, ...] = Field((), description="勘误：原件的错字")
    misprints: tuple[Misprint, ...] = Field(
        (), description="疑似笔误：原文照录，不改，列出请印发机关核对；要改字的写 errata"
    )
    received: Received | None = Field(
        None, description="收到的原件（Word、PDF、网页等），原样放在 source/ 里，不发布；由导入时写"
    )
    waivers: tuple[Waiver, ...] = Field((), description="可以接受的例外")
    unsettled: tuple[Unsettled, ...] = Field(
        (), description="待核：导入时看到、没有把握的，要人来定；定一条删一条"
    )

    @property
    def name(self) -> str:
        """What readers are told the policy by: its 发文字号, or its title where it has none; a draft says that it is one."""
        return (self.number or f"《{''.join(self.title.split())}》") + self.draft_mark

    @property
    def draft_mark(self) -> str:
        """What stands behind names and titles of a draft; empty where it is none."""
        return "（草稿）" if self.draft else ""

    @property
    def attribution(self) -> str:
        """What was issued by whom, in one line: 发文字号 (or title) and 印发机关, as far as the document has them."""
        return "　".join(filter(None, (self.name, "、".join(self.issuers))))

    @property
    def file_date(self) -> datetime.date:
        """The date that files made of the policy bear: its own, or a day that is no date of a document's."""
        return self.issued.first_day if self.issued else UNDATED


UNDATED = datetime.date(2000, 1, 1)
"""Stands in files that must bear a date, where a document has none."""


@dataclass(frozen=True)
class Policy:
    """One policy: its folder's name, its metadata, its tasks in order, its source text, and what became of it."""

    id: str
    metadata: PolicyMetadata
    tasks: tuple[Task, ...]
    source: str | None
    progress: tuple[UnitProgress, ...] = ()
    """What units reported, by day and then by the names of the files."""
    decisions: tuple[Decision, ...] = ()
    """What the supervising office decided, in the order of the file."""

    @property
    def reporting_days(self) -> tuple[datetime.date, ...]:
        """The days for which units reported, the first one first."""
        return tuple(sorted({each.day.first_day for each in self.progress}))

    def item_id(self, written: str) -> ItemId:
        """The id of the item that a person calls ``32`` or ``2.1``, the task by its number or its ``id``.

        What names no task of the policy stays as it is written.
        """
        item = ItemId.parse(written)
        named = (task.identity for task in self.tasks if task.number == item.task)
        return item._replace(task=next(named, item.task))

    def rules_for(self, task: Task) -> Iterator[Rule]:
        """The rules that hold for a task: those of the whole document and those of its section.

        What the clause of a task or the introduction of a section states (…，下同) holds from there on; in the last
        one it is a note on them all.
        """
        keys = (None, *self._sections_of(task))
        rules = (rule for rule in self.metadata.rules if rule.section in keys)
        return (rule for rule in rules if task.number not in self._above_rules.get(rule.quote, ()))

    @cached_property
    def _above_rules(self) -> dict[str, frozenset[str]]:
        """By the quotes of rules, the numbers of the tasks above the clause or the section that states it."""
        numbers = [task.number for task in self.tasks]
        quotes = {rule.quote for rule in self.metadata.rules}
        return {quote: frozenset(numbers[: self._first_ruled(quote)]) for quote in quotes}

    def _first_ruled(self, quote: str) -> int:
        """The index of the first task below the words of a rule; 0 where they stand in the last clause, or around the tasks."""
        for index, task in enumerate(self.tasks[:-1]):
            if any(quote in (item.clause or "") for item in task.items):
                return index
        stating = {
            section.key
            for section in self.metadata.outline
            if any(quote in (text or "") for text in (section.title, section.clause, section.instruction))
        }
        below = [index for index, task in enumerate(self.tasks) if stating & self._sections_of(task)]
        return 0 if not below or below[-1] == len(self.tasks) - 1 else below[0]

    def _sections_of(self, task: Task) -> set[str]:
        """The keys of the section of a task and of those above it."""
        section = self.section(task.section)
        return {task.section, *(section.all_above if section else ())}

    def ruled_units(self, task: Task, item: Assigned) -> tuple[RuledUnits, ...]:
        """The units that rules put into roles of an item: who leads of those listed, then who stands under every task.

        Nobody who has that role, or a higher one, by the clause.
        """
        ruled: list[RuledUnits] = []
        rules = tuple(self.rules_for(task))
        leads, listed = item.units(LEAD), item.units(LISTED)
        if not leads and (decided := deciding(rules, listed, item.clause)):
            ruled.append(RuledUnits(decided[0], LEAD, listed[: decided[1]]))
        for rule in rules:
            if isinstance(rule, LeadRule) and leads and names_no_lead(item.clause, rule):
                if leading(rule, (*leads, *item.units(rule.rest)), item.clause):
                    ruled.append(RuledUnits(rule, LEAD, leads))
                    leads = ()
            elif isinstance(rule, StandingRule):
                named = {name for role in ROLES for name in item.units(role)}
                if units := tuple(name for name in rule.units if name not in named):
                    ruled.append(RuledUnits(rule, rule.role, units))
        return tuple(ruled)

    @property
    def reports(self) -> tuple[ReportRule, ...]:
        """The reports that the document asks for."""
        return tuple(rule for rule in self.metadata.rules if isinstance(rule, ReportRule))

    def units_of(self, task: Task, item: Assigned) -> dict[Role, UnitNames]:
        """The units that the clause of an item names, by role; who leads by a rule stands among those who lead.

        Units that stand under every task are named by no clause, and are left out.
        """
        units = {role: item.units(role) for role in ROLES}
        for ruled in self.ruled_units(task, item):
            if isinstance(ruled.rule, LeadRule):
                rest = tuple(name for name in units[LISTED] if name not in ruled.units)
                units |= {LEAD: ruled.units, LISTED: ()}
                role = LISTED if item.units(LEAD) else ruled.rule.rest
                units[role] = (*rest, *units[role])
        return units

    def section(self, key: str) -> Section | None:
        """The section of that key, if the outline has it."""
        return next((section for section in self.metadata.outline if section.key == key), None)

    def clause_above(self, task: Task) -> str | None:
        """The clause of the nearest section above a task that has one."""
        section = self.section(task.section)
        keys = (task.section, *reversed(section.all_above)) if section else ()
        above = (self.section(key) for key in keys)
        return next((section.clause for section in above if section and section.clause), None)

    def section_at(self, key: str) -> Section:
        """The section of that key; raises KeyError where the outline lacks it."""
        section = self.section(key)
        if section is None:
            raise KeyError(key)
        return section

    def period(self, name: str | None) -> Period | None:
        """The period of that name, if the policy has it."""
        return next((period for period in self.metadata.periods if period.name == name), None)
