"""``checks``: what each check ensures, with a record that fails it, and how its problems are mended."""

from __future__ import annotations

import click
import yaml

from responsibility.checks import ALL
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import exit_with_error
from responsibility.language.near_names import perhaps
from responsibility.model.problems import Check
from responsibility.outputs.checks_reference import explain, markdown
from responsibility.resources import PACKAGE


def names_beginning(_: click.Context, __: click.Parameter, begun: str) -> list[str]:
    """The names of checks that a shell offers to complete ``begun`` with."""
    return [check.name for check in ALL if check.name.startswith(begun)]


def checks_named(name: str | None) -> list[Check]:
    """The check of that name, or all; ends the command where there is none."""
    known = {check.name: check for check in ALL}
    if name is not None and name not in known:
        exit_with_error(f"没有“{name}”这个检查项{perhaps(name, known)}")
    return [known[name]] if name else list(ALL)


def explained(name: str | None) -> str:
    """The check of that name, or all of them, in full."""
    chosen = checks_named(name)
    examples = yaml.safe_load((PACKAGE / "checks" / "examples.yml").read_text(encoding="utf-8"))
    return "\n\n".join(explain(check, examples.get(check.name)) for check in chosen)


@click.command(cls=Chinese)
@click.argument("name", metavar="[检查项]", required=False, shell_complete=names_beginning)
@click.option("--markdown", "as_markdown", is_flag=True, help="写成一页 Markdown。")
@help_option
def checks(name: str | None, as_markdown: bool) -> None:
    """说明检查项：保证什么、轻重、怎样改，举一个通不过的例子；不写名称则列出全部。

    \b
    例：zeren checks clause-units
    """
    if as_markdown:
        click.echo(markdown(checks_named(name)).encode(), nl=False)
    else:
        click.echo(explained(name))
