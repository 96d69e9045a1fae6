"""``schema``: the JSON Schemas that editors and programs read, written anew."""

from __future__ import annotations

import click

from responsibility.build.files import write_whole
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import call, exit_with_error, with_project
from responsibility.outputs.schemas import schemas


@click.command(cls=Chinese)
@with_project
@click.option("--check", "only_check", is_flag=True, help="只检查是否过时，不写文件。")
@help_option
def schema(project: Project, only_check: bool) -> None:
    """由记录的定义重新生成项目里 schema/ 的 JSON Schema：编辑器照它提示怎么填。

    \b
    例：zeren schema
    """
    stale = []
    for name, text in schemas().items():
        path = project.root / "schema" / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not only_check:
                path.parent.mkdir(exist_ok=True)
                write_whole(path, text.encode())
    if only_check and stale:
        exit_with_error(f"过时：{'、'.join(stale)}；请运行 {call('schema')}")
    click.echo("、".join(stale) or "都是最新的")
