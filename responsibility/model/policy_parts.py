"""What ``policy.yml`` holds in lists: headings, periods, superior documents, misprints, waivers, and the received file."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from responsibility.model.base import Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.numbering import SECTION_KEY, section_label, steps
from responsibility.model.problems import fault

if TYPE_CHECKING:
    from responsibility.model.policy import PolicyMetadata


class Section(Record):
    """A heading of the document: 一、… or （一）… or 1.…, with its key 一, 一（一） or 一（一）1."""

    key: Annotated[str, StringConstraints(max_length=30, pattern=SECTION_KEY)] = Field(
        description="章节的序号，连上级的，如 二、二（五）、二（五）3；照原文的号，同一个号用了两次的写 二（五）之二"
    )
    title: Line = Field(description="章节标题")
    heading: str | None = Field(
        None,
        description='标题在原文里的写法，连编号和标点；与“二、标题”“（五）标题”不同时才写，原文没有这一标题时写空的 ""',
    )
    instruction: Text | None = Field(
        None, description="标题之下、任务之前的一段话；没有写明责任单位，会列为待明确事项"
    )
    clause: Text | None = Field(
        None, description='写在标题之下、管到其下各项任务的责任分工；各项任务的 clause 写空的 ""'
    )

    @property
    def chapter(self) -> str:
        """The key of the chapter: 二 for 二（五）."""
        return steps(self.key)[0]

    @property
    def above(self) -> str:
        """The key of the section that this one stands in: 二 for 二（五）; empty for a chapter."""
        return "".join(steps(self.key)[:-1])

    @property
    def all_above(self) -> tuple[str, ...]:
        """The keys of the sections that it stands in, from the chapter down."""
        return tuple(accumulate(steps(self.key)[:-1]))

    @property
    def level(self) -> int:
        """1 for a chapter, 2 for a section in it …"""
        return len(steps(self.key))

    @property
    def written(self) -> str:
        """The heading as the document writes it."""
        return f"{self.label}{self.title}" if self.heading is None else self.heading

    @property
    def label(self) -> str:
        """The number as it stands before the heading: 二、 or （五）; empty where the document writes none."""
        if self.heading and self.title in self.heading:
            return self.heading[: self.heading.index(self.title)].strip()
        return section_label(steps(self.key)[-1])


class Period(Record):
    """A span of time that the document names, such as 过渡期."""

    name: Line = Field(description="时期的名称，如 过渡期")
    start: DateField = Field(description="起")
    end: DateField = Field(description="止")
    quote: Text = Field(description="文件里设立这一时期的原文")

    @model_validator(mode="after")
    def _in_order(self) -> Period:
        if self.start.first_day > self.end.last_day:
            raise fault(f"时期的起（{self.start}）晚于止（{self.end}）")
        return self


class Basis(Record):
    """A superior document that the policy is based on."""

    title: Line = Field(description="依据文件的标题")
    number: Line | None = Field(None, description="依据文件的发文字号")

    def names(self, document: PolicyMetadata) -> bool:
        """Whether it is that document: by the number where both have one, else by the title, blanks aside."""
        if self.number and document.number:
            return self.number == document.number
        return "".join(self.title.split()) == "".join(document.title.split())


class Erratum(Record):
    """A misprint of the source, and how the data reads it."""

    quote: Text = Field(description="原件作")
    read: Text = Field(description="改作")
    why: Text = Field(description="理由")


class Misprint(Record):
    """What looks like a misprint of the document: left as it stands, and listed for the issuer."""

    quote: Text = Field(description="原文的字，照录，须只出现一次")
    task: Line | None = Field(None, description="所在任务的序号或 id；不在任务里的不写")
    suggests: Text = Field(description="疑为什么")
    why: Text = Field(description="理由")

    @model_validator(mode="after")
    def _suggests_otherwise(self) -> Misprint:
        if self.quote == self.suggests:
            raise fault("suggests 与 quote 相同，不是笔误")
        return self


class Unsettled(Record):
    """What an import saw and could not settle: for a person to look at, and to delete when it is settled."""

    what: Text = Field(description="要人来定的事；定了以后删去这一条")
    task: Line | None = Field(None, description="所在任务的序号或 id；不在任务里的不写")


def _plain_file_name(name: str) -> str:
    if name.startswith(".") or any(character in '/\\<>:"|?*' for character in name):
        raise fault("要写 source/ 里一个文件的名字，不带路径")
    return name


class Received(Record):
    """The file as it was received, which is kept beside the data in the folder ``source/``."""

    file: Annotated[Line, AfterValidator(_plain_file_name)] = Field(description="source/ 里的文件名")
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")] = Field(
        description="收到时的 SHA-256 校验值：文件后来改过就对不上"
    )


class Waiver(Record):
    """An accepted exception to a check, with its reason."""

    check: Line = Field(description="检查项的名称")
    task: Line | None = Field(None, description="只对这一任务有效：序号或 id，部分写作 2.1")
    contains: Text | None = Field(None, description="只对提示里含有这些字的有效")
    why: Text = Field(description="为什么可以接受")
