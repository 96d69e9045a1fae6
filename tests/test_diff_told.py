"""A diff as it is read: in words, as text, Markdown, JSON and page."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any, get_args, get_type_hints

import jsonschema
import pytest
import yaml

from responsibility.build.files import read_templates
from responsibility.data.folder import Files
from responsibility.data.loader import Data
from responsibility.diff import diff
from responsibility.diff.changes import AnyChange
from responsibility.diff.compare import BOOKKEEPING
from responsibility.diff.deadlines_targets import Calendars
from responsibility.diff.records import Diff
from responsibility.model import PolicyMetadata
from responsibility.outputs.diff_text import as_json, as_markdown, as_text
from responsibility.outputs.markdown import LONGEST
from responsibility.outputs.schemas import schemas
from responsibility.outputs.site.render import render_diff
from responsibility.views.change_messages import FIELD_NAMES, MESSAGES, words
from responsibility.views.revision import diff_view

from .conftest import POLICY, ROOT
from .support.editing import Edit, edited, first, loaded


def test_another_matter_is_told_beside_the_time(small_files: Files) -> None:
    def told(**fields: str) -> list[str]:
        found = edited(small_files, f"{POLICY}/01.yml", first("deadlines", **fields))
        return [words(change, Calendars.of(None, None)) for change in found.changes]

    assert told(matter="新建水厂2座") == ["“2023年底前”，事项写明为“新建水厂2座”"]
    assert told(matter="新建水厂2座", due="2024") == [
        "由“2023年底前”改为“2024年底前”，事项写明为“新建水厂2座”"
    ]


def test_deliverables_are_told_by_name_and_kind(small_files: Files) -> None:
    def told(**fields: str) -> list[str]:
        found = edited(small_files, f"{POLICY}/02.yml", first("deliverables", **fields))
        return [words(change, Calendars.of(None, None)) for change in found.changes]

    assert told(name="完善管护制度") == ["由“管护制度”改为“完善管护制度”"]
    assert told(kind="document") == ["“管护制度”类别由“机制”改为“文件”"]
    assert told(name="完善管护制度", kind="document") == [
        "由“管护制度”改为“完善管护制度”，类别由“机制”改为“文件”"
    ]
    assert told(name="提升期", kind="event") == ["“提升期”（活动）", "“管护制度”（机制）"]


def test_what_a_target_covers_and_is_compared_with_is_told(small_files: Files) -> None:
    def told(**fields: str) -> list[str]:
        made = edited(small_files, f"{POLICY}/01.yml", first("targets", **fields))
        return [words(change, Calendars.of(None, None)) for change in made.changes]

    assert told(scope="农村") == ["新建水厂（2座）：范围由“无”改为“农村”"]
    assert told(scope="农村", baseline="上年") == [
        "新建水厂：由“2座”改为“2座（基数：上年）”，范围由“无”改为“农村”"
    ]
    everyone = edited(small_files, f"{POLICY}/04.yml", first("targets", baseline="上年"))
    assert [words(change, Calendars.of(None, None)) for change in everyone.changes] == [
        "宣传（应知尽知）：基数由“无”改为“上年”"
    ]
    assert told(indicator="新建农村水厂", scope="农村") == [
        "由“新建水厂 2座”改为“新建农村水厂 2座”，范围由“无”改为“农村”"
    ]


def test_leaders_are_told_in_full(small_files: Files) -> None:
    def named(*names: str) -> Files:
        text = small_files[f"{POLICY}/04.yml"].decode()
        if names:
            text += f"leaders: [{{role: 牵头领导, names: [{', '.join(names)}], quote: 广泛宣传}}]\n"
        return {**small_files, f"{POLICY}/04.yml": text.encode()}

    def told(old: Files, new: Files) -> list[str]:
        found = diff(loaded(old), loaded(new))
        assert [str(effect.task_new) for effect in found.units["县委办"].changed] == ["4"]
        return [words(change, Calendars.of(None, None)) for change in found.changes]

    assert told(named(), named("张三")) == ["增加“牵头领导：张三”"]
    assert told(named("张三"), named("李四", "王五")) == ["由“牵头领导：张三”改为“牵头领导：李四、王五”"]
    assert told(named("张三"), named()) == ["去掉“牵头领导：张三”"]


def test_a_fact_of_the_policy_is_changed_once(small_files: Files) -> None:
    def sentence(before: Edit, after: Edit) -> str:
        trees = []
        for edit in (before, after):
            tree = yaml.load(small_files[f"{POLICY}/policy.yml"], yaml.BaseLoader)
            edit(tree)
            text = yaml.safe_dump(tree, allow_unicode=True).encode()
            trees.append(loaded({**small_files, f"{POLICY}/policy.yml": text}))
        view = diff_view(diff(*trees), *trees)
        return "；".join(line.words for line in view.general)

    def bases(*titles: str) -> Edit:
        return lambda policy: policy.update(bases=[{"title": title} for title in titles])

    old = bases("关于农村供水的意见", "关于农村学校的意见")
    assert sentence(old, bases("关于农村供水的实施意见", "关于农村学校的意见")) == (
        "依据的文件由“关于农村供水的意见”改为“关于农村供水的实施意见”"
    )
    assert sentence(old, bases("关于农村道路的办法", "关于农村供水的实施意见", "关于农村学校的意见")) == (
        "依据的文件由“关于农村供水的意见”改为“关于农村供水的实施意见”，加上“关于农村道路的办法”"
    )
    assert sentence(old, bases("关于农村学校的意见")) == "依据的文件去掉“关于农村供水的意见”"
    assert sentence(old, bases("关于农村学校的意见", "关于农村供水的意见")) == "依据的文件次序改变"

    def unchanged(_: dict[str, Any]) -> None:
        pass

    def replaced(field: str, value: object) -> Edit:
        return lambda policy: policy.update({field: value})

    assert sentence(unchanged, replaced("number", "清发〔2023〕6号")) == (
        "发文字号由“清发〔2023〕5号”改为“清发〔2023〕6号”"
    )
    assert sentence(unchanged, replaced("issued", "2023-06-02")) == (
        "成文日期由“2023年3月1日”改为“2023年6月2日”"
    )
    period = {"name": "巩固期", "quote": "3年提升期", "start": "2024-03", "end": "2025"}
    basis = {"title": "某省学校办法", "number": "某发〔2022〕9号"}
    assert sentence(unchanged, lambda policy: policy["bases"].append(basis)) == (
        "依据的文件加上“某省学校办法（某发〔2022〕9号）”"
    )
    assert sentence(unchanged, lambda policy: policy["periods"].append(period)) == (
        "设立的时期加上“巩固期 2024年3月—2025年”"
    )

    def inserted(policy: dict[str, Any]) -> None:
        second, third = policy["outline"][-2:]
        second["instruction"] = "各部门要高度重视。"
        third.update(title="组织保证")

    keys = [
        section["key"]
        for section in yaml.load(small_files[f"{POLICY}/policy.yml"], yaml.BaseLoader)["outline"]
    ]
    told = sentence(unchanged, inserted)
    assert f"“{keys[-1]} " in told
    assert "的原文改变" in told
    assert "次序" not in told


def test_a_draft_that_is_looked_through_is_no_change_of_the_document(small_files: Files) -> None:
    draft = {
        **small_files,
        f"{POLICY}/policy.yml": small_files[f"{POLICY}/policy.yml"] + b"draft: true\n",
    }
    assert diff(loaded(draft), loaded(small_files)).changes == ()


def test_members_that_come_and_go_are_told(small_files: Files) -> None:
    def told(before: list[str] | str, after: list[str] | str) -> list[str]:
        editions = []
        for members in (before, after):
            tree = yaml.load(small_files["units.yml"], yaml.BaseLoader)
            next(unit for unit in tree["units"] if unit["name"] == "各镇")["members"] = members
            content = yaml.safe_dump(tree, allow_unicode=True).encode()
            editions.append(loaded({**small_files, "units.yml": content}))
        return [words(change, Calendars.of(None, None)) for change in diff(*editions).changes]

    assert told(["东河镇"], ["东河镇", "西山镇"]) == ["各镇：增加 西山镇"]
    assert told(["东河镇"], ["西山镇"]) == ["各镇：增加 西山镇，减去 东河镇"]
    assert told(["东河镇", "西山镇"], ["西山镇", "东河镇"]) == ["各镇：次序改为 西山镇、东河镇"]
    assert told(["东河镇"], "unlisted") == ["各镇：不再列明成员"]
    assert told("unlisted", ["东河镇", "西山镇"]) == ["各镇：增加 东河镇、西山镇"]


def test_a_new_task_is_told_with_its_units_or_without(small_files: Files) -> None:
    def told(**roles: list[str]) -> list[str]:
        task = {"number": "5", "title": "修建公路", "section": "二（一）", "text": "修建农村公路。", **roles}
        content = yaml.safe_dump(task, allow_unicode=True).encode()
        changes = diff(loaded(small_files), loaded({**small_files, f"{POLICY}/05.yml": content})).changes
        return [words(change, Calendars.of(None, None)) for change in changes]

    assert told() == ["未明确单位"]
    assert told(lead_units=["县财政局"], responsible_units=["各镇"]) == ["牵头单位：县财政局；责任单位：各镇"]


def test_units_with_the_same_news_are_told_together(editions: tuple[Data, Data], found: Diff) -> None:
    view = diff_view(found, *editions)
    names = [shared.names for shared in view.shared]
    assert "灵山镇、三江镇、大致坡镇" in names
    assert "演丰镇" in names
    assert sorted("、".join(names).split("、")) == sorted(news.name for news in view.units)
    assert "灵山镇、三江镇、大致坡镇：各增加 1 项，减少 1 项" in as_text(view, "对照")
    assert "| 灵山镇、三江镇、大致坡镇 |" in as_markdown(view, "对照")
    assert "灵山镇、三江镇、大致坡镇：各增加 1 项" in render_diff(
        view, "对照", read_templates(ROOT / "templates")
    )


def test_with_several_policies_it_is_said_which(small_files: Files) -> None:
    second = {
        name.replace(POLICY, "qinghe-2024-1"): content.replace(
            "清发〔2023〕5号".encode(), "清发〔2024〕1号".encode()
        )
        for name, content in small_files.items()
    }
    both = {**small_files, **second}
    path = "qinghe-2024-1/04.yml"
    changed = {**both, path: both[path].replace("[县委办, 各镇]".encode(), "[县委办]".encode())}
    old, new = loaded(both), loaded(changed)
    text = as_text(diff_view(diff(old, new), old, new), "对照")
    assert "  清发〔2024〕1号 4 加强宣传" in text
    alone = loaded(small_files)
    name = f"{POLICY}/04.yml"
    less = loaded({**small_files, name: changed[path]})
    assert "  4 加强宣传" in as_text(diff_view(diff(alone, less), alone, less), "对照")


def _leader(task: dict[str, Any]) -> None:
    task["leaders"] = [{"role": "牵头领导", "names": ["张三"], "quote": "广泛宣传"}]


@pytest.mark.parametrize(
    ("file", "edit", "line"),
    [
        ("01", lambda task: task["deadlines"].pop(0), "取消时限：“2023年底前”"),
        (
            "04",
            lambda task: task["deadlines"].append({"quote": "应知尽知", "due": "2024"}),
            "增加时限：“2024年”",
        ),
        ("01", first("deadlines", due="2022"), "时限提前：由“2023年底前”改为“2022年底前”"),
        ("01", first("deadlines", due="2023-12"), "时限粗细：由“2023年底前”改为“2023年12月底前”"),
        ("01", lambda task: task["deadlines"][1].update(every="half_year"), "时限改变："),
        ("01", lambda task: task["targets"].pop(1), "取消指标：供水普及率："),
        (
            "04",
            lambda task: task["targets"].append({"indicator": "场次", "quote": "宣传", "all": True}),
            "增加指标：",
        ),
        ("01", lambda task: task["targets"][1]["values"][0].update(at_least="90"), "指标放宽："),
        ("01", lambda task: task["targets"][1]["values"][0].update(at_least="97"), "指标收紧："),
        ("01", lambda task: task["targets"][0]["values"][0].update(unit="处"), "指标改变："),
        ("01", lambda task: task["deliverables"].clear(), "取消成果：“水厂”"),
        (
            "04",
            lambda task: task.update(deliverables=[{"name": "宣传", "kind": "event", "quote": "宣传"}]),
            "增加成果：",
        ),
        ("02", first("deliverables", kind="document"), "成果改变："),
        ("04", _leader, "领导变动："),
        ("policy", lambda policy: policy.update(title="关于农村供水的方案"), "文件要素："),
    ],
)
def test_each_line_begins_with_the_kind_of_change(
    small_files: Files, file: str, edit: Edit, line: str
) -> None:
    path = f"{POLICY}/{file}.yml"
    old = loaded(small_files)
    tree = yaml.load(small_files[path], yaml.BaseLoader)
    edit(tree)
    new = loaded({**small_files, path: yaml.safe_dump(tree, allow_unicode=True).encode()})
    text = as_text(diff_view(diff(old, new), old, new), "对照")
    assert [told for told in text.split("\n") if told.strip().startswith(line)], text


def test_every_type_of_change_has_its_message() -> None:
    classes = {
        type_: form
        for form in get_args(AnyChange)
        for type_ in get_args(form.model_fields["type"].annotation)
    }
    assert set(MESSAGES) == set(classes)
    for type_, message in MESSAGES.items():
        taken = get_type_hints(message.write)[next(iter(inspect.signature(message.write).parameters))]
        assert classes[type_] in (get_args(taken) or (taken,)), type_
    told = {name for name in PolicyMetadata.model_fields if name not in BOOKKEEPING}
    assert set(FIELD_NAMES) == {*told, "policy", "name"}


def test_json_follows_its_schema(found: Diff) -> None:
    document = json.loads(as_json(found))
    jsonschema.validate(document, json.loads(schemas()["diff.schema.json"]))
    assert (document["schema"], document["same"]) == (2, False)
    assert len(document["changes"]) == 17


def test_text_and_markdown(
    editions: tuple[Data, Data], found: Diff, golden: Callable[[str, str], None]
) -> None:
    view = diff_view(found, *editions)
    golden("diff/revised.txt", as_text(view, "修订对照"))
    golden("diff/revised.md", as_markdown(view, "修订对照"))
    golden("diff/revised.html", render_diff(view, "修订对照", read_templates(ROOT / "templates")))


def test_a_comment_is_never_too_long(editions: tuple[Data, Data]) -> None:
    empty = Data((), editions[0].units, {}, {}, ())
    many = diff(empty, editions[0])
    view = diff_view(many, empty, editions[0])
    longer = view.__class__(**{**view.__dict__, "tasks": view.tasks * 60})
    text = as_markdown(longer, "修订对照")
    assert len(text) <= LONGEST + 100
    assert "其余太长" in text


def test_nothing_of_the_data_is_read_as_markup(small_files: Files) -> None:
    evil = "<script>alert(1)</script> **[x](javascript:1)** `a`"
    found = edited(
        small_files, f"{POLICY}/04.yml", lambda task: task.update(title=evil, text=f"{evil}。{task['text']}")
    )
    old, new = loaded(small_files), loaded(small_files)
    view = diff_view(found, old, new)
    assert "<script" not in as_markdown(view, evil)
    assert "\\*\\*\\[x\\]" in as_markdown(view, evil)
    assert "<script" not in render_diff(view, evil, read_templates(ROOT / "templates"))
    assert "\u202e" not in as_text(view, "\u202e")
