"""Whether a published site is up to date: never said of data that it was not built from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility.build.fingerprint import Published
from responsibility.build.project import Project

from .conftest import SMALL, read, write


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with data and a site."""
    write(read(SMALL), tmp_path / "tasks")
    (tmp_path / "site").mkdir()
    (tmp_path / "out").mkdir()
    return Project(tmp_path, tmp_path / "tasks")


def published(project: Project) -> Published:
    return Published(project, project.site)


def test_what_was_built_from_these_data_is_up_to_date(project: Project) -> None:
    assert published(project).cached_summary() is None
    published(project).note("错误 0")
    assert published(project).cached_summary() == "错误 0"
    (project.tasks / "units.yml").write_text("units: []\n", encoding="utf-8")
    assert published(project).cached_summary() is None


def changed(file: Path) -> None:
    file.write_text("units: []\n", encoding="utf-8")


def changed_and_back(file: Path) -> None:
    before = file.read_bytes()
    changed(file)
    file.write_bytes(before)


def added(file: Path) -> None:
    file.with_name("more.yml").write_text("", encoding="utf-8")


@pytest.mark.parametrize("change", [changed, changed_and_back, added, Path.unlink])
def test_data_changed_while_a_site_is_built_are_built_again(
    project: Project, change: Callable[[Path], object]
) -> None:
    building = published(project)
    change(project.tasks / "units.yml")
    building.note("错误 0")
    assert published(project).cached_summary() is None


def test_a_named_file_changed_while_a_site_is_built(project: Project) -> None:
    logo = project.root / "logo.svg"
    logo.write_text("<svg/>", encoding="utf-8")
    building = published(project)
    changed_and_back(logo)
    building.note("错误 0", [logo])
    assert published(project).cached_summary() is None
    published(project).note("错误 0", [logo])
    assert published(project).cached_summary() == "错误 0"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_among_the_data_is_never_waited_for(project: Project) -> None:
    published(project).note("错误 0")
    os.mkfifo(project.tasks / "pipe")
    assert published(project).cached_summary() is None


def test_a_film_beside_the_data_needs_no_memory(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(path: Path) -> bytes:
        raise AssertionError(path)

    (project.tasks / "film.mp4").write_bytes(bytes(3_000_000))
    monkeypatch.setattr(Path, "read_bytes", whole)
    published(project).note("错误 0")
    assert published(project).cached_summary() == "错误 0"
