"""The same matter in several documents in force, with other figures or dates, is a gap of both: told with both quotes."""

from __future__ import annotations

import pytest

from responsibility import checks
from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.language.same_matter import plain_name, same_matter
from responsibility.model.problems import Problem
from responsibility.outputs.site.render import render

from .conftest import POLICY, ROOT, compiled
from .support.policies import reissued

OTHER = "qinghe-2023-9"
NUMBER = "清发〔2023〕9号"
TASK = f"{OTHER}/01.yml"


def beside(files: Files, *changes: tuple[str, str], years: int = 0) -> Files:
    """The small policy twice, the second with these words of its first task, and of what is recorded of it, changed."""
    both = reissued(files, OTHER, NUMBER, years)
    for path in (TASK, f"{OTHER}/source.txt"):
        text = both[path].decode()
        for old, new in changes:
            text = text.replace(old, new)
        both[path] = text.encode()
    return both


def differing(files: Files) -> list[Problem]:
    report = checks.run(load(files))
    assert not report.errors, report.errors
    return [problem for problem in report.problems if problem.check == "documents-differ"]


RATE = (("达到95%以上", "达到98%以上"), ("at_least: 95", "at_least: 98"))
DAY = (("2023年底前", "2023年9月底前"), ("due: 2023\n", "due: 2023-09\n"))
PLANTS = (("水厂2座", "水厂3座"), ("equals: 2, unit: 座", "equals: 3, unit: 座"))


def test_another_figure_is_told_of_both_with_both_quotes(small_files: Files) -> None:
    of_first, of_second = differing(beside(small_files, *RATE))
    assert (
        of_first.message
        == f"“供水普及率达到95%以上”（2023年底前），{NUMBER}任务 1 写“供水普及率达到98%以上”（2023年底前）"
    )
    assert (
        of_second.message
        == "“供水普及率达到98%以上”（2023年底前），清发〔2023〕5号任务 1 写“供水普及率达到95%以上”（2023年底前）"
    )
    assert [str(of_first.location.file), of_second.location.file] == [f"{POLICY}/01.yml", TASK]
    assert [of_first.severity, of_first.also[0][0], str(of_first.also[0][1])] == ["gap", OTHER, "1"]


def test_another_day_is_told_of_what_each_sets_for_it(small_files: Files) -> None:
    found = differing(beside(small_files, *DAY))
    assert {problem.keys for problem in found} == {("targets", 0), ("targets", 1), ("deliverables", 0)}
    assert found[0].message == f"“新建水厂2座”（2023年底前），{NUMBER}任务 1 写“新建水厂2座”（2023年9月底前）"


DUE = (
    ("检查2次以上。", "检查2次以上。2023年6月底前公布水厂收费标准。"),
    (
        "deadlines:\n",
        "deadlines:\n  - quote: 2023年6月底前\n    due: 2023-06\n    before: true\n",
    ),
)


@pytest.mark.parametrize(
    ("later", "tells"),
    [
        pytest.param(
            (
                ("6月底前公布", "9月底前公布"),
                ("2023年6月底前\n    due: 2023-06", "2023年9月底前\n    due: 2023-09"),
            ),
            True,
            id="another day",
        ),
        pytest.param((), False, id="the same day"),
        pytest.param(
            (
                ("6月底前公布水厂", "9月底前公布学校"),
                ("2023年6月底前\n    due: 2023-06", "2023年9月底前\n    due: 2023-09"),
            ),
            False,
            id="of another thing",
        ),
    ],
)
def test_another_day_for_what_is_neither_target_nor_deliverable(
    small_files: Files, later: tuple[tuple[str, str], ...], tells: bool
) -> None:
    files = dict(small_files)
    for path in (f"{POLICY}/01.yml", f"{POLICY}/source.txt"):
        text = files[path].decode()
        for old, new in DUE:
            text = text.replace(old, new, 1)
        files[path] = text.encode()
    messages = [
        problem.message for problem in differing(beside(files, *later)) if problem.keys[0] == "deadlines"
    ]
    told = [
        f"“公布水厂收费标准”（2023年6月底前），{NUMBER}任务 1 写“公布水厂收费标准”（2023年9月底前）",
        "“公布水厂收费标准”（2023年9月底前），清发〔2023〕5号任务 1 写“公布水厂收费标准”（2023年6月底前）",
    ]
    assert messages == (told if tells else [])


@pytest.mark.parametrize(
    ("changes", "years"),
    [
        pytest.param((), 0, id="the same words"),
        pytest.param((("供水普及率", "全县供水普及率"),), 0, id="the same figure, the area said"),
        pytest.param((*PLANTS, *RATE), 1, id="the plan of the next year"),
        pytest.param((*RATE, ("供水普及率", "集镇供水普及率")), 0, id="of a part"),
        pytest.param((*RATE, ("供水普及率", "供气普及率")), 0, id="of another thing"),
        pytest.param(
            (*RATE, ("    values: [{at_least: 98", "    scope: 水厂\n    values: [{at_least: 98")), 0, id="for others"
        ),
    ],
)  # fmt: skip
def test_nothing_is_told(small_files: Files, changes: tuple[tuple[str, str], ...], years: int) -> None:
    assert not differing(beside(small_files, *changes, years=years))


def test_another_figure_for_another_day_is_a_step_on_the_way(small_files: Files) -> None:
    assert ("targets", 1) not in {problem.keys for problem in differing(beside(small_files, *RATE, *DAY))}


def test_the_area_of_the_document_makes_no_other_matter(small_files: Files) -> None:
    assert len(differing(beside(small_files, *RATE, ("供水普及率", "全县供水普及率")))) == 2


def test_wan_is_reckoned_in(small_files: Files) -> None:
    many = (("水厂2座", "水厂2万座"), ("equals: 2, unit: 座", "equals: 2, unit: 万座"))
    same = (("水厂2座", "水厂20000座"), ("equals: 2, unit: 座", "equals: 20000, unit: 座"))
    files = beside(small_files, *many)
    for path in (f"{POLICY}/01.yml", f"{POLICY}/source.txt"):
        for old, new in same:
            files[path] = files[path].replace(old.encode(), new.encode())
    assert not differing(files)


def test_documents_that_are_replaced_disagree_with_none(small_files: Files) -> None:
    files = beside(small_files, *RATE)
    metadata = f"{OTHER}/policy.yml"
    repealed = b"status: repealed\nstatus_since: 2024-01-01\nstatus_basis: x\n"
    files[metadata] = repealed + files[metadata]
    assert not differing(files)


def below(files: Files, basis: str) -> Files:
    """The second document with other figures, given to a unit that the first does not name; ``basis`` is what it is based on."""
    clause = ("（牵头单位：县水利局，责任单位：县财政局，各镇）", "（牵头单位：甲局，责任单位：甲局）")
    both = beside(files, *PLANTS, *RATE, clause)
    units = (("lead_units: [县水利局]", "lead_units: [甲局]"), ("[县财政局, 各镇]", "[甲局]"))
    for path, changes in {
        "units.yml": [("units:\n", "units:\n  - {name: 甲局, id: jia, kind: government}\n")],
        TASK: units,
        f"{OTHER}/policy.yml": [("bases:\n", f"bases:\n  - title: {basis}\n")],
    }.items():
        for old, new in changes:
            both[path] = both[path].replace(old.encode(), new.encode())
    return both


@pytest.mark.parametrize(
    ("basis", "keys"), [("某县办法", []), ("清河县供水和教育工作方案", [("targets", 1)] * 2)]
)
def test_of_superior_and_inferior_documents_rates_are_compared_and_amounts_are_not(
    small_files: Files, basis: str, keys: list[tuple[str, int]]
) -> None:
    report = checks.run(load(below(small_files, basis)))
    found = [problem.keys for problem in report.problems if problem.check == "documents-differ"]
    assert found == keys


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("全县供水普及率", "供水普及率", True),
        ("农村公路里程", "农村公路总里程", True),
        ("高标准农田", "高标准农田面积", True),
        ("小学入学率", "中学入学率", False),
        ("城镇登记失业率", "城镇调查失业率", False),
        ("农村供水普及率", "供水普及率", False),
        ("新建农村公路", "改造农村公路", False),
    ],
)
def test_names_of_the_same_matter(first: str, second: str, same: bool) -> None:
    assert same_matter(plain_name(first), plain_name(second)) is same
    assert same_matter(plain_name(second), plain_name(first)) is same


def test_the_page_of_gaps_and_both_tasks_lead_to_the_other(small_files: Files) -> None:
    pages = render(compiled(beside(small_files, *RATE)).site, read_templates(ROOT / "templates"))
    assert "几份文件说法不一" in pages["gaps/index.md"]
    assert f'href="../tasks/{OTHER}/1.html"' in pages["gaps/index.md"].partition("documents-differ")[2]
    for mine, other in ((POLICY, OTHER), (OTHER, POLICY)):
        own = pages[f"tasks/{mine}/1.md"].partition('id="gaps"')[2]
        assert "几份" in own or "98%" in own
        assert f'href="../{other}/1.html"' in own
