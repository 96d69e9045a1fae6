"""完成时限: by when, how often, how long. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from responsibility.model.base import DRAFT, READ_AS, Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.problems import fault

Every = Literal["year", "half_year", "quarter", "month", "week"]


class Deadline(Record):
    """完成时限 of a task: what the document says of time, as exactly as it says it."""

    quote: Text = Field(
        description="原文里说到时间的那几个字，须在本任务原文中只出现一次；原文没有的，引标题或责任分工里的"
    )
    matter: Line | None = Field(
        None,
        description="到时要完成的事项，用原文的字；不写时取引文所在的整个分句，分句说的不全或不是这件事时才写",
    )
    start: DateField | None = Field(None, description="起始：年、月或日，与原文一样精确")
    due: DateField | None = Field(None, description="截止：2021、2022-06 或 2021-08-17；“2021年底”写 2021")
    before: bool = Field(False, description="原文写“……前”时填 true")
    period: Line | None = Field(None, description="所属时期的名称，如 过渡期（在 policy.yml 的 periods 里）")
    every: Every | None = Field(
        None, description="周期：year 每年、half_year 每半年、quarter 每季度、month 每月、week 每周"
    )
    times: Annotated[int, Field(ge=1, le=366)] | None = Field(None, description="每个周期的次数")
    duration: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,2} (years|months|days)$")] | None = (
        Field(None, description="只有时长、没有起点时填，如 3 years、6 months；这是文件的缺口")
    )

    read_as: Line | None = Field(None, description=READ_AS)
    draft: bool = Field(False, description=DRAFT)

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
