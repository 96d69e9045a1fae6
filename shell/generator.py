"""MkDocs in a process of its own: started, waited for, and what it complains of said plainly."""

from __future__ import annotations

import calendar
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from compiler.load import Data
from shell.files import reason

_OWN = {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
_SYSTEM = re.compile(r"\[Errno (\d+)\] (.*)$")


class BuildError(Exception):
    """The site could not be built; the message says why, the old site is untouched."""


def environment(data: Data) -> dict[str, str]:
    """The environment for MkDocs: the newest document's date as build date, unless one is set."""
    newest = max(policy.facts.issued.last_day for policy in data.policies)
    epoch = str(calendar.timegm(newest.timetuple()))
    return {"SOURCE_DATE_EPOCH": epoch, **os.environ, **_OWN}


class Generator:
    """MkDocs, loading in a process of its own from the moment that this is entered; leaving ends it."""

    def __init__(self, config: Path) -> None:
        """``config`` is the mkdocs.yml to build from."""
        self._config = config

    def __enter__(self) -> Generator:
        self._child = subprocess.Popen(
            [sys.executable, "-m", "shell.generator_child"],
            cwd=self._config.parent,
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

    @contextmanager
    def building(self, data: Data, target: Path) -> Iterator[None]:
        """Build into ``target`` beside what is done inside; raises BuildError where that fails."""
        options = ["--strict", "--quiet", "--config-file", str(self._config), "--site-dir", str(target)]
        order = json.dumps({"arguments": options, "epoch": environment(data)["SOURCE_DATE_EPOCH"]}) + "\n"
        assert self._child.stdin  # noqa: S101 – a pipe, as asked for
        assert self._child.stdout  # noqa: S101
        with suppress(BrokenPipeError):  # then what it said before it ended is told below
            self._child.stdin.write(order.encode())
            self._child.stdin.flush()
        yield
        said = self._child.stdout.read()
        if self._child.wait():
            raise BuildError(_plain(said.decode("utf-8", "replace").strip()))


def _plain(said: str) -> str:
    """What MkDocs said, without a traceback; what the system refused it, in plain words."""
    last = said.rsplit("\n", 1)[-1]
    refused = _SYSTEM.search(last)
    if refused:
        number = int(refused[1])
        return f"写不成网站：{reason(OSError(number, os.strerror(number)))}（{refused[2]}）"
    return f"mkdocs 构建失败：\n{last if 'Traceback' in said else said}"
