"""Rules of a policy: what its document says of all its tasks, or of those of a section, once."""

from __future__ import annotations

from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from responsibility.model.base import Line, Record, Text
from responsibility.model.roles import ROLE_NAMES, Role
from responsibility.model.units import UnitNames

LISTED: Role = "responsible"
"""The role whose list says who leads, where a document has such a rule."""


class _Rule(Record):
    quote: Text = Field(description="文件里定下这条规则的原文")
    section: Line | None = Field(
        None, description="只对这一章节的任务有效，写 outline 里的 key；不写时对全部任务有效"
    )


class LeadRule(_Rule):
    """Which of the responsible units leads, where a clause names no lead unit."""

    rule: Literal["first_leads", "before_comma_leads"] = Field(
        description="first_leads：列第一位的责任单位为牵头单位；before_comma_leads：逗号前面的责任单位为牵头单位"
    )


class StandingRule(_Rule):
    """Units that act in every task, whether or not its clause names them."""

    rule: Literal["every_task"] = Field(description="every_task：这些单位对每项任务都有责任，不逐项列出")
    units: Annotated[UnitNames, Field(min_length=1)] = Field(description="单位，按原文顺序")
    role: Role = Field(
        LISTED, description="角色：" + "、".join(f"{key} {name}" for key, name in ROLE_NAMES.items())
    )


Rule = LeadRule | StandingRule
RuleField = Annotated[Rule, Field(discriminator="rule")]


class RuledUnits(NamedTuple):
    """Units that a rule, and not the clause, puts into a role of an item."""

    rule: Rule
    role: Role
    units: UnitNames


def leading(rule: LeadRule, listed: UnitNames, clause: str | None) -> int:
    """How many of the units ``listed`` lead by ``rule``: the first, or those before the first comma of ``clause``.

    Of a clause that is not written down, the first.
    """
    if rule.rule == "first_leads":
        return 1
    before = (clause or "").partition("，")[0]
    return max(sum(name in before for name in listed), 1)
