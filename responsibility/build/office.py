"""What ``site.yml`` says, on the site: name, address, imprint, colours, logo; and whose site it is."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import Any

from responsibility import DATA_FORMAT
from responsibility.build.project import Project
from responsibility.data.folder import Files
from responsibility.data.plain_files import read_plain
from responsibility.errors import BuildError
from responsibility.model.site import Colours, SiteConfig

IDENTITY_FILE = "data/project.json"
"""A published site says there which project it is of: ``{"format": 1, "id": "…"}``."""
_STYLES = "assets/office.css"
_LOGO_RULE = ".site-name img { height: 1.5em; margin-right: .5em; vertical-align: middle; }\n"


def configuration(site: SiteConfig) -> dict[str, Any]:
    """The keys of ``mkdocs.yml`` that follow from ``site.yml``; none for what it does not say."""
    config: dict[str, Any] = {}
    if site.name:
        config["site_name"] = site.name
    if site.address:
        config["site_url"] = site.address
    if site.logo:
        config["theme"] = {"logo": _logo_path(site.logo)}
    imprint = [
        ("主办单位", site.publisher),
        ("联系方式", site.contact),
        ("数据更新", site.updated.chinese if site.updated else None),
        ("数据许可", site.licence),
    ]
    if lines := [[label, text] for label, text in imprint if text]:
        config["extra"] = {"imprint": lines}
    return config


def files(project: Project, site: SiteConfig) -> Files:
    """What the site holds because of ``site.yml``, by path: identity, styles, logo. Raises OSError."""
    made: Files = {}
    if site.id:
        identity = {"format": site.format or DATA_FORMAT, "id": site.id}
        made[IDENTITY_FILE] = (json.dumps(identity) + "\n").encode()
    if styles := _styles(site):
        made[_STYLES] = styles.encode()
    if site.logo:
        made[_logo_path(site.logo)] = (project.root / site.logo).read_bytes()
    return made


def style_sheets(site: SiteConfig) -> list[str]:
    """The style sheets among :func:`files`."""
    return [_STYLES] if _styles(site) else []


def _logo_path(logo: str) -> str:
    return f"assets/logo{PurePosixPath(logo).suffix.lower()}"


def _styles(site: SiteConfig) -> str:
    return _colour_rules(site.colours) + (_LOGO_RULE if site.logo else "")


def _colour_rules(colours: Colours) -> str:
    """Rules that win over those of ``site.css``; in the dark scheme what is said on dark ground is lighter."""
    rules = ""
    if colours.primary:
        rules += (
            '[data-md-color-scheme][data-md-color-primary="custom"] {'
            f" --md-primary-fg-color: {colours.primary};"
            f" --md-primary-fg-color--light: {_mixed(colours.primary, 255, 0.15)};"
            f" --md-primary-fg-color--dark: {_mixed(colours.primary, 0, 0.2)}; }}\n"
        )
    if colours.accent:
        rules += (
            f'[data-md-color-scheme="default"] {{ --md-accent-fg-color: {colours.accent}; }}\n'
            f'[data-md-color-scheme="slate"] {{ --md-accent-fg-color: {_mixed(colours.accent, 255, 0.5)}; }}\n'
        )
    return rules


def _mixed(colour: str, other: int, share: float) -> str:
    """``#rrggbb`` mixed with ``share`` of a grey whose channels are all ``other``."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(channel * (1 - share) + other * share):02x}" for channel in channels)


def refuse_another_projects_site(folder: Path, site: SiteConfig) -> None:
    """Raise BuildError where ``folder`` holds a published site that says it is another project's.

    A site that says nothing is one of before there were identities, and may be replaced.
    """
    try:
        text = read_plain(folder / IDENTITY_FILE)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        identity = json.loads(text).get("id")
    except (ValueError, AttributeError):
        identity = None
    if site.id is None:
        raise BuildError(
            f"不能发布到 {folder}：那里的网站有标识，这个项目的 site.yml 里没有，不知道是不是同一个项目；请先运行",
            "upgrade",
        )
    if identity != site.id:
        raise BuildError(f"不能发布到 {folder}：那是另一个项目的网站（id {identity}），请换一个文件夹")
