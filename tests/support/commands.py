"""Commands that a text tells its reader to run, held against the command line and the Makefile."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click

import build

_CODE = re.compile(r"```[a-z]*\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def code(text: str) -> Iterator[str]:
    """Each line of code of a Markdown text, in blocks and within its lines."""
    for match in _CODE.finditer(text):
        yield from (match[1] or match[2]).splitlines()


def calls(text: str) -> list[list[str]]:
    """The calls of ``zeren`` in a text, as words; remarks behind # left out."""
    lines = (re.sub(r"^.*(?:build\.py|bin/zeren)", "zeren", line) for line in code(text))
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("zeren ")]


def targets(text: str) -> set[str]:
    """The targets of ``make`` that a text names."""
    return {target for line in code(text) for target in re.findall(r"\bmake ([a-z][a-z-]*)", line)}


def command_of(words: list[str]) -> tuple[str, ...]:
    """The names of the command and of those above it, in a call."""
    command: click.Command = build.main
    names: list[str] = []
    for word in words:
        if not isinstance(command, click.Group) or word.startswith("-"):
            break
        below = command.get_command(click.Context(command), word)
        if below is None:
            break
        names.append(word)
        command = below
    return tuple(names)


def wrong(words: list[str]) -> str:
    """What of a call the command line does not have; empty where it has all of it."""
    command: click.Command = build.main
    for name in command_of(words):
        assert isinstance(command, click.Group)
        command = command.get_command(click.Context(command), name) or command
    if isinstance(command, click.Group) and not any(word.startswith("-") for word in words):
        return f"没有这个命令：{' '.join(words)}"
    known = {name for each in command.get_params(click.Context(command)) for name in each.opts}
    unknown = [word for word in words if word.startswith("-") and word not in known]
    return f"没有这个选项：{' '.join(words)}" if unknown else ""
