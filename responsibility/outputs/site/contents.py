"""The contents of a long page: links to its headings, behind its title. Read from the page, so that the two agree."""

from __future__ import annotations

import re

from markupsafe import Markup

_HEADING = re.compile(r'<h([23]) id="([^"]+)"[^>]*>(.*?)</h\1>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FEWEST = 3
"""Headings that a page has at least to be given contents."""


def with_contents(page: Markup) -> Markup:
    """``page`` with its contents behind its ``<h1>``; unchanged where it has few headings.

    Headings are those that have an ``id``. What folds the list on a narrow screen stands before it
    and holds nothing: on a wide one the list is shown whatever its state, also without a script.
    """
    headings = _HEADING.findall(page)
    before, title_end, after = page.partition(Markup("</h1>"))
    if len(headings) < _FEWEST or not title_end:
        return page
    # The page is escaped already, and so are the words of its headings.
    items = "\n".join(
        f'<li{" class=sub" if rank == "3" else ""}><a href="#{anchor}">{_TAG.sub("", words)}</a></li>'
        for rank, anchor, words in headings
    )
    contents = (
        '\n<nav class="contents" aria-label="本页目录">\n'
        f"<details><summary>本页目录</summary></details>\n<ul>\n{items}\n</ul>\n</nav>"
    )
    return before + title_end + Markup(contents) + after  # noqa: S704 - see above
