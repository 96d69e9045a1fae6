"""Documents that are done or repealed leave the daily lists, with their basis, and stay readable."""

from __future__ import annotations

import json

import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import POLICY, ROOT, Compiled, compiled
from .support.policies import reissued

NEW = "qinghe-2024-3"
REPEALED = "status: repealed\nstatus_since: 2024-05-01\nstatus_basis: 清发〔2024〕3号\n"
SAID = "（已废止）：2024年5月1日起（依据：清发〔2024〕3号）"


def with_status(files: Files, policy: str, lines: str) -> Files:
    path = f"{policy}/policy.yml"
    return {**files, path: files[path] + lines.encode()}


@pytest.fixture
def site(small_files: Files) -> Compiled:
    """The small policy, repealed, and the one that came after it."""
    both = reissued(small_files, NEW, number="清发〔2024〕3号", years=1)
    return compiled(with_status(both, POLICY, REPEALED))


@pytest.fixture
def pages(site: Compiled) -> dict[str, str]:
    return render(site.site, read_templates(ROOT / "templates"))


@pytest.mark.parametrize("key", ["matrix", "deadlines", "targets", "deliverables", "gaps"])
def test_the_daily_lists_have_those_in_force_and_the_others_keep_lists_of_their_own(
    pages: dict[str, str], key: str
) -> None:
    assert f"tasks/{NEW}/1.html" in pages[f"{key}/index.md"].replace("../", "") or key == "gaps"
    assert f"{POLICY}/" not in pages[f"{key}/index.md"]
    assert f"{NEW}/" not in pages[f"{key}/{POLICY}/index.md"]
    assert f'href="../../tasks/{POLICY}/' in pages[f"{key}/{POLICY}/index.md"]


def test_home_and_every_page_of_it_say_that_it_is_repealed_and_by_what(pages: dict[str, str]) -> None:
    assert "已完成、已废止的文件（1 份）" in pages["index.md"]
    assert "2024年5月1日起（依据：清发〔2024〕3号）" in pages["index.md"]
    for path in (f"tasks/{POLICY}/1.md", f"tasks/{POLICY}/index.md", f"document/{POLICY}/index.md"):
        assert SAID in pages[path]
    assert "已废止" not in pages[f"tasks/{NEW}/1.md"]


def test_a_unit_has_only_the_duties_in_force_and_the_others_folded(
    site: Compiled, pages: dict[str, str]
) -> None:
    view = site.site.unit("县水利局")
    assert view
    assert {duty.task.ref.policy for duty in view.duties} == {NEW}
    assert {ref.policy for ref in view.past} == {POLICY}
    assert view.workload.total == len(view.past) == 2
    before, _, behind = pages["units/slj.md"].partition('<div class="documents">')
    assert f"../tasks/{POLICY}/" not in before
    assert f"已完成、已废止的文件里的任务（{len(view.past)} 项）" in behind
    assert f"tasks/{POLICY}/1.html" in behind


def test_calendars_and_ledgers_ask_for_nothing_of_it(site: Compiled) -> None:
    files = downloads(site.site)
    for name in ("downloads/deadlines.ics", "downloads/units/slj.ics", "downloads/units/slj.csv"):
        assert NEW.encode() in files[name] or "清发〔2024〕3号".encode() in files[name]
        assert POLICY.encode() not in files[name]
        assert "清发〔2023〕5号".encode() not in files[name]


def test_show_finds_its_tasks_still(site: Compiled) -> None:
    assert "清发〔2023〕5号（已废止）" in (show(site.site, "1", POLICY, 100) or "")


def test_the_exported_data_says_so(site: Compiled) -> None:
    policies = {policy["id"]: policy for policy in json.loads(export(site.site))["policies"]}
    keys = ("status", "status_since", "status_basis")
    assert [policies[POLICY][key] for key in keys] == ["repealed", "2024-05-01", "清发〔2024〕3号"]
    assert [policies[NEW][key] for key in keys] == ["in_force", None, None]


def test_where_none_is_in_force_all_are_listed(small_files: Files) -> None:
    only = compiled(with_status(small_files, POLICY, REPEALED.replace("repealed", "completed"))).site
    assert only.current == only.policies
    assert only.past == ()
    assert only.numbers == "清发〔2023〕5号（已完成）"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("status: repealed\n", "要写 status_since"),
        ("status_basis: 某文\n", "同用"),
        ("status: 废止\n", "不是可选的值"),
    ],
)
def test_a_status_without_its_basis_is_an_error(small_files: Files, lines: str, message: str) -> None:
    [problem] = load(with_status(small_files, POLICY, lines)).problems
    assert message in problem.message
