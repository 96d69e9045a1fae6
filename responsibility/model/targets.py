"""目标指标 and the other figures of a text. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, model_validator

from responsibility.model.base import DRAFT, READ_AS, Flag, Line, Number, Record, Text
from responsibility.model.problems import fault

Operator = Literal["equals", "at_least", "at_most", "between"]


class Value(Record):
    """One figure of a target: exactly one of the four comparisons, and the unit it counts in."""

    equals: Number | None = Field(None, description="等于")
    at_least: Number | None = Field(None, description="不少于（达到、以上、不低于、至少）")
    at_most: Number | None = Field(None, description="不多于（以下、不超过、控制在……内）")
    between: Annotated[tuple[Number, ...], Field(min_length=2, max_length=2)] | None = Field(
        None, description="两数之间，如 [1, 2]"
    )
    unit: Line = Field(description="计量单位，如 个、条、公里、万元、%")

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

    def reached_by(self, actual: Decimal) -> bool:
        """Whether ``actual`` is what is asked: 等于 and 不少于 are reached from below, 不多于 from above, a span inside of it."""
        if self.op == "at_most":
            return actual <= self.numbers[0]
        if self.op == "between":
            return self.numbers[0] <= actual <= self.numbers[1]
        return actual >= self.numbers[0]


class Target(Record):
    """目标指标 of a task: a figure, or a word of whole coverage, that the document sets."""

    indicator: Line = Field(description="指标名称，尽量用原文的字")
    quote: Text = Field(
        description="指标所出的原文，须在本任务原文中只出现一次；原文没有的，引标题或责任分工里的"
    )
    values: tuple[Value, ...] = Field((), description="数值，每个有比较方式和单位")
    all: Flag = Field(False, description="原文写全覆盖、应签尽签、全部等时填 true")
    none: Flag = Field(False, description="原文写动态清零等时填 true")
    scope: Line | None = Field(None, description="对象或范围，用原文的字")
    baseline: Line | None = Field(None, description="比较的基数，用原文的字，如 去年")
    compare: Literal["equals", "at_least", "at_most"] | None = Field(
        None, description="与基数的关系（没有数值时）：不低于 at_least、不高于 at_most、持平 equals"
    )

    sum_of: tuple[Text, ...] = Field(
        (), description="这个数应由本任务原文里的哪几处数相加得来，引各处原文；合计不等的列为待明确事项"
    )
    read_as: Line | None = Field(None, description=READ_AS)
    draft: Flag = Field(False, description=DRAFT)

    @model_validator(mode="after")
    def _says_how_much(self) -> Target:
        if not (self.values or self.all or self.none or self.compare):
            raise fault("指标要有 values、all、none 或 baseline 加 compare")
        if self.all and self.none:
            raise fault("all 与 none 不能同时填")
        if self.sum_of and len(self.values) != 1:
            raise fault("sum_of 只与一个数值同用")
        if self.compare and (self.values or not self.baseline):
            raise fault("compare 只与 baseline 同用，且不写 values")
        return self


class OtherFigure(Record):
    """A figure in the text that is neither deadline nor target, and why it is not."""

    quote: Text = Field(
        description="原文里的数字或字样，须在本任务原文中只出现一次；原文没有的，引标题或责任分工里的"
    )
    why: Text = Field(description="为什么不是指标或时限，如 范围、基数、名称")
    draft: Flag = Field(False, description=DRAFT)
