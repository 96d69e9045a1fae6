"""The search index: what a reader can find, in the form that the theme's search box loads.

A unit is found by its names and their pinyin, a task by its title and its verbatim text. Lists and
tables that repeat these are left out. ``site_src/assets/search-worker.js`` reads it.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from responsibility.model import EXPECTED, MARK_SPECS
from responsibility.outputs.site.links import Links, built_path
from responsibility.outputs.site.search_pieces import WHOLE, Entry, Write, pieces
from responsibility.views import SiteView
from responsibility.views.tasks import TaskView
from responsibility.views.units import UnitView

FILE = "search/search_index.json"
SCRIPT = "search/search_index.js"
"""The same as a script: a page opened from a folder may not fetch a file."""


def index(site: SiteView, whole: int = WHOLE) -> dict[str, str]:
    """``{path: text}`` of the index of a site."""
    files: dict[str, str] = {}
    units = map(_unit, (view for _, views in site.by_kind() for view in views))
    write_index(chain(units, map(_task, _tasks(site))), files.__setitem__, whole)
    return files


def write_index(entries: Iterable[Entry], write: Write, whole: int = WHOLE) -> None:
    """Write the index of ``entries``, units first, once as JSON and once as a script; of more than ``whole`` characters in pieces."""
    entries = iter(entries)
    first: list[Entry] = []
    size = 0
    for entry in entries:
        first.append(entry)
        size += len(_json(entry))
        if size > whole:
            text = _index([], pieces=pieces(chain(first, entries), write))
            break
    else:
        text = _index(first)
    write(FILE, text)
    write(SCRIPT, f"var __index = {text}")


def _index(docs: Sequence[Entry], **more: object) -> str:
    # The theme splits a query by the separator to highlight its words on the page found.
    config = {"lang": ["zh"], "separator": r"[\s,，、。；：]+", **more}
    return _json({"config": config, "docs": docs})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _tasks(site: SiteView) -> Iterator[TaskView]:
    for policy in site.policies:
        yield from policy.tasks


def _unit(view: UnitView) -> dict[str, object]:
    names = "、".join(view.unit.aliases)
    load = view.workload
    counts = "，".join(
        f"{spec.short} {load.of(mark)} 项"
        for mark, spec in MARK_SPECS.items()
        if load.of(mark) or mark in EXPECTED
    )
    return {
        "location": built_path(Links.unit(view.unit)),
        "title": html.escape(view.unit.name),
        "text": html.escape(f"{view.kind.name}；{counts}"),
        "names": html.escape(names),
        "keys": " ".join(view.keys),
        "kind": "unit",
    }


def _task(view: TaskView) -> dict[str, object]:
    return {
        "location": built_path(Links.task(view.ref)),
        "title": html.escape(f"{view.ref.label} {view.ref.title}"),
        "text": html.escape(view.verbatim),
        "names": html.escape(view.ref.document),
        "kind": "task",
    }
