"""进展: what a unit reported on a reporting day, the files ``progress/DAY/UNIT.yml``. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pydantic import Field, model_validator

from responsibility.model.base import Flag, Line, Number, Record, Text
from responsibility.model.dates import DateField, PartialDate
from responsibility.model.item_ids import ItemId, ItemIdField
from responsibility.model.problems import fault

StatusKey = Literal["not_started", "in_progress", "completed", "delayed", "not_applicable"]


class StatusSpec(NamedTuple):
    """A status that a unit reports: as ledgers write it, and its sign where there is no room for words."""

    name: str
    sign: str


STATUS_SPECS: dict[StatusKey, StatusSpec] = {
    "not_started": StatusSpec("未启动", "○"),
    "in_progress": StatusSpec("推进中", "◐"),
    "completed": StatusSpec("已完成", "✓"),
    "delayed": StatusSpec("滞后", "✕"),
    "not_applicable": StatusSpec("不适用", "—"),
}
"""The statuses in the order in which a drop-down offers them."""
STATUS_BY_NAME: dict[str, StatusKey] = {spec.name: key for key, spec in STATUS_SPECS.items()}

_ALL = 100
"""In per cent."""
About = Literal["deadline", "target", "deliverable"]
ABOUT_NAMES: dict[About, str] = {"deadline": "时限", "target": "指标", "deliverable": "成果"}
"""The kinds of facts that are reported on, and what ledgers call them; an item as a whole is 任务."""
WHOLE_NAME = "任务"


class Subject(NamedTuple):
    """What is reported on: an item, or a fact in it. Unique within a policy; quotes are unique within a task."""

    item: ItemId
    about: About | None = None
    """The kind of the fact; None for the item as a whole."""
    quote: str = ""
    """The fact's quote."""
    measure: str = ""
    """Of a target with several values the unit in which this one counts; else the unit of its only value."""


def day_only(date: PartialDate) -> PartialDate:
    """``date``, for which a year or a month is not enough: raises a rule error where it has no day."""
    if not date.day:
        raise fault("要写到日，如 2022-06-30")
    return date


class OnSubject(Record):
    """What is written in a file of a unit on a subject, which these keys name."""

    task: ItemIdField = Field(description='任务（或部分）的固定短名，没有的写序号，如 "32"、"2.1"')
    about: About | None = Field(
        None,
        description="报的是其中哪一类："
        + "、".join(f"{key} {name}" for key, name in ABOUT_NAMES.items())
        + "；报整项任务的不写",
    )
    quote: Text | None = Field(None, description="那条时限、指标或成果的引文，与任务文件里的一字不差")
    measure: Line | None = Field(None, description="计量单位；指标有几个数值时凭它区分")

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return Subject(self.task, self.about, self.quote or "", self.measure or "")


class ProgressEntry(OnSubject):
    """What a unit reported on an item, or on a deadline, target or deliverable of it."""

    status: StatusKey | None = Field(
        None, description="状态：" + "、".join(f"{key} {spec.name}" for key, spec in STATUS_SPECS.items())
    )
    completed: DateField | None = Field(None, description="完成日期，写到日")
    actual: Number | None = Field(None, description="实际值，只写数；百分数写 70，不写 0.7")
    whole: Flag | None = Field(
        None,
        description="全覆盖、清零一类没有数值的指标：是否已经做到；没有的可以加 actual，写做到了百分之几",
    )
    progress: Text | None = Field(None, description="进展情况，单位自己的话")
    problems: Text | None = Field(None, description="存在问题，单位自己的话")
    next_steps: Text | None = Field(None, description="下步措施，单位自己的话")
    evidence: tuple[Line, ...] = Field((), description="佐证：网址或文件名")

    @model_validator(mode="after")
    def _of_a_fact(self) -> ProgressEntry:
        if bool(self.about) != bool(self.quote):
            raise fault("about 和 quote 要同时写：报的是哪一条时限、指标或成果")
        if (self.actual is not None or self.whole is not None or self.measure) and self.about != "target":
            raise fault("actual（实际值）、whole、measure（计量单位）只用于指标")
        if self.actual is not None and self.whole is not None and not self.partly:
            raise fault(
                "actual（实际值）和 whole 只写一个；没有做到的（whole: false）可以写 actual：做到了百分之几"
            )
        if self.completed:
            day_only(self.completed)
        if not self.reported:
            raise fault("这一条什么也没有报，请删去")
        return self

    @property
    def partly(self) -> bool:
        """Whether ``actual`` says to how many per cent is done what has no figure (全覆盖) and is not done yet."""
        return self.whole is False and self.actual is not None and 0 <= self.actual < _ALL

    @property
    def reported(self) -> bool:
        """Whether it says anything."""
        given = (self.status, self.completed, self.progress, self.problems, self.next_steps, self.evidence)
        return any(given) or self.actual is not None or self.whole is not None


class UnitProgress(Record):
    """What one unit reported of one policy on a reporting day."""

    unit: Line = Field(description="填报单位，units.yml 里的名称")
    day: DateField = Field(description="报送日期，写到日，与所在文件夹的名称一致")
    edition: Line | None = Field(None, description="填报所依据的版本，台账里带着的；不填则不核对")
    entries: tuple[ProgressEntry, ...] = Field(description="逐条的进展：任务的、其中各条时限、指标、成果的")

    @model_validator(mode="after")
    def _each_once(self) -> UnitProgress:
        day_only(self.day)
        seen: set[Subject] = set()
        for entry in self.entries:
            if (subject := entry.subject) in seen:
                raise fault(
                    f"任务 {entry.task} 的同一条报了两次" + (f"（{entry.quote}）" if entry.quote else "")
                )
            seen.add(subject)
        return self
