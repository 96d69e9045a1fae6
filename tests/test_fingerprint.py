"""Whether a published site is up to date: never said of data that it was not built from."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility.build import fingerprint
from responsibility.build.fingerprint import Published
from responsibility.build.project import Project
from responsibility.data.plain_files import MOST_BYTES

from .conftest import POLICY, SMALL, read, write


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
    os.mkfifo(project.tasks / POLICY / "99.yml")
    assert published(project).cached_summary() is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_lies_beside_the_data_is_not_looked_into(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A film, a pipe, the document as it was received: of this the time tells whether it is the same."""
    received = project.tasks / POLICY / "source" / "方案.docx"
    write({f"{POLICY}/film.mp4": b"film", f"{POLICY}/source/方案.docx": b"word"}, project.tasks)
    os.mkfifo(project.tasks / "pipe")
    digested: list[str] = []
    digest = fingerprint.digest

    def noted(path: Path) -> str:
        digested.append(path.name)
        return digest(path)

    monkeypatch.setattr(fingerprint, "digest", noted)
    published(project).note("错误 0")
    assert published(project).cached_summary() == "错误 0"
    assert "01.yml" in digested
    assert not {"film.mp4", "pipe", "方案.docx"} & set(digested)
    published(project).note("错误 0")
    building = published(project)
    received.write_bytes(b"other")
    building.note("错误 0")
    assert published(project).cached_summary() is None


def test_a_file_larger_than_any_is_not_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    published(project).note("错误 0")
    with (project.tasks / POLICY / "99.yml").open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    digest = fingerprint.digest

    def of_its_size(path: Path) -> str:
        assert path.stat().st_size <= MOST_BYTES
        return digest(path)

    monkeypatch.setattr(fingerprint, "digest", of_its_size)
    assert published(project).cached_summary() is None
