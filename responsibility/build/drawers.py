"""Files drawn on as many cores as there are, where there are so many of them that it is worth it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from responsibility.errors import BuildError
from responsibility.outputs.drawing import Drawing

WORTH_HELP = 3_000_000
"""Bytes of files that this process draws before it starts others, which take the time of some files to start."""
_AHEAD = 2
"""Drawings that wait for each process, so that it is never without."""


class Drawers:
    """Writes the files of drawings while it is entered; all are written when it is left.

    Left by an error, it gives up those that are not begun. Ctrl-C is for this process alone; the others end
    with it, however it ends.
    """

    def __init__(self, worth_help: int = WORTH_HELP, cores: int | None = None) -> None:
        self._worth_help = worth_help
        self._cores = cores or _cores()
        self._pool: ProcessPoolExecutor | None = None
        self._begun: dict[Future[int], Callable[[], None]] = {}

    def __enter__(self) -> Drawers:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        try:
            while self._begun and error is None:
                self._wait_for_some()
        finally:
            if self._pool:
                self._pool.shutdown(cancel_futures=True)

    def write(self, drawing: Drawing, path: Path, written: Callable[[], None]) -> None:
        """Write what is drawn to ``path``, now or later, and then call ``written``.

        Raises OSError, which may be that of a file before it, and BuildError where the system ended a process.
        """
        if self._cores == 1 or self._worth_help > 0:
            self._worth_help -= _write(drawing, path)
            written()
            return
        while len(self._begun) >= self._cores * _AHEAD:
            self._wait_for_some()
        with _spared_of_interrupts():
            if self._pool is None:
                processes = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(self._cores, processes, _end_with_parent)
            self._begun[self._pool.submit(_write, drawing, path)] = written

    def _wait_for_some(self) -> None:
        done, _ = wait(self._begun, return_when=FIRST_COMPLETED)
        for future in done:
            written = self._begun.pop(future)
            try:
                future.result()
            except BrokenProcessPool:
                raise BuildError("做台账的进程被系统结束了，多半是内存不够：关掉别的程序，再来一次") from None
            written()


def _write(drawing: Drawing, path: Path) -> int:
    """Write the file; returns how large it is."""
    content = drawing.drawn()
    path.write_bytes(content)
    return len(content)


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _spared_of_interrupts() -> Iterator[None]:
    """Processes that are started inside never hear of Ctrl-C, not even while they load; it comes here when this is left."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Make this process, which waits for drawings, end when the one that started it does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent  # noqa: S101 – this is run by none but a process that was started

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
