"""Lists that can be narrowed to one unit hold for it just what its own page counts and shows."""

from __future__ import annotations

import re

import pytest

from responsibility.build.files import read_templates
from responsibility.outputs.site.render import render
from responsibility.views import SiteView
from responsibility.views.units import UnitView

from .conftest import ROOT, Compiled

LIST = "{}/index.md"


@pytest.fixture(scope="module", params=["compiled_real", "compiled_small"])
def site(request: pytest.FixtureRequest) -> SiteView:
    compiled: Compiled = request.getfixturevalue(request.param)
    return compiled.site


@pytest.fixture(scope="module")
def pages(site: SiteView) -> dict[str, str]:
    return render(site, read_templates(ROOT / "templates"))


def lines(page: str, unit: UnitView) -> int:
    """How many lines of a list are left when it is narrowed to the unit."""
    return sum(
        unit.unit.id in reached.split() for reached in re.findall(r'<(?:tr|li) data-unit="([^"]*)"', page)
    )


def test_lists_hold_what_the_units_page_counts(site: SiteView, pages: dict[str, str]) -> None:
    dated = re.split('id="(?:reports|undated)"', pages[LIST.format("deadlines")])[0]
    for unit in site.units:
        assert lines(pages[LIST.format("targets")], unit) == len(unit.targets), unit.unit.name
        assert lines(dated, unit) == len(unit.deadlines), unit.unit.name
        by_kind, _, by_unit = pages[LIST.format("deliverables")].partition('id="units"')
        assert lines(by_kind, unit) == len(unit.deliverables), unit.unit.name
        assert lines(by_unit, unit) <= len(unit.deliverables), "under the name of who leads it"
        assert lines(pages[LIST.format("tasks")], unit) == len({duty.task.ref for duty in unit.duties})


def test_numbers_of_a_units_page_lead_to_what_they_count(site: SiteView, pages: dict[str, str]) -> None:
    for unit in site.units:
        page = pages[f"units/{unit.unit.id}.md"]
        numbers = re.search(r'<ul class="numbers">(.*?)</ul>', page, re.DOTALL)
        assert numbers
        for target, count in re.findall(r'<li>(?:<a href="([^"]+)">)?<b[^>]*>(\d+)</b>', numbers[1]):
            assert bool(target) == (int(count) > 0), unit.unit.name
            if target.startswith("#"):
                assert f'id="{target[1:]}"' in page, (unit.unit.name, target)
            elif target:
                assert target.endswith(f"#unit={unit.unit.id}")
                listed = pages[target.removeprefix("../").partition("#")[0].replace(".html", ".md")]
                listed = listed.partition('id="units"')[0] if "deliverables/" in target else listed
                assert lines(listed, unit) == int(count), (unit.unit.name, target)


def test_a_duty_shows_the_words_of_its_task(site: SiteView, pages: dict[str, str]) -> None:
    for unit in site.units:
        page = re.sub("&#34;", '"', pages[f"units/{unit.unit.id}.md"])
        for duty in unit.duties:
            for line in filter(str.strip, duty.verbatim.splitlines()):
                assert f"<p>{line}</p>" in page, (unit.unit.name, duty.task.ref)
