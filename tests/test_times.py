"""The kinds of time in every output: pages, tables, JSON, calendar, diff, import."""

from __future__ import annotations

import datetime
import json

import pytest
from icalendar import Calendar

from responsibility import checks, views
from responsibility.build.files import read_templates
from responsibility.data.loader import load
from responsibility.diff import diff
from responsibility.importing.draft import draft
from responsibility.importing.readers.detect import read as read_document
from responsibility.outputs.diff_text import as_text
from responsibility.outputs.downloads import downloads
from responsibility.outputs.json_data import export
from responsibility.outputs.site.render import render
from responsibility.outputs.terminal import show
from responsibility.views.revision import diff_view

from .conftest import POLICY, ROOT, SMALL, Compiled, compiled, read
from .support.policies import timed


@pytest.fixture(scope="module")
def built() -> Compiled:
    return compiled(timed(read(SMALL)))


WORDS = (
    "6月底前（按成文年份2023年）",
    "2023年上半年",
    "2023年10月1日—2024年3月31日",
    "自启动之日起30个工作日内",
    "每季度末月25日前1次",
    "每年12月底前",
    "春节前（文件未写明是哪一天）",
    "长期坚持",
    "立行立改",
)


def test_every_output_says_when(built: Compiled) -> None:
    pages = render(built.site, read_templates(ROOT / "templates"))
    listed = pages["deadlines/index.md"]
    shown = "".join(show(built.site, key, None, 200) or "" for key in ("1", "2", "3", "4", "s1"))
    table = downloads(built.site, ("csv",))["downloads/deadlines.csv"].decode()
    for words in WORDS:
        assert words in listed, words
        assert words in shown, words
        assert words in table, words
    assert "立即办理，没有日子，时间轴上标不出" in listed
    assert "未写明年份或是哪一天，时间轴上标不出" in listed
    assert "<q>春节前</q>" in pages["downloads/index.md"]


def test_json_has_every_field(built: Compiled) -> None:
    tasks = {task["number"]: task["deadlines"] for task in json.loads(export(built.site))["tasks"]}
    (june,) = [each for each in tasks["1"] if each["yearless"]]
    assert (june["yearless"], june["due"], june["before"]) == ("6月", "2023-06", True)
    by_quote = {each["quote"]: each for each in tasks["s1"]}
    assert (by_quote["春节前"]["yearless"], by_quote["春节前"]["due"]) == ("春节", None)
    quarterly = by_quote["每季度末月25日前听取一次"]
    assert (quarterly["every"], quarterly["month"], quarterly["day"]) == ("quarter", 3, 25)
    assert by_quote["长期坚持"]["ongoing"] is True
    assert tasks["2"][0]["immediate"] is True
    assert (tasks["4"][0]["duration"], tasks["4"][0]["counted_from"]) == ("30 workdays", "启动之日")


def test_the_status_counts_to_the_year_that_is_taken(built: Compiled) -> None:
    site = views.build(built.data, built.report, datetime.date(2023, 6, 20))
    status = {
        deadline.record.quote: deadline.status and deadline.status.words
        for deadline in site.policies[0].deadlines
    }
    assert status["6月底前"] == "还有 10 天"
    assert status["春节前"] is status["立行立改"] is None


def test_the_calendar_has_the_documents_day_and_says_whose_day_it_is(built: Compiled) -> None:
    calendar = Calendar.from_ical(downloads(built.site, ("ics",))["downloads/deadlines.ics"])
    by_quote = {}
    for event in calendar.walk("VEVENT"):
        description = str(event["description"])
        by_quote[description.partition("原文：")[2].partition("\n")[0]] = event
        assert "网页：" not in description
        assert "（（" not in str(event["summary"])
        assert "））" not in str(event["summary"])
    assert "春节前" not in by_quote
    quarterly = by_quote["每季度末月25日前听取一次"]
    assert quarterly.decoded("dtstart").isoformat() == "2023-03-25"
    assert quarterly["rrule"].to_ical() == b"FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25"
    assert "日期：文件未明确到何时为止\n" in str(quarterly["description"])
    yearly = by_quote["每年12月底前"]
    assert (yearly.decoded("dtstart").isoformat(), yearly["rrule"].to_ical()) == (
        "2023-12-31",
        b"FREQ=YEARLY",
    )
    june = by_quote["6月底前"]
    assert june.decoded("dtstart").isoformat() == "2023-06-30"
    assert "日期：文件未写明年份，按成文年份2023年\n" in str(june["description"])
    assert "日期：文件未明确哪一日，提醒放在最后一天" in str(by_quote["2023年上半年"]["description"])


def test_events_remind_of_themselves(built: Compiled) -> None:
    calendar = Calendar.from_ical(downloads(built.site, ("ics",))["downloads/deadlines.ics"])
    (june,) = (event for event in calendar.walk("VEVENT") if "6月底前" in str(event["summary"]))
    alarms = june.walk("VALARM")
    begin = datetime.datetime.combine(june.decoded("dtstart"), datetime.time())
    moments = [begin + alarm.decoded("trigger") for alarm in alarms]
    assert moments == [datetime.datetime(2023, 6, day, 9) for day in (23, 27)]
    assert [str(alarm["description"]).partition("：")[0] for alarm in alarms] == ["还有 7 天", "还有 3 天"]


def test_an_event_links_to_its_page_where_the_office_has_an_address(built: Compiled) -> None:
    assert "URL" not in downloads(built.site, ("ics",))["downloads/deadlines.ics"].decode()
    address = b"address: https://zrqd.example.gov.cn/qinghe\n"
    files = {**timed(read(SMALL)), "../site.yml": address}
    content = downloads(compiled(files).site, ("ics",))["downloads/deadlines.ics"]
    urls = {str(event["url"]) for event in Calendar.from_ical(content).walk("VEVENT")}
    assert f"https://zrqd.example.gov.cn/qinghe/tasks/{POLICY}/1.html" in urls


def test_the_diff_takes_the_year_of_the_document() -> None:
    old = load(timed(read(SMALL)))
    files = timed(read(SMALL))
    for name, pairs in {
        "01.yml": (("6月底前", "9月底前"), ("due: 6月", "due: 9月")),
        "source.txt": (("6月底前", "9月底前"),),
    }.items():
        for was, now in pairs:
            files[f"{POLICY}/{name}"] = files[f"{POLICY}/{name}"].replace(was.encode(), now.encode())
    new = load(files)
    changes = diff(old, new)
    assert [change.type for change in changes.changes if "deadline" in change.type] == ["deadline_later"]
    told = as_text(diff_view(changes, old, new), "")
    assert "由“6月底前（按成文年份2023年）”改为“9月底前（按成文年份2023年）”" in told


# ---------------------------------------------------------------- imported


DOCUMENT = """清河县人民政府办公室关于印发清河县供水工作方案的通知
清政办发〔2022〕5号
各镇人民政府：
现将方案印发给你们，请认真执行。
清河县人民政府办公室
2022年3月15日
清河县供水工作方案
一、主要任务
1.检测水质。6月底前建成检测中心，每月10日前通报结果。（牵头单位：县水利局，责任单位：各镇）
2.改造管网。11月1日至12月10日检修管网，三季度末前完成勘测，长期坚持巡查。（牵头单位：县水利局）
3.整改问题。春节前清零隐患。完成时限：立行立改。（牵头单位：县水利局）
"""


def test_an_import_drafts_them_and_its_draft_passes() -> None:
    drafted = draft(read_document("x.txt", DOCUMENT.encode()), "draft-1", (), {})
    files = {**drafted.files, "units.yml": b"units: []\n"}
    tasks = {task.number: task for task in load(files).policies[0].tasks}
    listed = {
        number: [each.model_dump(exclude_defaults=True, exclude={"draft"}) for each in task.deadlines]
        for number, task in tasks.items()
    }
    assert listed == {
        "1": [
            {"quote": "6月底前", "due": "6月", "before": True},
            {"quote": "每月10日前", "every": "month", "day": 10, "before": True},
        ],
        "2": [
            {"quote": "11月1日至12月10日", "start": "11月1日", "due": "12月10日"},
            {"quote": "三季度末前", "due": "三季度", "before": True},
        ],
        "3": [
            {"quote": "春节前", "due": "春节", "before": True},
            {"quote": "立行立改", "immediate": True},
        ],
    }
    problems = [problem.check for problem in checks.run(load(files)).problems]
    assert not {"contradicts-quote", "quote-not-in-text", "year-open"} & set(problems)


def test_a_task_that_begins_with_a_year_is_a_task_of_its_own() -> None:
    """2．2025年底前开展…: what follows the dot is no decimal; units do not go to the task before it."""
    text = DOCUMENT.partition("1.检测水质")[0] + (
        "1．简化程序。（县财政局负责）\n2．2025年底前治理收费。（县发展改革局负责）\n"
        "3．10月底前扩大服务。（县民政局负责）\n4．拓宽道路\n3.5公里。（县交通运输局负责）\n"
    )
    drafted = draft(read_document("x.txt", text.encode()), "draft-1", (), {})
    files = {**drafted.files, "units.yml": b"units: []\n"}
    tasks = load(files).policies[0].tasks
    assert [(task.number, task.units("responsible")) for task in tasks] == [
        ("1", ("县财政局",)),
        ("2", ("县发展改革局",)),
        ("3", ("县民政局",)),
        ("4", ("县交通运输局",)),
    ]
    assert [str(deadline.due) for task in tasks for deadline in task.deadlines] == ["2025", "10月"]
