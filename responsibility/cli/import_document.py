"""``import``: a policy drafted from its document."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from responsibility.build import drafts
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import call, with_project_to_fill
from responsibility.importing.readers import endings

HELP = (
    "由政策文件拟出数据草稿，供人核对。\n\n"
    f"能读 {'、'.join(endings())}；装有 LibreOffice 时也能读 .doc .wps .odt .rtf。"
    "文件缺发文字号、日期、标题、编号也照样拟。拟出的是草稿，可以马上发布，每页注明是草稿；先看 review.md，"
    "拟的责任分工、时限、指标、成果都标着 draft: true，看过一处删去一处。收到的文件原样存进 source/。\n\n"
    "\b\n例：zeren import 方案.docx --policy shuifa-2022-3"
)


@click.command("import", cls=Chinese, help=HELP)
@click.argument("document", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--policy",
    required=True,
    metavar="短名",
    help="数据文件夹的名字，如 meifa-2021-7；小写字母、数字、连字符。",
)
@with_project_to_fill
@click.option("--number", metavar="文号", help="发文字号，胜过文件里读出来的。")
@click.option("--issued", metavar="日期", help="成文日期，如 2021-08-17，胜过文件里读出来的。")
@click.option(
    "--issuer", "issuers", multiple=True, metavar="单位", help="印发机关，胜过文件里读出来的；可以写几次。"
)
@click.option("--title", metavar="标题", help="标题，胜过文件里读出来的。")
@help_option
def import_document(document: Path, policy: str, project: Project, **given: Any) -> None:
    """Draft ``tasks/POLICY/`` from ``document``; ``given`` are facts that the document may lack."""
    given["issuers"] = list(given["issuers"])
    facts = {key: value for key, value in given.items() if value}
    imported = drafts.import_document(document, policy, project, facts)
    click.echo(imported.summary)
    click.echo(
        f"已写入 {imported.folder}；在浏览器里核对：{call(f'edit {policy}')}；"
        f"或先看 {imported.folder / 'review.md'}，再运行 {call('check')}"
    )
