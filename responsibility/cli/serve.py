"""``serve``: a live preview."""

from __future__ import annotations

import click

from responsibility.build.project import Project
from responsibility.build.serve import serve as run
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import coloured, with_project
from responsibility.cli.steps import watched


@click.command(cls=Chinese)
@with_project
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    metavar="端口",
    help="端口，1 到 65535，默认 8000。",
)
@help_option
def serve(project: Project, port: int) -> None:
    """边改边看：改了数据、模板或样式，浏览器里随即更新。

    \b
    例：zeren serve     然后打开 http://127.0.0.1:8000
    """
    run(project, port, lambda text: click.echo(coloured(text)), watched)
