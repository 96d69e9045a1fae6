"""Click's groups and commands with help and messages wholly in Chinese, whatever the locale."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import CodeType
from typing import Any, NoReturn, TextIO

import click

from responsibility.build.memory import tune_gc
from responsibility.cli.common import NAME, exit_with_error, loading, needs
from responsibility.cli.help_layout import ChineseFormatter
from responsibility.errors import ResponsibilityError, refusal
from responsibility.language.near_names import perhaps

INTERRUPTED = 130
"""The exit status of a command that the user interrupted, as shells have it: 128 + SIGINT."""


def help_option(command: Any) -> Any:
    """``--help``, said in Chinese."""
    return click.help_option("-h", "--help", help="显示这段说明。")(command)


class _ChineseContext(click.Context):
    formatter_class = ChineseFormatter


class Chinese(click.Command):
    """A command in Chinese: its help calls the tool as the user does, its failures are one plain line.

    ``error_status`` is the exit status where it could not do its work.
    """

    context_class = _ChineseContext

    def __init__(self, *arguments: Any, error_status: int = 1, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.error_status = error_status

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what the services raise ends it with a plain message."""
        try:
            return super().invoke(ctx)
        except ResponsibilityError as error:
            exit_with_error(f"{error}{needs(ctx, error.command)}", self.error_status, error.label)
        except OSError as error:
            if _innermost_function(error) is click.echo.__code__:
                raise
            exit_with_error(refusal(error), self.error_status)

    def get_help(self, ctx: click.Context) -> str:
        """The help with the name that the user typed: ``zeren`` or ``python build.py``."""
        return super().get_help(ctx).replace(f"{NAME} ", f"{ctx.find_root().info_name} ")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法 instead of Usage."""
        pieces = " ".join(self.collect_usage_pieces(ctx)).replace("[OPTIONS]", "[选项]")
        formatter.write_usage(ctx.command_path, pieces, "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项 instead of Options; the usage names the arguments, the help's own text explains them."""
        options = [each for each in self.get_params(ctx) if isinstance(each, click.Option)]
        with formatter.section("选项"):
            formatter.write_dl([row for option in options if (row := _option_row(option, ctx))])


def _option_row(option: click.Option, ctx: click.Context) -> tuple[str, str] | None:
    """An option and what it does, without the remarks that Click adds in English; None for a hidden one."""
    record = option.get_help_record(ctx)
    return record and (record[0], (option.help or "") + ("（必填）" if option.required else ""))


def _innermost_function(error: Exception) -> CodeType | None:
    """The code of the function that raised ``error``."""
    step = error.__traceback__
    while step and step.tb_next:
        step = step.tb_next
    return step and step.tb_frame.f_code


class ChineseGroup(click.Group, Chinese):
    """A group of commands whose help is wholly in Chinese.

    ``commands_at`` gives commands that are loaded when they are called, by name: ``module:attribute``.
    """

    command_class = Chinese

    def __init__(self, *arguments: Any, commands_at: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self._commands_at = commands_at or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order in which they were given."""
        return [*self._commands_at, *self.commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded if need be."""
        if cmd_name in self._commands_at:
            module, _, attribute = self._commands_at[cmd_name].partition(":")
            with loading():
                command: click.Command = getattr(importlib.import_module(module), attribute)
            return command
        return self.commands.get(cmd_name)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法 instead of Usage."""
        formatter.write_usage(ctx.command_path, "命令 [选项]", "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands."""
        Chinese.format_options(self, ctx, formatter)
        commands = [
            (name, command.get_short_help_str(80))
            for name in self.list_commands(ctx)
            if (command := self.get_command(ctx, name))
        ]
        with formatter.section("命令"):
            formatter.write_dl(commands)


class CommandLine(ChineseGroup):
    """The whole command line: whatever ends a command early is one plain line in Chinese."""

    def main(  # type: ignore[override]  # it always ends the process, whatever the standalone mode
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **more: Any
    ) -> NoReturn:
        """Run and end the process.

        The exit status is 0, 1 where something is wrong, 2 for a wrong call or an output that cannot be
        written, 130 when the user interrupts.
        """
        tune_gc()
        _prepare_streams()
        try:
            status = super().main(args, prog_name or NAME, **{**more, "standalone_mode": False})
            sys.stdout.flush()
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.ctx.get_help() if error.ctx else "")
            status = 0
        except click.UsageError as error:
            click.echo(f"用法不对：{_explain(error)}", err=True)
            if error.ctx:
                click.echo(f"说明见：{error.ctx.command_path} --help", err=True)
            status = 2
        except OSError as error:  # a full disk behind the output, a reader that has gone
            sys.stdout = None  # what it still holds cannot be written either
            exit_with_error(refusal(error, "输出"), 2)
        except (click.Abort, KeyboardInterrupt):
            click.echo("已中止。原来的都还在，没有写完的不留下。", err=True)
            status = INTERRUPTED
        sys.exit(status)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what nobody foresaw is one line too, unless ``--debug`` asks for the traceback."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort, OSError):
            raise
        except Exception as error:
            if ctx.params["debug"]:
                raise
            exit_with_error(
                f"意外的错误（{type(error).__name__}：{error}）。这是工具的毛病：请把这一行和 "
                f"{ctx.info_name} --debug {ctx.invoked_subcommand or ''} …… 的输出报告给工具的维护者（代码库的 Issues）"
            )


def _prepare_streams() -> None:
    """Let no character that the terminal's encoding lacks end a command; what is closed reads as empty, and swallows."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed: questions then end as at the end of a file
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 – as long as the process lives
            setattr(sys, name, nothing)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIO) or hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


_NO_SUCH = {"NoSuchOption": "没有这个选项", "NoSuchCommand": "没有这个命令"}


def _explain(error: click.UsageError) -> str:
    """What is wrong with a call; by the kind of the error, not by Click's words, which may change."""
    name = getattr(error, "option_name", None) or getattr(error, "command_name", None)
    known = _NO_SUCH.get(type(error).__name__)
    if known and name:
        return f"{known}：{name}{perhaps(name, _names_at(error.ctx))}"
    parameter = getattr(error, "param", None)
    shown = _shown(parameter) if parameter is not None else ""
    if isinstance(error, click.MissingParameter):
        return f"缺少{shown}" if isinstance(parameter, click.Argument) else f"缺少 {shown}"
    if not isinstance(error, click.BadParameter):
        return "多了或少了参数"
    kind = getattr(parameter, "type", None)
    if isinstance(kind, click.Choice):
        return f"{shown} 只能是：{'、'.join(map(str, kind.choices))}"
    if isinstance(kind, click.Path):
        return f"{shown} 指的文件夹或文件不存在，或种类不对"
    if isinstance(kind, click.IntRange):
        most = f"到 {kind.max} 的整数" if kind.max is not None else "以上的整数"
        return f"{shown} 要写 {kind.min} {most}"
    if isinstance(kind, click.DateTime):
        return f"{shown} 要写成 2022-01-01 这样的日期"
    return f"{shown} 的值不对"


def _names_at(ctx: click.Context | None) -> list[str]:
    """The options and commands that may be written where a call went wrong."""
    if ctx is None:
        return []
    commands = ctx.command.list_commands(ctx) if isinstance(ctx.command, click.Group) else []
    return [*commands, *(name for each in ctx.command.get_params(ctx) for name in each.opts)]


def _shown(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else f"参数“{parameter.metavar}”"
