"""等 in a list of units: where it stands, in every role, and the form in which format 1 of the data had it."""

from __future__ import annotations

from pathlib import Path

import pytest

from responsibility import checks
from responsibility.build.project import find_project
from responsibility.build.upgrade import upgrade
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.data.open_lists import rewritten
from responsibility.diff import diff
from responsibility.diff.deadlines_targets import Calendars
from responsibility.language.clauses import etc_behind
from responsibility.model import Task, Unit
from responsibility.proof import clause
from responsibility.views.change_messages import words
from responsibility.views.phrases import unit_names

from .test_supporting import edited

T3 = "qinghe-2023-5/03.yml"
LISTED = "responsible_units: [县财政局等, 各有关部门]"
FORMER = "responsible_units: [县财政局, 各有关部门]\nresponsible_open: true"


def test_units_are_named_without_it() -> None:
    task = Task.model_validate(
        {
            "number": "1",
            "title": "甲",
            "section": "一",
            "text": "乙。",
            "lead_units": ["县水利局等", "县教育局"],
            "responsible_units": ["各镇等"],
        }
    )
    assert task.units("lead") == ("县水利局", "县教育局")
    assert task.open_after("lead") == ("县水利局",)
    assert task.open_after("supporting") == ()
    assert clause(task) == "（牵头单位：县水利局等、县教育局，责任单位：各镇等）"


def test_it_is_written_behind_a_unit(small_files: Files) -> None:
    (problem,) = load(edited(small_files, "03.yml", LISTED, "responsible_units: [等]")).problems
    assert "写在一个单位之后" in problem.message
    assert problem.location.line == 9


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("（责任单位：区人社局等各职能部门，各镇）", "区人社局等各职能部门、各镇"),
        ("（责任单位：区人社局等，各职能部门，各镇）", "区人社局等、各职能部门、各镇"),
        ("（责任单位：区人社局等）", "区人社局等、各职能部门、各镇"),
    ],
)
def test_a_name_follows_it_as_in_the_document(written: str, shown: str) -> None:
    units = [
        Unit.model_validate({"name": name, "id": f"u{index}", "kind": "government"})
        for index, name in enumerate(("区人社局", "各职能部门", "各镇"))
    ]
    assert unit_names(units, {"区人社局": etc_behind(written, "区人社局")}) == shown
    assert unit_names(units[:1], {"区人社局": etc_behind(written, "区人社局")}) == "区人社局等"


def test_the_clause_decides_where_it_stands(small_files: Files) -> None:
    found = checks.run(
        load(edited(small_files, "03.yml", LISTED, "responsible_units: [县财政局, 各有关部门等]"))
    )
    assert [problem.check for problem in found.problems if problem.severity == "error"] == ["document-proof"]


def test_a_move_of_it_is_told(small_files: Files) -> None:
    new = load(edited(small_files, "03.yml", LISTED, "responsible_units: [县财政局, 各有关部门等]"))
    (change,) = diff(load(small_files), new).changes
    assert (change.old, change.new) == (("县财政局",), ("各有关部门",))
    assert words(change, Calendars.of(None, None)) == "责任单位里的“等”字由县财政局之后移到各有关部门之后"


# ---------------------------------------------------------------- format 1


def test_data_of_format_1_is_read_as_it_was_meant(small_files: Files) -> None:
    former = load(edited(small_files, "03.yml", LISTED, FORMER))
    assert former.policies == load(small_files).policies
    assert not former.problems


@pytest.mark.parametrize(
    ("former", "now"),
    [
        (f"{FORMER}\n", f"{LISTED}\n"),
        ("units: 1\nresponsible_open: false  # 否\n", "units: 1\n"),
        (
            "responsible_open: true\nresponsible_units:\n  - '甲'  # 一\n  - \"乙\"  # 二\n  - 各镇\n",
            "responsible_units:\n  - '甲'  # 一\n  - \"乙等\"  # 二\n  - 各镇\n",
        ),
        ("responsible_units: [各镇, 各局]\nresponsible_open: true", "responsible_units: [各镇, 各局等]\n"),
        (
            "parts:\n  - number: 1\n    responsible_units: [甲]\n    responsible_open: true\n  - number: 2\n",
            "parts:\n  - number: 1\n    responsible_units: [甲等]\n  - number: 2\n",
        ),
        ("a: 1\r\nresponsible_units: [甲]\r\nresponsible_open: true\r\nb: 2\r\n", "a: 1\r\nresponsible_units: [甲等]\r\nb: 2\r\n"),
    ],
)  # fmt: skip
def test_the_text_of_a_file_is_rewritten(former: str, now: str) -> None:
    assert rewritten(former) == now
    assert rewritten(now) == now


def test_upgrade_rewrites_the_tasks(tmp_path: Path, small_files: Files) -> None:
    for name, content in edited(small_files, "03.yml", LISTED, FORMER).items():
        path = tmp_path / "tasks" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (tmp_path / "site.yml").write_text("id: 0123456789abcdef\nformat: 1  # 旧\n", encoding="utf-8")
    steps = upgrade(find_project(tmp_path))
    assert steps[:2] == [f"tasks/{T3}：“等”写在单位之后", "site.yml：已写入 format"]
    assert (tmp_path / "tasks" / T3).read_bytes() == small_files[T3]
    assert (tmp_path / "site.yml").read_text(encoding="utf-8") == "id: 0123456789abcdef\nformat: 2  # 旧\n"
    assert upgrade(find_project(tmp_path)) == []
