"""A project's folder → data, report, views: what every command begins with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from responsibility import views
from responsibility.build.checking import check_project
from responsibility.build.editions import former_editions
from responsibility.build.paths import prefix
from responsibility.build.project import Project
from responsibility.checks import Report
from responsibility.data.loader import Data
from responsibility.errors import FaultyDataError
from responsibility.outputs import report as reports
from responsibility.views import SiteView


class RefusedDataError(FaultyDataError):
    """The data has errors, or what else stops the build; ``report`` has them all."""

    def __init__(self, report: Report, tasks: Path) -> None:
        super().__init__(reports.text(report, prefix(tasks)))
        self.report = report


@dataclass(frozen=True)
class Compiled:
    """A project without errors, all the way to its views."""

    data: Data
    report: Report
    view: SiteView


def compile_project(
    project: Project,
    strict: bool = False,
    as_of: datetime.date | None = None,
    with_revisions: bool = False,
) -> Compiled:
    """Load, check and view the project; with ``with_revisions`` its published editions too.

    Raises RefusedDataError where errors, or with ``strict`` warnings, stop the build, EmptyProjectError,
    and RevisionError where an edition cannot be read.
    """
    data, report = check_project(project)
    if report.stops(strict):
        raise RefusedDataError(report, project.tasks)
    former = former_editions(data, project.tasks) if with_revisions else []
    return Compiled(data, report, views.build(data, report, as_of, former))
