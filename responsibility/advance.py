"""How far long work is: told by what does it, shown, where there is a terminal, by the command line."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeVar

Advance = Callable[[int, int | None, str], None]
"""Called as work goes on: how many are done, of how many (None where that is not known), and how they are counted in Chinese (页, 个文件)."""
T = TypeVar("T")


def silent(done: int, total: int | None, counted_as: str) -> None:
    """An ``Advance`` for which nobody waits."""


def counted(items: Collection[T], counted_as: str, advance: Advance) -> Iterator[T]:
    """Each of ``items``, with ``advance`` called before each and after the last."""
    for done, item in enumerate(items):
        advance(done, len(items), counted_as)
        yield item
    advance(len(items), len(items), counted_as)
