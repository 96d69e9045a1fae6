"""Rules that a document states once for its tasks, drafted with the words that state them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from responsibility.importing.review import TaskReview
from responsibility.importing.units import Names
from responsibility.language.assignment_rules import ToldRule, rules_in, unread_rules_in
from responsibility.language.normalize import normalise
from responsibility.language.unit_lists import listed
from responsibility.model import (
    LEAD,
    LISTED,
    ROLES,
    Assigned,
    LeadRule,
    Part,
    Policy,
    Role,
    Rule,
    RuledUnits,
    Section,
    StandingRule,
    Task,
)
from responsibility.proof import clause

A = TypeVar("A", Part, Task)


def drafted_rules(
    paragraphs: Iterable[str], tasks: Sequence[TaskReview], outline: Sequence[Section], names: Names
) -> list[Rule]:
    """The rules that a document's paragraphs state, each once; units that they name are registered.

    One for what stands below it in the text of a task is left to a person (``rules_within``).
    """
    rules: dict[str, Rule] = {}
    for paragraph in paragraphs:
        for reading in rules_in(paragraph):
            if _within(reading, tasks):
                continue
            rule = _rule(reading, [review.task for review in tasks], outline, names)
            if rule:
                rules.setdefault(reading.kind + reading.listed, rule)
    return list(rules.values())


def rules_within(tasks: Sequence[TaskReview]) -> Iterator[str]:
    """A remark for each rule for the tasks below (以下均需…, …，下同) that stands in the text of a task: no record says from where on it holds."""
    for review in tasks:
        for text in review.task.texts:
            for reading in rules_in(normalise(text)):
                if _within(reading, tasks):
                    label = review.task.label or review.task.number
                    yield f"任务 {label} 的文字里定了以下各项的规则，没有记到各项：“{reading.quote}”"


def _within(reading: ToldRule, tasks: Sequence[TaskReview]) -> bool:
    """Whether a rule for what stands below it stands in the text of a task that is not the last."""
    texts = (text for review in tasks[:-1] for text in review.task.texts)
    return reading.below and any(reading.quote in normalise(text) for text in texts)


def with_leads(task: Task, policy: Policy) -> Task:
    """The task with those among its lead units who lead by a rule of ``policy``, each clause written down as it stands.

    The rule and the clause are what says so: the check of clauses reads both again.
    """
    parts = tuple(_led(policy, task, part) for part in task.parts)
    return _led(policy, task, task).model_copy(update={"parts": parts})


def _led(policy: Policy, task: Task, item: A) -> A:
    ruled = (each for each in policy.ruled_units(task, item) if isinstance(each.rule, LeadRule))
    derived = next(ruled, None)
    if derived is None or item.units(LEAD):
        return item
    return item.model_copy(update={**_by_role(item, derived), "clause": clause(item)})


def _by_role(item: Assigned, derived: RuledUnits) -> dict[str, tuple[str, ...]]:
    """The lists of units of ``item`` with those that lead by a rule taken out of the list."""
    entries = {role: item.listed(role) for role in ROLES}
    every, leads = entries[LISTED], len(derived.units)
    entries |= {LEAD: every[:leads], LISTED: ()}
    if isinstance(derived.rule, LeadRule):
        entries[derived.rule.rest] = (*every[leads:], *entries[derived.rule.rest])
    return {f"{role}_units": names for role, names in entries.items()}


def unread_rules(paragraphs: Iterable[str]) -> Iterator[str]:
    """A remark for each stretch that looks like a rule of who leads, and was not understood."""
    for paragraph in paragraphs:
        for stretch in unread_rules_in(paragraph):
            yield f"像是定牵头单位的规则，没有读懂：“{stretch}”"


def commas_count(paragraphs: Iterable[str]) -> bool:
    """Whether a document states that the units before the comma of a clause lead."""
    return any(
        reading.kind == "before_comma_leads" for paragraph in paragraphs for reading in rules_in(paragraph)
    )


def _rule(reading: ToldRule, tasks: Sequence[Task], outline: Sequence[Section], names: Names) -> Rule | None:
    section = _section(reading, tasks, outline)
    if reading.kind != "every_task":
        listing = any(item.units(LISTED) for task in tasks for item in task.items)
        others: Role = "supporting" if reading.others_support else LISTED
        lead_rule = LeadRule.model_validate(
            {"rule": reading.kind, "quote": reading.quote, "rest": others, "section": section}
        )
        return lead_rule if listing else None
    units = tuple(
        names.find(each.name, each.written).name for each in listed(reading.listed, names.known) if each.unit
    )
    record = {"rule": reading.kind, "quote": reading.quote, "units": units, "section": section}
    return StandingRule.model_validate(record) if units else None


def _section(reading: ToldRule, tasks: Sequence[Task], outline: Sequence[Section]) -> str | None:
    """The section that a rule for what stands below it holds for, where that is the last; else None: all tasks from there on.

    The section in whose introduction it is stated, or the chapter of the task in whose clause.
    """
    chapters = {section.key: section.chapter for section in outline}
    introduced = next((each for each in outline if reading.quote in normalise(each.instruction or "")), None)
    if introduced and reading.below:
        of_section = {each.key for each in outline if introduced.key in (each.key, *each.all_above)}
        within = [task.section in of_section for task in tasks]
        return introduced.key if within and within[-1] and not all(within) else None
    stated = next(
        (task for task in tasks for item in task.items if reading.quote in normalise(item.clause or "")), None
    )
    if stated is None:
        return None
    chapter = chapters[stated.section]
    by_clause = (task for task in tasks if any(item.roles and not _is_headed(item) for item in task.items))
    later = {chapters[task.section] for task in by_clause}
    return chapter if later == {chapter} and {*chapters.values()} != {chapter} else None


def _is_headed(item: Task | Part) -> bool:
    """Whether units head what a part or a safeguard says (县水利局负责…), so that no clause assigns it."""
    return item.clause == "" and (isinstance(item, Part) or item.safeguard)
