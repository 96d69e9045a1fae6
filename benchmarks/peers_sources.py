"""Our tasks and units as the source of other tools: Doorstop, StrictDoc, sphinx-needs; our pages as that of Hugo.

They are read with the project's own loader and views, so every tool gets the
same items: id, title, place in the outline, full text, deadlines and targets, and
a link to each unit. A document for the units, and one for the tasks of a policy.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from responsibility.build.compile import compile_project
from responsibility.build.project import find_project
from responsibility.model import ROLE_NAMES, ROLES, Role
from responsibility.views import SiteView
from responsibility.views.policies import PolicyView
from responsibility.views.tasks import TaskView
from responsibility.views.units import UnitView

UNITS = "UNIT"
FACTS = {"kind": "类别", "deadlines": "时限", "targets": "指标"}
"""The attributes beside text and links, by the name that every tool takes, with their Chinese ones."""


@dataclass(frozen=True)
class Heading:
    """A heading of a document; ``depth`` is 1 for a chapter."""

    depth: int
    title: str


@dataclass(frozen=True)
class Item:
    """A task or a unit."""

    id: str
    """``TASK1-32``, ``UNIT-xczxj``: a prefix for each document, which Doorstop demands."""
    title: str
    paragraphs: tuple[str, ...]
    facts: dict[str, str]
    """Of ``FACTS``, those that the item has."""
    links: tuple[tuple[Role, str], ...] = ()
    """The units, by role."""

    @property
    def linked(self) -> tuple[str, ...]:
        """The ids of the units, each once."""
        return tuple(dict.fromkeys(unit for _, unit in self.links))


@dataclass(frozen=True)
class Document:
    """The units, or the tasks of a policy, under their headings."""

    prefix: str
    title: str
    nodes: tuple[Heading | Item, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """The items without the headings."""
        return tuple(node for node in self.nodes if isinstance(node, Item))


def documents(tasks: Path) -> tuple[Document, ...]:
    """The documents of a tasks folder, that of the units first."""
    site = compile_project(find_project(tasks=tasks)).view
    policies = (_policy(f"TASK{index}", policy) for index, policy in enumerate(site.policies, 1))
    return (_units(site), *policies)


def _units(site: SiteView) -> Document:
    nodes: list[Heading | Item] = []
    for kind, units in site.by_kind():
        nodes.append(Heading(1, kind.name))
        nodes.extend(_unit(view) for view in units)
    return Document(UNITS, "单位名录", tuple(nodes))


def _unit_id(unit: str) -> str:
    """Doorstop allows no hyphen in the name after the prefix."""
    return f"{UNITS}-{unit.replace('-', '_')}"


def _unit(view: UnitView) -> Item:
    unit = view.unit
    others = (("别的写法：", unit.aliases), ("成员：", unit.member_names))
    paragraphs = [f"{label}{'、'.join(names)}" for label, names in others if names]
    return Item(_unit_id(unit.id), unit.name, tuple(paragraphs or [unit.name]), {"kind": view.kind.name})


def _policy(prefix: str, policy: PolicyView) -> Document:
    nodes: list[Heading | Item] = []
    for section in policy.record.metadata.outline:
        nodes.append(Heading(1 if section.key == section.chapter else 2, section.title))
        nodes.extend(_task(prefix, task) for task in policy.of_section(section))
    title = f"{policy.record.metadata.title}（{policy.record.metadata.number}）"
    return Document(prefix, title, tuple(nodes))


def _task(prefix: str, task: TaskView) -> Item:
    intro = "".join(run.text for run in task.intro)
    parts = (f"{item.label}{''.join(item.text.split())}{item.clause}" for item in task.items)
    facts = {
        "deadlines": "；".join(f"{deadline.words}：{deadline.record.quote}" for deadline in task.deadlines),
        "targets": "；".join(f"{target.record.indicator}：{target.parts.demand}" for target in task.targets),
    }
    return Item(
        id=f"{prefix}-{task.ref.id}",
        title=task.ref.title,
        paragraphs=tuple(filter(None, (intro, *parts))),
        facts={name: fact.replace("\n", "") for name, fact in facts.items() if fact},
        links=tuple((role, _unit_id(unit.id)) for role in ROLES for unit in task.units[role]),
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _dump(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


# ---------------------------------------------------------------- Doorstop


def doorstop(documents: Iterable[Document], folder: Path) -> None:
    """A tree of Doorstop: the units at its root, the documents of tasks below, a file an item.

    Its links know no roles; so each role is an attribute too, published like deadlines and targets.
    """
    for document in documents:
        settings = {"digits": 0, "prefix": document.prefix, "sep": "-"}
        parent = {} if document.prefix == UNITS else {"parent": UNITS}
        published = {"publish": [*FACTS, *ROLES]}
        own = folder / document.prefix
        _write(own / ".doorstop.yml", _dump({"settings": {**settings, **parent}, "attributes": published}))
        for name, content in _doorstop_items(document):
            _write(own / f"{name}.yml", _dump(content))


def _doorstop_items(document: Document) -> Iterator[tuple[str, dict[str, object]]]:
    """The files of a document, headings among them as its manual has it: not normative, level ending in 0."""
    level: list[int] = []
    count = 0
    always = {"active": True, "derived": False}
    for index, node in enumerate(document.nodes):
        if isinstance(node, Heading):
            level, count = _next(level, node.depth), 0
            own: dict[str, object] = {"level": _dotted(*level, 0), "normative": False, "text": node.title}
            yield f"{document.prefix}-heading{index}", {**always, **own}
        else:
            count += 1
            own = {"level": _dotted(*level, count), "normative": True, "text": "\n\n".join(node.paragraphs)}
            also = {"header": node.title, "links": list(node.linked), **node.facts, **_by_role(node, "、")}
            yield node.id, {**always, **own, **also}


def _dotted(*level: int) -> str:
    return ".".join(map(str, level))


def _next(level: list[int], depth: int) -> list[int]:
    """The number of the next heading of ``depth``: 1.2 after 1.1, 2 after 1.2."""
    return [*level[: depth - 1], level[depth - 1] + 1 if len(level) >= depth else 1]


def _by_role(item: Item, separator: str) -> dict[str, str]:
    """The linked ids by role; roles without units left out."""
    units_by_role = {role: separator.join(unit for own, unit in item.links if own == role) for role in ROLES}
    return {str(role): units for role, units in units_by_role.items() if units}


# ---------------------------------------------------------------- StrictDoc


def strictdoc(documents: Iterable[Document], folder: Path) -> None:
    """A file of StrictDoc for each document: UNIT and REQUIREMENT nodes, which have their units as parents."""
    for document in documents:
        _write(folder / f"{document.prefix.lower()}.sdoc", "\n".join(_sdoc(document)) + "\n")


def _sdoc(document: Document) -> Iterator[str]:
    tag = "UNIT" if document.prefix == UNITS else "REQUIREMENT"
    facts = [name for name in FACTS if any(name in item.facts for item in document.items)]
    yield from ("[DOCUMENT]", f"TITLE: {document.title}", "", *_sdoc_grammar(tag, facts))
    depth = 0
    for node in document.nodes:
        if isinstance(node, Item):
            yield from ("", *_sdoc_node(tag, node))
            continue
        for _ in range(node.depth, depth + 1):
            yield from ("", "[[/SECTION]]")
        yield from ("", "[[SECTION]]", f"TITLE: {node.title}")
        depth = node.depth
    for _ in range(depth):
        yield from ("", "[[/SECTION]]")


def _sdoc_grammar(tag: str, facts: list[str]) -> Iterator[str]:
    def field(name: str, required: bool, human: str = "") -> Iterator[str]:
        yield f"  - TITLE: {name}"
        if human:
            yield f"    HUMAN_TITLE: {human}"
        yield from ("    TYPE: String", f"    REQUIRED: {required}")

    yield from ("[GRAMMAR]", "ELEMENTS:", f"- TAG: {tag}", "  FIELDS:", *field("UID", True))
    for name in facts:
        yield from field(name.upper(), False, FACTS[name])
    yield from (*field("TITLE", True), *field("STATEMENT", True))
    if tag != "UNIT":
        yield "  RELATIONS:"
        for role in ROLES:
            yield from ("  - TYPE: Parent", f"    ROLE: {ROLE_NAMES[role]}")


def _sdoc_node(tag: str, item: Item) -> Iterator[str]:
    yield from (f"[{tag}]", f"UID: {item.id}")
    yield from (f"{name.upper()}: {rst(fact)}" for name, fact in item.facts.items())
    yield from (f"TITLE: {item.title}", "STATEMENT: >>>", rst("\n\n".join(item.paragraphs)), "<<<")
    if item.links:
        yield "RELATIONS:"
        for role, unit in item.links:
            yield from ("- TYPE: Parent", f"  VALUE: {unit}", f"  ROLE: {ROLE_NAMES[role]}")


def rst(text: str) -> str:
    """Text of which reStructuredText takes nothing for markup."""
    return "".join(f"\\{sign}" if sign in "\\*`|_" else sign for sign in text)


# ---------------------------------------------------------------- sphinx-needs

SPHINX_CONF = f"""\
project = "责任清单"
language = "zh_CN"
html_search_language = "zh"
extensions = ["sphinx_needs"]
needs_types = [
    {{"directive": "unit", "title": "单位", "prefix": "UNIT_"}},
    {{"directive": "task", "title": "任务", "prefix": "TASK_"}},
]
needs_fields = {{name: {{"description": title, "nullable": True}} for name, title in {FACTS!r}.items()}}
needs_links = {{
    role: {{"incoming": f"{{title}}的任务", "outgoing": title}} for role, title in {ROLE_NAMES!r}.items()
}}
"""


def sphinx_needs(documents: Iterable[Document], folder: Path) -> None:
    """A project of Sphinx with a page for each document, the fewest that its items can be spread over."""
    names = []
    for document in documents:
        names.append(document.prefix.lower())
        _write(folder / f"{names[-1]}.rst", "\n".join(_rst_page(document)) + "\n")
    _write(folder / "conf.py", SPHINX_CONF)
    pages = (f"   {name}" for name in names)
    _write(folder / "index.rst", "\n".join([*_rst_heading("责任清单", "="), ".. toctree::", "", *pages, ""]))


def sphinx_id(item: str) -> str:
    """The id as sphinx-needs allows it: capitals, digits and underscores."""
    return item.replace("-", "_").upper()


def _rst_heading(title: str, sign: str) -> tuple[str, str, str]:
    width = sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in title)
    return rst(title), sign * width, ""


def _rst_page(document: Document) -> Iterator[str]:
    yield from _rst_heading(document.title, "=")
    directive = "unit" if document.prefix == UNITS else "task"
    for node in document.nodes:
        if isinstance(node, Heading):
            yield from _rst_heading(node.title, "-" if node.depth == 1 else "~")
            continue
        yield from (f".. {directive}:: {node.title}", f"   :id: {sphinx_id(node.id)}")
        yield from (f"   :{name}: {fact}" for name, fact in node.facts.items())
        yield from (f"   :{role}: {sphinx_id(units)}" for role, units in _by_role(node, ", ").items())
        for paragraph in node.paragraphs:
            yield from ("", f"   {rst(paragraph)}")
        yield ""


# ---------------------------------------------------------------- Hugo

HUGO_CONF = {
    "title": "责任清单",
    "disableKinds": ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    "security": {"allowContent": ["^text/(html|markdown)$"]},
}
"""Pages alone; HTML is taken as it is, as a page and within a page of the manual."""
HUGO_LAYOUT = """\
<!doctype html>
<html lang="zh">
<head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body>{{ .Content }}</body>
</html>
"""


def hugo(docs: Path, folder: Path) -> None:
    """A project of Hugo without a theme: each of our generated pages at its own address.

    What is HTML already is handed to it as HTML, which it takes as it is. The sources lie side by side:
    in folders they would become sections, whose lists nobody asked for, and by the name index a page with attachments.
    """
    _write(folder / "hugo.json", json.dumps(HUGO_CONF))
    _write(folder / "layouts" / "_default" / "single.html", HUGO_LAYOUT)
    for path in sorted(docs.rglob("*.md")):
        name = path.relative_to(docs).with_suffix(".html").as_posix()
        front, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("\n---\n", 1)
        own = yaml.safe_load(front)
        head = json.dumps({"title": own["title"], "url": f"/{name}"}, ensure_ascii=False)
        suffix = "html" if own.get("html") else "md"
        flat = f"page~{name.removesuffix('.html').replace('/', '~')}.{suffix}"
        _write(folder / "content" / flat, f"{head}\n{body}")
