"""Pieces that many pages hold alike, rendered once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import jinja2

from responsibility.outputs.site.excerpt import Excerpt


def once_a_folder() -> Callable[..., Any]:
    """A function for templates: ``once(macro, key, …)`` is ``macro(…)``, rendered once for all pages of a folder with that key.

    The key has to tell everything that the result depends on but the links, which are alike from one folder,
    and the site, or the excerpt of it that the page is given: if a piece asked that for more, so does each page that holds it.
    Pieces are kept for a folder as long as pages of it, or of folders in it, are rendered.
    """
    by_folder: dict[str, dict[Hashable, tuple[Any, bool]]] = {}

    @jinja2.pass_context
    def once(
        context: jinja2.runtime.Context, macro: jinja2.runtime.Macro, key: Hashable, *arguments: Any
    ) -> Any:
        site = context["site"]
        folder = context["here"].rpartition("/")[0]
        if folder not in by_folder:
            for left in [each for each in by_folder if not folder.startswith(f"{each}/")]:
                del by_folder[left]
        rendered = by_folder.setdefault(folder, {})
        whole = id(site), context.name, macro.name, key
        asked = isinstance(site, Excerpt) and site.beyond
        if whole not in rendered:
            if isinstance(site, Excerpt):
                site.beyond = False
            rendered[whole] = macro(*arguments), isinstance(site, Excerpt) and site.beyond
        piece, asks = rendered[whole]
        if isinstance(site, Excerpt):
            site.beyond = asked or asks
        return piece

    return once
