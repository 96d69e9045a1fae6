"""Views → pages: ``{path: text}`` of the Markdown tree that MkDocs builds.

Every page is one block of HTML under a YAML front matter, so that nothing of the
data is ever read as Markdown; Jinja escapes all of it. Paths are ASCII, links
relative: the site works from a folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import jinja2

from responsibility import checks
from responsibility.advance import Advance, counted, silent
from responsibility.language.normalize import joined
from responsibility.model import DELIVERABLE_KINDS, EXPECTED, LEAD, MARK_SPECS, ROLES, THROUGH, Unit
from responsibility.model.problems import Check, Problem
from responsibility.outputs.downloads import Downloads
from responsibility.outputs.json_data import JSON_FILE, export
from responsibility.outputs.site import reporting, search
from responsibility.outputs.site.contents import with_contents
from responsibility.outputs.site.feed import FEED, feed
from responsibility.outputs.site.light_pages import rendered_if_light
from responsibility.outputs.site.links import Links, item_anchor, relative, section_anchor, task_anchor
from responsibility.outputs.site.lists import BUDGET, SHELL, ListPage, apart, by_year, divided, undivided
from responsibility.outputs.site.pages import HOME, PAGES, index
from responsibility.outputs.site.reporting import Contacts
from responsibility.outputs.site.shared_pieces import once_a_folder
from responsibility.outputs.site.unit_pages import UnitPart, parts
from responsibility.proof import FRONT
from responsibility.views import SiteView
from responsibility.views.cooperation import LETTER
from responsibility.views.exactness import EXACTNESS_NAMES, WITHOUT_DAY
from responsibility.views.items import roles_in
from responsibility.views.lines import matter_beside, named_words, quote_beside
from responsibility.views.mentions import MENTIONED, UNASSIGNED
from responsibility.views.notes import unit_notes
from responsibility.views.phrases import NOT_TOLD, period_words
from responsibility.views.policies import PolicyView
from responsibility.views.revision import DiffView, RevisionView, TaskPair, excerpt
from responsibility.views.status import STATES, day_words
from responsibility.views.tasks import TaskRef, TaskView
from responsibility.views.units import UnitView

MARKS_STYLE = "assets/marks.css"
"""The styles of the marks, which ``site.css`` begins with."""


_COLOURS = 8
"""Colours that ``site.css`` has for kinds of units."""


class Page(NamedTuple):
    """A page to render: where it goes, from which template, with what."""

    path: str
    template: str
    context: dict[str, Any]
    paper: str = ""
    """What stands at the head of each printed sheet."""


def gap_groups(gaps: tuple[Problem, ...]) -> list[tuple[Check, list[Problem]]]:
    """Return the gaps by the check that found them, in the order of the checks; checks without any are left out."""
    groups = ((check, [gap for gap in gaps if gap.check == check.name]) for check in checks.ALL)
    return [(check, group) for check, group in groups if group]


def pages(site: SiteView, links: Links) -> Iterator[Page]:
    """Every page of the site but those of the units, which may be divided."""
    for key, kind in PAGES.items():
        if kind.scope == "site":
            paper = "" if key == HOME else f"{site.numbers} {kind.title}"
            yield Page(index(key), f"{key}.html", {"title": kind.title}, paper)
        elif kind.scope == "policy":
            yield from _policy_pages(site, links, key, kind.title)
        elif kind.scope == "policies" and key in links.lists:
            yield from _list_pages(links, key, kind.title)
        elif kind.scope == "revision":
            yield from _revision_pages(site, key, kind.title)
    for policy in site.policies:
        yield from _task_pages(policy)
        if policy.record.amendments:
            title = f"{policy.record.metadata.name} 印发时的原文"
            yield Page(links.issued(policy.id), "issued.html", {"title": title, "policy": policy}, title)


def _unit_page(site: SiteView, view: UnitView, parts: tuple[UnitPart, ...] = ()) -> Page:
    """The page of a unit; where it is too heavy one that leads to its ``parts``."""
    context = {"title": view.unit.name, "view": view, "part": None, "parts": parts}
    return Page(Links.unit(view.unit), "unit.html", context, f"{site.numbers} {view.unit.name}")


def _unit_part(part: UnitPart) -> Page:
    name = part.view.unit.name
    context = {"title": f"{name} {part.label}", "view": part.view, "part": part, "parts": ()}
    return Page(part.path, "unit.html", context, f"{name} {part.label}")


def _list_pages(links: Links, key: str, title: str) -> Iterator[Page]:
    """The pages of a list over all policies, and one that leads to them where there are several."""
    listed = tuple(page for page in links.lists[key] if not page.past)
    if len(listed) > 1:
        yield Page(index(key), "divided.html", {"title": title, "key": key, "list_pages": listed})
    for page in links.lists[key]:
        yield _list_page(page, key, title, (page,) if page.past else listed)


def _list_page(page: ListPage, key: str, title: str, listed: tuple[ListPage, ...]) -> Page:
    context = {"title": title, "policies": page.policies, "list_page": page, "list_pages": listed}
    return Page(page.path, f"{key}.html", context, f"{page.policies.numbers} {title}")


def _policy_pages(site: SiteView, links: Links, key: str, title: str) -> Iterator[Page]:
    """The page of each policy, and one that leads to them where there are several."""
    if links.several:
        yield Page(index(key), "policies.html", {"title": title, "kind": key})
    for policy in site.policies:
        paper = f"{policy.record.metadata.name} {title}"
        yield Page(links.page(key, policy.id), f"{key}.html", {"title": title, "policy": policy}, paper)


def _revision_pages(site: SiteView, key: str, title: str) -> Iterator[Page]:
    for revision in site.revisions:
        context = {"title": title, "revision": revision}
        paper = f"{site.numbers} {revision.record.label}"
        yield Page(Links.revision(revision), f"{key}.html", context, paper)


def _task_pages(policy: PolicyView) -> Iterator[Page]:
    neighbours = [None, *policy.tasks, None]
    for position, task in enumerate(policy.tasks):
        yield Page(
            Links.task(task.ref),
            "task.html",
            {
                "title": f"{task.ref.label} {task.ref.title}",
                "policy": policy,
                "task": task,
                "previous": neighbours[position],
                "next": neighbours[position + 2],
            },
            f"{policy.record.metadata.name} 任务 {task.ref.label}",
        )


def render(
    site: SiteView,
    templates: Mapping[str, str],
    compiled: jinja2.BytecodeCache | None = None,
    downloads: bool = True,
    contacts: Contacts | None = None,
    advance: Advance = silent,
) -> dict[str, str]:
    """``{path: text}`` of all pages and data files; raises jinja2 errors for a faulty template.

    ``compiled`` keeps the templates compiled from one run to the next. Without
    ``downloads`` no page lists any file for download. Of a site for inside only, ``contacts`` are shown
    on the pages; no data file has them.
    """
    environment = _environment(site, templates, compiled, downloads)
    environment.globals.update(reporting.template_names(site, contacts or {}))

    rendered = dict(_Rendering(site, environment).pages(advance))
    rendered[MARKS_STYLE] = environment.get_template("marks.css").render()
    rendered[JSON_FILE] = export(site)
    rendered.update(search.index(site))
    if site.revisions:
        rendered[FEED] = feed(site)
    return rendered


class _Rendering:
    """The pages of a site as texts; what is too heavy for one page is divided as it turns out to be."""

    def __init__(self, site: SiteView, environment: jinja2.Environment) -> None:
        self._site, self._environment = site, environment
        self._undivided = Links(site, undivided(site))
        self._links = Links(site, divided(site, self._light))

    def pages(self, advance: Advance) -> Iterator[tuple[str, str]]:
        """Each with its path."""
        subjects: list[Page | UnitView] = [*pages(self._site, self._links), *self._site.units]
        for subject in counted(subjects, "页", advance):
            if isinstance(subject, UnitView):
                yield from self._unit(subject)
            else:
                yield subject.path, "".join(self._chunks(subject, self._links))

    def _chunks(self, page: Page, links: Links) -> Iterator[str]:
        template = self._environment.get_template(page.template)
        return template.generate(self._names(page, links))

    def _names(self, page: Page, links: Links) -> dict[str, Any]:
        return {**page.context, "here": page.path, "paper": page.paper, "site": self._site, "links": links}

    def _if_light(self, page: Page, links: Links) -> str | None:
        """The page; None, and not rendered to its end, where it weighs more than it may."""
        template = self._environment.get_template(page.template)
        return rendered_if_light(template, self._names(page, links), BUDGET - SHELL)

    def _light(self, key: str, page: ListPage) -> bool:
        others = apart(self._site, key)  # as many as it may have to lead to
        listed = _list_page(page, key, PAGES[key].title, others)
        return self._if_light(listed, self._undivided) is not None

    def _unit(self, view: UnitView) -> Iterator[tuple[str, str]]:
        page = _unit_page(self._site, view)
        divisible = len(self._site.telling(view)) > 1
        text = self._if_light(page, self._links) if divisible else None
        if text is not None:
            yield page.path, text
            return
        pieces = parts(self._site, view, self._light_part) if divisible else ()
        for each in (_unit_page(self._site, view, pieces), *map(_unit_part, pieces)):
            yield each.path, "".join(self._chunks(each, self._links))

    def _light_part(self, part: UnitPart) -> bool:
        return self._if_light(_unit_part(part), self._links) is not None


def render_diff(view: DiffView, title: str, templates: Mapping[str, str]) -> str:
    """A diff as one page of HTML that needs no other file."""
    return jinja(templates).get_template("diff.html").render(view=view, title=title)


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
    return environment


def _environment(
    site: SiteView, templates: Mapping[str, str], compiled: jinja2.BytecodeCache | None, downloads: bool
) -> jinja2.Environment:
    environment = jinja(templates, compiled)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.globals.update(_LINK_FUNCTIONS)
    environment.globals.update(
        downloads=Downloads(site, None if downloads else ()),
        with_downloads=downloads,
        item_anchor=item_anchor,
        section_anchor=section_anchor,
        task_anchor=task_anchor,
        gap_groups=gap_groups,
        by_year=by_year,
        several=len(site.policies) > 1,
        kind_class=_kind_classes(site).__getitem__,
        unit_of_gap=partial(_unit_of_gap, site),
        gaps_of=partial(_gaps_of, site),
        EXACTNESS=EXACTNESS_NAMES,
        WITHOUT_DAY=WITHOUT_DAY,
        DELIVERABLES=DELIVERABLE_KINDS,
        PAGES=PAGES,
        MARKS=MARK_SPECS,
        ROLES=ROLES,
        EXPECTED=EXPECTED,
        LEAD=LEAD,
        THROUGH=THROUGH,
        STATES=STATES,
        roles_in=roles_in,
        LETTER=LETTER,
        FEED=FEED,
        FRONT=FRONT,
        MENTIONED=MENTIONED,
        NOT_TOLD=NOT_TOLD,
        UNASSIGNED=UNASSIGNED,
    )
    environment.globals.update(
        once=once_a_folder(),
        matter_beside=matter_beside,
        quote_beside=quote_beside,
        named_words=named_words,
        unit_notes=unit_notes,
        with_contents=with_contents,
    )
    environment.filters.update(period=period_words, joined=joined, css=_css, day=day_words)
    environment.filters.update(reporting.FILTERS)
    return environment


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


def _unit_of_gap(site: SiteView, gap: Problem) -> Unit | None:
    """The unit that a gap is of, where it stands in the registry and not in a task."""
    return site.units[int(gap.keys[1])].unit if gap.keys[:1] == ("units",) else None


def _gaps_of(site: SiteView, unit: Unit) -> tuple[Problem, ...]:
    """The gaps of what the unit has to do, and of the unit itself."""
    return tuple(
        gap
        for policy in site.current
        for gap in policy.gaps
        if (unit.id in policy.reached[gap.item] if gap.item else _unit_of_gap(site, gap) is unit)
    )


def _css(text: str) -> str:
    """``text`` for the inside of a CSS string: all but plain letters and digits as escapes."""
    return "".join(char if char.isalnum() or char == " " else f"\\{ord(char):x} " for char in text)
