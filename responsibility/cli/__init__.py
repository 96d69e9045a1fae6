"""The command line: one module a command, loaded when it is called; only here is anything printed or the process ended."""

from __future__ import annotations

import click

from responsibility import __version__
from responsibility.cli.chinese_help import CommandLine, help_option

COMMANDS = {
    "init": "responsibility.cli.init:init",
    "check": "responsibility.cli.check:check",
    "checks": "responsibility.cli.checks:checks",
    "site": "responsibility.cli.site:site",
    "bundle": "responsibility.cli.bundle:bundle",
    "portal": "responsibility.cli.portal:portal",
    "render": "responsibility.cli.render:render",
    "serve": "responsibility.cli.serve:serve",
    "edit": "responsibility.cli.edit:edit",
    "collect": "responsibility.cli.collect:collect",
    "show": "responsibility.cli.show:show",
    "export": "responsibility.cli.export:export",
    "diff": "responsibility.cli.diff:diff",
    "import": "responsibility.cli.import_document:import_document",
    "new": "responsibility.cli.new:new",
    "renumber": "responsibility.cli.renumber:renumber",
    "schema": "responsibility.cli.schema:schema",
    "upgrade": "responsibility.cli.upgrade:upgrade",
}
"""The commands, in the order of the help: where each is defined."""


@click.group("zeren", cls=CommandLine, commands_at=COMMANDS)
@click.option(
    "--debug", is_flag=True, envvar="ZEREN_DEBUG", help="遇到意外的错误时显示详情，供报告问题时附上。"
)
@click.version_option(__version__, message="%(version)s", help="显示版本。")
@help_option
def main(debug: bool) -> None:
    """把政策文件的任务分工做成责任网站。

    \b
    例：zeren check          检查数据
        zeren site           检查并发布网站
        zeren show 区水务局  看一个单位的任务
    """
