"""Two editions of the data, or two reporting days, compared, as the command ``diff`` shows them."""

from __future__ import annotations

import datetime
from dataclasses import replace

import jinja2

from responsibility.advance import Advance, silent
from responsibility.build.compile import compile_project
from responsibility.build.editions import Edition, edition, whole
from responsibility.build.pages import template_fault, templates
from responsibility.build.project import Project
from responsibility.data.git import RevisionError
from responsibility.data.loader import Data
from responsibility.diff import diff
from responsibility.diff.filter import of_unit
from responsibility.language.name_search import keys, meant, not_clear
from responsibility.model import Policy
from responsibility.outputs import json_progress_changes, progress_changes
from responsibility.outputs.diff_text import as_json, as_markdown, as_text
from responsibility.outputs.site.render import render_diff
from responsibility.views.progress_changes import progress_changes as changes_between
from responsibility.views.revision import DiffView, diff_view
from responsibility.views.status import day_words


def compared(
    old: str,
    new: str | None,
    project: Project,
    policy: str | None,
    unit: str | None,
    form: str,
    advance: Advance = silent,
) -> tuple[bool, str]:
    """Whether two editions differ, and the diff in ``form``; see the command ``diff``. Raises RevisionError."""
    before, after = (whole(edition(spec, project.tasks, advance=advance)) for spec in (old, new))
    if policy:
        before, after = _only(policy, before, after)
    changes = diff(before.data, after.data)
    if unit:
        unit = _unit_name(unit, before.data, after.data)
        changes = of_unit(changes, unit)
    title = f"修订对照：{before.name} → {after.name}" + (f"（{unit}）" if unit else "")
    if form == "json":
        return not changes.same, as_json(changes)
    view = diff_view(changes, before.data, after.data)
    if form == "html":
        return not changes.same, _page(view, title, project)
    return not changes.same, {"text": as_text, "markdown": as_markdown}[form](view, title)


def progress_compared(
    old: str,
    new: str | None,
    project: Project,
    policy: str | None,
    unit: str | None,
    form: str,
    advance: Advance = silent,
) -> tuple[bool, str]:
    """Whether anything changed between two reporting days of a policy, and what, in ``form``.

    Without ``new`` it is the last one. Raises RevisionError where the days, the policy or the unit are none,
    and what ``compile_project`` raises.
    """
    if form == "html":
        raise RevisionError("两个报送日期的对照没有网页：网站的进展页就是；这里用 text、markdown 或 json")
    compiled = compile_project(project, as_of=_day(new) if new else None, advance=advance)
    chosen = _with_reports(compiled.data, policy)
    days = [_reporting_day(each, chosen) if each else chosen.reporting_days[-1] for each in (old, new)]
    if days[0] > days[1]:
        raise RevisionError(f"{days[0]} 在 {days[1]} 之后：先写早的一天")
    name = _unit_name(unit, compiled.data, compiled.data) if unit else None
    views = compiled.view.policies
    [progress] = [each.progress for each in views if each.id == chosen.id and each.progress]
    changes = changes_between(progress, days[0], days[1], name)
    if form == "json":
        return not changes.same, json_progress_changes.as_json(changes, name)
    title = f"{changes.document}进展对照：{' → '.join(map(day_words, days))}" + (
        f"（{name}）" if name else ""
    )
    write = {"text": progress_changes.as_text, "markdown": progress_changes.as_markdown}[form]
    return not changes.same, write(changes, title)


def _with_reports(data: Data, policy: str | None) -> Policy:
    """The policy of that id, without an id the only one that has reports."""
    known = [each for each in data.policies if each.reporting_days]
    if not known:
        raise RevisionError("还没有单位报过进展")
    chosen = [each for each in known if each.id == policy] if policy else known
    names = "、".join(each.id for each in known)
    if not chosen:
        raise RevisionError(f"没有“{policy}”这份文件的进展；有：{names}")
    if len(chosen) > 1:
        raise RevisionError(f"有进展的文件不止一份，用 --policy 指明：{names}")
    return chosen[0]


def _reporting_day(written: str, policy: Policy) -> datetime.date:
    day = _day(written)
    if day not in policy.reporting_days:
        days = "、".join(map(str, policy.reporting_days))
        raise RevisionError(f"{policy.id} 没有 {day} 的进展；报送日期有：{days}")
    return day


def _day(written: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(written)
    except ValueError:
        raise RevisionError(f"“{written}”不是日期：写报送日期，如 2022-06-30") from None


def _page(view: DiffView, title: str, project: Project) -> str:
    try:
        return render_diff(view, title, templates(project))
    except jinja2.TemplateError as error:
        raise template_fault(error) from error


def _only(policy: str, *editions: Edition) -> list[Edition]:
    known = {policy.id for edition in editions for policy in edition.data.policies}
    if policy not in known:
        raise RevisionError(f"没有“{policy}”这份文件；有：{'、'.join(sorted(known))}")
    kept = (tuple(each for each in edition.data.policies if each.id == policy) for edition in editions)
    return [
        replace(edition, data=replace(edition.data, policies=own))
        for edition, own in zip(editions, kept, strict=True)
    ]


def _unit_name(unit: str, old: Data, new: Data) -> str:
    """The unit's name of today, from any of its names or its id in either edition, or what the finder knows it by.

    Raises RevisionError where no single one is meant.
    """
    today = {registered.id: registered.name for registered in new.units}
    for registered in (*new.units, *old.units):
        if unit in (registered.name, registered.id, registered.short, *registered.aliases):
            return today.get(registered.id, registered.name)
    known = {registered.id: registered for registered in (*old.units, *new.units)}.values()
    units, sure = meant(unit, ((each, keys((each.name, *each.aliases), each.id)) for each in known))
    if len(units) == 1 and sure:
        return units[0].name
    raise RevisionError(not_clear(unit, [each.name for each in units], sure))
