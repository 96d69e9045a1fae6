"""A task's identity: what names it in every output stays when the document's numbers move."""

from __future__ import annotations

import re
from collections.abc import Iterator

import icalendar
import pytest
import yaml

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.diff.records import Diff
from responsibility.outputs.diff_text import as_text
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.ledger import policy_ledger
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.views.revision import diff_view

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read

IDS = {"1": "water", "2": "water-2", "3": "schools", "4": "publicity"}
"""The ids given to the tasks of the small policy; ``water-2`` looks like a part of ``water``."""
ADDED = "检修旧管网"


def with_ids(files: Files) -> Files:
    """The small policy, an ``id`` written into each numbered task."""
    return {name: _with_id(name, content) for name, content in files.items()}


def _with_id(name: str, content: bytes) -> bytes:
    for number, identity in IDS.items():
        if name.endswith(f"/0{number}.yml"):
            line = f'number: "{number}"\n'.encode()
            assert content.count(line) == 1 or number in ("1", "2")
            return content.replace(line, line + f"id: {identity}\n".encode(), 1)
    return content


def renumbered(files: Files) -> Files:
    """The edition after it: a task inserted as number 2, those after it numbered anew."""
    moved = dict(files)
    for number in (4, 3, 2):
        tree = yaml.load(files[f"{POLICY}/0{number}.yml"], yaml.BaseLoader)
        tree["number"] = str(number + 1)
        moved[f"{POLICY}/0{number + 1}.yml"] = yaml.safe_dump(tree, allow_unicode=True).encode()
    task = {
        "number": "2",
        "id": "pipes",
        "title": ADDED,
        "section": "一（一）",
        "text": "检修旧管网。",
        "lead_units": ["县水利局"],
    }
    moved[f"{POLICY}/02.yml"] = yaml.safe_dump(task, allow_unicode=True).encode()
    source = files[f"{POLICY}/source.txt"].decode()
    for number, title in ((4, "．加强宣传"), (3, ".改善办学"), (2, ". 分步实施")):
        assert source.count(f"\n{number}{title}") == 1
        source = source.replace(f"\n{number}{title}", f"\n{number + 1}{title}")
    inserted = f"\n2.{ADDED}。检修旧管网。（牵头单位：县水利局）\n\n3. 分步实施"
    moved[f"{POLICY}/source.txt"] = source.replace("\n3. 分步实施", inserted).encode()
    return moved


@pytest.fixture(scope="module")
def before() -> Compiled:
    return compiled(with_ids(read(SMALL)))


@pytest.fixture(scope="module")
def after() -> Compiled:
    return compiled(renumbered(with_ids(read(SMALL))))


@pytest.fixture(scope="module")
def found(before: Compiled, after: Compiled) -> Diff:
    return diff(before.data, after.data)


def pages(built: Compiled) -> dict[str, str]:
    return render(built.site, read_templates(ROOT / "templates"))


def test_every_address_stays(before: Compiled, after: Compiled) -> None:
    old, new = pages(before), pages(after)
    assert set(new) - set(old) == {f"tasks/{POLICY}/pipes.md"}
    assert set(old) <= set(new)
    assert f"tasks/{POLICY}/water-2.md" in old
    for path in ("search/search_index.json", "document/index.md", "tasks/index.md"):
        assert addresses(old[path]) <= addresses(new[path])
        assert "water-2" in str(addresses(old[path]))


def addresses(page: str) -> set[str]:
    """Anchors, links within the site and locations of the search index."""
    return set(re.findall(r'(?:id|href)="([^"]+)"|"location":"([^"]+)"', page))


def test_an_id_like_a_part_has_an_anchor_of_its_own(before: Compiled) -> None:
    anchors = re.findall(r' id="([^"]+)"', pages(before)["document/index.md"])
    assert len(anchors) == len(set(anchors))
    assert {"twater", "t.water-2", "t.water-2.1", "t.water-2.2"} <= set(anchors)
    task = pages(before)[f"tasks/{POLICY}/water-2.md"]
    assert "document/index.html#t.water-2" in task


def test_events_of_calendars_stay(before: Compiled, after: Compiled) -> None:
    old, new = list(events(before)), list(events(after))
    assert old
    assert sorted(old) == sorted(new)
    assert "water" in old[0][1]


def events(built: Compiled) -> Iterator[tuple[str, str]]:
    """File and UID of every event."""
    for path, content in downloads(built.site, ("ics",)).items():
        for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
            yield path, str(event["UID"])


def test_lines_of_ledgers_stay(before: Compiled, after: Compiled) -> None:
    def items(built: Compiled) -> list[str]:
        groups = policy_ledger(built.site.policies[0]).groups
        return [str(line.item) for group in groups for line in group.lines]

    assert items(before) == ["water", "water-2.1", "water-2.2", "schools", "publicity", "s1", "s2"]
    assert [item for item in items(after) if item != "pipes"] == items(before)


def test_json_has_both(before: Compiled, after: Compiled) -> None:
    assert numbers_by_id(before) == {**{i: n for n, i in IDS.items()}, "s1": "s1", "s2": "s2"}
    moved = {"water": "1", "pipes": "2", "water-2": "3", "schools": "4", "publicity": "5"}
    assert numbers_by_id(after) == {**moved, "s1": "s1", "s2": "s2"}


def numbers_by_id(built: Compiled) -> dict[str, str]:
    tasks = yaml.safe_load(export(built.site))["tasks"]
    return {task["id"]: task["number"] for task in tasks}


def test_the_reader_sees_the_number(after: Compiled) -> None:
    page = pages(after)[f"tasks/{POLICY}/water-2.md"]
    assert ">3<" in page or "3 分步实施" in page
    shown = [text for text in re.sub(r"<[^>]*>", "\n", page).split("\n") if "water" in text]
    assert not [text for text in shown if not text.startswith(("title:", "description:"))]


def test_the_diff_says_nothing_but_the_new_numbers(before: Compiled, after: Compiled, found: Diff) -> None:
    assert [change.type for change in found.changes] == ["task_renumbered", "task_added"]
    assert (found.changes[0].old, found.changes[0].new) == (("2", "3", "4"), ("3", "4", "5"))
    assert str(found.changes[1].task_new) == "pipes"
    assert {name: unit.changed for name, unit in found.units.items()} == {"县水利局": ()}
    text = as_text(diff_view(found, before.data, after.data), "对照")
    assert "重新编号：2—4 改为 3—5" in text
    assert f"2 {ADDED}" in text
    assert "pipes" not in text


def test_the_same_id_is_the_same_task_whatever_it_says() -> None:
    files = with_ids(read(SMALL))
    path = f"{POLICY}/04.yml"
    tree = yaml.load(files[path], yaml.BaseLoader)
    tree |= {"title": "发布消息", "text": "每日发布。", "deadlines": [], "targets": [], "other_figures": []}
    rewritten = {**files, path: yaml.safe_dump(tree, allow_unicode=True).encode()}
    types = {change.type for change in diff(load(files), load(rewritten)).changes}
    assert types & {"task_retitled", "text_changed"} == {"task_retitled", "text_changed"}
    assert not types & {"task_added", "task_removed"}
    without = {name: re.sub(rb"(?m)^id: .*\n", b"", content) for name, content in files.items()}
    other = {name: re.sub(rb"(?m)^id: .*\n", b"", content) for name, content in rewritten.items()}
    types = {change.type for change in diff(load(without), load(other)).changes}
    assert {"task_added", "task_removed"} <= types


def test_an_id_that_is_written_down_later_changes_nothing(before: Compiled) -> None:
    assert diff(load(read(SMALL)), before.data).same


FAULTS = [
    ({"01": "Water"}, "wrong-value", "01", "id"),
    ({"01": "index"}, "wrong-value", "01", "自己要用"),
    ({"03": "s2"}, "duplicate-id", "03", "（加强督查）的序号"),
    ({"03": "1"}, "duplicate-id", "03", "（保障农村供水）的序号"),
    ({"01": "water", "03": "water"}, "duplicate-id", "03", "已是任务 1（保障农村供水）的 id"),
]


@pytest.mark.parametrize(("ids", "check", "file", "says"), FAULTS, ids=[fault[3] for fault in FAULTS])
def test_faulty_ids_are_told_with_their_line(ids: dict[str, str], check: str, file: str, says: str) -> None:
    files = read(SMALL)
    for name, identity in ids.items():
        path = f"{POLICY}/{name}.yml"
        files[path] = re.sub(rb"(?m)^(number: .*)$", rf'\1\nid: "{identity}"'.encode(), files[path], count=1)
    errors = [problem for problem in checks.run(load(files)).problems if problem.severity == "error"]
    assert [(problem.check, problem.location[:2]) for problem in errors if problem.check == check] == [
        (check, (f"{POLICY}/{file}.yml", 3))
    ]
    assert says in errors[0].message


def test_an_id_may_be_the_tasks_own_number() -> None:
    files = read(SMALL)
    path = f"{POLICY}/03.yml"
    files[path] = files[path].replace(b'number: "3"\n', b'number: "3"\nid: "3"\n')
    assert not checks.run(load(files)).count("error")


def test_an_id_may_be_a_number_that_a_task_with_its_own_id_has_now() -> None:
    """As renumbering leaves it: the task keeps its address, the one that was inserted has another."""
    files = read(SMALL)
    for name, identity in {"01": "water", "03": "1"}.items():
        path = f"{POLICY}/{name}.yml"
        files[path] = re.sub(rb"(?m)^(number: .*)$", rf'\1\nid: "{identity}"'.encode(), files[path], count=1)
    data = load(files)
    assert not checks.run(data).count("error")
    policy = data.policies[0]
    assert policy.item_id("1").task == "water"
    assert policy.item_id("3").task == "1"


def test_a_person_names_a_task_by_number_or_id(after: Compiled) -> None:
    shown = show(after.site, "3", None, 80)
    assert shown
    assert "分步实施" in shown
    assert show(after.site, "water-2", None, 80) == show(after.site, f"{POLICY}/3", None, 80) == shown
    for named in ("3.2", "water-2.2"):
        waiver = f"waivers:\n  - {{check: no-lead-unit, task: '{named}', why: 测试}}\n"
        policy = after.files[f"{POLICY}/policy.yml"] + waiver.encode()
        report = checks.run(load({**after.files, f"{POLICY}/policy.yml": policy}))
        assert not report.count("error")
        assert len(report.problems) == len(after.report.problems) - 1
