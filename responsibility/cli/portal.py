"""``portal``: one static page set over the published sites of many jurisdictions."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import click

from responsibility.cli.chinese_help import Chinese, help_option
from responsibility.cli.common import loading
from responsibility.cli.steps import step


@click.command(cls=Chinese)
@click.argument("sources", metavar="网站…", nargs=-1, required=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="文件夹",
    default="portal",
    help="门户写到哪里，默认是当前文件夹里的 portal/。",
)
@click.option("--name", metavar="名称", help="门户的名称；不写的，用清单里写的。")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="按这一天（如 2022-01-01）算已过期和快到期的；不写的，各网站按各自写明的那一天。",
)
@click.option(
    "--with-sites",
    is_flag=True,
    help="以文件夹给出的网站一起放进门户的文件夹：合成一份，可以整个发布、拷走。",
)
@click.option("--strict", is_flag=True, help="有一个网站没有取到，就不做门户。")
@help_option
def portal(
    sources: tuple[str, ...],
    out: Path,
    name: str | None,
    as_of: datetime.datetime | None,
    with_sites: bool,
    strict: bool,
) -> None:
    """把各地各单位发布的网站汇成一个门户：在一处找单位、任务、指标、到期的事项，链接到各网站。

    可以给网址、网站所在的文件夹、装着几个网站的文件夹、网站的 responsibility.json，也可以给一份清单 portal.yml，
    列出各网站的名称和网址。没有取到的说明原因，其余照做；一个也没有取到的，不做，退出码为 1。

    \b
    例：zeren portal portal.yml --out 门户
        zeren portal 各县网站/ --with-sites
    """
    with loading():
        from responsibility.portal.building import Options, build_portal
        from responsibility.portal.sources import given

    options = Options(as_of.date() if as_of else None, name, with_sites, strict)
    catalogue = build_portal(given(sources), Path(os.path.realpath(out)), options, step)
    for refused in catalogue.refused:
        click.echo(f"没有取到 {refused.source.words}：{refused.why}", err=True)
    jurisdictions = catalogue.jurisdictions.values()
    undated = sum(jurisdiction.day is None for jurisdiction in jurisdictions)
    counts = [
        f"{len(jurisdictions)} 个网站",
        f"{sum(jurisdiction.units for jurisdiction in jurisdictions)} 个单位",
        f"{sum(jurisdiction.tasks for jurisdiction in jurisdictions)} 项任务",
        f"已过期 {sum(jurisdiction.overdue for jurisdiction in jurisdictions)} 处",
    ]
    if catalogue.refused:
        counts.append(f"没有取到 {len(catalogue.refused)} 个")
    if undated:
        counts.append(f"{undated} 个未写明截至哪一天，不知道过期没有（写 --as-of）")
    click.echo(f"门户已写到 {out}：{'，'.join(counts)}")
