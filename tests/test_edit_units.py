"""Units called otherwise, made one, parted and described in the browser: registry and tasks together."""

from __future__ import annotations

import pytest

from responsibility.data.folder import Files
from responsibility.edit.actions import UnloadableError
from responsibility.edit.desk import ImpossibleError

from .conftest import SMALL, read
from .support.acting import do, errors, lines


@pytest.fixture
def small() -> Files:
    return read(SMALL)


def test_a_unit_is_called_otherwise_everywhere(small: Files) -> None:
    done = do(small, {"do": "rename_unit", "unit": "县水利局", "name": "县水务局（新）"})
    assert errors(done) == []
    task = done.data.policies[0].tasks[0]
    assert task.listed("lead") == ("县水务局（新）",)
    assert task.clause == "（牵头单位：县水利局，责任单位：县财政局，各镇）"
    assert lines(small, done, "units.yml") == (
        ["  - name: 县水利局", "    aliases: [县水务局]"],
        ["  - name: 县水务局（新）", "    aliases: [县水务局, 县水利局]"],
    )
    with pytest.raises(ImpossibleError, match="名录里已经有“县委办”"):
        do(small, {"do": "rename_unit", "unit": "县水利局", "name": "县委办"})


def test_names_of_one_unit_are_made_one(small: Files) -> None:
    done = do(small, {"do": "merge_units", "into": "县财政局", "units": ["县教育局"]})
    assert errors(done) == ["“县财政局”既是牵头单位又是责任单位"]  # as the clause of task 3 now says
    assert done.data.policies[0].tasks[2].listed("lead") == ("县财政局",)
    assert "县教育局" not in [unit.name for unit in done.data.units]
    assert next(unit for unit in done.data.units if unit.name == "县财政局").aliases == ("县教育局",)
    done = do(small, {"do": "merge_units", "into": "东河镇", "units": ["西山镇"]})
    assert next(unit for unit in done.data.units if unit.name == "各镇").members == ("东河镇",)
    with pytest.raises(ImpossibleError, match="同一个名称"):
        do(small, {"do": "merge_units", "into": "县财政局", "units": ["县财政局"]})


def test_what_was_read_as_one_unit_is_parted(small: Files) -> None:
    done = do(small, {"do": "split_unit", "unit": "县财政局", "into": ["县财政一局", "县委办"]})
    tasks = done.data.policies[0].tasks
    assert tasks[0].listed("responsible") == ("县财政一局", "县委办", "各镇")
    assert tasks[2].listed("responsible") == ("县财政一局", "县委办等", "各有关部门")
    assert [unit.name for unit in done.data.units][2:4] == ["县财政一局", "县委办"]
    with pytest.raises(ImpossibleError, match="拆开以后"):
        do(small, {"do": "split_unit", "unit": "县财政局", "into": ["县财政局", "县委办"]})


def test_a_unit_is_described_and_registered(small: Files) -> None:
    done = do(small, {"do": "set_unit", "unit": "各有关部门", "set": {"members": ["县水利局", "县委办"]}})
    assert lines(small, done, "units.yml") == (["    members: unlisted"], ["    members: [县水利局, 县委办]"])
    done = do(small, {"do": "set_unit", "unit": "各有关部门", "set": {"kind": "government"}})
    assert lines(small, done, "units.yml")[0] == ["    kind: collective", "    members: unlisted"]
    done = do(small, {"do": "add_unit", "name": "县民政局"})
    assert lines(small, done, "units.yml") == (
        [],
        ["  - name: 县民政局", "    id: xmzj", "    kind: government"],
    )
    done = do(small, {"do": "add_unit", "name": "各村", "kind": "collective"})
    assert done.files["units.yml"].decode().endswith("    kind: collective\n    members: unlisted\n")
    for action, words in (
        ({"do": "add_unit", "name": "县水务局"}, "已经有"),
        ({"do": "set_unit", "unit": "县委办", "set": {"id": "x"}}, "不能在这里改"),
        ({"do": "set_unit", "unit": "没有", "set": {}}, "名录里没有“没有”"),
    ):
        with pytest.raises(ImpossibleError, match=words):
            do(small, action)


def test_a_name_has_no_etc_of_its_own(small: Files) -> None:
    """等 behind a unit of a task leaves its list open; a name that ends so would be read as that."""
    for action in (
        {"do": "rename_unit", "unit": "县水利局", "name": "县水利局等"},
        {"do": "split_unit", "unit": "县水利局", "into": ["县水务局", "县河湖局等"]},
    ):
        with pytest.raises((UnloadableError, ImpossibleError), match="不带“等”"):
            do(small, action)
