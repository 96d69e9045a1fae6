"""How Python looks for garbage while a command runs."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache


@cache
def tune_gc() -> None:
    """Collect seldom: a command makes many records and keeps nearly all of them until it ends.

    Nor are they looked through one by one when it ends, which takes as long as all checks.
    """
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)


@contextmanager
def settled() -> Iterator[None]:
    """While this is entered, what was made before is not looked through, and what pages leave behind is collected soon.

    Pages leave much in circles behind. To look for it often costs little where all else is left out.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(2_000, 10, 5)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
