"""What is due is shown with its deadline in every output, and who of a collective the document names."""

from __future__ import annotations

import csv
import io

import pytest

from responsibility.outputs.downloads import downloads
from responsibility.outputs.ledger import policy_ledger, unit_ledger
from responsibility.outputs.terminal import show
from responsibility.views.lines import deadline_line

from .conftest import Compiled

MATTER = "完成大致坡镇、三江镇域污水处理厂项目建设并通水试运行"
NAMED = "（原文点名大致坡镇、三江镇）"


@pytest.mark.parametrize(("unit", "told"), [("区水务局", False), ("大致坡镇", False), ("灵山镇", True)])
def test_the_other_members_are_told_who_is_named(compiled_real: Compiled, unit: str, told: bool) -> None:
    view = compiled_real.site.unit(unit)
    assert view
    (line,) = (
        line
        for group in unit_ledger(view, compiled_real.site.policies).groups
        for line in group.lines
        if line.label == "33"
    )
    assert line.deadlines == f"2021年底：{MATTER}{NAMED * told}"
    shown = (show(compiled_real.site, unit, None, 500) or "").splitlines()
    assert any(f"2021年底：{MATTER}{NAMED * told}" in row for row in shown)
    (deadline,) = (deadline for deadline in view.deadlines if deadline.task.label == "33")
    assert view.named_instead(deadline) == (("大致坡镇", "三江镇") if told else ())


def test_words_that_say_all_stand_alone(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    for deadline in policy.deadlines:
        line = deadline_line(deadline)
        assert line.startswith(deadline.words)
        assert (deadline.matter in line) or deadline.matter == deadline.record.quote


def test_the_calendar_says_what_is_due(compiled_real: Compiled) -> None:
    text = downloads(compiled_real.site, ("ics",))["downloads/deadlines.ics"].decode().replace("\r\n ", "")
    assert f"SUMMARY:33 {MATTER}（2021年底）" in text
    assert f"事项：{MATTER}" in text
    assert "SUMMARY:2（3） " in text, "the part that is meant"


def test_rows_of_deadlines_say_what_is_due(compiled_real: Compiled) -> None:
    text = downloads(compiled_real.site, ("csv",))["downloads/deadlines.csv"].decode("utf-8-sig")
    rows = {row["序号"]: row["完成事项"] for row in csv.DictReader(io.StringIO(text))}
    assert rows["33"] == MATTER


def test_an_instruction_without_a_clause_stands_under_its_heading(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    instructions = {group.heading: group.instruction for group in policy_ledger(policy).groups}
    (heading,) = (heading for heading, instruction in instructions.items() if instruction)
    assert heading == "（四）做好政策举措衔接"
    assert instructions[heading].startswith("梳理脱贫攻坚期内各项帮扶政策。区直各部门")
    assert instructions[heading].endswith("（未列责任分工）")
