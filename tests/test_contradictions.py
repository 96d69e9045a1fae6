"""A recorded fact is what the language reads in its quote: what is caught, what is accepted, what is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from responsibility import checks
from responsibility.checks.contradictions import LONGEST_QUOTE, of_deadline, of_target
from responsibility.data.folder import Files
from responsibility.data.loader import load
from responsibility.importing.draft import draft, with_units
from responsibility.importing.readers.detect import read as read_document
from responsibility.language.dates import Reference
from responsibility.model import Deadline, Target

from .conftest import POLICY, REAL, SMALL, read

REFERENCE = Reference(2021, ("过渡期", "“十四五”时期"))


def deadline_faults(quote: str, **says: Any) -> list[str]:
    record = Deadline.model_validate({"quote": quote, **says})
    return [message for _, message in of_deadline(record, REFERENCE)]


def target_faults(quote: str, *values: dict[str, Any], **says: Any) -> list[str]:
    record = Target.model_validate({"indicator": "甲", "quote": quote, "values": values, **says})
    return [message for _, message in of_target(record)]


READ: list[tuple[str, dict[str, Any]]] = [
    ("至2024年12月前", {"due": "2024-12", "before": True}),
    ("2024年12月31日前", {"due": "2024-12-31", "before": True}),
    ("2021-2022年", {"start": "2021", "due": "2022"}),
    ("2021年6月至12月", {"start": "2021-06", "due": "2021-12"}),
    ("自2021年4月1日起至2027年12月31日止", {"start": "2021-04-01", "due": "2027-12-31"}),
    ("2021年至2025年底前", {"start": "2021", "due": "2025", "before": True}),
    ("二〇二二年六月底前", {"due": "2022-06", "before": True}),
    ("年底前", {"due": "2021", "before": True}),
    ("今年", {"due": "2021"}),
    ("2022年起每年", {"start": "2022", "every": "year"}),
    ("一年2次以上", {"every": "year", "times": 2}),
    ("每月至少组织开展集中学习1次", {"every": "month", "times": 1}),
    ("每半年听取一次", {"every": "half_year", "times": 1}),
    ("按季度报送", {"every": "quarter"}),
    ("逐年提高", {"every": "year"}),
    ("过渡期内", {"period": "过渡期"}),
    ("“十四五”时期", {"period": "“十四五”时期"}),
    ("过渡期内，每年2次", {"period": "过渡期", "every": "year", "times": 2}),
    ("利用3年时间", {"duration": "3 years"}),
    ("为期一年", {"duration": "1 years"}),
    ("5个工作日内", {"duration": "5 workdays"}),
    ("2021年度计划", {"due": "2021"}),
]


@pytest.mark.parametrize(("quote", "says"), READ, ids=[quote for quote, _ in READ])
def test_what_a_deadline_says(quote: str, says: dict[str, Any]) -> None:
    assert deadline_faults(quote, **says) == []


OTHERWISE: list[tuple[str, dict[str, Any], str]] = [
    ("至2024年12月前", {"due": "2024-02", "before": True}, "截止 2024-02"),
    ("2024年12月31日前", {"due": "2024-12-01", "before": True}, "读作 2024-12-31"),
    ("2021-2022年", {"due": "2021"}, "截止 2021"),
    ("2021-2022年", {"due": "2022"}, "起始 2021 没有记（start: 2021）"),
    ("2021-2022年", {"start": "2020", "due": "2022"}, "起始 2020"),
    ("一年2次以上", {"every": "year", "times": 1}, "次数 1"),
    ("一年2次以上", {"every": "year"}, "次数 2 没有记（times: 2）"),
    ("每月1次", {"every": "week", "times": 1}, "周期 week"),
    ("2022年6月前", {"due": "2022-06"}, "写“前”"),
    ("2022年6月", {"due": "2022-06", "before": True}, "没有写“前”"),
    ("2022年6月前", {"due": "2022", "before": True}, "读作 2022-06"),
    ("2022年", {"due": "2022-06"}, "读作 2022"),
    ("利用3年时间", {"duration": "3 months"}, "时长 3 months"),
    ("过渡期内", {"due": "2021"}, "引文没有说"),
    ("过渡期内，每年2次", {"period": "过渡期"}, "“每年2次”没有记为时限"),
    ("2022年底完成，2023年底验收", {"due": "2022"}, "“2023年底”没有记为时限"),
    ("抓紧办理", {"due": "2022"}, "读不出时限"),
]


@pytest.mark.parametrize(("quote", "says", "message"), OTHERWISE)
def test_what_a_deadline_does_not_say(quote: str, says: dict[str, Any], message: str) -> None:
    assert message in "；".join(deadline_faults(quote, **says))


VALUES: list[tuple[str, list[dict[str, Any]], dict[str, Any]]] = [
    ("硬化村道7条5.459公里", [{"equals": 7, "unit": "条"}, {"equals": "5.459", "unit": "公里"}], {}),
    ("覆盖率达到70%", [{"at_least": 70, "unit": "%"}], {}),
    ("占比不大于25%", [{"at_most": 25, "unit": "%"}], {}),
    ("控制在5%以内", [{"at_most": 5, "unit": "%"}], {}),
    ("供水能力不低于每日3万吨", [{"at_least": 3, "unit": "万吨"}], {}),
    ("巡查不少于每季度1次", [{"at_least": 1, "unit": "次"}], {}),
    ("至少一到两门技术", [{"at_least": 1, "unit": "门"}], {}),
    ("不超过3-5个", [{"at_most": 5, "unit": "个"}], {}),
    ("报销比例达100%", [{"equals": 100, "unit": "%"}], {}),
    ("建设用地指标不得挪到城区使用", [], {"none": True}),
    ("不因学返贫致贫", [], {"none": True}),
    ("化肥使用量零增长", [], {"none": True}),
    ("培训3万名工人", [{"equals": 3, "unit": "万名"}], {}),
    ("培训3万名工人", [{"equals": 30000, "unit": "名"}], {}),
    ("安装路灯40盏", [{"equals": 40, "unit": "盏"}], {}),
    ("听取一次汇报", [{"equals": 1, "unit": "次"}], {}),
    ("现有25个合作社", [{"equals": 25, "unit": "个"}], {}),
    ("投入不低于上年", [], {"baseline": "上年", "compare": "at_least"}),
    ("投入与去年持平", [], {"baseline": "去年", "compare": "equals"}),
    ("投入高于去年", [], {"baseline": "去年", "compare": "at_least"}),
    ("预留比例由30%提高至40%", [{"equals": 40, "unit": "%"}], {"baseline": "30%"}),
    ("比上年增长5%", [{"equals": 5, "unit": "%"}], {"baseline": "上年"}),
    ("增加值提高5个百分点以上", [{"at_least": 5, "unit": "百分点"}], {}),
    ("53个村集体经济全覆盖", [{"equals": 53, "unit": "个"}], {"all": True}),
    ("实行动态清零", [], {"none": True}),
    ("杜绝重大事故", [], {"none": True}),
    ("做到家家通水", [], {"all": True}),
]


@pytest.mark.parametrize(("quote", "values", "says"), VALUES)
def test_what_a_target_says(quote: str, values: list[dict[str, Any]], says: dict[str, Any]) -> None:
    assert target_faults(quote, *values, **says) == []


VALUES_OTHERWISE: list[tuple[str, list[dict[str, Any]], dict[str, Any], str]] = [
    (
        "硬化村道7条5.459公里",
        [{"equals": 7, "unit": "公里"}, {"equals": "5.459", "unit": "条"}],
        {},
        "单位“公里”",
    ),
    ("硬化村道7条5.459公里", [{"equals": 7, "unit": "条"}], {}, "“5.459”没有记为数值"),
    ("硬化村道7条", [{"equals": 7, "unit": "条"}, {"equals": 7, "unit": "条"}], {}, "数值 7条"),
    ("覆盖率达到70%", [{"equals": 70, "unit": "%"}], {}, "比较方式 equals"),
    ("覆盖率达到70%", [{"at_least": 75, "unit": "%"}], {}, "读作 不低于70%"),
    ("覆盖率达到70%", [{"at_least": 70, "unit": "率"}], {}, "单位“率”"),
    ("5.459公里", [{"equals": "5.459", "unit": "公"}], {}, "单位“公”"),
    ("至少一到两门技术", [{"between": [1, 2], "unit": "门"}], {}, "读作 不少于1门"),
    ("至少一到两门技术", [{"at_least": 2, "unit": "门"}], {}, "读作 不少于1门"),
    ("报销比例达100%", [{"at_least": 100, "unit": "%"}], {}, "读作 100%"),
    ("比例达99%", [{"equals": 99, "unit": "%"}], {}, "读作 不低于99%"),
    ("培训3万名工人", [{"equals": 3, "unit": "名"}], {}, "3名"),
    ("大力培训", [{"equals": 3, "unit": "名"}], {}, "读不出数值"),
    ("53个村集体经济全覆盖", [{"equals": 53, "unit": "个"}], {}, "“全覆盖”没有记（all: true）"),
    ("实行动态清零", [], {"all": True}, "应写 none"),
    ("应签尽签", [], {"none": True}, "应写 all"),
    ("大力推进", [], {"all": True}, "没有“全部”的意思"),
    ("大力推进", [], {"none": True}, "没有“为零”的意思"),
    ("投入不低于上年", [], {"baseline": "上年", "compare": "at_most"}, "比较方式 at_most"),
    ("投入不低于上年", [], {"baseline": "去年", "compare": "at_least"}, "读作与“上年”比"),
    ("大力推进", [], {"baseline": "去年", "compare": "at_least"}, "没有说与什么比"),
    ("预留比例由30%提高至40%", [{"equals": 40, "unit": "%"}], {}, "“30”没有记为数值"),
    ("预留比例由30%提高至40%", [{"equals": 40, "unit": "%"}], {"baseline": "40%"}, "读作“30%”"),
    ("预留比例由30%提高至40%", [{"equals": 30, "unit": "%"}], {"baseline": "40%"}, "读作 40%"),
    ("增加值提高5个百分点", [{"equals": 5, "unit": "个"}], {}, "读作 5个百分点"),
    ("全部投入，不低于上年", [], {"all": True}, "“不低于上年”没有记（baseline、compare）"),
]


@pytest.mark.parametrize(("quote", "values", "says", "message"), VALUES_OTHERWISE)
def test_what_a_target_does_not_say(
    quote: str, values: list[dict[str, Any]], says: dict[str, Any], message: str
) -> None:
    assert message in "；".join(target_faults(quote, *values, **says))


def test_a_quote_of_a_page_is_not_read() -> None:
    assert "太长" in deadline_faults("年" * (LONGEST_QUOTE + 1), due="2021")[0]
    assert "太长" in target_faults("年" * (LONGEST_QUOTE + 1), all=True)[0]


# ---------------------------------------------------------------- read_as

TASK_4 = f"{POLICY}/04.yml"


def contradicted(files: Files) -> list[str]:
    found = checks.run(load(files)).problems
    return [f"{one.location.line}: {one.message}" for one in found if one.check == "contradicts-quote"]


def edited(files: Files, old: str, new: str) -> Files:
    text = files[TASK_4].decode()
    assert text.count(old) == 1
    return {**files, TASK_4: text.replace(old, new).encode()}


def test_where_a_person_knows_better(small_files: Files) -> None:
    wrong = edited(small_files, "duration: 3 years", "duration: 36 months")
    assert len(contradicted(wrong)) == 1
    why = "duration: 36 months\n    read_as: 省厅答复按月计"
    assert contradicted(edited(small_files, "duration: 3 years", why)) == []


def test_read_as_that_is_not_needed_is_an_error(small_files: Files) -> None:
    why = "duration: 3 years\n    read_as: 省厅答复按月计"
    (message,) = contradicted(edited(small_files, "duration: 3 years", why))
    assert message.startswith("11: ")
    assert "不需要 read_as" in message


# ---------------------------------------------------------------- every recorded fact, spoilt

Path = tuple[Any, ...]


def spoilt_date(date: str) -> Iterator[str]:
    """The date with each of its digits changed, one part less, one part more."""
    for index, sign in enumerate(date):
        if sign.isdigit():
            yield f"{date[:index]}{(int(sign) + 1) % 10}{date[index + 1 :]}"
    if "-" in date:
        yield date.rpartition("-")[0]
    if len(date) < 10:
        yield f"{date}-01"


def spoilt_deadline(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for key in ("due", "start"):
        if key in record:
            yield from ({**record, key: date} for date in spoilt_date(record[key]))
            yield {name: value for name, value in record.items() if name != key}
    if "due" in record:
        yield {**record, "before": str("before" not in record).lower()}
        yield {**record, "every": "year"}
    if "every" in record:
        for every in ("year", "half_year", "quarter", "month", "week"):
            if every != record["every"]:
                yield {**record, "every": every}
        yield {**record, "times": str(int(record.get("times", "0")) + 1)}
    if "times" in record:
        yield {name: value for name, value in record.items() if name != "times"}
    if "duration" in record:
        number, unit = record["duration"].split()
        yield {**record, "duration": f"{int(number) + 1} {unit}"}
        yield {**record, "duration": f"{number} {'days' if unit == 'years' else 'years'}"}
    if "period" in record:
        yield {"quote": record["quote"], "due": "2025"}


OPERATORS = ("equals", "at_least", "at_most", "between")


def spoilt_value(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    operator = next(one for one in OPERATORS if one in value)
    unit, numbers = value["unit"], value[operator]
    if operator == "between":
        yield {"between": [numbers[0], str(int(numbers[1]) + 1)], "unit": unit}
        yield from ({other: numbers[1], "unit": unit} for other in OPERATORS[:3])
        return
    for other in OPERATORS[:3]:
        if other != operator:
            yield {other: numbers, "unit": unit}
    yield {operator: numbers + "0" if "." not in numbers else numbers + "1", "unit": unit}
    yield {operator: "1" + numbers, "unit": unit}
    yield {operator: numbers, "unit": "吨" if unit != "吨" else "米"}
    yield {operator: numbers, "unit": "万" + unit}


def spoilt_target(record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    values = record.get("values", [])
    for index, value in enumerate(values):
        yield from (
            {**record, "values": [*values[:index], bad, *values[index + 1 :]]} for bad in spoilt_value(value)
        )
        if len(values) > 1:
            yield {**record, "values": [*values[:index], *values[index + 1 :]]}
    if len(values) > 1:
        units = [value["unit"] for value in values]
        yield {
            **record,
            "values": [{**value, "unit": unit} for value, unit in zip(values, reversed(units), strict=True)],
        }
    for key, other in (("all", "none"), ("none", "all")):
        if key in record:
            rest = {name: value for name, value in record.items() if name != key}
            yield {**rest, other: "true"}
            if values:
                yield rest
    if "compare" in record:
        yield from ({**record, "compare": op} for op in OPERATORS[:3] if op != record["compare"])
        yield {**record, "baseline": record["baseline"][1:]}


def spoilt_facts(files: Files) -> Iterator[tuple[str, str, str, Files]]:
    """The files with one field of one recorded deadline or target changed: (file, field, quote, files)."""
    for name, content in files.items():
        tree: Any = yaml.load(content, yaml.BaseLoader) if name.endswith(".yml") else None
        for field, spoil in (("deadlines", spoilt_deadline), ("targets", spoilt_target)):
            records = tree.get(field, []) if isinstance(tree, dict) else []
            for index, record in enumerate(records):
                for bad in spoil(record):
                    spoilt = {**tree, field: [*records[:index], bad, *records[index + 1 :]]}
                    text = yaml.safe_dump(spoilt, allow_unicode=True, sort_keys=False).encode()
                    yield name, field, f"{record} → {bad}", {**files, name: text}


@pytest.mark.parametrize("folder", [REAL, SMALL], ids=["real", "small"])
@pytest.mark.slow
def test_every_recorded_fact_spoilt_is_caught(folder: Any) -> None:
    """A wrong digit, a swapped unit, another comparison: an error in the very file, whatever the field."""
    whole = read(folder)
    count = 0
    for name in sorted(whole):
        if name.count("/") != 1 or name.endswith(("policy.yml", "source.txt")):
            continue
        around = {key: whole[key] for key in (name, "units.yml", f"{name.split('/')[0]}/policy.yml")}
        for _, _, what, files in spoilt_facts(around):
            count += 1
            found = checks.run(load(files)).problems
            errors = [one.check for one in found if one.severity == "error" and one.location.file == name]
            assert {"contradicts-quote", "wrong-value"} & set(errors), (name, what, errors)
    assert count >= (300 if folder == REAL else 70), count


# ---------------------------------------------------------------- what is drafted

WORDS = (
    *(
        "2021年",
        "2022年6月",
        "12月31日",
        "底",
        "前",
        "至",
        "-",
        "起",
        "每年",
        "每季度",
        "半年",
        "一年",
        "今年",
        "年内",
    ),
    *(
        "2次",
        "一次",
        "以上",
        "不少于",
        "不低于",
        "上年",
        "达到",
        "70%",
        "7条",
        "5.459公里",
        "1-2个",
        "3万名",
        "四个",
    ),
    *(
        "全覆盖",
        "应签尽签",
        "动态清零",
        "全部",
        "全额",
        "遍访",
        "一次性",
        "3年",
        "五年行动",
        "过渡期内",
        "现有",
    ),
    *(
        *("上半年", "三季度末前", "9月25日前", "6月底前", "11月1日至12月10日", "次年", "2022.6.30", "春节前"),
        *("每月10日前", "每季度末月25日前", "自受理之日起5个工作日内", "签订后一个月内", "缓缴一个季度"),
        *("完成时限：", "长期坚持", "立行立改", "明年", "月调度"),
    ),
    *("从2021年起设立5年过渡期", "建设", "完成", "村道", "“一村一品”", "，", "、", "。", "；", "（", "）"),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_what_is_drafted_is_what_its_quote_says(words: list[str]) -> None:
    text = f"某发〔2021〕3号\n一、任务\n1.修桥。{''.join(words)}。（责任单位：县交通局）\n"
    given_ = {"number": "某发〔2021〕3号", "issued": "2021-01-01", "issuers": ["某县政府"], "title": "某方案"}
    found = draft(read_document("x.txt", text.encode()), "draft-1", (), given_)
    assert contradicted({**found.files, "units.yml": with_units(None, found.new_units)}) == []
