"""Everything that is published for download: ``{path: bytes}``, and what each file is for."""

from __future__ import annotations

from typing import NamedTuple

from compiler.exports.csv_export import data_package, to_csv
from compiler.exports.ics_export import to_ics
from compiler.exports.tables import TITLES, tables, unit_table
from compiler.views import SiteView
from compiler.views.tasks import DeadlineView
from compiler.views.units import UnitView

FOLDER = "downloads"
PACKAGE = "datapackage.json"
CALENDAR = "deadlines.ics"


class Download(NamedTuple):
    """A file for download: its path on the site, and what it is for."""

    path: str
    title: str


def listed() -> list[Download]:
    """The files of everything, as the download page lists them."""
    found = [Download(f"{FOLDER}/{name}.csv", title) for name, title in TITLES.items()]
    return [
        *found,
        Download(f"{FOLDER}/{CALENDAR}", "时限日历：导入手机或办公软件的日历"),
        Download(f"{FOLDER}/{PACKAGE}", "上面各表的说明（Data Package，供程序读取）"),
    ]


def of_unit(view: UnitView) -> list[Download]:
    """The files of one unit; none where it has no tasks."""
    found = [Download(_unit_path(view, "csv"), "这个单位的任务（CSV 表格）")] if view.duties else []
    if any(one.datable for one in view.deadlines):
        found.append(Download(_unit_path(view, "ics"), "这个单位的时限（日历）"))
    return found


def _unit_path(view: UnitView, ending: str) -> str:
    return f"{FOLDER}/units/{view.unit.id}.{ending}"


def downloads(site: SiteView) -> dict[str, bytes]:
    """``{path: bytes}`` of every file; the same views give the same bytes."""
    whole = tables(site)
    files = {f"{FOLDER}/{table.name}.csv": to_csv(table) for table in whole}
    numbers = "、".join(policy.record.facts.number for policy in site.policies)
    files[f"{FOLDER}/{PACKAGE}"] = data_package(whole, f"{numbers} 责任数据").encode()
    files[f"{FOLDER}/{CALENDAR}"] = _calendar(
        site, f"{numbers} 时限", [one for policy in site.policies for one in policy.deadlines]
    )
    for view in site.units:
        for path, _ in of_unit(view):
            if path.endswith(".csv"):
                files[path] = to_csv(unit_table(view))
            else:
                files[path] = _calendar(site, f"{view.unit.name} 时限", list(view.deadlines))
    return files


def _calendar(site: SiteView, name: str, deadlines: list[DeadlineView]) -> bytes:
    policies = {policy.id: policy for policy in site.policies}
    issued = max((policy.record.facts.issued for policy in site.policies), key=lambda date: date.first_day)
    last = max(policy.timeline.years[-1] for policy in site.policies)
    entries = [(one, policies[one.task.policy].task(one.task)) for one in deadlines]
    return to_ics(name, entries, issued, last)
