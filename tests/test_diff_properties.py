"""The diff over random editions: whole, symmetrical, empty where nothing changed."""

from __future__ import annotations

import string
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from responsibility.data.loader import Data
from responsibility.diff import diff
from responsibility.diff.matching import match_tasks
from responsibility.diff.records import Diff
from responsibility.language.textdiff import segments
from responsibility.model import (
    Deadline,
    Deliverable,
    Leader,
    Part,
    Policy,
    PolicyMetadata,
    Target,
    Task,
    Unit,
    Value,
)
from responsibility.model.dates import PartialDate
from responsibility.outputs.diff_text import as_json

from .support.patching import content, patched

pytestmark = pytest.mark.slow

UNITS = ("县水利局", "县教育局", "县财政局", "东河镇", "西山镇", "各镇")
SECTIONS = ("一", "一（一）", "二")
WORDS = (
    "加强",
    "农村",
    "供水",
    "保障",
    "学校",
    "改造",
    "检查",
    "2次",
    "30个村",
    "，",
    "。",
    "提升期内",
    "不低于",
)

sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map("".join)
names = st.lists(st.sampled_from(UNITS), max_size=4, unique=True).map(tuple)
open_names = st.tuples(names, st.sampled_from(UNITS)).map(
    lambda drawn: tuple(f"{name}等" if name == drawn[1] else name for name in drawn[0])
)
dates = st.sampled_from(["2023", "2023-06", "2023-12", "2024", "2024-06"]).map(PartialDate.parse)
deadlines = st.one_of(
    st.builds(
        Deadline, quote=sentences, due=dates, before=st.booleans(), matter=st.sampled_from([None, "农村供水"])
    ),
    st.builds(
        Deadline, quote=sentences, every=st.sampled_from(["year", "month"]), times=st.sampled_from([None, 2])
    ),
    st.builds(Deadline, quote=sentences, duration=st.sampled_from(["3 years", "36 months", "90 days"])),
    st.builds(Deadline, quote=sentences, period=st.just("提升期")),
)
values = st.one_of(
    st.builds(Value, at_least=st.integers(1, 99), unit=st.sampled_from(["%", "个"])),
    st.builds(Value, at_most=st.integers(1, 99), unit=st.just("%")),
    st.builds(Value, equals=st.integers(1, 9), unit=st.just("个")),
    st.builds(Value, between=st.just((1, 2)), unit=st.just("个")),
)
targets = st.builds(
    Target,
    indicator=sentences,
    quote=sentences,
    values=st.lists(values, min_size=1, max_size=2).map(tuple),
    scope=st.sampled_from([None, "全县"]),
)

deliverables = st.builds(
    Deliverable,
    name=st.sampled_from(["供水方案", "供水管理办法", "学校台账", "水"]),
    kind=st.sampled_from(["document", "record"]),
    quote=sentences,
)
leaders = st.sampled_from(
    [
        (),
        (Leader(role="牵头领导", names=("张三",), quote="牵头领导：张三"),),
        (Leader(role="牵头领导", names=("张三", "李四"), quote="张三、李四"),),
    ]
)


@st.composite
def tasks(draw: st.DrawFn, number: int) -> Task:
    clause: dict[str, Any] = {
        "lead_units": draw(names),
        "responsible_units": draw(open_names),
        "leaders": draw(leaders),
    }
    parts: list[Part] = [
        Part.model_validate(
            {
                "number": str(place),
                "text": draw(sentences),
                "lead_units": draw(names),
                "responsible_units": draw(names),
                "leaders": draw(leaders),
            }
        )
        for place in range(1, draw(st.sampled_from([0, 0, 0, 2, 3])) + 1)
    ]
    share: bool = draw(st.booleans())
    if share:
        parts = [part.model_copy(update={"lead_units": (), "responsible_units": ()}) for part in parts]
    return Task(
        number=str(number),
        title=draw(sentences).replace("。", "") or "宣传",
        section=draw(st.sampled_from(SECTIONS)),
        text=draw(sentences),
        parts=tuple(parts),
        closing=draw(st.none() | sentences),
        deadlines=tuple(draw(st.lists(deadlines, max_size=2))),
        targets=tuple(draw(st.lists(targets, max_size=2))),
        deliverables=tuple(draw(st.lists(deliverables, max_size=2))),
        **clause,
    )


@st.composite
def edited(draw: st.DrawFn, olds: Sequence[Task]) -> list[Task]:
    """Some of the old tasks, in some order, some with another's fields; and new ones."""
    kept = [task for task in draw(st.permutations(olds)) if draw(st.integers(0, 3))]
    found = []
    for task in kept:
        other = draw(tasks(1))
        fields = draw(st.lists(st.sampled_from(FIELDS), max_size=2, unique=True))
        found.append(task.model_copy(update={name: getattr(other, name) for name in fields}))
    found += [draw(tasks(1)) for _ in range(draw(st.integers(0, 2)))]
    return found


FIELDS = (
    "title",
    "section",
    "text",
    "parts",
    "closing",
    "lead_units",
    "responsible_units",
    "deadlines",
    "targets",
    "deliverables",
    "leaders",
)


def numbered(found: Sequence[Task]) -> tuple[Task, ...]:
    return tuple(task.model_copy(update={"number": str(n)}) for n, task in enumerate(found, 1))


@st.composite
def facts(draw: st.DrawFn) -> PolicyMetadata:
    return PolicyMetadata.model_validate(
        {
            "number": draw(st.sampled_from(["清发〔2023〕5号", "清发〔2024〕1号"])),
            "issuers": ["清河县委"],
            "issued": draw(dates),
            "title": draw(sentences),
            "preamble": draw(st.none() | sentences),
            "periods": [{"name": "提升期", "start": "2023", "end": draw(dates), "quote": "三年"}]
            if draw(st.booleans())
            else [],
            "outline": [{"key": key, "title": f"标题{key}"} for key in SECTIONS],
        }
    )


def edition(tasks_: Sequence[Task], facts_: PolicyMetadata, towns: tuple[str, ...]) -> Data:
    units = tuple(
        Unit.model_validate({"name": name, "id": f"u-{string.ascii_lowercase[place]}", "kind": "government"})
        for place, name in enumerate(UNITS[:-1])
    )
    every = Unit.model_validate({"name": "各镇", "id": "gezhen", "kind": "collective", "members": towns})
    policy = Policy("qinghe", facts_, numbered(tasks_), None)
    return Data((policy,), (*units, every), {}, {}, ())


@st.composite
def editions(draw: st.DrawFn) -> tuple[Data, Data]:
    numbers = range(1, draw(st.integers(1, 6)))
    olds = [draw(tasks(n)).model_copy(update={"id": draw(st.sampled_from([None, f"t{n}"]))}) for n in numbers]
    members = st.sampled_from([("东河镇",), ("东河镇", "西山镇")])
    facts_ = draw(facts())
    old = edition(olds, facts_, draw(members))
    new = edition(draw(edited(olds)), draw(st.just(facts_) | facts()), draw(members))
    return old, new


@settings(deadline=None)
@given(editions())
def test_the_changes_applied_to_the_old_edition_give_the_new(both: tuple[Data, Data]) -> None:
    old, new = both
    assert patched(content(old), diff(old, new)) == content(new)


@settings(deadline=None)
@given(editions())
def test_tasks_of_the_same_id_belong_together(both: tuple[Data, Data]) -> None:
    old, new = (edition.policies[0].tasks for edition in both)
    in_old = {task.id: index for index, match in enumerate(match_tasks(old, new)) for task in match.old}
    in_new = {task.id: index for index, match in enumerate(match_tasks(old, new)) for task in match.new}
    assert all(in_old[id_] == in_new[id_] for id_ in {*in_old} & {*in_new} - {None})


@settings(deadline=None)
@given(editions())
def test_json_read_back_is_the_diff(both: tuple[Data, Data]) -> None:
    found = diff(*both)
    assert Diff.model_validate_json(as_json(found)) == found


@settings(deadline=None)
@given(editions())
def test_an_edition_does_not_differ_from_itself(both: tuple[Data, Data]) -> None:
    found = diff(both[1], both[1])
    assert found.same
    assert (found.changes, found.units) == ((), {})


MIRRORED: dict[str, str] = {
    "task_added": "task_removed",
    "task_split": "task_merged",
    "unit_gained": "unit_lost",
    "deadline_added": "deadline_removed",
    "deadline_earlier": "deadline_later",
    "target_added": "target_removed",
    "deliverable_added": "deliverable_removed",
    "target_tightened": "target_loosened",
}
MIRRORED |= {other: one for one, other in MIRRORED.items()}


def told(found: Diff, mirror: bool = False) -> list[str]:
    """The changes in an order of their own, seen from the other side if ``mirror``."""
    lines = []
    for change in found.changes:
        type_: str = MIRRORED.get(change.type, change.type) if mirror else change.type
        sides: list[tuple[object, object]] = [(change.task_old, change.old), (change.task_new, change.new)]
        if change.type == "task_renumbered":
            pairs = sorted(zip(change.old, change.new, strict=True), key=str)
            sides = [(None, [one for one, _ in pairs]), (None, [other for _, other in pairs])]
            if mirror:
                pairs = sorted(((other, one) for one, other in pairs), key=str)
                sides = [(None, [other for _, other in pairs]), (None, [one for one, _ in pairs])]
        ops = {"delete": "insert", "insert": "delete"} if mirror else {}
        text = sorted((ops.get(one.op, one.op), one.text) for one in change.text)
        role = None if change.type == "role_changed" else change.role
        field = None if change.type == "role_changed" else change.field
        told_sides = sides[::-1] if mirror else sides
        lines.append(repr((type_, change.policy, told_sides, change.unit, role, field, text)))
    return sorted(lines)


@settings(deadline=None)
@given(editions())
def test_the_other_way_round_is_the_mirror(both: tuple[Data, Data]) -> None:
    old, new = both
    there, back = diff(old, new), diff(new, old)
    assert told(there, mirror=True) == told(back)
    for unit, effects in there.units.items():
        assert len(effects.gained) == len(back.units[unit].lost)
        assert len(effects.lost) == len(back.units[unit].gained)
        assert len(effects.changed) == len(back.units[unit].changed)


@settings(deadline=None)
@given(st.text("农村供水保障12.5%。，\n", max_size=60), st.text("农村供水保障12.5%。，\n", max_size=60))
def test_segments_make_up_both_texts(old: str, new: str) -> None:
    found = segments(old, new)
    assert "".join(one.text for one in found if one.op != "insert") == old
    assert "".join(one.text for one in found if one.op != "delete") == new
    assert all(one.op != other.op for one, other in pairwise(found))
