"""What of a task's text is proposed as deadline, target, or as a figure that somebody has to look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from responsibility.language.deadlines import times
from responsibility.language.quantities import figures
from responsibility.language.stretch import Record
from responsibility.language.targets import targets

_STOPS = "，。；：！？\n"
_NAME = re.compile("^(?:.*[类重大级度线GＧ]|.*方面|.*[\u4e00-\u9fff]一[\u4e00-\u9fff]|[三四五六]支).*$")


@dataclass
class Proposals:
    """What was found in a task, as YAML holds it; every record is a draft."""

    deadlines: list[Record] = field(default_factory=list)
    targets: list[Record] = field(default_factory=list)
    other_figures: list[Record] = field(default_factory=list)
    unplaced: list[str] = field(default_factory=list)
    """Figures whose words stand more than once, so that no quote tells them apart."""


TOO_LONG = 8_000
"""Characters of a task beyond which nothing is proposed: tasks of real plans have some hundreds."""


def propose(texts: list[str], year: int, periods: Mapping[str, Record]) -> Proposals:
    """The deadlines, targets and other figures of a task's texts (its own, and those of its parts)."""
    whole = "\n".join(texts)
    found = Proposals()
    if len(whole) > TOO_LONG:
        found.unplaced = ["……"]
        return found
    quoted: list[tuple[int, int]] = []
    for line, start in _lines(whole):
        for one in times(line, year, periods):
            quoted.append(_add(found.deadlines, whole, start + one.start, start + one.end, one.record))
        taken = 0
        ends = [figure.end for figure in figures(line)]
        for target in targets(line):
            record = {"indicator": _indicator(line, target.start, target.end), **target.record}
            begin, taken = _with_words(line, target.start, taken, ends), _to_the_noun(line, target.end)
            quoted.append(_add(found.targets, whole, start + begin, start + taken, record))
    for figure in figures(whole):
        if not any(start <= figure.start and figure.end <= end for start, end in quoted):
            start, end = _unique(whole, figure.start, _to_the_noun(whole, figure.end))
            words = whole[start:end]
            why = "名称或范围：导入时没有当作指标，请核对" if _NAME.match(words) else "导入时没有认出，请归类"
            quoted.append(_add(found.other_figures, whole, start, end, {"why": why}))
    for records in (found.deadlines, found.targets, found.other_figures):
        repeated = [record for record in records if whole.count(record["quote"]) != 1]
        found.unplaced += [record["quote"] for record in repeated]
        records[:] = [record for record in records if record not in repeated] if repeated else records
    return found


_ENDINGS = "前内起底末后，、"
"""What belongs to the words of time before a target, and not to it."""
_DATE_BEFORE = re.compile("^(?:力?争?到|至)?[0-9]{4}年(?:[0-9]{1,2}月)?[底末]?(?:之?前|以前)?")
_WORDS = 16
"""Characters that a quote takes along before a target, so that one sees what it measures."""


def _with_words(line: str, start: int, taken: int, ends: Sequence[int]) -> int:
    """Where a target's quote begins: with the words before it, back to a stop, another figure, or not too far.

    ``taken`` is the end of the target before it, ``ends`` those of all figures of the line.
    """
    least = max(taken, start - _WORDS)
    stops = [place + 1 for place in range(least, start) if line[place] in _STOPS + "、"]
    before = bisect_right(ends, start)
    begin = max([least, *stops, *ends[max(before - 1, 0) : before]])
    while begin < start and line[begin] in _ENDINGS:
        begin += 1
    return begin


_NOUN = 6
"""Characters that a quote takes along behind a figure: 4类重点对象 says more than 4."""


def _to_the_noun(line: str, end: int) -> int:
    """Where a quote ends: a few characters on, but not past a stop or at another figure."""
    last = min(len(line), end + _NOUN)
    stops = [place for place in range(end, last) if line[place] in _STOPS + "、（）“”"]
    following = [end + figure.start for figure in figures(line[end:last])]
    return min([last, *stops, *following])


def _lines(whole: str) -> Iterator[tuple[str, int]]:
    start = 0
    for line in whole.split("\n"):
        yield line, start
        start += len(line) + 1


def _add(records: list[Record], whole: str, start: int, end: int, record: Record) -> tuple[int, int]:
    """Add a record with the shortest quote around a stretch that stands in the text once; returns its span."""
    start, end = _unique(whole, start, end)
    records.append({"quote": whole[start:end], **record, "draft": True})
    return start, end


_LONGEST = 30
"""Characters by which a quote is made longer, on each side, to tell it apart."""


def _unique(whole: str, start: int, end: int) -> tuple[int, int]:
    """The stretch, with words before and after it until it stands in the text only once; within its line."""
    first = whole.rfind("\n", 0, start) + 1
    last = whole.find("\n", end) if "\n" in whole[end:] else len(whole)
    first, last = max(first, start - _LONGEST), min(last, end + _LONGEST)
    while whole.count(whole[start:end]) > 1 and (start > first or end < last):
        if start > first and (end >= last or whole[start - 1] not in _STOPS):
            start -= 1
        elif end < last:
            end += 1
        else:
            start -= 1
    return start, end


def _indicator(line: str, start: int, end: int) -> str:
    """What is measured: the words between the stops around the stretch, without a comparison at their end."""
    before = re.split("[，。；：、]", line[:start])[-1]
    after = re.split("[，。；：]", line[end:])[0]
    before = _DATE_BEFORE.sub("", before)
    name = before if len(before) >= 2 else after
    return (
        re.sub("(?:不少于|不低于|至少|达到?|确保|实现|超过|约|为|有)+$", "", name) or after or line[start:end]
    )[:40]
