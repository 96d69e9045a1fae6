"""What is in order with reports and decisions: nothing is said of it."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load

from .support.policies import reissued
from .support.progress import decided, entry, reported
from .test_progress_lights import BUREAU, EAST, RATE, YEAR_END

WHOLE = {"about": "target", "quote": "实现排查全覆盖"}


def warnings(files: Files) -> list[str]:
    return [
        f"{each.check} {each.location.file}:{each.location.line}"
        for each in checks.run(load(files)).problems
        if each.severity in ("error", "warning")
    ]


@pytest.mark.parametrize(
    ("unit", "entries"),
    [
        (
            BUREAU,
            [entry("1", "completed"), entry("1", **RATE, actual=95), entry("1", "completed", **YEAR_END)],
        ),
        (BUREAU, [entry("1", "in_progress"), entry("1", **RATE, actual=60)]),
        (BUREAU, [entry("1", "completed", completed="2023-06-30")]),
        (BUREAU, [entry("2", "completed"), entry("2.1", **WHOLE, whole=True)]),
        (EAST, [entry("2", "in_progress"), entry("1", "in_progress"), entry("2.1", **WHOLE, whole=False)]),
    ],
)
def test_nothing_is_said_of_what_is_in_order(
    small_files: Files, unit: str, entries: list[dict[str, object]]
) -> None:
    assert warnings(reported(small_files, "2023-06-30", unit, *entries)) == []


def test_a_figure_that_was_put_right_is_not_told_again(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", **RATE, actual=60))
    files = reported(files, "2023-07-31", BUREAU, entry("1", "completed"))
    assert warnings(files) == ["progress-target qinghe-2023-5/progress/2023-06-30/slj.yml:8"]
    files = reported(files, "2023-08-31", BUREAU, entry("1", **RATE, actual=95))
    assert warnings(files) == []


def test_a_decision_for_a_member_of_a_collective_is_in_order(small_files: Files) -> None:
    files = decided(
        small_files,
        {"task": "4", "what": "accepted", "unit": EAST, "day": "2023-07-01"},
        {"task": "1", "what": "extended", **YEAR_END, "day": "2023-12-01", "due": "2024-01-31"},
        {"task": "4", "what": "extended", "day": "2023-12-01", "due": "2023-12-31"},
    )
    assert warnings(files) == []


def test_an_extension_runs_beyond_the_one_before(small_files: Files) -> None:
    first = {"task": "1", "what": "extended", **YEAR_END, "day": "2023-12-01", "due": "2024-06-30"}
    later = {**first, "day": "2024-05-01", "due": "2024-05-31"}
    assert warnings(decided(small_files, first, {**later, "due": "2024-07-31"})) == []
    assert warnings(decided(small_files, {**first, "unit": EAST}, {**later, "unit": BUREAU})) == []
    assert warnings(decided(small_files, first, later)) == ["decision-dates qinghe-2023-5/decisions.yml:15"]


def test_a_unit_goes_on_for_one_that_it_succeeded(small_files: Files) -> None:
    reform = "id: slj\n    succeeded_by: [县财政局]\n    since: 2024-01-01\n    basis: 清编〔2024〕1号\n"
    files = {
        **small_files,
        "units.yml": small_files["units.yml"].decode().replace("id: slj\n", reform).encode(),
    }
    files = reported(files, "2024-02-01", "县财政局", entry("1", "completed"), entry("2.2", "completed"))
    assert warnings(files) == []


def test_each_policy_has_its_own_reports(small_files: Files) -> None:
    files = reissued(small_files, "qinghe-2023-6", "清发〔2023〕6号")
    files = reported(files, "2023-06-30", BUREAU, entry("1", **RATE, status="completed", actual=60))
    files = reported(files, "2023-06-30", BUREAU, entry("1", "completed"), policy="qinghe-2023-6")
    assert warnings(files) == ["progress-target qinghe-2023-5/progress/2023-06-30/slj.yml:9"]
