"""The pinyin of names, kept from one run to the next: loading its dictionaries takes as long as rendering a policy's pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from responsibility.build.files import write_whole
from responsibility.build.fingerprint import installed
from responsibility.build.project import Project
from responsibility.language.name_search import READINGS

_FILE = "pinyin.json"


@contextmanager
def kept_readings(project: Project) -> Iterator[None]:
    """Names that were read in an earlier run need no dictionary inside; what is read anew is kept for the next run.

    What is kept counts for nothing where it is damaged, or was read by another version of the dictionaries.
    """
    file, version = project.out / _FILE, _version()
    READINGS.clear()
    READINGS.update(_kept(file, version))
    before = len(READINGS)
    yield
    if len(READINGS) > before:
        file.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"version": version, "readings": READINGS}, ensure_ascii=False)
        write_whole(file, text.encode())


def _version() -> str:
    return ", ".join(name for name in installed() if name.startswith("pypinyin-"))


def _kept(file: Path, version: str) -> dict[str, list[str]]:
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(kept, dict) or kept.get("version") != version:
        return {}
    readings = kept.get("readings")
    if not isinstance(readings, dict):
        return {}
    return {name: read for name, read in readings.items() if _sound(name, read)}


def _sound(name: str, read: object) -> bool:
    """Whether ``read`` has a syllable for each character of ``name``."""
    return isinstance(read, list) and len(read) == len(name) and all(isinstance(each, str) for each in read)
