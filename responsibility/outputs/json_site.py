"""What the JSON export says of the site itself: whose it is and of which day, and what is still to be done by when.

A portal over many sites (``zeren portal``) lives on these records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from responsibility.views import SiteView
from responsibility.views.open_ends import OpenEnd, open_ends


class JsonModel(BaseModel):
    """Base of all records of the export."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class JsonEdition(JsonModel):
    """The published revision that made the data."""

    label: str
    date: str


class JsonSite(JsonModel):
    """Whose site it is, and of which day; what the office does not say is null."""

    id: Annotated[str | None, Field(description="项目的标识")]
    name: Annotated[str | None, Field(description="网站名称")]
    jurisdiction: Annotated[str | None, Field(description="行政区")]
    publisher: Annotated[str | None, Field(description="主办单位")]
    address: Annotated[str | None, Field(description="网址，以 / 结尾")]
    updated: Annotated[str | None, Field(description="数据更新日期")]
    day: Annotated[
        str | None,
        Field(description="已过期、还有几天按哪一天算：最后一个报送日期，或发布时写明的；没有的为 null"),
    ]
    edition: Annotated[JsonEdition | None, Field(description="最近一次公布的修订；没有公布过的为 null")]


class JsonDue(JsonModel):
    """What has a last day and is not completed: a deadline of a document in force, or an end that the office set."""

    policy: str
    task: Annotated[str, Field(description="任务，或其中的部分")]
    quote: Annotated[str | None, Field(description="时限的引文；文件没有写、督查部门定的为 null")]
    matter: Annotated[str, Field(description="要完成什么，用原文的字")]
    words: Annotated[str | None, Field(description="文件写的时限，用话说；文件没有写的为 null")]
    end: Annotated[str, Field(description="最后一天；文件有两种读法的，取早的；延期的，是延到的那一天")]
    extended: Annotated[bool, Field(description="是不是延期到的")]
    units: Annotated[
        list[str], Field(description="由谁完成：牵头单位，没有的各责任单位；有进展的，只列没有完成的")
    ]
    status: Annotated[str | None, Field(description="这些单位报的状态；没有进展的为 null")]


def site_record(site: SiteView) -> JsonSite:
    """Whose site it is."""
    office, newest = site.office, site.newest
    return JsonSite(
        id=office.id,
        name=office.name,
        jurisdiction=office.jurisdiction,
        publisher=office.publisher,
        address=office.address,
        updated=str(office.updated) if office.updated else None,
        day=str(site.as_of) if site.as_of else None,
        edition=JsonEdition(label=newest.record.label, date=str(newest.record.date)) if newest else None,
    )


def due_records(site: SiteView) -> Iterator[JsonDue]:
    """What is still to be done by when, of the documents in force, in their order."""
    return (_due(each) for policy in site.current for each in open_ends(policy))


def _due(each: OpenEnd) -> JsonDue:
    deadline = each.deadline
    return JsonDue(
        policy=each.task.policy,
        task=str(each.item),
        quote=deadline.record.quote if deadline else None,
        matter=deadline.matter if deadline else each.task.title,
        words=deadline.words if deadline else None,
        end=str(each.end),
        extended=each.extended,
        units=[unit.name for unit in each.units],
        status=each.status,
    )
