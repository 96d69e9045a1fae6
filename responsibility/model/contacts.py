"""责任领导、责任人、联系电话: whom units name for what they report, kept apart from the data, in ``private/contacts/``, and never published."""

from __future__ import annotations

from pydantic import Field, model_validator

from responsibility.model.base import Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.item_ids import ItemIdField
from responsibility.model.problems import fault
from responsibility.model.progress import ABOUT_NAMES, About, Subject, day_only


class Contact(Record):
    """Whom a unit names for an item, or for a deadline, target or deliverable of it."""

    task: ItemIdField = Field(description='任务（或部分）的固定短名，没有的写序号，如 "32"、"2.1"')
    about: About | None = Field(
        None,
        description="其中哪一类："
        + "、".join(f"{key} {name}" for key, name in ABOUT_NAMES.items())
        + "；整项任务的不写",
    )
    quote: Text | None = Field(None, description="那条时限、指标或成果的引文")
    measure: Line | None = Field(None, description="计量单位；指标有几个数值时凭它区分")
    leader: Line | None = Field(None, description="责任领导")
    person: Line | None = Field(None, description="责任人")
    telephone: Line | None = Field(None, description="联系电话")

    @model_validator(mode="after")
    def _names_somebody(self) -> Contact:
        if not (self.leader or self.person or self.telephone):
            raise fault("这一条什么也没有写，请删去")
        return self

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return Subject(self.task, self.about, self.quote or "", self.measure or "")


class UnitContacts(Record):
    """Whom one unit named on a reporting day."""

    unit: Line = Field(description="填报单位，units.yml 里的名称")
    day: DateField = Field(description="报送日期，写到日")
    contacts: tuple[Contact, ...] = Field(description="逐条的责任领导、责任人、联系电话")

    @model_validator(mode="after")
    def _with_its_day(self) -> UnitContacts:
        day_only(self.day)
        return self
