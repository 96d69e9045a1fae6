"""Times with no place in a calendar's dates: several cycles, terms and days, months' beginnings, and what stays in words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from icalendar import Calendar
from pydantic import ValidationError

from responsibility.checks.contradictions import of_deadline
from responsibility.checks.rules import wrong_time
from responsibility.importing.draft import draft, with_units
from responsibility.importing.extract import propose
from responsibility.importing.readers.detect import read
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import normalise
from responsibility.model import Deadline, ReportRule
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.views.phrases import deadline_words

from .conftest import POLICY, Compiled, compiled
from .test_time_words import REFERENCE, times

SAID: list[tuple[str, dict[str, Any], str]] = [
    # every so many cycles, and cycles that are no month of the calendar
    ("每两个月通报一次", {"every": "month", "interval": 2, "times": 1}, "每2个月1次"),
    ("每3年评估一次", {"every": "year", "interval": 3, "times": 1}, "每3年1次"),
    ("每两周", {"every": "week", "interval": 2}, "每2周"),
    ("两年一次", {"every": "year", "interval": 2, "times": 1}, "每2年1次"),
    ("半年一次", {"every": "half_year", "times": 1}, "每半年1次"),
    ("每学期至少开展2次", {"every": "term", "times": 2}, "每学期不少于2次"),
    ("每学年开展一次", {"every": "school_year", "times": 1}, "每学年1次"),
    ("每半月", {"every": "half_month"}, "每半月"),
    ("每半个月调度一次", {"every": "half_month", "times": 1}, "每半月1次"),
    ("每旬报送一次", {"every": "ten_days", "times": 1}, "每旬1次"),
    ("每日", {"every": "day"}, "每日"),
    ("每天巡查不少于2次", {"every": "day", "times": 2}, "每日不少于2次"),
    ("半月一调度", {"every": "half_month"}, "每半月"),
    ("每月次月5日前", {"every": "month", "day": 5, "before": True}, "每月5日前"),
    # several days of a cycle
    ("每年6月、12月", {"every": "year", "in_words": "6月、12月"}, "每年6月、12月"),
    ("每年11月至次年3月", {"every": "year", "in_words": "11月至次年3月"}, "每年11月至次年3月"),
    ("每月15日、30日前", {"every": "month", "in_words": "15日、30日前"}, "每月15日、30日前"),
    ("每周一、三、五", {"every": "week", "in_words": "一、三、五"}, "每周一、三、五"),
    ("每年春秋两季", {"every": "year", "in_words": "春秋两季"}, "每年春秋两季"),
    ("每年10月初", {"every": "year", "in_words": "10月初"}, "每年10月初"),
    ("每年年初", {"every": "year", "in_words": "年初"}, "每年年初"),
    # a month's beginning, months in a list, spans from the document's day on
    ("9月初", {"due": "9月初"}, "9月初（按成文年份2022年）"),
    ("2023年9月初", {"due": "2023-09-初"}, "2023年9月初"),
    ("7、8月份", {"start": "7月", "due": "8月"}, "7月—8月（按成文年份2022年）"),
    ("6、12月份", {"in_words": "6、12月份"}, "6、12月份"),
    ("即日起至12月底", {"due": "12月"}, "12月底（按成文年份2022年）"),
    ("自本方案印发之日起至2023年底", {"due": "2023"}, "2023年底"),
    ("供暖前", {"due": "供暖", "before": True}, "供暖前（文件未写明是哪一天）"),
    # what only another time tells
    ("本月底前", {"in_words": "本月底前"}, "本月底前"),
    ("下周五前", {"in_words": "下周五前"}, "下周五前"),
    ("次年3月底前", {"in_words": "次年3月底前"}, "次年3月底前"),
    ("次月10日前", {"in_words": "次月10日前"}, "次月10日前"),
    ("月底前", {"in_words": "月底前"}, "月底前"),
    ("今冬明春", {"in_words": "今冬明春"}, "今冬明春"),
    ("节前", {"in_words": "节前"}, "节前"),
    ("开学前一周", {"in_words": "开学前一周"}, "开学前一周"),
    ("每逢双月", {"in_words": "每逢双月"}, "每逢双月"),
    ("每隔三个月", {"in_words": "每隔三个月"}, "每隔三个月"),
    ("每4小时", {"in_words": "每4小时"}, "每4小时"),
    ("到期前30日", {"in_words": "到期前30日"}, "到期前30日"),
    ("即日起", {"in_words": "即日起"}, "即日起"),
    # lengths
    ("3个工作日内", {"duration": "3 workdays"}, "3个工作日（未写起点）"),
    ("5个自然日内", {"duration": "5 days"}, "5天（未写起点）"),
    ("收到举报5个工作日内", {"duration": "5 workdays", "counted_from": "收到举报"}, "自收到举报起5个工作日内"),
    ("会后3天内", {"duration": "3 days", "counted_from": "会后"}, "会后3天内"),
    ("2—3年内", {"duration": "3 years"}, "3年（未写起点）"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "says", "shown"), SAID, ids=[words for words, _, _ in SAID])
def test_what_is_read_and_shown(words: str, says: dict[str, Any], shown: str) -> None:
    assert times(f"{words}，完成整改") == [{"quote": normalise(words), **says}]
    (reading,) = read_deadlines(normalise(words), REFERENCE)
    assert list(of_deadline(reading.record, REFERENCE)) == []
    assert deadline_words(reading.record, None, 2022) == shown


@pytest.mark.parametrize("text", ["当日受理", "当天办结", "次日反馈"])
def test_a_day_that_something_else_tells_stands_before_what_is_done_on_it(text: str) -> None:
    assert times(text) == [{"quote": text[:2], "in_words": text[:2]}]


@pytest.mark.parametrize(
    "text",
    [
        *("水厂日供水能力", "每人每天补助50元", "提前一年完成任务", "今后三年的规划", "完成本月任务"),
        *("当日气温", "年初预算", "第二年级学生", "编制初步方案", "最后3天", "近两年一次性补助"),
    ],
)  # fmt: skip
def test_what_looks_like_such_a_time_and_is_none(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"every": "term", "month": 2}, "month"),
        ({"every": "half_year", "interval": 2}, "interval"),
        ({"due": "2023", "interval": 2}, "interval"),
    ],
)
def test_what_a_cycle_does_not_have_is_an_error(record: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        Deadline.model_validate({"quote": "每期", **record})


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"quote": "本月底前", "in_words": "下月底前"}, "没有“下月底前”"),
        ({"quote": "6月底前", "in_words": "6月底前"}, "没有记"),
        ({"quote": "每两个月", "every": "month"}, "没有记（interval: 2）"),
        ({"quote": "每年6月、12月", "every": "year"}, "没有记（in_words: 6月、12月）"),
    ],
)
def test_a_record_that_says_otherwise_than_its_quote_is_found(record: dict[str, Any], told: str) -> None:
    found = list(of_deadline(Deadline.model_validate(record), REFERENCE))
    assert [each.message for each in found if told in each.message]


def test_words_that_the_language_does_not_know_are_a_time_all_the_same() -> None:
    record = Deadline.model_validate({"quote": "项目验收以前", "in_words": "项目验收以前"})
    assert list(of_deadline(record, REFERENCE)) == []


PLAN = """清河县城乡环境整治方案
清政办发〔2023〕4号
各镇：
一、主要任务
1.整治村庄环境。每两个月通报一次，每半月调度，每学期开展2次宣传，每日清扫，本月底前摸清底数，9月初启动整治。（牵头单位：县住建局）
清河县人民政府办公室
2023年3月1日
"""


def plan() -> Compiled:
    drafted = draft(read("方案.txt", PLAN.encode()), POLICY, (), {})
    return compiled({**drafted.files, "units.yml": with_units(None, drafted.new_units)})


@pytest.mark.parametrize("cycle", ["每年", "每学期", "每两个月", "每半月", "每日"])
def test_a_cycle_is_no_part_of_what_is_counted(cycle: str) -> None:
    (target,) = propose([f"{cycle}巡查不少于2次。"], REFERENCE).targets
    assert (target.indicator, target.scope) == ("巡查", None)


def test_an_imported_plan_shows_them_and_dates_what_can_be_dated() -> None:
    site = plan().site
    (policy,) = site.policies
    assert [(each.words, each.datable) for each in policy.deadlines] == [
        ("9月初（按成文年份2023年）", True),
        ("每2个月1次", True),
        ("每半月", True),
        ("每学期2次", False),
        ("每日", False),
        ("本月底前", False),
    ]
    content = downloads(site, ("ics",))["downloads/deadlines.ics"]
    events: dict[str, Any] = {
        str(event["summary"]).split("（")[-1].rstrip("）"): event
        for event in Calendar.from_ical(content).walk("VEVENT")
    }
    assert {words: str(event.decoded("dtstart")) for words, event in events.items()} == {
        "按成文年份2023年": "2023-09-10",
        "每2个月1次": "2023-04-30",
        "每半月": "2023-03-15",
    }
    rules = {words: event["rrule"].to_ical().decode() for words, event in events.items() if "rrule" in event}
    assert rules == {
        "每2个月1次": "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1",
        "每半月": "FREQ=MONTHLY;BYMONTHDAY=15,-1",
    }
    assert "从何时起算" in str(events["每2个月1次"]["description"])


def test_a_report_every_so_many_cycles_is_shown_and_dated_as_such() -> None:
    text = PLAN.replace(
        "清河县人民政府办公室\n2023", "各牵头单位每两个月向县政府办报送一次进展。\n清河县人民政府办公室\n2023"
    )
    drafted = draft(read("方案.txt", text.encode()), POLICY, (), {})
    built = compiled({**drafted.files, "units.yml": with_units(None, drafted.new_units)})
    (report,) = built.site.policies[0].reports
    assert report.words == "每2个月报送县政府办"
    assert json.loads(export(built.site))["policies"][0]["rules"][0]["interval"] == 2
    content = downloads(built.site, ("ics",))["downloads/deadlines.ics"]
    (event,) = (each for each in Calendar.from_ical(content).walk("VEVENT") if ".report." in str(each["uid"]))
    assert str(event.decoded("dtstart")) == "2023-04-30"
    rule: Any = event["rrule"]
    assert rule.to_ical().decode() == "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1"
    assert "从何时起算" in str(event["description"])


@pytest.mark.parametrize("interval", [None, 3])
def test_a_report_that_recurs_otherwise_than_its_quote_says_is_found(interval: int | None) -> None:
    record = {"rule": "report", "quote": "各牵头单位每两个月报送", "every": "month", "interval": interval}
    assert wrong_time(ReportRule.model_validate(record), REFERENCE) == "interval"
