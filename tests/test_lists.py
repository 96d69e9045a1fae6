"""The lists over all policies: on one page while it is light enough, else by year of issue, else by policy."""

from __future__ import annotations

import re

import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.outputs.site import render as rendering
from responsibility.outputs.site.links import Links
from responsibility.outputs.site.lists import BUDGET, SHELL, ListPage, apart, divided
from responsibility.outputs.site.render import render
from responsibility.views import SiteView

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read
from .support.policies import reissued

TEMPLATES = read_templates(ROOT / "templates")
LISTS = ("matrix", "deadlines", "targets", "deliverables", "gaps")
LATER, UNDATED = "qinghe-2024-6", "qinghe-list"


@pytest.fixture(scope="module")
def three() -> Compiled:
    """The small policy, the same a year later, and the same without a date."""
    later = reissued(read(SMALL), LATER, number="清发〔2024〕6号", years=1)
    return compiled(reissued(later, UNDATED, dated=False))


@pytest.fixture(scope="module")
def pages(three: Compiled) -> dict[str, str]:
    return render(three.site, TEMPLATES)


def lines(page: str) -> list[tuple[str, str]]:
    """The document and the units of each line of a page."""
    found = re.findall(r' data-unit="([^"]*)" data-document="([^"]*)"', page)
    return [(document, units) for units, document in found]


def test_one_policy_has_no_documents_to_choose_from(compiled_small: Compiled) -> None:
    for path, page in render(compiled_small.site, TEMPLATES).items():
        if path.split("/")[0] in LISTS:
            assert path == f"{path.split('/')[0]}/index.md"
            assert "data-document" not in page
            assert 'name="document"' not in page
            assert "of-document" not in page


def test_all_policies_stand_on_one_page(pages: dict[str, str]) -> None:
    for key in LISTS:
        assert [path for path in pages if path.startswith(f"{key}/")] == [f"{key}/index.md"]
        page = pages[f"{key}/index.md"]
        for policy in (POLICY, LATER, UNDATED):
            assert f'<option value="{policy}">' in page
            assert f'data-document="{policy}"' in page
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids)), key
        tasks = re.findall(r'data-task="([^"]+)"', page)
        assert key != "matrix" or {task.partition("/")[0] for task in tasks} == {POLICY, LATER, UNDATED}


@pytest.mark.parametrize("key", ["deadlines", "targets", "deliverables", "gaps"])
def test_each_line_says_of_which_policy_it_is(pages: dict[str, str], key: str) -> None:
    page = pages[f"{key}/index.md"]
    names = dict(re.findall(r'<option value="([^"]+)">([^<]+)</option>', page))
    shown = re.findall(
        r'<(tr|li|section) data-unit="[^"]*" data-document="([^"]+)" data-year="\d*">(.*?)</\1>',
        page,
        re.DOTALL,
    )
    assert len(shown) == len(lines(page)) > 0
    for _, policy, text in shown:
        assert f'<small class="of-document">{names[policy]}</small>' in text


def test_lists_are_narrowed_by_the_year_of_issue_where_there_are_several(
    pages: dict[str, str], small_files: Files
) -> None:
    for key in LISTS:
        page = pages[f"{key}/index.md"]
        assert re.findall(r'<option value="(\d{4})">', page) == ["2024", "2023"]
        years = set(re.findall(r'data-document="([^"]+)" data-year="(\d*)"', page))
        assert years == {(POLICY, "2023"), (LATER, "2024"), (UNDATED, "")}
    same_year = render(compiled(reissued(small_files, "qinghe-2023-9", "清发〔2023〕9号")).site, TEMPLATES)
    assert not [path for path, page in same_year.items() if 'name="year"' in page or "data-year" in page]


def test_on_the_page_of_a_unit_each_line_says_of_which_document_it_is(pages: dict[str, str]) -> None:
    page = pages["units/slj.md"]
    assert re.findall(r'<option value="(\d{4})">', page) == []  # too few lines to narrow
    due = page.partition('id="due"')[2].partition("</ul>")[0].split("<li ")[1:]
    assert len(due) == 12
    for line in due:
        assert re.match(r'data-document="[^"]+" data-year="\d*">', line)
        assert 'class="of-document"' in line
    assert len(re.findall(r'<tbody data-document="[^"]+" data-year="\d*" data-lead=', page)) == 9


def test_documents_are_chosen_from_by_year(pages: dict[str, str]) -> None:
    for key in ("tasks", "document"):
        assert re.findall(r"<h2 id=\S+>(.*?)</h2>", pages[f"{key}/index.md"]) == [
            "2024年印发",
            "2023年印发",
            "没有成文日期",
        ]


def test_deadlines_of_all_policies_stand_in_one_order(three: Compiled, pages: dict[str, str]) -> None:
    dated = [each for each in three.site.documents.deadlines if each.exactness == "dated"]
    days = [each.due.last_day for each in dated if each.due]
    assert len({each.task.policy for each in dated}) == 3
    assert days == sorted(days)
    years = re.search(r'<div class="years".*?</div></div>', pages["deadlines/index.md"])
    assert years
    assert re.findall(r"<span>(\d+)</span>", years[0]) == ["2023", "2024", "2025", "2026"]


def test_numbers_lead_to_what_they_count(three: Compiled, pages: dict[str, str]) -> None:
    for policy in three.site.policies:
        for key, number in (
            ("deadlines", len(policy.deadlines)),
            ("targets", len(policy.targets)),
            ("deliverables", len(policy.deliverables)),
            ("gaps", len(policy.gaps)),
        ):
            assert f'<a href="{key}/index.html#document={policy.id}"><b>{number}</b>' in pages["index.md"]
    for view in three.site.units:
        page = pages[f"units/{view.unit.id}.md"]
        for key, facts, words in (
            ("targets", view.targets, "个指标"),
            ("deliverables", view.deliverables, "项成果"),
        ):
            link = f'<a href="../{key}/index.html#unit={view.unit.id}"><b>{len(facts)}</b> {words}</a>'
            assert (link in page) == bool(facts)
            own = [units.split() for _, units in lines(pages[f"{key}/index.md"].partition('id="units"')[0])]
            assert sum(view.unit.id in units for units in own) == len(facts), (key, view.unit.name)


def test_the_matrix_of_several_counts_for_all(three: Compiled) -> None:
    whole = three.site.documents.matrix
    for mark, counts in whole.totals.items():
        for unit, number in counts.items():
            assert number == sum(p.matrix.totals[mark].get(unit, 0) for p in three.site.policies)
    assert len(whole.units) == len(set(whole.units)) == len(three.site.policies[0].matrix.units)


# ---------------------------------------------------------------- too much for one page


def labels(site: SiteView, key: str, heavy: int) -> list[str]:
    """How a list is divided where a page of more than ``heavy`` policies is too heavy."""
    listed = divided(site, lambda _, page: len(page.policies.policies) < heavy)
    return [page.label for page in listed[key]]


def test_a_heavy_list_is_divided_by_year_and_then_by_policy(three: Compiled) -> None:
    site = compiled(reissued(three.files, "qinghe-2023-9", number="清发〔2023〕9号")).site
    undated = "《清河县供水和教育工作方案》"
    assert labels(site, "targets", heavy=5) == [""]
    assert labels(site, "targets", heavy=3) == ["清发〔2024〕6号", "2023年", undated]
    assert {chapter.key for chapter in site.documents.chapters} >= {f"{POLICY}.1", f"{LATER}.1"}
    assert labels(site, "targets", heavy=2) == [
        "清发〔2024〕6号",
        "清发〔2023〕5号",
        "清发〔2023〕9号",
        undated,
    ]


def test_policies_without_a_date_have_no_year_in_common(three: Compiled) -> None:
    site = compiled(reissued(three.files, "qinghe-list-2", number="清发工作清单", dated=False)).site
    assert labels(site, "gaps", heavy=4)[2:] == ["《清河县供水和教育工作方案》", "清发工作清单"]


def test_a_number_leads_to_the_one_page_that_has_all_that_it_counts(three: Compiled) -> None:
    links = Links(three.site, {"targets": apart(three.site, "targets")})
    first, second, _ = (policy.targets for policy in three.site.policies)
    assert links.of_policies("targets", (fact.task.policy for fact in first)) == f"targets/{POLICY}/index.md"
    assert links.of_policies("targets", (fact.task.policy for fact in first + second)) == "targets/index.md"


def test_pages_of_a_heavy_list_lead_to_each_other(
    three: Compiled, pages: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "BUDGET", SHELL + len(pages["targets/index.md"].encode()) - 1)
    apart = render(three.site, TEMPLATES)
    for policy in three.site.policies:
        path = f"targets/{policy.id}/index.md"
        for other in {POLICY, LATER, UNDATED} - {policy.id}:
            assert f'href="../{other}/index.html" data-carry' in apart[path]
        assert 'href="../index.html" data-carry' in apart[path]
        assert f'href="targets/{policy.id}/index.html"><b>{len(policy.targets)}</b>' in apart["index.md"]
        assert f'href="{policy.id}/index.html" data-carry' in apart["targets/index.md"]
    assert 'href="../targets/index.html#unit=slj"' in apart["units/slj.md"]
    assert sorted(path for path in apart if path.startswith("gaps/")) == ["gaps/index.md"], "light enough"


def test_a_heavy_list_says_how_many_lines_of_a_unit_are_where(three: Compiled) -> None:
    for policy in three.site.policies:
        page = ListPage("", "", three.site.together((policy,)))
        for key, facts in (("targets", policy.targets), ("deliverables", policy.deliverables)):
            assert page.lines(key)[""] == len(facts)
    whole = ListPage("", "", three.site.documents)
    for view in three.site.units:
        assert whole.lines("targets")[view.unit.id] == len(view.targets)
        assert whole.lines("deliverables")[view.unit.id] == len(view.deliverables)


def test_the_budget_of_a_page_is_kept() -> None:
    """However many policies there are: those of one page together never weigh more than it may."""
    files = read(SMALL)
    for number in range(6, 46):
        files = reissued(files, f"qinghe-2023-{number}", f"清发〔2023〕{number}号", years=number % 2)
    pages = render(compiled(files).site, TEMPLATES)
    assert BUDGET == 300 * 1024
    weights = {path: len(page.encode()) for path, page in pages.items() if path.split("/")[0] in LISTS}
    assert max(weights.values()) <= BUDGET - SHELL
    assert [path for path in weights if path.startswith("targets/")] == [
        f"targets/{folder}index.md" for folder in ("", "y_2024/", "y_2023/")
    ]
