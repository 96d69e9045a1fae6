"""What can be done in the browser, and the lines of YAML that change by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from responsibility import checks
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.edit.actions import UnloadableError
from responsibility.edit.desk import ImpossibleError, MissingError
from responsibility.edit.facts import alike, shape
from responsibility.importing.draft import draft, with_units
from responsibility.importing.readers.detect import read as read_document

from .conftest import ROOT, SMALL, read
from .support.acting import P, do, errors, fact, lines

DONGHU = ROOT / "tests" / "imports" / "donghu-fenggong.txt"


@pytest.fixture
def small() -> Files:
    return read(SMALL)


@pytest.fixture
def marked(small: Files) -> Files:
    """The small policy as if an import had just drafted it."""
    for path, content in small.items():
        if path.startswith(P) and path.endswith(".yml"):
            text = content.decode()
            for key in ("    due: 2023\n", "    times: 2\n", "    kind: mechanism\n", "    all: true\n"):
                text = text.replace(key, key + "    draft: true\n")
            text = text.replace(
                "lead_units: [县水利局]\n    ", "lead_units: [县水利局]\n    draft: true\n    "
            )
            small[path] = text.encode()
    policy = small[f"{P}/policy.yml"].decode()
    small[f"{P}/policy.yml"] = (
        policy + "draft: true\nunsettled:\n  - what: 甲\n  - what: 乙\n    task: '1'\n"
    ).encode()
    return small


# ---------------------------------------------------------------- facts


def test_a_fact_is_accepted_by_one_line_less(marked: Files) -> None:
    done = do(marked, fact("1", "deadlines", 0, "accept"))
    assert lines(marked, done, f"{P}/01.yml") == (["    draft: true"], [])
    assert list(done.change) == [f"{P}/01.yml"]
    assert done.message == "接受任务 1 的时限“2023年底前”"
    assert done.tasks == ((P, "1"),)


def test_an_assignment_is_accepted(marked: Files) -> None:
    done = do(marked, {"do": "accept", "task": "2", "part": "1"})
    assert lines(marked, done, f"{P}/02.yml") == (["    draft: true"], [])
    assert done.message == "接受任务 2 第 1 部分的责任分工"
    with pytest.raises(MissingError, match="没有第 9 部分"):
        do(marked, {"do": "accept", "task": "2", "part": "9"})


def test_all_of_a_task_is_accepted(marked: Files) -> None:
    done = do(marked, {"do": "accept_task", "task": "2"})
    gone, come = lines(marked, done, f"{P}/02.yml")
    assert set(gone) == {"    draft: true"}
    assert len(gone) == 3
    assert come == []
    assert b"draft" not in done.files[f"{P}/02.yml"]


def test_a_fact_changes_by_its_own_lines(marked: Files) -> None:
    record = {
        "indicator": "供水普及率",
        "quote": "供水普及率达到95%以上",
        "values": [{"at_least": "95", "unit": "%"}],
        "scope": "农村",
        "all": False,
    }
    done = do(marked, fact("1", "targets", 1, "change", record=record))
    assert lines(marked, done, f"{P}/01.yml") == ([], ["    scope: 农村"])
    record["values"] = [{"equals": 96, "unit": "%"}]
    done = do(marked, fact("1", "targets", 1, "change", record=record))
    assert lines(marked, done, f"{P}/01.yml")[1] == [
        '    values: [{equals: 96, unit: "%"}]',
        "    scope: 农村",
    ]
    record = {"quote": "2023年底前", "due": "2023", "before": True}
    assert lines(marked, do(marked, fact("1", "deadlines", 0, "change", record=record)), f"{P}/01.yml") == (
        ["    draft: true"],
        [],
    )
    assert not do(marked, fact("1", "deadlines", 0, "change", record=record, keep_draft=True)).change


def test_a_fact_that_is_none_goes(small: Files) -> None:
    done = do(small, fact("1", "targets", 2, "reject"))
    gone, come = lines(small, done, f"{P}/01.yml")
    assert (len(gone), come) == (4, [])
    done = do(small, fact("1", "targets", 2, "reject", why="时长：检查的次数"))
    assert lines(small, done, f"{P}/01.yml")[1] == [
        "other_figures:",
        "  - quote: 检查2次以上",
        "    why: 时长：检查的次数",
    ]
    assert errors(done) == []
    done = do(small, fact("2", "other_figures", 0, "reject", why="名称"))
    assert lines(small, done, f"{P}/02.yml") == (["    why: 范围：排查的对象"], ["    why: 名称"])
    done = do(small, fact("2", "other_figures", 0, "reject"))
    assert b"other_figures" not in done.files[f"{P}/02.yml"]


def test_a_fact_comes_where_the_text_has_it(small: Files) -> None:
    without = do(small, fact("1", "targets", 1, "reject"))
    record = {
        "indicator": "供水普及率",
        "quote": "供水普及率达到95%以上",
        "values": [{"at_least": 95, "unit": "%"}],
    }
    done = do(without.files, {"do": "add", "task": "1", "field": "targets", "record": record})
    assert done.files == small
    assert done.message == "添上任务 1 的指标“供水普及率达到95%以上”"


def test_facts_move_in_their_list(small: Files) -> None:
    done = do(small, fact("1", "targets", 2, "move", to=0))
    assert [target.indicator for target in done.data.policies[0].tasks[0].targets] == [
        "检查水厂",
        "新建水厂",
        "供水普及率",
    ]
    assert sorted(done.files[f"{P}/01.yml"].splitlines()) == sorted(small[f"{P}/01.yml"].splitlines())
    assert do(done.files, fact("1", "targets", 0, "move", to=2)).files == small


@pytest.mark.parametrize(
    ("quote", "expected"),
    [("对新入户的每户奖励500元", "每户奖励…元"), ("每户奖励1万元", "每户奖励…万"), ("四个不摘", "…个不摘"), ("全覆盖", "全覆盖"), ("2022年底前", "…年底前")],
)  # fmt: skip
def test_quotes_look_alike_by_what_stands_around_their_figure(quote: str, expected: str) -> None:
    assert shape(quote) == expected


def test_the_same_is_decided_for_all_alike(small: Files) -> None:
    text = "对甲类每户奖励500元。\n对乙类每户奖励800元，每人奖励30元。"
    other = "  - quote: 对甲类每户奖励500元\n    why: 标准\n    draft: true\n"
    second = other.replace("甲类每户奖励500", "乙类每户奖励800")
    third = other.replace("对甲类每户奖励500", "每人奖励30")
    old = small[f"{P}/04.yml"].decode()
    head, _, tail = old.partition("text: |-\n")
    body = tail.split("\n", 1)[1]
    small[f"{P}/04.yml"] = (
        f"{head}text: |-\n  {text.replace(chr(10), chr(10) + '  ')}\n{body}other_figures:\n{other}{second}{third}"
    ).encode()
    policy = load(small).policies[0]
    assert [found.index for found in alike(policy, "4", "other_figures", 0)] == [0, 1]
    done = do(small, fact("4", "other_figures", 0, "like", decision="accept"))
    assert lines(small, done, f"{P}/04.yml") == (["    draft: true"] * 2, [])
    assert done.message == "接受 2 处“每户奖励…元”一类的其他数字"
    done = do(small, fact("4", "other_figures", 1, "like", decision="reject"))
    assert [figure.quote for figure in done.data.policies[0].tasks[3].other_figures] == ["每人奖励30元"]


@pytest.mark.parametrize(
    ("action", "words"),
    [
        (fact("1", "targets", 99, "accept"), "没有第 100 条指标"),
        (fact("99", "targets", 0, "accept"), "没有任务 99"),
        ({**fact("1", "targets", 0, "accept"), "policy": "x"}, "没有“x”这份文件"),
        (fact("1", "targets", 0, "change", record={"quote": "x"}), "缺少“indicator”"),
        (fact("1", "deadlines", 0, "change", record={"quote": "x", "due": "明天"}), "日期应写作"),
        ({"do": "add", "task": "1", "field": "other_figures", "record": {"quote": "", "why": ""}}, "缺少"),
        ({"do": "settle", "index": 0}, "没有第 1 条待核"),
        ({"do": "finish"}, "已经定稿"),
        ({"do": "policy", "set": {"outline": []}}, "不能在这里改"),
    ],
)
def test_what_cannot_be_done_is_told(small: Files, action: dict[str, Any], words: str) -> None:
    with pytest.raises(ImpossibleError, match=words):
        do(small, action)


# ---------------------------------------------------------------- tasks and what stands around them


def test_actions_together_are_each_done_on_what_the_one_before_left(marked: Files) -> None:
    done = do(
        marked,
        fact("1", "targets", 0, "reject"),
        fact("1", "targets", 0, "accept"),
        {"do": "settle", "index": 0},
    )
    assert [target.indicator for target in done.data.policies[0].tasks[0].targets] == [
        "供水普及率",
        "检查水厂",
    ]
    assert done.message.endswith("等 3 处")
    assert [entry.what for entry in done.data.policies[0].metadata.unsettled] == ["乙"]


def test_a_draft_is_finished_when_nothing_stands_in_the_way(marked: Files) -> None:
    with pytest.raises(ImpossibleError, match="还有 5 处没有定，不能定稿"):
        do(marked, {"do": "finish"})
    settled = do(
        marked,
        *({"do": "accept_task", "task": number} for number in ("1", "2", "4")),
        {"do": "settle", "index": 1},
        {"do": "settle", "index": 0},
    )
    done = do(settled.files, {"do": "finish"})
    assert lines(settled.files, done, f"{P}/policy.yml") == (["draft: true"], [])
    assert done.files == read(SMALL)


def test_the_facts_of_a_policy_are_set(small: Files) -> None:
    done = do(small, {"do": "policy", "set": {"number": "清发〔2023〕6号", "letterhead": None}})
    assert done.data.policies[0].metadata.number == "清发〔2023〕6号"
    assert lines(small, done, f"{P}/policy.yml")[1] == ["number: 清发〔2023〕6号"]


def test_the_keys_of_a_task_are_set(small: Files) -> None:
    done = do(small, {"do": "task", "task": "1", "set": {"id": "gongshui", "title": "保障农村供水"}})
    assert lines(small, done, f"{P}/01.yml") == ([], ["id: gongshui"])
    with pytest.raises(UnloadableError):
        do(small, {"do": "task", "task": "1", "set": {"title": ""}})


def test_other_units_leave_the_documents_clause_as_it_is_written(small: Files) -> None:
    done = do(small, {"do": "task", "task": "3", "set": {"responsible_units": ["县财政局等"]}})
    gone, come = lines(small, done, f"{P}/03.yml")
    assert gone == ["responsible_units: [县财政局等, 各有关部门]"]
    assert come == [
        "responsible_units: [县财政局等]",
        "clause: （牵头单位：县教育局；责任单位：县财政局等，各有关部门）",
    ]
    assert [
        "没有" in message or "不符" in message or "各有关部门" in message for message in errors(done)
    ] == [True]
    back = do(
        done.files,
        {
            "do": "task",
            "task": "3",
            "set": {"responsible_units": ["县财政局等", "各有关部门"], "clause": None},
        },
    )
    assert back.files == small


def test_units_that_say_what_the_document_has_need_no_clause(small: Files) -> None:
    small[f"{P}/03.yml"] = small[f"{P}/03.yml"].replace(
        "县财政局等, 各有关部门".encode(), "县财政局等".encode()
    )
    done = do(small, {"do": "task", "task": "3", "set": {"responsible_units": ["县财政局等", "各有关部门"]}})
    assert done.files == read(SMALL)


def test_units_of_another_tasks_clause_leave_ones_own(small: Files) -> None:
    """The clause that the new units make stands in the document too, but elsewhere."""
    units = {"lead_units": ["县水利局"], "responsible_units": ["各镇"]}  # those of 2（1）
    done = do(small, {"do": "task", "task": "1", "set": units})
    assert "clause: （牵头单位：县水利局，责任单位：县财政局，各镇）" in lines(small, done, f"{P}/01.yml")[1]


def test_without_the_document_units_are_all_there_is(small: Files) -> None:
    del small[f"{P}/source.txt"]
    done = do(small, {"do": "task", "task": "1", "set": {"lead_units": ["县委办"]}})
    assert lines(small, done, f"{P}/01.yml") == (["lead_units: [县水利局]"], ["lead_units: [县委办]"])


# ---------------------------------------------------------------- a whole draft


def test_every_fact_of_a_draft_is_settled() -> None:
    """What stands in the way of an imported document goes task by task; nothing but marks goes from its files."""
    drafted = draft(read_document(DONGHU.name, DONGHU.read_bytes()), P, (), {})
    files = {**drafted.files, "units.yml": with_units(None, drafted.new_units)}
    numbers = [task.number for task in load(files).policies[0].tasks]
    unsettled = len(load(files).policies[0].metadata.unsettled)
    done = do(
        files,
        *({"do": "accept_task", "task": number} for number in numbers),
        *({"do": "settle", "index": 0} for _ in range(unsettled)),
    )
    for number in numbers:
        path = next(file for (_, key), file in done.data.task_files.items() if key == number)
        gone, come = lines(files, done, path)
        assert {line.strip() for line in gone} <= {"draft: true"}
        assert come == []
    left = errors(done)
    if left:
        with pytest.raises(ImpossibleError, match="没有定"):
            do(done.files, {"do": "finish"})
    else:
        assert b"draft" not in b"".join(do(done.files, {"do": "finish"}).files.values())


@pytest.fixture
def checked_alone() -> Callable[[Files], None]:
    from responsibility.build.project import Project
    from responsibility.edit.shown import Shown

    def compare(files: Files) -> None:
        data = load(files)
        shown = Shown(Project(ROOT, SMALL), files, data, {})
        for policy in data.policies:
            for task in policy.tasks:
                file = data.task_files[policy.id, task.number]
                alone = {
                    (problem.location, problem.check, problem.message)
                    for problem in shown.task_problems(policy, task)
                }
                whole = {
                    (problem.location, problem.check, problem.message)
                    for problem in checks.run(data).problems
                    if problem.location.file == file
                }
                assert alone == whole, file

    return compare


def test_a_task_alone_is_told_what_all_checks_tell_of_it(
    checked_alone: Callable[[Files], None], marked: Files
) -> None:
    checked_alone(marked)
    checked_alone(read(SMALL.parent.parent / "tasks"))
