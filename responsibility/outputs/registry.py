"""The formats in which the data is published for download: one row a format, whatever lists or writes them.

A format is added by a row of :data:`FORMATS`: the pages list its files, the site and the
bundle hold them, ``export NAME`` writes them. The libraries for Excel, Word and calendars
are loaded when the first such file is made: pages list the files without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from responsibility.model.site import SiteConfig
from responsibility.outputs.csv_tables import DATA_PACKAGE, data_package, to_csv
from responsibility.outputs.drawing import Drawing
from responsibility.outputs.json_data import JSON_FILE
from responsibility.outputs.json_data import export as to_json
from responsibility.outputs.progress_table import TITLE as PROGRESS
from responsibility.outputs.progress_table import progress_table
from responsibility.outputs.report_table import TITLE as REPORTS
from responsibility.outputs.report_table import report_table
from responsibility.outputs.tables import TITLES, table, unit_table
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.rules import ReportView
from responsibility.views.tasks import DeadlineView
from responsibility.views.units import UnitView

Subject = TypeVar("Subject", SiteView, PolicyView, UnitView)


def _always(_: object) -> bool:
    return True


class Archive(NamedTuple):
    """One zip of the files of all units."""

    name: str
    """Its name on the site."""
    called: str
    """What people get it as, before the ending."""


@dataclass(frozen=True, kw_only=True)
class File(Generic[Subject]):
    """A kind of file: of the whole site, of each policy or of each unit, which is its subject."""

    name: str
    """Its name on the site, in ASCII; ``{id}`` stands for the id of the policy or the unit."""
    called: str
    """What people get it as, before the ending; ``{name}`` stands for the policies, the policy or the unit."""
    title: str
    """What it is for, as pages list it."""
    write: Callable[[SiteView, Subject], bytes | Drawing]
    """Makes it, or says what it is drawn from; the same views give the same bytes."""
    exists: Callable[[Subject], bool] = _always
    """Whether there is such a file of that subject."""
    on_site: Callable[[SiteConfig], bool] = _always
    """Whether the office lets its site offer it; ``export`` writes it all the same."""
    for_programs: bool = False
    """Listed behind those that people open."""
    archive: Archive | None = None
    """Of a kind of file of units: one zip of all of them."""
    paper: bool = False
    """Whether the supervising office sends it out after a reporting day; ``export NAME --bulletin DAY`` makes these alone."""


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format: how it is called, what is written in it, for whom."""

    title: str
    """What people call it: Excel."""
    purpose: str
    """What ``export NAME`` writes, a sentence without its end."""
    example: str
    """The folder of that command's example."""
    of_site: tuple[File[SiteView], ...] = ()
    of_policy: tuple[File[PolicyView], ...] = ()
    of_unit: tuple[File[UnitView], ...] = ()
    filled_in: bool = False
    """Whether some of its files go out to be filled in for a reporting day."""

    @property
    def has_papers(self) -> bool:
        """Whether some of its files are papers of the supervising office."""
        files: tuple[File[Any], ...] = (*self.of_site, *self.of_policy, *self.of_unit)
        return any(file.paper for file in files)


# ---------------------------------------------------------------- writers


def _policy_workbook(site: SiteView, policy: PolicyView) -> Drawing:
    from responsibility.outputs.xlsx_ledger import policy_book

    return policy_book(site, policy)


def _merged_workbook(site: SiteView, policy: PolicyView) -> bytes:
    from responsibility.outputs.xlsx_merged import merged_workbook

    return merged_workbook(site, policy)


def _unit_workbook(site: SiteView, view: UnitView) -> Drawing:
    from responsibility.outputs.xlsx_ledger import unit_book

    return unit_book(site, view)


def _unit_letter(site: SiteView, view: UnitView) -> Drawing:
    from responsibility.outputs.docx_letter import unit_letter

    return unit_letter(site, view)


def _bulletin(_: SiteView, policy: PolicyView) -> bytes:
    from responsibility.outputs.docx_bulletin import bulletin

    return bulletin(policy)


def _reminder(site: SiteView, view: UnitView) -> bytes:
    from responsibility.outputs.docx_reminder import reminder

    return reminder(site, view)


def _table(name: str, site: SiteView, _: SiteView) -> bytes:
    return to_csv(table(site, name))


def _reports(site: SiteView) -> list[ReportView]:
    return [report for policy in site.current for report in policy.reports]


def _report_table(site: SiteView, _: SiteView) -> bytes:
    return to_csv(report_table(_reports(site)))


def _progress_table(site: SiteView, _: SiteView) -> bytes:
    return to_csv(progress_table(site))


def _unit_table(_: SiteView, view: UnitView) -> bytes:
    return to_csv(unit_table(view))


def _package(site: SiteView, _: SiteView) -> bytes:
    tables = [table(site, name) for name in TITLES]
    tables += [report_table(reports)] if (reports := _reports(site)) else []
    tables += [progress_table(site)] if site.progress else []
    return data_package(tables, f"{site.numbers} 责任数据").encode()


def _site_calendar(site: SiteView, _: SiteView) -> bytes:
    deadlines = (deadline for policy in site.current for deadline in policy.deadlines)
    return _calendar(site, f"{site.numbers} 时限", deadlines, _reports(site))


def _unit_calendar(site: SiteView, view: UnitView) -> bytes:
    return _calendar(site, f"{view.unit.name} 时限", view.deadlines, view.reports)


def _calendar(
    site: SiteView, name: str, deadlines: Iterable[DeadlineView], reports: Iterable[ReportView]
) -> bytes:
    from responsibility.outputs.ics_calendar import Entry, to_ics

    issued = {policy.id: policy.record.metadata.issued for policy in site.policies}
    entries = [Entry(each, site.task(each.task), issued[each.task.policy]) for each in deadlines]
    return to_ics(name, entries, reports, site.address)


def _datable(view: UnitView) -> bool:
    return not view.succeeded and _has_days(view)


def _has_days(view: UnitView) -> bool:
    return any(report.datable for report in view.reports) or any(
        deadline.datable for deadline in view.deadlines
    )


def _assigned(view: UnitView) -> bool:
    return bool(view.duties) and not view.succeeded


def _reported(subject: SiteView | PolicyView) -> bool:
    return subject.progress is not None


def _to_be_told(policy: PolicyView) -> bool:
    """Whether units have reported of a policy that is in force."""
    return bool(policy.record.metadata.in_force and policy.progress and policy.progress.days)


def _to_be_reminded(view: UnitView) -> bool:
    return view.progress is not None and view.progress.to_be_reminded


def _reminders_on_site(office: SiteConfig) -> bool:
    return office.reminders


def _json(site: SiteView, _: SiteView) -> bytes:
    return to_json(site).encode()


# ---------------------------------------------------------------- the rows


FORMATS: dict[str, Format] = {
    "xlsx": Format(
        title="Excel",
        purpose="全部任务的台账，和每个单位的台账（可填进展）",
        example="台账",
        of_policy=(
            File(
                name="ledger-{id}.xlsx",
                called="{name}任务分工台账",
                title="任务分工台账：全部任务；另有矩阵、时限、指标、成果、待明确事项、单位各表（Excel）",
                write=_policy_workbook,
            ),
            File(
                name="progress-{id}.xlsx",
                called="{name}进展汇总台账",
                title="进展汇总台账：各单位所报逐条汇总，可填销号、延期、调整；另有各单位、逾期两表（Excel）",
                write=_merged_workbook,
                exists=_reported,
            ),
        ),
        of_unit=(
            File(
                name="{id}.xlsx",
                called="{name}任务台账",
                title="台账（Excel，可填进展）",
                write=_unit_workbook,
                exists=_assigned,
                archive=Archive("units-xlsx.zip", "全部单位任务台账"),
            ),
        ),
        filled_in=True,
    ),
    "docx": Format(
        title="Word",
        purpose="每个单位的责任清单；有进展的，另有督查通报和催办函",
        example="清单",
        of_policy=(
            File(
                name="bulletin-{id}.docx",
                called="{name}督查通报",
                title="督查通报：总体情况、各单位排名、逾期和将到期的事项、没有报送的单位、共同反映的问题（Word）",
                write=_bulletin,
                exists=_to_be_told,
                paper=True,
            ),
        ),
        of_unit=(
            File(
                name="{id}.docx",
                called="{name}责任清单",
                title="责任清单（Word，可作附件）",
                write=_unit_letter,
                exists=_assigned,
                archive=Archive("units-docx.zip", "全部单位责任清单"),
            ),
            File(
                name="{id}.reminder.docx",
                called="{name}催办函",
                title="催办函（Word）：逾期、将到期的事项，没有报送的进展",
                write=_reminder,
                exists=_to_be_reminded,
                on_site=_reminders_on_site,
                archive=Archive("reminders.zip", "全部催办函"),
                paper=True,
            ),
        ),
    ),
    "csv": Format(
        title="CSV 表格",
        purpose="任务、分工、时限、指标、成果，和每个单位的任务",
        example="表格",
        of_site=(
            *(
                File[SiteView](
                    name=f"{name}.csv",
                    called="{name}" + title.partition("：")[0],
                    title=title,
                    write=partial(_table, name),
                )
                for name, title in TITLES.items()
            ),
            File(
                name="reports.csv",
                called="{name}" + REPORTS.partition("：")[0],
                title=REPORTS,
                write=_report_table,
                exists=lambda site: bool(_reports(site)),
            ),
            File(
                name="progress.csv",
                called="{name}" + PROGRESS.partition("：")[0],
                title=PROGRESS,
                write=_progress_table,
                exists=lambda site: site.progress is not None,
            ),
            File(
                name=DATA_PACKAGE,
                called=DATA_PACKAGE.removesuffix(".json"),
                title="各 CSV 表的说明（Data Package，供程序读取）",
                write=_package,
                for_programs=True,
            ),
        ),
        of_unit=(
            File(
                name="{id}.csv",
                called="{name}任务",
                title="这个单位的任务（CSV 表格）",
                write=_unit_table,
                exists=_assigned,
            ),
        ),
    ),
    "ics": Format(
        title="日历",
        purpose="全部时限，和每个单位的时限",
        example="日历",
        of_site=(
            File(
                name="deadlines.ics",
                called="{name}时限日历",
                title="时限日历：导入手机或办公软件的日历",
                write=_site_calendar,
            ),
        ),
        of_unit=(
            File(
                name="{id}.ics",
                called="{name}时限日历",
                title="这个单位的时限（日历）",
                write=_unit_calendar,
                exists=_datable,
            ),
        ),
    ),
}
"""The formats by name, which is that of the ``export`` command too."""

DATA = Format(
    title="JSON",
    purpose="全部数据",
    example="",
    of_site=(
        File(
            name=JSON_FILE.rsplit("/", 1)[-1],
            called="{name}全部数据",
            title="全部数据（JSON，供程序读取）",
            write=_json,
            for_programs=True,
        ),
    ),
)
"""What a site holds with its pages, whether or not files are made for download."""
