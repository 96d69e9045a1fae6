"""The pages that have a tab: one row a page. The navigation, the pages themselves and the links to them derive from it.

A page is added by a row of :data:`PAGES` and its template ``KEY.html``. This module loads
nothing else of the package: MkDocs reads the navigation from it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

HOME = "home"


@dataclass(frozen=True, kw_only=True)
class PageKind:
    """A page with a tab; its key is the name of its folder and of its template."""

    title: str
    """On its tab, and at the head of its printed sheets."""
    scope: Literal["site", "policy", "policies", "revision"]
    """Whether there is one of the site, one of each policy, one of all policies together as long as that is
    light enough (see :mod:`responsibility.outputs.site.lists`), or one of each revision, if there are any."""
    on_home: bool = False
    """Whether the home page leads to it under each policy."""
    link: str = ""
    """What the home page calls it, where not by its title."""
    if_reported: bool = False
    """Whether there is one only where units have reported, or the office has decided something."""
    about: str = ""
    """What the home page says of it; ``{roles}`` stands for who acts there."""


PAGES: dict[str, PageKind] = {
    HOME: PageKind(title="首页", scope="site"),
    "units": PageKind(title="单位", scope="site"),
    "tasks": PageKind(title="任务", scope="policy"),
    "progress": PageKind(title="进展", scope="policies", if_reported=True),
    "matrix": PageKind(
        title="矩阵", scope="policies", on_home=True, link="责任矩阵", about="{roles}，一张表看全"
    ),
    "deadlines": PageKind(title="时限", scope="policies", on_home=True),
    "targets": PageKind(title="指标", scope="policies", on_home=True),
    "deliverables": PageKind(title="成果", scope="policies", on_home=True),
    "cooperation": PageKind(title="协作", scope="site", on_home=True, about="哪些单位协同"),
    "gaps": PageKind(title="待明确", scope="policies", on_home=True),
    "document": PageKind(title="原文", scope="policy", on_home=True),
    "revisions": PageKind(title="修订", scope="revision"),
    "downloads": PageKind(title="下载", scope="site"),
}
"""The pages in the order of their tabs."""


def index(key: str) -> str:
    """The page that the tab ``key`` opens."""
    return "index.md" if key == HOME else f"{key}/index.md"


def nav(exists: Callable[[str], bool] | None = None) -> list[dict[str, str]]:
    """The navigation as MkDocs takes it: the tabs with their titles, without those whose page does not exist.

    ``exists`` tells it of a page's path; without it, pages that not every site has are left out.
    """
    if exists is None:
        always = {
            key: kind for key, kind in PAGES.items() if kind.scope != "revision" and not kind.if_reported
        }
        return [{kind.title: index(key)} for key, kind in always.items()]
    return [{kind.title: index(key)} for key, kind in PAGES.items() if exists(index(key))]
