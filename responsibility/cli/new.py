"""``new``: an empty policy, from a few questions."""

from __future__ import annotations

import click

from responsibility.build.drafts import new_policy
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project_to_fill


@click.command("new", cls=Chinese)
@click.option(
    "--policy", prompt="数据文件夹的短名（如 shuifa-2022-3）", metavar="短名", help="小写字母、数字、连字符。"
)
@click.option("--number", prompt="发文字号（如 水发〔2022〕3号）", metavar="文号", help="发文字号。")
@click.option("--title", prompt="标题", metavar="标题", help="文件的标题。")
@click.option("--issuer", prompt="印发机关", metavar="单位", help="印发机关。")
@click.option("--issued", prompt="成文日期（如 2022-03-01）", metavar="日期", help="成文日期。")
@with_project_to_fill
@help_option
def new(policy: str, number: str, title: str, issuer: str, issued: str, project: Project) -> None:
    """问几个问题，建一份还没有任务的新文件。

    \b
    例：zeren new
    """
    facts = {"number": number, "issuers": [issuer], "issued": issued, "title": title}
    folder = new_policy(policy, project, facts)
    click.echo(f"已写入 {folder}；接着写 {folder / '01.yml'}，编辑器会提示每一项怎么填")
