"""Whom units named stays with them as they are called otherwise or made one; what does not follow is told."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml

from responsibility.build.contacts import contacts_of
from responsibility.build.project import find_project
from responsibility.data.folder import Files
from responsibility.data.loader import load

from .conftest import POLICY, SMALL, read, write
from .support.acting import do
from .support.progress import entry, reported
from .test_progress_lights import BUREAU, SCHOOLS

FIRST, SECOND = "2023-06-30", "2023-09-30"


def named(unit: str, day: str, **persons: str) -> bytes:
    """A file of contacts: by task, written ``t1``, who it is."""
    entries = [{"task": task.removeprefix("t"), "person": person} for task, person in persons.items()]
    record = {"unit": unit, "day": day, "contacts": entries}
    return yaml.safe_dump(record, allow_unicode=True).encode()


def persons(
    folder: Path, files: Files, contacts: Files, as_of: datetime.date | None = None
) -> dict[tuple[str, str], str | None]:
    """Who is named, by unit and task."""
    write({path: content for path, content in files.items() if content is not None}, folder / "tasks")
    project = find_project(folder)
    write(contacts, project.contacts)
    kept = contacts_of(project, load(files).units, as_of)
    return {(unit, str(about.item)): each.person for (_, unit, about), each in kept.items()}


def test_the_last_ones_named_up_to_a_day(tmp_path: Path) -> None:
    kept = {
        f"{POLICY}/{FIRST}/slj.yml": named(BUREAU, FIRST, t1="张三", t3="李四"),
        f"{POLICY}/{SECOND}/slj.yml": named(BUREAU, SECOND, t1="王五"),
    }
    files = read(SMALL)
    assert persons(tmp_path, files, kept) == {(BUREAU, "1"): "王五", (BUREAU, "3"): "李四"}
    before = datetime.date.fromisoformat(FIRST)
    assert persons(tmp_path, files, kept, before) == {(BUREAU, "1"): "张三", (BUREAU, "3"): "李四"}


def test_a_unit_that_is_called_otherwise_has_them_still(tmp_path: Path) -> None:
    done = do(read(SMALL), {"do": "rename_unit", "unit": BUREAU, "name": "县水务局"})
    kept = {f"{POLICY}/{FIRST}/slj.yml": named(BUREAU, FIRST, t1="张三")}
    assert persons(tmp_path, done.files, kept) == {("县水务局", "1"): "张三"}
    nobody_writes_it = do(done.files, {"do": "rename_unit", "unit": "县水务局", "name": "县水利水电局"})
    kept = {f"{POLICY}/{FIRST}/slj.yml": named("县水务局", FIRST, t1="张三")}
    assert persons(tmp_path / "again", nobody_writes_it.files, kept) == {("县水利水电局", "1"): "张三"}


def test_a_unit_that_is_made_one_with_another_has_those_of_both_and_its_own_first(tmp_path: Path) -> None:
    done = do(read(SMALL), {"do": "merge_units", "into": BUREAU, "units": [SCHOOLS]})
    kept = {
        f"{POLICY}/{FIRST}/a.yml": named(BUREAU, FIRST, t1="张三"),
        f"{POLICY}/{FIRST}/jyj.yml": named(SCHOOLS, FIRST, t1="李四", t3="李四"),
        f"{POLICY}/{SECOND}/jyj.yml": named(SCHOOLS, SECOND, t3="王五"),
    }
    assert persons(tmp_path, done.files, kept) == {(BUREAU, "1"): "张三", (BUREAU, "3"): "王五"}


@pytest.mark.parametrize("has_reported", [True, False])
def test_those_of_a_name_that_the_registry_no_longer_has_are_told(has_reported: bool) -> None:
    files = do(read(SMALL), {"do": "rename_unit", "unit": SCHOOLS, "name": "县教体局"}).files
    if has_reported:
        files = reported(files, FIRST, "县教体局", entry("3", "in_progress"))
    done = do(files, {"do": "merge_units", "into": BUREAU, "units": ["县教体局"]})
    told = "；private/ 里留了“县教体局”的责任人和电话的，不跟过去，请把那些文件里的单位改过来"
    assert done.message == f"“县教体局”并入“{BUREAU}”" + (told if has_reported else "")
