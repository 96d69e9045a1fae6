"""What changed between two reporting days, as JSON: ``schema/progress-diff.schema.json``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from responsibility.model.progress import About, StatusKey, Subject
from responsibility.outputs.json_progress import decision_record, report_record, state_record
from responsibility.outputs.json_records import JsonDecision, JsonReport, JsonState
from responsibility.progress.lights import Light
from responsibility.views.progress import Tally
from responsibility.views.progress_changes import (
    DecisionTaken,
    ProgressChanges,
    Side,
    SubjectChange,
    UnitChange,
    UnitSides,
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class JsonTally(_Model):
    """So many items, by light and by status."""

    lights: dict[Light, int]
    statuses: Annotated[dict[StatusKey, int], Field(description="没有报的不在内")]
    unreported: int
    accepted: Annotated[int, Field(description="completed 里已经销号的")]


class JsonSide(_Model):
    """How a subject stood for a unit on one of the days."""

    state: Annotated[JsonState | None, Field(description="只报进展、情况不由它定的单位为 null")]
    report: Annotated[JsonReport | None, Field(description="到那天为止最近一次报的")]


class JsonUnitChange(_Model):
    """What is otherwise in a subject for a unit."""

    unit: str
    old: JsonSide
    new: JsonSide
    differences: Annotated[list[str], Field(description="哪些不同：状态、灯、实际值……")]
    new_problems: list[str]
    problems_gone: list[str]


class JsonSubjectChange(_Model):
    """What is otherwise in an item, or in a fact of it."""

    task: Annotated[str, Field(description="任务，或其中的部分")]
    about: About | None
    quote: str | None
    measure: str | None
    old: JsonState
    new: JsonState
    units: list[JsonUnitChange]


class JsonDecisionTaken(_Model):
    """A decision of the time between, and on what."""

    task: str
    about: About | None
    quote: str | None
    decision: JsonDecision


class JsonUnitSides(_Model):
    """A unit on both days."""

    unit: str
    reported_old: bool
    reported_new: bool
    old: JsonTally
    new: JsonTally
    subjects: Annotated[list[int], Field(description="有关的变化在 subjects 里的位置，从 0 起")]


class ProgressDiff(_Model):
    """What changed from one reporting day of a policy to another."""

    schema_version: Annotated[Literal[1], Field(alias="schema")] = 1
    policy: str
    unit: Annotated[str | None, Field(description="只看一个单位的，是哪一个")]
    old: Annotated[str, Field(description="先前的报送日期")]
    new: str
    same: bool
    old_tally: JsonTally
    new_tally: JsonTally
    newly_reporting: list[str]
    no_longer_reporting: list[str]
    decisions: Annotated[list[JsonDecisionTaken], Field(description="两天之间作出的决定")]
    subjects: Annotated[list[JsonSubjectChange], Field(description="按任务：有变化的任务、时限、指标、成果")]
    units: Annotated[list[JsonUnitSides], Field(description="有变化的单位")]


def as_json(changes: ProgressChanges, unit: str | None) -> str:
    """The changes, those of ``unit`` where it is given, as the schema describes them."""
    places = {each.subject: place for place, each in enumerate(changes.subjects)}
    document = ProgressDiff(
        policy=changes.policy,
        unit=unit,
        old=str(changes.before),
        new=str(changes.after),
        same=changes.same,
        old_tally=_tally(changes.tallies[0]),
        new_tally=_tally(changes.tallies[1]),
        newly_reporting=list(changes.newly_reporting),
        no_longer_reporting=list(changes.no_longer_reporting),
        decisions=[_decision(each) for each in changes.decisions],
        subjects=[_subject(each) for each in changes.subjects],
        units=[_unit_sides(each, places) for each in changes.units],
    )
    return json.dumps(document.model_dump(mode="json", by_alias=True), ensure_ascii=False, indent=2) + "\n"


def _tally(tally: Tally) -> JsonTally:
    return JsonTally(
        lights=dict(tally.counts),
        statuses={status: number for status, number in tally.by_status.items() if status},
        unreported=tally.by_status[None],
        accepted=tally.accepted,
    )


def _subject(change: SubjectChange) -> JsonSubjectChange:
    subject = change.subject
    return JsonSubjectChange(
        task=str(subject.item),
        about=subject.about,
        quote=subject.quote or None,
        measure=subject.measure or None,
        old=state_record(change.before),
        new=state_record(change.after),
        units=[_unit(each) for each in change.units],
    )


def _unit(change: UnitChange) -> JsonUnitChange:
    return JsonUnitChange(
        unit=change.unit,
        old=_side(change.before),
        new=_side(change.after),
        differences=[each.name for each in change.differences],
        new_problems=list(change.new_problems),
        problems_gone=list(change.problems_gone),
    )


def _side(side: Side) -> JsonSide:
    return JsonSide(
        state=state_record(side.state) if side.state else None,
        report=report_record(side.reported) if side.reported else None,
    )


def _decision(taken: DecisionTaken) -> JsonDecisionTaken:
    decision = taken.decision
    return JsonDecisionTaken(
        task=str(decision.task),
        about=decision.about,
        quote=decision.quote,
        decision=decision_record(decision),
    )


def _unit_sides(sides: UnitSides, places: Mapping[Subject, int]) -> JsonUnitSides:
    return JsonUnitSides(
        unit=sides.after.unit.name,
        reported_old=sides.before.reported,
        reported_new=sides.after.reported,
        old=_tally(sides.before.tally),
        new=_tally(sides.after.tally),
        subjects=[places[each.subject] for each in sides.changes],
    )
