"""Data → published site, step by step: check, render, build; says how far it is."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

from responsibility.build.files import read_templates
from responsibility.build.generator import Generator
from responsibility.build.publish import Project, compiled_templates, publish, write_docs
from responsibility.checks import Report
from responsibility.cli.common import sound, step
from responsibility.outputs.downloads import FOLDER, downloads
from responsibility.outputs.site.render import render
from responsibility.views import SiteView


def build_site(
    project: Project,
    tasks: Path,
    target: Path,
    strict: bool = False,
    as_of: date | None = None,
    with_downloads: bool = True,
) -> Report:
    """Check, render and build the site into ``target``; returns the report of the checks.

    Prints the problems and exits where they stop the build. Raises BuildError,
    RevisionError, OSError and jinja2's errors; then ``target`` is as it was.
    """
    with Generator(project.config, subprocess.PIPE) as generator:
        with step("检查"):
            data, report, view = sound(tasks, strict, as_of, revisions=True)
        with step("生成页面"):
            write_docs(project, rendered(project, view, with_downloads))
        with step("构建网站"):
            publish(generator, data, target, lambda: downloads(view) if with_downloads else {})
    return report


def rendered(project: Project, view: SiteView, with_downloads: bool = True) -> dict[str, str]:
    """The pages of ``view``, by the project's templates, which are kept compiled."""
    return render(view, read_templates(project.templates), compiled_templates(project), with_downloads)


def render_all(project: Project, view: SiteView) -> None:
    """Write the tree for MkDocs with all that the site holds: the pages first, then the files for download.

    Those take longer, and a live preview shows the pages meanwhile.
    """
    pages = rendered(project, view)
    write_docs(project, pages, keep=FOLDER)
    write_docs(project, pages, downloads(view))
