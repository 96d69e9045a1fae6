"""The pinyin of names is kept from one run to the next, and kept wrongly it counts for nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pypinyin
import pytest

from responsibility.build.project import Project
from responsibility.build.readings import kept_readings
from responsibility.language.name_search import READINGS, keys

KEYS = keys(["县长流镇"], "clz")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project in whose last run the name was read."""
    project = Project(tmp_path, tmp_path / "tasks")
    with kept_readings(project):
        assert keys(["县长流镇"], "clz") == KEYS
    return project


def test_a_name_that_was_read_before_needs_no_dictionary(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(pypinyin, "lazy_pinyin")
    READINGS.clear()
    with kept_readings(project):
        assert keys(["县长流镇"], "clz") == KEYS
        with pytest.raises(ImportError):
            keys(["县水利局"], "slj")


@pytest.mark.parametrize(
    "kept",
    [
        "",
        "[]",
        '{"readings": {}}',
        '{"version": "VERSION", "readings": {"县长流镇": ["xian"]}}',
        '{"version": "VERSION", "readings": {"县长流镇": [1, 2, 3, 4]}}',
        '{"version": "VERSION", "readings": {"县长流镇": "xclz"}}',
        '{"version": "VERSION", "readings": ["县长流镇"]}',
        '{"version": "pypinyin-0.1.dist-info", "readings": {"县长流镇": ["a", "b", "c", "d"]}}',
    ],
)
def test_what_was_kept_wrongly_is_read_anew(project: Project, kept: str) -> None:
    file = project.out / "pinyin.json"
    version = json.loads(file.read_text(encoding="utf-8"))["version"]
    file.write_text(kept.replace("VERSION", version), encoding="utf-8")
    with kept_readings(project):
        assert keys(["县长流镇"], "clz") == KEYS
    assert json.loads(file.read_text(encoding="utf-8"))["version"] == version
