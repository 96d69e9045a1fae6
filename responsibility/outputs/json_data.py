"""The whole of the data as JSON: ``data/responsibility.json`` and ``build.py export json``.

The classes are the contract; ``schema/responsibility.schema.json`` is generated
from them. What the document does not say is null or an empty list.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from responsibility.language.normalize import joined
from responsibility.model import (
    LEAD,
    OPEN_ENDED,
    ROLE_SPECS,
    DeliverableKind,
    Every,
    ItemId,
    Rule,
    StandingRule,
    Target,
    Unit,
    Value,
)
from responsibility.model.base import plain_number
from responsibility.model.problems import Problem
from responsibility.views import PolicyView, SiteView
from responsibility.views.tasks import DeadlineView, DeliverableView, ItemView, TargetView, TaskView

VERSION: Literal[2] = 2
JSON_FILE = "data/responsibility.json"
"""Where the site holds it."""
Number = int | float


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class JsonPeriod(_Model):
    """A span of time that the document names."""

    name: str
    start: str
    end: str


class JsonSection(_Model):
    """A heading of the document."""

    key: str
    title: str


class JsonUnassigned(_Model):
    """An instruction of the document that names no assigned unit."""

    section: str
    text: str


class JsonBasis(_Model):
    """A superior document."""

    title: str
    number: str | None


class JsonRule(_Model):
    """A rule of the document for its tasks; ``items`` are those in which it gives units the role."""

    rule: str
    quote: str
    section: str | None
    role: str
    units: Annotated[list[str], Field(description="规则点名的单位；由规则推出牵头单位的，为空")]
    items: Annotated[list[str], Field(description="因这条规则而有单位承担这一角色的任务、部分")]


class JsonErratum(_Model):
    """A misprint of the source and how it is read."""

    quote: str
    read: str
    why: str


class JsonPolicy(_Model):
    """A policy, its tasks left out."""

    id: str
    number: Annotated[str, Field(description="发文字号")]
    title: str
    issued: Annotated[str, Field(description="成文日期")]
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


class JsonKind(_Model):
    """A kind of units that some unit is of."""

    key: str
    name: str


class JsonUnit(_Model):
    """A unit of the registry; ``members`` and ``unlisted`` speak of collectives."""

    name: str
    id: str
    kind: Annotated[str, Field(description="类别：kinds 里的 key")]
    aliases: list[str]
    members: list[str]
    unlisted: bool


def _with_roles(base: type[_Model]) -> type[_Model]:
    """``base`` with a list of names for each role, and whether it ends in 等 where the data records that."""
    fields: dict[str, Any] = {}
    for spec in ROLE_SPECS:
        fields[spec.key] = (list[str], ...)
        if spec.open_ended:
            fields[f"{spec.key}_open"] = (bool, ...)
    return create_model(f"{base.__name__}Units", __base__=base, **fields)


class _PartText(_Model):
    id: str
    text: str


class _TaskText(_Model):
    policy: str
    id: Annotated[str, Field(description="固定的短名；没有写 id 的为序号")]
    number: Annotated[str, Field(description="文件里的序号")]
    title: str
    section: str
    text: str


if TYPE_CHECKING:
    _PartUnits = _PartText
    _TaskUnits = _TaskText
else:
    _PartUnits = _with_roles(_PartText)
    _TaskUnits = _with_roles(_TaskText)


class JsonPart(_PartUnits):
    """A part of a task that has units of its own."""


class JsonDeadline(_Model):
    """A deadline; ``start`` and ``due`` are those of the period where it belongs to one.

    ``matter`` is what is due, in the words of the document.
    """

    quote: str
    matter: str
    start: str | None
    due: str | None
    before: bool
    period: str | None
    every: Every | None
    times: int | None
    duration: str | None
    part: str | None


class JsonValue(_Model):
    """A value; ``all`` and ``none`` stand for whole coverage, a null value for the baseline's."""

    op: Literal["equals", "at_least", "at_most", "between", "all", "none"]
    value: Number | None
    value_max: Number | None
    unit: str | None


class JsonTarget(_Model):
    """A target."""

    indicator: str
    quote: str
    values: list[JsonValue]
    scope: str | None
    baseline: str | None
    part: str | None


class JsonDeliverable(_Model):
    """A deliverable."""

    name: str
    kind: DeliverableKind
    quote: str
    part: str | None


class JsonFigure(_Model):
    """A figure that is neither deadline nor target."""

    quote: str
    why: str


class JsonTask(_TaskUnits):
    """A task; where it has parts, its units are the union of theirs."""

    parts: list[JsonPart]
    deadlines: list[JsonDeadline]
    targets: list[JsonTarget]
    deliverables: list[JsonDeliverable]
    other_figures: list[JsonFigure]


class JsonGap(_Model):
    """What the document leaves open."""

    check: str
    policy: str | None
    task: str | None
    message: str


class Responsibility(_Model):
    """政策责任数据。"""

    schema_version: Annotated[Literal[2], Field(alias="schema")] = VERSION
    policies: list[JsonPolicy]
    kinds: Annotated[list[JsonKind], Field(description="单位的类别，按名录的次序")]
    units: list[JsonUnit]
    tasks: list[JsonTask]
    gaps: list[JsonGap]


def export(site: SiteView) -> str:
    """The JSON text of ``site``, ending in a newline; the same views give the same bytes."""
    document = Responsibility(
        policies=[_policy(policy) for policy in site.policies],
        kinds=[JsonKind(key=kind.id, name=kind.name) for kind, _ in site.by_kind()],
        units=[_unit(view.unit) for view in site.units],
        tasks=[_task(task) for policy in site.policies for task in policy.tasks],
        gaps=[_gap(gap) for policy in site.policies for gap in policy.gaps],
    )
    return json.dumps(document.model_dump(by_alias=True), ensure_ascii=False, indent=1) + "\n"


def _policy(view: PolicyView) -> JsonPolicy:
    facts = view.record.metadata
    return JsonPolicy(
        id=view.id,
        number=facts.number,
        title=facts.title,
        issued=str(facts.issued),
        issuers=list(facts.issuers),
        letterhead=facts.letterhead,
        notice_title=facts.notice_title,
        addressees=facts.addressees,
        bases=[JsonBasis(title=basis.title, number=basis.number) for basis in facts.bases],
        periods=[
            JsonPeriod(name=period.name, start=str(period.start), end=str(period.end))
            for period in facts.periods
        ],
        rules=[_rule(view, rule) for rule in facts.rules],
        outline=[JsonSection(key=section.key, title=section.title) for section in facts.outline],
        unassigned=[
            JsonUnassigned(section=section.key, text=joined(section.instruction or ""))
            for section in view.instructions
        ],
        errata=[
            JsonErratum(quote=erratum.quote, read=erratum.read, why=erratum.why) for erratum in facts.errata
        ],
    )


def _rule(view: PolicyView, rule: Rule) -> JsonRule:
    items = [item for task in view.tasks for item in task.items]
    return JsonRule(
        rule=rule.rule,
        quote=rule.quote,
        section=rule.section,
        role=rule.role if isinstance(rule, StandingRule) else LEAD,
        units=list(rule.units) if isinstance(rule, StandingRule) else [],
        items=[str(item.id) for item in items if any(ruled.rule == rule for ruled in item.ruled)],
    )


def _unit(unit: Unit) -> JsonUnit:
    return JsonUnit(
        name=unit.name,
        id=unit.id,
        kind=unit.kind,
        aliases=list(unit.aliases),
        members=list(unit.member_names),
        unlisted=unit.unlisted,
    )


def _task(view: TaskView) -> JsonTask:
    return JsonTask(
        policy=view.ref.policy,
        id=view.ref.id,
        number=view.record.number,
        title=view.ref.title,
        section=view.section.key,
        text=_text(view),
        **_units(view),
        parts=[_part(item) for item in view.items if item.label],
        deadlines=[_deadline(deadline) for deadline in view.deadlines],
        targets=[_target(target) for target in view.targets],
        deliverables=[_deliverable(deliverable) for deliverable in view.deliverables],
        other_figures=[JsonFigure(quote=figure.quote, why=figure.why) for figure in view.other_figures],
    )


def _text(view: TaskView) -> str:
    intro = "".join(run.text for run in view.intro)
    paragraphs = [item.label + joined(item.text) for item in view.items]
    return "\n".join(filter(None, (intro, *paragraphs)))


def _units(view: TaskView | ItemView) -> dict[str, Any]:
    """The values of the fields of :func:`_with_roles`."""
    names = {role: [unit.name for unit in units] for role, units in view.units.items()}
    return {**names, **{f"{role}_open": role in view.open_after for role in OPEN_ENDED}}


def _part(item: ItemView) -> JsonPart:
    return JsonPart(
        id=str(item.id),
        text=joined(item.text),
        **_units(item),
    )


def _deadline(view: DeadlineView) -> JsonDeadline:
    record = view.record
    return JsonDeadline(
        quote=record.quote,
        matter=view.matter,
        start=str(view.start) if view.start else None,
        due=str(view.due) if view.due else None,
        before=record.before,
        period=record.period,
        every=record.every,
        times=record.times,
        duration=record.duration,
        part=_in_part(view.item),
    )


def _target(view: TargetView) -> JsonTarget:
    record = view.record
    return JsonTarget(
        indicator=record.indicator,
        quote=record.quote,
        values=_values(record),
        scope=record.scope,
        baseline=record.baseline,
        part=_in_part(view.item),
    )


def _deliverable(view: DeliverableView) -> JsonDeliverable:
    record = view.record
    return JsonDeliverable(name=record.name, kind=record.kind, quote=record.quote, part=_in_part(view.item))


def _in_part(item: ItemId) -> str | None:
    return str(item) if item.part else None


def _values(target: Target) -> list[JsonValue]:
    values = [_value(value) for value in target.values]
    words: list[Literal["all", "none", "equals", "at_least", "at_most"]] = []
    if target.all:
        words.append("all")
    if target.none:
        words.append("none")
    if target.compare:
        words.append(target.compare)
    return values + [JsonValue(op=op, value=None, value_max=None, unit=None) for op in words]


def _value(value: Value) -> JsonValue:
    numbers = [plain_number(number) for number in value.numbers]
    return JsonValue(
        op=value.op,
        value=numbers[0],
        value_max=numbers[1] if len(numbers) > 1 else None,
        unit=value.unit,
    )


def _gap(gap: Problem) -> JsonGap:
    return JsonGap(
        check=gap.check, policy=gap.policy, task=str(gap.item) if gap.item else None, message=gap.message
    )
