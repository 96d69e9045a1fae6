"""``show``: a unit or a task on the terminal."""

from __future__ import annotations

import datetime
import shutil

import click

from responsibility.build.checking import check_project
from responsibility.build.compile import Chosen, compile_project
from responsibility.build.project import Project, find_project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import as_of_option, documents_options, exit_with_error, with_project
from responsibility.errors import ResponsibilityError
from responsibility.language.name_search import not_clear
from responsibility.outputs.terminal import show as show_text
from responsibility.views import SiteView


def units_beginning(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """The units of the working folder's project that a shell offers to complete ``begun`` with."""
    try:
        units = check_project(find_project())[0].units
    except ResponsibilityError:
        return []
    return [unit.name for unit in units if unit.name.startswith(begun)]


@click.command(cls=Chinese)
@click.argument("what", metavar="单位或任务", shell_complete=units_beginning)
@with_project
@documents_options
@click.option(
    "--width",
    type=click.IntRange(40),
    metavar="宽度",
    help="按这个宽度（半角字符数，40 以上）排版，默认随终端。",
)
@as_of_option
@help_option
def show(
    what: str,
    project: Project,
    policy: str | None,
    year: int | None,
    width: int | None,
    as_of: datetime.datetime | None,
) -> None:
    """在终端里看一个单位或一项任务。

    \b
    例：zeren show 区水务局
        zeren show swj
        zeren show 32
        zeren show s1
    """
    day = as_of.date() if as_of else None
    view = compile_project(project, as_of=day, chosen=Chosen(year=year)).view
    known = [policy_view.id for policy_view in view.policies]
    if policy and policy not in known:
        exit_with_error(f"没有“{policy}”这份文件；有：{'、'.join(known)}")
    width = width or _terminal_width()
    text = show_text(view, what, policy, width) or show_text(view, _unit_meant(view, what), policy, width)
    click.echo(text)


def _unit_meant(view: SiteView, what: str) -> str:
    """The name of the one unit that is meant by ``what``; ends the command where that is not sure."""
    units, sure = view.units_meant(what)
    if len(units) != 1 or not sure:
        hint = "" if units else "；单位写名称或拼音，任务写序号（如 32、s1）"
        exit_with_error(not_clear(what, [each.unit.name for each in units], sure, "单位或任务") + hint)
    return units[0].unit.name


def _terminal_width() -> int:
    return max(40, min(120, shutil.get_terminal_size().columns))
