"""Click's help texts and messages wholly in Chinese."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, TextIO

import click


def help_option(command: Any) -> Any:
    """``--help``, said in Chinese."""
    return click.help_option("-h", "--help", help="显示这段说明。")(command)


class Chinese(click.Command):
    """A command whose help is wholly in Chinese."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法 instead of Usage."""
        pieces = self.collect_usage_pieces(ctx)
        formatter.write_usage(ctx.command_path, " ".join(pieces).replace("[OPTIONS]", "[选项]"), "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """选项 instead of Options."""
        records = [one for one in (p.get_help_record(ctx) for p in self.get_params(ctx)) if one]
        with formatter.section("选项"):
            formatter.write_dl(records)


class ChineseGroup(click.Group, Chinese):
    """A group of commands whose help is wholly in Chinese."""

    command_class = Chinese

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """用法 instead of Usage."""
        formatter.write_usage(ctx.command_path, "命令 [选项]", "用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Options, then the commands."""
        Chinese.format_options(self, ctx, formatter)
        with formatter.section("命令"):
            formatter.write_dl([(name, one.get_short_help_str(80)) for name, one in self.commands.items()])


def run_in_chinese(main: click.Group) -> None:
    """Run the command line; a wrong call is explained in Chinese. Ends the process."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIO) or hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if sys.stdin is None:  # closed: questions then end as at the end of a file
        sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 – for as long as the process lives
    try:
        main(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else "")
    except click.UsageError as error:
        click.echo(f"用法不对：{_explain(error)}", err=True)
        if error.ctx:
            click.echo(f"说明见：{error.ctx.command_path} --help", err=True)
        sys.exit(2)
    except OSError as error:  # a full disk behind the output, a working folder that is gone
        from responsibility.cli.common import fail
        from responsibility.errors import refusal

        sys.stdout = None  # what it still holds cannot be written either
        fail(refusal(error, "输出"), 2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("已中止。", err=True)
        sys.exit(130)


def _explain(error: click.UsageError) -> str:
    names = {"NoSuchOption": "没有这个选项", "NoSuchCommand": "没有这个命令"}
    name = getattr(error, "option_name", None) or getattr(error, "command_name", None)
    known = names.get(type(error).__name__)
    if known and name:
        return f"{known}：{name}"
    parameter = getattr(error, "param", None)
    shown = _shown(parameter) if parameter is not None else ""
    if isinstance(error, click.MissingParameter):
        return f"缺少 {shown}"
    if isinstance(error, click.BadParameter):
        kind = getattr(parameter, "type", None)
        if isinstance(kind, click.Choice):
            return f"{shown} 只能是：{'、'.join(map(str, kind.choices))}"
        if isinstance(kind, click.Path):
            return f"{shown} 指的文件夹或文件不存在，或种类不对"
        if isinstance(kind, click.DateTime):
            return f"{shown} 要写成 2022-01-01 这样的日期"
        return f"{shown} 的值不对"
    return "多了或少了参数"


def _shown(parameter: click.Parameter) -> str:
    return parameter.opts[0] if isinstance(parameter, click.Option) else f"参数“{parameter.metavar}”"
