"""``diff``: two editions, or two reporting days, compared."""

from __future__ import annotations

import sys

import click

from responsibility.build.comparison import compared, progress_compared
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project
from responsibility.cli.steps import watched


@click.command(cls=Chinese, error_status=2)
@click.argument("old", metavar="旧版")
@click.argument("new", metavar="[新版]", required=False)
@with_project
@click.option("--progress", is_flag=True, help="对照两个报送日期的进展，不对照版本。")
@click.option("--policy", metavar="文件", help="只看这一份文件（文件夹名）。")
@click.option("--unit", metavar="单位", help="只看这个单位的得失。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    help="text 给人看，markdown 贴到合并请求里，json 给程序，html 为一个网页（--progress 没有）。",
)
@help_option
def diff(
    old: str,
    new: str | None,
    project: Project,
    progress: bool,
    policy: str | None,
    unit: str | None,
    form: str,
) -> None:
    """对照两个版本：改了什么，哪个单位多了少了什么。

    任务按内容对应，序号变了、换了说法都认得；单位换了写法只说名称变了，不算得失。
    版本可以是 git 版本（HEAD~1、标签）或文件夹；新版不写就是现在的数据。相同时退出码为 0，不同为 1，出错为 2。

    加 --progress 的，旧版、新版写两个报送日期：这段时间各项的状态、灯、实际值变了什么，有哪些新的问题和决定，谁新报、谁没有再报。
    新的一天不写就是最后一个报送日期。

    \b
    例：zeren diff HEAD~1
        zeren diff v2021 --unit 区水务局
        zeren diff --progress 2022-03-31 2022-06-30
    """
    compare = progress_compared if progress else compared
    with watched("对照") as advance:
        different, text = compare(old, new, project, policy, unit, form, advance)
    # Programs read UTF-8, whatever the encoding of the console is.
    click.echo(text if form == "text" else text.encode(), nl=False)
    sys.exit(1 if different else 0)
