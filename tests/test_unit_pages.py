"""The page of a unit that many documents ask something of: one while it is light enough, else an index by year and pages below it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import Any

import pytest

from responsibility.build.files import read_templates
from responsibility.outputs.site import render as rendering
from responsibility.outputs.site.keys import Page
from responsibility.outputs.site.links import Links
from responsibility.outputs.site.lists import BUDGET, SHELL
from responsibility.outputs.site.render import render
from responsibility.outputs.site.unit_pages import UnitPart, parts

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read
from .support.policies import reissued

TEMPLATES = read_templates(ROOT / "templates")
LATER, SAME_YEAR, PAST = "qinghe-2024-6", "qinghe-2023-9", "qinghe-2023-8"


@pytest.fixture(scope="module")
def several() -> Compiled:
    """The small policy, another of its year, one of the next, and one that is repealed."""
    files = reissued(read(SMALL), LATER, "清发〔2024〕6号", years=1)
    files = reissued(reissued(files, SAME_YEAR, "清发〔2023〕9号"), PAST, "清发〔2023〕8号")
    repealed = "status: repealed\nstatus_since: 2024-05-01\nstatus_basis: 清发〔2024〕6号\n"
    files[f"{PAST}/policy.yml"] = repealed.encode() + files[f"{PAST}/policy.yml"]
    return compiled(files)


@pytest.fixture(scope="module")
def divided(several: Compiled) -> dict[str, str]:
    """The pages of the site where all that a unit has to do is too heavy for one, but that of a year is not."""
    light = render(several.site, TEMPLATES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "BUDGET", SHELL + len(light["units/slj.md"].encode()) - 1)
        return render(several.site, TEMPLATES)


def own(pages: dict[str, str]) -> dict[str, str]:
    return {path: page for path, page in pages.items() if path.startswith("units/slj")}


def test_a_light_page_has_all(several: Compiled) -> None:
    assert list(own(render(several.site, TEMPLATES))) == ["units/slj.md"]


def test_a_heavy_one_leads_to_a_page_for_each_year(divided: dict[str, str]) -> None:
    pages = own(divided)
    assert list(pages) == ["units/slj.md", f"units/slj/{LATER}.md", "units/slj/y_2023.md"]
    index = pages["units/slj.md"]
    assert re.findall(r'id="(y_\d+)"', index) == ["y_2024", "y_2023"]
    assert "<tbody data-" not in index
    for policy, path in (
        (LATER, f"slj/{LATER}.html"),
        (POLICY, f"slj/y_2023.html#document={POLICY}"),
        (SAME_YEAR, f"slj/y_2023.html#document={SAME_YEAR}"),
    ):
        assert f'<a href="{path}">' in index, policy


def test_the_pages_together_have_each_duty_once(several: Compiled, divided: dict[str, str]) -> None:
    view = several.site.unit("slj")
    assert view
    pages = [page for path, page in own(divided).items() if "/slj/" in path]
    assert sum(page.count("<tbody data-") for page in pages) == len(view.duties) == 9
    assert [re.findall(r"原文点名的地方（(\d+) 项任务）", page) for page in pages] == [["1"], ["2"]]
    assert "县水利局 · 2023年" in pages[1]
    assert "除所列任务外，清发〔2024〕6号" in pages[0]
    assert "除所列任务外，清发〔2024〕6号" not in pages[1]


def test_documents_that_are_replaced_lead_to_their_tasks(divided: dict[str, str]) -> None:
    assert (
        f'<a href="../tasks/{PAST}/index.html#unit=slj">清发〔2023〕8号（已废止）</a> 2 项'
        in divided["units/slj.md"]
    )


def test_every_link_of_the_pages_leads_to_a_page(divided: dict[str, str]) -> None:
    built = {path.removesuffix(".md") + ".html" for path in divided}
    for path, page in own(divided).items():
        for link in re.findall(r'<a [^>]*href="([^"#:]+\.html)', page):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) in built, (path, link)
        for anchor in re.findall(r'href="#([^"=]+)"', page):
            assert f'id="{anchor}"' in page, (path, anchor)


def test_a_year_that_is_too_heavy_has_a_page_for_each_document(several: Compiled) -> None:
    view = several.site.unit("slj")
    assert view

    def light(part: UnitPart) -> bool:
        return len(part.policies) == 1

    pages = parts(several.site, view, light)
    assert [part.path for part in pages] == [
        f"units/slj/{policy}.md" for policy in (LATER, POLICY, SAME_YEAR)
    ]
    assert sum(part.view.workload.total for part in pages) == view.workload.total
    alone = compiled(read(SMALL)).site
    assert parts(alone, alone.units[0], light) == ()


def test_a_page_that_was_weighed_is_not_rendered_again(
    several: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    light = render(several.site, TEMPLATES)
    monkeypatch.setattr(rendering, "BUDGET", SHELL + len(light["units/slj.md"].encode()) - 1)
    times: Counter[str] = Counter()
    names = rendering._Rendering._names

    def counted(each: rendering._Rendering, page: Page, links: Links) -> dict[str, Any]:
        times[page.path] += 1
        return names(each, page, links)

    monkeypatch.setattr(rendering._Rendering, "_names", counted)
    render(several.site, TEMPLATES)
    assert times["units/slj/y_2023.md"] == 1
    assert times["units/slj.md"] == 2, "once to find out that it is too heavy"


@pytest.mark.long
def test_no_page_of_a_hundred_documents_weighs_more_than_it_may() -> None:
    files = read(SMALL)
    for number in range(6, 105):
        files = reissued(files, f"qinghe-2023-{number}", f"清发〔2023〕{number}号", years=number % 3)
    pages = render(compiled(files).site, TEMPLATES)
    weights = {path: len(page.encode()) for path, page in pages.items() if path.endswith(".md")}
    assert max(weights.values()) <= BUDGET - SHELL, max(weights, key=weights.__getitem__)
    assert any(path.startswith("units/slj/y_") for path in weights)
