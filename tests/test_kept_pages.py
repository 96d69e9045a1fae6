"""A page is left as it stands where its key is what it was; what is left and what is made are together the site made from nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility import checks, views
from responsibility.build import fingerprint
from responsibility.build.compile import compile_project
from responsibility.build.files import read_templates
from responsibility.build.kept_pages import KeptPages
from responsibility.build.pages import write_pages
from responsibility.build.project import Project
from responsibility.data.folder import Files
from responsibility.data.loader import Data, load
from responsibility.model import ItemId
from responsibility.model.contacts import Contact
from responsibility.model.progress import Subject
from responsibility.outputs.site import render as rendering
from responsibility.outputs.site.digests import Digests
from responsibility.outputs.site.environment import jinja
from responsibility.outputs.site.excerpt import Excerpt
from responsibility.outputs.site.lists import SHELL
from responsibility.outputs.site.render import made, render
from responsibility.outputs.site.reporting import Contacts
from responsibility.outputs.site.shared_pieces import once_a_folder
from responsibility.views import SiteView

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read, write
from .support.progress import decided, entry, reported
from .test_hierarchy import UPPER, with_upper
from .test_site import snapshot
from .test_succession import reformed

TEMPLATES = read_templates(ROOT / "templates")
BUREAU = "县水利局"


@dataclass(frozen=True)
class Office:
    """All that a site is made of."""

    files: Files
    templates: dict[str, str] = field(default_factory=lambda: TEMPLATES)
    downloads: bool = True
    contacts: Contacts = field(default_factory=dict)
    former: Files | None = None

    def site(self) -> SiteView:
        data = load(self.files)
        former: list[Data] = [load(self.former)] if self.former else []
        report = checks.run(data)
        assert not report.count("error"), [
            each.message for each in report.problems if each.severity == "error"
        ]
        return views.build(data, report, former=former)

    def anew(self) -> dict[str, str]:
        return render(self.site(), self.templates, downloads=self.downloads, contacts=self.contacts)


class Tree:
    """The pages as they stand, in memory."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[str, str]] = {}
        self.left: set[str] = set()

    def build(self, office: Office) -> dict[str, str]:
        """The pages of ``office``; what stands is left."""
        files = made(
            office.site(),
            office.templates,
            downloads=office.downloads,
            contacts=office.contacts,
            stands=lambda path, key: bool(key) and self.pages.get(path, ("", ""))[0] == key,
        )
        now, self.left = {}, set()
        for file in files:
            now[file.path] = (file.key, self.pages[file.path][1] if file.text is None else file.text)
            self.left |= {file.path} if file.text is None else set()
        self.pages = now
        return {path: text for path, (_, text) in now.items()}


def changed(path: str, old: str, new: str) -> Callable[[Office], Office]:
    """An edit of files in whose name ``path`` is."""

    def edit(office: Office) -> Office:
        files = {
            name: content.replace(old.encode(), new.encode()) if path in name else content
            for name, content in office.files.items()
        }
        assert files != office.files, (path, old)
        return replace(office, files=files)

    return edit


def with_files(change: Callable[..., Files], *given: Any, **named: Any) -> Callable[[Office], Office]:
    return lambda office: replace(office, files=change(office.files, *given, **named))


def with_template(name: str, old: str, new: str) -> Callable[[Office], Office]:
    return lambda office: replace(
        office, templates={**office.templates, name: office.templates[name].replace(old, new)}
    )


def with_revisions(office: Office) -> Office:
    text = (
        "revisions:\n  - {label: 印发, date: 2023-03-01, revision: v1}\n  - {label: 修订, date: 2024-03-01}\n"
    )
    return replace(office, former=office.files, files={**office.files, "revisions.yml": text.encode()})


def with_contacts(office: Office) -> Office:
    contact = Contact.model_validate({"task": "1", "person": "某甲", "telephone": "0898-00000000"})
    return replace(office, contacts={(POLICY, BUREAU, Subject(ItemId("1"))): contact})


def named(identity: str, name: str) -> Callable[[Office], Office]:
    more = f"  - name: {name}\n    id: {identity}\n    kind: government\n"
    return lambda office: replace(
        office, files={**office.files, "units.yml": office.files["units.yml"] + more.encode()}
    )


EDITS: dict[str, Callable[[Office], Office]] = {  # those after which every page is another come last
    "a page that asks for all": with_template(
        "task.html",
        '<h2 id="text">',
        "{{ site.policies|map(attribute='targets')|map('join')|join }}<h2 id=\"text\">",
    ),
    "what such a page asks for": changed(f"{UPPER}/01.yml", "indicator: 新建水厂", "indicator: 水厂"),
    "an indicator": changed(f"{POLICY}/01.yml", "indicator: 新建水厂", "indicator: 水厂"),
    "a title": changed(f"{UPPER}/", "保障农村供水", "保障乡村供水"),
    "an alias": changed("units.yml", "[县水务局]", "[县水务局, 水利局甲]"),
    "a unit of no task": named("xj", "县新局"),
    "a report": with_files(reported, "2023-06-30", BUREAU, entry("1", "in_progress", progress="正在做")),
    "a report on another": with_files(reported, "2023-06-30", BUREAU, entry("1", "completed"), policy=UPPER),
    "a decision": with_files(decided, {"task": "1", "what": "accepted", "day": "2023-06-30"}),
    "a reform": with_files(reformed),
    "the end of a document": changed(
        f"{UPPER}/policy.yml",
        "issued: ",
        "status: repealed\nstatus_since: 2024-05-01\nstatus_basis: 某发〔2024〕7号\nissued: ",
    ),
    "the site's name": lambda office: replace(
        office, files={**office.files, "site.yml": b"address: https://zrqd.example.gov.cn/\n"}
    ),
    "no files for download": lambda office: replace(office, downloads=False),
    "a contact": with_contacts,
    "a part that all pages share": with_template("macros.html", "待核", "没有核对"),
    "a revision": with_revisions,
    "what a revision shows": changed(f"{UPPER}/01.yml", "indicator: 水厂", "indicator: 新建水厂"),
}


@pytest.fixture
def office() -> Office:
    return Office(with_upper(read(SMALL)))


ABOUT = pytest.mark.parametrize("weight", [pytest.param(None, marks=pytest.mark.long), 9_000])
"""Where all that there is of a unit or in a list fits on a page, and where it does not."""


@ABOUT
def test_whatever_is_edited_the_pages_are_those_made_from_nothing(
    office: Office, weight: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if weight:
        monkeypatch.setattr(rendering, "BUDGET", SHELL + weight)
    tree = Tree()
    tree.build(office)
    for name, edit in EDITS.items():
        office = edit(office)
        assert tree.build(office) == office.anew(), name
    tree.build(office)
    assert tree.left == {path for path in tree.pages if path.endswith(".md")}, "each page has a key"


@pytest.mark.long
@given(st.permutations(list(EDITS)))
@settings(max_examples=20)
def test_in_whatever_order(office: Office, order: list[str]) -> None:
    tree = Tree()
    tree.build(office)
    for name in order:
        try:
            office = EDITS[name](office)
        except AssertionError:  # one that needs another before it
            continue
        assert tree.build(office) == office.anew(), name


def test_what_shows_nothing_of_an_edited_document_is_left(office: Office) -> None:
    tree = Tree()
    tree.build(office)
    tree.build(EDITS["an indicator"](office))
    pages = {path for path in tree.pages if path.endswith(".md")}
    of_other = {path for path in pages if f"/{UPPER}/" in path}
    assert of_other
    assert tree.left == of_other
    tree.build(EDITS["a part that all pages share"](office))
    assert tree.left == set()


# ---------------------------------------------------------------- on the disk


def test_a_page_that_somebody_changed_or_took_away_is_made_again(tmp_path: Path) -> None:
    write(read(SMALL), tmp_path / "tasks")
    project = Project(tmp_path, tmp_path / "tasks")
    site = compile_project(project).view
    write_pages(project, site)
    whole = snapshot(project.docs)
    page, other = (project.docs / "tasks" / POLICY / name for name in ("1.md", "2.md"))
    page.write_text("手改", encoding="utf-8")
    other.unlink()
    write_pages(project, site)
    assert snapshot(project.docs) == whole


@pytest.mark.parametrize("record", ["", "[]", '{"x": 1}', '["", {}]', '["TOOL", {"index.md": 1}]'])
def test_a_damaged_record_or_another_tools_is_none(tmp_path: Path, record: str) -> None:
    write(read(SMALL), tmp_path / "tasks")
    project = Project(tmp_path, tmp_path / "tasks")
    (project.out / "docs").mkdir(parents=True)
    (project.out / "rendered.json").write_text(record.replace("TOOL", fingerprint.tool()), encoding="utf-8")
    assert not KeptPages(project).stands("index.md", "1")


# ---------------------------------------------------------------- digests


class Unclear:
    """Says nothing of what it is made of."""


def test_what_does_not_say_what_it_is_made_of_has_no_digest(compiled_small: Compiled) -> None:
    digests = Digests(compiled_small.site)
    with pytest.raises(TypeError, match="Unclear"):
        digests.of(("a", [Unclear()]))
    with pytest.raises(TypeError):
        digests.of(lambda: 1)


def test_a_page_without_a_key_never_stands(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise TypeError

    tree = Tree()
    tree.build(office)
    monkeypatch.setattr(Digests, "of", lambda self, value: refuse() if isinstance(value, tuple) else "")
    assert tree.build(office) == office.anew()
    assert tree.left == set()


def test_a_digest_is_of_what_a_value_holds_and_not_of_what_it_worked_out(small_files: Files) -> None:
    first, second = (compiled(small_files).site for _ in range(2))
    assert second.documents.matrix  # works it out, and keeps it
    assert second.units[0].duties
    digests = [Digests(site).of((site, site.documents)) for site in (first, second)]
    assert digests[0] == digests[1]
    assert Digests(first).of(first) != Digests(first).of(replace(first, project="other"))


def test_sets_have_no_order(compiled_small: Compiled) -> None:
    @dataclass(frozen=True)
    class Held:
        names: frozenset[str]

    digests = Digests(compiled_small.site)
    names = [f"{number}镇" for number in range(30)]
    assert digests.of(Held(frozenset(names))) == digests.of(Held(frozenset(reversed(names))))


def test_a_piece_that_pages_share_asks_for_more_on_each_of_them(compiled_small: Compiled) -> None:
    text = "{% macro piece() %}{{ site.address }}{% endmacro %}{{ once(piece, 1) }}"
    template = jinja({"page.html": text}).get_template("page.html", globals={"once": once_a_folder()})
    excerpt = Excerpt(compiled_small.site, compiled_small.site.policies)
    for page in ("units/a.md", "units/b.md"):
        excerpt.beyond = False
        template.render(site=excerpt, here=page)
        assert excerpt.beyond
    template.render(site=compiled_small.site, here="units/c.md")
