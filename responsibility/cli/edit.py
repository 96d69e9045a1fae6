"""``edit``: review and editing in the browser."""

from __future__ import annotations

import webbrowser

import click

from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project


@click.command(cls=Chinese)
@click.argument("policy", metavar="[短名]", required=False)
@with_project
@click.option("--port", type=click.IntRange(1, 65535), metavar="端口", help="端口，默认任选一个空的。")
@click.option("--no-browser", is_flag=True, help="只给出地址，不打开浏览器。")
@help_option
def edit(project: Project, policy: str | None, port: int | None, no_browser: bool) -> None:
    """在浏览器里核对草稿、修改数据。

    左边是文件，右边是任务；改动只写进项目的文件，不离开这台电脑。短名是 tasks/ 里文件夹的名字，不写则先选。

    \b
    例：zeren edit shuifa-2022-3
    """
    from responsibility.edit.server import serve

    serve(project, policy, port or 0, click.echo, (lambda _: None) if no_browser else webbrowser.open)
