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
    *("平方公里", "平方千米", "平方米", "立方米", "公斤", "千克", "斤", "吨标准煤", "美元", "欧元", "港元"),
    *("千瓦时", "兆瓦时", "吉瓦时", "千瓦", "兆瓦", "吉瓦", "人次", "家次", "户次", "件次", "车次"),
    *(
        "场次",
        "亩次",
        "批次",
        "班次",
        "微克/立方米",
        "毫克/升",
        "架次",
        "标准箱",
        "标箱",
        "学时",
        "课时",
        "株",
        "张",
        "本",
        "对",
        "宗",
        "队",
        "款",
    ),
    *("克标准煤/千瓦时", "克/千瓦时", "立方米/日", "吨/日", "㎡", "部", "台套", "孔", "口", "根", "棵", "桩"),
    *("块", "P", "PFlops", "PFLOPS", "EFLOPS"),
    *("种", "倍", "番", "例", "篇", "册", "枚", "艘", "架", "盏", "眼", "尾", "羽", "床", "支", "幅"),
)
"""Targets are counted in these too; a Chinese numeral before one may be part of a name."""
_TIMES = tuple(f"{unit}次" for unit in _COMMON)
"""Counted by how often: 2000份次, 500户次."""
_LARGE = tuple(
    f"{magnitude}{unit}"
    for magnitude in (*MAGNITUDES, "".join(MAGNITUDES))  # 1.3万亿斤
    for unit in (*_COMMON, *_TIMES, *_OF_TARGETS)
)
LENGTHS_OF_TIME = ("个工作日", "工作日", "个自然日", "自然日", "天", "个月", "小时", "分钟")
"""Targets are counted in these where a time is to be pressed down or kept to."""
_OF_FIGURES = (
    *("平方", "方面", "学期", "大任务", "企", "年", "月", "日", "天", "村", "类", "级", "重", "度", "支"),
    *("种", "轮", "届", "片", "层", "盏", "路", "倍", "番", "成", "折"),
)
"""Behind a Chinese numeral these make it a figure to be accounted for, though no target is counted in them."""
RATES = ("%", "‰", "百分点", "基点")
_OF_MANY = ("/10万", "/十万", "/10万人")
"""Rates of health: 孕产妇死亡率18/10万."""
TARGET_UNITS = (*RATES, *_OF_MANY, *_COMMON, *_TIMES, *_OF_TARGETS, *_LARGE, *LENGTHS_OF_TIME)
COUNTED_WITH = "个"
"""What stands between a number and some of the units, without being part of them: 5个百分点."""
_WITH = ("百分点", "基点")

FIGURE_MEASURE = rf"(?:{alternatives((*_COMMON, *_OF_FIGURES))})"
"""What makes a number of the Chinese numeral before it."""


def number_words(number: Decimal) -> str:
    """``5.459``, ``500``: never in exponent notation, no zeros behind."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(number: str, unit: str) -> str:
    """A number with its unit as a text writes them: ``5个百分点``, ``7条``."""
    return f"{number}{COUNTED_WITH if unit in _WITH else ''}{unit}"


def plain_unit(number: Decimal, unit: str) -> tuple[Decimal, str]:
    """A figure without 万 or 亿 before its unit: 3 万名 is 30000 名."""
    while len(unit) > 1 and unit[0] in MAGNITUDES:
        number, unit = number * MAGNITUDES[unit[0]], unit[1:]
    return number, unit
