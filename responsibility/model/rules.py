"""Rules of a policy: what its document says of all its tasks, or of those of a section, once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, NamedTuple

from pydantic import Field, model_validator

from responsibility.model.base import READ_AS, Line, Record, Text
from responsibility.model.dates import AnyDateField
from responsibility.model.deadlines import CyclesApart, DayOfCycle, Every, MonthOfCycle, check_cycle
from responsibility.model.problems import fault
from responsibility.model.roles import LEAD, MARK_SPECS, ROLE_NAMES, Role
from responsibility.model.units import UnitNames

LISTED: Role = "responsible"
"""The role whose list says who leads, where a document has such a rule."""


class _Rule(Record):
    quote: Text = Field(description="文件里定下这条规则的原文")
    section: Line | None = Field(
        None,
        description="只对这一章节的任务有效，写 outline 里的 key；不写时对全部任务有效，引文在一项任务的 clause 或一节的 instruction 里的从那里起",
    )


class LeadRule(_Rule):
    """Which of the responsible units leads, where a clause names no lead unit."""

    rule: Literal["first_leads", "before_comma_leads"] = Field(
        description="first_leads：列第一位的责任单位为牵头单位；before_comma_leads：逗号前面的责任单位为牵头单位，几个单位之间没有逗号的不由它推定"
    )
    rest: Role = Field(LISTED, description="其余单位的角色；文件写“其他为配合单位”时写 supporting")


class StandingRule(_Rule):
    """Units that act in every task, whether or not its clause names them."""

    rule: Literal["every_task"] = Field(description="every_task：这些单位对每项任务都有责任，不逐项列出")
    units: Annotated[UnitNames, Field(min_length=1)] = Field(description="单位，按原文顺序")
    role: Role = Field(
        LISTED, description="角色：" + "、".join(f"{key} {name}" for key, name in ROLE_NAMES.items())
    )


class ReportRule(_Rule):
    """A report that units have to make: all lead units, or those that are named."""

    rule: Literal["report"] = Field(
        description="report：要定期或按时报送；section 写明时只管这一章节的牵头单位"
    )
    units: UnitNames = Field((), description="要报送的单位，按原文顺序；不写时是所有牵头单位")
    to: Line | None = Field(None, description="报送给谁，用原文的字")
    every: Every | None = Field(None, description="周期，写法同时限的 every")
    interval: CyclesApart | None = Field(None, description="几个周期一次，写法同时限的 interval")
    month: MonthOfCycle | None = Field(None, description="周期里的第几个月；最后一个月（末月）时不写")
    day: DayOfCycle | None = Field(
        None, description="几日；每周的写星期几，1 是星期一；原文没有写哪一天时不写"
    )
    due: AnyDateField | None = Field(
        None, description="只报一次的，报送的时限；写法同时限的 due，没有年份的照写"
    )
    read_as: Line | None = Field(None, description=READ_AS)

    @model_validator(mode="after")
    def _says_when(self) -> ReportRule:
        if (self.every is None) == (self.due is None):
            raise fault("报送要写 every（周期）或 due（时限）之一")
        check_cycle(self.every, self.month, self.day, self.interval)
        return self


Rule = LeadRule | StandingRule | ReportRule
RuleField = Annotated[Rule, Field(discriminator="rule")]


class RuledUnits(NamedTuple):
    """Units that a rule, and not the clause, puts into a role of an item."""

    rule: Rule
    role: Role
    units: UnitNames


def names_no_lead(clause: str | None, rule: LeadRule) -> bool:
    """Whether a ``clause`` that is written down says of nobody that he leads, so that who does leads by ``rule``.

    The words of the rule may stand in it.
    """
    return clause is not None and MARK_SPECS[LEAD].short not in clause.replace(rule.quote, "")


def leading(rule: LeadRule, listed: UnitNames, clause: str | None) -> int:
    """How many of the units ``listed`` lead by ``rule``: the first, or those before the first comma of ``clause``.

    None (0) where all of several stand before it: such a list does not say by its comma who leads. Of a clause that is
    not written down, the first.
    """
    if rule.rule == "first_leads" or len(listed) == 1:
        return 1
    before = (clause or "").partition("，")[0]
    ahead = max(sum(name in before for name in listed), 1)
    return ahead if ahead < len(listed) else 0


def deciding(rules: Iterable[Rule], listed: UnitNames, clause: str | None) -> tuple[LeadRule, int] | None:
    """The first of the rules that says who of the units ``listed`` leads, and how many of them; None where none does."""
    counts = ((rule, leading(rule, listed, clause)) for rule in rules if isinstance(rule, LeadRule))
    return next(((rule, count) for rule, count in counts if count), None) if listed else None
