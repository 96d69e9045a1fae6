"""Gaps that a supervising office looks for, read in words."""

from __future__ import annotations

import re

import pytest

from responsibility.build.files import read_templates
from responsibility.language.dates import Reference, last_days
from responsibility.language.frequency import without_frequency
from responsibility.language.unit_names import actors_in
from responsibility.model import PartialDate
from responsibility.outputs.site.render import render

from .conftest import ROOT, Compiled


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("建好水厂，定期检测水质；加强管理。", ["定期检测水质"]),
        ("落实水质\n定期检测和管理制度。", ["落实水质\n定期检测和管理制度"]),
        ("每季度定期检测水质。", []),
        ("定期检测水质，每月不少于1次。", []),
        ("定期检测水质，加强管理，每月研究1次。", ["定期检测水质"]),
        ("定期检测水质。每月研究1次。", ["定期检测水质"]),
        ("不定期抽查，办理定期存款。", []),
        ("定期检测、定期公布。", ["定期检测、定期公布"]),
    ],
)
def test_what_recurs_and_not_how_often(text: str, clauses: list[str]) -> None:
    assert list(without_frequency(text, Reference(2022))) == clauses


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("梳理各项政策。区直各部门根据政策调整，各镇抓落实。", ["区直各部门", "各镇"]),
        ("各学校要做好安全工作。", ["各学校"]),
        ("做好各镇的工作。", []),
    ],
)
def test_actors_of_an_instruction(text: str, names: list[str]) -> None:
    assert list(actors_in(text)) == names


def gaps(compiled: Compiled, check: str) -> dict[str, str]:
    """The gaps of a check: the message by the task or part."""
    return {
        str(problem.item): problem.message for problem in compiled.report.problems if problem.check == check
    }


def test_tasks_of_the_real_policy_with_several_leads(compiled_real: Compiled) -> None:
    found = gaps(compiled_real, "several-leads")
    assert set(found) == {"2.1", "10", "14", "28", "29", "30", "41", "52"}
    assert found["10"] == "牵头单位有 3 个（区财政局、区乡村振兴局、区农业农村局），未明确由谁总牵头"


def test_what_the_real_policy_wants_done_regularly(compiled_real: Compiled) -> None:
    found = gaps(compiled_real, "no-frequency")
    assert set(found) == {"3", "7", "36", "49", "s2"}
    assert found["7"] == "“落实水质定期检测和农村饮水安全管理各项制度”只写“定期”，未写明周期"


def test_targets_of_the_real_policy_without_time(compiled_real: Compiled) -> None:
    found = gaps(compiled_real, "target-without-time")
    assert "“创建文明生态村”“行政村公共厕所覆盖率”" in found["36"]
    assert not {"32", "33"} & set(found)
    assert "18" not in found, "posts that are to be kept stable have no day to be reached by"


def test_the_instruction_names_an_actor(compiled_real: Compiled) -> None:
    (message,) = gaps(compiled_real, "unassigned-instruction").values()
    assert message == "二（四）“做好政策举措衔接”之下的一段话未列责任分工，只说到“区直各部门”"


def test_misprints_of_the_real_policy(compiled_real: Compiled) -> None:
    assert set(gaps(compiled_real, "misprint")) == {"None", "28", "34", "37", "38", "43.3", "46", "s1"}


@pytest.mark.parametrize(
    ("quote", "due", "before", "day"),
    [
        ("至2022年6月前", "2022-06", True, "2022-05-31"),
        ("2025年前", "2025", True, "2024-12-31"),
        ("2022年6月底前", "2022-06", True, None),
        ("2022年6月30日前", "2022-06-30", True, None),
        ("2022年6月", "2022-06", False, None),
    ],
)
def test_the_earlier_reading(quote: str, due: str, before: bool, day: str | None) -> None:
    days = last_days(PartialDate.parse(due), before, quote)
    reading = days.safe if days.ambiguous else None
    assert (str(reading) if reading else None) == day


def test_the_real_policys_month_with_two_readings(compiled_real: Compiled) -> None:
    found = gaps(compiled_real, "ambiguous-before")
    assert found == {"32": "“至2022年6月前”可读作到2022年5月31日止，也可读作到2022年6月30日止"}


def test_figures_of_the_real_policy_that_do_not_add_up(compiled_real: Compiled) -> None:
    (message,) = gaps(compiled_real, "sum-differs").values()
    assert message.endswith("合计 47 个，与“53个村集体经济全覆盖”的 53 个相差 6 个")


def test_a_collective_and_its_tasks_are_linked_among_the_gaps(compiled_small: Compiled) -> None:
    page = render(compiled_small.site, read_templates(ROOT / "templates"))["gaps/index.md"]
    (row,) = re.findall('<tr data-unit="ygbm">.*?</tr>', page)
    assert '<a class="unit" href="../units/ygbm.html">各有关部门</a>' in row
    assert re.findall('href="(../tasks/[^"]+)"', row) == ["../tasks/qinghe-2023-5/3.html"]
