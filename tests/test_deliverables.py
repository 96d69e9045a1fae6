"""成果: deliverables are bound to deadlines, fall to units and stand on their page; they account for no figure."""

from __future__ import annotations

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load

from .conftest import POLICY, Compiled

T1, T2 = f"{POLICY}/01.yml", f"{POLICY}/02.yml"


def edit(files: Files, name: str, old: str, new: str) -> None:
    text = files[name].decode()
    assert text.count(old) == 1
    files[name] = text.replace(old, new).encode()


def test_a_deliverable_is_due_where_a_sentence_joins_them(compiled_small: Compiled) -> None:
    (policy,) = compiled_small.site.policies
    due = {each.record.name: [deadline.words for deadline in each.deadlines] for each in policy.deliverables}
    assert due == {
        "水厂": ["2023年底前"],
        "管护制度": ["提升期内（2023—2025年）"],
        "培训教师": ["2024年6月前"],
    }


def test_a_deliverable_of_a_part_falls_to_its_units_alone(compiled_small: Compiled) -> None:
    names = {
        view.unit.name: [each.record.name for each in view.deliverables] for view in compiled_small.site.units
    }
    assert names["县水利局"] == ["水厂", "管护制度"]
    assert "管护制度" in names["东河镇"]
    assert "管护制度" not in names["各镇"]


def test_lead_units_answer_for_it_else_the_responsible(compiled_small: Compiled) -> None:
    (policy,) = compiled_small.site.policies
    answering = {
        unit.name: [each.record.name for each in deliverables]
        for unit, deliverables in policy.deliverables_by_unit
    }
    assert answering == {"县水利局": ["水厂", "管护制度"], "东河镇": ["管护制度"], "县教育局": ["培训教师"]}


def test_a_deliverable_accounts_for_no_figure(small_files: Files) -> None:
    """Its quote says what must come to exist; how many is a target's to say."""
    assert "quote: 水厂2座" in small_files[T1].decode()
    target = "  - indicator: 新建水厂\n    quote: 新建水厂2座\n    values: [{equals: 2, unit: 座}]\n"
    edit(small_files, T1, target, "")
    errors = [each for each in checks.run(load(small_files)).problems if each.severity == "error"]
    assert [(each.check, "2座" in each.message) for each in errors] == [("figure-unaccounted", True)]


def test_one_that_was_drafted_is_still_to_be_looked_at(small_files: Files) -> None:
    edit(small_files, T2, "quote: 完善管护制度\n", "quote: 完善管护制度\n    draft: true\n")
    drafts = [each for each in checks.run(load(small_files)).problems if each.check == "draft-left"]
    assert ["完善管护制度" in each.message for each in drafts] == [True]
