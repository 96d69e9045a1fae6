"""A policy: the file ``policy.yml``, and everything in its folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from responsibility.model.amendments import Amendment
from responsibility.model.base import Flag, Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.decisions import Decision
from responsibility.model.item_ids import ItemId
from responsibility.model.policy_parts import (
    Basis,
    Erratum,
    Misprint,
    Period,
    Received,
    Section,
    Unsettled,
    Waiver,
)
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


DocumentStatus = Literal["in_force", "completed", "repealed"]
DOCUMENT_STATUSES: dict[DocumentStatus, str] = {
    "in_force": "有效",
    "completed": "已完成",
    "repealed": "已废止",
}
"""What a document can be, and what readers are told."""


class PolicyMetadata(Record):
    """The file ``policy.yml``: what stands in the document around its tasks."""

    draft: Flag = Field(
        False, description="草稿：由文件自动拟出，还没有人核对完，网站每页注明；核对完后删去这一行"
    )
    status: DocumentStatus = Field(
        "in_force",
        description="文件现在："
        + "、".join(f"{key} {name}" for key, name in DOCUMENT_STATUSES.items())
        + "；不是有效的不再列入单位、时限等日常的清单，仍可查看",
    )
    status_since: DateField | None = Field(None, description="从何时起已完成或已废止")
    status_basis: Line | None = Field(None, description="已完成或已废止的依据，如 发文字号")
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

    @model_validator(mode="after")
    def _status_is_based(self) -> PolicyMetadata:
        if self.in_force:
            if self.status_since or self.status_basis:
                raise fault("status_since、status_basis 要与 status（completed 或 repealed）同用")
        elif not (self.status_since and self.status_basis):
            raise fault("status 不是 in_force 的，要写 status_since（从何时起）和 status_basis（依据）")
        return self

    @property
    def in_force(self) -> bool:
        """Whether its tasks are still to be done."""
        return self.status == "in_force"

    @property
    def status_mark(self) -> str:
        """What stands behind the name of a document that is done or repealed; else empty."""
        return "" if self.in_force else f"（{DOCUMENT_STATUSES[self.status]}）"

    @property
    def name(self) -> str:
        """What readers are told the policy by: its 发文字号, or its title where it has none.

        A draft says that it is one, a document that is done or repealed that it is.
        """
        return (self.number or f"《{''.join(self.title.split())}》") + self.draft_mark + self.status_mark

    @property
    def draft_mark(self) -> str:
        """What stands behind names and titles of a draft; empty where it is none."""
        return "（草稿）" if self.draft else ""

    @property
    def attribution(self) -> str:
        """What was issued by whom, in one line: 发文字号 (or title) and 印发机关, as far as the document has them."""
        return "　".join(filter(None, (self.name, "、".join(self.issuers))))

    @property
    def year(self) -> int | None:
        """The year of issue; None where the document has no date."""
        return self.issued.year if self.issued else None

    @property
    def file_date(self) -> datetime.date:
        """The date that files made of the policy bear: its own, or a day that is no date of a document's."""
        return self.issued.first_day if self.issued else UNDATED


UNDATED = datetime.date(2000, 1, 1)
"""Stands in files that must bear a date, where a document has none."""


@dataclass(frozen=True)
class Policy:
    """One policy: its folder's name, its metadata, its tasks in order, its text in force, and what became of it."""

    id: str
    metadata: PolicyMetadata
    tasks: tuple[Task, ...]
    source: str | None
    progress: tuple[UnitProgress, ...] = ()
    """What units reported, by day and then by the names of the files."""
    decisions: tuple[Decision, ...] = ()
    """What the supervising office decided, in the order of the file."""
    amendments: tuple[Amendment, ...] = ()
    """What later documents changed in it, the oldest first; ``source`` is the text as changed by them."""
    issued_text: str | None = None
    """The text as it was issued, where later documents changed it."""

    @property
    def reporting_days(self) -> tuple[datetime.date, ...]:
        """The days for which units reported, the first one first."""
        return tuple(sorted({each.day.first_day for each in self.progress}))

    @cached_property
    def by_identity(self) -> Mapping[str, Task]:
        """The tasks by what names them in every reference, see ``Task.identity``."""
        return {task.identity: task for task in self.tasks}

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
