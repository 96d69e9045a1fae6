"""Which task of a superior document a task carries out. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from pydantic import Field, model_validator

from responsibility.model.base import Line, Record, Text
from responsibility.model.item_ids import ItemIdField
from responsibility.model.problems import fault


class Implements(Record):
    """That a task carries out one of a superior document: by its own words, or as the office has noted beside them."""

    policy: Line = Field(description="上级文件的文件夹名，如 haifa-2021-11；要在本项目里")
    task: ItemIdField = Field(description='上级文件的任务（或部分）：固定短名，没有的写序号，如 "32"、"2.1"')
    quote: Text | None = Field(None, description="本任务原文里说到它的话；原文没有说的不写，写 note")
    note: Text | None = Field(None, description="办公室自己的说明，网站上注明不是文件的话")

    @model_validator(mode="after")
    def _says_why(self) -> Implements:
        if not (self.quote or self.note):
            raise fault("要写 quote（原文里的话）或 note（办公室自己的说明）")
        return self
