"""``checks``: what each check ensures, and how its problems are mended."""

from __future__ import annotations

import click

from responsibility.checks import ALL
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import exit_with_error
from responsibility.language.near_names import perhaps
from responsibility.outputs.checks_reference import explain, markdown


@click.command(cls=Chinese)
@click.argument("name", metavar="[检查项]", required=False)
@click.option("--markdown", "as_markdown", is_flag=True, help="写成一页 Markdown。")
@help_option
def checks(name: str | None, as_markdown: bool) -> None:
    """说明检查项：保证什么、轻重、怎样改；不写名称则列出全部。

    \b
    例：zeren checks clause-units
    """
    known = {check.name: check for check in ALL}
    if name is not None and name not in known:
        exit_with_error(f"没有“{name}”这个检查项{perhaps(name, known)}")
    chosen = [known[name]] if name else list(ALL)
    if as_markdown:
        click.echo(markdown(chosen).encode(), nl=False)
    else:
        click.echo("\n\n".join(map(explain, chosen)))
