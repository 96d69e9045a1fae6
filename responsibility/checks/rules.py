"""Checks of the rules that a document sets for its tasks."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.checks.base import Context, in_policy, unknown_unit
from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import normalise
from responsibility.language.recurrence import read_recurrence
from responsibility.model import LISTED, LeadRule, Policy, ReportRule, Rule, RuledUnits, Unit
from responsibility.model.deadlines import MONTHS_OF
from responsibility.model.problems import Check, Finding
from responsibility.proof import assemble


def quotes(context: Context) -> Iterator[Finding]:
    """A rule's quote stands in the document, as its source or else its records have it."""
    for policy in context.data.policies:
        if not policy.metadata.rules:
            continue
        document = normalise(policy.source or "".join(piece.text for piece in assemble(policy)))
        for index, rule in enumerate(policy.metadata.rules):
            if normalise(rule.quote) not in document:
                message = f"引文“{rule.quote}”不在文件里"
                yield in_policy(policy, ("rules", index, "quote"), message)


def sections(context: Context) -> Iterator[Finding]:
    """The section that a rule holds for is in the outline."""
    for policy in context.data.policies:
        for index, rule in enumerate(policy.metadata.rules):
            if rule.section and policy.section(rule.section) is None:
                message = f"outline 里没有章节“{rule.section}”"
                yield in_policy(policy, ("rules", index, "section"), message)


def units(context: Context) -> Iterator[Finding]:
    """The units of a rule are registered, and its quote names them."""
    if not context.has_registry:
        return
    registry = {unit.name: unit for unit in context.data.units}
    for policy in context.data.policies:
        for index, rule in enumerate(policy.metadata.rules):
            for position, name in enumerate(() if isinstance(rule, LeadRule) else rule.units):
                unit = registry.get(name)
                message = wrong_unit(unit, rule.quote) if unit else unknown_unit(name, context.data.units)
                if message:
                    yield in_policy(policy, ("rules", index, "units", position), message)


def wrong_unit(unit: Unit, quote: str) -> str | None:
    """What is wrong with a rule of ``unit`` whose quote does not name it; None where it does."""
    if not any(normalise(written) in normalise(quote) for written in (unit.name, *unit.aliases)):
        return f"引文“{quote}”没有提到“{unit.name}”"
    return None


def commas(context: Context) -> Iterator[Finding]:
    """Where the units before the comma lead, a clause of several units is written down, comma and all."""
    for policy, task in context.tasks():
        for item in task.items:
            for ruled in policy.ruled_units(task, item):
                listed = len(item.units(LISTED))
                if _by_comma(ruled.rule) and listed > 1 and item.clause is None:
                    message = "逗号前面的单位牵头，要照原文写下 clause，才看得出逗号在哪里"
                    yield context.in_task(policy, task, (f"{LISTED}_units",), message, task.item_id(item))


def reports(context: Context) -> Iterator[Finding]:
    """A report is due when the quote says, unless ``read_as`` says why not, and to whom it says."""
    for policy in context.data.policies:
        for index, rule in enumerate(policy.metadata.rules):
            if not isinstance(rule, ReportRule):
                continue
            if rule.to and normalise(rule.to) not in normalise(rule.quote):
                yield in_policy(policy, ("rules", index, "to"), f"引文“{rule.quote}”里没有“{rule.to}”")
            wrong = wrong_time(rule, context.reference(policy))
            if wrong and rule.read_as is None:
                yield in_policy(policy, ("rules", index, wrong), f"{wrong} 与引文“{rule.quote}”不符")
            elif rule.read_as and not wrong:
                message = f"引文“{rule.quote}”读出来就是所记的，不需要 read_as"
                yield in_policy(policy, ("rules", index, "read_as"), message)


def wrong_time(rule: ReportRule, reference: Reference) -> str | None:
    """The field that says another time than the quote; None where they agree."""
    quote = normalise(rule.quote)
    if rule.due:
        readings = read_deadlines(quote, reference, doubtful=True)
        return None if any(rule.due == reading.record.due for reading in readings) else "due"
    read = read_recurrence(quote)
    if read is None or read.every != rule.every:
        return "every"
    if read.interval != rule.interval:
        return "interval"
    last = MONTHS_OF.get(read.every)
    return (
        "month" if (read.month or last) != (rule.month or last) else "day" if read.day != rule.day else None
    )


def _by_comma(rule: Rule) -> bool:
    return rule.rule == "before_comma_leads"


def idle(context: Context) -> Iterator[Finding]:
    """A rule holds for some task."""
    for policy in context.data.policies:
        used: set[Rule] = {ruled.rule for ruled in _all(policy)}
        used |= {rule for rule in policy.reports if context.graph.reporters(policy, rule)}
        for index, rule in enumerate(policy.metadata.rules):
            if rule not in used:
                yield in_policy(policy, ("rules", index), f"规则“{rule.quote}”没有用在任何任务上")


def _all(policy: Policy) -> Iterator[RuledUnits]:
    for task in policy.tasks:
        for item in task.items:
            yield from policy.ruled_units(task, item)


CHECKS = (
    Check("rule-quote", "规则的引文是文件里的字", "unsettled", "照原文改正", quotes),
    Check("rule-section", "规则所管的章节在目录里", "error", "改正 section，或删去", sections),
    Check("rule-units", "规则里的单位都已登记，引文里都有", "error", "照原文改正 units，或把引文引全", units),
    Check(
        "rule-comma",
        "由逗号看牵头单位时，责任分工照原文写下",
        "unsettled",
        "在任务里写 clause：括号里的话，照原文",
        commas,
    ),
    Check(
        "rule-contradicts-quote",
        "报送的周期、日期、对象就是引文所说的；另有读法的写明理由",
        "unsettled",
        "照引文改正；引文确实另有读法的，写 read_as 说明理由",
        reports,
    ),
    Check(
        "idle-rule",
        "规则管到至少一项任务",
        "warning",
        "核对 rule、section 和任务里的单位；不再需要的删去",
        idle,
        whole=True,
    ),
)
