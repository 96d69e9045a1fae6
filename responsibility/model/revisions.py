"""The published editions of the data, the file ``tasks/revisions.yml``; an edition is a state of the data."""

from __future__ import annotations

from pydantic import Field, model_validator

from responsibility.model.base import Line, Record
from responsibility.model.dates import DateField
from responsibility.model.problems import fault


class Revision(Record):
    """An edition that was published: how it is called, and where its data is kept."""

    label: Line = Field(description="版本的名称，如 2022年修订")
    date: DateField = Field(description="公布日期，如 2022-05-01")
    number: Line | None = Field(None, description="发文字号；没有另行发文时不写")
    revision: Line | None = Field(None, description="这一版数据的 git 版本（标签最稳妥）；最后一条不写")
    folder: Line | None = Field(
        None,
        description="这一版数据所在的文件夹，从 revisions.yml 所在处算起；与 revision 二选一，最后一条不写",
    )

    @model_validator(mode="after")
    def _to_the_day(self) -> Revision:
        if not self.date.day:
            raise fault("date 要写到日，如 2022-05-01")
        if self.folder and not self.folder.startswith(("../", "/")):
            raise fault("folder 要在数据文件夹之外，以 ../ 开头：里面的文件夹会被当作政策文件读")
        if self.revision and self.folder:
            raise fault("revision 和 folder 只写一个")
        return self


class Revisions(Record):
    """All published editions, the oldest first; the last one is the data as it stands."""

    revisions: tuple[Revision, ...] = Field(description="各版本，由旧到新；最后一条是现在的数据")

    @model_validator(mode="after")
    def _in_order(self) -> Revisions:
        if not self.revisions:
            raise fault("revisions 是空的；不用时删去这个文件")
        *former, last = self.revisions
        if last.revision or last.folder:
            raise fault("最后一条是现在的数据，不写 revision 和 folder；以后再修订时再补上")
        lost = [revision.label for revision in former if not (revision.revision or revision.folder)]
        if lost:
            raise fault(f"“{lost[0]}”要写 revision 或 folder：只有最后一条不写")
        days = [revision.date.first_day for revision in self.revisions]
        if days != sorted(days):
            raise fault("各版本要由旧到新排列")
        labels = [revision.label for revision in self.revisions]
        if len(set(labels)) < len(labels):
            raise fault("label 有重复的")
        return self
