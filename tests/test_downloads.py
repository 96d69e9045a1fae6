"""The files for download, read back and compared with the JSON export."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

import pytest
from icalendar import Calendar

from responsibility.outputs.csv_tables import to_csv
from responsibility.outputs.downloads import downloads
from responsibility.outputs.flat_table import Table
from responsibility.outputs.json_data import export

from .conftest import SMALL, Compiled, compiled, read

Row = dict[str, str]


@pytest.fixture(scope="module")
def files(compiled_real: Compiled) -> dict[str, bytes]:
    return downloads(compiled_real.site)


@pytest.fixture(scope="module")
def exported(compiled_real: Compiled) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(compiled_real.site))
    return found


def rows(content: bytes) -> list[Row]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_tasks_are_those_of_the_json(files: dict[str, bytes], exported: dict[str, Any]) -> None:
    found = [row for row in rows(files["downloads/tasks.csv"]) if row["序号"]]
    assert [row["任务"] for row in found] == [task["title"] for task in exported["tasks"]]
    for row, task in zip(found, exported["tasks"], strict=True):
        assert set(re.findall("[^、；（）1-9]+", row["牵头单位"])) == set(task["lead"])
        assert row["责任单位"].replace("等各", "、各").replace("等、", "、") == "、".join(task["responsible"])
    assert found[30]["责任单位"] == "区人社局、区卫健委、区教育局、区农业农村局等、各镇"


def test_a_row_of_a_task_says_which_part_each_fact_is_of(files: dict[str, bytes]) -> None:
    """Task 2: its part （4） alone has no lead unit, its part （3） alone a time."""
    row = rows(files["downloads/tasks.csv"])[1]
    assert row["牵头单位"] == "（1）区委组织部、区乡村振兴局；（2）区乡村振兴局；（3）区乡村振兴局"
    assert row["责任单位"] == "区委实施乡村振兴战略领导小组各成员单位、各镇"
    assert row["完成时限"].startswith("（3）过渡期内")
    assert row["目标指标"].startswith("（1）全区派驻57个乡村振兴工作队：乡村振兴工作队在岗在位和吃住在村 ")
    assert "（4）仅列责任单位，未明确牵头单位" in row["待明确事项"].split("；")


def test_a_row_of_a_unit_holds_the_text_of_its_parts_alone(files: dict[str, bytes]) -> None:
    row = rows(files["downloads/units/qwzzb.csv"])[0]
    assert (row["序号"], row["部分"]) == ("2", "（1）")
    assert row["原文"].startswith("（1）摘帽不摘责任")
    assert "（2）" not in row["原文"]


def test_assignments_name_the_collective(files: dict[str, bytes]) -> None:
    found = rows(files["downloads/assignments.csv"])
    towns = [row for row in found if row["单位"] == "三江镇" and row["序号"] == "5"]
    assert [(row["角色"], row["作为哪个集合的成员"]) for row in towns] == [("责任单位", "各镇")]
    direct = [row for row in found if row["单位"] == "三江镇" and not row["作为哪个集合的成员"]]
    assert [row["序号"] for row in direct] == ["12"]
    assert {row["部分"] for row in found if row["序号"] == "2"} == {"（1）", "（2）", "（3）", "（4）"}


def test_deadlines_and_targets_are_complete(files: dict[str, bytes], exported: dict[str, Any]) -> None:
    deadlines = rows(files["downloads/deadlines.csv"])
    assert sorted(row["原文"] for row in deadlines) == sorted(
        one["quote"] for task in exported["tasks"] for one in task["deadlines"]
    )
    targets = rows(files["downloads/targets.csv"])
    numbers = sorted(float(row["数值"]) for row in targets if row["数值"])
    assert numbers == sorted(
        float(value["value"])
        for task in exported["tasks"]
        for one in task["targets"]
        for value in one["values"]
        if value["value"] is not None
    )


def test_data_package_describes_the_tables(files: dict[str, bytes]) -> None:
    package = json.loads(files["downloads/datapackage.json"])
    assert [one["path"] for one in package["resources"]] == [
        "tasks.csv",
        "assignments.csv",
        "deadlines.csv",
        "targets.csv",
        "deliverables.csv",
    ]
    for resource in package["resources"]:
        found = rows(files[f"downloads/{resource['path']}"])
        assert list(found[0]) == [field["name"] for field in resource["schema"]["fields"]]


def test_a_units_file_holds_its_duties(files: dict[str, bytes], compiled_real: Compiled) -> None:
    for view in compiled_real.site.units:
        found = rows(files[f"downloads/units/{view.unit.id}.csv"])
        assert len(found) == len(view.duties)
    assert [row["序号"] for row in rows(files["downloads/units/shuiwj.csv"])] == ["7", "33", "45"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_never_becomes_a_formula(text: str) -> None:
    table = Table("x", "x", (("甲", "string"),), ((text,),))
    (row,) = rows(to_csv(table))
    assert row["甲"] == "'" + text


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def test_calendar_holds_every_datable_deadline_once(files: dict[str, bytes], compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    found = events(files["downloads/deadlines.ics"])
    assert len(found) == sum(one.datable for one in policy.deadlines) == len(policy.deadlines) - 1
    assert len({str(one["uid"]) for one in found}) == len(found)
    days = {str(one["summary"]): one.decoded("dtstart").isoformat() for one in found}
    assert days["32 增强农村路网建设（2022年6月前）"] == "2022-05-31"
    assert days["33 完成大致坡镇、三江镇域污水处理厂项目建设并通水试运行（2021年底）"] == "2021-12-31"


def test_yearly_deadlines_recur(files: dict[str, bytes]) -> None:
    training = next(one for one in events(files["downloads/deadlines.ics"]) if "46 " in str(one["summary"]))
    assert training["rrule"].to_ical() == b"FREQ=YEARLY"
    assert "原文：一年2次以上" in str(training["description"])
    assert "牵头单位：区人社局" in str(training["description"])


def test_a_units_calendar_is_part_of_the_whole(files: dict[str, bytes], compiled_real: Compiled) -> None:
    whole = {str(one["uid"]) for one in events(files["downloads/deadlines.ics"])}
    for view in compiled_real.site.units:
        path = f"downloads/units/{view.unit.id}.ics"
        if any(one.datable for one in view.deadlines):
            own = [str(one["uid"]) for one in events(files[path])]
            assert len(own) == sum(one.datable for one in view.deadlines)
            assert set(own) <= whole
        else:
            assert path not in files


def test_the_same_bytes_for_the_same_input(compiled_small: Compiled) -> None:
    assert downloads(compiled_small.site) == downloads(compiled(read(SMALL)).site)
    assert all(path.isascii() for path in downloads(compiled_small.site))
