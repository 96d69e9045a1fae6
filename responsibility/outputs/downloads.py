"""Everything that is published for download: what each file is for, and how it is made.

The libraries for Excel, Word and calendars are loaded when the first such file is
made: pages list the files without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from responsibility.outputs.csv_tables import data_package, to_csv
from responsibility.outputs.tables import TITLES, table, unit_table
from responsibility.views import PolicyView, SiteView
from responsibility.views.tasks import DeadlineView
from responsibility.views.units import UnitView

FOLDER = "downloads"
FORMATS = {
    "xlsx": (".xlsx",),
    "docx": (".docx",),
    "csv": (".csv", "datapackage.json"),
    "ics": (".ics",),
}
"""How the files of each format end."""


class Download(NamedTuple):
    """A file for download: its path on the site, what it is for, and how to make it."""

    path: str
    title: str
    make: Callable[[], bytes]


def of_everything(site: SiteView) -> list[Download]:
    """The files of everything, as the download page lists them."""
    numbers = site.numbers
    deadlines = [one for policy in site.policies for one in policy.deadlines]
    found = [_ledger(site, policy) for policy in site.policies]
    for name, title in TITLES.items():
        found.append(Download(f"{FOLDER}/{name}.csv", title, partial(_csv, site, name)))
    calendar = partial(_calendar, site, f"{numbers} 时限", deadlines)
    package = partial(_package, site, f"{numbers} 责任数据")
    return [
        *found,
        Download(f"{FOLDER}/deadlines.ics", "时限日历：导入手机或办公软件的日历", calendar),
        Download(f"{FOLDER}/datapackage.json", "各 CSV 表的说明（Data Package，供程序读取）", package),
    ]


def _ledger(site: SiteView, policy: PolicyView) -> Download:
    number = f"{policy.record.metadata.number} " if len(site.policies) > 1 else ""
    title = f"{number}任务分工台账：全部任务，可填进展；另有矩阵、时限、指标、缺口、单位各表（Excel）"
    return Download(f"{FOLDER}/ledger-{policy.id}.xlsx", title, partial(_policy_workbook, site, policy))


def of_unit(site: SiteView, view: UnitView) -> list[Download]:
    """The files of one unit; none where it has no tasks."""
    if not view.duties:
        return []
    place = f"{FOLDER}/units/{view.unit.id}"
    found = [
        Download(f"{place}.xlsx", "台账（Excel，可填进展）", partial(_unit_workbook, site, view)),
        Download(f"{place}.docx", "责任清单（Word，可作附件）", partial(_unit_letter, site, view)),
        Download(f"{place}.csv", "这个单位的任务（CSV 表格）", lambda: to_csv(unit_table(view))),
    ]
    if any(one.datable for one in view.deadlines):
        calendar = partial(_calendar, site, f"{view.unit.name} 时限", list(view.deadlines))
        found.append(Download(f"{place}.ics", "这个单位的时限（日历）", calendar))
    return found


def downloads(site: SiteView, formats: tuple[str, ...] = tuple(FORMATS)) -> dict[str, bytes]:
    """``{path: bytes}`` of every file of those formats; the same views give the same bytes."""
    endings = tuple(ending for name in formats for ending in FORMATS[name])
    return {one.path: one.make() for one in _all(site) if one.path.endswith(endings)}


def _all(site: SiteView) -> Iterator[Download]:
    yield from of_everything(site)
    for view in site.units:
        yield from of_unit(site, view)


def _csv(site: SiteView, name: str) -> bytes:
    return to_csv(table(site, name))


def _package(site: SiteView, title: str) -> bytes:
    return data_package([table(site, name) for name in TITLES], title).encode()


def _policy_workbook(site: SiteView, policy: PolicyView) -> bytes:
    from responsibility.outputs.xlsx_ledger import policy_workbook

    return policy_workbook(site, policy)


def _unit_workbook(site: SiteView, view: UnitView) -> bytes:
    from responsibility.outputs.xlsx_ledger import unit_workbook

    return unit_workbook(site, view)


def _unit_letter(site: SiteView, view: UnitView) -> bytes:
    from responsibility.outputs.docx_letter import unit_letter

    return unit_letter(site, view)


def _calendar(site: SiteView, name: str, deadlines: list[DeadlineView]) -> bytes:
    from responsibility.outputs.ics_calendar import Entry, to_ics

    issued = {policy.id: policy.record.metadata.issued for policy in site.policies}
    return to_ics(name, [Entry(one, site.task(one.task), issued[one.task.policy]) for one in deadlines])
