"""``check``: all problems of the data at once."""

from __future__ import annotations

import sys
from dataclasses import replace

import click

from responsibility.build.checking import check_project
from responsibility.build.paths import prefix
from responsibility.build.project import Project
from responsibility.cli.checks import checks_named, explained, names_beginning
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import coloured, with_project
from responsibility.cli.steps import watched
from responsibility.outputs import report as reports

_WRITERS = {"json": reports.json_text, "github": reports.github}


@click.command(cls=Chinese)
@click.argument("name", metavar="[检查项]", required=False, shell_complete=names_beginning)
@with_project
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", *_WRITERS]),
    default="text",
    help="text 给人看，json 给程序，github 给代码托管平台作批注。",
)
@click.option("--strict", is_flag=True, help="有警告、有待核的也算不通过。")
@click.option("--gaps", is_flag=True, help="逐条列出文件待明确的事项；不写只说有几处。")
@click.option("--explain", is_flag=True, help="不检查，只说明检查项：保证什么、怎样改，举一个通不过的例子。")
@help_option
def check(name: str | None, project: Project, form: str, strict: bool, gaps: bool, explain: bool) -> None:
    """检查数据，一次列出全部问题。

    逐字核对数据与原件，检查单位、时限、指标；先列草稿里待核的，最后列错误；有错误时退出码为 1。
    写了检查项的名称，只列这一项的问题。

    \b
    例：zeren check --strict
        zeren check clause-units --explain
    """
    if explain:
        click.echo(explained(name))
        return
    wanted = {each.name for each in checks_named(name)}
    with watched("检查") as advance:
        _, report = check_project(project, advance)
    if name:
        own = tuple(problem for problem in report.problems if problem.check in wanted)
        report, gaps = replace(report, problems=own), True
    folder = prefix(project.tasks)
    if form == "text":
        click.echo(coloured(reports.text(report, folder, gaps)))
    else:  # programs read UTF-8, whatever the encoding of the console is
        click.echo(_WRITERS[form](report, folder).encode())
    sys.exit(1 if report.stops(strict) else 0)
