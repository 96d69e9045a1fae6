"""Documents of one project that belong together: bases that are there are links; a task names the superior task it carries out."""

from __future__ import annotations

import json

import pytest

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render

from .conftest import POLICY, ROOT, Compiled, compiled
from .support.policies import reissued

UPPER = "moufa-2022-8"
"""The superior document: the small policy again, under the number that the small policy names as its basis."""
IMPLEMENTS = f"""\
implements:
  - policy: {UPPER}
    task: "1"
    quote: 新建水厂2座
  - policy: {UPPER}
    task: "2.1"
    note: 见县政府会议纪要
"""


def with_upper(files: Files, implements: str = IMPLEMENTS) -> Files:
    both = reissued(files, UPPER, number="某发〔2022〕8号")
    for path in (f"{UPPER}/policy.yml", f"{UPPER}/source.txt"):
        head, stop, rest = both[path].decode().partition("为做好供水和教育工作")
        head = head.replace("清河县供水和教育工作方案", "某省供水办法")
        rest = rest.replace("清河县供水和教育工作方案", "某省供水办法")
        rest = rest.replace("某省供水办法", "某国供水办法").replace("某发〔2022〕8号", "某国发〔2021〕1号")
        both[path] = (head + stop + rest).encode()
    task = f"{POLICY}/01.yml"
    return {**both, task: both[task] + implements.encode()}


@pytest.fixture
def documents(small_files: Files) -> Compiled:
    return compiled(with_upper(small_files))


@pytest.fixture
def pages(documents: Compiled) -> dict[str, str]:
    return render(documents.site, read_templates(ROOT / "templates"))


def test_a_basis_that_is_in_the_project_is_a_link_and_leads_back(pages: dict[str, str]) -> None:
    home = pages["index.md"]
    assert f'<a href="#{UPPER}">《某省供水办法》（某发〔2022〕8号）</a>' in home
    assert f'<dt>以它为依据</dt><dd><a href="#{POLICY}">清发〔2023〕5号</a>' in home


def test_a_basis_by_its_title_where_one_has_no_number(small_files: Files) -> None:
    files = reissued(small_files, "fangan")
    policies = {policy.id: policy for policy in load(files).policies}
    [basis] = policies[POLICY].metadata.bases
    plain = basis.model_copy(update={"title": "清河县供水 和教育工作方案"})
    assert plain.names(policies["fangan"].metadata)
    assert not basis.names(policies["fangan"].metadata)


def test_both_tasks_show_the_other_with_the_quote_or_the_offices_note(pages: dict[str, str]) -> None:
    lower, upper = pages[f"tasks/{POLICY}/1.md"], pages[f"tasks/{UPPER}/1.md"]
    assert "落实的上级任务" in lower
    assert f'href="../{UPPER}/1.html"' in lower
    assert "<q>新建水厂2座</q>" in lower
    assert "（办公室注：见县政府会议纪要）" in lower
    assert "落实它的任务" in upper
    assert f'href="../{POLICY}/1.html"' in upper
    assert "落实的上级任务" not in upper
    assert "（1）" in pages[f"tasks/{UPPER}/2.md"].partition("落实它的任务")[2]


def test_of_the_superior_document_the_tasks_that_nobody_carries_out_are_listed(
    documents: Compiled, pages: dict[str, str]
) -> None:
    policies = {policy.id: policy for policy in documents.site.policies}
    left = [ref.id for ref in documents.site.hierarchy.not_carried_out(policies[UPPER])]
    assert left == [task.ref.id for task in policies[UPPER].tasks if task.ref.id not in ("1", "2")]
    assert documents.site.hierarchy.not_carried_out(policies[POLICY]) == ()
    assert f"还没有下级任务落实的（{len(left)} 项）" in pages[f"tasks/{UPPER}/index.md"]
    assert "还没有下级任务落实的" not in pages[f"tasks/{POLICY}/index.md"]


def test_without_superior_tasks_nothing_is_said_of_them(compiled_small: Compiled) -> None:
    pages = render(compiled_small.site, read_templates(ROOT / "templates"))
    assert not [path for path, page in pages.items() if "上级任务" in page or "以它为依据" in page]


def test_the_exported_data_has_them(documents: Compiled) -> None:
    tasks = {(task["policy"], task["id"]): task for task in json.loads(export(documents.site))["tasks"]}
    assert tasks[POLICY, "1"]["implements"] == [
        {"policy": UPPER, "task": "1", "quote": "新建水厂2座", "note": None},
        {"policy": UPPER, "task": "2.1", "quote": None, "note": "见县政府会议纪要"},
    ]
    assert tasks[UPPER, "1"]["implements"] == []
