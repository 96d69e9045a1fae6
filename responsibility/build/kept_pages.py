"""Pages in the tree for MkDocs that would be rendered to the same text again are left as they are.

Each is remembered with its key, the digest of all that its template was given (see :mod:`responsibility.outputs.site.keys`):
it stands where its key is what it was, the tool is, and the file is still what was written then.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from responsibility.build.files import write_files, write_whole
from responsibility.build.fingerprint import content_unchanged, tool
from responsibility.build.project import Project
from responsibility.outputs.site.render import Made

_RECORD = "rendered.json"


class KeptPages:
    """The pages in a project's tree for MkDocs."""

    def __init__(self, project: Project) -> None:
        self._file = project.out / _RECORD
        self._docs = project.docs
        self._before = self._read()
        self._now: dict[str, tuple[str, str]] = {}

    def stands(self, path: str, key: str) -> bool:
        """Whether the page at ``path`` was made with ``key``, and nobody has changed it since."""
        made_with, digest = self._before.get(path, ("", ""))
        return bool(key) and made_with == key and content_unchanged(self._docs / path, digest) is not None

    def write(self, made: Made) -> None:
        """Write a page that does not stand; raises OSError."""
        if made.text is None:
            self._now[made.path] = self._before[made.path]
            return
        content = made.text.encode()
        write_files(self._docs, {made.path: content})
        if made.key:
            self._now[made.path] = made.key, hashlib.sha256(content).hexdigest()

    def note(self) -> None:
        """Remember the pages, once all are written."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, json.dumps([tool(), self._now]).encode())

    def _read(self) -> dict[str, tuple[str, str]]:
        """The pages that this very tool made; none where the record is damaged."""
        try:
            record: Any = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        match record:
            case [made_by, dict(pages)] if made_by == tool():
                return {
                    path: (page[0], page[1])
                    for path, page in pages.items()
                    if isinstance(page, list) and len(page) == 2
                }
        return {}
