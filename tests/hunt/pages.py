"""All pages of a site, their templates compiled once in a process."""

from __future__ import annotations

import jinja2

from responsibility.build.files import read_templates
from responsibility.outputs.site.render import render
from responsibility.views import SiteView

from ..conftest import ROOT

TEMPLATES = read_templates(ROOT / "templates")


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates, kept in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Take what is kept for the template, if anything is."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep it."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def pages(site: SiteView) -> dict[str, str]:
    """``{path: text}`` of all pages and data files."""
    made = render(site, TEMPLATES, _COMPILED)
    assert made
    return made
