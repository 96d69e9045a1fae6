"""How values, targets, deadlines and names are put into Chinese."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from responsibility.language.dates import EVERY_WRITTEN
from responsibility.language.measures import number_words
from responsibility.model import Deadline, Period, Target
from responsibility.views.phrases import (
    deadline_words,
    target_parts,
    target_words,
)

TARGETS: list[tuple[dict[str, Any], str]] = [
    ({"values": [{"equals": 57, "unit": "个"}]}, "57个"),
    ({"values": [{"at_least": 90, "unit": "%"}]}, "不低于90%"),
    ({"values": [{"at_least": 90, "unit": "个"}]}, "不少于90个"),
    ({"values": [{"at_least": 70, "unit": "%"}], "quote": "覆盖率达到70%"}, "达到70%"),
    ({"values": [{"at_least": 70, "unit": "%"}], "quote": "不少于70%"}, "不少于70%"),
    ({"values": [{"at_least": 7, "unit": "个"}], "quote": "达到7个，不低于去年"}, "达到7个"),
    ({"values": [{"at_most": 5, "unit": "天"}]}, "不超过5天"),
    ({"values": [{"between": [1, 2], "unit": "次"}]}, "1—2次"),
    ({"values": [{"at_least": 1, "unit": "次"}], "quote": "至少1-2次"}, "至少1—2次"),
    ({"values": [{"at_least": 3, "unit": "个"}], "indicator": "个数占比"}, "不低于3个"),
    ({"values": [{"at_least": 80, "unit": "%"}], "quote": "实际报销比例达80%"}, "达到80%"),
    ({"values": [{"at_least": 80, "unit": "%"}], "quote": "80%以上的收益"}, "80%以上"),
    ({"values": [{"at_least": 50, "unit": "%"}], "quote": "比例不低于 50%"}, "不低于50%"),
    ({"values": [{"at_least": 3, "unit": "万名"}], "quote": "培训超过3万名"}, "超过3万名"),
    ({"values": [{"at_most": 5, "unit": "%"}], "quote": "控制在5%以内"}, "控制在5%以内"),
    ({"values": [{"at_most": 5, "unit": "%"}], "quote": "力争5%以下"}, "5%以下"),
    ({"values": [{"equals": 100, "unit": "%"}], "quote": "比例达100%"}, "达到100%"),
    ({"values": [{"equals": 100, "unit": "个"}], "quote": "确保100个左右"}, "100个左右"),
    (
        {"values": [{"equals": 2, "unit": "座"}, {"at_least": 95, "unit": "%"}], "quote": "2座，率95%以上"},
        "2座、95%以上",
    ),
    (
        {"values": [{"equals": 40, "unit": "%"}], "quote": "由30%提高至40%", "baseline": "30%"},
        "提高至40%（基数：30%）",
    ),
    ({"values": [{"at_least": 5, "unit": "百分点"}], "quote": "提高5个百分点以上"}, "5个百分点以上"),
    ({"none": True, "quote": "指标不得挪用"}, "不得挪用"),
    ({"none": True, "quote": "化肥零增长"}, "零增长"),
    ({"values": [{"equals": 7, "unit": "条"}, {"equals": "5.459", "unit": "公里"}]}, "7条、5.459公里"),
    ({"all": True}, "全部"),
    ({"all": True, "quote": "应签尽签"}, "应签尽签"),
    ({"all": True, "quote": "53个村全覆盖", "values": [{"equals": 53, "unit": "个"}]}, "53个，全覆盖"),
    ({"none": True}, "为零"),
    ({"none": True, "quote": "动态清零"}, "动态清零"),
    ({"baseline": "去年", "compare": "at_least"}, "不低于去年"),
    ({"baseline": "去年", "compare": "at_most"}, "不高于去年"),
    ({"baseline": "去年", "compare": "equals"}, "与去年持平"),
    ({"quote": "与经济增长基本同步", "baseline": "经济增长", "compare": "equals"}, "与经济增长同步"),
]


@pytest.mark.parametrize(("fields", "words"), TARGETS, ids=[words for _, words in TARGETS])
def test_targets(fields: dict[str, Any], words: str) -> None:
    assert target_words(Target.model_validate({"indicator": "甲", "quote": "原文", **fields})) == words


ONE = {"values": [{"equals": 1, "unit": "名"}]}
LINES: list[tuple[dict[str, Any], str]] = [
    ({"indicator": "第一书记驻村", "scope": "每个村党组织", **ONE}, "每个村党组织：第一书记驻村 1名"),
    ({"indicator": "第一书记驻村", **ONE}, "第一书记驻村 1名"),
    ({"indicator": "区委书记调研各镇", "scope": "各镇", **ONE}, "区委书记调研各镇 1名"),
    (
        {"indicator": "政策", "scope": "所有农村居民", "all": True, "quote": "扩大到所有农村居民"},
        "政策 所有农村居民",
    ),
    ({"indicator": "区委书记遍访贫困村", "all": True, "quote": "遍访贫困村"}, "区委书记遍访贫困村"),
    (
        {"indicator": "区委书记遍访贫困村", "all": True, "quote": "遍访贫困村", **ONE},
        "区委书记遍访贫困村 1名",
    ),
    ({"indicator": "儿童失学辍学", "none": True, "quote": "确保不失学辍学"}, "儿童 不失学辍学"),
    ({"indicator": "指标挪用", "none": True, "quote": "指标不得挪用"}, "指标 不得挪用"),
    ({"indicator": "失学辍学", "none": True, "quote": "不失学辍学"}, "不失学辍学"),
    (
        {"indicator": "失学辍学", "scope": "适龄儿童", "none": True, "quote": "不失学辍学"},
        "适龄儿童：不失学辍学",
    ),
]


@pytest.mark.parametrize(("fields", "line"), LINES, ids=[line for _, line in LINES])
def test_a_target_on_one_line(fields: dict[str, Any], line: str) -> None:
    """For whom, what, how much, and nothing twice."""
    assert target_parts(Target.model_validate({"quote": "原文", **fields})).line == line


DEMANDS: list[tuple[dict[str, Any], str]] = [
    ({"indicator": "硬化村道", **ONE}, "1名"),
    ({"indicator": "区委书记遍访贫困村", "all": True, "quote": "遍访贫困村"}, "遍访"),
    ({"indicator": "区委书记遍访贫困村", "all": True, "quote": "遍访贫困村", **ONE}, "1名"),
    ({"indicator": "失学辍学", "none": True, "quote": "不失学辍学"}, "不失学辍学"),
]


@pytest.mark.parametrize(("fields", "demand"), DEMANDS)
def test_a_target_in_a_column_of_values(fields: dict[str, Any], demand: str) -> None:
    """The column is never empty, and says no more than a line does where there is a number."""
    assert target_parts(Target.model_validate({"quote": "原文", **fields})).demand == demand


MATTERS: list[tuple[dict[str, Any], str]] = [
    ({"indicator": "第一书记驻村", "scope": "每个村党组织", **ONE}, "每个村党组织：第一书记驻村"),
    ({"indicator": "第一书记驻村", **ONE}, "第一书记驻村"),
    ({"indicator": "失学辍学", "scope": "适龄儿童", "none": True, "quote": "不失学辍学"}, "适龄儿童"),
    ({"indicator": "失学辍学", "none": True, "quote": "不失学辍学"}, "失学辍学"),
]


@pytest.mark.parametrize(("fields", "matter"), MATTERS)
def test_a_target_as_a_matter_beside_what_is_asked_for(fields: dict[str, Any], matter: str) -> None:
    """It is never empty, and ends in no colon where the demand says the indicator."""
    assert target_parts(Target.model_validate({"quote": "原文", **fields})).matter == matter


DEADLINES: list[tuple[dict[str, Any], str]] = [
    ({"due": "2022"}, "2022年"),
    ({"due": "2022-06", "before": "true"}, "2022年6月前"),
    ({"due": "2022-06-01"}, "2022年6月1日"),
    ({"due": "2021", "quote": "2021年底"}, "2021年底"),
    ({"due": "2021", "quote": "2021年末前", "before": "true"}, "2021年末前"),
    ({"start": "2021", "due": "2022"}, "2021—2022年"),
    ({"start": "2021-03", "due": "2022"}, "2021年3月—2022年"),
    ({"start": "2021", "due": "2022-06"}, "2021年—2022年6月"),
    *(({"every": every}, words) for every, words in EVERY_WRITTEN.items()),
    ({"every": "year", "times": 2}, "每年2次"),
    ({"every": "year", "times": 2, "quote": "一年2次以上"}, "每年不少于2次"),
    ({"every": "quarter", "times": 1, "quote": "每季度至少1次"}, "每季度不少于1次"),
    ({"every": "quarter", "times": 1, "quote": "每季度不少于1次"}, "每季度不少于1次"),
    ({"duration": "3 years"}, "3年（未写起点）"),
    ({"duration": "6 months"}, "6个月（未写起点）"),
    ({"duration": "20 days"}, "20天（未写起点）"),
    ({"duration": "5 workdays"}, "5个工作日（未写起点）"),
    ({"duration": "2 quarters"}, "2个季度（未写起点）"),
    ({"duration": "5 workdays", "counted_from": "受理之日"}, "自受理之日起5个工作日内"),
    ({"duration": "1 months", "counted_from": "合同签订后"}, "合同签订后1个月内"),
    ({"due": "2023-H1"}, "2023年上半年"),
    ({"due": "2023-Q3", "before": "true", "quote": "2023年三季度末前"}, "2023年三季度末前"),
    ({"due": "6月", "before": "true", "quote": "6月底前"}, "6月底前（按成文年份2022年）"),
    ({"due": "9月25日", "before": "true"}, "9月25日前（按成文年份2022年）"),
    ({"due": "上半年"}, "上半年（按成文年份2022年）"),
    ({"due": "2月29日"}, "2月29日（文件未写明年份）"),
    ({"due": "春节", "before": "true"}, "春节前（文件未写明是哪一天）"),
    ({"start": "11月1日", "due": "12月10日"}, "11月1日—12月10日（按成文年份2022年）"),
    ({"start": "2023-01-01"}, "2023年1月1日起"),
    ({"start": "7月1日"}, "7月1日起（按成文年份2022年）"),
    ({"every": "month", "day": 10, "before": "true"}, "每月10日前"),
    ({"every": "month", "month": 1, "before": "true", "quote": "每月底前"}, "每月底前"),
    ({"every": "quarter", "month": 3, "day": 25, "before": "true"}, "每季度末月25日前"),
    ({"every": "quarter", "month": 2, "day": 5}, "每季度第2个月5日"),
    ({"every": "quarter", "month": 3, "quote": "每季度末"}, "每季度末"),
    ({"every": "year", "month": 12, "before": "true", "quote": "每年12月底前"}, "每年12月底前"),
    ({"every": "week", "day": 5, "before": "true"}, "每周五前"),
    ({"ongoing": "true", "quote": "持续推进"}, "持续推进"),
    ({"immediate": "true", "quote": "立即"}, "立即"),
    ({"period": "过渡期"}, "过渡期内（2021—2025年）"),
    ({"due": "2025", "every": "month", "period": "过渡期"}, "2025年，每月，过渡期内（2021—2025年）"),
]


@pytest.mark.parametrize(("fields", "words"), DEADLINES, ids=[words for _, words in DEADLINES])
def test_deadlines(fields: dict[str, Any], words: str) -> None:
    deadline = Deadline.model_validate({"quote": "原文", **fields})
    period = Period.model_validate({"name": "过渡期", "start": "2021", "end": "2025", "quote": "原文"})
    assert deadline_words(deadline, period if deadline.period else None, 2022) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [("500", "500"), ("5E+2", "500"), ("5.4590", "5.459"), ("0.0", "0"), ("100.00", "100")],
)
def test_numbers(number: str, words: str) -> None:
    assert number_words(Decimal(number)) == words
