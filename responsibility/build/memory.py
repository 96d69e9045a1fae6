"""How Python looks for garbage while a command runs."""

from __future__ import annotations

import gc


def tune_gc() -> None:
    """Collect seldom: a command makes many records and keeps nearly all of them until it ends."""
    gc.set_threshold(200_000, 20, 20)
