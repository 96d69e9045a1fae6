"""The manual (使用说明) says what is so: commands, pages, labels, columns and pictures that it names are there."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from responsibility.outputs.site.manual import labels_in, manual, pages_named
from responsibility.outputs.site.pages import index
from responsibility.outputs.site.render import render
from responsibility.progress.ledger_columns import CONTACTS, FILL_SHEET, REPORTED

from .conftest import ROOT, Compiled, Project
from .support.commands import calls, wrong

FOLDER = ROOT / "docs" / "manual"
TEXTS = sorted(FOLDER.glob("*.md"))
HEAVIEST = 150_000
WHERE = {"本单位的页面": "units/", "单位的页面": "units/", "任务的页面": "tasks/"}
"""What the manual calls pages that have no tab, and where these are."""


def sections(text: str) -> list[str]:
    return text.split("\n## ")[1:]


def shown(rendered: str) -> str:
    """What a reader sees of a page, placeholders of fields included."""
    placeholders = " ".join(re.findall(r'placeholder="([^"]*)"', rendered))
    return html.unescape(re.sub(r"<[^>]*>", "", rendered)) + placeholders


@pytest.fixture(scope="module")
def site(compiled_small: Compiled) -> dict[str, str]:
    """The pages of the made-up policy as a reader sees them; the header that all have under its own name."""
    templates = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "templates").iterdir()}
    pages = {path: shown(text) for path, text in render(compiled_small.site, templates).items()}
    theme = ROOT / "theme"
    pages["header"] = "".join(shown(path.read_text(encoding="utf-8")) for path in theme.rglob("*.html"))
    return pages


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_commands_are_there(path: Path) -> None:
    found = [wrong(words) for words in calls(path.read_text(encoding="utf-8"))]
    assert not list(filter(None, found))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_labels_stand_on_the_pages_that_are_spoken_of(path: Path, site: dict[str, str]) -> None:
    """Whatever is bold: on a page with a tab that the same section names, on a unit's or task's page, or in the header."""
    for section in sections(path.read_text(encoding="utf-8")):
        places = [index(key) for key in pages_named(section)] + ["header"]
        places += [folder for words, folder in WHERE.items() if words in section]
        words = "".join(text for name, text in site.items() if name.startswith(tuple(places)))
        assert not {label for label in labels_in(section) if label not in words}


def test_columns_of_the_ledger_are_there() -> None:
    (section,) = (
        part for part in sections((FOLDER / "clerk.md").read_text(encoding="utf-8")) if "台账，" in part
    )
    for name in (*REPORTED, *CONTACTS, FILL_SHEET):
        assert f"“{name}”" in section


def test_pictures_are_there_and_light() -> None:
    named = {
        name
        for path in TEXTS
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", path.read_text(encoding="utf-8"))
    }
    assert named == {path.name for path in FOLDER.glob("*.png")}
    assert all((FOLDER / name).stat().st_size < HEAVIEST for name in named)


def test_it_is_of_no_office(compiled_real: Compiled) -> None:
    """It goes into every office's site."""
    words = "".join(path.read_text(encoding="utf-8") for path in TEXTS)
    facts = compiled_real.data.policies[0].metadata
    names = {unit.name for unit in compiled_real.data.units if len(unit.name) > len("各镇")}
    names |= {facts.number or "", *facts.issuers, "海口", "美兰"}
    assert not {name for name in names if name in words}


def test_pages_that_a_site_has_are_linked() -> None:
    pages = manual(
        {"a.md": "# 甲\n\n见**矩阵**页，**修订**页，点**页首**。\n"}, {"matrix/index.md"}, "清发〔2023〕5号"
    )
    assert pages == {
        "manual/a.md": '---\ntitle: "甲"\nmanual: true\ndocument: "清发〔2023〕5号"\n---\n\n# 甲\n\n'
        "见**[矩阵](../matrix/index.md)**页，**修订**页，点**页首**。\n"
    }


def test_a_page_that_no_site_has_is_not_named() -> None:
    with pytest.raises(KeyError):
        list(pages_named("见**没有**页"))
    for path in TEXTS:
        assert list(pages_named(path.read_text(encoding="utf-8")))


def test_every_page_of_a_site_leads_to_it(project: Project) -> None:
    assert project.run("site", "--no-downloads").returncode == 0
    site = project.root / "site"
    for name in (path.stem for path in TEXTS):
        page = (site / "manual" / f"{name}.html").read_text(encoding="utf-8")
        assert '<div class="page plain manual" id="top">' in page
        assert f'href="manual/{name}.html"' in (site / "index.html").read_text(encoding="utf-8")
        assert f'href="../manual/{name}.html"' in (site / "matrix" / "index.html").read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="((?!#|https?:)[^"]+)"', page):
            assert (site / "manual" / target.partition("#")[0]).exists(), target
