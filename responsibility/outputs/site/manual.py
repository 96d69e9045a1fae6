"""The manual (使用说明) on the site: the pages of ``docs/manual/``, with links to the pages that they speak of.

Its text names a page of the site as ``**矩阵**页``, by the title of the page's tab.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping

from responsibility.outputs.site.pages import PAGES, index

FOLDER = "manual"
"""Where the manual is on the site."""
_BOLD = re.compile(r"\*\*(?P<words>[^*\n]+)\*\*(?P<page>页)?")
_TITLE = re.compile(r"\A# (.+)\n")


def pages_named(text: str) -> Iterator[str]:
    """The keys of the pages that a text of the manual names. Raises KeyError for a page that no site has."""
    keys = {kind.title: key for key, kind in PAGES.items()}
    return (keys[match["words"]] for match in _BOLD.finditer(text) if match["page"])


def labels_in(text: str) -> set[str]:
    """What else is bold in a text of the manual: headings, buttons and labels of the pages that it speaks of."""
    return {match["words"] for match in _BOLD.finditer(text) if not match["page"]}


def manual(texts: Mapping[str, str], pages: Collection[str], attribution: str) -> dict[str, str]:
    """The manual's pages by path, as MkDocs reads them.

    ``texts`` are those of ``docs/manual/``, by name; ``pages`` the paths of the site's other pages: one that
    this site does not have is named without a link. ``attribution`` says whose site it is.
    """
    return {f"{FOLDER}/{name}": _page(text, pages, attribution) for name, text in texts.items()}


def _page(text: str, pages: Collection[str], attribution: str) -> str:
    title = _TITLE.match(text)
    facts = {"title": title[1] if title else FOLDER, "manual": True, "document": attribution}
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in facts.items())
    head = f"---\n{''.join(lines)}---\n\n"
    existing = {kind.title: index(key) for key, kind in PAGES.items() if index(key) in pages}

    def linked(match: re.Match[str]) -> str:
        path = existing.get(match["words"]) if match["page"] else None
        return f"**[{match['words']}](../{path})**页" if path else match[0]

    return head + _BOLD.sub(linked, text)
