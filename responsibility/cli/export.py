"""``export``: the data for other programs and for the office, a command a format."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

import click

from responsibility.build.compile import Chosen, compile_project
from responsibility.build.files import write_whole
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, ChineseGroup, help_option
from responsibility.cli.common import (
    documents_options,
    exit_with_error,
    later_words,
    output_folder,
    with_project,
)
from responsibility.cli.steps import watched
from responsibility.outputs.downloads import Downloads
from responsibility.outputs.json_data import export as as_json
from responsibility.outputs.registry import FORMATS
from responsibility.views import SiteView

ALL = "all"


class _Formats(ChineseGroup):
    """A group with a command for each format of the registry, and one for all of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands defined below, then the formats."""
        return [*super().list_commands(ctx), *FORMATS, ALL]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, made from the format's row."""
        if cmd_name == ALL:
            titles = "、".join(format_.title for format_ in FORMATS.values())
            return _command(ALL, FORMATS, f"导出以上全部：{titles}。", "导出")
        if cmd_name in FORMATS:
            row = FORMATS[cmd_name]
            return _command(cmd_name, (cmd_name,), f"导出 {row.title}：{row.purpose}。", row.example)
        return super().get_command(ctx, cmd_name)


_DAY = click.Option(
    ["--day"],
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="报送日期",
    help="把这个报送日期（如 2022-06-30）写进各单位的台账；不写则由单位填。",
)
_BULLETIN = click.Option(
    ["--bulletin"],
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="报送日期",
    help="只写督查部门在这个报送日期（如 2022-06-30）以后发的督查通报和催办函，只算到那天为止的进展和决定。",
)


def _command(name: str, formats: Collection[str], what: str, example: str) -> click.Command:
    """``export NAME -o FOLDER``, which writes the downloads of ``formats``."""

    @click.command(name, cls=Chinese, help=f"{what}\n\n\b\n例：zeren export {name} -o {example}")
    @with_project
    @documents_options
    @output_folder
    @help_option
    def run(
        project: Project,
        policy: str | None,
        year: int | None,
        output: Path | None,
        day: datetime.datetime | None = None,
        bulletin: datetime.datetime | None = None,
    ) -> None:
        folder = output or project.exports
        as_of = bulletin.date() if bulletin else None
        view = compile_project(project, as_of=as_of, chosen=Chosen(policy, year)).view
        if as_of:
            _reported_for(as_of, view)
        view = replace(view, reporting_day=day.date() if day else None)
        with watched("导出") as advance:
            files = Downloads(view, formats, papers_alone=as_of is not None, exported=True).by_name(advance)
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
        click.echo(f"已写入 {folder}：{len(files)} 个文件")
        for words in _told_of_an_earlier_day(as_of, view) if as_of else ():
            click.echo(words)
        if as_of and (later := later_words((policy.record for policy in view.current), as_of)):
            click.echo(later)

    command: click.Command = run
    if any(FORMATS[key].filled_in for key in formats):
        command.params.insert(-1, _DAY)  # before --help
    if any(FORMATS[key].has_papers for key in formats) and name != ALL:
        command.params.insert(-1, _BULLETIN)
    return command


def _reported_for(day: datetime.date, site: SiteView) -> None:
    """End the command where no unit has reported for ``day``, with the days for which units did."""
    days = sorted({each for policy in site.current for each in policy.record.reporting_days})
    if not days:
        exit_with_error("还没有单位报送过进展：先用 zeren collect 收回填好的台账")
    if day not in days:
        exit_with_error(f"{day} 不是报送日期：有进展的报送日期是 {'、'.join(map(str, days))}")


def _told_of_an_earlier_day(day: datetime.date, site: SiteView) -> Iterator[str]:
    """Which bulletins are about reports of an earlier day, since nothing of their policies was reported for ``day``."""
    for policy in site.current:
        facts, days = policy.record.metadata, policy.progress.days if policy.progress else ()
        if facts.in_force and days and days[-1] != day:
            yield f"《{facts.title}》没有 {day} 报送的进展：它的督查通报写的是 {days[-1]} 报送的"


@click.group(cls=_Formats)
@help_option
def export() -> None:
    """导出数据，供别的程序或办公软件使用。

    \b
    例：zeren export json -o 责任.json
    """


@export.command("json", cls=Chinese)
@with_project
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="写到这个文件；不写则输出到屏幕。",
)
@help_option
def export_json(project: Project, output: Path | None) -> None:
    """导出全部数据为 JSON（格式见 schema/responsibility.schema.json）。

    \b
    例：zeren export json -o responsibility.json
    """
    text = as_json(compile_project(project).view).encode()
    if output:
        write_whole(output, text)
    else:
        click.echo(text, nl=False)
