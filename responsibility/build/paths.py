"""Where the project is, and how its places are shown."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
"""The folder of the project."""


def prefix(tasks: Path) -> str:
    """How the files of ``tasks`` are shown: as the user would type them."""
    try:
        return tasks.resolve().relative_to(Path.cwd()).as_posix() + "/"
    except ValueError:
        return tasks.as_posix() + "/"
