"""Reports that a document asks for outside of its tasks, drafted as rules; other times that stand there are said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from responsibility.checks.rules import wrong_time, wrong_unit
from responsibility.importing.units import Names
from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import normalise
from responsibility.language.reports import ToldReport, reports_in
from responsibility.language.sentences import Sentences
from responsibility.model import ReportRule, Section
from responsibility.model.deadlines import MONTHS_OF

_FIELDS = ("notice", "preamble", "closing", "annotation")
_IN_FORCE = re.compile("有效期|施行|执行")
"""Words of a clause that says how long the document itself is in force."""
_MOST = 5
"""How many clauses a remark shows."""


@dataclass
class Reports:
    """The reports that were drafted, and what looks like one and was not understood."""

    rules: list[ReportRule] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    """Remarks for a person."""


def texts_outside(around: Mapping[str, object], outline: Iterable[Section]) -> list[str]:
    """The texts of a document that belong to no task, in normal form: its notice, introductions, end and notes."""
    texts = (*map(around.get, _FIELDS), *(section.instruction for section in outline))
    return [normalise(str(text)) for text in texts if text]


def drafted_reports(texts: Iterable[str], reference: Reference, names: Names, led: bool) -> Reports:
    """The reports that ``texts`` (in normal form) ask for, each once. ``led`` says whether any unit leads a task.

    One that its own checks would not let pass, or that nobody would have to make, is said and not drafted.
    """
    reports = Reports()
    for text in texts:
        for reading in reports_in(text, reference, names.known):
            rule = _rule(reading, reference, names) if isinstance(reading, ToldReport) else None
            if rule and (rule.units or led):
                reports.rules += [] if rule in reports.rules else [rule]
            else:
                reports.unread.append(f"要求报送，没有认出由谁、何时报送：“{reading.quote}”")
    return reports


def _rule(reading: ToldReport, reference: Reference, names: Names) -> ReportRule | None:
    """The rule of a report; None where its quote by itself would say otherwise."""
    time = reading.deadline
    if time.in_words:
        return None  # a rule has no room for several days of a year
    units = [names.find(name) for name in reading.units]
    last_month = time.every and time.day and time.month == MONTHS_OF[time.every]
    rule = ReportRule.model_validate(
        {
            "rule": "report",
            "quote": reading.quote,
            "units": [unit.name for unit in units],
            "to": reading.to,
            "every": time.every,
            "interval": time.interval,
            "month": None if last_month else time.month,
            "day": time.day,
            "due": None if time.every else time.due,
        }
    )
    wrong = wrong_time(rule, reference) or any(wrong_unit(unit, rule.quote) for unit in units)
    return None if wrong else rule


def times_outside(texts: Iterable[str], reports: Reports, reference: Reference) -> Iterator[str]:
    """A remark where ``texts`` that belong to no task say by when or how often, beside the ``reports``."""
    drafted = "".join((*(rule.quote for rule in reports.rules), *reports.unread))
    clauses = [clause for text in texts for clause in _timed(text, reference) if clause not in drafted]
    if clauses:
        shown = "”“".join(dict.fromkeys(clauses[:_MOST]))
        yield f"任务之外也写有时限，没有记在任务里：“{shown}”"


def _timed(text: str, reference: Reference) -> Iterator[str]:
    """The clauses of ``text`` that say before what day, how often or within how long; a year alone is most often part of an aim (到2025年)."""
    sentences = Sentences(text)
    for reading in read_deadlines(text, reference):
        clause = text[slice(*sentences.clause(reading.start, reading.end))]
        if (
            reading.record.before or reading.record.every or reading.record.duration
        ) and not _IN_FORCE.search(clause):
            yield clause
