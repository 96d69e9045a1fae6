"""``show``: a unit or a task on the terminal."""

from __future__ import annotations

import shutil

import click

from responsibility.build.compile import compile_project
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import exit_with_error, with_project
from responsibility.language.similarity import near_names
from responsibility.outputs.terminal import show as show_text


@click.command(cls=Chinese)
@click.argument("what", metavar="单位或任务")
@with_project
@click.option("--policy", metavar="文件", help="只看这一份文件（文件夹名）。")
@click.option("--width", type=click.IntRange(40), help="按这个宽度（半角字符数）排版，默认随终端。")
@help_option
def show(what: str, project: Project, policy: str | None, width: int | None) -> None:
    """在终端里看一个单位或一项任务。

    \b
    例：zeren show 区水务局
        zeren show 32
        zeren show s1
    """
    view = compile_project(project).view
    known = [policy_view.id for policy_view in view.policies]
    if policy and policy not in known:
        exit_with_error(f"没有“{policy}”这份文件；有：{'、'.join(known)}")
    text = show_text(view, what, policy, width or _terminal_width())
    if text is None:
        near = near_names(
            what, (name for unit in view.units for name in (unit.unit.name, *unit.unit.aliases))
        )
        hint = f"相近的有：{'、'.join(near)}" if near else "单位用文件里的名称，任务用序号（如 32、s1）"
        exit_with_error(f"没有“{what}”这个单位或任务；{hint}")
    click.echo(text)


def _terminal_width() -> int:
    return max(40, min(120, shutil.get_terminal_size().columns))
