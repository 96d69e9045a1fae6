"""Words of comparison: which of them say at least, at most, the same; read with a number or with a baseline."""

from __future__ import annotations

import re

from responsibility.language.patterns import alternatives
from responsibility.model import Operator

_TO = ("到", "至", "为")
_REACH = tuple(
    f"{verb}{to}"
    for verb in (
        *(
            "提高",
            "提升",
            "扩大",
            "扩充",
            "增加",
            "增长",
            "上升",
            "上调",
            "压缩",
            "压减",
            "缩短",
            "缩减",
            "精简",
        ),
        *("减", "减少", "下调", "调整", "增"),
    )
    for to in _TO
)
"""Words of a change up to a number: 提高到40%, 压缩至5个工作日."""
_FALL = tuple(f"{verb}{to}" for verb in ("降", "降低", "下降", "压降") for to in _TO)
CHANGE = alternatives((*_REACH, *_FALL, *_TO[:2]))
"""What stands between the number that a change starts from and the one that it ends at."""
RANK = "前"
"""Before a rank: 前3名; before other numbers it belongs to the words before (年底前3个)."""
BEFORE_NUMBER: dict[Operator, tuple[str, ...]] = {
    "at_least": (
        *("不少于", "不低于", "不小于", "不得少于", "不得低于", "不得小于", "至少", "超过", "突破", "大于"),
        *("高于", "多于", "完成不少于", "达到", "达", "超"),
    ),
    "at_most": (
        *("不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "不得大于", "不得多于", "至多"),
        *("控制在", "低于", "少于", "小于", *_FALL, RANK),
    ),
    "equals": ("力争", "确保", "保持在", "稳定在", "维持在", "巩固在", *_REACH),
}
"""Words before a number, by the comparison that they make."""
AFTER_NUMBER: dict[Operator, tuple[str, ...]] = {
    "at_least": ("以上", "及以上"),
    "at_most": ("以内", "之内", "以下", "及以下", "内"),
    "equals": ("左右",),
}
"""Words behind a number and its measure."""
MORE = "余|多"
"""What says behind a number, before its measure, that it is the least: 240余座."""
ABOUT = "了|到|为|约|有"
"""What may stand between a word of comparison and the number."""
_ORDER: tuple[Operator, ...] = ("at_most", "at_least", "equals")
BEFORE = "|".join(alternatives(word for word in BEFORE_NUMBER[op] if word != RANK) for op in _ORDER)
AFTER = alternatives(word for words in AFTER_NUMBER.values() for word in words if word != "内")

KEPT = ("保持", "稳定在", "维持")
"""Words of a figure that is reached already, and is to stay so."""
AGAINST_BASELINE: dict[Operator, tuple[str, ...]] = {
    "at_least": ("不低于", "不少于"),
    "at_most": ("不高于", "不超过"),
}
"""Words before a baseline, such as 去年, where no number is given."""
LOOSELY_AGAINST_BASELINE: dict[Operator, tuple[str, ...]] = {
    "at_least": ("高于", "超过", "多于", "大于", "快于", "达到"),
    "at_most": ("低于", "少于", "小于", "慢于"),
}
"""Words that compare with a baseline too, but as often only describe."""
LEVEL = "(?:基本|大体|总体|保持)*(?P<level>持平|同步)"
"""What follows a baseline that is to be kept: 与去年持平."""
BASELINE = (
    r"(?:去年|上年末?|年初|上一?年度|上季度|上期|同期|[0-9]{4}年|“?十[一二三四五六]五”?(?:规划)?(?:时?期)?末?"
    r"|[\u4e00-\u9fffA-Z]{2,8}?(?:平均|增速|增幅|增长))"
)
"""What a plan compares with: a time, or the pace or the mean of others; further words may follow (上年同期水平)."""
CHANGED = "提高|提升|提速|增长|增加|上升|扩大|下降|降低|减少|压缩|压减|缩减|缩短|压降|下调|上调|翻"
"""What a figure does against a baseline: 比2020年下降16%."""
AT_LEAST_TIMES = ("不少于", "至少")
"""Between a span of time and a number of times: 一年不少于2次."""

WRITTEN: dict[Operator, str] = {"at_least": "不少于", "at_most": "不超过"}
"""How a comparison with a number is shown where the document has no word of its own for it."""
_WRITTEN_OF_A_RATE = {**WRITTEN, "at_least": "不低于"}
_RATE = re.compile("[%‰]|率|比例|比重|占比")
_SHOWN_FOR = {"达": "达到", "超": "超过", "完成不少于": "不少于"}
"""Words that are shown by another."""
_LEVEL = "持平"
WRITTEN_BASELINE: dict[Operator, str] = {
    "equals": f"与{{}}{_LEVEL}",
    "at_least": "不低于{}",
    "at_most": "不高于{}",
}
"""How a comparison with a baseline is shown."""


def against_baseline(op: Operator, baseline: str, quote: str) -> str:
    """How a comparison with ``baseline`` is shown; one that keeps level by the word of ``quote``: 与经济增长同步."""
    words = WRITTEN_BASELINE[op].format(baseline)
    level = re.search(LEVEL, quote) if op == "equals" else None
    return words.removesuffix(_LEVEL) + level["level"] if level else words


def operator(before: str, after: str) -> Operator:
    """The comparison that the words before and behind a number make (either may be empty)."""
    if after in AFTER_NUMBER["at_most"] or before in BEFORE_NUMBER["at_most"]:
        return "at_most"
    if after in AFTER_NUMBER["at_least"] or before in BEFORE_NUMBER["at_least"]:
        return "at_least"
    return "equals"


def by_operator(words: dict[Operator, tuple[str, ...]], word: str) -> Operator:
    """The comparison that ``word`` stands for in the table ``words``; raises StopIteration for a stranger."""
    return next(op for op, listed in words.items() if word in listed)


def keeps(text: str) -> bool:
    """Whether ``text`` says that a figure is to stay as it is: nothing has to be reached by a day."""
    return any(word in text for word in KEPT)


def says_at_least(text: str) -> bool:
    """Whether a number of times in ``text`` is the least that is asked for (一年2次以上)."""
    return any(word in text for word in (*AT_LEAST_TIMES, "以上"))


def written(op: Operator, measured: str) -> str:
    """The usual word for a comparison: 不低于 where ``measured``, an indicator and its unit, is a rate, else 不少于."""
    return (_WRITTEN_OF_A_RATE if _RATE.search(measured) else WRITTEN).get(op, "")


def shown(op: Operator, before: str, after: str) -> tuple[str, str]:
    """The words to show before and behind a number that the document compares by ``before`` and ``after``.

    Both are empty where the document has no word for ``op``.
    """
    before = _SHOWN_FOR.get(before, before)
    if op == "equals":
        return (before if before in ("达到", *_REACH) else ""), (after if after in AFTER_NUMBER[op] else "")
    of_op = (
        before if before in BEFORE_NUMBER.get(op, ()) else "",
        after if after in AFTER_NUMBER.get(op, ()) else "",
    )
    return (before, after) if any(of_op) and before not in BEFORE_NUMBER["equals"] else of_op
