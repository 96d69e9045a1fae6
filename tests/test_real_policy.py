"""美发〔2021〕7号 as captured: facts that a careful reader of the document would look up."""

from __future__ import annotations

import json
from typing import Any

import pytest

from responsibility.build.files import read_templates
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show

from .conftest import ROOT, Compiled


@pytest.fixture(scope="module")
def exported(compiled_real: Compiled) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(export(compiled_real.site))
    return found


@pytest.fixture(scope="module")
def tasks(exported: dict[str, Any]) -> dict[str, Any]:
    return {task["id"]: task for task in exported["tasks"]}


def test_no_problem_but_gaps(compiled_real: Compiled) -> None:
    counts = {one: compiled_real.report.count(one) for one in ("error", "warning", "gap")}
    assert counts == {"error": 0, "warning": 0, "gap": 63}
    figures = compiled_real.report.figures[0]
    assert figures.figures == figures.accounted == 117


def test_all_items_are_there(tasks: dict[str, Any]) -> None:
    assert list(tasks) == [*map(str, range(1, 55)), "s1", "s2", "s3", "s4"]


def test_units(exported: dict[str, Any], tasks: dict[str, Any]) -> None:
    assert len(exported["units"]) == 39
    named = {name for task in tasks.values() for name in task["lead"] + task["responsible"]}
    assert {unit["name"] for unit in exported["units"]} - named == {"演丰镇"}
    towns = next(unit for unit in exported["units"] if unit["name"] == "各镇")
    assert towns["members"] == ["灵山镇", "演丰镇", "三江镇", "大致坡镇"]
    assert sum(unit["unlisted"] for unit in exported["units"]) == 7


def test_units_keep_the_documents_order(tasks: dict[str, Any]) -> None:
    assert tasks["12"]["responsible"] == [
        "区发改委",
        "区科工信局",
        "区乡村振兴局",
        "灵山镇",
        "三江镇",
        "大致坡镇",
    ]
    assert tasks["10"]["lead"] == ["区财政局", "区乡村振兴局", "区农业农村局"]
    assert tasks["29"]["lead"] == ["区金融办", "区人社局", "区财政局", "区农业农村局"]
    assert tasks["45"]["responsible"] == ["区科工信局", "区水务局", "区商务局", "区乡村振兴局", "各镇"]


def test_parts_of_task_2(tasks: dict[str, Any]) -> None:
    members = ["区委实施乡村振兴战略领导小组各成员单位", "各镇"]
    assert [(part["id"], part["lead"], part["responsible"]) for part in tasks["2"]["parts"]] == [
        ("2.1", ["区委组织部", "区乡村振兴局"], members),
        ("2.2", ["区乡村振兴局"], members),
        ("2.3", ["区乡村振兴局"], members),
        ("2.4", [], members),
    ]
    assert tasks["2"]["lead"] == ["区委组织部", "区乡村振兴局"]


def test_open_lists(tasks: dict[str, Any]) -> None:
    assert [id_ for id_, task in tasks.items() if task["responsible_open"]] == ["31", "49"]
    assert tasks["49"]["open"] == {"lead": [], "responsible": ["区人社局"], "supporting": []}


def test_tasks_without_lead(tasks: dict[str, Any]) -> None:
    without = [id_ for id_, task in tasks.items() if not task["lead"]]
    assert without == [
        "1",
        "11",
        "12",
        "21",
        "22",
        "23",
        "24",
        "27",
        "48",
        "50",
        "51",
        "s1",
        "s2",
        "s3",
        "s4",
    ]


DEADLINES = {
    "1": [("2021", "2025", "过渡期")],
    "2": [("2021", "2025", "过渡期")],
    "17": [(None, "2021", None)],
    "28": [("2021", "2025", "过渡期")],
    "29": [("2021", "2025", "过渡期")],
    "30": [("2021", "2025", "过渡期")],
    "32": [(None, "2022-06", None)],
    "33": [(None, "2021", None)],
    "40": [("3 years",)],
    "42": [("2021", "2022", None)],
    "46": [("year", 2)],
    "50": [("2021", "2025", "过渡期")],
    "s1": [("year",)],
    "s3": [("year", 1), ("year", 1)],
    "s4": [("year",)],
}


def test_every_deadline(tasks: dict[str, Any]) -> None:
    found = {}
    for id_, task in tasks.items():
        rows: list[tuple[Any, ...]] = []
        for one in task["deadlines"]:
            if one["every"]:
                rows.append((one["every"], one["times"]) if one["times"] else (one["every"],))
            elif one["duration"]:
                rows.append((one["duration"],))
            else:
                rows.append((one["start"], one["due"], one["period"]))
        if rows:
            found[id_] = rows
    assert found == DEADLINES
    assert [one["before"] for one in tasks["32"]["deadlines"]] == [True]


def test_what_is_due(tasks: dict[str, Any]) -> None:
    matters = {id_: [one["matter"] for one in tasks[id_]["deadlines"]] for id_ in ("33", "40", "50", "s3")}
    assert matters == {
        "33": ["完成大致坡镇、三江镇域污水处理厂项目建设并通水试运行"],
        "40": ["完成农房安全隐患排查整治"],
        "50": ["逐步调整脱贫人口资助政策"],
        "s3": [
            "区委书记每年至少1次调研各镇，遍访脱贫村、薄弱村、重点村",
            "乡镇党委书记每年1次遍访脱贫监测户和边缘易致贫户、突发困难户、农村低收入家庭等困难群众",
        ],
    }
    assert tasks["32"]["deadlines"][0]["matter"].startswith("完成硬化村道7条5.459公里，拓宽村道")


TARGETS = {
    "2": "all all",
    "3": "none",
    "4": "none none",
    "5": "all at_least90% at_least80% equals100% all all all all",
    "8": "all",
    "9": "at_least50% at_least",
    "12": "at_least80%",
    "13": "all",
    "17": "at_least1人 all at_least1名 at_least",
    "18": "equals95个",
    "24": "all",
    "28": "at_least50%",
    "30": "all none",
    "32": "all equals7条+equals5.459公里 equals20条+equals56.573公里 equals4条+equals7.713公里",
    "35": "all",
    "36": "between1-2个 equals30个 at_least70%",
    "39": "equals4个 all all",
    "42": "equals22个 equals53个+all",
    "43": "equals1条",
    "45": "equals418万元 equals182万元",
    "46": "all at_least2次 at_least1门",
    "50": "all",
    "52": "equals100%",
    "s3": "at_least1次 all equals1次+all",
    "s4": "all all equals1名 equals1名 equals1名 equals1个",
}


def words(value: dict[str, Any]) -> str:
    numbers = "-".join(str(value[key]) for key in ("value", "value_max") if value[key] is not None)
    return str(value["op"]) + numbers + (value["unit"] or "")


def test_every_target(tasks: dict[str, Any]) -> None:
    found = {
        id_: " ".join("+".join(map(words, one["values"])) for one in task["targets"])
        for id_, task in tasks.items()
        if task["targets"]
    }
    assert found == TARGETS
    assert [one["baseline"] for one in tasks["9"]["targets"] + tasks["17"]["targets"] if one["baseline"]] == [
        "上年资金占比",
        "去年",
    ]


def test_numbers_that_are_no_targets(tasks: dict[str, Any]) -> None:
    others = {one["quote"] for task in tasks.values() for one in task["other_figures"]}
    assert {"4G", "5G", "4类重点对象", "8度及以上地区", "现有25个农村集体经济", "30种大病"} <= others


def test_instruction_without_unit(exported: dict[str, Any]) -> None:
    (policy,) = exported["policies"]
    (found,) = policy["unassigned"]
    assert found["section"] == "二（四）"
    assert found["text"].startswith("梳理脱贫攻坚期内各项帮扶政策。区直各部门")
    assert policy["periods"] == [{"name": "过渡期", "start": "2021", "end": "2025"}]


BOUND = {
    "2": ["", ""],
    "9": ["", ""],
    "17": ["", "", "", "2021年"],
    "32": ["", "2022年6月前", "2022年6月前", "2022年6月前"],
    "36": ["", "", ""],
    "42": ["2021—2022年", ""],
    "30": ["", "过渡期内（2021—2025年）"],
    "46": ["", "每年不少于2次", ""],
    "50": [""],
    "s3": ["每年不少于1次", "每年不少于1次", "每年1次"],
    "s4": ["每年"] * 6,
}


def test_targets_have_only_the_deadlines_that_are_theirs(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    found = {
        task.ref.id: ["；".join(one.words for one in target.deadlines) for target in task.targets]
        for task in policy.tasks
    }
    assert {id_: found[id_] for id_ in BOUND} == BOUND
    assert not any(any(found[id_]) for id_ in found if id_ not in BOUND)


def test_open_lists_say_where_they_are_open(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    assert {task.ref.id: task.open_after for task in policy.tasks if task.open_after} == {
        "31": {"responsible": {"区农业农村局": "等、"}},
        "49": {"responsible": {"区人社局": "等"}},
    }


def test_the_erratum_is_shown_where_it_was_read(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    assert [task.ref.id for task in policy.tasks if task.errata] == ["6"]


def test_whole_coverage_in_the_documents_words(compiled_real: Compiled) -> None:
    (policy,) = compiled_real.site.policies
    words = {(one.task.id, one.record.indicator): one.parts.demand for one in policy.targets}
    assert words["3", "易返贫致贫人口"] == "动态清零"
    assert words["4", "失学辍学"] == "不失学辍学"
    assert words["13", "扶贫小额信贷"] == "应贷尽贷"
    assert words["42", "逐步实现村集体经济全覆盖的村"] == "53个"
    assert words["46", "掌握技术"] == "至少1—2门"
    assert words["5", "特困供养人员医疗费用报销比例"] == "达到100%"
    assert words["30", "专项安排的农村新增建设用地指标挪到城区发展使用"] == "不得挪到城区发展使用"
    assert words["50", "农村特困人员参保资助"] == "全额"


def test_facts_say_which_deadline_is_theirs(tasks: dict[str, Any]) -> None:
    dated = {each["name"]: each["deadlines"] for each in tasks["33"]["deliverables"] if each["deadlines"]}
    assert dated == {"大致坡镇、三江镇域污水处理厂项目": ["2021年底"]}
    assert [each["deadlines"] for each in tasks["32"]["targets"]] == [[], *[["至2022年6月前"]] * 3]
    (due,) = tasks["33"]["deadlines"]
    assert due["named_members"] == ["大致坡镇", "三江镇"]
    assert tasks["42"]["targets"][1]["sum_of"] == ["现有25个农村集体经济", "扶持22个行政村发展村集体经济"]


def test_tasks_that_ask_for_policy_money_or_care_alone_have_no_deliverable(tasks: dict[str, Any]) -> None:
    without = [id_ for id_, task in tasks.items() if not task["deliverables"]]
    assert without == ["1", "8", "17", "44", "50", "51", "53", "54"]


def test_named_deliverables_are_taken_alike_in_every_task(tasks: dict[str, Any]) -> None:
    names = {id_: [each["name"] for each in task["deliverables"]] for id_, task in tasks.items()}
    assert names["7"] == ["农村饮水工程", "水质定期检测和农村饮水安全管理各项制度"]
    assert names["33"] == [
        "农村大中型灌区续建配套与节水改造",
        "防洪、灌溉等中小型水利工程和配套",
        "大致坡镇域、三江镇域污水处理厂配套管网工程项目",
        "供水系统",
        "大致坡镇、三江镇域污水处理厂项目",
        "水土保持和农田地力提升工程",
        "田间生产设施配套",
    ]
    assert {"科技特派员选派", "产业技术培训（含致富带头人培训）"} < set(names["14"])
    assert "“领导挂点、单位包村、干部包户”责任机制" in names["2"]
    assert "保洁员配备" in names["36"]
    assert "党政领导联系点制度" in names["s3"]
    assert "镇村医疗卫生机构标准化建设" in names["5"]
    assert "脱贫地区医疗卫生机构基础设施和设备" in names["39"]
    assert "脱贫户务工收入信息上报区就业部门" in names["20"]


def test_deliverables_of_towns_name_them(tasks: dict[str, Any]) -> None:
    assert [name for each in tasks["42"]["deliverables"] if "镇" in (name := each["name"])] == [
        "三江、大致坡等镇生猪标准化养殖基地",
        "大致坡镇海南黑猪生产",
        "大致坡镇文昌鸡养殖基地",
        "大致坡镇、三江镇蛋禽养殖基地",
        "三江镇鸽子养殖基地",
    ]


def test_pages_of_tasks_and_units_show_them(compiled_real: Compiled) -> None:
    pages = render(compiled_real.site, read_templates(ROOT / "templates"))
    task = pages["tasks/meifa-2021-7/33.md"]
    assert '<i>项目</i> <small class="bound">2021年底</small>' in task
    assert '<small class="leader">一线总指挥：镇委书记</small>' in pages["units/qwzzb.md"]
    assert "乡村振兴工作大队长原则上：区领导" in (show(compiled_real.site, "区委农办", None, 120) or "")


def test_misprints_are_exported(compiled_real: Compiled) -> None:
    (policy,) = json.loads(export(compiled_real.site))["policies"]
    assert {"quote": "美蓝小学", "task": "38", "suggests": "美兰小学"}.items() <= policy["misprints"][
        5
    ].items()


def test_undated_tasks_of_a_unit_are_in_the_documents_order(compiled_real: Compiled) -> None:
    view = compiled_real.site.unit("区乡村振兴局")
    assert view
    labels = [duty.task.ref.label for duty in view.undated]
    numbered = [int(label) for label in labels if label.isdecimal()]
    assert numbered == sorted(numbered)
    assert labels[len(numbered) :] == ["四（二）"]
