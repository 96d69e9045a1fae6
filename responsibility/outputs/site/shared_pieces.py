"""Pieces that many pages hold alike, rendered once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import jinja2


def once_a_folder() -> Callable[..., Any]:
    """A function for templates: ``once(macro, key, …)`` is ``macro(…)``, rendered once for all pages of a folder with that key.

    The key has to tell everything that the result depends on but the links, which are alike from one folder,
    and what is the same on the whole site.
    """
    rendered: dict[Hashable, Any] = {}

    @jinja2.pass_context
    def once(
        context: jinja2.runtime.Context, macro: jinja2.runtime.Macro, key: Hashable, *arguments: Any
    ) -> Any:
        whole = context["here"].rpartition("/")[0], context.name, macro.name, key
        if whole not in rendered:
            rendered[whole] = macro(*arguments)
        return rendered[whole]

    return once
