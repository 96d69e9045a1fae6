"""One ledger over all documents: each line says its document, and commands tell of one document or of a year's."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import build

from .conftest import POLICY, SMALL, read, write
from .support.policies import reissued

LATER, UNDATED = "qinghe-2024-6", "qinghe-list"


@pytest.fixture(scope="module")
def tasks(tmp_path_factory: pytest.TempPathFactory) -> str:
    files = reissued(read(SMALL), LATER, number="清发〔2024〕6号", years=1)
    return str(write(reissued(files, UNDATED, dated=False), tmp_path_factory.mktemp("chosen") / "tasks"))


def run(*arguments: str) -> Result:
    return CliRunner().invoke(build.main, arguments)


def test_a_unit_on_the_terminal_says_of_which_document_each_task_is(tasks: str) -> None:
    lines = run("show", "县水利局", "--tasks", tasks, "--width", "120").output.splitlines()
    shown = [line for line in lines if "任务  保障农村供水" in line]
    assert [line.partition("　")[2] for line in shown] == [
        "清发〔2023〕5号",
        "清发〔2024〕6号",
        "《清河县供水和教育工作方案》",
    ]
    assert f"任务原文用 show 加序号查看，如 show {POLICY}/1。" in lines
    assert lines[-1].endswith("（责任分工未列该单位）　《清河县供水和教育工作方案》")
    alone = run("show", "县水利局", "--tasks", str(SMALL)).output
    assert "清发〔2023〕5号" not in alone.partition("★ 牵头\n")[2]


def test_a_unit_is_shown_by_the_documents_of_a_year(tasks: str) -> None:
    shown = run("show", "县水利局", "--year", "2024", "--tasks", tasks).output
    assert "★ 牵头 2 项" in shown
    assert "2024年底前" in shown
    assert "2023年底前" not in shown


@pytest.mark.parametrize(
    ("options", "number"),
    [((), "全部文件"), (("--year", "2024"), "清发〔2024〕6号"), (("--policy", POLICY), "清发〔2023〕5号")],
)
def test_what_is_exported_is_of_the_chosen_documents(
    tasks: str, tmp_path: Path, options: tuple[str, ...], number: str
) -> None:
    done = run("export", "csv", *options, "-o", str(tmp_path / "out"), "--tasks", tasks)
    assert done.exit_code == 0, done.output
    table = (tmp_path / "out" / f"{number}任务.csv").read_text(encoding="utf-8-sig")
    documents = {line.split(",")[0] for line in table.splitlines()[1:] if line.startswith(("清发", "《"))}
    assert documents == (
        {"清发〔2023〕5号", "清发〔2024〕6号", "《清河县供水和教育工作方案》"} if not options else {number}
    )


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--year", "2020"), "没有 2020 年印发的文件；有：2023、2024"),
        (("--policy", "nix"), f"没有“nix”这份文件；有：{POLICY}、{LATER}、{UNDATED}"),
        (("--policy", UNDATED, "--year", "2023"), "没有 2023 年印发的文件；有：没有写成文日期的"),
    ],
)
def test_documents_that_are_not_there_are_said(
    tasks: str, tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    done = run("export", "ics", *options, "-o", str(tmp_path), "--tasks", tasks)
    assert done.exit_code == 1
    assert says in done.output + str(done.exception)
