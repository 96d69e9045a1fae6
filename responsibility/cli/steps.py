"""Long work on a terminal: its steps, and from two seconds on how far each of them is."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from responsibility.advance import Advance
from responsibility.cli.chinese_help import INTERRUPTED
from responsibility.cli.common import exit_with_error

if TYPE_CHECKING:
    from rich.progress import Progress

PATIENCE = 2
"""Seconds that work takes before it is shown how far it is."""


class Bar:
    """How far some work is, on a line of a terminal that is gone when the work ends; nothing on any other stream."""

    def __init__(self, what: str, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        """``what`` is done, in Chinese; ``clock`` tells seconds. The work begins now."""
        self._what, self._stream, self._clock = what, stream, clock
        self._started = clock()
        self._progress: Progress | None = None

    @property
    def seconds(self) -> float:
        """How long the work has taken."""
        return self._clock() - self._started

    def advance(self, done: int, total: int | None, counted_as: str) -> None:
        """See :data:`responsibility.advance.Advance`."""
        if self._progress is None:
            if self.seconds < PATIENCE or not _is_terminal(self._stream):
                return
            self._progress = _line_of_progress(self._stream)
            self._progress.add_task(self._what, counts="")
        counts = f"{done} {counted_as}" if total is None else f"{done}/{total} {counted_as}"
        (task,) = self._progress.task_ids
        self._progress.update(task, completed=done, total=total, counts=counts)
        self._progress.start()

    def close(self) -> bool:
        """Take the line away; returns whether there was one, which took the place of what stood on it."""
        if self._progress is None:
            return False
        self._progress.stop()
        return True


def _is_terminal(stream: TextIO) -> bool:
    """Whether a line on ``stream`` can be written over."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _line_of_progress(stream: TextIO) -> Progress:
    """Not shown yet; what stands on the line where it will be is taken away."""
    # Loaded here: what takes no time, or has no terminal, does without it.
    from rich.console import Console
    from rich.control import Control
    from rich.progress import BarColumn, Progress, TextColumn
    from rich.segment import ControlType

    console = Console(file=stream, force_terminal=True)
    console.control(Control(ControlType.CARRIAGE_RETURN, (ControlType.ERASE_IN_LINE, 2)))
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[counts]}")
    return Progress(
        *columns,
        console=console,
        refresh_per_second=4,
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )


@contextmanager
def step(what: str, clock: Callable[[], float] = time.monotonic) -> Iterator[Advance]:
    """Say what is going on, on a terminal how far it is, and how long it took, in seconds that ``clock`` tells."""
    label = f"{what} …… "
    bar = Bar(what, sys.stderr, clock)
    click.echo(label, err=True, nl=False)
    try:
        yield bar.advance
    except BaseException:
        click.echo(label if bar.close() else "", err=True)  # what went wrong begins on a line of its own
        raise
    click.echo(f"{label if bar.close() else ''}{bar.seconds:.1f} 秒", err=True)


@contextmanager
def watched(what: str) -> Iterator[Advance]:
    """Say nothing of what is going on but, on a terminal, how far it is."""
    bar = Bar(what, sys.stderr)
    try:
        yield bar.advance
    finally:
        bar.close()


@contextmanager
def after_writing() -> Iterator[None]:
    """What a command still does when all is written; interrupted, it says that it is, not that nothing has changed."""
    try:
        yield
    except KeyboardInterrupt:
        exit_with_error("已中止。要写的已经全部写好。", INTERRUPTED, "")


@contextmanager
def replacing(site: Path) -> Iterator[None]:
    """What puts another site in the place of ``site``; interrupted when that is done, it says that the new one stands."""
    before = _which(site)
    try:
        yield
    except KeyboardInterrupt:
        if _which(site) == before:
            raise
        exit_with_error("已中止。新的网站已经全部换上。", INTERRUPTED, "")


def _which(site: Path) -> list[tuple[int, int] | None]:
    """What tells a site from another at its place: its folder, or where it was replaced file by file its first page."""
    return [_identity(path) for path in (site, site / "index.html")]


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
