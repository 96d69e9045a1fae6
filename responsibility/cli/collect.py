"""``collect``: what units report, read from the ledgers that they send back."""

from __future__ import annotations

import datetime
import shutil
from contextlib import nullcontext
from pathlib import Path

import click

from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import call, exit_with_error, later_words, loading, with_project
from responsibility.cli.steps import after_writing, watched
from responsibility.data.loader import Data
from responsibility.progress.standing import last_day


@click.command(cls=Chinese)
@click.argument(
    "files", metavar="台账…", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="报送日期，如 2022-06-30；不写则照台账上写的。",
)
@click.option("--dry-run", "dry", is_flag=True, help="只说收到什么、有什么问题，什么也不写。")
@click.option(
    "--contacts",
    is_flag=True,
    help="责任领导、责任人、联系电话留在本机的 private/contacts/（git 不收，网站上没有）；不写则不留。",
)
@with_project
@help_option
def collect(
    files: tuple[Path, ...], day: datetime.datetime | None, dry: bool, contacts: bool, project: Project
) -> None:
    """收回各单位填好的台账，写入 tasks/短名/progress/报送日期/单位.yml。

    可以给文件、文件夹、压缩包；.xlsx 直接读，.xls .et .ods 装有 LibreOffice 时也读。改名、排序、筛选、隐藏、
    插行、多出的工作表都不要紧。没有读入的逐条说明在哪个文件、哪一格，其余照收。督查部门在汇总台账里填的销号、
    延期、调整也收，写入 decisions.yml。同样的文件再收一次，什么也不改。要么全写，要么不写。

    \b
    例：zeren collect 各单位台账/ --dry-run
        zeren collect 6月报送.zip --day 2022-06-30
    """
    with loading():
        from responsibility.edit.collected_told import as_text
        from responsibility.edit.collecting import collect as collect_in

    with watched("收台账") as advance:
        collection = collect_in(project, files, day.date() if day else None, dry, contacts, advance)
    width = max(60, min(120, shutil.get_terminal_size().columns))
    written = not dry and (collection.change or collection.contacts)
    with after_writing() if written else nullcontext():
        click.echo(as_text(collection, width, dry))
        if collection.data and collection.change and not dry:
            _next_steps(collection.data)
    if not collection.files:
        exit_with_error("没有一份读得出来的台账")


def _next_steps(data: Data) -> None:
    """Say what to run next, and which decisions do not count unless it is run for a later day."""
    last = last_day(data.policies)
    if last is None or not any(policy.reporting_days for policy in data.policies):
        return
    click.echo(f"接着发布：{call('site')}；写督查通报和催办函：{call(f'export docx --bulletin {last}')}")
    if later := later_words(data.policies, last, "site"):
        click.echo(later)
