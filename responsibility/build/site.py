"""A project → its published site: check, render, build."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from responsibility.advance import Advance, silent
from responsibility.build.compile import compile_project
from responsibility.build.contacts import contacts_of
from responsibility.build.download_files import KeptFiles, write_downloads
from responsibility.build.generator import Generator
from responsibility.build.memory import settled
from responsibility.build.office import refuse_another_projects_site
from responsibility.build.pages import named_files, write_config, write_docs, write_pages
from responsibility.build.project import Project
from responsibility.build.publish import publish
from responsibility.checks import Report
from responsibility.outputs.downloads import Downloads
from responsibility.views import SiteView

Progress = Callable[[str], AbstractContextManager[Advance]]
"""Entered with the name of each step in Chinese for as long as the step takes; gives what is told how far it is."""


def unwatched(step: str) -> AbstractContextManager[Advance]:
    """A ``Progress`` for which nobody waits."""
    return nullcontext(silent)


@dataclass(frozen=True)
class Options:
    """How a site is built."""

    strict: bool = False
    """Whether warnings stop the build too."""
    as_of: date | None = None
    """The day for which 已过期 and the like are said."""
    downloads: bool = True
    """Whether the site offers files for download."""
    internal: bool = False
    """Whether it is for inside only: shows whom units name, and says so on every page."""


@dataclass(frozen=True)
class Built:
    """What came of a build."""

    report: Report
    """What the checks found."""
    office_files: tuple[Path, ...]
    """Files and folders that the build read because ``site.yml`` or the office's ``mkdocs.yml`` names them."""
    view: SiteView
    """What the site shows."""


def build_site(
    project: Project, target: Path, options: Options = Options(), progress: Progress = unwatched
) -> Built:
    """Check, render and build the site into ``target``.

    Raises ResponsibilityError or OSError; then ``target`` is as it was.
    """
    with Generator(project.root) as generator:
        with progress("检查") as advance:
            compiled = compile_project(
                project, options.strict, options.as_of, with_revisions=True, advance=advance
            )
        view = compiled.view
        if project.out not in target.parents:
            refuse_another_projects_site(target, compiled.data.site)
        with settled(), progress("生成页面") as advance:
            site = compiled.data.site
            config = write_config(project, site, options.internal)
            contacts = contacts_of(project, compiled.data.units, view.as_of) if options.internal else None
            write_docs(project, site, write_pages(project, view, options.downloads, contacts, advance))
        kept = KeptFiles(project, target)
        files = Downloads(view, None if options.downloads else ())
        with settled(), progress("构建网站") as advance:
            others = partial(write_downloads, files, kept, advance=advance)
            publish(generator, project, compiled.data, config, target, others, advance)
            kept.note()
    besides = (project.contacts,) if options.internal and project.contacts.is_dir() else ()
    return Built(compiled.report, (*named_files(project, site), *besides), view)
