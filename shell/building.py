"""Data → published site, step by step: check, render, build; says how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from compiler.checks import Report
from compiler.exports.downloads import downloads
from compiler.render import render
from compiler.views import SiteView
from shell.commands import sound, step
from shell.files import read_templates
from shell.generator import Generator
from shell.publish import Project, compiled_templates, publish, write_docs


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
    with Generator(project.config) as generator:
        with step("检查"):
            data, report, view = sound(tasks, strict, as_of, revisions=True)
        with step("生成页面"):
            render_docs(project, view, with_downloads)
        with step("构建网站"):
            publish(generator, data, target, lambda: downloads(view) if with_downloads else {})
    return report


def render_docs(
    project: Project, view: SiteView, with_downloads: bool = True, others: Mapping[str, bytes] | None = None
) -> None:
    """Render the pages into the tree for MkDocs, and write ``others`` there too."""
    templates, kept = read_templates(project.templates), compiled_templates(project)
    write_docs(project, render(view, templates, kept, with_downloads), others or {})


def render_all(project: Project, view: SiteView) -> None:
    """Write the tree for MkDocs with all that the site holds: pages and files for download."""
    render_docs(project, view, others=downloads(view))
