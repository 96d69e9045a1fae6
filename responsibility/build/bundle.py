"""The published site as one zip file, to be handed over on a stick and opened from a folder."""

from __future__ import annotations

import re
from pathlib import Path

from responsibility.build.files import read_tree, write_whole
from responsibility.outputs.zip_writer import zipped

FOLDER = "responsibility-site"
LEFT_OUT = re.compile(r"sitemap\.xml(\.gz)?|.*\.map|assets/javascripts/(lunr|workers)/.*")
"""What only a web server or a developer has a use for, and the theme's own search, whose place our
worker takes."""


def bundle(site: Path, target: Path) -> int:
    """Zip ``site`` to ``target``, the same bytes for the same site; returns how many files it holds.

    Raises OSError.
    """
    files = {name: content for name, content in read_tree(site).items() if not LEFT_OUT.fullmatch(name)}
    archive = zipped({f"{FOLDER}/{name}": content for name, content in sorted(files.items())})
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, archive)
    return len(files)
