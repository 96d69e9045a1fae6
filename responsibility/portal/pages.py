"""The portal's pages: ``{path: text}`` of the tree that MkDocs builds, in the looks of the sites themselves.

Everything that a source says is escaped; links lead to the pages of the sites, whose addresses are reckoned, never taken
from the data. A list that weighs more than a page may is on several pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

import jinja2
from markupsafe import Markup

from responsibility.language.name_search import alphabetical
from responsibility.model import MARK_SPECS, ROLES, THROUGH
from responsibility.outputs.site.contents import with_contents
from responsibility.outputs.site.environment import jinja
from responsibility.outputs.site.links import relative
from responsibility.outputs.site.lists import BUDGET, SHELL
from responsibility.outputs.site.render import MARKS_STYLE
from responsibility.portal.catalogue import Catalogue, Jurisdiction, TargetLine
from responsibility.portal.sources import PORTAL_FILE
from responsibility.progress.lights import LIGHT_SPECS, PAST, SOON
from responsibility.views.status import day_words

NAME = "责任清单门户"
"""What a portal is called that has no name of its own."""
NAV = (
    ("首页", "index.md"),
    ("单位", "units/index.md"),
    ("到期", "due/index.md"),
    ("指标", "targets/index.md"),
    ("来源", "sources/index.md"),
)
"""The tabs, each with its page."""
_LINES = BUDGET - 4 * SHELL
"""Bytes of lines on a page; the rest is for what stands around them, the contents and the ways to the other pages."""


class Section(NamedTuple):
    """A stretch of a list under a heading of its own."""

    anchor: str
    title: str
    lines: tuple[Markup, ...]


class ListKind(NamedTuple):
    """A list that has a tab."""

    key: str
    heading: str
    lead: str
    counted_as: str
    sections: Callable[[Lines], Iterable[Section]]
    columns: tuple[str, ...] = ()
    list_class: str = ""


class _Page(NamedTuple):
    path: str
    label: str
    sections: tuple[Section, ...]


def render(catalogue: Catalogue, name: str, templates: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The pages, the styles of the marks, and what was taken as JSON, each with its path."""
    jurisdictions = list(catalogue.jurisdictions.values())
    environment = jinja(templates)
    environment.filters.update(day=day_words)
    environment.globals.update(
        jurisdictions=catalogue.jurisdictions,
        attribution=f"{len(jurisdictions)} 个网站",
        with_contents=with_contents,
        LIGHTS=LIGHT_SPECS,
        PAST=PAST,
        SOON=SOON,
        MARKS=MARK_SPECS,
        ROLES=ROLES,
        THROUGH=THROUGH,
        url=_url,
        to=_to,
    )
    yield MARKS_STYLE, environment.get_template("marks.css").render()
    yield PORTAL_FILE, _data(catalogue)
    lines = Lines(catalogue, environment)
    for kind in LISTS:
        pages = _pages(f"{kind.key}/", list(kind.sections(lines)))
        lines.where[kind.key] = {
            section.anchor: page.path for page in reversed(pages) for section in page.sections
        }
        context = kind._asdict() | {"title": kind.heading, "kind": kind.key}
        context["refused"] = catalogue.refused if kind.key == "sources" else []
        yield from _rendered(environment.get_template("portal_list.html"), pages, context, jurisdictions)
    pages = _pages("", [Section("jurisdictions", "", tuple(lines.jurisdictions()))])
    context = {"title": "首页", "name": name, "catalogue": catalogue}
    yield from _rendered(
        environment.get_template("portal_home.html"),
        pages,
        context | {"jurisdictions": jurisdictions},
        jurisdictions,
    )


def _rendered(
    template: jinja2.Template,
    pages: Sequence[_Page],
    context: dict[str, Any],
    jurisdictions: Sequence[Jurisdiction],
) -> Iterator[tuple[str, str]]:
    for number, page in enumerate(pages, 1):
        yield (
            page.path,
            template.render(
                context,
                here=page.path,
                number=number,
                pages=pages,
                sections=page.sections,
                choices=_choices(page, jurisdictions),
            ),
        )


def _choices(page: _Page, jurisdictions: Sequence[Jurisdiction]) -> list[Jurisdiction]:
    """The sites of which the page has lines: those by which it is narrowed."""
    text = "".join(line for section in page.sections for line in section.lines)
    return [jurisdiction for jurisdiction in jurisdictions if f'data-site="{jurisdiction.key}"' in text]


def _pages(folder: str, sections: Sequence[Section]) -> list[_Page]:
    """The sections on as few pages as are light enough, in their order; one that is too heavy goes on on the next."""
    divided: list[list[Section]] = [[]]
    room = _LINES
    for section in sections:
        kept: list[Markup] = []
        for line in section.lines:
            weight = len(line.encode())
            if weight > room and (kept or divided[-1]):
                if kept:
                    divided[-1].append(section._replace(lines=tuple(kept)))
                divided.append([])
                kept, room = [], _LINES
            kept.append(line)
            room -= weight
        divided[-1].append(section._replace(lines=tuple(kept)))
    names = (
        "index",
        *(f"{'' if folder else 'jurisdictions-'}{number}" for number in range(2, len(divided) + 1)),
    )
    return [
        _Page(f"{folder}{name}.md", _label(number, some), tuple(some))
        for number, (name, some) in enumerate(zip(names, divided, strict=True), 1)
    ]


def _label(number: int, sections: Sequence[Section]) -> str:
    """``2 清河县—临江市``."""
    titles = list(dict.fromkeys(section.title for section in sections if section.title))
    ends = dict.fromkeys((titles[0], titles[-1])) if titles else ()
    return f"{number} {'—'.join(ends)}".strip()


class Lines:
    """The lines of all lists, as they stand on their pages."""

    def __init__(self, catalogue: Catalogue, environment: jinja2.Environment) -> None:
        self._catalogue = catalogue
        self._template = environment.get_template("portal_rows.html")
        self.where: dict[str, dict[str, str]] = {}
        """By list the page on which each section begins."""

    @cached_property
    def _below(self) -> Any:
        """The macros for pages one folder down."""
        return self._template.make_module({"here": "list/index.md"})

    def jurisdictions(self) -> Iterable[Markup]:
        """A line a site, for the first page."""
        module: Any = self._template.make_module({"here": "index.md"})
        for jurisdiction in self._catalogue.jurisdictions.values():
            page = self.where["due"].get(jurisdiction.key, "due/index.md")
            yield module.jurisdiction(jurisdiction, relative("index.md", f"{page}#{jurisdiction.key}"))

    def units(self) -> Iterable[Section]:
        """By site."""
        return self._by_jurisdiction(self._catalogue.units, self._below.unit)

    def due(self) -> Iterable[Section]:
        """By site, in each the earliest first."""
        return self._by_jurisdiction(self._catalogue.due, self._below.due)

    def _by_jurisdiction(self, lines: Sequence[Any], macro: Callable[[Any], Markup]) -> Iterable[Section]:
        for key, of_jurisdiction in groupby(lines, lambda line: line.jurisdiction):
            yield Section(key, self._catalogue.jurisdictions[key].name, tuple(map(macro, of_jurisdiction)))

    def targets(self) -> Iterable[Section]:
        """By the first letter of the indicator's pinyin, so that the same ones of all sites stand together."""
        order = {name: alphabetical(name) for name in {line.indicator for line in self._catalogue.targets}}

        def initial(line: TargetLine) -> str:
            letter = order[line.indicator][:1].upper()
            return letter if "A" <= letter <= "Z" else "#"

        ranked = sorted(
            self._catalogue.targets, key=lambda line: (initial(line), order[line.indicator], line.indicator)
        )
        for letter, of_letter in groupby(ranked, initial):
            yield Section(
                f"i-{letter.replace('#', 'other')}", letter, tuple(map(self._below.target, of_letter))
            )

    def sources(self) -> Iterable[Section]:
        """What was taken."""
        jurisdictions = self._catalogue.jurisdictions.values()
        yield Section("taken", "取到的", tuple(map(self._below.source, jurisdictions)))


LISTS = (
    ListKind(
        "units",
        "单位",
        "各网站的单位，按地区列出；单位的名称、全称、拼音也可以在页眉里查找。",
        "个",
        Lines.units,
        list_class="compact",
    ),
    ListKind(
        "due",
        "到期",
        f"各网站里{PAST}、{SOON} 天内到期而没有完成的，按地区列出。截至哪一天，见首页；未写明哪一天的网站，不在这里。",
        "处",
        Lines.due,
        list_class="due",
    ),
    ListKind(
        "targets",
        "指标",
        "各网站现行文件里的指标，按名称的拼音排列，同一个指标各地区的在一起。",
        "个",
        Lines.targets,
        ("指标", "目标值", "对象或范围", "时限", "地区", "任务"),
    ),
    ListKind(
        "sources",
        "来源",
        "这些网页是由各网站公布的数据（responsibility.json）做成的：取自哪里，是哪一天的，内容的校验值（SHA-256）。各网站以后改了的，重新做门户才有。",
        "个",
        Lines.sources,
        ("地区", "取自", "截至", "版本", "大小", "SHA-256"),
    ),
)
"""The lists that have a tab, in the order in which they are made."""


def _data(catalogue: Catalogue) -> str:
    taken = [
        {
            "name": jurisdiction.name,
            "from": jurisdiction.source.words,
            "pages": jurisdiction.base,
            "day": str(jurisdiction.site.day) if jurisdiction.site.day else None,
            "updated": jurisdiction.site.updated,
            "edition": jurisdiction.site.edition.model_dump() if jurisdiction.site.edition else None,
            "sha256": jurisdiction.digest,
            "bytes": jurisdiction.size,
        }
        for jurisdiction in catalogue.jurisdictions.values()
    ]
    refused = [{"from": each.source.words, "why": each.why} for each in catalogue.refused]
    as_of = str(catalogue.as_of) if catalogue.as_of else None
    document = {"as_of": as_of, "taken": taken, "refused": refused}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


@jinja2.pass_context
def _url(context: jinja2.runtime.Context, target: str) -> str:
    return relative(context["here"], target)


@jinja2.pass_context
def _to(context: jinja2.runtime.Context, jurisdiction: str, path: str) -> str:
    """The way to a page of a site; empty where it is not known."""
    base: str | None = context["jurisdictions"][jurisdiction].base
    if base is None:
        return ""
    within = base.startswith(("http://", "https://", "file://"))
    return base + path if within else "../" * context["here"].count("/") + base + path
