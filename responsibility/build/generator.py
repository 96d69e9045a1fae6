"""MkDocs in a process of its own: started, waited for, and what it complains of said plainly."""

from __future__ import annotations

import calendar
import datetime
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from responsibility.build.generator_child import BUILT, BUILT_AT_ONCE, DONE
from responsibility.data.loader import Data
from responsibility.errors import BuildError, reason
from responsibility.resources import PACKAGE

_CHILD = (
    "import sys; package = sys.argv.pop()\n"
    "if package not in sys.path: sys.path.insert(0, package)\n"
    "from responsibility.build.generator_child import main; main()"
)
"""Finds this very package, installed or not, and nothing in the working folder, which is an office's."""
_OWN = {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
_LAST_SECOND = 2**32 - 1
"""What the time in a gzip file can hold (RFC 1952); nothing before 1970 either."""
_SYSTEM = re.compile(r"\[Errno (\d+)\] (.*)$")


def build_date(data: Data) -> str:
    """The build date for MkDocs, in seconds: the one that is set, else the newest document's. Raises BuildError as :func:`epoch_of`."""
    return epoch_of(
        policy.metadata.issued.last_day if policy.metadata.issued else policy.metadata.file_date
        for policy in data.policies
    )


def epoch_of(days: Iterable[datetime.date]) -> str:
    """The build date in seconds: the one that is set, else the last of ``days``; without any the first that there is.

    Raises BuildError where what is set is no such number.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if given:
        if not re.fullmatch("[0-9]{1,10}", given) or int(given) > _LAST_SECOND:
            raise BuildError(
                f"环境变量 SOURCE_DATE_EPOCH 要写 0 到 {_LAST_SECOND} 的整数，现在是“{given[:20]}”"
            )
        return given
    newest = max(days, default=datetime.date.min)
    seconds = min(max(calendar.timegm(newest.timetuple()), 0), _LAST_SECOND)
    return str(seconds)


def _nobody(pages: int) -> None:
    """For whom nobody waits."""


class Generator:
    """MkDocs, loading in a process of its own from the moment that this is entered; leaving ends it."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is where it works."""
        self._folder = folder

    def __enter__(self) -> Generator:
        self._child = subprocess.Popen(
            [sys.executable, "-P", "-c", _CHILD, str(PACKAGE.parent)],
            cwd=self._folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, **_OWN},
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        self._child.wait()

    def tell(self, epoch: str, config: Path, command: str, *options: str) -> None:
        """Let MkDocs do ``command`` by the configuration ``config``; ``epoch`` is its build date, in seconds."""
        arguments = [command, "--quiet", "--config-file", str(config), *options]
        order = json.dumps({"arguments": arguments, "epoch": epoch}) + "\n"
        assert self._child.stdin  # noqa: S101 – a pipe, as asked for
        with suppress(BrokenPipeError):  # then it has ended, and wait() says how
            self._child.stdin.write(order.encode())
            self._child.stdin.flush()

    @property
    def alive(self) -> bool:
        """Whether it can be told more."""
        return self._child.poll() is None

    def wait(self, built: Callable[[int], None] = _nobody) -> str | None:
        """Wait until it has done what it was told; what it said where it failed, else None.

        ``built`` is called with the number of pages that are built, as they are.
        """
        output = bytearray()
        pages = 0
        for line in self._child.stdout or ():
            before, page, _ = line.partition(BUILT.encode())
            if page:
                pages += BUILT_AT_ONCE
                built(pages)
                output += before
                continue
            before, done, status = line.partition(DONE.encode())
            output += before
            if done:
                return None if int(status) == 0 else output.decode("utf-8", "replace").strip()
        self._child.wait()
        return output.decode("utf-8", "replace").strip()

    @contextmanager
    def building(
        self,
        epoch: str,
        config: Path,
        target: Path,
        missing: bool = False,
        built: Callable[[int], None] = _nobody,
    ) -> Iterator[None]:
        """Build into ``target`` beside what is done inside; raises BuildError where that fails.

        With ``missing`` only the pages that are not there yet, or older than their sources. ``built`` as in :meth:`wait`.
        """
        which = "--dirty" if missing else "--clean"
        self.tell(epoch, config, "build", "--strict", which, "--site-dir", str(target))
        yield
        output = self.wait(built)
        if output is not None:
            raise BuildError(_plain(output))


def _plain(output: str) -> str:
    """What MkDocs said, without a traceback; what the system refused it, in plain words."""
    last = output.rsplit("\n", 1)[-1]
    refused = _SYSTEM.search(last)
    if refused:
        number = int(refused[1])
        return f"写不成网站：{reason(OSError(number, os.strerror(number)))}（{refused[2]}）"
    return f"mkdocs 构建失败：\n{last if 'Traceback' in output else output}"
