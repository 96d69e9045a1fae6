"""How the files of a project are shown to its user."""

from __future__ import annotations

from pathlib import Path


def prefix(tasks: Path) -> str:
    """How the files of ``tasks`` are shown: as the user would type them."""
    try:
        return tasks.resolve().relative_to(Path.cwd()).as_posix() + "/"
    except ValueError:
        return tasks.as_posix() + "/"
