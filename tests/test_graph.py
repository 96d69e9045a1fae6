"""The graph and what it answers."""

from __future__ import annotations

import datetime
from collections import Counter

from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.graph import Graph, Obligation, Workload
from responsibility.model import ItemId

from .conftest import POLICY, Compiled


def test_obligations_by_role(compiled_small: Compiled) -> None:
    graph = compiled_small.report.graph
    assert [str(one.item) for one in graph.obligations("县水利局", "lead")] == ["1", "2.1"]
    assert [str(one.item) for one in graph.obligations("县水利局", "responsible")] == ["2.2"]
    assert graph.obligations("东河镇") == (
        Obligation(POLICY, ItemId.parse("1"), "东河镇", "responsible", ("各镇",)),
        Obligation(POLICY, ItemId.parse("2.1"), "东河镇", "responsible", ("各镇",)),
        Obligation(POLICY, ItemId.parse("2.2"), "东河镇", "responsible"),
        Obligation(POLICY, ItemId.parse("4"), "东河镇", "responsible", ("各镇",)),
        Obligation(POLICY, ItemId.parse("s2"), "东河镇", "responsible", ("各镇",)),
    )


def test_workload_counts_tasks_once(compiled_small: Compiled) -> None:
    graph = compiled_small.report.graph
    assert graph.workload("县水利局") == Workload(Counter(lead=2))
    assert graph.workload("东河镇") == Workload(Counter(responsible=1, through=3))
    assert graph.workload("没有") == Workload(Counter())


def test_partners(compiled_small: Compiled) -> None:
    graph = compiled_small.report.graph
    assert graph.partners("县水利局") == (("各镇", 2), ("县财政局", 1), ("东河镇", 1))
    assert graph.partners("没有") == ()


def test_nested_collectives(small_files: Files) -> None:
    small_files["units.yml"] = small_files["units.yml"].replace(
        b"members: unlisted", "members: [各镇]".encode()
    )
    graph = Graph(load(small_files))
    found = [one for one in graph.obligations("西山镇") if str(one.item) == "3"]
    assert [one.via for one in found] == [("各有关部门", "各镇")]


def test_a_cycle_does_not_hang(small_files: Files) -> None:
    text = small_files["units.yml"].decode().replace("members: unlisted", "members: [各镇]")
    small_files["units.yml"] = text.replace("[东河镇, 西山镇]", "[东河镇, 各有关部门]").encode()
    graph = Graph(load(small_files))
    assert graph.cycles() == [["各有关部门", "各镇"]]
    assert graph.obligations("东河镇")


REFORM = "    since: 2024-01-01\n    basis: 县委办〔2024〕1号\n"


def _reformed(files: Files, unit: str, succeeded_by: str) -> Graph:
    """The graph of the small policy after ``unit`` handed its duties on."""
    name = f"name: {unit}\n"
    text = files["units.yml"].decode().replace(name, f"{name}    succeeded_by: {succeeded_by}\n{REFORM}")
    data = load({**files, "units.yml": text.encode()})
    assert not data.problems
    return Graph(data)


def test_duties_reach_the_successor_in_their_role_and_stay_where_the_document_has_them(
    small_files: Files,
) -> None:
    before = Graph(load(small_files)).obligations("县水利局")
    graph = _reformed(small_files, "县水利局", "[县委办]")
    assert graph.obligations("县水利局") == before
    taken = [each for each in graph.obligations("县委办") if each.inherited]
    assert taken == [each._replace(unit="县委办", inherited=("县水利局",)) for each in before]
    assert [each.mark for each in taken] == [each.role for each in before]
    assert graph.predecessors("县委办") == ("县水利局",)


def test_what_a_member_of_a_collective_had_reaches_its_successor_through_both(small_files: Files) -> None:
    graph = _reformed(small_files, "西山镇", "[县委办]")
    [taken] = [each for each in graph.obligations("县委办") if each.inherited and str(each.item) == "1"]
    assert (taken.via, taken.inherited, taken.mark) == (("各镇",), ("西山镇",), "through")


def test_a_duty_that_the_clause_gives_is_no_inherited_one(small_files: Files) -> None:
    graph = _reformed(small_files, "东河镇", "[县水利局]")
    own = {(each.item, each.role): each.inherited for each in graph.obligations("县水利局")}
    assert own[ItemId("2", "2"), "responsible"] == ()
    assert own[ItemId("1"), "responsible"] == ("东河镇",)


def test_of_divided_duties_each_successor_has_its_own(small_files: Files) -> None:
    graph = _reformed(small_files, "县水利局", "[县委办, {unit: 县教育局, takes: [qinghe-2023-5/2]}]")
    taken = {
        unit: [str(each.item) for each in graph.obligations(unit) if each.inherited]
        for unit in ("县委办", "县教育局")
    }
    assert taken == {"县委办": ["1"], "县教育局": ["2.1", "2.2"]}


def test_a_reform_counts_from_its_day_on(small_files: Files) -> None:
    name = "name: 县水利局\n"
    text = small_files["units.yml"].decode().replace(name, f"{name}    succeeded_by: [县委办]\n{REFORM}")
    data = load({**small_files, "units.yml": text.encode()})
    day = datetime.date(2024, 1, 1)
    for as_of, reaches in ((None, True), (day, True), (day - datetime.timedelta(1), False)):
        assert any(each.inherited for each in Graph(data, as_of).obligations("县委办")) is reaches
