"""The grammar of deadlines: which words of a Chinese plan say by when, how often, how long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from responsibility.language.numerals import chinese_number
from responsibility.language.stretch import Record, Stretch
from responsibility.model.dates import is_date

_N = "[0-9]{1,3}|[一二两三四五六七八九十]{1,3}"
_YEAR = "(?:19|20)[0-9]{2}"
_FOUNDING = re.compile(
    rf"从(?P<start>{_YEAR})年起?设?立?[^，。]{{0,4}}(?P<years>{_N})年(?P<name>[\u4e00-\u9fff]{{1,3}}期)(?:，(?P=name)内)?"
)
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("founding", _FOUNDING),
    ("span", re.compile(rf"(?P<start>{_YEAR})年?(?:-|—|－|–|至|到|~)(?P<due>{_YEAR})年")),
    (
        "date",
        re.compile(
            rf"(?:至|到|于|在)?(?P<due>{_YEAR})年(?:(?P<month>[0-9]{{1,2}})月(?:(?P<day>[0-9]{{1,2}})日)?)?"
            r"(?:年?[底末])?(?P<before>之?前|以前)?"
        ),
    ),
    (
        "often",
        re.compile(
            rf"每(?P<every>半年|季度?|年|月|周)(?:[^，。；0-9一二两三四五六七八九十]{{0,6}}(?P<times>{_N})次(?:以上)?)?"
        ),
    ),
    ("often", re.compile(rf"[一1](?P<every>年|个?季度|个?月)(?:不少于|至少)?(?P<times>{_N})次(?:以上)?")),
    ("yearly", re.compile("年度(?:投入|评估|考核|报告|检查|审计|计划|任务)")),
    ("this", re.compile(r"(?:今年|本年|当年|全年|年内|(?<![0-9])年(?:底|末))(?P<before>之?前|以前)?")),
    ("period", re.compile("(?P<name>[\u4e00-\u9fff]{1,3}期)内")),
    (
        "lasting",
        re.compile(
            rf"(?:利用|用)?(?P<number>{_N})(?P<unit>年|个月|天|日)(?:行动|时间(?:内)?|以内|之内|内|左右)"
        ),
    ),
)
_NOT_AFTER = re.compile("^(?:起|以来|以后|后|版|度?(?:计划|规划|任务目标)|修订)")
_EVERY = {
    "年": "year",
    "半年": "half_year",
    "季": "quarter",
    "季度": "quarter",
    "个季度": "quarter",
    "月": "month",
}
_EVERY |= {"个月": "month", "周": "week"}
_UNITS = {"年": "years", "个月": "months", "天": "days", "日": "days"}


def founded_periods(text: str) -> list[Record]:
    """Periods that the document sets up: 从2021年起设立5年过渡期."""
    found: dict[str, Record] = {}
    for match in _FOUNDING.finditer(text):
        start = int(match["start"])
        end = start + number(match["years"]) - 1
        found.setdefault(
            match["name"],
            {"name": match["name"], "start": str(start), "end": str(end), "quote": match[0].split("，")[0]},
        )
    return list(found.values())


def number(text: str) -> int:
    """The value of a number in Arabic or Chinese numerals."""
    return int(text) if text.isascii() else chinese_number(text) or 0


def times(text: str, year: int, periods: Mapping[str, Record]) -> Iterator[Stretch]:
    """The deadlines of ``text``, left to right; ``year`` is that of the document, for 今年 and the like."""
    taken = 0
    found = sorted(
        (
            (match.start(), -match.end(), place, kind, match)
            for place, (kind, pattern) in enumerate(_PATTERNS)
            for match in pattern.finditer(text)
        ),
        key=lambda one: one[:3],
    )
    for start, _, _, kind, match in found:
        if start < taken or _NOT_AFTER.match(text[match.end() :]):
            continue
        if text[start - 1 : start] == "〔":
            continue
        record = _RECORDS[kind](match, year, periods)
        if record:
            taken = match.end()
            yield Stretch(_start(kind, match, record), match.end(), record)


def _start(kind: str, match: re.Match[str], record: Record) -> int:
    """Where the words begin: for a period where its name does."""
    return match.end() - len(record["period"]) - 1 if kind == "period" else match.start()


def _span(match: re.Match[str], year: int, periods: Mapping[str, Record]) -> Record | None:
    return {"start": match["start"], "due": match["due"]} if match["start"] <= match["due"] else None


def _date(match: re.Match[str], year: int, periods: Mapping[str, Record]) -> Record | None:
    parts = [match["due"], *(f"{int(one):02}" for one in (match["month"], match["day"]) if one)]
    due = "-".join(parts)
    return {"due": due, **({"before": True} if match["before"] else {})} if is_date(due) else None


def _often(match: re.Match[str], year: int, periods: Mapping[str, Record]) -> Record:
    record: Record = {"every": _EVERY[match["every"]]}
    if match["times"]:
        record["times"] = number(match["times"])
    return record


def _this(match: re.Match[str], year: int, periods: Mapping[str, Record]) -> Record:
    return {"due": str(year), **({"before": True} if match["before"] else {})}


def _period(match: re.Match[str], year: int, periods: Mapping[str, Record]) -> Record | None:
    name = next((name for name in periods if match["name"].endswith(name)), None)
    return {"period": name} if name else None


def _lasting(match: re.Match[str], year: int, periods: Mapping[str, Record]) -> Record | None:
    length = number(match["number"])
    return {"duration": f"{length} {_UNITS[match['unit']]}"} if 1 <= length <= 100 else None


_RECORDS = {
    "founding": _period,
    "span": _span,
    "date": _date,
    "often": _often,
    "yearly": lambda *_: {"every": "year"},
    "this": _this,
    "period": _period,
    "lasting": _lasting,
}
