"""MkDocs in a process of its own: started, waited for, and what it complains of said plainly."""

from __future__ import annotations

import calendar
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from compiler.load import Data
from shell.files import reason

_SYSTEM = re.compile(r"\[Errno (\d+)\] (.*)$")


class BuildError(Exception):
    """The site could not be built; the message says why, the old site is untouched."""


def environment(data: Data) -> dict[str, str]:
    """The environment for MkDocs: the newest document's date as build date, unless one is set."""
    newest = max(policy.facts.issued.last_day for policy in data.policies)
    epoch = str(calendar.timegm(newest.timetuple()))
    own = {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return {"SOURCE_DATE_EPOCH": epoch, **os.environ, **own}


@contextmanager
def building(config: Path, data: Data, target: Path) -> Iterator[None]:
    """Let MkDocs build into ``target`` beside what is done inside; leaving waits for it.

    Raises BuildError where it fails. An exception from inside ends it at once.
    """
    options = ("--strict", "--quiet", "--config-file", str(config), "--site-dir", str(target))
    with subprocess.Popen(
        [sys.executable, "-m", "shell.generator_child", "build", *options],
        cwd=config.parent,
        env=environment(data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as child:
        try:
            yield
            said = child.stdout.read() if child.stdout else b""
            child.wait()
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise BuildError(_plain(said.decode("utf-8", "replace").strip()))


def _plain(said: str) -> str:
    """What MkDocs said, without a traceback; what the system refused it, in plain words."""
    last = said.rsplit("\n", 1)[-1]
    refused = _SYSTEM.search(last)
    if refused:
        number = int(refused[1])
        return f"写不成网站：{reason(OSError(number, os.strerror(number)))}（{refused[2]}）"
    return f"mkdocs 构建失败：\n{last if 'Traceback' in said else said}"
