"""``schema``: the JSON Schemas that editors and programs read, written anew."""

from __future__ import annotations

import click

from responsibility.build.project import Project
from responsibility.build.schemas import refresh_schemas, stale_schemas
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import call, exit_with_error, with_project


@click.command(cls=Chinese)
@with_project
@click.option("--check", "only_check", is_flag=True, help="只检查是否过时，不写文件。")
@help_option
def schema(project: Project, only_check: bool) -> None:
    """更新项目里 schema/ 的 JSON Schema：编辑器照它提示每一项怎么填。

    \b
    例：zeren schema
    """
    stale = list(stale_schemas(project)) if only_check else refresh_schemas(project)
    if only_check and stale:
        exit_with_error(f"过时：{'、'.join(stale)}；请运行 {call('schema')}")
    click.echo("、".join(stale) or "都是最新的")
