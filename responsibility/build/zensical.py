"""Builds the generated tree with Zensical, the successor of the theme's generator, into out/zensical/site.

Run as ``python -m responsibility.build.zensical`` after ``build.py render``. It shows that the
tree and mkdocs.yml do not depend on MkDocs alone; the published site is MkDocs'.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from responsibility.build.files import remove


def configure(root: Path) -> Path:
    """Copy the tree, the theme and mkdocs.yml to out/zensical; returns the configuration there."""
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    target = root / "out" / "zensical"
    remove(target)
    shutil.copytree(root / config["docs_dir"], target / "docs")
    shutil.copytree(root / config["theme"]["custom_dir"], target / "theme")
    config["docs_dir"] = "docs"
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (target / "mkdocs.yml").write_text(text, encoding="utf-8")
    return target / "mkdocs.yml"


def main() -> int:
    """Build; returns the exit status of zensical."""
    config = configure(Path(__file__).resolve().parent.parent.parent)
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", str(config)]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
