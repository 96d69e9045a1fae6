"""What a document asks to be reported: by whom, when, to whom.

各牵头单位要于每季度末月25日前将进展情况报送市政府督查室，3月31日前报送实施细则. It is said in the notice, in an
introduction or at the end, and not in the clause of a task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from responsibility.language.dates import Reference
from responsibility.language.deadlines import read_deadlines
from responsibility.language.reading import Reading
from responsibility.language.recurrence import MULTIPLE, PATTERN
from responsibility.language.sentences import Sentences, Span
from responsibility.language.unit_lists import listed
from responsibility.language.unit_names import Known, looks_like_a_unit
from responsibility.model import Deadline

_MANNER = "(?:及时|按时|书面|统一|分别|同时|一并|定期|再次|以[^，。；]{2,8}形式)*"
_SENDS = re.compile(
    rf"，?(?:[将把][^，。；将把向]{{1,40}}?)?(?:[向给](?P<before>[^，。；将把向]{{2,24}}?))?(?:[将把][^，。；将把向]{{1,40}}?)?{_MANNER}"
    "(?P<verb>报送|上报|报告|反馈|报)[至到给]?(?P<behind>[^，。；：（）]*)"
)
"""What stands behind the time: what is reported (将进展情况), to whom (向县督查室), the verb, and either of the two behind it."""
_PLAINLY = ("报送", "上报")
"""Verbs that say so whatever stands behind them; the others only with a unit: 报县政府办, 向县督查室报告."""
_SHAPE = re.compile("报送|上报|向[^，。；]{2,24}报告")
"""Words of a clause that asks for a report."""
_WHEN = re.compile("每|[0-9]|[月季年]底")
"""What in such a clause may be a time."""
_RECURRENCE = re.compile(f"{PATTERN}|{MULTIPLE}")
_ASKS = "(?:请|务必|必须|应当?|要|须|需|均|都|分别|按要求|每次|在|于|至迟)+"
_OUGHT = re.compile(f"{_ASKS}$")
"""What may stand between those who report and the time."""
_ASKED = re.compile("[并且]?(?:请|务请)?")
_SUBJECT = re.compile(f"(?P<units>[^，。；]{{2,60}}?){_ASKS}")
"""Who is asked, at the head of a clause before."""
_LEADERS = re.compile("(?:各项?|每项)?(?:任务|工作)?(?:的)?牵头(?:责任)?(?:单位|部门)")
_BEHIND_THE_NAME = re.compile("(?:备案|审核|审定|汇总|汇集|审查|备查).*$")


class ToldReport(NamedTuple):
    """A report that a document asks for."""

    quote: str
    deadline: Deadline
    to: str | None
    units: tuple[str, ...]
    """Who makes it, as it is written; empty where that is all lead units."""


class UnreadReport(NamedTuple):
    """A stretch that asks for a report at a time, of which it was not understood who makes it, or when."""

    quote: str


def reports_in(text: str, reference: Reference, known: Known) -> Iterator[ToldReport | UnreadReport]:
    """The reports that ``text`` (in normal form) asks for at a time, left to right.

    Who reports is said by all lead units (各牵头单位), or by units that are ``known``, at the head of the clause or
    of one before it in the same sentence.
    """
    sentences = Sentences(text)
    times = [time for time in read_deadlines(text, reference) if _says_when(time.record)]
    taken: list[Span] = []
    for time in times:
        asked, sends = _asks(text, time)
        if sends is None or (taken and time.start < taken[-1][1]):
            continue
        to = _to(sends, known)
        if sends["verb"] not in _PLAINLY and to is None:
            continue
        start = sentences.clause(time.start, time.end)[0]
        who = _in_list(asked, start, known) if asked else _who(sentences, time, times, known)
        taken.append((start, sends.end()))
        if who is None or not (time.record.every or time.record.due):
            yield UnreadReport(text[slice(*taken[-1])])
        else:
            yield ToldReport(text[who[0] if who[1] else start : sends.end()], time.record, to, who[1])
    for begin, end in sentences.clauses(0, len(text)):
        covered = any(first < end and begin < last for first, last in taken)
        if not covered and _SHAPE.search(text, begin, end) and _WHEN.search(text, begin, end):
            yield UnreadReport(text[begin:end])


def _says_when(record: Deadline) -> bool:
    return bool(record.every or record.due or record.duration)


def _asks(text: str, time: Reading[Deadline]) -> tuple[str, re.Match[str] | None]:
    """What is asked behind a time, with those between them who are asked (每年年底前，各牵头单位要向县政府报告…), if any."""
    recurrence = _RECURRENCE.match(text, time.start) if time.record.times else None
    end = recurrence.end() if recurrence else time.end  # how often may stand behind the verb: 报送一次
    sends = _SENDS.match(text, end)
    if sends is None and text.startswith("，", end):
        asked = _SUBJECT.match(text, end + 1)
        sends = _SENDS.match(text, asked.end()) if asked else None
        return (asked["units"] if asked and sends else ""), sends
    return "", sends


def _who(
    sentences: Sentences, time: Reading[Deadline], times: list[Reading[Deadline]], known: Known
) -> tuple[int, tuple[str, ...]] | None:
    """Where those stand who report at a time, and who they are, none by name where all lead units do; None where it is not understood."""
    first = sentences.sentence(time.start, time.end)[0]
    last = sentences.clause(time.start, time.end)[1]
    for begin, end in reversed(sentences.clauses(first, last)):
        subject = _subject(sentences.text, begin, end, times)
        if subject:
            return _in_list(subject, begin, known)
    return None


def _in_list(written: str, start: int, known: Known) -> tuple[int, tuple[str, ...]] | None:
    """Where a list begins and the units of it; None where it is no list of units that are known."""
    units = _units(written, known)
    return None if units is None else (start, units)


def _subject(text: str, begin: int, end: int, times: list[Reading[Deadline]]) -> str:
    """Who a clause is about: what stands at its head before the first time, else before a word that asks (要, 须)."""
    opening = _ASKED.match(text, begin, end)
    begin = opening.end() if opening else begin
    time = next((each.start for each in times if begin <= each.start < end), None)
    if time is not None:
        return _OUGHT.sub("", text[begin:time])
    asked = _SUBJECT.match(text, begin, end)
    return asked["units"] if asked else ""


def _units(subject: str, known: Known) -> tuple[str, ...] | None:
    """The units of a list, none where it says all lead units; None where it is neither."""
    if _LEADERS.fullmatch(subject):
        return ()
    items = list(listed(subject, known))
    return tuple(item.name for item in items) if items and all(known(item.name) for item in items) else None


def _to(sends: re.Match[str], known: Known) -> str | None:
    """To whom the report goes; None where that is not said."""
    name = sends["before"] or _BEHIND_THE_NAME.sub("", sends["behind"])
    return name if name and looks_like_a_unit(name, known) else None
