"""``check``: all problems of the data at once."""

from __future__ import annotations

import sys

import click

from responsibility.build.checking import check_project
from responsibility.build.paths import prefix
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project
from responsibility.outputs import report as reports

_WRITERS = {"json": reports.json_text, "github": reports.github}


@click.command(cls=Chinese)
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
@help_option
def check(project: Project, form: str, strict: bool, gaps: bool) -> None:
    """检查数据，一次列出全部问题。

    逐字核对数据与原件，检查单位、时限、指标；先列草稿里待核的，最后列错误；有错误时退出码为 1。

    \b
    例：zeren check --strict
    """
    _, report = check_project(project)
    folder = prefix(project.tasks)
    if form == "text":
        click.echo(reports.text(report, folder, gaps))
    else:  # programs read UTF-8, whatever the encoding of the console is
        click.echo(_WRITERS[form](report, folder).encode())
    sys.exit(1 if report.stops(strict) else 0)
