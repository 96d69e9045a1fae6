"""``renumber``: room for a task among the numbered ones, or one taken out."""

from __future__ import annotations

from contextlib import nullcontext

import click

from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import with_project
from responsibility.cli.steps import after_writing, watched
from responsibility.revising.renumber import RenumberError


@click.command(cls=Chinese)
@click.argument("policy", metavar="[文件]", required=False)
@click.option("--insert", "inserted", metavar="序号", help="在这个序号空出一项，这一项和以后的各加一。")
@click.option("--remove", "removed", metavar="序号", help="删去这一项，以后的各减一。")
@click.option("--dry-run", "dry", is_flag=True, help="只说会改什么，什么也不写。")
@with_project
@help_option
def renumber(
    policy: str | None, inserted: str | None, removed: str | None, dry: bool, project: Project
) -> None:
    """在任务中间空出一项，或删去一项，以后的任务依次改号，文件随着改名。

    改号的任务没有固定短名的，写入原来的序号作短名，网址、日历、台账、进展都还是原来那一项的；policy.yml
    里的例外、疑似笔误、待核跟着改。source.txt 和各项的原文是文件自己的，不改。要么全改，要么不改；用不用 git 都行。

    \b
    例：zeren renumber --insert 13 --dry-run
        zeren renumber shuifa-2022-3 --remove s2
    """
    from responsibility.edit.renumbering import renumber as renumber_in

    if (inserted is None) == (removed is None):
        raise RenumberError("--insert 序号 和 --remove 序号，写一个")
    at = inserted or removed or ""
    with watched("改号") as advance:
        summary = renumber_in(project, policy, "insert" if inserted else "remove", at, dry, advance)
    with nullcontext() if dry else after_writing():
        click.echo(summary)
