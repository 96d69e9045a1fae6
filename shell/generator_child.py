"""MkDocs as a child process that ends with its parent, whatever kills that one.

Run as ``python -m shell.generator_child build …`` with a pipe for standard input,
which nobody writes to: it closes when the parent is gone.
"""

from __future__ import annotations

import os
import threading

from shell.commands import collect_rarely


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


def main() -> None:
    """Run MkDocs with the arguments given; ends the process."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    collect_rarely()
    from mkdocs.__main__ import cli

    cli()


if __name__ == "__main__":
    main()
