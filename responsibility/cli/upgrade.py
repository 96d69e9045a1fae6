"""``upgrade``: older data brought to the format of this tool."""

from __future__ import annotations

import click

from responsibility.build.project import Project
from responsibility.build.upgrade import upgrade as upgrade_project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project


@click.command(cls=Chinese)
@with_project
@help_option
def upgrade(project: Project) -> None:
    """把旧的项目改成这个工具的格式，说明改了什么；已经是的，什么也不改。

    \b
    例：zeren upgrade
    """
    steps = upgrade_project(project)
    click.echo("\n".join(steps) or "已经是现在的格式，没有要改的。")
