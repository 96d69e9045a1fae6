"""Pages of a site with progress, against the views; a site without has none of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.outputs.site.pages import index, nav
from responsibility.outputs.site.render import render
from responsibility.progress.evidence import is_address
from responsibility.progress.lights import LIGHT_SPECS
from responsibility.views import SiteView
from responsibility.views.progress import percent

from .conftest import POLICY, REAL, ROOT, SMALL, Compiled, read
from .support.policies import reissued
from .support.progress import decided, entry, reported
from .support.reporting_round import round_of_reports
from .test_progress_lights import YEAR_END
from .test_progress_lights import site as site_of

TEMPLATES = read_templates(ROOT / "templates")
DAYS = ("2023-06-30", "2023-09-30", "2023-12-20")
SHOWING = ("index.md", "progress/index.md", "matrix/index.md", "deadlines/index.md", "targets/index.md")
BUREAU = "县水利局"


class Text(HTMLParser):
    """The text of a page, and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.links: list[dict[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep links."""
        if tag == "a":
            self.links.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += data


def words(page: str) -> str:
    return re.sub(r"\s+", "", Text(page.split("\n---\n", 1)[1]).words)


@pytest.fixture(scope="module")
def files() -> Files:
    return round_of_reports(read(SMALL), *DAYS)


@pytest.fixture(scope="module")
def site(files: Files) -> SiteView:
    return site_of(files)


@pytest.fixture(scope="module")
def pages(site: SiteView) -> dict[str, str]:
    return render(site, TEMPLATES)


def test_a_site_without_reports_has_none_of_it(compiled_small: Compiled) -> None:
    pages = render(compiled_small.site, TEMPLATES)
    assert index("progress") not in pages
    shown = "".join(text for path, text in pages.items() if path.endswith(".md"))
    for trace in ("progress.css", "报送日期", 'class="light', "完成率", 'name="light"'):
        assert trace not in shown, trace
    assert {"进展": index("progress")} not in nav()
    assert {"进展": index("progress")} not in nav(pages.__contains__)


def test_every_page_that_shows_progress_says_as_of_which_day(pages: dict[str, str]) -> None:
    shown = [path for path, text in pages.items() if path.endswith(".md") and 'class="light' in text]
    assert {*SHOWING, f"tasks/{POLICY}/1.md", "units/slj.md", "tasks/index.md", "deliverables/index.md"} <= {
        *shown
    }
    for path in shown:
        assert "截至2023年12月20日（报送日期）" in words(pages[path]), path
        assert "styles: [assets/progress.css]" in pages[path]


def test_a_day_between_two_reporting_days_is_said_with_the_one_before(files: Files) -> None:
    page = words(render(site_of(files, "2023-10-15"), TEMPLATES)["progress/index.md"])
    assert "截至2023年10月15日（最近报送日期2023年9月30日）" in page


def test_the_figures_are_those_of_the_views(site: SiteView, pages: dict[str, str]) -> None:
    progress, page = site.progress, words(pages["progress/index.md"])
    assert progress
    assert f"{percent(progress.tally.completion)}完成率" in page
    for key, spec in LIGHT_SPECS.items():
        assert f"{progress.tally.counts[key]}{spec.sign}{spec.name}{spec.words}".replace(" ", "") in page
    assert f"逾期未完成（{len(progress.overdue)}项）" in page
    assert f"30天内到期（{len(progress.soon)}项）" in page
    assert f"没有报送的单位（{len(progress.not_reported)}个）" in page
    for standing in progress.by_unit:
        tally = standing.tally
        assert f"{standing.unit.name}{percent(tally.completion)}" in page
        assert "".join(map(str, tally.counts.values())) in page or not tally.items
    for due in (*progress.overdue, *progress.soon):
        assert due.matter in page
        of_task = f"任务报{due.status_of_task}" if due.status_of_task else ""
        assert f"{due.state.words}{of_task}".replace(" ", "") in page
    for point in progress.trend:
        assert f"{point.day:%y-%m-%d}" in page
        row = f"{point.day.year}年{point.day.month}月{point.day.day}日{percent(point.tally.completion)}"
        assert row in page
    assert progress.shared_problems
    for problem in progress.shared_problems:
        assert problem.words in page


def test_what_is_overdue_says_what_was_reported_of_the_task_alone(small_files: Files) -> None:
    files = reported(small_files, "2024-01-10", BUREAU, entry("1", "in_progress"))
    assert "未报，已过期10天任务报推进中" in words(render(site_of(files), TEMPLATES)["progress/index.md"])
    files = reported(files, "2024-01-11", BUREAU, entry("1", "delayed", **YEAR_END))
    page = words(render(site_of(files), TEMPLATES)["progress/index.md"])
    assert "滞后，已过期11天" in page
    assert "任务报" not in page


def test_each_line_links_to_its_task_and_its_unit(site: SiteView, pages: dict[str, str]) -> None:
    assert site.progress
    links = {link["href"] for link in Text(pages["progress/index.md"]).links}
    for due in (*site.progress.overdue, *site.progress.soon):
        assert f"../tasks/{due.task.policy}/{due.task.id}.html" in links
        assert {f"../units/{unit.id}.html" for unit in due.units} <= links
    assert {f"../units/{each.unit.id}.html" for each in site.progress.by_unit} <= links
    assert {f"../tasks/index.html#sec-{number}" for number in (1, 2, 3)} <= links


def test_the_page_can_be_narrowed_to_each_unit_that_reports(site: SiteView, pages: dict[str, str]) -> None:
    assert site.progress
    page = pages["progress/index.md"]
    offered = re.findall('<option value="([^"]+)">', page)
    assert sorted(offered) == sorted(each.unit.id for each in site.progress.by_unit)
    due = [" ".join(unit.id for unit in each.units) for each in (*site.progress.overdue, *site.progress.soon)]
    assert re.findall('<tr data-unit="([^"]*)"><th scope="row">[^<]', page)[: len(due)] == due
    for unit in site.progress.not_reported:
        assert f'<span data-unit="{unit.id}"><a' in page
    assert " hidden>" not in page.replace('<form class="filters" data-narrow hidden>', ""), (
        "without script all is shown"
    )


def test_a_task_shows_the_light_the_latest_reports_and_folds_the_history(
    site: SiteView, pages: dict[str, str]
) -> None:
    [policy] = site.policies
    for task in policy.tasks:
        assert task.progress
        page = pages[f"tasks/{POLICY}/{task.ref.id}.md"]
        unfolded = re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)
        assert f"{task.progress.state.words}</span>" in unfolded
        assert f"2023年9月30日 {BUREAU}" not in unfolded
        for subject in (each for values in task.progress.by_fact.values() for each in values):
            assert not subject.history or "以前报送的" in page
            for report in subject.reports:
                if report.unit in subject.by_unit:
                    assert (
                        f'{report.unit}</a> <span class="day">{report.day.year}年{report.day.month}月'
                        in unfolded
                    )


def test_a_unit_shows_how_it_stands_and_what_it_reported_last(site: SiteView, pages: dict[str, str]) -> None:
    view = site.unit(BUREAU)
    assert view
    assert view.progress
    page = pages["units/slj.md"]
    tally = view.progress.tally
    assert f"由本单位报完成情况的{tally.items}项：完成率{percent(tally.completion)}" in words(page)
    latest = [duty.own_report for duty in view.duties if duty.own_report]
    assert latest
    assert page.count("<b>2023年12月20日报") == sum(len(duty.own_reports) for duty in view.duties)
    assert "以前报送的 2 次" in page


def test_old_reports_do_not_make_a_units_page_grow_from_month_to_month() -> None:
    days = [f"2023-{month:02}-28" for month in range(1, 13)]
    page = render(site_of(round_of_reports(read(SMALL), *days)), TEMPLATES)["units/slj.md"]
    assert "以前报送的 3 次（更早的见任务的页面）" in page
    assert "2023年11月28日" in page
    assert "2023年8月28日" not in page


def test_an_extended_day_stands_beside_the_documents(small_files: Files) -> None:
    files = reported(small_files, "2024-01-10", BUREAU, entry("1", "in_progress"))
    extended = {
        "task": "1",
        "what": "extended",
        "about": "deadline",
        "quote": "2023年底前",
        "day": "2023-12-20",
        "basis": "县政府<b>纪要",
        "due": "2024-03-31",
    }
    pages = render(site_of(decided(files, extended)), TEMPLATES)
    for path in (f"tasks/{POLICY}/1.md", "units/slj.md", "deadlines/index.md"):
        assert "2023年底前" in pages[path], path
        assert "（延至2024年3月31日，依据：县政府&lt;b&gt;纪要）" in pages[path], path
    assert "还有 81 天" in pages["deadlines/index.md"]
    assert (
        "延期</b>至2024年3月31日（2023年12月20日，依据：县政府&lt;b&gt;纪要）"
        in pages[f"tasks/{POLICY}/1.md"]
    )


def test_targets_have_a_bar_by_their_direction(small_files: Files) -> None:
    def figure(quote: str, actual: str, measure: str, task: str = "1") -> dict[str, object]:
        return entry(task, about="target", quote=quote, measure=measure, actual=actual)

    files = reported(
        small_files,
        "2023-12-20",
        BUREAU,
        figure("新建水厂2座", "1", "座"),
        figure("供水普及率达到95%以上", "96", "%"),
        entry("2.1", about="target", quote="实现排查全覆盖", whole=True),
    )
    files = reported(
        files,
        "2023-12-20",
        "县教育局",
        figure("培训教师1-2次", "4", "次", "3"),
        entry("3", about="target", quote="投入不低于上年", actual="3"),
    )
    page = render(site_of(files), TEMPLATES)["targets/index.md"]
    bars = re.findall(
        r'<span class="reach (\w+)" aria-hidden="true"><i style="width:([\d.]+)%"></i><b style="left:([\d.]+)%"></b></span> <span class="reached">(\S)',
        page,
    )
    assert bars == [
        ("grey", "50.0", "100.0", "实"),
        ("green", "100.0", "99.0", "✓"),
        ("grey", "100.0", "25.0", "实"),
    ]
    assert "✓ 已做到" in page
    assert "文件没有写" in page
    late = render(site_of(files, "2024-01-10"), TEMPLATES)["targets/index.md"]
    assert '<span class="reach red" aria-hidden="true"><i style="width:50.0%">' in late


@pytest.mark.parametrize(
    ("evidence", "linked"),
    [
        ("https://example.gov.cn/1.html", True),
        ("HTTP://example.gov.cn/", True),
        ("javascript:window.pwned=true", False),
        ("java\tscript:window.pwned=true", False),
        ("javascript://example.gov.cn/%0awindow.pwned=true", False),
        ("data:text/html,x", False),
        ("ftp://example.gov.cn/1", False),
        ("file://server/share/1.pdf", False),
        ("//evil.example/z", False),
        ("file:///etc/passwd", False),
        ("http://", False),
        ("http://[::1", False),
        ("https://example.gov.cn/ 和验收单", False),
        ("验收单.pdf", False),
    ],
)
def test_only_addresses_of_the_web_become_links(small_files: Files, evidence: str, linked: bool) -> None:
    assert is_address(evidence) is linked
    if "\t" in evidence:
        return
    report = entry("1", about="deliverable", quote="水厂2座", status="completed", evidence=[evidence])
    pages = render(site_of(reported(small_files, "2023-12-20", BUREAU, report)), TEMPLATES)
    for path in ("deliverables/index.md", f"tasks/{POLICY}/1.md"):
        links = [link for link in Text(pages[path]).links if "evidence" in (link.get("class") or "")]
        assert [(link["href"], link["rel"]) for link in links] == (
            [(evidence, "noopener noreferrer")] if linked else []
        )
        assert evidence in Text(pages[path]).words


def test_the_matrix_has_the_light_of_each_row(site: SiteView, pages: dict[str, str]) -> None:
    [policy] = site.policies
    rows = re.findall(
        r'<tr role="row"(?: class="part")? data-task="(\w+)"(?:[^>]*?) data-light="(\w+)"|<tr role="row"(?: class="part")? data-light="(\w+)" data-task="(\w+)"',
        pages["matrix/index.md"],
    )
    lights = {(first or last): (second or third) for first, second, third, last in rows}
    expected = {
        task.ref.id: task.progress.state.light
        for task in policy.tasks
        if task.progress and task.progress.state.light
    }
    assert lights.items() >= {key: value for key, value in expected.items() if key != "2"}.items()
    assert '<select name="light">' in pages["matrix/index.md"]


def test_of_several_policies_only_those_with_progress_are_told(small_files: Files) -> None:
    files = {
        **round_of_reports(small_files, "2023-12-20"),
        **reissued(small_files, "qinghe-2022-9", "清发〔2022〕9号"),
    }
    pages = render(site_of(files), TEMPLATES)
    assert "清发〔2023〕5号" in words(pages["progress/index.md"])
    other = pages["tasks/qinghe-2022-9/1.md"]
    assert 'class="light' not in other
    assert "报送日期" not in words(other)
    assert "2023年12月20日" in words(other)


def test_the_home_page_begins_with_how_it_stands(site: SiteView, pages: dict[str, str]) -> None:
    assert site.progress
    page = words(pages["index.md"])
    assert f"进展：完成率{percent(site.progress.tally.completion)}，" in page
    assert page.index("进展：完成率") < page.index("输入单位名称")
    assert f"{len(site.progress.not_reported)}个单位这次没有报" in page
    assert {"href": "progress/index.html"} in Text(pages["index.md"]).links


def test_a_revision_shows_how_the_tasks_stand_that_it_changed(small_files: Files) -> None:
    """Also where the task has another number now: what was reported stays with it."""
    before = load(small_files)
    old = small_files[f"{POLICY}/04.yml"].decode()
    changed = (
        old.replace('number: "4"', 'number: "4"\nid: xuanchuan')
        .replace("用3年时间", "用2年时间")
        .replace("3 years", "2 years")
    )
    source = small_files[f"{POLICY}/source.txt"].replace("用3年时间".encode(), "用2年时间".encode())
    files = {**small_files, f"{POLICY}/04.yml": changed.encode(), f"{POLICY}/source.txt": source}
    revisions = "revisions:\n  - {label: 旧版, date: 2023-03-01, folder: ../former}\n  - {label: 新版, date: 2024-03-01}\n"
    files = reported(
        {**files, "revisions.yml": revisions.encode()}, "2023-12-20", "县委办", entry("xuanchuan", "delayed")
    )
    data = load(files)
    assert not data.problems
    pages = render(views.build(data, checks.run(data), former=[before]), TEMPLATES)
    page = words(pages["revisions/index.md"])
    assert "截至2023年12月20日（报送日期）" in page
    assert "4加强宣传✕滞后" in page


def test_pages_are_the_same_every_time(files: Files, pages: dict[str, str]) -> None:
    assert render(site_of(dict(reversed(files.items()))), TEMPLATES) == pages


def test_no_anchor_stands_twice_on_a_page(pages: dict[str, str]) -> None:
    for path, page in pages.items():
        if path.endswith(".md"):
            found = re.findall(r' id="([^"]+)"', page)
            assert len(found) == len(set(found)), path


@pytest.mark.slow
def test_pages_stay_light_when_every_unit_reports_on_everything() -> None:
    """Without what the theme puts around them; the heaviest of each kind."""
    pages = render(site_of(round_of_reports(read(REAL), "2022-03-31", "2022-06-30")), TEMPLATES)
    budgets = {
        "progress/": 50,
        "tasks/": 100,
        "units/": 190,
        "matrix/": 140,
        "targets/": 80,
        "deadlines/": 40,
    }
    for folder, budget in budgets.items():
        heaviest = max(len(page.encode()) for path, page in pages.items() if path.startswith(folder))
        assert heaviest <= budget * 1024, (folder, heaviest)


def test_a_tasks_page_lists_the_last_of_very_many_reports() -> None:
    days = [f"20{year}-{month:02}-28" for year in (21, 22, 23) for month in range(1, 13)]
    files = read(SMALL)
    for day in days:
        files = reported(files, day, BUREAU, entry("1", "in_progress", progress=f"{day}的进展"))
    page = render(site_of(files), TEMPLATES)[f"tasks/{POLICY}/1.md"]
    assert "以前报送的 35 条（列出最近的 24 条）" in page
    assert page.count("的进展") == 25
