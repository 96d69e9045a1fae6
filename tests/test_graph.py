"""The graph and what it answers."""

from __future__ import annotations

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
