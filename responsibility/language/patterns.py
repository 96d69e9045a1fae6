"""How regular expressions are built from tables of words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``; the longest of those that begin alike is taken."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
