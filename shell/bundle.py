"""The published site as one zip file, to be handed over on a stick and opened from a folder."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from shell.files import read_tree, write_whole

FOLDER = "responsibility-site"
LEFT_OUT = re.compile(r"404\.html|sitemap\.xml(\.gz)?|.*\.map|assets/javascripts/(lunr|workers)/.*")
"""What only a web server or a developer has a use for (404.html also links absolutely), and the
theme's own search, whose place our worker takes."""
_EPOCH = (1980, 1, 1, 0, 0, 0)


def bundle(site: Path, target: Path) -> int:
    """Zip ``site`` to ``target``, the same bytes for the same site; returns how many files it holds."""
    buffer = BytesIO()
    files = {name: content for name, content in read_tree(site).items() if not LEFT_OUT.fullmatch(name)}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, buffer.getvalue())
    return len(files)
