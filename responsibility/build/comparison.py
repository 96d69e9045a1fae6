"""Two editions of the data compared, as the command ``diff`` shows them."""

from __future__ import annotations

from dataclasses import replace

import jinja2

from responsibility.build.editions import Edition, edition, whole
from responsibility.build.pages import template_fault, templates
from responsibility.build.project import Project
from responsibility.data.git import RevisionError
from responsibility.data.loader import Data
from responsibility.diff import diff
from responsibility.diff.filter import of_unit
from responsibility.language.name_search import keys, meant, not_clear
from responsibility.outputs.diff_text import as_json, as_markdown, as_text
from responsibility.outputs.site.render import render_diff
from responsibility.views.revision import DiffView, diff_view


def compared(
    old: str, new: str | None, project: Project, policy: str | None, unit: str | None, form: str
) -> tuple[bool, str]:
    """Whether two editions differ, and the diff in ``form``; see the command ``diff``. Raises RevisionError."""
    before, after = (whole(edition(spec, project.tasks)) for spec in (old, new))
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
