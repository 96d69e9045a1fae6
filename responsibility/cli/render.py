"""``render``: the tree that MkDocs builds, without building it."""

from __future__ import annotations

import click

from responsibility.build.compile import compile_project
from responsibility.build.locks import build_lock
from responsibility.build.pages import render_all
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project


@click.command(cls=Chinese)
@with_project
@help_option
def render(project: Project) -> None:
    """只生成页面（out/docs）和配置（out/mkdocs.yml），不构建网站。

    \b
    例：zeren render && mkdocs build -f out/mkdocs.yml
    """
    with build_lock(project):
        render_all(project, compile_project(project, with_revisions=True))
    click.echo(f"已生成到 {project.docs}")
