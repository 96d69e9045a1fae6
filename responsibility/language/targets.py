"""The grammar of targets: numbers with their measures and comparisons, and words of whole coverage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from responsibility.language.numerals import chinese_number
from responsibility.language.stretch import Record, Stretch

_ARABIC = r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?"
_CHINESE = "[一二两三四五六七八九十百千]{1,6}"
_UNIT = (
    "万?平方公里|万?平方米|立方米|公里|千米|公顷|万元|亿元|万人次|人次|万[名人户亩吨头只株条个]|亿斤|万吨|千瓦|兆瓦|小时|学时"
    "|个|名|人|项|次|户|镇|乡|条|门|位|只|家|所|座|处|套|件|份|间|台|辆|头|亩|吨|米|株|栋|场|期|张|本|对|宗|元|队"
)
_LEAST = "不少于|不低于|至少|达到?|超过|突破|力争|确保|完成不少于|高于|多于|保持在"
_MOST = "不超过|不高于|不多于|控制在|低于|少于|小于|降至|降到"
_VALUE = re.compile(
    rf"(?P<before>{_MOST}|{_LEAST})?(?:了|到|为|约|有)?"
    rf"(?:(?P<one>{_ARABIC}|{_CHINESE})(?P<large>[万亿])?(?:-|—|－|–|~|至|到)(?P<other>{_ARABIC}|{_CHINESE})"
    rf"|(?P<number>{_ARABIC}|{_CHINESE}))"
    rf"(?P<unit>%|‰|{_UNIT})(?P<after>以上|及以上|以内|以下|左右)?"
)
_COMPARE = re.compile(
    r"不(?P<op>低于|少于|高于|超过)(?P<base>(?:去年|上年|上一?年度|同期|[0-9]{4}年|全[国省市]平均)[^，。；]{0,12})"
)
_COVERAGE = re.compile(
    r"(?P<none>动态清零|清零|不失学辍学|零容忍)"
    r"|(?P<all>应[^，。；“”]尽[^，。；“”]|全覆盖|(?:逐步)?覆盖整个[^，。；]{1,12}|全面实现[^，。；]{1,16}|(?<!或)全部[^，。；]{1,16}"
    r"|扩大到所有[^，。；]{1,10}|全员[^，。；]{0,12}|全额[^，。；]{1,12}|(?<!次)遍访(?!工作|机制|制度)[^，。；]{1,20}|只要[^，。；]{2,20}，确保[^，。；]{2,12})"
)
_RANGES = re.compile("(?:现有|已有|原有|已建成|第|余|近|累计|上一?年|去年)$")
_NAMES = re.compile("^(?:类|种|重|大|级|方面|分之|线|月)")
_SCHEME = re.compile(r"一(?:个)?[\u4e00-\u9fff]{1,3}一[\u4e00-\u9fff]{1,2}|[一二三四五六七八九十百]企兴")
_INDEFINITE = {
    ("一", "件"),
    ("一", "次"),
    *((number, unit) for number in "十百千" for unit in "人门位件家次户"),
}
"""千家 and the like say many, not how many."""
_SCHEME_QUOTE = re.compile("全部|全员|全额|遍访")
"""Words of coverage that within quotation marks are part of a name; 应纳尽纳 is a demand there too."""
_QUOTED = re.compile("“[^“”]{1,30}”")


_LONGEST = 40
"""Characters; a longer number is none that a plan would write."""


def targets(text: str) -> Iterator[Stretch]:
    """The targets of ``text`` (a sentence), left to right."""
    taken: list[tuple[int, int]] = [
        match.span() for pattern in (_SCHEME, _QUOTED) for match in pattern.finditer(text)
    ]
    found: list[Stretch] = []
    for match in _VALUE.finditer(text):
        record = None if _inside(match.span(), taken) else _valued(text, match)
        if record is None:
            continue
        if found and found[-1].end == match.start() and "values" in found[-1].record:
            last = found.pop()  # 7条5.459公里 is one target of two values
            values = last.record["values"] + record["values"]
            found.append(Stretch(last.start, match.end(), {"values": values}))
        else:
            found.append(Stretch(*match.span(), record))
    for match in _COMPARE.finditer(text):
        op = "at_least" if match["op"] in ("低于", "少于") else "at_most"
        found.append(Stretch(*match.span(), {"baseline": match["base"], "compare": op}))
    for match in _COVERAGE.finditer(text):
        if (
            match["all"]
            and _SCHEME_QUOTE.match(match[0])
            and _inside((match.start(), match.start() + 1), taken)
        ):
            continue
        _cover(found, text, match)
    yield from sorted(found, key=lambda one: one[:2])


def _cover(found: list[Stretch], text: str, match: re.Match[str]) -> None:
    """Add a word of whole coverage: to the number before it in the same clause (53个……全覆盖), else on its own."""
    for place, one in enumerate(found):
        counted = match[0] == "全覆盖" and "values" in one.record and one.end <= match.start()
        if counted and not re.search("[，。；、]", text[one.end : match.start()]):
            found[place] = Stretch(one.start, match.end(), {**one.record, "all": True})
            return
    found.append(Stretch(*match.span(), {"none": True} if match["none"] else {"all": True}))


def _inside(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _valued(text: str, match: re.Match[str]) -> Record | None:
    """The record of a number with its measure; None for what sets no target: a scope, a base, a name."""
    start = match.start("number") if match["number"] else match.start("one")
    before, after = text[:start], text[match.end("unit") :]
    if (
        _RANGES.search(before)
        or _NAMES.match(after)
        or (match["unit"] == "个" and after.startswith(("一", "方面")))
    ):
        return None
    if not match["before"] and (match["number"], match["unit"]) in _INDEFINITE:
        return None
    if len(match[0]) > _LONGEST:
        return None
    unit, numbers = match["unit"], _numbers(match)
    if not numbers or not all(map(_recordable, numbers)):
        return None
    return {"values": [_value(match, numbers, unit)]}


def _recordable(number: Decimal) -> bool:
    """Whether the data has room for it: see :data:`responsibility.model.facts.Number`."""
    _, digits, exponent = number.as_tuple()
    return len(digits) <= 18 and isinstance(exponent, int) and exponent >= -6


def _numbers(match: re.Match[str]) -> list[Decimal]:
    written = [match["number"]] if match["number"] else [match["one"], match["other"]]
    found = []
    for one in written:
        value = Decimal(one.replace(",", "")) if one[0].isascii() else Decimal(chinese_number(one) or 0)
        found.append(value)
    return found


def _value(match: re.Match[str], numbers: list[Decimal], unit: str) -> Record:
    plain = [str(one.normalize()) if one != one.to_integral_value() else str(int(one)) for one in numbers]
    if len(plain) == 2 and numbers[0] < numbers[1]:
        return {"between": plain, "unit": unit}
    before, after = match["before"] or "", match["after"] or ""
    if after in ("以内", "以下") or re.fullmatch(_MOST, before):
        return {"at_most": plain[-1], "unit": unit}
    if after in ("以上", "及以上") or before in (
        "不少于",
        "不低于",
        "至少",
        "超过",
        "突破",
        "高于",
        "多于",
        "完成不少于",
        "达到",
        "达",
    ):
        return {"at_least": plain[-1], "unit": unit}
    return {"equals": plain[-1], "unit": unit}
