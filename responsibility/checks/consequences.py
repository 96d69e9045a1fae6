"""What only follows from a mistake that is told already: it would go with the mistake, and hide it until then."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import NamedTuple

from responsibility.model.problems import Check, Finding, Problem


class Reported(NamedTuple):
    """What a check found, and the problem made of it."""

    check: Check
    finding: Finding
    problem: Problem


class Follows(NamedTuple):
    """Where an error of the checks ``of`` is found, what ``checks`` find in the same place follows from it."""

    checks: frozenset[str]
    of: frozenset[str]
    place: int
    """How exactly the places must agree: one of the three below."""


_POLICY, _FILE, _RECORD = 1, 2, 3
"""The same policy; the same file of it; the same record of that file, such as its second deadline."""
_QUOTING = frozenset({"quote-not-in-text", "words-not-in-text", "figure-unaccounted"})
_MISQUOTED = frozenset({"quote-not-in-text", "words-not-in-text", "period"})
FOLLOWS = (
    # Which tasks a section has, nobody can say without the outline.
    Follows(frozenset({"unknown-section"}), frozenset({"outline"}), _POLICY),
    # Records that are wrong in themselves do not make the document.
    Follows(
        frozenset({"document-proof"}),
        frozenset(
            {
                "outline",
                "unknown-section",
                "unknown-unit",
                "unit-twice",
                "unit-in-both-roles",
                "no-unit",
                "clause-in-text",
                "clause-units",
                "date-written",
                "stale-erratum",
            }
        ),
        _POLICY,
    ),
    # Where a task's text is not the document's, its quotes may be.
    Follows(_QUOTING, frozenset({"document-proof"}), _FILE),
    # What a wrong quote says is of no interest, nor which figures it leaves out.
    Follows(frozenset({"contradicts-quote"}), _MISQUOTED, _RECORD),
    Follows(frozenset({"figure-unaccounted"}), frozenset({"quote-not-in-text"}), _FILE),
)
"""In the order in which they are looked at: what is left out itself has no consequences any more."""


def without_consequences(reported: Iterable[Reported]) -> list[Reported]:
    """``reported`` without what follows from another error of it.

    Only an error has consequences: the build stops, and once it is mended they are looked for again.
    What is merely unsettled in a draft leaves nothing unsaid.
    """
    kept = list(reported)
    for rule in FOLLOWS:
        causes = {
            _place(each.finding, rule.place)
            for each in kept
            if each.check.name in rule.of and each.problem.severity == "error"
        }
        kept = [
            each
            for each in kept
            if each.check.name not in rule.checks or _place(each.finding, rule.place) not in causes
        ]
    return kept


def _place(finding: Finding, exactness: int) -> Hashable:
    """The policy, the file and the record of a file in which a finding is, as exactly as is asked."""
    return (finding.policy, finding.file, finding.keys[:2])[:exactness]
