"""The JSON Schemas in a project's folder, by which editors explain and complete its files."""

from __future__ import annotations

from pathlib import Path

from responsibility.build.files import write_whole
from responsibility.build.project import Project
from responsibility.outputs.schemas import schemas


def stale_schemas(project: Project) -> dict[str, str]:
    """``{file name: text}`` of the schemas that the project has not, or has otherwise than this tool writes them."""
    folder = project.root / "schema"
    return {name: text for name, text in schemas().items() if not _holds(folder / name, text)}


def _holds(path: Path, text: str) -> bool:
    # As text: a checkout on Windows may end lines otherwise.
    return path.is_file() and path.read_text(encoding="utf-8", errors="replace") == text


def refresh_schemas(project: Project) -> list[str]:
    """Write those that are stale into ``schema/``; returns their names. Raises OSError."""
    stale = stale_schemas(project)
    (project.root / "schema").mkdir(exist_ok=True)
    for name, text in stale.items():
        write_whole(project.root / "schema" / name, text.encode())
    return list(stale)
