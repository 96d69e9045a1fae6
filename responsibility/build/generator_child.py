"""MkDocs as a child process that is loaded before it is needed, and ends with its parent.

Run by :class:`responsibility.build.generator.Generator`. Each line of JSON on standard input tells
it what to do: ``{"arguments": ["build", …], "epoch": "…"}``; when that is done it says so in a line of
``DONE`` and the exit status, and meanwhile, in lines of ``BUILT``, how many pages are built. When standard input closes the parent is gone, whatever killed it, and so
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
from itertools import count

from responsibility.build.memory import tune_gc

DONE = "\0"
"""Begins the line that follows all that MkDocs says of an order; nothing that it says has this character."""
BUILT = "\1"
"""Is the line that says that another ``BUILT_AT_ONCE`` pages are built."""
BUILT_AT_ONCE = 10
"""So many, as the parent may be busy, and what waits to be read has to find room."""
_EARLY = (
    "material",
    "mkdocs.__main__",
    "mkdocs.commands.build",
    "mkdocs.config.defaults",
    "mkdocs.structure.toc",
    "markdown.extensions.codehilite",
)
"""Loaded while the parent still checks and renders; the rest comes with them or takes no time."""


_pages: count[int] | None = None
"""Counts the pages of an order; None where MkDocs is run by itself."""


def page_built() -> None:
    """Tell the parent, if MkDocs has one, that another page is built."""
    if _pages is not None and next(_pages) % BUILT_AT_ONCE == 0:
        print(BUILT, flush=True)


def _receive(orders: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        orders.put(line)
    os._exit(1)


def main() -> None:
    """Load MkDocs and do what it is told, until the parent is gone."""
    global _pages
    tune_gc()
    orders: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_receive, args=(orders,), daemon=True).start()
    for name in _EARLY:
        importlib.import_module(name)
    while True:
        order = json.loads(orders.get())
        _pages = count(1)
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
