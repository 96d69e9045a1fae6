"""The commands that begin a policy: from its document, or from nothing."""

from __future__ import annotations

from pathlib import Path

import click

from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import fail, tasks_option


@click.command("import", cls=Chinese)
@click.argument("document", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--policy",
    required=True,
    metavar="短名",
    help="数据文件夹的名字，如 meifa-2021-7；小写字母、数字、连字符。",
)
@tasks_option
@click.option("--number", metavar="文号", help="发文字号，文件里没有写时用。")
@click.option("--issued", metavar="日期", help="成文日期，如 2021-08-17，文件里没有写时用。")
@click.option(
    "--issuer", "issuers", multiple=True, metavar="单位", help="印发机关，文件里没有写时用；可以写几次。"
)
@click.option("--title", metavar="标题", help="标题，文件里没有写时用。")
@help_option
def import_document(
    document: Path,
    policy: str,
    tasks: Path,
    number: str | None,
    issued: str | None,
    issuers: tuple[str, ...],
    title: str | None,
) -> None:
    """由政策文件拟出数据草稿，供人核对。

    能读 .txt、.docx、.html、.xlsx；装有 LibreOffice 时也能读 .doc。拟的时限、指标都标着 draft: true，
    看过一条删去一条；先看 review.md 里列的。

    \b
    例：python build.py import 方案.docx --policy shuifa-2022-3
    """
    from responsibility.build.drafts import ImportFailedError
    from responsibility.build.drafts import import_document as run

    facts = {"number": number, "issued": issued, "issuers": list(issuers), "title": title}
    try:
        done = run(document, policy, tasks, {key: value for key, value in facts.items() if value})
    except ImportFailedError as error:
        fail(error)
    click.echo(done.summary)
    click.echo(f"已写入 {done.folder}；先看 {done.folder / 'review.md'}，再运行 make check")


@click.command("new", cls=Chinese)
@click.option(
    "--policy", prompt="数据文件夹的短名（如 shuifa-2022-3）", metavar="短名", help="小写字母、数字、连字符。"
)
@click.option("--number", prompt="发文字号（如 水发〔2022〕3号）", metavar="文号", help="发文字号。")
@click.option("--title", prompt="标题", metavar="标题", help="文件的标题。")
@click.option("--issuer", prompt="印发机关", metavar="单位", help="印发机关。")
@click.option("--issued", prompt="成文日期（如 2022-03-01）", metavar="日期", help="成文日期。")
@tasks_option
@help_option
def new_policy(policy: str, number: str, title: str, issuer: str, issued: str, tasks: Path) -> None:
    """问几个问题，建一份还没有任务的新文件。

    \b
    例：python build.py new
    """
    from responsibility.build.drafts import ImportFailedError
    from responsibility.build.drafts import new_policy as run

    facts = {"number": number, "issuers": [issuer], "issued": issued, "title": title}
    try:
        folder = run(policy, tasks, facts)
    except ImportFailedError as error:
        fail(error)
    click.echo(f"已写入 {folder}；接着写 {folder / '01.yml'}，怎么填见 CONTRIBUTING.md")
