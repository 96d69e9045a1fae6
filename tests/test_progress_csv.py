"""Progress in the tables: every column of progress.csv and of tasks.csv against the JSON export."""

from __future__ import annotations

import json
from functools import cache

from responsibility.data.folder import Files
from responsibility.outputs.downloads import downloads

from .conftest import SMALL, compiled, read
from .support import progress_columns as expected
from .support.policies import reissued
from .support.progress import entry, reported
from .support.reference import Reference
from .support.reporting_round import round_of_reports
from .support.tables import Grid, compare, tasks_and_instructions
from .test_columns import csv_cell, csv_grid
from .test_progress_lights import EAST, RATE, site


@cache
def made() -> tuple[Reference, dict[str, bytes]]:
    files = reissued(read(SMALL), "qinghe-2023-6", "清发〔2023〕6号")
    source = compiled(round_of_reports(files, "2023-06-30", "2023-09-30"))
    return Reference(source), downloads(source.site, ("csv",))


def test_progress_has_a_row_a_subject_and_a_unit() -> None:
    reference, files = made()
    rows = expected.standings(reference)
    assert {row.report.get("whole") for row in rows} >= {True, False, None}
    assert any(not row.report for row in rows)
    grid = csv_grid("progress", files["downloads/progress.csv"])
    compare(grid, reference, expected.STANDINGS, rows, csv_cell)


def test_tasks_say_how_they_stand() -> None:
    reference, files = made()
    grid = csv_grid("tasks", files["downloads/tasks.csv"])
    of_progress = Grid("tasks", grid.header[-2:], [row[-2:] for row in grid.rows if row[1]])
    tasks = [row for row in tasks_and_instructions(reference) if "id" in row.task]
    compare(of_progress, reference, expected.OF_TASKS, tasks, csv_cell)


def test_the_data_package_describes_the_table() -> None:
    _, files = made()
    package = json.loads(files["downloads/datapackage.json"])
    [resource] = [each for each in package["resources"] if each["name"] == "progress"]
    fields = [field["name"] for field in resource["schema"]["fields"]]
    assert fields == list(csv_grid("progress", files["downloads/progress.csv"]).header)


def test_who_reports_without_deciding_has_a_row_without_a_light(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", EAST, entry("1", "delayed"), entry("1", **RATE, actual=90))
    grid = csv_grid("progress", downloads(site(files), ("csv",))["downloads/progress.csv"])
    rows = [dict(zip(grid.header, row, strict=True)) for row in grid.rows]
    own = [row for row in rows if row["单位"] == EAST and row["序号"] == "1"]
    assert [(row["类别"], row["灯"], row["状态"], row["实际值"]) for row in own] == [
        ("任务", "", "滞后", ""),
        ("指标", "", "", "90"),
    ]


def test_without_progress_there_is_no_such_table(small_files: Files) -> None:
    files = downloads(site(small_files, "2024-01-10"), ("csv",))
    assert "downloads/progress.csv" not in files
    assert "进展" not in csv_grid("tasks", files["downloads/tasks.csv"]).header
