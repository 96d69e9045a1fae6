"""Lights by stated rules: what units reported, what the office decided, and the document's dates, as of a day."""

from __future__ import annotations

from responsibility.data.folder import Files
from responsibility.data.loader import load

from .support.progress import decided, entry, reported


def test_reports_and_decisions_of_tests_are_files_that_load(small_files: Files) -> None:
    files = reported(
        small_files, "2023-06-30", "县水利局", entry("1", "in_progress", progress="两座水厂均已开工。")
    )
    files = decided(files, {"task": "1", "what": "accepted", "day": "2023-07-10"})
    files = decided(files, {"task": "2.1", "what": "accepted", "day": "2023-07-10"})
    data = load(files)
    assert not data.problems
    [policy] = data.policies
    assert [each.unit for each in policy.progress] == ["县水利局"]
    assert [str(each.task) for each in policy.decisions] == ["1", "2.1"]
