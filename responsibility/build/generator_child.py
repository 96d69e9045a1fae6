"""MkDocs as a child process that is loaded before it is needed, and ends with its parent.

Run by :class:`responsibility.build.generator.Generator`. Each line of JSON on standard input tells
it what to do: ``{"arguments": ["build", …], "epoch": "…"}``; when that is done it says so in a line of
``DONE`` and the exit status. When standard input closes the parent is gone, whatever killed it, and so
is the child.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import queue
import sys
import threading
import traceback

from responsibility.build.memory import tune_gc

DONE = "\0"
"""Begins the line that follows all that MkDocs says of an order; nothing that it says has this character."""
_EARLY = ("material", "mkdocs.commands.build")
"""Loaded while the parent still checks and renders; the rest comes with them or takes no time."""


def _receive(orders: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        orders.put(line)
    os._exit(1)


def main() -> None:
    """Load MkDocs and do what it is told, until the parent is gone."""
    tune_gc()
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(orders,), daemon=True).start()
    for name in _EARLY:
        importlib.import_module(name)
    while True:
        order = json.loads(orders.get())
        os.environ["SOURCE_DATE_EPOCH"] = order["epoch"]
        status = _status(order["arguments"])
        sys.stderr.flush()
        print(f"{DONE}{status}", flush=True)


def _status(arguments: list[str]) -> int:
    """Run MkDocs once; its exit status. What ends it unforeseen is told as Python would."""
    from mkdocs.__main__ import cli

    logging.getLogger("mkdocs.commands.build").addFilter(_unknown)
    try:
        cli(arguments)
    except SystemExit as end:
        return int(end.code or 0) if isinstance(end.code, int | None) else 1
    except Exception:
        traceback.print_exc()
        return 1
    return 0


def _unknown(record: logging.LogRecord) -> bool:
    """Whether MkDocs warns of something else than a build of the missing pages alone, which build.reuse accounts for."""
    return "'dirty' build" not in str(record.msg)
