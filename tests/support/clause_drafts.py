"""Drafts of made-up documents, for tests of how clauses are read."""

from __future__ import annotations

from responsibility import checks
from responsibility.data.loader import load
from responsibility.importing.draft import Draft, draft, with_units
from responsibility.importing.readers.detect import read
from responsibility.language.clauses import parse
from responsibility.model import ROLES, Policy

GIVEN = {
    "number": "临政办发〔2025〕1号",
    "issued": "2025-03-01",
    "issuers": ["临江市政府"],
    "title": "某方案",
}


def imported(*lines: str) -> Draft:
    """The draft of a document of those lines."""
    return draft(read("x.txt", "\n".join(("一、重点任务", *lines)).encode()), "p-1", (), GIVEN)


def drafted(*lines: str) -> Draft:
    """The draft of a document of those lines, whose own check finds no error."""
    result = imported(*lines)
    data = load({**result.files, "units.yml": with_units(None, result.new_units)})
    errors = [problem for problem in checks.run(data).problems if problem.severity == "error"]
    assert not errors, errors
    return result


def units(result: Draft) -> list[tuple[list[str], ...]]:
    """The units of each item, by role."""
    return [
        tuple(list(item.units(role)) for role in ROLES)
        for review in result.review.tasks
        for item in review.task.items
    ]


def clause(text: str, *known: str) -> tuple[list[str], ...]:
    """The units that a clause says, by role, where ``known`` are registered."""
    assignment = parse(text, known.__contains__)
    assert assignment
    return tuple([name.name for name in assignment.units[role]] for role in ROLES)


def policy(result: Draft) -> Policy:
    """The policy that a draft is of, as it is loaded again."""
    data = load({**result.files, "units.yml": with_units(None, result.new_units)})
    return data.policies[0]
