"""``import``: a policy drafted from its document."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from responsibility.build import drafts
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import call, with_project_to_fill
from responsibility.cli.steps import after_writing, watched
from responsibility.importing.readers import endings

HELP = (
    "由政策文件拟出数据草稿，供人核对。\n\n"
    f"能读 {'、'.join(endings())}；装有 LibreOffice 时也能读 .doc .wps .odt .rtf。"
    "文件缺发文字号、日期、标题、编号也照样拟。拟出的是草稿，可以马上发布，每页注明是草稿；先看 review.md，"
    "拟的责任分工、时限、指标、成果都标着 draft: true，看过一处删去一处。收到的文件原样存进 source/。\n\n"
    "修订稿加 --update：按内容认出各项任务，原文没有变的文件不动（序号除外），变了的里面引文还在的照旧，连同注释，"
    "其余重新拟出；说明改了什么、核对过的哪些不再成立。要么全写，要么不写。\n\n"
    "修改它的文件（将第三项“…”修改为“…”、删去第五项、增加一项）加 --amends：照着改数据，其余同 --update；印发时的原文留着，"
    "逐处修改连同原话写进 amendments.yml，网站上两个文本都有。\n\n"
    "\b\n例：zeren import 方案.docx --policy shuifa-2022-3\n"
    "    zeren import 修订稿.docx --update --policy shuifa-2022-3\n"
    "    zeren import 修改通知.docx --amends shuifa-2022-3"
)


@click.command("import", cls=Chinese, help=HELP)
@click.argument("document", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("called", metavar="[短名]", required=False)
@click.option(
    "--policy",
    metavar="短名",
    help="数据文件夹的名字，如 meifa-2021-7；小写字母、数字、连字符。",
)
@click.option("--update", is_flag=True, help="这是已有文件的修订稿：核对过的照旧，变了的重新拟。")
@click.option("--amends", metavar="短名", help="这是修改已有文件的文件：照它说的改，原文留着。")
@with_project_to_fill
@click.option("--number", metavar="文号", help="发文字号，胜过文件里读出来的。")
@click.option("--issued", metavar="日期", help="成文日期，如 2021-08-17，胜过文件里读出来的。")
@click.option(
    "--issuer", "issuers", multiple=True, metavar="单位", help="印发机关，胜过文件里读出来的；可以写几次。"
)
@click.option("--title", metavar="标题", help="标题，胜过文件里读出来的。")
@help_option
def import_document(
    document: Path,
    called: str | None,
    policy: str | None,
    update: bool,
    amends: str | None,
    project: Project,
    **given: Any,
) -> None:
    """Draft ``tasks/POLICY/`` from ``document``, or bring it to its text; ``given`` are facts that the document may lack."""
    given["issuers"] = list(given["issuers"])
    facts = {key: value for key, value in given.items() if value}
    name = policy or called
    with watched("导入") as advance:
        if amends:
            from responsibility.edit.updating import amend_document

            imported = amend_document(document, amends, project, facts, advance)
        elif update:
            from responsibility.edit.updating import update_document

            imported = update_document(document, name, project, facts, advance)
        elif name:
            imported = drafts.import_document(document, name, project, facts, advance)
        else:
            from responsibility.edit.publishing import free_id

            raise drafts.ImportFailedError(
                f"要写短名（网址里用，定了不再改），如 --policy {free_id(project, document.stem)}；"
                "已有文件的修订稿写 --update"
            )
    with after_writing() if imported.written else nullcontext():
        click.echo(imported.summary)
        if imported.written:
            click.echo(
                f"已写入 {imported.folder}；在浏览器里核对：{call(f'edit {imported.folder.name}')}；"
                f"或先看 {imported.folder / 'review.md'}，再运行 {call('check')}"
            )
