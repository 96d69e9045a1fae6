"""What was probably meant, wherever a name is not known: units, keys, kinds, checks, options, commands."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

import build
from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.known_keys import known_keys
from responsibility.data.loader import load
from responsibility.language.near_names import near_name, perhaps
from responsibility.model import PolicyMetadata, Task

from .conftest import REAL
from .support.faults import WAIVER, policy, rule, task, units

UNITS = ["区水务局", "区农业农村局", "区卫健委", "各镇", "三江镇"]


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        ("区水物局", "区水务局"),
        ("水务", "区水务局"),
        ("海口市美兰区水务局", "区水务局"),
        ("农业农村", "区农业农村局"),
        ("各乡镇", "各镇"),
        ("xyz", None),
        ("", None),
    ],
)
def test_near_name(wanted: str, near: str | None) -> None:
    assert near_name(wanted, UNITS) == near


def test_perhaps_is_the_end_of_a_message() -> None:
    assert perhaps("区水物局", UNITS) == "；是不是“区水务局”？"
    assert perhaps("xyz", UNITS) == ""


@pytest.mark.parametrize(
    ("mistake", "meant"),
    [
        (task("01", "lead_units:", "lead_unit:"), "不认识的键“lead_unit”；是不是“lead_units”？"),
        (task("01", "    before: true", "    befor: true"), "不认识的键“befor”；是不是“before”？"),
        (task("01", "{equals: 2, unit: 座}", "{equal: 2, unit: 座}"), "“equal”；是不是“equals”？"),
        (task("01", "title:", "zzz: 甲\ntitle:"), "不认识的键“zzz”"),
        (policy("issuers:", "issuer:"), "不认识的键“issuer”；是不是“issuers”？"),
        (units("kind: party", "kind: partty"), "“partty”不在类别之中；是不是“party”？"),
        (units("[东河镇, 西山镇]", "[东河镇, 西河镇]"), "没有登记单位“西河镇”；是不是“"),
        (task("01", "[县财政局, 各镇]", "[县财证局, 各镇]"), "“县财证局”；是不是“县财政局”？"),
        (task("01", "section: 一（一）", "section: 一(一)"), "没有章节“一(一)”；是不是“一（一）”？"),
        (task("02", "period: 提升期", "period: 提升时期"), "没有“提升时期”；是不是“提升期”？"),
        (
            policy("errata:", WAIVER.format("no-units", "task: '1'") + "errata:"),
            "例外（no-units）没有这个检查项；是不是“no-unit”？",
        ),
        (task("01", "[县水利局]", "[县水务局]"), "“县水务局”；它是“县水利局”的别名"),
        (
            rule("rule: every_task", "quote: 各学校", "units: [县财证局]"),
            "没有登记单位“县财证局”；是不是“县财政局”？",
        ),
    ],
)
def test_problems_name_what_was_meant(small_files: Files, mistake: object, meant: str) -> None:
    mistake(small_files)  # type: ignore[operator]
    messages = [problem.message for problem in checks.run(load(small_files)).problems]
    assert any(meant in message for message in messages), messages


def test_keys_are_those_of_the_place() -> None:
    """A key of another record is not what was meant."""
    assert "lead_units" in known_keys(Task, ())
    assert "due" not in known_keys(Task, ())
    assert {"quote", "due"} <= set(known_keys(Task, ("deadlines", 0)))
    assert "lead_units" in known_keys(Task, ("parts", 0))
    in_a_step_of_pydantic = known_keys(Task, ("deadlines", 0, "function-after[check()]"))
    assert in_a_step_of_pydantic == known_keys(Task, ("deadlines", 0))
    assert "equals" in known_keys(Task, ("targets", 0, "values", 1))
    assert "due" in known_keys(PolicyMetadata, ("rules", 0, "report"))
    assert "due" not in known_keys(PolicyMetadata, ("rules", 0, "every_task"))


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (("chek",), "没有这个命令：chek；是不是“check”？"),
        (("check", "--strickt"), "没有这个选项：--strickt；是不是“--strict”？"),
        (("checks", "clause-unit"), "没有“clause-unit”这个检查项；是不是“clause-units”？"),
        (("diff", str(REAL), "--unit", "区水物局", "--tasks", str(REAL)), "相近的有：区水务局"),
        (("show", "区水物局", "--tasks", str(REAL)), "相近的有：区水务局"),
    ],
)
def test_the_command_line_names_what_was_meant(arguments: tuple[str, ...], meant: str) -> None:
    done = CliRunner().invoke(build.main, arguments)
    assert done.exit_code
    assert meant in done.output
