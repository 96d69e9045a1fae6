"""``init``: a new office's project."""

from __future__ import annotations

from pathlib import Path

import click

from responsibility.build.new_project import Wheel, start, start_many
from responsibility.build.new_project import wheel as read_wheel
from responsibility.build.project import find_project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import call


@click.command(cls=Chinese)
@click.argument("folder", metavar="[文件夹]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--wheel",
    metavar="文件或网址",
    help="工具的安装包（.whl）：写进自动构建的设置里；是文件的，复制到项目的 wheels/。",
)
@click.option("--sha256", default="", metavar="校验值", help="安装包的 SHA-256；--wheel 写网址时必填。")
@click.option(
    "--jurisdiction",
    "jurisdictions",
    multiple=True,
    metavar="短名",
    help="管几个行政区的：一个行政区一个文件夹，各是一个项目，自动构建各自的网站和一个门户；一个写一次，以后可以再加。",
)
@help_option
def init(folder: Path, wheel: str | None, sha256: str, jurisdictions: tuple[str, ...]) -> None:
    """新建一个项目：数据、网站设置、编辑器提示、git 和自动构建的文件。

    已有的文件一个也不改，可以在有别的文件的文件夹里运行。

    \b
    例：zeren init 我们的项目
        zeren init 我们的市 --jurisdiction qinghe --jurisdiction linjiang
    """
    tool = read_wheel(wheel, sha256) if wheel else Wheel()
    if jurisdictions:
        started = start_many(folder, jurisdictions, tool)
    else:
        folder.mkdir(parents=True, exist_ok=True)
        started = start(find_project(folder), tool)
    if started.written:
        click.echo(f"已在 {folder.resolve()} 写入：{'、'.join(started.written)}")
    if started.left:
        click.echo(f"原来就有，没有动：{'、'.join(started.left)}")
    workflow = next((name for name in started.written if "/workflows/" in name), None)
    if not wheel and workflow:
        click.echo(f"自动构建（{workflow}）里的 WHEEL 和 SHA256 还没有填；不用自动构建可以不管。")
    inside = folder / jurisdictions[0] if jurisdictions else folder
    where = "" if inside == Path() else f"进入 {inside}，"
    click.echo(f"接着{where}导入一份文件：{call('import 方案.docx --policy shuifa-2022-3')}")
