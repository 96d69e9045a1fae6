"""The whole of the data as JSON: ``data/responsibility.json`` and ``export json``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from responsibility.language.normalize import joined
from responsibility.model import (
    LEAD,
    MARKS,
    ItemId,
    OtherFigure,
    ReportRule,
    Rule,
    StandingRule,
    Target,
    Value,
    YearlessDate,
)
from responsibility.model.base import plain_number
from responsibility.model.problems import Problem
from responsibility.outputs.json_amendments import amendment_record, task_amendment_record
from responsibility.outputs.json_progress import progress_records
from responsibility.outputs.json_records import (
    OPEN_SINCE_1,
    JsonBasis,
    JsonDeadline,
    JsonDeliverable,
    JsonErratum,
    JsonFigure,
    JsonGap,
    JsonImplements,
    JsonKind,
    JsonLeader,
    JsonMisprint,
    JsonPart,
    JsonPeriod,
    JsonPolicy,
    JsonRule,
    JsonSection,
    JsonSuccessor,
    JsonTarget,
    JsonTask,
    JsonUnassigned,
    JsonUnit,
    JsonValue,
    Responsibility,
)
from responsibility.outputs.json_site import JsonModel, due_records, site_record
from responsibility.views import SiteView
from responsibility.views.items import ItemView
from responsibility.views.leaders import LeaderView
from responsibility.views.phrases import absent
from responsibility.views.policies import PolicyView
from responsibility.views.rules import ReportView
from responsibility.views.tasks import (
    DeadlineView,
    DeliverableView,
    TargetView,
    TaskView,
)
from responsibility.views.units import UnitView

JSON_FILE = "data/responsibility.json"
"""Where the site holds it."""


def export(site: SiteView) -> str:
    """The JSON text of ``site``, ending in a newline; the same views give the same bytes."""
    return "".join(_texts(site))


def _texts(site: SiteView) -> Iterator[str]:
    """The text in stretches, a record of a list after the other: together they would take many times the memory of the text."""
    lists: dict[str, Iterable[JsonModel]] = {
        "policies": map(_policy, site.policies),
        "kinds": (JsonKind(key=kind.id, name=kind.name) for kind, _ in site.by_kind()),
        "units": map(_unit, site.units),
        "tasks": (_task(task) for policy in site.policies for task in policy.tasks),
        "gaps": (_gap(gap) for policy in site.policies for gap in policy.gaps),
        "due": due_records(site),
        "progress": progress_records(site),
    }
    document = Responsibility(
        site=site_record(site),
        policies=[],
        kinds=[],
        units=[],
        tasks=[],
        gaps=[],
        as_of=str(site.as_of) if site.progress else None,
        due=[],
    )
    before = "{"
    for key, value in document.model_dump(by_alias=True).items():
        yield f'{before}\n "{key}": '
        if key in lists:
            yield from _list_texts(lists[key])
        else:
            yield _dumped(value, 1)
        before = ","
    yield "\n}\n"


def _list_texts(records: Iterable[JsonModel]) -> Iterator[str]:
    before = "["
    for record in records:
        yield f"{before}\n  {_dumped(record.model_dump(by_alias=True), 2)}"
        before = ","
    yield "[]" if before == "[" else "\n ]"


def _dumped(value: object, depth: int) -> str:
    """As a whole document would hold it at that depth; a text in JSON has no line breaks of its own."""
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n" + " " * depth)


def _policy(view: PolicyView) -> JsonPolicy:
    facts = view.record.metadata
    return JsonPolicy(
        id=view.id,
        number=facts.number,
        title=facts.title,
        issued=str(facts.issued) if facts.issued else None,
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
        misprints=[
            JsonMisprint(
                quote=misprint.quote,
                task=str(view.record.item_id(misprint.task)) if misprint.task else None,
                suggests=misprint.suggests,
                why=misprint.why,
            )
            for misprint in facts.misprints
        ],
        draft=facts.draft,
        status=facts.status,
        status_since=str(facts.status_since) if facts.status_since else None,
        status_basis=facts.status_basis,
        amendments=[amendment_record(amendment) for amendment in view.record.amendments],
    )


def _rule(view: PolicyView, rule: Rule) -> JsonRule:
    items = [item for task in view.tasks for item in task.items]
    if isinstance(rule, ReportRule):
        return _report(next(report for report in view.reports if report.record is rule))
    return JsonRule(
        rule=rule.rule,
        quote=rule.quote,
        section=rule.section,
        role=rule.role if isinstance(rule, StandingRule) else LEAD,
        units=list(rule.units) if isinstance(rule, StandingRule) else [],
        items=[
            *dict.fromkeys(
                str(item.assigned) for item in items if any(ruled.rule == rule for ruled in item.ruled)
            )
        ],
    )


def _report(view: ReportView) -> JsonRule:
    rule = view.record
    return JsonRule(
        rule=rule.rule,
        quote=rule.quote,
        section=rule.section,
        role=None,
        units=[unit.name for unit in view.units],
        items=[],
        to=rule.to,
        every=rule.every,
        interval=rule.interval,
        month=rule.month,
        day=rule.day,
        due=str(view.due) if view.due else None,
        yearless=str(rule.due) if isinstance(rule.due, YearlessDate) else None,
        read_as=rule.read_as,
    )


def _unit(view: UnitView) -> JsonUnit:
    unit = view.unit
    return JsonUnit(
        name=unit.name,
        id=unit.id,
        kind=unit.kind,
        aliases=list(unit.aliases),
        members=list(unit.member_names),
        unlisted=unit.unlisted,
        succeeded_by=[JsonSuccessor(unit=each.unit, takes=list(each.takes)) for each in unit.succeeded_by],
        since=str(unit.since) if unit.since else None,
        basis=unit.basis,
        renamed=unit.renamed,
        workload={mark: view.workload.of(mark) for mark in MARKS if view.workload.of(mark)},
    )


def _task(view: TaskView) -> JsonTask:
    return JsonTask(
        policy=view.ref.policy,
        id=view.ref.id,
        number=view.record.number,
        label=view.ref.label,
        title=view.ref.title,
        section=view.section.key,
        text=_text(view),
        **_units(view),
        parts=[_part(item) for item in view.items if item.label],
        closing=joined(view.record.closing) if view.record.closing else None,
        leaders=[_leader(leader) for leader in view.leaders],
        deadlines=[_deadline(deadline) for deadline in view.deadlines],
        targets=[_target(target) for target in view.targets],
        deliverables=[_deliverable(deliverable) for deliverable in view.deliverables],
        other_figures=[_figure(figure) for figure in view.other_figures],
        implements=[
            JsonImplements(policy=each.policy, task=str(each.task), quote=each.quote, note=each.note)
            for each in view.record.implements
        ],
        amended=[task_amendment_record(amendment) for amendment in view.amended],
        draft=any(item.draft for item in view.items),
    )


def _text(view: TaskView) -> str:
    intro = "".join(run.text for run in view.intro)
    paragraphs = [item.mark + joined(item.text) for item in view.items]
    paragraphs += ["".join(run.text for run in item.closing) for item in view.items]
    return "\n".join(filter(None, (intro, *paragraphs)))


def _units(view: TaskView | ItemView) -> dict[str, Any]:
    """The fields by role of :class:`JsonTask` and :class:`JsonPart`."""
    names = {role: [unit.name for unit in units] for role, units in view.units.items()}
    open_after = {role: list(view.open_after.get(role, {})) for role in view.units}
    return {**names, f"{OPEN_SINCE_1}_open": bool(open_after[OPEN_SINCE_1]), "open": open_after}


def _leader(view: LeaderView) -> JsonLeader:
    record = view.record
    return JsonLeader(
        role=record.role, names=list(record.names), quote=record.quote, part=_in_part(view.item)
    )


def _part(item: ItemView) -> JsonPart:
    return JsonPart(
        id=str(item.id),
        text=joined(item.text),
        shared=item.assigned != item.id,
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
        yearless=view.yearless,
        every=record.every,
        interval=record.interval,
        month=record.month,
        day=record.day,
        times=record.times,
        at_least=view.at_least,
        duration=record.duration,
        counted_from=record.counted_from,
        in_words=record.in_words,
        ongoing=record.ongoing,
        immediate=record.immediate,
        part=_in_part(view.item),
        named_members=list(view.named_members),
        read_as=record.read_as,
        draft=record.draft,
    )


def _target(view: TargetView) -> JsonTarget:
    record = view.record
    return JsonTarget(
        indicator=record.indicator,
        quote=record.quote,
        values=_values(record),
        scope=record.scope,
        baseline=record.baseline,
        demand=view.parts.demand,
        part=_in_part(view.item),
        deadlines=_bound(view),
        sum_of=list(record.sum_of),
        read_as=record.read_as,
        draft=record.draft,
    )


def _deliverable(view: DeliverableView) -> JsonDeliverable:
    record = view.record
    return JsonDeliverable(
        name=record.name,
        kind=record.kind,
        quote=record.quote,
        part=_in_part(view.item),
        deadlines=_bound(view),
        draft=record.draft,
    )


def _bound(view: TargetView | DeliverableView) -> list[str]:
    """The deadlines that are set for a fact, by their quotes."""
    return [deadline.record.quote for deadline in view.deadlines]


def _figure(record: OtherFigure) -> JsonFigure:
    why = absent(record.why, record.draft)  # what an import writes there is for whoever confirms it
    return JsonFigure(quote=record.quote, why=why, draft=record.draft)


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
