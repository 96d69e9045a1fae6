"""A project's folder → data, report, views: what every command begins with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from responsibility import views
from responsibility.advance import Advance, silent
from responsibility.build.checking import check_project
from responsibility.build.editions import former_editions
from responsibility.build.paths import prefix
from responsibility.build.project import Project
from responsibility.checks import Report
from responsibility.data.loader import Data
from responsibility.errors import FaultyDataError, ProjectError
from responsibility.graph import Graph
from responsibility.outputs import report as reports
from responsibility.views import SiteView


class RefusedDataError(FaultyDataError):
    """The data has errors, or what else stops the build; ``report`` has them all."""

    def __init__(self, report: Report, tasks: Path) -> None:
        super().__init__(reports.text(report, prefix(tasks)))
        self.report = report


class Chosen(NamedTuple):
    """Of which documents is told: of all, of one, of those issued in a year."""

    policy: str | None = None
    """The name of its folder."""
    year: int | None = None

    def among(self, data: Data) -> Data:
        """``data`` with those documents alone; raises ProjectError where there is none."""
        policies = tuple(policy for policy in data.policies if self.policy in (None, policy.id))
        if not policies:
            raise ProjectError(
                f"没有“{self.policy}”这份文件；有：{'、'.join(policy.id for policy in data.policies)}"
            )
        of_year = tuple(policy for policy in policies if self.year in (None, policy.metadata.year))
        if not of_year:
            years = sorted({policy.metadata.year for policy in policies if policy.metadata.year})
            known = "、".join(map(str, years)) or "没有写成文日期的"
            raise ProjectError(f"没有 {self.year} 年印发的文件；有：{known}")
        return replace(data, policies=of_year)


ALL = Chosen()


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
    chosen: Chosen = ALL,
    advance: Advance = silent,
) -> Compiled:
    """Load, check and view the project; with ``with_revisions`` its published editions too.

    All of it is checked, and of the ``chosen`` documents alone are the views.
    Raises RefusedDataError where errors, or with ``strict`` warnings, stop the build, EmptyProjectError,
    ProjectError where no document is chosen, and RevisionError where an edition cannot be read.
    """
    data, report = check_project(project, advance)
    if report.stops(strict):
        raise RefusedDataError(report, project.tasks)
    if chosen != ALL:
        data = chosen.among(data)
        report = replace(report, graph=Graph(data))
    former = former_editions(data, project.tasks) if with_revisions else []
    data = replace(data, positions={})  # a third of what was read: nothing is said of a line any more
    return Compiled(data, report, views.build(data, report, as_of, former))
