"""The records of the JSON export: the contract, from which ``schema/responsibility.schema.json`` is generated.

What the document does not say is null or an empty list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, create_model

from responsibility.model import ROLE_SPECS, DeliverableKind, DocumentStatus, Every, Mark
from responsibility.model.decisions import DecisionKind
from responsibility.model.progress import About, StatusKey
from responsibility.outputs.json_amendments import JsonAmendment, JsonTaskAmendment
from responsibility.outputs.json_site import JsonDue, JsonModel, JsonSite
from responsibility.progress.lights import Light

VERSION: Literal[2] = 2
Number = int | float


class JsonPeriod(JsonModel):
    """A span of time that the document names."""

    name: str
    start: str
    end: str


class JsonSection(JsonModel):
    """A heading of the document."""

    key: str
    title: str


class JsonUnassigned(JsonModel):
    """An instruction of the document that names no assigned unit."""

    section: str
    text: str


class JsonBasis(JsonModel):
    """A superior document."""

    title: str
    number: str | None


class JsonRule(JsonModel):
    """A rule of the document for its tasks; ``items`` are those in which it gives units the role."""

    rule: str
    quote: str
    section: str | None
    role: Annotated[str | None, Field(description="规则给出的角色；报送的规则为 null")]
    units: Annotated[list[str], Field(description="规则点名的单位、要报送的单位；由规则推出牵头单位的，为空")]
    items: Annotated[list[str], Field(description="因这条规则而有单位承担这一角色的任务、部分")]
    to: Annotated[str | None, Field(description="报送给谁")] = None
    every: Every | None = None
    interval: Annotated[int | None, Field(description="几个周期一次（每两个月是 2）")] = None
    month: int | None = None
    day: int | None = None
    due: str | None = None
    yearless: str | None = None
    read_as: str | None = None


class JsonErratum(JsonModel):
    """A misprint of the source and how it is read."""

    quote: str
    read: str
    why: str


class JsonMisprint(JsonModel):
    """What looks like a misprint of the document, left as it stands."""

    quote: str
    task: str | None
    suggests: str
    why: str


class JsonPolicy(JsonModel):
    """A policy, its tasks left out."""

    id: str
    number: Annotated[str | None, Field(description="发文字号；文件没有的为 null")]
    title: str
    issued: Annotated[str | None, Field(description="成文日期；文件没有的为 null")]
    issuers: list[str]
    letterhead: str | None
    notice_title: str | None
    addressees: str | None
    bases: list[JsonBasis]
    periods: list[JsonPeriod]
    rules: list[JsonRule]
    outline: list[JsonSection]
    unassigned: list[JsonUnassigned]
    errata: list[JsonErratum]
    misprints: Annotated[list[JsonMisprint], Field(description="疑似笔误：原文照录，列出请印发机关核对")]
    draft: Annotated[bool, Field(description="草稿：由程序从文件摘出，还没有核对完")]
    status: Annotated[DocumentStatus, Field(description="有效、已完成、已废止")]
    status_since: Annotated[str | None, Field(description="从何时起已完成或已废止")]
    status_basis: Annotated[str | None, Field(description="已完成或已废止的依据")]
    amendments: Annotated[
        list[JsonAmendment], Field(description="修改过这份文件的各份文件，由旧到新；任务是修改以后的")
    ]


class JsonKind(JsonModel):
    """A kind of units that some unit is of."""

    key: str
    name: str


class JsonSuccessor(JsonModel):
    """Who took over duties of a unit; ``takes`` is empty where it is all that no other took."""

    unit: str
    takes: Annotated[list[str], Field(description="接哪些任务：POLICY、POLICY/TASK 或 POLICY/TASK.PART")]


class JsonUnit(JsonModel):
    """A unit of the registry; ``members`` and ``unlisted`` speak of collectives, the last keys of institutional reforms."""

    name: str
    id: str
    kind: Annotated[str, Field(description="类别：kinds 里的 key")]
    aliases: list[str]
    members: list[str]
    unlisted: bool
    succeeded_by: Annotated[list[JsonSuccessor], Field(description="机构改革后承接它职责的单位")]
    since: Annotated[str | None, Field(description="从何时起由它们承接")]
    basis: Annotated[str | None, Field(description="机构改革的依据")]
    renamed: Annotated[bool, Field(description="是否只是更名")]
    workload: Annotated[
        dict[Mark, int], Field(description="现行文件里它各种角色的任务数；through 是经集合主体承担的")
    ]


OPEN_SINCE_1 = "responsible"
"""The role of which the JSON says under a key of its own that its list is open, as it did before ``open``."""

if TYPE_CHECKING:
    JsonOpen = JsonModel
else:
    JsonOpen = create_model(
        "JsonOpen",
        __base__=JsonModel,
        __doc__="By role, the units after which the document writes 等.",
        **{spec.key: (list[str], ...) for spec in ROLE_SPECS},
    )


def _with_roles(base: type[JsonModel]) -> type[JsonModel]:
    """``base`` with a list of names for each role, and where their lists are open."""
    fields: dict[str, Any] = {}
    for spec in ROLE_SPECS:
        fields[spec.key] = (list[str], ...)
        if spec.key == OPEN_SINCE_1:
            fields[f"{spec.key}_open"] = (bool, ...)
    fields["open"] = (JsonOpen, ...)
    return create_model(f"{base.__name__}Units", __base__=base, **fields)


class _PartText(JsonModel):
    id: str
    text: str


class _TaskText(JsonModel):
    policy: str
    id: Annotated[str, Field(description="固定的短名；没有写 id 的为序号")]
    number: Annotated[str, Field(description="数据里的序号")]
    label: Annotated[str, Field(description="序号，照文件的写法")]
    title: str
    section: str
    text: str


if TYPE_CHECKING:
    _PartUnits = _PartText
    _TaskUnits = _TaskText
else:
    _PartUnits = _with_roles(_PartText)
    _TaskUnits = _with_roles(_TaskText)


class JsonLeader(JsonModel):
    """Persons or posts that the document names as leading the task; no units."""

    role: Annotated[str, Field(description="称呼，照原文")]
    names: list[str]
    quote: str
    part: str | None


class JsonPart(_PartUnits):
    """A part of a task, with its own units or those that all parts share."""

    shared: Annotated[bool, Field(description="单位是任务的，各部分共用")]


class JsonDeadline(JsonModel):
    """A deadline; ``start`` and ``due`` are those of the period where it belongs to one.

    ``matter`` is what is due, in the words of the document. ``due`` is as exact as the document:
    2022, 2022-06, 2022-06-30, 2022-06-中旬, 2022-H1 for a half-year, 2022-Q3 for a quarter. Where the document
    gives no year, ``yearless`` has the date as it is written, and ``due`` takes the year of the
    document's date; without one it is null.
    """

    quote: str
    matter: str
    start: str | None
    due: str | None
    before: bool
    period: str | None
    yearless: str | None
    every: Every | None
    interval: Annotated[int | None, Field(description="几个周期一次（每两个月是 2）")]
    month: int | None
    day: int | None
    times: int | None
    at_least: Annotated[bool, Field(description="次数是至少的（不少于2次、2次以上）")]
    duration: str | None
    counted_from: str | None
    in_words: Annotated[str | None, Field(description="换算不成日期的说法，用原文的字")]
    ongoing: bool
    immediate: bool
    part: str | None
    named_members: Annotated[
        list[str], Field(description="集合主体的成员里，完成事项点了名的；没有点名的，对各成员都一样")
    ]
    read_as: Annotated[str | None, Field(description="引文另有读法的理由")]
    draft: Annotated[bool, Field(description="还没有人核对")]


_BOUND = Field(description="文件为它定的时限：所属任务 deadlines 里的引文")


class JsonValue(JsonModel):
    """A value; ``all`` and ``none`` stand for whole coverage, a null value for the baseline's."""

    op: Literal["equals", "at_least", "at_most", "between", "all", "none"]
    value: Number | None
    value_max: Number | None
    unit: str | None


class JsonTarget(JsonModel):
    """A target."""

    indicator: str
    quote: str
    values: list[JsonValue]
    scope: str | None
    baseline: str | None
    demand: Annotated[str, Field(description="要求，用话说：不低于95%、全覆盖")]
    part: str | None
    deadlines: Annotated[list[str], _BOUND]
    sum_of: Annotated[list[str], Field(description="应由原文里的哪几处数相加得来")]
    read_as: Annotated[str | None, Field(description="引文另有读法的理由")]
    draft: Annotated[bool, Field(description="还没有人核对")]


class JsonDeliverable(JsonModel):
    """A deliverable."""

    name: str
    kind: DeliverableKind
    quote: str
    part: str | None
    deadlines: Annotated[list[str], _BOUND]
    draft: Annotated[bool, Field(description="还没有人核对")]


class JsonFigure(JsonModel):
    """A figure that is neither deadline nor target."""

    quote: str
    why: str
    draft: Annotated[bool, Field(description="还没有人核对")]


class JsonImplements(JsonModel):
    """A superior task that the task carries out; ``note`` is the office's own, no words of a document."""

    policy: str
    task: str
    quote: str | None
    note: str | None


class JsonTask(_TaskUnits):
    """A task; where it has parts, its units are the union of theirs."""

    parts: list[JsonPart]
    closing: Annotated[str | None, Field(description="各部分或责任分工之后的原文；text 里也有")]
    leaders: list[JsonLeader]
    deadlines: list[JsonDeadline]
    targets: list[JsonTarget]
    deliverables: list[JsonDeliverable]
    other_figures: list[JsonFigure]
    implements: Annotated[list[JsonImplements], Field(description="落实的上级任务")]
    amended: Annotated[list[JsonTaskAmendment], Field(description="修改、增加这项任务的各份文件，由旧到新")]
    draft: Annotated[bool, Field(description="责任分工还没有人核对")]


class JsonReport(JsonModel):
    """What a unit reported of a subject for a day, in its own words; names and telephone numbers are no part of it."""

    unit: str
    day: str
    status: StatusKey | None
    completed: str | None
    actual: Number | None
    whole: bool | None
    progress: str | None
    problems: str | None
    next_steps: str | None
    evidence: list[str]


class JsonDecision(JsonModel):
    """What the supervising office decided on a subject; ``unit`` is null where it is for all."""

    what: DecisionKind
    unit: str | None
    day: str
    basis: str
    due: str | None
    words: str | None


class JsonState(JsonModel):
    """How a subject stands on the stated day; ``light`` is null for what does not apply, ``end`` where nothing is left to do."""

    status: Annotated[StatusKey | None, Field(description="没有报、没有填状态的为 null")]
    light: Annotated[Light | None, Field(description="不适用的为 null")]
    words: str
    end: Annotated[str | None, Field(description="按哪一天算：文件的，或延期到的")]


class JsonProgress(JsonModel):
    """What was reported and decided on an item, or on a fact in it, up to the stated day, and how it stands by that."""

    policy: str
    task: Annotated[str, Field(description="任务，或其中的部分")]
    about: About | None
    quote: str | None
    measure: str | None
    state: JsonState
    units: Annotated[dict[str, JsonState], Field(description="由谁定、各自如何：牵头单位，没有的各责任单位")]
    reached: Annotated[bool | None, Field(description="指标是否达到；不能判断的为 null")]
    share: Annotated[Number | None, Field(description="实际值 ÷ 目标值")]
    reports: Annotated[list[JsonReport], Field(description="各单位最近一次报的")]
    history: Annotated[list[JsonReport], Field(description="以前报的，由近到远")]
    decisions: list[JsonDecision]


class JsonGap(JsonModel):
    """What the document leaves open."""

    check: str
    policy: str | None
    task: str | None
    message: str


class Responsibility(JsonModel):
    """政策责任数据。"""

    schema_version: Annotated[Literal[2], Field(alias="schema")] = VERSION
    site: Annotated[JsonSite, Field(description="网站：谁的，哪一天的")]
    policies: list[JsonPolicy]
    kinds: Annotated[list[JsonKind], Field(description="单位的类别，按名录的次序")]
    units: list[JsonUnit]
    tasks: list[JsonTask]
    gaps: list[JsonGap]
    as_of: Annotated[str | None, Field(description="进展截至哪一天；没有进展的为 null")] = None
    due: Annotated[list[JsonDue], Field(description="还没有完成、有最后一天的事项，按任务的次序")]
    progress: list[JsonProgress] = Field(
        default=[], description="进展：每项任务、部分一条，其中报了的时限、指标、成果各一条"
    )
