"""The command line as its users meet it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import build
from responsibility import __version__, checks
from responsibility.cli.help_layout import columns, wrapped

from .conftest import REAL, ROOT, SMALL, copy_project
from .support.examples import NOT_IN_THE_DATA


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build.main, arguments)


def broken(tmp_path: Path) -> Path:
    """A tasks folder with one error."""
    tasks = copy_project(tmp_path / "broken").root / "tasks"
    file = tasks / "meifa-2021-7" / "36.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("at_least: 70", "at_least: 75"), encoding="utf-8"
    )
    return tasks


def test_check_states_the_figures_of_the_proof() -> None:
    done = run("check", "--tasks", str(REAL))
    assert done.exit_code == 0
    assert (
        "58 项任务与原件逐字相同；比对 13021 字，勘误 1 处，责任分工 61 处，数字 117/117 个已归类"
        in done.output
    )
    assert done.output.rstrip().endswith("错误 0　警告 0　待明确 63（check --gaps 列出）")


def test_check_names_file_and_line(tmp_path: Path) -> None:
    done = run("check", "--tasks", str(broken(tmp_path)))
    assert done.exit_code == 1
    assert "meifa-2021-7/36.yml:24:" in done.output
    assert (
        "数值 不低于75% 与引文“行政村公共厕所覆盖率达到70%”不符：读作 不低于70% [contradicts-quote]"
        in done.output
    )


def test_severities_have_colours_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    arguments = ("check", "--tasks", str(broken(tmp_path)))
    monkeypatch.delenv("NO_COLOR", raising=False)
    shown = CliRunner().invoke(build.main, arguments, color=True).output
    assert ":24:14: \x1b[31m\x1b[1m错误\x1b[0m：数值" in shown
    assert "\x1b" not in run(*arguments).output  # into a file or a program
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in CliRunner().invoke(build.main, arguments, color=True).output


def test_check_json_and_github(tmp_path: Path) -> None:
    tasks = broken(tmp_path)
    found = json.loads(run("check", "--tasks", str(tasks), "--format", "json").output)
    assert found["counts"] == {"error": 1, "unsettled": 0, "warning": 0, "gap": 63}
    (error,) = [one for one in found["problems"] if one["severity"] == "error"]
    assert (error["check"], error["line"], error["policy"], error["task"]) == (
        "contradicts-quote",
        24,
        "meifa-2021-7",
        "36",
    )
    lines = run("check", "--tasks", str(tasks), "--format", "github").output.splitlines()
    assert sum(line.startswith("::error file=") for line in lines) == 1
    assert sum(line.startswith("::notice file=") for line in lines) == 63


def test_strict_stops_at_warnings(tmp_path: Path) -> None:
    tasks = copy_project(tmp_path / "copy").root / "tasks"
    with (tasks / "units.yml").open("a", encoding="utf-8") as file:
        file.write("  - name: 区林业局\n    id: lyj\n    kind: government\n")
    assert run("check", "--tasks", str(tasks)).exit_code == 0
    assert run("check", "--tasks", str(tasks), "--strict").exit_code == 1


@pytest.mark.parametrize("what", ["区水务局", "32", "s1", "meifa-2021-7/32"])
def test_show(what: str) -> None:
    done = run("show", what, "--tasks", str(REAL), "--width", "80")
    assert done.exit_code == 0
    assert done.output.strip()


def test_show_knows_nothing_of_others() -> None:
    done = run("show", "区林业局", "--tasks", str(REAL))
    assert done.exit_code == 1
    assert "没有“区林业局”这个单位或任务" in done.output


@pytest.mark.parametrize("what", ["水务", "海口市美兰区水务局", "shuiwuju", "SHUI wu", "shuiwj"])
def test_show_finds_the_unit_that_is_meant(what: str) -> None:
    done = run("show", what, "--tasks", str(REAL))
    assert done.exit_code == 0
    assert done.output.startswith("区水务局（政府部门）")


@pytest.mark.parametrize(
    ("what", "answer"),
    [
        ("区水物局", "没有“区水物局”这个单位或任务；相近的有：区水务局\n"),
        ("swj", "“swj”可以指几个单位，请写全：区水务局、区商务局\n"),
        ("局", "、区商务局等 15 个\n"),
    ],
)
def test_show_asks_which_unit_is_meant(what: str, answer: str) -> None:
    done = run("show", what, "--tasks", str(REAL))
    assert done.exit_code == 1
    assert done.output.endswith(answer)


def test_show_of_broken_data_shows_the_problem(tmp_path: Path) -> None:
    done = run("show", "36", "--tasks", str(broken(tmp_path)))
    assert done.exit_code == 1
    assert "contradicts-quote" in done.output


def test_export_to_screen_and_file(tmp_path: Path) -> None:
    done = run("export", "json", "--tasks", str(SMALL))
    target = tmp_path / "out.json"
    assert run("export", "json", "--tasks", str(SMALL), "-o", str(target)).exit_code == 0
    assert json.loads(done.stdout) == json.loads(target.read_text(encoding="utf-8"))
    assert json.loads(done.stdout)["schema"] == 2


def test_export_to_nowhere_fails_plainly(tmp_path: Path) -> None:
    done = run("export", "json", "--tasks", str(SMALL), "-o", str(tmp_path / "no" / "out.json"))
    assert done.exit_code == 1
    assert "Traceback" not in done.output
    assert done.output.startswith("错误：")


def test_export_all_writes_every_format(tmp_path: Path) -> None:
    done = run("export", "all", "--tasks", str(SMALL), "-o", str(tmp_path / "all"))
    written = [path for path in (tmp_path / "all").rglob("*") if path.is_file()]
    assert done.exit_code == 0
    assert f"{len(written)} 个文件" in done.output
    assert {path.suffix for path in written} >= {".xlsx", ".docx", ".csv", ".ics"}
    apart = tmp_path / "apart"
    for form in ("xlsx", "docx", "csv", "ics"):
        assert run("export", form, "--tasks", str(SMALL), "-o", str(apart)).exit_code == 0
    for path in written:
        assert (apart / path.relative_to(tmp_path / "all")).read_bytes() == path.read_bytes()


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))


@pytest.mark.parametrize("path", [(), *commands(build.main)], ids=" ".join)
def test_help_is_chinese_with_an_example(path: tuple[str, ...]) -> None:
    done = run(*path, "--help")
    assert done.exit_code == 0
    assert "用法：" in done.output
    assert "例：" in done.output
    english = set(re.findall(r"[A-Za-z]{2,}", _WRITTEN_AS_SUCH.sub("", done.output))) - NAMES
    assert not english


@pytest.mark.parametrize("path", [(), *commands(build.main)], ids=" ".join)
def test_help_fits_a_terminal_of_eighty_columns(path: tuple[str, ...]) -> None:
    """What options mean begins in one column, on which a Chinese character takes two."""
    lines = run(*path, "--help").output.splitlines()
    assert max(map(columns, lines)) <= 80
    options = lines[lines.index("选项：") + 1 :]
    behind = [re.match(r"  -.*?\S  +(?=\S)|  +(?=[^- ])", line) for line in options[: _end(options)]]
    assert len({columns(each[0]) for each in behind if each}) == 1
    assert not [line for line in lines if re.match(r" *[，。；：、？！）”]", line)]


def _end(lines: list[str]) -> int:
    return lines.index("") if "" in lines else len(lines)


def test_words_of_a_help_are_broken_where_they_may_be() -> None:
    assert wrapped("按这一天（如 2022-01-01）标出", 12) == ["按这一天（如", "2022-01-01）", "标出"]
    assert wrapped("写入 policy.yml。", 9) == ["写入", "policy.yml。"]
    assert wrapped("", 9) == [""]


_WRITTEN_AS_SUCH = re.compile(
    r"""
    (?m:^.*(?:python\ build\.py|zeren)\ .*$)     # commands to be typed
    | (?m:^\ \ [a-z]+\ \ +)                     # the names of commands, in their list
    | -{1,2}[a-z][a-z-]*                         # options
    | \[[a-z]+(?:\|[a-z]+)+\]                     # what an option may be
    | [A-Za-z0-9_./-]+\.[a-z]{2,4}\b | \.[a-z]{2,4}\b  # files and their endings
    | [a-z]+/[a-z_]* | meifa-2021-7              # folders
    | draft:\ true
    """,
    re.VERBOSE,
)
"""What a help quotes as it is typed or as files have it."""
NAMES = {"git", "Excel", "Word", "CSV", "JSON", "Schema", "HEAD", "LibreOffice", "SHA", "Markdown"}
NAMES |= {"text", "json", "github", "markdown", "html"}
"""Programs and formats, and the values that the help of an option explains."""


def test_a_new_policy_makes_its_folder(tmp_path: Path) -> None:
    facts = (
        "--number",
        "水发〔2022〕3号",
        "--title",
        "供水方案",
        "--issuer",
        "某县",
        "--issued",
        "2022-03-01",
    )
    tasks = tmp_path / "new" / "tasks"
    done = run("new", "--tasks", str(tasks), "--policy", "shuifa-2022-3", *facts)
    assert done.exit_code == 0, done.output
    assert (tasks / "shuifa-2022-3" / "policy.yml").is_file()
    assert run("check", "--tasks", str(tmp_path / "typo")).exit_code == 2  # others look for what is there


def test_a_value_out_of_range_is_said_with_the_range() -> None:
    assert "--port 要写 1 到 65535 的整数" in run("serve", "--port", "70000").output
    assert "--width 要写 40 以上的整数" in run("show", "32", "--width", "3").output


@pytest.mark.parametrize(
    "path",
    [path for path in commands(build.main) if path not in {("export",), ("init",), ("checks",), ("portal",)}],
)
def test_every_command_takes_tasks(path: tuple[str, ...]) -> None:
    assert "--tasks" in run(*path, "--help").output


def test_missing_folder_is_said_plainly() -> None:
    done = run("check", "--tasks", "/nonexistent")
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_empty_folder(tmp_path: Path) -> None:
    done = run("check", "--tasks", str(tmp_path))
    assert done.exit_code == 1
    assert "units.yml" in done.output


@pytest.mark.parametrize("name", [check.name for check in checks.ALL])
def test_a_check_is_explained(name: str) -> None:
    done = run("check", name, "--explain")
    assert done.exit_code == 0
    assert done.output.startswith(name)
    assert "保证：" in done.output
    assert "改法：" in done.output
    assert ("报出：" in done.output) == (name not in NOT_IN_THE_DATA)
    assert run("checks", name).output == done.output


def test_an_explanation_shows_a_record_that_fails() -> None:
    assert run("check", "contradicts-quote", "--explain").output.endswith(
        "  例：tasks/qinghe-2023-5/01.yml 里写着\n"
        "      - indicator: 供水普及率\n"
        "        quote: 供水普及率达到95%以上\n"
        '        values: [{at_least: 96, unit: "%"}]\n'
        "    报出：数值 不低于96% 与引文“供水普及率达到95%以上”不符：读作 不低于95%\n"
    )


def test_one_check_alone(tmp_path: Path) -> None:
    tasks = broken(tmp_path)
    lines = run("check", "contradicts-quote", "--tasks", str(tasks)).output
    assert "[contradicts-quote]" in lines
    assert "错误 1　警告 0　待明确 0\n" in lines
    sound = run("check", "unknown-unit", "--tasks", str(tasks))
    assert sound.exit_code == 0
    assert "[" not in sound.output


def test_an_unknown_check_is_said_with_a_near_one() -> None:
    for arguments in (
        ("checks", "clause-unit"),
        ("check", "clause-unit", "--explain"),
        ("check", "clause-unit"),
    ):
        done = run(*arguments)
        assert done.exit_code == 1
        assert "是不是“clause-units”" in done.output


def test_the_page_of_the_checks_is_current(request: pytest.FixtureRequest) -> None:
    path = ROOT / "docs" / "checks.md"
    text = run("checks", "--markdown").output
    if request.config.getoption("--bless"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, "运行 python build.py checks --markdown > docs/checks.md"


def test_an_unforeseen_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With ``--debug`` it is a traceback."""

    def fail(*_: object) -> None:
        raise RuntimeError("不应发生")

    monkeypatch.setattr("responsibility.cli.check.check_project", fail)
    monkeypatch.setenv("ZEREN_DEBUG", "")
    done = run("check", "--tasks", str(SMALL))
    assert done.exit_code == 1
    (line,) = done.output.splitlines()
    assert line.startswith("错误：意外的错误（RuntimeError：不应发生）")
    assert "--debug check" in line
    assert isinstance(run("--debug", "check", "--tasks", str(SMALL)).exception, RuntimeError)


def test_version() -> None:
    assert run("--version").output == f"{__version__}\n"


def test_commands_load_when_they_are_called() -> None:
    """``check`` loads nothing of pages, office files or MkDocs; the bare command line nothing of the data."""
    code = "import sys; from responsibility.cli import main; {}; print(*sys.modules)"
    for statement, absent in (
        ("None", {"pydantic", "yaml", "networkx", "jinja2"}),
        ("main.get_command(None, 'check')", {"jinja2", "docx", "xlsxwriter", "mkdocs", "watchdog", "lxml"}),
    ):
        command = [sys.executable, "-c", code.format(statement)]
        done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
        assert not absent & set(done.stdout.split())


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("zeren ser", {"serve"}),
        ("zeren check --str", {"--strict"}),
        ("zeren check clause-u", {"clause-units"}),
        ("zeren show 区水", {"区水务局"}),
    ],
)
def test_a_shell_completes(typed: str, offered: set[str]) -> None:
    words = typed.split(" ")
    done = subprocess.run(
        [sys.executable, "-c", "from responsibility.cli import main; main(prog_name='zeren')"],
        cwd=ROOT,
        env={
            **os.environ,
            "_ZEREN_COMPLETE": "bash_complete",
            "COMP_WORDS": typed,
            "COMP_CWORD": str(len(words) - 1),
        },
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert {line.removeprefix("plain,") for line in done.stdout.splitlines()} == offered, done.stderr
