"""Pages that may be too heavy: given up as soon as they turn out to be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import jinja2

_CONTENT = "content"
"""The block that holds nearly all of a page; where an office's own template has none the page is weighed at its end."""


class _TooHeavyError(Exception):
    """A page weighs more than it may."""


def rendered_if_light(template: jinja2.Template, names: Mapping[str, Any], most: int) -> str | None:
    """The page of ``template``; None, and not rendered to its end, where it weighs more than ``most`` bytes.

    Its content is weighed piece by piece: to the template that it extends it is one piece, however long.
    Raises jinja2 errors for a faulty template.
    """
    context = template.new_context(dict(names))
    if content := context.blocks.get(_CONTENT):
        content[0] = partial(_up_to, most, content[0])
    try:
        text = "".join(template.root_render_func(context))
    except _TooHeavyError:
        return None
    except Exception:
        template.environment.handle_exception()
    return text if len(text.encode()) <= most else None


def _up_to(
    most: int,
    content: Callable[[jinja2.runtime.Context], Iterable[str]],
    context: jinja2.runtime.Context,
) -> Iterator[str]:
    weight = 0
    for piece in content(context):
        weight += len(piece.encode())
        if weight > most:
            raise _TooHeavyError
        yield piece
