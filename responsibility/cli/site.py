"""``site``: the published site, built only where something has changed."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from responsibility.build.fingerprint import Published
from responsibility.build.project import Project
from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import as_of_option, call, loading, with_project
from responsibility.cli.steps import replacing, step
from responsibility.errors import BuildError


@click.command(cls=Chinese)
@with_project
@click.option(
    "--site",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    help="网站发布到哪里，默认是项目里的 site/。",
)
@click.option("--strict", is_flag=True, help="有警告也不发布。")
@click.option("--force", is_flag=True, help="没有改动也重新构建。")
@click.option(
    "--internal",
    is_flag=True,
    help="内部使用的网站：显示各单位报来的责任领导、责任人、联系电话，每页注明；默认发布到 private/site/。",
)
@click.option("--no-downloads", is_flag=True, help="不做台账等供下载的文件：试看时快一些。")
@as_of_option
@help_option
def site(
    project: Project,
    folder: Path | None,
    strict: bool,
    force: bool,
    no_downloads: bool,
    internal: bool,
    as_of: datetime.datetime | None,
) -> None:
    """检查、生成并发布网站。

    新网站在旁边建好后整个换上；中途失败，旧网站不变。没有改动就不重新构建。

    \b
    例：zeren site
    """
    shown = folder or (project.internal_site if internal else project.site)
    target = Path(os.path.realpath(shown))
    if internal and target == Path(os.path.realpath(project.site)):
        raise BuildError(f"{shown} 是对外的网站；内部使用的网站要发布到别的文件夹")
    published = Published(project, target, strict, as_of, no_downloads, internal)
    summary = None if force else published.cached_summary()
    with replacing(target):
        if summary is None:
            summary, office_files = _build(project, target, (strict, as_of, not no_downloads, internal))
            published.note(summary, office_files)
        else:
            click.echo("没有改动，不用重新构建。", err=True)
        click.echo(f"已发布到 {shown}：{summary}")
    if internal:
        _warn_of_git(target, shown)


def _warn_of_git(target: Path, shown: Path) -> None:
    """Say that git would keep the site for inside, with whom units name, where it would."""
    from responsibility.edit.commits import is_kept_in_git

    if is_kept_in_git(target):
        click.echo(
            f"注意：{shown} 里有责任人和电话，而 git 会收它：先把它写进 .gitignore，再提交（private/ 由 {call('upgrade')} 写）",
            err=True,
        )


def _build(
    project: Project, target: Path, given: tuple[bool, datetime.datetime | None, bool, bool]
) -> tuple[str, tuple[Path, ...]]:
    """Build the site; returns what to say of it, and what it read besides the project's usual files."""
    # Loaded here: finding out that nothing has changed needs none of it, and takes a tenth of the time.
    with loading():
        from responsibility.build.locks import build_lock
        from responsibility.build.publish import refuse_to_overwrite
        from responsibility.build.site import Options, build_site
        from responsibility.cli.built import built_words

    with build_lock(project):
        refuse_to_overwrite(project, target)
        strict, as_of, downloads, internal = given
        options = Options(strict, as_of.date() if as_of else None, downloads, internal)
        built = build_site(project, target, options, step)
        return built_words(built, "site"), built.office_files
