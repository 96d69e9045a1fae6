"""Click's help texts wholly in Chinese."""

from __future__ import annotations

from typing import Any

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
