"""完成时限: by when, how often, how long, at once or always. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from responsibility.model.base import DIGITS, DRAFT, READ_AS, Flag, Line, Record, Text
from responsibility.model.dates import AnyDateField, PartialDate
from responsibility.model.problems import fault

Every = Literal[
    "school_year", "year", "term", "half_year", "quarter", "month", "half_month", "ten_days", "week", "day"
]
MONTHS_OF: dict[Every, int] = {"year": 12, "half_year": 6, "quarter": 3, "month": 1, "week": 1}
"""How many months there are to choose from in a cycle; of the others none is divided."""
MULTIPLIED: tuple[Every, ...] = ("year", "quarter", "month", "week", "day")
"""The cycles that documents multiply: 每两年, 每3个月, 每两周."""
UNPLACED: tuple[Every, ...] = ("school_year", "term", "day")
"""The cycles that no calendar shows: when a term ends is not said, and a reminder for every day is none."""
MonthOfCycle = Annotated[int, Field(ge=1, le=12), DIGITS]
DayOfCycle = Annotated[int, Field(ge=1, le=31), DIGITS]
CyclesApart = Annotated[int, Field(ge=2, le=99), DIGITS]
DURATION_UNITS = ("years", "quarters", "months", "weeks", "days", "workdays", "hours")


def check_cycle(every: Every | None, month: int | None, day: int | None, interval: int | None = None) -> None:
    """Raise where ``month`` and ``day`` are none of the cycle ``every``, or it is none that has an ``interval``."""
    if interval and every not in MULTIPLIED:
        raise fault("interval 只与 every: year、quarter、month、week、day 同用")
    if (month or day) and not every:
        raise fault("month 和 day 要与 every（周期）同用")
    if every and (month or day) and every not in MONTHS_OF:
        raise fault("month 和 day 只与 year、half_year、quarter、month、week 同用")
    if every and (month or 1) > MONTHS_OF.get(every, 1):
        raise fault(f"month（{month}）超出了一个周期的月数")
    if every == "week" and (day or 1) > 7:
        raise fault("每周的 day 写星期几：1—7")


class Deadline(Record):
    """完成时限 of a task: what the document says of time, as exactly as it says it."""

    quote: Text = Field(
        description="原文里说到时间的那几个字，须在本任务原文中只出现一次；原文没有的，引标题或责任分工里的"
    )
    matter: Line | None = Field(
        None,
        description="到时要完成的事项，用原文的字；不写时取引文所在的整个分句，分句说的不全或不是这件事时才写",
    )
    start: AnyDateField | None = Field(
        None, description="起始：与原文一样精确；只写从何时起（2023年1月1日起）时没有 due"
    )
    due: AnyDateField | None = Field(
        None,
        description="截止：2021、2022-06、2021-08-17，旬写 2022-06-中旬，月初写 2022-06-初（按上旬算），半年、季度写 2023-H1、2023-Q3；“2021年底”写 2021；"
        "原文没有写年份的照写：6月、9月25日、6月中旬、上半年、三季度、春节，年份按成文日期算",
    )
    before: Flag = Field(False, description="原文写“……前”时填 true")
    period: Line | None = Field(None, description="所属时期的名称，如 过渡期（在 policy.yml 的 periods 里）")
    every: Every | None = Field(
        None,
        description="周期：year 每年、half_year 每半年、quarter 每季度、month 每月、half_month 每半月、ten_days 每旬、week 每周、"
        "day 每日、term 每学期、school_year 每学年",
    )
    interval: CyclesApart | None = Field(
        None,
        description="几个周期一次：“每两个月”写 every: month、interval: 2，“三年一次”写 every: year、interval: 3",
    )
    month: MonthOfCycle | None = Field(
        None,
        description="每个周期里的第几个月：“每年12月底前”写 12，“每季度末”写 3，“每月底”写 1；“每季度末月25日”只写 day",
    )
    day: DayOfCycle | None = Field(
        None, description="每个周期里的几日：“每月10日前”写 10；每周的写星期几，1 是星期一"
    )
    times: Annotated[int, Field(ge=1, le=366), DIGITS] | None = Field(None, description="每个周期的次数")
    duration: (
        Annotated[str, StringConstraints(pattern=rf"^[1-9][0-9]{{0,2}} ({'|'.join(DURATION_UNITS)})$")] | None
    ) = Field(
        None,
        description="只有时长时填，如 3 years、2 quarters、6 months、2 weeks、30 days、5 workdays（工作日）、24 hours",
    )
    counted_from: Line | None = Field(
        None,
        description="时长从什么事起算，用原文的字，如 受理之日；没有写的不填，会列为待明确事项",
    )
    in_words: Line | None = Field(
        None,
        description="换算不成日期的说法，用引文的字：本月底前、次年3月底前、当日、今冬明春；与 every 同用时是周期里的哪些日子："
        "“每年6月、12月”写 every: year、in_words: 6月、12月",
    )
    ongoing: Flag = Field(False, description="时限写的是“长期坚持”“持续推进”一类时填 true")
    immediate: Flag = Field(False, description="时限写的是“立行立改”“立即”一类时填 true")

    read_as: Line | None = Field(None, description=READ_AS)
    draft: Flag = Field(False, description=DRAFT)

    @model_validator(mode="after")
    def _says_when(self) -> Deadline:
        kinds = (self.start, self.due, self.period, self.every, self.duration, self.ongoing, self.immediate)
        if not any((*kinds, self.in_words)):
            raise fault("时限要有 due、start、period、every、duration、in_words、ongoing、immediate 之一")
        start, due = self.start, self.due
        if isinstance(start, PartialDate) and isinstance(due, PartialDate) and start.first_day > due.last_day:
            raise fault(f"start（{start}）晚于 due（{due}）")
        if self.times and not self.every:
            raise fault("times（次数）要与 every（周期）同用")
        check_cycle(self.every, self.month, self.day, self.interval)
        if self.before and not (due or self.month or self.day):
            raise fault("before 要与 due、month 或 day 同用")
        if self.duration and (start or due):
            raise fault("有 start 或 due 时不写 duration：duration 只用于没有起点的时长")
        if self.counted_from and not self.duration:
            raise fault("counted_from（起算点）要与 duration（时长）同用")
        return self
