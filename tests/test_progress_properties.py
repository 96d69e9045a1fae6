"""Whatever is reported and decided, whenever: every subject has a state that agrees with itself, and nothing is raised."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from responsibility import checks, views
from responsibility.data.folder import read_tasks
from responsibility.data.loader import Data, load
from responsibility.graph import Graph
from responsibility.model.decisions import DECISION_NAMES, Decision
from responsibility.model.progress import STATUS_SPECS, ProgressEntry, UnitProgress
from responsibility.progress.lights import SOON, State
from responsibility.progress.plan import Plan
from responsibility.progress.standing import Standing

from .conftest import SMALL
from .support.policies import timed

DATA = load(timed(read_tasks(SMALL)[0]))
POLICY = DATA.policies[0]
PLAN = Plan(POLICY, Graph(DATA), DATA.units)
SUBJECTS = [subject for of_task in PLAN.subjects.values() for subject in of_task]
DAYS = st.dates(datetime.date(2022, 12, 1), datetime.date(2026, 3, 1))
UNITS = st.sampled_from([*(unit.name for unit in DATA.units), "没有这个局"])
History = tuple[tuple[UnitProgress, ...], tuple[Decision, ...]]
NUMBERS = st.none() | st.decimals(-(10**6), 10**6, allow_nan=False, places=2)


def _kept(record: type[Any], fields: dict[str, Any]) -> Any:
    try:
        return record.model_validate({key: value for key, value in fields.items() if value is not None})
    except ValidationError:
        return None


@st.composite
def about(draw: st.DrawFn) -> dict[str, Any]:
    subject = draw(st.sampled_from(SUBJECTS))
    task = draw(st.sampled_from([str(subject.item), subject.item.task, "99", "2.7"]))
    quote = draw(st.sampled_from([subject.quote, "没有的引文"])) if subject.about else None
    measure = draw(st.sampled_from([subject.measure or None, None, "里"]))
    measure = measure if subject.about == "target" else None
    return {"task": task, "about": subject.about, "quote": quote or None, "measure": measure}


@st.composite
def entries(draw: st.DrawFn) -> ProgressEntry | None:
    fields = draw(about())
    target = fields["about"] == "target"
    completed = draw(st.none() | DAYS)
    fields |= {
        "status": draw(st.none() | st.sampled_from(list(STATUS_SPECS))),
        "completed": completed and completed.isoformat(),
        "actual": draw(NUMBERS) if target else None,
        "whole": draw(st.none() | st.booleans()) if target else None,
        "problems": draw(st.none() | st.just("资金没有到位。人手不够；")),
    }
    entry: ProgressEntry | None = _kept(ProgressEntry, fields)
    return entry


@st.composite
def decisions(draw: st.DrawFn) -> Decision | None:
    what = draw(st.sampled_from(list(DECISION_NAMES)))
    fields = draw(about()) | {
        "what": what,
        "measure": None,
        "unit": draw(st.none() | UNITS),
        "day": draw(DAYS).isoformat(),
        "basis": "会议纪要",
        "due": draw(DAYS).isoformat() if what == "extended" else None,
        "words": "改为1座" if what == "adjusted" else None,
    }
    decision: Decision | None = _kept(Decision, fields)
    return decision


@st.composite
def histories(draw: st.DrawFn) -> History:
    reports = []
    for unit, day, said_of in draw(
        st.lists(st.tuples(UNITS, DAYS, st.lists(entries(), max_size=5)), max_size=6)
    ):
        once = {entry.subject: entry for entry in said_of if entry}
        reports.append(
            UnitProgress.model_validate(
                {"unit": unit, "day": day.isoformat(), "entries": tuple(once.values())}
            )
        )
    taken = tuple(each for each in draw(st.lists(decisions(), max_size=5)) if each)
    return tuple(reports), taken


def data_with(history: History) -> Data:
    reports, taken = history
    return replace(DATA, policies=(replace(POLICY, progress=reports, decisions=taken),))


def agrees(state: State, day: datetime.date) -> None:
    assert state.words
    assert (state.light is None) == (state.status == "not_applicable")
    assert (state.left is None) == (state.end is None)
    if state.end is not None:
        assert state.left == (state.end - day).days
        assert not state.done
    if state.accepted:
        assert state.status == "completed"
    if state.status == "delayed" or (state.overdue and state.status is not None):
        assert state.light == "red"
    if state.soon and state.status in ("not_started", "in_progress"):
        assert state.light in ("yellow", "red")
    assert not (state.overdue and state.soon)
    assert SOON == 30


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), DAYS)
def test_every_subject_has_a_state(history: History, day: datetime.date) -> None:
    data = data_with(history)
    [policy] = data.policies
    standing = Standing(Plan(policy, Graph(data), data.units), day)
    for subject in SUBJECTS:
        for unit in PLAN.expected:
            agrees(standing.state(subject, unit), day)
        agrees(standing.over_all(subject), day)
        for reported in (*standing.reports(subject), *standing.history(subject)):
            assert reported.day <= day
        standing.achievement(subject)
    for task in PLAN.tasks:
        agrees(standing.of_task(task), day)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), DAYS)
def test_every_history_is_shown(history: History, day: datetime.date) -> None:
    data = data_with(history)
    view = views.build(data, checks.run(DATA), day)
    progress = view.progress
    if progress is None:
        assert all(each.day.first_day > day for each in history[0])
        return
    items = len(PLAN.assigned_items)
    assert progress.tally.items == items
    assert sum(each.tally.items for each in progress.by_chapter) == items
    assert {each.unit.name for each in progress.by_unit} == set(PLAN.expected)
    assert all(due.state.overdue and due.over > 0 for due in progress.overdue)
    assert all(due.state.soon for due in progress.soon)
    assert [point.tally.items for point in progress.trend] == [items] * len(progress.days)
    if progress.days and day == progress.days[-1]:
        assert progress.trend[-1].tally == progress.tally
    assert all(len(each.units) > 1 for each in progress.shared_problems if "没有这个局" not in str(each))
    for unit in view.units:
        for duty in unit.duties:
            assert set(duty.own_reports) <= set(duty.own_states) <= set(duty.items)
