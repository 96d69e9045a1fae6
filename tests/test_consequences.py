"""One mistake is told once: what only follows from it is left out, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.model.problems import Problem
from responsibility.outputs.report import text

from .conftest import REAL, ROOT, SMALL, read
from .support.faults import POLICY, SOURCE, T1, T2, T3, T4, both, copy, policy, task, units

PROJECTS = (SMALL, REAL, *sorted((ROOT / "tests" / "fixtures").iterdir()))


def errors(files: Files) -> list[Problem]:
    return [problem for problem in checks.run(load(files)).problems if problem.severity == "error"]


def told(files: Files) -> list[tuple[str, str]]:
    return [(problem.check, problem.location.file) for problem in errors(files)]


@pytest.mark.parametrize(
    ("mistake", "check", "file"),
    [
        (copy(T1, f"{POLICY}/1.yml"), "duplicate-number", f"{POLICY}/1.yml"),
        (copy(T1, f"{POLICY}/09.yml"), "file-name", f"{POLICY}/09.yml"),
        (task("01", 'number: "1"', 'number: "4"'), "file-name", T1),
        (task("04", 'number: "4"', 'number: "1"'), "file-name", T4),
        (task("01", "[县财政局, 各镇]", "[县财局, 各镇]"), "unknown-unit", T1),
        (task("01", "[县财政局, 各镇]", "[各镇, 各镇]"), "unit-twice", T1),
        (task("01", "[县财政局, 各镇]", "[县水利局, 各镇]"), "unit-in-both-roles", T1),
        (task("04", "responsible_units: [县委办, 各镇]\n", ""), "no-unit", T4),
        (task("01", "section: 一（一）", "section: 一（二）"), "unknown-section", T1),
        (policy("- key: 二（一）", "- key: 五（一）"), "outline", f"{POLICY}/policy.yml"),
        (policy("quote: 改造and维修", "quote: 改造or维修"), "stale-erratum", f"{POLICY}/policy.yml"),
        (task("01", "quote: 2023年底前", "quote: 2024年底前"), "quote-not-in-text", T1),
        (task("01", "quote: 新建水厂2座", "quote: 水厂"), "quote-not-in-text", T1),
        (task("01", "新建水厂2座，", "新建大水厂2座，"), "document-proof", T1),
        (task("03", "baseline: 上年", "baseline: 前年"), "words-not-in-text", T3),
        (task("02", "period: 提升期", "period: 过渡期"), "period", T2),
    ],
)
def test_one_mistake_is_one_error(
    small_files: Files, mistake: Callable[[Files], None], check: str, file: str
) -> None:
    mistake(small_files)
    assert told(small_files) == [(check, file)]


@pytest.mark.parametrize("folder", PROJECTS, ids=lambda folder: folder.name)
def test_a_file_that_does_not_load_is_one_error(folder: Path) -> None:
    """Whichever it is; where a policy's own file is the one, nothing of that policy is looked at."""
    sound = read(folder)
    assert not errors(sound)
    for name in sound:
        spoilt = b"a: [" if name.endswith(".yml") else b"\xff\xfe"
        assert [file for _, file in told({**sound, name: spoilt})] == [name]


def test_the_proof_is_not_said_to_fail_where_it_was_not_made(small_files: Files) -> None:
    small_files[T1] = b"a: ["
    report = checks.run(load(small_files))
    assert "清发〔2023〕5号：5 项任务，改好上面的错误以后再与原件核对" in text(report)
    assert not report.figures[0].proven


def test_the_proof_says_so_where_it_fails(small_files: Files) -> None:
    task("01", "新建水厂2座，", "新建大水厂2座，")(small_files)
    report = checks.run(load(small_files))
    assert "清发〔2023〕5号：6 项任务与原件不符" in text(report)


def test_other_mistakes_stay(small_files: Files) -> None:
    """Only what is in the same place follows: the same record, file or policy."""
    both(
        task("01", "quote: 2023年底前", "quote: 2024年底前"),
        task("01", "at_least: 95", "at_least: 96"),
        task("03", "equals: 4", "equals: 5"),
        units("kind: party", "kind: 党委部门"),
    )(small_files)
    assert told(small_files) == [
        ("quote-not-in-text", T1),
        ("contradicts-quote", T1),
        ("contradicts-quote", T3),
        ("unknown-kind", "units.yml"),
    ]


def test_a_draft_keeps_back_nothing(small_files: Files) -> None:
    """What is unsettled does not stop a build, so what follows from it must be seen too."""
    both(
        policy("outline:", "draft: true\noutline:"),
        task("01", "[县财政局, 各镇]", "[各镇, 各镇]"),
    )(small_files)
    unsettled = {
        problem.check for problem in checks.run(load(small_files)).problems if problem.severity == "unsettled"
    }
    assert unsettled == {"unit-twice", "document-proof"}


def test_every_named_check_is_there() -> None:
    """The table of consequences names checks that exist."""
    known = {check.name for check in checks.ALL}
    for rule in checks.consequences.FOLLOWS:
        assert rule.checks | rule.of <= known


def test_without_its_source_a_policy_is_told_to_have_none(small_files: Files) -> None:
    del small_files[SOURCE]
    assert [check for check, _ in told(small_files)] == ["no-source"]
