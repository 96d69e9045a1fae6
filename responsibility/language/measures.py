"""Measure words: what plans count in. Every pattern of a number with its measure is built from these tables."""

from __future__ import annotations

from decimal import Decimal

from responsibility.language.numerals import MAGNITUDES
from responsibility.language.patterns import alternatives

_COMMON = (
    *(
        "公里",
        "千米",
        "公顷",
        "小时",
        "个",
        "名",
        "人",
        "项",
        "次",
        "户",
        "镇",
        "乡",
        "条",
        "门",
        "位",
        "只",
        "家",
    ),
    *("所", "座", "处", "套", "件", "份", "间", "台", "辆", "头", "亩", "吨", "米", "栋", "场", "期", "元"),
)
"""Targets are counted in these, and a Chinese numeral before one of them is a number: 四个."""
_OF_TARGETS = (
    *("万平方公里", "平方公里", "万平方米", "平方米", "立方米", "万元", "亿元", "万人次", "人次"),
    *("万名", "万人", "万户", "万亩", "万吨", "万头", "万只", "万株", "万条", "万个", "亿斤"),
    *("千瓦", "兆瓦", "学时", "株", "张", "本", "对", "宗", "队"),
)
"""Targets are counted in these too; a Chinese numeral before one may be part of a name."""
_OF_FIGURES = (
    *("平方", "方面", "学期", "大任务", "企", "年", "月", "日", "天", "村", "类", "级", "重", "度", "支"),
    *("种", "轮", "届", "片", "层", "盏", "路", "倍", "成", "折"),
)
"""Behind a Chinese numeral these make it a figure to be accounted for, though no target is counted in them."""
_RATES = ("%", "‰")
TARGET_UNITS = (*_RATES, *_COMMON, *_OF_TARGETS)

FIGURE_MEASURE = rf"(?:{alternatives((*_COMMON, *_OF_FIGURES))})"
"""What makes a number of the Chinese numeral before it."""


def plain_unit(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """A figure without 万 or 亿 before its unit: 3 万名 is 30000 名."""
    if len(unit) > 1 and unit[0] in MAGNITUDES:
        return number * MAGNITUDES[unit[0]], unit[1:]
    return number, unit
