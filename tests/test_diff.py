"""What changed between two editions, and for whom: every kind of change found, typed right, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from responsibility.data.folder import Files
from responsibility.data.loader import Data
from responsibility.diff import diff
from responsibility.diff.changes import AnyChange, PolicyChanged, Where
from responsibility.diff.deadlines_targets import Calendars, deadline_changes
from responsibility.diff.filter import of_unit
from responsibility.diff.records import Diff
from responsibility.language.textdiff import segments
from responsibility.model import Deadline

from .conftest import POLICY
from .support.editing import Edit, edited, first, loaded
from .support.patching import content, patched


def ids(change: AnyChange) -> tuple[str | None, str | None]:
    """Where a change stands in each edition, as JSON writes it."""
    old, new = (item and str(item) for item in (change.task_old, change.task_new))
    return old, new


# ---------------------------------------------------------------- the revised edition of the real policy


def test_every_change_is_found_and_nothing_else(found: Diff) -> None:
    told = [(one.type, *ids(one), one.unit, one.role) for one in found.changes]
    assert sorted(told, key=str) == sorted(
        [
            ("task_renumbered", None, None, None, None),
            ("task_retitled", "5", "5", None, None),
            ("order_changed", "12", "12", None, "responsible"),
            ("task_added", None, "13", None, None),
            ("unit_gained", "13", "14", "区财政局", "lead"),
            ("unit_lost", "13", "14", "区金融办", "lead"),
            ("role_changed", "14", "15", "区科工信局", "responsible"),
            ("task_removed", "20", None, None, None),
            ("deadline_later", "33", "33", None, None),
            ("text_changed", "33", "33", None, None),
            ("task_moved", "34", "35", None, None),
            ("task_split", "36", "36", None, None),
            ("target_tightened", "36", "36", None, None),
            ("text_changed", "36", "36", None, None),
            ("text_changed", "38", "39", None, None),
            ("task_merged", "50", "51", None, None),
            ("members_changed", None, None, "各镇", None),
        ],
        key=str,
    )


def test_the_numbering_is_told_once(found: Diff) -> None:
    (change,) = (one for one in found.changes if one.type == "task_renumbered")
    moved = dict(zip(change.old, change.new, strict=True))
    assert moved["13"] == "14"
    assert moved["37"] == "38"
    assert (moved["34"], moved["35"]) == ("35", "34")
    assert not {"1", "12", "20", "21", "33", "36", "51", "52", "s1"} & set(moved)


def test_the_words_that_changed(found: Diff) -> None:
    texts = {
        str(one.task_old): [(part.op, part.text) for part in one.text if part.op != "equal"]
        for one in found.changes
        if one.text
    }
    assert texts == {
        "5": [("insert", "拓展")],
        "33": [("delete", "2021年"), ("insert", "2022年6月")],
        "36": [("delete", "70"), ("insert", "85")],
        "38": [("delete", "蓝"), ("insert", "兰")],
    }


def test_for_whom(found: Diff) -> None:
    def numbers(unit: str, group: str) -> list[str]:
        return [str(one.task_new or one.task_old) for one in getattr(found.units[unit], group)]

    assert numbers("区财政局", "gained") == ["13", "14"]
    assert numbers("区金融办", "lost") == ["14"]
    assert numbers("区人社局", "lost") == ["20"]
    assert numbers("区水务局", "changed") == ["33"]
    assert numbers("三江镇", "gained") == ["13"]
    assert numbers("三江镇", "lost") == ["20"]
    reached = {str(effect.task_new) for effect in found.units["桂林洋镇"].gained}
    assert {"1", "2.1", "2.4", "13", "33", "s4"} <= reached
    assert len(found.units["桂林洋镇"].gained) == 56
    assert not found.units["桂林洋镇"].changed
    assert all(effect.via == ("各镇",) for effect in found.units["桂林洋镇"].gained)
    assert {"区委组织部", "区住建局", "各职能部门"} <= set(found.unaffected)
    assert not set(found.unaffected) & set(found.units)


def test_applied_to_the_old_edition_it_gives_the_new(editions: tuple[Data, Data], found: Diff) -> None:
    old, new = editions
    made = patched(content(old), found)
    expected = content(new)
    made["members"]["桂林洋镇"] = None  # a unit that the registry gained
    assert made == expected
    back = patched(content(new), diff(new, old))
    del back["members"]["桂林洋镇"]
    assert back == content(old)


def test_nothing_changed(editions: tuple[Data, Data]) -> None:
    for data in editions:
        same = diff(data, data)
        assert same.same
        assert not same.changes
        assert not same.units
        assert set(same.unaffected) == {unit.name for unit in data.units}


def test_one_units_view(editions: tuple[Data, Data], found: Diff) -> None:
    own = of_unit(found, "区水务局")
    assert [one.type for one in own.changes] == ["deadline_later", "text_changed"]
    assert own.units["区水务局"].changed[0].changes == (0, 1)
    assert of_unit(found, "区住建局").same


# ---------------------------------------------------------------- single changes, on the small policy


CHAIR = {"role": "组长", "names": ["县领导"], "quote": "广泛宣传"}
REFORM = {"succeeded_by": ["县委办"], "since": "2024-01-01", "basis": "县委办〔2024〕1号"}
"""Of the registry: who took over the duties of a unit."""
SINGLE: list[tuple[str, Edit, str]] = [
    ("01", first("deadlines", due="2022"), "deadline_earlier"),
    ("01", first("deadlines", due="2024-06"), "deadline_later"),
    ("01", first("deadlines", due="2023-10"), "deadline_earlier"),
    ("01", first("deadlines", due="2023-12"), "deadline_precision"),
    ("01", first("deadlines", before="false"), "deadline_precision"),
    ("01", first("deadlines", start="2022"), "deadline_precision"),
    ("01", first("deadlines", matter="新建水厂2座"), "deadline_changed"),
    ("01", first("deadlines", due="2024", before="false", matter="新建水厂2座"), "deadline_later"),
    ("01", lambda task: task["deadlines"][1].update(every="month"), "deadline_changed"),
    ("01", lambda task: task["deadlines"].pop(), "deadline_removed"),
    ("03", lambda task: task["deadlines"].append({"quote": "四所", "due": "2025"}), "deadline_added"),
    ("04", first("deadlines", duration="2 years"), "deadline_earlier"),
    ("04", first("deadlines", duration="40 months"), "deadline_later"),
    ("01", lambda task: task["targets"][1]["values"][0].update(at_least="90"), "target_loosened"),
    ("01", lambda task: task["targets"][1]["values"][0].update(at_least="99"), "target_tightened"),
    (
        "01",
        lambda task: task["targets"][1].update(values=[{"equals": "97", "unit": "%"}]),
        "target_tightened",
    ),
    ("01", lambda task: task["targets"][1].update(values=[{"at_most": "97", "unit": "%"}]), "target_changed"),
    ("01", lambda task: task["targets"][0]["values"][0].update(equals="3"), "target_changed"),
    ("01", lambda task: task["targets"][0].update(scope="农村"), "target_changed"),
    ("03", lambda task: task["targets"][1]["values"][0].update(between=["1", "3"]), "target_loosened"),
    ("03", lambda task: task["targets"][2].update(compare="equals"), "target_changed"),
    ("01", lambda task: task["targets"].pop(), "target_removed"),
    (
        "04",
        lambda task: task["targets"].append({"indicator": "场次", "quote": "广泛", "all": "true"}),
        "target_added",
    ),
    ("02", lambda task: task["deliverables"].pop(), "deliverable_removed"),
    ("02", first("deliverables", name="完善管护制度"), "deliverable_changed"),
    ("02", first("deliverables", kind="document"), "deliverable_changed"),
    (
        "04",
        lambda task: task.update(deliverables=[{"name": "宣传", "kind": "event", "quote": "广泛宣传"}]),
        "deliverable_added",
    ),
    ("04", lambda task: task.update(leaders=[CHAIR]), "leaders_changed"),
    ("04", lambda task: task["responsible_units"].append("县财政局"), "unit_gained"),
    ("04", lambda task: task["responsible_units"].pop(), "unit_lost"),
    ("04", lambda task: task["responsible_units"].reverse(), "order_changed"),
    ("03", lambda task: task.update(responsible_units=["县财政局", "各有关部门等"]), "text_changed"),
    ("03", lambda task: task.update(section="三"), "task_moved"),
    ("03", lambda task: task.update(title="改善学校条件"), "task_retitled"),
    ("02", lambda task: task["parts"][0].update(lead_units=["县财政局"]), "unit_lost"),
    ("policy", lambda policy: policy.update(issued="2023-03-02"), "policy_changed"),
    ("policy", lambda policy: policy["periods"][0].update(end="2026"), "policy_changed"),
    ("policy", lambda policy: policy.update(preamble="另起一段。"), "policy_changed"),
    ("units", lambda tree: tree["units"][6].update(members=["东河镇"]), "members_changed"),
    ("units", lambda tree: tree["units"][1].update(REFORM), "succession_changed"),
]


@pytest.mark.parametrize(
    ("name", "edit", "type_"), SINGLE, ids=[f"{n}-{t}-{i}" for i, (n, _, t) in enumerate(SINGLE)]
)
def test_single_changes(small_files: Files, name: str, edit: Edit, type_: str) -> None:
    found = edited(small_files, "units.yml" if name == "units" else f"{POLICY}/{name}.yml", edit)
    assert type_ in [change.type for change in found.changes]
    allowed = {type_, "unit_gained"} if name == "02" else {type_}
    if name == "policy":
        allowed |= {"deadline_later"}  # of the task within the period
    assert {change.type for change in found.changes} <= allowed


def test_the_last_day_decides() -> None:
    def shift(old: dict[str, str], new: dict[str, str]) -> list[str]:
        was, now = (Deadline.model_validate({"quote": "前", **fields}) for fields in (old, new))
        changes = deadline_changes([was], [now], Calendars.of(None, None), Where("qinghe"))
        return [change.type for change in changes]

    june, year_end = {"due": "2022-06", "before": "true"}, {"due": "2022", "before": "true"}
    assert shift(june, year_end) == ["deadline_later"]
    assert shift(year_end, june) == ["deadline_earlier"]
    assert shift(june, {"due": "2022-06-30"}) == ["deadline_precision"]
    assert shift(june, {**june, "quote": "6月底前"}) == ["deadline_precision"]
    from_march, from_april = ({"start": f"2022-0{month}", "due": "2022"} for month in (3, 4))
    assert shift(from_march, from_april) == ["deadline_later"]
    assert shift({"start": "2022", "due": "2022"}, from_april) == ["deadline_later"]
    assert shift({"due": "2022"}, from_april) == ["deadline_precision"]


def test_a_lead_unit_is_told_of_its_partners_and_partners_of_the_lead(small_files: Files) -> None:
    def told(name: str, edit: Edit, unit: str) -> list[tuple[str, str | None]]:
        found = edited(small_files, f"{POLICY}/{name}.yml", edit)
        effects = found.units[unit].changed if unit in found.units else ()
        return [(found.changes[i].type, found.changes[i].unit) for effect in effects for i in effect.changes]

    def another_lead(task: dict[str, Any]) -> None:
        task["lead_units"] = ["县教育局"]

    def a_partner_more(task: dict[str, Any]) -> None:
        task["responsible_units"].append("县教育局")

    def a_partner_less(task: dict[str, Any]) -> None:
        task["responsible_units"].remove("各镇")

    assert told("01", a_partner_more, "县水利局") == [("unit_gained", "县教育局")]
    assert told("01", a_partner_less, "县水利局") == [("unit_lost", "各镇")]
    assert not told("01", a_partner_more, "各镇")
    assert told("01", another_lead, "各镇") == [("unit_gained", "县教育局"), ("unit_lost", "县水利局")]


def test_a_part_is_told_as_a_part(small_files: Files) -> None:
    found = edited(
        small_files, f"{POLICY}/02.yml", lambda task: task["parts"][1]["responsible_units"].append("县财政局")
    )
    assert [(one.type, *ids(one)) for one in found.changes] == [("unit_gained", "2.2", "2.2")]
    assert [str(one.task_new) for one in found.units["县财政局"].gained] == ["2.2"]
    assert list(found.units) == ["县财政局"]


def test_a_new_part_and_its_units(small_files: Files) -> None:
    part = {"number": "3", "text": "公布水质检测结果。", "responsible_units": ["县教育局"]}
    found = edited(small_files, f"{POLICY}/02.yml", lambda task: task["parts"].append(part))
    told = [(one.type, *ids(one)) for one in found.changes]
    assert told == [("text_changed", "2", "2.3"), ("unit_gained", "2", "2.3")]
    assert list(found.units) == ["县教育局"]


def test_a_renamed_unit_is_told_once(small_files: Files) -> None:
    renamed = {
        name: text.replace("县水利局".encode(), "县水务和湖泊局".encode())
        for name, text in small_files.items()
    }
    found = diff(loaded(small_files), loaded(renamed))
    assert [
        (one.type, one.field, one.old, one.new) for one in found.changes if one.type != "text_changed"
    ] == [("policy_changed", "name", "县水利局", "县水务和湖泊局")]


def test_a_period_that_moves_moves_its_deadlines(small_files: Files) -> None:
    found = edited(
        small_files, f"{POLICY}/policy.yml", lambda policy: policy["periods"][0].update(end="2026")
    )
    assert [(one.type, *ids(one)) for one in found.changes if one.task_new] == [("deadline_later", "2", "2")]
    assert {"县水利局", "东河镇", "西山镇"} <= set(found.units)


def test_another_period_of_the_same_span_is_a_change(small_files: Files) -> None:
    path = f"{POLICY}/policy.yml"
    tree = yaml.load(small_files[path], yaml.BaseLoader)
    tree["periods"].append({**tree["periods"][0], "name": "巩固期"})
    both = {**small_files, path: yaml.safe_dump(tree, allow_unicode=True).encode()}
    changes = edited(both, f"{POLICY}/02.yml", first("deadlines", period="巩固期")).changes
    assert [change.type for change in changes] == ["deadline_precision"]


def test_a_renamed_collective_is_no_other_way_to_a_task(small_files: Files) -> None:
    other = {
        name: content if name.endswith("source.txt") else content.replace("各镇".encode(), "各乡镇".encode())
        for name, content in small_files.items()
    }
    found = diff(loaded(small_files), loaded(other))
    assert [(change.type, change.unit) for change in found.changes if change.unit] == [
        ("policy_changed", "各乡镇")
    ]
    assert not found.units


def test_line_breaks_are_no_change(small_files: Files) -> None:
    assert edited(
        small_files, f"{POLICY}/01.yml", lambda task: task.update(text=task["text"].replace("\n", ""))
    ).same


def test_a_policy_that_changed_its_folder(small_files: Files) -> None:
    moved = {name.replace(POLICY, "qinghe-2024-1"): text for name, text in small_files.items()}
    found = diff(loaded(small_files), loaded(moved))
    assert [(one.type, one.field) for one in found.changes] == [("policy_changed", "policy")]
    both = {**small_files, **moved}
    added = diff(loaded(small_files), loaded(both))
    assert sum(one.type == "task_added" for one in added.changes) == len(
        loaded(small_files).policies[0].tasks
    )
    facts = [change for change in added.changes if isinstance(change, PolicyChanged)]
    assert facts
    assert all(change.new or change.text for change in facts), "what a document lacks is no change"


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("达到70%以上", "达到85%以上", [("delete", "70"), ("insert", "85")]),
        ("12345个", "12346个", [("delete", "12345"), ("insert", "12346")]),
        ("甲。乙。", "甲。丙。乙。", [("insert", "丙。")]),
        ("", "新的一段。", [("insert", "新的一段。")]),
    ],
)
def test_words_within_their_sentence(old: str, new: str, changed: list[tuple[str, str]]) -> None:
    assert [(one.op, one.text) for one in segments(old, new) if one.op != "equal"] == changed


def test_two_long_texts_take_no_time() -> None:
    old, new = "甲乙丙丁" * 20_000, "戊己庚辛" * 20_000
    assert [one.op for one in segments(old, new)] == ["delete", "insert"]
