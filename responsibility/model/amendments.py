"""What later documents changed in a policy: the file ``amendments.yml``. The ``description`` of a field is what an editor shows."""

from __future__ import annotations

from pydantic import Field, model_validator

from responsibility.model.base import Flag, Line, Record, Text
from responsibility.model.dates import DateField
from responsibility.model.problems import fault


class Operation(Record):
    """One change of the text: words replaced, taken out, or put in behind others."""

    quote: Text = Field(description="修改文件里的原话，照录，如 将第三项中的“95%”修改为“98%”")
    old: Text | None = Field(None, description="原来的字，照原文；只增加的不写")
    within: Text | None = Field(
        None, description="old 在全文里不止一处时，写连着上下文的一段，全文只有一处，old 在其中只有一处"
    )
    after: Text | None = Field(
        None, description="增加的一项放在哪些字后面，照原文，全文只有一处；另起一行，与 old 不同用"
    )
    new: Text | None = Field(None, description="改成的、增加的字；删去的不写")
    renumbers: Flag = Field(False, description="只是序号随着增删变动时填 true：new 与 old 只有开头的序号不同")

    @model_validator(mode="after")
    def _changes_something(self) -> Operation:
        if bool(self.old) == bool(self.after):
            raise fault("old（原来的字）和 after（放在哪些字后面）要写一个，只写一个")
        if self.after and not self.new:
            raise fault("写 after 的要写 new（增加的字）")
        if self.within and (not self.old or self.within.count(self.old) != 1):
            raise fault("within 里要有 old，且只有一处")
        if self.old == self.new:
            raise fault("new 与 old 相同，什么也没有改")
        return self

    @property
    def becomes(self) -> str:
        """What stands in place of ``old``, or of ``after``, once it is done."""
        return f"{self.after}\n\n{self.new}" if self.after else self.new or ""


class Amendment(Record):
    """A document that changes a policy, with each change that it makes."""

    title: Line = Field(description="修改文件的标题")
    number: Line | None = Field(None, description="修改文件的发文字号；没有的不写")
    issued: DateField | None = Field(None, description="修改文件的成文日期")
    text: Text = Field(description="修改文件的全文，照录")
    operations: tuple[Operation, ...] = Field(description="各处修改，按先后")

    @property
    def name(self) -> str:
        """What readers are told it by: its 发文字号, or its title where it has none."""
        return self.number or f"《{self.title}》"


class Amendments(Record):
    """All documents that changed one policy, the oldest first."""

    amendments: tuple[Amendment, ...] = Field(description="修改过这份文件的各份文件，由旧到新")
