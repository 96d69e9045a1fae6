"""``bundle``: the site as one zip file."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from responsibility.build.bundle import bundle as write_bundle
from responsibility.build.locks import build_lock
from responsibility.build.project import Project
from responsibility.build.site import Options, build_site
from responsibility.cli.built import built_words
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import as_of_option, with_project
from responsibility.cli.steps import step


@click.command(cls=Chinese)
@with_project
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="压缩包写到哪里，默认是项目里的 dist/responsibility-site.zip。",
)
@as_of_option
@help_option
def bundle(project: Project, output: Path | None, as_of: datetime.datetime | None) -> None:
    """构建网站并打成一个压缩包：解压后打开 index.html 就能看，不需要网络。

    \b
    例：zeren bundle
    """
    target = output or project.dist / "responsibility-site.zip"
    built = project.out / "bundle"
    with build_lock(project):
        built_site = build_site(project, built, Options(as_of=as_of.date() if as_of else None), step)
        with step("打包"):
            number = write_bundle(built, target)
    click.echo(f"已打包到 {target}，共 {number} 个文件：{built_words(built_site, 'bundle')}")
