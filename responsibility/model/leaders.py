"""Persons and posts that a document names as leading a task: 牵头领导, 责任领导."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from responsibility.model.base import Line, Record, Text


class Leader(Record):
    """Who leads, as the document names them; persons and posts are no units."""

    role: Line = Field(description="称呼，照原文，如 牵头领导、责任领导、大队长")
    names: Annotated[tuple[Line, ...], Field(min_length=1)] = Field(
        description="姓名或职务，照原文，如 [张三]、[区领导]"
    )
    quote: Text = Field(description="引文：标题、原文或责任分工里写到的那几个字")
