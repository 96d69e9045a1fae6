"""Every check fires on the fault that it is for, at the right place, and nothing fires without one."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.model.problems import Problem

from .conftest import ROOT
from .support.examples import NOT_IN_THE_DATA, as_yaml, examples
from .support.faults import FIRES as FAULTS
from .support.faults import T1, T4, WAIVER, Fires, policy, put, task, units
from .support.gap_faults import GAP_FIRES
from .support.later_faults import LATER_FIRES
from .support.slip_faults import SLIP_FIRES

FIRES = (*FAULTS, *GAP_FIRES, *LATER_FIRES, *SLIP_FIRES)
GAPS = {
    "no-lead-unit": 4,
    "open-list": 1,
    "duration-without-start": 1,
    "ambiguous-before": 1,
    "unassigned-instruction": 1,
    "unlisted-members": 1,
}


def problems(files: Files, unreadable: dict[str, str] | None = None) -> tuple[Problem, ...]:
    return checks.run(load(files, unreadable)).problems


@pytest.mark.parametrize("case", FIRES, ids=lambda case: f"{case.check}:{case.says[:12]}")
def test_fires(small_files: Files, case: Fires) -> None:
    before = {(one.check, one.location) for one in problems(small_files)}
    case.change(small_files)
    found = [one for one in problems(small_files) if one.check == case.check]
    new = [one for one in found if (one.check, one.location) not in before]
    places = [f"{one.location.file}:{one.location.line}" for one in new]
    assert case.where in places, (places, [one.message for one in new])
    message = next(one.message for one, place in zip(new, places, strict=True) if place == case.where)
    assert case.says in message
    assert all(one.hint for one in new)


def test_cycle_is_printed(small_files: Files) -> None:
    units("members: unlisted", "members: [各镇]")(small_files)
    units("[东河镇, 西山镇]", "[东河镇, 西山镇, 各有关部门]")(small_files)
    found = [one for one in problems(small_files) if one.check == "collective-cycle"]
    assert [one.message for one in found] == ["集合主体互相包含：各有关部门 → 各镇 → 各有关部门"]


def test_duration_without_start(small_files: Files) -> None:
    task("01", "    every: year\n    times: 2\n", "    duration: 2 years\n")(small_files)
    found = [one for one in problems(small_files) if one.check == "duration-without-start"]
    assert [one.location.file for one in found] == [T1, T4]


def test_unreadable_file(small_files: Files) -> None:
    del small_files[T1]
    found = [one for one in problems(small_files, {T1: "没有权限"}) if one.check == "unreadable-file"]
    assert [(one.location.file, "没有权限" in one.message) for one in found] == [(T1, True)]


ELSEWHERE = {
    "collective-cycle",
    "duplicate-id",
    "duration-without-start",
    "unreadable-file",
    "stale-schema",
    "received-file",
}


def test_no_check_lacks_a_test() -> None:
    """Every check of the list is made to fire above."""
    assert {check.name for check in checks.ALL} == {case.check for case in FIRES} | ELSEWHERE


def test_checks_say_what_they_ensure() -> None:
    names = [check.name for check in checks.ALL]
    assert len(names) == len(set(names))
    assert all(check.ensures and check.hint for check in checks.ALL)


def test_sound_data_has_only_its_gaps(small_files: Files) -> None:
    found = problems(small_files)
    counts = {name: sum(one.check == name for one in found) for name in GAPS}
    assert counts == GAPS
    assert len(found) == sum(GAPS.values())


def test_all_problems_at_once(small_files: Files) -> None:
    """A faulty file does not hide the faults of the others."""
    put(T1, b"a: [")(small_files)
    task("03", "equals: 4", "equals: 5")(small_files)
    units("[东河镇, 西山镇]", "[东河镇, 西河镇]")(small_files)
    found = {one.check for one in problems(small_files) if one.severity == "error"}
    assert found == {"yaml-syntax", "contradicts-quote", "unknown-member"}


def test_waiver_accepts_and_goes_stale(small_files: Files) -> None:
    policy("errata:", WAIVER.format("no-lead-unit", "task: '4'") + "errata:")(small_files)
    found = problems(small_files)
    assert sum(one.check == "no-lead-unit" for one in found) == GAPS["no-lead-unit"] - 1
    assert not [one for one in found if one.severity == "error"]


def test_problems_are_sorted(small_files: Files) -> None:
    found = problems(small_files)
    assert list(found) == sorted(found, key=lambda one: one.location)


def test_every_check_has_an_example_that_fails_it(small_files: Files, request: pytest.FixtureRequest) -> None:
    """``check NAME --explain`` shows what the tests saw fail."""
    path = ROOT / "responsibility" / "checks" / "examples.yml"
    made = examples(small_files)
    assert {check.name for check in checks.ALL} == {*made, *NOT_IN_THE_DATA}
    if request.config.getoption("--bless"):
        path.write_text(as_yaml(made), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == as_yaml(made), "运行 make bless"
