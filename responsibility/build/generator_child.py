"""MkDocs as a child process that is loaded before it is needed, and ends with its parent.

Run by :class:`responsibility.build.generator.Generator`. A line of JSON on standard input tells
it what to do: ``{"arguments": ["build", …], "epoch": "…"}``. When that closes, before or
after, the parent is gone, whatever killed it, and so is the child.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import threading

from responsibility.build.memory import tune_gc

_EARLY = ("material", "mkdocs.commands.build")
"""Loaded while the parent still checks and renders; the rest comes with them or takes no time."""


def _end_with_parent() -> None:
    while os.read(0, 1):
        pass
    os._exit(1)


def main() -> None:
    """Load MkDocs, wait for the word, run it; ends the process."""
    tune_gc()
    for name in _EARLY:
        importlib.import_module(name)
    from mkdocs.__main__ import cli

    line = sys.stdin.readline()
    if not line:
        sys.exit(1)
    order = json.loads(line)
    os.environ["SOURCE_DATE_EPOCH"] = order["epoch"]
    threading.Thread(target=_end_with_parent, daemon=True).start()
    cli(order["arguments"])
