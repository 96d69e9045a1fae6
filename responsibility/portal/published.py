"""What a portal reads of a site's ``responsibility.json``; what else stands there is passed over.

The records of the export itself refuse what they do not know; these take the data of a later tool too, as long as its
format is the same. Whatever becomes part of a link is held to the form that it has on our own sites.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from responsibility.model import DocumentStatus, ItemId, Mark
from responsibility.model.progress import StatusKey
from responsibility.model.site import AddressField
from responsibility.outputs.json_records import VERSION
from responsibility.progress.lights import Light

PagePart = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$")]
"""What an address of a page is made of: ids of policies, tasks and units."""


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Edition(_Read):
    """A published revision."""

    label: str
    date: str


class Site(_Read):
    """Whose site it is, and of which day."""

    id: str | None
    name: str | None
    jurisdiction: str | None
    publisher: str | None
    address: AddressField | None
    updated: str | None
    day: datetime.date | None
    edition: Edition | None


class Policy(_Read):
    """A document."""

    id: PagePart
    number: str | None
    title: str
    issuers: tuple[str, ...]
    status: DocumentStatus
    draft: bool

    @property
    def name(self) -> str:
        """Its 发文字号, else its title."""
        return self.number or self.title


class Kind(_Read):
    """A kind of units."""

    key: str
    name: str


class Unit(_Read):
    """A unit; ``workload`` is how many tasks of the documents in force it has, by role."""

    id: PagePart
    name: str
    kind: str
    aliases: tuple[str, ...]
    workload: dict[Mark, int]


class Target(_Read):
    """A target: ``demand`` is what is asked for, in words."""

    indicator: str
    quote: str
    demand: str
    scope: str | None
    part: PagePart | None
    deadlines: tuple[str, ...]


class Task(_Read):
    """A task."""

    policy: PagePart
    id: PagePart
    label: str
    title: str
    text: str
    targets: tuple[Target, ...]


class Due(_Read):
    """What has a last day and is not completed."""

    policy: PagePart
    task: PagePart
    quote: str | None
    matter: str
    words: str | None
    end: datetime.date
    extended: bool
    units: tuple[str, ...]
    status: str | None


class State(_Read):
    """How something stands by what was reported."""

    status: StatusKey | None
    light: Light | None
    words: str


class Progress(_Read):
    """How an item, or a fact in it, stands."""

    policy: PagePart
    task: PagePart
    about: Literal["deadline", "target", "deliverable"] | None
    quote: str | None
    state: State


class Published(_Read):
    """The data of a published site."""

    schema_version: Literal[2] = Field(alias="schema")
    site: Site
    policies: tuple[Policy, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...]
    units: tuple[Unit, ...]
    tasks: tuple[Task, ...]
    due: tuple[Due, ...]
    progress: tuple[Progress, ...]


class UnfitError(Exception):
    """What was read is no data of a site that a portal can take; the message says why."""


def read(content: bytes) -> Published:
    """The data in a file's ``content``. Raises UnfitError."""
    try:
        data = Published.model_validate_json(content)
    except ValidationError as error:
        raise UnfitError(_why(error)) from None
    policies = {policy.id for policy in data.policies}
    tasks = {(task.policy, task.id) for task in data.tasks}
    items = [(each.policy, each.task) for each in data.due] + [
        (each.policy, each.task) for each in data.progress
    ]
    named = {(policy, ItemId.parse(item).task) for policy, item in items}
    if lost := sorted((named - tasks) | {key for key in tasks if key[0] not in policies}):
        raise UnfitError(f"数据前后不一致：里面没有任务 {'/'.join(lost[0])}")
    return data


def _why(error: ValidationError) -> str:
    """What is wrong, in one line: the first of what pydantic found."""
    details = error.errors(include_url=False, include_context=False)
    kinds = {detail["loc"][:1]: detail for detail in reversed(details)}
    first = details[0]
    if first["type"] == "json_invalid":
        return "不是完整的 JSON 文件"
    schema = kinds.get(("schema",))
    if schema and schema["type"] == "literal_error":
        return f"数据格式是 {str(schema['input'])[:20]}，这个工具只认 {VERSION}"
    if schema or first["loc"] == ():
        return "不是责任网站的数据"
    if ("site",) in kinds and kinds["site",]["type"] == "missing":
        return "是旧版工具发布的：请用新版的工具重新发布"
    key = ".".join(map(str, first["loc"]))[:80]
    return f"数据有误：{key} " + ("没有写" if first["type"] == "missing" else "不合规定")
