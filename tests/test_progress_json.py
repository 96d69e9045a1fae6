"""Progress in the JSON export: by its schema, a record an item and a record a reported fact; nothing but empty fields without any."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from responsibility.data.folder import Files
from responsibility.outputs.json_data import export

from .conftest import ROOT
from .support.progress import decided, entry, reported
from .support.reporting_round import round_of_reports
from .test_progress_lights import BUREAU, RATE, YEAR_END, site

SCHEMA = json.loads((ROOT / "schema" / "responsibility.schema.json").read_text(encoding="utf-8"))


def exported(files: Files, as_of: str | None = None) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(export(site(files, as_of)))
    jsonschema.validate(document, SCHEMA)
    return document


def test_without_progress_its_fields_are_empty(small_files: Files) -> None:
    for as_of in (None, "2024-01-10"):
        document = exported(small_files, as_of)
        assert (document["as_of"], document["progress"]) == (None, [])


def test_items_and_reported_facts_have_a_record_each(small_files: Files) -> None:
    files = reported(small_files, "2023-06-30", BUREAU, entry("1", "not_started"))
    entries = [entry("1", "in_progress", progress="一座已通水。"), entry("1", **RATE, actual=93.5)]
    files = reported(files, "2024-01-10", BUREAU, *entries)
    files = decided(
        files, {"task": "1", "what": "extended", **YEAR_END, "day": "2024-01-05", "due": "2024-03-31"}
    )
    document = exported(files)
    assert document["as_of"] == "2024-01-10"
    records = [(each["task"], each["about"]) for each in document["progress"]]
    assert records == [
        *[("1", None), ("1", "deadline"), ("1", "target")],
        *[("2.1", None), ("2.2", None), ("3", None), ("4", None), ("s1", None), ("s2", None)],
    ]
    whole, deadline, target = document["progress"][:3]
    state = {"status": "in_progress", "light": "green", "words": "推进中，还有 81 天", "end": "2024-03-31"}
    assert whole["state"] == state
    assert whole["units"] == {BUREAU: state}
    assert [each["day"] for each in (*whole["reports"], *whole["history"])] == ["2024-01-10", "2023-06-30"]
    assert whole["reports"][0]["progress"] == "一座已通水。"
    assert (deadline["quote"], deadline["decisions"][0]["due"]) == ("2023年底前", "2024-03-31")
    assert (target["measure"], target["reached"], target["share"]) == ("%", False, 0.984211)
    assert target["reports"][0]["actual"] == 93.5


@pytest.mark.slow
def test_a_whole_round_agrees_with_the_schema_and_is_the_same_again(small_files: Files) -> None:
    files = round_of_reports(small_files, "2023-06-30", "2023-09-30")
    assert exported(files) == exported(files)
    assert len(exported(files)["progress"]) > 20
