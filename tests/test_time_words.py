"""The kinds of time that documents write: what is read, what is not, and that what is proposed is what its quote says."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from responsibility.checks.contradictions import of_deadline
from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.normalize import normalise
from responsibility.model import Deadline, YearlessDate
from responsibility.model.dates import in_year, parse_any

REFERENCE = Reference(2022, ("过渡期",))
Says = dict[str, Any]


def times(text: str, reference: Reference = REFERENCE) -> list[Says]:
    """What is proposed of a text: quote and fields as the data writes them."""
    readings = read_deadlines(normalise(text), reference)
    return [reading.record.model_dump(exclude_defaults=True) for reading in readings]


READ: list[tuple[str, list[Says]]] = [
    # without a year
    ("6月底前建成水厂", [{"quote": "6月底前", "due": "6月", "before": True}]),
    ("9月25日前报送方案", [{"quote": "9月25日前", "due": "9月25日", "before": True}]),
    ("十月底前改造管网", [{"quote": "十月底前", "due": "10月", "before": True}]),
    ("上半年完成勘测，下半年完成验收", [{"quote": "上半年", "due": "上半年"}, {"quote": "下半年", "due": "下半年"}]),
    ("在三季度末前完成", [{"quote": "在三季度末前", "due": "三季度", "before": True}]),
    ("二季度开工", [{"quote": "二季度", "due": "二季度"}]),
    ("2022年第二季度末前完成", [{"quote": "2022年第二季度末前", "due": "2022-Q2", "before": True}]),
    ("2022年春节前完成", [{"quote": "2022年春节前", "due": "春节", "before": True}]),
    ("按月调度，逐季通报", [{"quote": "按月调度", "every": "month"}, {"quote": "逐季通报", "every": "quarter"}]),
    ("3月份启动，10月份总结", [{"quote": "3月份", "due": "3月"}, {"quote": "10月份", "due": "10月"}]),
    ("2024年、2025年分别完成40%、60%", [{"quote": "2024年", "due": "2024"}, {"quote": "2025年", "due": "2025"}]),
    ("半年观摩、月排名", [{"quote": "半年观摩", "every": "half_year"}, {"quote": "月排名", "every": "month"}]),
    ("“十四五”期间，建成水厂3座", [{"quote": "“十四五”期间", "start": "2021", "due": "2025"}]),
    ("“十四五”时期新建水厂", [{"quote": "“十四五”时期", "start": "2021", "due": "2025"}]),
    ("6月30号前报送", [{"quote": "6月30号前", "due": "6月30日", "before": True}]),
    ("2023年年内建成", [{"quote": "2023年年内", "due": "2023"}]),
    ("2024年初步建成", [{"quote": "2024年", "due": "2024"}]),
    ("2022年7月起至年底开展整治", [{"quote": "2022年7月起至年底", "start": "2022-07", "due": "2022"}]),
    ("7月至年底前开展整治", [{"quote": "7月至年底前", "start": "7月", "due": "2022", "before": True}]),
    ("每年11月至次年3月开展整治", [{"quote": "每年11月至次年3月", "every": "year", "in_words": "11月至次年3月"}]),
    ("每月25日至月底盘点", [{"quote": "每月25日至月底", "every": "month", "in_words": "25日至月底"}]),
    ("一月一调度、半年一评估", [{"quote": "一月一调度", "every": "month"}, {"quote": "半年一评估", "every": "half_year"}]),
    ("半年内完成整改", [{"quote": "半年内", "duration": "6 months"}]),
    ("两周内整改到位", [{"quote": "两周内", "duration": "2 weeks"}]),
    ("接到报告后24小时内处置", [{"quote": "接到报告后24小时内", "duration": "24 hours", "counted_from": "接到报告后"}]),
    ("6月底前关停不达标的企业。", [{"quote": "6月底前", "due": "6月", "before": True}]),
    ("2021年底前建成水厂", [{"quote": "2021年底前", "due": "2021", "before": True}]),
    ("并在现住房出售后1年内缴清", [{"quote": "并在现住房出售后1年内", "duration": "1 years", "counted_from": "现住房出售后"}]),
    ("且对自有住房并在出售后1年内缴清", [{"quote": "出售后1年内", "duration": "1 years", "counted_from": "出售后"}]),
    ("6月底前未完成的，予以通报", [{"quote": "6月底前", "due": "6月", "before": True}]),
    ("2023年2月1日至2月28日期间缴清的，给予补贴", [{"quote": "2023年2月1日至2月28日期间", "start": "2023-02-01", "due": "2023-02-28"}]),
    ("“十四五”末，达到5%", [{"quote": "“十四五”末", "due": "2025"}]),
    ("到“十五五”期末达到5%", [{"quote": "到“十五五”期末", "due": "2030"}]),
    ("2022年全年投入", [{"quote": "2022年全年", "due": "2022"}]),
    ("2022.05-2022.12", [{"quote": "2022.05-2022.12", "start": "2022-05", "due": "2022-12"}]),
    ("每月月底前报送", [{"quote": "每月月底前", "every": "month", "month": 1, "before": True}]),
    ("2022年上半年、下半年各一次", [{"quote": "2022年上半年", "due": "2022-H1"}, {"quote": "下半年", "due": "下半年"}]),
    ("第四季度，开展抽查", [{"quote": "第四季度", "due": "四季度"}]),
    ("11月1日至12月10日开展检修", [{"quote": "11月1日至12月10日", "start": "11月1日", "due": "12月10日"}]),
    ("从7月1日起受理", [{"quote": "从7月1日起", "start": "7月1日"}]),
    ("春节前发放到位", [{"quote": "春节前", "due": "春节", "before": True}]),
    ("年底前建成", [{"quote": "年底前", "due": "2022", "before": True}]),
    ("今年6月底前建成", [{"quote": "今年6月底前", "due": "2022-06", "before": True}]),
    ("明年3月底前建成", [{"quote": "明年3月底前", "due": "2023-03", "before": True}]),
    ("明年建成", [{"quote": "明年", "due": "2023"}]),
    ("今年底前建成", [{"quote": "今年底前", "due": "2022", "before": True}]),
    # with a year
    ("2023年上半年完成", [{"quote": "2023年上半年", "due": "2023-H1"}]),
    ("2023年第三季度前完成", [{"quote": "2023年第三季度前", "due": "2023-Q3", "before": True}]),
    # spans are one
    ("2023年3月—5月开展", [{"quote": "2023年3月—5月", "start": "2023-03", "due": "2023-05"}]),
    (
        "自2022年10月1日起至2023年3月31日止免收",
        [{"quote": "自2022年10月1日起至2023年3月31日止", "start": "2022-10-01", "due": "2023-03-31"}],
    ),
    (
        "在2022年6月—2023年3月期间新增",
        [{"quote": "在2022年6月—2023年3月期间", "start": "2022-06", "due": "2023-03"}],
    ),
    ("2023年1-6月完成", [{"quote": "2023年1-6月", "start": "2023-01", "due": "2023-06"}]),
    (
        "2022年12月1日至次年3月31日供暖",
        [{"quote": "2022年12月1日至次年3月31日", "start": "2022-12-01", "due": "2023-03-31"}],
    ),
    # in figures alone
    ("2022.6.30前建成", [{"quote": "2022.6.30前", "due": "2022-06-30", "before": True}]),
    ("完成时限：2022-12-31。", [{"quote": "2022-12-31", "due": "2022-12-31"}]),
    ("完成时限：2022.6。", [{"quote": "2022.6", "due": "2022-06"}]),
    # a start is no end
    ("自2023年1月1日起执行新标准", [{"quote": "自2023年1月1日起", "start": "2023-01-01"}]),
    # recurrences with their day
    ("每季度末月25日前报送", [{"quote": "每季度末月25日前", "every": "quarter", "month": 3, "day": 25, "before": True}]),
    ("每月10日前通报", [{"quote": "每月10日前", "every": "month", "day": 10, "before": True}]),
    ("每年12月底前总结", [{"quote": "每年12月底前", "every": "year", "month": 12, "before": True}]),
    ("每年年底前总结", [{"quote": "每年年底前", "every": "year", "month": 12, "before": True}]),
    ("每月底盘点", [{"quote": "每月底", "every": "month", "month": 1}]),
    ("每周五前报送", [{"quote": "每周五前", "every": "week", "day": 5, "before": True}]),
    ("每周一次巡查", [{"quote": "每周一次", "every": "week", "times": 1}]),
    ("每年6月、12月各查一遍", [{"quote": "每年6月、12月", "every": "year", "in_words": "6月、12月"}]),
    ("每年一季度公布计划", [{"quote": "每年一季度", "every": "year"}]),
    ("每年3月至5月开展整治", [{"quote": "每年3月至5月", "every": "year", "in_words": "3月至5月"}]),
    ("按季调度、逐月通报", [{"quote": "按季调度", "every": "quarter"}, {"quote": "逐月通报", "every": "month"}]),
    ("启动时间：2022.3", [{"quote": "启动时间：2022.3", "start": "2022-03"}]),
    ("2022.6前建成", [{"quote": "2022.6前", "due": "2022-06", "before": True}]),
    ("至2022.12底完成改造", [{"quote": "至2022.12底", "due": "2022-12"}]),
    ("2023.6月底前建成", [{"quote": "2023.6月底前", "due": "2023-06", "before": True}]),
    # thirds of a month
    ("2023年6月中旬前完成", [{"quote": "2023年6月中旬前", "due": "2023-06-中旬", "before": True}]),
    ("6月上旬前完成清淤", [{"quote": "6月上旬前", "due": "6月上旬", "before": True}]),
    ("今年7月下旬启动试点", [{"quote": "今年7月下旬", "due": "2022-07-下旬"}]),
    ("7月下旬修复堤坝", [{"quote": "7月下旬", "due": "7月下旬"}]),
    ("2023年3月上旬至5月中旬开展整治", [{"quote": "2023年3月上旬至5月中旬", "start": "2023-03-上旬", "due": "2023-05-中旬"}]),
    ("启动时间：2022.3.15", [{"quote": "启动时间：2022.3.15", "start": "2022-03-15"}]),
    ("实行月调度、季通报", [{"quote": "月调度", "every": "month"}, {"quote": "季通报", "every": "quarter"}]),
    # lengths of time
    (
        "自受理之日起5个工作日内办结",
        [{"quote": "自受理之日起5个工作日内", "duration": "5 workdays", "counted_from": "受理之日"}],
    ),
    (
        "合同签订后一个月内缴清",
        [{"quote": "合同签订后一个月内", "duration": "1 months", "counted_from": "合同签订后"}],
    ),
    (
        "收到申请之日起15个工作日内答复",
        [{"quote": "收到申请之日起15个工作日内", "duration": "15 workdays", "counted_from": "收到申请之日"}],
    ),
    ("“五一”前完工", [{"quote": "“五一”前", "due": "五一", "before": True}]),
    ("汛期前完成清淤", [{"quote": "汛期前", "due": "汛期", "before": True}]),
    ("汛前完成清淤", [{"quote": "汛前", "due": "汛期", "before": True}]),
    ("入汛前完成清淤", [{"quote": "入汛前", "due": "汛期", "before": True}]),
    ("主汛期前封顶", [{"quote": "主汛期前", "due": "主汛期", "before": True}]),
    ("汛期结束前演练", [{"quote": "汛期结束前", "due": "汛期结束", "before": True}]),
    ("2023年秋季开学前交付", [{"quote": "2023年秋季开学前", "due": "秋季开学", "before": True}]),
    ("春季学期开学前交付", [{"quote": "春季学期开学前", "due": "春季学期开学", "before": True}]),
    ("元旦春节期间值班", [{"quote": "元旦春节期间", "in_words": "元旦春节期间"}]),
    ("“五一”、端午前检查", [{"quote": "“五一”、端午前", "in_words": "“五一”、端午前"}]),
    ("2.8月底前通水", [{"quote": "8月底前", "due": "8月", "before": True}]),
    ("1.立即排查；2.8月底前通水", [{"quote": "8月底前", "due": "8月", "before": True}]),
    ("新水厂9月投入使用", [{"quote": "9月", "due": "9月"}]),
    ("完成时限：9月投入使用", [{"quote": "9月", "due": "9月"}]),
    ("2023年秋季学期起开设", [{"quote": "2023年秋季学期起", "start": "秋季学期"}]),
    ("每年春耕前、秋种前各查一次", [{"quote": "每年春耕前", "every": "year"}]),
    ("每年上半年、下半年各查一次", [{"quote": "每年上半年", "every": "year"}]),
    ("2023年3个、2024年5个", [{"quote": "2023年", "due": "2023"}, {"quote": "2024年", "due": "2024"}]),
    ("三季度：主体完工", [{"quote": "三季度", "due": "三季度"}]),
    ("编制年度计划", [{"quote": "年度计划", "every": "year"}]),
    ("缓缴一个季度", [{"quote": "缓缴一个季度", "duration": "1 quarters"}]),
    ("期限最长不超过6个月", [{"quote": "期限最长不超过6个月", "duration": "6 months"}]),
    # at once, always
    ("完成时限：长期坚持。", [{"quote": "长期坚持", "ongoing": True}]),
    ("完成时限：持续推进）", [{"quote": "持续推进", "ongoing": True}]),
    (
        "完成时限：2022年9月底，持续推进",
        [{"quote": "2022年9月底", "due": "2022-09"}, {"quote": "持续推进", "ongoing": True}],
    ),
    ("完成时限：立即", [{"quote": "立即", "immediate": True}]),
    ("深化河长制改革，持续推进。", [{"quote": "持续推进", "ongoing": True}]),
    ("2023年底前见效，并常态化推进。", [{"quote": "2023年底前", "due": "2023", "before": True}, {"quote": "常态化推进", "ongoing": True}]),
    ("完成整改并长期坚持。", [{"quote": "长期坚持", "ongoing": True}]),
    ("加强巡查（长期）", [{"quote": "长期", "ongoing": True}]),
    ("加强巡查。常年坚持。", [{"quote": "常年坚持", "ongoing": True}]),
    ("清理河道；立即整改。", [{"quote": "立即整改", "immediate": True}]),
    ("对查出的问题，立行立改。", [{"quote": "立行立改", "immediate": True}]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), READ, ids=[text for text, _ in READ])
def test_what_is_read(text: str, says: list[Says]) -> None:
    assert times(text) == says
    for reading in read_deadlines(normalise(text), REFERENCE):
        assert list(of_deadline(reading.record, REFERENCE)) == [], "what is proposed is what its quote says"


@pytest.mark.parametrize(
    "text",
    [
        "持续推进电网改造",
        "建立长期合作机制",
        "开展常态化巡查",
        "立即停止违法行为",
        "贷款余额较2021年提高",
        "贷款余额较2022年提高",
        "覆盖率不低于2022年",
        "2022年第3期简报",
        "全县2022年“清河之春”活动",
        "完成2022年35个小区改造",
        "给予每人每月适当补助",
        "汇总6月、9月数据",
        "汇总已建成的9月数据",
        "年度任务。",
        "期限不超过200年",
        "排名第十一前的镇",
        "完成2021年35个小区改造",
        "签订2022年购煤合同",
        "按照2022年9月29日印发的通知",
        "公告2022年第31号",
        "承办2022年“清河之春”活动",
        "、2022年招商洽谈会等活动",
        "在2022年减免的基础上",
        "不低于上年末水平",
        "对每月通行30次的车辆",
        "给予每人每月1000元补助",
        "供水能力不低于每日3万吨",
        "对当年认定的基地",
        "根据本年度内盘活的面积",
        "近三年内没有违法",
        "审批时限压缩至5天以内",
        "6月环境日宣传",
        "根据《清河县2023年底前治水目标》",
        "落实三年行动计划（2022—2025年）",
        "“十三五”末，普及率为88%",
        "较“十四五”末翻一番",
        "落实“十四五”规划",
        "印发2023年工作要点",
        "截至2021年底，全县有水厂5座",
        "2021年12月建成的水厂",
        "2023年6月中下旬完成",
        "清理6月中旬积水",
        "版本2022.12",
        "招用毕业2年内高校毕业生",
        "每人每月补助500元",
        "每年最高不超过30万元",
        "占比3.2023.1",
        "前三季度增长",
        "春节文化",
        "常态化开展巡河",
        "持续推进河长制改革，建设水厂",
        "聚焦重点，持续推进，确保见效",
        "建立长期稳定、持续推进的机制",
        "扎实开展、持续推进。",
        "立即组织抢修",
        "保持长期，稳定供水",
        "2023年3月31日前取得许可证的，可以延期",
        "对2023年9月30日前在本县购房的职工",
        "对出售自有住房并在出售后1年内重新购房的纳税人",
        "对2022年疫情期间停工的工程",
        "2014年12月31日前发放的贷款",
        "按照合同2023年底前应交付的楼栋",
        "2024年初部署",
        "2024年年中评估",
        "9月初步建成的水厂",
        "在第一周内办理",
        "落实“十四五”期间的任务",
        "审批时限压缩至24小时以内",
        "“十三五”期间，建成水厂3座",
        "做好防汛前期准备",
        "完成汛前检查",
        "完成年度任务",
        "住院日控制在7.5天以内",
        "汛期后修复水毁工程",
    ],
)
def test_what_looks_like_a_time_and_is_none(text: str) -> None:
    assert times(text) == []


def test_a_document_without_a_date_leaves_the_year_open() -> None:
    undated = Reference(0)
    assert times("6月底前建成，年底前验收", undated) == [
        {"quote": "6月底前", "due": "6月", "before": True},
        {"quote": "年底前", "due": "今年", "before": True},
    ]
    assert times("明年建成", undated) == []


PIECES = ["2022年", "2023年", "3月", "中旬", "底", "前", "上半年", "三季度", "9月25日", "每年", "每季度", "末月25日", "每周", "五", "一次",
          "自", "起", "至", "止", "今年", "明年", "年底", "春节", "期间", "3年", "6个月", "5个工作日", "内", "后", "过渡期",
          "完成时限：", "长期坚持", "立行立改", "不超过", "期限", "完成", "建设", "，", "、", "。", "（", "）", "—", "1", "十", "月", "日", "季", "次年", "2022.6", "《", "》", "截至",
          "初", "每两", "个月", "每学期", "每日", "本月", "次月", "当日", "即日起", "每逢", "双月", "到期", "提前", "办结", "印发", "半月"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join), st.sampled_from([0, 2022]))
def test_whatever_the_text_what_is_proposed_is_what_its_quote_says(text: str, year: int) -> None:
    reference = Reference(year, ("过渡期",))
    readings = list(read_deadlines(normalise(text), reference))
    for reading, following in itertools.pairwise(readings):
        assert reading.end <= following.start
    for reading in readings:
        assert list(of_deadline(reading.record, reference)) == [], reading


@pytest.mark.parametrize(
    ("text", "year", "date"),
    [
        ("6月", 2022, "2022-06"),
        ("9月25日", 2022, "2022-09-25"),
        ("下半年", 2022, "2022-H2"),
        ("二季度", 2022, "2022-Q2"),
        ("6月中旬", 2022, "2022-06-中旬"),
        ("2023-06-上旬", 2022, "2023-06-上旬"),
        ("今年", 2022, "2022"),
        ("2月29日", 2022, None),
        ("春节", 2022, None),
        ("6月", None, None),
        ("2021-06", 2022, "2021-06"),
    ],
)
def test_the_year_of_a_date(text: str, year: int | None, date: str | None) -> None:
    resolved = in_year(parse_any(text), year)
    assert (str(resolved) if resolved else None) == date


def test_the_days_of_a_half_year_and_a_quarter() -> None:
    half, quarter = (in_year(YearlessDate(words), 2023) for words in ("上半年", "三季度"))
    assert half
    assert quarter
    assert (half.first_day.isoformat(), half.last_day.isoformat()) == ("2023-01-01", "2023-06-30")
    assert (quarter.first_day.isoformat(), quarter.last_day.isoformat()) == ("2023-07-01", "2023-09-30")


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [("2月上旬", "2023-02-01", "2023-02-10"), ("2月中旬", "2023-02-11", "2023-02-20"), ("2月下旬", "2023-02-21", "2023-02-28")],
)  # fmt: skip
def test_the_days_of_a_third_of_a_month(words: str, first: str, last: str) -> None:
    third = in_year(YearlessDate(words), 2023)
    assert third
    assert (third.first_day.isoformat(), third.last_day.isoformat()) == (first, last)
    assert third.chinese == f"2023年{words}"


@pytest.mark.parametrize(
    "text",
    [
        "6",
        "13月",
        "6月31日",
        "2月30日",
        "五季度",
        "6月初旬",
        "2023-中旬",
        "2023-H3",
        "2023-Q0",
        "今年底",
        "明天",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(ValueError, match=r"日期应写作|没有"):
        Deadline.model_validate({"quote": "x", "due": text})


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ({"month": 6}, "时限要有"),
        ({"ongoing": True, "day": 3}, "month 和 day 要与 every"),
        ({"every": "quarter", "month": 4}, "超出了一个周期"),
        ({"every": "week", "day": 8}, "每周的 day"),
        ({"due": "6月", "counted_from": "受理之日"}, "counted_from"),
        ({"every": "year", "before": True}, "before 要与"),
        ({"start": "2023", "due": "2022"}, "晚于"),
    ],
)
def test_what_the_data_refuses(says: Says, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Deadline.model_validate({"quote": "x", **says})
