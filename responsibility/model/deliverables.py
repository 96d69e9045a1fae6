"""成果: what a task must bring into being, and of which kind. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from responsibility.model.base import DRAFT, Flag, Line, Record, Text

DeliverableKind = Literal["document", "record", "project", "mechanism", "event"]
DELIVERABLE_KINDS: dict[DeliverableKind, str] = {
    "document": "文件",
    "record": "台账档案",
    "project": "项目",
    "mechanism": "机制",
    "event": "活动",
}
"""The kinds and their Chinese names, in the order in which they are shown."""


class Deliverable(Record):
    """成果 of a task: a document, record, project, mechanism or event that the document asks for."""

    name: Line = Field(description="成果名称，用引文的字，如 乡村振兴工作队管理办法")
    kind: DeliverableKind = Field(
        description="类别：" + "、".join(f"{kind} {name}" for kind, name in DELIVERABLE_KINDS.items())
    )
    quote: Text = Field(
        description="要求这项成果的原文，须在本任务原文中只出现一次；原文没有的，引标题或责任分工里的"
    )
    draft: Flag = Field(False, description=DRAFT)
