"""Builds the generated tree with Zensical, the successor of the theme's generator, into out/zensical/site.

Run as ``python -m responsibility.build.zensical`` after ``render``. It shows that the
tree and mkdocs.yml do not depend on MkDocs alone; the published site is MkDocs'.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import yaml

from responsibility.build.files import remove
from responsibility.build.pages import CONFIG
from responsibility.build.project import Project, find_project


def configure(project: Project) -> Path:
    """Copy the rendered tree, the theme and the configuration to out/zensical; returns the configuration there."""
    config = yaml.safe_load((project.out / CONFIG).read_text(encoding="utf-8"))
    target = project.out / "zensical"
    remove(target)
    shutil.copytree(project.docs, target / "docs")
    shutil.copytree(config["theme"]["custom_dir"], target / "theme")
    config.update(docs_dir="docs", site_dir="site")
    text = yaml.safe_dump(config, allow_unicode=True, sort_keys=False)
    (target / "mkdocs.yml").write_text(text, encoding="utf-8")
    return target / "mkdocs.yml"


LACKS = (
    "网页在 out/zensical/site。与平常构建的网站比，各页、筛选、找单位、网址不对时的一页（404.html）都一样；"
    "缺页眉里的全文检索：Zensical 的检索程序读它自己的 search.json，与本网站的不通，框里查不出结果。"
)
"""What the site that Zensical builds has, and what it lacks, as seen in a browser."""


def main() -> int:
    """Build the project of the working folder, and say what the site lacks; returns the exit status of zensical."""
    config = configure(find_project())
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", str(config)]
    status = subprocess.run(command, check=False).returncode
    if status == 0:
        print(LACKS)
    return status


if __name__ == "__main__":
    sys.exit(main())
