"""The published site as one zip file, to be handed over on a stick and opened from a folder."""

from __future__ import annotations

from pathlib import Path

from responsibility.build.files import read_tree, write_whole
from responsibility.outputs.zip_writer import zipped

FOLDER = "responsibility-site"
LEFT_OUT = ("sitemap.xml", "sitemap.xml.gz")
"""What only a web server has a use for."""


def bundle(site: Path, target: Path) -> int:
    """Zip ``site`` to ``target``, the same bytes for the same site; returns how many files it holds.

    Raises OSError.
    """
    files = {name: content for name, content in read_tree(site).items() if name not in LEFT_OUT}
    archive = zipped({f"{FOLDER}/{name}": content for name, content in sorted(files.items())})
    target.parent.mkdir(parents=True, exist_ok=True)
    write_whole(target, archive)
    return len(files)
