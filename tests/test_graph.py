"""The graph and what it answers."""

from __future__ import annotations

from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.graph import Graph, Obligation, Workload

from .conftest import POLICY, Compiled


def test_why_a_town_is_reached(compiled_real: Compiled) -> None:
    graph = compiled_real.report.graph
    assert graph.why("meifa-2021-7", "5", "三江镇") == ("三江镇", "各镇", "5")
    assert graph.why("meifa-2021-7", "12", "三江镇") == ("三江镇", "12")
    assert graph.why("meifa-2021-7", "2", "三江镇")[:2] == ("三江镇", "各镇")
    assert graph.why("meifa-2021-7", "21", "三江镇") == ()
    assert graph.why("meifa-2021-7", "5", "没有") == ()


def test_obligations_by_role(compiled_small: Compiled) -> None:
    graph = compiled_small.report.graph
    assert [one.item for one in graph.obligations("县水利局", "lead")] == ["1", "2.1"]
    assert [one.item for one in graph.obligations("县水利局", "responsible")] == ["2.2"]
    assert graph.obligations("东河镇") == (
        Obligation(POLICY, "1", "1", "东河镇", "responsible", ("各镇",)),
        Obligation(POLICY, "2", "2.1", "东河镇", "responsible", ("各镇",)),
        Obligation(POLICY, "2", "2.2", "东河镇", "responsible"),
        Obligation(POLICY, "4", "4", "东河镇", "responsible", ("各镇",)),
        Obligation(POLICY, "s2", "s2", "东河镇", "responsible", ("各镇",)),
    )


def test_workload_counts_tasks_once(compiled_small: Compiled) -> None:
    graph = compiled_small.report.graph
    assert graph.workload("县水利局") == Workload(lead=2, responsible=0, through=0)
    assert graph.workload("东河镇") == Workload(lead=0, responsible=1, through=3)
    assert graph.workload("没有") == Workload(0, 0, 0)


def test_partners(compiled_small: Compiled) -> None:
    graph = compiled_small.report.graph
    assert graph.partners("县水利局") == (("各镇", 2), ("县财政局", 1), ("东河镇", 1))
    assert graph.partners("没有") == ()


def test_components(compiled_small: Compiled, compiled_real: Compiled) -> None:
    assert compiled_small.report.graph.components() == (
        frozenset({"县水利局", "县财政局", "各镇", "东河镇", "西山镇", "县委办", "县教育局", "各有关部门"}),
    )
    assert [len(group) for group in compiled_real.report.graph.components()] == [39]


def test_separate_components(small_files: Files) -> None:
    small_files[f"{POLICY}/03.yml"] = small_files[f"{POLICY}/03.yml"].replace("县财政局, ".encode(), b"")
    graph = Graph(load(small_files))
    assert frozenset({"县教育局", "各有关部门"}) in graph.components()


def test_nested_collectives(small_files: Files) -> None:
    small_files["units.yml"] = small_files["units.yml"].replace(
        b"members: unlisted", "members: [各镇]".encode()
    )
    graph = Graph(load(small_files))
    found = [one for one in graph.obligations("西山镇") if one.item == "3"]
    assert [one.via for one in found] == [("各有关部门", "各镇")]


def test_a_cycle_does_not_hang(small_files: Files) -> None:
    text = small_files["units.yml"].decode().replace("members: unlisted", "members: [各镇]")
    small_files["units.yml"] = text.replace("[东河镇, 西山镇]", "[东河镇, 各有关部门]").encode()
    graph = Graph(load(small_files))
    assert graph.cycles() == [["各有关部门", "各镇"]]
    assert graph.obligations("东河镇")
