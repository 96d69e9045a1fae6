"""The keys of pages: where a page has the key that it had, it is the page that it was, and need not be rendered."""

from __future__ import annotations

from typing import Any, NamedTuple

from responsibility.outputs.site.digests import Digests
from responsibility.outputs.site.excerpt import Excerpt, around
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView


class Page(NamedTuple):
    """A page to render: where it goes, from which template, with what."""

    path: str
    template: str
    context: dict[str, Any]
    paper: str = ""
    """What stands at the head of each printed sheet."""
    of: tuple[PolicyView, ...] | None = None
    """The documents that it is of, which is given an excerpt of the site; None where it is given the whole site."""


NONE = ""
"""No key: of a page of which nobody knows what it is made of."""


class Keys:
    """A page's key is the digest of all that its template is given."""

    def __init__(self, site: SiteView, *given: object) -> None:
        """``given`` is what every page is given, besides the site: templates, links, files for download."""
        self._digests = Digests(site)
        self._site = site
        self._given = given
        self._common: dict[bool, str] = {}

    def of(self, page: Page, excerpt: Excerpt | None) -> str:
        """The key of ``page`` where its template is given ``excerpt``, or without one the whole site."""
        about = None if excerpt is None else (page.of, excerpt.facts)
        try:
            common = self._of_all(excerpt is None)
            return self._digests.of((common, page.path, page.template, page.context, page.paper, about))
        except TypeError:
            return NONE

    def _of_all(self, whole: bool) -> str:
        if whole not in self._common:
            given = self._site if whole else around(self._site)
            self._common[whole] = self._digests.of((self._given, given))
        return self._common[whole]
