"""The deadlines of a text: by when, how often, how long, as the table of rules reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from responsibility.language.dates import NO_YEAR, Reference
from responsibility.language.deadline_records import period_of
from responsibility.language.deadline_rules import FOUNDING, RULES
from responsibility.language.numerals import number
from responsibility.language.reading import Reading
from responsibility.model import Deadline, Period

_NOT_AFTER = re.compile(
    "(?:起|以来|以后|后|版|度?(?:工作|行动|实施|建设|发展|专项|重点|投资|招商|培训|项目|三年)*"
    "(?:计划|规划|方案|要点|目录|任务目标)|修订|的[^，。；]{0,24}(?:资金|预算|债券))"
)
"""Words behind a year that make it a beginning or a name: 2021年的中央财政补助资金 is the fund's year."""
_STATES = "取得|获得|到期|发放|成立|注册|登记|认定|批准|备案|发生|受理|就业|毕业|入职|签约|开业"
_WINDOW = 60
"""Characters before a time that are looked at."""
_PERSONS = "纳税人|职工|人员|家庭|居民|个人|企业|用户"
_OF_A_CONDITION = re.compile(
    rf"(?:已经?|新)?(?:{_STATES})[^，。；：、（）]{{0,30}}的(?=[，。；）]|$)|应[^，。；：、（）]{{1,8}}的"
)
"""Words behind a time that say what is meant: 2024年3月31日前取得许可证的，…; 2024年底前应交付的楼栋."""
_FOR = re.compile("(?:^|[，。；：])[并且]?对于?[^，。；：]{0,40}$")
_OF_WHOM = re.compile(rf"[^，。；：、（）]{{2,30}}的(?:{_PERSONS})(?=[，。；、]|$)")
"""Behind a time that 对 stands before: 对出售后1年内重新购房的纳税人; but not 6月底前关停不达标的企业."""
_TITLE = re.compile("《[^《》]*》")
"""The title of a document: a time in it is part of its name."""


def founded_periods(text: str) -> list[Period]:
    """The periods that the document sets up, each once: 从2021年起设立5年过渡期."""
    founded: dict[str, Period] = {}
    for match in FOUNDING.finditer(text):
        start = number(match["start"])
        end = start + number(match["years"]) - 1
        quote = match[0].split("，")[0]
        if start <= end:
            period = {"name": match["name"], "start": str(start), "end": str(end), "quote": quote}
            founded.setdefault(match["name"], Period.model_validate(period))
    return list(founded.values())


def read_deadlines(text: str, reference: Reference, doubtful: bool = False) -> Iterator[Reading[Deadline]]:
    """The deadlines that ``text`` (in normal form) says, left to right; those that are certain do not overlap.

    With ``doubtful`` also what is not proposed because it is more often no deadline (2021年度计划,
    a length of time without 内): in the stretches that are left, and marked as not certain.
    """
    readings: list[Reading[Deadline]] = []
    for certain in (True, False) if doubtful else (True,):
        readings += _read(text, reference, certain, readings)
    if doubtful:
        readings += _named_periods(text, reference)
    yield from sorted(readings, key=attrgetter("start"))


def says_only_when(words: str) -> bool:
    """Whether ``words`` (in normal form) are a time and nothing else: 8月底前."""
    readings = read_deadlines(words, Reference(NO_YEAR))
    return any((reading.start, reading.end) == (0, len(words)) for reading in readings)


def _named_periods(text: str, reference: Reference) -> Iterator[Reading[Deadline]]:
    """The names of periods, whatever stands behind them."""
    for name in reference.periods:
        start = text.find(name)
        while start >= 0:
            record = Deadline.model_validate({"quote": name, "period": name})
            yield Reading(start, start + len(name), record, certain=False)
            start = text.find(name, start + len(name))


def _read(
    text: str, reference: Reference, certain: bool, taken: list[Reading[Deadline]]
) -> list[Reading[Deadline]]:
    """The readings by all rules that are certain, or by all rules in what is not ``taken``."""
    matches = sorted(
        (
            (*_extent(match), rank, match)
            for rank, rule in enumerate(RULES)
            if rule.certain or not certain
            for match in rule.pattern.finditer(text)
        ),
        key=lambda match: (match[0], -match[1], match[2]),
    )
    titles = [title.span() for title in _TITLE.finditer(text)] if certain else []
    readings: list[Reading[Deadline]] = []
    last = 0
    for start, end, rank, match in matches:
        rule = RULES[rank]
        if any(start < other.end and other.start < end for other in taken) or (certain and start < last):
            continue
        if any(first < start < after for first, after in titles):
            continue
        if certain and (_NOT_AFTER.match(text, end) or text[start - 1 : start] == "〔"):
            continue
        if certain and rule.holds and not rule.holds(match, reference):
            continue
        record = rule.read(match, reference)
        if record and certain and record.start is None and _is_a_condition(text, start, end):
            continue
        if record:
            last = end
            # the words of a period begin where its name does
            named = rule.read is period_of and not match.groupdict().get("years")
            start = match.start("name") + len(match["name"]) - len(record.period or "") if named else start
            readings.append(
                Reading(start, end, record.model_copy(update={"quote": text[start:end]}), certain)
            )
    return readings


def _is_a_condition(text: str, start: int, end: int) -> bool:
    """Whether a time says who or what is meant, and not when something is due."""
    for_whom = _FOR.search(text, max(start - _WINDOW, 0), start) and _OF_WHOM.match(text, end)
    return bool(for_whom or _OF_A_CONDITION.match(text, end))


def _extent(match: re.Match[str]) -> tuple[int, int]:
    """From where to where the words of time of a match stand: its group ``words``, else all of it."""
    return match.span("words") if match.groupdict().get("words") else match.span()
