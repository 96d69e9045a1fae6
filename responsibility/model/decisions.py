"""销号、延期、调整: what the supervising office decided, the file ``decisions.yml`` of a policy. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from responsibility.model.base import Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.item_ids import ItemIdField
from responsibility.model.problems import fault
from responsibility.model.progress import ABOUT_NAMES, About, Subject, day_only

DecisionKind = Literal["accepted", "extended", "adjusted"]
DECISION_NAMES: dict[DecisionKind, str] = {"accepted": "销号", "extended": "延期", "adjusted": "调整"}
"""What an office may decide, and what ledgers call it."""


class Decision(Record):
    """A decision on an item, or on a deadline, target or deliverable of it; it never changes the document's words."""

    task: ItemIdField = Field(description='任务（或部分）的固定短名，没有的写序号，如 "32"、"2.1"')
    what: DecisionKind = Field(
        description="决定什么：" + "、".join(f"{key} {name}" for key, name in DECISION_NAMES.items())
    )
    about: About | None = Field(
        None,
        description="决定的是其中哪一类："
        + "、".join(f"{key} {name}" for key, name in ABOUT_NAMES.items())
        + "；整项任务的不写",
    )
    quote: Text | None = Field(None, description="那条时限、指标或成果的引文，与任务文件里的一字不差")
    unit: Line | None = Field(None, description="只对其中一个单位的决定写它；对所有承担单位的不写")
    day: DateField = Field(description="决定的日期，写到日")
    basis: Line = Field(description="依据，如 发文字号、会议纪要、领导批示")
    due: DateField | None = Field(None, description="延期到哪一天，写到日；只用于 extended")
    words: Text | None = Field(None, description="说明；调整（adjusted）的写调整成什么")

    @model_validator(mode="after")
    def _fits_its_kind(self) -> Decision:
        day_only(self.day)
        if bool(self.about) != bool(self.quote):
            raise fault("about 和 quote 要同时写：决定的是哪一条时限、指标或成果")
        if (self.what == "extended") != bool(self.due):
            raise fault("延期（extended）要写 due（延到哪一天），别的不写")
        if self.due:
            day_only(self.due)
        if self.what == "extended" and self.about not in (None, "deadline"):
            raise fault("延期只对任务或其中的时限")
        if self.what == "adjusted" and not self.words:
            raise fault("调整（adjusted）要写 words：调整成什么")
        return self

    @property
    def subject(self) -> Subject:
        """What is decided on; of a target with several values all of them."""
        return Subject(self.task, self.about, self.quote or "")


class Decisions(Record):
    """All decisions of the supervising office on one policy, as they were taken."""

    decisions: tuple[Decision, ...] = Field(description="督查部门的决定，按作出的先后")
