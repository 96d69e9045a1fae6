"""责任领导、责任人、联系电话: whom units name for what they report, kept apart from the data, in ``private/contacts/``, and never published."""

from __future__ import annotations

from pydantic import Field, model_validator

from responsibility.model.base import Line, Record
from responsibility.model.dates import DateField
from responsibility.model.problems import fault
from responsibility.model.progress import OnSubject, day_only


class Contact(OnSubject):
    """Whom a unit names for an item, or for a deadline, target or deliverable of it."""

    leader: Line | None = Field(None, description="责任领导")
    person: Line | None = Field(None, description="责任人")
    telephone: Line | None = Field(None, description="联系电话")

    @model_validator(mode="after")
    def _names_somebody(self) -> Contact:
        if not (self.leader or self.person or self.telephone):
            raise fault("这一条什么也没有写，请删去")
        return self


class UnitContacts(Record):
    """Whom one unit named on a reporting day."""

    unit: Line = Field(description="填报单位，units.yml 里的名称")
    day: DateField = Field(description="报送日期，写到日")
    contacts: tuple[Contact, ...] = Field(description="逐条的责任领导、责任人、联系电话")

    @model_validator(mode="after")
    def _with_its_day(self) -> UnitContacts:
        day_only(self.day)
        return self
