"""Which task is which: said in other words, never merely alike; offices under other spellings; many alike things in little time."""

from __future__ import annotations

import string
from collections.abc import Sequence
from typing import Any

import pytest

from responsibility.diff import diff
from responsibility.diff.changes import TargetChanged
from responsibility.diff.matching import match_tasks
from responsibility.diff.records import Diff
from responsibility.language.similarity import Telling, grams, pair_up
from responsibility.language.unit_spellings import office
from responsibility.model import Task, Unit

from .support.alike import (
    ADDED,
    DROPPED,
    SAID_BESIDE_ANOTHER,
    SAID_OTHERWISE,
    edition,
    plan,
    same_title,
    villages,
    with_targets,
)
from .support.reissued import reissued


def matched(olds: Sequence[Task], news: Sequence[Task]) -> set[tuple[str, str]]:
    """The numbers of tasks that became one another."""
    return {
        (old.number, new.number)
        for match in match_tasks(olds, news)
        for old in match.old
        for new in match.new
    }


def test_tasks_that_say_the_same_in_other_words_belong_together() -> None:
    olds = plan([*((title, text) for title, text, _, _ in SAID_OTHERWISE), DROPPED])
    news = plan([ADDED, *reversed([(title, text) for _, _, title, text in SAID_OTHERWISE])])
    assert matched(olds, news) == {(str(i), str(len(SAID_OTHERWISE) + 2 - i)) for i in range(1, 6)}


def test_a_task_whose_counterpart_is_known_stands_not_in_the_way_of_one_like_it() -> None:
    pairs = (*SAID_BESIDE_ANOTHER, *SAID_OTHERWISE)
    gone = ("购置农机装备", "农机购置按目录给予补贴，并公示。")
    added = [
        ("保护耕地地力", "按种植面积兑现补贴，严禁挪用。"),
        ("发展规模养殖", "对规模养殖场给予贷款贴息，培育养殖大户10户。"),
    ]
    olds = plan([*((title, text) for title, text, _, _ in pairs), gone])
    news = plan([*((title, text) for _, _, title, text in pairs), *added])
    assert matched(olds, news) == {(str(number), str(number)) for number in range(1, 8)}


def test_a_plan_issued_anew_in_other_words_is_told_by_units_and_order_too() -> None:
    olds, news, together = reissued()
    assert matched(olds, news) == together
    unnamed = reissued(named=False)[:2]
    assert matched(*unnamed) < together, "the units tell"
    turned = [
        task.model_copy(update={"number": str(len(news) - at)}) for at, task in enumerate(reversed(news))
    ]
    other_order = {(old, str(len(news) + 1 - int(new))) for old, new in matched(olds, turned)}
    assert len(other_order & together) < len(together), "the order tells"


def test_two_tasks_made_one_in_other_words_are_found() -> None:
    olds, news, _ = reissued()
    made_one = {(("2", "3"), ("2",)), (("7", "8"), ("6",))}
    assert grouped(olds, news) == made_one
    assert grouped(news, olds) == {(after, before) for before, after in made_one}


def grouped(olds: Sequence[Task], news: Sequence[Task]) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The numbers of tasks that became one, or of which one became several."""
    return {
        (tuple(task.number for task in match.old), tuple(task.number for task in match.new))
        for match in match_tasks(olds, news)
        if match.old and match.new and not match.single
    }


def test_with_no_third_to_tell_by_a_few_words_in_common_are_not_enough() -> None:
    old = plan([("加强学校食堂管理", "各校落实食品安全主体责任，每周开展检查。")])
    new = plan([("加强河道保洁管理", "各村落实河长责任，每周开展巡查，清理垃圾。")])
    assert not matched(old, new)


TEMPLATES = [
    ("推进{}公厕改造", "新建和改造{}公厕，落实管护人员，年底前完成验收。", "东河镇", "西山镇"),
    ("巩固{}帮扶成果", "做好{}帮扶，稳定{}帮扶队伍，逐户落实{}帮扶政策。", "教育", "医疗"),
    ("{}队伍建设", "加强{}队伍建设，每年组织{}培训两次，按规定兑现{}人员待遇。", "护林员", "保洁员"),
]


@pytest.mark.parametrize(("title", "text", "old", "new"), TEMPLATES)
@pytest.mark.parametrize("others", [[], ["产业", "就业", "文化"]])
def test_tasks_of_one_template_for_different_objects_do_not(
    title: str, text: str, old: str, new: str, others: list[str]
) -> None:
    def edition_of(*objects: str) -> tuple[Task, ...]:
        return plan((title.format(each), text.replace("{}", each)) for each in objects)

    olds, news = edition_of(*others, old), edition_of(*others, new)
    kept = {(str(number), str(number)) for number in range(1, len(others) + 1)}
    assert matched(olds, news) == kept


def test_a_task_of_a_template_stays_itself_however_it_is_edited() -> None:
    olds, news = villages(30, 2022), villages(30, 2023)
    del olds[4], news[20]  # the fifth is new, the twenty-first is gone
    numbers = {old.title: old.number for old in plan(olds)}
    expected = {(numbers[new.title], new.number) for new in plan(news) if new.title in numbers}
    assert matched(plan(olds), plan(news)) == expected
    assert len(expected) == 28
    telling = matched(plan(same_title(olds)), plan(same_title(news)))
    assert expected <= telling  # the villages, in their texts, tell tasks of one title apart


def test_rare_words_tell_what_common_ones_do_not() -> None:
    texts = [grams(f"推进{name}建设") for name in ("公厕", "水网", "路网", "电网", "码头")]
    telling = Telling(texts)
    assert telling.likeness(grams("推进公厕建设"), grams("公厕")) > 0.7
    assert telling.likeness(texts[0], texts[4]) < 0.4
    assert telling.likeness(grams(""), grams("")) == 1


# ---------------------------------------------------------------- spellings of an office

OFFICES = (
    ("市市监局", "市市场监管局"),
    ("国家金融监督管理总局临江监管分局", "临江金融监管分局"),
    ("中国人民银行临江市分行", "人行临江中支"),
    ("清河区人民政府", "清河区"),
    ("临江经开区管委会", "临江经开区"),
    ("市卫健委", "市卫生健康委员会"),
)


def of_units(names: Sequence[str], more: dict[str, Any] | None = None, **fields: Any) -> Diff:
    """The diff where a task names those units, each in one edition, in place of one another."""
    old, new = (
        edition(
            plan([(f"任务{name}", "做好工作，按期完成。")])[0].model_copy(
                update={"number": "1", "title": "做好工作", "lead_units": (name,)}
            )
            for name in [name]
        )
        for name in names
    )
    registries = [
        [Unit.model_validate({"name": name, "id": f"u-{string.ascii_lowercase[i]}", "kind": "government"})]
        for i, name in enumerate(names)
    ]
    registries[1][0] = registries[1][0].model_copy(update=more or {})
    both = [
        edition(data.policies[0].tasks, units) for data, units in zip((old, new), registries, strict=True)
    ]
    return diff(*both)


@pytest.mark.parametrize("names", [*OFFICES, *(pair[::-1] for pair in OFFICES)])
def test_an_office_under_another_spelling_lost_and_gained_nothing(names: tuple[str, str]) -> None:
    found = of_units(names)
    assert [(change.type, change.field, change.old, change.new) for change in found.changes] == [
        ("policy_changed", "name", *names)
    ]
    assert not found.units


def test_an_alias_is_the_unit_whose_alias_it_is() -> None:
    found = of_units(("市规自局", "市自然资源和规划局"))
    assert {change.type for change in found.changes} == {"unit_gained", "unit_lost"}
    found = of_units(("市规自局", "市自然资源和规划局"), {"aliases": ("市规自局",)})
    assert [change.type for change in found.changes] == ["policy_changed"]
    assert not found.units


def test_two_offices_that_both_editions_name_stay_two() -> None:
    def named(*listed: tuple[str, ...]) -> tuple[Task, ...]:
        tasks = plan([("甲项工作", "做好甲项工作。"), ("乙项事务", "办理乙项事务。")])
        return tuple(
            task.model_copy(update={"lead_units": names}) for task, names in zip(tasks, listed, strict=True)
        )

    units = [
        Unit.model_validate({"name": name, "id": id_, "kind": "government"})
        for name, id_ in (("县教育局", "jy"), ("县教育体育局", "jt"))
    ]
    old = edition(named(("县教育局",), ("县教育体育局",)), units)
    new = edition(named(("县教育体育局",), ("县教育体育局",)), units)
    assert {change.type for change in diff(old, new).changes} == {"unit_gained", "unit_lost"}


@pytest.mark.parametrize(
    ("name", "other"),
    [("市政府", "市"), ("市税务局", "市财政局"), ("东河镇", "西山镇政府"), ("人行临江中支", "人行清河中支")],
)
def test_offices_that_are_plainly_two(name: str, other: str) -> None:
    assert office(name) != office(other)


# ---------------------------------------------------------------- growth


@pytest.mark.parametrize("titled", [True, False])
def test_alike_tasks_are_compared_with_few_others(titled: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(number: int) -> int:
        calls = 0
        likeness = Telling.likeness

        def counted(*texts: Any) -> float:
            nonlocal calls
            calls += 1
            return likeness(*texts)

        monkeypatch.setattr(Telling, "likeness", counted)
        olds, news = villages(number, 2022), villages(number, 2023)
        if not titled:
            olds, news = same_title(olds), same_title(news)
        assert len(matched(plan(olds), plan(news))) == number
        monkeypatch.undo()
        return calls

    assert compared(400) <= 6 * compared(100)


def test_many_targets_are_compared_with_few_others() -> None:
    def compared(number: int) -> int:
        calls = 0

        def score(old: int, new: int) -> float:
            nonlocal calls
            calls += 1
            return 1 / (1 + abs(old - new))

        pairs = pair_up(range(number), range(number), score, lambda each: [each, each // 7, "all"])
        assert pairs == [(i, i) for i in range(number)]
        return calls

    assert compared(4_000) <= 5 * compared(1_000)


def test_many_targets_are_each_compared_with_their_own() -> None:
    found = diff(edition([with_targets(1_000, 0)]), edition([with_targets(1_000, 1)]))
    changed = [change for change in found.changes if isinstance(change, TargetChanged)]
    assert len(found.changes) == len(changed) == 1_000
    assert all(change.old.indicator == change.new.indicator for change in changed)
