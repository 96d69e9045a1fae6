"""What the JSON export says of later documents that changed a policy, and of the tasks that they changed."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from responsibility.model.amendments import Amendment
from responsibility.outputs.json_site import JsonModel
from responsibility.views.amendments import TaskAmendment


class JsonAmendment(JsonModel):
    """A document that changed the policy, whose words are those of the changed text."""

    number: Annotated[str | None, Field(description="修改文件的发文字号；没有的为 null")]
    title: str
    issued: Annotated[str | None, Field(description="修改文件的成文日期；没有写明的为 null")]
    quotes: Annotated[list[str], Field(description="修改文件里说怎样改的原话，一处一条")]


class JsonTaskAmendment(JsonModel):
    """One of these documents, at the task that it changed or put in."""

    number: Annotated[str | None, Field(description="修改文件的发文字号；没有的为 null")]
    title: str
    issued: Annotated[str | None, Field(description="修改文件的成文日期；没有写明的为 null")]
    added: Annotated[bool, Field(description="这项任务是它增加的")]
    quotes: Annotated[list[str], Field(description="修改文件里说怎样改这项任务的原话")]


def amendment_record(amendment: Amendment) -> JsonAmendment:
    """A document with all that it changes; numbers that only moved along are left out."""
    quotes = dict.fromkeys(each.quote for each in amendment.operations if not each.renumbers)
    return JsonAmendment(
        number=amendment.number, title=amendment.title, issued=_issued(amendment), quotes=[*quotes]
    )


def task_amendment_record(view: TaskAmendment) -> JsonTaskAmendment:
    """A document with what it changes in one task."""
    return JsonTaskAmendment(
        number=view.amendment.number,
        title=view.amendment.title,
        issued=_issued(view.amendment),
        added=view.added,
        quotes=[*view.quotes],
    )


def _issued(amendment: Amendment) -> str | None:
    return str(amendment.issued) if amendment.issued else None
