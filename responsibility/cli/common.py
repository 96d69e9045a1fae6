"""What the commands share: options, the one way to fail."""

from __future__ import annotations

import datetime
import functools
import os
import re
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from responsibility.build.interrupts import held_back
from responsibility.build.project import find_project

if TYPE_CHECKING:
    from responsibility.model import Policy

NAME = "zeren"
"""The name of the command line where it is installed."""


def with_project(command: Callable[..., Any], *, makes_tasks: bool = False) -> Callable[..., Any]:
    """Give a command ``--project DIR`` and ``--tasks DIR``; it is called with the ``project`` that they mean.

    Without them that is the project of the working folder; see
    :func:`responsibility.build.project.find_project`. A change of the data that was cut off is brought to
    its end first. A command that ``makes_tasks`` makes the tasks folder where there is none yet; the others
    refuse to go on without it.
    """

    @click.option(
        "--project",
        "project_folder",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="文件夹",
        help="项目的文件夹；不写则从当前文件夹往上找。",
    )
    @click.option(
        "--tasks",
        type=click.Path(exists=not makes_tasks, file_okay=False, path_type=Path),
        metavar="文件夹",
        help="数据所在的文件夹，默认是项目里的 tasks/；只写这一项时，它的上一级就是项目。",
    )
    @functools.wraps(command)
    def run(project_folder: Path | None, tasks: Path | None, **more: Any) -> Any:
        project = find_project(project_folder, tasks)
        if project.pending_step.exists():
            from responsibility.edit.store import recover

            click.echo(recover(project), err=True)
        return command(project=project, **more)

    return run


def with_project_to_fill(command: Callable[..., Any]) -> Callable[..., Any]:
    """As :func:`with_project`, for a command that makes the tasks folder where there is none yet."""
    return with_project(command, makes_tasks=True)


def as_of_option(command: Any) -> Any:
    """``--as-of DAY``: the day for which 已过期 and the like are said."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="日期",
        help="按这一天（如 2022-01-01）标出已过期和还有几天，只算到那天为止的进展；不写的，有进展时按最后一个报送日期，没有时不标。",
    )(command)


def documents_options(command: Any) -> Any:
    """``--policy`` and ``--year``: of which documents."""
    policy = click.option("--policy", metavar="文件", help="只要这一份文件的（写文件夹名）。")
    year = click.option("--year", type=click.IntRange(1), metavar="年份", help="只要这一年印发的文件的。")
    return policy(year(command))


def output_folder(command: Any) -> Any:
    """``-o DIR``, where files go."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        metavar="文件夹",
        help="写到这个文件夹；不写则写到项目的“导出”文件夹。",
    )(command)


def loading() -> AbstractContextManager[None]:
    """Let Ctrl-C wait until the modules that are loaded inside are there.

    A pattern or a record's schema that is interrupted while it is made is left wrong, without a word, and sound
    data is then refused by it.
    """
    return held_back()


def call(command: str) -> str:
    """``command`` as the user would type it: with ``zeren`` or ``python build.py`` before it."""
    return f"{click.get_current_context().find_root().info_name} {command}"


def later_words(policies: Iterable[Policy], day: datetime.date, command: str = "") -> str:
    """That decisions were taken after ``day`` and do not count on it, and the ``command`` with whose ``--as-of`` they do.

    Empty where there are none.
    """
    from responsibility.progress import standing

    how = f"；要算进网站的写明日期：{call(command)} --as-of {{day}}" if command else ""
    return standing.later_words(policies, day, how)


def needs(ctx: click.Context, command: str) -> str:
    """The end of a message that names the command that helps; nothing where none does."""
    return f" {ctx.find_root().info_name} {command}" if command else ""


_COLOURS = {"error": "red", "unsettled": "magenta", "warning": "yellow", "gap": "cyan"}


def coloured(text: str) -> str:
    """``text`` with the severity of each problem in its colour, for a terminal; as it is where NO_COLOR is set."""
    from responsibility.model.problems import (
        SEVERITY_NAMES,
    )  # loads the records, which most of the help does without

    if os.environ.get("NO_COLOR"):
        return text
    colours = {name: _COLOURS[severity] for severity, name in SEVERITY_NAMES.items()}
    return re.sub(
        rf"(?m)^(\S+:\d+:\d+: )({'|'.join(colours)})(?=：)",
        lambda match: match[1] + click.style(match[2], fg=colours[match[2]], bold=True),
        text,
    )


def exit_with_error(message: object, status: int = 1, label: str = "错误：") -> NoReturn:
    """Say what went wrong and end with that status."""
    click.echo(coloured(f"{label}{message}"), err=True)
    sys.exit(status)
