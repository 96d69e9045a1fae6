"""Progress in the JSON export: a record an item, and a record each fact in it on which something was reported or decided."""

from __future__ import annotations

from collections.abc import Iterator

from responsibility.model.base import plain_number
from responsibility.model.decisions import Decision
from responsibility.outputs.json_records import JsonDecision, JsonProgress, JsonReport, JsonState
from responsibility.progress.lights import State
from responsibility.progress.standing import Reported
from responsibility.views import SiteView
from responsibility.views.subject_progress import SubjectProgress

_PLACES = 6
"""Decimals of a share; the data has as many."""


def progress_records(site: SiteView) -> Iterator[JsonProgress]:
    """The records of all policies with progress, in the documents' order."""
    for policy in site.policies:
        for task in policy.tasks:
            if task.progress:
                for subject, progress in task.progress.subjects.items():
                    if not subject.about or progress.reports or progress.decisions:
                        yield _record(policy.id, progress)


def _record(policy: str, progress: SubjectProgress) -> JsonProgress:
    subject, achievement = progress.subject, progress.achievement
    share = achievement.share if achievement else None
    return JsonProgress(
        policy=policy,
        task=str(subject.item),
        about=subject.about,
        quote=subject.quote or None,
        measure=subject.measure or None,
        state=state_record(progress.state),
        units={unit: state_record(state) for unit, state in progress.by_unit.items()},
        reached=achievement.reached if achievement else None,
        share=None if share is None else plain_number(round(share, _PLACES)),
        reports=[report_record(each) for each in progress.reports],
        history=[report_record(each) for each in progress.history],
        decisions=[decision_record(each) for each in progress.decisions],
    )


def state_record(state: State) -> JsonState:
    """How a subject stands."""
    return JsonState(
        status=state.status,
        light=state.light,
        words=state.words,
        end=str(state.end) if state.end else None,
    )


def report_record(reported: Reported) -> JsonReport:
    """What a unit reported for a day."""
    entry = reported.entry
    return JsonReport(
        unit=reported.unit,
        day=str(reported.day),
        status=entry.status,
        completed=str(entry.completed) if entry.completed else None,
        actual=None if entry.actual is None else plain_number(entry.actual),
        whole=entry.whole,
        progress=entry.progress,
        problems=entry.problems,
        next_steps=entry.next_steps,
        evidence=list(entry.evidence),
    )


def decision_record(decision: Decision) -> JsonDecision:
    """What the supervising office decided."""
    return JsonDecision(
        what=decision.what,
        unit=decision.unit,
        day=str(decision.day),
        basis=decision.basis,
        due=str(decision.due) if decision.due else None,
        words=decision.words,
    )
