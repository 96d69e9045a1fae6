"""What templates know and call: the Jinja environment of the site's pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import jinja2

from responsibility import checks
from responsibility.language.normalize import joined
from responsibility.model import DELIVERABLE_KINDS, EXPECTED, LEAD, MARK_SPECS, ROLES, THROUGH, Unit
from responsibility.model.problems import Check, Problem
from responsibility.outputs.downloads import Downloads
from responsibility.outputs.site import reporting
from responsibility.outputs.site.contents import with_contents
from responsibility.outputs.site.feed import FEED
from responsibility.outputs.site.links import Links, item_anchor, relative, section_anchor, task_anchor
from responsibility.outputs.site.lists import by_year
from responsibility.outputs.site.pages import PAGES
from responsibility.outputs.site.reporting import Contacts
from responsibility.outputs.site.shared_pieces import once_a_folder
from responsibility.progress.lights import Light
from responsibility.proof import FRONT
from responsibility.views import SiteView
from responsibility.views.cooperation import LETTER
from responsibility.views.exactness import EXACTNESS_NAMES, WITHOUT_DAY
from responsibility.views.items import roles_in
from responsibility.views.lines import matter_beside, named_words, quote_beside
from responsibility.views.mentions import MENTIONED, UNASSIGNED
from responsibility.views.notes import unit_notes
from responsibility.views.phrases import NOT_TOLD, period_words
from responsibility.views.revision import RevisionView, TaskPair, excerpt
from responsibility.views.status import STATES, day_words
from responsibility.views.subject_progress import SubjectProgress
from responsibility.views.tasks import FactView, TaskRef, TaskView

_COLOURS = 8
"""Colours that ``site.css`` has for kinds of units."""


def gap_groups(gaps: tuple[Problem, ...]) -> list[tuple[Check, list[Problem]]]:
    """Return the gaps by the check that found them, in the order of the checks; checks without any are left out."""
    groups = ((check, [gap for gap in gaps if gap.check == check.name]) for check in checks.ALL)
    return [(check, group) for check, group in groups if group]


def jinja(templates: Mapping[str, str], compiled: jinja2.BytecodeCache | None = None) -> jinja2.Environment:
    """Escapes everything; an unknown name is an error."""
    environment = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        bytecode_cache=compiled,
        cache_size=-1,
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(excerpt=excerpt)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return environment


def environment(
    site: SiteView,
    templates: Mapping[str, str],
    compiled: jinja2.BytecodeCache | None,
    downloads: Downloads,
    with_downloads: bool,
    contacts: Contacts,
) -> jinja2.Environment:
    """That of the pages of ``site``.

    What templates are given of it there, does not change from page to page: they get the site, or an excerpt
    of it, with each page.
    """
    environment = jinja(templates, compiled)
    environment.globals.update(_NAMES | _LINK_FUNCTIONS | _OF_THE_SITE)
    environment.globals.update(reporting.template_names(site.registry, contacts))
    environment.globals.update(
        downloads=downloads,
        with_downloads=with_downloads,
        several=len(site.policies) > 1,
        kind_class=_kind_classes(site).__getitem__,
        once=once_a_folder(),
    )
    environment.filters.update(period=period_words, joined=joined, css=_css, day=day_words)
    environment.filters.update(reporting.FILTERS)
    return environment


_NAMES: dict[str, object] = {
    "item_anchor": item_anchor,
    "section_anchor": section_anchor,
    "task_anchor": task_anchor,
    "gap_groups": gap_groups,
    "by_year": by_year,
    "roles_in": roles_in,
    "matter_beside": matter_beside,
    "quote_beside": quote_beside,
    "named_words": named_words,
    "unit_notes": unit_notes,
    "with_contents": with_contents,
    "EXACTNESS": EXACTNESS_NAMES,
    "WITHOUT_DAY": WITHOUT_DAY,
    "DELIVERABLES": DELIVERABLE_KINDS,
    "PAGES": PAGES,
    "MARKS": MARK_SPECS,
    "ROLES": ROLES,
    "EXPECTED": EXPECTED,
    "LEAD": LEAD,
    "THROUGH": THROUGH,
    "STATES": STATES,
    "LETTER": LETTER,
    "FEED": FEED,
    "FRONT": FRONT,
    "MENTIONED": MENTIONED,
    "NOT_TOLD": NOT_TOLD,
    "UNASSIGNED": UNASSIGNED,
}
"""What templates know whatever the site."""


def _links(context: jinja2.runtime.Context) -> Links:
    links: Links = context["links"]
    return links


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: str) -> str:
    return relative(context["here"], target)


@jinja2.pass_context
def _task_url(context: jinja2.runtime.Context, task: TaskRef | TaskView) -> str:
    return relative(context["here"], Links.task(task.ref if isinstance(task, TaskView) else task))


@jinja2.pass_context
def _unit_url(context: jinja2.runtime.Context, unit: Unit) -> str:
    return relative(context["here"], Links.unit(unit))


@jinja2.pass_context
def _page_url(context: jinja2.runtime.Context, kind: str, policy: str = "", anchor: str = "") -> str:
    return relative(context["here"], _links(context).page(kind, policy) + (f"#{anchor}" if anchor else ""))


@jinja2.pass_context
def _issued_url(context: jinja2.runtime.Context, policy: str) -> str:
    return relative(context["here"], _links(context).issued(policy))


@jinja2.pass_context
def _revision_url(context: jinja2.runtime.Context, revision: RevisionView, anchor: str = "") -> str:
    return relative(context["here"], Links.revision(revision) + (f"#{anchor}" if anchor else ""))


@jinja2.pass_context
def _changed_task_url(context: jinja2.runtime.Context, task: TaskPair) -> str:
    return relative(context["here"], Links.task_page(task.policy, task.new or ""))


_LINK_FUNCTIONS = {
    "url": _url,
    "task_url": _task_url,
    "unit_url": _unit_url,
    "page_url": _page_url,
    "issued_url": _issued_url,
    "revision_url": _revision_url,
    "changed_task_url": _changed_task_url,
}
"""What templates call to link from the page they render to another."""


def _kind_classes(site: SiteView) -> dict[str, str]:
    """The class that gives each kind of units its colour: ``kind-1`` to ``kind-8`` in their order, then anew."""
    return {kind.id: f"kind-{index % _COLOURS + 1}" for index, (kind, _) in enumerate(site.by_kind())}


def _site(context: jinja2.runtime.Context) -> SiteView:
    """The site as the page was given it, which may be an excerpt."""
    site: SiteView = context["site"]
    return site


@jinja2.pass_context
def _unit_of_gap(context: jinja2.runtime.Context, gap: Problem) -> Unit | None:
    """The unit that a gap is of, where it stands in the registry and not in a task."""
    return _site(context).registry[int(gap.keys[1])] if gap.keys[:1] == ("units",) else None


@jinja2.pass_context
def _gaps_of(context: jinja2.runtime.Context, unit: Unit) -> tuple[Problem, ...]:
    """The gaps of what the unit has to do, and of the unit itself."""
    return tuple(
        gap
        for policy in _site(context).current
        for gap in policy.gaps
        if (unit.id in policy.reached[gap.item] if gap.item else _unit_of_gap(context, gap) is unit)
    )


@jinja2.pass_context
def _progress_of(context: jinja2.runtime.Context, fact: FactView) -> SubjectProgress | None:
    return reporting.progress_of(_site(context), fact)


@jinja2.pass_context
def _lights_of(context: jinja2.runtime.Context, facts: Iterable[FactView]) -> dict[Light, int]:
    return reporting.lights_of(_site(context), facts)


_OF_THE_SITE = {
    "unit_of_gap": _unit_of_gap,
    "gaps_of": _gaps_of,
    "progress_of": _progress_of,
    "lights_of": _lights_of,
}
"""What templates ask of the site, which is the one that the page was given."""


def _css(text: str) -> str:
    """``text`` for the inside of a CSS string: all but plain letters and digits as escapes."""
    return "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
