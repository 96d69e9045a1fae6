"""How Python looks for garbage while a command runs."""

from __future__ import annotations

import atexit
import gc
from functools import cache


@cache
def tune_gc() -> None:
    """Collect seldom: a command makes many records and keeps nearly all of them until it ends.

    Nor are they looked through one by one when it ends, which takes as long as all checks.
    """
    gc.set_threshold(200_000, 20, 20)
    atexit.register(gc.freeze)
