"""Markdown for merge requests: nothing of the data is read as Markdown or as HTML, and no comment is longer than a host takes."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

LONGEST = 60_000
"""Characters that a comment on a merge request may have, with some room left (GitHub allows 65,536)."""
_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~])")


def escaped(text: str) -> str:
    """``text`` on one line, as text."""
    return _SIGNS.sub(r"\\\1", html.escape(" ".join(text.split()), quote=False))


def bounded(lines: Iterable[str]) -> str:
    """The lines together, as far as there is room, with a word on what was left out."""
    taken: list[str] = []
    size = 0
    for line in lines:
        size += len(line) + 1
        if size > LONGEST:
            taken += ["", "……其余太长，没有列出：运行 `diff` 可看全部。"]
            break
        taken.append(line)
    return "\n".join(taken) + "\n"
