"""What the commands of build.py share: options, checked data, progress, plain failures."""

from __future__ import annotations

import datetime
import gc
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from responsibility.build.paths import ROOT, prefix

if TYPE_CHECKING:
    from responsibility.checks import Report
    from responsibility.data.loader import Data
    from responsibility.views import SiteView


def collect_rarely() -> None:
    """Look for garbage seldom: a command makes many records and keeps nearly all of them until it ends."""
    gc.set_threshold(200_000, 20, 20)


def tasks_option(command: Any) -> Any:
    """``--tasks DIR``, which every command takes."""
    return click.option(
        "--tasks",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=ROOT / "tasks",
        metavar="文件夹",
        help="数据所在的文件夹，默认 tasks/。",
    )(command)


def as_of_option(command: Any) -> Any:
    """``--as-of DAY``: the day for which 已过期 and the like are said."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="日期",
        help="按这一天（如 2022-01-01）标出已过期和还有几天；不写则不标。",
    )(command)


def checked(tasks: Path) -> tuple[Data, Report]:
    """The data of a tasks folder and the report of all checks on it."""
    from responsibility.build.files import check_folder

    return check_folder(tasks)


def sound(
    tasks: Path, strict: bool = False, as_of: datetime.date | None = None, revisions: bool = False
) -> tuple[Data, Report, SiteView]:
    """The data, report and views of ``tasks``; prints the problems and exits where they stop the build.

    With ``revisions`` the published editions are read too; that may raise RevisionError.
    """
    from responsibility import views
    from responsibility.build.editions import former_editions
    from responsibility.outputs import report as reports

    data, report = checked(tasks)
    if report.stops(strict):
        shown = reports.text(report, prefix(tasks), gaps=False)
        click.echo(shown, err=True)
        sys.exit(1)
    former = former_editions(data, tasks) if revisions else []
    return data, report, views.build(data, report, as_of, former)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what is going on, and how long it took."""
    started = time.monotonic()
    click.echo(f"{what} …… ", err=True, nl=False)
    yield
    click.echo(f"{time.monotonic() - started:.1f} 秒", err=True)


def fail(message: object, status: int = 1) -> NoReturn:
    """Say what went wrong and end with that status."""
    click.echo(f"错误：{message}", err=True)
    sys.exit(status)


def output_folder(command: Any) -> Any:
    """``-o DIR``, where files go."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(file_okay=False, path_type=Path),
        required=True,
        metavar="文件夹",
        help="写到这个文件夹。",
    )(command)


def tally(report: Report) -> str:
    """How many problems a sound report has, in words."""
    return f"错误 0，警告 {report.count('warning')}，文件的缺口 {report.count('gap')}"


@contextmanager
def failing_plainly(status: int = 1) -> Iterator[None]:
    """Turn what the shell can raise into one line for the user, and end with that status."""
    import jinja2

    from responsibility.build.generator import BuildError
    from responsibility.data.git import RevisionError
    from responsibility.errors import refusal

    try:
        yield
    except (BuildError, RevisionError) as error:
        fail(error, status)
    except jinja2.TemplateError as error:
        where = f"templates/{getattr(error, 'name', None) or ''}:{getattr(error, 'lineno', '')} "
        fail(f"{where.rstrip(': ')} 模板有误：{error.message}", status)
    except OSError as error:
        fail(refusal(error), status)
