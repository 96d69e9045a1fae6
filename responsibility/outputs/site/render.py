"""Views → pages: ``{path: text}`` of the Markdown tree that MkDocs builds.

Every page is one block of HTML under a YAML front matter, so that nothing of the
data is ever read as Markdown; Jinja escapes all of it. Paths are ASCII, links
relative: the site works from a folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import jinja2

from responsibility.advance import Advance, counted, silent
from responsibility.outputs.downloads import Downloads
from responsibility.outputs.json_data import JSON_FILE, export
from responsibility.outputs.site import search
from responsibility.outputs.site.environment import environment, jinja
from responsibility.outputs.site.excerpt import Excerpt
from responsibility.outputs.site.feed import FEED, feed
from responsibility.outputs.site.keys import NONE, Keys, Page
from responsibility.outputs.site.light_pages import rendered_if_light
from responsibility.outputs.site.links import Links
from responsibility.outputs.site.lists import (
    BUDGET,
    MOST_DUTIES,
    SHELL,
    ListPage,
    Lists,
    apart,
    divided,
    undivided,
)
from responsibility.outputs.site.pages import HOME, PAGES, index
from responsibility.outputs.site.reporting import Contacts
from responsibility.outputs.site.unit_pages import UnitPart, parts
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.revision import DiffView
from responsibility.views.units import UnitView

MARKS_STYLE = "assets/marks.css"
"""The styles of the marks, which ``site.css`` begins with."""


def pages(site: SiteView, links: Links, lists: Lists) -> Iterator[Page]:
    """Every page of the site but those of the units, which may be divided."""
    for key, kind in PAGES.items():
        if kind.scope == "site":
            paper = "" if key == HOME else f"{site.numbers} {kind.title}"
            yield Page(index(key), f"{key}.html", {"title": kind.title}, paper)
        elif kind.scope == "policy":
            yield from _policy_pages(site, links, key, kind.title)
        elif kind.scope == "policies" and key in lists:
            yield from _list_pages(lists[key], key, kind.title)
        elif kind.scope == "revision":
            yield from _revision_pages(site, key, kind.title)
    for policy in site.policies:
        yield from _task_pages(policy)
        if policy.record.amendments:
            title = f"{policy.record.metadata.name} 印发时的原文"
            context = {"title": title, "policy": policy}
            yield Page(links.issued(policy.id), "issued.html", context, title, (policy,))


def _unit_page(site: SiteView, view: UnitView, parts: tuple[UnitPart, ...] = ()) -> Page:
    """The page of a unit; where it is too heavy one that leads to its ``parts``."""
    context = {"title": view.unit.name, "view": view, "part": None, "parts": parts}
    return Page(Links.unit(view.unit), "unit.html", context, f"{site.numbers} {view.unit.name}")


def _unit_part(site: SiteView, part: UnitPart) -> Page:
    title = f"{part.view.unit.name} {part.label}"
    context = {
        "title": title,
        "view": part.view,
        "part": part,
        "parts": (),
        "policies": site.together(part.policies),
    }
    return Page(part.path, "unit.html", context, title, part.policies)


def _list_pages(pages: tuple[ListPage, ...], key: str, title: str) -> Iterator[Page]:
    """The pages of a list over all policies, and one that leads to them where there are several."""
    listed = tuple(page for page in pages if not page.past)
    if len(listed) > 1:
        yield Page(index(key), "divided.html", {"title": title, "key": key, "list_pages": listed})
    for page in pages:
        yield _list_page(page, key, title, (page,) if page.past else listed)


def _list_page(page: ListPage, key: str, title: str, listed: tuple[ListPage, ...]) -> Page:
    """A page of a list; of the others it knows where they are and what they are called."""
    context = {
        "title": title,
        "policies": page.policies,
        "list_page": page.tab,
        "list_pages": tuple(each.tab for each in listed),
    }
    paper = f"{page.policies.numbers} {title}"
    return Page(page.path, f"{key}.html", context, paper, page.policies.policies)


def _policy_pages(site: SiteView, links: Links, key: str, title: str) -> Iterator[Page]:
    """The page of each policy, and one that leads to them where there are several."""
    if links.several:
        yield Page(index(key), "policies.html", {"title": title, "kind": key})
    for policy in site.policies:
        paper = f"{policy.record.metadata.name} {title}"
        context = {"title": title, "policy": policy}
        yield Page(links.page(key, policy.id), f"{key}.html", context, paper, (policy,))


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
            (policy,),
        )


class Made(NamedTuple):
    """A page or data file of the site."""

    path: str
    key: str
    """Where it is the same again, so is the page; NONE where that is not known."""
    text: str | None
    """None of a page that stands already."""


Stands = Callable[[str, str], bool]
"""Whether a page of that path and key stands already as it would be made."""


def render(
    site: SiteView,
    templates: Mapping[str, str],
    compiled: jinja2.BytecodeCache | None = None,
    downloads: bool = True,
    contacts: Contacts | None = None,
    advance: Advance = silent,
) -> dict[str, str]:
    """``{path: text}`` of all pages and data files; raises jinja2 errors for a faulty template. See :func:`made`."""
    files = made(site, templates, compiled, downloads, contacts, advance)
    return {file.path: file.text or "" for file in files}


def made(
    site: SiteView,
    templates: Mapping[str, str],
    compiled: jinja2.BytecodeCache | None = None,
    downloads: bool = True,
    contacts: Contacts | None = None,
    advance: Advance = silent,
    stands: Stands | None = None,
) -> Iterator[Made]:
    """All pages and data files, one after the other; raises jinja2 errors for a faulty template.

    ``compiled`` keeps the templates compiled from one run to the next. Without
    ``downloads`` no page lists any file for download. Of a site for inside only, ``contacts`` are shown
    on the pages; no data file has them. A page that ``stands`` is not rendered; without it none does.
    """
    files = Downloads(site, None if downloads else ())
    names = environment(site, templates, compiled, files, downloads, contacts or {})
    given = (templates, files.listed(), downloads, contacts)
    yield from _Rendering(site, names, given, stands).made(advance)
    yield Made(MARKS_STYLE, NONE, names.get_template("marks.css").render())
    yield Made(JSON_FILE, NONE, export(site))
    yield from (Made(path, NONE, text) for path, text in search.index(site).items())
    if site.revisions:
        yield Made(FEED, NONE, feed(site))


class _Rendering:
    """The pages of a site as texts; what is too heavy for one page is divided as it turns out to be."""

    def __init__(
        self,
        site: SiteView,
        environment: jinja2.Environment,
        given: tuple[object, ...],
        stands: Stands | None,
    ) -> None:
        """``given`` is what the environment was made with."""
        self._site, self._environment, self._stands = site, environment, stands
        self._excerpts: dict[tuple[str, ...], Excerpt] = {}
        self._undivided = Links(site, undivided(site))
        self._lists = divided(site, self._light)
        self._links = Links(site, self._lists)
        self._keys = Keys(site, *given, self._links.several, self._links.listed)

    def made(self, advance: Advance) -> Iterator[Made]:
        """Each page, or that it stands."""
        subjects: list[Page | UnitView] = [
            *pages(self._site, self._links, self._lists),
            *self._site.units,
        ]
        for subject in counted(subjects, "页", advance):
            if isinstance(subject, UnitView):
                yield from self._unit(subject)
            else:
                yield self._page(subject)

    def _page(self, page: Page) -> Made:
        return self._standing(page) or self._made(page, "".join(self._chunks(page, self._links)))

    def _standing(self, page: Page) -> Made | None:
        """The page where it need not be rendered; else None."""
        for key in self._possible_keys(page) if self._stands else ():
            if self._stands and self._stands(page.path, key):
                return Made(page.path, key, None)
        return None

    def _possible_keys(self, page: Page) -> Iterator[str]:
        """The one that it has as long as its template asks for nothing but its excerpt, and the other."""
        if page.of is not None:
            yield self._keys.of(page, self._excerpt(page.of))
        yield self._keys.of(page, None)

    def _made(self, page: Page, text: str) -> Made:
        """The page that has just been rendered."""
        if self._stands is None:
            return Made(page.path, NONE, text)
        excerpt = None if page.of is None else self._excerpt(page.of)
        return Made(page.path, self._keys.of(page, None if excerpt and excerpt.beyond else excerpt), text)

    def _excerpt(self, policies: tuple[PolicyView, ...]) -> Excerpt:
        ids = tuple(policy.id for policy in policies)
        if ids not in self._excerpts:
            self._excerpts[ids] = Excerpt(self._site, policies)
        return self._excerpts[ids]

    def _chunks(self, page: Page, links: Links) -> Iterator[str]:
        template = self._environment.get_template(page.template)
        return template.generate(self._names(page, links))

    def _names(self, page: Page, links: Links) -> dict[str, Any]:
        site: SiteView | Excerpt = self._site
        if page.of is not None:
            site = self._excerpt(page.of)
            site.beyond = False
        return {**page.context, "here": page.path, "paper": page.paper, "site": site, "links": links}

    def _if_light(self, page: Page, links: Links) -> str | None:
        """The page; None, and not rendered to its end, where it weighs more than it may."""
        template = self._environment.get_template(page.template)
        return rendered_if_light(template, self._names(page, links), BUDGET - SHELL)

    def _light(self, key: str, page: ListPage) -> bool:
        if page.long(key):
            return False
        others = apart(self._site, key)  # as many as it may have to lead to
        listed = _list_page(page, key, PAGES[key].title, others)
        return self._if_light(listed, self._undivided) is not None

    def _unit(self, view: UnitView) -> Iterator[Made]:
        page = _unit_page(self._site, view)
        if len(self._site.telling(view)) < 2:
            yield self._page(page)
        elif light := self._light_unit(view, page):
            yield light
        else:
            weighed: dict[str, Made] = {}
            pieces = parts(self._site, view, partial(self._light_part, weighed))
            yield self._page(_unit_page(self._site, view, pieces))
            for piece in pieces:
                yield weighed.get(piece.path) or self._page(_unit_part(self._site, piece))

    def _light_unit(self, view: UnitView, page: Page) -> Made | None:
        """The page of all that a unit has to do; None where that is too heavy for one."""
        if len(view.duties) > MOST_DUTIES:
            return None
        if standing := self._standing(page):
            return standing
        text = self._if_light(page, self._links)
        return None if text is None else self._made(page, text)

    def _light_part(self, weighed: dict[str, Made], part: UnitPart) -> bool:
        """Whether a part is light; then its page is made, and kept in ``weighed``."""
        made = self._light_unit(part.view, _unit_part(self._site, part))
        if made is not None:
            weighed[part.path] = made
        return made is not None


def render_diff(view: DiffView, title: str, templates: Mapping[str, str]) -> str:
    """A diff as one page of HTML that needs no other file."""
    return jinja(templates).get_template("diff.html").render(view=view, title=title)
