#!/usr/bin/env python3
"""The command line: parses arguments, calls the compiler, prints, sets the exit code."""

from __future__ import annotations

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from responsibility.build.paths import ROOT, prefix
from responsibility.cli.authoring import import_document, new_policy
from responsibility.cli.chinese_help import Chinese, ChineseGroup, help_option, run_in_chinese
from responsibility.cli.common import (
    as_of_option,
    checked,
    collect_rarely,
    fail,
    failing_plainly,
    output_folder,
    sound,
    step,
    tally,
    tasks_option,
)

if TYPE_CHECKING:
    from responsibility.build.publish import Project
    from responsibility.data.loader import Data


@click.group(cls=ChineseGroup)
@help_option
def main() -> None:
    """把政策文件的任务分工做成责任网站。

    \b
    例：python build.py check          检查数据
        python build.py site           检查并发布网站
        python build.py show 区水务局  看一个单位的任务
    """


# ---------------------------------------------------------------- commands


@main.command(cls=Chinese)
@tasks_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="text 给人看，json 给程序，github 给代码托管平台作批注。",
)
@click.option("--strict", is_flag=True, help="有警告也算不通过。")
@help_option
def check(tasks: Path, form: str, strict: bool) -> None:
    """检查数据，一次列出全部问题。

    逐字核对数据与原件，检查单位、时限、指标；有错误时退出码为 1。

    \b
    例：python build.py check --strict
    """
    from responsibility.outputs import report as reports

    _, report = checked(tasks)
    writers = {"text": reports.text, "json": reports.json_text, "github": reports.github}
    click.echo(writers[form](report, prefix(tasks)))
    sys.exit(1 if report.stops(strict) else 0)


@main.command(cls=Chinese)
@tasks_option
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=ROOT / "site",
    metavar="文件夹",
    help="网站发布到哪里，默认 site/。",
)
@click.option("--strict", is_flag=True, help="有警告也不发布。")
@click.option("--force", is_flag=True, help="没有改动也重新构建。")
@click.option("--no-downloads", is_flag=True, help="不做台账等供下载的文件：试看时快一些。")
@as_of_option
@help_option
def site(
    tasks: Path, site: Path, strict: bool, force: bool, no_downloads: bool, as_of: datetime.datetime | None
) -> None:
    """检查、生成并发布网站。

    新网站在旁边建好后整个换上；中途失败，旧网站不变。没有改动就不重新构建。

    \b
    例：python build.py site
    """
    from responsibility.build.fingerprint import Published

    target = Path(os.path.realpath(site))
    published = Published(ROOT, tasks.resolve(), target, strict, as_of, no_downloads)
    said = None if force else published.said()
    if said is None:
        from responsibility.build.publish import Project, only_one, refuse_to_overwrite
        from responsibility.build.site import build_site

        project = Project(ROOT)
        with failing_plainly(), only_one(project):
            refuse_to_overwrite(project, tasks, target)
            day = as_of and as_of.date()
            said = tally(build_site(project, tasks, target, strict, day, not no_downloads))
            published.note(said)
    else:
        click.echo("没有改动，不用重新构建。", err=True)
    click.echo(f"已发布到 {site}：{said}")


@main.command(cls=Chinese)
@tasks_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=ROOT / "dist" / "responsibility-site.zip",
    metavar="文件",
    help="压缩包写到哪里，默认 dist/responsibility-site.zip。",
)
@as_of_option
@help_option
def bundle(tasks: Path, output: Path, as_of: datetime.datetime | None) -> None:
    """构建网站并打成一个压缩包：解压后打开 index.html 就能看，不需要网络。

    \b
    例：python build.py bundle
    """
    from responsibility.build.bundle import bundle as write_bundle
    from responsibility.build.publish import Project, only_one
    from responsibility.build.site import build_site

    project = Project(ROOT)
    built = project.root / "out" / "bundle"
    with failing_plainly(), only_one(project):
        report = build_site(project, tasks, built, as_of=as_of and as_of.date())
        with step("打包"):
            number = write_bundle(built, output)
    click.echo(f"已打包到 {output}，共 {number} 个文件：{tally(report)}")


@main.command(cls=Chinese)
@tasks_option
@help_option
def render(tasks: Path) -> None:
    """只生成页面（out/docs），不构建网站。

    \b
    例：python build.py render && mkdocs build
    """
    from responsibility.build.publish import Project, only_one
    from responsibility.build.site import render_all

    project = Project(ROOT)
    with failing_plainly(), only_one(project):
        _, _, view = sound(tasks, revisions=True)
        render_all(project, view)
    click.echo(f"已生成到 {project.docs}")


@main.command(cls=Chinese)
@tasks_option
@click.option("--port", type=click.IntRange(1, 65535), default=8000, help="端口，默认 8000。")
@help_option
def serve(tasks: Path, port: int) -> None:
    """边改边看：改了数据、模板或样式，浏览器里随即更新。

    \b
    例：python build.py serve     然后打开 http://127.0.0.1:8000
    """
    from responsibility.build.editions import former_editions
    from responsibility.build.publish import Project, only_one
    from responsibility.build.serve import serve as run
    from responsibility.build.site import render_all

    def rebuild(project: Project) -> Data | None:
        from responsibility import views
        from responsibility.outputs import report as reports

        data, report = checked(tasks)
        if report.stops(False):
            click.echo(reports.text(report, prefix(tasks), gaps=False), err=True)
            return None
        view = views.build(data, report, former=former_editions(data, tasks))
        with only_one(project):
            render_all(project, view)
        return data

    with failing_plainly():
        run(Project(ROOT), tasks, port, rebuild, click.echo)


@main.command(cls=Chinese)
@click.argument("what", metavar="单位或任务")
@tasks_option
@click.option("--policy", metavar="文件", help="只看这一份文件（文件夹名）。")
@click.option("--width", type=click.IntRange(40), help="按这个宽度（半角字符数）排版，默认随终端。")
@help_option
def show(what: str, tasks: Path, policy: str | None, width: int | None) -> None:
    """在终端里看一个单位或一项任务。

    \b
    例：python build.py show 区水务局
        python build.py show 32
        python build.py show s1
    """
    from responsibility.outputs.terminal import show as show_text

    _, _, view = sound(tasks)
    if policy and policy not in {one.id for one in view.policies}:
        fail(f"没有“{policy}”这份文件；有：{'、'.join(one.id for one in view.policies)}")
    text = show_text(view, what, policy, width or _terminal_width())
    if text is None:
        fail(f"没有“{what}”这个单位或任务；单位用文件里的名称，任务用序号（如 32、s1）")
    click.echo(text)


def _terminal_width() -> int:
    import shutil

    return max(40, min(120, shutil.get_terminal_size().columns))


@main.group(cls=ChineseGroup)
@help_option
def export() -> None:
    """导出数据，供别的程序或办公软件使用。

    \b
    例：python build.py export json -o 责任.json
    """


@export.command("json", cls=Chinese)
@tasks_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="写到这个文件；不写则输出到屏幕。",
)
@help_option
def export_json(tasks: Path, output: Path | None) -> None:
    """导出全部数据为 JSON（格式见 schema/responsibility.schema.json）。

    \b
    例：python build.py export json -o responsibility.json
    """
    from responsibility.build.files import write_whole
    from responsibility.outputs.json_data import export as as_json

    with failing_plainly():
        _, _, view = sound(tasks)
        text = as_json(view).encode()
        if output:
            write_whole(output, text)
        else:
            click.echo(text, nl=False)


EXPORTS = {
    "xlsx": ("导出 Excel：全部任务的台账，和每个单位的台账。", "台账"),
    "docx": ("导出 Word：每个单位的责任清单。", "清单"),
    "csv": ("导出 CSV 表格：任务、分工、时限、指标，和每个单位的任务。", "表格"),
    "ics": ("导出日历：全部时限，和每个单位的时限。", "日历"),
    "all": ("导出以上全部：Excel、Word、CSV、日历。", "台账"),
}
"""The formats of ``export``: what each writes, and the folder of its example."""


def _export_command(name: str, what: str, example: str) -> None:
    """Add ``export NAME -o FOLDER``, which writes the downloads of that format."""

    @export.command(name, cls=Chinese, help=f"{what}\n\n\b\n例：python build.py export {name} -o {example}")
    @tasks_option
    @output_folder
    @help_option
    def run(tasks: Path, output: Path) -> None:
        from responsibility.build.files import write_whole
        from responsibility.outputs.downloads import FOLDER, downloads

        with failing_plainly():
            _, _, view = sound(tasks)
            files = downloads(view, None if name == "all" else (name,))
            for path, content in files.items():
                target = output / Path(path).relative_to(FOLDER)
                target.parent.mkdir(parents=True, exist_ok=True)
                write_whole(target, content)
        click.echo(f"已写入 {output}：{len(files)} 个文件")


for _name, (_what, _example) in EXPORTS.items():
    _export_command(_name, _what, _example)


@main.command(cls=Chinese)
@click.argument("old", metavar="旧版")
@click.argument("new", metavar="[新版]", required=False)
@tasks_option
@click.option("--policy", metavar="文件", help="只看这一份文件（文件夹名）。")
@click.option("--unit", metavar="单位", help="只看这个单位的得失。")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    help="text 给人看，markdown 贴到合并请求里，json 给程序，html 为一个网页。",
)
@help_option
def diff(old: str, new: str | None, tasks: Path, policy: str | None, unit: str | None, form: str) -> None:
    """对照两个版本：改了什么，哪个单位多了少了什么。

    版本可以是 git 版本（HEAD~1、标签）或文件夹；新版不写就是现在的数据。相同时退出码为 0，不同为 1，出错为 2。

    \b
    例：python build.py diff HEAD~1
        python build.py diff v2021 --unit 区水务局
    """
    from responsibility.build.editions import compared

    with failing_plainly(2):
        different, text = compared(old, new, tasks, policy, unit, form)
    click.echo(text, nl=False)
    sys.exit(1 if different else 0)


main.add_command(import_document)
main.add_command(new_policy)


@main.command(cls=Chinese)
@click.option("--check", "only_check", is_flag=True, help="只检查是否过时，不写文件。")
@help_option
def schema(only_check: bool) -> None:
    """由记录的定义重新生成 schema/ 里的 JSON Schema。

    \b
    例：python build.py schema
    """
    from responsibility.build.files import write_whole
    from responsibility.outputs.schemas import schemas

    stale = []
    for name, text in schemas().items():
        path = ROOT / "schema" / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not only_check:
                path.parent.mkdir(exist_ok=True)
                write_whole(path, text.encode())
    if only_check and stale:
        fail(f"过时：{'、'.join(stale)}；请运行 python build.py schema")
    click.echo("、".join(stale) or "都是最新的")


if __name__ == "__main__":
    collect_rarely()
    run_in_chinese(main)
