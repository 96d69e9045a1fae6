"""Rules that a document states once for its tasks, drafted with the words that state them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from responsibility.importing.review import TaskReview
from responsibility.importing.units import Names
from responsibility.language.assignment_rules import ToldRule, rules_in
from responsibility.language.normalize import normalise
from responsibility.language.unit_lists import listed
from responsibility.model import LISTED, LeadRule, Rule, Section, StandingRule, Task


def drafted_rules(
    paragraphs: Iterable[str], tasks: Sequence[TaskReview], outline: Sequence[Section], names: Names
) -> list[Rule]:
    """The rules that a document's paragraphs state, each once; units that they name are registered."""
    rules: dict[str, Rule] = {}
    for paragraph in paragraphs:
        for reading in rules_in(paragraph):
            rule = _rule(reading, [review.task for review in tasks], outline, names)
            if rule:
                rules.setdefault(reading.kind + reading.listed, rule)
    return list(rules.values())


def commas_count(paragraphs: Iterable[str]) -> bool:
    """Whether a document states that the units before the comma of a clause lead."""
    return any(
        reading.kind == "before_comma_leads" for paragraph in paragraphs for reading in rules_in(paragraph)
    )


def _rule(reading: ToldRule, tasks: Sequence[Task], outline: Sequence[Section], names: Names) -> Rule | None:
    if reading.kind != "every_task":
        listing = any(item.units(LISTED) for task in tasks for item in task.items)
        return LeadRule.model_validate({"rule": reading.kind, "quote": reading.quote}) if listing else None
    units = tuple(
        names.find(each.name, each.written).name for each in listed(reading.listed, names.known) if each.unit
    )
    section = _section(reading, tasks, {section.key: section.chapter for section in outline})
    record = {"rule": reading.kind, "quote": reading.quote, "units": units, "section": section}
    return StandingRule.model_validate(record) if units else None


def _section(reading: ToldRule, tasks: Sequence[Task], chapters: dict[str, str]) -> str | None:
    """The chapter of the clause that states the rule, where no clause stands in a later one; else None: all tasks."""
    stated = next(
        (task for task in tasks for item in task.items if reading.quote in normalise(item.clause or "")), None
    )
    if stated is None:
        return None
    chapter = chapters[stated.section]
    later = {chapters[task.section] for task in tasks if any(item.roles for item in task.items)}
    return chapter if later == {chapter} and {*chapters.values()} != {chapter} else None
